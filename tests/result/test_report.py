"""The report, opened as the PDF that families get: its words, its tags, its language, its paper.

Making one takes a second, so that each of the two is made once for all tests.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from typing import Any

import pdfplumber
import pytest
from bs4 import BeautifulSoup
from django.utils import translation
from pdfminer.pdftypes import resolve1

from interview.contract import read_household
from interview.drafts.results import Assessed
from interview.engine import evaluate
from interview.result.explain import ResultPage, Told, explain
from interview.result.take_away.report import FILES, report_html, report_pdf, static_file
from interview.result.take_away.report_styles import chart_styles, tokens
from interview.steps import Route
from interview.years.year_in_force import shipped_year
from tests.interview.families import BERLIN, adapted, family
from tests.result.households import MARCH

MILLIMETRE = 72 / 25.4
FOOT, SIDE = (279 - 19) * MILLIMETRE, 15 * MILLIMETRE
"""Where the foot of a sheet begins and how wide its margins are, in points."""
CORNER = (210 - 45) * MILLIMETRE
UNSEEN = (
    ".sheet-foot, .sheet-number, .no-print, .js-only, .vh, .chip-info, .face, .figure summary, svg, head, "
    ".lever a[href^='#'], .dates a[href^='#']"
)
"""What is no text of a sheet: its foot, what only a screen needs, and what leads to another place of the page."""
LONG_NAME = "Maximiliana Rumpelstilzchen-Oberhuber"
FAMILY = family(
    child_basics__c1={**BERLIN["child_basics-c1"], "name": LONG_NAME},
    child_papers__c2={"papers": "citizen_none"},
    extension={"extension": "abroad"},
)


@dataclass(frozen=True)
class Report:
    """A report as it went in and as it came out."""

    result: ResultPage
    html: str
    catalog: dict[str, Any]
    metadata: dict[str, Any]
    pages: list[Any]
    words: list[list[dict[str, Any]]]

    @property
    def text(self) -> str:
        return " ".join(word["text"] for words in self.words for word in words)

    @property
    def letters(self) -> str:
        """What stands above the feet of the sheets, without spaces, in the order in which it was set: box by box."""
        return squeezed("".join(char["text"] for page in self.pages for char in page.chars if char["bottom"] < FOOT))

    def tags(self) -> Iterator[dict[str, Any]]:
        yield from _below(self.catalog["StructTreeRoot"])


def _below(node: Any) -> Iterator[dict[str, Any]]:
    node = resolve1(node)
    if isinstance(node, list):
        for one in node:
            yield from _below(one)
    elif isinstance(node, dict):
        if "S" in node:
            yield node
        yield from _below(node.get("K"))


def _name(tag: dict[str, Any]) -> str:
    return str(tag["S"].name)


def _read(text: bytes) -> str:
    return text.decode("utf-16") if text.startswith(b"\xfe\xff") else text.decode("latin-1")


@cache
def report(language: str) -> Report:
    asked = adapted(FAMILY)
    year = shipped_year(2025)
    household = read_household(asked.document)
    found = Assessed(household, evaluate(household, year.parameters), asked.assumptions, year, asked.rough)
    with translation.override(language):
        result = explain(found, today=MARCH, told=Told(Route(FAMILY), year))
        html = report_html(result)
        pdf = pdfplumber.open(io.BytesIO(report_pdf(html)))
    return Report(
        result,
        html,
        {name: resolve1(value) for name, value in pdf.doc.catalog.items()},
        pdf.metadata,
        pdf.pages,
        [page.extract_words() for page in pdf.pages],
    )


LANGUAGES = pytest.mark.parametrize("language", ["en", "es"])


@LANGUAGES
def test_it_is_a_tagged_document_with_title_and_language(language: str) -> None:
    made = report(language)
    assert made.catalog["MarkInfo"]["Marked"] is True
    assert made.catalog["Lang"].decode() == language
    assert "2025" in made.metadata["Title"]
    assert made.catalog["ViewerPreferences"]["DisplayDocTitle"] is True
    assert b"pdfuaid:part" in made.catalog["Metadata"].get_data()


@LANGUAGES
def test_every_heading_is_a_bookmark(language: str) -> None:
    soup = BeautifulSoup(report(language).html, "html.parser")
    titles = {squeezed(heading.get_text()) for heading in soup.find_all(re.compile("^h[12]$"))}
    assert titles <= {squeezed(title) for title in _bookmarks(report(language).catalog["Outlines"])}


def _bookmarks(node: Any) -> Iterator[str]:
    node = resolve1(node)
    if "Title" in node:
        yield _read(node["Title"])
    for name in ("First", "Next"):
        if name in node:
            yield from _bookmarks(node[name])


def squeezed(text: str) -> str:
    """A text without what lines and hyphens do to it: the letters in their order."""
    return re.sub(r"[\s\xad]+", "", text)


@LANGUAGES
def test_the_tags_tell_headings_tables_lists_and_pictures(language: str) -> None:
    made = report(language)
    soup = BeautifulSoup(made.html, "html.parser")
    tags = Counter(_name(tag) for tag in made.tags())
    for level in ("h1", "h2", "h3"):
        assert tags[level.upper()] == len(soup.find_all(level)), level
    assert tags["Table"] >= len(soup.find_all("table"))
    assert tags["TD"] >= len(soup.find_all("td"))
    assert tags["TH"] >= len(soup.find_all("th"))
    assert tags["LBody"] >= len(soup.find_all("li"))


@LANGUAGES
def test_every_picture_says_what_it_shows(language: str) -> None:
    made = report(language)
    drawings = BeautifulSoup(made.html, "html.parser").select("svg[role=img]")
    said = [_read(tag["Alt"]) for tag in made.tags() if _name(tag) == "Figure"]
    assert drawings
    assert said == [f"{one.title.string}. {one.desc.string}" for one in drawings]  # type: ignore[union-attr]


@LANGUAGES
def test_every_word_of_the_page_is_on_the_paper(language: str) -> None:
    """Cell by cell and sentence by sentence, so that a text which was cut anywhere is missed."""
    made = report(language)
    paper = made.letters
    soup = BeautifulSoup(made.html, "html.parser")
    for unseen in soup.select(UNSEEN):
        unseen.decompose()
    texts = [squeezed(text) for text in soup.stripped_strings]
    assert len(texts) > 300
    assert not [text for text in texts if text not in paper]


@LANGUAGES
def test_it_holds_the_headline_and_every_amount_of_schedule_8812(language: str) -> None:
    made = report(language)
    text = made.letters
    assert squeezed(re.sub("<[^>]*>", "", made.result.headline.text)) in text
    schedule = made.result.schedule_8812
    assert schedule is not None
    for line in schedule.lines:
        assert squeezed(f"{line.line}{line.label}{line.amount}") in text, line.line


@LANGUAGES
def test_a_passed_test_is_named_and_one_that_failed_is_explained(language: str) -> None:
    made = report(language)
    for child in made.result.children:
        titles = " · ".join(test.title for test in child.passed)
        assert squeezed(f"{child.passed_heading}: {titles}") in made.letters
        for test in child.failed:
            assert squeezed(test.title) in made.letters
            assert squeezed(test.reason) in made.letters


@LANGUAGES
def test_no_word_reaches_into_the_margin(language: str) -> None:
    made = report(language)
    for page, words in zip(made.pages, made.words, strict=True):
        for word in words:
            assert word["x0"] >= SIDE - 0.5, word
            assert word["x1"] <= page.width - SIDE + 0.5, word
            assert word["top"] >= 10 * MILLIMETRE, word
            assert word["bottom"] <= page.height - 5 * MILLIMETRE, word


@LANGUAGES
def test_no_word_stands_over_another(language: str) -> None:
    for words in report(language).words:
        for one, other in combinations(words, 2):
            across = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            assert across < 1 or down < 2.5, (one["text"], other["text"])


@LANGUAGES
def test_every_sheet_names_figures_day_and_its_number(language: str) -> None:
    made = report(language)
    count = len(made.pages)
    assert 4 <= count <= 6
    for number, words in enumerate(made.words, start=1):
        foot = squeezed("".join(word["text"] for word in words if word["top"] > FOOT))
        assert squeezed(made.result.stamp.figures) in foot
        assert squeezed(made.result.stamp.made) in foot
        corner = "".join(word["text"] for word in words if word["top"] > FOOT and word["x0"] > CORNER)
        assert re.fullmatch(rf"\D+{number}\D+{count}", corner)


def test_a_table_that_goes_on_has_its_head_on_the_next_sheet_too() -> None:
    made = report("en")
    assert any(squeezed("LineWhat it isAmountHow") in squeezed(_top(words)) for words in made.words[1:])


def _top(words: list[dict[str, Any]]) -> str:
    first = min(word["top"] for word in words)
    return "".join(word["text"] for word in words if word["top"] < first + 6)


@LANGUAGES
def test_no_birth_date_no_address_and_nothing_to_press(language: str) -> None:
    made = report(language)
    text = made.text
    assert LONG_NAME in text
    for born in (date(2019, 5, 4), date(2015, 3, 1)):
        for written in (f"{born:%Y-%m-%d}", f"{born:%B} {born.day}, {born.year}", f"{born:%m/%d/%Y}"):
            assert written not in text
    assert "@" not in text
    soup = BeautifulSoup(made.html, "html.parser")
    for button in soup.select("button, input"):
        assert squeezed(button.get_text()) not in made.letters
    assert not soup.select("form, a[href^='/']")


def test_names_cannot_make_it_fetch_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if a name came through as markup: what the report may read is a list of three files."""
    asked: list[str] = []
    evil = (
        '<html lang="en"><title>x</title><link rel="stylesheet" href="https://evil.example/a.css">'
        '<img alt="x" src="file:///etc/passwd"><img alt="x" src="https://evil.example/b.png">'
        '<img alt="x" src="css/../../manage.py"><p style="background:url(http://127.0.0.1/c)">Mia</p></html>'
    )
    monkeypatch.setattr("urllib.request.OpenerDirector.open", lambda _self, url, *_a, **_k: asked.append(str(url)))
    monkeypatch.setattr("socket.socket.connect", lambda _self, address: asked.append(str(address)))
    read: list[str] = []

    def watched(name: str) -> Any:
        read.append(name)
        return static_file(name)

    monkeypatch.setattr("interview.result.take_away.report.static_file", watched)
    assert report_pdf(evil).startswith(b"%PDF-")
    assert asked == []
    assert set(read) <= set(FILES)


def test_charts_are_drawn_in_the_colours_of_the_page_on_paper() -> None:
    styles = chart_styles(frozenset({"chart", "c-paid", "t-b"}))
    assert ".c-paid { fill: #0d7a66 }" in " ".join(styles.replace(";", "").split())
    assert ".chart .t-b" in styles
    assert "var(" not in styles
    assert "c-tax" not in styles
    assert "--pine: #0d5c50" in tokens()
    assert "--ink: #000" in tokens()
