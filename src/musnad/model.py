"""The nouns of the trade as immutable records: what a reading returns, JSON in and out.

Every place in a text is a `Span`: code points, half-open, with its text. Records are
`msgspec.Struct`s: frozen, slotted, compared by value, cheap to make by the hundred thousand.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["person", "organisation", "media", "document", "unnamed"]
Type = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "state", "deny", "call", "demand", "pledge", "warn",
    "threaten", "accuse", "criticise", "welcome", "reject", "express",
]  # fmt: skip
Force = Literal["neutral", "endorsing", "distancing"]
Naming = Literal["named", "unnamed", "implied"]
Role = Literal["speaker", "relay", "agency", "outlet", "origin"]


class Span(msgspec.Struct, frozen=True, gc=False):
    """A place in a text: code points `[start, end)` and the text that stands there."""

    start: int
    end: int
    text: str


class Speaker(msgspec.Struct, frozen=True):
    """One who speaks in a document: the fullest naming and every mention, in reading order."""

    id: str
    kind: Kind
    name: Span
    mentions: tuple[Span, ...]


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One act of attribution. `shared` guidelines define each field; `None` where the text is silent.

    `speaker` and `inside` are ids (of a `Speaker`, of a `Statement`) in the same document.
    `rule` names the construction that found it, `lexicon` the entries behind it; `why` says why
    `speaker` is `None`. `confidence` is in 0..1.
    """

    id: str
    cue: Span | None
    source: Span | None
    content: tuple[Span, ...]
    speaker: str | None
    addressee: Span | None = None
    via: tuple[Span, ...] = ()
    inside: str | None = None
    type: Type = "indirect"
    act: Act = "state"
    force: Force = "neutral"
    rule: str = ""
    confidence: float = 1.0
    lexicon: tuple[str, ...] = ()
    why: str | None = None


class Cut(msgspec.Struct, frozen=True):
    """A part of the text that is not read (a site's name, a note on comments), and the reason."""

    start: int
    end: int
    text: str
    reason: str


class Relay(msgspec.Struct, frozen=True):
    """Who passed the whole document on: an agency (dateline, byline) or the paper it was taken from.

    `naming` is unnamed where the text says no more than «agencies» (وكالات، متابعات).
    """

    role: Literal["agency", "origin"]
    span: Span
    naming: Literal["named", "unnamed"] = "named"


class Link(msgspec.Struct, frozen=True):
    """One link of a chain: who, in which role, where it stands (`None` when it is not in the text)."""

    role: Role
    name: str
    span: Span | None
    naming: Naming


class ReaderVersion(msgspec.Struct, frozen=True):
    """What read the document: the version of the code and the content hash of the lexicon."""

    version: str
    lexicon: str
