"""Copies and stories in an archive: found as documents come in, the same whatever the way, decided about by hand."""

import sqlite3
import sys
from pathlib import Path

import pytest

import musnad
from musnad.archive import story_placing
from musnad.archive.rereading import RereadOptions
from musnad.errors import ArchiveError, InputError, QueryError
from musnad.pages.texts import TextInput

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "stories"))

from wire_texts import CUT, FLOWERS, LEAD, OTHER, RETOLD, WIRE  # noqa: E402

OUTLETS = ("النهر", "الوادي", "الساحل", "المرفأ", "الجبل", "السهل")
TABLES = ("story_members", "fingerprints", "copies", "copy_keys", "story_keys", "stories")
STORY_DAYS = {"1": "2021-03-14", "2": "2021-03-19", "3": "2021-03-25"}


def inputs(*texts, day="2021-05-04", name="t"):
    """Texts as items, each of another outlet and a minute later than the one before."""
    for n, text in enumerate(texts):
        published = None if day is None else {"at": f"{day}T10:{n % 60:02}:00"}
        yield TextInput(text=text, name=f"{name}{n}", id=f"{name}{n}", outlet=OUTLETS[n % 6], published=published)


def examples():
    """The three invented happenings, each on a day of its own."""
    for path in sorted(ROOT.glob("examples/*.txt")):
        number, _, outlet = path.stem.split("-")
        text = path.read_text(encoding="utf-8")
        title, day = text.partition("\n")[0], {"at": STORY_DAYS[number]}
        yield TextInput(text=text, name=path.name, id=path.stem, title=title, outlet=outlet, published=day)


@pytest.fixture
def archive(tmp_path):
    """An archive with nothing in it."""
    with musnad.open(tmp_path / "a.db", create=True) as made:
        yield made


def groups(archive):
    """The documents of each story, by their ids."""
    return sorted(sorted(document.id for document in story.documents) for story in archive.stories)


def rows(path, tables=TABLES):
    """All that is kept of copies and stories."""
    with sqlite3.connect(path) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}


# -- finding -----------------------------------------------------------------------------------


def test_the_invented_happenings_are_stories(archive):
    list(archive.add_all(examples()))
    found = {tuple(sorted({id[0] for id in group})): group for group in groups(archive) if len(group) > 1}
    assert [*found] == [("1",), ("2",), ("3",)]
    assert sum(map(len, found.values())) >= 10  # two short reports stay alone: docs/stories.md
    assert not list(archive.check())


def test_a_story_has_its_title_times_outlets_and_speakers(archive):
    list(archive.add_all(inputs(WIRE, OTHER, CUT, RETOLD)))
    first, second = archive.stories()
    assert [document.id for document in first.documents] == ["t0", "t2", "t3"]
    assert (first.first, first.last) == ("2021-05-04T10:00Z", "2021-05-04T10:03Z")
    assert first.outlets == (("الساحل", 1), ("المرفأ", 1), ("النهر", 1))
    assert any("هدى السروجي" in name for name, _ in first.speakers)
    assert [document.copies for document in first.documents] == [("t2",), ("t0",), ()]
    assert second.documents[0].id == "t1" and second.id != first.id
    assert archive.stories.get(first.id) == archive.stories.get(first.id[:12]) == first


def test_any_number_of_processes_finds_the_same(tmp_path):
    texts = [*examples(), *inputs(WIRE, OTHER, CUT, RETOLD, FLOWERS)]
    for name, jobs in (("one.db", 1), ("two.db", 2)):
        with musnad.open(tmp_path / name, create=True) as archive:
            list(archive.add_all(texts, jobs=jobs))
    with musnad.open(tmp_path / "each.db", create=True) as archive:
        for item in texts:  # a transaction each
            list(archive.add_all([item]))
    assert rows(tmp_path / "one.db") == rows(tmp_path / "two.db") == rows(tmp_path / "each.db")
    assert rows(tmp_path / "one.db")["copies"]


