"""New results after figures were published: each draft's own, once, and never over a newer one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from interview.drafts.kept_results import after_change
from interview.drafts.models import Draft, DraftResult
from interview.drafts.results import assess, store_result
from interview.drafts.stored_households import FIGURES, StoredHouseholds, still_fit
from interview.firms.office_models import Office
from interview.impact import chunks, jobs, tasks
from interview.impact.models import ChangedResult, FigureJob, JobChunk
from interview.impact.over_drafts import Worked
from interview.impact.tasks import work
from interview.years import in_force as figures_in_force
from interview.years.models import ParameterRevision
from tests.impact.many_drafts import make_drafts
from tests.years.second_revision import publish_changed, publish_refund_cap

pytestmark = pytest.mark.usefixtures("in_force")
State = FigureJob.State


def reevaluate(revision: ParameterRevision) -> FigureJob:
    job = jobs.start_reevaluation(revision, by=None)
    work(job.pk, seconds=60)
    job.refresh_from_db()
    return job


def wrong_results() -> list[int]:
    """The drafts whose stored result is not what their own page would say now."""
    wrong, year = [], figures_in_force(2025)
    for draft in Draft.objects.order_by("pk"):
        stored = DraftResult.objects.get(draft=draft)
        kept = {name: getattr(stored, name) for name in FIGURES}
        fits = still_fit(StoredHouseholds(stored.households, stored.households_mark), year)
        is_of_now = (stored.draft_version, stored.revision) == (draft.version, year.revision)
        anew = store_result(draft, assess(draft, with_outlook=False))
        assert anew is not None
        if not (fits and is_of_now and kept == {name: getattr(anew, name) for name in FIGURES}):
            wrong.append(draft.pk)
    return wrong


def publish_euro(per_dollar: str) -> ParameterRevision:
    def change(document: dict[str, Any]) -> None:
        document["exchange_rates"]["EUR"]["per_dollar"] = per_dollar

    return publish_changed(change)


@pytest.mark.parametrize(
    "publish", [lambda: publish_refund_cap(900), lambda: publish_euro("1.500")], ids=["cap", "euro"]
)
@pytest.mark.parametrize("with_results", [True, False], ids=["stored", "not stored"])
def test_each_draft_has_the_result_of_its_own_page(
    publish: Callable[[], ParameterRevision], with_results: bool
) -> None:
    make_drafts(40, distinct=40, with_results=with_results)
    job = reevaluate(publish())
    assert job.state == State.DONE
    assert jobs.outcome(job).drafts == 40
    assert not wrong_results()


def test_a_result_that_does_not_change_says_that_it_is_of_the_new_revision(in_force: ParameterRevision) -> None:
    make_drafts(10)
    before = list(DraftResult.objects.order_by("pk").values("pk", *FIGURES, "households"))
    revision = publish_changed(lambda document: document["exchange_rates"]["JPY"].update(per_dollar="2"))
    assert jobs.outcome(reevaluate(revision)).changed == 0
    assert set(DraftResult.objects.values_list("revision", flat=True)) == {revision.pk}
    assert list(DraftResult.objects.order_by("pk").values("pk", *FIGURES, "households")) == before


def test_a_draft_that_is_saved_during_the_job_keeps_its_newer_result(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = make_drafts(6)
    revision = publish_refund_cap(900)
    real = chunks.store

    def store_after_a_save(chunk: JobChunk, worked: Worked, *given: Any) -> bool:
        """Worked out, and not yet stored: in this moment the family saves other answers, and another one deletes."""
        draft = Draft.objects.get(pk=keys[0])
        draft.answers = {
            **draft.answers,
            "income-you-wages": {"amount": {"amount": "5000", "currency": "USD"}, "guess": False},
        }
        draft.version += 1
        draft.save()
        after_change(draft)
        Draft.objects.filter(pk=keys[1]).delete()
        return real(chunk, worked, *given)

    monkeypatch.setattr(tasks, "store", store_after_a_save)
    job = reevaluate(revision)
    assert job.state == State.DONE
    assert DraftResult.objects.get(draft=keys[0]).draft_version == 8
    assert DraftResult.objects.count() == 5
    assert not wrong_results()


def test_a_save_that_stores_a_result_of_the_old_figures_late_is_caught_up_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that began before the publication, and ends after the job has passed its draft."""
    monkeypatch.setattr(chunks, "DRAFTS_IN_A_CHUNK", 2)
    keys = make_drafts(6)
    draft = Draft.objects.get(pk=keys[0])
    late = assess(draft, with_outlook=False)
    real = chunks.store

    def store_then_late(chunk: JobChunk, *given: Any) -> bool:
        if chunk.number == 1:
            store_result(draft, late)
        return real(chunk, *given)

    monkeypatch.setattr(tasks, "store", store_then_late)
    job = reevaluate(publish_refund_cap(900))
    assert job.state == State.DONE
    assert [chunk.only for chunk in JobChunk.objects.filter(job=job)] == [None, None, None, keys[:1]]
    assert not wrong_results()


