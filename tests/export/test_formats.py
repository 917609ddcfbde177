"""Each format says what the archive says: every statement, every span equal to its text, whatever the fields hold."""

import json
import re

import pytest
from export_archives import decide
from hypothesis import given
from hypothesis import strategies as st
from reading_back import FORMATS, lines, rows, spans_in
from sqlalchemy import select

from musnad.archive.rows import GAP
from musnad.archive.tables import statements
from musnad.export import export
from musnad.export.annotations import source_of
from musnad.export.ftm import LANGUAGES, _moment, validator
from musnad.export.spreadsheet import DOCUMENT_COLUMNS, STATEMENT_COLUMNS, guarded, unguarded

BOTH = pytest.mark.parametrize("name", ["archive", "hostile"])


def written(request, name, tmp_path, format):
    archive = request.getfixturevalue(name)
    if format == "parquet":
        pytest.importorskip("pyarrow")
    export(archive, format=format, output=tmp_path / "out")
    return archive, tmp_path / "out"


def kept(archive):
    """All statements of an archive by id, with their documents."""
    with archive.engine.connect() as connection:
        found = connection.execute(
            select(statements.c.id, statements.c.document).order_by("document", "position")
        ).all()
    read = {document: archive.document(document) for _, document in found}
    told = {s.id: s for document in read.values() for s in document.statements}
    return {id: (told[id], read[document]) for id, document in found}


@BOTH
def test_jsonl(request, name, tmp_path):
    archive, out = written(request, name, tmp_path, "jsonl")
    truth = kept(archive)
    found = lines(out / "statements.jsonl")
    assert [record["id"] for record in found] == [*truth]
    for record in found:
        statement, document = truth[record["id"]]
        assert [(s["start"], s["end"]) for s in record["content"]] == [(s.start, s.end) for s in statement.content]
        assert record["document"]["id"] == document.id and record["document"]["url"] == (document.url or None)
        assert record["document"]["published"] == document.published
        assert record["why"] == (statement.why if statement.speaker is None else None)
        assert [link["name"] for link in record["chain"]] == [link.name for link in document.chain_of(statement)]
        spans = list(spans_in(record))
        assert len(spans) >= 2
        assert [document.text[s["start"] : s["end"]] for s in spans] == [s["text"] for s in spans]
        around = record["paragraph"]
        assert all(around["start"] <= s["start"] and s["end"] <= around["end"] for s in record["content"])


def test_a_record_of_jsonl_has_what_proves_it(archive, tmp_path):
    export(archive, format="jsonl", output=tmp_path / "out")
    (record,) = [r for r in lines(tmp_path / "out/statements.jsonl") if r["act"] == "deny"]
    assert record["speaker"]["name"]["text"] == "نقيب المعلمين\nكريم الزعتري".replace("\n", " ")
    assert record["paragraph"]["text"].startswith("ونفى نقيب") and "\n" not in record["paragraph"]["text"]
    page = record["document"]["page"]
    assert re.fullmatch("[0-9a-f]{64}", page["sha256"]) and page["fetched_at"] == "2031-05-07T01:02:03Z"
    assert record["document"]["reader"]["lexicon"] and record["document"]["published"]["evidence"]
    assert record["state"] == "machine" and record["rule"] and 0 <= record["confidence"] <= 1


@BOTH
def test_csv(request, name, tmp_path):
    archive, out = written(request, name, tmp_path, "csv")
    truth = kept(archive)
    found = rows(out / "statements.csv")
    assert tuple(found[0]) == STATEMENT_COLUMNS and tuple(rows(out / "documents.csv")[0]) == DOCUMENT_COLUMNS
    assert len(found) == len(truth)
    assert len(rows(out / "documents.csv")) == len({document.id for _, document in truth.values()})
    for row, (statement, document) in zip(found, truth.values(), strict=True):
        for column in ("content", "cue", "source", "addressee", "via", "paragraph"):
            pieces = [document.text[start:end] for start, end in json.loads(row[f"{column}_spans"] or "[]")]
            assert row[column] == guarded(GAP.join(pieces))
        assert json.loads(row["content_spans"]) == [[s.start, s.end] for s in statement.content]
    for name in ("statements.csv", "documents.csv"):
        raw = (out / name).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
        assert not re.search(rb'(^|,|\r\n)[^"]', raw.decode("utf-8-sig").split("\r\n")[0].encode())
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", raw.decode("utf-8"))
        for row in rows(out / name):
            assert not any(cell.startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row.values())


