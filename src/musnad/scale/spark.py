"""Spark reads: WARC files, JSON lines and Parquet → documents, statements, labels and copies as Parquet.

Two steps. In the first, workers read: a task an input (`staging.py`), and what was read stays, so that a job that was
stopped goes on. In the second, Spark puts the documents of all inputs together (`tables.py`), finds copies and
candidates for stories (`copies.py`), and writes. pyspark comes with musnad[spark].
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec

from musnad.archive.arrow import arrow
from musnad.errors import InputError, MusnadError
from musnad.scale.outputs import MANIFEST, Manifest, ReadInput, write_manifest
from musnad.scale.places import Source, find_sources, is_address, names_in, remove_partial
from musnad.scale.staging import Options, Staged, stage, staged_name, summary

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

STAGED = "_read"  # folder in the output with what was read of each input; Spark passes over names with _
_ROWS = 500  # of documents in a batch from Spark to Python: 10,000, the default, may be 2 GB
# Spark reads 4,096 rows of Parquet at once by itself: with documents these may be gigabytes. So it reads one by one.
_BOUNDED = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
    "spark.sql.parquet.enableNestedColumnVectorizedReader": "false",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "16m",  # 64 by itself: postings unfold to twenty times as much
}
_PARTITIONS = "spark.sql.shuffle.partitions"
_PARTITION_BYTES = 16_000_000  # of staged files, packed: unpacked in a task some 100 MB, which it holds in memory
_FEWEST, _MOST = 4, 4000
_CAUSE = re.compile(r"(?:Caused by: )?((?:\w+\.)*\w*(?:Error|Exception)\b.*: .*)")
_OUT_OF_MEMORY = re.compile(r"java\.lang\.OutOfMemoryError|ExecutorLostFailure.*exited with code (?:52|137)")
_MARKS = re.compile(r"[*?\[\]{}\\]")  # what Spark takes for a pattern


class SparkError(MusnadError):
    """A job that Spark can't do."""


def session(settings: Mapping[str, str] | None = None) -> SparkSession:
    """Return the Spark session that is there, or a new one whose workers run the Python that runs here.

    Args:
        settings: of Spark, for a new session, such as `{"spark.master": "local[2]"}`.
    Raises:
        SparkError: pyspark or Java is missing, or there is no cluster at the address.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkError("Spark needs pyspark: pip install 'musnad[spark]', and Java 17 or newer") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("musnad")
    for name, value in (settings or {}).items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        hint = "is Java 17 or newer installed, is the master right?"
        raise SparkError(f"Spark doesn't start: {reason}; {hint}") from error


def read_to(
    spark: SparkSession, inputs: Iterable[str], output: str, *,
    options: Options | None = None, report: Callable[[str], None] = lambda line: None,
) -> Manifest:  # fmt: skip
    """Read who said what in many files, and write it as Parquet.

    Args:
        inputs: paths, addresses and patterns of WARC files, JSON lines and Parquet, as in `places.find_sources`.
        output: a folder that driver and workers see under the same path, or an address (s3://, hdfs://). What was
            read of an input before isn't read again; tables that are there are written anew.
        options: of reading.
        report: gets a line for each step.
    Returns: what was read and written; it is in `manifest.json`, too.
    Raises:
        InputError: an input isn't there, or is of no kind that can be read.
        SparkError: the job failed in Spark.
    """
    if _MARKS.search(output):
        raise InputError(f"{output}: Spark takes * ? [ ] {{ }} \\ for patterns; give the output another name")
    from musnad.scale.tables import write_tables

    options = options or Options()
    where = output if is_address(output) else os.path.abspath(output)
    where = where.rstrip("/")
    sources = find_sources(inputs)
    paths = {source: f"{where}/{STAGED}/{staged_name(source, options)}" for source in sources}
    there = names_in(f"{where}/{STAGED}")
    due = [source for source in sources if paths[source].rsplit("/", 1)[1] not in there]
    report(f"{len(sources):,} inputs, {len(sources) - len(due):,} of them read before")
    with _told(), _set(spark, _BOUNDED):
        new = {staged.name: staged for staged in _stage(spark, due, paths, options)} if due else {}
        remove_partial(f"{where}/{STAGED}")
        read = [new.get(source.name) or summary(source, paths[source]) for source in sources]
        passed_over = sum(s.passed_over for s in read)
        report(f"{sum(s.documents for s in read):,} documents read, {sum(s.errors for s in read):,} failed"
               + f", {passed_over:,} in other languages passed over" * bool(passed_over))  # fmt: skip
        partitions = min(max(sum(s.size_bytes for s in read) // _PARTITION_BYTES, _FEWEST), _MOST)
        with _set(spark, {_PARTITIONS: str(partitions)}):
            counts = write_tables(spark, [staged.file for staged in read], where, report=report)
    manifest = Manifest(
        inputs=tuple(ReadInput(s.name, s.documents, s.errors, s.passed_over) for s in read), rows=counts,
        keep_pages=options.keep_pages,
    )
    write_manifest(where, manifest)
    report(f"{output}/{MANIFEST}")
    return manifest


@contextmanager
def _set(spark: SparkSession, settings: dict[str, str]) -> Iterator[None]:
    """Change settings of a session for a block."""
    before = {name: spark.conf.get(name) for name in settings}
    for name, value in settings.items():
        spark.conf.set(name, value)
    try:
        yield
    finally:
        for name, old in before.items():
            spark.conf.set(name, old or "")


@contextmanager
def _told() -> Iterator[None]:
    """Tell in one line what Spark says in two hundred."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise SparkError(f"Spark gave up: {cause_of(str(error))}; run it again to go on") from error


def cause_of(message: str) -> str:
    """Return the line of an error of Spark that says what happened: the innermost cause comes last."""
    lines = [line.strip().removeprefix(": ") for line in message.splitlines() if line.strip()]
    if any(_OUT_OF_MEMORY.search(line) for line in lines):
        return "a worker ran out of memory; give it more (--set spark.executor.memory=4g)"
    told = [found[1] for line in lines if (found := _CAUSE.match(line))]
    return (told[-1] if told else lines[0] if lines else "no reason is given")[:500]


def _stage(spark: SparkSession, due: list[Source], paths: dict[Source, str], options: Options) -> Iterator[Staged]:
    """Read inputs, a task each; the largest first, so that none is alone at the end."""
    tasks = sorted(((source, paths[source]) for source in due), key=lambda task: -int(task[0].state.split(":")[0]))

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        pa = arrow()
        for batch in batches:
            for number in batch.column("id").to_pylist():
                source, path = tasks[number]
                staged = stage(source, path, options)
                yield pa.RecordBatch.from_pylist([msgspec.to_builtins(staged)])

    columns = "name string, file string, documents bigint, errors bigint, passed_over bigint, size_bytes bigint"
    done = spark.range(0, len(tasks), 1, len(tasks)).mapInArrow(work, columns)
    for row in done.collect():
        yield Staged(**row.asDict())


def load(spark: SparkSession, output: str, table: str) -> DataFrame:
    """Return a table that `read_to` wrote: documents, statements, labels, copies, stories or errors."""
    from musnad.scale.tables import read_table

    where = output if is_address(output) else os.path.abspath(output)
    return read_table(spark, where.rstrip("/"), table)
