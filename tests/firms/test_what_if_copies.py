"""What-if copies: made once for each press, in nobody's lists, brought up to date without losing what they change."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from interview.drafts.kept_results import after_change
from interview.drafts.models import Draft, DraftResult, KeptResult
from interview.drafts.store import change_answers, fingerprint, save_page
from interview.drafts.tidying import tidy
from interview.firms import what_ifs
from interview.firms.activity import WHAT_IF
from interview.firms.activity_words import in_words
from interview.firms.file_models import Activity, ClientFile, WhatIf
from interview.firms.merging_answers import merged
from interview.firms.office_models import OfficeMember
from interview.firms.ready_made import NEXT_YEAR, ready_made, ready_made_of
from interview.firms.rights import files
from interview.firms.sharing import share, stop_sharing
from interview.firms.what_ifs import Wording
from interview.steps import Route
from tests.advising.people import advisor, draft_of, family, office
from tests.interview.families import BERLIN, MARRIED_IN_BERLIN, QUICK_BERLIN
from tests.interview.families import family as answers_of

pytestmark = pytest.mark.django_db
MARK = "abcdefghijkl"


class Case:
    """Alice shares her draft with Bob's office."""

    def __init__(self, answers: dict[str, Any] = BERLIN) -> None:
        self.alice, key = family()
        self.client, self.bob = advisor("bob")
        self.office = office("Lakeside Tax Help", self.bob)
        self.draft = draft_of(key, answers=deepcopy(answers))
        share(self.draft, self.office, name="Brauer")

    @property
    def file(self) -> ClientFile:
        return ClientFile.objects.select_related("draft").get(draft=self.draft)

    def copy(self, name: str = "Another pay", mark: str = "", **changes: Any) -> WhatIf:
        answers = {**self.draft.answers, **changes}
        return what_ifs.make(self.file, by=self.bob, name=name, answers=answers, mark=mark)


@pytest.fixture
def case() -> Case:
    return Case()


def test_a_second_press_of_the_same_button_gives_the_same_copy(case: Case) -> None:
    assert case.copy(mark=MARK) == case.copy(mark=MARK)
    assert case.copy(mark="lkjihgfedcba").pk != case.copy().pk
    assert Activity.objects.filter(kind=WHAT_IF, actor=case.bob).count() == 3


def test_there_is_an_end_to_copies(case: Case) -> None:
    for _ in range(what_ifs.MOST_COPIES):
        case.copy()
    with pytest.raises(what_ifs.NoRoom):
        case.copy()


def test_a_copy_is_in_no_list_and_no_file_and_leaves_no_result(case: Case) -> None:
    copy = case.copy().draft
    save_page(copy, "paid_home", {"paid": "no"}, seen=fingerprint({"paid": "yes"}))
    after_change(copy)
    assert not DraftResult.objects.filter(draft=copy).exists()
    assert not KeptResult.objects.filter(draft=copy).exists()
    assert not ClientFile.objects.filter(draft=copy).exists()
    assert list(Draft.objects.kept()) == [case.draft]
    assert list(Draft.objects.shared_with(case.bob)) == [case.draft]
    seat = OfficeMember.objects.get()
    assert [file.draft_id for file in files(seat)] == [case.draft.pk]
    assert str(copy.public_id) not in case.alice.get(reverse("drafts:list")).content.decode()


@pytest.mark.parametrize("name", ["wizard:page", "result:show", "result:pdf", "advising:share"])
def test_the_family_and_the_workspace_pages_of_a_draft_do_not_open_a_copy(case: Case, name: str) -> None:
    copy = case.copy().draft
    arguments = [copy.public_id, *(["home"] if name == "wizard:page" else [])]
    assert case.alice.get(reverse(name, args=arguments)).status_code == 404
    assert case.client.get(reverse("advising:draft", args=[copy.public_id])).status_code == 404


def test_tidying_wipes_no_copy_whose_draft_stays_and_every_copy_whose_draft_goes(case: Case) -> None:
    copy = case.copy().draft
    Draft.objects.filter(pk=copy.pk).update(updated_at=timezone.now() - timedelta(days=4000))
    Draft.objects.filter(pk=case.draft.pk).update(updated_at=timezone.now())
    tidy(timezone.now())
    assert Draft.objects.filter(pk=copy.pk).exists()
    Draft.objects.filter(pk=case.draft.pk).delete()
    assert not Draft.objects.filter(pk=copy.pk).exists()