@pytest.mark.parametrize("value", ["=1", "'=1", "''", "+", "-1", "@x", "\tx", "\rx", "x=1", "", "٣-", "＝1", "قال"])
def test_cells_come_back(value):
    assert unguarded(guarded(value)) == value


@BOTH
def test_parquet(request, name, tmp_path):
    archive, out = written(request, name, tmp_path, "parquet")
    import pyarrow.parquet as pq

    truth = kept(archive)
    found = pq.read_table(out / "statements.parquet").to_pylist()
    assert [row["id"] for row in found] == [*truth]
    for row in found:
        document = truth[row["id"]][1]
        spans = [s for s in spans_in(row) if s["text"] is not None]
        assert [document.text[s["start"] : s["end"]] for s in spans] == [s["text"] for s in spans]
        assert row["content"] == GAP.join(s["text"] for s in row["content_spans"])
    documents = pq.read_table(out / "documents.parquet").to_pylist()
    assert {row["document"] for row in found} == {row["id"] for row in documents}
    assert sum(row["statements"] for row in documents) == len(found)
    speakers = {(row["document"], row["id"]) for row in pq.read_table(out / "speakers.parquet").to_pylist()}
    assert speakers == {(row["document"], row["speaker"]) for row in found if row["speaker"]}


def test_parquet_has_its_types_and_says_what_they_mean(archive, tmp_path):
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    from musnad.export.parquet import COLUMNS

    export(archive, "الجسر", format="parquet", output=tmp_path / "out")
    for table, columns in COLUMNS.items():
        schema = pq.read_schema(tmp_path / "out" / f"{table}.parquet")
        assert schema.names == [*columns] and schema.metadata[b"musnad.query"] == "الجسر".encode()
        assert {f.name: f.metadata[b"description"].decode() for f in schema} == {n: m for n, (_, m) in columns.items()}
    schema = pq.read_schema(tmp_path / "out/statements.parquet")
    assert schema.field("day").type == pa.date32() and pa.types.is_dictionary(schema.field("act").type)


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"])))
def test_any_text_comes_back_from_its_cell(value):
    cell = guarded(value)
    assert unguarded(cell) == value.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    assert not cell.startswith(tuple("=+-@"))


CONTEXT_TERMS = {  # of http://www.w3.org/ns/anno.jsonld, those that an annotation of ours may have, a type each
    "Annotation": {"@context", "id", "type", "motivation", "generator", "body", "target"},
    "Software": {"id", "type", "name"},
    "TextualBody": {"type", "purpose", "format", "value"},
    "SpecificResource": {"type", "source", "selector", "state", "purpose"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
    "TextPositionSelector": {"type", "start", "end"},
    "TimeState": {"type", "cached", "sourceDate"},
}
MOTIVATIONS = {"describing", "tagging"}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20\x7f-\xa0<>\"{}|\\^`\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def check_resource(node):
    """Every node has a type of the context and no term that the context gives another meaning or none."""
    assert node.keys() <= CONTEXT_TERMS[node["type"]]
    for key, value in node.items():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                check_resource(inner)
            elif key in ("id", "source", "cached", "@context"):
                assert IRI.fullmatch(inner), inner
            elif key in ("motivation", "purpose"):
                assert inner in MOTIVATIONS
            elif key in ("start", "end"):
                assert type(inner) is int and inner >= 0
            else:
                assert type(inner) is str


@BOTH
def test_annotations(request, name, tmp_path):
    archive, out = written(request, name, tmp_path, "annotations")
    truth = kept(archive)
    found = lines(out / "annotations.jsonl")
    assert len({a["id"] for a in found}) == len(found) == len(truth)
    for annotation, (statement, document) in zip(found, truth.values(), strict=True):
        check_resource(annotation)
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld" and annotation["type"] == "Annotation"
        targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
        assert len(targets) == len(statement.content)
        for target in targets:
            words, place = target["selector"]
            assert document.text[place["start"] : place["end"]] == words["exact"]
            assert words["prefix"] + words["exact"] + words["suffix"] in document.text
        assert json.loads(annotation["body"][0]["value"])["id"] == statement.id


SOURCES = [
    ("https://a.example/x y", "https://a.example/x%20y"),
    ("https://a.example/جسر?q=%D8", "https://a.example/جسر?q=%D8"),
    ("http://a.example/100%", "http://a.example/100%25"),
    ("javascript:alert(1)", None), ("file:///etc/passwd", None), ("https://", None), ("http://[", None), (None, None),
]  # fmt: skip


@pytest.mark.parametrize(("address", "expected"), SOURCES)
def test_what_is_annotated(address, expected):
    from types import SimpleNamespace as Thing

    kept = Thing(address=address, page=Thing(sha256="ab"), document=Thing(id="d 1"))
    assert source_of(kept) == (expected or "urn:sha256:ab")
    kept.page = None
    assert source_of(kept) == (expected or "urn:musnad:document:d%201")


@BOTH
def test_ftm(request, name, tmp_path):
    check = validator()
    if check is None:
        pytest.skip("followthemoney is not installed")
    archive, out = written(request, name, tmp_path, "ftm")
    truth = kept(archive)
    found = lines(out / "entities.ftm.jsonl")
    by_id = {entity["id"]: entity for entity in found}
    assert len(by_id) == len(found)
    notes = [entity for entity in found if entity["schema"] == "Note"]
    assert len(notes) == len(truth)
    for entity in found:
        assert check(entity) is None
        for key in ("document", "resolved", "entity", "proof"):
            assert all(id in by_id for id in entity["properties"].get(key, []))
    for note, (statement, _) in zip(notes, truth.values(), strict=True):
        words = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "", GAP.join(s.text for s in statement.content))
        assert note["properties"]["description"] == [words.strip()]


