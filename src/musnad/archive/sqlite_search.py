"""The full-text index of SQLite: words in, places out. What is FTS5's own stays here and in `sqlite_plan.py`.

A statement stands in the index under its *place*: day and row in one number, `day << 28 | row`. So places in descending
order are the newest statements first, a range of days is a range of places, and the first twenty of a million are found
without looking at the others. Beside the index stand

    statement_places     what facets count, in numbers, and `statement_names`, what the numbers mean
    statement_totals     how often each of these numbers comes: in all, and in statements with each word of `COMMON`
    statement_spellings  every word of any content by its skeleton: which ones a phrase could take for its own

Columns of the index, words folded by `search_words`:

    words      of the content, in their order
    skeleton   the same by `skeleton`, for phrases: candidates, which `verifying.py` looks through
    readings   of the content's words: what they are without clitics
    who, addressee, via, outlet   words and readings of the names
    marks      all, act=…, force=…, type=…, kind=…, named=…, state=…, entity=…
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from musnad.arabic.search_words import skeleton
from musnad.archive.places import COLUMNS, NEEDED, ROW_MASK, codes_of, columns_of, names_of, place_of
from musnad.archive.totals import COLUMN_OF, TOTALS, Totals, common_in
from musnad.archive.worded import batches

CHECKED_AT_ONCE = 2_000  # statements
REJECTED = 'marks : "state=rejected"'  # for MATCH

# Contentless: the words stand in no second copy. The tokenizer `ascii` cuts at blanks only: words come cut and folded.
_SCHEMA = (
    f"""CREATE VIRTUAL TABLE IF NOT EXISTS statement_words USING fts5(
    {", ".join(COLUMNS)}, content='', tokenize="ascii tokenchars '=_'", detail=full)""",
    # Relevance counts words of the content, found as they stand, as a reading or in a phrase.
    "INSERT INTO statement_words(statement_words, rank) VALUES ('rank', 'bm25(1, 1, 1, 0, 0, 0, 0, 0)')",
    """CREATE TABLE IF NOT EXISTS statement_places (
    place INTEGER PRIMARY KEY, who INTEGER NOT NULL, codes INTEGER NOT NULL)""",
    """CREATE TABLE IF NOT EXISTS statement_names (
    id INTEGER PRIMARY KEY, field TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (field, key))""",
    f"""CREATE TABLE IF NOT EXISTS statement_totals (
    field TEXT NOT NULL, value INTEGER NOT NULL,
    {", ".join(f"{name} INTEGER NOT NULL" for name in TOTALS)}, PRIMARY KEY (field, value)) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS statement_totals_who ON statement_totals(times) WHERE field = 'who'",
    """CREATE TABLE IF NOT EXISTS statement_spellings (
    skeleton TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (skeleton, word)) WITHOUT ROWID""",
)
_INSERT = f"INSERT INTO statement_words(rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"
_DELETE = (
    f"INSERT INTO statement_words(statement_words, rowid, {', '.join(COLUMNS)}) "
    f"VALUES ('delete', ?{', ?' * len(COLUMNS)})"
)
_ADD = (
    f"INSERT INTO statement_totals VALUES (?, ?{', ?' * len(TOTALS)}) ON CONFLICT DO UPDATE SET "
    + ", ".join(f"{name} = {name} + excluded.{name}" for name in TOTALS)
)


def create_index(connection: Connection) -> None:
    """Make the index and what stands beside it, as far as it isn't there."""
    for line in _SCHEMA:
        connection.exec_driver_sql(line)


