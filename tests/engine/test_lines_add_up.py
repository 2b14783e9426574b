"""The arithmetic of the forms, done again from the lines alone: a family with a pocket calculator gets the same."""

from __future__ import annotations

import pytest

from interview.engine import Scenario
from tests.engine.families import YEARS, Document, figures
from tests.engine.test_lines import FOUND


class Form(dict[str, int | float]):
    """Amounts by line; a line that is not there is 0, as an empty line of a form is."""

    def __missing__(self, line: str) -> int:
        return 0


class Forms(dict[str, Form]):
    """The forms of a scenario; one that is not there is empty."""

    def __missing__(self, form: str) -> Form:
        return Form()


def forms_of(found: Scenario) -> Forms:
    forms = Forms()
    for entry in found.lines:
        forms.setdefault(entry.form, Form())[entry.line] = entry.amount
    return forms


def on_1040_nr(document: Document) -> bool:
    return document.get("return_form") == "1040_nr"


# The numbers below are those of the forms from 2024 on; tests of the years before go by each year's places.
EVERY = [
    (document, found, forms_of(found))
    for document, found in FOUND
    if document["tax_year"] in YEARS and not on_1040_nr(document)
]
WORKED_OUT = [each for each in EVERY if each[1].allowed]


def test_schedule_8812_part_one_adds_up() -> None:
    for document, _, forms in EVERY:
        s = forms["schedule_8812"]
        law = figures(document["tax_year"])
        assert s["2d"] == s["2a"] + s["2b"] + s["2c"]
        assert s["3"] == s["1"] + s["2d"]
        assert s["5"] == s["4"] * law.child_tax_credit.per_child
        assert s["7"] == s["6"] * 500
        assert s["8"] == s["5"] + s["7"]
        assert s["9"] == (400_000 if document["filing_status"] == "married_joint" else 200_000)
        assert s["10"] % 1_000 == 0
        assert max(0, s["3"] - s["9"]) <= s["10"] < max(1, s["3"] - s["9"] + 1_000)
        assert s["11"] * 20 == s["10"]
        assert s["12"] == max(0, s["8"] - s["11"])
        assert s["13"] == forms["credit_limit_worksheet_a"]["5"]
        assert s["14"] == min(s["12"], s["13"])


def test_schedule_8812_part_two_adds_up() -> None:
    for document, found, forms in EVERY:
        s = forms["schedule_8812"]
        if "16a" not in s:
            assert s["27"] == 0
            assert s["12"] == 0 or "form_2555" in forms or "form_2555_spouse" in forms
            continue
        assert s["16a"] == s["12"] - s["14"]
        assert s["16b"] == s["4"] * 1_700
        if "17" not in s:
            assert min(s["16a"], s["16b"]) == s["27"] == 0
            continue
        assert s["17"] == min(s["16a"], s["16b"])
        assert s["18a"] == forms["earned_income_worksheet"]["7"]
        assert s["19"] == max(0, s["18a"] - 2_500)
        assert s["20"] == int(s["19"] * 15 + 50) // 100
        if "21" in s:
            assert s["23"] == s["21"] + s["22"]
            assert s["25"] == max(0, s["23"] - s["24"])
            assert s["26"] == max(s["20"], s["25"])
            assert s["27"] == min(s["17"], s["26"])
        else:
            assert s["27"] == min(s["17"], s["20"])
        assert found.additional_child_tax_credit == s["27"], document


def test_the_credit_limit_worksheets_add_up() -> None:
    for _, _, forms in EVERY:
        a, b, s = forms["credit_limit_worksheet_a"], forms["credit_limit_worksheet_b"], forms["schedule_8812"]
        assert a["3"] == max(0, a["1"] - a["2"])
        assert a["4"] == b["15"]
        assert a["5"] == max(0, a["3"] - a["4"])
        if "1" in b:
            assert (b["1"], b["2"]) == (s["12"], s["4"] * 1_700)
            assert b["12"] == max(b["5"], b["11"])
            assert b["13"] == min(b["2"], b["12"])
            assert b["14"] == max(0, b["1"] - b["13"])


def test_the_earned_income_worksheet_adds_up() -> None:
    for _, _, forms in EVERY:
        e = forms["earned_income_worksheet"]
        left_out = forms["form_2555"]["45"] + forms["form_2555_spouse"]["45"]
        assert e["3"] == max(0, e["1a"] + e["1b"] + e["2b"] - left_out)
        assert e["7"] == max(0, e["3"] - e["5"])


def test_form_2555_adds_up() -> None:
    for _, _, forms in EVERY:
        for form in ("form_2555", "form_2555_spouse"):
            f = forms[form]
            assert f["26"] == f["19"] + f["20a"]
            assert f["41"] == f["26"] - f["36"]
            assert f["42"] == min(f["40"], f["41"])
            assert f["43"] == f["36"] + f["42"]
            assert f["45"] == f["43"] - f["44"]


def test_form_1116_adds_up() -> None:
    for _, _, forms in EVERY:
        for form in ("form_1116_general", "form_1116_passive"):
            f = forms[form]
            assert f["6"] == f["2"] + f["3g"] + f["5"]
            assert f["7"] == f["1a"] - f["6"]
            assert f["17"] == f["7"] + f["16"]
            assert f["14"] == f["9"] + f["10"] + f["12"]
            assert f["24"] == min(f["14"], f["21"])
            assert 0 <= f["19"] <= 1
        together = forms["form_1116_general"]["24"] + forms["form_1116_passive"]["24"]
        assert forms["form_1116"]["35"] == min(together, forms["form_1040"]["16"])


