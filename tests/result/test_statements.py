"""Statements to copy, and the way to a Social Security number from each country."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from django_countries import countries

from interview.identity_numbers import holds_identity_number
from interview.result.explain.case import Case
from interview.result.explain.levers import Statement, levers, post_in_words, statements
from interview.result.explain.levers.where_to_apply import posts, where_to_apply
from tests.result.households import MARCH, assessed, child, choosing, household, page

AUTUMN = date(2026, 11, 22)


def of(document: dict[str, Any], *, today: date = MARCH, filed: str = "no") -> dict[str, Statement]:
    case = Case(assessed(document), today, filed)
    return {statement.anchor: statement for statement in statements(case, levers(case))}


class TestStatements:
    def test_ending_the_choice_names_the_election_the_year_and_the_first_year_again(self) -> None:
        text = of(household(filer=choosing("elect", elected_before=True)))["statement-2555-1"].text
        assert "Attachment to Form 1040, tax year 2025" in text
        assert "I revoke the following election, beginning with the tax year that ended December 31, 2025:" in text
        assert "- the election to exclude foreign earned income under section 911(a)(1)" in text
        assert "911(a)(2)" not in text
        assert "before my tax year 2031 I cannot make the revoked election again" in text

    def test_each_election_is_named_by_itself(self) -> None:
        statement = of(household(filer=choosing("elect", elected_before=True, housing_expenses=40_000)))
        text = statement["statement-2555-1"].text
        assert "I revoke the following elections" in text
        assert "- the election to exclude the housing cost amount under section 911(a)(2)" in text

    def test_a_filed_return_is_changed_with_form_1040_x(self) -> None:
        found = of(household(filer=choosing("elect")), today=AUTUMN, filed="on_time")
        assert "Attachment to Form 1040-X, tax year 2025" in found["statement-2555-1"].text

    def test_who_never_used_the_form_has_nothing_to_end(self) -> None:
        assert "statement-2555-1" not in of(household(filer=choosing("elect")))

    def test_a_year_without_pay_from_abroad_ends_no_choice(self) -> None:
        at_home = {"wages_foreign": 0, "wages_us": 60_000, "exclusion": {"elected_before": True}}
        document = household(filer=at_home, foreign_tax={}, residence={"place": "united_states"})
        assert "statement-2555-1" not in of(document)
        assert "N_2555_STMT" not in {step.code for step in page(document).next_steps}

    def test_each_of_two_signs_for_their_own_choice_and_nobody_for_the_others(self) -> None:
        used = {"test": "physical_presence", "qualifying_days": 365, "choice": "elect", "elected_before": True}
        couple = household(
            filing_status="married_joint",
            filer={"name": "Ana", "wages_foreign": 60_000, "exclusion": used},
            spouse={"name": "Ben", "wages_foreign": 55_000, "exclusion": used},
            foreign_tax={"general": 30_000},
        )
        titles = {statement.title for statement in of(couple).values()}
        assert {"To stop using Form 2555: Ana", "To stop using Form 2555: Ben"} <= titles
        first = {**couple, "spouse": {**couple["spouse"], "exclusion": {**used, "elected_before": False}}}
        assert "statement-2555-1" in of(first)
        assert "statement-2555-2" not in of(first)

    def test_both_spouses_sign_for_a_nonresident_spouse(self) -> None:
        couple = household(filing_status="married_joint", spouse={"us_status": "nonresident_alien"})
        text = of(couple)["statement-6013g"].text
        assert "We elect under section 6013(g)" in text
        assert text.count("Signature of the") == 2

    def test_the_later_date_abroad_needs_a_statement_too(self) -> None:
        text = of(household())["statement-abroad"].text
        assert "On April 15, 2026, the due date of this return" in text
        assert "by June 15, 2026." in text
        assert "statement-abroad" not in of(household(filing={}))
        assert "statement-abroad" in of(household(), today=date(2026, 6, 15))
        assert "statement-abroad" not in of(household(), today=date(2026, 6, 16))

    def test_what_goes_to_the_irs_is_english_in_every_language(self) -> None:
        document = household(filer=choosing("elect", elected_before=True))
        english = {anchor: statement.text for anchor, statement in of(document).items()}
        with override("es"):
            assert {anchor: statement.text for anchor, statement in of(document).items()} == english

    def test_names_addresses_and_numbers_are_blanks(self) -> None:
        couple = household(
            filing_status="married_joint",
            filer={"name": "Rumpel", **choosing("elect", elected_before=True)},
            spouse={"name": "Stilz", "us_status": "nonresident_alien"},
        )
        for statement in of(couple).values():
            assert "Rumpel" not in statement.text
            assert "Stilz" not in statement.text
            assert "(write it by hand on the paper)" in statement.text
            assert not holds_identity_number(statement.text)

    def test_every_link_to_a_statement_has_its_text(self) -> None:
        for document in (
            household(filer=choosing("elect", elected_before=True)),
            household(filing_status="married_separate", filer={"wages_foreign": 30_000}, foreign_tax={}),
            household(filing_status="married_joint", spouse={"us_status": "nonresident_alien"}),
        ):
            result = page(document)
            anchors = {f"#{statement.anchor}" for statement in result.statements}
            cards = result.levers.shown if result.levers else ()
            links = {step.link for card in cards for step in card.lever.how if step.link.startswith("#")}
            links |= {step.link for step in result.next_steps if step.link}
            assert links
            assert links <= anchors


class TestWhereToApply:
    @pytest.mark.parametrize(("country", "where"), [("DE", "Frankfurt"), ("AT", "Frankfurt (Germany)")])
    def test_a_country_leads_to_the_post_that_serves_it(self, country: str, where: str) -> None:
        case = Case(assessed(household(residence={"place": "abroad", "country": country})), MARCH)
        steps = where_to_apply(case)
        assert steps[0].text == "Fill in Form SS-5-FS, the application from abroad."
        assert f"it is in {where}." in steps[1].text
        assert steps[1].link == "https://www.ssa.gov/foreign/foreign.htm"

    @pytest.mark.parametrize("country", ["CH", "AE", None])
    def test_a_country_that_we_do_not_know_leads_to_the_list_and_to_no_post(self, country: str | None) -> None:
        case = Case(assessed(household(residence={"place": "abroad", "country": country})), MARCH)
        assert where_to_apply(case)[1].text == (
            "A Federal Benefits Unit of a US embassy serves your country. Ask it how to apply."
        )
        assert post_in_words(case) == ""

    def test_canada_is_served_by_offices_in_the_us(self) -> None:
        case = Case(assessed(household(residence={"place": "abroad", "country": "CA"})), MARCH)
        assert where_to_apply(case)[1].text.startswith(
            "People in Canada are served by a Social Security office in the US."
        )

    def test_in_the_us_the_local_office_takes_form_ss_5(self) -> None:
        case = Case(assessed(household(residence={"place": "united_states"})), MARCH)
        assert where_to_apply(case)[0].text == "Fill in Form SS-5 and take it to your local Social Security office."

    def test_every_code_is_a_country_and_stands_once(self) -> None:
        known = posts()
        assert all(countries.name(code) for code in known.units)
        assert all(countries.name(post.country) for post in known.units.values())
        assert not known.field_offices & set(known.units)

    def test_the_list_of_next_steps_names_the_post(self) -> None:
        steps = page(household(children=[child(taxpayer_id={"kind": "none"})])).next_steps
        step = next(step for step in steps if step.code == "N_SSN-1")
        assert step.text.endswith("Ask the Federal Benefits Unit in Frankfurt (Germany) how to apply.")
