"""Everything gets a year's figures through one door; it shows a newly published revision at once."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interview.years import UnknownYear, available_years, every_year_in_force, in_force
from interview.years.models import HistoryEntry, ParameterRevision
from interview.years.publishing import change_draft, copy_to_draft, publish, published_revision
from interview.years.shipped import read_shipped, shipped_years
from interview.years.year_in_force import FiguresDoNotFit

pytestmark = pytest.mark.django_db


def publish_with_cap(cap: int, *, by: User, tax_year: int = 2025) -> ParameterRevision:
    """A new published revision that differs in one figure."""
    current = published_revision(tax_year)
    assert current is not None
    draft = copy_to_draft(current, by=by)
    document = copy.deepcopy(draft.document)
    document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = cap
    change_draft(draft, document, by=by)
    publish(draft, by=None, reason="Congress raised it.", in_force=current)
    return draft


def empty_the_table() -> None:
    """As if load_years had never run. The database refuses this, so its guard steps aside until the rollback."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER published_figures_are_kept")
            cursor.execute("DROP TRIGGER figures_history_is_kept")
        else:
            cursor.execute("ALTER TABLE interview_parameterrevision DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE interview_historyentry DISABLE TRIGGER USER")
    HistoryEntry.objects.all().delete()
    ParameterRevision.objects.all().delete()


def test_the_shipped_years_are_in_force_as_revision_1() -> None:
    year = in_force(2025)
    assert (year.tax_year, year.parameters.tax_year, year.parameters.revision) == (2025, 2025, 1)
    assert year.revision == published_revision(2025)
    assert year.parameters.child_tax_credit.refund_cap_per_child == 1700


def test_the_yearly_exchange_rates_come_along() -> None:
    euro = in_force(2025).rates["EUR"]
    assert (euro.currency, euro.per_dollar) == ("EUR", Decimal("0.886"))
    assert euro.source


def test_a_database_without_revisions_uses_the_shipped_figures() -> None:
    stored = in_force(2025)
    empty_the_table()
    shipped = in_force(2025)
    assert shipped.revision is None
    assert (shipped.parameters.revision, shipped.parameters.digest) == (1, stored.parameters.digest)
    assert shipped.rates == stored.rates


def test_an_unknown_year_names_the_years_that_exist() -> None:
    with pytest.raises(UnknownYear, match=r"no figures for tax year 2031.*2024, 2025, 2026") as refused:
        in_force(2031)
    assert refused.value.available == available_years()


def test_a_published_revision_is_seen_by_the_next_request(admin_user: User) -> None:
    assert in_force(2025).parameters.revision == 1
    new = publish_with_cap(1900, by=admin_user)
    year = in_force(2025)
    assert year.revision == new
    assert (year.parameters.revision, year.parameters.child_tax_credit.refund_cap_per_child) == (2, 1900)
    assert new.published_at is not None
    assert year.parameters.published_on == new.published_at.date().isoformat()


def test_other_years_keep_their_figures(admin_user: User) -> None:
    publish_with_cap(1900, by=admin_user)
    assert in_force(2024).parameters.revision == 1


def test_the_year_costs_one_indexed_query_once_its_revision_is_known(
    django_assert_num_queries: Any, admin_user: User
) -> None:
    in_force(2025)
    with django_assert_num_queries(1) as queries:
        in_force(2025)
    assert '"document"' not in queries.captured_queries[0]["sql"]


def test_available_years_are_those_shipped_and_those_published() -> None:
    assert {2024, 2025, 2026} <= set(available_years())
    shipped = published_revision(2025)
    assert shipped is not None
    ParameterRevision.objects.create(
        tax_year=2040, number=1, state="published", document={}, digest="x", published_at=shipped.published_at
    )
    assert available_years()[-1] == 2040


def test_a_year_whose_figures_the_program_cannot_read_leaves_all_others_alone(client: Client) -> None:
    """As after an update that needs one figure more, for a year that no file of the program brings."""
    document = copy.deepcopy(read_shipped(2026)) | {"tax_year": 2024}
    del document["figures"]["phaseout"]["step"]
    ParameterRevision.objects.bulk_create([
        ParameterRevision(
            tax_year=2040, number=1, state="published", document=document, digest="lacks", published_at=timezone.now()
        )
    ])  # fmt: skip
    assert list(every_year_in_force()) == list(shipped_years())
    with pytest.raises(UnknownYear, match="no figures for tax year 2040") as refused:
        in_force(2040)
    assert isinstance(refused.value, FiguresDoNotFit)
    assert [problem.path for problem in refused.value.problems] == ["figures.phaseout.step"]
    assert client.get(reverse("home")).status_code == 200
