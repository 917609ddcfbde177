"""The search page: boxes and query, results in their context, facets, pages of results."""

import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from web_sites import browser, first_statement

import musnad
from musnad.archive.paging import PagedSearch
from musnad.errors import QueryError
from musnad.web.queries import Boxes, composed, narrowed, parts_of, taken_apart

BOXES = [  # boxes → the query behind them
    (Boxes("الوالي", "", ""), 'who:"الوالي"'),
    (Boxes("", "سد OR نهر", ""), "سد OR نهر"),
    (Boxes("وزير الري", "سد OR نهر", ""), '(سد OR نهر) who:"وزير الري"'),
    (Boxes("", "سد", "act:deny"), "سد act:deny"),
    (Boxes("", "سد", "act:deny OR act:warn"), "سد (act:deny OR act:warn)"),
    (Boxes('قائد "الفرقة', "", ""), 'who:"قائد الفرقة"'),  # a quotation mark in a name opens nothing
    (Boxes("", "", ""), ""),
]


@pytest.mark.parametrize(("boxes", "query"), BOXES)
def test_boxes_become_a_query(boxes, query):
    assert composed(boxes) == query


APART = [  # query → boxes
    ("سد", Boxes("", "سد", "")),
    ('who:"وزير الري" سد', Boxes("وزير الري", "سد", "")),
    ('من:الوزير "مياه الشرب" act:deny', Boxes("الوزير", '"مياه الشرب"', "act:deny")),
    ("سد OR نهر", Boxes("", "سد OR نهر", "")),
    ("NOT سد who:الوزير", Boxes("", "", "NOT سد who:الوزير")),  # more than a row of parts stays whole
    ('who:="الوزير"', Boxes("", "", 'who:="الوزير"')),
    ("act:denny", Boxes("", "", "act:denny")),
    ("", Boxes()),
]


@pytest.mark.parametrize(("query", "boxes"), APART)
def test_a_query_is_taken_apart(query, boxes):
    assert taken_apart(query) == boxes


@pytest.mark.parametrize("query", [query for query, _boxes in APART if "denny" not in query])
def test_what_was_taken_apart_finds_the_same_put_together(query, filled):
    with musnad.open(filled, readonly=True) as archive:
        again = composed(taken_apart(query))
        assert [r.id for r in archive.search(again)] == [r.id for r in archive.search(query)]


def test_parts_can_be_taken_away_one_by_one():
    assert [(p.text, p.without) for p in parts_of('سد act:deny who:"ا ب"')] == [
        ("act:deny", 'سد who:"ا ب"'), ('who:"ا ب"', "سد act:deny"),
    ]  # fmt: skip


def test_a_narrowed_alternative_keeps_its_brackets():
    assert narrowed("سد OR نهر", "act", "deny") == "(سد OR نهر) act:deny"
    assert narrowed("سد", "month", "2031-05") == "سد since:2031-05 until:2031-05"


def test_results_stand_in_their_context(client):
    page = client.get("/", params={"what": "متين", "who": "المرزوق"})
    assert page.status_code == 200
    assert "<q>السد الجديد <mark>متين</mark> ولن يتصدع أبدا</q>" in page.text
    assert 'value="المرزوق"' in page.text and 'who:&#34;المرزوق&#34;' in page.text
    assert "4 May 2031" in page.text or "1 June 2031" in page.text


def test_the_same_words_elsewhere_are_folded(client):
    page = client.get("/", params={"q": "متين"}).text
    assert page.count("<q>") == 1 and "The same words in 1 other document" in page


def test_relays_are_named(client):
    page = client.get("/", params={"q": "الكلفة"}).text
    assert "وكالة الأفق" in page.split('class="through"')[1]


def test_facets_count_everything_and_lead_to_what_they_count(client):
    page = client.get("/facets", params={"q": ""}, headers={"x-part": "facets"}).text
    links = re.findall(r'<a href="([^"]+)"><bdi>[^<]*</bdi> <span class="n">(\d+)</span>', page)
    assert len(links) > 10
    for link, count in links:
        query = parse_qs(urlsplit(unescape(link)).query)["q"][0]
        with musnad.open(client.app.state.site.options.archive, readonly=True) as archive:
            assert archive.search(query).count() == int(count), query


