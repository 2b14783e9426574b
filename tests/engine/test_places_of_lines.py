"""Where a line of the schedule stood in the papers of other years."""

from __future__ import annotations

import pytest

from interview.engine import lines_in_words, place_in_version


@pytest.mark.parametrize(("number", "version", "place"), [
    ("16a", "2022", ("schedule_8812", "16a")),
    ("16a", "2021", ("schedule_8812", "16a")),
    ("16a", "2018", ("schedule_8812", "3")),
    ("16b", "2018", ("schedule_8812", "4")),
    ("16b", "2017", None),
    ("17", "2017", ("schedule_8812", "3")),
    ("27", "2018", ("schedule_8812", "15")),
    ("27", "2017", ("schedule_8812", "13")),
    ("5", "2018", ("child_tax_credit_worksheet", "1")),
    ("9", "2017", ("child_tax_credit_worksheet", "5")),
    ("4", "2018", None),
])  # fmt: skip
def test_a_line_is_found_on_the_paper_of_its_version(number: str, version: str, place: tuple[str, str] | None) -> None:
    assert place_in_version(number, version) == place


@pytest.mark.parametrize(("words", "template"), [
    ("Schedule 1 line 15 and Schedule 2 lines 5, 6 and 13",
     "{form} line {line} and {other} lines {first}, {second} and {third}"),
    ("Schedule 1 line 15 and Schedule 2 lines 16c and 17c",
     "{form} line {line} and {other} lines {first} and {second}"),
    ("Schedule 1 line 16 and Schedule 2 line 18", "{form} line {line} and {other} line {first}"),
])  # fmt: skip
def test_lines_of_two_forms_are_translated_whatever_their_numbers(words: str, template: str) -> None:
    found = lines_in_words(words)
    assert (found.template, str(found)) == (template, words)


def test_words_of_another_shape_are_said_as_they_are() -> None:
    words = "Form 1040 lines 27 and 58 and uncollected tax in line 62 {1040-NR}"
    assert str(lines_in_words(words)) == words