def test_what_was_added_without_is_found_later(tmp_path):
    seen = []
    with musnad.open(tmp_path / "with.db", create=True) as archive:
        list(archive.add_all(examples()))
        assert archive.stories.find() == 0
    with musnad.open(tmp_path / "later.db", create=True) as archive:
        list(archive.add_all(examples(), stories=False))
        assert archive.counts()["stories"] == 0 and not list(archive.check())
        assert archive.stories.find(progress=lambda *of: seen.append(of)) == 12
        assert seen == [(12, 12)] and archive.stories.find() == 0 and not list(archive.check())
    assert rows(tmp_path / "with.db") == rows(tmp_path / "later.db")  # the examples come in the order of their days


def test_five_thousand_identical_documents(archive):
    def many():
        for n in range(5_000):
            yield musnad.Document(id=f"d{n}", text=CUT, outlet=f"o{n}", published={"at": "2021-05-04"})

    list(archive.add_all(many()))
    counts = archive.counts()
    assert counts["stories"] == 1 and counts["copies"] <= 8 * 5_000
    assert counts["copy_keys"] < 100 and counts["story_keys"] < 100
    (story,) = archive.stories()
    assert len(story.documents) == 5_000
    assert len(archive.copies("d0").found) == 4_999


def test_texts_of_one_word_without_a_date_and_of_the_future(archive):
    items = [
        TextInput(text="خبر", name="w", id="w"), TextInput(text="...", name="p", id="p"),
        *inputs(WIRE, day=None, name="none"), *inputs(CUT, day="2999-01-01", name="far"),
    ]  # fmt: skip
    list(archive.add_all(items))
    assert groups(archive) == [["far0", "none0"], ["p"], ["w"]]  # both count as of the time of adding
    assert not list(archive.check())


def test_what_cannot_be_kept_leaves_no_trace(archive):
    good = next(iter(inputs(WIRE)))
    bad = musnad.Document(id="\udc00", text=CUT)
    errors: list[InputError] = []
    list(archive.add_all([bad, good], on_error=errors.append))
    assert len(errors) == 1 and groups(archive) == [["t0"]]
    assert not list(archive.check())


# -- versions and rereading --------------------------------------------------------------------


def test_a_new_version_joins_the_story_of_the_first(archive):
    for text in (WIRE, WIRE + "\n\n" + FLOWERS):
        address, day = "https://nahr.example/a", {"at": "2021-05-04"}
        list(archive.add_all([TextInput(text=text, name="x", url=address, published=day)]))
    (story,) = archive.stories()
    assert len(story.documents) == 2


def test_rereading_keeps_the_story_and_follows_the_text(archive):
    list(archive.add_all(inputs(WIRE, CUT, OTHER, FLOWERS)))
    before = {story.id: len(story.documents) for story in archive.stories}

    def read(document, page):
        text = f"{OTHER}\n" if document.id == "t1" else document.text
        return musnad.read(text, id="new" if document.id == "t1" else document.id, outlet=document.outlet,
                           published={"at": "2021-05-04T10:01:00"})  # fmt: skip

    archive.reread(RereadOptions(everything=True, read=read, version="9/x"))
    assert {story.id: len(story.documents) for story in archive.stories} == before
    story = next(story for story in archive.stories if "t0" in {d.id for d in story.documents})
    assert [document.id for document in story.documents] == ["t0", "new"]
    assert {document.copies for document in story.documents} == {(), ("t2", "t3")} or archive.copies("new").found
    assert "t0" not in {one.id for one in archive.copies("new").found}
    assert not [problem for problem in archive.check() if "reader" not in str(problem)]


# -- proof -------------------------------------------------------------------------------------

