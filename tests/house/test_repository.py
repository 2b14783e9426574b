"""What a clone may hold: its top level, its lock files, nothing of the machine it was written on."""

from __future__ import annotations

import re

import pytest

from tests.house.files import ROOT, python_modules, texts, tracked

TOP_LEVEL = {
    "manage.py", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "requirements.lock",
    "actc_site", "interview", "templates", "static", "tests",
}  # fmt: skip
LOCK_FILES = ("requirements.lock", "tests/requirements.lock")
PACKAGE = re.compile(r"[a-z0-9][a-z0-9._-]*(\[[a-z0-9,_-]+\])?==[0-9][0-9a-z.+!]*( ; [A-Za-z0-9_ '<>=!().]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")

# Put together from halves, so that this file passes its own test.
PACKAGE_HOSTS = re.compile(
    "|".join(("pypi\\." + "org", "python" + "hosted", "registry\\." + "npmjs", "debian\\." + "org/"))
)
MACHINE_PATHS = re.compile(r"(?<![\w.>)}])/(?:" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me")) + r")/")
UNFINISHED = re.compile("|".join((r"\bTO" + "DO", r"\bFIX" + "ME", r"# *XX" + r"X\b")))
SHAPELESS = {"utils", "helpers", "common", "misc", "managers", "constants"}
LONGEST_MODULE = 320
LONGEST_TEST_MODULE = 400  # tables of cases


def test_the_top_level_holds_only_what_it_should() -> None:
    top = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in top if not name.startswith(".")} <= TOP_LEVEL


@pytest.mark.parametrize("name", LOCK_FILES)
def test_a_lock_file_carries_names_versions_and_hashes_only(name: str) -> None:
    strange = [
        line
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if not (PACKAGE.fullmatch(line) or HASH.fullmatch(line))
    ]
    assert not strange


def test_both_lock_files_name_the_same_versions() -> None:
    served, tested = (versions(name) for name in LOCK_FILES)
    assert {name: version for name, version in served.items() if tested.get(name, version) != version} == {}


def versions(lock_file: str) -> dict[str, str]:
    lines = (ROOT / lock_file).read_text(encoding="utf-8").splitlines()
    return dict(line.split(" ")[0].split("==") for line in lines if not line.startswith(" "))


@pytest.mark.parametrize("pattern", [PACKAGE_HOSTS, MACHINE_PATHS, UNFINISHED], ids=["hosts", "paths", "unfinished"])
def test_no_file_names_a_package_host_a_machine_path_or_unfinished_work(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not found


def test_every_module_is_named_after_its_subject() -> None:
    names = {
        (path.relative_to(ROOT).as_posix(), path.stem) for path in python_modules("actc_site", "interview", "tests")
    }
    assert not [path for path, stem in names if stem in SHAPELESS]


def test_no_module_is_too_long_to_read_in_one_sitting() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_modules("actc_site", "interview", "tests")
        if "migrations" not in path.parts
    }
    assert not {
        path: length
        for path, length in lengths.items()
        if length > (LONGEST_TEST_MODULE if path.startswith("tests/") else LONGEST_MODULE)
    }
