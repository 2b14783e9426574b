"""What a preview says about stored drafts, and that it leaves all of them as they were."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from interview.drafts.models import Draft, DraftResult
from interview.drafts.results import assess_answers
from interview.drafts.shown_way import paid_out, shown_way
from interview.drafts.ways_compared import ShownWay, ways_to_file
from interview.impact import jobs, over_drafts
from interview.impact.figures_of_job import year_of
from interview.impact.models import FigureJob, JobChunk
from interview.impact.outcome import Outcome
from interview.impact.tasks import work
from interview.steps import Answers
from interview.years import in_force as figures_in_force
from interview.years.models import ParameterRevision
from interview.years.publishing import NotReady
from interview.years.year_in_force import YearInForce
from tests.impact.many_drafts import make_drafts

Drafts = Callable[..., ParameterRevision]
OF_JOBS = {"interview_figurejob", "interview_jobchunk", "django_tasks_database_dbtaskresult"}
DRAFTS = 60


def preview(revision: ParameterRevision, *, sample: int | None = None) -> Outcome:
    """A whole preview, done at once."""
    job = jobs.start_preview(revision, sample=sample, by=None)
    work(job.pk, seconds=60)
    assert jobs.progress(job).state == FigureJob.State.DONE
    return jobs.outcome(job)


def end(draft: Draft, year: YearInForce) -> tuple[int, int]:
    """Credit paid out and balance as the family's page would show them."""
    assessed = assess_answers(draft.answers, year, with_outlook=False)
    way = shown_way(assessed.household, assessed.assessment)
    return paid_out(way), way.balance


