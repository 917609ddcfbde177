"""People and organisations of a user's own are a part of the lexicon: names, short names, offices with years."""

import subprocess
import sys

import pytest

from musnad.errors import LexiconError
from musnad.lexicon.entities import SOURCES, compile_entities
from musnad.lexicon.loading import ENVIRONMENT, base_of, content_hash, raw_files

PEOPLE = """
name: people
entries:
  - id: vladimir_putin
    gender: m
    forms: [فلاديمير بوتن]
    latin: [Vladimir Putin]
  - id: zahra_masri
    gender: f
    forms: [زهراء المصري, زهرة المصري]
    latin: [Zahra al-Masri]
    country: "JO"
    offices:
      - {title: "وزير الموانئ", country: "JO", from: 2030}
"""
BODIES = """
name: organisations
entries:
  - {id: bridge_watch, type: name, forms: [مرصد الجسور]}
"""
TEXT = "قال وزير الموانئ الأردني إن الجسر سيفتح. وأضافت زهراء المصري أن العمل انتهى. وأكد مرصد الجسور ذلك.\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "bodies.yaml").write_text(BODIES, encoding="utf-8")
    return [str(tmp_path / "people.yaml"), str(tmp_path / "bodies.yaml")]


def run(*arguments):
    command = [sys.executable, "-m", "musnad.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def catalogue():
    return compile_entities({name: data for name, data in raw_files().items() if base_of(name) in SOURCES})


def test_own_entries_come_on_top(files, monkeypatch):
    before = raw_files()
    monkeypatch.setenv(ENVIRONMENT, ":".join(files))
    found, known = catalogue(), set(before)
    assert found.entities["person/zahra_masri"].offices[0].first == "2030"
    assert found.entities["organisation/bridge_watch"].name == "مرصد الجسور"
    assert found.entities["person/vladimir_putin"].names == ("فلاديمير بوتن",)  # the own one has the last word
    assert "person/dmitry_peskov" in found.entities
    assert content_hash(raw_files()) != content_hash(before) and known < set(raw_files())


@pytest.mark.parametrize(("content", "told"), [
    ("name: people", "no list of entries"), ("name: verbs\nentries: []", "it begins with `name: people`"),
    ("name: people\nentries:\n  - {id: a, forms: [x]}", r"own\.yaml: a: gender is missing"),
    ("name: people\nentries:\n  - 3", r"own\.yaml: entry without an id"), (": [", "can't be read"),
])  # fmt: skip
def test_what_is_wrong_in_an_own_file_is_told(content, told, tmp_path, monkeypatch):
    (tmp_path / "own.yaml").write_text(content, encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "own.yaml"))
    with pytest.raises(LexiconError, match=told):
        catalogue()


def test_a_file_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setenv(ENVIRONMENT, "nowhere.yaml")
    with pytest.raises(LexiconError, match=r"nowhere\.yaml: No such file"):
        raw_files()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_added_documents_know_them(jobs, files, tmp_path):
    lines = tmp_path / "a.jsonl"
    row = f'{{"text": "{TEXT.strip()}", "published": {{"at": "2031-05-04"}}}}'
    lines.write_text(row, encoding="utf-8")
    options = [word for file in files for word in ("--entities", file)]
    done = run("add", str(lines), "--archive", str(tmp_path / "a.db"), "--jobs", jobs, *options)
    assert done.returncode == 0, done.stderr
    listed = run("entities", "--archive", str(tmp_path / "a.db")).stdout
    assert "person/zahra_masri" in listed and "organisation/bridge_watch" in listed
