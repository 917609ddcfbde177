"""Facets of PostgreSQL: what a plan finds, counted by speaker, outlet, month and the fields with few values.

One question for all of them: what is found is gone through once, the commonest alone come out. Of everything, and of
the commonest words, the numbers are counted already, in `statement_totals`.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from musnad.archive.places import CODE_BITS, CODES, OUTLET_SHIFT, ROW_BITS
from musnad.archive.plans import Plan, Select
from musnad.archive.postgres_plan import by_index

_NUMBERS = {"who": "who", "codes": "codes", "day": f"place >> {ROW_BITS}"}
_KIND_OF = {"who": "who", "month": "day"}  # of the others the number is in the codes
_VERIFIED = "CAST(:verified AS bigint[])"
# The numbers of entities that are one with others, and for each the first one of those that it is.
_JOINED = """joined AS MATERIALIZED (SELECT statement_names.id AS value,
    min(statement_names.id) OVER (PARTITION BY coalesce(entity_now.now, key)) AS first
    FROM statement_names LEFT JOIN entity_now ON entity_now.entity = key WHERE field = 'entity'
    AND key IN (SELECT entity FROM entity_now UNION SELECT now FROM entity_now))"""
# Names are looked up one by one: which are shown is known by then, and the planner would expect them to be many.
_NAMED = """SELECT '{facet}' AS facet, key, coalesce((SELECT entities.name FROM entities WHERE field = 'entity'
    AND entities.id = coalesce((SELECT now FROM entity_now WHERE entity = key), key)), called) AS name, n
    FROM ({commonest}) AS commonest, LATERAL (SELECT field, key, name AS called FROM statement_names
    WHERE statement_names.id = commonest.value LIMIT 1) AS named ORDER BY n DESC, key, name LIMIT :top"""
# Only those that are as frequent as the last one that is shown have their names looked up.
_COMMONEST = """WITH summed AS MATERIALIZED (
        SELECT value, sum(n) AS n FROM ({counts}) AS numbers WHERE value <> 0 GROUP BY value)
    SELECT value, n FROM summed
    WHERE n >= coalesce((SELECT n FROM summed ORDER BY n DESC OFFSET :top - 1 LIMIT 1), 0)"""
# Of totals, which hold all speakers there are, the largest alone are summed up: `best` has as many as are shown that
# are one with no other. What has as many as the last of these, and didn't find room in it, is looked for where need be.
_COMMONEST_OF_TOTALS = """WITH best AS MATERIALIZED (SELECT value, n FROM who_counts WHERE value <> 0
        ORDER BY n DESC LIMIT :top + (SELECT count(*) FROM joined)),
    alone AS MATERIALIZED (SELECT value, n FROM best WHERE value NOT IN (SELECT value FROM joined)),
    least AS MATERIALIZED (SELECT coalesce((SELECT n FROM alone ORDER BY n DESC OFFSET :top - 1 LIMIT 1), 0) AS n)
    SELECT value, n FROM alone WHERE n >= (SELECT n FROM least)
    UNION ALL SELECT first, sum(n) FROM joined JOIN who_counts USING (value) GROUP BY first
        HAVING sum(n) >= (SELECT n FROM least)
    UNION ALL SELECT value, n FROM who_counts WHERE (SELECT n FROM least) > 0 AND (SELECT n FROM least) <= (
        SELECT min(n) FROM best) AND n = (SELECT n FROM least) AND value <> 0
        AND value NOT IN (SELECT value FROM best) AND value NOT IN (SELECT value FROM joined)"""
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
        rejected, bound = plan.total.rejected, {}
        if rejected:
            parts.append(f"found AS MATERIALIZED ({_with_numbers(rejected.sql)})")
            bound = dict(rejected.parameters)
        parts += [f"{k}_counts AS NOT MATERIALIZED ({_of_totals(k, plan.total.column, rejected)})" for k in kinds]
    else:
        sql, bound = _with_numbers(plan.sure.sql), dict(plan.sure.parameters)
        if verified:
            sql += f" UNION ALL {_with_numbers('SELECT place')} FROM statement_words WHERE place = ANY({_VERIFIED})"
            bound["verified"] = list(verified)
        parts.append(f"found AS MATERIALIZED ({sql})")
        parts += [f"{kind}_counts AS ({_of_found(kind)})" for kind in kinds]
    by_index(connection)
    asked = " UNION ALL ".join(f"({_facet(name, of_totals=plan.total is not None)})" for name in wanted)
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


def _of_totals(kind: str, column: str, rejected: Select | None) -> str:
    """Return how many statements have each number, but for rejected ones, which `found` has."""
    if rejected is None:
        return f"SELECT value, {column} AS n FROM statement_totals WHERE field = '{kind}' AND {column} > 0"
    left = f"statement_totals.{column} - coalesce(rejected.n, 0)"
    return (
        f"SELECT value, {left} AS n FROM statement_totals LEFT JOIN ({_of_found(kind)}) AS rejected USING (value) "
        f"WHERE field = '{kind}' AND {left} > 0"
    )


def _facet(name: str, *, of_totals: bool) -> str:
    if name in ("who", "outlet"):
        counts = _WHO if name == "who" else _OUTLET
        commonest = _COMMONEST_OF_TOTALS if of_totals and name == "who" else _COMMONEST.format(counts=counts)
        return _NAMED.format(facet=name, commonest=commonest)
    if name == "month":
        return _MONTH
    shift, mask = CODE_BITS * list(CODES).index(name), (1 << CODE_BITS) - 1
    return (
        f"SELECT '{name}' AS facet, CAST((value >> {shift}) & {mask} AS text) AS key, '' AS name, sum(n) AS n "
        "FROM codes_counts GROUP BY key"
    )
