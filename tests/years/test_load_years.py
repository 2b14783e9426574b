"""The shipped figures become revision 1 of each year; loading them again changes nothing."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from interview.management.commands import load_years
from interview.years import in_force
from interview.years.history import entries
from interview.years.models import ParameterRevision
from interview.years.shipped import read_shipped, shipped_years

pytestmark = pytest.mark.django_db


def run() -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("load_years", stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def ship(monkeypatch: pytest.MonkeyPatch, documents: dict[int, dict[str, Any]]) -> None:
    monkeypatch.setattr(load_years, "shipped_years", lambda: tuple(documents))
    monkeypatch.setattr(load_years, "shipped_with_day", lambda year: (documents[year], "2026-11-21"))


def next_year() -> dict[str, Any]:
    """A made-up year: the last shipped one, a year later."""
    last = shipped_years()[-1]
    document = copy.deepcopy(read_shipped(last))
    document["tax_year"] = last + 1
    for entry in document["figures"]["dates"].values():
        year, rest = entry["value"].split("-", 1)
        entry["value"] = f"{int(year) + 1}-{rest}"
    return document


def test_every_shipped_year_is_published_as_revision_1() -> None:
    rows = ParameterRevision.objects.values_list("tax_year", "number", "state")
    assert sorted(rows) == [(year, 1, "published") for year in shipped_years()]


def test_running_again_changes_nothing() -> None:
    before = list(ParameterRevision.objects.order_by("pk").values())
    out, err = run()
    assert list(ParameterRevision.objects.order_by("pk").values()) == before
    assert out == f"Stored revision 1 of: nothing new. Kept as they were: {', '.join(map(str, shipped_years()))}.\n"
    assert err == ""


def test_a_new_shipped_year_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    document = next_year()
    year = document["tax_year"]
    ship(monkeypatch, {year: document})
    out, err = run()
    assert out == f"Stored revision 1 of: {year}. Kept as they were: none.\n"
    assert err == ""
    assert ParameterRevision.objects.get(tax_year=year).document == document


def test_a_changed_file_is_named_and_leaves_the_stored_revision_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = copy.deepcopy(read_shipped(2025))
    changed["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = 1600
    ship(monkeypatch, {2025: changed})
    _, err = run()
    assert "The shipped figures of 2025 differ from every stored revision. Those stay as they are" in err
    stored = ParameterRevision.objects.get(tax_year=2025)
    assert stored.document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] == 1700


def test_a_year_from_an_older_version_gets_the_figures_that_this_one_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = next_year()
    year = shipped["tax_year"]
    old = copy.deepcopy(shipped)
    del old["figures"]["net_investment_income_tax"]
    del old["figures"]["phaseout"]["step"]
    old["figures"]["phaseout"]["pace"] = {"value": 1, "source": "A figure that nobody reads any more"}
    old["figures"]["child_tax_credit"]["refund_cap_per_child"] |= {"value": 1800, "note": "Changed by an admin"}
    first = ParameterRevision.objects.create(
        tax_year=year, number=1, state="published", document=old, digest="x", published_at=timezone.now()
    )
    ship(monkeypatch, {year: shipped})
    out, _ = run()
    assert f"Revision 2 of {year} is in force: as revision 1, with the figures that this version" in out
    newer = ParameterRevision.objects.get(tax_year=year, state="published")
    shipped["figures"]["child_tax_credit"]["refund_cap_per_child"] |= {"value": 1800, "note": "Changed by an admin"}
    assert (newer.number, newer.based_on, newer.published_by, newer.document) == (2, first, None, shipped)
    assert in_force(year).parameters.child_tax_credit.refund_cap_per_child == 1800
    first.refresh_from_db()
    assert (first.state, first.document) == ("replaced", old)
    assert "is in force: as" not in run()[0]


def test_figures_in_force_that_the_program_cannot_read_are_named() -> None:
    old = next_year()
    del old["figures"]["phaseout"]["step"]
    ParameterRevision.objects.create(
        tax_year=old["tax_year"], number=1, state="published", document=old, digest="x", published_at=timezone.now()
    )
    _, err = run()
    assert f"The figures in force of {old['tax_year']}, revision 1, do not fit this version of the program." in err
    assert "figures.phaseout.step: is missing" in err


def test_faulty_files_store_nothing_and_every_fault_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    faulty = next_year()
    year = faulty["tax_year"]
    del faulty["figures"]["phaseout"]["step"]
    faulty["figures"]["deductions"]["age"]["value"] = "65"
    ship(monkeypatch, {year: faulty})
    with pytest.raises(CommandError, match=rf"(?s){year}: figures.deductions.age.value: .*") as refused:
        run()
    assert f"{year}: figures.phaseout.step: is missing" in str(refused.value)
    assert not ParameterRevision.objects.filter(tax_year=year).exists()


def test_a_year_that_came_with_the_program_says_so_in_its_history_once() -> None:
    run()
    for year in shipped_years():
        [entry] = entries(tax_year=year)
        assert (entry.what, entry.by, entry.by_name, entry.reason) == ("published", None, "", "Came with the program.")


def test_what_was_published_before_there_was_a_history_gets_the_entry_that_it_lacks(admin_user: User) -> None:
    day = datetime(2026, 10, 1, 12, tzinfo=UTC)
    ParameterRevision.objects.create(
        tax_year=2025,
        number=2,
        state="replaced",
        document={},
        digest="x",
        reason="A notice of the IRS.",
        published_at=day,
        published_by=admin_user,
    )
    run()
    run()
    [entry] = entries(revision=ParameterRevision.objects.get(tax_year=2025, number=2))
    assert (entry.at, entry.by_name, entry.reason) == (day, "admin", "A notice of the IRS.")
