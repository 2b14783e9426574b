"""An office corrects its own name for a client, the e-mail and, until the family has taken over, the language."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from interview.firms import activity, search
from interview.firms.activity_words import in_words
from interview.firms.beginning import NewClient, begin, invitation_behind, invite
from interview.firms.file_models import Activity, ClientFile
from interview.firms.office_models import OfficeMember
from tests.advising.people import advisor, office, shared_draft

pytestmark = pytest.mark.django_db

Desk = tuple[Client, OfficeMember]


@pytest.fixture
def bob() -> Desk:
    client, user = advisor("bob")
    return client, OfficeMember.objects.create(office=office(), user=user)


def corrects(client: Client, file: ClientFile, **typed: str) -> Any:
    return client.post(reverse("advising:details", args=[file.draft.public_id]), typed)


def test_the_name_and_the_email_of_a_client_are_corrected_found_and_written_down(
    bob: Desk,
) -> None:
    client, seat = bob
    draft = shared_draft(seat.office)
    file = draft.files.get()
    answer = corrects(client, file, name=" Brauer  and Söhne ", email="new@example.org")
    assert answer.headers["Location"] == reverse("advising:draft", args=[draft.public_id])
    file.refresh_from_db()
    assert (file.name, file.name_key, file.email) == ("Brauer and Söhne", "brauer and sohne", "new@example.org")
    assert search.matching(ClientFile.objects.of_office(seat.office_id), "sohne new@example").get() == file
    entry = in_words(Activity.objects.filter(file=file, kind=activity.DETAILS).select_related("actor"), draft)[0]
    assert [(row.label, row.old, row.new) for row in entry.differences] == [
        ("Name in the list", "Brauer", "Brauer and Söhne"),
        ("Email", "", "new@example.org"),
    ]
    draft.refresh_from_db()
    assert draft.shared_name == "Brauer", "what the family said stays the family's"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": "", "email": ""}, "Enter a name"),
        ({"name": "Brauer 123-45-6789", "email": ""}, "Do not enter a Social Security number or ITIN here"),
        ({"name": "Brauer", "email": "new@"}, "Enter an email address, like name@example.com"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(
    bob: Desk, typed: dict[str, str], message: str
) -> None:
    client, seat = bob
    file = shared_draft(seat.office).files.get()
    answer = corrects(client, file, **typed)
    assert (answer.status_code, message in answer.content.decode()) == (422, True)
    assert not Activity.objects.filter(kind=activity.DETAILS).exists()


def test_a_correction_never_writes_over_one_that_somebody_else_has_made_since(bob: Desk) -> None:
    client, seat = bob
    file = shared_draft(seat.office).files.get()
    page = client.get(reverse("advising:details", args=[file.draft.public_id]))
    was = page.context["form"]["was"].value()
    assert corrects(client, file, name="First", email="", was=was).status_code == 302
    assert corrects(client, file, name="Second", email="", was=was).status_code == 422
    assert corrects(client, file, name="First", email="", was=was).status_code == 302, "pressed twice"
    assert ClientFile.objects.get().name == "First"


def test_the_language_is_the_offices_to_correct_until_the_family_has_taken_over(
    bob: Desk,
) -> None:
    client, seat = bob
    file = begin(seat, NewClient("Reyes", 2025))
    corrects(client, file, name="Reyes", email="", language="es")
    file = ClientFile.objects.select_related("draft").get()
    assert (file.language, file.draft.language) == ("es", "es")
    ClientFile.objects.update(begun_by_office=False)
    corrects(client, file, name="Reyes", email="", language="en")
    file = ClientFile.objects.select_related("draft").get()
    assert (file.language, file.draft.language) == ("es", "es")


def test_an_invitation_that_went_to_a_wrong_address_stops_when_it_is_corrected(
    bob: Desk,
) -> None:
    client, seat = bob
    file = begin(seat, NewClient("Reyes", 2025, email="wrong@example.org"))
    invited = invite(file, seat, mark="", by_mail=False)
    corrects(client, file, name="Reyes y Paz", email="wrong@example.org", language="en")
    assert invitation_behind(invited.token) is not None
    corrects(client, file, name="Reyes y Paz", email="right@example.org", language="en")
    assert invitation_behind(invited.token) is None
