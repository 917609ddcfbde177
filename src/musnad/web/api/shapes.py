"""What goes in and out of the API, as records: answers that the archive has no record for, and bodies of requests."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from musnad.archive.decisions import Correction, State
from musnad.archive.entity_links import EntityDecision
from musnad.archive.entity_search import EntityFound, Naming
from musnad.archive.label_counts import LabelPlace
from musnad.archive.label_places import Labelled
from musnad.archive.outlet_profile import OutletProfile
from musnad.archive.page_rows import Provenance
from musnad.archive.searching import Facet, Result
from musnad.archive.showing import StatementRecord
from musnad.archive.story_decisions import StoryDecision
from musnad.archive.story_rows import Story
from musnad.model import Link, Span, Speaker, Statement
from musnad.stories.statements import Utterance


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong; `place` is where in a query, in code points from 0."""

    kind: str
    message: str
    status: int
    place: int | None = None


class Failure(msgspec.Struct, frozen=True):
    """The one shape of every error."""

    error: Problem


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Results of a search; `next` is the cursor of those that follow, null at the end."""

    query: str
    results: list[Result]
    next: str | None


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """All results counted, and by the values of fields."""

    query: str
    count: int
    facets: dict[str, list[Facet]]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """A statement in force with what stands around and behind it; `document` is the id of its document.

    `machine` is the statement as the reader has it, null where it has it no longer; `note` then says so.
    """

    id: str
    document: str
    statement: Statement
    machine: Statement | None
    state: State
    note: str | None
    speaker: Speaker | None
    paragraph: Span
    before: Span | None
    after: Span | None
    chain: tuple[Link, ...]
    corrections: tuple[Correction, ...]
    page: Provenance

    @classmethod
    def of(cls, record: StatementRecord) -> Shown:
        """Return what the archive knows of a statement, without the text around its paragraph."""
        fields = {name: getattr(record, name) for name in record.__struct_fields__ if name != "document"}
        return cls(document=record.document.id, **fields)


class Speakers(msgspec.Struct, frozen=True):
    """Speakers, those with most statements first."""

    speakers: list[EntityFound]


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker or an outlet: how many statements, by the values of fields; of an outlet its profile too."""

    name: str
    entity: EntityFound | None
    count: int
    facets: dict[str, list[Facet]]
    profile: OutletProfile | None = None


class Outlets(msgspec.Struct, frozen=True):
    """Outlets with how many statements each has."""

    outlets: list[Facet]


class Labels(msgspec.Struct, frozen=True):
    """Families and entities that have labels, those with most first."""

    families: list[Labelled]
    entities: list[Labelled]


class LabelPlaces(msgspec.Struct, frozen=True, kw_only=True):
    """Where labels stand, oldest first; `count` is how many there are, `page` which part of them this is, from 1."""

    count: int
    page: int
    places: list[LabelPlace]


class Named(msgspec.Struct, frozen=True):
    """Somebody in a network."""

    role: Literal["speaker", "relay", "outlet"]
    name: str
    entity: str | None


class Passed(msgspec.Struct, frozen=True):
    """Who was passed on by whom, in how many statements."""

    source: Named
    target: Named
    statements: int


class Network(msgspec.Struct, frozen=True):
    """Who passes on whom, among the newest `statements`; `whole` where these are all."""

    edges: list[Passed]
    statements: int
    whole: bool


class Uncertain(msgspec.Struct, frozen=True):
    """A statement to review."""

    id: str
    document: str
    confidence: float
    rule: str


class Precision(msgspec.Struct, frozen=True):
    """What became of a rule's statements that people decided on."""

    rule: str
    accepted: int
    corrected: int
    rejected: int


class Queue(msgspec.Struct, frozen=True, kw_only=True):
    """What to review first, and the precision so far."""

    statements: list[Uncertain]
    next: str | None
    precision: list[Precision]


class Decisions(msgspec.Struct, frozen=True):
    """Decisions in their order."""

    corrections: list[Correction]


class Search(msgspec.Struct, frozen=True):
    """A saved search."""

    name: str
    query: str
    created_at: str
    seen_at: str | None


class Searches(msgspec.Struct, frozen=True):
    """The saved searches."""

    searches: list[Search]


class News(msgspec.Struct, frozen=True):
    """What is new in a saved search."""

    name: str
    query: str
    results: list[Result]


class Decide(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision about a statement; `value` is as docs/correcting.md has it."""

    kind: Literal["accept", "reject", "span", "speaker", "act"]
    value: dict[str, Any] | None = None
    why: str = ""


class DecideWho(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision about a speaker.

    `into` is who a merged one is; `name` the new name of a renamed one; of a split `member` is who is taken out, or
    `name` and `document` (ids, with blanks between them) say which namings are somebody else.
    """

    kind: Literal["merge", "split", "rename"]
    why: str
    into: str = ""
    name: str = ""
    member: str = ""
    document: str = ""


class Stories(msgspec.Struct, frozen=True):
    """Stories, those with most documents first."""

    stories: list[Story]


class StoryTold(msgspec.Struct, frozen=True):
    """A story, and what was said in it as each outlet has it."""

    story: Story
    utterances: list[Utterance]


class DecideStory(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A decision about a story: `into` is the other one of a merge, `documents` are those that a split takes out."""

    kind: Literal["merge", "split"]
    why: str
    into: str = ""
    documents: list[str] = []


class StoryDecisions(msgspec.Struct, frozen=True):
    """Decisions about a story in their order."""

    decisions: list[StoryDecision]


class WhoDecisions(msgspec.Struct, frozen=True):
    """Decisions about speakers in their order, and how documents name the one that was asked for."""

    decisions: list[EntityDecision]
    namings: list[Naming]


class Undo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a decision is undone."""

    why: str


class Save(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A search to save."""

    name: str
    query: str


class Text(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to read and keep; `day` is that of publication, YYYY-MM-DD."""

    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    day: str | None = None


class Done(msgspec.Struct, frozen=True):
    """It was done."""

    done: bool = True
