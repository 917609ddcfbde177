"""Which read statement answers which gold one, and how far it agrees with it.

It stands between the gold file and the figures. Spans are compared as sets of words, so that a glued clitic or
a stray quotation mark costs nothing; complementisers at the beginning of a content are left out.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Words = frozenset[int]
"""Numbers of words in a text."""

# The bounds are part of what the figures mean: figures taken with others can't be compared.
NEAR_CONTENT = 0.8  # share of words (F1) from which a content is near
NEAR_SOURCE = 0.5  # the same for sources, addressees, relays, and a name on a mention
FULL_NAME = 0.6  # the same for a name and the fullest name
PAIRING_CONTENT = 0.5  # share of content that pairs two statements whose cues differ

_MARKS = "".join(map(chr, (*range(0x064B, 0x0660), 0x0670, 0x0640)))
_PIECE = re.compile(rf"[\w{_MARKS}]+|[^\w\s]")
_WORD = re.compile(r"\w+")
_COMPLEMENTISERS = frozenset(("أن", "إن", "ان", "بأن", "بان", "وأن", "وإن", "إلى", "الى", "على", "عن", "من", "في", "ب"))
_SPELLING = str.maketrans(dict.fromkeys(_MARKS)) | str.maketrans("أإآٱىة", "اااايه")


class WordMap:
    """A text cut into words and marks, to look up what a span touches."""

    __slots__ = ("_ends", "_pieces", "_starts", "_text", "_wordlike")

    def __init__(self, text: str) -> None:
        found = list(_PIECE.finditer(text))
        self._text = text
        self._starts = [m.start() for m in found]
        self._ends = [m.end() for m in found]
        self._pieces = [m.group() for m in found]
        self._wordlike = [_WORD.match(piece) is not None for piece in self._pieces]

    def touched(self, span: Mapping[str, Any] | None) -> Words:
        """Return the words and marks that a span touches, in part or whole."""
        if span is None:
            return frozenset()
        return frozenset(range(bisect_right(self._ends, span["start"]), bisect_left(self._starts, span["end"])))

    def words(self, span: Mapping[str, Any] | None) -> Words:
        """Return the words that a span touches, marks left out."""
        return frozenset(k for k in self.touched(span) if self._wordlike[k])

    def content(self, spans: Iterable[Mapping[str, Any]]) -> Words:
        """Return the words of all spans of a content, each without the complementisers that it begins with."""
        found: set[int] = set()
        for span in spans:
            words = sorted(self.words(span))
            first = next((n for n, k in enumerate(words) if self._pieces[k] not in _COMPLEMENTISERS), len(words))
            found.update(words[first:])
        return frozenset(found)

    def surface(self, span: Mapping[str, Any] | None) -> str:
        """Return the text of a span; a dash for none."""
        return "—" if span is None else self._text[span["start"] : span["end"]]


@dataclass(frozen=True, slots=True)
class Naming:
    """A noun phrase that names a speaker: its words and its spelling without marks and hamza."""

    words: Words
    spelling: str

    def bag(self) -> Counter[str]:
        """Return the words of the spelling and how often each is there."""
        return Counter(_WORD.findall(self.spelling))


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of one document, on one of the two sides."""

    id: str
    name: Naming
    mentions: tuple[Naming, ...]
    surface: str


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """A statement as sets of words, on one of the two sides; `number` is its place in the document.

    `surface` is speaker, cue and content for people, `shown` its other parts.
    """

    number: int
    cue: Words
    content: Words
    source: Words
    addressee: Words
    via: tuple[Words, ...]
    voice: Voice | None
    type: str | None
    act: str | None
    surface: str
    shown: Mapping[str, str]

    def show(self, part: str) -> str:
        """Return the statement for people, with the part that is in question where it isn't shown anyway."""
        return f"{self.surface} ({part}: {self.shown[part]})" if part in self.shown else self.surface


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a read statement agrees with the gold statement that it is paired with."""

    cue_shared: bool
    content: float
    content_same: bool
    source: float
    source_same: bool
    speaker_right: bool
    speaker_full: bool
    addressee_right: bool
    vias_right: int
    type_right: bool
    act_right: bool

    @property
    def right(self) -> bool:
        """Who said what: the content near and the speaker right."""
        return self.content >= NEAR_CONTENT and self.speaker_right


def agreement(one: Words, other: Words) -> float:
    """Return the F1 of two sets of words: 1.0 where they are the same or both empty, 0.0 where they share nothing."""
    if one or other:
        return 2 * len(one & other) / (len(one) + len(other))
    return 1.0


def mark(document: Mapping[str, Any], text: WordMap) -> list[Marked]:
    """Return the statements of a document as sets of words of `text`."""
    voices = {row["id"]: _voice(row, text) for row in document.get("speakers", ())}
    return [_marked(n, row, voices, text) for n, row in enumerate(document["statements"])]


def pair(gold: Sequence[Marked], read: Sequence[Marked]) -> dict[int, Marked]:
    """Pair the statements of the two sides one to one, the best pair first.

    Returns: number of a gold statement → the read statement that answers it.
    """
    offers = []
    for g in gold:
        for r in read:
            same_cue, content = not g.cue.isdisjoint(r.cue), agreement(g.content, r.content)
            if content >= PAIRING_CONTENT or (same_cue and content > 0):
                offers.append((-(same_cue + content), g.number, r.number))
    partners: dict[int, Marked] = {}
    taken: set[int] = set()
    for _, gold_number, read_number in sorted(offers):
        if gold_number not in partners and read_number not in taken:
            partners[gold_number] = read[read_number]
            taken.add(read_number)
    return partners


def judge(gold: Marked, read: Marked) -> Verdict:
    """Compare two statements that are paired."""
    speaker_right = _same_voice(gold.voice, read.voice)
    return Verdict(
        cue_shared=not gold.cue.isdisjoint(read.cue),
        content=agreement(gold.content, read.content),
        content_same=gold.content == read.content,
        source=agreement(gold.source, read.source),
        source_same=gold.source == read.source,
        speaker_right=speaker_right,
        speaker_full=speaker_right and _full_name(gold.voice, read.voice),
        addressee_right=bool(gold.addressee) and agreement(gold.addressee, read.addressee) >= NEAR_SOURCE,
        vias_right=sum(any(agreement(g, r) >= NEAR_SOURCE for r in read.via) for g in gold.via),
        type_right=gold.type == read.type,
        act_right=gold.act == read.act,
    )


def _naming(span: Mapping[str, Any], text: WordMap) -> Naming:
    spelling = unicodedata.normalize("NFKC", text.surface(span)).translate(_SPELLING)
    return Naming(text.words(span), spelling)


def _voice(row: Mapping[str, Any], text: WordMap) -> Voice:
    mentions = tuple(_naming(span, text) for span in row["mentions"])
    return Voice(row["id"], _naming(row["name"], text), mentions, text.surface(row["name"]))


def _marked(number: int, row: Mapping[str, Any], voices: Mapping[str, Voice], text: WordMap) -> Marked:
    cue, voice = row.get("cue"), voices.get(row.get("speaker") or "")
    said = " […] ".join(text.surface(span) for span in row["content"])
    shown = {part: text.surface(row.get(part)) for part in ("source", "addressee")}
    shown |= {"via": ", ".join(text.surface(span) for span in row.get("via") or ()) or "—"}
    shown |= {part: row.get(part) or "—" for part in ("type", "act")}
    return Marked(
        number=number,
        cue=text.words(cue) or text.touched(cue),  # a colon is a cue too
        content=text.content(row["content"]),
        source=text.words(row.get("source")),
        addressee=text.words(row.get("addressee")),
        via=tuple(text.words(span) for span in row.get("via") or ()),
        voice=voice,
        type=row.get("type"),
        act=row.get("act"),
        surface=f"[{voice.surface if voice else '—'}] {text.surface(cue)} :: {said}",
        shown=shown,
    )


def _same_voice(gold: Voice | None, read: Voice | None) -> bool:
    """Tell whether the read name lies on a mention of the gold speaker, or is spelt like one."""
    if gold is None or read is None:
        return False
    name = read.name
    return any(agreement(name.words, m.words) >= NEAR_SOURCE or name.spelling == m.spelling for m in gold.mentions)


def _full_name(gold: Voice | None, read: Voice | None) -> bool:
    if gold is None or read is None:
        return False
    one, other = gold.name.bag(), read.name.bag()
    words = one.total() + other.total()
    return words == 0 or 2 * (one & other).total() / words >= FULL_NAME
