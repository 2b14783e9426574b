"""Hold Fledge beside a public program on random households.

    python -m tests.comparison tax_calculator --households 2000
    python -m tests.comparison policyengine --households 1000 --seed 7

The program (the dependency group `comparison`) has to be installed. Every difference above the rounding is either
explained by a known difference, which is named with the law that decides, or shown; then the command exits with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

SHOWN = 10


def compare(program: Any, households: int, seed: int) -> int:
    """The number of unexplained differences; everything found is written to standard output."""
    from tests.comparison.amounts import (  # noqa: PLC0415
        FROM_INCOME,
        FROM_TAX,
        our_amount,
        ours,
        with_what_they_worked_out,
    )
    from tests.comparison.families import random_family  # noqa: PLC0415
    from tests.comparison.known_differences import explanations  # noqa: PLC0415

    chance = Random(seed)  # noqa: S311
    documents = [random_family(chance, abroad=program.ABROAD) for _ in range(households)]
    agreed: Counter[str] = Counter()
    explained: Counter[str] = Counter()
    sources: dict[str, str] = {}
    unexplained: list[str] = []
    for document, theirs in zip(documents, program.results(documents), strict=True):
        for name in (*FROM_INCOME, *FROM_TAX):
            said = getattr(theirs, name)
            if said is None:
                continue
            changes = explanations(name, theirs, document, program.KNOWN)
            if changes is None:
                mine = our_amount(name, ours(with_what_they_worked_out(document, theirs)))
                unexplained.append(f"{name}: {program.NAME} {said:.2f}, Fledge {mine}\n  {json.dumps(document)}")
            elif changes:
                label = " + ".join(change.name for change in changes)
                explained[f"{name}: {label}"] += 1
                sources |= {change.name: change.source for change in changes}
            else:
                agreed[name] += 1
    _report(program.NAME, households, agreed, explained, sources, unexplained)
    return len(unexplained)


def _report(
    program: str,
    households: int,
    agreed: Counter[str],
    explained: Counter[str],
    sources: dict[str, str],
    unexplained: list[str],
) -> None:
    out = [f"{program}: {households} households"]
    out += [f"  same {name}: {count}" for name, count in agreed.items()]
    out += [f"  explained, {label}: {count}" for label, count in explained.most_common()]
    out += [f"  law, {name}: {source}" for name, source in sources.items()]
    out += unexplained[:SHOWN]
    out.append(
        f"{program}: {agreed.total()} amounts the same, {explained.total()} explained, {len(unexplained)} unexplained"
    )
    sys.stdout.write("\n".join(out) + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", choices=("tax_calculator", "policyengine"))
    parser.add_argument("--households", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    # The shipped figures lie in a room that Django has to know.
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actc_site.settings")
    import_module("django").setup()
    program = import_module(f"tests.comparison.{options.program}")
    if find_spec(program.PACKAGE) is None:
        parser.error(f"{program.PACKAGE} is not installed; it is in the dependency group comparison")
    return 1 if compare(program, options.households, options.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
