"""A kept household is trusted as long as nothing has changed that it was made with: this is what says so."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings

from interview.adapter import Unfinished, figures_read, households_from, kept_households
from interview.adapter.kept_households import FIGURES_READ, PROGRAM, program_mark
from interview.engine import Parameters
from interview.steps import Answers, Route
from interview.steps.conditions import currencies
from interview.years.exchange_rates import Rate
from interview.years.year_in_force import shipped_year
from tests.golden.families import FAMILIES
from tests.interview.families import BERLIN, QUICK_BERLIN
from tests.interview.test_any_walk_ends_well import finished_walks
from tests.interview.wandering import Wanderer

WANDERERS = 120
SEED = 20261123


@dataclass
class Recorded:
    """Figures that remember which of them were read, by their dotted names."""

    whole: Any
    read: set[str]
    path: str = ""

    def __getattr__(self, name: str) -> Any:
        part, path = getattr(self.whole, name), f"{self.path}{name}"
        if is_dataclass(part):
            return Recorded(part, self.read, f"{path}.")
        self.read.add(path)
        return part


@dataclass
class RecordedRates(Mapping[str, Rate]):
    """Rates that remember which of them were asked for."""

    rates: Mapping[str, Rate]
    read: set[str] = field(default_factory=set)

    def __getitem__(self, code: str) -> Rate:
        self.read.add(code)
        return self.rates[code]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("all rates of the year were read")

    def __len__(self) -> int:
        raise AssertionError("all rates of the year were read")


def read_by(answers: Answers) -> set[str]:
    """The figures that making the households of a family reads. Its rates must be of currencies that it names."""
    year, figures = shipped_year(answers["year"]["tax_year"]), set[str]()
    parameters, rates = cast(Parameters, Recorded(year.parameters, figures)), RecordedRates(year.rates)
    with suppress(Unfinished):
        households_from(answers, rates=rates, parameters=parameters)
    assert rates.read <= set(currencies(Route(answers).saved))
    return figures


def test_no_figure_is_read_that_the_mark_does_not_count() -> None:
    wanderer, read = Wanderer(SEED), set[str]()
    for golden in FAMILIES.values():
        read |= read_by(golden.answers)
    for number in range(WANDERERS):
        read |= read_by(wanderer.family("quick" if number % 6 == 0 else "full"))
    # A section that a year does without is asked for, and then there is nothing in it to read.
    assert read - {"american_rescue_plan"} == set(FIGURES_READ)


@settings(max_examples=60, deadline=None)
@given(finished_walks("full"))
def test_no_family_reads_another_figure(answers: dict[str, Any]) -> None:
    assert read_by(answers) - {"american_rescue_plan"} <= set(FIGURES_READ)


@settings(max_examples=30, deadline=None)
@given(finished_walks("quick"))
def test_no_quick_check_reads_another_figure(answers: dict[str, Any]) -> None:
    assert read_by(answers) - {"american_rescue_plan"} <= set(FIGURES_READ)


def changed(name: str) -> Parameters:
    """The figures of 2021 with one of them another one."""
    parameters = shipped_year(2021).parameters
    section, _, figure = name.partition(".")
    part = getattr(parameters, section)
    value = getattr(part, figure)
    other = value + 1 if isinstance(value, int) else value.replace(day=value.day - 1)
    return replace(parameters, **{section: replace(part, **{figure: other})})


@pytest.mark.parametrize("name", FIGURES_READ)
def test_each_figure_that_is_read_changes_the_mark(name: str) -> None:
    year = shipped_year(2021)
    assert figures_read(changed(name), year.rates) != figures_read(year.parameters, year.rates)


def test_a_figure_that_only_the_engine_reads_leaves_the_mark_as_it_is() -> None:
    year = shipped_year(2021)
    other = changed("child_tax_credit.refund_cap_per_child")
    assert figures_read(other, year.rates) == figures_read(year.parameters, year.rates)


def test_the_rate_of_a_currency_counts_for_the_families_that_name_it() -> None:
    year = shipped_year(2025)
    rates = {**year.rates, "EUR": replace(year.rates["EUR"], per_dollar=Decimal("0.9"))}
    for answers in (BERLIN, QUICK_BERLIN):
        named = currencies(Route(answers).saved)
        assert figures_read(year.parameters, rates, named) != figures_read(year.parameters, year.rates, named)
    assert figures_read(year.parameters, rates, ["GBP"]) == figures_read(year.parameters, year.rates, ["GBP"])
    assert figures_read(year.parameters, rates) != figures_read(year.parameters, year.rates)


def test_a_rate_that_is_gone_changes_the_mark() -> None:
    year = shipped_year(2025)
    rates = {code: rate for code, rate in year.rates.items() if code != "EUR"}
    assert figures_read(year.parameters, rates, ["EUR"]) != figures_read(year.parameters, year.rates, ["EUR"])


def test_where_a_rate_was_read_does_not_matter() -> None:
    year = shipped_year(2025)
    rates = {**year.rates, "EUR": replace(year.rates["EUR"], source="another table")}
    assert figures_read(year.parameters, rates) == figures_read(year.parameters, year.rates)


def test_another_program_changes_the_mark(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    year = shipped_year(2025)
    now = figures_read(year.parameters, year.rates)
    (tmp_path / "quick.py").write_text("AGE_OF_A_CHILD = 9\n", encoding="utf-8")
    program_mark.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(kept_households, "files", lambda _package: tmp_path)
        assert figures_read(year.parameters, year.rates) != now
    program_mark.cache_clear()
    assert figures_read(year.parameters, year.rates) == now


def test_a_program_that_nobody_can_read_is_no_reason_to_trust_a_household(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(kept_households, "files", lambda _package: tmp_path)
    with pytest.raises(FileNotFoundError):
        program_mark.__wrapped__()


def test_the_mark_of_the_program_counts_every_file_of_it() -> None:
    for package in PROGRAM:
        folder = Path(cast(str, importlib.import_module(package).__file__)).parent
        counted = {name for name, _content in kept_households._files(package)}
        assert {path.name for path in folder.glob("*.py")} <= counted
