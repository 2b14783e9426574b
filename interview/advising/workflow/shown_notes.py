"""Notes as they are shown: paragraphs, headings and lists, and the wordings from before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from interview.firms.file_models import ClientFile, Note
from interview.firms.names import name_of
from interview.firms.office_models import OfficeMember


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a note: a `heading`, a `list` with its entries, or a `text` with its lines."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a note said before, until when."""

    blocks: tuple[Block, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class ShownNote:
    """One note. `own`: whoever looks has written it, and may change it."""

    pk: int
    author: str
    at: datetime
    blocks: tuple[Block, ...]
    earlier: tuple[Earlier, ...]
    mentions: tuple[str, ...]
    pinned: bool
    own: bool


def shown_notes(file: ClientFile, seat: OfficeMember, *, most: int | None = None) -> list[ShownNote]:
    """The notes about a client, what is kept at the top first. Two queries."""
    notes = Note.objects.filter(file=file).select_related("author").prefetch_related("mentions")
    return [_shown(note, seat) for note in notes[:most]]


def _shown(note: Note, seat: OfficeMember) -> ShownNote:
    earlier = (
        Earlier(blocks_of(wording["text"]), datetime.fromisoformat(wording["until"])) for wording in note.earlier
    )
    return ShownNote(
        pk=note.pk,
        author=name_of(note.author),
        at=note.created_at,
        blocks=blocks_of(note.text),
        earlier=tuple(earlier)[::-1],
        mentions=tuple(name_of(person) for person in note.mentions.all()),
        pinned=note.pinned,
        own=note.author_id == seat.user_id,
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    """A line that begins with # is a heading, lines that begin with - or * are a list, an empty line parts the rest."""
    return tuple(_blocks(text))


def _blocks(text: str) -> Iterator[Block]:
    for kind, lines in groupby(text.splitlines(), _kind_of):
        if kind == "text":
            yield Block(kind, tuple(lines))
        elif kind == "list":
            yield Block(kind, tuple(line.strip()[2:].strip() for line in lines))
        elif kind == "heading":
            for line in lines:
                yield Block(kind, (line.strip().lstrip("#").strip(),))


def _kind_of(line: str) -> str:
    line = line.strip()
    if not line:
        return ""
    if line.startswith(("# ", "## ")):
        return "heading"
    return "list" if line.startswith(("- ", "* ")) else "text"
