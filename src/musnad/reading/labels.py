"""Step 9: labels. Whom a text calls what, and in whose voice: mentions with their entities and their statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from musnad.model import Label, Speaker, Statement
from musnad.reading.label_entities import link_labels
from musnad.reading.label_mentions import LabelReader, place_of
from musnad.reading.label_voices import Voices
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Shape

SCARE = "«…»"  # the epithet of what stands in scare quotes


class Read(Protocol):
    """What is asked of a reading that has come to its statements."""

    @property
    def text(self) -> str: ...
    @property
    def shape(self) -> Shape: ...
    @property
    def quotes(self) -> Quotations: ...
    @property
    def callers(self) -> list[int]: ...
    @property
    def phrases(self) -> Phrases: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...


def read_labels(reading: Read, speakers: Iterable[Speaker], day: str) -> tuple[Label, ...]:
    """Return the labels of a document with their voices and entities.

    Args:
        speakers: those of the document, with their entities.
        day: of publication, YYYY-MM-DD or a part of it, or empty.
    """
    reader = LabelReader(reading.shape, reading.quotes, reading.phrases)
    mentions = reader.find(reading.callers)
    if not mentions:
        return ()
    text, shape = reading.text, reading.shape
    voices = Voices(shape, reading.quotes, reading.statements)
    labels = []
    for mention, entity in zip(mentions, link_labels(reader, mentions, speakers, day), strict=True):
        start, end = place_of(shape, mention)
        is_own, statement = voices.of(mention.first, start)
        marked = mention.marked and not voices.is_speech(statement, start, end)
        if marked:
            start, end = shape.starts[mention.first - 1], shape.end(mention.end)
        held = mention.distance or (SCARE if marked else "")
        labels.append(Label(
            start=start, end=end, text=text[start:end], epithet=held or mention.entry.epithet,
            family=mention.entry.family, entity=entity, voice="own" if is_own else "quoted",
            statement=None if statement is None else statement.id, within=mention.entry.epithet if held else None,
        ))  # fmt: skip
    return tuple(labels)
