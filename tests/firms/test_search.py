"""Clients are found by name, reference, e-mail and notes, within their own office only."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from interview.drafts.address_models import FamilyAddress
from interview.drafts.codes import let_in
from interview.firms import search
from interview.firms.file_models import ClientFile, Note
from interview.firms.office_models import Office, OfficeMember
from interview.firms.rights import files
from tests.advising.people import advisor, office, shared_draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def lakeside() -> Office:
    return office()


def found(of: Office, text: str) -> list[str]:
    """The names that a search finds for an owner of the office."""
    member = OfficeMember.objects.filter(office=of).first() or seat(of)
    names = sorted(search.matching(files(member), text).values_list("name", flat=True))
    for shape in ({"many": True}, {"narrowed": True}):
        assert names == sorted(search.matching(files(member), text, **shape).values_list("name", flat=True))
    return names


def seat(of: Office) -> OfficeMember:
    _client, user = advisor(f"owner-{of.pk}")
    return OfficeMember.objects.create(office=of, user=user, role=OfficeMember.Role.OWNER)


def note(name: str, text: str) -> Note:
    file = ClientFile.objects.get(name=name)
    new = Note.objects.create(file=file, text=text, created_at=timezone.now())
    search.index(file)
    return new


def test_names_are_found_by_the_beginnings_of_words_without_accents_and_capitals(lakeside: Office) -> None:
    shared_draft(lakeside, "José Núñez")
    shared_draft(lakeside, "Weiß")
    assert found(lakeside, "nun") == found(lakeside, "NÚÑ jose") == ["José Núñez"]
    assert found(lakeside, "weiss") == ["Weiß"]
    assert found(lakeside, "unez") == found(lakeside, "jose weiss") == []


def test_references_and_mail_addresses_are_found(lakeside: Office) -> None:
    draft = shared_draft(lakeside, "Brauer")
    shared_draft(lakeside, "Kim")
    file = ClientFile.objects.get(draft=draft)
    file.email = "ana.brauer@example.org"
    file.save()
    search.index(file)
    assert found(lakeside, str(draft.public_id)[:8].upper()) == ["Brauer"]
    assert found(lakeside, "ana.brauer@exam") == ["Brauer"]


def test_an_address_that_is_confirmed_after_sharing_is_found(lakeside: Office) -> None:
    draft = shared_draft(lakeside, "Brauer")
    address = FamilyAddress.objects.create(email="mia@example.org", email_hash="m", created_at=timezone.now())
    assert found(lakeside, "mia@example") == []
    let_in(address, browser_key_hash=draft.browser_key_hash, remember=True)
    assert found(lakeside, "mia@example") == ["Brauer"]


def test_files_that_came_without_documents_are_found_once_they_were_tidied(lakeside: Office) -> None:
    file = shared_draft(lakeside, "Brauer").files.get()
    shared_draft(lakeside, "Kim")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("UPDATE interview_clientfile SET document = NULL WHERE id = %s", [file.pk])
        else:
            search.forget([file.pk])
    assert found(lakeside, "brauer") == []
    assert search.index_missing() == 1
    assert found(lakeside, "brauer") == ["Brauer"]
    assert search.index_missing() == 0


def test_notes_are_found_until_they_say_something_else(lakeside: Office) -> None:
    shared_draft(lakeside, "Brauer")
    written = note("Brauer", "Waits for the school's letter; calls on Mondays.")
    assert found(lakeside, "school monday") == ["Brauer"]
    written.text = "The letter is here."
    written.save()
    search.index(written.file)
    assert found(lakeside, "school") == []
    assert found(lakeside, "letter here") == ["Brauer"]


def test_the_clients_of_other_offices_are_not_found(lakeside: Office) -> None:
    shared_draft(lakeside, "Brauer")
    shared_draft(office("Elsewhere"), "Brauer of another office")
    assert found(lakeside, "brauer") == ["Brauer"]
    assert found(lakeside, "_") == []


@pytest.mark.parametrize("text", ["", "  ", "-", '"', "' OR 1", "a* AND b", "NEAR(", "\\", "brauer:*", "日本", "𞤀𞤁²"])
def test_whatever_is_typed_is_read_as_words(lakeside: Office, text: str) -> None:
    shared_draft(lakeside, "Brauer")
    assert found(lakeside, text) in ([], ["Brauer"])


def test_names_in_other_scripts_are_found(lakeside: Office) -> None:
    shared_draft(lakeside, "山田 太郎")
    shared_draft(lakeside, "Иван Петров")
    assert found(lakeside, "山") == ["山田 太郎"]
    assert found(lakeside, "ИВ пет") == ["Иван Петров"]


def test_a_deleted_file_leaves_nothing_in_the_index(lakeside: Office) -> None:
    draft = shared_draft(lakeside, "Brauer")
    draft.delete()
    with connection.cursor() as cursor:
        on_postgresql = connection.vendor == "postgresql"
        kept = "interview_clientfile WHERE document IS NOT NULL" if on_postgresql else search.TABLE
        cursor.execute(f"SELECT COUNT(*) FROM {kept}")  # noqa: S608 - our own names
        assert cursor.fetchone() == (0,)