def test_a_recommendation_is_seen_only_while_the_office_reads_the_draft(case: Case) -> None:
    copy = case.copy()
    what_ifs.reword(copy, Wording("Better", True, "Leave it off."), by=case.bob, seen_as=what_ifs.seen(copy))
    assert what_ifs.recommended_to(case.draft) == copy
    stop_sharing(case.draft)
    assert what_ifs.recommended_to(case.draft) is None
    share(case.draft, office("Hilltop Advice"), name="Brauer")
    assert what_ifs.recommended_to(case.draft) is None


def test_one_copy_is_recommended_and_the_activity_keeps_what_was_said(case: Case) -> None:
    one, other = case.copy("One"), case.copy("Other")
    for copy in (one, other):
        what_ifs.reword(copy, Wording(copy.name, True, "Do this."), by=case.bob, seen_as=what_ifs.seen(copy))
    assert list(WhatIf.objects.filter(recommended=True)) == [other]
    last = Activity.objects.filter(kind=WHAT_IF).first()
    assert last is not None
    assert last.old == {"name": "Other", "recommended": False, "note": ""}
    assert last.new == {"name": "Other", "recommended": True, "note": "Do this."}


def test_what_somebody_else_said_meanwhile_is_not_written_over(case: Case) -> None:
    copy = case.copy("One")
    opened = what_ifs.seen(copy)
    what_ifs.reword(copy, Wording("Theirs"), by=case.bob, seen_as=opened)
    with pytest.raises(what_ifs.SaidOtherwise):
        what_ifs.reword(copy, Wording("Mine"), by=case.bob, seen_as=opened)
    what_ifs.reword(copy, Wording("Theirs"), by=case.bob, seen_as=opened)
    assert WhatIf.objects.get().name == "Theirs"


def test_a_copy_is_brought_up_to_date_and_keeps_what_it_changes(case: Case) -> None:
    copy = case.copy(exclusion_plan={"plan": "plan_no"})
    assert not what_ifs.is_behind(copy, case.draft)
    change_answers(case.draft, lambda answers: {**answers, "paid_home": {"paid": "no"}})
    assert what_ifs.is_behind(copy, case.draft)
    what_ifs.bring_up_to_date(copy, case.draft, by=case.bob)
    copy = WhatIf.objects.select_related("draft").get()
    assert copy.draft.answers["paid_home"] == {"paid": "no"}
    assert copy.draft.answers["exclusion_plan"] == {"plan": "plan_no"}
    assert not what_ifs.is_behind(copy, case.draft)


def test_the_activity_says_what_became_of_a_copy_and_tells_the_family_no_more_than_that(case: Case) -> None:
    copy = case.copy("One")
    for wording in (Wording("Two"), Wording("Two", True, "Do this."), Wording("Two", True, "That."), Wording("Two")):
        what_ifs.reword(copy, wording, by=case.bob, seen_as=what_ifs.seen(copy))
    what_ifs.delete(copy, by=case.bob)
    entries = list(Activity.objects.filter(kind=WHAT_IF).select_related("actor").order_by("pk"))
    assert [entry.what for entry in in_words(entries, case.draft)] == [
        "Made the what-if copy “One”",
        "Renamed the what-if copy “One” to “Two”",
        "Recommended the what-if copy “Two” to the family",
        "Changed the note to the family on the what-if copy “Two”",
        "No longer recommends the what-if copy “Two”",
        "Deleted the what-if copy “Two”",
    ]
    assert {entry.what for entry in in_words(entries, case.draft, for_family=True)} == {"Changed a what-if copy"}


def test_merging_keeps_the_copys_fields_and_takes_the_familys_other_fields() -> None:
    began = {"pay": {"amount": "1", "guess": False}, "children": ["c1", "c2"], "gone": {"a": 1}, "same": {"a": 1}}
    copy = {"pay": {"amount": "2", "guess": False}, "children": ["c1", "c2", "c9"], "same": {"a": 1}}
    now = {"pay": {"amount": "1", "guess": True}, "children": ["c2", "c3"], "gone": {"a": 1}, "same": {"a": 2}}
    assert merged(began, copy, now) == {
        "pay": {"amount": "2", "guess": True}, "children": ["c2", "c3", "c9"], "same": {"a": 2},
    }  # fmt: skip


