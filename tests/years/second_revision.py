"""Another revision of a year's figures, published while families have results of the first."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from interview.years.models import ParameterRevision
from interview.years.publishing import change_draft, copy_to_draft, publish, published_revision


def publish_changed(
    change: Callable[[dict[str, Any]], None], *, tax_year: int = 2025, notice: dict[str, str] | None = None
) -> ParameterRevision:
    """The figures in force with a change, put in force, with what families are told of it."""
    current = published_revision(tax_year)
    assert current is not None
    new = copy_to_draft(current, by=None)
    document = copy.deepcopy(new.document)
    change(document)
    change_draft(new, document, by=None)
    publish(new, by=None, reason="A test", in_force=current, notice=notice)
    return new


def publish_refund_cap(dollars: int, *, notice: dict[str, str] | None = None) -> ParameterRevision:
    """The most of the credit that is paid out for a child, as a revision of 2025."""

    def change(document: dict[str, Any]) -> None:
        document["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = dollars

    return publish_changed(change, notice=notice)
