"""Ready texts of requests, in the family's language: those of the program, and those that an office wrote itself."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from interview.firms.file_models import ClientFile
from interview.firms.request_models import RequestTemplate, in_language
from interview.steps import Page
from interview.steps.wording import child_name

NAME = "{name}"
"""What stands for the child's name in a text, also in those that an office writes."""

BY_STEP: dict[str, Promise] = {
    "home_country": gettext_lazy("Please check the country in which you lived for most of the year."),
    "marital": gettext_lazy("Please tell us whether you were married on December 31 of that year."),
    "spouse_us": gettext_lazy("Please tell us whether your spouse has a US passport or a green card."),
    "joint": gettext_lazy("Please tell us whether you file one return together with your spouse."),
    "paid_home": gettext_lazy("Please tell us whether you paid for more than half of your home."),
    "papers": gettext_lazy("Please check which number you have for US tax. Tell us its kind only, never the number."),
    "tax_id": gettext_lazy("Please check which number you have for US tax. Tell us its kind only, never the number."),
    "id_window": gettext_lazy("Please check when your number was issued. The date is in the letter that came with it."),
    "child_basics": gettext_lazy("Please check the birth date of {name}, and how {name} is related to you."),
    "child_home": gettext_lazy("Please tell us whether {name} lived with you for more than half of the year."),
    "child_nights": gettext_lazy("Please count the nights that {name} slept at your home in that year."),
    "child_papers": gettext_lazy("Please check which US papers {name} has."),
    "child_status": gettext_lazy("Please check whether {name} is a US citizen, for example by birth or through you."),
    "child_id": gettext_lazy("Please check which US number {name} has. Tell us its kind only, never the number."),
    "child_applied": gettext_lazy("Please tell us when you asked for the number of {name}."),
    "child_issued": gettext_lazy("Please check when the number of {name} was issued. The letter with it says so."),
    "children_issued": gettext_lazy("Please check when the children's numbers were issued. The letters say so."),
    "child_release": gettext_lazy("Please tell us who may claim {name}, and whether you signed Form 8332."),
    "income": gettext_lazy("Please check this amount. Your pay slip or tax statement for the whole year shows it."),
    "income_kinds": gettext_lazy("Please tick every kind of income that you had in that year, also small ones."),
    "exclusion_plan": gettext_lazy("Please tell us whether you used Form 2555 on your return for that year."),
    "exclusion_prior": gettext_lazy("Please tell us whether you used Form 2555 in an earlier year."),
    "foreign_tax": gettext_lazy("Please tell us whether you paid income tax in the country where you live."),
    "foreign_tax_amount": gettext_lazy("Please check the tax that you paid abroad. Your tax notice shows it."),
    "paid_early": gettext_lazy("Please check what the IRS sent you early. Its Letter 6419 shows the amount."),
    "history": gettext_lazy("Please tell us whether you have filed a return for that year, or ever lost a credit."),
    "tax_paid": gettext_lazy("Please check how much US income tax was taken from your pay."),
}
OPEN_ANSWER = gettext_lazy("Please answer this question. We need it for your result.")
TO_CHECK = gettext_lazy("Please check this answer. Save it again if it is right.")

DOCUMENTS: dict[str, tuple[Promise, Promise]] = {
    "wages": (
        gettext_lazy("Pay or tax statement for the year"),
        gettext_lazy("Please send us the statement of your pay for the whole year."),
    ),
    "foreign_tax": (
        gettext_lazy("Tax notice from abroad"),
        gettext_lazy("Please send us the notice that shows the income tax you paid abroad."),
    ),
    "return": (
        gettext_lazy("Copy of the US return"),
        gettext_lazy("Please send us a copy of the US return that you filed for that year."),
    ),
    "births": (
        gettext_lazy("Birth certificates of the children"),
        gettext_lazy("Please send us copies of the children's birth certificates."),
    ),
    "irs_letter": (
        gettext_lazy("Letter from the IRS"),
        gettext_lazy("Please send us the letter that you got from the IRS."),
    ),
}
"""By code: the name of the document, and the text that asks for it."""


def ready_text(file: ClientFile, page: Page) -> str:
    """What a request about a screen says unless somebody writes another text. The file's draft has to be loaded."""
    return ready_texts(file, [page])[page.address]


def ready_texts(file: ClientFile, pages: list[Page]) -> dict[str, str]:
    """The ready texts of some screens, by their addresses. One query, for the office's own texts."""
    language = file.draft.language
    own = {template.step: template.texts for template in templates_for_screens(file.office_id)}
    return {page.address: _text(page, language, own.get(page.step.name, {})) for page in pages}


def _text(page: Page, language: str, own: Mapping[str, str]) -> str:
    is_answered = page.answered(page.saved.answers.get(page.address))
    with translation.override(language):
        usual = BY_STEP.get(page.step.name, TO_CHECK if is_answered else OPEN_ANSWER)
        return (own.get(language) or str(usual)).replace(NAME, child_name(page.saved))


def templates_for_screens(office: int) -> list[RequestTemplate]:
    """The texts of an office that belong to a screen."""
    return list(RequestTemplate.objects.filter(office=office).exclude(step=""))


def ready_documents(file: ClientFile) -> list[tuple[str, str]]:
    """The documents that an office asks for, each with its text, in the family's language: its own ones first."""
    language = file.draft.language
    own = RequestTemplate.objects.filter(office=file.office_id, step="")
    found = [(in_language(language, one.documents), in_language(language, one.texts)) for one in own]
    with translation.override(language):
        return found + [(str(name), str(text)) for name, text in DOCUMENTS.values()]
