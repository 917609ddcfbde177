"""The operations of the API: a visit in, JSON out. The pages show the same."""

from __future__ import annotations

from itertools import islice
from typing import TypeVar
from urllib.parse import quote

import msgspec
from starlette.responses import Response

from musnad.archive.entity_search import find_entities
from musnad.archive.networks import Node, network
from musnad.archive.paging import PagedSearch
from musnad.archive.reviewing import least_certain, precision_by_rule
from musnad.archive.searching import FACETS, FacetName
from musnad.errors import InputError, QueryError
from musnad.web.api import shapes
from musnad.web.views.entering import read_text
from musnad.web.views.profiles import outlet_subject, profile_of, speaker_subject
from musnad.web.views.reading import document_id
from musnad.web.views.searching import asked, order_of, speaker_of
from musnad.web.visits import Json, Refused, Visit

SIZE, MOST = 20, 200  # results of a page
TOP, MOST_TOP = 10, 1_000  # values of a facet
LISTED = 100
EDGES = 1_000
_Body = TypeVar("_Body")


def body_of(visit: Visit, kind: type[_Body]) -> _Body:
    """Return what came with a request.

    Raises:
        InputError: it is not JSON, or not of this shape.
    """
    try:
        return msgspec.json.decode(visit.request.state.body, type=kind)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InputError(f"the body is none that is asked for: {error}; /api/openapi.json has its shape") from error


def _search(visit: Visit) -> PagedSearch:
    query, error = asked(visit)
    if error is not None:
        raise error
    if visit.query("order") not in ("", "newest", "oldest", "relevance"):
        raise QueryError(f"order: {visit.query('order')[:20]!r}; it is newest, oldest or relevance")
    who = speaker_of(visit)
    return PagedSearch(visit.archive.engine, query, order=order_of(visit), entities=who.members if who else ())


def search(visit: Visit) -> Response:
    """Search; a page of results."""
    asked_for = _search(visit)
    page = asked_for.page(visit.query("cursor") or None, size=visit.whole("limit", SIZE, most=MOST), documents=False)
    return Json(shapes.Found(query=asked_for.text, results=page.results, next=page.following))


def count(visit: Visit) -> Response:
    """Count what a search finds."""
    return Json(_counted(visit, _search(visit), FACETS))


def _counted(visit: Visit, asked_for: PagedSearch, default: tuple[FacetName, ...]) -> shapes.Counted:
    given = visit.query("facets")
    names = [name for name in given.split(",") if name] if given else list(default)
    facets = asked_for.facets(names, top=visit.whole("top", TOP, most=MOST_TOP)) if names else {}  # type: ignore[arg-type]
    return shapes.Counted(query=asked_for.text, count=asked_for.count(), facets=dict(facets))  # type: ignore[arg-type]


def statement(visit: Visit) -> Response:
    """One statement with its place, chain, page and corrections."""
    return Json(shapes.Shown.of(visit.archive.statement(visit.request.path_params["id"])))


def document(visit: Visit) -> Response:
    """A document with its statements in force."""
    return Json(visit.archive.document_in_force(document_id(visit)))


def versions(visit: Visit) -> Response:
    """The versions of a document's address."""
    record = visit.archive.document_in_force(document_id(visit))
    return Json({"versions": visit.archive.versions(record.page.address) if record.page.address else []})


def speakers(visit: Visit) -> Response:
    """Speakers by name."""
    with visit.archive.reading() as connection:
        found = find_entities(connection, visit.query("name"), kind=visit.query("kind") or None)
        return Json(shapes.Speakers(list(islice(found, visit.whole("limit", LISTED, most=MOST_TOP)))))


def speaker(visit: Visit) -> Response:
    """A speaker, counted."""
    found, subject = speaker_subject(visit)
    counted = _counted(visit, PagedSearch(visit.archive.engine, subject.query), FACETS)
    return Json(shapes.Profile(name=found.name, entity=found, count=counted.count, facets=counted.facets))


