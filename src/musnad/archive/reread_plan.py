"""What becomes of one document that is read anew: worked out whole, before a row is touched."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from musnad.archive.decisions import Correction, InForce, Kept, fits, in_force, restore, snapshot
from musnad.archive.matching import match, same_reading
from musnad.document import Document


class Counts(msgspec.Struct, kw_only=True):
    """What a rereading has done, added up.

    `texts_changed` counts pages that gave another text, `texts_kept` those whose text stayed for its corrections or
    because the page gives none any more; `same` … `went` count statements; `carried` and `orphaned` living
    corrections, with and without a statement of the new reading.
    """

    documents: int = 0
    skipped: int = 0
    failed: int = 0
    texts_changed: int = 0
    texts_kept: int = 0
    same: int = 0
    changed: int = 0
    came: int = 0
    went: int = 0
    carried: int = 0
    orphaned: int = 0

    def add(self, other: Counts) -> None:
        """Add the counts of another part."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What to write for one document.

    `old` is the id that goes; `renamed` are the statements that have another id now; `moved` says on which statement
    the corrections on another bear now; `kept` are all statements that stand by decision alone.
    """

    old: str
    document: Document
    renamed: dict[str, str]
    moved: dict[str, str]
    kept: tuple[Kept, ...]
    in_force: InForce
    counts: Counts


def plan(
    old: Document, new: Document, corrections: Sequence[Correction], kept: Sequence[Kept], *, note: str, at: str
) -> Plan | None:
    """Work out what becomes of a document.

    Args:
        old, new: as the machine read it before and now.
        corrections, kept: that bear on it.
        note, at: for statements that the new reading doesn't have and people decided on.
    Returns: None where something that people decided finds no place in the new text.
    """
    quotes: dict[str, list[str]] = {}
    for correction in corrections:
        quotes.setdefault(correction.applies_to, []).append(correction.quote)
    before = old
    for one in kept:  # a statement that an earlier reading lost may be found again
        before = restore(before, one) or before
    pairs = match(before, new, quotes)
    names = {one.statement: one for one in kept} | {
        id: Kept(statement=id, data=snapshot(old, statement), note=note, at=at)
        for id, statement in ((s.id, s) for s in old.statements)
        if id in quotes
    }
    still = tuple(names[id] for id in sorted(names) if id not in pairs)
    if old.text != new.text and not fits(new.text, corrections, still):
        return None
    moved = {id: pairs[id] for id in quotes if pairs.get(id, id) != id}
    carried = [
        msgspec.structs.replace(c, applies_to=moved.get(c.applies_to, c.applies_to), in_document=new.id)
        for c in corrections
    ]
    return Plan(
        old=old.id, document=new, renamed={a: b for a, b in pairs.items() if a != b}, moved=moved, kept=still,
        in_force=in_force(new, carried, still), counts=_counts(old, new, pairs, carried, {k.statement for k in still}),
    )  # fmt: skip


def _counts(
    old: Document, new: Document, pairs: dict[str, str], corrections: Sequence[Correction], kept: set[str]
) -> Counts:
    after = {s.id: s for s in new.statements}
    both = [(s, after[pairs[s.id]]) for s in old.statements if s.id in pairs]
    same = sum(same_reading(old, new, one, other) for one, other in both)
    living = [c for c in corrections if c.live and c.kind != "undo"]
    orphaned = sum(c.applies_to in kept for c in living)
    return Counts(
        documents=1, texts_changed=int(old.text != new.text), same=same, changed=len(both) - same,
        came=len(new.statements) - len(both), went=len(old.statements) - len(both), carried=len(living) - orphaned,
        orphaned=orphaned,
    )  # fmt: skip
