"""Full text search over clients: names, references, e-mail addresses and notes, by the beginnings of words.

Each file has one document of plain words, without accents and capitals. Every word begins with the office’s number,
so that a look into the index passes over the words of that office alone: FTS5 in SQLite, which keeps documents in a
table of its own, and a GIN index in PostgreSQL, where they are a column of the file that Django does not know
(migration 0022): only so can PostgreSQL put that index together with those of other filters before it reads a file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from django.db import connection, transaction
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

from interview.firms.file_models import ClientFile, ClientFileQuerySet, Note

TABLE = "interview_filesearch"
"""Where SQLite keeps the documents."""
AT_A_TIME = 500
MOST_WORDS = 8
LONGEST_WORD = 40
LENGTH_OF_REFERENCE = 8
MANY = 15_000
"""SQLite asks a text that finds more about each client that the other filters leave, and not the other way round."""
_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text as they are indexed and searched."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)]


def index(file: ClientFile) -> None:
    """Bring the document of a file up to its name, address and notes. Four queries."""
    index_many([file.pk])


def index_many(files: Sequence[int]) -> None:
    """The same for some hundred files at once. One query more, that locks them: nothing is written in between."""
    with transaction.atomic():
        list(ClientFile.objects.select_for_update(no_key=True).filter(pk__in=files).order_by("pk").values_list("pk"))
        _index_locked(files)


def index_missing() -> int:
    """Documents for files that have none, after a database was copied row by row; how many. Daily."""
    in_postgresql = "SELECT id FROM interview_clientfile WHERE document IS NULL ORDER BY id LIMIT %s"
    in_sqlite = f"SELECT id FROM interview_clientfile WHERE id NOT IN (SELECT rowid FROM {TABLE}) ORDER BY id LIMIT %s"  # noqa: S608
    indexed = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(in_postgresql if connection.vendor == "postgresql" else in_sqlite, [AT_A_TIME])
            keys = [key for (key,) in cursor.fetchall()]
        if not keys:
            return indexed
        index_many(keys)
        indexed += len(keys)


def _index_locked(files: Sequence[int]) -> None:
    notes: dict[int, list[str]] = defaultdict(list)
    for key, text in Note.objects.filter(file__in=files).order_by("pk").values_list("file", "text"):
        notes[key].append(text)
    columns = ("pk", "office", "name", "email", "draft__public_id", "draft__address__email")
    rows = [
        (pk, document(office, *texts(name, public_id, email), address or "", *notes[pk]))
        for pk, office, name, email, public_id, address in ClientFile.objects.filter(pk__in=files).values_list(*columns)
    ]
    store(rows)


def after_address_confirmed(drafts: Sequence[int], **_signal: Any) -> None:
    """What `drafts.changes.address_confirmed` calls: from now on the office finds the family by its address."""
    if files := list(ClientFile.objects.filter(draft__in=drafts).values_list("pk", flat=True)):
        index_many(files)


def texts(name: str, public_id: UUID, email: str) -> tuple[str, str, str]:
    """What every file is found by, from its first day."""
    return name, str(public_id)[:LENGTH_OF_REFERENCE], email


def document(office: int, *texts: str) -> list[str]:
    """The words of a file's document, each once."""
    return list(dict.fromkeys(_of_office(office, word) for text in texts for word in words(text)))


def store(rows: Iterable[tuple[int, list[str]]]) -> None:
    """Write documents over those that are there."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            found = list(rows)
            cursor.execute(
                "UPDATE interview_clientfile AS file SET document = array_to_tsvector(string_to_array(new.words, ' ')) "
                "FROM unnest(%s::bigint[], %s::text[]) AS new (file_id, words) WHERE file.id = new.file_id",
                [[key for key, _words in found], [" ".join(words) for _key, words in found]],
            )
        else:
            cursor.executemany(
                f"INSERT OR REPLACE INTO {TABLE} (rowid, document) VALUES (%s, %s)",  # noqa: S608
                [(key, " ".join(found)) for key, found in rows],
            )


def forget(files: Iterable[int]) -> None:
    """Wipe the documents of files that are deleted. In PostgreSQL they go with their files."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(each,) for each in files])  # noqa: S608


def after_file_deleted(instance: ClientFile, **_signal: Any) -> None:
    """What Django sends when a file is deleted, also with its draft or its office."""
    forget([instance.pk])


def matching(
    files: QuerySet[ClientFile], text: str, *, many: bool = False, narrowed: bool = False
) -> QuerySet[ClientFile]:
    """Those of an office's files that have all words of a text, each as the beginning of a word.

    `files` comes from `rights.files`, which says whose they are. A text without a word finds nothing. `many`: they are
    walked in the order of an index, as in `list_query.Wanted`. `narrowed`: other filters leave fewer; on SQLite one
    query tells at once whether the text finds many.
    """
    wanted = words(text)[:MOST_WORDS]
    office = cast("ClientFileQuerySet", files).office_id
    if office is None:
        raise ValueError("Nobody said in which office to search.")
    if not wanted:
        return files.none()
    query = _query(office, wanted)
    if connection.vendor == "postgresql":
        return files.filter(_HasWords(F("pk"), Value(query), row_by_row=many))
    if many or (narrowed and _finds_many(query)):
        return files.filter(_IsFound(F("pk"), Value(query)))
    return files.filter(pk__in=RawSQL(*_select(query)))  # noqa: S611 - the words are parameters


def _of_office(office: int, word: str) -> str:
    """No word has the line in it, so that no word of one office is the beginning of another's."""
    return f"{office}_{word}"


def _query(office: int, wanted: Sequence[str]) -> str:
    """All words as beginnings, in the language of the database."""
    if connection.vendor == "postgresql":
        return " & ".join(f"'{_of_office(office, word)}':*" for word in wanted)
    return " AND ".join(f'"{_of_office(office, word)}"*' for word in wanted)


class _HasWords(Func):
    """PostgreSQL's question to the document in a file's own row. `row_by_row`: the list is walked in another order."""

    output_field = BooleanField()

    def as_postgresql(self, compiler: Any, _connection: Any, **_more: Any) -> Any:
        """The first expression is the file's key: it says by which name the query knows the row."""
        key, words_in_it = self.get_source_expressions()
        row = compiler.quote_name_unless_alias(key.alias)
        wanted, values = compiler.compile(words_in_it)
        shape = "({row}.document @@ {wanted}::tsquery)"
        if self.extra["row_by_row"]:
            # No index serves this shape, and PostgreSQL expects half of the rows to fit: it has no idea how often the
            # beginning of a word comes up, and would fetch all that fit and sort them.
            shape = "COALESCE({row}.document @@ {wanted}::tsquery, FALSE)"
        return shape.format(row=row, wanted=wanted), values


def _select(query: str) -> tuple[str, list[str]]:
    return f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s", [query]  # noqa: S608 - our own name


class _IsFound(Func):
    """Whether SQLite has found a file, asked file by file: the sign leaves it no other choice."""

    output_field = BooleanField()
    arg_joiner = f" IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH "  # noqa: S608 - our own name
    template = "(+%(expressions)s))"


def _finds_many(query: str) -> bool:
    statement, values = _select(query)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM ({statement} LIMIT {MANY + 1}) AS found", values)  # noqa: S608
        return bool(cursor.fetchone()[0] > MANY)
