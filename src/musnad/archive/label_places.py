"""Where labels stand, and whom there are labels for: what is behind the figures of `label_counts.py`, and before."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection, Select, case, func, select

from musnad.archive.label_counts import By, LabelPlace, Voice, labels_in_force, meant_by, mentions, voice_in_force
from musnad.archive.tables import entities, entity_now, labels


class Labelled(msgspec.Struct, frozen=True, kw_only=True):
    """A family or an entity with how many labels there are of it.

    Args:
        asked: what `Archive.labels` takes; `name` is that of the entity, or the family.
        own, quoted: how many in which voice.
    """

    asked: str
    name: str
    own: int
    quoted: int


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the labels of an entity or a family: those behind a figure of a `LabelTable`.

    Args:
        voice: own, quoted, or all.
        by, group: as in `LabelRow`; without `by` all groups.
        epithet, within: as in `LabelRow`; None for any, an empty `within` for none.
        outlets, others: only those in outlets of these names; or, with `others`, only those in outlets of other names.
    """

    voice: Voice = "all"
    by: By | None = None
    group: str = ""
    epithet: str | None = None
    within: str | None = None
    outlets: tuple[str, ...] = ()
    others: bool = False


def labelled_families(connection: Connection) -> list[Labelled]:
    """Return the families that have labels, those with most first."""
    query = select(labels.c.family, *_voices()).select_from(labels_in_force()).group_by(labels.c.family)
    found = [Labelled(asked=name, name=name, own=own, quoted=quoted)
             for name, own, quoted in connection.execute(query)]  # fmt: skip
    return sorted(found, key=lambda one: (-one.own - one.quoted, one.asked))


def labelled_entities(connection: Connection, *, limit: int = 100) -> list[Labelled]:
    """Return the entities that have labels, those with most first."""
    now = entity_now.alias()
    id = func.coalesce(now.c.now, labels.c.entity)
    joined = labels_in_force().outerjoin(now, now.c.entity == labels.c.entity)
    joined = joined.join(entities, entities.c.id == id)
    own, quoted = _voices()
    query = select(entities.c.id, entities.c.name, own, quoted).select_from(joined)
    query = query.group_by(entities.c.id).order_by(func.count().desc(), entities.c.name, entities.c.id).limit(limit)
    return [Labelled(asked=asked, name=name, own=own, quoted=quoted)
            for asked, name, own, quoted in connection.execute(query)]  # fmt: skip


def find_labels(
    connection: Connection, asked: str, chosen: Chosen, *, skip: int = 0, limit: int = 50
) -> tuple[int, list[LabelPlace]]:
    """Return how many labels were chosen, and where some of them stand, oldest first.

    Args:
        asked: as in `count_labels`.
        skip: how many of them are passed over.
        limit: places at most.
    Raises:
        ArchiveError: there is no such family or entity, or there are several entities.
    """
    _name, meant = meant_by(connection, asked)
    found = _narrowed(mentions().where(meant), chosen)
    many = connection.execute(select(func.count()).select_from(found.order_by(None).subquery())).scalar()
    rows = connection.execute(found.offset(skip).limit(limit)).mappings()
    return int(many or 0), [
        LabelPlace(
            id=row["statement"] or row["document"], document=row["document"], start=row["start"], end=row["end"],
            text=row["text"], voice=row["voice"], outlet=row["outlet"], day=row["day"], speaker=row["speaker"],
            url=row["address"],
        )
        for row in rows
    ]  # fmt: skip


def _narrowed(query: Select[Any], chosen: Chosen) -> Select[Any]:
    columns = query.selected_columns
    if chosen.voice != "all":
        query = query.where(columns["voice"] == chosen.voice)
    if chosen.epithet is not None:
        query = query.where(labels.c.epithet == chosen.epithet)
    if chosen.within is not None:
        query = query.where(func.coalesce(labels.c.within, "") == chosen.within)
    if chosen.outlets:
        outlet = columns["outlet"]
        query = query.where(outlet.not_in(chosen.outlets) if chosen.others else outlet.in_(chosen.outlets))
    if chosen.by is not None:
        of = {"outlet": columns["outlet"], "speaker": columns["speaker"], "month": func.substr(columns["day"], 1, 7)}
        query = query.where(func.coalesce(of[chosen.by], "") == chosen.group)
    return query


def _voices() -> tuple[Any, Any]:
    count = func.sum(case((voice_in_force() == "quoted", 1), else_=0))
    return func.count() - count, count
