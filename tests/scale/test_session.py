"""What is missing for Spark, or goes wrong in it, is told in one line."""

import sys

import pytest

pytest.importorskip("pyarrow")

from musnad.cli import main
from musnad.scale.spark import cause_of, read_to


def test_without_pyspark_one_line_says_what_to_install(monkeypatch, capsys):
    for name in ("pyspark", "pyspark.errors", "pyspark.sql"):
        monkeypatch.setitem(sys.modules, name, None)
    assert main(["spark", "read", "x.jsonl", "-o", "out"]) == 1
    assert capsys.readouterr().err == (
        "musnad: Spark needs pyspark: pip install 'musnad[spark]', and Java 17 or newer\n"
    )


@pytest.mark.parametrize("arguments", [
    ["--set", "memory=1g"], ["--timeout", "0"], ["--timeout", "soon"],
])  # fmt: skip
def test_wrong_options_are_told(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["spark", "read", "x.jsonl", "-o", "out", *arguments])
    assert ended.value.code == 2 and len(capsys.readouterr().err.splitlines()) == 1


def test_an_output_that_spark_takes_for_a_pattern_is_refused():
    from musnad.errors import InputError

    with pytest.raises(InputError, match=r"out\[1\]: Spark takes"):
        read_to(None, ["x.jsonl"], "out[1]")


MESSAGE = """
An error occurred while calling o70.collectToPython.
: org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 failed 4 times
Traceback (most recent call last):
  File "/x/spark.py", line 151, in work
RuntimeError: a process that reads ended before it began
\tat org.apache.spark.api.python.BasePythonRunner
"""

OUT_OF_MEMORY = """
An error occurred while calling o452.parquet.
: org.apache.spark.SparkException: [FAILED_READ_FILE.NO_HINT] Encountered error while reading file file:///x.parquet
\tat org.apache.spark.sql.execution.datasources.FileScanRDD
Caused by: java.lang.RuntimeException: Cannot reserve additional contiguous bytes (requested 4218564 bytes).
\t... 16 more
Caused by: java.lang.OutOfMemoryError: Java heap space
"""
LOST = """
: org.apache.spark.SparkException: Job aborted due to stage failure: Task 1 in stage 2.0 failed 4 times, most recent \
failure: ExecutorLostFailure (executor 3 exited caused by one of the running tasks) Reason: Command exited with code 52
"""
FULL = """
An error occurred while calling o7.parquet.
: org.apache.spark.SparkException: Job aborted.
\tat org.apache.spark.sql.errors.QueryExecutionErrors
Caused by: java.io.IOException: No space left on device
"""
MORE_MEMORY = "a worker ran out of memory; give it more (--set spark.executor.memory=4g)"


@pytest.mark.parametrize(("message", "told"), [
    (OUT_OF_MEMORY, MORE_MEMORY), (LOST, MORE_MEMORY),
    (FULL, "java.io.IOException: No space left on device"),
    (MESSAGE, "RuntimeError: a process that reads ended before it began"), ("plain", "plain"),
    ("", "no reason is given"),
])  # fmt: skip
def test_the_cause_is_found_in_what_spark_says(message, told):
    assert cause_of(message) == told