def test_a_job_that_runs_twice_changes_nothing_the_second_time() -> None:
    make_drafts(10)
    revision = publish_refund_cap(900)
    first = reevaluate(revision)
    stored = list(DraftResult.objects.order_by("pk").values())
    again = reevaluate(revision)
    assert again == first
    assert list(DraftResult.objects.order_by("pk").values()) == stored
    assert jobs.outcome(again).drafts == 10


def test_the_job_of_an_earlier_revision_ends_when_another_is_published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "DRAFTS_IN_A_CHUNK", 5)
    make_drafts(20)
    older = jobs.start_reevaluation(publish_refund_cap(900), by=None)
    work(older.pk, seconds=0)
    assert JobChunk.objects.filter(job=older).exclude(done_at=None).count() == 1
    newer = reevaluate(publish_refund_cap(1_100))
    work(older.pk, seconds=60)
    older.refresh_from_db()
    assert (older.state, newer.state) == (State.CANCELLED, State.DONE)
    assert not wrong_results()


def test_a_job_ends_by_itself_when_its_revision_is_no_longer_in_force() -> None:
    make_drafts(5)
    older = jobs.start_reevaluation(publish_refund_cap(900), by=None)
    publish_refund_cap(1_100)
    work(older.pk, seconds=60)
    older.refresh_from_db()
    assert older.state == State.CANCELLED
    assert not DraftResult.objects.filter(revision=older.revision).exists()


def test_only_shared_drafts_whose_result_changed_are_listed_for_their_advisors() -> None:
    make_drafts(20)
    office = Office.objects.create(name="Kiel", share_code="KIEL-TEST")
    shared = make_drafts(20, office=office)
    before = dict(DraftResult.objects.values_list("draft", "balance"))
    job = reevaluate(publish_refund_cap(900))
    after = dict(DraftResult.objects.values_list("draft", "balance"))
    changed = {pk for pk in shared if before[pk] != after[pk]}
    listed = {row.draft_id: row for row in ChangedResult.objects.filter(job=job)}
    assert 0 < len(changed) < len(shared)
    assert set(listed) == changed
    assert all((row.balance_before, row.balance_after) == (before[pk], after[pk]) for pk, row in listed.items())


def test_a_pause_and_a_cancel_keep_what_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "DRAFTS_IN_A_CHUNK", 5)
    make_drafts(20)
    job = jobs.start_reevaluation(publish_refund_cap(900), by=None)
    work(job.pk, seconds=0)
    jobs.pause(job)
    assert JobChunk.objects.exclude(done_at=None).count() == 1
    assert work(job.pk, seconds=60) == 0
    assert jobs.progress(job).state == State.PAUSED
    jobs.go_on(job)
    jobs.cancel(job)
    assert work(job.pk, seconds=60) == 0
    assert jobs.progress(job).state == State.CANCELLED
    assert JobChunk.objects.exclude(done_at=None).count() == 1


def test_a_cancel_in_the_middle_of_a_chunk_stores_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    make_drafts(20)
    job = jobs.start_reevaluation(publish_refund_cap(900), by=None)
    monkeypatch.setattr(tasks, "SECONDS_BETWEEN_SIGNS", 0)
    real, asked = chunks.still_mine, []

    def cancelled_at_the_tenth(chunk: JobChunk) -> bool:
        asked.append(timezone.now())
        if len(asked) == 10:
            jobs.cancel(job)
        return real(chunk)

    monkeypatch.setattr(tasks, "still_mine", cancelled_at_the_tenth)
    work(job.pk, seconds=60)
    assert len(asked) == 10, "it stops at once"
    assert jobs.progress(job).state == State.CANCELLED
    assert not DraftResult.objects.filter(revision=job.revision).exists()
    assert not JobChunk.objects.exclude(done_at=None).exists()
