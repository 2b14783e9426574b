"""Who is a qualifying child: each of the ten tests, where it is passed and where it fails, and what is left then."""

from __future__ import annotations

from typing import Any

import pytest

from interview.engine import ChildAssessment
from tests.engine.families import Document, abroad, assess, child, family

CTC, ODC, NOTHING = "child_tax_credit", "other_dependents", "none"
CODES = (
    "relationship",
    "age",
    "residency",
    "support",
    "joint_return",
    "citizenship",
    "dependent",
    "taxpayer_id",
    "id_issued_in_time",
    "filer_id",
)


def examined(one: Document, tax_year: int = 2025, **facts: Any) -> ChildAssessment:
    [found] = assess(abroad(tax_year, children=[one], **facts)).children
    return found


def failed(found: ChildAssessment) -> set[str]:
    return {test.code for test in found.tests if not test.passed}


def expect(found: ChildAssessment, credit: str, *failures: str) -> None:
    assert (found.credit, failed(found)) == (credit, set(failures))


def test_every_child_is_put_to_the_ten_tests_in_order() -> None:
    found = examined(child())
    assert tuple(test.code for test in found.tests) == CODES
    assert all(str(test.reason) and test.source for test in found.tests)
    expect(found, CTC)


@pytest.mark.parametrize(
    "relationship",
    [
        "child",
        "stepchild",
        "adopted_child",
        "foster_child",
        "sibling",
        "half_sibling",
        "stepsibling",
        "grandchild",
        "niece_or_nephew",
        "other_descendant",
    ],
)
def test_children_siblings_and_their_descendants_are_related(relationship: str) -> None:
    expect(examined(child(relationship=relationship)), CTC)


def test_anyone_else_in_the_household_is_an_other_dependent() -> None:
    expect(examined(child(relationship="other")), ODC, "relationship")


@pytest.mark.parametrize("tax_year", [2024, 2025, 2026])
def test_a_child_is_seventeen_on_the_seventeenth_birthday_itself(tax_year: int) -> None:
    expect(examined(child(f"{tax_year - 17}-12-31"), tax_year), ODC, "age")
    expect(examined(child(f"{tax_year - 16}-01-01"), tax_year), CTC)


def test_a_child_who_died_before_the_seventeenth_birthday_never_reached_it() -> None:
    expect(examined(child("2008-11-30", died_on="2025-11-29")), CTC)
    expect(examined(child("2008-11-30", died_on="2025-11-30")), ODC, "age")
    expect(examined(child("2008-11-30", died_on="2026-01-05")), ODC, "age")


def test_a_child_born_on_the_last_day_of_the_year_counts() -> None:
    expect(examined(child("2025-12-31")), CTC)


@pytest.mark.parametrize("relationship", ["sibling", "half_sibling", "stepsibling"])
def test_a_sibling_must_be_younger_than_the_filer(relationship: str) -> None:
    brother = child("2010-06-01", relationship=relationship)
    expect(examined(brother, filer={"birth_date": "2010-05-31"}), CTC)
    expect(examined(brother, filer={"birth_date": "2010-06-01"}), ODC, "age")
    expect(examined(brother, filer={"birth_date": "2011-01-01"}), ODC, "age")


def test_on_a_joint_return_being_younger_than_one_spouse_is_enough() -> None:
    document = family(
        2025,
        "married_joint",
        filer={"birth_date": "2011-01-01"},
        spouse={"birth_date": "2000-01-01"},
        children=[child("2010-06-01", relationship="sibling")],
    )
    expect(assess(document).children[0], CTC)


@pytest.mark.parametrize(("months", "passes"), [(6, False), (7, True), (12, True), (0, False)])
def test_the_child_must_live_with_the_filer_for_more_than_half_the_year(months: int, passes: bool) -> None:
    found = examined(child(months_with_you=months))
    if passes:
        expect(found, CTC)
    else:
        # A child under 19 is a dependent only as a qualifying child, which takes the same home.
        expect(found, NOTHING, "residency")


def test_a_home_abroad_is_a_home_for_the_residency_test() -> None:
    expect(examined(child()), CTC)


def test_form_8332_in_hand_stands_in_for_the_home() -> None:
    expect(examined(child(months_with_you=3, custody="released_to_you")), CTC)


