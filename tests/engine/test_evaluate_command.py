"""manage.py evaluate: households in, assessments out, and whoever writes a bad one is told where."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from django.core.management import CommandError, call_command

from interview.contract import assessment_document, household_schema
from interview.years.models import ParameterRevision
from interview.years.shipped import read_shipped
from tests.engine.families import Document, abroad, assess, family

pytestmark = pytest.mark.django_db

GOOD: Document = abroad(2025, filer={"name": "Zoë", "wages_foreign": 20_000})
OTHER: Document = family(2024, filer={"wages_us": 50_000})
BAD: Document = {"tax_year": 2025, "children": [{"birth_date": "2015-01-01"}, {"birth_date": "soon"}]}


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def messages(self) -> list[str]:
        return self.err.splitlines()


@pytest.fixture
def evaluate(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the command with a text on standard input."""

    def run(text: str | bytes, *arguments: str) -> Ran:
        given = text.encode() if isinstance(text, str) else text
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(given), close=lambda: None))
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("evaluate", *arguments, stdout=out, stderr=err)
        except SystemExit as ended:
            return Ran(int(str(ended.code)), out.getvalue(), err.getvalue())
        return Ran(0, out.getvalue(), err.getvalue())

    return run


def expected(document: Document, *, summary: bool = False) -> dict[str, Any]:
    return assessment_document(assess(document), summary=summary)


def figures_of(assessment: dict[str, Any]) -> dict[str, Any]:
    """Without the stamp: the database's revision has a day of its own."""
    return {key: value for key, value in assessment.items() if key != "parameters"}


def test_one_household_gives_one_assessment(evaluate: Any) -> None:
    ran = evaluate(json.dumps(GOOD))
    assert (ran.status, ran.err) == (0, "")
    assert figures_of(json.loads(ran.out)) == figures_of(expected(GOOD))
    assert json.loads(ran.out)["parameters"]["revision"] == 1


def test_an_array_gives_an_array_in_the_same_order(evaluate: Any) -> None:
    ran = evaluate(json.dumps([GOOD, OTHER, GOOD]))
    assert ran.status == 0
    found = json.loads(ran.out)
    assert [figures_of(each) for each in found] == [figures_of(expected(each)) for each in (GOOD, OTHER, GOOD)]
    assert json.loads(evaluate("[]").out) == []


def test_each_line_gives_a_line_and_blank_lines_give_none(evaluate: Any) -> None:
    ran = evaluate(f"\n{json.dumps(GOOD)}\n   \n\t\n{json.dumps(OTHER)}", "--jsonl")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert [figures_of(json.loads(line)) for line in lines] == [figures_of(expected(GOOD)), figures_of(expected(OTHER))]


def test_windows_line_ends_are_fine(evaluate: Any) -> None:
    ran = evaluate(f"{json.dumps(GOOD)}\r\n\r\n{json.dumps(OTHER)}\r\n", "--jsonl")
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)


@pytest.mark.parametrize("arguments", [("--summary",), ("--jsonl", "--summary")])
def test_a_summary_leaves_the_details_out(evaluate: Any, arguments: tuple[str, ...]) -> None:
    ran = evaluate(json.dumps(GOOD), *arguments)
    assert figures_of(json.loads(ran.out)) == figures_of(expected(GOOD, summary=True))


def test_a_dash_and_no_argument_mean_standard_input(evaluate: Any) -> None:
    assert evaluate(json.dumps(GOOD), "-").out == evaluate(json.dumps(GOOD)).out


def test_a_file_is_read_by_its_name(evaluate: Any, tmp_path: Path) -> None:
    file = tmp_path / "families.jsonl"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    assert evaluate("", str(file)).out == evaluate(json.dumps(GOOD)).out


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(CommandError, match=str(path)) as refused:
            call_command("evaluate", str(path))
        assert refused.value.returncode == 2


def test_a_bad_household_writes_nothing_and_says_where(evaluate: Any) -> None:
    ran = evaluate(json.dumps(BAD))
    assert (ran.status, ran.out) == (2, "")
    assert ran.messages == ["children[1].birth_date: must be a date like 2025-12-31, not 'soon'"]


def test_in_an_array_the_message_has_the_index_and_the_good_ones_are_evaluated(evaluate: Any) -> None:
    ran = evaluate(json.dumps([GOOD, BAD, OTHER, 7, "text", json.dumps(GOOD), None]))
    assert ran.status == 2
    assert [entry["tax_year"] for entry in json.loads(ran.out)] == [2025, 2024]
    assert ran.messages == [
        "[1] children[1].birth_date: must be a date like 2025-12-31, not 'soon'",
        "[3] must be an object, not 7",
        "[4] must be an object, not 'text'",
        f"[5] must be an object, not {json.dumps(GOOD)!r}",
        "[6] must be an object",
    ]


