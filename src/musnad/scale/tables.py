"""Staged files → tables of the whole set: each document once, by date and outlet; statements and labels beside them.

The order of inputs is that of their names: where several have the same document the first counts, and where an id is
taken by another text the later one gets an id of its own, as in an archive that the inputs are added to one by one.
Nothing is collected: what grows with the set stays in Spark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from musnad.archive.adding import read_again
from musnad.archive.arrow import arrow
from musnad.archive.rows import GAP
from musnad.errors import InputError
from musnad.scale.batch import Result, to_batch, to_document
from musnad.scale.columns import MEANINGS, schema
from musnad.scale.copies import COPIES, STORIES, find_copies, find_stories
from musnad.scale.outputs import remove_manifest
from musnad.scale.places import hadoop_path
from musnad.scale.staging import staged_schema

PARTS = ("date", "outlet_key")
DOCUMENT_COLUMNS = (*(name for name in MEANINGS if name not in ("error", "error_code")), "body", "headers", "input")
ERROR_COLUMNS = ("input", "position", "name", "error", "error_code")
TABLES = ("documents", "statements", "labels", "copies", "stories", "errors")
_A_FILE = 2_000  # documents: more of one day and outlet are written in slices, so that no task has them all
_ROW_GROUP = 16_000_000  # bytes of Parquet that a task holds in memory when it writes and when it reads
_FILES = 8  # of a table without parts; a fixed number, so that each holds the same on any cluster

Report = Callable[[str], None]


def write_tables(spark: SparkSession, staged: list[str], output: str, *, report: Report) -> dict[str, int]:
    """Write all tables of some staged files; return how many rows each has.

    Args:
        staged: paths or addresses of the files.
        output: the folder.
    """
    remove_manifest(output)  # from now on what stands there is in work
    read = spark.read.schema(_staged_types()).parquet(*map(hadoop_path, staged))
    kept = keep(read).persist()
    slices = slices_of(read).persist()
    counts: dict[str, int] = {}

    def write(name: str, table: DataFrame, parts: tuple[str, ...], order: tuple[str, ...]) -> None:
        placed = sliced(table, slices, order[0]) if parts else table.repartition(_FILES, order[0])
        writer = placed.sortWithinPartitions(*parts, *order).write.mode("overwrite").option("compression", "zstd")
        writer = writer.option("parquet.block.size", _ROW_GROUP)
        (writer.partitionBy(*parts) if parts else writer).parquet(f"{hadoop_path(output)}/{name}")
        counts[name] = read_table(spark, output, name).count()
        report(f"{counts[name]:,} {name}")

    try:
        write("documents", whole_documents(read, kept), PARTS, ("id",))
        documents = read_table(spark, output, "documents")
        write("statements", statements_of(documents), PARTS, ("document", "position"))
        write("labels", labels_of(documents), PARTS, ("document", "position"))
        write("copies", find_copies(read, kept), (), ("document", "other"))
        write("stories", find_stories(read, kept), (), ("document", "other"))
        write("errors", read.where("error IS NOT NULL").select(*ERROR_COLUMNS), (), ("input", "position"))
    finally:
        kept.unpersist()
        slices.unpersist()
    return counts


def slices_of(read: DataFrame) -> DataFrame:
    """Return the parts that have more documents than a file takes, each with the number of its `slices`."""
    counted = read.where("error IS NULL").groupBy(*PARTS).count().where(F.col("count") > _A_FILE)
    return counted.select(*PARTS, F.ceil(F.col("count") / _A_FILE).alias("slices"))


def sliced(table: DataFrame, slices: DataFrame, document: str) -> DataFrame:
    """Distribute a table so that a task gets whole parts, or slices of large ones, by the documents' ids."""
    part = F.pmod(F.xxhash64(document), F.coalesce("slices", F.lit(1)))
    placed = table.join(F.broadcast(slices), [*PARTS], "left").withColumn("slice", part)
    return placed.repartition(*PARTS, "slice").drop("slice", "slices")


def read_table(spark: SparkSession, output: str, table: str) -> DataFrame:
    """Return a table that is written.

    Raises:
        InputError: there is no table of this name.
    """
    if table not in TABLES:
        raise InputError(f"no table {table!r}; there are {', '.join(TABLES)}")
    return spark.read.schema(table_type(spark, table)).parquet(f"{hadoop_path(output)}/{table}")


