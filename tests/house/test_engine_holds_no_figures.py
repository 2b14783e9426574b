"""Figures of law live in the yearly data, each with its source; code that states one is wrong one year later."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.files import ROOT

FOLDER = ROOT / "interview" / "engine"
ENGINE = sorted(FOLDER.rglob("*.py"))

# A number above 100 that is no figure of law: (module, number) and the reason.
ALLOWED: dict[tuple[str, float], str] = {
    ("figures", 10_000): "rates are kept as whole ten-thousandths",
    ("money", 10_000): "rates are kept as whole ten-thousandths",
    ("form_2555", 1_000): "the form's ratios have three decimals",
    ("explain/form_2555", 1_000): "the form's ratios have three decimals",
    ("explain/form_1116", 10_000): "rates are kept as whole ten-thousandths",
    ("income_tax", 3_000): "how the printed Tax Table is laid out: bands of 25 dollars up to there, of 50 above",
    ("household", 10**12): "no household has more; it keeps sums exact",
    ("household", 1900): "the first year that a birth date may have",
    ("household", 2200): "the last year that a date may have",
    ("household", 200): "letters of a name",
    ("household", 366): "days of a year",
}


def name_of(module: Path) -> str:
    return module.relative_to(FOLDER).with_suffix("").as_posix()


def large_numbers(module: Path) -> Iterator[tuple[int, float]]:
    """Line and value of each whole number above 100; a docstring is no number."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and abs(node.value) > 100:
            yield node.lineno, node.value


@pytest.mark.parametrize("module", ENGINE, ids=name_of)
def test_no_figure_of_law_is_written_in_engine_code(module: Path) -> None:
    found = [
        f"{module.name}:{line} holds {value}"
        for line, value in large_numbers(module)
        if (name_of(module), value) not in ALLOWED
    ]
    assert not found, "move it to interview/years/shipped/, or list it in ALLOWED with a reason"


def test_every_exception_is_still_needed() -> None:
    present = {(name_of(module), value) for module in ENGINE for _, value in large_numbers(module)}
    assert set(ALLOWED) <= present
