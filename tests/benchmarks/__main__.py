"""How fast the engine is, and how much memory it takes: `python -m tests.benchmarks`. No part of the test run."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import NamedTuple

from interview.contract import read_household
from interview.engine import evaluate, read_parameters
from interview.years.shipped import read_shipped
from tests.benchmarks.households import KINDS, TAX_YEAR, households

ROOT = Path(__file__).parents[2]
EVALUATE = [sys.executable, str(ROOT / "manage.py"), "evaluate"]
HOUSEHOLDS = 2_000
PASSES = 15
COLD_STARTS = 9
KIB_PER_MB = 1_000_000 / 1_024


class Process(NamedTuple):
    """What one run of the command took."""

    seconds: float
    most_memory: float


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--lines", type=int, default=20_000, help="lines for the command, a million for the whole measurement"
    )
    lines = parser.parse_args().lines
    say(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, households of {TAX_YEAR}, summaries")
    for kind in KINDS:
        say(f"{kind:>6}  Python API, one core, warm       {through_the_api(kind):>9,.0f} households/s")
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            file = Path(folder) / f"{kind}.jsonl"
            with file.open("w", encoding="utf-8") as stream:
                stream.writelines(json.dumps(document) + "\n" for document in households(kind, lines))
            for cores, workers in (("one core", "1"), ("all cores", "0")):
                ran = run([*EVALUATE, "--jsonl", "--summary", "--workers", workers, str(file)])
                say(
                    f"{kind:>6}  evaluate --jsonl, {cores:<9}      {lines / ran.seconds:>9,.0f} households/s"
                    f", {lines:,} lines, {ran.most_memory:,.0f} MB at most in one process"
                )
        one = Path(folder) / "one.json"
        one.write_text(json.dumps(next(households("abroad", 1))), encoding="utf-8")
        cold = statistics.median(run([*EVALUATE, str(one)]).seconds for _ in range(COLD_STARTS))
        say(f"        evaluate, one household, cold    {cold:>9.2f} s, median of {COLD_STARTS}")


def through_the_api(kind: str) -> float:
    """Households in a second, the median of several passes after one to warm up."""
    parameters = read_parameters(read_shipped(TAX_YEAR))
    given = [read_household(document) for document in households(kind, HOUSEHOLDS)]
    speeds = []
    for _ in range(PASSES + 1):
        started = time.perf_counter()
        for household in given:
            evaluate(household, parameters, detail=False)
        speeds.append(HOUSEHOLDS / (time.perf_counter() - started))
    return statistics.median(speeds[1:])


def run(command: list[str]) -> Process:
    """The command as a process of its own, its answers thrown away."""
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Process(time.perf_counter() - started, used.ru_maxrss / KIB_PER_MB)


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