DAMAGE = [
    ("UPDATE fingerprints SET packed = (SELECT packed FROM fingerprints WHERE number = 3)", "fingerprint is another"),
    ("UPDATE story_members SET at = at + 1 WHERE number = 1", "another time"),
    ("UPDATE story_members SET fold = NULL", "other copies"),
    ("UPDATE copies SET runs = 1", "more or less"),
    ("DELETE FROM copy_keys", "isn't found by its keys"),
    ("DELETE FROM story_keys WHERE key = (SELECT min(key) FROM story_keys)", "isn't found by its keys"),
    ("INSERT INTO copy_keys VALUES (7, x'01000000')", "keys that their documents haven't"),
    ("INSERT INTO story_keys VALUES (7, x'63000000')", "keys that their documents haven't"),
    ("DELETE FROM fingerprints WHERE number = 1", "fingerprint is another"),
]  # fmt: skip
LOST = [
    ("UPDATE story_members SET story = 2 WHERE number = 1", "nobody decided so"),
    ("UPDATE story_members SET story = 77, own = 77 WHERE number = 1", "no such story"),
    ("INSERT INTO story_aliases VALUES ('story-x', 'story-y', 'machine', '')", "leads to no story"),
    ("UPDATE stories SET size = 9", "its row says 9"),
]


@pytest.mark.parametrize(("sql", "said"), DAMAGE + LOST)
def test_what_is_wrong_is_named_and_made_anew(sql, said, archive):
    list(archive.add_all(inputs(WIRE, CUT, OTHER)))
    assert not list(archive.check())
    with archive.writing() as connection:
        connection.exec_driver_sql(sql)
    problems = [str(problem) for problem in archive.check()]
    assert any(said in problem for problem in problems), problems
    before = groups(archive) if (sql, said) in DAMAGE else None
    archive.reindex()
    if before is not None:
        assert not list(archive.check()) and groups(archive) == before


def test_reindexing_makes_the_same_tables(archive):
    list(archive.add_all([*examples(), *inputs(WIRE, CUT, WIRE, OTHER, RETOLD)]))
    before, seen = rows(archive.path), []
    archive.reindex(on_documents=lambda *of: seen.append(of))
    after = rows(archive.path)
    for table in ("story_members", "fingerprints", "copies", "copy_keys", "story_keys"):
        assert before[table] == after[table]
    assert seen[-1][0] == seen[-1][1] and len(before["stories"]) == len(after["stories"])


# -- decisions ---------------------------------------------------------------------------------


def test_stories_are_merged_by_hand_and_the_merging_is_undone(archive):
    list(archive.add_all(inputs(WIRE, OTHER, CUT)))
    one, other = archive.stories()
    made = archive.stories.merge(other.id, one.id, by="س", why="خبر واحد")
    (story,) = archive.stories()
    assert story.id == one.id and story.held and story.before == (other.id,)
    assert archive.stories.get(other.id) == story
    list(archive.add_all(inputs(WIRE + " " + FLOWERS, name="late")))
    assert len(archive.stories.get(one.id).documents) == 4
    archive.stories.undo(made.id, by="س", why="خبران")
    assert {s.id: len(s.documents) for s in archive.stories} == {one.id: 3, other.id: 1}
    assert not any(story.held for story in archive.stories)
    assert [d.live for d in archive.stories.history(one.id)] == [False, True]
    archive.stories.undo(2, by="س", why="بل واحد")
    assert [len(story.documents) for story in archive.stories] == [4]
    assert not list(archive.check())


def test_a_story_is_split_and_later_documents_follow_the_part_that_they_are_like(archive):
    list(archive.add_all(inputs(WIRE, CUT, RETOLD)))
    (story,) = archive.stories()
    made = archive.stories.split(story.id, ["t0"], by="س", why="غيره")
    parts = {s.id: [d.id for d in s.documents] for s in archive.stories}
    assert parts == {story.id: ["t1", "t2"], made.value["to"]: ["t0"]}
    list(archive.add_all(inputs(WIRE.replace("سبع", "تسع"), name="late")))
    assert len(archive.stories.get(made.value["to"]).documents) == 2
    archive.stories.undo(made.id, by="س", why="هو هو")
    assert [(s.id, len(s.documents)) for s in archive.stories] == [(story.id, 4)]
    assert archive.stories.get(made.value["to"]).id == story.id
    assert not list(archive.check())