def test_what_ftm_says_of_news(archive, tmp_path):
    export(archive, format="ftm", output=tmp_path / "out")
    found = lines(tmp_path / "out/entities.ftm.jsonl")
    named = [e for e in found if e["schema"] in ("Person", "Organization")]
    names = {name: e["schema"] for e in named for name in e["properties"]["name"]}
    assert names["الوالي سعد المرزوق"] == "Person" and names["هيئة الطرق"] == "Organization"
    assert not [name for name in names if "مصدر" in name], "a source without a name becomes no entity"
    assert "2031-05-06T05:00:00" in {d for e in found for d in e["properties"].get("publishedAt", [])}


def test_ftm_refuses_what_the_model_does_not_keep():
    check = validator()
    if check is None:
        pytest.skip("followthemoney is not installed")
    assert check({"id": "a", "schema": "Tea", "properties": {}})
    assert check({"id": "a", "schema": "Note", "properties": {"tea": ["x"]}})
    assert check({"id": "a", "schema": "Mention", "properties": {}})
    assert check({"id": "a", "schema": "Article", "properties": {"title": ["x", "\u200f"]}})
    assert check({"id": "a", "schema": "Article", "properties": {"publishedAt": ["4 May"]}})
    for code in LANGUAGES.values():
        assert check({"id": "a", "schema": "Article", "properties": {"language": [code]}}) is None


@pytest.mark.parametrize(("at", "moment"), [
    ("2031", "2031"), ("2031-05", "2031-05"), ("2031-13", None), ("2031-05-04", "2031-05-04"), ("2031-02-30", None),
    ("2031-05-04T01:00:00+03:00", "2031-05-03T22:00:00"), ("2031-05-04T01:00", "2031-05-04"), ("tea", None),
    ("0001-01-01T00:00:00+03:00", None), (None, None), ("2031-05-04T01:00:00Z", "2031-05-04T01:00:00"),
])  # fmt: skip
def test_times_of_ftm(at, moment):
    assert _moment(at) == moment


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_in_force_is_exported(archive, tmp_path, format):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    told = kept(archive)
    rejected, corrected = [id for id, (s, _) in told.items() if s.speaker][:2]
    place = told[corrected][0].content[0]
    decide(archive, rejected, state="rejected")
    decide(archive, corrected, state="corrected", act="warn", content_spans=[[place.start, place.end - 1]])
    done = export(archive, format=format, output=tmp_path / "out")
    assert done.statements == len(told) - 1
    raw = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir() if path.name != "manifest.json")
    if format != "parquet":
        assert rejected.encode() not in raw and corrected.encode() in raw
        assert b"warn" in raw and b"corrected" in raw
        exact = re.search(re.escape(place.text[:-1]) + '(.)["\\\\]', raw.decode())
        assert exact is None or exact[1] != place.text[-1]
