"""What is in force: what the machine read, with what people decided on top. Pure: nothing here knows a database.

Decisions that are not undone are applied in their order, each to the fields that it names; an acceptance names them
all, since it is of the statement as it stood. So the last one that names a field has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, get_args

import msgspec

from musnad.archive.ledger import Decided
from musnad.archive.quotes import marked, placed
from musnad.document import Document
from musnad.model import Act, Moment, Span, Speaker, Statement
from musnad.reading.entities import link_speakers

Kind = Literal["accept", "reject", "span", "speaker", "act", "undo"]
State = Literal["machine", "accepted", "corrected", "rejected"]
KINDS = get_args(Kind)
ACTS = get_args(Act)
ONE_SPAN = ("cue", "source", "addressee")  # fields of one span or none
SPANS = (*ONE_SPAN, "content", "via")
_WORDS = ("type", "act", "force")  # fields of one word that an acceptance confirms
_REST = ("inside", "rule", "confidence", "lexicon", "why")


class Correction(Decided, frozen=True, kw_only=True):
    """One decision: on which statement, what, by whom, when and why.

    `statement` and `document` are those it was made on, `applies_to` and `in_document` those it bears on now.
    `quote` is the statement's content when it was made.
    """

    statement: str
    document: str
    kind: Kind
    quote: str
    applies_to: str
    in_document: str


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that people decided on and the present reader doesn't find."""

    statement: str
    data: dict[str, Any]
    note: str
    at: str


class InForce(msgspec.Struct, frozen=True, kw_only=True):
    """A document with the statements in force; `states` and `notes` by the id of those that aren't the machine's."""

    document: Document
    states: dict[str, State]
    notes: dict[str, str]


def in_force(document: Document, corrections: Sequence[Correction], kept: Iterable[Kept] = ()) -> InForce:
    """Apply the living corrections of a document.

    Args:
        document: as the machine read it.
        corrections: all that bear on it, with `live` told.
        kept: statements that stand in it by decision alone; without a living decision they stand no more.
    """
    decided: dict[str, list[Correction]] = {}
    for correction in corrections:
        if correction.live and correction.kind != "undo":
            decided.setdefault(correction.applies_to, []).append(correction)
    notes: dict[str, str] = {}
    for one in kept:
        if one.statement in decided:
            restored = restore(document, one)
            if restored is not None:
                document = restored
                notes[one.statement] = one.note
    states: dict[str, State] = {}
    for statement in document.statements:
        if statement.id in decided:
            document = _applied(document, statement, decided[statement.id])
            states[statement.id] = state_of(decided[statement.id])
    return InForce(document=document, states=states, notes=notes)


def state_of(decided: Sequence[Correction]) -> State:
    """Return the state that living decisions on a statement give it; the last one has the say."""
    if not decided:
        return "machine"
    if decided[-1].kind == "reject":
        return "rejected"
    return "corrected" if any(c.kind in ("span", "speaker", "act") for c in decided) else "accepted"


def _applied(document: Document, statement: Statement, decided: Iterable[Correction]) -> Document:
    for correction in decided:
        value = correction.value
        fields: dict[str, Any] = {}
        if correction.kind == "span":
            fields = _spans(document.text, {value["field"]: value})
        elif correction.kind == "act":
            fields = {"act": value["act"]}
        elif correction.kind == "speaker":
            document, fields = _spoken(document, value)
        elif correction.kind == "accept":
            document, fields = _spoken(document, value)
            fields |= _spans(document.text, value) | {name: value[name] for name in _WORDS}
        statement = msgspec.structs.replace(statement, **fields)
    statements = tuple(statement if s.id == statement.id else s for s in document.statements)
    return msgspec.structs.replace(document, statements=statements)


def _spans(text: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the span fields of a value as a statement holds them; one that stands nowhere in the text is left out."""
    fields: dict[str, Any] = {}
    for name in SPANS:
        spans = placed(text, value[name]) if name in value else None
        if spans is not None:
            fields[name] = (spans[0] if spans else None) if name in ONE_SPAN else spans
    return fields


def _spoken(document: Document, value: Mapping[str, Any]) -> tuple[Document, dict[str, Any]]:
    """Find the speaker of a value in a document, and add it where it is a new one."""
    named = value["speaker"]
    if named is None:
        return document, {"speaker": None, "why": value.get("why") or "left open by a correction"}
    spans = placed(document.text, named)
    if not spans:
        return document, {}
    speaker = speaker_at(document, spans[0])
    if speaker is None:
        speaker = Speaker(f"c{spans[0].start}-{spans[0].end}", named["kind"], spans[0], (spans[0],))
        speaker = link_speakers(document.text, (*document.speakers, speaker), document.published)[-1]
        document = msgspec.structs.replace(document, speakers=(*document.speakers, speaker))
    return document, {"speaker": speaker.id, "why": None}


def speaker_at(document: Document, span: Span) -> Speaker | None:
    """Return the speaker that a span names, of those the document has."""
    named = (s for s in document.speakers if s.name == span)
    return next(named, None) or next((s for s in document.speakers if span in s.mentions), None)


def spoken_by(text: str, speaker: Speaker | None) -> dict[str, Any] | None:
    """Return a speaker as it is kept: by the place of its name, since its id is that of one reading."""
    return None if speaker is None else marked(text, (speaker.name,)) | {"kind": speaker.kind}


def snapshot(document: Document, statement: Statement) -> dict[str, Any]:
    """Return a statement as it is kept, whatever becomes of its document: spans with their quotes, speaker by name."""
    text = document.text
    kept: dict[str, Any] = {}
    for name in SPANS:
        value = getattr(statement, name)
        spans = value if isinstance(value, tuple) else () if value is None else (value,)
        kept[name] = marked(text, spans)
    kept |= {name: getattr(statement, name) for name in (*_WORDS, *_REST)}
    kept["lexicon"] = list(statement.lexicon)
    kept["speaker"] = spoken_by(text, document.speaker_of(statement))
    kept["said_at"] = None if statement.said_at is None else msgspec.to_builtins(statement.said_at)
    return kept


def restore(document: Document, kept: Kept) -> Document | None:
    """Return the document with a kept statement in its place; None where its words stand in it no more."""
    text, data = document.text, kept.data
    fields = _spans(text, data)
    if "content" not in fields:
        return None
    document, spoken = _spoken(document, data)
    moment = msgspec.convert(data["said_at"], Moment | None)
    if moment is not None and text[moment.start : moment.end] != moment.text:
        moment = None
    values = {name: data[name] for name in (*_WORDS, *_REST)} | {"cue": None, "source": None, "speaker": None}
    values |= fields | spoken | {"lexicon": tuple(data["lexicon"]), "said_at": moment}
    statement = Statement(id=kept.statement, **values)
    old = document.statements
    at = next((n for n, s in enumerate(old) if start_of(s) > start_of(statement)), len(old))
    return msgspec.structs.replace(document, statements=(*old[:at], statement, *old[at:]))


def start_of(statement: Statement) -> int:
    """Return where a statement stands: its cue, else its content."""
    return statement.cue.start if statement.cue else statement.content[0].start


def fits(text: str, corrections: Iterable[Correction], kept: Iterable[Kept]) -> bool:
    """Tell whether all that people decided, undone or not, finds its place in `text`."""
    values = [one.data for one in kept]
    values += [{c.value["field"]: c.value} if c.kind == "span" else c.value for c in corrections]
    for value in values:
        named = [value[name] for name in SPANS if name in value]
        named += [value["speaker"]] if value.get("speaker") else []
        if any(placed(text, one) is None for one in named):
            return False
    return True
