"""What a job wrote goes into an archive as it is."""

import json

import pages_of_many
import pytest

import musnad
from musnad.archive.adding import Addition
from musnad.cli import main

pa = pytest.importorskip("pyarrow")

import pyarrow.parquet as pq  # noqa: E402

from musnad.errors import InputError  # noqa: E402
from musnad.scale import places, read_documents  # noqa: E402
from musnad.scale.outputs import Manifest, read_manifest, write_manifest  # noqa: E402
from musnad.scale.staging import Options, stage  # noqa: E402


@pytest.fixture
def output(tmp_path):
    """Documents as a job of Spark leaves them: from a WARC file, with their pages."""
    pages_of_many.write_inputs(tmp_path / "in", wrong=False)
    [source] = places.find_sources([str(tmp_path / "in" / "a.warc.gz")])
    stage(source, f"{tmp_path}/read.parquet", Options(keep_pages=True))
    table = pq.read_table(tmp_path / "read.parquet")
    for key in sorted(set(table.column("outlet_key").to_pylist())):
        part = tmp_path / "out" / "documents" / "date=2031-05-01" / f"outlet_key={key}"
        part.mkdir(parents=True)
        rows = table.filter(pa.compute.equal(table.column("outlet_key"), key))
        pq.write_table(rows.drop(["date", "outlet_key", "error", "error_code"]), part / "part-0.parquet")
    (tmp_path / "out" / "documents" / "_temporary").mkdir()
    (tmp_path / "out" / "documents" / "_temporary" / "x.parquet").write_bytes(b"in work")
    write_manifest(f"{tmp_path}/out", Manifest(inputs=(), rows={"documents": 30}))
    return tmp_path / "out"


def content(path):
    """What an archive holds."""
    with musnad.open(path, readonly=True) as archive, archive.reading() as connection:
        run = connection.exec_driver_sql
        return [
            set(run(f"SELECT {columns} FROM {table}").all())
            for table, columns in (
                ("documents", "id, address, version, hex(packed)"),
                ("statements", "id, document, position, content_spans"),
                ("pages", "sha256, url, fetched_at, headers"), ("bodies", "sha256, size_bytes"), ("labels", "document"),
            )
        ]  # fmt: skip


def test_adding_an_output_is_adding_its_pages(output, tmp_path, capsys):
    assert main(["add", str(output), "--archive", str(tmp_path / "a.db")]) == 0
    assert "30 pages, 30 documents: 30 new" in capsys.readouterr().err
    assert main(["add", str(tmp_path / "in" / "a.warc.gz"), "--archive", str(tmp_path / "b.db")]) == 0
    assert content(tmp_path / "a.db") == content(tmp_path / "b.db")
    assert main(["check", "--archive", str(tmp_path / "a.db")]) == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_outputs_and_pages_are_added_together(output, tmp_path, capsys, jobs):
    page = tmp_path / "one.html"
    page.write_text(pages_of_many.page_of(700), encoding="utf-8")
    [file] = sorted(output.glob("documents/*/outlet_key=nahr0.example/*.parquet"))
    arguments = ["add", str(page), str(file), str(output / "documents"), "--archive", str(tmp_path / "a.db")]
    assert main([*arguments, "--jobs", jobs]) == 0
    assert "46 documents: 31 new, 0 new versions, 15 known" in capsys.readouterr().err


def test_a_job_that_did_not_end_is_not_added(output, tmp_path, capsys):
    (output / "manifest.json").unlink()
    [error] = read_documents(str(output))
    assert "its job didn't end; run it again" in str(error)


def test_what_is_no_document_is_told(output, tmp_path, capsys):
    pq.write_table(pa.table({"id": ["a"], "text": ["b"]}), tmp_path / "x.parquet")
    (tmp_path / "y.parquet").write_bytes(b"PAR1 and nothing")
    arguments = ["add", str(tmp_path / "x.parquet"), str(tmp_path / "y.parquet"), str(output)]
    assert main([*arguments, "--archive", str(tmp_path / "a.db")]) == 1
    told = capsys.readouterr().err
    assert "x.parquet: no documents of musnad: no column statements, speakers, reader" in told
    assert "y.parquet: damaged Parquet" in told and "30 new" in told


@pytest.mark.parametrize(("change", "told"), [
    (lambda row: row.update(text="x" + row["text"]), "isn't what the text has there"),
    (lambda row: row.update(body=row["body"] + b" "), "isn't the one that it was taken from"),
    (lambda row: row["published"].update(json="{"), "no document in this row"),
])  # fmt: skip
def test_rows_that_were_changed_are_refused(output, change, told):
    file = sorted(output.glob("documents/*/*/*.parquet"))[0]
    table = pq.read_table(file, partitioning=None)
    rows = table.to_pylist()
    change(rows[1])
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), file)
    found = list(read_documents(str(output)))
    errors = [one for one in found if isinstance(one, InputError)]
    assert len(errors) == 1 and told in str(errors[0]) and sum(isinstance(one, Addition) for one in found) == 29


def test_a_manifest_is_the_same_for_the_same_job(output):
    assert read_manifest(str(output)) == Manifest(inputs=(), rows={"documents": 30})
    assert json.loads((output / "manifest.json").read_text())["format"] == "musnad-scale/1"
