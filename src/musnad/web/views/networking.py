"""The network: who quotes whom and who passes on whom, as a chart, a table, a file."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.responses import Response

from musnad.archive.networks import Edge, Network, Node, network
from musnad.archive.paging import PagedSearch
from musnad.web import formats
from musnad.web.catalogues import catalogue
from musnad.web.charts import standalone
from musnad.web.network_chart import chosen, drawn
from musnad.web.queries import quoted
from musnad.web.spreadsheets import csv_of
from musnad.web.views.searching import kept_parameters, speaker_of
from musnad.web.visits import Visit

NODES, MOST_NODES = 60, 200
_FIELDS = {"speaker": "who", "relay": "via", "outlet": "outlet"}
ROWS = 100  # of the table; the file has all


def network_page(visit: Visit) -> Response:
    """Show the network of what a query finds."""
    query, nodes = visit.query("q").strip(), visit.whole("nodes", NODES, most=MOST_NODES)
    found, least = _found(visit, query)
    edges = chosen(found.edges, nodes)
    parameters = {"q": query, "nodes": str(nodes), "least": str(least)} | kept_parameters(visit)
    return visit.page(
        "network.html", query=query, nodes=nodes, least=least, network=found, edges=edges[:ROWS],
        chart=_chart(visit, edges) if edges else None, edge_link=_edge_link, told=lambda edge: _told(visit, edge),
        files=urlencode(parameters), json_url=f"/api/network?{urlencode(parameters)}",
    )  # fmt: skip


def network_file(visit: Visit) -> Response:
    """Give the chart, or all edges, as a file."""
    found, _least = _found(visit, visit.query("q").strip())
    if visit.request.path_params["ending"] == "svg":
        edges = chosen(found.edges, visit.whole("nodes", NODES, most=MOST_NODES))
        return Response(
            standalone(_chart(visit, edges)), media_type="image/svg+xml",
            headers={"content-disposition": 'attachment; filename="network.svg"'},
        )  # fmt: skip
    table = [("source", "source_role", "target", "target_role", "statements")]
    rows = [(e.source.name, e.source.role, e.target.name, e.target.role, e.times) for e in found.edges]
    headers = {"content-disposition": 'attachment; filename="network.csv"'}
    return Response(csv_of([*table, *rows]), media_type="text/csv; charset=utf-8", headers=headers)


def _found(visit: Visit, query: str) -> tuple[Network, int]:
    least = visit.whole("least", 1, most=1_000_000)
    who = speaker_of(visit)
    search = PagedSearch(visit.archive.engine, query, entities=who.members if who else ())
    with visit.archive.reading() as connection:
        found = network(connection, search)
    return found._replace(edges=[edge for edge in found.edges if edge.times >= least]), least


def _chart(visit: Visit, edges: list[Edge]) -> Markup:
    words = catalogue(visit.preferences.language)
    return drawn(
        edges, title=words.gettext("Who passes on whom"), rtl=visit.preferences.direction == "rtl",
        node_link=_node_link, edge_link=_edge_link, told=lambda edge: _told(visit, edge),
    )  # fmt: skip


def _told(visit: Visit, edge: Edge) -> str:
    arrow = "←" if visit.preferences.direction == "rtl" else "→"
    return f"{edge.source.name} {arrow} {edge.target.name}: {formats.number(edge.times, visit.preferences)}"


def _node_link(node: Node) -> str:
    if node.role == "outlet":
        return f"/outlets/{quote(node.name)}"
    if node.entity:
        return f"/speakers/{quote(node.entity)}"
    return "/?" + urlencode({"q": _part(node)})


def _edge_link(edge: Edge) -> str:
    entity = edge.source.entity
    source = f"entity:{quoted(entity)}" if entity else _part(edge.source)
    return "/?" + urlencode({"q": f"{source} {_part(edge.target)}"})


def _part(node: Node) -> str:
    return f"{_FIELDS[node.role]}:{quoted(node.name)}"
