"""A query for PostgreSQL: the tree of `query.py` → a tsquery, a range of places, SQL around them.

What a person typed goes in as bound parameters only: the SQL here is made of nothing but its own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from musnad.arabic.search_words import asked, skeleton
from musnad.archive.places import ROW_MASK, entity_mark
from musnad.archive.plans import (
    HIGHEST,
    Plan,
    Select,
    Total,
    is_unsure,
    leaves,
    leaves_out_rejected,
    needs_sql,
    pushed_down,
    range_of,
)
from musnad.archive.postgres_search import LONG, OF_REJECTED, having, lexeme
from musnad.archive.postgres_tables import list_of
from musnad.archive.query import And, Days, Everything, InStory, Known, Mark, Node, Not, Or, Term, Words
from musnad.archive.totals import total_of
from musnad.archive.verifying import is_meant

_COLUMNS = {"who": "who", "to": "addressee", "via": "via", "outlet": "outlet"}
_NOTHING = lexeme("marks", "nothing")  # which no statement has
_REJECTED = lexeme("marks", "state=rejected")
_LONG = lexeme("marks", LONG)
_MOST_LOOKED_AT = 2_000  # words of one skeleton; news has 120 at most, text that is made to be slow may have any number
_START = "SELECT place FROM statement_words WHERE"
# What FTS5's bm25 has: how much a word counts that comes again, how much a long statement counts less.
_K1, _B = 1.2, 0.75
_LEAST_WEIGHT = 1e-6  # of a word that more than half of all statements have


def plan_of(connection: Connection, node: Node, *, after_row: int = 0, parts: bool = False) -> Plan:
    """Plan a query.

    Args:
        connection: to an archive, for the words that stand in it.
        node: of a query.
        after_row: leave out statements up to this row.
        parts: tell what is sure from what is doubtful.
    """
    node = pushed_down(node, False)
    asked_for = node.parts if isinstance(node, And) else (node,)
    has_rejected, has_long = _has(connection)
    if not has_rejected:
        asked_for = tuple(part for part in asked_for if not leaves_out_rejected(part))
    most, least = _Sql(connection, True, has_long), _Sql(connection, False, has_long)
    start = f"{_START} (place & {ROW_MASK}) > {int(after_row)} AND" if after_row else _START
    found = most.all_of(asked_for)
    sure = least.all_of(asked_for) if most.doubts else found
    bound = most.parameters | least.parameters
    total = None
    if not after_row and not any(map(needs_sql, asked_for)):
        total = _total(asked_for, has_rejected=has_rejected)
    rank, ranked = _rank(node)
    every = Select(f"{start} {found}", bound | ranked, rank)
    if not most.doubts:
        return Plan(every, every, None, rank is not None, total)
    doubtful = Select(f"{start} {found} AND NOT ({sure})" if parts else f"{start} {found}", bound)
    return Plan(every, Select(f"{start} {sure}", bound), doubtful, rank is not None, total)


def _has(connection: Connection) -> tuple[bool, bool]:
    """Tell whether any statement is rejected, and whether any is too long: a look at the totals."""
    sql = (
        f"SELECT EXISTS (SELECT 1 FROM statement_totals WHERE {OF_REJECTED} AND times > 0), "
        "EXISTS (SELECT 1 FROM statement_totals WHERE field = 'long' AND times > 0)"
    )
    rejected, long = connection.exec_driver_sql(sql).one()
    return bool(rejected), bool(long)


def _total(parts: Sequence[Node], *, has_rejected: bool) -> Total | None:
    """Return where everything, or what has a common word, is counted already, but for rejected statements."""
    wanted = [part for part in parts if not isinstance(part, Everything) and not leaves_out_rejected(part)]
    if has_rejected and not any(map(leaves_out_rejected, parts)):
        return None
    match wanted:
        case []:
            return Total("times", _matching(_REJECTED) if has_rejected else None)
        case [Words(field="content", terms=(Term(literal=False) as term,))]:
            word = asked(term.word)
            column = total_of(word)
            rejected = _matching(f"{having(word)} & {_REJECTED}") if has_rejected else None
            return Total(column, rejected) if column else None
    return None


def _matching(query: str) -> Select:
    return Select(f"{_START} words @@ CAST(:rejected AS tsquery)", {"rejected": query})


def _rank(node: Node) -> tuple[str | None, dict[str, Any]]:
    """Return the expression of FTS5's bm25 over the words of the content, and its parameters.

    A phrase counts once in a statement, however often it stands there. Without such words, or with days within OR or
    NOT, there is none.
    """
    parts = node.parts if isinstance(node, And) else (node,)
    if any(needs_sql(part) and not isinstance(part, Days) for part in parts):
        return None, {}
    asked_for = [leaf for leaf in leaves(node) if isinstance(leaf, Words) and leaf.field == "content"]
    if not asked_for:
        return None, {}
    all_rows = "(SELECT sum(times) FROM statement_totals WHERE field = 'day')"
    all_words = "(SELECT times FROM statement_totals WHERE field = 'size')"
    length = f"{_K1} * ({1 - _B} + {_B} * size / (CAST({all_words} AS double precision) / {all_rows}))"
    summed: list[str] = []
    bound: dict[str, Any] = {}
    for n, leaf in enumerate(asked_for):
        words, first, second = _ranked(leaf.terms)
        bound |= {f"r{n}": words, f"f{n}": first, f"s{n}": second}
        having = f"(SELECT count(*) FROM statement_words WHERE words @@ CAST(:r{n} AS tsquery))"
        weight = f"(({all_rows} - {having} + 0.5) / ({having} + 0.5))"
        weight = f"CASE WHEN {weight} > 1 THEN ln(CAST({weight} AS double precision)) ELSE {_LEAST_WEIGHT} END"
        times = f"(statement_times(words, CAST(:f{n} AS tsquery)) + CAST(words @@ CAST(:s{n} AS tsquery) AS integer))"
        summed.append(f"{weight} * (({times} * {_K1 + 1}) / ({times} + {length}))")
    return f"-1.0 * ({' + '.join(summed)})", bound


def _ranked(terms: Sequence[Term]) -> tuple[str, str, str]:
    """Return what counts as having words, what counts by its times, and what counts once."""
    if len(terms) == 1:
        if terms[0].literal:
            word = lexeme("words", terms[0].word)
            return word, word, _NOTHING
        word = asked(terms[0].word)
        return having(word), lexeme("words", word), lexeme("readings", word)
    every = " & ".join(lexeme("words", t.word) if t.literal else having(asked(t.word)) for t in terms)
    return every, _NOTHING, every


def plan_of_places(found: Sequence[int]) -> Plan:
    """Return a plan of results that are known already."""
    known = Select(f"{_START} place = ANY(CAST(:places AS bigint[]))", {"places": list_of(found)})
    return Plan(known, known, None)


def places(
    connection: Connection, select: Select, order: str, *, many: int = 500
) -> Iterator[list[tuple[int, float | None]]]:
    """Yield places and ranks, some at a time, in an order; relevance is for the `found` of a ranked plan.

    The first ones are asked for by themselves. What many statements have is among those at the head of the order: a
    few thousand of these are looked at, which takes some ms; what isn't found there is rare, and the index finds all
    of it. Left to itself PostgreSQL would go through all statements in their order for what it takes to be common.
    """
    if order == "relevance":
        found = select.sql.replace("SELECT place", f"SELECT place, {select.rank} AS rank", 1)
        way = "rank, place"
    else:
        found, way = select.sql, f"place {'ASC' if order == 'oldest' else 'DESC'}"
    # All is found before it is put in order: else the order would be gone through for what is found.
    sql = f"WITH found AS MATERIALIZED ({found}) SELECT * FROM found ORDER BY {way}"
    by_index(connection)
    first = _at_the_head(connection, select, way, many) if order != "relevance" else None
    if first is None:
        first = [tuple(row) for row in connection.execute(text(f"{sql} LIMIT {many}"), select.parameters)]
    yield [(row[0], row[1] if len(row) > 1 else None) for row in first]
    if len(first) < many:
        return
    rest = text(f"{sql} OFFSET {many}").execution_options(stream_results=True, max_row_buffer=_BUFFERED)
    with connection.execute(rest, select.parameters) as result:
        for part in result.partitions(many):
            yield [(row[0], row[1] if len(row) > 1 else None) for row in part]


def by_index(connection: Connection) -> None:
    """Let the rest of a transaction find words by the index, with room for what is found.

    Going through all vectors takes seconds, and numbers of a hundred thousand speakers don't fit into the 4 MB that
    PostgreSQL gives a sort.
    """
    connection.exec_driver_sql(f"SET LOCAL enable_seqscan = off; SET LOCAL work_mem = '{_ROOM}'")


def _at_the_head(connection: Connection, select: Select, way: str, many: int) -> list[tuple[Any, ...]] | None:
    """Return the first places where they are among the first statements of all; None where they aren't.

    A long query (عبد is in hundreds of names) takes long to hold against a statement: a few are looked at before.
    """
    if many > _FEW:
        return None
    lexemes = sum(str(value).count("'") for value in select.parameters.values()) // 2
    for looked_at, least in ((_SAMPLE, 1), (_LOOKED_AT, many)) if lexemes > _LONG_QUERY else ((_LOOKED_AT, many),):
        head = f"(SELECT place, words FROM statement_words ORDER BY {way} LIMIT {looked_at}) AS head"
        sql = select.sql.replace("FROM statement_words", f"FROM {head}", 1)
        query = text(f"{sql} ORDER BY {way} LIMIT {many}")
        found = [tuple(row) for row in connection.execute(query, select.parameters)]
        if len(found) < least:
            return None
    return found


_ROOM = "32MB"
_LOOKED_AT = 3_000  # statements at the head of an order
_SAMPLE, _LONG_QUERY = 200, 20  # statements that are looked at first where a query has more lexemes
_FEW = 500  # results that are looked for there
_BUFFERED = 10_000  # places that are fetched at once


def count(connection: Connection, select: Select) -> int:
    """Count places."""
    by_index(connection)
    sql = select.sql.replace("SELECT place", "SELECT count(*)", 1)
    return int(connection.execute(text(sql), select.parameters).scalar() or 0)


# -- the tree ----------------------------------------------------------------------------------


class _Sql:
    """Conditions that find at least (`most`), or at most, what is asked for; both are the same but where `doubts`."""

    def __init__(self, connection: Connection, most: bool, has_long: bool) -> None:
        self.connection, self.most, self.has_long, self.doubts = connection, most, has_long, False
        self.parameters: dict[str, Any] = {}

    def all_of(self, parts: Sequence[Node]) -> str:
        """Return the condition of several parts, all of which are asked for, NOT at their leaves."""
        days = [part for part in parts if isinstance(part, Days)]
        mixed = [part for part in parts if needs_sql(part) and not isinstance(part, Days)]
        rest = [part for part in parts if not needs_sql(part) and not isinstance(part, Everything)]
        found = [self.between(range_of(days))] if days else []
        found += [f"({self.where(part)})" for part in mixed]
        if rest:
            found.append(self.matching(" & ".join(self.query(part) for part in rest)))
        return " AND ".join(found) or "true"

    def where(self, node: Node) -> str:
        """Return the condition of a tree with NOT at its leaves."""
        match node:
            case Days():
                return self.between(range_of([node]))
            case Not(part=Days() as days):
                return f"NOT ({self.between(range_of([days]))})"
            case InStory(places=places):
                return f"place = ANY(CAST(:{self.name(list_of(places))} AS bigint[]))"
            case Not(part=InStory() as story):
                return f"NOT ({self.where(story)})"
            case And(parts=parts):
                return self.all_of(parts)
            case Or(parts=parts) if needs_sql(node):
                return " OR ".join(f"({self.where(part)})" for part in parts)
        return self.matching(self.query(node))

    def query(self, node: Node) -> str:
        """Return the tsquery of a tree without days, in brackets."""
        match node:
            case And(parts=parts):
                return f"({' & '.join(map(self.query, parts))})"
            case Or(parts=parts):
                return f"({' | '.join(map(self.query, parts))})"
            case Not(part=part):
                return f"!{self.leaf(part, not self.most)}"
        return self.leaf(node, self.most)

    def leaf(self, node: Node, most: bool) -> str:
        """Return the tsquery of a leaf, in brackets."""
        match node:
            case Mark(field=field, value=value):
                return lexeme("marks", f"{field}={value}")
            case Known(entities=ids):
                marks = [lexeme("marks", entity_mark(entity)) for entity in ids]
                return f"({' | '.join(marks)})" if marks else _NOTHING
            case Words(field="content", terms=terms):
                return self.content(terms, most)
            case Words(field=field, terms=terms):
                column = _COLUMNS[field]
                found = [lexeme(column, t.word if t.literal else asked(t.word)) for t in terms]
                named = f"({' & '.join(found)})"
                if is_unsure(node):
                    self.doubts = True
                    named = named if most else _NOTHING
                marks = [lexeme("marks", entity_mark(entity)) for entity in node.entities]
                return f"({' | '.join([named, *marks])})"
        assert isinstance(node, Everything)
        return f"!{_NOTHING}"

    def content(self, terms: Sequence[Term], most: bool) -> str:
        """Return the tsquery of words in their sequence."""
        if len(terms) == 1:
            return lexeme("words", terms[0].word) if terms[0].literal else having(asked(terms[0].word))
        anywhere = " & ".join(lexeme("words", t.word) if t.literal else having(asked(t.word)) for t in terms)
        spelt = self.spellings(terms)
        if not all(spelt):
            return _NOTHING
        if any(len(spellings) > _MOST_LOOKED_AT for spellings in spelt):
            self.doubts = True
            return f"({anywhere})" if most else _NOTHING
        phrase = " <-> ".join(f"({' | '.join(lexeme('words', word) for word in words)})" for words in spelt)
        if not self.has_long:
            return f"({phrase})"
        self.doubts = True
        return f"({phrase} | ({_LONG} & {anywhere}))" if most else f"({phrase} & !{_LONG})"

    def spellings(self, terms: Sequence[Term]) -> list[list[str]]:
        """Return, for each word of a phrase, those words of the archive that it means."""
        asked_for = sorted({skeleton(term.word) for term in terms if not term.literal})
        sql = (
            "SELECT made.skeleton, word FROM unnest(string_to_array(:skeletons, ' ')) AS made(skeleton), "
            "LATERAL (SELECT word FROM statement_spellings WHERE statement_spellings.skeleton = made.skeleton "
            f"LIMIT {_MOST_LOOKED_AT + 1}) AS found"
        )
        rows = self.connection.execute(text(sql), {"skeletons": " ".join(asked_for)}) if asked_for else ()
        found: dict[str, list[str]] = {}
        for key, word in rows:
            found.setdefault(key, []).append(word)
        return [[term.word] if term.literal else _meant(found.get(skeleton(term.word), []), term) for term in terms]

    def matching(self, query: str) -> str:
        """Return the condition of a tsquery."""
        return f"words @@ CAST(:{self.name(query)} AS tsquery)"

    def between(self, limits: tuple[int, int]) -> str:
        """Return the condition of days."""
        first, last = limits
        return f"place BETWEEN {first} AND {min(last, HIGHEST)}"

    def name(self, value: Any) -> str:
        """Bind a value; return the name of its parameter."""
        name = f"{'m' if self.most else 'l'}{len(self.parameters)}"
        self.parameters[name] = value
        return name


def _meant(words: list[str], term: Term) -> list[str]:
    """Return the words that one in a phrase means; all of them where they are too many to look at."""
    return words if len(words) > _MOST_LOOKED_AT else [word for word in words if is_meant(word, term)]
