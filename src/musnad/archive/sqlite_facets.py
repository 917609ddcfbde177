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

_Value = TypeVar("_Value", int, str)
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
    counted: dict[str, list[tuple[str, int]]] = {}
    if "who" in wanted:
        counted["who"] = _named(connection, _groups(connection, plan, found, "who"), top)
    if "month" in wanted:
        days = _groups(connection, plan, found, "day").items()
        months = _summed((date.fromordinal(day).isoformat()[:7], times) for day, times in days if day)
        counted["month"] = sorted(sorted(months.items(), reverse=True), key=lambda item: -item[1])[:top]
    if {"outlet", *CODES} & {*wanted}:
        codes = _groups(connection, plan, found, "codes").items()
        for place, (field, values) in enumerate(CODES.items()):
            mask, shift = (1 << CODE_BITS) - 1, CODE_BITS * place
            by_value = _summed((values[code >> shift & mask], times) for code, times in codes)
            counted[field] = sorted(by_value.items(), key=lambda item: (-item[1], item[0]))[:top]
        if "outlet" in wanted:
            counted["outlet"] = _named(connection, _summed((code >> OUTLET_SHIFT, times) for code, times in codes), top)
    return {name: counted[name] for name in wanted}


def _groups(connection: Connection, plan: Plan, found: Select, name: str) -> dict[int, int]:
    """Return how many results have each number."""
    if plan.whole:
        totals = connection.exec_driver_sql("SELECT value, times FROM statement_totals WHERE field = ?", (name,))
        counts = Counter({int(value): int(times) for value, times in totals})
        rejected = "SELECT rowid AS place FROM statement_words WHERE statement_words MATCH :match"
        counts.subtract(_grouped(connection, Select(rejected, {"match": REJECTED}), name))
        return {value: times for value, times in counts.items() if times > 0}
    return _grouped(connection, found, name)


def _grouped(connection: Connection, found: Select, name: str) -> dict[int, int]:
    source = f"({found.sql}) AS found"
    if name != "day":  # which stands in the place itself
        source += " CROSS JOIN statement_places USING (place)"
    sql = f"SELECT {_NUMBERS[name]}, count(*) FROM {source} GROUP BY 1"
    return {int(value): int(times) for value, times in connection.exec_driver_sql(sql, found.parameters)}


def _summed(pairs: Iterable[tuple[_Value, int]]) -> dict[_Value, int]:
    sums: dict[_Value, int] = {}
    for value, times in pairs:
        sums[value] = sums.get(value, 0) + times
    return sums


def _named(connection: Connection, counts: dict[int, int], top: int) -> list[tuple[str, int]]:
    """Return the names of the commonest numbers."""
    counts.pop(0, None)
    least = min(heapq.nlargest(top, counts.values()), default=0)
    numbers = json.dumps([number for number, times in counts.items() if times >= least])
    sql = "SELECT id, key, name FROM statement_names WHERE id IN (SELECT value FROM json_each(?))"
    named = [(-counts[number], key, name) for number, key, name in connection.exec_driver_sql(sql, (numbers,))]
    return [(name, -times) for times, _key, name in heapq.nsmallest(top, named)]
