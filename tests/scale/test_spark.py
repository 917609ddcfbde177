"""Jobs of Spark: right, the same each time, and whole whatever dies on the way."""

import os
import signal
import subprocess
import sys

import clusters
import pages_of_many
import pytest

pa = pytest.importorskip("pyarrow")
pytestmark = pytest.mark.skipif(bool(clusters.missing()), reason=clusters.missing() or "all is there")

import pyarrow.dataset as ds  # noqa: E402

import musnad  # noqa: E402
from musnad.scale import read_documents  # noqa: E402


def table(output, name):
    """The rows of a table."""
    return ds.dataset(output / name, partitioning="hive").to_table().to_pylist()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with inputs in which all kinds of things are wrong."""
    folder = tmp_path_factory.mktemp("spark")
    pages_of_many.write_inputs(folder / "in", wrong=True)
    return folder


@pytest.fixture(scope="module")
def done(folder):
    """A job that nothing disturbed: its output, its status and what it told."""
    output = folder / "undisturbed"
    status, told = clusters.finish(clusters.start(folder, output, master="local[2]"))
    assert (output / "manifest.json").exists(), told
    return output, status, told


@pytest.fixture(scope="module")
def direct(folder, tmp_path_factory):
    """The archive that the same inputs give without Spark, those left out that can't be read."""
    place = tmp_path_factory.mktemp("direct")
    pages_of_many.write_inputs(place / "in", wrong=False)
    texts = pa.parquet.read_table(place / "in" / "e.parquet").to_pylist()
    (place / "in" / "e.parquet").unlink()
    pages_of_many.lines(place / "in" / "e.jsonl", texts)
    with musnad.open(place / "a.db", create=True) as archive:
        list(archive.add_all([str(place / "in")]))
        yield archive


def ids(archive):
    """The ids of documents and statements, and what else is kept of a document."""
    with archive.reading() as connection:
        run = connection.exec_driver_sql
        return (
            set(run("SELECT id, address, outlet, day, title, hex(packed) FROM documents").all()),
            set(run("SELECT id, document, position, content_spans, speaker, act FROM statements").all()),
        )


def test_what_is_wrong_costs_itself_and_nothing_else(done):
    output, status, told = done
    assert status == 1 and "5 inputs, 0 of them read before" in told
    errors = {(row["input"], row["error_code"]): row for row in table(output, "errors")}
    assert sorted(errors) == [
        ("in/a.warc.gz", "died"), ("in/a.warc.gz", "unreadable"), ("in/c.jsonl", "not-json"), ("in/e.parquet", "empty"),
    ]  # fmt: skip
    said = {row["error"].split(": ")[1][:46] for row in table(output, "errors") if row["error_code"] == "died"}
    assert said == {"the process that read it ended with signal 6; ", "the process that read it took more than 15 s; "}
    assert "damaged gzip data" in errors["in/a.warc.gz", "unreadable"]["error"]
    assert "6 failed" not in told and "5 failed" in told


def test_an_archive_of_its_output_is_the_one_that_the_inputs_give(done, direct, tmp_path):
    output, _, _ = done
    with musnad.open(tmp_path / "b.db", create=True) as archive:
        list(archive.add_all(read_documents(str(output))))
        assert ids(archive) == ids(direct)
        assert not list(archive.check())


def test_tables_stand_by_date_and_outlet(done):
    output, _, _ = done
    files = output.glob("documents/*/*/*.parquet")
    parts = {path.relative_to(output / "documents").parent.as_posix() for path in files}
    assert "date=2031-05-01/outlet_key=nahr0.example" in parts and "date=undated/outlet_key=other.example" in parts
    documents = {row["id"]: row for row in table(output, "documents")}
    statements = table(output, "statements")
    assert len(statements) == sum(len(row["statements"]) for row in documents.values())
    for row in statements[:50]:
        document = documents[row["document"]]
        assert document["statements"][row["position"] - 1]["id"] == row["id"]
        assert row["content"] == " … ".join(span["text"] for span in row["content_spans"])
        names = {one["id"]: one["name"]["text"] for one in document["speakers"]}
        assert row["who"] == names.get(row["speaker"])
    assert {row["who"] for row in statements} >= set(pages_of_many.WHO)
    assert '"labels": 0' in (output / "manifest.json").read_text()


def test_copies_and_stories_are_found(done):
    output, _, _ = done
    wire = {f"w{n}" for n in range(8)}
    whole = [row for row in table(output, "copies") if row["same"]]
    found = {row["document"] for row in whole if row["document"] in wire and row["other"] in wire}
    assert len(found) == 7  # all but the first of them
    assert {row["document"] for row in table(output, "stories")} >= found


