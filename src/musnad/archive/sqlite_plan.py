"""A query for FTS5: the tree of `query.py` → an expression for MATCH, a range of places, SQL around them.

What a person typed goes in as bound parameters only: the SQL here is made of nothing but its own words.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

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
from musnad.archive.query import And, Days, Everything, InStory, Known, Mark, Node, Not, Or, Term, Words
from musnad.archive.sqlite_search import REJECTED, having
from musnad.archive.totals import total_of
from musnad.archive.verifying import is_meant

_ALL, _NOTHING = 'marks : "all"', 'marks : "nothing"'
_COLUMNS = {"who": "who", "to": "addressee", "via": "via", "outlet": "outlet"}
_MOST_CONFUSED = 200  # words that could be taken for one of a phrase; with more every candidate is looked at
# Ways to spell a phrase that are all looked for. At 1,000,000 statements 50 take 18 ms and 240 take 166, mostly more
# than to look at the candidates (phrases of two and three words, processor time).
_MOST_SPELLINGS = 100
_MOST_LOOKED_AT = 2_000  # words of one skeleton; news has 120 at most, text that is made to be slow may have any number


def plan_of(connection: Connection, node: Node, *, after_row: int = 0, parts: bool = False) -> Plan:
    """Plan a query.

    Args:
        connection: to an archive, for the words that stand in it.
        node: of a query.
        after_row: leave out statements up to this row.
        parts: tell what is sure from what is doubtful: worth its time where all is counted, not for first results.
    """
    node = pushed_down(node, False)
    asked_for = node.parts if isinstance(node, And) else (node,)
    rest = tuple(part for part in asked_for if not isinstance(part, Days))
    has_rejected = _has_rejected(connection)
    if not has_rejected:
        rest = tuple(part for part in rest if not leaves_out_rejected(part))
    if any(map(needs_sql, rest)):
        return _plan_of_days(connection, And(asked_for), after_row, parts=parts)
    first, last = range_of([part for part in asked_for if isinstance(part, Days)])
    most = least = _Match(connection, True, parts=parts).of(And(rest)) if rest else _ALL
    unsure = any(map(is_unsure, leaves(node)))
    if unsure and parts:
        least = _Match(connection, False, parts=parts).of(And(rest))
    limits, bound = "", {}
    if (first, last) != (0, HIGHEST):
        limits, bound = " AND rowid BETWEEN :first AND :last", {"first": first, "last": last}
    if after_row:
        limits, bound = f"{limits} AND (rowid & {ROW_MASK}) > :after", bound | {"after": after_row}

    def select(match: str) -> Select:
        sql = f"SELECT rowid AS place FROM statement_words WHERE statement_words MATCH :match{limits}"
        return Select(sql, {"match": match, **bound})

    total = None if limits else _total(rest, has_rejected=has_rejected)

    doubtful = select(most) if unsure else None
    if parts:
        doubtful = None if most == least else select(f"({most}) NOT ({least})")
    ranked = any(isinstance(leaf, Words) and leaf.field == "content" for leaf in leaves(node))
    return Plan(select(most), select(least), doubtful, ranked, total)


def _has_rejected(connection: Connection) -> bool:
    sql = "SELECT 1 FROM statement_words WHERE statement_words MATCH ? LIMIT 1"
    return connection.exec_driver_sql(sql, (REJECTED,)).first() is not None


def _total(parts: Sequence[Node], *, has_rejected: bool) -> Total | None:
    """Return where everything, or what has a common word, is counted already, but for rejected statements."""
    wanted = [part for part in parts if not isinstance(part, Everything) and not leaves_out_rejected(part)]
    if has_rejected and not any(map(leaves_out_rejected, parts)):
        return None
    sql = "SELECT rowid AS place FROM statement_words WHERE statement_words MATCH :match"
    match wanted:
        case []:
            return Total("times", Select(sql, {"match": REJECTED}))
        case [Words(field="content", terms=(Term(literal=False) as term,))]:
            word = asked(term.word)
            column = total_of(word)
            return Total(column, Select(sql, {"match": f"({having(word)}) AND ({REJECTED})"})) if column else None
    return None


def _plan_of_days(connection: Connection, node: Node, after_row: int, *, parts: bool) -> Plan:
    unsure = any(map(is_unsure, leaves(node)))
    most, least = _Sql(connection, True, parts=parts), _Sql(connection, not (unsure and parts), parts=parts)
    found, sure = most.where(node), least.where(node)
    bound = most.parameters | least.parameters
    start = f"SELECT place FROM statement_places WHERE (place & {ROW_MASK}) > {int(after_row)} AND"
    doubtful = None if list(most.parameters.values()) == list(least.parameters.values()) else (
        Select(f"{start} ({found}) AND NOT ({sure})", bound))  # fmt: skip
    if unsure and not parts:
        doubtful = Select(f"{start} ({found})", bound)
    return Plan(Select(f"{start} ({found})", bound), Select(f"{start} ({sure})", bound), doubtful)


def plan_of_places(found: Sequence[int]) -> Plan:
    """Return a plan of results that are known already."""
    known = Select("SELECT value AS place FROM json_each(:places)", {"places": json.dumps([*found])})
    return Plan(known, known, None)


def places(
    connection: Connection, select: Select, order: str, *, many: int = 500
) -> Iterator[list[tuple[int, float | None]]]:
    """Yield places and ranks, some at a time, in an order; relevance is for the `found` of a ranked plan."""
    sql = select.sql
    if order == "relevance":
        sql = f"{sql.replace(' AS place', ', rank', 1)} ORDER BY rank"
    else:
        name = "rowid" if sql.startswith("SELECT rowid") else "place"
        sql = f"{sql} ORDER BY {name} {'ASC' if order == 'oldest' else 'DESC'}"
    result = connection.exec_driver_sql(sql, select.parameters)
    for part in result.partitions(many):
        yield [(row[0], row[1] if len(row) > 1 else None) for row in part]


def count(connection: Connection, select: Select) -> int:
    """Count places."""
    sql = re.sub("^SELECT (rowid AS )?place", "SELECT count(*)", select.sql)
    return int(connection.exec_driver_sql(sql, select.parameters).scalar() or 0)


class _Match:
    """Expressions of FTS5 that find at least, or at most, what is asked for; with `parts` just that where they can."""

    def __init__(self, connection: Connection, most: bool, *, parts: bool) -> None:
        self.connection, self.most, self.parts = connection, most, parts

    def of(self, node: Node) -> str:
        """Return the expression of a tree without days, NOT at its leaves."""
        match node:
            case And(parts=parts):
                no = [self.leaf(part.part, not self.most) for part in parts if isinstance(part, Not)]
                no = [expression for expression in no if expression != _NOTHING]
                yes = [self.of(part) for part in parts if not isinstance(part, Not)]
                found = " AND ".join(f"({e})" for e in yes if e != _ALL) or _ALL
                return f"({found}) NOT ({' OR '.join(f'({e})' for e in no)})" if no else found
            case Or(parts=parts):
                return " OR ".join(f"({self.of(part)})" for part in parts)
            case Not(part=part):
                left_out = self.leaf(part, not self.most)
                return _ALL if left_out == _NOTHING else f"{_ALL} NOT ({left_out})"
        return self.leaf(node, self.most)

    def leaf(self, node: Node, most: bool) -> str:
        """Return the expression of a leaf."""
        match node:
            case Mark(field=field, value=value):
                return f'marks : "{field}={value}"'
            case Known(entities=ids):
                marks = " OR ".join(f'"{entity_mark(entity)}"' for entity in ids)
                return f"marks : ({marks})" if ids else _NOTHING
            case Words(field="content", terms=terms):
                return self.content(terms, most)
            case Words(field=field, terms=terms):
                found = " AND ".join(f'"{t.word if t.literal else asked(t.word)}"' for t in terms)
                named = f"{_COLUMNS[field]} : ({found})" if most or not is_unsure(node) else _NOTHING
                if not node.entities:
                    return named
                marks = " OR ".join(f'"{entity_mark(entity)}"' for entity in node.entities)
                return f"({named}) OR (marks : ({marks}))"
        assert isinstance(node, Everything)
        return _ALL

    def content(self, terms: Sequence[Term], most: bool) -> str:
        """Return the expression of words in their sequence."""
        if all(term.literal for term in terms):
            return f'words : "{" ".join(term.word for term in terms)}"'
        if len(terms) == 1:
            return having(asked(terms[0].word))
        found = f'skeleton : "{" ".join(skeleton(term.word) for term in terms)}"'
        if most and not self.parts:
            return found
        spelt = [self.spellings(term) for term in terms]
        if any(len(meant) + len(others) > _MOST_LOOKED_AT for meant, others in spelt):
            return found if most else _NOTHING
        meant, others = zip(*spelt, strict=True)
        if any(others) and math.prod(map(len, meant)) <= _MOST_SPELLINGS:
            phrases = [f'"{" ".join(spelling)}"' for spelling in itertools.product(*meant)]
            return f"words : ({' OR '.join(phrases)})" if phrases else _NOTHING
        confused = sorted({word for words in others for word in words})
        if most or not confused:
            return found
        if len(confused) > _MOST_CONFUSED:
            return _NOTHING
        return f"""({found}) NOT (words : ({" OR ".join(f'"{word}"' for word in confused)}))"""

    def spellings(self, term: Term) -> tuple[list[str], list[str]]:
        """Return words of the archive that have the skeleton of one that is asked for: those it means, and others."""
        sql = f"SELECT word FROM statement_spellings WHERE skeleton = ? LIMIT {_MOST_LOOKED_AT + 1}"
        found = [word for (word,) in self.connection.exec_driver_sql(sql, (skeleton(term.word),))]
        return [word for word in found if is_meant(word, term)], [word for word in found if not is_meant(word, term)]


class _Sql:
    """SQL over `statement_places` for queries that have stories, or days within OR or NOT."""

    def __init__(self, connection: Connection, most: bool, *, parts: bool) -> None:
        self.match, self.letter = _Match(connection, most, parts=parts), "m" if most else "l"
        self.parameters: dict[str, Any] = {}

    def where(self, node: Node) -> str:
        """Return the condition of a tree with NOT at its leaves."""
        match node:
            case Days():
                return self.between(node)
            case Not(part=Days() as days):
                return f"NOT ({self.between(days)})"
            case InStory(places=places):
                return f"place IN (SELECT value FROM json_each(:{self.name(json.dumps(places))}))"
            case Not(part=InStory() as story):
                return f"NOT ({self.where(story)})"
            case And(parts=parts) | Or(parts=parts) if needs_sql(node):
                word = " AND " if isinstance(node, And) else " OR "
                dated = [f"({self.where(part)})" for part in parts if needs_sql(part)]
                rest = tuple(part for part in parts if not needs_sql(part))
                return word.join([*dated, *([self.found(type(node)(rest))] if rest else [])])
        return self.found(node)

    def found(self, node: Node) -> str:
        """Return the condition of a tree without days."""
        name = self.name(self.match.of(node))
        return f"place IN (SELECT rowid FROM statement_words WHERE statement_words MATCH :{name})"

    def between(self, days: Days) -> str:
        """Return the condition of days."""
        first, last = range_of([days])
        return f"place BETWEEN :{self.name(first)} AND :{self.name(last)}"

    def name(self, value: Any) -> str:
        """Bind a value; return the name of its parameter."""
        name = f"{self.letter}{len(self.parameters)}"
        self.parameters[name] = value
        return name
