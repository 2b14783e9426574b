"""Work in the background sees what its maker sees, client by client, when it is done and not when it was begun."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from interview.drafts.models import Draft, DraftResult
from interview.firms.file_models import ClientFile
from interview.firms.job_models import WorkspaceJob
from interview.firms.jobs import planning
from interview.firms.office_models import OfficeMember
from interview.firms.request_models import ClientRequest
from interview.firms.sharing import stop_sharing
from tests.advising.access.expected import MAY
from tests.advising.access.world import HERE, OURS, World, name_of_client
from tests.firms.job_people import content, started, worked

pytestmark = pytest.mark.django_db

Kind = WorkspaceJob.Kind
KINDS: dict[str, tuple[str, dict[str, Any]]] = {
    Kind.ASSIGN: ("assign", {"assignee": None}),
    Kind.STATUS: ("move", {"status": "in_review", "reason": ""}),
    Kind.ASK: ("ask", {"documents": {"en": "A paper"}, "texts": {"en": "Please send it."}, "due_on": None}),
    Kind.REEVALUATE: ("answer", {}),
    Kind.EXPORT: ("export", {"columns": ["name", "reference"], "format": "csv", "names": True}),
    Kind.DELETE: ("delete", {}),
}
NOT_OF_STORED_CLIENTS = {Kind.IMPORT, Kind.EVALUATE}
"""They touch no client that is there."""


def changed(before: dict[str, Any], world: World) -> set[str]:
    return {client for client, row in rows(world).items() if row != before.get(client)}


def rows(world: World) -> dict[str, Any]:
    """What a job could change of each client, in whichever office it is."""
    found = {}
    for client, draft in world.drafts.items():
        files = ClientFile.objects.filter(draft=draft).order_by("pk")
        stored = [list(files.values("office", "status", "assignee", "waiting_on", "last_staff_at"))]
        drafts = list(Draft.objects.filter(pk=draft.pk).values("deleted_at", "answers"))
        results = list(DraftResult.objects.filter(draft=draft).order_by("pk").values())
        asked = list(ClientRequest.objects.filter(file__draft=draft).order_by("pk").values("pk", "state", "document"))
        found[client] = [*stored, drafts, results, asked]
    return found


def reference_of(draft: Draft) -> str:
    return str(draft.public_id)[:8].upper()


def test_every_kind_of_job_is_tried() -> None:
    assert {*KINDS, *NOT_OF_STORED_CLIENTS} == set(Kind)


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_job_touches_no_client_that_its_maker_may_not_touch(kind: str) -> None:
    world = World(only_own_clients=True)
    right, parameters = KINDS[kind]
    every = list(ClientFile.objects.values_list("pk", flat=True))
    for person, role in OURS.items():
        with transaction.atomic():
            before = rows(world)
            # As if somebody had written the request by hand: with the key of every file that there is.
            job = planning.plan(world.seats[person], kind, every)
            planning.start(job, **parameters)
            job = worked(job)
            allowed = {client for client in HERE if right in MAY[role] and world.sees(person, client)}
            assert changed(before, world) <= allowed, (kind, person)
            if kind == Kind.EXPORT:
                exported = content(job).decode()
                named = {client for client in world.drafts if name_of_client(client) in exported}
                assert named == (allowed if role == OfficeMember.Role.OWNER else set()), (person, named)
                listed = {client for client, draft in world.drafts.items() if reference_of(draft) in exported}
                assert listed == allowed, (person, listed)
            else:
                # Else a job that does nothing at all would pass.
                assert bool(changed(before, world)) == bool(allowed), (kind, person)
            transaction.set_rollback(True)


def test_an_export_leaves_out_what_a_family_stopped_sharing_after_it_was_begun() -> None:
    world = World()
    every = list(ClientFile.objects.filter(office=world.office).select_related("draft"))
    job = started(world.seats["owner"], Kind.EXPORT, every, columns=["name"], format="csv", names=True)
    stop_sharing(world.drafts["mine"])
    exported = content(worked(job)).decode()
    assert name_of_client("unassigned") in exported
    assert name_of_client("mine") not in exported
