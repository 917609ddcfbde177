"""An input becomes a file of its documents: found, read, the same each time, whole or not there."""

import gzip

import pages_of_many
import pytest

pa = pytest.importorskip("pyarrow")

import pyarrow.parquet as pq  # noqa: E402

import musnad  # noqa: E402
from musnad.errors import InputError  # noqa: E402
from musnad.pages.page import Page  # noqa: E402
from musnad.scale import places, staging  # noqa: E402
from musnad.scale.batch import to_document  # noqa: E402
from musnad.scale.items import items_of  # noqa: E402
from musnad.scale.staging import Options, date_key, outlet_key, stage, staged_name  # noqa: E402


@pytest.fixture(scope="module")
def inputs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("staging") / "in"
    pages_of_many.write_inputs(folder, wrong=False)
    return folder


def source_of(path):
    [source] = places.find_sources([str(path)])
    return source


# -- finding -------------------------------------------------------------------------------------


def names(*given):
    return [source.name.rsplit("/", 1)[1] for source in places.find_sources(map(str, given))]


def test_inputs_are_found_by_name_pattern_folder_and_list(inputs, tmp_path):
    everything = ["a.warc.gz", "b.warc.gz", "c.jsonl", "d.jsonl", "e.parquet"]
    for given in (inputs, inputs / "*", f"file://{inputs}/*", f"file://{inputs}"):
        assert names(given) == everything
    assert names(inputs / "*.jsonl", inputs / "c.jsonl") == everything[2:4]
    (tmp_path / "list.txt").write_text(f"# a year\n{inputs}/a*\n\n{inputs}/e.parquet\n")
    (tmp_path / "list.gz").write_bytes(gzip.compress((tmp_path / "list.txt").read_bytes()))
    assert names(f"@{tmp_path}/list.txt") == names(f"@{tmp_path}/list.gz") == ["a.warc.gz", "e.parquet"]


@pytest.mark.parametrize(("given", "told"), [
    ("nowhere/*.warc", "no such file"), ("@nowhere", "nowhere: No such file"), ("tea://pot/x.warc", "known are paths"),
    (__file__, "a file of unknown kind"),
])  # fmt: skip
def test_what_is_no_input_is_told(given, told):
    with pytest.raises(InputError, match=told):
        places.find_sources([given])


# -- taking apart --------------------------------------------------------------------------------


def test_addresses_are_read_as_paths_are(inputs):
    for name in ("a.warc.gz", "c.jsonl", "e.parquet"):
        here, there = (list(items_of(source_of(given))) for given in (inputs / name, f"file://{inputs}/{name}"))
        assert len(here) == len(there) >= 30
        for one, other in zip(here, there, strict=True):
            what = "body" if isinstance(one, Page) else "text"
            assert getattr(one, what) == getattr(other, what)


def test_damage_costs_what_is_behind_it_at_most(inputs, tmp_path):
    data = (inputs / "c.jsonl").read_bytes()
    (tmp_path / "c.jsonl.gz").write_bytes(gzip.compress(data, mtime=0)[:-20])
    *read, last = items_of(source_of(tmp_path / "c.jsonl.gz"))
    assert read and "damaged" in str(last) and last.code == "file"
    (tmp_path / "e.parquet").write_bytes((inputs / "e.parquet").read_bytes()[:-30])
    [error] = items_of(source_of(tmp_path / "e.parquet"))
    assert "damaged Parquet" in str(error)
    pq.write_table(pa.table({"content": ["x"]}), tmp_path / "other.parquet")
    [error] = items_of(source_of(tmp_path / "other.parquet"))
    assert "no column text or body; it has content" in str(error)


def test_a_file_that_is_gone_is_no_error_of_the_input(inputs, tmp_path):
    gone = places.Source("gone.jsonl", str(tmp_path / "gone.jsonl"), "1:1")
    with pytest.raises(FileNotFoundError):
        list(items_of(gone))
    with pytest.raises(FileNotFoundError):
        stage(gone, f"{tmp_path}/out.parquet", Options())
    assert not list(tmp_path.iterdir())


# -- reading -------------------------------------------------------------------------------------


def test_the_same_input_gives_the_same_bytes(inputs, tmp_path):
    source = source_of(inputs / "a.warc.gz")
    staged = stage(source, f"{tmp_path}/one.parquet", Options())
    stage(source, f"{tmp_path}/two.parquet", Options())
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()
    assert (staged.documents, staged.errors) == (30, 0)
    assert staged.size_bytes == (tmp_path / "one.parquet").stat().st_size
    rows = pq.read_table(tmp_path / "one.parquet").to_pylist()
    assert [row["position"] for row in rows] == list(range(30)) and rows[0]["body"] is None
    expected = list(musnad.read_paths(inputs / "a.warc.gz"))
    assert [to_document(row) for row in rows] == expected


def test_what_was_read_is_not_read_again(inputs, tmp_path, monkeypatch):
    source = source_of(inputs / "c.jsonl")
    first = stage(source, f"{tmp_path}/one.parquet", Options())
    monkeypatch.setattr(staging, "items_of", lambda _: 1 / 0)
    assert stage(source, f"{tmp_path}/one.parquet", Options()) == first


