"""Searching finds what is meant, counts what it finds, and says by which words; the index and a second look agree."""

import contextlib
import itertools
import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from servers import opened
from sqlalchemy import update

import musnad
from musnad.archive import sqlite_search
from musnad.archive.entity_search import with_entities
from musnad.archive.query import And, Mark, Not, asks_for_rejected, parse
from musnad.archive.searching import FACETS, Facet
from musnad.archive.tables import statements
from musnad.archive.verifying import is_found
from musnad.archive.worded import read, worded
from musnad.document import Document
from musnad.errors import ArchiveError, MusnadError, QueryError
from musnad.model import Span, Speaker, Statement

# id: (day, outlet, who, kind, source, content), and the rest
SAID = {
    "dam": ("2031-05-04", "النهر", "الوالي سعد المرزوق", "person", "الوالي", "السد سيفتح قريبا أمام الأهالي"),
    "water": ("2031-05-04", "النهر", "الوالي سعد المرزوق", "person", None, "مياه الشرب تصل إلى كل بيت"),
    "virus": ("2031-05-20", "الضفة", "وزيرة الصحة", "person", "الوزيرة", "لا أثر للفيروس في مياه الشرب"),
    "crisis": ("2031-06", "الضفة", "وزيرة الصحة", "person", "وزيرة الصحة", "وللأزمة حل وبالفيروس سنلحق أرقاما دنيا"),
    "source": ("2031-06-11", "صدى النهر", "مصدر مسؤول", "unnamed", "مصدر مسؤول", "مجلس الوزراء أقر خطة السد"),
    "nobody": ("2031-07-01", None, None, None, None, "الفيروس في الأسواق"),
    "abdallah": ("2030-01-01", "الضفة", "عبدالله الحامد", "person", "الحامد", "قلنا لعبد الله الخبر"),
    "undated": (None, "النهر", "جمعية الصيادين", "organisation", "الجمعية", "لمجلس الوزراء قرار والبلد ينتظر"),
    "child": ("2031-05-05", "النهر", "جمعية الصيادين", "organisation", "الجمعية", "ولد في البلد سدد ديونه"),
    "rejected": ("2031-05-06", "النهر", "الوالي سعد المرزوق", "person", "الوالي", "السد وهم"),
}
MORE = {
    "water": {"act": "pledge"}, "virus": {"act": "deny"}, "crisis": {"force": "endorsing"}, "source": {"via": "سانا"},
    "nobody": {"type": "direct"}, "abdallah": {"to": "صحيفة الضفة"},
}  # fmt: skip


def document(name):
    """A document with one statement, its content in two parts where it is long."""
    day, outlet, who, kind, source, content = SAID[name]
    more = MORE.get(name, {})
    text, spans = f"{name}. ", {}
    for field, words in (("who", who), ("source", source), ("to", more.get("to")), ("via", more.get("via"))):
        if words:
            spans[field] = Span(len(text), len(text) + len(words), words)
            text += f"{words} "
    cut = content.find(" في ") if name == "child" else -1
    parts = [content] if cut < 0 else [content[:cut], content[cut + 1 :]]
    contents = []
    for part in parts:
        contents.append(Span(len(text), len(text) + len(part), part))
        text += f"{part} (كما قيل) "
    speaker = Speaker("S1", kind, spans["who"], (spans["who"],)) if who else None
    said = Statement(
        id=name, cue=None, source=spans.get("source"), content=tuple(contents), speaker="S1" if who else None,
        addressee=spans.get("to"), via=(spans["via"],) if "via" in spans else (), act=more.get("act", "state"),
        force=more.get("force", "neutral"), type=more.get("type", "indirect"),
    )  # fmt: skip
    return Document(
        id=f"d-{name}", text=text, outlet=outlet, published={"at": day} if day else None, statements=(said,),
        speakers=(speaker,) if speaker else (),
    )  # fmt: skip


def all_rows(connection):
    """The rows of all statements with their words, by id."""
    return {row["id"]: row for row in read(connection, worded(statements.columns.keys()))}


