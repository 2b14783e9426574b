"""What changed since the family read its result, in words: both results, and what each cause adds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interview.drafts.models import Draft, KeptResult
from interview.drafts.results import Assessed
from interview.drafts.store import ADVISOR, PROVENANCE
from interview.drafts.what_changed import Change, Parts, compare_with_kept
from interview.result.explain.words import dollars, say
from interview.steps import Route
from interview.years.notices import Notice, notices_since

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row of the sum from then to now: what it is, and its amounts in the order of the columns."""

    label: str
    note: str
    amounts: tuple[str, ...]
    is_result: bool = False


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """A notice under the name of its revision; `language` is that of the text."""

    figures: str
    text: str
    language: str

    @classmethod
    def of(cls, notice: Notice) -> ShownNotice:
        """The notice with its revision and its day in words."""
        figures = figures_in_words(notice.tax_year, notice.number, notice.published_on.isoformat())
        return cls(figures, notice.text, notice.language)


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """The block of the result page. `undo` is the kept result whose answers can be put back, 0 for none.

    `with_figures`: the yearly figures or the program have a part in it, so that the sum stands open on the page.
    `notices` are what whoever published new figures says about them.
    """

    heading: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[ChangedRow, ...]
    with_figures: bool
    undo: int
    undo_text: str
    version: int
    mark: str
    notices: tuple[ShownNotice, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """The sentences about changed answers; they differ by who may have changed them."""

    paid: Promise
    balance: Promise
    tax: Promise
    part: Promise
    alone: Promise
    changed: Promise
    row: Promise
    undo: Promise


BY_FAMILY = Said(
    paid=gettext_lazy("Your refund went from {old:$} to {new:$}, because you changed: {what}."),
    balance=gettext_lazy("What you end up with went from {old:$} to {new:$}, because you changed: {what}."),
    tax=gettext_lazy("The US tax you owe went from {old:$} to {new:$}, because you changed: {what}."),
    part=gettext_lazy("{change}, because you changed: {what}."),
    alone=gettext_lazy("You changed: {what}. That alone makes no difference."),
    changed=gettext_lazy("You changed: {what}."),
    row=gettext_lazy("Your changed answers"),
    undo=gettext_lazy("This takes back your last change: {what}."),
)
WITH_ADVISOR = Said(
    paid=gettext_lazy("Your refund went from {old:$} to {new:$}, because answers changed: {what}."),
    balance=gettext_lazy("What you end up with went from {old:$} to {new:$}, because answers changed: {what}."),
    tax=gettext_lazy("The US tax you owe went from {old:$} to {new:$}, because answers changed: {what}."),
    part=gettext_lazy("{change}, because answers changed: {what}."),
    alone=gettext_lazy("Answers changed: {what}. That alone makes no difference."),
    changed=gettext_lazy("Answers changed: {what}."),
    row=gettext_lazy("Changed answers"),
    undo=gettext_lazy("This takes back the last change: {what}."),
)
"""Where an advisor has given an answer of the draft, the family is not told that it was all its own doing."""


def changed_since(
    draft: Draft, assessed: Assessed, route: Route, *, for_advisor: bool = False
) -> tuple[ChangedSince | None, datetime | None]:
    """What to tell about the difference to the result before, if anything; and since when the present one is kept.

    An advisor reads that answers changed, not "you changed".
    """
    compared = compare_with_kept(draft, assessed, route)
    told = _in_words(compared.change, draft, assessed, for_advisor=for_advisor) if compared.change else None
    return told, compared.kept_at


def _in_words(change: Change, draft: Draft, assessed: Assessed, *, for_advisor: bool) -> ChangedSince:
    day = timezone.localdate(change.before.created_at)
    answered_by = (draft.answers.get(PROVENANCE) or {}).values()
    said = WITH_ADVISOR if for_advisor or ADVISOR in answered_by else BY_FAMILY
    by_program = any(part.program for part in (change.paid, change.tax, change.balance))
    columns = list(_columns(change)) if all(change.could) else []
    return ChangedSince(
        heading=say(_("What changed since {day:day}"), day=day),
        sentences=tuple(_sentences(change, assessed.year.tax_year, said)),
        columns=tuple(title for title, _figure in columns),
        rows=tuple(_rows(change, [figure for _title, figure in columns], assessed, said)) if columns else (),
        with_figures=change.new_figures or by_program,
        undo=change.undo.pk if change.undo else 0,
        undo_text=_undo_text(change, said),
        version=draft.version,
        mark=change.mark,
        notices=tuple(_notices(change, assessed)),
    )


def _notices(change: Change, assessed: Assessed) -> Iterator[ShownNotice]:
    """One query, and none where the figures are those of then."""
    if change.new_figures and assessed.year.revision is not None:
        yield from map(ShownNotice.of, notices_since(assessed.year.tax_year, change.before.revision))


def _sentences(change: Change, year: int, said: Said) -> Iterator[str]:
    what = some_of(change.answers)
    if not all(change.could):
        yield from _out_of_reach(change, year, what, said)
        return
    figure, went, because = _telling_figure(change, said)
    parts = _parts_of(figure)
    if not parts:
        yield from _without_a_difference(change, year, what, said)
    elif parts == ["answers"]:
        yield say(because, old=figure.before, new=figure.now, what=what or _("what you answered"))
        if change.new_figures:
            yield say(_("The {year} numbers were updated too. That changes nothing for you."), year=year)
    else:
        yield say(went, old=figure.before, new=figure.now)
        yield from _part_by_part(figure, year, what, said)


def _part_by_part(figure: Parts, year: int, what: str, said: Said) -> Iterator[str]:
    if figure.rules:
        text = _("{change}, because the {year} numbers were updated.")
        yield say(text, change=signed(figure.rules), year=year)
    if figure.program:
        yield say(_("{change}, because we corrected how we work it out."), change=signed(figure.program))
    if figure.answers:
        named = what or _("what you answered")
        yield say(str(said.part), change=signed(figure.answers), what=named)
    elif what:
        yield say(str(said.alone), what=what)


def _out_of_reach(change: Change, year: int, what: str, said: Said) -> Iterator[str]:
    """One of the two results, or both, are none that this app can work out."""
    could_before, can_now = change.could
    if can_now:
        yield _("We can work out your credit now.")
    elif could_before:
        yield _("We can no longer work out your credit.")
    if change.new_figures:
        yield say(_("The {year} numbers were updated."), year=year)
    if what:
        yield say(str(said.changed), what=what)


def _without_a_difference(change: Change, year: int, what: str, said: Said) -> Iterator[str]:
    if change.new_figures:
        yield say(_("The {year} numbers were updated."), year=year)
    if what:
        yield say(str(said.changed), what=what)
    yield _("Your result stays the same.")


def _telling_figure(change: Change, said: Said) -> tuple[Parts, str, str]:
    """The figure that the sentences are about, how it went, and how it went because of answers alone.

    It is the credit paid out if that moved, else what the family ends up with, else its tax.
    """
    if _parts_of(change.paid) or not (_parts_of(change.balance) or _parts_of(change.tax)):
        return (
            change.paid,
            _("Your refund went from {old:$} to {new:$}."),
            str(said.paid),
        )
    if _parts_of(change.balance):
        return (
            change.balance,
            _("What you end up with went from {old:$} to {new:$}."),
            str(said.balance),
        )
    return (
        change.tax,
        _("The US tax you owe went from {old:$} to {new:$}."),
        str(said.tax),
    )


def _parts_of(figure: Parts) -> list[str]:
    return [name for name in ("rules", "program", "answers") if getattr(figure, name)]


def some_of(labels: tuple[str, ...]) -> str:
    """The first few of what was changed, and how many more there are; empty for nothing."""
    some = "; ".join(labels[:MOST_NAMED])
    more = len(labels) - MOST_NAMED
    if more <= 0:
        return some
    return say(ngettext("{some} and {count} more", "{some} and {count} more", more), some=some, count=more)


def _undo_text(change: Change, said: Said) -> str:
    """What exactly goes back, where the last change is not all that the block tells of."""
    if change.undo is None or change.undo is change.before or not change.last_answers:
        return ""
    return say(str(said.undo), what=some_of(change.last_answers))


def signed(amount: int) -> str:
    """+$412 or −$150; nothing is just $0."""
    if not amount:
        return dollars(0)
    return f"{'+' if amount > 0 else '−'}{dollars(abs(amount))}"


def _columns(change: Change) -> Iterator[tuple[str, Parts]]:
    """The credit paid out, and the figures that say something else."""
    yield _("Child credit paid to you"), change.paid
    if change.tax.before or _parts_of(change.tax):
        yield _("US tax you owe"), change.tax
    if change.balance != change.paid:
        yield _("What you end up with"), change.balance


def _rows(change: Change, figures: list[Parts], assessed: Assessed, said: Said) -> Iterator[ChangedRow]:
    then = say(_("On {day:day}"), day=timezone.localdate(change.before.created_at))
    yield ChangedRow(then, _figures_then(change.before), tuple(dollars(part.before) for part in figures), True)
    if change.new_figures:
        label = say(_("Updated {year} numbers"), year=assessed.year.tax_year)
        yield ChangedRow(label, "", tuple(signed(part.rules) for part in figures))
    if any(part.program for part in figures):
        yield ChangedRow(_("Our correction"), "", tuple(signed(part.program) for part in figures))
    if change.answers or any(part.answers for part in figures):
        yield ChangedRow(str(said.row), "", tuple(signed(part.answers) for part in figures))
    used = assessed.year.parameters
    now = figures_in_words(used.tax_year, used.revision, used.published_on)
    yield ChangedRow(_("Now"), now, tuple(dollars(part.now) for part in figures), True)


def _figures_then(before: KeptResult) -> str:
    revision = before.revision
    if revision is None:
        return figures_in_words(before.tax_year, 1, None)
    published = revision.published_at.date().isoformat() if revision.published_at else None
    return figures_in_words(before.tax_year, revision.number, published)


def figures_in_words(tax_year: int, number: int, published_on: str | None) -> str:
    """Which revision of the yearly figures a result came from."""
    if not published_on:
        return say(_("{year} figures, revision {revision}"), year=tax_year, revision=number)
    return say(
        _("{year} figures, revision {revision}, published {day:day}"),
        year=tax_year,
        revision=number,
        day=date.fromisoformat(published_on),
    )