def test_small_portions_give_the_same_rows(inputs, tmp_path, monkeypatch):
    source = source_of(inputs / "b.warc.gz")
    stage(source, f"{tmp_path}/one.parquet", Options())
    monkeypatch.setattr(staging, "_ITEMS", 1)  # the child, which reads, has settings of its own
    monkeypatch.setattr(staging, "_GROUP_BYTES", 1)
    stage(source, f"{tmp_path}/two.parquet", Options())
    one, two = (pq.ParquetFile(tmp_path / name) for name in ("one.parquet", "two.parquet"))
    assert two.num_row_groups == 30 > one.num_row_groups and one.read().equals(two.read())


def test_pages_are_kept_where_that_is_wished(inputs, tmp_path):
    stage(source_of(inputs / "b.warc.gz"), f"{tmp_path}/one.parquet", Options(keep_pages=True))
    row = pq.read_table(tmp_path / "one.parquet").to_pylist()[0]
    assert row["body"].startswith(b"<!DOCTYPE html>") and "text/html" in row["headers"]


def test_names_of_staged_files_tell_input_state_and_options(inputs, tmp_path):
    source = source_of(inputs / "c.jsonl")
    other = places.Source(source.name, "/elsewhere/c.jsonl", source.state)
    assert staged_name(source, Options()) == staged_name(other, Options())  # where it is mounted doesn't matter
    changed = places.Source(source.name, source.path, "1:1")
    different = {staged_name(s, o) for s, o in [
        (source, Options()), (changed, Options()), (source, Options(keep_pages=True)),
    ]}  # fmt: skip
    assert len(different) == 3


def test_a_writer_that_fails_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError), places.written(f"{tmp_path}/new/x.parquet") as stream:
        stream.write(b"half")
        raise ZeroDivisionError
    assert not list((tmp_path / "new").iterdir())


# -- folders -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("published", "key"), [
    ("2031-05-01T10:00:00+03:00", "2031-05-01"), ("2031-05", "2031-05-01"), ("2031", "2031-01-01"),
    ("2031/05/01 x", "undated"), ("2031-02-31", "undated"), (None, "undated"),
])  # fmt: skip
def test_days_become_folders(published, key):
    document = musnad.read("نص", published=published and {"at": published, "precision": "day", "evidence": "x"})
    assert date_key(document) == key


@pytest.mark.parametrize(("known", "key"), [
    ({"url": "https://www.nahr.example:80/1"}, "nahr.example"),
    ({"url": "https://نهر.example/1"}, "xn--wgb5bd.example"),
    ({"url": "https://a/../b"}, "a"), ({"url": "https://[::1/x"}, "unknown"), ({"url": "file:///tmp/x"}, "unknown"),
    ({}, "unknown"), ({"url": f"https://{'a' * 60}.{'b' * 60}.example/"}, ("a" * 60 + "." + "b" * 60)[:100]),
])  # fmt: skip
def test_outlets_become_folders_that_every_file_system_takes(known, key):
    assert outlet_key(musnad.read("نص", **known)) == key


def test_an_outlet_with_a_name_alone_is_told_by_its_hash():
    one, other = (outlet_key(musnad.read("نص", outlet=name)) for name in ("النهر/../x" * 100, "السفينة"))
    assert one != other and one.isascii() and len(one) == 13


def test_own_outlets_are_known_to_the_child(inputs, tmp_path):
    from musnad.pages.outlets import load_outlets

    entry = 'id: nahr_own, name: Nahr, kind: daily, languages: [ar], forms: ["النهر الجديد"], domains: [nahr1.example]'
    (tmp_path / "own.yaml").write_text(f"entries:\n- {{{entry}}}\n", encoding="utf-8")
    options = Options(outlets=load_outlets(tmp_path / "own.yaml"))
    source = source_of(inputs / "b.warc.gz")
    assert staged_name(source, options) != staged_name(source, Options())
    stage(source, f"{tmp_path}/one.parquet", options)
    keys = pq.read_table(tmp_path / "one.parquet").column("outlet_key").to_pylist()
    assert set(keys) == {"nahr_own", "nahr0.example"}


def test_what_is_in_another_language_is_passed_over_and_counted(tmp_path):
    arabic, other = "قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام أمام المارة.", "The bridge will open in a few days."
    lines = [f'{{"text": "{text}", "id": "d{n}"}}\n' for n, text in enumerate((other, arabic, other, arabic))]
    (tmp_path / "a.jsonl").write_text("".join(lines) + "{\n", encoding="utf-8")
    source = source_of(tmp_path / "a.jsonl")
    options = Options(only_arabic=True)
    assert staged_name(source, options) != staged_name(source, Options())
    done = stage(source, f"{tmp_path}/out/{staged_name(source, options)}", options)
    assert (done.documents, done.errors, done.passed_over) == (2, 1, 2)
    table = pq.read_table(done.file)
    assert table.column("position").to_pylist() == [1, 3, 4]  # places in the input, not in the file