def fill(archive):
    for name in SAID:
        archive.add(document(name))
    with archive.engine.begin() as connection:
        row = all_rows(connection)["rejected"]
        archive.backend.remove(connection, [row])
        archive.backend.index(connection, [row | {"state": "rejected"}])
        connection.execute(update(statements).where(statements.c.id == "rejected").values(state="rejected"))


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def archive(request, tmp_path_factory):
    with opened(request.param, tmp_path_factory.mktemp("search")) as archive:
        fill(archive)
        yield archive


def found(archive, query, **options):
    return [result.id for result in archive.search(query, **options)]


@pytest.mark.parametrize(("query", "ids"), [
    ("", "nobody source crisis virus child water dam abdallah undated"),  # newest first, what has no date last
    ("فيروس", "nobody crisis virus"),
    ("للأزمة", "crisis"),
    ("أزمة", "crisis"),
    ("أرقام", "crisis"),
    ("=فيروس", ""),
    ("=الفيروس", "nobody"),
    ("سد", "source dam"),  # not سدد
    ("سد OR فيروس", "nobody source crisis virus dam"),
    ("سد قريبا", "dam"),
    ("السد NOT خطة", "dam"),
    ("NOT في", "source crisis water dam abdallah undated"),
    ('"مجلس الوزراء"', "source undated"),
    ('"مجلس وزراء"', "source undated"),
    ('="مجلس الوزراء"', "source"),
    ('"=مجلس الوزراء"', "source"),
    ('"الوزراء مجلس"', ""),
    ('"بلد ينتظر"', "undated"),
    ('"ولد ينتظر"', ""),  # the skeletons are the same
    ('NOT "ولد ينتظر"', "nobody source crisis virus child water dam abdallah undated"),
    ('NOT "بلد ينتظر"', "nobody source crisis virus child water dam abdallah"),
    ('"ولد في البلد"', "child"),  # goes on in the content's next part
    ("عبدالله", "abdallah"),
    ('"عبد الله"', "abdallah"),
    ("who:عبدالله", "abdallah"),
    ("من:الوزيرة", "crisis virus"),  # by the source's words, or by the name's
    ('من:"وزيرة الصحة"', "crisis virus"),
    ('who:"الصحة وزيرة"', "crisis virus"),  # all words, in any order
    ("who:صحة", "crisis virus"),
    ("who:=صحة", ""),
    ("who:=الصحة", "crisis virus"),
    ("NOT who:=صحة act:deny", "virus"),
    ("NOT who:=الصحة", "nobody source child water dam abdallah undated"),
    ("who:=صحة OR who:=الوزيرة", "virus"),
    ("who:المرزوق مياه", "water"),
    ("إلى:الضفة", "abdallah"),
    ("عبر:سانا", "source"),
    ("صحيفة:النهر", "source child water dam undated"),  # by words
    ('صحيفة:"صدى النهر"', "source"),
    ("act:deny", "virus"),
    ("force:endorsing", "crisis"),
    ("type:direct", "nobody"),
    ("kind:organisation", "child undated"),
    ("kind:none", "nobody"),
    ("named:no", "nobody source"),
    ("named:yes act:pledge", "water"),
    ("since:2031-06", "nobody source crisis"),
    ("since:2031-05-05 until:2031-05", "virus child"),
    ("until:2030", "abdallah"),  # what has no date is in no time
    ("NOT since:2031", "abdallah undated"),
    ("until:2030 OR act:deny", "virus abdallah"),
    ('(until:2030 OR NOT until:2031) NOT "مجلس الوزراء"', "abdallah"),
    ("since:2032 until:2030", ""),
    ("state:rejected", "rejected"),
    ("state:rejected OR state:machine سد", "source rejected dam"),
    ("NOT state:machine", ""),  # left out unless it is asked for by name
])  # fmt: skip
def test_found(archive, query, ids):
    assert found(archive, query) == ids.split()
    assert archive.search(query).count() == len(ids.split())
    assert sorted(found(archive, query, order="oldest")) == sorted(ids.split())
    assert found(archive, query, limit=2) == ids.split()[:2]


