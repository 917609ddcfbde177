"""Facets of PostgreSQL: what a plan finds, counted by speaker, outlet, month and the fields with few values.

One question for all of them: what is found is gone through once, the commonest alone come out. Of everything, and of
the commonest words, the numbers are counted already, in `statement_totals`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from musnad.archive.places import CODE_BITS, CODES, OUTLET_SHIFT, ROW_BITS
from musnad.archive.plans import Plan
from musnad.archive.postgres_plan import by_index

_NUMBERS = {"who": "who", "codes": "codes", "day": f"place >> {ROW_BITS}"}
_KIND_OF = {"who": "who", "month": "day"}  # of the others the number is in the codes
_VERIFIED = "CAST(:verified AS bigint[])"
# The numbers of entities that are one with others, and for each the first one of those that it is.
_JOINED = """joined AS (SELECT statement_names.id AS value,
    min(statement_names.id) OVER (PARTITION BY coalesce(entity_now.now, key)) AS first
    FROM statement_names LEFT JOIN entity_now ON entity_now.entity = key WHERE field = 'entity'
    AND key IN (SELECT entity FROM entity_now UNION SELECT now FROM entity_now))"""
# Only those that are as frequent as the last one that is shown have their names looked up.
_NAMED = """SELECT '{facet}' AS facet, key, coalesce(entities.name, statement_names.name) AS name, n
    FROM (WITH summed AS MATERIALIZED (
        SELECT value, sum(n) AS n FROM ({counts}) AS numbers WHERE value <> 0 GROUP BY value)
    SELECT value, n FROM summed WHERE n >= coalesce(
        (SELECT n FROM summed ORDER BY n DESC OFFSET :top - 1 LIMIT 1), 0)) AS commonest
    JOIN statement_names ON statement_names.id = value
    LEFT JOIN entity_now ON field = 'entity' AND entity_now.entity = key
    LEFT JOIN entities ON field = 'entity' AND entities.id = coalesce(entity_now.now, key)
    ORDER BY n DESC, key, name LIMIT :top"""
_WHO = "SELECT coalesce(joined.first, value) AS value, n FROM who_counts LEFT JOIN joined USING (value)"
_OUTLET = f"SELECT codes_counts.value >> {OUTLET_SHIFT} AS value, n FROM codes_counts"
_MONTH = """SELECT 'month' AS facet, to_char(DATE '0001-01-01' + CAST(value - 1 AS integer), 'YYYY-MM') AS key,
    '' AS name, sum(n) AS n FROM day_counts WHERE value <> 0 GROUP BY key ORDER BY n DESC, key DESC LIMIT :top"""


def facets(
    connection: Connection, plan: Plan, verified: Sequence[int], wanted: Sequence[str], top: int
) -> dict[str, list[tuple[str, int]]]:
    """Count results by values, the commonest first; equal counts in the order of their names, months the latest first.

    Args:
        plan: with its parts told apart.
        verified: the results among the doubtful ones.
    """
    if not wanted or top < 1:
        return {name: [] for name in wanted}
    kinds = sorted({_KIND_OF.get(name, "codes") for name in wanted})
    parts = [_JOINED] if "who" in kinds else []
    if plan.total:
        parts.append(f"found AS MATERIALIZED ({_with_numbers(plan.total.rejected.sql)})")
        parts += [f"{kind}_counts AS ({_of_totals(kind, plan.total.column)})" for kind in kinds]
        bound = dict(plan.total.rejected.parameters)
    else:
        sql, bound = _with_numbers(plan.sure.sql), dict(plan.sure.parameters)
        if verified:
            sql += f" UNION ALL {_with_numbers('SELECT place')} FROM statement_words WHERE place = ANY({_VERIFIED})"
            bound["verified"] = list(verified)
        parts.append(f"found AS MATERIALIZED ({sql})")
        parts += [f"{kind}_counts AS ({_of_found(kind)})" for kind in kinds]
    by_index(connection)
    asked = " UNION ALL ".join(f"({_facet(name)})" for name in wanted)
    rows = connection.execute(text(f"WITH {', '.join(parts)} {asked}"), bound | {"top": top}).all()
    shown: dict[str, list[tuple[str, int]]] = {}
    for name in wanted:
        own = [(int(n), key, shown_as) for facet, key, shown_as, n in rows if facet == name]
        if name in ("who", "outlet"):
            shown[name] = [(called, n) for n, _key, called in sorted(own, key=lambda row: (-row[0], row[1], row[2]))]
        elif name == "month":
            own.sort(key=lambda row: row[1], reverse=True)
            shown[name] = [(key, n) for n, key, _ in sorted(own, key=lambda row: -row[0])]
        else:
            values = [(CODES[name][int(key)], n) for n, key, _ in own]
            shown[name] = sorted(values, key=lambda item: (-item[1], item[0]))[:top]
    return shown


def _with_numbers(sql: str) -> str:
    return sql.replace("SELECT place", "SELECT place, who, codes", 1)


def _of_found(kind: str) -> str:
    return f"SELECT {_NUMBERS[kind]} AS value, count(*) AS n FROM found GROUP BY 1"


def _of_totals(kind: str, column: str) -> str:
    """Return how many statements have each number, but for rejected ones, which `found` has."""
    left = f"statement_totals.{column} - coalesce(rejected.n, 0)"
    return (
        f"SELECT value, {left} AS n FROM statement_totals LEFT JOIN ({_of_found(kind)}) AS rejected USING (value) "
        f"WHERE field = '{kind}' AND {left} > 0"
    )


def _facet(name: str) -> str:
    if name == "who":
        return _NAMED.format(facet=name, counts=_WHO)
    if name == "outlet":
        return _NAMED.format(facet=name, counts=_OUTLET)
    if name == "month":
        return _MONTH
    shift, mask = CODE_BITS * list(CODES).index(name), (1 << CODE_BITS) - 1
    return (
        f"SELECT '{name}' AS facet, CAST((value >> {shift}) & {mask} AS text) AS key, '' AS name, sum(n) AS n "
        "FROM codes_counts GROUP BY key"
    )
