"""Whether two documents' speakers are one: by entity where both have one, else by their names.

A name is compared by its stems, rare ones counting most, so that «وزير الخارجية الروسي سيرجي لافروف» and «لافروف» are
one, and two ministers of foreign affairs are not. The fullest name of a document counts, not its short mentions: the
reader has found out already whom «الوزير» means.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from musnad.arabic.search_words import words
from musnad.document import Document
from musnad.model import Speaker
from musnad.stories.stems import stem, term

SHARED = 0.6  # of the shorter name's weight: two ministers of foreign affairs share less (docs/stories.md)
SHARED_OF_KINDS = 0.9  # of both, where one is read as a person and one not: «الخارجية» isn't its minister
LEAST = 4.0  # weight that must be shared: «رئيس» has 1.4, «وزير» 1.4, a rare name 6.2
SHARED_OF_HEADS = 0.85  # where each begins with a word that the other hasn't: «وزراء خارجية…», «وزير خارجية…»
_SOMEBODY = (
    "مسؤول", "مسؤولون", "دبلوماسي", "مصدر", "مصادر", "قيادي", "خبير", "محلل", "مراقب", "شاهد", "شهود", "ناشط", "عضو",
    "موظف", "ضابط", "جندي", "مواطن", "طبيب", "سكان", "اهالي",
)  # fmt: skip
# «مسؤول في الخارجية» is somebody of an office, not its head: where one name has such a word, the other must have it.
SOMEBODY = frozenset(map(stem, _SOMEBODY))


class Naming(NamedTuple):
    """Who a speaker is: kind, entity, name, and the stems of the name with their weights."""

    kind: str
    entity: str | None
    name: str
    stems: dict[str, float]

    @property
    def key(self) -> tuple[str, ...]:
        """Two speakers with one key are one."""
        return ("entity", self.entity) if self.entity is not None else (self.kind, *sorted(self.stems))


def naming_of(document: Document, speaker: Speaker) -> Naming:
    """Return who a speaker of a document is."""
    entity: str | None = getattr(speaker, "entity", None)
    return Naming(speaker.kind, entity, speaker.name.text, _stems(speaker.name.text))


@lru_cache(1 << 12)
def _stems(name: str) -> dict[str, float]:
    return {stem(word): term(word)[1] for word in words(name)}


def are_one(one: Naming, other: Naming) -> bool:
    """Tell whether two speakers of two documents are one."""
    if one.entity is not None and other.entity is not None:
        return one.entity == other.entity
    if one.stems.keys() == other.stems.keys() and one.kind == other.kind:
        return True
    if one.stems.keys().isdisjoint(other.stems):
        return False
    if "unnamed" in (one.kind, other.kind):
        return False
    if (one.stems.keys() ^ other.stems.keys()) & SOMEBODY:
        return False
    if one.kind == other.kind == "organisation" and _is_short_for(one.stems, other.stems):
        return True
    shared = _weight(one, one.stems.keys() & other.stems.keys())
    weights = _weight(one, one.stems), _weight(other, other.stems)
    if one.kind != other.kind:
        return shared >= LEAST and shared >= SHARED_OF_KINDS * max(weights)
    begin = next(iter(one.stems), "") in other.stems or next(iter(other.stems), "") in one.stems
    return shared >= LEAST and shared >= (SHARED if begin else SHARED_OF_HEADS) * min(weights)


def _weight(naming: Naming, stems: Iterable[str]) -> float:
    return sum([naming.stems[one] for one in sorted(stems)])


def _is_short_for(one: dict[str, float], other: dict[str, float]) -> bool:
    """Tell whether one name of an organisation is the beginning of the other: «الحركة», «حركة الجبل»."""
    shorter, longer = sorted((list(one), list(other)), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter
