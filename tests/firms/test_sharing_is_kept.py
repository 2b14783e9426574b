"""The lists of offices go by a column that the database keeps true to each draft."""

from __future__ import annotations

import pytest
from django.utils import timezone

from interview.drafts.models import Draft
from interview.firms.file_models import ClientFile
from interview.firms.office_models import Office, OfficeMember
from interview.firms.rights import files, files_to_list
from interview.firms.sharing import share, stop_sharing
from tests.advising.people import advisor, draft_of, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat() -> OfficeMember:
    _client, bob = advisor("bob")
    office("Lakeside Tax Help", bob)
    return OfficeMember.objects.select_related("office").get()


@pytest.fixture
def draft(seat: OfficeMember) -> Draft:
    draft = draft_of("k" * 64, answers={"year": {"tax_year": 2025}})
    share(draft, seat.office, name="Brauer")
    return draft


def seen(seat: OfficeMember) -> bool:
    """Whether lists show the client; they agree with what else asks."""
    found = files_to_list(seat).exists()
    assert found == files(seat).exists()
    return found


def test_a_shared_draft_is_listed(seat: OfficeMember, draft: Draft) -> None:
    assert seen(seat)


def test_a_draft_that_is_shared_no_more_is_not_listed_until_it_is_again(seat: OfficeMember, draft: Draft) -> None:
    stop_sharing(draft)
    assert not seen(seat)
    share(draft, seat.office, name="Brauer")
    assert seen(seat)


def test_a_draft_that_goes_to_another_office_is_listed_there_only(seat: OfficeMember, draft: Draft) -> None:
    elsewhere = Office.objects.create(name="Elsewhere")
    share(draft, elsewhere, name="Brauer")
    assert not seen(seat)
    assert list(ClientFile.objects.order_by("pk").values_list("office", "shared")) == [
        (seat.office_id, False),
        (elsewhere.pk, True),
    ]


@pytest.mark.parametrize("values", [{"deleted_at": timezone.now()}, {"office": None}, {"what_if_of": 0}])
def test_whatever_changes_the_draft_changes_the_list(
    seat: OfficeMember, draft: Draft, values: dict[str, object]
) -> None:
    if "what_if_of" in values:
        values = {"what_if_of": draft_of("l" * 64)}
    Draft.objects.update(**values)
    assert not seen(seat)
    Draft.objects.update(deleted_at=None, office=seat.office, what_if_of=None)
    assert seen(seat)


def test_a_file_that_was_read_before_does_not_bring_a_client_back(seat: OfficeMember, draft: Draft) -> None:
    file = ClientFile.objects.get()
    stop_sharing(draft)
    assert file.shared
    file.save()
    ClientFile.objects.update(shared=True)
    assert not seen(seat)


def test_a_file_of_a_draft_that_nobody_shares_is_not_listed(seat: OfficeMember) -> None:
    now = timezone.now()
    ClientFile.objects.create(
        draft=draft_of("m" * 64), office=seat.office, name="Ames", name_key="ames", tax_year=2025,
        shared=True, status_at=now, last_activity_at=now, created_at=now,
    )  # fmt: skip
    assert not seen(seat)
