"""Copies and candidates for stories in a set of any size: documents that post the same keys meet in a shuffle.

What a text posts is what `stories.copies` and `stories.grouping` post, one text after the other: the smallest numbers
of its runs of five words, drawn as MinHash draws them, and its heaviest terms in periods of days. Here a key is a row;
rows of the same key meet in one task, in the order of time, and each is paired with the few before it, for copies with
the first of all, too: a run that 20,000 pages have makes 80,000 pairs and never 200,000,000, and no task holds more
than those few rows at a time. The pairs with most in common are compared as `stories` compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F

from musnad.archive.arrow import arrow
from musnad.stories import copies, grouping
from musnad.stories.article import MINUTES_A_DAY
from musnad.stories.shingles import Sketch, compare
from musnad.stories.terms import Terms, alike, vectors

RUNS_BEFORE = 3  # documents before it that one is paired with under a run
WORDS_BEFORE = 16  # and under a term; `stories.grouping` asks for 64, which here would all be rows of a shuffle
COPIES = (
    "document string, other string, of_document double, of_other double, runs bigint, whole boolean, same boolean"
)
STORIES = "document string, other string, alike double"

Compare = Callable[[dict[str, Any]], dict[str, Any] | None]


def find_copies(read: DataFrame, kept: DataFrame) -> DataFrame:
    """Return which documents share a passage with earlier ones, or are copies of them; at most eight for each.

    Args:
        read: staged rows.
        kept: those that stay, as `tables.keep` gives them.
    Returns: columns as in `COPIES`: `of_document` is the share of the document that stands in the other, `whole` and
        `same` as in `stories.copies.Copy`.
    """
    found = _of_kept(read, kept, "runs", "sketch")
    pairs = candidates(found, "runs", before=RUNS_BEFORE, most=copies.MOST_COMPARED, first=True)
    return _compared(pairs, found.select("document", F.struct("sketch").alias("own")), _copy, COPIES)


def find_stories(read: DataFrame, kept: DataFrame) -> DataFrame:
    """Return which documents may tell of the same happening as earlier ones: enough alike, and a few days apart.

    `stories.grouping` makes stories of such pairs, which here stay pairs. At most twenty for each document.
    """
    found = _of_kept(read, kept, "words", "terms")
    pairs = candidates(found, "words", before=WORDS_BEFORE, most=grouping.MOST_COMPARED, first=False)
    return _compared(pairs, found.select("document", F.struct("at", "terms").alias("own")), _story, STORIES)


def _of_kept(read: DataFrame, kept: DataFrame, *columns: str) -> DataFrame:
    found = read.where("error IS NULL").select("input", "position", "at", *columns)
    return found.join(kept.drop("changed"), ["input", "position"]).drop("input", "position")


def candidates(found: DataFrame, keys: str, *, before: int, most: int, first: bool) -> DataFrame:
    """Return pairs of a document and an earlier one that may have much in common.

    Args:
        found: `document`, `at` (minutes; null where unknown, which counts as latest) and the postings.
        keys: the column of postings: a list of `key` and `weight`.
        before: documents before it that one is paired with under a key.
        most: pairs of a document that are kept: those of most weight, the earliest where many are equal.
        first: whether it is paired with the first of all under a key, too.
    Returns: `document`, `other`.
    """
    postings = found.select("document", "at", F.explode(keys).alias("posting"))
    by_key = Window.partitionBy("posting.key").orderBy(F.col("at").asc_nulls_last(), "document")
    met = postings.select(
        "document", F.col("posting.weight").alias("weight"),
        F.collect_list("document").over(by_key.rowsBetween(-before, -1)).alias("earlier"),
        F.first("document").over(by_key.rowsBetween(Window.unboundedPreceding, 0)).alias("first"),
    )  # fmt: skip
    others = F.array_union("earlier", F.array("first")) if first else F.col("earlier")
    pairs = met.select("document", "weight", F.explode(others).alias("other")).where("other <> document")
    # Without a shuffle of its own the sum would share a task's memory with the window, and neither lets go of it.
    weighed = pairs.repartition("document").groupBy("document", "other").agg(F.sum("weight").alias("weight"))
    rank = F.row_number().over(Window.partitionBy("document").orderBy(F.desc("weight"), "other"))
    return weighed.withColumn("rank", rank).where(F.col("rank") <= most).select("document", "other")


def _compared(pairs: DataFrame, own: DataFrame, compared: Compare, columns: str) -> DataFrame:
    """Bring what is compared to the pairs, and keep those that are enough alike."""
    others = own.withColumnsRenamed({"document": "other", "own": "others"})
    names = [part.split()[0] for part in columns.split(", ")]

    def work(batches: Iterable[Any]) -> Iterator[Any]:
        pa = arrow()
        kinds = {"string": pa.string(), "double": pa.float64(), "bigint": pa.int64(), "boolean": pa.bool_()}
        fields = pa.schema([(part.split()[0], kinds[part.split()[1]]) for part in columns.split(", ")])
        for batch in batches:
            rows = []
            for row in batch.to_pylist():
                told = compared(row)
                if told is not None:
                    rows.append({"document": row["document"], "other": row["other"], **told})
            yield pa.RecordBatch.from_pylist(rows, schema=fields).select(names)

    return pairs.join(own, "document").join(others, "other").mapInArrow(work, columns)


def _copy(row: dict[str, Any]) -> dict[str, Any] | None:
    """Compare two sketches; keep what `stories.copies.CopyIndex.find` keeps."""
    one, other = (Sketch(row[side]["sketch"]["packed"], row[side]["sketch"]["size"]) for side in ("own", "others"))
    shared = compare(one, other)
    copy = copies.Copy(0, shared)
    if not copy.same and shared.runs < (copies.SHORT_PASSAGE if copy.whole else copies.PASSAGE):
        return None
    return {
        "of_document": shared.of_first, "of_other": shared.of_second, "runs": shared.runs, "whole": copy.whole,
        "same": copy.same,
    }  # fmt: skip


def _story(row: dict[str, Any]) -> dict[str, Any] | None:
    """Compare the terms of two documents; keep what `stories.grouping` takes for enough alike."""
    own, others = row["own"], row["others"]
    days = 0.0
    if own["at"] is not None and others["at"] is not None:
        days = abs(own["at"] - others["at"]) / MINUTES_A_DAY
    if days > grouping.FARTHEST:
        return None
    one, other = (vectors(Terms(**side["terms"])) for side in (own, others))
    score = alike(one, other) * (1 - grouping.A_DAY_MORE * max(0.0, days - grouping.FREE_DAYS))
    return {"alike": score} if score >= grouping.JOINED else None
