"""Families so untidy that between them they see every screen of the interview; saved answers, for visits by address."""

from __future__ import annotations

from typing import Any

from interview.steps import QUICK_STEPS, STEPS, Answers, Route
from tests.interview.families import BERLIN, QUICK_BERLIN, family

EVERY_SCREEN = frozenset(step.name for step in (*STEPS, *QUICK_STEPS))


def child(key: str, **changes: dict[str, Any]) -> Answers:
    """The screens of one more child, with some replaced or added."""
    screens: Answers = {
        "child_basics": {"name": key.title(), "birth_date": "2016-02-11", "died": False, "relationship": "birth"},
        "child_home": {"lived": "all"},
        "child_papers": {"papers": "citizen_ssn"},
        "child_facts": {"facts": ["none"]},
        "child_issued": {"window": "by_due"},
        **changes,
    }
    return {f"{name}-{key}": answer for name, answer in screens.items()}


def euros(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "EUR"}


def dollars(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD"}


OTHER_PAPERS = {"papers": "other", "age_band": "19_23"}

MANY_CHILDREN: Answers = {
    "children": ["max", "amy", "tom", "ida", "joe"],
    **child(
        "max",
        child_home={"lived": "close"},
        child_nights={"nights": 190},
        child_facts={"facts": ["other_claim", "release_in"]},
        child_claimant={"who": "parent_same"},
        child_claimant_income={"higher": "yes"},
        child_release={"rule": "yes"},
    ),
    **child("amy", child_papers={"papers": "other"}, child_status={"status": "citizen"}, child_id={"kind": "ssn_dhs"}),
    "child_work_approval-amy": {"in_force": "yes"},
    **child(
        "tom",
        child_basics={"name": "Tom", "birth_date": "2005", "died": False, "relationship": "birth"},
        child_student={"student": "student"},
        child_facts={"facts": ["joint_return"]},
        child_joint={"refund_only": "yes"},
    ),
    **child("ida", child_papers={"papers": "other"}, child_status={"status": "citizen"}, child_id={"kind": "applied"}),
    "child_applied-ida": {"asked": "2025-11-03"},
    **child(
        "joe",
        child_basics={"name": "Joe", "birth_date": "2004", "died": False, "relationship": "birth"},
        child_student={"student": "neither"},
        child_settled={"rest": False},
    ),
    "children_list": {"others": 0},
    "children_issued": {"all_issued": "no"},
    "children_facts": {"facts": ["own_support", "other_claim", "release"]},
    "extension": {"extension": "none"},
}

MARRIED_ABROAD = family(
    marital={"marital": "widowed"},
    spouse_died={"when": "in_year"},
    spouse_us={"status": "not_sure"},
    spouse_signs={"signs": ["none"]},
    joint_nonresident={"files": "yes"},
    joint_before={"before": "no"},
    papers__you=OTHER_PAPERS,
    us_status__you={"status": "citizen"},
    tax_id__you={"kind": "ssn_dhs"},
    work_approval__you={"in_force": "yes"},
    claimed__you={"can_be_claimed": "no"},
    papers__spouse=OTHER_PAPERS,
    tax_id__spouse={"kind": "itin"},
    id_window__spouse={"window": "by_ext"},
    claimed__spouse={"can_be_claimed": "no"},
    **{name.replace("-", "__"): answer for name, answer in MANY_CHILDREN.items()},
    income_kinds__you={"kinds": ["wages", "self"]},
    income__you__wages={"amount": euros("60000"), "guess": True, "source": "both"},
    income_share__you__wages={"percent": 50},
    income__you__self={"amount": euros("8000"), "guess": False, "source": "foreign"},
    income_social_security__you__self={"system": "us"},
    income_withheld__you={"social_security": euros("0"), "medicare": euros("0")},
    income_kinds__spouse={"kinds": ["wages"]},
    income__spouse__wages={"amount": euros("30000"), "guess": False, "source": "foreign"},
    exclusion_plan={"plan": "plan_yes"},
    exclusion_who={"who": "both"},
    exclusion_all_year={"you": "no", "spouse": "no"},
    exclusion_test__you={"test": "both"},
    exclusion_residence__you={"start": "2020-01-01", "end": None, "still": True},
    exclusion_window__you={"start": "2025-01-01", "days": 340},
    exclusion_test__spouse={"test": "neither"},
    exclusion_prior={"you": "earlier", "spouse": "never"},
    exclusion_stopped__you={"year": 2015, "not_stopped": False},
    foreign_tax_amount={"general": euros("15000"), "another": True},
    foreign_tax_second={"general": euros("900")},
    history={"denied": "yes", "filed": "late"},
    history_form_8862={"accepted": "no"},
    history_wait={"wait": "two"},
    history_denied_year={"year": 2020},
    rate__EUR={"rate": "0.9"},
)

APART_IN_THE_US = family(
    home={"main_place": "us"},
    marital={"marital": "married"},
    spouse_us={"status": "citizen"},
    joint={"files": "compare"},
    apart={"six_months": "yes"},
    filing_status={"status": "mfs"},
    papers__spouse={"papers": "ssn", "age_band": "24_64"},
    income_kinds__you={"kinds": ["wages", "dividends", "gains", "social"], "abroad_too": False},
    income__you__dividends={"amount": dollars("900"), "guess": False},
    income_qualified__you__dividends={"part": dollars("500"), "not_sure": False},
    income__you__gains={"amount": dollars("700"), "guess": False},
    income_long__you__gains={"part": dollars("100"), "not_sure": False},
    income__you__social={"amount": dollars("4000"), "guess": False, "tax_free": dollars("0")},
    income__you__wages={"amount": dollars("60000"), "guess": False},
    income_kinds__spouse={"kinds": ["none"], "abroad_too": False},
    deductions={"standard": "no"},
    deduction_method={"method": "itemized"},
    deduction_itemized={"amount": dollars("20000")},
    deduction_spouse={"itemizes": "no"},
    deduction_blind={"blind": ["none"]},
    deduction_adjustments={"amount": dollars("0")},
    deduction_other={"amount": dollars("0")},
    other_credits={"amount": dollars("0")},
    tax_paid={"amount": dollars("0")},
)

MOVED_IN_2021 = family(
    year={"tax_year": 2021},
    home={"main_place": "split"},
    home_in_us={"over_half": "yes"},
    income__you__wages={"amount": euros("60000"), "guess": False, "source": "foreign_gov"},
    income_combat__you={"amount": dollars("0")},
    paid_early={"received": dollars("1800"), "not_sure": False, "children": 1},
    lookback={"earned": dollars("50000"), "not_higher": False},
)

AN_ITIN_IN_2017 = family(
    year={"tax_year": 2017},
    home={"main_place": "us"},
    child_basics__c1={"name": "Mia", "birth_date": "2009", "died": False, "relationship": "birth"},
    child_papers__c1={"papers": "other"},
    child_status__c1={"status": "resident"},
    child_id__c1={"kind": "itin"},
    child_us_days__c1={"enough": "yes"},
)

FAMILIES: dict[str, Answers] = {
    "married-abroad": MARRIED_ABROAD,
    "berlin": BERLIN,
    "apart-in-the-us": APART_IN_THE_US,
    "puerto-rico": family(home={"main_place": "pr"}, home_puerto_rico={"resident": "full"}),
    "moved-in-2021": MOVED_IN_2021,
    "itin-in-2017": AN_ITIN_IN_2017,
    "guam": family(home={"main_place": "territory"}, home_territory={"territory": "gu"}),
    "nonresident": family(papers__you={"papers": "other", "age_band": "24_64"}, us_status__you={"status": "nra"}),
    "quick": {**QUICK_BERLIN, "rate-EUR": {"rate": "0.9"}},
    "quick-guam": {**QUICK_BERLIN, "quick_home": {"home": "territory"}},
}


def screens_by_family() -> dict[str, list[str]]:
    """For each family the addresses of the screens that none before it has seen."""
    seen: set[str] = set()
    found: dict[str, list[str]] = {}
    for name, answers in FAMILIES.items():
        new = {page.step.name: address for address, page in reversed(Route(answers).pages.items())}
        found[name] = [address for step, address in reversed(new.items()) if step not in seen]
        seen |= set(new)
    return found


def left_open() -> dict[str, list[str]]:
    """The screens that a family should have answered before it opens the others; a stop page is not one of them."""
    routes = {name: Route(answers) for name, answers in FAMILIES.items()}
    return {
        name: open_screens
        for name, route in routes.items()
        if (open_screens := [address for address in route.open if not route.pages[address].step.ends])
    }


def screens_of_nobody() -> set[str]:
    """The names of screens that no family here sees."""
    routes = map(Route, FAMILIES.values())
    return set(EVERY_SCREEN) - {page.step.name for route in routes for page in route.pages.values()}