def test_a_wrong_query_says_where(client):
    page = client.get("/", params={"q": "مياه act:denny"})
    assert page.status_code == 400
    assert "did you mean deny?" in page.text and "^</pre>" in page.text


def test_an_empty_archive_asks_for_a_first_text(tmp_path):
    with browser(tmp_path / "none.db") as client:
        assert client.get("/").headers["location"] == "/read"
        page = client.get("/read").text
        assert "The archive is empty" in page and "musnad add" in page


def test_search_shows_one_speaker_alone(client):
    with musnad.open(client.app.state.site.options.archive, readonly=True) as archive:
        result = next(iter(archive.search('who:"المرزوق"')))
        assert result.entity
        wanted = {r.id for r in archive.search("") if r.entity == result.entity}
        alone = PagedSearch(archive.engine, entities=[result.entity])
        assert {r.id for r in alone} == wanted and alone.count() == len(wanted) > 1
        assert sum(f.count for f in alone.facets(["act"])["act"]) == len(wanted)
    page = client.get("/", params={"entity": result.entity}).text
    assert page.count("<q>") >= 1 and 'class="take"' in page


@pytest.mark.parametrize("order", ["newest", "oldest", "relevance"])
@pytest.mark.parametrize("query", ["", "NOT zzz", "since:2031-05-05 OR سد", "السد"])
def test_pages_together_are_the_whole_search(filled, order, query):
    with musnad.open(filled, readonly=True) as archive:
        search = PagedSearch(archive.engine, query, order=order)
        whole, found, cursor = [r.id for r in archive.search(query, order=order)], [], None
        while True:
            page = search.page(cursor, size=2)
            found += [r.id for r in page.results]
            assert {r.document for r in page.results} == set(page.documents)
            cursor = page.following
            if cursor is None:
                break
        assert found == whole and len(whole) > 1


def test_what_is_added_between_two_pages_shifts_nothing(archive_path):
    with musnad.open(archive_path) as archive:
        search = PagedSearch(archive.engine)
        before = [r.id for r in search]
        first = search.page(size=3)
        archive.add(musnad.read("قال الناطق رامي الحلو إن السوق مغلقة.", published={"at": "2040-01-01", "precision": "day"}))
        rest = search.page(first.following, size=100)
        assert [r.id for r in [*first.results, *rest.results]] == before


@pytest.mark.parametrize("cursor", ["", "x", "n", "n-1", "n1.5", "o5", "r99999999", "n" + "9" * 40, "n١"])
def test_a_cursor_of_elsewhere_is_refused(filled, cursor):
    with musnad.open(filled, readonly=True) as archive, pytest.raises(QueryError, match="cursor"):
        PagedSearch(archive.engine).page(cursor)


def test_the_page_goes_on_where_it_ended(client):
    assert client.get("/", params={"q": "", "cursor": "n0"}).status_code == 200
    assert client.get("/", params={"q": "", "cursor": "wrong"}).status_code == 400


def test_files_have_all_that_is_shown(client):
    lines = client.get("/export", params={"q": "المدرسة"}).text.splitlines()
    results = [json.loads(line) for line in lines]
    assert results and all("المدرسة" in one["content"] for one in results)
    table = client.get("/export", params={"q": "المدرسة", "format": "csv"})
    assert table.headers["content-disposition"] == 'attachment; filename="statements.csv"'
    assert table.text.startswith('\ufeff"id"') and len(table.text.splitlines()) == len(results) + 1
    assert client.get("/export", params={"format": "exe"}).status_code == 400


def test_the_first_statement_of_a_search_opens(client):
    id = first_statement(client, "متين")
    assert client.get(f"/statements/{id}").status_code == 200


def test_documents_together_are_those_one_by_one(archive_path):
    from musnad.archive.paging import documents_of
    from musnad.archive.putting import in_force_of

    with musnad.open(archive_path) as archive:
        found = [(r.id, r.document) for r in archive.search("")]
        archive.correct(found[0][0], "reject", by="amal", why="x")
        made = archive.correct(found[-1][0], "act", {"act": "warn"}, by="amal", why="x")
        archive.undo(made.id, by="amal", why="x")
        with archive.reading() as connection:
            ids = {document for _id, document in found}
            assert documents_of(connection, ids) == {id: in_force_of(connection, id) for id in ids}
            assert documents_of(connection, []) == {}
