"""The full-text index of PostgreSQL: one table of statements by their place, with a tsvector under a GIN index.

Words come folded from `search_words`, so the vectors are written as they are and no text search configuration but
`simple`, which changes nothing, has a part in them. One vector holds all fields; the first letter of a lexeme tells its
field, so that a query over several fields is one look into the index:

    w  words of the content, with their positions       r  their readings
    h, a, v, o  words and readings of who, addressee, via, outlet
    m  marks: act=…, force=…, type=…, kind=…, named=…, state=…, entity=…, and long where positions don't hold all words

Beside it stand `statement_names`, `statement_totals` and `statement_spellings` as in SQLite (`sqlite_search.py`).
"""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text

from musnad.arabic.search_words import skeleton
from musnad.archive.backends import Progress
from musnad.archive.places import CODE_BITS, CODES, NEEDED, ROW_MASK, codes_of, columns_of, names_of, place_of
from musnad.archive.postgres_tables import copy_lines, escaped, list_of
from musnad.archive.tables import statements
from musnad.archive.totals import COLUMN_OF, TOTALS, Totals, common_in
from musnad.archive.worded import batches

LETTERS = {"words": "w", "readings": "r", "who": "h", "addressee": "a", "via": "v", "outlet": "o", "marks": "m"}
LONG = "long"
LONGEST_WORD = 200  # letters; a lexeme may have 2,046 bytes, a key of a B-tree 2,700
MOST_PLACES = 16_000  # PostgreSQL knows positions up to 16,383 …
MOST_TIMES = 250  # … and 255 of them for a lexeme
AT_ONCE = 1_000  # statements
_LONG = ("long", 0)  # in `statement_totals`: statements whose positions aren't all known
_SIZES = ("size", 0)  # in `statement_totals`: the words of all statements together, for relevance

# `statement_times` tells how often a lexeme stands in a vector: ts_rank adds 1/n² for the nth time, and divides by
# what the sum tends to, π²/6; so the rank is between two of these.
_SUMS = itertools.accumulate(1 / n**2 / 1.64493406685 for n in range(1, 256))
_STEPS = ", ".join(f"{total - 2e-6:.9f}" for total in _SUMS)
# Of the totals, those of rejected statements; an index has them, which is mostly empty.
OF_REJECTED = (
    f"field = 'codes' AND ((value >> {CODE_BITS * list(CODES).index('state')}) & {(1 << CODE_BITS) - 1}) = "
    f"{CODES['state'].index('rejected')}"
)
_SCHEMA = (
    """CREATE TABLE IF NOT EXISTS statement_words (
    place bigint NOT NULL, who bigint NOT NULL, codes bigint NOT NULL, size integer NOT NULL, words tsvector NOT NULL,
    PRIMARY KEY (place) INCLUDE (who, codes)) WITH (autovacuum_analyze_scale_factor = 0.05)""",
    "CREATE INDEX IF NOT EXISTS statement_words_words ON statement_words USING gin (words)",
    """CREATE TABLE IF NOT EXISTS statement_names (
    id bigint PRIMARY KEY, field text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, name text NOT NULL)""",
    "CREATE INDEX IF NOT EXISTS statement_names_key ON statement_names USING hash (key)",
    f"""CREATE TABLE IF NOT EXISTS statement_totals (
    field text COLLATE "C" NOT NULL, value bigint NOT NULL,
    {", ".join(f"{name} bigint NOT NULL" for name in TOTALS)}, PRIMARY KEY (field, value)) WITH (fillfactor = 70)""",
    f"CREATE INDEX IF NOT EXISTS statement_totals_rejected ON statement_totals (value) WHERE {OF_REJECTED}",
    """CREATE TABLE IF NOT EXISTS statement_spellings (
    skeleton text COLLATE "C" NOT NULL, word text COLLATE "C" NOT NULL, PRIMARY KEY (skeleton, word))""",
    f"""CREATE OR REPLACE FUNCTION statement_times(words tsvector, asked tsquery) RETURNS double precision
    LANGUAGE sql IMMUTABLE AS $$
    SELECT width_bucket(ts_rank('{{1,1,1,1}}', words, asked)::double precision,
    '{{{_STEPS}}}'::double precision[])::double precision $$""",
)
_TABLES = ("statement_words", "statement_names", "statement_totals", "statement_spellings")
_ADD = text(
    "INSERT INTO statement_totals SELECT * FROM unnest(CAST(:field AS text[]), CAST(:value AS bigint[]), "
    f"{', '.join(f'CAST(:{name} AS bigint[])' for name in TOTALS)}) ON CONFLICT (field, value) DO UPDATE SET "
    + ", ".join(f"{name} = statement_totals.{name} + excluded.{name}" for name in TOTALS)
)
_SPELL = text(
    "INSERT INTO statement_spellings SELECT * FROM "
    "unnest(string_to_array(:skeletons, ' '), string_to_array(:words, ' ')) "
    "ON CONFLICT DO NOTHING"
)


