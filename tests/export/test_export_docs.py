"""docs/export.md is right: its table of columns is the schema, its analyses give what they show.

After a change of either:

    python tests/export/test_export_docs.py
"""

import contextlib
import doctest
import io
import re
import sys
import tempfile
from pathlib import Path

import pytest

import musnad
from musnad.export import export
from musnad.export.parquet import COLUMNS

ROOT = Path(__file__).parents[2]
PATH = ROOT / "docs" / "export.md"
PAGE = PATH.read_text(encoding="utf-8")
OUTLETS = {"sahil": "وكالة الساحل", "rayah": "راية الجمهورية", "hibr": "حبر حر", "difaf": "الضفاف"}
DAYS = {"1": "2021-03-14", "2": "2021-03-19", "3": "2021-03-25"}
TABLE = re.compile(r"(?<=<!-- columns: made by tests/export/test_export_docs.py -->\n).*?(?=<!-- end -->)", re.S)
ANALYSIS = re.compile(r"(?<=^```py\n)>>> import (\w+)\n(.*?)(?=^```$)", re.M | re.S)


def columns():
    """The tables of columns in Markdown."""
    parts = []
    for table, found in COLUMNS.items():
        parts.append(f"\n`{table}.parquet`\n\n| column | type | meaning |\n|---|---|---|\n")
        parts += [f"| `{name}` | {kind} | {meaning} |\n" for name, (kind, meaning) in found.items()]
    return "".join([*parts, "\n"])


def made_anew(source, folder):
    """A block with its output made by the code, in a folder that has the export of the examples in out/."""
    names, out = {}, []
    for example in doctest.DocTestParser().get_examples(source):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.chdir(folder):
            exec(compile(example.source, "<page>", "single"), names)
        first, *rest = example.source.splitlines()
        shown = re.sub(r"[ \t]+$", "", printed.getvalue(), flags=re.M)
        out += [f">>> {first}\n", *(f"... {line}\n" for line in rest), shown]
    return "".join(out)


def exported(folder):
    """Export the pages of examples/ to out/ in a folder."""
    with musnad.open(folder / "examples.db", create=True) as archive:
        for path in sorted((ROOT / "examples").glob("*.txt")):
            story, _, outlet = path.stem.split("-")
            published = {"at": DAYS[story], "precision": "day", "evidence": "given with the text"}
            text = path.read_text(encoding="utf-8")
            archive.add(musnad.read(text, outlet=OUTLETS[outlet], published=published))
        export(archive, format="parquet", output=folder / "out")
    return folder


@pytest.fixture(scope="module")
def examples(tmp_path_factory):
    pytest.importorskip("pyarrow", reason="docs/export.md: pyarrow is not installed, its analyses were not run")
    return exported(tmp_path_factory.mktemp("docs"))


def test_the_tables_of_columns_are_the_schema():
    assert TABLE.search(PAGE)[0] == columns(), f"run python {Path(__file__).relative_to(ROOT)}"


@pytest.mark.parametrize("library", [match[1] for match in ANALYSIS.finditer(PAGE)])
def test_analyses_give_what_they_show(examples, library):
    pytest.importorskip(library, reason=f"docs/export.md: {library} is not installed, its analysis was not run")
    (block,) = [match[0] for match in ANALYSIS.finditer(PAGE) if match[1] == library]
    assert made_anew(block, examples) == block, f"run python {Path(__file__).relative_to(ROOT)}"


def test_both_analyses_are_there():
    assert [match[1] for match in ANALYSIS.finditer(PAGE)] == ["duckdb", "pandas"]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = exported(Path(scratch))
        page = TABLE.sub(lambda _: columns(), PAGE)
        PATH.write_text(ANALYSIS.sub(lambda match: made_anew(match[0], folder), page), encoding="utf-8")
