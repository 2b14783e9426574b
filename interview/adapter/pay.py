"""Rows of pay from work into the contract's amounts of each person, in whole dollars."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.dollars import ZERO, Exchange, whole
from interview.adapter.places import PUERTO_RICO, places
from interview.steps import Saved
from interview.steps.conditions import adults, is_business, work_rows_of

NAMES = (
    "wages_us",
    "wages_foreign",
    "self_employment_us",
    "self_employment_foreign",
    "social_security_withheld",
    "medicare_withheld",
    "combat_pay",
)


class Pay:
    """All pay of the people on the return by person and kind. Sums are exact; each key is rounded once."""

    def __init__(self, saved: Saved, exchange: Exchange, notebook: Notebook) -> None:
        self._sums: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        self._exchange = exchange
        self._notebook = notebook
        for person in adults(saved):
            for row in work_rows_of(saved, person):
                self._add(person, row)
            for field in ("social_security", "medicare"):
                withheld = exchange.dollars(saved.get(f"income_withheld-{person}", field))
                self._sums[person, f"{field}_withheld"] += withheld
            self._sums[person, "combat_pay"] = exchange.dollars(saved.get(f"income_combat-{person}", "amount"))

    def _add(self, person: str, row: Saved) -> None:
        amount = self._exchange.dollars(row.own("income", "amount"))
        if row.own("income", "guess"):
            self._notebook.note(_("One of your amounts is a best guess."), f"income-{row.key}")
        kind = "self_employment" if is_business(row) else "wages"
        for place, part in places(row, amount, self._notebook).items():
            self._sums[person, f"{kind}_{place}"] += part

    def of(self, person: str) -> dict[str, int]:
        """The amounts of one person, by their names in the contract."""
        amounts = {name: whole(self._sums[person, name]) for name in NAMES}
        return {**amounts, "puerto_rico_self_employment": whole(self._puerto_rico(person, "self_employment"))}

    def puerto_rico_excluded(self, people: list[str]) -> Decimal:
        """Pay from Puerto Rico that section 933 leaves out, of everybody together, still exact."""
        kinds = ("wages", "self_employment")
        return sum((self._puerto_rico(person, kind) for person in people for kind in kinds), ZERO)

    def _puerto_rico(self, person: str, kind: str) -> Decimal:
        return max(ZERO, self._sums[person, f"{kind}_{PUERTO_RICO}"])

    def earned_abroad(self, people: list[str]) -> Decimal:
        """Pay and profit from other countries, before any exclusion."""
        names = ("wages_foreign", "self_employment_foreign")
        return sum((max(ZERO, self._sums[person, name]) for person in people for name in names), ZERO)
