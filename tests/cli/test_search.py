"""musnad search and musnad saved: what is printed, and where it goes."""

import json

import pytest

import musnad
from musnad.cli import main

TEXTS = (
    ("2031-05-04", "قال الوالي سعد المرزوق إن السد سيفتح قريبا. وأضاف أن الفيروس بعيد عن مياه الشرب.\n"),
    ("2031-06-01", "نفى وزير الري حازم الصالح وجود أزمة في مياه الشرب.\n"),
)


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "news.db"
    with musnad.open(path, create=True) as archive:
        for day, text in TEXTS:
            archive.add(musnad.read(text, outlet="النهر", published={"at": day}))
    return str(path)


def test_table(archive, capsys):
    assert main(["search", "مياه", "الشرب", "--archive", archive]) == 0
    out = capsys.readouterr().out
    assert out.startswith("1. neutral, deny, indirect\n  2031-06-01, id s")
    assert "\n    أن الفيروس بعيد عن مياه الشرب\n" in out or "\n    الفيروس بعيد عن مياه الشرب\n" in out
    assert out.endswith("showing 2 of 2, newest first\n")
    assert "\x1b" not in out
    for line in out.splitlines():  # no line mixes the two directions
        assert not (any(c.isascii() and c.isalpha() for c in line) and any("ء" <= c <= "ي" for c in line))


def test_limit_order_and_count(archive, capsys):
    assert main(["search", "--archive", archive, "--limit", "1", "--order", "oldest"]) == 0
    out = capsys.readouterr().out
    assert "2031-05-04" in out and out.endswith("showing 1 of 3, oldest first\n")
    assert main(["search", "لا_شيء", "--archive", archive]) == 0
    assert capsys.readouterr().out == "nothing found\n"


def test_matches_are_marked_on_a_terminal(archive, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert main(["search", "فيروس", "--archive", archive]) == 0
    assert "\x1b[1;4mالفيروس\x1b[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    assert main(["search", "فيروس", "--archive", archive]) == 0
    assert "\x1b" not in capsys.readouterr().out


def test_jsonl_ids_and_facets(archive, capsys):
    assert main(["search", "من:الوالي", "--archive", archive, "--format", "jsonl", "--facets", "--limit", "all"]) == 0
    *results, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert [result["who"] for result in results] == ["الوالي سعد المرزوق"] * 2
    assert last["facets"]["who"] == [{"value": "سعد المرزوق", "count": 2}]  # the entity, whatever titles it has
    assert main(["search", "من:الوالي", "--archive", archive, "--format", "ids"]) == 0
    assert capsys.readouterr().out.split() == [result["id"] for result in results]
    assert main(["search", "--archive", archive, "--facets"]) == 0
    out = capsys.readouterr().out
    assert "\nspeaker\n         2\n            سعد المرزوق\n" in out and "\n         1  deny\n" in out


def test_a_query_that_can_not_be_read(archive, capsys):
    assert main(["search", "مياه act:denny", "--archive", archive]) == 1
    first, query, caret = capsys.readouterr().err.splitlines()
    assert first.startswith("musnad: query, character 10: act: can't be 'denny'; did you mean deny?")
    assert query == "  مياه act:denny" and caret == " " * 11 + "^"
    assert main(["search", "س" * 100_000, "--archive", archive]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [
    ["--limit", "0"], ["--limit", "-1"], ["--limit", "x"], ["--order", "best"], ["--facets", "--format", "ids"],
])  # fmt: skip
def test_wrong_usage(archive, arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["search", "--archive", archive, *arguments])
    assert caught.value.code == 2 and len(capsys.readouterr().err.splitlines()) == 1


def test_no_archive(tmp_path, capsys):
    assert main(["search", "سد", "--archive", str(tmp_path / "none.db")]) == 1
    assert "no archive there" in capsys.readouterr().err


def test_saved(archive, capsys):
    def run(*arguments):
        status = main(["saved", *arguments, "--archive", archive])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    assert run("add", "water", "مياه الشرب") == (0, "saved water: 2 statements now\n", "")
    assert run("new", "water") == (0, "nothing new\n", "")
    with musnad.open(archive) as opened:
        opened.add(musnad.read("أعلن رئيس البلدية أن مياه الشرب ستصل غدا.\n", outlet="الضفة"))
    status, out, _ = run("new", "water", "--keep")
    assert status == 0 and out.endswith("1 new\n")
    assert run("new", "water", "--format", "ids")[1].count("\n") == 1
    assert run("new", "water") == (0, "nothing new\n", "")
    out = run("list")[1]
    assert out.startswith("water\n  last look 2") and out.endswith("\n    مياه الشرب\n")
    assert run("add", "water", "x")[0] == 1
    assert run("add", "other", "x (")[2].endswith("^\n")
    assert run("remove", "water") == (0, "removed water\n", "")
    assert run("new", "water")[0] == 1
