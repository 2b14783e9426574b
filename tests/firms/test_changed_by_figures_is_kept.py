"""Lists go by a column that the database keeps true to changed results, whatever happens to them and to the drafts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.db.models import F

from interview.advising.clients.changed_results import tick_off
from interview.drafts.address_models import WipedDraft
from interview.drafts.deleting import bring_back, delete, wipe
from interview.drafts.models import Draft
from interview.drafts.store import change_answers, swap
from interview.firms.file_models import ClientFile
from interview.firms.list_query import filtered
from interview.firms.office_models import Office, OfficeMember
from interview.firms.sharing import share, stop_sharing
from interview.impact.models import ChangedResult, FigureJob
from interview.years.models import ParameterRevision
from interview.years.publishing import withdraw
from tests.advising.changed import LATER, changed_by, job_of
from tests.advising.people import THEN, advisor, draft_of, office
from tests.years.second_revision import publish_refund_cap

pytestmark = pytest.mark.django_db

ANSWERS = {"start": {"depth": "full"}, "year": {"tax_year": 2025}}


class World:
    """Two offices with clients of every kind: changed by the figures in force, of before, by none; each name tells."""

    def __init__(self) -> None:
        _client, bob = advisor("bob")
        self.here = office("Lakeside Tax Help", bob)
        self.elsewhere = Office.objects.create(name="Elsewhere")
        self.seat = OfficeMember.objects.select_related("office").get()
        self.drafts = {
            name: self.draft(name) for name in ("changed", "both", "before", "old", "previewed", "newer", "none")
        }
        self.older = publish_refund_cap(1_900)
        self.before = job_of(self.older)
        for name in ("both", "before"):
            changed_by(self.before, self.drafts[name])
        self.in_force = publish_refund_cap(1_800)
        self.job = job_of(self.in_force)
        for name in ("changed", "both", "newer"):
            changed_by(self.job, self.drafts[name])
        changed_by(job_of(self.in_force, kind="preview"), self.drafts["previewed"])
        Draft.objects.filter(pk=self.drafts["newer"].pk).update(updated_at=LATER + timedelta(seconds=1))
        self.agree()

    def draft(self, name: str) -> Draft:
        draft = draft_of("k" * 64, answers=ANSWERS)
        share(draft, self.here, name=name)
        return draft

    def agree(self) -> list[str]:
        """The clients of both offices that the column finds. They are those that the changed results tell of."""
        told = ChangedResult.objects.filter(
            job__kind=FigureJob.Kind.REEVALUATION,
            job__revision__state=ParameterRevision.State.PUBLISHED,
            created_at__gte=F("draft__updated_at"),
        )
        files = ClientFile.objects.order_by("name", "office")
        found = filtered(files, "new_figures=1")
        assert list(found) == list(files.filter(draft__in=told.order_by().values("draft")))
        assert list(found.filter(changed_by_figures_at=None)) == []
        return [file.name for file in found]

    def again(self, name: str) -> Draft:
        """The draft as it is stored now."""
        return Draft.objects.get(pk=self.drafts[name].pk)


@pytest.fixture
def world() -> World:
    return World()


def test_what_figures_in_force_changed_is_found_and_nothing_else(world: World) -> None:
    assert world.agree() == ["both", "changed"]


def answer(world: World) -> None:
    change_answers(world.again("changed"), lambda answers: {**answers, "children": {"any": "no"}})


def type_something(world: World) -> None:
    assert swap(world.again("changed"), {"unsaved": {"children": "raw"}})


def tick(world: World) -> None:
    tick_off(world.seat, ClientFile.objects.get(draft=world.drafts["changed"]))


def undo_the_job(world: World) -> None:
    world.job.delete()


def undo_one_result(world: World) -> None:
    ChangedResult.objects.get(draft=world.drafts["both"], job=world.before).delete()


def share_with_another_office(world: World) -> None:
    share(world.again("changed"), world.elsewhere, name="also here")


def stop(world: World) -> None:
    stop_sharing(world.again("changed"))


def stop_and_share_again(world: World) -> None:
    stop_sharing(world.again("changed"))
    share(world.again("changed"), world.here, name="changed")


def delete_and_bring_back(world: World) -> None:
    delete(world.again("changed"))
    world.agree()
    bring_back(world.again("changed"))


def wipe_it(world: World) -> None:
    wipe([world.again("changed")], WipedDraft.Reason.DELETED)


def new_figures_that_change_nothing(world: World) -> None:
    job_of(publish_refund_cap(1_600))


def new_figures_that_change_another(world: World) -> None:
    changed_by(job_of(publish_refund_cap(1_600)), world.drafts["before"])


def back_to_older_figures(world: World) -> None:
    back = withdraw(world.in_force, by=None, reason="Wrong", notice=None, back_to=world.older)
    world.agree()
    changed_by(job_of(back), world.drafts["both"])


def a_late_worker_of_the_job_before(world: World) -> None:
    changed_by(world.before, world.drafts["changed"])


def the_same_result_again(world: World) -> None:
    one = ChangedResult.objects.get(draft=world.drafts["changed"])
    one.pk = None
    ChangedResult.objects.bulk_create([one], ignore_conflicts=True)


def another_time(world: World) -> None:
    ChangedResult.objects.filter(draft=world.drafts["changed"]).update(created_at=THEN - timedelta(days=1))
    ChangedResult.objects.filter(draft=world.drafts["newer"]).update(created_at=LATER + timedelta(days=1))


def another_draft(world: World) -> None:
    ChangedResult.objects.filter(draft=world.drafts["changed"]).update(draft=world.drafts["none"])


def save_a_file_that_was_read_before(world: World) -> None:
    file = ClientFile.objects.get(draft=world.drafts["changed"])
    tick(world)
    assert file.changed_by_figures
    file.save()
    ClientFile.objects.update(changed_by_figures=world.in_force.pk)


@pytest.mark.parametrize(
    ("event", "found"),
    [
        (answer, ["both"]),
        (type_something, ["both"]),
        (tick, ["both"]),
        (undo_the_job, []),
        (undo_one_result, ["both", "changed"]),
        (share_with_another_office, ["also here", "both", "changed"]),
        (stop, ["both", "changed"]),
        (stop_and_share_again, ["both", "changed"]),
        (delete_and_bring_back, ["both", "changed"]),
        (wipe_it, ["both"]),
        (new_figures_that_change_nothing, []),
        (new_figures_that_change_another, ["before"]),
        (back_to_older_figures, ["both"]),
        (a_late_worker_of_the_job_before, ["both", "changed"]),
        (the_same_result_again, ["both", "changed"]),
        (another_time, ["both", "newer"]),
        (another_draft, ["both", "none"]),
        (save_a_file_that_was_read_before, ["both"]),
    ],
)
def test_the_column_follows_whatever_happens(world: World, event: Callable[[World], None], found: list[str]) -> None:
    event(world)
    assert world.agree() == found


def test_a_database_from_before_is_filled_in(world: World) -> None:
    kept = import_module("interview.migrations.0023_files_know_new_figures")
    vendor = connection.vendor
    with connection.cursor() as cursor:
        for statement in kept.BACKWARD[vendor]:
            cursor.execute(statement)
        tick(world)
        changed_by(world.job, world.drafts["none"])
        for statement in (kept.FILL, *kept.FORWARD[vendor]):
            cursor.execute(statement)
    assert world.agree() == ["both", "none"]
    undo_the_job(world)
    assert world.agree() == []
