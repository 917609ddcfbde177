"""A reader that needs no lexicon, so that the tests of the command line test the command line."""

import json
import sys
import types

import pytest
from musnad.document import Document
from musnad.model import Span, Speaker, Statement


def stub_read(text, *, title=None, outlet=None, url=None, published=None, id=None):
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
    """Put the stub in the place of the reader, its rules, the scorer and the lexicon."""
    from musnad.errors import GoldError

    def load_gold(path):
        try:
            with open(path, encoding="utf-8") as stream:
                return [json.loads(line) for line in stream]
        except (OSError, ValueError) as error:
            raise GoldError(f"{path}: {error}") from error

    rule = types.SimpleNamespace(name="colon", description="A name, a colon, what is said.", example="الوالي: سنعود")
    modules = {
        "musnad.reading.reader": {"read": stub_read},
        "musnad.reading.rules": {"RULES": {"colon": rule}},
        "musnad.evaluation": {},
        "musnad.evaluation.score": {
            "score": lambda gold, read: {"detected": {"f1": 0.5}, "act_accuracy": 0.9, "documents": len(read)},
            "report": lambda scores: f"detected {scores['detected']['f1']} in {scores['documents']}\n",
            "load_gold": load_gold,
        },
    }
    for name, values in modules.items():
        module = types.ModuleType(name)
        vars(module).update(values)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr("musnad.lexicon.entry", lambda key: {"id": "qala", "past": "قال", "content": ["أن"]})
