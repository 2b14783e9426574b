"""An office begins a draft; the family takes it over with its consent, or says no."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interview.drafts.address_models import FamilyAddress
from interview.drafts.codes import let_in
from interview.drafts.models import Draft
from interview.drafts.tidying import tidy
from interview.firms import search
from interview.firms.activity import BEGUN, INVITED, REFUSED, TAKEN_OVER
from interview.firms.file_models import Activity, ClientFile
from interview.firms.jobs.bulk import Skipped, check_delete
from interview.firms.office_models import OfficeMember
from interview.firms.rights import files
from tests.advising.people import advisor, family, office

pytestmark = pytest.mark.django_db

NOW = "2026-03-10T10:00:00Z"
TICKED = {"agrees": "on", "understands": "on"}
REYES = {"name": "Reyes", "email": "reyes@example.org", "tax_year": "2025", "language": "es", "mark": "abcdefghijkl"}


class World:
    """Bob begins a draft for the family Reyes."""

    def __init__(self) -> None:
        self.bob, self.user = advisor("bob")
        self.office = office("Lakeside Tax Help", self.user)
        self.family, self.key = family()
        self.begin()

    def begin(self, **fields: str) -> Any:
        return self.bob.post(reverse("advising:begin", args=[self.office.pk]), {**REYES, **fields})

    @property
    def file(self) -> ClientFile:
        return ClientFile.objects.select_related("draft", "office").get()

    def invite(self, mark: str = "lkjihgfedcba", **fields: str) -> Any:
        address = reverse("advising:invite_family", args=[self.file.draft.public_id])
        return self.bob.post(address, {"mark": mark, **fields})

    def link(self, mark: str = "lkjihgfedcba") -> str:
        shown = BeautifulSoup(self.invite(mark).content, "html.parser").select_one("#new-link")
        assert shown is not None
        return shown.get_text(strip=True).removeprefix("http://testserver")


def text_of(answer: Any) -> str:
    return BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)


def test_only_the_office_sees_what_it_has_begun() -> None:
    world = World()
    file = world.file
    assert (file.begun_by_office, file.language, file.tax_year) == (True, "es", 2025)
    assert Activity.objects.filter(kind=BEGUN, actor=world.user).count() == 1
    assert world.bob.get(reverse("advising:draft", args=[file.draft.public_id])).status_code == 200
    for client in (world.family, Client()):
        assert client.get(reverse("wizard:resume", args=[file.draft.public_id])).status_code == 404


def test_pressing_begin_twice_begins_one_client() -> None:
    world = World()
    world.begin()
    assert Draft.objects.count() == 1
    world.begin(mark="another_mark")
    assert Draft.objects.count() == 2


def test_a_name_with_an_identity_number_is_refused() -> None:
    world = World()
    assert world.begin(name="Reyes 123-45-6789").status_code == 422
    assert Draft.objects.count() == 1


def test_the_invitation_goes_out_in_the_familys_language_without_its_name() -> None:
    world = World()
    assert "on its way" in text_of(world.invite(mail="1"))
    (sent,) = mail.outbox
    assert sent.to == ["reyes@example.org"]
    assert "/es/invited/" in sent.body
    assert "Reyes" not in f"{sent.subject} {sent.body}"
    assert Activity.objects.filter(kind=INVITED).count() == 1
    world.invite(mail="1")  # the same press once more
    assert len(mail.outbox) == 1


def test_the_family_takes_the_draft_over_only_with_both_ticks() -> None:
    world = World()
    link = world.link()
    page = text_of(world.family.get(link))
    assert "Lakeside Tax Help has begun a draft for you" in page
    assert "Reyes" not in page
    assert world.family.post(link, {"agrees": "on"}).status_code == 422
    assert not Activity.objects.filter(kind=TAKEN_OVER).exists()
    assert world.family.post(link, TICKED).status_code == 302
    file, draft = world.file, world.file.draft
    assert (draft.office, file.begun_by_office) == (world.office, False)
    assert Activity.objects.filter(kind=TAKEN_OVER, by="family").count() == 1
    assert world.family.get(reverse("wizard:resume", args=[draft.public_id])).status_code == 302
    assert world.bob.get(reverse("advising:draft", args=[draft.public_id])).status_code == 200


def test_a_family_that_takes_over_with_a_confirmed_address_is_found_by_it() -> None:
    world = World()
    link = world.link()
    address = FamilyAddress.objects.create(email="ana@home.example", email_hash="a", created_at=timezone.now())
    let_in(address, browser_key_hash=world.key, remember=True)
    world.family.post(link, TICKED)
    assert world.file.draft.address == address
    seat = OfficeMember.objects.get()
    assert search.matching(files(seat), "ana@home").get() == world.file


def test_a_link_works_once() -> None:
    world = World()
    link = world.link()
    world.family.post(link, TICKED)
    stranger, _key = family()
    assert stranger.get(link).status_code == 404
    assert stranger.post(link, TICKED).status_code == 404
    assert stranger.get(reverse("wizard:resume", args=[world.file.draft.public_id])).status_code == 404


def test_a_link_that_is_old_taken_back_or_replaced_does_not_work(time_machine: Any) -> None:
    time_machine.move_to(NOW)
    world = World()
    first = world.link()
    second = world.link("another_mark")
    assert world.family.get(first).status_code == 404
    assert world.family.get(second).status_code == 200
    world.bob.post(reverse("advising:stop_invitation", args=[world.file.draft.public_id]))
    assert world.family.get(second).status_code == 404
    third = world.link("a_third_mark")
    time_machine.shift(timedelta(days=15))
    assert world.family.get(third).status_code == 404


def test_a_family_that_says_no_gets_no_more_mail() -> None:
    world = World()
    world.family.post(world.link(), {"refuse": "1"})
    assert Activity.objects.filter(kind=REFUSED, by="family").count() == 1
    assert world.file.begun_by_office
    assert world.invite("another_mark", mail="1").status_code == 422
    assert mail.outbox == []


def test_somebody_of_the_office_cannot_take_the_draft_over() -> None:
    world = World()
    link = world.link()
    assert world.bob.post(link, TICKED).status_code == 422
    assert world.file.begun_by_office


def test_a_family_is_invited_three_times_a_day_at_most() -> None:
    world = World()
    answers = [world.invite(f"mark_number_{number}").status_code for number in range(4)]
    assert answers == [200, 200, 200, 429]


def test_tidying_leaves_what_an_office_began(time_machine: Any) -> None:
    time_machine.move_to(NOW)
    World()
    for days in (3, 500):
        time_machine.shift(timedelta(days=days))
        tidy(timezone.now())
        assert Draft.objects.count() == 1


def test_what_a_family_has_taken_over_is_no_longer_the_offices_to_delete() -> None:
    world = World()
    check_delete(world.file)
    world.family.post(world.link(), TICKED)
    with pytest.raises(Skipped):
        check_delete(world.file)


def test_an_auditor_begins_and_invites_nobody() -> None:
    world = World()
    OfficeMember.objects.update(role=OfficeMember.Role.AUDITOR)
    assert world.begin(mark="another_mark").status_code == 403
    assert world.invite().status_code == 403
