"""The engine's arithmetic as machine code: twice as fast, for installs that work through files of households.

It is optional and changes no result. What was compiled from other sources than those that lie beside it would answer
by yesterday's law, so it is refused wherever the program starts.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
ENGINE = ROOT / "interview" / "engine"
SUFFIX = EXTENSION_SUFFIXES[0]
GROUP = "interview.engine.compiled"
# They hold types that are read by their annotations, and no arithmetic.
NOT_COMPILED = frozenset(
    {"__init__", "assessment_types", "consistency", "figures", "form_lines", "household", "parameters", "places"}
    | {"sections", "wording"}
)


class CannotCompile(Exception):
    """The tools are missing, or the compiler refused; the message says what to do."""


def refuse_outdated(engine: Path = ENGINE) -> None:
    """End the program, in words, where the compiled engine is not that of the sources."""
    if _built(engine) and _stamp(engine) != _digest(engine):
        raise SystemExit(
            "The compiled engine is not that of this version. Run `manage.py compile_engine` again, or "
            "`manage.py compile_engine --remove` to work without it."
        )


def compile_engine(engine: Path = ENGINE) -> int:
    """Compile the sources and put the result beside them; how many modules there are. Raises CannotCompile."""
    try:
        from mypyc.build import mypycify  # noqa: PLC0415
        from setuptools import Distribution  # noqa: PLC0415
        from setuptools.command.build_ext import build_ext  # noqa: PLC0415
    except ImportError as missing:
        raise CannotCompile(
            f"{missing}. Compiling takes the tools of the tests: pip install -r tests/requirements.lock"
        ) from None
    remove(engine)
    sources = [path for path in _sources(engine) if path.stem not in NOT_COMPILED]
    root = engine.parents[1]
    with TemporaryDirectory() as scratch, _working_in(root):
        try:
            extensions = mypycify(
                [str(path.relative_to(root)) for path in sources], group_name=GROUP, target_dir=scratch
            )
            command = build_ext(Distribution({"name": "engine", "ext_modules": extensions}))
            command.build_lib, command.build_temp = f"{scratch}/built", f"{scratch}/objects"
            command.ensure_finalized()
            command.run()
        except (Exception, SystemExit) as refused:  # noqa: BLE001  # whatever a compiler says, a person reads it
            raise CannotCompile(
                f"The compiler refused: {refused}. It takes a C compiler and Python's headers."
            ) from None
        for built in Path(scratch, "built", "interview", "engine").glob(f"*{SUFFIX}"):
            shutil.copy(built, engine)
    _stamp_file(engine).write_text(_digest(engine), encoding="ascii")
    return len(sources)


def remove(engine: Path = ENGINE) -> None:
    """Back to plain Python."""
    for built in (*_built(engine), _stamp_file(engine)):
        built.unlink(missing_ok=True)


def _sources(engine: Path) -> list[Path]:
    return sorted(engine.glob("*.py"))


def _built(engine: Path) -> list[Path]:
    return sorted(engine.glob(f"*{SUFFIX}"))


def _digest(engine: Path) -> str:
    """Of all sources: compiled modules know the others' types too."""
    found = sha256(SUFFIX.encode())
    for path in _sources(engine):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _stamp_file(engine: Path) -> Path:
    return engine / "compiled.sha256"


def _stamp(engine: Path) -> str | None:
    try:
        return _stamp_file(engine).read_text(encoding="ascii")
    except FileNotFoundError:
        return None


@contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    """The compiler names modules by where it is called."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
