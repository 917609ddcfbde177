"""The records, and the JSON that other programs rely on: keys may be added, never renamed."""

import json
from typing import get_args

import msgspec
import pytest

import musnad
from musnad import model
from musnad.document import Document
from musnad.model import Cut, Label, ReaderVersion, Relay, Span, Speaker, Statement

TEXT = "نقلت «الضفة» عن الوالي قوله للصحفيين إن الماء قليل"


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


WALI = Speaker("S1", "person", span("الوالي"), (span("الوالي"),))
STATEMENT = Statement(
    id="s1", cue=span("قوله"), source=WALI.name, content=(span("الماء قليل"),), speaker="S1",
    addressee=span("للصحفيين"), via=(span("الضفة"),), inside=None, type="indirect", act="state", force="neutral",
    rule="relay", confidence=0.9, lexicon=("verbs_say/qala",),
)  # fmt: skip
LABEL = Label(start=0, end=4, text="نقلت", epithet="", family="")
DOCUMENT = Document(
    id="d1", text=TEXT, url="https://example.org/1", outlet="صدى الضفة", title="الماء",
    published={"at": "2031-05-01", "precision": "day", "evidence": "given"}, speakers=(WALI,), statements=(STATEMENT,),
    labels=(LABEL,), relays=(Relay("agency", span("الضفة")),), cut=(Cut(0, 4, "نقلت", "for the test"),),
    reader=ReaderVersion("0.1", "abc"),
)  # fmt: skip

# As DESIGN.md has them. A row may grow; what is in it stays.
CONTRACT = {
    "document": "id url outlet title published text speakers statements labels cut reader",
    "published": "at precision evidence",
    "speaker": "id kind name mentions",
    "statement": "id cue source content speaker addressee via inside type act force rule confidence",
    "label": "start end text epithet family entity voice statement",
    "reader": "version lexicon",
}
SPAN = {"start", "end", "text"}


def test_the_keys_of_the_contract():
    row = json.loads(DOCUMENT.to_json())
    (statement,), (speaker,), (label,) = row["statements"], row["speakers"], row["labels"]
    parts = {
        "document": row, "published": row["published"], "speaker": speaker, "statement": statement, "label": label,
        "reader": row["reader"],
    }  # fmt: skip
    for name, keys in CONTRACT.items():
        assert set(keys.split()) <= parts[name].keys(), name
    spans = [speaker["name"], *speaker["mentions"], *statement["content"], *statement["via"]]
    spans += [statement[part] for part in ("cue", "source", "addressee")]
    assert all(part.keys() == SPAN for part in spans)
    assert row["cut"][0].keys() >= SPAN | {"reason"}


def test_what_is_not_there_is_null_or_empty_never_missing():
    row = json.loads(Document(id="d", text="").to_json())
    assert row.keys() == json.loads(DOCUMENT.to_json()).keys()
    assert all(row[key] is None for key in ("url", "outlet", "title", "published", "reader"))
    assert all(row[key] == [] for key in ("speakers", "statements", "labels", "cut"))
    bare = json.loads(Document(id="d", text="", statements=(Statement(
        id="s", cue=None, source=None, content=(), speaker=None),)).to_json())["statements"][0]  # fmt: skip
    assert all(bare[key] is None for key in ("cue", "source", "speaker", "addressee", "inside"))
    assert (bare["via"], bare["content"]) == ([], [])
    assert (bare["type"], bare["act"], bare["force"]) == ("indirect", "state", "neutral")


@pytest.mark.parametrize(("name", "values"), [
    ("Kind", "person organisation media document unnamed"),
    ("Type", "direct indirect mixed"),
    ("Act", "state deny call demand pledge warn threaten accuse criticise welcome reject express"),
    ("Force", "neutral endorsing distancing"),
    ("Naming", "named unnamed implied"),
    ("Role", "speaker relay agency outlet origin"),
])  # fmt: skip
def test_the_values_that_a_field_may_take(name, values):
    assert {*get_args(getattr(model, name))} == {*values.split()}


def test_json_and_back():
    line = DOCUMENT.to_json()
    assert "\n" not in line and "الماء" in line  # one line, Arabic as Arabic
    assert Document.from_json(line) == Document.from_json(line.encode()) == DOCUMENT
    assert json.loads(line) == json.loads(json.dumps(DOCUMENT.to_dict()))


def test_a_newer_document_can_be_read():
    """Keys may be added: what an older reader does not know it leaves aside."""
    row = json.loads(DOCUMENT.to_json())
    for part in (row, row["statements"][0], row["speakers"][0], row["reader"], row["statements"][0]["cue"]):
        part["later"] = [1]
    assert Document.from_json(json.dumps(row)) == DOCUMENT


@pytest.mark.parametrize("record", [DOCUMENT, STATEMENT, WALI, WALI.name, DOCUMENT.cut[0], DOCUMENT.relays[0]])
def test_records_do_not_change(record):
    with pytest.raises(AttributeError):
        record.id = "x"
    assert not hasattr(record, "__dict__")
    assert record == msgspec.convert(msgspec.to_builtins(record), type(record))


def test_spans_count_code_points():
    """A browser counts two units for an emoji; a span counts one."""
    text = "🌊 قال الوزير إن الماء قليل."
    (statement,) = musnad.read(text).statements
    assert (statement.cue.start, statement.cue.end) == (2, 5)
    assert text[statement.content[0].start : statement.content[0].end] == "الماء قليل"
