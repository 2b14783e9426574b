"""What the claims of the checklist share: how long to keep papers, and what people call them in their country."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that the family claims: why it may be asked about, what proves it, and how long to keep the papers."""

    code: str
    title: str
    why: str
    papers: tuple[str, ...]
    keep: str
    source: str


def for_three_years() -> str:
    """IRC 6501(a), 6511(a): as long as the IRS may ask and the family may claim."""
    return _("Keep them for at least three years after you file.")


def while_the_choice_lasts() -> str:
    """For choices that hold until they are ended."""
    return _("Keep them for as long as the choice holds, and three years more.")


YEARLY_STATEMENTS = {
    "AT": "Lohnzettel L16",
    "BE": "Fiche 281.10",
    "CA": "T4",
    "CH": "Lohnausweis, certificat de salaire",
    "DE": "Lohnsteuerbescheinigung",
    "ES": "Certificado de retenciones",
    "GB": "P60",
    "IE": "Employment Detail Summary",
    "IL": "Form 106",
    "IN": "Form 16",
    "IT": "Certificazione Unica",
    "JP": "Gensen choshu hyo",
    "NL": "Jaaropgaaf",
    "PH": "BIR Form 2316",
}
"""What the employer's statement of a year is called, by country. These names are the same in every language of ours."""
TAX_NOTICES = {
    "AT": "Einkommensteuerbescheid",
    "AU": "Notice of assessment",
    "CA": "Notice of Assessment",
    "CH": "Veranlagungsverfügung, avis de taxation",
    "DE": "Einkommensteuerbescheid",
    "FR": "Avis d’impôt",
    "GB": "SA302",
    "NL": "Aanslag inkomstenbelasting",
    "NO": "Skatteoppgjør",
    "SE": "Slutskattebesked",
}
"""What the final notice of a year's income tax is called, by country."""


def local_yearly_statement(country: str | None) -> str:
    """What people call the yearly pay statement in their country; empty where we do not know."""
    return YEARLY_STATEMENTS.get(country or "", "")


def local_tax_notice(country: str | None) -> str:
    """What people call the tax notice in their country; empty where we do not know."""
    return TAX_NOTICES.get(country or "", "")
