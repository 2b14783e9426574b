"""One test of a child or of the family, with its word, its reason and the answer behind it."""

from __future__ import annotations

from dataclasses import dataclass

from interview.result.explain.told import NOTHING_SAID, Quote


@dataclass(frozen=True, slots=True)
class Verdict:
    """One test in words. `open`: the family is not sure, so nobody knows whether it is passed.

    `limit`: a bound that the law sets for everybody, which is no test to fail.
    `quote` is the answer that decided it and `page` its screen; `taken` says that a quick check did not ask.
    """

    title: str
    passed: bool
    reason: str
    source: str
    open: bool = False
    quote: Quote = NOTHING_SAID
    page: str = ""
    taken: bool = False
    limit: bool = False
