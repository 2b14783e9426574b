"""One open year in words: what is paid back, by which way, until when, and what is still to be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interview.adapter import Exchange, Notebook
from interview.drafts.answers_in_words import money_in_words, row_label, words_of
from interview.drafts.open_years import OpenYear
from interview.result.explain.case import NARROW, NO_FORM_2555, NOT_FILED, Case, paid_out, whether_filed
from interview.result.explain.headline import headline
from interview.result.explain.words import dollars, in_words, say
from interview.steps import CHILDREN, QUICK, Answers, Money, Route, Saved, depth


@dataclass(frozen=True, slots=True)
class Missing:
    """A question that has to be asked again; `url` is empty until the year has a draft of its own."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """One year as the page shows it. `low` and `high` are dollars; all texts are in the reader's language."""

    tax_year: int
    exact: bool
    filed: bool
    change: str
    known: bool
    low: int
    high: int
    paid: str
    note: str
    way: str
    way_key: str
    last_day: date
    days_left: str
    source: str
    result_url: str
    calendar_url: str
    resume_url: str
    missing: tuple[Missing, ...]
    children: tuple[str, ...]
    amounts: tuple[tuple[str, str], ...]


def year_row(year: OpenYear, source: Answers, today: date) -> YearRow:
    """One year. `source` are the answers of the draft that the others are worked out from."""
    filed = whether_filed(year.route) if year.own else NOT_FILED
    case = Case(year.at_best, today, filed) if year.at_best else None
    draft = year.draft
    finished = year.own and draft is not None
    return YearRow(
        tax_year=year.tax_year,
        exact=year.exact,
        filed=filed != NOT_FILED,
        change=_change(case),
        known=case is not None and not case.out_of_scope,
        low=year.low,
        high=year.high,
        paid=_paid(year, case),
        note=_note(year, case),
        way=_way(case),
        way_key=case.shown.key if case and not case.out_of_scope else "",
        last_day=year.last_day,
        days_left=_days_left(year.last_day, today),
        source=_source(year, source),
        result_url=reverse("result:show", args=[draft.public_id]) if draft and finished else "",
        calendar_url=reverse("result:calendar", args=[draft.public_id]) if draft and finished else "",
        resume_url=reverse("wizard:resume", args=[draft.public_id]) if draft and not finished else "",
        missing=tuple(_missing(year)),
        children=tuple(_children(year, case, source)),
        amounts=tuple(_amounts(year)),
    )


def _change(case: Case | None) -> str:
    """A return that is filed with Form 2555 can be changed, and the choice given up: Treas. Reg. 1.911-7(b)(1)."""
    if case is None or not case.has_filed or case.gain_of_switching <= 0 or not paid_out(case.without):
        return ""
    text = _(
        "You told us that this return is filed with Form 2555. Without the form {paid:$} would be paid to you, and you "
        "would be {gain:$} better off. You can change it with Form 1040-X by {day:day}. Read about the five-year rule "
        "first."
    )
    return say(text, paid=paid_out(case.without), gain=case.gain_of_switching, day=case.claim_day)


def _paid(year: OpenYear, case: Case | None) -> str:
    if case is None or case.out_of_scope:
        return _("Not known")
    if year.high - year.low >= NARROW:
        text = _("{low} to {high}") if year.exact else _("{low} to about {high}")
        return say(text, low=dollars(year.low), high=dollars(year.high))
    return dollars(year.high) if year.exact or not year.high else say(_("about {amount:$}"), amount=year.high)


def _note(year: OpenYear, case: Case | None) -> str:
    """Why there is nothing, or what becomes of the money."""
    if case is None:
        return _("A question comes first that only you can answer.")
    if case.out_of_scope or not year.high:
        return strip_tags(str(headline(case).text))
    if year.high - year.low >= NARROW:
        return _("Depends on what is still missing.")
    if case.shown.balance < 0:
        return _("All of it goes to US tax that you owe for the year.")
    if case.shown.balance < year.high:
        return say(_("After your other US tax you end up with {amount:$}."), amount=case.shown.balance)
    return ""


def _way(case: Case | None) -> str:
    if case is None or case.out_of_scope:
        return "–"
    if case.with_form_2555 is None:
        return _("Form 2555 plays no part")
    return _("Without Form 2555") if case.shown.key == NO_FORM_2555 else _("With Form 2555")


