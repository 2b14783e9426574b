"""Whatever somebody sends: it is read, or refused in words, and nothing in the draft changes that is not shown."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from interview.years.differences import differences
from interview.years.documents import document_problems
from interview.years.files.figure_files import COLUMNS
from interview.years.files.figure_import import read_import
from interview.years.files.sheets import Unreadable
from interview.years.shipped import read_shipped

DRAFT, LAST_YEAR = read_shipped(2025), read_shipped(2024)

cells = st.one_of(
    st.sampled_from(
        [
            "", "2025", "2024", "child_tax_credit", "refund_cap_per_child", "income_tax", "upper_bounds", "rates",
            "EUR", "exchange_rates", "single", "Married, one return together", "1", "3 or more", "dollars", "percent",
            "1,700", "7,65", "0.886", "1.551", "-1", "1e9", "yes", "4/5/2026", "2026-04-15", "=1+1", "'=1", "IRC 24",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip
columns = st.lists(
    st.one_of(st.sampled_from([*COLUMNS, "currency", "country", "2025", "rate"]), st.text(max_size=5)), max_size=12
)
tables = st.builds(
    lambda separator, end, head, rows: end.join(separator.join(row) for row in [head, *rows]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    columns,
    st.lists(st.lists(cells, max_size=12), max_size=6),
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=9)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=5),
        st.dictionaries(st.sampled_from(["single", "married_joint", "value", "x"]), inner, max_size=4),
    ),
    max_leaves=12,
)
entries = st.one_of(
    values, st.fixed_dictionaries({"value": values}, optional={"source": st.text(max_size=9), "note": values})
)
names = st.sampled_from([(section, name) for section, held in DRAFT["figures"].items() for name in held])


def read(raw: bytes) -> None:
    before = copy.deepcopy(DRAFT)
    try:
        found = read_import(raw, DRAFT, LAST_YEAR)
    except Unreadable:
        return
    finally:
        assert before == DRAFT
    shown = [change.difference for change in found.changes]
    assert shown == differences(DRAFT, found.document)
    assert {refusal.where for refusal in found.refusals if not refusal.why} == set()
    # A problem that comes with the file is one that takes two figures to see; it is named.
    assert found.problems == document_problems(found.document, 2025)
    json.dumps(found.document).encode()
    "".join([*(row.new for row in shown), *(row.label + row.why for row in found.refusals)]).encode()


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    read(raw)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    read(text.encode(errors="surrogatepass"))


@settings(max_examples=60, deadline=None)
@given(tables, st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_any_table(text: str, encoding: str) -> None:
    read(text.encode(encoding, errors="replace"))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(names, entries, max_size=3), st.dictionaries(st.sampled_from(["EUR", "DEM", "x"]), values))
def test_any_document(given_entries: dict[tuple[str, str], Any], rates: dict[str, Any]) -> None:
    figures: dict[str, dict[str, Any]] = {}
    for (section, name), entry in given_entries.items():
        figures.setdefault(section, {})[name] = entry
    read(json.dumps({"tax_year": 2025, "figures": figures, "exchange_rates": rates}).encode())


@settings(max_examples=60, deadline=None)
@given(names, cells, cells, cells, cells)
def test_any_row_of_a_figure(name: tuple[str, str], status: str, place: str, value: str, source: str) -> None:
    row = "\t".join([*name, status, place, value, source])
    read(f"section\tfigure\tfiling status\tchildren or bracket\tvalue\tsource\n{row}".encode(errors="replace"))