def test_schedule_1_adds_up() -> None:
    for _, _, forms in EVERY:
        s = forms["schedule_1"]
        assert s["10"] == s["3"] + s["7"] + s["9"]
        assert s["9"] == s["8d"] + s["8t and 8u"] + s["8z"]
        assert s["26"] >= s["15"] + s["24j"]
        assert s["15"] == forms["earned_income_worksheet"]["5"]
        assert s["24j"] == forms["form_2555"]["50"] + forms["form_2555_spouse"]["50"]
        assert s["8d"] == -(forms["form_2555"]["45"] + forms["form_2555_spouse"]["45"])


def known_income(document: Document) -> bool:
    return (document.get("known_amounts") or {}).get("agi") is not None


def test_form_1040_adds_up_from_income_to_taxable_income() -> None:
    for document, found, forms in EVERY:
        f, lines = forms["form_1040"], figures(document["tax_year"]).form_lines
        assert f["8"] == forms["schedule_1"]["10"]
        assert f["9"] == sum(f[number] for number in ("1z", "2b", "3b", "5b", "6b", lines.capital_gain.line, "8"))
        assert f["10"] == forms["schedule_1"]["26"]
        if not known_income(document):
            assert f[lines.agi.line] == f["9"] - f["10"]
        assert f[lines.agi.line] == found.agi == forms["schedule_8812"]["1"]
        assert f["15"] == max(0, f[lines.agi.line] - f["14"]) == found.taxable_income


def test_form_1040_adds_up_from_tax_to_balance() -> None:
    for document, found, forms in EVERY:
        f, lines = forms["form_1040"], figures(document["tax_year"]).form_lines
        assert f["16"] == f["18"] == found.tax_before_credits == forms["credit_limit_worksheet_a"]["1"]
        assert f["19"] == forms["schedule_8812"]["14"] == found.nonrefundable_credit
        assert f["20"] == forms["schedule_3"]["8"]
        assert f["22"] == max(0, f["18"] - f["19"] - f["20"])
        assert f["23"] == found.self_employment_tax + found.other_taxes
        assert f[lines.total_tax.line] == f["22"] + f["23"] == found.total_tax
        assert f["25d"] + f["26"] + f["31"] == found.payments
        refundable = f[lines.earned_income_credit.line] + f[lines.additional_child_tax_credit.line]
        assert f["33"] == found.payments + refundable
        assert refundable == found.earned_income_credit + found.additional_child_tax_credit
        assert f[lines.refund.line] - f[lines.amount_owed.line] == f["33"] - f[lines.total_tax.line] == found.balance
        assert f[lines.refund.line] >= 0
        assert f[lines.amount_owed.line] >= 0


def test_the_tax_worksheets_lead_to_line_16() -> None:
    for _, _, forms in EVERY:
        stacking, gains = forms["foreign_earned_income_tax_worksheet"], forms["qualified_dividends_worksheet"]
        if "6" in stacking:
            assert stacking["3"] == stacking["1"] + stacking["2c"]
            assert stacking["6"] == max(0, stacking["4"] - stacking["5"]) == forms["form_1040"]["16"]
            assert stacking["2c"] == forms["schedule_8812"]["2b"]
        if "25" in gains:
            assert gains["4"] == gains["2"] + gains["3"]
            assert gains["5"] == max(0, gains["1"] - gains["4"])
            assert gains["9"] + gains["17"] + gains["20"] == min(gains["1"], gains["4"])
            assert gains["23"] == gains["18"] + gains["21"] + gains["22"]
            assert gains["25"] == min(gains["23"], gains["24"])
            assert gains["25"] == (stacking["4"] if "6" in stacking else forms["form_1040"]["16"])


def test_the_other_taxes_add_up() -> None:
    for _, found, forms in EVERY:
        owed = [forms["schedule_se"], forms["schedule_se_spouse"]]
        for s in owed:
            assert s["12"] == s["10"] + s["11"]
            assert s["13"] == (s["12"] + 1) // 2
        assert sum(s["12"] for s in owed) == found.self_employment_tax
        medicare, investment = forms["form_8959"], forms["form_8960"]
        assert medicare["18"] == medicare["7"] + medicare["13"]
        assert medicare["18"] + investment["17"] == found.other_taxes


@pytest.mark.parametrize(
    ("total", "line"),
    [
        ("credit_before_phaseout", "8"),
        ("phaseout_reduction", "11"),
        ("credit_after_phaseout", "12"),
        ("credit_limit", "13"),
        ("nonrefundable_credit", "14"),
        ("additional_child_tax_credit", "27"),
        ("modified_agi", "3"),
    ],
)
def test_each_total_of_a_scenario_is_its_line_of_schedule_8812(total: str, line: str) -> None:
    for _, found, forms in EVERY:
        assert getattr(found, total) == forms["schedule_8812"][line]


def test_a_scenario_with_form_2555_shows_it_and_ends_schedule_8812_at_its_bar() -> None:
    with_form = [each for each in WORKED_OUT if each[1].key != "no_exclusion"]
    assert with_form
    for _, found, forms in with_form:
        used = {"exclude_filer": {""}, "exclude_spouse": {"_spouse"}, "exclude_both": {"", "_spouse"}}[found.key]
        assert {form for form in forms if form.startswith("form_2555") and forms[form]} == {
            f"form_2555{who}" for who in used
        }
        numbers = {number for number in forms["schedule_8812"] if number[:2] in ("16", "17", "18", "19", "20")}
        assert not numbers
        [bar] = [entry for entry in found.lines if (entry.form, entry.line) == ("schedule_8812", "27")]
        assert "Form 2555 is on this return" in str(bar.how)
        assert "24(d)(3)" in bar.source


def test_a_scenario_without_form_2555_has_no_line_of_it() -> None:
    for _, found, forms in EVERY:
        if found.key == "no_exclusion":
            assert not [form for form in forms if form.startswith("form_2555") and forms[form]]