def test_a_decision_outlives_a_rereading(archive):
    list(archive.add_all(inputs(WIRE, CUT, RETOLD)))
    (story,) = archive.stories()
    made = archive.stories.split(story.id, ["t1"], by="س", why="غيره")

    def read(document, page):
        return musnad.read(document.text, id=f"{document.id}x", outlet=document.outlet, published=document.published)

    archive.reread(RereadOptions(everything=True, read=read, version="9/x"))
    assert [d.id for d in archive.stories.get(made.value["to"]).documents] == ["t1x"]
    archive.stories.undo(made.id, by="س", why="هو هو")
    archive.stories.undo(2, by="س", why="بل غيره")
    assert [d.id for d in archive.stories.get(made.value["to"]).documents] == ["t1x"]
    assert not [problem for problem in archive.check() if "reader" not in str(problem)]


@pytest.mark.parametrize(("call", "said"), [
    (lambda s, a, b: s.merge(a, a, by="س", why="x"), "are one already"),
    (lambda s, a, b: s.merge("story-none", a, by="س", why="x"), "no story has the id"),
    (lambda s, a, b: s.merge(a, b, by="س", why=" "), "needs its reason"),
    (lambda s, a, b: s.split(a, ["t1"], by="س", why="x"), "isn't in"),
    (lambda s, a, b: s.split(a, ["t0", "t2"], by="س", why="x"), "leave one at least"),
    (lambda s, a, b: s.split(a, [], by="س", why="x"), "say which documents"),
    (lambda s, a, b: s.undo(7, by="س", why="x"), "no decision 7"),
    (lambda s, a, b: s.get("story-"), "several ids"),
    (lambda s, a, b: s.compare(b), "one document alone"),
])  # fmt: skip
def test_what_cannot_be_decided_says_why(call, said, archive):
    list(archive.add_all(inputs(WIRE, OTHER, CUT)))
    one, other = archive.stories()
    with pytest.raises(ArchiveError, match=said):
        call(archive.stories, one.id, other.id)
    assert archive.stories.history() == []


# -- asking ------------------------------------------------------------------------------------


def test_stories_are_found_by_query_and_day(archive):
    list(archive.add_all([*inputs(WIRE, CUT), *inputs(OTHER, day="2021-06-01", name="u")]))
    assert [len(s.documents) for s in archive.stories("who:السروجي")] == [2]
    assert [len(s.documents) for s in archive.stories(day="2021-06")] == [1]
    assert archive.stories("who:السروجي", day="2021-06-01") == []
    assert len(archive.stories(limit=1)) == 1
    with pytest.raises(QueryError, match="no date"):
        archive.stories(day="غدا")
    with pytest.raises(QueryError):
        archive.stories("act:nothing")


def test_rejected_statements_are_not_compared(archive):
    list(archive.add_all(inputs(WIRE, WIRE + " " + LEAD)))
    (story,) = archive.stories()
    groups_before = story.statements()
    assert groups_before and groups_before[0].reports[0].document == "t0"
    archive.correct(groups_before[0].reports[0].statement, "reject", by="س", why="ليس قولا")
    assert len(story.statements()) == len(groups_before) - 1


def test_copies_show_passages_on_both_sides(archive):
    list(archive.add_all(inputs(WIRE, CUT, OTHER)))
    found = archive.copies("t1")
    (copy,) = found.found
    assert (copy.id, copy.whole, found.trace.earliest) == ("t0", True, "t0")
    for passage in copy.passages:
        assert CUT[passage.first.start : passage.first.end] == passage.first.text
        assert WIRE[passage.second.start : passage.second.end] == passage.second.text
    assert archive.copies("t2").found == ()


