"""The result as a tagged PDF (PDF/UA-1), printed from the same templates as the page by WeasyPrint.

WeasyPrint takes a second to import and needs Pango on the machine. So it is imported when the first report is asked
for, and a machine without Pango runs everything else.
"""

from __future__ import annotations

import atexit
import gc
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any
from xml.etree.ElementTree import Element

from django.conf import settings
from django.template.loader import render_to_string

from interview.result.explain import ResultPage
from interview.result.take_away.report_styles import chart_styles, samples, tokens

BASE = "https://report.invalid/"
"""Where the report seems to lie, so that addresses in its stylesheet have a base. Nothing is ever asked for there."""
FILES = ("css/report.css", "fonts/figtree-latin-wght-normal.woff2", "fonts/bitter-latin-600-normal.woff2")
"""All that a report may read, below static/."""
HALF, WIDE = 430, 960
"""How many pixels of a screen a drawing is wide that takes half of a sheet, and one that takes all of it."""
HOUR = 3_600
_ONE_AT_A_TIME = Lock()
"""Pango's fonts are not made for threads, and a second report would only wait for the same processor."""
_ICON = re.compile(r'<svg class="icon[^>]*>.*?</svg>\s*')
_BETWEEN_TAGS = re.compile(r">\s+<")
_SVG = "{http://www.w3.org/2000/svg}"
_HTML = "{http://www.w3.org/1999/xhtml}"
_LISTS = (f"{_HTML}ul", f"{_HTML}ol")

logger = logging.getLogger(__name__)


class NoPdf(Exception):
    """PDFs cannot be made on this machine: WeasyPrint or a library that it needs is missing."""


def report_html(result: ResultPage, *, every_form: bool = False, is_sample: bool = False) -> str:
    """The report as HTML in the reader's language. It needs no request and holds no address of the site.

    As on paper from a browser, of all forms only Schedule 8812 is in it line by line: the others would double it. With
    `every_form` they follow, each form of the return that is shown. Sample data
    says so at the foot of each sheet.
    """
    result = replace(result, more_forms=result.more_forms if every_form else (), other_ways=())
    html = render_to_string("result/report.html", {"result": result, "report": True, "is_sample": is_sample})
    # Each letter takes its time to be read, those between two tags too. In a <pre> there are no tags.
    return _BETWEEN_TAGS.sub("> <", _ICON.sub("", html))


def report_pdf(html: str) -> bytes:
    """The PDF of a report. Raises NoPdf where it cannot be made."""
    try:
        import weasyprint  # noqa: PLC0415 - see above
    except (ImportError, OSError) as missing:
        logger.warning("No PDF can be made here: %s", missing)
        raise NoPdf from missing
    with _ONE_AT_A_TIME, _no_collecting():
        sheets, fonts, fetch = _look(int(monotonic() // HOUR))
        document = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=fetch)
        _prepare_drawings(document.etree_element)
        target = BytesIO()
        document.write_pdf(target, stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
    return target.getvalue()


@lru_cache(maxsize=1)
def _look(_hour: int) -> tuple[list[Any], Any, Any]:
    """Stylesheets, fonts and the fetcher. They are kept for an hour, for the fonts lie in a folder of the system that
    it may clear.
    """
    import weasyprint  # noqa: PLC0415 - see above
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fetch = only_our_files(weasyprint.urls.URLFetcher, weasyprint.urls.URLFetcherResponse)
    fonts = FontConfiguration()
    sheets = [
        weasyprint.CSS(string=f"{tokens()}\n{samples()}", base_url=BASE, url_fetcher=fetch, font_config=fonts),
        weasyprint.CSS(url=f"{BASE}css/report.css", url_fetcher=fetch, font_config=fonts),
    ]
    return sheets, fonts, fetch


atexit.register(_look.cache_clear)  # the folder of the fonts goes with them


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A report is half a million objects that all live until it is done: looking for garbage meanwhile takes a sixth
    of its time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def static_file(name: str) -> Path:
    """One of our own files of the look, where it lies before anything is collected."""
    return Path(settings.BASE_DIR) / "static" / name


def only_our_files(fetcher: Any, response: Any) -> Any:
    """A fetcher for WeasyPrint, made from its own classes, that reads FILES and knows no other way to anything."""

    class OnlyOurFiles(fetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> object:
            name = url.removeprefix(BASE)
            if name not in FILES:
                raise ValueError("a report reads nothing but its own files")
            return response(url, body=static_file(name).read_bytes())

    return OnlyOurFiles()


def _prepare_drawings(root: Element) -> None:
    """Charts get the page's colours and a full text for readers; what only decorates goes.

    The styles of a page end at an <svg>. Its <title> becomes the text that is read instead of the drawing.
    """
    for parent in list(root.iter()):
        if parent.tag in _LISTS:
            for node in parent:
                node.tail = None  # in a list there are only items, no spaces between them
            parent.text = None
        for place, drawing in reversed(list(enumerate(parent))):
            if drawing.tag != f"{_SVG}svg" or parent.tag.startswith(_SVG):
                continue
            if drawing.get("aria-hidden"):
                _replace(parent, place, drawing)
                continue
            title, finding = drawing.find(f"{_SVG}title"), drawing.find(f"{_SVG}desc")
            if title is not None and finding is not None:
                title.text = f"{title.text or ''}. {finding.text or ''}"
            styles = Element(f"{_SVG}style")
            used = {name for node in drawing.iter() for name in node.get("class", "").split()}
            styles.text = chart_styles(frozenset(used))
            drawing.insert(0, styles)
            _scale(drawing)


def _scale(drawing: Element) -> None:
    """A drawing of the page, as high as its letters want it, becomes as wide as its place on the sheet."""
    width = WIDE if "chart-wide" in drawing.get("class", "").split() else HALF
    drawing.set("viewBox", f"0 0 {width} {drawing.attrib.pop('height')}")
    del drawing.attrib["width"]


def _replace(parent: Element, place: int, drawing: Element) -> None:
    """An icon beside its word goes; the sample of a colour in a key becomes a box of that colour."""
    sample = drawing.find(f"{_SVG}rect")
    box = Element(f"{_HTML}i")
    box.tail = drawing.tail
    if sample is not None and sample.get("class"):
        box.set("class", f"sample {sample.get('class')}")
    parent[place] = box
