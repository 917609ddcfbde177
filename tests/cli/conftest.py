"""A reader that needs no lexicon, so that the tests of the command line test the command line."""

import sys
import types

import pytest

from musnad.document import Document
from musnad.model import Span, Speaker, Statement


def stub_read(text, *, title=None, outlet=None, url=None, published=None, id=None, cut=()):
    """Read `X: Y` lines as statements of X, `boom` as a fault in the reader."""
    if text == "boom":
        raise ValueError("no such\nword")
    statements, speakers, place = [], [], 0
    for n, line in enumerate(text.splitlines(keepends=True)):
        who, colon, what = line.rstrip().partition(": ")
        if colon:
            name = Span(place, place + len(who), who)
            start = name.end + 2
            content = Span(start, start + len(what), what)
            speakers.append(Speaker(f"S{n}", "person", name, (name,)))
            statements.append(Statement(
                id=f"s{n}", cue=Span(name.end, name.end + 1, ":"), source=name, content=(content,), speaker=f"S{n}",
                type="direct", rule="colon", lexicon=("verbs_state/qala",),
            ))  # fmt: skip
        place += len(line)
    return Document(
        id=id or "d0", text=text, title=title, outlet=outlet, url=url, published=published,
        speakers=tuple(speakers), statements=tuple(statements),
    )  # fmt: skip


@pytest.fixture
def stub(monkeypatch):
    """Put the stub in the place of the reader, its rules and the lexicon."""
    rule = types.SimpleNamespace(name="colon", description="A name, a colon, what is said.", example="الوالي: سنعود")
    modules = {
        "musnad.reading.reader": {"read": stub_read},
        "musnad.reading.rules": {"RULES": {"colon": rule}},
    }
    for name, values in modules.items():
        module = types.ModuleType(name)
        vars(module).update(values)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr("musnad.lexicon.entry", lambda key: {"id": "qala", "past": "قال", "content": ["أن"]})
