"""add, versions, check, reindex, backup from the outside."""

import io
import json
import sqlite3
import sys

import pytest

from musnad.cli import main

FIRST = "قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام قليلة أمام المارة."
URL = "https://nahr.example/a"


def lines(*texts):
    """Texts of one address as JSON lines."""
    return "".join(json.dumps({"text": text, "url": URL, "outlet": "النهر"}) + "\n" for text in texts)


@pytest.fixture
def news(tmp_path, monkeypatch):
    """A folder with two versions of an address, and a file that can't be read, as the working directory."""
    (tmp_path / "a.jsonl").write_text(lines(FIRST, FIRST.replace("أيام قليلة", "أسبوعين")), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("{oops\n" + lines(FIRST), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_add_says_what_it_did(news, capsys):
    assert main(["add", "a.jsonl"]) == 0
    out, err = capsys.readouterr()
    assert out == "" and (news / "musnad.db").exists()
    assert err == "musnad.db: 2 documents: 1 new, 1 new version, 0 known; 2 statements added\n"
    assert main(["add", "a.jsonl", "--jobs", "2"]) == 0
    assert capsys.readouterr().err == "musnad.db: 2 documents: 0 new, 0 new versions, 2 known; 0 statements added\n"


def test_add_goes_on_after_a_failure(news, capsys):
    assert main(["add", "b.jsonl", "none.txt", "--archive", "b.db"]) == 1
    *failures, summary = capsys.readouterr().err.splitlines()
    assert failures[0].startswith("musnad: b.jsonl:1: not JSON") and failures[1].startswith("musnad: none.txt: ")
    assert summary == (
        "b.db: 1 document: 1 new, 0 new versions, 0 known; 1 statement added; 2 failed: not-json 1, file 1"
    )  # fmt: skip


def test_add_takes_standard_input(news, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines(FIRST).encode())))
    assert main(["add", "-", "--stdin", "jsonl"]) == 0
    assert ": 1 document: 1 new" in capsys.readouterr().err


def test_add_refuses_what_is_no_archive(news, capsys):
    (news / "c.db").write_text("text " * 1000)
    assert main(["add", "a.jsonl", "--archive", "c.db"]) == 1
    assert capsys.readouterr().err == "musnad: c.db: no archive: it is no SQLite file\n"


@pytest.mark.parametrize("arguments", [["add"], ["add", "a.txt", "--jobs", "0"], ["versions"], ["backup"]])
def test_wrong_usage(arguments, news, capsys):
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2 and capsys.readouterr().err.count("\n") == 1


def test_versions_as_a_table_and_as_lines(news, capsys):
    main(["add", "a.jsonl"])
    capsys.readouterr()
    assert main(["versions", URL]) == 0
    table = capsys.readouterr().out
    assert table.count("version ") == 2
    assert "  changed: content\n    الوالي سعد المرزوق\n    الجسر سيفتح بعد\n  - أيام قليلة\n  + أسبوعين\n" in table
    assert main(["versions", URL, "--format", "jsonl"]) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["changes"] == [] and second["changes"][0]["fields"] == ["content"]
    assert {"kind": "came", "words": "أسبوعين"} in second["changes"][0]["words"]
    assert main(["versions", "https://nahr.example/none"]) == 1
    assert capsys.readouterr().err.startswith("musnad: musnad.db: no document of https://nahr.example/none")


def test_versions_obey_no_terminal_codes(news, capsys):
    (news / "c.jsonl").write_text(json.dumps({"text": FIRST, "url": URL, "title": "\x1b[2J"}), encoding="utf-8")
    main(["add", "c.jsonl"])
    assert main(["versions", URL]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_check_and_backup(news, capsys):
    main(["add", "a.jsonl"])
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "musnad.db: 0 pages, 2 documents, 2 statements: whole\n"
    assert main(["backup", "copy.db"]) == 0
    assert main(["backup", "copy.db"]) == 1
    assert "--force" in capsys.readouterr().err
    assert main(["backup", "copy.db", "--force"]) == 0
    assert main(["check", "--archive", "copy.db"]) == 0
    with sqlite3.connect("musnad.db") as connection:
        connection.execute("UPDATE statements SET content_spans = '[[0, 1]]' WHERE row = 1")
    capsys.readouterr()
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert out.endswith(": 2 problems\n") and err.count("\n") == 2
    assert "differs from document" in err and "restore a backup" in err


def test_reindex(news, capsys):
    main(["add", "a.jsonl"])
    with sqlite3.connect("musnad.db") as connection:
        connection.execute("INSERT INTO statement_words(statement_words) VALUES ('delete-all')")
    capsys.readouterr()
    assert main(["check"]) == 1
    assert "; `musnad reindex` makes the index anew from the statements" in capsys.readouterr().err
    assert main(["reindex"]) == 0
    assert capsys.readouterr() == ("musnad.db: index made anew, 2 statements\n", "")
    assert main(["check"]) == 0


@pytest.mark.parametrize("arguments", [["check"], ["versions", URL], ["backup", "copy.db"], ["reindex"]])
def test_without_an_archive_it_says_how_to_make_one(arguments, news, capsys):
    assert main(arguments) == 1
    assert "`musnad add PATH --archive musnad.db` makes one" in capsys.readouterr().err
