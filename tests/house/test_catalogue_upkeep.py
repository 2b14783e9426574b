"""How texts are collected, and what happens to a translation whose English changes."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.template import Engine
from django.test import override_settings

from interview.management import catalogue as room
from interview.management.catalogue import (
    FOLDER,
    Language,
    as_compiled,
    as_texts,
    brought_up_to_date,
    faults,
    languages,
    stored,
)
from interview.management.catalogue_texts import Message, of_python, of_template, of_templates

MARKED_IN_PYTHON = '''
"""Not this."""
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
ONE = _("One text")
LONG = _("A text in "
         "two pieces")
MANY = ngettext("{count} child", "{count} children", 2)
MAY = pgettext("month", "May")
NOT = "Not marked"
'''
MARKED_IN_A_TEMPLATE = """
{% load i18n %}{% translate "Plain" %}{% translate "100% sure" context "c" %}
{% if a == _("in an if") %}{{ b|default:_("in a filter") }}{% else %}{% translate 'in an else' %}{% endif %}
{% for x in y %}{% blocktranslate with n=x trimmed %}
  Two
  {{ n }} lines{% endblocktranslate %}{% empty %}{% include "400.html" with z=_("in an include") %}{% endfor %}
{% blocktranslate count n=y|length %}{{ n }} child{% plural %}{{ n }} children{% endblocktranslate %}
{# {% translate "in a comment" %} #}Not marked
"""


def catalogue_of(*pairs: tuple[str, str]) -> Catalog:
    old = Catalog(locale="es")
    for text, translation in pairs:
        old.add(text, translation)
    return old


def string_of(catalogue: Catalog, text: str) -> str:
    entry = catalogue.get(text)
    assert entry is not None
    return str(entry.string or "")


def test_python_marks_texts_with_plurals_and_contexts(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "x.py").write_text(MARKED_IN_PYTHON)
    assert list(of_python(tmp_path, "room")) == [
        Message("One text", file="room/x.py"),
        Message("A text in two pieces", file="room/x.py"),
        Message("{count} child", "{count} children", file="room/x.py"),
        Message("May", context="month", file="room/x.py"),
    ]


def test_templates_mark_texts_in_tags_filters_and_blocks() -> None:
    assert set(of_template(MARKED_IN_A_TEMPLATE, Engine.get_default())) == {
        Message("Plain"),
        Message("100%% sure", context="c"),
        Message("in an if"),
        Message("in a filter"),
        Message("in an else"),
        Message("Two %(n)s lines"),
        Message("in an include"),
        Message("%(n)s child", "%(n)s children"),
    }


def test_every_template_is_read() -> None:
    folder = FOLDER.parents[1] / "templates"
    files = {message.file for message in of_templates(folder, folder.parent)}
    assert {"templates/home.html", "templates/interview/parts/actions.html", "templates/500.html"} <= files


def test_a_translation_stays_with_its_text() -> None:
    old = catalogue_of(("Yes", "Sí"), ("No", "No"))
    new = brought_up_to_date(old, [Message("Yes"), Message("Maybe")])
    assert string_of(new, "Yes") == "Sí"
    assert string_of(new, "Maybe") == ""
    assert "No" not in new
    assert list(faults(new)) == ["not translated: 'Maybe'"]


def test_changed_english_keeps_its_translation_to_check_and_does_not_show_it() -> None:
    old = catalogue_of(("Choose the year of your return", "Elige el año de tu declaración"))
    new = brought_up_to_date(old, [Message("Choose the tax year of your return")])
    assert list(faults(new)) == ["to check, its English has changed: 'Choose the tax year of your return'"]
    assert b'#| msgid "Choose the year of your return"' in as_texts(new)
    assert b"Elige" not in as_compiled(new)


def test_what_is_to_check_stays_so_until_a_translator_takes_the_mark_away() -> None:
    old = catalogue_of(("Choose the year of your return", "Elige el año de tu declaración"))
    messages = [Message("Choose the tax year of your return")]
    again = read_po(BytesIO(as_texts(brought_up_to_date(old, messages))), locale="es")
    assert len(list(faults(brought_up_to_date(again, messages)))) == 1


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("{name} counts", "cuenta"),
        ("{name} counts", "{nombre} cuenta"),
        ("You get {amount:$}", "Recibes {amount}"),
        ("%(year)s", "%(año)s"),
        ("<b>{name}</b>", "{name}"),
        ("Up to&nbsp;five", "Hasta cinco"),
    ],
)
def test_placeholders_and_tags_must_be_those_of_the_english(english: str, spanish: str) -> None:
    (fault,) = faults(catalogue_of((english, spanish)))
    assert fault == f"other placeholders or tags than in English: {english!r}"


def test_only_the_form_for_one_may_leave_out_the_number() -> None:
    texts = ("One answer of {name}", "{count} answers of {name}")

    def found(*translations: str) -> list[str]:
        catalogue = Catalog(locale="es")
        catalogue.add(texts, translations)
        return [fault.partition(":")[0] for fault in faults(catalogue)]

    assert found("Una respuesta de {name}", "{count} respuestas de {name}") == []
    assert found("{count} respuesta de {name}", "{count} respuestas de {name}") == []
    assert found("Una respuesta", "{count} respuestas de {name}") == ["a placeholder is missing in the form for one"]
    assert found("Una de {x} {name}", "{count} de {name}") == ["a placeholder that its English has not"]
    assert found("Una de {name}", "Varias de {name}") == ["other placeholders or tags than in English"]
    assert found("Una de {name}", "") == ["not translated"]


def test_the_same_catalogue_is_the_same_bytes() -> None:
    messages = [Message("Yes", file="a.py"), Message("{n} x", "{n} xs", file="b.py")]
    first = brought_up_to_date(catalogue_of(("Yes", "Sí")), messages)
    again = brought_up_to_date(read_po(BytesIO(as_texts(first)), locale="es"), messages)
    assert (as_texts(first), as_compiled(first)) == (as_texts(again), as_compiled(again))
    assert "Sí".encode() in as_compiled(first)


def test_what_is_not_translated_yet_is_not_compiled_as_an_empty_text() -> None:
    compiled = as_compiled(brought_up_to_date(catalogue_of(), [Message("{n} x", "{n} xs"), Message("Yes")]))
    assert b"{n} x" not in compiled


def test_the_command_makes_the_catalogue_of_a_new_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(room, "all_messages", lambda: [Message("Yes", file="a.py")])
    monkeypatch.setattr(Language.__init__, "__defaults__", (tmp_path,))
    with override_settings(LANGUAGES=[("en", "English"), ("pt", "Português")]):
        call_command("catalogue")
        assert "pt: 1 texts, 1 of them want a translator" in capsys.readouterr().out
        assert stored(languages()[0]).get("Yes") is not None
