"""Facets of the commonest words are counted when statements are added; they are what counting the results gives."""

import random
from collections import Counter

import pytest

import musnad
from musnad.arabic.search_words import asked, key, words
from musnad.archive import sqlite_plan, sqlite_search, totals
from musnad.archive.entity_decisions import merge
from musnad.archive.places import NEEDED
from musnad.archive.searching import FACETS, Facet
from musnad.archive.worded import read, worded

PEOPLE = ("الوالي سعد المرزوق", "الوزير سالم النجار", "رئيس البلدية حازم العلي", "مصدر مسؤول", "المدير")
THINGS = ("الجسر", "السد", "المشفى", "الطريق")
GLUED = ("", "و", "ف", "")
QUERIES = ("في", "من", "على", "إلى", "التي", "الذي", "أو", "ما", "عام", "العام")
OTHERS = ("=في", "في من", "NOT في", "في OR من", '"في من"', "من:في", "في since:2031-05", "في act:state", "الجسر")


def sentence(chance):
    """A statement with some of the common words, some of them with clitics."""
    drawn = chance.sample(totals.COMMON, chance.randrange(6))
    common = " ".join(chance.choice(GLUED) + word for word in drawn)
    return f"قال {chance.choice(PEOPLE)} إن {chance.choice(THINGS)} {common} يفتح بعد أيام رقم {chance.random()}."


def fill(archive):
    """Add documents; some of their statements are rejected, corrected, accepted, and rejected and taken back."""
    chance = random.Random(11)
    for n in range(60):
        day, outlet = f"2031-0{chance.randrange(1, 9)}-1{n % 10}", chance.choice(("النهر", "الضفة", None))
        text = " ".join(sentence(chance) for _ in range(2))
        archive.add(musnad.read(text, published={"at": day}, outlet=outlet, url=f"https://nahr.example/{n}"))
    ids = [result.id for result in archive.search("في OR من", limit=12)]
    for id in ids[:4]:
        archive.correct(id, "reject", by="تحرير", why="ليس قولا")
    for id in ids[4:6]:
        archive.correct(id, "act", "deny", by="تحرير", why="نفى")
    back = archive.correct(ids[6], "reject", by="تحرير", why="ليس قولا")
    archive.undo(back.id, by="تحرير", why="بل قول")
    archive.correct(ids[7], "speaker", {"speaker": None}, by="تحرير", why="هي")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with musnad.open(tmp_path_factory.mktemp("common") / "a.db", create=True) as archive:
        fill(archive)
        yield archive


def counted(archive, query):
    """Facets of a query, counted result by result: how often each value comes, speakers told apart by who they are."""
    facets = {}
    results = list(archive.search(query))
    with archive.reading() as connection:
        names = dict(connection.exec_driver_sql("SELECT id, name FROM entities").all())
    for name in FACETS:
        counts = Counter()
        for result in results:
            value = (result.day or "")[:7] if name == "month" else getattr(result, name)
            if name == "who" and value:
                counts[result.entity or key(value), names.get(result.entity, value)] += 1
            elif value or name == "kind":
                counts[value, value or "none"] += 1
        facets[name] = counts
    return facets


def is_counted_already(archive, query):
    search = archive.search(query)
    with archive.engine.connect() as connection:
        return sqlite_plan.plan_of(connection, search._asked, parts=True).total is not None


def test_the_list_is_of_words_as_they_are_asked_for():
    assert all(words(word) == [word] and asked(word) == word for word in totals.COMMON)
    assert len(set(totals.COMMON)) == len(totals.COMMON)


def compare(archive, query, top):
    """Hold facets against a plain count."""
    expected, shown = counted(archive, query), archive.search(query).facets(top=top)
    assert query not in QUERIES or expected["who"].total() > 2
    for name, counts in expected.items():
        assert [facet.count for facet in shown[name]] == sorted(counts.values(), reverse=True)[:top], name
        assert not Counter(shown[name]) - Counter(Facet(value, times) for (_, value), times in counts.items()), name


@pytest.mark.parametrize("top", [1, 2, 10])
@pytest.mark.parametrize("query", ["", *QUERIES, *OTHERS])
def test_facets_are_those_of_a_plain_count(archive, query, top):
    assert is_counted_already(archive, query) == (query in ("", *QUERIES))
    compare(archive, query, top)


def test_so_they_are_where_two_speakers_are_one(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        fill(archive)
        one, into = sorted({r.entity for r in archive.search("قال OR رقم") if r.kind == "person" and r.entity})[:2]
        with archive.writing() as connection:
            merge(connection, one, into, by="تحرير", why="هو")
        assert one not in {r.entity for r in archive.search("")}
        for query in ("", *QUERIES):
            compare(archive, query, 2)


def test_they_are_those_of_the_index_too(archive, monkeypatch):
    shown = {query: archive.search(query).facets() for query in QUERIES}
    monkeypatch.setattr(sqlite_plan, "total_of", lambda word: None)
    assert not is_counted_already(archive, "في")
    assert {query: archive.search(query).facets() for query in QUERIES} == shown


def test_nothing_is_left_of_what_was_taken_out(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        fill(archive)
        assert not list(archive.check())
        with archive.engine.begin() as connection:
            rows = list(read(connection, worded(NEEDED)))
            sqlite_search.remove(connection, rows)
            assert not connection.exec_driver_sql("SELECT count(*) FROM statement_places").scalar()
            columns = " + ".join(f"sum({name} != 0)" for name in totals.TOTALS)
            assert connection.exec_driver_sql(f"SELECT {columns} FROM statement_totals").scalar() == 0
        assert archive.search("في").facets(["who", "month"]) == {"who": [], "month": []}


def test_the_check_sees_a_total_that_is_wrong(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        fill(archive)
        with archive.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE statement_totals SET word_1 = word_1 + 1 WHERE field = 'day'")
        assert [problem.place for problem in archive.check()] == ["statement_totals"]
        archive.reindex()
        assert not list(archive.check())
