"""`musnad export` and `musnad verify` from the outside: what they write, print and refuse, and how they end."""

import json
import os
import subprocess
import sys

import pytest

import musnad
from musnad.cli import main
from musnad.cli.parsers.exporting import _FORMATS

TEXT = "قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام. وأضاف أن الأعمال انتهت.\n"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An archive of one document, in the working directory."""
    monkeypatch.chdir(tmp_path)
    with musnad.open("musnad.db", create=True) as archive:
        archive.add(musnad.read(TEXT, outlet="المرفأ", published={"at": "2031-05-04"}))
    return tmp_path


def test_the_formats_of_the_parser_are_those_of_export():
    from musnad.export.exporting import FORMATS

    assert tuple(FORMATS) == _FORMATS


@pytest.mark.parametrize("format", _FORMATS)
def test_export_and_verify(here, capsys, format):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    assert main(["export", "--format", format, "-o", "out"]) == 0
    out, err = capsys.readouterr()
    assert out == "" and "out: 2 statements of 1 documents in " in err and err.endswith(", manifest.json\n")
    assert main(["verify", "out"]) == 0
    assert capsys.readouterr().out == "out: whole\n"
    assert main(["verify", "out", "--archive", "musnad.db"]) == 0
    assert capsys.readouterr().out == "out: whole, and the archive gives the same bytes\n"


def test_a_query(here, capsys):
    assert main(["export", "الجسر", "-o", "out", "--archive", "musnad.db"]) == 0
    manifest = json.loads((here / "out/manifest.json").read_bytes())
    assert manifest["counts"]["statements"] == 1 and manifest["query"]["given"] == "الجسر"


def test_problems_take_a_line_each(here, capsys):
    assert main(["export", "-o", "out"]) == 0
    (here / "out/statements.jsonl").write_text("قال\n")
    (here / "out/a\x1b[31m\nb").write_text("")
    capsys.readouterr()
    assert main(["verify", "out"]) == 1
    found = capsys.readouterr().out.splitlines()
    assert len(found) == 2 and "\x1b" not in "".join(found)
    assert found[0].startswith("out: statements.jsonl: 7 bytes; the manifest says ")
    assert found[1] == "out: a [31m b: not in the manifest"


REFUSED = [
    (["export", "-o", "full"], "full: is not empty; name another folder, or replace an earlier export with --force"),
    (["export", "-o", "full", "--force"], "full: holds files that are no part of an export; name another folder"),
    (["export", "-o", "out", "--archive", "none.db"], "none.db: no archive there"),
    (["export", "-o", "musnad.db"], "musnad.db: is a file; name a folder"),
    (["export", "-o", "musnad.db/out"], "musnad.db/out: can't be written: "),
    (["verify", "full"], "full/manifest.json: there is none; no export there"),
    (["verify", "none"], "none/manifest.json: there is none; no export there"),
]


@pytest.mark.parametrize(("arguments", "line"), REFUSED)
def test_what_is_refused_takes_one_line(here, capsys, arguments, line):
    (here / "full").mkdir()
    (here / "full/mine").write_text("mine")
    assert main(arguments) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"musnad: {line}") and err.count("\n") == 1
    assert (here / "full/mine").read_text() == "mine"
    assert {path.name for path in here.iterdir()} <= {"full", *(f"musnad.db{end}" for end in ("", "-wal", "-shm"))}


def test_a_file_that_may_not_grow_takes_one_line_and_leaves_nothing(here):
    with musnad.open("musnad.db") as archive:
        archive.add(musnad.read(TEXT * 200))
    code = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
    code += "from musnad.cli import main; sys.exit(main(['export', '-o', 'out']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr == "musnad: out: can't be written: File too large\n"
    assert [path.name for path in here.iterdir() if "out" in path.name] == []


def test_a_query_that_is_no_text(here, capsys):
    assert main(["export", "\udcff", "-o", "out"]) == 1
    assert capsys.readouterr().err == "musnad: query: not UTF-8\n"


def test_wrong_usage(here, capsys):
    for arguments in (["export"], ["export", "-o", "out", "--format", "tea"], ["verify"]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2


def test_help_imports_nothing_heavy():
    code = "import sys; from musnad.cli import main\n"
    code += "try: main(['export', '--help'])\nexcept SystemExit: pass\n"
    code += "print(*sorted({'sqlalchemy', 'pyarrow', 'followthemoney', 'msgspec'} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.splitlines()[-1] == ""
