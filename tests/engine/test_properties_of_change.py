"""How an answer moves when one fact does: hypothesis looks for a household where it moves the wrong way."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from interview.engine import Scenario
from tests.engine.any_household import TEN_YEARS, any_household, examples
from tests.engine.families import Document, assess, figures
from tests.engine.test_properties import allowed, amounts, counted

often, now_and_then = examples(50), examples(25)
STEPS = st.one_of(st.just(1), st.integers(1, 50_000))
# From the due date on, or before it.
DAYS = st.one_of(st.integers(-1, 1), st.integers(-200, 200))
ROOM = 10**11


def routes(document: Document) -> dict[str, Scenario]:
    return {found.key: found for found in allowed(assess(document))}


def changed(document: Document, *path: str | int, to: Any) -> Document:
    """The same household with one fact changed."""
    copy = deepcopy(document)
    place: Any = copy
    for step in path[:-1]:
        place = place[step] if isinstance(step, int) else place.setdefault(step, {})
    place[path[-1]] = to
    return copy


def more(document: Document, part: str, name: str, by: int) -> Document:
    before = (document.get(part) or {}).get(name, 0)
    assume(before < ROOM)
    return changed(document, part, name, to=before + by)


def for_children(found: Scenario) -> int:
    """What children bring, off tax or in cash."""
    return found.nonrefundable_credit + found.additional_child_tax_credit + found.refundable_child_tax_credit


def never_lowers(before: Document, after: Document, what: Callable[[Scenario], int]) -> None:
    first, then = routes(before), routes(after)
    assert first.keys() == then.keys()
    for key in first:
        assert what(then[key]) >= what(first[key]), key


def may_skip_form_1116(document: Document) -> bool:
    """The tax is small enough to elect out of the limit (IRC 904(j)(2)(B)); the income is not asked about."""
    paid = document.get("foreign_tax") or {}
    limit = figures(document["tax_year"]).foreign_tax_credit.small_credit_limit[document["filing_status"]]
    return not paid.get("general") and 0 < paid.get("passive", 0) <= limit


def more_foreign_tax_never_hurts(document: Document, kind: str, by: int) -> None:
    """But for the one step that the law itself makes: up to 300 (600 joint) of tax on passive income alone is credited
    without the limit of Form 1116, and with a dollar more the limit holds for all of it (IRC 904(j))."""
    after = more(document, "foreign_tax", kind, by)
    if may_skip_form_1116(document) and not may_skip_form_1116(after):
        return
    never_lowers(document, after, lambda found: for_children(found) + found.foreign_tax_credit)
    never_lowers(document, after, lambda found: found.balance)


@often
@given(
    any_household(within=True),
    st.sampled_from(["general", "passive", "carryover_general", "carryover_passive"]),
    STEPS,
)
def test_more_foreign_tax_never_lowers_what_is_credited_and_refunded(document: Document, kind: str, by: int) -> None:
    more_foreign_tax_never_hurts(document, kind, by)


@often
@given(any_household(within=True), st.sampled_from(["passive", "carryover_general", "carryover_passive"]), STEPS)
def test_more_tax_on_passive_income_alone_never_lowers_it_either(document: Document, kind: str, by: int) -> None:
    """The same for families with nothing but dividends and interest from abroad, where Form 1116 may be left out."""
    for who in ("filer", "spouse"):
        for field in ("wages_foreign", "self_employment_foreign", "exclusion"):
            (document.get(who) or {}).pop(field, None)
    income = document["unearned_income"]
    income.pop("pensions_foreign", None)
    income.setdefault("interest_foreign", 1_000)
    document["foreign_tax"] = {**document.get("foreign_tax", {}), "general": 0}
    more_foreign_tax_never_hurts(document, kind, by)


@often
@given(any_household(within=True), st.integers(0, 500_000), STEPS)
def test_more_income_never_means_more_credit_after_the_phaseout(document: Document, agi: int, by: int) -> None:
    for who in ("filer", "spouse"):
        if document.get(who):
            document[who].pop("exclusion", None)
    poorer, richer = (
        changed(document, "known_amounts", to={"agi": income, "tax_before_credits": 0}) for income in (agi, agi + by)
    )
    never_lowers(richer, poorer, lambda found: found.credit_after_phaseout)
    never_lowers(poorer, richer, lambda found: found.phaseout_reduction)


@now_and_then
@given(any_household(within=True), st.integers(0, 60_000), STEPS)
def test_more_tax_takes_from_the_refund_only_what_it_gives_off_tax(document: Document, tax: int, by: int) -> None:
    """With the foreign tax credit out of the way, tax that the credit pays is not refunded."""
    for who in ("filer", "spouse"):
        if document.get(who):
            document[who].pop("exclusion", None)
    document.pop("foreign_tax", None)
    less_tax, more_tax = (
        changed(document, "known_amounts", to={"agi": 50_000, "tax_before_credits": known}) for known in (tax, tax + by)
    )
    never_lowers(less_tax, more_tax, for_children)
    never_lowers(more_tax, less_tax, lambda found: found.additional_child_tax_credit)
    never_lowers(more_tax, less_tax, lambda found: found.balance)


@now_and_then
@given(any_household(within=True), STEPS)
def test_more_pay_with_the_same_tax_never_lowers_the_refund(document: Document, by: int) -> None:
    for who in ("filer", "spouse"):
        if document.get(who):
            document[who].pop("exclusion", None)
    document.pop("foreign_tax", None)
    document |= {"known_amounts": {"agi": 50_000, "tax_before_credits": 1_000}, "residence": {"place": "abroad"}}
    after = more(document, "filer", "wages_foreign", by)
    never_lowers(document, after, lambda found: found.additional_child_tax_credit)


@now_and_then
@given(
    any_household(within=True),
    st.sampled_from(
        [
            *("dependent_care", "education", "savers", "elderly_or_disabled", "residential_energy", "home_improvement"),
            *("clean_vehicle", "adoption", "mortgage_interest", "dc_homebuyer", "other"),
        ]
    ),
    STEPS,
)
def test_more_of_another_credit_never_lowers_the_balance(document: Document, kind: str, by: int) -> None:
    never_lowers(document, more(document, "credits", kind, by), lambda found: found.balance)


@now_and_then
@given(
    any_household(within=True),
    st.sampled_from(["income_tax_withheld", "estimated_tax", "other_refundable_credits"]),
    STEPS,
)
def test_a_dollar_paid_in_advance_is_a_dollar_of_balance(document: Document, kind: str, by: int) -> None:
    first, then = routes(document), routes(more(document, "payments", kind, by))
    assert {key: found.balance + by for key, found in first.items()} == {
        key: found.balance for key, found in then.items()
    }


@often
@given(any_household(within=True), st.randoms(use_true_random=False))
def test_order_and_names_of_children_change_no_amount(document: Document, chance: Any) -> None:
    renamed = [{**entry, "name": f"Someone {number}"} for number, entry in enumerate(document["children"])]
    order = list(range(len(renamed)))
    chance.shuffle(order)
    one, other = assess(document), assess({**document, "children": [renamed[index] for index in order]})
    assert amounts(one) == amounts(other)
    assert [one.children[index].credit for index in order] == [entry.credit for entry in other.children]
    assert one.best == other.best
    assert [found.why_zero for found in one.scenarios] == [found.why_zero for found in other.scenarios]


@now_and_then
@given(any_household(within=True))
def test_the_names_of_adults_and_the_country_change_no_amount(document: Document) -> None:
    """Only Form 1040-NR asks where abroad a family lives (IRC 873(b)(3))."""
    document.pop("return_form", None)
    renamed = changed(document, "filer", "name", to="Robin")
    renamed["residence"].pop("country", None)
    assert amounts(assess(renamed)) == amounts(assess(document))


@now_and_then
@given(any_household(within=True))
def test_a_spouse_who_is_not_on_the_return_changes_no_amount(document: Document) -> None:
    """Until 2017 a separate return had an exemption for a spouse without US income (IRC 151(b))."""
    if document["filing_status"] == "married_separate" and document["tax_year"] > 2017:
        assert amounts(assess({**document, "spouse": None})) == amounts(assess(document))


def a_day_of_a_number(document: Document) -> date:
    return figures(document["tax_year"]).dates.return_due


def with_a_child(document: Document, **facts: Any) -> Document:
    """One more child of ten for whom every test is passed but what the facts say."""
    one = {"birth_date": f"{document['tax_year'] - 10}-05-01", **facts}
    return {**document, "children": [*document["children"], one]}


@often
@given(
    any_household(within=True), st.integers(-200, 200), st.integers(0, 200), st.sampled_from(["ssn", "itin", "atin"])
)
def test_a_number_issued_later_never_raises_the_credit(document: Document, first: int, later: int, kind: str) -> None:
    due = a_day_of_a_number(document)
    early, late = (
        with_a_child(document, taxpayer_id={"kind": kind, "issued_on": (due + timedelta(days=days)).isoformat()})
        for days in (first, first + later)
    )
    never_lowers(late, early, lambda found: found.credit_before_phaseout)
    never_lowers(late, early, lambda found: found.credit_after_phaseout)
    if document["tax_year"] != 2021:
        never_lowers(late, early, lambda found: found.balance)


@now_and_then
@given(any_household(within=True), DAYS, st.integers(0, 200))
def test_a_filers_number_issued_later_never_raises_the_credit(document: Document, first: int, later: int) -> None:
    due = a_day_of_a_number(document)
    number = document["filer"].get("taxpayer_id", {})
    if number.get("kind") == "none":
        return
    early, late = (
        changed(document, "filer", "taxpayer_id", "issued_on", to=(due + timedelta(days=days)).isoformat())
        for days in (first, first + later)
    )
    never_lowers(late, early, lambda found: found.credit_before_phaseout)
    never_lowers(late, early, lambda found: found.credit_after_phaseout)


@now_and_then
@given(any_household(within=True))
def test_more_time_to_file_never_lowers_the_credit(document: Document) -> None:
    document.pop("filing", None)
    for reason in ("abroad_on_due_date", "extension"):
        longer = changed(document, "filing", to={reason: True})
        never_lowers(document, longer, lambda found: found.credit_before_phaseout)


@often
@given(any_household(within=True), st.integers(0, 12), st.integers(0, 12), st.data())
def test_more_months_with_the_child_never_lower_the_credit(
    document: Document, some: int, others: int, data: st.DataObject
) -> None:
    assume(len(document["children"]) > 0)
    which = data.draw(st.integers(0, len(document["children"]) - 1))
    fewer, longer = (
        changed(document, "children", which, "months_with_you", to=months) for months in sorted((some, others))
    )
    never_lowers(fewer, longer, lambda found: found.credit_before_phaseout)


@often
@given(any_household(within=True))
def test_one_more_child_never_lowers_the_balance(document: Document) -> None:
    """Nor any part of the credit. Without advance payments: a child who counts ends their protection (2021)."""
    document.pop("history", None)
    after = with_a_child(document)
    never_lowers(document, after, lambda found: found.credit_before_phaseout)
    never_lowers(document, after, lambda found: found.credit_after_phaseout)
    never_lowers(document, after, lambda found: found.balance)


@often
@given(any_household(within=True, years=(2021,)), st.integers(0, 12_000), st.integers(0, 5))
def test_advance_payments_are_taken_off_and_the_rest_is_paid_back_but_for_the_protection(
    document: Document, advance: int, children: int
) -> None:
    """IRC 24(j) of 2021: the credit falls by what was paid in advance; what exceeds it is an additional tax, less up
    to 2,000 for each child who is not on the return after all. Without other credits: given as finished amounts they
    could be more than the tax has room for, and then a smaller credit for children would cost nothing."""
    document.pop("credits", None)
    document.setdefault("history", {}).pop("advance_child_credit_received", None)
    without = routes(document)
    history = {**document["history"], "advance_child_credit_received": advance, "advance_children": children}
    assessment = assess({**document, "history": history})
    gone = max(0, children - counted(assessment)["child_tax_credit"])
    for found in allowed(assessment):
        full = for_children(without[found.key])
        assert for_children(found) == max(0, full - advance)
        protection = advance - (without[found.key].balance - found.balance)
        assert 0 <= protection <= min(max(0, advance - full), 2_000 * gone)


def test_the_properties_are_tried_on_every_year() -> None:
    assert all(figures(year).tax_year == year for year in TEN_YEARS)
