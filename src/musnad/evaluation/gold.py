"""Gold files come in here: lines of JSON, checked, so that a slip of an annotator never becomes a score.

A gold file holds one annotated document a line: `id`, `text`, `speakers`, `statements`, as in the JSON of a
`Document`; spans need only `start` and `end`. Other keys (`outlet`, `date`, …) are kept and not looked at.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from musnad.errors import GoldError
from musnad.model import Act, Kind, Type

Record = dict[str, Any]
"""A document as plain data: a line of a gold file, or what `Document.to_dict` returns."""

_KEPT = ("title", "outlet", "url")  # what the reader is told besides the text, where the gold file has it


class _Span(msgspec.Struct, frozen=True):
    start: int
    end: int


class _Speaker(msgspec.Struct, frozen=True):
    id: str
    name: _Span
    mentions: list[_Span]
    kind: Kind | None = None


class _Statement(msgspec.Struct, frozen=True):
    content: list[_Span]
    type: Type
    act: Act
    cue: _Span | None = None
    source: _Span | None = None
    addressee: _Span | None = None
    speaker: str | None = None
    via: list[_Span] | None = None


class _Line(msgspec.Struct, frozen=True):
    id: str
    text: str
    statements: list[_Statement]
    speakers: list[_Speaker] = []


_DECODER = msgspec.json.Decoder(_Line)


def load_gold(path: str | os.PathLike[str]) -> list[Record]:
    """Read a gold file.

    Returns: its documents in the order of the file, as plain data.
    Raises:
        GoldError: no file, no document in it, a line that is not JSON or breaks the format, an id given twice,
            a span outside its text, a statement of a speaker that the document doesn't list.
    """
    try:
        with open(path, "rb") as stream:
            lines = stream.read().splitlines()
    except OSError as error:
        raise GoldError(f"{path}: {error.strerror or error}") from error
    records: list[Record] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{os.fspath(path)}:{number}"
        try:
            problem = _problem(_DECODER.decode(line), seen)
            record: Record = msgspec.json.decode(line)
        except (msgspec.MsgspecError, UnicodeError) as error:
            raise GoldError(f"{where}: {error}; evals/README.md gives the format") from error
        if problem:
            raise GoldError(f"{where}: {problem}")
        seen[record["id"]] = number
        records.append(record)
    if not records:
        raise GoldError(f"{path}: no document in it; expected one a line")
    return records


def read_gold(records: Iterable[Record]) -> Iterator[Record]:
    """Read the texts of gold documents with the reader, one after the other.

    Returns: what was read, as plain data, in the same order and with the same ids.
    """
    from musnad.inputs import read

    for record in records:
        known = {key: record[key] for key in _KEPT if isinstance(record.get(key), str)}
        yield read(record["text"], id=record["id"], **known).to_dict()


def _problem(line: _Line, seen: dict[str, int]) -> str | None:
    if line.id in seen:
        return f"id {line.id!r} stands in line {seen[line.id]} already; ids tell documents apart"
    known = {speaker.id for speaker in line.speakers}
    for span in _spans(line):
        if not 0 <= span.start < span.end <= len(line.text):
            return f"span {span.start}:{span.end} is empty or outside the text, which has {len(line.text)} characters"
    for number, statement in enumerate(line.statements, 1):
        if statement.speaker is not None and statement.speaker not in known:
            return f"statement {number} has speaker {statement.speaker!r}; the speakers here are {sorted(known)}"
    return None


def _spans(line: _Line) -> Iterator[_Span]:
    for speaker in line.speakers:
        yield speaker.name
        yield from speaker.mentions
    for statement in line.statements:
        yield from statement.content
        yield from statement.via or ()
        yield from (s for s in (statement.cue, statement.source, statement.addressee) if s is not None)
