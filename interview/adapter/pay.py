"""Income rows into the contract's amounts of pay, in whole dollars."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from interview.adapter.assumptions import Notebook
from interview.adapter.dollars import ZERO, Exchange, whole
from interview.steps import Saved
from interview.steps.conditions import adults, is_business, rows_of, source_of

PUERTO_RICO = "puerto_rico"


class Pay:
    """All pay of the family by person and kind. Sums are exact; each key is rounded once."""

    def __init__(self, saved: Saved, exchange: Exchange, notebook: Notebook) -> None:
        self._sums: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        self._exchange = exchange
        self._notebook = notebook
        for person in adults(saved):
            for row in rows_of(saved, person):
                self._add(person, row)
            for field in ("social_security", "medicare"):
                withheld = exchange.dollars(saved.get(f"income_withheld-{person}", field))
                self._sums[person, f"{field}_withheld"] += withheld

    def _add(self, person: str, row: Saved) -> None:
        amount = self._exchange.dollars(row.own("income", "amount"))
        if row.own("income", "guess"):
            self._notebook.note(_("One of your amounts is a best guess."), f"income-{row.key}")
        kind = "self_employment" if is_business(row) else "wages"
        for place, part in self._places(row, amount).items():
            self._sums[person, f"{kind}_{place}"] += part

    def _places(self, row: Saved, amount: Decimal) -> dict[str, Decimal]:
        """Where the pay was earned. US government pay abroad counts as US pay: Form 2555 cannot leave it out."""
        source = source_of(row)
        if source == "both":
            share = Decimal(row.own("income_share", "percent")) / 100
            return {"foreign": amount * share, "us": amount * (1 - share)}
        if source == "pr":
            if row.says("home_puerto_rico", "resident", "full"):
                return {PUERTO_RICO: amount}
            self._notebook.note(
                _("You were not in Puerto Rico all year, so we count your pay from there like pay from the US."),
                "home_puerto_rico",
            )
        return {"foreign" if source == "foreign" else "us": amount}

    def of(self, person: str) -> dict[str, int]:
        """The amounts of one person, by their names in the contract."""
        names = (
            "wages_us",
            "wages_foreign",
            "self_employment_us",
            "self_employment_foreign",
            "social_security_withheld",
            "medicare_withheld",
        )
        amounts = {name: whole(self._sums[person, name]) for name in names}
        return {**amounts, "puerto_rico_self_employment": self._puerto_rico(person, "self_employment")}

    def puerto_rico_excluded(self, people: list[str]) -> int:
        """Pay from Puerto Rico that section 933 leaves out, of everybody together."""
        return sum(self._puerto_rico(person, kind) for person in people for kind in ("wages", "self_employment"))

    def _puerto_rico(self, person: str, kind: str) -> int:
        return max(0, whole(self._sums[person, f"{kind}_{PUERTO_RICO}"]))