@pytest.mark.parametrize("field", ["", "who:", "to:", "via:", "outlet:", "act:", "kind:", "state:", "entity:",
                                   "country:", "since:", "until:"])  # fmt: skip
@pytest.mark.parametrize("value", ["'); DROP TABLE statements; --", "* OR marks : all", "%' OR 1=1", "\x00", ":match"])
def test_sql_is_harmless(archive, field, value):
    for query in (f"{field}«{value}»", f'{field}"{value}"', f"{field}{value}"):
        with contextlib.suppress(QueryError):
            list(archive.search(query))
            archive.search(query).facets()
    assert archive.search().count() == len(SAID) - 1


LEAVES = [
    "فيروس", "سد", "في", "=الفيروس", '"مجلس الوزراء"', '"ولد ينتظر"', '"بلد ينتظر"', '="مجلس الوزراء"', '"في مياه"',
    "who:الوزيرة", "outlet:النهر", "act:deny", "named:no", "since:2031-05-05", "until:2031-05", "state:rejected",
    "via:سانا", "country:none", "country:SY", "entity:nobody",
]  # fmt: skip
QUERIES = st.recursive(
    st.sampled_from(LEAVES),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} OR {pair[1]})"),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]} {pair[1]})"),
        inner.map(lambda query: f"NOT ({query})"),
    ),
    max_leaves=7,
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=QUERIES)
def test_the_index_and_a_look_at_each_statement_agree(archive, query):
    node = parse(query)
    if not asks_for_rejected(node):
        node = And((node, Not(Mark(field="state", value="rejected", start=0, end=0))))
    with archive.engine.connect() as connection:
        node = with_entities(connection, node)
        rows = all_rows(connection).values()
    wanted = {row["id"] for row in rows if is_found(node, row)}
    search = archive.search(query)
    assert {result.id for result in search} == wanted
    assert search.count() == len(wanted)
    assert sum(facet.count for facet in search.facets(["type"])["type"]) == len(wanted)


def test_connections_between_many_parts(archive):
    deep = "(سد OR (فيروس (مياه OR " * 6 + "سد" + ")))" * 6
    assert "dam" in found(archive, deep)
    assert found(archive, " OR ".join(f"كلمة{n}" for n in range(99)) + " OR سد") == ["source", "dam"]
    assert found(archive, " ".join(["سد"] * 100)) == ["source", "dam"]


# -- what comes back ---------------------------------------------------------------------------


@pytest.mark.parametrize(("query", "matched"), [
    ("فيروس", [("content", "للفيروس")]),
    ('"مياه شرب"', [("content", "مياه الشرب")]),
    ("who:الوزيرة", [("source", "الوزيرة"), ("who", "وزيرة")]),
    ("who:صحة مياه NOT سد", [("content", "مياه"), ("who", "الصحة")]),
    ("act:deny", []),
])  # fmt: skip
def test_spans_of_what_matched(archive, query, matched):
    (result,) = [r for r in archive.search(query) if r.id == "virus"]
    assert sorted((m.field, m.text) for m in result.matches) == sorted(matched)
    check_spans(archive, result)


def check_spans(archive, result):
    text = archive.document(result.document).text
    for match in result.matches:
        start, end = match.shown
        assert text[match.start : match.end] == match.text == getattr(result, match.field)[start:end]


def test_every_span_is_the_text(archive):
    queries = ["في", "البلد", '"ولد في"', "who:المرزوق", "via:سانا", "to:صحيفة", "عبدالله", "ديونه OR سد"]
    results = [result for query in queries for result in archive.search(query)]
    assert all(result.matches for result in results)
    for result in results:
        if '"' not in result.content:
            for match in result.matches:
                text = archive.document(result.document).text
                assert text[match.start : match.end] == match.text


