"""A new tax year is data only: 2027 is entered, checked and published in the browser's terms, and then it is in force.

What families see of it is in `test_a_new_year_for_families`. All figures are made up, see `year_2027`.
"""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection

from interview.years import UnknownYear, available_years, every_year_in_force, in_force
from interview.years.figure_table import all_figures
from interview.years.history import entries
from interview.years.models import ParameterRevision
from interview.years.parameter_set import ParameterSet
from interview.years.published_in_sqlite import PublishedInSqlite
from interview.years.publishing import NotPublished, NotReady, SamePerson, new_year, publish, published_revision, submit
from interview.years.shipped import FOLDER, read_shipped, shipped_years
from tests.years.test_published_in_sqlite import copied_to
from tests.years.year_2027 import (
    BEFORE,
    FIGURES,
    MADE_UP,
    NOTICE,
    RATES_CSV,
    YEAR,
    enter_2027,
    file_of_figures,
    publish_2027,
    take,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


@pytest.fixture
def publisher() -> User:
    return User.objects.create_user("publisher")


def test_the_year_is_in_no_file_of_the_program(editor: User, publisher: User) -> None:
    publish_2027(editor, publisher)
    assert not list(FOLDER.glob(f"{YEAR}*"))
    assert YEAR not in shipped_years()
    year = in_force(YEAR)
    assert year.revision is not None
    assert (year.revision.published_by, year.parameters.revision) == (publisher, 1)


class TestStartingTheYear:
    def test_what_changes_every_year_is_blank_and_never_last_years(self, editor: User) -> None:
        draft, last_year = new_year(YEAR, by=editor), read_shipped(BEFORE)
        for figure in all_figures():
            held = figure.entry_in(draft.document)
            if figure.yearly:
                assert not held, figure.path
            elif held:
                assert held == figure.entry_in(last_year)
        assert draft.document["exchange_rates"] == {}
        assert not [name for name in FIGURES["dates"] if name in draft.document["figures"].get("dates", {})]

    def test_what_was_carried_over_waits_for_somebody_to_look_at_it(self, editor: User) -> None:
        draft = new_year(YEAR, by=editor)
        carried = {figure.path for figure in all_figures() if figure.entry_in(draft.document)}
        assert set(draft.to_confirm) == carried

    def test_an_empty_year_cannot_go_to_review_and_every_blank_is_named(self, editor: User) -> None:
        draft = new_year(YEAR, by=editor)
        with pytest.raises(NotReady) as refused:
            submit(draft, by=editor)
        named = {problem.path for problem in refused.value.problems}
        blank = {figure.path for figure in all_figures() if figure.yearly and figure.section in FIGURES}
        assert blank <= named
        assert set(draft.to_confirm) <= named

    def test_nobody_sees_the_year_before_it_is_published(self, editor: User) -> None:
        enter_2027(editor)
        assert YEAR not in available_years()
        with pytest.raises(UnknownYear):
            in_force(YEAR)

    def test_a_second_person_cannot_start_it_again(self, editor: User, publisher: User) -> None:
        new_year(YEAR, by=editor)
        with pytest.raises(NotPublished):
            new_year(YEAR, by=publisher)

    def test_the_year_after_needs_this_one(self, editor: User) -> None:
        with pytest.raises(NotPublished):
            new_year(YEAR + 1, by=editor)


class TestFillingItIn:
    def test_a_file_fills_every_blank_and_says_where_each_figure_is_from(self, editor: User) -> None:
        draft = new_year(YEAR, by=editor)
        take(draft, file_of_figures(), by=editor)
        entered = draft.document["figures"]
        for section, values in FIGURES.items():
            for name, value in values.items():
                assert entered[section][name]["value"] == value
                assert entered[section][name]["source"] == MADE_UP
        moved = {f"figures.form_lines.{name}" for name in FIGURES["form_lines"]}
        assert not moved & set(draft.to_confirm), "a figure that was entered anew needs no confirming"

    def test_exchange_rates_come_from_a_table(self, editor: User) -> None:
        draft = new_year(YEAR, by=editor)
        take(draft, RATES_CSV.encode(), by=editor)
        assert draft.document["exchange_rates"]["EUR"] == {"per_dollar": "0.800", "source": MADE_UP}
        assert set(draft.document["exchange_rates"]) == {"CAD", "EUR", "GBP"}

    def test_the_history_says_who_entered_what(self, editor: User) -> None:
        draft = enter_2027(editor)
        written = entries(revision=draft)
        [per_child] = written.filter(path="figures.child_tax_credit.per_child.value")
        assert (per_child.by, per_child.what, per_child.new) == (editor, "imported", "$2,300")
        assert written.filter(what="confirmed").count() >= 1
        assert written[0].what == "submitted"


class TestPublishingIt:
    def test_whoever_entered_it_does_not_publish_it(self, editor: User) -> None:
        revision = enter_2027(editor)
        with pytest.raises(SamePerson):
            publish(revision, by=editor, reason="I am sure.", notice=NOTICE, in_force=None)
        assert published_revision(YEAR) is None

    def test_then_it_is_in_force_like_every_other_year(self, editor: User, publisher: User) -> None:
        publish_2027(editor, publisher)
        assert available_years() == [*shipped_years(), YEAR]
        assert list(every_year_in_force()) == available_years()
        figures = in_force(YEAR)
        assert figures.parameters.child_tax_credit.refund_cap_per_child == 1_900
        assert figures.parameters.exclusion.maximum == 136_000
        assert str(figures.rates["EUR"].per_dollar) == "0.800"

    def test_the_years_before_stay_as_they_were(self, editor: User, publisher: User) -> None:
        before = {year: found.parameters for year, found in every_year_in_force().items()}
        publish_2027(editor, publisher)
        after = {year: found.parameters for year, found in every_year_in_force().items() if year != YEAR}
        assert after == before

    def test_2028_can_be_started_from_it(self, editor: User, publisher: User) -> None:
        publish_2027(editor, publisher)
        draft = new_year(YEAR + 1, by=editor)
        assert draft.document["tax_year"] == YEAR + 1
        assert draft.document["figures"]["form_lines"]["additional_child_tax_credit"]["value"] == "28a"
        assert "per_child" not in draft.document["figures"]["child_tax_credit"]
        assert ParameterSet(YEAR + 1).last_year() == ParameterRevision.objects.get(tax_year=YEAR).document


HOUSEHOLD: dict[str, Any] = {
    "schema": 1,
    "tax_year": YEAR,
    "filing_status": "head_of_household",
    "residence": {"place": "abroad", "country": "DE"},
    "filer": {
        "birth_date": "1988-03-01",
        "wages_foreign": 75_000,
        "exclusion": {"test": "bona_fide_residence", "qualifying_days": 365},
    },
    "children": [{"name": "Mia", "birth_date": "2019-05-04"}, {"name": "Leo", "birth_date": "2015-03-01"}],
    "foreign_tax": {"general": 18_750},
}
"""By hand, with the made-up figures of 2027:

75,000 of wages less the standard deduction of 25,000 is 50,000. The tax table's row from 50,000 to 50,050 is worked out
at 50,025: 10% of 18,000 and 12% of 32,025 are 1,800 + 3,843 = 5,643. All of it is taxed abroad, so the foreign tax
credit takes it all, and nothing is left for the 2 x 2,300 = 4,600 of child tax credit to take off. Paid out is 15% of
75,000 - 2,500, which is 10,875, but at most 2 x 1,900 = 3,800. With Form 2555 the 75,000 are below the exclusion of
136,000, there is no tax, and nothing is paid out.
"""


class TestEvaluate:
    def test_a_household_of_the_year_is_worked_out(self, editor: User, publisher: User, tmp_path: Path) -> None:
        publish_2027(editor, publisher)
        document = tmp_path / "household.json"
        document.write_text(json.dumps(HOUSEHOLD), encoding="utf-8")
        out = StringIO()
        call_command("evaluate", str(document), stdout=out)
        found = json.loads(out.getvalue())
        ways = {way["key"]: way for way in found["scenarios"]}
        without = ways["no_exclusion"]
        assert without["tax_before_credits"] == without["foreign_tax_credit"] == 5_643
        assert (without["nonrefundable_credit"], without["additional_child_tax_credit"]) == (0, 3_800)
        assert ways["exclude_filer"]["additional_child_tax_credit"] == 0
        assert found["best"] == "no_exclusion"
        assert found["parameters"]["tax_year"] == YEAR

    @pytest.mark.skipif(connection.vendor != "sqlite", reason="the short way is for SQLite files")
    def test_the_short_way_knows_the_year_too(self, editor: User, publisher: User, tmp_path: Path) -> None:
        publish_2027(editor, publisher)
        source = PublishedInSqlite(copied_to(tmp_path / "copy.sqlite3"))
        assert source.years() == available_years()
        assert source.parameters(YEAR) == in_force(YEAR).parameters