def test_form_8332_given_away_takes_the_child_off_the_return() -> None:
    expect(examined(child(custody="released_to_other_parent")), NOTHING, "dependent")


def test_a_child_who_pays_more_than_half_of_their_own_support_is_no_dependent() -> None:
    expect(examined(child(provided_over_half_own_support=True)), NOTHING, "support")


def test_a_child_who_filed_a_joint_return_is_no_dependent() -> None:
    expect(examined(child(filed_joint_return=True)), NOTHING, "joint_return")


@pytest.mark.parametrize("status", ["citizen", "national", "resident_alien"])
def test_citizens_nationals_and_residents_pass(status: str) -> None:
    expect(examined(child(us_status=status)), CTC)


def test_a_child_with_no_us_status_brings_not_even_the_other_credit() -> None:
    expect(examined(child(us_status="none")), NOTHING, "citizenship")


def test_an_adopted_child_all_year_with_a_citizen_passes_without_us_status() -> None:
    adopted = {"relationship": "adopted_child", "us_status": "none"}
    expect(examined(child(**adopted)), CTC)
    expect(examined(child(**adopted, taxpayer_id={"kind": "atin"})), ODC, "taxpayer_id")
    expect(examined(child(**adopted, months_with_you=11)), NOTHING, "citizenship")
    expect(examined(child(**adopted), filer={"us_status": "national"}), CTC)
    expect(examined(child(**adopted), filer={"us_status": "resident_alien"}), NOTHING, "citizenship")
    expect(examined(child(relationship="stepchild", us_status="none")), NOTHING, "citizenship")


def test_a_child_who_is_not_claimed_brings_nothing() -> None:
    expect(examined(child(claimed_as_dependent=False)), NOTHING, "dependent")


def test_a_filer_whom_another_can_claim_has_no_dependents() -> None:
    expect(examined(child(), filer={"claimed_as_dependent": True}), NOTHING, "dependent")
    document = family(2025, "married_joint", spouse={"claimed_as_dependent": True})
    expect(assess(document).children[0], NOTHING, "dependent")


@pytest.mark.parametrize("kind", ["ssn_not_for_work", "itin", "atin"])
def test_a_number_that_is_no_ssn_for_work_leaves_the_other_credit(kind: str) -> None:
    expect(examined(child(taxpayer_id={"kind": kind})), ODC, "taxpayer_id")


def test_a_child_without_any_number_brings_nothing() -> None:
    expect(examined(child(taxpayer_id={"kind": "none"})), NOTHING, "taxpayer_id", "id_issued_in_time")


def test_a_child_s_ssn_must_come_before_the_due_date_and_any_number_by_it() -> None:
    def issued(day: str, kind: str = "ssn") -> ChildAssessment:
        return examined(child(taxpayer_id={"kind": kind, "issued_on": day}))

    expect(issued("2026-04-14"), CTC)
    expect(issued("2026-04-15"), ODC, "id_issued_in_time")
    expect(issued("2026-04-16"), NOTHING, "id_issued_in_time")
    expect(issued("2026-04-15", "itin"), ODC, "taxpayer_id", "id_issued_in_time")
    expect(issued("2026-04-16", "itin"), NOTHING, "taxpayer_id", "id_issued_in_time")


def test_a_baby_who_lived_and_died_in_the_year_needs_no_number() -> None:
    none = {"kind": "none"}
    expect(examined(child("2025-06-01", died_on="2025-06-02", taxpayer_id=none)), CTC)
    expect(
        examined(child("2024-06-01", died_on="2025-06-02", taxpayer_id=none)),
        NOTHING,
        "taxpayer_id",
        "id_issued_in_time",
    )


def test_an_older_child_stays_an_other_dependent_without_the_same_home() -> None:
    expect(examined(child("2006-12-31", months_with_you=2)), ODC, "age", "residency")
    expect(examined(child("2007-01-01", months_with_you=2)), NOTHING, "age", "residency")
    expect(examined(child("2007-01-01")), ODC, "age")


def test_a_parent_is_an_other_dependent() -> None:
    parent = child("1950-01-01", relationship="other", months_with_you=0)
    expect(examined(parent), ODC, "relationship", "age", "residency")


