"""manage.py evaluate as a process of its own: pipes, memory, and a clone without a database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from tests.house.files import ROOT

LEAST = '{"tax_year": 2025}\n'


@pytest.fixture
def command() -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), "evaluate"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Points to a database file that nobody has prepared."""
    return {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3"}


def test_a_clone_without_a_database_has_the_shipped_figures(command: list[str], environment: dict[str, str]) -> None:
    child = '"children": [{"name": "Łukasz", "birth_date": "2015-01-01"}]'
    lines = f'{{"tax_year": 2025, {child}}}\n{{"tax_year": 2016}}\n'
    # A terminal that knows only ASCII changes nothing: JSON is UTF-8.
    environment["PYTHONIOENCODING"] = "ascii"
    ran = subprocess.run(
        [*command, "--jsonl"], input=lines, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 2
    [found] = map(json.loads, ran.stdout.splitlines())
    assert (found["parameters"]["revision"], found["best"]) == (1, "no_exclusion")
    assert found["children"][0]["name"] == "Łukasz"
    assert ran.stderr.startswith("line 2: tax_year: ")
    assert "2024, 2025, 2026" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_reader_who_has_seen_enough_ends_it_quietly(
    command: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(LEAST * 400, encoding="utf-8")
    with subprocess.Popen(
        [*command, "--jsonl", str(file)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())["tax_year"] == 2025
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_several_processes_answer_in_the_order_of_the_lines(command: list[str], environment: dict[str, str]) -> None:
    years = [2020 + number % 6 for number in range(1_800)]
    lines = "".join(f'{{"tax_year": {2031 if number == 700 else year}}}\n' for number, year in enumerate(years))
    ran = subprocess.run(
        [*command, "--jsonl", "--summary", "--workers", "2"],
        input=lines,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert [json.loads(line)["tax_year"] for line in ran.stdout.splitlines()] == years[:700] + years[701:]
    assert (ran.returncode, ran.stderr.split(".")[0]) == (
        2,
        "line 701: tax_year: There are no figures for tax year 2031",
    )


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["--help"], 0, "--jsonl"),
        (["--workers", "-1"], 2, "must be 0 or more"),
        (["--verbosity", "0", "missing.json"], 2, "CommandError: missing.json: No such file"),
        (["missing.json"], 2, "CommandError: missing.json: No such file"),
    ],
)
def test_help_and_mistakes_are_answered_as_by_every_command(
    arguments: list[str], status: int, told: str, command: list[str], environment: dict[str, str]
) -> None:
    ran = subprocess.run([*command, *arguments], env=environment, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == status
    assert told in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_single_household_is_answered_without_loading_the_site(tmp_path: Path) -> None:
    program = """
import sys
from interview.management.evaluate_alone import evaluate_alone
evaluate_alone(["--summary"])
print(*sys.modules, file=sys.stderr)
"""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3",
        "DJANGO_SETTINGS_MODULE": "actc_site.settings",
    }
    ran = subprocess.run(
        [sys.executable, "-c", program],
        input=LEAST,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(ran.stdout)["best"] == "no_exclusion"
    loaded = set(ran.stderr.split())
    assert "interview.engine" in loaded
    assert not loaded & {"django.apps", "django.db", "pydantic", "babel", "interview.years.models"}


def most_memory(process_id: int) -> int:
    """The most memory that a running process has held so far, in KiB."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not show a process's memory")
def test_ten_thousand_households_need_no_more_memory_than_the_first(
    command: list[str], environment: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(LEAST * 10_000, encoding="utf-8")
    with subprocess.Popen(
        [*command, "--jsonl", "--summary", str(file)], env=environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        # A full pipe keeps the process no more than some dozens of answers ahead of us.
        answers = iter(process.stdout)
        assert json.loads(next(answers))["tax_year"] == 2025
        first = most_memory(process.pid)
        assert sum(1 for _ in islice(answers, 9_499)) == 9_499
        last = most_memory(process.pid)
        assert sum(1 for _ in answers) == 500
    assert process.returncode == 0
    # Ten thousand assessments would more than double it; the allocator's own ups and downs are a few percent.
    assert last < first * 1.15
