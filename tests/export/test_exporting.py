"""An export is whole or not there, the same each time, flat in memory, and its manifest says what is in it."""

import errno
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from export_archives import many, synthetic
from reading_back import FORMATS, lines

import musnad
from musnad.errors import ArchiveError, ExportError, QueryError
from musnad.export import export, placing
from musnad.export.ordering import Order
from musnad.export.selecting import understood

EACH = pytest.mark.parametrize("format", FORMATS)


def needed(format):
    if format == "parquet":
        pytest.importorskip("pyarrow")


def contents(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def manifest_of(folder):
    return json.loads((folder / "manifest.json").read_bytes())


@EACH
def test_the_same_bytes_whatever_the_process(hostile, tmp_path, format):
    needed(format)
    export(hostile, format=format, output=tmp_path / "here")
    code = "import sys, musnad\nfrom musnad.export import export\n"
    code += "export(musnad.open(sys.argv[1]), format=sys.argv[2], output=sys.argv[3])"
    for seed in ("1", "2"):
        out = tmp_path / seed
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
        subprocess.run([sys.executable, "-c", code, hostile.path, format, out], env=environment, check=True)
        assert contents(out) == contents(tmp_path / "here")


def test_the_order_of_adding_makes_no_difference(tmp_path):
    for name, numbers in (("a", range(30)), ("b", reversed(range(30)))):
        with musnad.open(tmp_path / f"{name}.db", create=True) as archive:
            for n in numbers:
                archive.add(synthetic(n))
            export(archive, output=tmp_path / name)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    ids = [record["id"] for record in lines(tmp_path / "a/statements.jsonl")]
    assert ids == [f"s{n:06}-{k}" for n in range(30) for k in range(20)]


@pytest.fixture(scope="module")
def sizes(tmp_path_factory):
    """Archives of few and of many statements."""
    folder = tmp_path_factory.mktemp("sizes")
    for statements in (2_000, 20_000):
        many(folder / f"{statements}.db", statements)
    return folder


@EACH
def test_memory_is_flat(sizes, tmp_path, format, monkeypatch):
    needed(format)
    monkeypatch.setitem(sys.modules, "followthemoney", None)  # validating takes time and keeps nothing
    peaks = []
    for statements in (2_000, 20_000):
        with musnad.open(sizes / f"{statements}.db", readonly=True) as archive:
            export(archive, "تنين", format=format, output=tmp_path / f"warm{statements}")
            tracemalloc.start()
            assert export(archive, format=format, output=tmp_path / f"out{statements}").statements == statements
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[1] < 20_000_000 and peaks[1] < peaks[0] * 1.5, peaks


def test_manifest(archive, tmp_path):
    export(archive, format="jsonl", output=tmp_path / "out")
    manifest, raw = manifest_of(tmp_path / "out"), (tmp_path / "out/statements.jsonl").read_bytes()
    records = lines(tmp_path / "out/statements.jsonl")
    assert manifest["files"] == {
        "statements.jsonl": {"sha256": hashlib.sha256(raw).hexdigest(), "size_bytes": len(raw)}
    }
    documents = {record["document"]["id"]: record["document"] for record in records}
    speakers = {(r["document"]["id"], r["speaker"]["id"]) for r in records if r["speaker"]}
    assert manifest["counts"] == {
        "statements": len(records), "documents": 3, "speakers": len(speakers), "labels": 0,
        "by_state": {"machine": len(records)},
    }  # fmt: skip
    reader = next(iter(documents.values()))["reader"]
    assert manifest["readers"] == [{**reader, "documents": 3}]
    assert manifest["query"] == {"given": "", "understood": understood("")} and manifest["format"] == "jsonl"
    state = hashlib.sha256(b"schema 3\n")
    for record in records:
        state.update(json.dumps([record["id"], record["state"]]).encode() + b"\n")
    assert manifest["archive"] == {"schema": 3, "state": state.hexdigest()}


def test_coverage_counts_what_was_not_selected(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for n in (0, 3, 6, 9, 28, 31, 40):  # days 1, 4, 7, 10, 1, 4, 13
            archive.add(synthetic(n))
        archive.add(musnad.read("قال الناطق رامي الحلو إن السوق مغلقة اليوم.", outlet="المرفأ"))
        export(archive, "الطريق", output=tmp_path / "all")
        export(archive, "الطريق 3", output=tmp_path / "one")
        export(archive, "تنين", output=tmp_path / "none")
    cover = manifest_of(tmp_path / "one")["coverage"]
    assert cover == {
        "since": "2031-05-04", "until": "2031-05-04",
        "days": [
            {"day": "2031-05-04", "outlet": "صحيفة 0", "documents": 1, "selected": 1},
            {"day": "2031-05-04", "outlet": "صحيفة 1", "documents": 1, "selected": 0},
        ],
        "undated": [{"outlet": "المرفأ", "documents": 1, "selected": 0}],
    }  # fmt: skip
    whole = manifest_of(tmp_path / "all")["coverage"]
    assert (whole["since"], whole["until"]) == ("2031-05-01", "2031-05-13")
    assert sum(row["documents"] for row in whole["days"]) == 7
    none = manifest_of(tmp_path / "none")
    assert none["coverage"]["days"] == [] and none["counts"]["statements"] == 0
    assert (tmp_path / "none/statements.jsonl").read_bytes() == b""


@EACH
def test_nothing_found_makes_an_export_too(archive, tmp_path, format):
    needed(format)
    assert export(archive, "تنين", format=format, output=tmp_path / "out").statements == 0
    assert musnad.export.verify(tmp_path / "out", archive=archive) == []


# -- the folder ----------------------------------------------------------------------------------


def test_a_folder_with_something_in_it_stays(archive, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    export(archive, output=out)  # an empty one is taken
    before = contents(out)
    with pytest.raises(ExportError, match=r"not empty.*--force"):
        export(archive, "الجسر", output=out)
    assert contents(out) == before
    export(archive, "الجسر", output=out, force=True)
    assert contents(out) != before
    (out / "notes.txt").write_text("mine")
    with pytest.raises(ExportError, match="no part of an export"):
        export(archive, output=out, force=True)
    assert (out / "notes.txt").read_text() == "mine"
    (tmp_path / "file").write_text("mine")
    with pytest.raises(ExportError, match="is a file"):
        export(archive, output=tmp_path / "file", force=True)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@EACH
def test_a_full_disk_takes_one_line_and_leaves_nothing(archive, tmp_path, format, monkeypatch):
    needed(format)
    export(archive, "الجسر", format=format, output=tmp_path / "out")
    before = contents(tmp_path / "out")
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    written = placing.HashedFile.write

    def write(self, data):
        if self.tell() + len(data) > 700:
            raise full
        return written(self, data)

    monkeypatch.setattr(placing.HashedFile, "write", write)
    with pytest.raises(ExportError, match="the disk is full; nothing was written there"):
        export(archive, format=format, output=tmp_path / "out", force=True)
    with pytest.raises(ExportError, match="the disk is full"):
        export(archive, format=format, output=tmp_path / "new")
    assert contents(tmp_path / "out") == before and not (tmp_path / "new").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_full_disk_while_it_is_sorted(archive, tmp_path, monkeypatch):
    def fill(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Order, "fill", fill)
    with pytest.raises(ExportError, match="the disk is full; free some space"):
        export(archive, output=tmp_path / "out")
    assert not [path for path in tmp_path.iterdir() if "out" in path.name]


def test_a_killed_export_leaves_nothing_in_its_place(tmp_path):
    many(tmp_path / "a.db", 2_000)
    code = """
import os, signal, sys, musnad
from musnad.export import export
def die(statements, total):
    os.kill(os.getpid(), signal.SIGKILL)
export(musnad.open(sys.argv[1], readonly=True), output=sys.argv[2], report=die)
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path / "a.db", tmp_path / "out"])
    assert done.returncode == -9 and not (tmp_path / "out").exists()
    with musnad.open(tmp_path / "a.db", readonly=True) as archive:
        assert export(archive, output=tmp_path / "out").statements == 2_000
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".out")], "what the killed one left goes"


def test_the_archive_is_read_as_it_stood_at_the_beginning(tmp_path):
    many(tmp_path / "a.db", 2_000)
    with musnad.open(tmp_path / "a.db") as archive:
        added = []

        def report(statements, total):
            if not added:
                added.append(archive.add(synthetic(999)).kind)

        assert export(archive, output=tmp_path / "out", report=report).statements == 2_000
        assert added == ["new"], "an export keeps nobody from writing"
        assert export(archive, output=tmp_path / "later").statements == 2_020


# -- what can't be -------------------------------------------------------------------------------


def test_errors(archive, tmp_path):
    with pytest.raises(ExportError, match="format 'tea'; there are jsonl, csv"):
        export(archive, format="tea", output=tmp_path / "out")
    with pytest.raises(QueryError):
        export(archive, "(الجسر", output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_span_outside_of_its_text(archive, tmp_path):
    from sqlalchemy import update

    from musnad.archive.tables import statements

    with archive.engine.begin() as connection:
        connection.execute(update(statements).values(cue_end=9_999))
    with pytest.raises(ArchiveError, match="outside of its text; run `musnad check`"):
        export(archive, output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_parquet_without_pyarrow(archive, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'musnad\[arrow\]'"):
        export(archive, format="parquet", output=tmp_path / "out")


def test_ftm_without_its_library_writes_the_same_and_says_so(archive, tmp_path, monkeypatch):
    first = export(archive, format="ftm", output=tmp_path / "a")
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    second = export(archive, format="ftm", output=tmp_path / "b")
    assert "not validated" in second.note
    assert contents(tmp_path / "a") == contents(tmp_path / "b") and first.files == second.files


def test_paths_of_any_kind(archive, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    export(archive, output="تصدير")
    export(archive, output=Path("deep/er/out"))
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    export(archive, output="link")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "real/manifest.json").is_file()
