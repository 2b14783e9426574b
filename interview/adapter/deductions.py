"""Answers about deductions, other credits and tax paid already into the household document."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.dollars import Exchange, whole
from interview.adapter.status import CONTRACT_NAME, filing_status
from interview.engine import Parameters
from interview.steps import Saved
from interview.steps.conditions import SPOUSE, YOU, adults, children
from interview.steps.deductions import adds_more
from interview.steps.filing_status import likely_status

CODE = {YOU: "filer", SPOUSE: "spouse"}


def is_blind(person: Saved) -> bool:
    """Legally blind at the end of the year."""
    return adds_more(person) and person.says("deduction_blind", "blind", CODE[person.key])


def deductions_document(
    saved: Saved, exchange: Exchange, notebook: Notebook, *, of_both: bool = False
) -> dict[str, Any]:
    """`adjustments`, deductions, credits and payments. Itemized deductions of 0 mean the standard deduction.

    Families that compare are asked once; `of_both` says that this is their return of one's own.
    """
    _note_on_spouse(saved, notebook)
    if not adds_more(saved):
        notebook.note(_("We used the standard deduction, with no adjustments or other deductions."), _page(saved))
        notebook.note(
            _("We took it that you have no other credits, such as for child care or education."), _page(saved)
        )
        notebook.note(_("We took it that no US tax was withheld or paid during the year."), _page(saved))
        return {}
    if of_both:
        notebook.note(
            _("We asked once for deductions, other credits and US tax paid. Your own return counts all of them."),
            "deductions",
        )

    def dollars(page: str) -> int:
        return whole(exchange.dollars(saved.get(page, "amount")))

    return {
        "adjustments": dollars("deduction_adjustments"),
        "itemized_deductions": dollars("deduction_itemized"),
        "other_deductions": dollars("deduction_other"),
        "credits": {"other": dollars("other_credits")},
        "payments": {"income_tax_withheld": dollars("tax_paid")},
    }


def _page(saved: Saved) -> str | None:
    """Where a family with children can say otherwise; the others have no credit that it could change."""
    return "deductions" if "deductions" in saved.answers else None


def _note_on_spouse(saved: Saved, notebook: Notebook) -> None:
    """The contract cannot say that there is no standard deduction, so the result says that it was not used."""
    itemizes = saved.get("deduction_spouse", "itemizes")
    if itemizes in ("yes", "not_sure"):
        notebook.note(
            _("If your spouse lists deductions, you cannot take the standard deduction. This result still uses it.")
            if itemizes == "yes"
            else _(
                "You were not sure if your spouse lists deductions. If so, you cannot take the standard deduction. "
                "This result still uses it."
            ),
            "deduction_spouse",
        )


def usual_standard_deduction(saved: Saved, parameters: Parameters) -> int:
    """The standard deduction by status, age and eyesight, as far as the answers so far say."""
    status = _status_so_far(saved)
    figures = parameters.deductions
    boxes = sum(
        int(person.own_says("papers", "age_band", "65p")) + int(is_blind(person))
        for person in map(saved.about, adults(saved))
    )
    return figures.standard[status] + boxes * figures.additional[status]


def _status_so_far(saved: Saved) -> str:
    """The status that the result will use, or the likely one while a child's home is not known."""
    if all(saved.about(key).own("child_home", "lived") for key in children(saved)):
        return filing_status(saved, Notebook())
    return CONTRACT_NAME[likely_status(saved)]
