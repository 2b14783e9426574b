"""A compiled engine is only ever that of the sources beside it: nobody may be answered by yesterday's law."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from interview.management import compiled_engine
from interview.management.commands import compile_engine as command
from interview.management.compiled_engine import SUFFIX, CannotCompile, compile_engine, refuse_outdated, remove


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """An app whose engine has one module, compiled when it lay as it lies."""
    (tmp_path / "engine").mkdir()
    (tmp_path / "evaluation.py").touch()
    (tmp_path / "engine" / "money.py").write_text("CENTS = 100\n", encoding="utf-8")
    (tmp_path / "engine" / f"money{SUFFIX}").write_bytes(b"machine code")
    (tmp_path / f"compiled__mypyc{SUFFIX}").write_bytes(b"machine code")
    (tmp_path / "compiled.sha256").write_text(compiled_engine._digest(tmp_path), encoding="ascii")
    return tmp_path


def test_plain_python_and_what_was_compiled_from_it_may_run(app: Path) -> None:
    refuse_outdated(app)
    refuse_outdated(app / "a place where nothing was compiled")


@pytest.mark.parametrize("change", ["changed", "added", "removed", "without a stamp"])
def test_what_was_compiled_from_other_sources_is_refused(app: Path, change: str) -> None:
    if change == "changed":
        (app / "engine" / "money.py").write_text("CENTS = 101\n", encoding="utf-8")
    elif change == "added":
        (app / "engine" / "form_9999.py").touch()
    elif change == "removed":
        (app / "engine" / "money.py").unlink()
    else:
        (app / "compiled.sha256").unlink()
    with pytest.raises(SystemExit, match=r"Run `manage\.py compile_engine` again"):
        refuse_outdated(app)


def test_removing_it_leaves_plain_python(app: Path) -> None:
    remove(app)
    assert sorted(path.name for path in app.rglob("*.*")) == ["evaluation.py", "money.py"]
    refuse_outdated(app)


def test_without_the_tools_it_says_which(monkeypatch: pytest.MonkeyPatch, app: Path) -> None:
    monkeypatch.setitem(sys.modules, "mypyc.build", None)
    with pytest.raises(CannotCompile, match=r"pip install -r tests/requirements\.lock"):
        compile_engine(app)
    refuse_outdated(app)


def test_the_command_says_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise CannotCompile("no compiler here")

    said = StringIO()
    monkeypatch.setattr(command, "compile_engine", lambda: 22)
    call_command("compile_engine", stdout=said)
    assert said.getvalue().startswith("Compiled 22 modules of the engine.")
    monkeypatch.setattr(command, "compile_engine", refuse)
    with pytest.raises(CommandError, match="no compiler here"):
        call_command("compile_engine")
