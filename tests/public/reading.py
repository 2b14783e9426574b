"""Public pages as a reader has them: their figures by name."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse


def page_of(client: Client, name: str, **asked: Any) -> BeautifulSoup:
    """A page whose question was understood."""
    answer = client.get(reverse(name), asked)
    assert answer.status_code == 200, words(BeautifulSoup(answer.content, "html.parser").select_one(".errors"))
    return BeautifulSoup(answer.content, "html.parser")


def words(part: Any) -> str:
    return " ".join(part.get_text(" ").split()) if part is not None else ""


def dollars(text: str) -> int:
    """-820 from -$820."""
    return int(text.replace("$", "").replace(",", ""))


def slip(page: BeautifulSoup) -> dict[str, int]:
    """Paid back, off the tax, lost."""
    names = ("back", "used", "lost")
    return dict(zip(names, [dollars(words(found)) for found in page.select(".slip dd")], strict=True))


def both_ways(page: BeautifulSoup, label: str) -> tuple[int, int]:
    """One row of the comparison: without Form 2555, with it."""
    (row,) = [row for row in page.select(".compare tbody tr") if words(row.select_one("th")) == label]
    without, excluding = (dollars(words(cell)) for cell in row.select("td"))
    return without, excluding
