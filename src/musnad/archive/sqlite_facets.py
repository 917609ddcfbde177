"""Facets of SQLite: what a plan finds, counted by speaker, outlet, month and the fields with few values.

Three numbers a statement are counted, its speaker's, its day and one that holds all the rest; what they mean is looked
up for the commonest alone. Of everything they are counted already, in `statement_totals`.
"""

from __future__ import annotations

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from musnad.archive.sqlite_plan import Plan, Select
from musnad.archive.sqlite_search import CODE_BITS, CODES, OUTLET_SHIFT, REJECTED, ROW_BITS

_KIND_OF = {"who": "who", "month": "day"}  # of the others the number is in the codes
_ROWS_AT_ONCE = 500  # fewer than the 700 new objects at which Python looks through all it has for garbage
_Value = TypeVar("_Value", int, str)
# The numbers of entities that are one with others.
_JOINED = """SELECT id FROM statement_names WHERE field = 'entity'
    AND key IN (SELECT entity FROM entity_now UNION SELECT now FROM entity_now) ORDER BY id"""
_NUMBERS = {"who": "who", "codes": "codes", "day": f"place >> {ROW_BITS}"}


def facets(
    connection: Connection, plan: Plan, verified: Sequence[int], wanted: Sequence[str], top: int
) -> dict[str, list[tuple[str, int]]]:
    """Count results by values, the commonest first; equal counts in the order of their names, months the latest first.

    Args:
        plan: with its parts told apart.
        verified: the results among the doubtful ones.
    """
    found = plan.sure
    if verified:
        sql = f"{found.sql} UNION ALL SELECT value FROM json_each(:verified)"
        found = Select(sql, found.parameters | {"verified": json.dumps(verified)})
    kinds = {_KIND_OF.get(name, "codes") for name in wanted}
    counts = _totals(connection, kinds, top) if plan.whole else _counted(connection, found, kinds)
    shown: dict[str, list[tuple[str, int]]] = {}
    for name in wanted:
        numbers = counts[_KIND_OF.get(name, "codes")].items()
        if name == "who":
            shown[name] = _named(connection, _as_one(connection, numbers), top)
        elif name == "outlet":
            shown[name] = _named(connection, _summed((code >> OUTLET_SHIFT, times) for code, times in numbers), top)
        elif name == "month":
            months = _summed((date.fromordinal(day).isoformat()[:7], times) for day, times in numbers if day)
            shown[name] = sorted(sorted(months.items(), reverse=True), key=lambda item: -item[1])[:top]
        else:
            shift, mask = CODE_BITS * list(CODES).index(name), (1 << CODE_BITS) - 1
            values = _summed((CODES[name][code >> shift & mask], times) for code, times in numbers)
            shown[name] = sorted(values.items(), key=lambda item: (-item[1], item[0]))[:top]
    return shown


def _totals(connection: Connection, kinds: Iterable[str], top: int) -> dict[str, Counter[int]]:
    """Return how many statements have each number, but for rejected ones; of speakers, who are many, the commonest."""
    sql = "SELECT rowid AS place FROM statement_words WHERE statement_words MATCH :match"
    rejected = _counted(connection, Select(sql, {"match": REJECTED}), kinds)
    counts = {}
    for kind in kinds:
        query = "SELECT value, times FROM statement_totals WHERE field = ?"
        values: list[str | int] = [kind]
        if kind == "who":  # besides those that are shown, those that rejected statements may bring down, and nobody
            least = "SELECT times FROM statement_totals WHERE field = 'who' ORDER BY times DESC LIMIT 1 OFFSET ?"
            query = f"{query} AND (times >= coalesce(({least}), 0) OR value IN ({_JOINED}))"
            values = [kind, top + len(rejected[kind])]
        totals = connection.exec_driver_sql(query, tuple(values))
        counts[kind] = Counter({int(value): int(times) for value, times in totals})
        counts[kind] -= rejected[kind]  # what is left at 0 goes
    return counts


def _counted(connection: Connection, found: Select, kinds: Iterable[str]) -> dict[str, Counter[int]]:
    """Return how many results have each number.

    One pass, and counting is Python's: GROUP BY sorts first, which takes three times as long. For the same reason the
    cursor is the driver's own.
    """
    names = sorted(kinds)
    source = f"({found.sql}) AS found"
    if names != ["day"]:  # which stands in the place itself
        source += " CROSS JOIN statement_places USING (place)"
    cursor = connection.connection.cursor()
    cursor.execute(f"SELECT {', '.join(_NUMBERS[name] for name in names)} FROM {source}", found.parameters)
    counts: dict[str, Counter[int]] = {name: Counter() for name in names}
    while rows := cursor.fetchmany(_ROWS_AT_ONCE):
        for name, numbers in zip(names, zip(*rows, strict=True), strict=True):
            counts[name].update(numbers)
    cursor.close()
    return counts


def _summed(pairs: Iterable[tuple[_Value, int]]) -> dict[_Value, int]:
    sums: dict[_Value, int] = {}
    for value, times in pairs:
        sums[value] = sums.get(value, 0) + times
    return sums


def _as_one(connection: Connection, counts: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return counts by speaker in which entities that are one are counted as one."""
    rows = connection.exec_driver_sql("SELECT entity, now FROM entity_now")
    now = {str(entity): str(other) for entity, other in rows}
    firsts: dict[str, int] = {}
    one_of: dict[int, int] = {}
    for number, key in connection.exec_driver_sql(f"SELECT id, key FROM statement_names WHERE id IN ({_JOINED})"):
        one_of[number] = firsts.setdefault(now.get(key, key), number)
    return _summed((one_of.get(number, number), times) for number, times in counts)


def _named(connection: Connection, counts: dict[int, int], top: int) -> list[tuple[str, int]]:
    """Return the names of the commonest numbers."""
    counts.pop(0, None)
    least = min(heapq.nlargest(top, counts.values()), default=0)
    numbers = json.dumps([number for number, times in counts.items() if times >= least])
    sql = """SELECT statement_names.id, key, coalesce(entities.name, statement_names.name) FROM statement_names
        LEFT JOIN entity_now ON field = 'entity' AND entity_now.entity = key
        LEFT JOIN entities ON field = 'entity' AND entities.id = coalesce(entity_now.now, key)
        WHERE statement_names.id IN (SELECT value FROM json_each(?))"""
    named = [(-counts[number], key, name) for number, key, name in connection.exec_driver_sql(sql, (numbers,))]
    return [(name, -times) for times, _key, name in heapq.nsmallest(top, named)]