def test_deleting_a_copy_takes_its_answers_and_never_the_familys(case: Case) -> None:
    copy = case.copy()
    what_ifs.delete(copy, by=case.bob)
    what_ifs.delete(copy, by=case.bob)
    assert list(Draft.objects.all()) == [case.draft]
    copy.draft_id = case.draft.pk
    what_ifs.delete(copy, by=case.bob)
    assert list(Draft.objects.all()) == [case.draft]
    assert Activity.objects.filter(kind=WHAT_IF).count() == 2


# Ready-made ones ----------------------------------------------------------------------------------------------------


def offered(answers: dict[str, Any]) -> list[str]:
    return [found.code for found in ready_made(answers) if found.code != NEXT_YEAR]


def test_what_is_offered_fits_the_family() -> None:
    assert offered(BERLIN) == ["without_2555", "with_2555"]
    assert offered(QUICK_BERLIN) == ["without_2555", "with_2555"]
    assert offered(MARRIED_IN_BERLIN) == ["without_2555", "with_2555", "separate", "head_of_household"]
    assert offered(answers_of(BERLIN, exclusion_plan={"plan": "plan_no"})) == ["with_2555"]
    alone = answers_of(MARRIED_IN_BERLIN, joint={"files": "separate"}, apart={"six_months": "no"})
    assert offered(alone) == ["without_2555", "with_2555", "joint"]


def test_next_year_is_offered_where_it_has_figures_and_nothing_is_open() -> None:
    found = ready_made_of(BERLIN, NEXT_YEAR)
    assert found is not None
    assert found.name == "Plan for 2026"
    assert found.answers["year"] == {"tax_year": 2026}
    assert Route(found.answers).first_open is None
    assert ready_made_of({**BERLIN, "year": {"tax_year": 2026}}, NEXT_YEAR) is None
    assert ready_made_of({**BERLIN, "deductions": None}, NEXT_YEAR) is None


def test_form_2555_of_one_spouse_is_offered_where_both_could_use_it() -> None:
    both = answers_of(
        MARRIED_IN_BERLIN,
        income_kinds__spouse={"kinds": ["wages"]},
        income__spouse_wages=None,
        exclusion_all_year={"you": "yes", "spouse": "yes"},
        exclusion_prior={"you": "never", "spouse": "never"},
    )
    both["income-spouse-wages"] = BERLIN["income-you-wages"]
    assert offered(both)[:4] == ["without_2555", "with_2555", "only_filer_2555", "only_spouse_2555"]
    only = ready_made_of(both, "only_spouse_2555")
    assert only is not None
    assert only.answers["exclusion_who"] == {"who": "spouse"}
    assert Route(only.answers).first_open is None


def test_numbers_for_all_children_answers_when_they_came() -> None:
    answers = answers_of(BERLIN, child_papers__c2={"papers": "other"}, extension={"extension": "none"})
    answers |= {"child_status-c2": {"status": "citizen"}, "child_id-c2": {"kind": "itin"}}
    answers |= {"children_issued": {"all_issued": "no"}, "child_issued-c1": {"window": "by_due"}}
    answers |= {"child_issued-c2": {"window": "by_due"}}
    found = ready_made_of(answers, "all_numbers")
    assert found is not None
    assert found.answers["child_id-c2"] == {"kind": "ssn_work"}
    assert found.answers["children_issued"] == {"all_issued": "yes"}
    assert Route(found.answers).first_open is None
    assert found.answers["provenance"]["child_id-c2"] == "advisor"


def test_a_joint_return_with_a_nonresident_spouse_asks_what_nobody_can_guess() -> None:
    alone = answers_of(
        BERLIN, marital={"marital": "married"}, spouse_us={"status": "nra"}, joint_nonresident={"files": "no"}
    )
    found = ready_made_of(alone, "joint_nonresident")
    assert found is not None
    assert Route(found.answers).open == ["papers-spouse", "income_kinds-spouse"]
    assert ready_made_of({**alone, "joint_before": {"before": "ended"}}, "joint_nonresident") is None
    assert "joint" not in offered(alone)


def test_a_copy_belongs_to_no_browser_no_address_and_no_account() -> None:
    case = Case()
    copy = case.copy().draft
    assert (copy.browser_key_hash, copy.owner, copy.address, copy.office) == ("", None, None, None)
