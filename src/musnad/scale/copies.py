"""Copies in a set of any size: documents that post the same runs of words are brought together by a shuffle.

What a text posts (`stories.copies.keys_of`: the smallest numbers of its runs of five words, as MinHash draws them) is
also what `stories.copies.CopyIndex` posts, one text after the other. Here a run is a row, rows with the same run meet in
one task, in the order of time, and each is paired with the first of them and the few before it: a run that 20,000
pages have makes 80,000 pairs and never 200,000,000, and no task holds more than a few of its rows at a time. The pairs
that share most runs are compared by their sketches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from musnad.scale.columns import arrow
from musnad.stories.copies import MOST_COMPARED, PASSAGE, SHORT_PASSAGE, Copy
from musnad.stories.shingles import Sketch, compare

BEFORE = 3  # documents before it that one is paired with under a run, and the first of all
COPIES = (
    "document string, other string, of_document double, of_other double, runs bigint, whole boolean, same boolean"
)


def find_copies(read: DataFrame, kept: DataFrame) -> DataFrame:
    """Return which documents share a passage with earlier ones, or are copies of them; at most eight for each.

    Args:
        read: staged rows.
        kept: those that stay, as `tables.keep` gives them.
    Returns: columns as in `COPIES`: `of_document` is the share of the document that stands in the other, `whole` and
        `same` as in `stories.copies.Copy`.
    """
    columns = ("input", "position", "at", "keys", "sketch", "sketch_size")
    sketched = read.where("error IS NULL").select(*columns).join(kept.drop("changed"), ["input", "position"])
    pairs = candidates(sketched.select("document", "at", F.explode("keys").alias("key")))
    sketch = sketched.select("document", F.struct("sketch", "sketch_size").alias("own"))
    other = sketch.withColumnsRenamed({"document": "other", "own": "others"})
    return pairs.join(sketch, "document").join(other, "other").mapInArrow(_compare, COPIES)


def candidates(postings: DataFrame) -> DataFrame:
    """Return pairs of a document and an earlier one that may have much in common.

    Args:
        postings: `document`, `at` (minutes; null where unknown, which counts as latest), `key`.
    Returns: `document`, `other`: those that share most keys, the earliest where many are equal.
    """
    order = (F.col("at").asc_nulls_last(), F.col("document"))
    by_key = Window.partitionBy("key").orderBy(*order)
    so_far = by_key.rowsBetween(Window.unboundedPreceding, Window.currentRow)
    earlier = [F.first("document").over(so_far), *(F.lag("document", n).over(by_key) for n in range(1, BEFORE + 1))]
    told = postings.select("document", F.array(*earlier).alias("earlier"))
    met = told.select("document", F.explode(F.array_distinct("earlier")).alias("other"))
    met = met.where("other IS NOT NULL AND other <> document").groupBy("document", "other").count()
    rank = F.row_number().over(Window.partitionBy("document").orderBy(F.desc("count"), "other"))
    return met.withColumn("rank", rank).where(F.col("rank") <= MOST_COMPARED).select("document", "other")


def _compare(batches: Iterable[Any]) -> Iterator[Any]:
    """Compare pairs by their sketches; keep those that `stories.copies.CopyIndex.find` would keep."""
    pa = arrow()
    text, share, flag = pa.string(), pa.float64(), pa.bool_()
    columns = pa.schema([
        ("document", text), ("other", text), ("of_document", share), ("of_other", share), ("runs", pa.int64()),
        ("whole", flag), ("same", flag),
    ])  # fmt: skip
    for batch in batches:
        rows = []
        for row in batch.to_pylist():
            own, others = (Sketch(row[side]["sketch"], row[side]["sketch_size"]) for side in ("own", "others"))
            copy = Copy(0, compare(own, others))
            if copy.same or copy.shared.runs >= (SHORT_PASSAGE if copy.whole else PASSAGE):
                rows.append({
                    "document": row["document"], "other": row["other"], "of_document": copy.shared.of_first,
                    "of_other": copy.shared.of_second, "runs": copy.shared.runs, "whole": copy.whole, "same": copy.same,
                })  # fmt: skip
        yield pa.RecordBatch.from_pylist(rows, schema=columns)
