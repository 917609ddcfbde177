"""musnad entities and musnad outlet: what is printed, and what is refused."""

import json

import pytest

import musnad
from musnad.cli import main

NAME, OTHER = "هيثم سامي الزعفراني", "قيس فادي المرواني"
TEXTS = (f"قال {NAME} إن الميناء سيفتح غدا.", f"أكد {NAME} أن الجسر جاهز.", f"قال {OTHER} إن الطريق مغلق.")


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "news.db"
    with musnad.open(path, create=True) as archive:
        for n, text in enumerate(TEXTS):
            archive.add(musnad.read(text, id=f"d{n}", outlet="النهر"))
    return str(path)


def run(capsys, *arguments):
    status = main([*arguments])
    out, err = capsys.readouterr()
    return status, out, err


def test_a_query_needs_no_list(archive, capsys):
    status, out, _ = run(capsys, "entities", "Zafarani", "--archive", archive)
    assert status == 0
    assert out.startswith("1. person, 2 statements\n  id name/")
    assert f"\n    {NAME}\n" in out and out.endswith("showing 1 of 1, those with most statements first\n")
    assert out == run(capsys, "entities", "list", "Zafarani", "--archive", archive)[1]
    for line in out.splitlines():  # no line mixes the two directions
        assert not (any(c.isascii() and c.isalpha() for c in line) and any("ء" <= c <= "ي" for c in line))


def test_all_formats_and_limits(archive, capsys):
    _, out, _ = run(capsys, "entities", "--archive", archive, "--format", "jsonl")
    assert [json.loads(line)["name"] for line in out.splitlines()] == [NAME, OTHER]
    _, out, _ = run(capsys, "entities", "--archive", archive, "--format", "ids", "--limit", "1")
    assert out.startswith("name/") and len(out.splitlines()) == 1
    assert run(capsys, "entities", "Zafarani", "--exact-script", "--archive", archive)[1] == "nothing found\n"


def test_merge_show_history_undo(archive, capsys):
    status, out, _ = run(capsys, "entities", "merge", OTHER, NAME, "--why", "سجل", "--by", "هالة", "--archive", archive)
    assert status == 0 and out.startswith("1. merge, ")
    _, out, _ = run(capsys, "entities", "show", OTHER, "--archive", archive)
    assert out.startswith("person, 3 statements") and "  one with\n      name/" in out and "1. merge" in out
    _, out, _ = run(capsys, "entities", "show", OTHER, "--archive", archive, "--format", "json")
    assert len(json.loads(out)["members"]) == 2
    assert run(capsys, "entities", "undo", "1", "--why", "خطأ", "--archive", archive)[0] == 0
    _, out, _ = run(capsys, "entities", "history", "--archive", archive)
    assert "1. merge" in out and "undone by 2" in out


def test_split_and_rename(archive, capsys):
    assert run(capsys, "entities", "split", NAME, "--document", "d1", "--why", "آخر", "--archive", archive)[0] == 0
    assert run(capsys, "entities", "rename", OTHER, "قيس", "--why", "اسمه", "--archive", archive)[0] == 0
    _, out, _ = run(capsys, "entities", "--archive", archive, "--format", "jsonl")
    assert sorted(json.loads(line)["name"] for line in out.splitlines()) == sorted([NAME, NAME, "قيس"])


@pytest.mark.parametrize("arguments", [
    ("show", "نذير"), ("merge", NAME, NAME, "--why", "x"), ("undo", "7", "--why", "x"),
    ("rename", NAME, " ", "--why", "x"),
    ("split", NAME, "--why", "x"), ("import", "no.jsonl"),
])  # fmt: skip
def test_refused_in_one_line(archive, capsys, arguments):
    status, out, err = run(capsys, "entities", *arguments, "--archive", archive)
    assert (status, out) == (1, "")
    assert err.startswith("musnad: ") and err.count("\n") == 1


def test_a_reason_is_asked_for(archive, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["entities", "merge", OTHER, NAME, "--archive", archive])
    assert caught.value.code == 2


def test_import(archive, capsys, tmp_path):
    file = tmp_path / "e.jsonl"
    row = {"id": "Q1", "schema": "Person", "properties": {"name": ["Haytham", NAME]}}
    file.write_text(json.dumps(row) + "\n" + json.dumps({"id": "V", "schema": "Vessel", "properties": {}}))
    status, out, _ = run(capsys, "entities", "import", str(file), "--archive", archive)
    assert status == 0
    assert out.endswith("1 new, 0 changed, 0 as they were, 1 lines of other kinds left out\n"
                        "1 of those that the documents name are imported ones\n")  # fmt: skip


def test_outlet(archive, capsys):
    status, out, _ = run(capsys, "outlet", "النهر", "--archive", archive)
    assert status == 0
    assert out.startswith("النهر\n3 documents, 3 statements\n")
    assert "  named: 3 of 3\n" in out and "no share below 20" in out
    _, out, _ = run(capsys, "outlet", "النهر", "--archive", archive, "--format", "json")
    assert json.loads(out)["documents"] == 3
    assert run(capsys, "outlet", "الوادي", "--archive", archive)[0] == 1
