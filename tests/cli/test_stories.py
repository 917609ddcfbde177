"""`musnad stories`, `compare`, `copies`: what they print, write and refuse."""

import json
from pathlib import Path

import pytest

import musnad
from musnad.cli import main
from musnad.pages.texts import TextInput

ROOT = Path(__file__).parents[2]
DAYS = {"1": "2021-03-14", "2": "2021-03-19", "3": "2021-03-25"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """An archive of the three invented happenings, and a page that prints one of them again."""
    path = tmp_path_factory.mktemp("stories") / "a.db"
    with musnad.open(path, create=True) as archive:
        for file in sorted(ROOT.glob("examples/*.txt")):
            number, _, outlet = file.stem.split("-")
            text = file.read_text(encoding="utf-8")
            title, day = text.partition("\n")[0], {"at": DAYS[number]}
            item = TextInput(text=text, name=file.name, id=file.stem, title=title, outlet=outlet, published=day)
            list(archive.add_all([item]))
        text = (ROOT / "examples/2-port-sahil.txt").read_text(encoding="utf-8")
        again = TextInput(text=f"{text}\n", name="x", id="again", outlet="waha", published={"at": "2021-03-20"})
        list(archive.add_all([again]))
    return path


@pytest.fixture
def archive(made, tmp_path):
    """A copy of it that may be changed."""
    copy = tmp_path / "a.db"
    copy.write_bytes(made.read_bytes())
    return str(copy)


def run(capsys, *arguments, status=0):
    """Run a command; return what it printed."""
    assert main([*map(str, arguments)]) == status
    done = capsys.readouterr()
    assert (done.err == "") is (status == 0), done.err
    return done.out if status == 0 else done.err


def ids(archive):
    """The ids of all stories, those with most documents first."""
    with musnad.open(archive, readonly=True) as opened:
        return [story.id for story in opened.stories]


def test_the_table_lists_stories(made, capsys):
    out = run(capsys, "stories", "--archive", made, "--limit", "1")
    assert out.startswith(f"1. {ids(made)[0]}, 5 documents, 5 outlets\n")
    assert "seen 2021-03-19T12:00Z to 2021-03-20" in out
    assert "هدى السروجي" in out and out.endswith("1 story, those with most documents first\n")
    assert run(capsys, "stories", "who:السروجي", "--day", "2021-03-19", "--archive", made).count("story-") == 1
    assert run(capsys, "stories", "--day", "2021-04", "--archive", made) == "nothing found\n"


def test_json_has_a_line_a_document_as_the_scorer_reads_it(made, capsys):
    out = run(capsys, "stories", "--archive", made, "--format", "jsonl")
    rows = {row["id"]: row for row in map(json.loads, out.splitlines())}
    assert len(rows) == 13 and {*rows["again"]} == {"id", "story", "copies"}
    assert rows["again"]["copies"] == ["2-port-sahil"] and rows["2-port-sahil"]["copies"] == ["again"]
    assert rows["again"]["story"] == rows["2-port-hibr"]["story"]


def test_a_query_that_cannot_be_read_is_pointed_at(made, capsys):
    assert "it is one of" in run(capsys, "stories", "act:nothing", "--archive", made, status=1).lower()
    assert "no date" in run(capsys, "stories", "--day", "غدا", "--archive", made, status=1)


def test_what_was_added_without_is_found(tmp_path, capsys):
    archive = tmp_path / "a.db"
    assert main(["add", str(ROOT / "examples"), "--no-stories", "--archive", str(archive)]) == 0
    capsys.readouterr()
    assert run(capsys, "stories", "--archive", archive) == "nothing found\n"
    assert "of 15 documents" in run(capsys, "stories", "--find", "--archive", archive)
    assert "of 0 documents" in run(capsys, "stories", "--find", "--archive", archive)
    assert "--no-stories" not in run(capsys, "stories", "--archive", archive)
    with pytest.raises(SystemExit):
        main(["stories", "سد", "--find", "--archive", str(archive)])


def test_decisions_are_made_listed_and_undone(archive, capsys):
    first, second, *_ = ids(archive)
    said = ["--by", "س", "--why", "خبر واحد", "--archive", archive]
    assert f"into {first}" in run(capsys, "stories", "merge", second, first, *said)
    assert "decided by hand" in run(capsys, "stories", "--archive", archive, "--limit", "1")
    assert "decision 1" in run(capsys, "stories", "undo", "1", *said)
    out = run(capsys, "stories", "split", first, "--document", "again", *said)
    assert "document again" in out and "3. split" in out
    out = run(capsys, "stories", "history", first, "--archive", archive)
    assert out.count("خبر واحد") == 3 and "undone by 2" in out
    assert "no decision 9" in run(capsys, "stories", "undo", "9", *said, status=1)
    assert main(["check", "--archive", archive]) == 0


def test_comparing_in_every_form(made, tmp_path, capsys):
    story = ids(made)[0]
    out = run(capsys, "compare", story, "--archive", made)
    for words in ("first, 2021-03-19", "left out by", "fullest: distancing", "وزعمت", "musnad show s"):
        assert words in out
    data = json.loads(run(capsys, "compare", story, "--archive", made, "--format", "json"))
    assert {"stories", "title", "documents", "utterances", "left_out"} == {*data} and data["stories"] == [story]
    assert "~~" in run(capsys, "compare", story, "--archive", made, "--format", "markdown")
    assert run(capsys, "compare", story, "--archive", made, "--format", "html", "-o", tmp_path / "c.html") == ""
    assert (tmp_path / "c.html").read_text(encoding="utf-8").endswith("</html>\n")
    two = json.loads(run(capsys, "compare", "2-port-sahil", "again", "--archive", made, "--format", "json"))
    kinds = {report["kind"] for utterance in two["utterances"] for report in utterance["reports"]}
    assert two["stories"] == [] and kinds == {"fullest", "verbatim"}
    assert "one document alone" in run(capsys, "compare", "again", "--archive", made, status=1)
    said = run(capsys, "compare", story, "-o", tmp_path / "no" / "c", "--archive", made, status=1)
    assert "can't be written" in said


def test_copies_show_both_sides(made, capsys):
    out = run(capsys, "copies", "again", "--archive", made)
    assert "1 whole copy" in out and "earliest known: 2-port-sahil" in out and "[0, " in out
    data = json.loads(run(capsys, "copies", "again", "--archive", made, "--format", "json"))
    assert data["found"][0]["id"] == "2-port-sahil" and data["found"][0]["whole"]
    assert "shares words with it" in run(capsys, "copies", "1-dam-hibr", "--archive", made)
    assert "no statement or document" in run(capsys, "copies", "none", "--archive", made, status=1)
