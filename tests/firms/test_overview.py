"""The overview of an office: sums of its active clients, and nothing of anybody else's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interview.firms.file_models import ClientFile
from interview.firms.office_models import Office, OfficeMember
from interview.firms.overview import Overview, overview
from tests.advising.people import advisor, office, shared_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("a_day_in_november")]
TODAY = date(2026, 3, 9)


@pytest.fixture
def firm() -> Office:
    _client, anna = advisor("anna")
    return office("Lakeside Tax Help", anna)


def client(firm: Office, **values: Any) -> ClientFile:
    file = ClientFile.objects.get(draft=shared_draft(firm))
    ClientFile.objects.filter(pk=file.pk).update(**values)
    return file


def seen_by(firm: Office) -> Overview:
    return overview(OfficeMember.objects.select_related("office", "user").get(office=firm), TODAY)


def test_money_waiting_is_that_of_active_clients_by_year(firm: Office) -> None:
    client(firm, tax_year=2025, paid_now=1700, gain=1700)
    client(firm, tax_year=2025, paid_now=0, gain=3400)
    client(firm, tax_year=2024, paid_now=1600, gain=0)
    client(firm, tax_year=2024, paid_now=9999, gain=0, status="paid")
    found = seen_by(firm)
    assert [(year.tax_year, year.clients, year.paid_now, year.gain) for year in found.years] == [
        (2025, 2, 1700, 5100),
        (2024, 1, 1600, 0),
    ]
    assert (found.waiting, found.gain, found.clients, found.active) == (8400, 5100, 4, 3)


def test_what_nobody_can_claim_any_more_is_no_money_that_waits(firm: Office) -> None:
    client(firm, tax_year=2022, paid_now=1500, gain=0, blocked="too_late")
    found = seen_by(firm)
    assert (found.waiting, found.active) == (0, 1)


def test_what_a_filed_return_has_claimed_and_a_year_that_is_not_over_are_no_money_that_waits(firm: Office) -> None:
    client(firm, tax_year=2025, paid_now=3400, gain=0, blocked="filed")
    client(firm, tax_year=2025, paid_now=0, gain=1700, blocked="form_2555")
    client(firm, tax_year=2026, paid_now=3400, gain=1700, blocked="form_2555")
    found = seen_by(firm)
    assert (found.waiting, found.gain, found.active) == (1700, 1700, 3)
    assert [(year.tax_year, year.planning, year.waiting) for year in found.years] == [
        (2026, True, 0),
        (2025, False, 1700),
    ]
    assert [(one.code, one.clients, one.gain) for one in found.blocked] == [("form_2555", 2, 1700)]


def test_the_most_frequent_reason_comes_first(firm: Office) -> None:
    client(firm, blocked="child_number", gain=1700)
    client(firm, blocked="form_2555", gain=3400)
    client(firm, blocked="form_2555", gain=1700)
    client(firm, blocked="")
    assert [(one.code, one.clients, one.gain) for one in seen_by(firm).blocked] == [
        ("form_2555", 2, 5100),
        ("child_number", 1, 1700),
    ]


def test_days_ahead_are_counted_by_month_and_the_nearest_are_named(firm: Office) -> None:
    client(firm, next_date=date(2026, 3, 1))
    client(firm, next_date=date(2026, 6, 15))
    near = client(firm, next_date=date(2026, 4, 15))
    client(firm, next_date=date(2026, 4, 30))
    client(firm, next_date=date(2026, 4, 1), status="closed")
    client(firm, next_date=date(2027, 3, 1))
    found = seen_by(firm)
    assert [(month.first, month.clients) for month in found.months] == [(date(2026, 4, 1), 2), (date(2026, 6, 1), 1)]
    assert found.nearest[0] == near
    assert len(found.nearest) == 4


def test_work_is_counted_by_person_and_by_whom_it_waits_for_with_nobodys_at_the_end(firm: Office) -> None:
    anna = OfficeMember.objects.get(office=firm).user
    client(firm, assignee=anna, waiting_on="us")
    client(firm, assignee=anna, waiting_on="family")
    client(firm, waiting_on="us")
    client(firm, waiting_on="us")
    found = seen_by(firm)
    assert [(load.person, dict(load.by_whom)) for load in found.loads] == [
        (anna, {"us": 1, "family": 1}),
        (None, {"us": 2}),
    ]
    assert found.waiting_on_us == 3


def test_another_offices_clients_and_those_no_longer_shared_are_not_counted(firm: Office) -> None:
    shared_draft(office("Another office"))
    gone = client(firm, paid_now=1700)
    gone.draft.office = None
    gone.draft.save(update_fields=["office"])
    assert seen_by(firm).clients == 0


def test_it_takes_four_queries_however_many_clients_there_are(firm: Office) -> None:
    anna = OfficeMember.objects.select_related("office", "user").get(office=firm)
    for _number in range(3):
        client(firm, assignee=anna.user, next_date=date(2026, 4, 15))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = overview(anna, TODAY)
        assert [file.draft.public_id for file in found.nearest]
    assert len(queries) == 4
