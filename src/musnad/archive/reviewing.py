"""What to review first, and how right the reader was where people looked."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, func, select, tuple_

from musnad.archive.tables import corrections, statements
from musnad.errors import QueryError


class ToReview(NamedTuple):
    """A statement that nobody decided on, and how sure the reader was."""

    id: str
    document: str
    confidence: float
    rule: str


class RulePrecision(NamedTuple):
    """How many statements of a rule were accepted, corrected, rejected."""

    rule: str
    accepted: int
    corrected: int
    rejected: int

    @property
    def precision(self) -> float:
        """The share of those looked at that are statements as the reader has them."""
        return self.accepted / (self.accepted + self.corrected + self.rejected)


def least_certain(
    connection: Connection, *, size: int = 20, cursor: str | None = None, rule: str | None = None
) -> tuple[list[ToReview], str | None]:
    """Return statements that nobody decided on, the least certain first, and the cursor of what follows.

    Args:
        size: statements at most.
        cursor: as the last call gave it.
        rule: only those that it found.
    Raises:
        QueryError: the cursor is none.
    """
    order = (statements.c.confidence, statements.c.row)
    query = select(statements.c.id, statements.c.document, statements.c.confidence, statements.c.rule, statements.c.row)
    query = query.where(statements.c.state == "machine").order_by(*order).limit(size + 1)
    if rule is not None:
        query = query.where(statements.c.rule == rule)
    if cursor is not None:
        confidence, row = _cursor(cursor)
        query = query.where(tuple_(*order) > tuple_(confidence, row))
    found = connection.execute(query).all()
    more = f"{found[size - 1].confidence!r}_{found[size - 1].row}" if len(found) > size else None
    return [ToReview(row.id, row.document, row.confidence, row.rule) for row in found[:size]], more


def _cursor(given: str) -> tuple[float, int]:
    confidence, _, row = given.partition("_")
    try:
        if not (row.isascii() and row.isdigit() and len(row) < 12):
            raise ValueError
        return float(confidence), int(row)
    except ValueError:
        raise QueryError(f"cursor: {given[:30]!r} is none of this list; take the one that the last page gave") from None


def precision_by_rule(connection: Connection) -> list[RulePrecision]:
    """Return, by rule, what became of the statements that people decided on; those looked at most first."""
    decided = select(corrections.c.applies_to).distinct()
    query = select(statements.c.rule, statements.c.state, func.count())
    query = query.where(statements.c.id.in_(decided), statements.c.state != "machine")
    counts: dict[str, dict[str, int]] = {}
    for rule, state, times in connection.execute(query.group_by(statements.c.rule, statements.c.state)):
        counts.setdefault(rule, {})[state] = times
    rows = [
        RulePrecision(rule, of.get("accepted", 0), of.get("corrected", 0), of.get("rejected", 0))
        for rule, of in counts.items()
    ]
    return sorted(rows, key=lambda row: (-sum(row[1:]), row.rule))
