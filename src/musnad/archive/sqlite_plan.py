"""A query for FTS5: the tree of `query.py` → an expression for MATCH, a range of places, SQL around them.

What a person typed goes in as bound parameters only: the SQL here is made of nothing but its own words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from musnad.arabic.search_words import asked, skeleton
from musnad.archive.query import And, Days, Everything, Mark, Node, Not, Or, Term, Words
from musnad.archive.sqlite_search import CODE_BITS, CODES, OUTLET_SHIFT, ROW_BITS, ROW_MASK, ordinal

_ALL = 'marks : "all"'
_COLUMNS = {"who": "who", "to": "addressee", "via": "via", "outlet": "outlet"}
_HIGHEST = (1 << 63) - 1
_DATED = 1 << ROW_BITS  # places below it have no day


class Plan(NamedTuple):
    """What to ask SQLite: SQL that gives places, with its parameters.

    `exact` says that every place found is a result; else each has to be verified. `ranked` says that `rank` can be
    asked for. `whole` says that nothing narrows it down.
    """

    sql: str
    parameters: dict[str, Any]
    exact: bool
    ranked: bool
    whole: bool = False


def plan_of(node: Node, *, after_row: int = 0) -> Plan:
    """Plan a query.

    Args:
        node: of a query.
        after_row: leave out statements up to this row.
    """
    node = _pushed(node, False)
    parts = node.parts if isinstance(node, And) else (node,)
    rest = [part for part in parts if not isinstance(part, Days)]
    first, last = _range([part for part in parts if isinstance(part, Days)])
    if any(map(_has_days, rest)):
        sql = _Sql()
        where = sql.where(And(tuple(parts)))
        plan = Plan(f"SELECT place FROM statement_places WHERE {where}", sql.parameters, sql.exact, False)
    else:
        match = _Match()
        expression = match.of(And(tuple(rest))) if rest else _ALL
        sql_text = "SELECT rowid AS place FROM statement_words WHERE statement_words MATCH :match"
        parameters: dict[str, Any] = {"match": expression}
        if (first, last) != (0, _HIGHEST):
            sql_text += " AND rowid BETWEEN :first AND :last"
            parameters |= {"first": first, "last": last}
        ranked = any(isinstance(leaf, Words) and leaf.field == "content" for leaf in _leaves(node))
        plan = Plan(sql_text, parameters, match.exact, ranked, expression == _ALL and len(parameters) == 1)
    if not after_row:
        return plan
    name = "rowid" if plan.sql.startswith("SELECT rowid") else "place"
    return plan._replace(
        sql=f"{plan.sql} AND ({name} & {ROW_MASK}) > :after",
        parameters=plan.parameters | {"after": after_row},
        whole=False,
    )


def places(
    connection: Connection, plan: Plan, order: str, *, many: int = 500
) -> Iterator[list[tuple[int, float | None]]]:
    """Yield places and ranks in an order, some at a time."""
    sql = plan.sql
    name = "rowid" if sql.startswith("SELECT rowid") else "place"
    if order == "relevance" and plan.ranked:
        sql = f"{sql.replace(' AS place', ', rank', 1)} ORDER BY rank"
    else:
        sql = f"{sql} ORDER BY {name} {'ASC' if order == 'oldest' else 'DESC'}"
    result = connection.exec_driver_sql(sql, plan.parameters)
    for part in result.partitions(many):
        yield [(row[0], row[1] if len(row) > 1 else None) for row in part]


def count(connection: Connection, plan: Plan) -> int:
    """Count what an exact plan finds."""
    sql = f"SELECT count(*) FROM ({plan.sql})"
    if plan.sql.startswith("SELECT rowid"):
        sql = plan.sql.replace("SELECT rowid AS place", "SELECT count(*)", 1)
    return int(connection.exec_driver_sql(sql, plan.parameters).scalar() or 0)


def listed(found: Sequence[int]) -> Plan:
    """Return the plan that finds these places."""
    return Plan("SELECT value AS place FROM json_each(:places)", {"places": json.dumps(found)}, True, False)


# -- facets ------------------------------------------------------------------------------------


def facets(connection: Connection, plan: Plan, names: Iterable[str], top: int) -> dict[str, list[tuple[str, int]]]:
    """Count what an exact plan finds by values, the commonest first; equal counts in the order of their names."""
    wanted = list(names)
    source = f"({plan.sql}) AS found CROSS JOIN statement_places USING (place)"
    if plan.whole:
        source = "statement_places"
    parameters = {} if plan.whole else plan.parameters
    counted: dict[str, list[tuple[str, int]]] = {}
    if "who" in wanted:
        sql = f"SELECT who, count(*) AS times FROM {source} WHERE who != 0 GROUP BY who"
        counted["who"] = _named(connection, sql, parameters, top)
    if "month" in wanted:
        counted["month"] = _months(connection, plan)[:top]
    if {"outlet", *CODES} & {*wanted}:
        sql = f"SELECT codes, count(*) FROM {source} GROUP BY codes"
        by_code = [(int(code), int(times)) for code, times in connection.exec_driver_sql(sql, parameters)]
        counted |= {field: _decoded(by_code, field)[:top] for field in CODES if field in wanted}
        if "outlet" in wanted:
            values = ", ".join(f"({code >> OUTLET_SHIFT}, {times})" for code, times in by_code) or "(0, 0)"
            sql = f"SELECT column1, sum(column2) AS times FROM (VALUES {values}) WHERE column1 != 0 GROUP BY column1"
            counted["outlet"] = _named(connection, sql, {}, top)
    return {name: counted[name] for name in wanted}


def _named(connection: Connection, sql: str, parameters: dict[str, Any], top: int) -> list[tuple[str, int]]:
    counts = f"WITH c(id, times) AS ({sql}) SELECT n.name, c.times FROM c JOIN statement_names AS n USING (id)"
    result = connection.exec_driver_sql(f"{counts} ORDER BY c.times DESC, n.key LIMIT {int(top)}", parameters)
    return [(str(name), int(times)) for name, times in result]


def _months(connection: Connection, plan: Plan) -> list[tuple[str, int]]:
    from datetime import date

    sql = f"SELECT place >> {ROW_BITS}, count(*) FROM ({plan.sql}) WHERE place >= {_DATED} GROUP BY 1"
    months: dict[str, int] = {}
    for day, times in connection.exec_driver_sql(sql, plan.parameters):
        month = date.fromordinal(day).isoformat()[:7]
        months[month] = months.get(month, 0) + int(times)
    return sorted(sorted(months.items(), reverse=True), key=lambda item: -item[1])


def _decoded(by_code: list[tuple[int, int]], field: str) -> list[tuple[str, int]]:
    shift = CODE_BITS * list(CODES).index(field)
    found: dict[str, int] = {}
    for code, times in by_code:
        value = CODES[field][code >> shift & (1 << CODE_BITS) - 1]
        found[value] = found.get(value, 0) + times
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


# -- the tree ----------------------------------------------------------------------------------


def _pushed(node: Node, negative: bool) -> Node:
    """Return the tree with NOT at its leaves only, brackets of one kind in another flattened."""
    match node:
        case Not(part=part):
            return _pushed(part, not negative)
        case And(parts=parts) | Or(parts=parts):
            kind = And if isinstance(node, And) is not negative else Or
            flat: list[Node] = []
            for part in (_pushed(part, negative) for part in parts):
                flat += part.parts if isinstance(part, And | Or) and type(part) is kind else (part,)
            return kind(tuple(flat))
    return Not(node) if negative else node


def _leaves(node: Node) -> Iterator[Node]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _leaves(part)
    else:
        yield node


def _has_days(node: Node) -> bool:
    return any(isinstance(leaf.part if isinstance(leaf, Not) else leaf, Days) for leaf in _leaves(node))


def _range(days: Sequence[Days]) -> tuple[int, int]:
    first, last = 0, _HIGHEST
    for part in days:
        first = max(first, ordinal(part.first) << ROW_BITS if part.first else _DATED)
        last = min(last, (ordinal(part.last) + 1 << ROW_BITS) - 1 if part.last else _HIGHEST)
    return first, last


class _Match:
    """Expressions of FTS5; `exact` goes False where one finds more than was asked for."""

    def __init__(self) -> None:
        self.exact = True

    def of(self, node: Node) -> str:
        """Return the expression of a tree without days, NOT at its leaves."""
        match node:
            case And(parts=parts):
                no = [e for e in (self.leaf(p.part, True) for p in parts if isinstance(p, Not)) if e]
                yes = [e for e in (self.of(p) for p in parts if not isinstance(p, Not)) if e != _ALL]
                found = " AND ".join(f"({e})" for e in yes) or _ALL
                return f"({found}) NOT ({' OR '.join(no)})" if no else found
            case Or(parts=parts):
                found = " OR ".join(f"({self.of(part)})" for part in parts)
                return _ALL if f"({_ALL})" in found.split(" OR ") else found
            case Not(part=part):
                left_out = self.leaf(part, True)
                return f"{_ALL} NOT ({left_out})" if left_out else _ALL
        return self.leaf(node, False)

    def leaf(self, node: Node, negative: bool) -> str:
        """Return the expression of a leaf; empty where it is negative and no expression is sure to find only it."""
        match node:
            case Mark(field=field, value=value):
                return f'marks : "{field}={value}"'
            case Words(field="content", terms=terms):
                return self.content(terms, negative)
            case Words(field=field, terms=terms):
                words = " AND ".join(f'"={t.word}"' if t.literal else f'"{asked(t.word)}"' for t in terms)
                return f"{_COLUMNS[field]} : ({words})"
        assert isinstance(node, Everything)
        return _ALL

    def content(self, terms: Sequence[Term], negative: bool) -> str:
        """Return the expression of words in their sequence."""
        if all(term.literal for term in terms):
            return f'words : "{" ".join(term.word for term in terms)}"'
        if len(terms) == 1:
            return f'{{words readings}} : "{asked(terms[0].word)}"'
        self.exact = False
        return "" if negative else f'skeleton : "{" ".join(skeleton(term.word) for term in terms)}"'


class _Sql:
    """SQL over `statement_places` for queries that have days within OR or NOT."""

    def __init__(self) -> None:
        self.parameters: dict[str, Any] = {}
        self.exact = True

    def where(self, node: Node) -> str:
        """Return the condition of a tree with NOT at its leaves."""
        match node:
            case Days():
                return self.between(node)
            case Not(part=Days() as days):
                return f"NOT ({self.between(days)})"
            case And(parts=parts) | Or(parts=parts) if _has_days(node):
                word = " AND " if isinstance(node, And) else " OR "
                dated = [f"({self.where(part)})" for part in parts if _has_days(part)]
                rest = tuple(part for part in parts if not _has_days(part))
                return word.join([*dated, *([self.found(type(node)(rest))] if rest else [])])
        return self.found(node)

    def found(self, node: Node) -> str:
        """Return the condition of a tree without days."""
        match = _Match()
        name = self.name(match.of(node))
        self.exact = self.exact and match.exact
        return f"place IN (SELECT rowid FROM statement_words WHERE statement_words MATCH :{name})"

    def between(self, days: Days) -> str:
        """Return the condition of days."""
        first, last = _range([days])
        return f"place BETWEEN :{self.name(first)} AND :{self.name(last)}"

    def name(self, value: Any) -> str:
        """Bind a value; return the name of its parameter."""
        name = f"p{len(self.parameters)}"
        self.parameters[name] = value
        return name
