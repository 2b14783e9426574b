"""The admin's pages of previews: start one, watch it, stop it, and read what came out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interview.drafts.models import Draft, DraftResult, KeptResult
from interview.drafts.results import store_result
from interview.figures.roles import make_groups
from interview.impact.models import FigureJob, JobChunk
from interview.impact.outcome import Outcome
from interview.impact.tasks import work
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import published_revision
from tests.advising.people import draft_of
from tests.impact.outcomes import job_with_outcome, raised_cap
from tests.interview.families import BERLIN
from tests.years.addresses import page

pytestmark = pytest.mark.django_db


def somebody(name: str, role: str) -> Client:
    """Somebody of the staff in one of the groups."""
    make_groups()
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=f"Figures: {role}"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def eve() -> Client:
    return somebody("eve", "editor")


@pytest.fixture
def draft(db: Any) -> ParameterRevision:
    return raised_cap(None)


def read(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text_of(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ").split())


def of_job(job: FigureJob) -> str:
    return page("job", job.revision, str(job.public_id))


def act(client: Client, job: FigureJob, action: str) -> int:
    address = reverse("admin:interview_parameterrevision_job_action", args=[job.revision_id, job.public_id, action])
    return client.post(address).status_code


def buttons(client: Client, job: FigureJob) -> list[str]:
    return [text_of(button) for button in read(client, of_job(job)).select(".figure-tools form button")]


def table(soup: BeautifulSoup, caption: str) -> list[list[str]]:
    """The rows of the table under a caption, its head left out."""
    found = next(one for one in soup.select("table") if text_of(one.caption) == caption)
    return [[text_of(cell) for cell in row.find_all(["th", "td"])] for row in found.select("tbody tr")]


def counts(soup: BeautifulSoup) -> dict[str, str]:
    return {text_of(row.dt): text_of(row.dd) for row in soup.select(".outcome-counts > div")}


# Starting --------------------------------------------------------------------------------------------------------


def test_the_first_page_says_that_nothing_is_saved_and_how_many_drafts_there_are(
    eve: Client, draft: ParameterRevision
) -> None:
    finished = draft_of("a")
    store_result(finished)
    draft_of("b", answers={"start": BERLIN["start"], "year": BERLIN["year"]})
    draft_of("c", tax_year=2024)
    told = text_of(read(eve, page("previews", draft)).select_one("#content-main"))
    assert "Nothing is saved to the drafts, and no family sees it." in told
    assert "There are 2 drafts of 2025. 1 of them is finished and has a result." in told
    assert "None yet." in told


def test_a_sample_of_two_thousand_is_asked_for_unless_somebody_says_otherwise(
    eve: Client, draft: ParameterRevision
) -> None:
    form = read(eve, page("previews", draft))
    assert [box["value"] for box in form.select("input[name=which][checked]")] == ["sample"]
    size = form.select_one("input[name=sample]")
    assert size is not None
    assert size["value"] == "2000"


@pytest.mark.parametrize(("sent", "asked"), [({"which": "sample", "sample": "300"}, 300), ({"which": "all"}, None)])
def test_starting_leads_to_the_page_of_the_job(
    eve: Client, draft: ParameterRevision, sent: dict[str, str], asked: int | None
) -> None:
    answer = eve.post(page("previews", draft), sent)
    job = FigureJob.objects.get()
    assert answer.headers["Location"] == of_job(job)
    assert (job.kind, job.sample, str(job.created_by)) == ("preview", asked, "eve")
    (entry,) = HistoryEntry.objects.filter(revision=draft, what="previewed")
    assert (entry.by_name, entry.new) == ("eve", "A sample of 300" if asked else "All drafts of the year")
    told = text_of(read(eve, of_job(job)).select_one("#content-main"))
    assert "Nothing is saved to the drafts." in told
    assert "Waiting. 0 of 0 drafts" in told
    assert of_job(job) in eve.get(page("previews", draft)).content.decode()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Choose a sample or all drafts"),
        ({"which": "nobody"}, "Select a valid choice"),
        ({"which": "sample", "sample": ""}, "Enter how many drafts the sample has"),
        ({"which": "sample", "sample": "many"}, "The sample must be a whole number, like 2000"),
        ({"which": "sample", "sample": "0"}, "The sample must be 1 draft or more"),
        ({"which": "sample", "sample": "100001"}, "The sample must be 100000 drafts or fewer"),
    ],
)
def test_a_wrong_number_is_told_at_its_field_and_starts_nothing(
    eve: Client, draft: ParameterRevision, sent: dict[str, str], message: str
) -> None:
    answer = eve.post(page("previews", draft), sent)
    assert answer.status_code == 422
    soup = BeautifulSoup(answer.content, "html.parser")
    assert message in text_of(soup.select_one(".figure-problems"))
    link = soup.select_one(".figure-problems a")
    assert link is not None
    assert soup.select_one(str(link["href"])) is not None
    assert message in text_of(soup.select_one(".figure-error"))
    assert not FigureJob.objects.exists()


def test_figures_with_problems_are_not_tried(eve: Client) -> None:
    impossible = raised_cap(None, cap=99_999)
    answer = eve.post(page("previews", impossible), {"which": "all"})
    assert answer.status_code == 422
    assert "The figures have problems" in answer.content.decode()
    assert not FigureJob.objects.exists()


def test_editors_and_publishers_start_previews_and_viewers_only_look(draft: ParameterRevision) -> None:
    job = job_with_outcome(draft)
    sent = {"which": "all"}
    for role, expected in (("editor", 302), ("publisher", 302), ("viewer", 403)):
        client = somebody(role, role)
        assert client.get(of_job(job)).status_code == 200
        assert bool(read(client, page("previews", draft)).select("input[name=which]")) == (expected == 302)
        assert client.post(page("previews", draft), sent).status_code == expected
    assert Client().get(of_job(job)).status_code == 302


def test_figures_in_force_need_no_preview(eve: Client) -> None:
    current = published_revision(2025)
    assert current is not None
    assert read(eve, page("previews", current)).select("input[name=which]") == []
    assert eve.post(page("previews", current), {"which": "all"}).status_code == 403


# Watching and stopping -------------------------------------------------------------------------------------------


def test_progress_is_said_in_words_and_drawn_without_a_script(eve: Client, draft: ParameterRevision) -> None:
    job = job_with_outcome(draft, state="running", finished_at=None, total=2_000)
    JobChunk.objects.create(job=job, number=1, first=1_001, last=2_000)
    soup = read(eve, of_job(job))
    bar = soup.select_one("progress")
    assert bar is not None
    assert bar["max"] == "100"
    assert f"{bar['value']}%" == bar.get_text()
    assert "of 2,000 drafts" in text_of(soup.select_one("#job-progress"))
    assert [link["href"] for link in soup.select("a") if text_of(link) == "Refresh"] == [of_job(job)]
    assert "What changes, so far" in [text_of(heading) for heading in soup.select("h2")]


def test_a_job_that_is_over_has_nothing_to_refresh_or_to_press(eve: Client, draft: ParameterRevision) -> None:
    job = job_with_outcome(draft)
    assert "Refresh" not in text_of(read(eve, of_job(job)).select_one("#content-main"))
    assert buttons(eve, job) == []
    assert act(eve, job, "cancel") == 302
    job.refresh_from_db()
    assert job.state == "done"


def test_a_job_is_paused_continued_and_cancelled(eve: Client, draft: ParameterRevision) -> None:
    job = job_with_outcome(draft, state="running", finished_at=None)
    JobChunk.objects.create(job=job, number=1, first=1_001, last=2_000)
    assert buttons(eve, job) == ["Pause", "Cancel this run"]
    assert act(eve, job, "pause") == 302
    assert buttons(eve, job) == ["Continue", "Cancel this run"]
    assert act(eve, job, "continue") == 302
    assert buttons(eve, job) == ["Pause", "Cancel this run"]
    assert act(eve, job, "cancel") == 302
    assert buttons(eve, job) == []
    assert text_of(read(eve, of_job(job)).select_one("#job-progress")).startswith("Cancelled.")


def test_only_a_post_by_somebody_who_may_stops_a_job(eve: Client, draft: ParameterRevision) -> None:
    job = job_with_outcome(draft, state="running", finished_at=None)
    address = reverse("admin:interview_parameterrevision_job_action", args=[draft.pk, job.public_id, "cancel"])
    assert eve.get(address).status_code == 405
    assert act(eve, job, "explode") == 404
    assert somebody("vic", "viewer").post(address).status_code == 403
    job.refresh_from_db()
    assert job.state == "running"


def test_a_job_without_a_worker_says_what_to_do(eve: Client, draft: ParameterRevision) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    job = job_with_outcome(draft, state="running", finished_at=None, alive_at=long_ago)
    JobChunk.objects.create(job=job, number=1, first=1_001, last=2_000)
    told = text_of(read(eve, of_job(job)).select_one("#job-progress"))
    assert "No worker is at it. Start one on the server with manage.py work" in told
    assert "to go." not in told
    assert "Continue" in buttons(eve, job)


def test_a_draft_changed_since_says_so(eve: Client, draft: ParameterRevision) -> None:
    job = job_with_outcome(draft, digest="of other figures")
    assert "This draft was changed after this run began." in text_of(read(eve, of_job(job)).select_one("#content-main"))


def test_new_results_are_steered_by_publishers_and_never_cancelled(draft: ParameterRevision, eve: Client) -> None:
    job = job_with_outcome(draft, kind="reevaluation", state="running", finished_at=None)
    pat = somebody("pat", "publisher")
    assert buttons(pat, job) == ["Pause"]
    assert buttons(eve, job) == []
    assert act(eve, job, "pause") == 403
    assert act(pat, job, "cancel") == 302
    job.refresh_from_db()
    assert job.state == "running"
    told = text_of(read(pat, of_job(job)).select_one("#content-main"))
    assert "Each draft keeps the result that it had; the new one stands beside it." in told
    assert "Nothing is saved" not in told


def test_a_job_is_found_only_under_its_own_revision(eve: Client, draft: ParameterRevision) -> None:
    job, other = job_with_outcome(draft), raised_cap(None, 1_800)
    assert eve.get(page("job", other, str(job.public_id))).status_code == 404


def test_the_page_loads_no_figures_and_costs_the_same_whatever_came_out(eve: Client, draft: ParameterRevision) -> None:
    small, large = job_with_outcome(draft, Outcome(), families=[]), job_with_outcome(draft)
    costs = []
    for job in (small, large):
        with CaptureQueriesContext(connection) as queries:
            eve.get(of_job(job))
        costs.append(len(queries))
        of_jobs = [query["sql"] for query in queries if "figurejob" in query["sql"]]
        assert [sql for sql in of_jobs if '"interview_figurejob"."document"' in sql] == []
    assert costs[0] == costs[1]


# What came out ---------------------------------------------------------------------------------------------------


def test_everything_that_came_out_is_counted_in_words(eve: Client, draft: ParameterRevision) -> None:
    assert counts(read(eve, of_job(job_with_outcome(draft)))) == {
        "Finished drafts worked out": "1,000",
        "Results that change": "501",
        "Families that get more, or owe less": "450",
        "Families that get less, or owe more": "50",
        "Newly paid the child credit": "4",
        "No longer paid the child credit": "2",
        "All changes together": "+$186,000",
        "Middle change, of those that change": "+$400",
        "Families paid the child credit under these figures": "700",
        "Child credit paid to all of them": "$2,100,000",
        "Outside this app": "3",
        "Crashed": "1",
        "Unfinished drafts, left out": "12",
    }


def test_the_picture_has_a_name_a_finding_and_the_same_numbers_as_its_table(
    eve: Client, draft: ParameterRevision
) -> None:
    soup = read(eve, of_job(job_with_outcome(draft)))
    picture = soup.select_one(".changes-picture svg")
    assert picture is not None
    assert text_of(picture.title) == "How many drafts change by how much"
    assert text_of(picture.desc) == "450 drafts get more. 50 drafts get less. 496 drafts stay the same."
    drawn = [text_of(text) for text in picture.find_all("text")]
    ranges = dict(table(soup, "How many drafts change by how much"))
    assert ranges["$101 to $500 more"] == "400"
    assert ranges["No change"] == "496"
    assert dict(zip(drawn[::2], drawn[1::2], strict=True)).items() <= ranges.items()


def test_the_largest_changes_name_nobody(eve: Client, draft: ParameterRevision) -> None:
    assert table(read(eve, of_job(job_with_outcome(draft))), "The largest changes") == [
        ["+$3,900", "2", "Head of household", "Germany", "$0 → $3,800", "-$100 → $3,800", "Form 2555"],
        ["−$600", "1", "Married, one return together", "in the US", "$1,700 → $1,100", "$900 → $300", "–"],
    ]


def test_a_crash_names_its_class_and_the_beginning_of_the_drafts_id(eve: Client, draft: ParameterRevision) -> None:
    soup = read(eve, of_job(job_with_outcome(draft)))
    assert "Draft 1f3870be…: ZeroDivisionError" in [text_of(row) for row in soup.select(".figure-problems li")]


def test_figures_that_change_nothing_say_so_without_a_picture(eve: Client, draft: ParameterRevision) -> None:
    soup = read(eve, of_job(job_with_outcome(draft, Outcome(drafts=10, compared=10))))
    assert "No family gets more or less." in text_of(soup.select_one("#content-main"))
    assert soup.select(".changes-picture") == []


def test_a_new_year_is_compared_with_nothing(eve: Client, draft: ParameterRevision) -> None:
    job = job_with_outcome(draft, Outcome(drafts=10, paid_drafts=7, paid_total=9_000), against=None)
    soup = read(eve, of_job(job))
    assert "Nothing: no figures of this year were in force" in text_of(soup.select_one("#content-main"))
    assert "Results that change" not in counts(soup)
    assert counts(soup)["Child credit paid to all of them"] == "$9,000"
    rows = {row[0]: row[1:] for row in table(soup, "Example families under these figures")}
    assert rows["Mother in Berlin, two children, German tax"] == ["$3,800", "$3,800"]


def test_example_families_stand_row_by_row_with_what_each_figure_does_alone(
    eve: Client, draft: ParameterRevision
) -> None:
    soup = read(eve, of_job(job_with_outcome(draft)))
    rows = {row[0]: row[1:] for row in table(soup, "Example families under these figures")}
    assert len(rows) == 12
    assert rows["Mother in Berlin, two children, German tax"] == ["$3,400 → $3,800", "$3,400 → $3,800"]
    assert rows["Mother in Texas, one child, wages of $10,000"] == ["$1,125, unchanged", "$4,534, unchanged"]
    first = table(soup, "What each changed figure does alone")[0]
    assert first[0] == "Most that can be paid back for each child Child tax credit"
    assert first[2:] == ["+$200", "+$200"]


def test_a_real_run_ends_on_its_page_and_leaves_the_drafts_alone(eve: Client, draft: ParameterRevision) -> None:
    for key in ("a", "b", "c"):
        store_result(draft_of(key))
    before = [list(model.objects.order_by("pk").values()) for model in (Draft, DraftResult, KeptResult)]
    eve.post(page("previews", draft), {"which": "all"})
    job = FigureJob.objects.get()
    work(job.pk, seconds=30)
    soup = read(eve, of_job(job))
    assert text_of(soup.select_one("#job-progress")).startswith("Done. 3 of 3 drafts, 100 percent.")
    found = counts(soup)
    assert (found["Results that change"], found["All changes together"]) == ("3", "+$1,200")
    assert len(table(soup, "The largest changes")) == 3
    assert "Mother in Berlin, two children, German tax" in soup.get_text()
    assert [list(model.objects.order_by("pk").values()) for model in (Draft, DraftResult, KeptResult)] == before
