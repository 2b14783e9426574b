"""Staff answer a client's draft on the family's own screens; each change is theirs, is kept, and is told."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.drafts.store import fingerprint, provenance
from interview.firms.activity import ANSWERED, STAFF, VIEWED
from interview.firms.file_models import Activity, ClientFile, WhatIf
from interview.firms.office_models import OfficeMember
from interview.firms.sharing import share, stop_sharing
from tests.advising.people import advisor, draft_of, family, office

pytestmark = pytest.mark.django_db

SEEN, NOT_FOUND = 200, 404


class World:
    """Alice shares her draft with Bob's office."""

    def __init__(self) -> None:
        self.alice, self.key = family()
        self.draft = draft_of(self.key)
        self.bob, self.user = advisor("bob")
        self.user.first_name = "Bob"
        self.user.save()
        self.office = office("Lakeside Tax Help", self.user)
        share(self.draft, self.office, name="Brauer")

    @property
    def file(self) -> ClientFile:
        return ClientFile.objects.get(draft=self.draft)

    def page(self, step: str) -> str:
        return reverse("wizard:page", args=[self.draft.public_id, step])

    def save(self, client: Client, step: str, **data: str) -> Any:
        self.draft.refresh_from_db()
        seen = fingerprint(self.draft.answers.get(step))
        return client.post(self.page(step), {"seen": seen, **data})


@pytest.fixture
def world() -> World:
    return World()


PAY = {"amount_amount": "61,000", "amount_currency": "EUR", "source": "foreign"}


def test_an_answer_of_staff_is_marked_as_the_advisors_and_recorded_with_both_values(world: World) -> None:
    answer = world.save(world.bob, "income-you-wages", **PAY, staff_reason="As on the payslip")
    assert answer.status_code == 302
    world.draft.refresh_from_db()
    assert provenance(world.draft.answers, "income-you-wages") == "advisor"
    told = Activity.objects.get(kind=ANSWERED)
    assert (told.actor, told.by, told.page, told.reason) == (world.user, STAFF, "income-you-wages", "As on the payslip")
    assert told.old is not None
    assert told.new is not None
    assert told.old["amount"]["amount"] == "60000"
    assert told.new["amount"]["amount"] == "61000"


def test_the_language_of_the_draft_stays_the_familys(world: World) -> None:
    Draft.objects.update(language="es")
    world.save(world.bob, "income-you-wages", **PAY)
    world.draft.refresh_from_db()
    assert world.draft.language == "es"


def test_a_reason_with_an_identity_number_is_refused_and_nothing_saved(world: World) -> None:
    answer = world.save(world.bob, "income-you-wages", **PAY, staff_reason="SSN 123-45-6789")
    assert answer.status_code == 422
    assert 'id="id_staff_reason_error"' in answer.content.decode()
    assert not Activity.objects.filter(kind=ANSWERED).exists()


def test_a_familys_own_change_is_recorded_as_the_familys(world: World) -> None:
    world.save(world.alice, "income-you-wages", **PAY)
    told = Activity.objects.get(kind=ANSWERED)
    assert (told.actor, told.by) == (None, "family")


def test_what_staff_typed_and_did_not_send_is_not_shown_to_the_family(world: World) -> None:
    keep = reverse("wizard:keep", args=[world.draft.public_id, "income-you-wages"])
    seen = fingerprint(world.draft.answers["income-you-wages"])
    assert world.bob.post(keep, {"amount_amount": "77,777", "amount_currency": "EUR", "seen": seen}).status_code == 204
    assert "77,777" in world.bob.get(world.page("income-you-wages")).content.decode()
    assert "77,777" not in world.alice.get(world.page("income-you-wages")).content.decode()


def test_the_screens_say_for_whom_one_answers_and_lead_back_to_the_client(world: World) -> None:
    home = reverse("advising:draft", args=[world.draft.public_id])
    for step in ("home", "children_list", "income_list"):
        text = world.bob.get(world.page(step)).content.decode()
        assert "Brauer" in text
        assert home in text
        assert reverse("drafts:list") not in text
    assert "Brauer" not in world.alice.get(world.page("home")).content.decode()


