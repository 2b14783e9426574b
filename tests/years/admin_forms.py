"""What a browser would send from a page of the yearly figures."""

from __future__ import annotations

from bs4 import BeautifulSoup
from django.test import Client

from interview.years.models import ParameterRevision
from tests.years.addresses import page

CAP = "figures.child_tax_credit.refund_cap_per_child"
Fields = dict[str, str]


def fields_on(html: bytes) -> Fields:
    """What a browser would send if nothing was touched."""
    soup = BeautifulSoup(html, "html.parser")
    inputs = soup.select("#content-main input[name]:not([type=checkbox]:not([checked]))")
    fields = {tag["name"]: tag.get("value", "") for tag in inputs}
    fields |= {tag["name"]: tag.get_text() for tag in soup.select("#content-main textarea[name]")}
    for select in soup.select("#content-main select[name]"):
        chosen = select.select_one("option[selected]")
        fields[select["name"]] = chosen["value"] if chosen else ""
    return {str(name): str(value) for name, value in fields.items() if name != "csrfmiddlewaretoken"}


def opened(client: Client, draft: ParameterRevision, section: str) -> Fields:
    return fields_on(client.get(page("section", draft, section)).content)
