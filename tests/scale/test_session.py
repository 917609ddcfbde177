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


@pytest.mark.parametrize(("message", "told"), [
    (MESSAGE, "RuntimeError: a process that reads ended before it began"), ("plain", "plain"),
    ("", "no reason is given"),
])  # fmt: skip
def test_the_cause_is_found_in_what_spark_says(message, told):
    assert cause_of(message) == told
