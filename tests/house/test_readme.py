"""The README's commands are what people paste; they must be what the gate runs, and they must do what it says."""

from __future__ import annotations

import io
import json
import re
import sys
from typing import Any

import pytest
from django.core.management import call_command

from interview.years.figure_table import all_figures
from tests.house.files import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_is_one_line_to_start_and_one_to_test() -> None:
    start, test = re.findall(r"^python3 -m venv .+$", README, re.MULTILINE)
    assert start.endswith("manage.py start")
    assert test.endswith(".venv/bin/pytest -n auto --dist worksteal")
    assert start.count("--require-hashes") == test.count("--require-hashes") == 1


def test_every_picture_and_file_it_names_exists() -> None:
    pictures = re.findall(r"!\[.+?\]\((.+?)\)", README)
    rooms = re.findall(r"^\| `([a-z_/.]+)`", README, re.MULTILINE)
    assert pictures
    assert rooms
    assert not [name for name in pictures + rooms if not (ROOT / name).exists()]


@pytest.mark.django_db
def test_its_household_gets_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    match = re.search(r"evaluate --summary <<'HOUSEHOLD'\n(.+?)\nHOUSEHOLD", README, re.DOTALL)
    assert match
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(match[1].encode())))
    written = io.StringIO()
    call_command("evaluate", summary=True, stdout=written)
    assessment: dict[str, Any] = json.loads(written.getvalue())
    refunds = {one["key"]: one["additional_child_tax_credit"] for one in assessment["scenarios"] if one["allowed"]}
    assert refunds == {"no_exclusion": 3400, "exclude_filer": 0}


def test_every_figure_that_it_names_is_one() -> None:
    section = README.split("## A new tax year")[1].split("\n## ")[0]
    named = re.findall(r"`([a-z_]+\.[a-z_]+)`", section)
    figures = {f"{figure.section}.{figure.name}" for figure in all_figures()}
    assert len(named) > 10
    assert set(named) <= figures