def test_results_are_typed(archive):
    (result,) = archive.search("خطة")
    assert (result.id, result.document, result.position) == ("source", "d-source", 1)
    assert (result.day, result.outlet, result.who, result.kind) == ("2031-06-11", "صدى النهر", "مصدر مسؤول", "unnamed")
    assert (result.source, result.via, result.addressee, result.state) == ("مصدر مسؤول", "سانا", None, "machine")
    assert result.rank is None


def test_relevance(archive):
    results = list(archive.search("فيروس OR الأسواق", "relevance"))
    assert results[0].id == "nobody" and [r.rank for r in results] == sorted(r.rank for r in results)
    newest = found(archive, "act:deny OR since:2031-07", order="relevance")  # there are no words to rank by
    assert newest == ["nobody", "virus"]


def test_facets(archive):
    facets = archive.search().facets()
    assert list(facets) == list(FACETS)
    assert facets["who"][:2] == [Facet("الوالي سعد المرزوق", 2), Facet("جمعية الصيادين", 2)]
    assert facets["outlet"][0] == Facet("النهر", 4)
    assert facets["act"] == [Facet("state", 7), Facet("deny", 1), Facet("pledge", 1)]
    assert facets["kind"][-1] == Facet("unnamed", 1) and Facet("none", 1) in facets["kind"]
    assert facets["month"] == [
        Facet("2031-05", 4), Facet("2031-06", 2), Facet("2031-07", 1), Facet("2030-01", 1),
    ]  # fmt: skip
    assert archive.search('"مجلس الوزراء"').facets(["outlet"], top=1) == {"outlet": [Facet("النهر", 1)]}
    assert archive.search("state:rejected").facets(["state", "who"])["state"] == [Facet("rejected", 1)]
    assert archive.search("لا_شيء").facets(["who", "outlet", "month", "act"]) == {
        "who": [], "outlet": [], "month": [], "act": [],
    }  # fmt: skip


@pytest.mark.parametrize("top", [1, 2, 3, 10])
@pytest.mark.parametrize("query", ["", "في OR سد", "state:rejected OR state:machine", "until:2031-05 OR act:state"])
def test_facets_count_what_is_found(archive, query, top):
    results = list(archive.search(query))
    facets = archive.search(query).facets([*FACETS, "state"], top=top)
    for name, shown in facets.items():
        values = [(r.day or "")[:7] if name == "month" else getattr(r, name) for r in results]
        counts = Counter(("none" if name == "kind" else "") if value is None else value for value in values)
        counts.pop("", None)
        assert [f.count for f in shown] == sorted(counts.values(), reverse=True)[:top]
        assert all(counts[f.value] == f.count for f in shown)


def test_what_is_asked_wrongly_is_told(archive):
    for wrong in ({"order": "best"}, {"limit": -1}):
        with pytest.raises(QueryError):
            archive.search("", **wrong)
    with pytest.raises(QueryError, match="they are who"):
        archive.search().facets(["weekday"])


def test_results_come_as_they_are_asked_for(archive, monkeypatch):
    made = []
    search = archive.search()
    original = search._made
    monkeypatch.setattr(search, "_made", lambda *a, **k: (made.append(1), original(*a, **k))[1])
    assert [r.id for r in itertools.islice(search, 1)] == ["nobody"] and len(made) == 1


def test_what_is_found_is_looked_up_on_the_way(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        fill(archive)
        for result in archive.search("سد"):
            assert archive.document(result.document).id == result.document
            assert archive.search(result.content.split()[0]).count()
            archive.add(musnad.read(f"قال الوالي إن السد آمن. {result.id}", published={"at": "2031-05-04"}))
        assert archive.search("سد").count() == 4


def test_tables(archive):
    pyarrow = pytest.importorskip("pyarrow")
    table = archive.search("فيروس").to_arrow()
    assert table["id"].to_pylist() == ["nobody", "crisis", "virus"]
    assert table.schema.field("confidence").type == pyarrow.float64()
    assert table["matches"].to_pylist()[0][0]["text"] == "الفيروس"
    assert archive.search("لا_شيء").to_arrow().schema == table.schema
    pytest.importorskip("pandas")
    assert list(archive.search("فيروس").to_pandas()["outlet"].isna()) == [True, False, False]


def test_tables_say_what_to_install(archive, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MusnadError, match=r"musnad\[arrow\]"):
        archive.search().to_arrow()
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MusnadError, match=r"musnad\[arrow\]"):
        archive.search().to_pandas()


