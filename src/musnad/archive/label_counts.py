"""What somebody or a family of things is called: labels counted by epithet, for all or by outlet, speaker or month.

It counts what is in force: a label in the content of a rejected statement is the outlet's own. It judges no word.
Shares have confidence intervals, and none is told of fewer than `shares.LEAST`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec
from sqlalchemy import ColumnElement, Connection, Join, Select, and_, case, func, select

from musnad.archive.arrow import arrow
from musnad.archive.entity_search import entity_of
from musnad.archive.shares import LEAST, Share, share_of
from musnad.archive.tables import documents, entities, entity_now, labels, speakers, statements
from musnad.archive.worded import SPEAKER
from musnad.errors import ArchiveError
from musnad.lexicon.checking import LABEL_FAMILIES

if TYPE_CHECKING:
    import pyarrow

By = Literal["outlet", "speaker", "month"]
Voice = Literal["own", "quoted", "all"]
MOST_ROWS = 20  # epithets of a group that are told; what a screen shows
MOST_PLACES = 20  # places of a row that are told
_UNKNOWN = ""  # the group of what has no outlet, no day, or no speaker


class LabelPlace(msgspec.Struct, frozen=True, kw_only=True):
    """One place where something is called so.

    Args:
        id: what `musnad show` takes: the statement in whose content it stands, the document where the outlet speaks.
        start, end, text: the label, in code points of the document's text.
        url: the page's address; None where it came as text.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    voice: str
    outlet: str | None
    day: str | None
    speaker: str | None
    url: str | None


class LabelRow(msgspec.Struct, frozen=True, kw_only=True):
    """An epithet in a group.

    Args:
        group: the outlet, the speaker or the month (YYYY-MM); empty where it isn't known, or nothing was grouped. Of
            speakers it is also empty where the outlet itself speaks.
        epithet, within, family: as in `model.Label`.
        share: of the group's labels.
        own, quoted: how many in which voice.
        places: the first of them, oldest first.
    """

    group: str
    epithet: str
    within: str | None
    family: str
    share: Share
    own: int
    quoted: int
    places: tuple[LabelPlace, ...]


class LabelTable(msgspec.Struct, frozen=True, kw_only=True):
    """What an entity or a family is called.

    Args:
        asked: as it was asked for; `name` is that of the entity, or the family.
        labels, documents: how many labels there are, and in how many documents.
        rows: groups with most labels first (months in their order), in each the commonest epithets first.
        left_out: epithets beyond the limit of a group.
        least: of fewer labels no share is told.
    """

    asked: str
    name: str
    by: By | None
    voice: Voice
    labels: int
    documents: int
    rows: tuple[LabelRow, ...]
    left_out: int = 0
    least: int = LEAST

    def to_arrow(self) -> pyarrow.Table:
        """Return the rows as an Arrow table; their places are a column of lists.

        Raises:
            MusnadError: pyarrow is not installed.
        """
        pa = arrow()
        place = pa.struct([(name, pa.int64() if name in ("start", "end") else pa.string())
                           for name in LabelPlace.__struct_fields__])  # fmt: skip
        numbers = {"count": pa.int64(), "of": pa.int64(), "share": pa.float64(), "low": pa.float64(),
                   "high": pa.float64(), "own": pa.int64(), "quoted": pa.int64(),
                   "places": pa.list_(place)}  # fmt: skip
        names = ("group", "epithet", "within", "family", *numbers)
        schema = pa.schema([(name, numbers.get(name, pa.string())) for name in names])
        return pa.Table.from_pylist([_flat(row) for row in self.rows], schema=schema)


def _flat(row: LabelRow) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(row)
    share = built.pop("share")
    share.pop("name")
    return {**built, **share}


class _Mention(msgspec.Struct, frozen=True):
    """A row of the query; its names are those of the columns."""

    epithet: str
    within: str | None
    family: str
    document: str
    start: int
    end: int
    text: str
    voice: str
    statement: str | None
    outlet: str | None
    day: str | None
    speaker: str | None
    url: str | None


def count_labels(
    connection: Connection, asked: str, *, by: By | None = None, voice: Voice = "all", limit: int | None = MOST_ROWS,
    places: int | None = MOST_PLACES,
) -> LabelTable:  # fmt: skip
    """Count what an entity or a family is called.

    Args:
        asked: a family of labels.yaml (ruler, army), an entity's id, or a name that it alone has.
        by: what the labels are grouped by.
        voice: only the outlets' own labels, or only those of whom they quote.
        limit: epithets of a group at most; None for all.
        places: of a row at most; None for all.
    Raises:
        ArchiveError: there is no such family or entity, or there are several entities.
    """
    if by is not None and by not in get_args(By):
        raise ArchiveError(f"by {by!r}: labels are grouped by {', '.join(get_args(By))}")
    if voice not in get_args(Voice):
        raise ArchiveError(f"voice {voice!r}: it is one of {', '.join(get_args(Voice))}")
    name, meant = meant_by(connection, asked)
    found = [_Mention(*row) for row in connection.execute(mentions().where(meant))]
    if voice != "all":
        found = [one for one in found if one.voice == voice]
    rows, left_out = _rows(found, by, limit, places)
    return LabelTable(
        asked=asked, name=name, by=by, voice=voice, labels=len(found), documents=len({one.document for one in found}),
        rows=tuple(rows), left_out=left_out,
    )  # fmt: skip