def index(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Index new statements; `rows` are those of `rows.py` or of `statements`, the columns in `NEEDED` among them."""
    if not rows:
        return
    rows = sorted(rows, key=place_of)  # FTS5 writes a part of its index out wherever numbers go down
    columns = [columns_of(row) for row in rows]
    connection.exec_driver_sql(_INSERT, [(place_of(row), *of) for row, of in zip(rows, columns, strict=True)])
    if spelt := set().union(*(of[0].split() for of in columns)):
        pairs = sorted((skeleton(word), word) for word in spelt)
        connection.exec_driver_sql("INSERT OR IGNORE INTO statement_spellings VALUES (?, ?)", pairs)
    names = _name_ids(connection, rows)
    places = [(place_of(row), *codes_of(row, names)) for row in rows]
    connection.exec_driver_sql("INSERT INTO statement_places(place, who, codes) VALUES (?, ?, ?)", places)
    totals = Totals()
    for place, of in zip(places, columns, strict=True):
        totals.add(place, [0, *common_in(of)])
    _add(connection, totals)


def remove(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Take statements out of the index.

    Args:
        rows: as they were when they were indexed: an index without a copy of its words has to be told them again.
            For a change, remove the old rows, then index the new ones.
    """
    if not rows:
        return
    columns = [columns_of(row) for row in rows]
    connection.exec_driver_sql(_DELETE, [(place_of(row), *of) for row, of in zip(rows, columns, strict=True)])
    totals = Totals()
    for row, of in zip(rows, columns, strict=True):
        delete = "DELETE FROM statement_places WHERE place = ? RETURNING place, who, codes"
        for place in connection.exec_driver_sql(delete, (place_of(row),)).all():
            totals.add(place, [0, *common_in(of)], by=-1)
    _add(connection, totals)


def _add(connection: Connection, totals: Totals) -> None:
    """Add to what the archive has."""
    if totals:
        connection.exec_driver_sql(_ADD, [(*number, *counts) for number, counts in totals.items()])


def _name_ids(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """Return the numbers of speakers and outlets by field and name; new ones are written down."""
    wanted: dict[tuple[str, str], str] = {}
    for row in rows:
        for named in names_of(row):
            wanted.setdefault(named[:2], named[2])
    found = {}
    for (field, key), name in wanted.items():
        query = "SELECT id FROM statement_names WHERE field = ? AND key = ?"
        number = connection.exec_driver_sql(query, (field, key)).scalar()
        if number is None:
            insert = "INSERT INTO statement_names(field, key, name) VALUES (?, ?, ?) RETURNING id"
            number = connection.exec_driver_sql(insert, (field, key, name)).scalar()
        found[field, key] = int(number or 0)
    return found


def having(word: str) -> str:
    """Return what MATCH finds a word by, as it is asked for."""
    return f'{{words readings}} : "{word}"'


def totals_of_index(connection: Connection) -> Totals:
    """Count anew: all places, and the common words as the index has them."""
    totals = Totals()
    for place in connection.exec_driver_sql("SELECT place, who, codes FROM statement_places"):
        totals.add(place, (0,))
    sql = (
        "SELECT place, who, codes FROM (SELECT rowid AS place FROM statement_words WHERE statement_words MATCH ?) "
        "CROSS JOIN statement_places USING (place)"
    )
    for word, column in COLUMN_OF.items():
        for place in connection.exec_driver_sql(sql, (having(word),)):
            totals.add(place, (column,))
    return totals


# -- proof -------------------------------------------------------------------------------------


def check_index(connection: Connection) -> Iterator[tuple[str, str]]:
    """Compare index and tables, word by word; yield every statement in which they differ: its place, what is wrong.

    It reads the whole index: three minutes for a million statements (4 s of processor time for 20,000).
    """
    names = {
        (field, key): number
        for number, field, key in connection.exec_driver_sql("SELECT id, field, key FROM statement_names")
    }
    places = {
        place: rest for place, *rest in connection.exec_driver_sql("SELECT place, who, codes FROM statement_places")
    }
    totals = connection.exec_driver_sql(f"SELECT field, value, {', '.join(TOTALS)} FROM statement_totals")
    kept = {(field, value): counts for field, value, *counts in totals if any(counts)}
    if kept != totals_of_index(connection):
        yield "statement_totals", "the totals of facets are others than those of the index"
    spelt = {word for (word,) in connection.exec_driver_sql("SELECT word FROM statement_spellings")}
    indexed = _sums_of_index(connection)
    for row in chain.from_iterable(batches(connection, ("id", *NEEDED), CHECKED_AT_ONCE)):
        place = place_of(row)
        columns = columns_of(row)
        if indexed.pop(place, None) != _sum_of(columns) or not spelt.issuperset(columns[0].split()):
            yield f"statement {row['id']}", "the full-text index has other words"
        if places.pop(place, None) != [*codes_of(row, names)]:
            yield f"statement {row['id']}", "the table of facets has other values"
    for place in sorted({*indexed, *places}):
        yield f"statements, row {place & ROW_MASK}", "in the index, and no such statement"


def _sums_of_index(connection: Connection) -> dict[int, int]:
    """Return a sum over the words of every place, by column and position."""
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.statement_vocabulary USING fts5vocab(main, statement_words, instance)"
    )
    sums: dict[int, int] = {}
    numbers = {name: number for number, name in enumerate(COLUMNS)}
    query = "SELECT term, doc, col, offset FROM temp.statement_vocabulary"
    last, start = "", 0
    for term, place, column, offset in connection.exec_driver_sql(query):
        if term != last:
            last, start = term, zlib.crc32(term.encode("utf-8"))
        sums[place] = sums.get(place, 0) + _instance(start, numbers[column], offset)
    return sums


def _sum_of(columns: Sequence[str]) -> int:
    return sum(
        _instance(zlib.crc32(term.encode("utf-8")), number, offset)
        for number, column in enumerate(columns)
        for offset, term in enumerate(column.split())
    )


def _instance(term: int, column: int, offset: int) -> int:
    return (term + 1) * (offset * len(COLUMNS) + column + 1)
