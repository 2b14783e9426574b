"""The families of the sample office: invented, and told as they would have answered the interview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from interview.steps import Answers

SSN, NO_NUMBER, ITIN = "citizen_ssn", "citizen_none", "other"
COMPARE, WITH_2555, WITHOUT_2555 = "compare", "plan_yes", "plan_no"


@dataclass(frozen=True, slots=True)
class Child:
    """One child: first name, date of birth, and which papers it has."""

    name: str
    born: str
    papers: str = SSN


@dataclass(frozen=True, slots=True)
class SampleFamily:
    """One client. `pay` and `tax` are a year's wages and income tax in the currency of the country.

    `spouse`: married to a citizen, on one return. `answered` is the last screen of those that left in the middle, and
    `changes` are screens that were answered otherwise.
    """

    name: str
    country: str
    currency: str
    pay: int
    tax: int
    children: tuple[Child, ...]
    plan: str = COMPARE
    year: int = 2025
    spouse: bool = False
    language: str = "en"
    answered: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict)

    @property
    def answers(self) -> Answers:
        """The saved answers, screen by screen."""
        told: dict[str, Any] = {**_basics(self), **_children(self), **_money(self), **self.changes}
        if self.answered:
            kept = list(told)[: list(told).index(self.answered) + 1]
            told = {page: told[page] for page in kept}
        return {page: answer for page, answer in told.items() if answer is not None}


def _basics(family: SampleFamily) -> Answers:
    marriage: Answers = {
        "marital": {"marital": "never"},
        "paid_home": {"paid": "yes"},
        "filing_status": {"status": "hoh"},
    }
    if family.spouse:
        marriage = {
            "marital": {"marital": "married"},
            "spouse_us": {"status": "citizen"},
            "joint": {"files": "joint"},
            "papers-spouse": {"papers": "ssn", "age_band": "24_64"},
        }
    return {
        "start": {"depth": "full"},
        "year": {"tax_year": family.year},
        "home": {"main_place": "abroad"},
        "home_country": {"country": family.country},
        **marriage,
        "papers-you": {"papers": "citizen_ssn", "age_band": "24_64"},
    }


def _children(family: SampleFamily) -> Answers:
    told: dict[str, Any] = {"children": [f"c{number}" for number, _child in enumerate(family.children, start=1)]}
    for number, child in enumerate(family.children, start=1):
        basics = {"name": child.name, "birth_date": child.born, "died": False, "relationship": "birth"}
        told[f"child_basics-c{number}"] = basics
        told[f"child_home-c{number}"] = {"lived": "all"}
        told[f"child_papers-c{number}"] = {"papers": child.papers}
        if child.papers == ITIN:
            told[f"child_status-c{number}"] = {"status": "citizen"}
            told[f"child_id-c{number}"] = {"kind": "itin"}
    told["children_list"] = {"others": 0}
    if any(child.papers == SSN for child in family.children):
        told["children_issued"] = {"all_issued": "yes"}
    told["children_facts"] = {"facts": ["none"]}
    return told


def _money(family: SampleFamily) -> Answers:
    pay = {"amount": str(family.pay), "currency": family.currency}
    told: dict[str, Any] = {
        "income_kinds-you": {"kinds": ["wages"]},
        "income-you-wages": {"amount": pay, "guess": False, "source": "foreign"},
        **({"income_kinds-spouse": {"kinds": ["none"]}} if family.spouse else {}),
        "income_list": {},
        "exclusion_plan": {"plan": family.plan},
    }
    if family.plan != WITHOUT_2555:
        told["exclusion_all_year"] = {"you": "yes"}
    told["exclusion_prior"] = {"you": "last_year" if family.plan == WITH_2555 else "never"}
    told["foreign_tax"] = {"paid": "yes" if family.tax else "no"}
    if family.tax:
        tax = {"amount": str(family.tax), "currency": family.currency}
        told["foreign_tax_amount"] = {"general": tax, "another": False}
    told["deductions"] = {"standard": "yes"}
    told["history"] = {"denied": "no", "filed": "no"}
    if any(child.papers == NO_NUMBER for child in family.children):
        told["extension"] = {"extension": "none"}
    return told


_UNSURE = {"exclusion_plan": {"plan": "not_sure"}}
_FILED = {"exclusion_plan": {"plan": "filed"}, "history": {"denied": "no", "filed": "on_time"}}

FAMILIES = (
    SampleFamily(
        "Tanaka-Hill",
        "JP",
        "JPY",
        7_200_000,
        520_000,
        (Child("Emi", "2016-02-11"), Child("Ken", "2019-08-30")),
        WITH_2555,
    ),
    SampleFamily(
        "Carter",
        "GB",
        "GBP",
        46_000,
        6_700,
        (Child("Isla", "2020-01-19", NO_NUMBER), Child("Theo", "2022-06-02", NO_NUMBER)),
        year=2026,
        spouse=True,
    ),
    SampleFamily(
        "Reyes",
        "DE",
        "EUR",
        51_000,
        9_800,
        (Child("Ana", "2015-04-21"), Child("Theo", "2019-10-08"), Child("Mila", "2025-11-03", NO_NUMBER)),
        year=2026,
        spouse=True,
        language="es",
    ),
    SampleFamily("Whitfield", "CA", "CAD", 68_000, 11_900, (Child("Noah", "2014-07-07"),), WITH_2555),
    SampleFamily(
        "Haddad",
        "JO",
        "USD",
        43_700,
        2_050,
        (
            Child("Lina", "2012-03-15"),
            Child("Omar", "2014-09-01"),
            Child("Sami", "2017-12-24"),
            Child("Nour", "2020-05-05"),
            Child("Adam", "2023-02-17"),
        ),
    ),
    SampleFamily(
        "Ortiz",
        "MX",
        "MXN",
        610_000,
        98_000,
        (
            Child("Lucia", "2011-01-30"),
            Child("Mateo", "2013-06-18"),
            Child("Sofia", "2016-11-11"),
            Child("Diego", "2020-08-25"),
        ),
        spouse=True,
        language="es",
    ),
    SampleFamily(
        "Lindholm",
        "SE",
        "SEK",
        540_000,
        131_000,
        (Child("Elsa", "2013-05-09"), Child("Nils", "2016-03-28"), Child("Alva", "2021-09-14")),
        WITHOUT_2555,
        year=2024,
    ),
    SampleFamily("Moreau", "FR", "EUR", 27_500, 1_900, (Child("Jules", "2018-10-10"),), WITHOUT_2555),
    SampleFamily(
        "Abara",
        "AE",
        "AED",
        420_000,
        0,
        (Child("Zuri", "2015-08-08"), Child("Kofi", "2018-01-02")),
        WITH_2555,
    ),
    SampleFamily(
        "Novak-Lee",
        "CZ",
        "CZK",
        900_000,
        121_000,
        (Child("Ema", "2017-02-02"), Child("Jan", "2021-07-19")),
        answered="income_list",
    ),
    SampleFamily("Bianchi", "IT", "EUR", 33_000, 6_100, (Child("Giulia", "2008-04-12"),), WITHOUT_2555),
    SampleFamily(
        "Sørensen", "DK", "DKK", 480_000, 148_000, (Child("Freja", "2012-12-12"), Child("Emil", "2015-05-30"))
    ),
    SampleFamily("Okafor", "NL", "EUR", 58_000, 14_600, (Child("Ada", "2019-03-03"),), year=2024),
    SampleFamily("Okafor", "NL", "EUR", 55_500, 13_700, (Child("Ada", "2019-03-03"),), year=2023),
    SampleFamily(
        "Fischer",
        "DE",
        "EUR",
        44_000,
        7_400,
        (Child("Leni", "2016-06-16"), Child("Jonas", "2018-09-21")),
        spouse=True,
        changes=_UNSURE,
    ),
    SampleFamily(
        "Nguyen", "VN", "USD", 30_900, 3_300, (Child("Linh", "2014-10-01"), Child("Minh", "2022-12-05", ITIN))
    ),
    SampleFamily(
        "Brown",
        "AU",
        "AUD",
        71_000,
        14_200,
        (Child("Ruby", "2017-07-23"), Child("Jack", "2019-11-29")),
        WITH_2555,
        year=2024,
    ),
    SampleFamily(
        "Brown", "AU", "AUD", 74_000, 15_000, (Child("Ruby", "2017-07-23"), Child("Jack", "2019-11-29")), WITH_2555
    ),
    SampleFamily(
        "Kowalska",
        "PL",
        "PLN",
        118_000,
        13_300,
        (Child("Zofia", "2013-02-28"), Child("Filip", "2016-08-17")),
        spouse=True,
        year=2023,
    ),
    SampleFamily(
        "Silva", "BR", "BRL", 96_000, 15_800, (Child("Clara", "2015-09-09"),), language="es", answered="children_facts"
    ),
    SampleFamily(
        "Evans", "GB", "GBP", 39_000, 5_280, (Child("Mabel", "2018-04-04"), Child("Rhys", "2020-10-20")), changes=_FILED
    ),
    SampleFamily(
        "Cohen",
        "IL",
        "ILS",
        210_000,
        24_500,
        (Child("Noa", "2012-06-06"), Child("Itai", "2014-08-14"), Child("Maya", "2019-02-22")),
        spouse=True,
    ),
    SampleFamily(
        "Cohen",
        "IL",
        "ILS",
        201_000,
        22_900,
        (Child("Noa", "2012-06-06"), Child("Itai", "2014-08-14"), Child("Maya", "2019-02-22")),
        spouse=True,
        year=2024,
    ),
    SampleFamily(
        "Schmid", "CH", "CHF", 92_000, 9_400, (Child("Lara", "2016-01-15"), Child("Luca", "2019-05-27")), WITH_2555
    ),
    SampleFamily("Dubois", "BE", "EUR", 47_000, 12_800, (Child("Louise", "2014-03-19"),), year=2022),
    SampleFamily(
        "Hernández",
        "ES",
        "EUR",
        26_000,
        3_400,
        (Child("Pablo", "2017-05-11"), Child("Carmen", "2021-01-08", NO_NUMBER)),
        year=2026,
        language="es",
    ),
    SampleFamily(
        "Walsh", "IE", "EUR", 52_000, 9_900, (Child("Aoife", "2013-11-01"), Child("Cian", "2017-03-17")), spouse=True
    ),
    SampleFamily("Park", "KR", "KRW", 64_000_000, 4_900_000, (Child("Jiho", "2018-12-25"),), WITH_2555),
    SampleFamily("Petrov", "BG", "BGN", 42_000, 4_100, (Child("Vera", "2015-07-31"),), year=2024),
    SampleFamily(
        "Singh", "SG", "SGD", 98_000, 5_200, (Child("Arjun", "2014-05-20"), Child("Priya", "2018-10-13")), WITH_2555
    ),
    SampleFamily("Andersson", "SE", "SEK", 410_000, 92_000, (Child("Maja", "2020-02-20"),), answered="marital"),
    SampleFamily(
        "Costa", "PT", "EUR", 24_500, 2_700, (Child("Ines", "2016-09-06"), Child("Tomas", "2019-06-30")), year=2026
    ),
    SampleFamily("Müller", "AT", "EUR", 49_500, 10_200, (Child("Felix", "2012-10-28"),), year=2023),
    SampleFamily("Ivanova", "GE", "USD", 22_400, 4_480, (Child("Nina", "2021-04-16", NO_NUMBER),), year=2026),
    SampleFamily(
        "Thompson", "NZ", "NZD", 83_000, 17_600, (Child("Olive", "2015-12-03"), Child("Max", "2018-08-08")), spouse=True
    ),
    SampleFamily(
        "García-Wolf",
        "CL",
        "USD",
        29_800,
        1_350,
        (Child("Elena", "2017-10-17"), Child("Bruno", "2020-03-12")),
        language="es",
    ),
)
