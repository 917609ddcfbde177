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
Precision = Literal["second", "minute", "day", "month", "year"]
Role = Literal["speaker", "relay", "agency", "outlet", "origin"]


class Span(msgspec.Struct, frozen=True, gc=False):
    """A place in a text: code points `[start, end)` and the text that stands there."""

    start: int
    end: int
    text: str


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A time expression in a text and what it means: ISO 8601 down to `precision`.

    `at` is None where it can't be placed, and `reason` says why. `until` is the last day, where several are meant.
    """

    start: int
    end: int
    text: str
    at: str | None = None
    precision: Precision | None = None
    until: str | None = None
    reason: str | None = None


class Speaker(msgspec.Struct, frozen=True):
    """One who speaks in a document: the fullest naming and every mention, in reading order.

    `entity` is who that is across documents, None where that can't be told; `evidence` and `certainty` (in 0..1) say by
    what, and how surely.
    """

    id: str
    kind: Kind
    name: Span
    mentions: tuple[Span, ...]
    entity: str | None = None
    evidence: str | None = None
    certainty: float | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One act of attribution. `shared` guidelines define each field; `None` where the text is silent.

    `speaker` and `inside` are ids (of a `Speaker`, of a `Statement`) in the same document.
    `rule` names the construction that found it, `lexicon` the entries behind it; `why` says why
    `speaker` is `None`. `confidence` is in 0..1. `said_at` is the time in the attribution itself (قال أمس إن), never
    one that is talked about.
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
    said_at: Moment | None = None


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A name or an epithet that somebody is called by, and in whose voice.

    `epithet` and `family` are those of labels.yaml; `statement` is the one in whose content it stands, None where the
    outlet itself speaks. Where the name is held at arm's length, the epithet is what does that («…» for scare quotes,
    ما يسمى، المزعوم) and `within` the epithet inside.
    """

    start: int
    end: int
    text: str
    epithet: str
    family: str
    entity: str | None = None
    voice: Literal["own", "quoted"] = "own"
    statement: str | None = None
    within: str | None = None


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


class PageRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The page that a document was taken from: what proves that its words stood there.

    `sha256` and `size_bytes` are those of the bytes as they came; `fetched_at` is ISO 8601 in UTC.
    """

    sha256: str
    size_bytes: int
    encoding: str
    url: str | None = None
    fetched_at: str | None = None


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
