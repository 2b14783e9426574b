"""The engine's arithmetic, and the way in and out of it, as machine code: for large files of households.

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

APP = Path(__file__).parents[1]
SUFFIX = EXTENSION_SUFFIXES[0]
GROUP = "interview.compiled"
# They hold types that are read by their annotations, or words, and no arithmetic.
NOT_COMPILED = frozenset(
    {
        "contract/__init__.py",
        "contract/careful_reading.py",
        "contract/countries.py",
        "contract/problems.py",
        "engine/__init__.py",
        "engine/assessment_types.py",
        "engine/figures.py",
        "engine/form_lines.py",
        "engine/household.py",
        "engine/parameters.py",
        "engine/places.py",
        "engine/sections.py",
        "engine/wording.py",
    }
)


class CannotCompile(Exception):
    """The tools are missing, or the compiler refused; the message says what to do."""


def refuse_outdated(app: Path = APP) -> None:
    """End the program, in words, where the compiled engine is not that of the sources."""
    if _built(app) and _stamp(app) != _digest(app):
        raise SystemExit(
            "The compiled engine is not that of this version. Run `manage.py compile_engine` again, or "
            "`manage.py compile_engine --remove` to work without it."
        )


def compile_engine(app: Path = APP) -> int:
    """Compile the sources and put the result beside them; how many modules there are. Raises CannotCompile."""
    try:
        from mypyc.build import mypycify  # noqa: PLC0415
        from setuptools import Distribution  # noqa: PLC0415
        from setuptools.command.build_ext import build_ext  # noqa: PLC0415
    except ImportError as missing:
        raise CannotCompile(
            f"{missing}. Compiling takes the tools of the tests: pip install -r tests/requirements.lock"
        ) from None
    remove(app)
    sources = [path for path in _sources(app) if path.relative_to(app).as_posix() not in NOT_COMPILED]
    root = app.parent
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
        made = Path(scratch, "built", app.name)
        for built in made.rglob(f"*{SUFFIX}"):
            shutil.copy(built, app / built.relative_to(made))
    _stamp_file(app).write_text(_digest(app), encoding="ascii")
    return len(sources)


def remove(app: Path = APP) -> None:
    """Back to plain Python."""
    for built in (*_built(app), _stamp_file(app)):
        built.unlink(missing_ok=True)


def _sources(app: Path) -> list[Path]:
    return [*sorted(app.glob("engine/*.py")), *sorted(app.glob("contract/*.py")), app / "evaluation.py"]


def _built(app: Path) -> list[Path]:
    return [path for folder in ("", "engine/", "contract/") for path in app.glob(f"{folder}*{SUFFIX}")]


def _digest(app: Path) -> str:
    """Of all sources: compiled modules know the others' types too."""
    found = sha256(SUFFIX.encode())
    for path in _sources(app):
        found.update(path.relative_to(app).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def _stamp_file(app: Path) -> Path:
    return app / "compiled.sha256"


def _stamp(app: Path) -> str | None:
    try:
        return _stamp_file(app).read_text(encoding="ascii")
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
