"""The full-text index of SQLite: words in, places out. What is FTS5's own stays here and in `sqlite_plan.py`.

A statement stands in the index under its *place*: day and row in one number, `day << 32 | row`. So places in descending
order are the newest statements first, a range of days is a range of places, and the first twenty of a million are found
without looking at the others. Beside the index stand

    statement_places     what facets count, in numbers, and `statement_names`, what the numbers mean
    statement_totals     how often each of these numbers comes
    statement_spellings  every word of any content by its skeleton: which ones a phrase could take for its own

Columns of the index, words folded by `search_words`:

    words      of the content, in their order
    skeleton   the same by `skeleton`, for phrases: candidates, which `verifying.py` looks through
    readings   of the content's words: what they are without clitics
    who, addressee, via, outlet   words and readings of the names, and each word with = before it for literal search
    marks      all, act=…, force=…, type=…, kind=…, named=…, state=…, entity=…
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from musnad.arabic.search_words import readings, skeleton, words
from musnad.archive.tables import statements

COLUMNS = ("words", "skeleton", "readings", "who", "addressee", "via", "outlet", "marks")
NAMES = {"who": ("who", "source"), "addressee": ("addressee",), "via": ("via",), "outlet": ("outlet",)}
_SIGNS = re.compile("[^A-Za-z0-9]")
REJECTED = 'marks : "state=rejected"'  # for MATCH
ROW_BITS = 32
ROW_MASK = (1 << ROW_BITS) - 1
# Their order is kept in archives, as numbers: add behind, change nothing.
CODES = {
    "act": ("state", "deny", "call", "demand", "pledge", "warn", "threaten", "accuse", "criticise", "welcome", "reject",
            "express"),
    "force": ("neutral", "endorsing", "distancing"),
    "type": ("direct", "indirect", "mixed"),
    "kind": ("none", "person", "organisation", "media", "document", "unnamed"),
    "state": ("machine", "accepted", "corrected", "rejected"),
}  # fmt: skip
CODE_BITS = 5  # of each of them in `statement_places.codes`, the first one lowest; the outlet's name stands above
OUTLET_SHIFT = CODE_BITS * len(CODES)

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
    """CREATE TABLE IF NOT EXISTS statement_totals (
    field TEXT NOT NULL, value INTEGER NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (field, value)) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS statement_spellings (
    skeleton TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (skeleton, word)) WITHOUT ROWID""",
)
_INSERT = f"INSERT INTO statement_words(rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"
_DELETE = (
    f"INSERT INTO statement_words(statement_words, rowid, {', '.join(COLUMNS)}) "
    f"VALUES ('delete', ?{', ?' * len(COLUMNS)})"
)
NEEDED = (
    "row", "day", "content", "who", "source", "addressee", "via", "outlet", "act", "force", "type", "kind", "state",
    "entity",
)  # fmt: skip
"""Columns of `statements` that a row needs here."""


def create(connection: Connection) -> None:
    """Make the index and what stands beside it."""
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
    places = [(place_of(row), *_codes_of(row, names)) for row in rows]
    connection.exec_driver_sql("INSERT INTO statement_places(place, who, codes) VALUES (?, ?, ?)", places)
    _add_to_totals(connection, _totals_of(places))


def remove(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Take statements out of the index.

    Args:
        rows: as they were when they were indexed: an index without a copy of its words has to be told them again.
            For a change, remove the old rows, then index the new ones.
    """
    if not rows:
        return
    connection.exec_driver_sql(_DELETE, [(place_of(row), *columns_of(row)) for row in rows])
    places = []
    for row in rows:
        delete = "DELETE FROM statement_places WHERE place = ? RETURNING place, who, codes"
        places += [tuple(found) for found in connection.exec_driver_sql(delete, (place_of(row),))]
    _add_to_totals(connection, {number: -times for number, times in _totals_of(places).items()})


# -- a row as the index has it -----------------------------------------------------------------


def ordinal(day: str | None) -> int:
    """Return a day YYYY-MM-DD as a number that grows with it; 0 where it isn't known."""
    try:
        return date.fromisoformat(day).toordinal() if day else 0
    except ValueError:
        return 0


def place_of(row: Mapping[str, Any]) -> int:
    """Return the place of a statement."""
    return ordinal(row["day"]) << ROW_BITS | int(row["row"])