def by_hand(revision: ParameterRevision) -> dict[str, int]:
    """The counts of a preview, from the page's own way to a result, one draft after the other."""
    old, new = figures_in_force(2025), year_of(revision.document, revision)
    ends = [(end(draft, old), end(draft, new)) for draft in Draft.objects.all()]
    changes = sorted(after[1] - before[1] for before, after in ends if after[1] != before[1])
    return {
        "drafts": len(ends),
        "more": len([change for change in changes if change > 0]),
        "less": len([change for change in changes if change < 0]),
        "newly_paid": len([1 for before, after in ends if before[0] == 0 < after[0]]),
        "no_longer_paid": len([1 for before, after in ends if before[0] > 0 == after[0]]),
        "total_change": sum(changes),
        "middle_change": changes[(len(changes) - 1) // 2] if changes else 0,
        "paid_total": sum(after[0] for _, after in ends),
    }


def numbers(outcome: Outcome, names: dict[str, int]) -> dict[str, int]:
    return {name: getattr(outcome, name) for name in names}


@pytest.mark.parametrize("with_results", [True, False], ids=["stored", "not stored"])
@pytest.mark.parametrize("change", [{"refund_cap": 900}, {"refund_cap": 2_100}, {"euro": "1.500"}], ids=str)
def test_it_counts_what_each_familys_own_page_would_say(
    draft_with: Drafts, change: dict[str, Any], with_results: bool
) -> None:
    make_drafts(DRAFTS, distinct=DRAFTS, with_results=with_results)
    revision = draft_with(**change)
    expected = by_hand(revision)
    assert expected["total_change"]
    assert numbers(preview(revision), expected) == expected


def test_chunks_add_up_to_the_same_as_one(draft_with: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    make_drafts(DRAFTS)
    revision = draft_with(refund_cap=900)
    one = preview(revision)
    monkeypatch.setattr("interview.impact.chunks.DRAFTS_IN_A_CHUNK", 7)
    assert preview(revision) == one
    assert JobChunk.objects.order_by("-pk")[0].number == DRAFTS // 7
    assert sum(count for _low, _high, count in one.buckets) == one.more + one.less
    assert abs(one.largest[0].change) == max(abs(change) for change in one.changes)


def test_it_changes_no_row_of_any_table_but_its_own(draft_with: Drafts) -> None:
    make_drafts(30)
    Draft.objects.filter(pk__in=make_drafts(5, with_results=False)).update(version=9)
    revision = draft_with(refund_cap=900)

    def everything() -> dict[str, list[Any]]:
        models = [model for model in apps.get_models() if model._meta.db_table not in OF_JOBS]
        return {model._meta.db_table: list(model._default_manager.order_by("pk").values()) for model in models}

    before = everything()
    assert preview(revision).drafts == 35
    assert everything() == before


def test_it_goes_on_with_the_figures_that_it_began_with(draft_with: Drafts) -> None:
    make_drafts(20)
    revision = draft_with(refund_cap=900)
    job = jobs.start_preview(revision, sample=None, by=None)
    ParameterRevision.objects.filter(pk=revision.pk).update(document=revision.based_on.document)  # type: ignore[union-attr]
    work(job.pk, seconds=60)
    assert jobs.outcome(job).less


def test_a_result_of_earlier_answers_does_not_count_as_before(draft_with: Drafts) -> None:
    [pk] = make_drafts(1)
    DraftResult.objects.update(balance=99_999)
    assert preview(draft_with(refund_cap=900)).total_change < -90_000
    Draft.objects.filter(pk=pk).update(version=8)
    assert preview(draft_with(refund_cap=900)).total_change == by_hand(draft_with(refund_cap=900))["total_change"]


def test_unfinished_and_deleted_drafts_and_those_of_other_years_do_not_count(
    draft_with: Drafts, in_force: ParameterRevision
) -> None:
    deleted, other_year, unfinished, *_others = make_drafts(6)
    Draft.objects.filter(pk=deleted).update(deleted_at=in_force.published_at)
    Draft.objects.filter(pk=other_year).update(tax_year=2024)
    Draft.objects.filter(pk=unfinished).update(
        version=8, answers={"start": {"depth": "full"}, "year": {"tax_year": 2025}}
    )
    outcome = preview(draft_with(refund_cap=900))
    assert (outcome.drafts, outcome.unfinished) == (3, 1)


def test_a_crash_is_counted_with_its_class_and_a_short_id_and_stops_nothing(draft_with: Drafts) -> None:
    broken, *others = make_drafts(10)
    Draft.objects.filter(pk=broken).update(version=8, answers={"start": 7, "year": "Mia 123"})
    outcome = preview(draft_with(refund_cap=900))
    assert (outcome.drafts, outcome.crashed, outcome.compared) == (10, 1, len(others))
    [crash] = outcome.crashes
    assert crash.draft == str(Draft.objects.get(pk=broken).public_id)[:8]
    assert crash.error in ("TypeError", "AttributeError", "KeyError")
    assert "Mia" not in str(outcome.as_json())


def test_a_sample_is_drawn_once_of_finished_drafts(draft_with: Drafts) -> None:
    keys = make_drafts(40)
    Draft.objects.filter(pk__in=keys[:10]).update(version=8)
    job = jobs.start_preview(draft_with(refund_cap=900), sample=12, by=None)
    [chunk] = JobChunk.objects.filter(job=job)
    assert chunk.only is not None
    assert set(chunk.only) <= set(keys[10:])
    assert (len(set(chunk.only)), job.total) == (12, 12)
    work(job.pk, seconds=60)
    assert jobs.outcome(job).drafts == 12


def test_a_year_without_figures_in_force_is_compared_with_nothing(draft_with: Drafts) -> None:
    make_drafts(20)
    revision = draft_with(refund_cap=900)
    job = jobs.start_preview(revision, sample=None, by=None)
    FigureJob.objects.filter(pk=job.pk).update(against=None)
    work(job.pk, seconds=60)
    outcome = jobs.outcome(job)
    assert (outcome.drafts, outcome.compared, outcome.changed) == (20, 0, 0)
    assert outcome.paid_total == by_hand(revision)["paid_total"]


def test_figures_that_nobody_can_read_are_refused_at_once(draft_with: Drafts) -> None:
    revision = draft_with()
    del revision.document["figures"]["child_tax_credit"]["refund_cap_per_child"]
    with pytest.raises(NotReady):
        jobs.start_preview(revision, sample=None, by=None)


def test_stored_households_are_not_made_again_unless_a_figure_of_theirs_changes(
    draft_with: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_drafts(30)
    made: list[Answers] = []

    def counted(answers: Answers, year: YearInForce) -> list[ShownWay]:
        made.append(answers)
        return ways_to_file(answers, year)

    monkeypatch.setattr(over_drafts, "ways_to_file", counted)
    preview(draft_with(refund_cap=900))
    assert not made
    preview(draft_with(euro="1.500"))
    in_euros = [draft for draft in Draft.objects.all() if "EUR" in str(draft.answers)]
    assert len(made) == len(in_euros) < 30
