"""One batch in, one out: what `musnad.read` gives, row by row, whatever the rows hold."""

import datetime

import pytest

import musnad
from musnad import model
from musnad.document import Document
from musnad.errors import InputError
from musnad.scale.batch import Result, to_batch, to_document

pa = pytest.importorskip("pyarrow")

from musnad.scale import read_batch, schema  # noqa: E402
from musnad.scale.columns import MEANINGS, nested  # noqa: E402

TEXT = "قالت مديرة السد هالة الريس إن الماء يكفي المدينة. وأضافت: «لا حاجة إلى القلق»."
PAGE = (
    '<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>الماء يكفي المدينة</title>'
    '<meta property="article:published_time" content="2031-05-01T06:07:08Z"></head><body><article>'
    f"<h1>الماء يكفي المدينة</h1><p>{TEXT}</p><p>وقال الوالي سعد المرزوق إن الجسر آمن بعد أن فحصه المهندسون "
    "طوال يومين كاملين ولم يجدوا فيه ما يقلق.</p></article></body></html>"
)  # fmt: skip


def read_one(**values):
    """The row that comes of one row."""
    out = read_batch(pa.RecordBatch.from_pylist([values]))
    assert out.schema.equals(schema()) and out.num_rows == 1
    return out.to_pylist()[0]


def test_a_text_is_read_as_musnad_reads_it():
    row = read_one(text=TEXT, title="الماء", outlet="النهر", url="https://nahr.example/1", published="2031-05-01")
    published = {"at": "2031-05-01", "precision": "day", "evidence": "given with the text"}
    expected = musnad.read(TEXT, title="الماء", outlet="النهر", url="https://nahr.example/1", published=published)
    assert len(expected.statements) == 2
    assert to_document(row) == expected and row["error"] is None
    assert row["statements"][0]["content"][0]["text"] == expected.statements[0].content[0].text


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.string(), pa.large_string()])
def test_a_page_is_read_as_musnad_reads_it(kind):
    body = PAGE if kind in (pa.string(), pa.large_string()) else PAGE.encode()
    columns = {
        "body": pa.array([body], kind), "url": ["https://nahr.example/1"], "fetched_at": ["2031-05-02T00:00:00Z"],
        "headers": pa.array([[("Content-Type", "text/html")]], pa.map_(pa.string(), pa.string())),
    }  # fmt: skip
    [row] = read_batch(pa.RecordBatch.from_pydict(columns)).to_pylist()
    expected = musnad.read_page(
        body, url="https://nahr.example/1", headers={"content-type": "text/html"}, fetched_at="2031-05-02T00:00:00Z"
    )
    assert to_document(row) == expected and expected.statements
    assert row["published"]["at"] == "2031-05-01T06:07:08+00:00" and "candidates" in row["published"]["json"]


@pytest.mark.parametrize("given", [
    "2031-05-01", datetime.date(2031, 5, 1), datetime.datetime(2031, 5, 1, 0, 0, 0),
    {"at": "2031-05-01", "precision": "day", "evidence": "x"},
])  # fmt: skip
def test_dates_come_in_many_types(given):
    assert read_one(text=TEXT, published=given)["published"]["at"].startswith("2031-05-01")


WRONG = [
    ({"text": None}, "empty"), ({"text": 7}, "unreadable"), ({"text": TEXT, "title": 7}, "wrong-type"),
    ({"text": TEXT, "published": 7}, "wrong-type"), ({"body": "<html></html>"}, "no-article"), ({"body": b""}, "empty"),
    ({"body": PAGE.encode(), "headers": 7}, "wrong-type"), ({"body": b"\0\1\2\0 %PDF"}, "not-text"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "code"), WRONG)
def test_a_wrong_row_becomes_an_error(values, code):
    row = read_one(**values)
    assert row["error_code"] == code and row["id"] is None and row["statements"] is None
    assert "\n" not in row["error"]
    with pytest.raises(InputError):
        to_document(row)


def test_wrong_rows_cost_the_others_nothing():
    texts = pa.array([TEXT.encode(), b"\xd9 broken \xff", None, TEXT.encode()], pa.binary()).view(pa.string())
    out = read_batch(pa.RecordBatch.from_arrays([texts], ["text"])).to_pylist()
    assert [row["error_code"] for row in out] == [None, "not-utf-8", "empty", None]
    assert out[0] == out[3]


