"""An office gives families a link with its code: it leads to the consent, and shares nothing by itself."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from interview.drafts.models import Draft
from interview.firms.office_models import Office
from tests.advising.people import advisor, draft_of, family, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def lakeside() -> Office:
    return office()


def page_of(client: Client, code: str) -> str:
    return client.get(reverse("advising:share_with", args=[code])).content.decode()


def test_the_team_copies_the_link_with_the_code(lakeside: Office) -> None:
    bob, user = advisor("bob")
    lakeside.seats.create(user=user)
    page = bob.get(reverse("advising:team", args=[lakeside.pk])).content.decode()
    assert f"http://testserver/en/share-with/{lakeside.share_code}/" in page


def test_the_link_leads_each_draft_that_is_not_shared_to_the_consent(lakeside: Office) -> None:
    alice, key = family()
    free, other, shared = draft_of(key), draft_of(key, tax_year=2024), draft_of(key)
    Draft.objects.filter(pk=shared.pk).update(office=office("Hilltop Advice"))
    page = page_of(alice, lakeside.shown_code.lower())
    for draft in (free, other):
        assert reverse("advising:consent", args=[draft.public_id, lakeside.share_code]) in page
    assert reverse("advising:consent", args=[shared.public_id, lakeside.share_code]) not in page
    assert "Hilltop Advice" in page
    assert not Draft.objects.filter(office=lakeside).exists()


def test_the_link_leads_a_family_without_a_draft_to_a_new_one_and_then_to_the_consent(lakeside: Office) -> None:
    newcomer = Client()
    begin = f"{reverse('wizard:start')}?office={lakeside.share_code}"
    assert begin in page_of(newcomer, lakeside.share_code)
    assert f'name="office" value="{lakeside.share_code}"' in newcomer.get(begin).content.decode()
    chosen = {"tax_year": "2025", "depth": "full", "office": lakeside.share_code}
    answer = newcomer.post(reverse("wizard:start"), chosen)
    draft = Draft.objects.get()
    consent = reverse("advising:consent", args=[draft.public_id, lakeside.share_code])
    assert (answer.status_code, answer.headers["Location"], draft.office) == (302, consent, None)
    ticked = {"shared_name": "Brauer", "agrees": "on", "understands": "on"}
    shared = newcomer.post(consent, ticked, follow=True)
    assert Draft.objects.get().office == lakeside
    assert reverse("wizard:resume", args=[draft.public_id]) in shared.content.decode()


def test_the_code_stays_with_a_start_that_was_filled_in_wrongly(lakeside: Office) -> None:
    answer = Client().post(reverse("wizard:start"), {"office": lakeside.share_code})
    assert answer.status_code == 422
    assert f'name="office" value="{lakeside.share_code}"' in answer.content.decode()


def test_a_link_with_a_wrong_code_says_so_and_codes_cannot_be_tried_out_by_it(lakeside: Office) -> None:
    client = Client()
    for _ in range(10):
        assert client.get(reverse("advising:share_with", args=["ZZZZZZZZ"])).status_code == 404
    assert client.get(reverse("advising:share_with", args=[lakeside.share_code])).status_code == 429