def _days_left(last_day: date, today: date) -> str:
    left = (last_day - today).days
    if not left:
        return _("today is the last day")
    return ngettext("{count} day left", "{count} days left", left).format(count=left)


def _source(year: OpenYear, source: Answers) -> str:
    """Whose answers these are."""
    if not year.own:
        return say(_("Worked out from your {year} answers."), year=Saved(source).tax_year)
    if year.assessed is not None and year.assessed.rough:
        return _("From your quick check of this year.")
    return _("From your own answers for this year.")


def _missing(year: OpenYear) -> Iterator[Missing]:
    pages = Route(year.draft.answers).pages if year.draft else {}
    for address, name in (*_first_of(year), *year.missing):
        page = year.route.pages.get(address)
        question = next((one for one in page.questions if one.name == name), None) if page else None
        if page is None or question is None:
            continue
        url = reverse("wizard:page", args=[year.draft.public_id, address]) if year.draft and address in pages else ""
        yield Missing(words_of(page.saved, lambda: year.year).say(question.text), url)
    if not year.own and depth(year.route.answers) == QUICK:
        yield from _never_asked(year)


def _first_of(year: OpenYear) -> Iterator[tuple[str, str]]:
    """The question without whose answer nothing can be worked out, such as the rate of a currency that has none."""
    page = year.route.pages.get(year.stopped_at)
    if page is not None and year.stopped_at not in [address for address, _name in year.missing]:
        yield from ((year.stopped_at, question.name) for question in page.questions[:1])


def _never_asked(year: OpenYear) -> Iterator[Missing]:
    """What a quick check takes for granted, and what can be different for every year."""
    due = year.year.parameters.dates.return_due
    if year.route.saved.get("quick_children_numbers", "with_number"):
        yield Missing(say(_("Were the children's numbers issued before {day:day}?"), day=due), "")
    yield Missing(say(_("Have you filed your {year} return?"), year=year.tax_year), "")


# The children, where a year is not like the draft's own -------------------------------------------------------------


def _children(year: OpenYear, case: Case | None, source: Answers) -> Iterator[str]:
    """Who is not on this year's return, who does not count, and who was still young enough."""
    if case is None or case.out_of_scope or depth(source) == QUICK:
        return
    if not year.own:
        yield from _not_there(year.tax_year, source)
    limit = case.parameters.child_tax_credit.age_limit
    for place, child in enumerate(case.assessment.children):
        name, age = case.names[place], year.tax_year - case.household.children[place].birth_date.year
        failed = next((test for test in child.tests if not test.passed), None)
        if failed is not None and child.credit != "child_tax_credit":
            yield say(_("{name} does not count: {why}"), name=name, why=in_words(failed.reason))
        elif child.credit == "child_tax_credit" and Saved(source).tax_year - (year.tax_year - age) >= limit > age:
            yield say(_("{name} was {age} and still young enough for {year}."), name=name, age=age, year=year.tax_year)


def _not_there(tax_year: int, source: Answers) -> Iterator[str]:
    saved = Saved(source)
    for place, key in enumerate(saved.keys(CHILDREN), start=1):
        child = saved.about(key)
        name = child.own("child_basics", "name") or say(_("Child {number}"), number=place)
        born = child.own("child_basics", "birth_date")
        if born and int(str(born)[:4]) > tax_year:
            yield say(_("{name} was not born yet in {year}."), name=name, year=tax_year)
        elif child.own("child_basics", "died") and tax_year > saved.tax_year:
            yield say(_("{name} is not on a return for {year}."), name=name, year=tax_year)


# What was taken over -------------------------------------------------------------------------------------------------


def _amounts(year: OpenYear) -> Iterator[tuple[str, str]]:
    """Every amount of another year that stands in, in its own currency and in dollars at this year's rate."""
    exchange = Exchange(year.route.saved, year.year.rates, Notebook())
    for address in year.taken_over:
        page = year.route.pages.get(address)
        if page is None:
            continue
        words = words_of(page.saved, lambda: year.year)
        answer = year.route.used.get(address) or {}
        for question in page.questions:
            value = answer.get(question.name)
            if isinstance(question.kind, Money) and isinstance(value, dict):
                yield row_label(page, question, words), money_in_words(value, exchange)