def test_a_fault_in_the_reader_is_an_error_of_its_row(monkeypatch):
    import musnad.reading.reader as reader

    right = reader.read
    monkeypatch.setattr(reader, "read", lambda text, **k: 1 / 0 if text == "boom" else right(text, **k))
    out = read_batch(pa.RecordBatch.from_pydict({"text": ["boom", TEXT], "name": ["a:1", "a:2"]})).to_pylist()
    assert [row["error_code"] for row in out] == ["fault", None]
    assert out[0]["name"] == "a:1" and out[0]["error"].startswith("a:1: the reader failed with ZeroDivisionError")


def test_a_document_that_arrow_cannot_hold_is_an_error_of_its_row():
    good, bad = musnad.read(TEXT), Document(id="d1", text="\ud800")
    out = to_batch([Result("a", good), Result("b", bad), Result("c", good)]).to_pylist()
    assert [row["error_code"] for row in out] == [None, "not-kept", None]


def test_a_batch_without_texts_says_what_it_has():
    with pytest.raises(InputError, match="it has content, id: rename"):
        read_batch(pa.RecordBatch.from_pylist([{"content": TEXT, "id": "1"}]))


def test_an_empty_batch_gives_an_empty_one():
    assert read_batch(pa.RecordBatch.from_pydict({"text": pa.array([], pa.string())})).schema.equals(schema())


def test_labels_have_the_form_of_the_model():
    label = model.Label(start=0, end=4, text=TEXT[:4], epithet="e", family="f", voice="quoted", statement="s1")
    document = Document(id="d1", text=TEXT, labels=(label,))
    [row] = to_batch([Result("", document)]).to_pylist()
    assert row["labels"][0]["voice"] == "quoted" and to_document(row) == document


def test_columns_are_the_fields_of_the_model():
    own = {"name", "error", "error_code"}
    assert {*MEANINGS} == {*Document.__struct_fields__} | own
    for name, kind in nested().items():
        assert [kind.field(n).name for n in range(kind.num_fields)] == [*getattr(model, name).__struct_fields__], name
    assert all(field.metadata[b"meaning"] for field in schema())


def test_what_it_gives_is_the_same_in_any_batch_and_any_process():
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    rows = [{"text": f"{TEXT} وقال الوالي إن الجسر رقم {n} آمن."} for n in range(20)]
    whole = read_batch(pa.RecordBatch.from_pylist(rows))
    parts = [pa.RecordBatch.from_pylist(rows[n : n + 3]) for n in range(0, 20, 3)]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        out = pa.Table.from_batches(pool.map(read_batch, parts))
    assert out.equals(pa.Table.from_batches([whole]))


def test_polars_reads_through_it():
    pl = pytest.importorskip("polars", reason="polars is not installed")
    frame = pl.DataFrame({"text": [TEXT, "", TEXT], "name": ["a", "b", "c"]})
    out = pl.concat(pl.from_arrow(read_batch(batch)) for batch in frame.to_arrow().to_batches())
    assert out["name"].to_list() == ["a", "b", "c"] and out["id"][0] == musnad.read(TEXT).id
    said = out.explode("statements").unnest("statements", separator=".")
    assert said["statements.act"].drop_nulls().to_list() == ["state"] * 4
    lazy = frame.lazy().map_batches(
        lambda part: pl.concat(pl.from_arrow(read_batch(batch)) for batch in part.to_arrow().to_batches()),
        schema=out.schema,
    )
    assert lazy.collect().equals(out)


def test_duckdb_reads_through_it(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    pq = pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"text": [TEXT, TEXT + " "]}), tmp_path / "articles.parquet")
    with duckdb.connect() as db, duckdb.connect() as other:
        rows = other.sql(f"SELECT text FROM '{tmp_path}/articles.parquet'").to_arrow_reader(1)
        db.register("documents", pa.RecordBatchReader.from_batches(schema(), map(read_batch, rows)))
        found = db.sql("SELECT id, unnest(statements, recursive := true) FROM documents").fetchall()
    assert len(found) == 4
