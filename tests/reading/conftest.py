"""What every reading must keep to, as fixtures: the tests of properties and of hostile texts share them."""

from typing import NamedTuple

import pytest

from musnad import read


@pytest.fixture(scope="session")
def places():
    """Every span of a document, with what it is."""
    return list_places


@pytest.fixture(scope="session")
def faults():
    """What is wrong with a document: an empty list where nothing is."""
    return list_faults


@pytest.fixture(scope="session")
def spoken():
    """What is said in a text: cue, speaker's fullest name, source, addressee and content of each statement."""
    return list_spoken


def list_spoken(text):
    document = read(text)
    names = {speaker.id: speaker.name.text for speaker in document.speakers}
    return [
        Said(*(part and part.text for part in (s.cue, s.source, s.addressee)), names.get(s.speaker),
             " … ".join(span.text for span in s.content))
        for s in document.statements
    ]  # fmt: skip


class Said(NamedTuple):
    cue: str | None
    source: str | None
    addressee: str | None
    speaker: str | None
    content: str


def list_places(document):
    for speaker in document.speakers:
        yield "name", speaker.name
        yield from (("mention", mention) for mention in speaker.mentions)
    for statement in document.statements:
        for part in ("cue", "source", "addressee"):
            if getattr(statement, part) is not None:
                yield part, getattr(statement, part)
        yield from (("content", span) for span in statement.content)
        yield from (("via", span) for span in statement.via)
        yield from (("chain", link.span) for link in document.chain_of(statement) if link.span is not None)
    yield from (("relay", relay.span) for relay in document.relays)
    yield from (("cut", cut) for cut in document.cut)


def list_faults(document):
    text, found = document.text, []
    for part, span in list_places(document):
        if not 0 <= span.start < span.end <= len(text):
            found.append(f"{part} runs from {span.start} to {span.end}")
        elif text[span.start : span.end] != span.text:
            found.append(f"{part} is not what stands there")
    statements = {statement.id: statement for statement in document.statements}
    speakers = [speaker.id for speaker in document.speakers]
    if len(statements) < len(document.statements) or len({*speakers}) < len(speakers):
        found.append("an id is given twice")
    for statement in document.statements:
        if not statement.content:
            found.append("a statement says nothing")
        edges = [edge for span in statement.content for edge in (span.start, span.end)]
        if edges != sorted(edges):
            found.append("contents overlap or are not sorted")
        if statement.speaker is None and not statement.why:
            found.append("nobody speaks and no word why")
        if statement.speaker is not None and statement.speaker not in speakers:
            found.append("the speaker is not there")
        seen, around = set(), statement
        while around.inside is not None and not found:
            seen.add(around.id)
            if around.inside not in statements:
                found.append("it stands inside nothing")
            elif around.inside in seen:
                found.append("statements stand in a ring")
            else:
                around = statements[around.inside]
    return found
