"""Whether a household that was kept is still the one that its answers describe: a mark of all it was made with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache, reduce
from importlib.resources import files
from typing import Any

from interview.adapter.dollars import Rates
from interview.engine import Parameters

FIGURES_READ = (
    "american_rescue_plan.per_young_child",
    "american_rescue_plan.young_age_limit",
    "child_tax_credit.per_child",
    "dates.return_due",
    "dates.return_due_abroad",
    "dates.return_due_extended",
    "payroll_taxes.employee_medicare_rate",
    "payroll_taxes.employee_social_security_rate",
    "payroll_taxes.wage_base",
)
"""Every figure of law that making a household reads. A test holds this list to what is really read."""

PROGRAM = ("interview.steps", "interview.adapter", "interview.contract")
"""The packages that make a household out of answers, and read it again."""
MARK_LENGTH = 16


def figures_read(parameters: Parameters, rates: Rates, currencies: Iterable[str] | None = None) -> str:
    """A mark of 16 characters: as long as it is the same, the same answers make the same household.

    `currencies` are those that the answers name, as `steps.conditions.currencies` finds them; without, every rate of
    the year counts. Other figures may change the result, but not the household. The program counts too.
    """
    named = sorted(rates) if currencies is None else sorted(currencies)
    read = {
        "program": program_mark(),
        "tax_year": parameters.tax_year,
        "figures": {name: reduce(_part, name.split("."), parameters) for name in FIGURES_READ},
        "rates": {code: str(rates[code].per_dollar) if code in rates else None for code in named},
    }
    return hashlib.sha256(json.dumps(read, default=str).encode()).hexdigest()[:MARK_LENGTH]


def _part(whole: Any, name: str) -> Any:
    """A section of figures or one of its figures; a section that the year does without has none."""
    return None if whole is None else getattr(whole, name)


@cache
def program_mark() -> str:
    """A digest of the program that makes households, in whatever form it is installed: source, byte code or machine
    code, in a folder or in a zip. Read once in each process.

    A version number kept by hand would be forgotten one day, and then old households would pass for new ones. This
    errs the other way: a reworded question makes every household once more, which only takes time.
    """
    digest = hashlib.sha256()
    for package in PROGRAM:
        for name, content in _files(package):
            digest.update(f"{package}/{name}:{len(content)}:".encode() + content)
    return digest.hexdigest()


def _files(package: str) -> Iterator[tuple[str, bytes]]:
    """The files of a package itself, with their names. Never nothing: then no household could ever be trusted."""
    found = sorted((entry.name, entry.read_bytes()) for entry in files(package).iterdir() if entry.is_file())
    if not found:
        raise FileNotFoundError(f"no file of {package} can be read, so nothing tells one version from another")
    yield from found