# -- the index ---------------------------------------------------------------------------------


def problems(archive):
    with archive.engine.connect() as connection:
        return list(archive.backend.check_index(connection))


def test_an_index_that_agrees(archive):
    assert problems(archive) == []


@pytest.mark.parametrize("back_end", ["sqlite", "postgres"])
def test_removing_leaves_nothing_behind_and_the_check_sees_what_is_wrong(back_end, tmp_path):
    with opened(back_end, tmp_path) as archive:
        fill(archive)
        assert problems(archive) == []
        with archive.engine.begin() as connection:
            dam = all_rows(connection)["dam"]
            archive.backend.remove(connection, [dam])
        assert found(archive, "سد") == ["source"] and len(problems(archive)) == 2
        with archive.engine.begin() as connection:
            archive.backend.index(connection, [dam | {"content": "الجسر"}])
        assert found(archive, "جسر") == ["dam"]
        assert problems(archive) == [("statement dam", "the full-text index has other words")]
        with archive.engine.begin() as connection:
            archive.backend.remove(connection, [dam | {"content": "الجسر"}])
            archive.backend.index(connection, [dam])
            archive.backend.index(connection, [dam | {"row": 99}])
        assert problems(archive) == [("statements, row 99", "in the index, and no such statement")]


def test_a_document_far_from_its_place_in_time_is_found_in_order(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for name in reversed(SAID):
            archive.add(document(name))
        days = [result.day or "" for result in archive.search()]
        assert days == sorted(days, reverse=True)


# -- saved searches ----------------------------------------------------------------------------


def test_saved_searches_tell_what_came(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        archive.add(document("dam"))
        archive.saved.add("سد", "سد")
        assert archive.saved.new("سد").results == []
        archive.add(document("source"))
        archive.add(document("virus"))
        assert [r.id for r in archive.saved.new("سد", keep=True).results] == ["source"]
        assert [r.id for r in archive.saved.new("سد").results] == ["source"]
        assert archive.saved.new("سد").results == []
        (search,) = archive.saved
        assert (search.name, search.query) == ("سد", "سد") and search.seen_at
        archive.saved.remove("سد")
        assert list(archive.saved) == []


def test_a_rereading_brings_nothing_old_back(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        archive.add(document("dam"))
        with archive.engine.begin() as connection:  # added an hour ago, that is
            connection.exec_driver_sql("UPDATE documents SET added_at = '2001-01-01T00:00:00Z'")
        archive.add(document("water"))
        archive.saved.add("all", "")
        with archive.engine.begin() as connection:  # as a rereading does: the old row goes, a new one comes
            row = all_rows(connection)["dam"]
            sqlite_search.remove(connection, [row])
            sqlite_search.index(connection, [row | {"row": 40}])
            connection.execute(update(statements).where(statements.c.id == "dam").values(row=40))
        assert archive.saved.new("all").results == [] and problems(archive) == []


def test_saved_searches_that_can_not_be(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        archive.saved.add("a", "سد")
        with pytest.raises(ArchiveError, match="there is a search"):
            archive.saved.add("a", "ماء")
        with pytest.raises(ArchiveError, match="a name is missing"):
            archive.saved.add(" ", "ماء")
        with pytest.raises(QueryError):
            archive.saved.add("b", "(")
        for missing in (archive.saved.new, archive.saved.remove):
            with pytest.raises(ArchiveError, match="no search"):
                missing("c")
    with musnad.open(tmp_path / "a.db", readonly=True) as archive, pytest.raises(ArchiveError, match="written"):
        archive.saved.add("d", "سد")


def test_searching_needs_no_reader():
    code = "import sys, musnad.archive.searching; print('musnad.reading.reader' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
