"""What a result says: its figures, the code of its headline, its levers, and every text in the order of the page."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from interview.drafts.models import Draft
from interview.drafts.results import Unfinished, assess
from interview.result.explain import ResultPage
from tests.golden.families import Golden
from tests.interview.browsing import draft_of

AMOUNTS = (
    "agi",
    "earned_income",
    "tax_before_credits",
    "foreign_tax_credit",
    "nonrefundable_credit",
    "additional_child_tax_credit",
    "refundable_child_tax_credit",
    "total_tax",
    "balance",
)
TEXTS = ["h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "figcaption", "th", "td", "summary"]
# Lines of forms are held by the engine's own tests; the stamp names the digest of all figures.
LEFT_OUT = "table.lines, svg, form, script, .no-print, .stamp, .vh, [id^=lines], .extra"


def of_family(golden: Golden, languages: list[str]) -> dict[str, Any]:
    """Everything that is held about one family, as the plain objects of JSON. The clock stands at the family's day."""
    client = Client()
    draft = draft_of(client, dict(golden.answers))
    pages = {language: page_in(client, draft, language) for language in languages}
    return figures(draft, pages["en"]) | {language: texts(page) for language, page in pages.items()}


def page_in(client: Client, draft: Draft, language: str) -> Any:
    """The result's page, or the page that it leads to where there is no result."""
    with override(language):
        address = reverse("result:show", args=[draft.public_id])
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return response


def figures(draft: Draft, page: Any) -> dict[str, Any]:
    """The amounts of each way to file, the headline's code and the levers with what they are worth."""
    try:
        assessment = assess(draft, with_outlook=False).assessment
    except Unfinished as unfinished:
        return {"stops_at": unfinished.page}
    result: ResultPage = page.context["result"]
    return {
        "headline": result.headline.outcome,
        "best": assessment.best,
        "amounts": {
            way.key: {name: getattr(way, name) for name in AMOUNTS} for way in assessment.scenarios if way.allowed
        },
        "levers": [
            [view.lever.code, view.lever.worth, str(view.lever.by or "")]
            for view in (result.levers.shown + result.levers.more if result.levers else ())
        ],
    }


def texts(page: Any) -> list[str]:
    """What the page says, one text a line: each text of the page once, without the lines of the forms."""
    main = BeautifulSoup(page.content, "html.parser").select_one("main")
    assert main is not None
    for left_out in main.select(LEFT_OUT):
        left_out.decompose()
    return [text for one in main.find_all(TEXTS) if (text := own_text(one))]


def own_text(tag: Tag) -> str:
    """The words of a tag, unless a smaller tag inside it says them itself."""
    if tag.find(TEXTS) is not None:
        inner = "".join(str(part) for part in tag.children if isinstance(part, str))
        return " ".join(inner.split())
    return " ".join(tag.get_text(" ", strip=True).split())
