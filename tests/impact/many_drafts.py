"""Drafts by the hundred or the hundred thousand: golden families of one year with other amounts, always the same."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import count, islice
from random import Random
from typing import Any

from django.utils import timezone

from interview.drafts.models import Draft, DraftResult
from interview.drafts.results import Unfinished
from interview.drafts.stored_households import StoredHouseholds, read_stored, to_store, work_out
from interview.drafts.ways_compared import ways_to_file
from interview.firms.office_models import Office
from interview.steps import Answers
from interview.years import YearInForce, in_force
from tests.golden.families import FAMILIES

TAX_YEAR = 2025
AT_A_TIME = 1_000
Template = tuple[Answers, StoredHouseholds, dict[str, Any]]


def of_the_year(tax_year: int = TAX_YEAR) -> list[Answers]:
    """The answers of the golden families of one tax year that come to a result."""
    return [
        golden.answers
        for golden in FAMILIES.values()
        if golden.answers["year"]["tax_year"] == tax_year and golden.headline != "stop"
    ]


def with_amounts(value: Any, factor: float) -> Any:
    """Answers with every amount of money multiplied."""
    if isinstance(value, dict):
        if set(value) == {"amount", "currency"}:
            return {**value, "amount": str(round(float(value["amount"]) * factor))}
        return {name: with_amounts(inner, factor) for name, inner in value.items()}
    return [with_amounts(inner, factor) for inner in value] if isinstance(value, list) else value


def templates(distinct: int, year: YearInForce) -> Iterator[Template]:
    """So many different finished families, with their households and figures under the year in force."""
    random = Random(distinct)  # noqa: S311 - the same families in every run
    families = of_the_year(year.tax_year)

    def endless() -> Iterator[Template]:
        for number in count():
            answers = with_amounts(families[number % len(families)], random.uniform(0.3, 2.5))
            try:
                stored = to_store(ways_to_file(answers, year), year)
            except Unfinished:  # what is asked can depend on an amount
                continue
            yield answers, stored, work_out(read_stored(stored), year).figures

    return islice(endless(), distinct)


def make_drafts(
    number: int, *, distinct: int = 50, with_results: bool = True, office: Office | None = None
) -> list[int]:
    """Store so many finished drafts and their results; gives their primary keys."""
    year = in_force(TAX_YEAR)
    families = list(templates(min(distinct, number), year))
    now, keys = timezone.now(), []
    for begin in range(0, number, AT_A_TIME):
        some = [families[place % len(families)] for place in range(begin, min(number, begin + AT_A_TIME))]
        drafts = Draft.objects.bulk_create(
            [
                Draft(
                    public_id=uuid.uuid4(), tax_year=TAX_YEAR, answers=answers, version=7, office=office, updated_at=now
                )
                for answers, _stored, _figures in some
            ]
        )
        keys += [draft.pk for draft in drafts]
        if with_results:
            DraftResult.objects.bulk_create(
                [
                    DraftResult(
                        draft=draft,
                        draft_version=draft.version,
                        revision=year.revision,
                        households=stored.documents,
                        households_mark=stored.mark,
                        created_at=now,
                        **figures,
                    )
                    for draft, (_answers, stored, figures) in zip(drafts, some, strict=True)
                ]
            )
    return keys
