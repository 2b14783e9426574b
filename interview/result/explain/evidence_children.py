"""The papers that prove what a family claims for its children: who they are, where they lived, and their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from interview.engine import Child
from interview.result.explain.case import Case
from interview.result.explain.evidence_words import Claim, for_three_years
from interview.result.explain.words import in_a_row, say

BY_MARRIAGE = ("stepchild", "stepsibling")
OWN = ("child",)


class Claimed(NamedTuple):
    """A child or other dependent who brings a credit."""

    name: str
    child: Child


def claims_of_the_children(case: Case) -> Iterator[Claim]:
    """One claim for each thing to prove; a paper names its children where they need different ones."""
    pairs = zip(case.names, case.household.children, case.assessment.children, strict=True)
    claimed = [
        Claimed(name, child) for name, child, found in pairs if found.credit in ("child_tax_credit", "other_dependents")
    ]
    if not claimed:
        return
    form = "Form 14815-A" if case.parameters.american_rescue_plan is not None else "Form 14815"
    yield Claim(
        "citizenship",
        say(_("US citizen, national or resident in {year}"), year=case.year),
        say(_("It has to be true for {year}, not only today."), year=case.year),
        _papers(case, claimed, _status_paper),
        for_three_years(),
        f"IRC 24(c)(2), 152(b)(3); {form}",
    )
    yield Claim(
        "number",
        _("Tax numbers in time"),
        _in_time(case),
        (*_papers(case, claimed, _number_paper), *_own_number(case)),
        for_three_years(),
        f"IRC 24(e), 24(h)(7); {form}",
    )
    at_home = [one for one in claimed if one.child.custody != "released_to_you" and one.child.relationship != "other"]
    if at_home:
        yield Claim(
            "home",
            say(_("Lived with you for more than half of {year}"), year=case.year),
            _("Your home may be in any country, but you have to show that the child lived there."),
            (
                _("Letters of the school, day care or doctor with the child’s name, your address and the dates."),
                _("A letter of the landlord, a lease or an official record of who lives at your address."),
            ),
            for_three_years(),
            f"IRC 152(c)(1)(B); {form}",
        )
    yield Claim(
        "relationship",
        _("Your link to each child"),
        _("The papers have to lead from you to the child without a gap."),
        _papers(case, claimed, _link_paper),
        for_three_years(),
        f"IRC 152(c)(2); {form}",
    )
    released = [one for one in claimed if one.child.custody == "released_to_you"]
    if released:
        yield Claim(
            "release",
            _("The claim that the other parent gave you"),
            _("Without the signed form the child counts for the other parent."),
            (
                _("Form 8332, signed by the other parent. It goes with the return."),
                _("The divorce or separation papers."),
            ),
            _("Keep them for at least three years after the last year that the form covers."),
            "IRC 152(e)(2); Form 8332",
        )


def _papers(case: Case, claimed: Iterable[Claimed], paper_of: Callable[[Case, Child], str]) -> tuple[str, ...]:
    """Each paper once. Children are named where not all of them need the same one, and are known by name."""
    needed: dict[str, list[str]] = {}
    for one in claimed:
        needed.setdefault(paper_of(case, one.child), []).append(one.name)
    if len(needed) == 1 or case.rough:
        return tuple(needed)
    return tuple(say(_("For {names}: {paper}"), names=in_a_row(names), paper=paper) for paper, names in needed.items())


def _status_paper(case: Case, child: Child) -> str:
    if child.us_status == "citizen":
        if case.household.residence.place == "abroad":
            return _(
                "US passport, and the papers of the birth: Consular Report of Birth Abroad, or US birth certificate."
            )
        return _("US birth certificate or US passport.")
    if child.us_status == "national":
        return _("The US passport that says that they are a US national.")
    return _("Green card, or records of the days that they spent in the US.")


def _number_paper(case: Case, child: Child) -> str:
    kind, issued = child.taxpayer_id.kind, child.taxpayer_id.issued_on
    if kind in ("itin", "atin"):
        return _("The IRS letter that assigned the number.")
    if kind == "none":
        return _("Birth and death certificates or hospital records, in place of a number.")
    if issued is not None:
        return _("Social Security card, and the letter that came with it or another paper that shows the date.")
    return _("Social Security card.")


def _in_time(case: Case) -> str:
    """A Social Security number has to be there before the due date, every other number on it: IRC 24(e), 24(h)(7)."""
    if case.parameters.child_tax_credit.child_needs_ssn:
        text = _("A Social Security number counts only if it was issued before {day:day}, when your return is due.")
    else:
        text = _("A number counts only if it was issued by {day:day}, when your return is due.")
    said = say(text, day=case.filing_day)
    if case.had_more_time or case.has_filed or case.today > case.filing_day:
        return said
    return " ".join((said, _("More time to file (Form 4868) moves that day.")))


def _own_number(case: Case) -> Iterator[str]:
    """From 2025 the credit also depends on the number of a parent."""
    if case.parameters.child_tax_credit.filer_needs_ssn:
        yield _("The Social Security card of a parent on the return.")


def _link_paper(case: Case, child: Child) -> str:
    kind = child.relationship
    if kind in OWN:
        return (
            _("Birth certificate that names one of you as a parent.")
            if case.household.joint
            else _("Birth certificate that names you as a parent.")
        )
    if kind == "adopted_child":
        return _("Adoption papers, or papers that place the child with you.")
    if kind == "foster_child":
        return _("Papers of the agency or court that placed the child with you.")
    if kind in BY_MARRIAGE:
        return _("The child’s birth certificate, and the marriage certificate that links you.")
    if kind == "other":
        return _("Papers that show that they lived with you or are related to you, and what you paid for them.")
    return _("Birth certificates of everyone between you and the child.")