def table_type(spark: SparkSession, table: str) -> StructType:
    """Return the columns of a table, also where it has no row."""
    nothing = spark.createDataFrame([], _staged_types())
    documents = nothing.select(*DOCUMENT_COLUMNS, *PARTS)
    if table in ("copies", "stories"):
        return StructType.fromDDL(COPIES if table == "copies" else STORIES)
    if table == "errors":
        return nothing.select(*ERROR_COLUMNS).schema
    made = {"documents": lambda same: same, "statements": statements_of, "labels": labels_of}
    return made[table](documents).schema


def _staged_types() -> StructType:
    return from_arrow_schema(staged_schema())


def keep(read: DataFrame) -> DataFrame:
    """Decide which documents stay, and under which id.

    Returns: `document` (the id), `input`, `position`, and whether it `changed` from the one that was read.
    """
    found = read.where("error IS NULL").select(
        "id", "own_id", "address", "outlet", "digest", "input", "position"
    )
    # A minimum by the place: the fields behind it come along. It is taken on both sides of the shuffle, so an id that
    # a million rows have is one row of each task.
    first = F.min(F.struct("input", "position", "address", "outlet", "digest")).alias("first")
    placed = found.join(found.groupBy("id").agg(first), "id")
    document = F.when(_is_first_or_same(), F.col("id")).otherwise(F.col("own_id"))
    ids = placed.select(document.alias("document"), "input", "position", (document != F.col("id")).alias("changed"))
    place = F.min(F.struct("input", "position", "changed")).alias("place")
    return ids.groupBy("document").agg(place).select("document", "place.*")


def _is_first_or_same() -> Column:
    """The rule of an archive (`archive.adding`) for a document whose id is there."""
    here, there = F.col("address"), F.col("first.address")
    same_outlet = F.col("outlet").eqNullSafe(F.col("first.outlet"))
    same_place = (
        F.when(here.isNull() & there.isNull(), same_outlet)
        .when(here.isNull() | there.isNull(), F.lit(True))
        .otherwise(here == there)
    )
    return same_place & (F.col("digest") == F.col("first.digest"))


def whole_documents(read: DataFrame, kept: DataFrame) -> DataFrame:
    """Return the documents that stay, each under its id."""
    rows = read.select(*DOCUMENT_COLUMNS, *PARTS, "position").join(kept, ["input", "position"])
    same = rows.where(~F.col("changed")).select(*DOCUMENT_COLUMNS, *PARTS)
    if kept.where("changed").isEmpty():
        return same
    changed = rows.where("changed").select(*DOCUMENT_COLUMNS, *PARTS, "document")
    return same.unionByName(changed.mapInArrow(_reread, same.schema))


def _reread(batches: Iterable[Any]) -> Iterator[Any]:
    """Read documents again under ids of their own: the ids of their statements are made of it."""
    pa = arrow()
    columns = staged_schema()
    for batch in batches:
        results = []
        for row in batch.to_pylist():
            document = to_document(row)
            results.append(Result(row["name"], read_again(document, id=row["document"])))
        made = to_batch(results)
        names = [*DOCUMENT_COLUMNS, *PARTS]
        is_own = set(schema().names)
        arrays = [made.column(n) if n in is_own else batch.column(n).cast(columns.field(n).type) for n in names]
        yield pa.RecordBatch.from_arrays(arrays, names)


def statements_of(documents: DataFrame) -> DataFrame:
    """Return a row for each statement, with who speaks."""
    each = documents.select(*PARTS, "id", "outlet", "url", "published", "speakers", F.posexplode("statements"))
    each = each.withColumn("speaker", F.expr("get(filter(speakers, one -> one.id = col.speaker), 0)"))
    return each.select(
        F.col("col.id").alias("id"), F.col("id").alias("document"), (F.col("pos") + 1).alias("position"), "outlet",
        "url", F.col("published.at").alias("published_at"), F.col("speaker.name.text").alias("who"),
        F.col("speaker.kind").alias("kind"), F.col("speaker.entity").alias("entity"), "col.act", "col.force",
        "col.type", F.expr(f"array_join(transform(col.content, one -> one.text), '{GAP}')").alias("content"),
        F.col("col.content").alias("content_spans"), "col.cue", "col.source", F.col("col.speaker").alias("speaker"),
        "col.addressee", "col.via", "col.inside", "col.said_at", "col.confidence", "col.rule", "col.lexicon",
        "col.why", *PARTS,
    )  # fmt: skip


def labels_of(documents: DataFrame) -> DataFrame:
    """Return a row for each label."""
    each = documents.select(*PARTS, "id", "outlet", "url", "published", F.posexplode("labels"))
    return each.select(
        F.col("id").alias("document"), (F.col("pos") + 1).alias("position"), "outlet", "url",
        F.col("published.at").alias("published_at"), "col.*", *PARTS,
    )  # fmt: skip
