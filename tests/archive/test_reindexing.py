"""An index made anew is the one that adding makes, whatever became of the old one; cut short it changes nothing."""

import random
import sqlite3

import pytest

import musnad
from musnad.archive import sqlite_search
from musnad.errors import ArchiveError

PEOPLE = ("قال الوالي سعد المرزوق", "قالت الوزيرة سلمى النجار", "قال رئيس البلدية حازم العلي")
THINGS = ("على الجسر", "على السد", "في السوق الجديد", "من الطريق", "في المستشفى الذي أغلق")


@pytest.fixture
def path(tmp_path):
    """An archive of thirty documents, a statement of which was rejected and one corrected."""
    chance = random.Random(7)
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for n in range(30):
            text = f"{chance.choice(PEOPLE)} إن العمل {chance.choice(THINGS)} رقم {n} ينتهي بعد أيام."
            archive.add(musnad.read(text, outlet="النهر", url=f"https://nahr.example/{n}"))
        first, second = [result.id for result in archive.search("", limit=2)]
        archive.correct(first, "reject", by="تحرير", why="ليس قولا")
        archive.correct(second, "act", "deny", by="تحرير", why="نفى")
    return tmp_path / "a.db"


def answers(archive):
    """What searching says, in whole."""
    queries = ("", "جسر", '"السوق الجديد"', "في", "من", "من:الوالي جسر", "state:rejected", "act:deny")
    return {
        query: ([r.id for r in archive.search(query)], archive.search(query).count(), archive.search(query).facets())
        for query in queries
    }


def spoil(path, script):
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.executescript(script)


DAMAGE = {
    "nothing": "",
    "empty": "INSERT INTO statement_words(statement_words) VALUES ('delete-all'); DELETE FROM statement_places;",
    "totals": "DELETE FROM statement_totals;",
    "names": "UPDATE statement_names SET key = key || 'x';",
    "unreadable": "UPDATE statement_words_data SET block = x'00';",
    "without its parts": "DROP TABLE statement_words_data; DROP TABLE statement_words_config;",
    "gone": "DROP TABLE statement_words; DROP TABLE statement_places; DROP TABLE statement_spellings;",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_an_index_is_made_anew_whatever_became_of_it(name, path):
    with musnad.open(path, readonly=True) as archive:
        expected, count = answers(archive), archive.counts()["statements"]
    assert expected["جسر"][1] and expected["في"][1] and expected["state:rejected"][1] == 1
    spoil(path, DAMAGE[name])
    with musnad.open(path, readonly=True) as archive:
        found = [str(problem) for problem in archive.check()]
        assert bool(found) == bool(DAMAGE[name]), found
        assert all("`musnad reindex`" in line and "\n" not in line for line in found), found
    steps = []
    with musnad.open(path) as archive:
        assert archive.reindex(progress=lambda *step: steps.append(step)) == count
        assert steps[-1] == (count, count)
        assert answers(archive) == expected
        assert not list(archive.check())
        assert archive.add(musnad.read("قال المتحدث إن الجسر رقم 900 سيفتح بعد أيام.")).kind == "new"
        assert archive.search("جسر").count() == expected["جسر"][1] + 1 and not list(archive.check())


def test_whoever_searches_a_damaged_index_is_told(path):
    spoil(path, DAMAGE["without its parts"])
    with musnad.open(path, readonly=True) as archive, pytest.raises(ArchiveError, match="`musnad reindex`"):
        list(archive.search("جسر"))


def test_the_old_one_stays_where_it_is_cut_short(path, monkeypatch):
    with musnad.open(path) as archive:
        expected = answers(archive)
        monkeypatch.setattr("musnad.archive.sqlite_reindexing.AT_ONCE", 10)

        def stop(done, whole):
            assert (done, whole) == (10, archive.counts()["statements"])
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            archive.reindex(progress=stop)
        assert answers(archive) == expected and not list(archive.check())


def test_readers_see_the_old_one_until_its_end(path):
    with musnad.open(path) as archive, musnad.open(path, readonly=True) as reader:
        expected, seen = answers(reader), []
        archive.reindex(progress=lambda *_: seen.append(answers(reader)))
        assert seen == [expected] and answers(reader) == expected


def test_an_archive_without_statements(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        assert archive.reindex() == 0 and not list(archive.check())
        with archive.reading() as connection:
            assert list(sqlite_search.check_index(connection)) == []


def test_an_archive_that_may_not_be_written(path):
    with musnad.open(path, readonly=True) as archive, pytest.raises(ArchiveError, match="can't be written to"):
        archive.reindex()