def test_a_job_run_again_reads_nothing_and_writes_the_same(done, folder):
    output, _, _ = done
    before = clusters.hashes(output)
    status, told = clusters.finish(clusters.start(folder, output, master="local[1]"))
    assert status == 1 and "5 inputs, 5 of them read before" in told
    assert clusters.hashes(output) == before


def test_killed_drivers_and_workers_cost_nothing(done, folder, tmp_path):
    output = folder / "disturbed"
    with clusters.Cluster(tmp_path) as cluster:
        first = clusters.start(folder, output, master=cluster.master)
        clusters.wait_for(lambda: clusters.staged(output), first)
        os.killpg(first.pid, signal.SIGKILL)
        clusters.finish(first)
        assert 0 < (before := len(clusters.staged(output))) < 5
        second = clusters.start(folder, output, master=cluster.master)
        clusters.wait_for(lambda: list(output.glob("_read/.*.partial")), second)
        clusters.kill_all(cluster.workers[0].pid)
        status, told = clusters.finish(second)
    assert status == 1 and f"5 inputs, {before} of them read before" in told, told
    assert clusters.hashes(output) == clusters.hashes(done[0])
    assert not list(output.glob("_read/.*.partial"))


SKEWED = """
import sys
from pyspark.sql import functions as F
from musnad.scale.copies import candidates
from musnad.scale.spark import session

spark = session({"spark.master": "local[2]", "spark.ui.enabled": "false", "spark.driver.memory": "1g"})
keys = F.array(*(F.struct(F.lit(n).cast("bigint").alias("key"), F.lit(1).cast("bigint").alias("weight"))
                 for n in range(12)))
found = spark.range(20000).select(F.format_string("d%05d", "id").alias("document"), F.col("id").alias("at"),
                                  keys.alias("runs"))
pairs = candidates(found, "runs", before=3, most=8, first=True).persist()
print(pairs.count(), pairs.select("document").distinct().count(), pairs.where("other = 'd00000'").count(),
      pairs.where("other >= document").count())
"""


def test_a_text_that_20_000_pages_have_makes_four_pairs_a_page():
    done = subprocess.run(
        [sys.executable, "-c", SKEWED], env=clusters.environment(), capture_output=True, text=True, check=True
    )
    pairs, documents, first, wrong = map(int, done.stdout.split())
    assert documents == 19_999 and first == 19_999 and wrong == 0
    assert pairs == 4 * 20_000 - 10  # the first four have fewer before them, and the first is one of these


SLICED = """
from pyspark.sql import functions as F
from musnad.scale.spark import session
from musnad.scale.tables import slices_of, sliced

spark = session({"spark.master": "local[2]", "spark.ui.enabled": "false", "spark.sql.adaptive.enabled": "false"})
part = F.when(F.col("id") < 5000, "nahr").otherwise("tall").alias("outlet_key")
read = spark.range(5100).select(F.lit("2031-05-01").alias("date"), part, F.format_string("d%05d", "id").alias("id"),
                                F.lit(None).cast("string").alias("error"))
placed = sliced(read, slices_of(read), "id")
assert sorted(placed.columns) == sorted(read.columns)
for row in placed.groupBy("outlet_key", F.spark_partition_id()).count().orderBy("outlet_key", "count").collect():
    print(row["outlet_key"], row["count"])
"""


def test_many_documents_of_one_day_and_outlet_are_sliced():
    done = subprocess.run(
        [sys.executable, "-c", SLICED], env=clusters.environment(), capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    large = [int(count) for outlet, count in rows if outlet == "nahr"]
    assert len(large) == 3 and sum(large) == 5_000 and max(large) < 2_000
    assert ["tall", "100"] in rows and len(rows) == 4


MAPPED = """
import sys
import pyarrow.parquet as pq
from pyspark.sql.pandas.types import from_arrow_schema
from musnad.scale import read_batch, schema
from musnad.scale.spark import session

spark = session({"spark.master": "local[2]", "spark.ui.enabled": "false"})
documents = spark.read.parquet(sys.argv[1]).mapInArrow(
    lambda batches: map(read_batch, batches), from_arrow_schema(schema()))
print(documents.selectExpr("explode(statements)").count())
"""


def test_spark_reads_through_one_function(folder):
    path = folder / "in" / "e.parquet"
    command = [sys.executable, "-c", MAPPED, str(path)]
    done = subprocess.run(command, env=clusters.environment(), capture_output=True, text=True, check=True)
    assert int(done.stdout) == 60
