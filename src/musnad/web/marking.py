"""A document for the reading page: its text in paragraphs, each cut where a span begins or ends.

Spans may nest and cross, which elements may not. Every piece says where it begins, in code points, so that a browser
can tell the exact place of what is selected, and to which statement it belongs. The pieces of all paragraphs together
are the text, character by character.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

import msgspec
from markupsafe import Markup, escape

from musnad.display import chain
from musnad.document import Document
from musnad.model import Link, Span, Statement

# As in `display`: what is no character, turns the direction of a line, or can't be written as UTF-8.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COLOURS = 8  # of speakers, in reading.css; a ninth gets the first one's


class Piece(msgspec.Struct, frozen=True):
    """A part of the text in which nothing begins or ends.

    Args:
        start: code points from the beginning of the text.
        classes: content, cue, source, addressee, via, cut; `v0` to `v7` is the speaker's colour.
        statement: the id of the innermost statement; empty where there is none.
    """

    start: int
    text: Markup
    classes: str = ""
    statement: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the margin beside a statement."""

    number: int
    statement: Statement
    colour: str
    name: str
    passed: list[Link]
    state: str


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph with what begins in it."""

    start: int
    pieces: list[Piece]
    notes: list[Note]


class Voice(msgspec.Struct, frozen=True):
    """A speaker in the legend."""

    name: str
    kind: str
    colour: str
    statements: int
    entity: str | None


def cleaned(text: str) -> str:
    """Return a text with what would harm a page replaced; its length stays."""
    return _UNSAFE.sub("\ufffd", text)


def marked_up(text: str) -> Markup:
    """Return a text for HTML of which a browser makes the same characters: it would swallow a carriage return."""
    return Markup(str(escape(cleaned(text))).replace("\r", "&#13;"))


def colours_of(document: Document) -> dict[str | None, str]:
    """Return the class of each speaker's colour; of None, where the reader abstained."""
    spoken = {statement.speaker for statement in document.statements}
    speakers = [speaker for speaker in document.speakers if speaker.id in spoken]
    return {None: "vx", **{speaker.id: f"v{n % COLOURS}" for n, speaker in enumerate(speakers)}}


def voices_of(document: Document) -> list[Voice]:
    """Return the speakers of the statements, in the order of the text."""
    colours = colours_of(document)
    said: dict[str | None, int] = {}
    for statement in document.statements:
        said[statement.speaker] = said.get(statement.speaker, 0) + 1
    voices = [
        Voice(s.name.text, s.kind, colours[s.id], said[s.id], s.entity) for s in document.speakers if s.id in said
    ]
    if None in said:
        voices.append(Voice("", "none", "vx", said[None], None))
    return voices


def paragraphs_of(document: Document, states: dict[str, str]) -> list[Paragraph]:
    """Cut the text of a document into paragraphs of pieces, with the notes for the margin."""
    text = document.text
    layers = _layers(document)
    notes = _notes(document, states)
    breaks = [0, *(match.end() for match in re.finditer(r"\n+", text)), len(text)]
    cuts = sorted({edge for layer in layers for edge in layer[:2]} | set(breaks))
    pieces = list(_pieces(document, cuts, layers))
    made = []
    for start, end in itertools.pairwise(breaks):
        own = [piece for piece in pieces if start <= piece.start < end]
        if own:
            made.append(Paragraph(start, own, [note for place, note in notes if start <= place < end]))
    return made


_Layer = tuple[int, int, str, int]  # start, end, class, number of the statement or -1


def _layers(document: Document) -> list[_Layer]:
    layers: list[_Layer] = [(c.start, c.end, "cut", -1) for c in document.cut]
    layers += [(label.start, label.end, f"label {label.voice}", -1) for label in document.labels]
    for n, statement in enumerate(document.statements):
        for part, span in parts_of(statement):
            if span.end > span.start:
                layers.append((span.start, span.end, part, n))
    return sorted(layers)


def parts_of(statement: Statement) -> Iterator[tuple[str, Span]]:
    """Yield the spans of a statement with what they are."""
    for span in statement.content:
        yield "content", span
    for name in ("cue", "source", "addressee"):
        span = getattr(statement, name)
        if span is not None:
            yield name, span
    for span in statement.via:
        yield "via", span


def _pieces(document: Document, cuts: list[int], layers: list[_Layer]) -> Iterator[Piece]:
    colours = colours_of(document)
    text, statements = document.text, document.statements
    active: list[_Layer] = []
    following = 0
    for start, end in itertools.pairwise(cuts):
        active = [layer for layer in active if layer[1] > start]
        while following < len(layers) and layers[following][0] <= start:
            active.append(layers[following])
            following += 1
        of = max((layer for layer in active if layer[3] >= 0), default=None)  # the one that begins last is innermost
        names = {name for layer in active for name in layer[2].split()}
        classes = sorted(names)
        if of is not None:
            classes.append(colours.get(statements[of[3]].speaker, "vx"))
            classes += _depth(active)
        shown = marked_up(text[start:end])
        yield Piece(start, shown, " ".join(classes), statements[of[3]].id if of is not None else "")


def _depth(active: Iterable[_Layer]) -> list[str]:
    inside = {layer[3] for layer in active if layer[2] == "content"}
    return ["deep"] if len(inside) > 1 else []


def _notes(document: Document, states: dict[str, str]) -> list[tuple[int, Note]]:
    colours = colours_of(document)
    notes = []
    for number, statement in enumerate(document.statements, 1):
        speaker = document.speaker_of(statement)
        place = statement.cue.start if statement.cue else statement.content[0].start
        notes.append((place, Note(
            number=number, statement=statement, colour=colours.get(statement.speaker, "vx"),
            name=speaker.name.text if speaker else "",
            passed=[link for link in chain(document, statement) if link.role not in ("speaker", "outlet")],
            state=states.get(statement.id, "machine"),
        )))  # fmt: skip
    return sorted(notes, key=lambda pair: pair[0])
