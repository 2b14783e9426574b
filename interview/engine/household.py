"""A family's facts for one tax year, in the words of the contract (schema 1).

Money is whole US dollars. Ranges stand on the fields, so that whoever reads a document can check them all at once;
what takes two fields to see is in `consistency.py`. Nothing here knows where a document came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from annotated_types import Ge, Interval, MaxLen

SCHEMA = 1
LARGEST_AMOUNT = 1_000_000_000_000

FilingStatus = Literal["single", "married_joint", "married_separate", "head_of_household", "surviving_spouse"]
Place = Literal[
    "united_states",
    "abroad",
    "puerto_rico",
    "american_samoa",
    "guam",
    "northern_mariana_islands",
    "us_virgin_islands",
]
PersonStatus = Literal["citizen", "national", "resident_alien", "nonresident_alien"]
ChildStatus = Literal["citizen", "national", "resident_alien", "none"]
PersonIdKind = Literal["ssn", "ssn_not_for_work", "itin", "none"]
ChildIdKind = Literal["ssn", "ssn_not_for_work", "itin", "atin", "none"]
Relationship = Literal[
    "child",
    "stepchild",
    "adopted_child",
    "foster_child",
    "sibling",
    "half_sibling",
    "stepsibling",
    "grandchild",
    "niece_or_nephew",
    "other_descendant",
    "other",
]
Custody = Literal["with_you", "released_to_you", "released_to_other_parent"]
ExclusionTest = Literal["none", "bona_fide_residence", "physical_presence"]
ExclusionChoice = Literal["compare", "elect", "decline"]
Disallowance = Literal["none", "needs_form_8862", "banned"]
ReturnForm = Literal["1040", "1040_nr"]

Dollars = Annotated[int, Interval(ge=0, le=LARGEST_AMOUNT)]
SignedDollars = Annotated[int, Interval(ge=-LARGEST_AMOUNT, le=LARGEST_AMOUNT)]
Year = Annotated[int, Interval(ge=1900, le=2200)]
Name = Annotated[str, MaxLen(200)]
CountryCode = Annotated[str, MaxLen(2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonId:
    """The kind of an adult's tax number and the day it was issued; None means long before the due date."""

    kind: PersonIdKind = "ssn"
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildId:
    """The kind of a child's tax number and the day it was issued; None means long before the due date."""

    kind: ChildIdKind = "ssn"
    issued_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """What one person says about Form 2555 (IRC 911)."""

    test: ExclusionTest = "none"
    qualifying_days: Annotated[int, Interval(ge=0, le=366)] = 0
    housing_exclusion: Dollars = 0
    housing_deduction: Dollars = 0
    housing_expenses: Dollars = 0
    housing_limit: Dollars | None = None
    choice: ExclusionChoice = "compare"
    elected_before: bool = False
    revoked_in: Year | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The filer, or the spouse. Amounts are before any exclusion."""

    name: Name = ""
    birth_date: date | None = None
    us_status: PersonStatus = "citizen"
    taxpayer_id: PersonId = PersonId()
    blind: bool = False
    claimed_as_dependent: bool = False
    wages_us: Dollars = 0
    wages_foreign: Dollars = 0
    self_employment_us: SignedDollars = 0
    self_employment_foreign: SignedDollars = 0
    puerto_rico_self_employment: Dollars = 0
    self_employment_tax_exempt: bool = False
    combat_pay: Dollars = 0
    wages_not_earned_income: Dollars = 0
    social_security_withheld: Dollars = 0
    medicare_withheld: Dollars = 0
    exclusion: Exclusion = Exclusion()


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """Where the family had its main home."""

    place: Place = "united_states"
    country: CountryCode | None = None
    main_home_in_us_over_half_year: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A child, or anyone else who may be claimed as a dependent."""

    name: Name = ""
    birth_date: date
    died_on: date | None = None
    relationship: Relationship = "child"
    us_status: ChildStatus = "citizen"
    substantial_presence: bool = True
    taxpayer_id: ChildId = ChildId()
    months_with_you: Annotated[int, Interval(ge=0, le=12)] = 12
    custody: Custody = "with_you"
    provided_over_half_own_support: bool = False
    filed_joint_return: bool = False
    claimed_as_dependent: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class UnearnedIncome:
    """Both spouses together on a joint return."""

    interest_us: Dollars = 0
    interest_foreign: Dollars = 0
    ordinary_dividends_us: Dollars = 0
    ordinary_dividends_foreign: Dollars = 0
    qualified_dividends_us: Dollars = 0
    qualified_dividends_foreign: Dollars = 0
    short_term_gains: SignedDollars = 0
    long_term_gains: SignedDollars = 0
    tax_exempt_interest: Dollars = 0
    pensions_us: Dollars = 0
    pensions_foreign: Dollars = 0
    social_security_benefits: Dollars = 0
    unemployment: Dollars = 0
    other_us: SignedDollars = 0
    other_foreign: SignedDollars = 0
    puerto_rico_excluded: Dollars = 0
    american_samoa_excluded: Dollars = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignTax:
    """Income tax paid or accrued to other countries for the year, in dollars."""

    general: Dollars = 0
    passive: Dollars = 0
    carryover_general: Dollars = 0
    carryover_passive: Dollars = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """Nonrefundable credits, as the family's other forms work them out."""

    dependent_care: Dollars = 0
    education: Dollars = 0
    savers: Dollars = 0
    elderly_or_disabled: Dollars = 0
    residential_energy: Dollars = 0
    home_improvement: Dollars = 0
    clean_vehicle: Dollars = 0
    adoption: Dollars = 0
    mortgage_interest: Dollars = 0
    dc_homebuyer: Dollars = 0
    other: Dollars = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Payments:
    """What the family has paid already, and other credits that are paid out."""

    income_tax_withheld: Dollars = 0
    estimated_tax: Dollars = 0
    excess_social_security: Dollars = 0
    other_refundable_credits: Dollars = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """How much time the family has to file."""

    extension: bool = False
    abroad_on_due_date: bool = False
    extended_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What earlier years bring into this one."""

    child_credit_disallowed: Disallowance = "none"
    lookback_earned_income: Dollars | None = None
    advance_child_credit_received: Dollars = 0
    advance_children: Annotated[int, Ge(0)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAmounts:
    """Amounts off a finished return, which replace the computed ones (Form 1040 lines 11 and 18)."""

    agi: SignedDollars | None = None
    tax_before_credits: Dollars | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Everything the engine knows about a family and one tax year."""

    schema: Literal[1] = 1
    tax_year: Year
    filing_status: FilingStatus = "single"
    lived_apart_last_half: bool = False
    filer: Person = Person()
    spouse: Person | None = None
    residence: Residence = Residence()
    children: Annotated[tuple[Child, ...], MaxLen(20)] = ()
    unearned_income: UnearnedIncome = UnearnedIncome()
    foreign_tax: ForeignTax = ForeignTax()
    adjustments: Dollars = 0
    itemized_deductions: Dollars = 0
    other_deductions: Dollars = 0
    credits: Credits = Credits()
    payments: Payments = Payments()
    filing: Filing = Filing()
    history: History = History()
    return_form: ReturnForm = "1040"
    known_amounts: KnownAmounts | None = None

    @property
    def joint(self) -> bool:
        return self.filing_status == "married_joint"

    @property
    def people(self) -> tuple[Person, ...]:
        """Who is on this return: the filer, and the spouse on a joint return only."""
        spouse = self.spouse
        return (self.filer, spouse) if spouse is not None and self.joint else (self.filer,)

    @property
    def of_a_dependent(self) -> bool:
        """Whether someone else may claim the filer, or on a joint return the spouse."""
        spouse = self.spouse
        return self.filer.claimed_as_dependent or (spouse is not None and spouse.claimed_as_dependent and self.joint)

    @property
    def nonresident_return(self) -> bool:
        """Form 1040-NR: only income connected with the US counts."""
        return self.return_form == "1040_nr"

    @property
    def main_home_in_us(self) -> bool:
        """More than half of the year in the 50 states or DC; military orders count as home (IRC 32(c)(4))."""
        stated = self.residence.main_home_in_us_over_half_year
        return self.residence.place == "united_states" if stated is None else stated
