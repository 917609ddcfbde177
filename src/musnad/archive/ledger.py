"""What the tables of decisions have in common: rows are added and never changed, an undo is one more row.

`corrections`, `entity_decisions` and `story_decisions` are such tables, each with an `id` in the order of time and
`undone_by`, the last undo, which may be undone itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, insert, update

from musnad.errors import ArchiveError


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """What every decision has.

    Args:
        value: what is decided; of an undo the number of what it undoes.
        undone_by: the last undo.
        live: whether it is in force.
    """

    id: int
    value: dict[str, Any]
    who: str
    why: str
    at: str
    undone_by: int | None = None
    live: bool = True


Decision = TypeVar("Decision", bound=Decided)


def with_life(decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions in their order with `live` told: one is dead while an undo of it is alive.

    An undo is always younger than what it undoes, so that one pass from the youngest tells all.
    """
    alive: dict[int, bool] = {}
    found = sorted(decisions, key=lambda one: one.id)
    for one in reversed(found):
        alive[one.id] = one.undone_by is None or not alive.get(one.undone_by, True)
    return [msgspec.structs.replace(one, live=alive[one.id]) for one in found]


def write_down(connection: Connection, table: Table, row: Mapping[str, Any]) -> int:
    """Add a decision; return its number."""
    key = connection.execute(insert(table), dict(row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def mark_undone(connection: Connection, table: Table, number: int, *, by: int) -> None:
    """Remember the undo of a decision."""
    connection.execute(update(table).where(table.c.id == number).values(undone_by=by))


def to_undo(decisions: Sequence[Decision], number: int, *, what: str, listed: str) -> Decision:
    """Return the decision of a number, which is in force.

    Args:
        what: how messages name it, `{}` for its number: `decision {} about entities`.
        listed: the command that lists the decisions.
    Raises:
        ArchiveError: there is none, or it is undone already.
    """
    target = next((one for one in decisions if one.id == number), None)
    if target is None:
        raise ArchiveError(f"no {what.format(number)}; `{listed}` lists them")
    if not target.live:
        noun = what.partition(" ")[0]
        raise ArchiveError(f"{noun} {number} is undone already; undo {target.undone_by} to have it back")
    return target