def test_in_lines_the_message_has_the_number_of_the_line(evaluate: Any) -> None:
    lines = ["", json.dumps(GOOD), "{", json.dumps(BAD), "", json.dumps(OTHER)]
    ran = evaluate("\n".join(lines), "--jsonl")
    assert ran.status == 2
    assert [json.loads(line)["tax_year"] for line in ran.out.splitlines()] == [2025, 2024]
    assert ran.messages[0].startswith("line 3: is not JSON:")
    assert ran.messages[1] == "line 4: children[1].birth_date: must be a date like 2025-12-31, not 'soon'"
    assert len(ran.messages) == 2


def test_each_problem_of_a_household_has_a_message(evaluate: Any) -> None:
    ran = evaluate('{"tax_year": "x", "typo": 1, "filer": {"wages_us": -1}}')
    assert {message.split(":")[0] for message in ran.messages} == {"tax_year", "typo", "filer.wages_us"}


@pytest.mark.parametrize("tax_year", [2016, 2027, 2100])
def test_an_unknown_year_names_the_years_that_exist(evaluate: Any, tax_year: int) -> None:
    ran = evaluate(json.dumps({"tax_year": tax_year}))
    assert (ran.status, ran.out) == (2, "")
    assert str(tax_year) in ran.err
    assert "2024, 2025, 2026" in ran.err
    assert ran.err.startswith("tax_year: ")


@pytest.mark.parametrize("text", ["", "   \n", "{", "[1,", "no json", b"\xff\xfe{}"])
def test_input_that_is_no_json_is_refused(evaluate: Any, text: str | bytes) -> None:
    ran = evaluate(text)
    assert (ran.status, ran.out) == (2, "")
    assert "is not JSON:" in ran.err


def test_no_line_at_all_is_no_mistake(evaluate: Any) -> None:
    assert evaluate("\n\n", "--jsonl") == Ran(0, "", "")


def test_a_deeply_nested_array_is_refused(evaluate: Any) -> None:
    assert evaluate("[" * 100_000).status == 2
    assert evaluate("[" * 100_000, "--jsonl").status == 2


def test_a_stop_is_an_answer_and_no_mistake(evaluate: Any) -> None:
    ran = evaluate(json.dumps(family(2025, residence={"place": "guam"})))
    assert ran.status == 0
    assert json.loads(ran.out)["best"] is None


def test_names_keep_their_letters(evaluate: Any) -> None:
    document = abroad(2025, children=[{"name": "Łukasz 李", "birth_date": "2015-01-01"}])
    assert json.loads(evaluate(json.dumps(document)).out)["children"][0]["name"] == "Łukasz 李"


def test_the_schema_can_be_asked_for(evaluate: Any) -> None:
    assert json.loads(evaluate("", "--schema", "household").out) == household_schema()


def test_lines_are_answered_one_by_one_and_never_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = io.StringIO()
    waiting = []

    def lines() -> Any:
        for _ in range(50):
            waiting.append(len(answered.getvalue().splitlines()))
            yield json.dumps(GOOD).encode()

    stream = lines()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=stream))
    call_command("evaluate", "--jsonl", "--summary", stdout=answered)
    # Whenever the next line is asked for, every line before it has been answered.
    assert waiting == list(range(50))


def test_a_key_that_stands_twice_is_refused_in_an_array_too(evaluate: Any) -> None:
    ran = evaluate('[{"tax_year": 2024, "tax_year": 2025}]')
    assert ran.status == 2
    assert ran.out == ""
    assert ran.messages == ["tax_year stands twice in the same object"]


def test_a_number_with_more_digits_than_any_is_no_json(evaluate: Any) -> None:
    ran = evaluate('[{"tax_year": ' + "9" * 5000 + "}]")
    assert ran.status == 2
    assert ran.messages[0].startswith("is not JSON: ")


def test_a_key_cannot_forge_a_message(evaluate: Any) -> None:
    ran = evaluate(json.dumps({**GOOD, "\n[0] tax_year: fine\x1b[31m": 1}))
    assert ran.messages == ["\\n[0] tax_year: fine\\x1b[31m: is not a known key"]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_stored_figures_that_do_not_fit_the_program_are_named_and_the_other_years_answered(
    evaluate: Any, workers: str
) -> None:
    figures = read_shipped(2026)
    del figures["figures"]["phaseout"]["step"]
    ParameterRevision.objects.create(
        tax_year=2031, number=1, state="published", document=figures, digest="x", published_at="2031-01-01T00:00Z"
    )
    lines = [json.dumps(GOOD), json.dumps({**GOOD, "tax_year": 2031}), json.dumps(OTHER)]
    ran = evaluate("\n".join(lines), "--jsonl", "--summary", "--workers", workers)
    assert (ran.status, len(ran.out.splitlines())) == (2, 2)
    [message] = ran.messages
    assert message == (
        "line 2: tax_year: The figures in force of tax year 2031 do not fit this version of the program. "
        "Run `manage.py load_years`: it adds what is missing, or says what is wrong."
    )
