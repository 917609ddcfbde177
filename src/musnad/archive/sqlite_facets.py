"""Facets of SQLite: what a plan finds, counted by speaker, outlet, month and the fields with few values.

Three numbers a statement are counted, its speaker's, its day and one that holds all the rest; what they mean is looked
up for the commonest alone. Of everything, and of the commonest words, they are counted already, in `statement_totals`.
"""

from __future__ import annotations

import heapq
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection

from musnad.archive.places import CODE_BITS, CODES, OUTLET_SHIFT, ROW_BITS
from musnad.archive.plans import Plan, Select, Total

_KIND_OF = {"who": "who", "month": "day"}  # of the others the number is in the codes
_ROWS_AT_ONCE = 500  # fewer than the 700 new objects at which Python looks through all it has for garbage
_Value = TypeVar("_Value", int, str)
# The numbers of entities that are one with others, and who they are now.
_JOINED = """SELECT statement_names.id, coalesce(entity_now.now, key)
    FROM statement_names LEFT JOIN entity_now ON entity_now.entity = key WHERE field = 'entity'
    AND key IN (SELECT entity FROM entity_now UNION SELECT now FROM entity_now) ORDER BY statement_names.id"""
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
    joined = _joined(connection) if "who" in kinds else {}
    if plan.total:
        counts = _totals(connection, plan.total, kinds, top, joined=joined)
    else:
        counts = _counted(connection, found, kinds)
    shown: dict[str, list[tuple[str, int]]] = {}
    for name in wanted:
        numbers = counts[_KIND_OF.get(name, "codes")].items()
        if name == "who":
            as_one = _summed((joined.get(number, number), times) for number, times in numbers)
            shown[name] = _named(connection, as_one, top)
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


def _totals(
    connection: Connection, total: Total, kinds: Iterable[str], top: int, *, joined: Iterable[int]
) -> dict[str, Counter[int]]:
    """Return how many statements have each number, but for rejected ones; of speakers, who are many, the commonest."""
    rejected = _counted(connection, total.rejected, kinds) if total.rejected else {kind: Counter() for kind in kinds}
    counts = {}
    for kind in kinds:
        if kind == "who":  # besides those that are shown, those that rejected statements may bring down, and nobody
            counts[kind] = _commonest(connection, total.column, top + len(rejected[kind]) + 1, joined=set(joined))
        else:
            sql = f"SELECT value, {total.column} FROM statement_totals WHERE field = ? AND {total.column} > 0"
            counts[kind] = Counter(dict(connection.exec_driver_sql(sql, (kind,)).all()))
        counts[kind] -= rejected[kind]  # what is left at 0 goes
    return counts


def _commonest(connection: Connection, column: str, many: int, *, joined: set[int]) -> Counter[int]:
    """Return how often the commonest speakers come, at least as many as are wanted, and all who are one with others.

    Nobody has a word more often than he speaks: they come from the commonest on, until no other can have it as often as
    those that are found.
    """
    sql = (
        f"SELECT value, times, {column} FROM statement_totals INDEXED BY statement_totals_who "
        "WHERE field = 'who' AND times > 0 ORDER BY times DESC"
    )
    found: Counter[int] = Counter()
    best: list[int] = []  # as often as those that are found, the rarest first
    with connection.exec_driver_sql(sql) as rows:
        for value, times, count in itertools.chain.from_iterable(rows.partitions(_ROWS_AT_ONCE)):
            if len(best) == many and times < best[0]:
                break
            found[value] = count
            if value not in joined:
                (heapq.heappush if len(best) < many else heapq.heappushpop)(best, count)
    left = json.dumps(sorted(joined - found.keys()))
    of_these = f"field = 'who' AND value IN (SELECT value FROM json_each(?)) AND {column} > 0"
    sql = f"SELECT value, {column} FROM statement_totals WHERE {of_these}"
    found.update(dict(connection.exec_driver_sql(sql, (left,)).all()))
    return +found


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


def _joined(connection: Connection) -> dict[int, int]:
    """Return the numbers of entities that are one with others, and for each the first one of those that it is."""
    firsts: dict[str, int] = {}
    return {number: firsts.setdefault(now, number) for number, now in connection.exec_driver_sql(_JOINED).all()}


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
