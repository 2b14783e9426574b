"""What a browser sends of the form on a page."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag

Fields = dict[str, str]


def soup_of(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def text_of(answer: Any) -> str:
    """What the page says, in one line."""
    content = soup_of(answer).select_one("#content")
    assert content is not None
    return " ".join(content.get_text(" ").split())


def all_ticked(answer: Any) -> Fields:
    """The fields of the page's form as they stand, with every box ticked that begins with "tick"."""
    form = soup_of(answer).select_one("#content-main form[method=post]")
    assert form is not None
    fields = {str(tag["name"]): _value(tag) for tag in form.select("input[name], textarea[name]") if _is_sent(tag)}
    fields.pop("csrfmiddlewaretoken")
    return fields


def _is_sent(tag: Tag) -> bool:
    return tag.get("type") != "checkbox" or tag.has_attr("checked") or str(tag["name"]).startswith("tick")


def _value(tag: Tag) -> str:
    if tag.name == "textarea":
        return tag.get_text()
    return str(tag.get("value", "on" if tag.get("type") == "checkbox" else ""))