def create_index(connection: Connection) -> None:
    """Make the index and what stands beside it, as far as it isn't there."""
    for line in _SCHEMA:
        connection.exec_driver_sql(line)


def index(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Index new statements; `rows` are those of `rows.py` or of `statements`, the columns in `NEEDED` among them."""
    if not rows:
        return
    rows = sorted(rows, key=place_of)
    columns = [columns_of(row) for row in rows]
    names = _name_ids(connection, rows)
    totals, lines = Totals(), []
    for row, of in zip(rows, columns, strict=True):
        place = (place_of(row), *codes_of(row, names))
        size = size_of(of)
        lines.append("\t".join((*map(str, place), str(size), escaped(vector_of(of)))))
        totals.add(place, [0, *common_in(of)])
        totals[_SIZES][0] += size
        totals[_LONG][0] += is_long(of)
    copy_lines(connection, "statement_words", ("place", "who", "codes", "size", "words"), lines)
    spelt = sorted({word for of in columns for word in of[0].split() if len(word) <= LONGEST_WORD})
    if spelt:
        connection.execute(_SPELL, {"skeletons": " ".join(map(skeleton, spelt)), "words": " ".join(spelt)})
    _add(connection, totals)


def remove(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Take statements out of the index; the rows are as they were when they were indexed."""
    if not rows:
        return
    totals = Totals()
    delete = text("DELETE FROM statement_words WHERE place = :place RETURNING place, who, codes, size")
    for row in rows:
        for place, who, codes, size in connection.execute(delete, {"place": place_of(row)}).all():
            columns = columns_of(row)
            totals.add((place, who, codes), [0, *common_in(columns)], by=-1)
            totals[_SIZES][0] -= size
            totals[_LONG][0] -= is_long(columns)
    _add(connection, totals)


def reindex(connection: Connection, progress: Progress | None = None) -> int:
    """Make the index anew from the statements, in the transaction of `connection`: readers see the old one till then.

    Returns: the number of statements.
    """
    create_index(connection)
    for name in _TABLES:
        connection.exec_driver_sql(f"DELETE FROM {name}")
    whole = connection.execute(select(func.count()).select_from(statements)).scalar() or 0
    done = 0
    for rows in batches(connection, NEEDED, AT_ONCE):
        index(connection, rows)
        done += len(rows)
        if progress is not None:
            progress(done, whole)
    return done


# -- a row as the index has it -----------------------------------------------------------------


def lexeme(field: str, word: str) -> str:
    """Return a lexeme of a field, in quotes; of a word that is too long for one its beginning and a hash."""
    if len(word) > LONGEST_WORD:
        word = word[:LONGEST_WORD] + hashlib.blake2b(word.encode("utf-8"), digest_size=8).hexdigest()
    return "'" + LETTERS[field] + word.replace("\\", "\\\\").replace("'", "''") + "'"


def vector_of(columns: Sequence[str]) -> str:
    """Return the tsvector of a statement as a text, given its columns in the index."""
    found, _skeletons, read, *names, marks = (column.split() for column in columns)
    places: dict[str, list[int]] = {}
    for place, word in enumerate(found, 1):
        places.setdefault(word, []).append(place)
    if is_long(columns):
        marks.append(LONG)
        places = {word: [min(at[0], MOST_PLACES)] for word, at in places.items()}
    lexemes = [f"{lexeme('words', word)}:{','.join(map(str, at))}" for word, at in places.items()]
    lexemes += [lexeme("readings", word) for word in read]
    for field, of in zip(("who", "addressee", "via", "outlet"), names, strict=True):
        lexemes += [lexeme(field, word) for word in of]
    lexemes += [lexeme("marks", mark) for mark in marks if mark != "all"]
    return " ".join(lexemes)


def is_long(columns: Sequence[str]) -> bool:
    """Tell whether a statement has more words, or one more often, than a vector has positions for."""
    found = columns[0].split()
    return len(found) > MOST_TIMES and (len(found) > MOST_PLACES or max(Counter(found).values()) > MOST_TIMES)


def size_of(columns: Sequence[str]) -> int:
    """Return how many words a statement has in all columns of the index: what relevance measures its length by."""
    return sum(len(column.split()) for column in columns)


def _name_ids(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], int]:
    """Return the numbers of speakers and outlets by field and name; new ones are written down."""
    wanted: dict[tuple[str, str], str] = {}
    for row in rows:
        for named in names_of(row):
            wanted.setdefault(named[:2], named[2])
    query = text("SELECT field, key, id FROM statement_names WHERE key = ANY(CAST(:keys AS text[]))")
    rows_there = connection.execute(query, {"keys": sorted({key for _field, key in wanted})}) if wanted else ()
    found = {(field, key): number for field, key, number in rows_there}
    if new := [named for named in wanted if named not in found]:
        last = connection.exec_driver_sql("SELECT coalesce(max(id), 0) FROM statement_names").scalar() or 0
        found |= {named: last + n for n, named in enumerate(new, 1)}
        lines = ["\t".join((str(found[named]), *map(escaped, (*named, wanted[named])))) for named in new]
        copy_lines(connection, "statement_names", ("id", "field", "key", "name"), lines)
    return found


