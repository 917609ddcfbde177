"""The search page: two boxes, the query behind them, facets, results as sentences in their context."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.responses import Response

from musnad.arabic.search_words import key
from musnad.archive.entity_search import EntityFound, entity_of
from musnad.archive.paging import PagedSearch
from musnad.archive.searching import FACETS, Order, Result
from musnad.archive.showing import paragraph_of
from musnad.display import chain
from musnad.document import Document
from musnad.errors import ArchiveError, QueryError
from musnad.model import Link, Statement
from musnad.web.marking import colours_of
from musnad.web.names import WORDS
from musnad.web.queries import Boxes, composed, narrowed, parts_of, taken_apart
from musnad.web.visits import Visit

SIZE = 20  # results of a page
TOP = 8  # values of a facet; the rest is found by words
AROUND = 160  # characters of the paragraph before and behind what was said, to the next blank


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A result in its context.

    `before` and `after` are the words of the paragraph around the content, in which `places` are what was found.
    `passed` are those who passed it on, without speaker and outlet. `also` are results with the same words by the same
    speaker elsewhere: copies, folded into this one.
    """

    result: Result
    before: str
    content: str
    places: list[tuple[int, int]]
    after: str
    title: str | None
    passed: list[Link]
    colour: str
    also: list[Result]


def search_page(visit: Visit) -> Response:
    """Show the search page, or the page for an archive that is empty."""
    query, error = asked(visit)
    if not visit.request.query_params and is_empty(visit):
        return visit.moved("/read") if visit.may_edit else visit.page("empty.html")
    who = speaker_of(visit)
    values: dict[str, Any] = {
        "boxes": taken_apart(query), "query": query, "order": order_of(visit), "error": error, "hits": [],
        "following": None, "count": None, "who": who,
        "parts": [(part, _named(visit, part.text)) for part in parts_of(query)], "kept": kept_parameters(visit),
    }  # fmt: skip
    if error is None:
        try:
            members = who.members if who else ()
            search = PagedSearch(visit.archive.engine, query, order=values["order"], entities=members)
            page = search.page(visit.query("cursor") or None, size=SIZE)
            values["hits"] = folded([hit_of(r, page.documents[r.document].document) for r in page.results])
            values["following"] = page.following
        except QueryError as failure:
            values["error"] = failure
    values["json_url"] = f"/api/search?{urlencode(values['kept'] | {'q': query})}"
    if visit.request.headers.get("x-part") == "hits":
        return visit.page("hits.html", **values)
    return visit.page("search.html", **values, status=400 if values["error"] else 200)


def facets_part(visit: Visit) -> Response:
    """Show the counts beside the results: they take longer than the first results and come by themselves."""
    query, error = asked(visit)
    if error is not None:
        raise error
    who = speaker_of(visit)
    search = PagedSearch(visit.archive.engine, query, entities=who.members if who else ())
    names = [*FACETS, "state"] if "state:" in query else list(FACETS)
    counted = search.facets(names, top=TOP)
    rows = {
        name: [(facet, _link(visit, narrowed(query, name, facet.value))) for facet in values]
        for name, values in counted.items()
    }
    template = "facets.html" if visit.request.headers.get("x-part") else "facets_page.html"
    return visit.page(template, facets=rows, count=search.count(), query=query, fixed=WORDS)


def asked(visit: Visit) -> tuple[str, QueryError | None]:
    """Return the query that the address asks for, and what is wrong with it."""
    query = visit.query("q").strip()
    boxes = Boxes(visit.query("who"), visit.query("what"), query)
    if not boxes.who.strip() and not boxes.what.strip():
        return query, None
    try:
        return composed(boxes), None
    except QueryError as error:
        return " ".join(part for part in (boxes.what, boxes.rest) if part), error


def order_of(visit: Visit) -> Order:
    """Return the order that the address asks for."""
    given = visit.query("order")
    orders: tuple[Order, ...] = ("newest", "oldest", "relevance")
    return next((order for order in orders if order == given), "newest")


def hit_of(result: Result, document: Document) -> Hit:
    """Return a result with its surroundings."""
    statement = next((s for s in document.statements if s.id == result.id), None)
    places = [match.shown for match in result.matches if match.field == "content"]
    before, after, links, colour = "", "", [], "vx"
    if statement is not None:
        before, after = _around(document.text, statement)
        links = passed_on(chain(document, statement))
        colour = colours_of(document).get(statement.speaker, "vx")
    return Hit(
        result=result, before=before, content=result.content, places=places, after=after, title=document.title,
        passed=links, colour=colour, also=[],
    )  # fmt: skip


def passed_on(links: list[Link]) -> list[Link]:
    """Return the links of a chain between speaker and outlet, which a page names anyway."""
    return [link for link in links if link.role not in ("speaker", "outlet")]


def folded(hits: list[Hit]) -> list[Hit]:
    """Return hits with those of the same words and speaker, in other documents, folded into the first."""
    first: dict[tuple[str, str], Hit] = {}
    shown = []
    for hit in hits:
        of = key(hit.result.who or ""), key(hit.content)
        there = first.get(of)
        if there is not None and there.result.document != hit.result.document and of[1]:
            there.also.append(hit.result)
            continue
        first.setdefault(of, hit)
        shown.append(hit)
    return shown


def _around(text: str, statement: Statement) -> tuple[str, str]:
    paragraph = paragraph_of(text, statement)
    start, end = statement.content[0].start, statement.content[-1].end
    first, last = max(paragraph.start, start - AROUND), min(paragraph.end, end + AROUND)
    before, after = text[first:start], text[end:last]
    if first > paragraph.start:
        before = "… " + before.partition(" ")[2]
    if last < paragraph.end:
        after = after.rpartition(" ")[0] + " …"
    return before, after


def speaker_of(visit: Visit) -> EntityFound | None:
    """Return the speaker whose statements alone are asked for; None for everybody's."""
    given = visit.query("entity")
    if not given:
        return None
    with visit.archive.reading() as connection:
        return entity_of(connection, given)


def _named(visit: Visit, part: str) -> EntityFound | None:
    """Return the speaker that a field of a query names by an id; None for other fields."""
    field, _, value = part.partition(":")
    if field.strip() != "entity":
        return None
    try:
        with visit.archive.reading() as connection:
            return entity_of(connection, value.strip("\"'«»“”"))
    except ArchiveError:
        return None


def kept_parameters(visit: Visit) -> dict[str, str]:
    """Return what the links of a page keep besides its query: the order, the speaker."""
    order, entity = order_of(visit), visit.query("entity")
    return ({"order": order} if order != "newest" else {}) | ({"entity": entity} if entity else {})


def _link(visit: Visit, query: str) -> str:
    return "/?" + urlencode({"q": query} | kept_parameters(visit))


def is_empty(visit: Visit) -> bool:
    """Tell whether the archive has no statement yet."""
    return next(iter(visit.archive.search("", limit=1)), None) is None


