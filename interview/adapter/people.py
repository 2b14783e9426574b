"""Answers about the filer and the spouse into the contract's `filer` and `spouse`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.deductions import is_blind
from interview.adapter.dollars import Exchange
from interview.adapter.exclusion import exclusion_document
from interview.adapter.numbers_issued import issued_on
from interview.adapter.pay import Pay
from interview.steps import Saved
from interview.steps.conditions import SPOUSE, YOU, rows_of, spouse_is_nonresident
from interview.steps.wording import Dates

# An age inside each band; only the law's limits of 25 and 65 years can tell it from another.
AGE = {"u19": 18, "19_23": 21, "24_64": 40, "65p": 70}
US_STATUS = {"citizen": "citizen", "green_card": "resident_alien", "days": "resident_alien"}
ID_KIND = {"ssn_work": "ssn", "ssn_work_late": "ssn", "ssn_no_work": "ssn_not_for_work", "itin": "itin"}


def person_document(person: Saved, pay: Pay, exchange: Exchange, dates: Dates, notebook: Notebook) -> dict[str, Any]:
    """One adult on the return; `person.key` says which."""
    return {
        "birth_date": f"{person.tax_year - AGE[person.own('papers', 'age_band')]}-01-01",
        "us_status": _us_status(person, notebook),
        "taxpayer_id": _taxpayer_id(person, dates, notebook),
        "claimed_as_dependent": _claimed_as_dependent(person, notebook),
        "blind": is_blind(person),
        "self_employment_tax_exempt": _self_employment_tax_exempt(person, notebook),
        "exclusion": exclusion_document(person, exchange, notebook),
        **pay.of(person.key),
    }


def _us_status(person: Saved, notebook: Notebook) -> str:
    if person.key == SPOUSE:
        return _spouse_us_status(person, notebook)
    if person.own_says("papers", "papers", "citizen_ssn"):
        return "citizen"
    status = person.own("us_status", "status")
    if status == "not_sure":
        notebook.note(
            _("You were not sure what you were for US tax. We took it that you were a US tax resident."),
            "us_status-you",
        )
    return US_STATUS.get(status, "resident_alien")


def _spouse_us_status(person: Saved, notebook: Notebook) -> str:
    """A nonresident spouse on a joint return is treated as a resident: that is what the choice says."""
    if spouse_is_nonresident(person):
        notebook.note(
            _("Your spouse is treated as a US resident. The US counts your spouse's income from every country."),
            "joint_nonresident",
        )
        return "resident_alien"
    citizen = person.says("spouse_us", "status", "citizen") or person.says("spouse_signs", "signs", "passport")
    return "citizen" if citizen else "resident_alien"


def _taxpayer_id(person: Saved, dates: Dates, notebook: Notebook) -> dict[str, Any]:
    yours = person.key == YOU
    if not person.own_says("papers", "papers", "other"):
        notebook.note(
            _("We took it that your Social Security number was issued before the return was due.")
            if yours
            else _("We took it that your spouse's Social Security number was issued before the return was due."),
            f"papers-{person.key}",
        )
        return {"kind": "ssn"}
    kind = person.own("tax_id", "kind")
    window = person.own("id_window", "window")
    if kind == "not_sure":
        notebook.note(
            _("You were not sure which tax number you have. We took it as none.")
            if yours
            else _("You were not sure which tax number your spouse has. We took it as none."),
            f"tax_id-{person.key}",
        )
    if window == "not_sure":
        notebook.note(
            _("You were not sure when your number was issued. We took it as too late.")
            if yours
            else _("You were not sure when your spouse's number was issued. We took it as too late."),
            f"id_window-{person.key}",
        )
    issued = issued_on(person, window, dates)
    return {"kind": _id_kind(person, kind, notebook), "issued_on": issued.isoformat() if issued else None}


def _id_kind(person: Saved, kind: str, notebook: Notebook) -> str:
    if kind != "ssn_dhs":
        return ID_KIND.get(kind, "none")
    if person.own_says("work_approval", "in_force", "not_sure"):
        notebook.note(_("We took it that the work approval had ended."), f"work_approval-{person.key}")
    return "ssn" if person.own_says("work_approval", "in_force", "yes") else "ssn_not_for_work"


def _claimed_as_dependent(person: Saved, notebook: Notebook) -> bool:
    said = person.own("claimed", "can_be_claimed")
    if said is None and person.key == YOU:
        notebook.note(_("We took it that nobody else can claim you on a US tax return."), "papers-you")
    if said == "not_sure":
        notebook.note(
            _("You were not sure if someone can claim you. We took it that they can.")
            if person.key == YOU
            else _("You were not sure if someone can claim your spouse. We took it that they can."),
            f"claimed-{person.key}",
        )
    return said in ("yes", "not_sure")


def _self_employment_tax_exempt(person: Saved, notebook: Notebook) -> bool:
    """A certificate of coverage under an agreement with another country."""
    for row in rows_of(person, person.key):
        if row.own_says("income_social_security", "system", "not_sure"):
            notebook.note(
                _("We took it that US Social Security tax is due on the business profit."),
                f"income_social_security-{row.key}",
            )
    return any(row.own_says("income_social_security", "system", "certificate") for row in rows_of(person, person.key))
