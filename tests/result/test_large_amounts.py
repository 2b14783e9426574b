"""Whatever amounts a family may type, in as many rows as there may be: the result is worked out, shown and kept."""

from __future__ import annotations

import pytest
from django.db.models import BigIntegerField
from django.test import Client
from django.urls import reverse

from interview.drafts.kept_results import after_change
from interview.drafts.models import DraftResult, KeptResult
from tests.interview.browsing import draft_of
from tests.interview.families import family

pytestmark = pytest.mark.django_db
KEPT = {KeptResult: ("paid", "tax", "balance"), DraftResult: ("additional_child_tax_credit", "balance")}
PAGES = ("show", "lines_text", "compare_return", "calendar", "open_years", "pdf", "years_ahead", "json", "links")


def test_amounts_are_kept_in_64_bits() -> None:
    for model, names in KEPT.items():
        for name in names:
            assert isinstance(model._meta.get_field(name), BigIntegerField), (model, name)


@pytest.mark.parametrize("amount", ["0", "0.01", "99999999", "8000000000"])
def test_no_amount_breaks_a_page_of_the_result(client: Client, amount: str) -> None:
    wages = {"amount": {"amount": amount, "currency": "USD"}, "guess": False, "source": "foreign"}
    tax = {"general": {"amount": amount, "currency": "USD"}, "another": False}
    draft = draft_of(client, family(income__you__wages=wages, foreign_tax_amount=tax))
    after_change(draft)
    assert KeptResult.objects.filter(draft=draft).count() == 1
    for name in PAGES:
        response = client.get(reverse(f"result:{name}", args=[draft.public_id]))
        assert response.status_code in (200, 302), name
