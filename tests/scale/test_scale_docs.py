"""docs/scale.md is right: its table of columns is the schema, its five lines do what they say.

After a change of the schema:

    python tests/scale/test_scale_docs.py
"""

import contextlib
import doctest
import re
import subprocess
import sys
from pathlib import Path

import clusters
import pages_of_many
import pytest

pa = pytest.importorskip("pyarrow")

import pyarrow.parquet as pq  # noqa: E402

from musnad.scale import schema  # noqa: E402

PATH = clusters.ROOT / "docs" / "scale.md"
PAGE = PATH.read_text(encoding="utf-8")
TABLE = re.compile(r"(?<=<!-- columns: made by tests/scale/test_scale_docs.py -->\n).*?(?=<!-- end -->)", re.S)
BLOCKS = re.findall(r"^```py\n(.*?)^```$", PAGE, re.M | re.S)
SESSION = """
from musnad.scale.spark import session
spark = session({"spark.master": "local[2]", "spark.ui.enabled": "false"})
"""


def columns():
    """The table of columns in Markdown."""
    rows = [f"| `{field.name}` | {kind(field.type)} | {field.metadata[b'meaning'].decode()} |\n" for field in schema()]
    return "".join(["\n| column | type | meaning |\n|---|---|---|\n", *rows, "\n"])


def kind(type_):
    """A type as people say it."""
    if pa.types.is_list(type_):
        return f"list of {kind(type_.value_type)}"
    if pa.types.is_struct(type_):
        return f"struct: {', '.join(type_.field(n).name for n in range(type_.num_fields))}"
    return str(type_)


def code_of(block):
    """The lines of a block as a program."""
    return "".join(example.source for example in doctest.DocTestParser().get_examples(block))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    rows = [{"text": pages_of_many.text_of(n), "url": f"https://nahr.example/{n}"} for n in range(20)]
    pq.write_table(pa.Table.from_pylist(rows), folder / "articles.parquet")
    return folder


def test_the_table_of_columns_is_the_schema():
    assert TABLE.search(PAGE)[0] == columns(), f"run python tests/scale/{Path(__file__).name}"


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_five_lines_read(engine, folder):
    pytest.importorskip(engine)
    names = {}
    with contextlib.chdir(folder):
        exec(code_of(next(block for block in BLOCKS if f"import {engine}" in block)), names)
    found = names["statements"]
    assert len(found.read_all() if hasattr(found, "read_all") else found) == 40


@pytest.mark.skipif(bool(clusters.missing()), reason=clusters.missing() or "all is there")
def test_five_lines_of_spark_read(folder):
    code = SESSION + code_of(next(block for block in BLOCKS if "mapInArrow" in block)) + "print(statements.count())"
    done = subprocess.run(
        [sys.executable, "-c", code], env=clusters.environment(), cwd=folder, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) == 40


if __name__ == "__main__":
    PATH.write_text(TABLE.sub(lambda _: columns(), PAGE), encoding="utf-8")