def test_an_other_relative_needs_no_shared_home_at_any_age() -> None:
    expect(examined(child(relationship="other", months_with_you=0)), ODC, "relationship", "residency")


def test_a_ban_leaves_no_credit_for_a_child_who_passes_every_test() -> None:
    expect(examined(child(), history={"child_credit_disallowed": "banned"}), NOTHING)


def test_the_reason_names_the_child_and_the_figures() -> None:
    reasons = {test.code: str(test.reason) for test in examined(child("2008-12-31", name="Ana")).tests}
    assert reasons["age"] == "Ana was 17 at the end of 2025. The credit is for children under 17."
    late = examined(child(name="", taxpayer_id={"kind": "ssn", "issued_on": "2026-08-01"}))
    [reason] = [str(test.reason) for test in late.tests if test.code == "id_issued_in_time"]
    assert "August 1, 2026" in reason
    assert "April 15, 2026" in reason
    assert "Child 1" in str(late.tests[0].reason)


def test_no_reason_says_that_a_child_who_died_was_alive_at_the_end_of_the_year() -> None:
    reasons = {test.code: str(test.reason) for test in examined(child("2010-03-01", died_on="2025-06-02")).tests}
    assert "at the end of 2025" not in reasons["age"]
    assert "15" in reasons["age"]
    assert "more than half of 2025" not in reasons["residency"]


def remedies(one: Document, **facts: Any) -> list[tuple[str, str | None]]:
    found = examined(one, **facts).remedies
    return [(remedy.code, remedy.by.isoformat() if remedy.by else None) for remedy in found]


def test_a_missing_ssn_can_still_come_before_the_extended_due_date() -> None:
    assert remedies(child(taxpayer_id={"kind": "itin"})) == [("get_ssn", "2026-10-15")]
    assert remedies(child(taxpayer_id={"kind": "none"})) == [("get_ssn", "2026-10-15")]


def test_an_ssn_that_came_before_october_would_be_in_time_with_an_extension() -> None:
    late = {"kind": "ssn", "issued_on": "2026-08-01"}
    assert remedies(child(taxpayer_id=late)) == [("extend_due_date", "2026-10-15")]
    assert remedies(child(taxpayer_id={"kind": "ssn", "issued_on": "2026-10-15"})) == []


def test_a_child_elsewhere_may_be_released_by_the_other_parent() -> None:
    assert remedies(child(months_with_you=5)) == [("get_form_8332", None)]


def test_nothing_mends_age_support_citizenship_or_a_ban() -> None:
    assert remedies(child("2008-01-01")) == []
    assert remedies(child(provided_over_half_own_support=True)) == []
    assert remedies(child(us_status="none")) == []
    assert remedies(child(), history={"child_credit_disallowed": "banned"}) == []


def adults(*numbers: Document, tax_year: int = 2025) -> list[str]:
    """The remedies where the adults have such numbers."""
    people = [{"taxpayer_id": number} for number in numbers]
    document = family(tax_year, "married_joint" if len(people) > 1 else "single", filer=people[0])
    if len(people) > 1:
        document["spouse"] = people[1]
    return [remedy.code for remedy in assess(document).children[0].remedies]


SSN, ITIN, NONE = {"kind": "ssn"}, {"kind": "itin"}, {"kind": "none"}


def test_adults_are_told_which_number_they_still_need() -> None:
    assert adults(SSN) == []
    assert adults(ITIN) == ["get_filer_ssn"]
    assert adults(NONE) == ["get_filer_ssn"]
    assert adults(ITIN, ITIN) == ["get_filer_ssn"]
    assert adults(SSN, NONE) == ["get_filer_itin"]
    assert adults(NONE, NONE) == ["get_filer_ssn", "get_filer_itin"]
    assert adults(NONE, tax_year=2024) == ["get_filer_itin"]
    assert adults(ITIN, tax_year=2024) == []


def test_an_adult_s_number_that_came_before_october_would_be_in_time_with_an_extension() -> None:
    assert adults({"kind": "ssn", "issued_on": "2026-08-01"}) == ["extend_due_date"]
    assert adults({"kind": "ssn", "issued_on": "2026-10-15"}) == []
    assert adults(ITIN, {"kind": "ssn", "issued_on": "2026-10-14"}) == ["extend_due_date"]