def outlets(visit: Visit) -> Response:
    """All outlets."""
    found = visit.archive.search("").facets(["outlet"], top=visit.whole("top", MOST_TOP, most=MOST_TOP))
    return Json(shapes.Outlets(found["outlet"]))


def outlet(visit: Visit) -> Response:
    """An outlet, counted."""
    name = visit.request.path_params["name"]
    counted = _counted(visit, PagedSearch(visit.archive.engine, outlet_subject(name).query), FACETS)
    if not counted.count:
        raise Refused(f"no outlet {name[:80]!r} in this archive", 404)
    profile = profile_of(visit, name)
    return Json(shapes.Profile(name=name, entity=None, count=counted.count, facets=counted.facets, profile=profile))


def networks(visit: Visit) -> Response:
    """Who passes on whom among what a search finds."""
    least, most = visit.whole("least", 1, most=1_000_000), visit.whole("limit", EDGES, most=10_000)
    with visit.archive.reading() as connection:
        found = network(connection, _search(visit))
    edges = [
        shapes.Passed(_named(edge.source), _named(edge.target), edge.times)
        for edge in found.edges if edge.times >= least
    ]  # fmt: skip
    return Json(shapes.Network(edges[:most], found.statements, found.whole))


def _named(node: Node) -> shapes.Named:
    return shapes.Named(node.role, node.name, node.entity)


def review(visit: Visit) -> Response:
    """What to review first."""
    with visit.archive.reading() as connection:
        rows, following = least_certain(
            connection, size=visit.whole("limit", SIZE, most=MOST), cursor=visit.query("cursor") or None,
            rule=visit.query("rule") or None,
        )  # fmt: skip
        precision = precision_by_rule(connection)
    return Json(shapes.Queue(
        statements=[shapes.Uncertain(*row) for row in rows], next=following,
        precision=[shapes.Precision(*row) for row in precision],
    ))  # fmt: skip


def corrections(visit: Visit) -> Response:
    """All decisions, or those of a statement."""
    return Json(shapes.Decisions(visit.archive.corrections(visit.query("statement") or None)))


def decide(visit: Visit) -> Response:
    """Decide about a statement."""
    given = body_of(visit, shapes.Decide)
    made = visit.archive.correct(
        visit.request.path_params["id"], given.kind, given.value, by=visit.user, why=given.why
    )
    return Json(made, 201)


def undo(visit: Visit) -> Response:
    """Undo a decision."""
    given = body_of(visit, shapes.Undo)
    return Json(visit.archive.undo(visit.request.path_params["number"], by=visit.user, why=given.why), 201)


def saved(visit: Visit) -> Response:
    """The saved searches."""
    return Json(shapes.Searches([shapes.Search(*one) for one in visit.archive.saved]))


def save(visit: Visit) -> Response:
    """Save a search."""
    given = body_of(visit, shapes.Save)
    visit.archive.saved.add(given.name, given.query)
    return Json(shapes.Done(), 201)


def news(visit: Visit) -> Response:
    """What is new in a saved search; it stays new."""
    look = visit.archive.saved.new(visit.request.path_params["name"], keep=True)
    return Json(shapes.News(look.name, look.query, look.results[: visit.whole("limit", SIZE, most=MOST)]))


def seen(visit: Visit) -> Response:
    """Say that what is new in a saved search was seen."""
    visit.archive.saved.new(visit.request.path_params["name"])
    return Json(shapes.Done())


def forget(visit: Visit) -> Response:
    """Forget a saved search."""
    visit.archive.saved.remove(visit.request.path_params["name"])
    return Json(shapes.Done())


def enter(visit: Visit) -> Response:
    """Read a text and keep it."""
    given = msgspec.to_builtins(body_of(visit, shapes.Text))
    entered = read_text(given.pop("text"), given)
    visit.archive.add(entered.document, entered.page)
    id = visit.archive.find(entered.document.id).id
    record = visit.archive.document_in_force(id)
    return Json(record, 201, headers={"location": f"/api/documents/{quote(id)}"})
