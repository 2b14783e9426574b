"""What the latest preview of exactly these figures says decides whether somebody has to say why they go on."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from interview.figures.preview_line import preview_line
from interview.impact.models import FigureJob, JobChunk
from interview.impact.outcome import Outcome
from interview.years.models import ParameterRevision
from tests.years.addresses import page
from tests.years.people import edit_cap, in_review, person, signed_in
from tests.years.second_revision import publish_refund_cap
from tests.years.sent_forms import soup_of, text_of

pytestmark = pytest.mark.django_db


def previewed(
    revision: ParameterRevision, against: ParameterRevision, outcome: Outcome, state: str = "done"
) -> FigureJob:
    """A preview as workers leave it."""
    job = FigureJob.objects.create(
        kind="preview",
        state=state,
        revision=revision,
        against=against,
        document={},
        digest=revision.digest,
        total=outcome.drafts + outcome.unfinished,
    )
    JobChunk.objects.create(job=job, number=1, first=1, last=2, done_at=timezone.now(), outcome=outcome.as_json())
    return job


def test_without_a_preview_somebody_says_why(draft: ParameterRevision, current: ParameterRevision) -> None:
    assert preview_line(draft, current).ask_why


@pytest.mark.parametrize(
    ("outcome", "ask_why"),
    [
        (Outcome(drafts=1_000, changed=100, changes={5: 100}), False),
        (Outcome(drafts=1_000, changed=100, changes={-5: 100}), False),
        (Outcome(drafts=1_000, changed=101, changes={-5: 101}), True),
        (Outcome(drafts=1_000, crashed=1), True),
        (Outcome(drafts=1_000, refused=40), False),
        (Outcome(), False),
    ],
)
def test_failures_and_more_than_a_tenth_of_losers_need_an_answer(
    draft: ParameterRevision, current: ParameterRevision, outcome: Outcome, ask_why: bool
) -> None:
    job = previewed(draft, current, outcome)
    line = preview_line(draft, current)
    assert (line.job, line.ask_why) == (job, ask_why)


def test_the_line_tells_the_numbers_of_the_latest(draft: ParameterRevision, current: ParameterRevision) -> None:
    previewed(draft, current, Outcome(drafts=3, crashed=3))
    previewed(draft, current, Outcome(drafts=2_000, changed=120, changes={7: 80, -3: 40}))
    words = preview_line(draft, current).words
    assert words == "Preview: 2,000 drafts, of these changed: 120, lower: 40, failed: 0."


def test_a_small_sample_that_looks_well_does_not_hide_what_all_drafts_have_shown(
    draft: ParameterRevision, current: ParameterRevision
) -> None:
    whole = previewed(draft, current, Outcome(drafts=2_000, changed=900, changes={-40: 900}))
    previewed(draft, current, Outcome(drafts=1))
    line = preview_line(draft, current)
    assert (line.job, line.ask_why) == (whole, True)


def test_a_preview_of_other_figures_or_against_others_or_unfinished_does_not_count(
    draft: ParameterRevision, current: ParameterRevision
) -> None:
    previewed(draft, current, Outcome(drafts=5), state="running")
    previewed(draft, current, Outcome(drafts=5), state="cancelled")
    assert preview_line(draft, current).job is None
    job = previewed(draft, current, Outcome(drafts=5))
    assert preview_line(draft, current).job == job
    newer = publish_refund_cap(1800)
    assert preview_line(draft, newer).job is None
    edit_cap(draft, 1900, by=person("ada", "editor"))
    assert preview_line(draft, current).job is None


def test_after_a_good_preview_nobody_asks_why(draft: ParameterRevision, current: ParameterRevision) -> None:
    reviewed = in_review(draft, by=person("ada", "editor"))
    job = previewed(reviewed, current, Outcome(drafts=5))
    bob: Client = signed_in("bob", "publisher")
    opened = bob.get(page("publish", reviewed))
    assert "Preview: 5 drafts" in text_of(opened)
    assert soup_of(opened).select("[name=in_spite]") == []
    assert soup_of(opened).select(f'a[href*="{job.public_id}"]')
