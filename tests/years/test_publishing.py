"""Copy, edit, check, publish: only valid figures, all or nothing, and of two people at once one wins."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.contrib.auth.models import User

from interview.years import in_force
from interview.years.documents import document_problems
from interview.years.models import ParameterRevision
from interview.years.publishing import (
    ChangedMeanwhile,
    DraftChanged,
    NotPublished,
    NotReady,
    change_draft,
    copy_to_draft,
    publish,
    published_revision,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def current() -> ParameterRevision:
    revision = published_revision(2025)
    assert revision is not None
    return revision


@pytest.fixture
def draft(current: ParameterRevision, admin_user: User) -> ParameterRevision:
    return copy_to_draft(current, by=admin_user)


def with_figure(document: dict[str, Any], section: str, name: str, value: object) -> dict[str, Any]:
    changed = copy.deepcopy(document)
    changed["figures"][section][name]["value"] = value
    return changed


def test_a_copy_is_a_draft_with_the_next_number_and_the_same_figures(
    draft: ParameterRevision, current: ParameterRevision, admin_user: User
) -> None:
    assert (draft.state, draft.number, draft.based_on, draft.created_by) == ("draft", 2, current, admin_user)
    assert (draft.document, draft.digest) == (current.document, current.digest)
    assert copy_to_draft(current, by=admin_user).number == 3


def test_a_draft_changes_nothing_for_families(draft: ParameterRevision) -> None:
    change_draft(draft, with_figure(draft.document, "child_tax_credit", "refund_cap_per_child", 1900), by=None)
    assert in_force(2025).parameters.child_tax_credit.refund_cap_per_child == 1700


def test_publishing_replaces_the_old_revision_and_keeps_who_when_and_why(
    draft: ParameterRevision, current: ParameterRevision, admin_user: User
) -> None:
    publish(draft, by=None, reason=" Rev. Proc. 2024-40 ", in_force=current)
    current.refresh_from_db()
    assert (current.state, draft.state) == ("replaced", "published")
    assert (draft.published_by, draft.reason) == (None, "Rev. Proc. 2024-40")
    assert draft.published_at is not None
    assert in_force(2025).revision == draft


def test_publishing_needs_a_reason(draft: ParameterRevision, current: ParameterRevision, admin_user: User) -> None:
    with pytest.raises(NotPublished, match="Say why"):
        publish(draft, by=None, reason=" ", in_force=current)


def test_a_faulty_draft_is_not_published_and_every_problem_is_named(
    draft: ParameterRevision, current: ParameterRevision, admin_user: User
) -> None:
    document = with_figure(draft.document, "child_tax_credit", "refund_cap_per_child", "1700")
    document = with_figure(document, "deductions", "age", -1)
    del document["figures"]["phaseout"]["step"]
    document["exchange_rates"]["XQX"] = {"per_dollar": "1", "source": "a guess"}
    document["exchange_rates"]["EUR"] = {"per_dollar": "0", "source": ""}
    change_draft(draft, document, by=None)
    with pytest.raises(NotReady) as refused:
        publish(draft, by=None, reason="Try", in_force=current)
    assert {problem.path for problem in refused.value.problems} == {
        "figures.child_tax_credit.refund_cap_per_child.value",
        "figures.deductions.age.value",
        "figures.phaseout.step",
        "exchange_rates.XQX",
        "exchange_rates.EUR.per_dollar",
        "exchange_rates.EUR.source",
    }
    current.refresh_from_db()
    assert current.state == "published"


def test_a_document_of_another_year_is_refused(current: ParameterRevision) -> None:
    (problem,) = document_problems(current.document, 2026)
    assert (problem.path, problem.message) == ("tax_year", "must be 2026, not 2025")


@pytest.mark.parametrize(
    ("rates", "path"),
    [
        ([], "exchange_rates"),
        ({"EUR": 1}, "exchange_rates.EUR"),
        ({"EUR": {"per_dollar": 0.9, "source": "IRS"}}, "exchange_rates.EUR.per_dollar"),
        ({"EUR": {"per_dollar": "1e3", "source": "IRS"}}, "exchange_rates.EUR.per_dollar"),
        ({"EUR": {"per_dollar": "0.9", "source": "IRS", "since": "x"}}, "exchange_rates.EUR.since"),
    ],
)
def test_a_faulty_exchange_rate_is_named(current: ParameterRevision, rates: object, path: str) -> None:
    assert [problem.path for problem in document_problems({**current.document, "exchange_rates": rates}, 2025)] == [
        path
    ]


def test_a_draft_that_was_edited_after_it_was_looked_at_is_not_published(
    draft: ParameterRevision, current: ParameterRevision, admin_user: User
) -> None:
    same = ParameterRevision.objects.get(pk=draft.pk)
    change_draft(same, with_figure(same.document, "child_tax_credit", "refund_cap_per_child", 1900), by=None)
    with pytest.raises(ChangedMeanwhile):
        publish(draft, by=None, reason="Go", in_force=current)


def test_a_difference_against_figures_no_longer_in_force_is_not_published(
    draft: ParameterRevision, current: ParameterRevision, admin_user: User
) -> None:
    publish(copy_to_draft(current, by=admin_user), by=None, reason="Quicker", in_force=current)
    with pytest.raises(ChangedMeanwhile):
        publish(draft, by=None, reason="Go", in_force=current)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_nothing_is_published_twice(draft: ParameterRevision, current: ParameterRevision, admin_user: User) -> None:
    publish(draft, by=None, reason="Go", in_force=current)
    with pytest.raises(ChangedMeanwhile):
        publish(draft, by=None, reason="Go again", in_force=draft)


def test_of_two_editors_of_a_draft_the_second_is_told(draft: ParameterRevision) -> None:
    second = ParameterRevision.objects.get(pk=draft.pk)
    change_draft(draft, with_figure(draft.document, "child_tax_credit", "refund_cap_per_child", 1900), by=None)
    with pytest.raises(DraftChanged):
        change_draft(second, with_figure(second.document, "child_tax_credit", "refund_cap_per_child", 1800), by=None)
    draft.refresh_from_db()
    assert draft.document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] == 1900


def test_a_published_revision_cannot_be_edited(current: ParameterRevision) -> None:
    with pytest.raises(DraftChanged):
        change_draft(current, with_figure(current.document, "child_tax_credit", "refund_cap_per_child", 1), by=None)