def marks_of(row: Mapping[str, Any]) -> list[str]:
    """Return what a statement has of the fields with few values, as `field=value`."""
    kind = row["kind"] or "none"
    named = "no" if kind in ("none", "unnamed") else "yes"
    marks = [f"{field}={row[field]}" for field in ("act", "force", "type", "state")]
    marks += [f"kind={kind}", f"named={named}"]
    return [*marks, entity_mark(row["entity"])] if row["entity"] else marks


def entity_mark(entity: str) -> str:
    """Return the mark of an entity; the tokenizer cuts words at signs, so they become _."""
    return "entity=" + _SIGNS.sub("_", entity).lower()


def columns_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what stands in the columns of the index for a statement."""
    found = words(row["content"])
    read = set().union(*map(readings, found))
    return (
        " ".join(found), " ".join(map(skeleton, found)), " ".join(sorted(read)),
        *(_name_words(row[field] for field in fields) for fields in NAMES.values()), " ".join(["all", *marks_of(row)]),
    )  # fmt: skip


def _name_words(texts: Iterable[str | None]) -> str:
    found = {word for text in texts if text for word in words(text)}
    if not found:
        return ""
    read = set().union(*map(readings, found))
    return " ".join(sorted({*found, *read, *(f"={word}" for word in found)}))


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


def names_of(row: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what facets count a statement under: field (entity or else who; outlet), key, name."""
    found = []
    if row["entity"]:
        found.append(("entity", str(row["entity"]), str(row["who"])))
    elif row["who"]:
        found.append(("who", " ".join(words(row["who"])), str(row["who"])))
    if row["outlet"]:
        found.append(("outlet", " ".join(words(row["outlet"])), str(row["outlet"])))
    return found


def _codes_of(row: Mapping[str, Any], names: Mapping[tuple[str, str], int]) -> tuple[int, int]:
    numbers = {field: names.get((field, key), -1) for field, key, _name in names_of(row)}
    codes = numbers.get("outlet", 0) << OUTLET_SHIFT
    for place, (field, values) in enumerate(CODES.items()):
        codes |= values.index(row[field] or "none") << CODE_BITS * place
    return numbers.get("entity", numbers.get("who", 0)), codes


def _totals_of(places: Iterable[Sequence[int]]) -> Counter[tuple[str, int]]:
    totals: Counter[tuple[str, int]] = Counter()
    for place, who, codes in places:
        totals.update((("day", place >> ROW_BITS), ("who", who), ("codes", codes)))
    return totals


def _add_to_totals(connection: Connection, totals: Mapping[tuple[str, int], int]) -> None:
    if totals:
        connection.exec_driver_sql(
            "INSERT INTO statement_totals VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET times = times + excluded.times",
            [(field, value, times) for (field, value), times in totals.items()],
        )


def statements_by_entity(connection: Connection) -> dict[str, int]:
    """Return how many statements each entity has, rejected ones too."""
    query = (
        "SELECT key, times FROM statement_names JOIN statement_totals ON statement_totals.field = 'who' "
        "AND statement_totals.value = statement_names.id WHERE statement_names.field = 'entity' AND times > 0"
    )
    return {str(key): int(times) for key, times in connection.exec_driver_sql(query)}


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
    totals = connection.exec_driver_sql("SELECT field, value, times FROM statement_totals WHERE times != 0")
    counted = _totals_of((place, *rest) for place, rest in places.items())
    if {(field, value): times for field, value, times in totals} != counted:
        yield "statement_totals", "the totals of facets are others than those of the table that they count"
    spelt = {word for (word,) in connection.exec_driver_sql("SELECT word FROM statement_spellings")}
    indexed = _sums_of_index(connection)
    needed = [statements.c[name] for name in NEEDED]
    for found in connection.execute(select(statements.c.id, *needed).order_by(statements.c.row)).mappings():
        row = dict(found)
        place = place_of(row)
        columns = columns_of(row)
        if indexed.pop(place, None) != _sum_of(columns) or not spelt.issuperset(columns[0].split()):
            yield f"statement {row['id']}", "the full-text index has other words"
        if places.pop(place, None) != [*_codes_of(row, names)]:
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