def meant_by(connection: Connection, asked: str) -> tuple[str, ColumnElement[bool]]:
    """Return the name of a family or an entity, and the condition on `labels` that finds its labels.

    Raises:
        ArchiveError: there is no such family or entity, or there are several entities.
    """
    if asked in LABEL_FAMILIES:
        return asked, labels.c.family == asked
    try:
        entity = entity_of(connection, asked)
    except ArchiveError as error:
        if "no entity" not in str(error):
            raise
        raise ArchiveError(f"{error}; the families of labels are {', '.join(LABEL_FAMILIES)}") from error
    return entity.name, labels.c.entity.in_(entity.members)


def mentions() -> Select[Any]:
    """Return the query for labels as they are in force, oldest first; its columns are those of `_Mention`."""
    who = func.coalesce(entity_now.c.now, statements.c.entity)
    joined = labels_in_force().join(documents, documents.c.id == labels.c.document)
    joined = joined.outerjoin(entity_now, entity_now.c.entity == statements.c.entity)
    joined = joined.outerjoin(entities, entities.c.id == who)
    joined = joined.outerjoin(speakers, SPEAKER)
    return select(
        labels.c.epithet, labels.c.within, labels.c.family, labels.c.document, labels.c.start, labels.c.end,
        labels.c.text, voice_in_force().label("voice"), statements.c.id.label("statement"),
        documents.c.outlet, documents.c.day, func.coalesce(entities.c.name, speakers.c.name).label("speaker"),
        documents.c.address,
    ).select_from(joined).order_by(documents.c.day.nulls_first(), labels.c.document, labels.c.position)  # fmt: skip


def labels_in_force() -> Join:
    """Return labels with the statements in whose content they stand, but for those that somebody rejected."""
    in_force = and_(
        statements.c.id == labels.c.statement, statements.c.document == labels.c.document,
        statements.c.state != "rejected",
    )  # fmt: skip
    return labels.outerjoin(statements, in_force)


def voice_in_force() -> ColumnElement[str]:
    """Return whose voice a label of `labels_in_force` is in: in a rejected statement's content the outlet's own."""
    is_own = and_(labels.c.statement.is_not(None), statements.c.id.is_(None))
    return case((is_own, "own"), else_=labels.c.voice)


def _rows(
    found: Iterable[_Mention], by: By | None, limit: int | None, places: int | None
) -> tuple[list[LabelRow], int]:  # fmt: skip
    groups: dict[str, list[_Mention]] = defaultdict(list)
    for one in found:
        groups[_group(one, by)].append(one)
    order = sorted(groups) if by == "month" else sorted(groups, key=lambda name: (-len(groups[name]), name))
    rows: list[LabelRow] = []
    left_out = 0
    for name in order:
        made = list(_of_group(name, groups[name], places))
        left_out += max(0, len(made) - limit) if limit is not None else 0
        rows += made[:limit]
    return rows, left_out


def _group(one: _Mention, by: By | None) -> str:
    if by == "outlet":
        return one.outlet or _UNKNOWN
    if by == "speaker":
        return one.speaker or _UNKNOWN
    return (one.day or _UNKNOWN)[:7] if by == "month" else ""


def _of_group(name: str, group: list[_Mention], places: int | None) -> Iterator[LabelRow]:
    sizes = Counter(one.document for one in group)
    kinds: dict[tuple[str, str, str], list[_Mention]] = defaultdict(list)
    for one in group:
        kinds[(one.epithet, one.within or "", one.family)].append(one)
    for kind in sorted(kinds, key=lambda kind: (-len(kinds[kind]), kind)):
        mentions = kinds[kind]
        hits = Counter(one.document for one in mentions)
        own = sum(one.voice == "own" for one in mentions)
        yield LabelRow(
            group=name, epithet=kind[0], within=kind[1] or None, family=kind[2],
            share=share_of(kind[0], ((hits[id], size) for id, size in sizes.items())), own=own,
            quoted=len(mentions) - own, places=tuple(map(_place, mentions[:places])),
        )  # fmt: skip


def _place(one: _Mention) -> LabelPlace:
    return LabelPlace(
        id=one.statement or one.document, document=one.document, start=one.start, end=one.end, text=one.text,
        voice=one.voice, outlet=one.outlet, day=one.day, speaker=one.speaker, url=one.url,
    )  # fmt: skip