def test_copies_of_copies_are_told_too(archive):
    list(archive.add_all(inputs(*[WIRE + "\n" * n for n in range(14)])))
    assert {len(archive.copies(f"t{n}").found) for n in range(14)} == {13}
    with archive.reading() as connection:
        pairs = connection.exec_driver_sql("SELECT count(*) FROM copies").scalar()
    assert pairs < 14 * 13 / 2


def test_copies_that_nobody_looked_for_are_not_none(archive):
    list(archive.add_all(inputs(WIRE), stories=False))
    with pytest.raises(ArchiveError, match="--find"):
        archive.copies("t0")


def test_ids_are_made_of_the_first_document(archive):
    list(archive.add_all(inputs(WIRE)))
    assert archive.stories()[0].id == story_placing.id_of("t0")


# -- searching ---------------------------------------------------------------------------------


def found(archive, query, **more):
    """The documents of what is found, and for how many each result stands."""
    return [(result.document, result.copies) for result in archive.search(query, "oldest", **more)]


@pytest.fixture
def copied(archive):
    """A wire text in three outlets, cut in one of them, and another text."""
    list(archive.add_all(inputs(CUT, WIRE, WIRE + "\n", OTHER)))
    return archive


def test_of_copies_one_is_shown_with_how_many_it_stands_for(copied):
    plain = found(copied, "")
    assert {copies for _, copies in plain} == {1}
    folded = found(copied, "copies:fold")
    assert dict(folded) == {"t1": 3, "t3": 1}  # t1 has more statements than the cut one, and is earlier than t2
    assert len(folded) == copied.search("copies:fold").count() < len(plain)
    assert [*dict(found(copied, "copies:fold outlet:الساحل"))] == ["t2"]  # of copies among the results
    assert found(copied, "copies:fold", limit=1) == folded[:1]
    newest = [r.document for r in copied.search("copies:fold")]
    assert newest == [document for document, _ in reversed(folded)]


def test_facets_and_phrases_follow_the_folding(copied):
    outlets = {facet.value: facet.count for facet in copied.search("copies:fold").facets(["outlet"])["outlet"]}
    assert sum(outlets.values()) == copied.search("copies:fold").count() and {*outlets} == {"الوادي", "المرفأ"}
    phrase = 'copies:fold "الأضرار اقتصرت"'
    assert found(copied, phrase) == [("t0", 3)] and copied.search(phrase).count() == 1
    assert [f.count for f in copied.search(phrase).facets(["act"])["act"]] == [1]
    assert [r.copies for r in copied.search(phrase, "relevance")] == [3]


def test_a_story_is_searched(copied):
    story = next(s for s in copied.stories if len(s.documents) == 3)
    inside = found(copied, f"story:{story.id}")
    assert {document for document, _ in inside} == {"t0", "t1", "t2"}
    assert {document for document, _ in found(copied, f"NOT story:{story.id}")} == {"t3"}
    both = f'story:{story.id} "الأضرار اقتصرت" since:2021-05-04'
    assert copied.search(both).count() == len(found(copied, both)) == 3
    assert copied.search(f"(story:{story.id} OR until:1999) copies:fold").count() < len(inside)
    assert {f.value for f in copied.search(f"story:{story.id}").facets(["outlet"])["outlet"]} == set(OUTLETS[:3])
    with pytest.raises(ArchiveError, match="no story has the id"):
        copied.search("story:none").count()


@pytest.mark.parametrize("query", ["NOT copies:fold", "سد OR copies:fold", "سد (copies:fold ماء)", "copies:yes"])
def test_folding_is_about_all_results(query, archive):
    with pytest.raises(QueryError, match="copies"):
        archive.search(query)


def test_a_saved_search_folds_what_is_new(archive):
    archive.saved.add("all", "copies:fold")
    list(archive.add_all(inputs(WIRE, WIRE + "\n")))
    assert {result.copies for result in archive.saved.new("all").results} == {2}
