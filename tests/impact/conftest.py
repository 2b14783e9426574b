"""Figures to try: the revision in force of 2025, and a draft that differs from it in one figure."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from interview.engine import document_digest
from interview.years.models import ParameterRevision
from interview.years.publishing import copy_to_draft, published_revision
from tests.impact.many_drafts import TAX_YEAR


@pytest.fixture
def in_force(transactional_db: None) -> ParameterRevision:
    """The revision in force; what the test writes is there for other connections and processes."""
    revision = published_revision(TAX_YEAR)
    assert revision is not None
    return revision


@pytest.fixture
def draft_with(in_force: ParameterRevision) -> Callable[..., ParameterRevision]:
    """A draft of the figures in force, with another most of the credit that is paid out for a child, or rate."""

    def made(*, refund_cap: int | None = None, euro: str | None = None) -> ParameterRevision:
        draft = copy_to_draft(in_force, by=None)
        draft.document = changed(draft.document, refund_cap=refund_cap, euro=euro)
        draft.digest = document_digest(draft.document)
        draft.save()
        return draft

    return made


def changed(document: dict[str, Any], *, refund_cap: int | None = None, euro: str | None = None) -> dict[str, Any]:
    new = copy.deepcopy(document)
    if refund_cap is not None:
        new["figures"]["child_tax_credit"]["refund_cap_per_child"]["value"] = refund_cap
    if euro is not None:
        new["exchange_rates"]["EUR"]["per_dollar"] = euro
    return new