SCREENS = ("resume", "sections", "review", "hidden")
FAMILYS_OWN = (
    "result:show", "result:pdf", "result:json", "result:links", "result:calendar", "result:lines_text",
    "result:compare_return", "result:open_years", "result:years_ahead", "drafts:name", "drafts:copy",
    "drafts:download", "drafts:delete", "advising:share",
)  # fmt: skip
POSTED = (
    "result:undo",
    "result:seen",
    "result:tick",
    "advising:stop",
    "drafts:delete",
    "drafts:restore",
    "drafts:name",
)


def test_staff_get_the_answering_screens_and_no_other_right_of_a_family(world: World) -> None:
    for name in SCREENS:
        answer = world.bob.get(reverse(f"wizard:{name}", args=[world.draft.public_id]))
        assert answer.status_code in (200, 302), name
    for name in FAMILYS_OWN:
        assert world.bob.get(reverse(name, args=[world.draft.public_id])).status_code == NOT_FOUND, name
    for name in POSTED:
        assert world.bob.post(reverse(name, args=[world.draft.public_id])).status_code == NOT_FOUND, name
    world.draft.refresh_from_db()
    assert (world.draft.deleted_at, world.draft.office) == (None, world.office)


def test_nobody_answers_without_the_right_to(world: World) -> None:
    stranger, _user = advisor("charlie")
    assert stranger.get(world.page("home")).status_code == NOT_FOUND
    OfficeMember.objects.update(role=OfficeMember.Role.AUDITOR)
    assert world.bob.get(world.page("home")).status_code == NOT_FOUND
    OfficeMember.objects.update(role=OfficeMember.Role.ASSISTANT)
    assert world.bob.get(world.page("home")).status_code == SEEN
    stop_sharing(world.draft)
    assert world.bob.get(world.page("home")).status_code == NOT_FOUND


def test_a_signed_off_result_is_not_answered_by_staff(world: World) -> None:
    ClientFile.objects.update(frozen=True)
    answer = world.save(world.bob, "income-you-wages", **PAY)
    assert answer.status_code == 409
    assert "Reopen it first" in answer.content.decode()
    world.draft.refresh_from_db()
    assert world.draft.answers["income-you-wages"]["amount"]["amount"] == "60000"
    assert world.save(world.alice, "income-you-wages", **PAY).status_code == 302


def test_a_what_if_copy_is_answered_by_the_office_that_made_it_alone(world: World) -> None:
    copied = Draft.objects.create(
        tax_year=2025, answers=world.draft.answers, what_if_of=world.draft, updated_at=world.draft.updated_at
    )
    page = reverse("wizard:page", args=[copied.public_id, "home"])
    assert world.bob.get(page).status_code == NOT_FOUND
    WhatIf.objects.create(file=world.file, draft=copied, name="A copy", created_at=world.draft.updated_at)
    assert world.bob.get(page).status_code == SEEN
    assert world.alice.get(page).status_code == NOT_FOUND
    carol, user = advisor("carol")
    stop_sharing(world.draft)
    share(world.draft, office("Hilltop", user), name="Brauer")
    assert carol.get(world.page("home")).status_code == SEEN
    assert carol.get(page).status_code == NOT_FOUND
    assert world.bob.get(page).status_code == NOT_FOUND


def test_looking_is_recorded_once_an_hour(world: World) -> None:
    for _time in range(3):
        world.bob.get(world.page("home"))
        world.bob.get(reverse("advising:draft", args=[world.draft.public_id]))
    assert Activity.objects.filter(kind=VIEWED, actor=world.user).count() == 1


def test_an_unknown_draft_is_not_found(world: World) -> None:
    assert world.bob.get(reverse("wizard:page", args=[uuid.uuid4(), "home"])).status_code == NOT_FOUND