def _add(connection: Connection, totals: Totals) -> None:
    """Add to what the archive has."""
    numbers = sorted(totals)
    columns: dict[str, Sequence[object]] = {"field": [f for f, _ in numbers], "value": [v for _, v in numbers]}
    columns |= {name: [totals[number][n] for number in numbers] for n, name in enumerate(TOTALS)}
    connection.execute(_ADD, {name: list_of(values) for name, values in columns.items()})


def totals_of_index(connection: Connection) -> Totals:
    """Count anew: all places, and the common words as the index has them."""
    totals = Totals()
    for place, who, codes, size in connection.exec_driver_sql("SELECT place, who, codes, size FROM statement_words"):
        totals.add((place, who, codes), (0,))
        totals[_SIZES][0] += size
    long = f"SELECT count(*) FROM statement_words WHERE words @@ $${lexeme('marks', LONG)}$$::tsquery"
    totals[_LONG][0] = connection.exec_driver_sql(long).scalar() or 0
    sql = text("SELECT place, who, codes FROM statement_words WHERE words @@ CAST(:asked AS tsquery)")
    for word, column in COLUMN_OF.items():
        for found in connection.execute(sql, {"asked": having(word)}):
            totals.add(tuple(found), (column,))
    return totals


def having(word: str) -> str:
    """Return the query that finds a word of the content, as it is asked for."""
    return f"({lexeme('words', word)} | {lexeme('readings', word)})"


# -- proof -------------------------------------------------------------------------------------


def check_index(connection: Connection) -> Iterator[tuple[str, str]]:
    """Compare index and tables; yield every statement in which they differ: its place, what is wrong."""
    named = connection.exec_driver_sql("SELECT id, field, key FROM statement_names")
    names = {(field, key): number for number, field, key in named}
    totals = connection.exec_driver_sql(f"SELECT field, value, {', '.join(TOTALS)} FROM statement_totals")
    kept = {(field, value): counts for field, value, *counts in totals if any(counts)}
    if kept != {number: counts for number, counts in totals_of_index(connection).items() if any(counts)}:
        yield "statement_totals", "the totals of facets are others than those of the index"
    spelt = set(connection.exec_driver_sql("SELECT word FROM statement_spellings").scalars())
    places = set(connection.exec_driver_sql("SELECT place FROM statement_words").scalars())
    for rows in batches(connection, ("id", *NEEDED), AT_ONCE):
        columns = [columns_of(row) for row in rows]
        right, counted = _right(connection, rows, columns, names)
        for row, of in zip(rows, columns, strict=True):
            place = place_of(row)
            long = {word for word in of[0].split() if len(word) > LONGEST_WORD}
            if place not in right or not spelt.issuperset({*of[0].split()} - long):
                yield f"statement {row['id']}", "the full-text index has other words"
            if place not in counted:
                yield f"statement {row['id']}", "the table of facets has other values"
            places.discard(place)
    for place in sorted(places):
        yield f"statements, row {place & ROW_MASK}", "in the index, and no such statement"


_COMPARED = text(
    "SELECT place, statement_words.words = CAST(made.words AS tsvector) AND statement_words.size = made.size, "
    "statement_words.who = made.who AND statement_words.codes = made.codes FROM statement_words JOIN "
    "unnest(CAST(:place AS bigint[]), CAST(:words AS text[]), CAST(:size AS bigint[]), CAST(:who AS bigint[]), "
    "CAST(:codes AS bigint[])) AS made(place, words, size, who, codes) USING (place)"
)


def _right(
    connection: Connection, rows: Sequence[Mapping[str, Any]], columns: Sequence[Sequence[str]],
    names: Mapping[tuple[str, str], int],
) -> tuple[set[int], set[int]]:  # fmt: skip
    """Return the places that have the words they should have, and those that facets count as they should."""
    codes = [codes_of(row, names) for row in rows]
    made = {
        "place": [place_of(row) for row in rows], "words": [vector_of(of) for of in columns],
        "size": [size_of(of) for of in columns], "who": [who for who, _ in codes], "codes": [code for _, code in codes],
    }  # fmt: skip
    found = connection.execute(_COMPARED, made).all()
    return {place for place, words, _ in found if words}, {place for place, _, counted in found if counted}
