"""Two offices, somebody in every role and outside of all, and a client of every kind."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from interview.drafts.deleting import delete
from interview.drafts.models import Draft
from interview.firms import activity, team, what_ifs
from interview.firms.activity import Change, record
from interview.firms.file_models import ClientFile, Note, WhatIf
from interview.firms.job_models import JobFile, SavedView, WorkspaceJob
from interview.firms.office_models import Office, OfficeMember
from interview.firms.request_models import ClientRequest, RequestTemplate
from interview.firms.rows import open_file
from interview.firms.sharing import share, stop_sharing
from tests.advising.people import advisor, draft_of, family, office
from tests.interview.families import BERLIN

Role = OfficeMember.Role
OURS = {"owner": Role.OWNER, "advisor": Role.ADVISOR, "colleague": Role.ADVISOR} | {
    "assistant": Role.ASSISTANT,
    "auditor": Role.AUDITOR,
}
"""Who works in our office, as what. The advisor has the client "mine", the colleague the client "colleagues"."""
FAMILIES = ("family", "other_family", "nobody")
"""No accounts: the family whose drafts all of these are but one, another family, a browser that knows nobody."""
STRANGERS = ("other_owner", "without_office", "admin_without_office", "former", "closed")
PEOPLE = (*OURS, *STRANGERS, *FAMILIES)
HERE = ("mine", "unassigned", "colleagues", "begun")
"""The clients of our office."""
ELSEWHERE = ("elsewhere", "moved")
"""Those of the other one: `moved` was ours before, and we still keep a file of it."""
NOWHERE = ("stopped", "deleted", "copy", "private", "unknown")
"""No office sees these in its list: sharing was stopped; deleted; a what-if copy; never shared; no draft at all."""
CLIENTS = (*HERE, *ELSEWHERE, *NOWHERE)


def name_of_client(client: str) -> str:
    """A name that stands nowhere else on a page."""
    return f"Familie-{client}-Zwölf"


class World:
    """Everybody is signed in; everything that an address could name is there, for each client that an office has."""

    def __init__(self, *, only_own_clients: bool = False) -> None:
        self.browsers: dict[str, Client] = {}
        self.users: dict[str, User] = {}
        self.office, self.other_office = office("Lakeside Tax Help"), office("Hilltop Advice")
        Office.objects.filter(pk=self.office.pk).update(only_own_clients=only_own_clients)
        self.only_own_clients = only_own_clients
        self.seats = {name: self._seat(name, self.office, role) for name, role in OURS.items()}
        self.seats["other_owner"] = self._seat("other_owner", self.other_office, Role.OWNER)
        for name in ("without_office", "admin_without_office", "former", "closed"):
            self._account(name)
        User.objects.filter(username="admin_without_office").update(is_superuser=True, is_staff=True)
        team.remove(OfficeMember.objects.create(office=self.office, user=self.users["former"]), by=self.users["owner"])
        closed = self.users.pop("closed")
        OfficeMember.objects.create(office=self.office, user=closed, role=Role.OWNER)
        User.objects.filter(pk=closed.pk).update(is_active=False)
        self.browsers["family"], self.key = family()
        self.browsers["other_family"], other_key = family()
        self.browsers["nobody"] = Client()
        draft_of(other_key)
        self.drafts: dict[str, Draft] = {}
        self.copies: dict[str, WhatIf] = {}
        self._clients()
        self.objects = {client: self._objects(client) for client in ("mine", "colleagues", "elsewhere")}
        self.of_office = {"ours": self._of_office(self.office, "owner"), "theirs": self._of_office(self.other_office)}

    def _account(self, name: str) -> User:
        self.browsers[name], self.users[name] = advisor(name)
        return self.users[name]

    def _seat(self, name: str, where: Office, role: str) -> OfficeMember:
        return OfficeMember.objects.create(office=where, user=self._account(name), role=role)

    def _clients(self) -> None:
        for name in CLIENTS:
            if name not in ("begun", "copy", "unknown"):
                self.drafts[name] = draft_of(self.key)
        for name in ("mine", "unassigned", "colleagues", "stopped", "moved", "deleted"):
            share(self.drafts[name], self.office, name=name_of_client(name))
        self.assign("mine", "advisor")
        self.assign("colleagues", "colleague")
        share(self.drafts["elsewhere"], self.other_office, name=name_of_client("elsewhere"))
        for name in ("stopped", "moved"):
            stop_sharing(self.drafts[name])
        share(self.drafts["moved"], self.other_office, name=name_of_client("moved"))
        delete(self.drafts["deleted"])
        self.drafts["begun"] = Draft.objects.create(
            tax_year=2025,
            answers={name: BERLIN[name] for name in ("start", "year")},
            updated_at=timezone.now(),
            office=self.office,
        )
        open_file(self.drafts["begun"], self.office, name=name_of_client("begun"), begun_by_office=True)
        for name in ("mine", "colleagues", "elsewhere"):
            answers = self.drafts[name].answers
            self.copies[name] = what_ifs.make(self.file(name), by=self.users["owner"], name="Copy", answers=answers)
        self.drafts["copy"] = self.copies["mine"].draft

    def assign(self, client: str, person: str) -> None:
        ClientFile.objects.filter(draft=self.drafts[client]).update(assignee=self.users[person])

    def file(self, client: str) -> ClientFile:
        return ClientFile.objects.select_related("draft", "office").get(draft=self.drafts[client])

    def _objects(self, client: str) -> dict[str, Any]:
        """What addresses below a client name, by the name of the part of the address."""
        file, now = self.file(client), timezone.now()
        changed = Change(page="home", old={"country": "DE"}, new={"country": "PT"})
        return {
            "page": "home",
            "copy_id": self.copies[client].pk,
            "change_id": record(activity.ANSWERED, file, actor=self.users["owner"], change=changed).pk,
            "note_id": Note.objects.create(file=file, author=self.users["owner"], text="A note", created_at=now).pk,
            "request_id": ClientRequest.objects.create(
                file=file, office=file.office, page="home", asked_at=now
            ).public_id,
        }

    def _of_office(self, where: Office, person: str = "other_owner") -> dict[str, Any]:
        """What addresses below an office name."""
        user, now = self.users[person], timezone.now()
        offered = team.invite(where, "nora@example.org", Role.ASSISTANT, by=user)
        assert offered is not None
        job = WorkspaceJob.objects.create(
            office=where,
            kind=WorkspaceJob.Kind.EXPORT,
            state=WorkspaceJob.State.DONE,
            file_name="clients.csv",
            created_by=user,
            created_at=now,
            expires_at=now + timedelta(days=1),
        )
        JobFile.objects.create(job=job, side=JobFile.Side.OUT, number=0, content=b"year\n2025\n")
        return {
            "invitation_id": offered.invitation.pk,
            "seat_id": self.seats["assistant" if where == self.office else "other_owner"].pk,
            "job_id": job.public_id,
            "view_id": SavedView.objects.create(office=where, owner=user, name="A view", query="", shared=True).pk,
            "text_id": RequestTemplate.objects.create(
                office=where, name="A text", documents={"en": "A paper"}, texts={"en": "Please"}
            ).pk,
        }

    def parts(self, client: str, wanted: list[str]) -> dict[str, Any]:
        """The parts of an address below this client."""
        draft = self.drafts.get(client)
        known = self.objects.get(client, self.objects["mine"]) | {
            "draft_id": draft.public_id if draft else uuid.uuid4()
        }
        return {part: known[part] for part in wanted}

    def parts_of_office(self, where: str, wanted: list[str]) -> dict[str, Any]:
        """The parts of an address below an office, "ours" or "theirs"."""
        there = self.office if where == "ours" else self.other_office
        known = self.of_office[where] | {"office_id": there.pk}
        return {part: known[part] for part in wanted}

    def sees(self, person: str, client: str) -> bool:
        """Whether somebody may open a client at all. Written down once more, so that a mistake in rights.py shows."""
        if person == "other_owner":
            return client in ELSEWHERE
        if person not in OURS or client not in HERE:
            return False
        if not self.only_own_clients or OURS[person] in (Role.OWNER, Role.AUDITOR):
            return True
        of = {"mine": "advisor", "colleagues": "colleague"}
        return of.get(client, person) == person
