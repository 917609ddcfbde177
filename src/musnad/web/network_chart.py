"""The network of who passes on whom as a chart of three columns: who speaks, who passed it on, who published it.

Columns can be read where a cloud of two hundred points can't: names stand one below the other, and no line hides one.
The order within the columns keeps lines short (the barycentre method of Sugiyama's layered drawings); it hangs on the
edges alone and comes out the same each time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from musnad.archive.networks import Edge, Node
from musnad.web.charts import shortened
from musnad.web.marking import cleaned

WIDTH = 1100
LINE = 24  # units between two names
_ROLES = ("speaker", "relay", "outlet")
_SWEEPS = 6  # there and back three times; more changes nothing that one sees


def chosen(edges: Sequence[Edge], most: int) -> list[Edge]:
    """Return the commonest edges that together have at most this many nodes."""
    nodes: set[Node] = set()
    found = []
    for edge in edges:
        more = {edge.source, edge.target} - nodes
        if len(nodes) + len(more) <= most:
            nodes |= more
            found.append(edge)
    return found


def drawn(
    edges: Sequence[Edge], *, title: str, rtl: bool, node_link: Callable[[Node], str],
    edge_link: Callable[[Edge], str], told: Callable[[Edge], str],
) -> Markup:  # fmt: skip
    """Return the chart.

    Args:
        node_link, edge_link: where a name and a line lead.
        told: what a line means, in words.
    """
    columns = _ordered(edges)
    height = LINE * max((len(column) for column in columns.values()), default=1) + 24
    places = _places(columns, height, rtl=rtl)
    most = max((edge.times for edge in edges), default=1)
    out = [_edge(edge, places, most, edge_link(edge), told(edge)) for edge in reversed(edges)]
    for role, column in columns.items():
        out += [_node(node, *places[node], role, rtl, node_link(node)) for node in column]
    label = escape(cleaned(title))
    return Markup(
        f'<svg class="chart network" viewBox="0 0 {WIDTH} {height}" role="group" aria-label="{label}">'
        f'{"".join(out)}</svg>'
    )


def _ordered(edges: Sequence[Edge]) -> dict[str, list[Node]]:
    weight: dict[Node, int] = {}
    beside: dict[Node, list[tuple[Node, int]]] = {}
    for edge in edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            weight[one] = weight.get(one, 0) + edge.times
            beside.setdefault(one, []).append((other, edge.times))
    columns = {
        role: sorted((n for n in weight if n.role == role), key=lambda n: (-weight[n], n.name, n.entity or ""))
        for role in _ROLES
    }
    for sweep in range(_SWEEPS):
        for role in _ROLES if sweep % 2 else _ROLES[::-1]:
            at = {node: _share(n, len(column)) for column in columns.values() for n, node in enumerate(column)}
            keys = {node: _middle(beside[node], at) for node in columns[role]}
            columns[role].sort(key=lambda node: (round(keys[node], 6), -weight[node], node.name, node.entity or ""))
    return columns


def _share(n: int, of: int) -> float:
    return (n + 0.5) / of


def _middle(beside: Sequence[tuple[Node, int]], at: dict[Node, float]) -> float:
    total = sum(times for _node, times in beside)
    return sum(at[node] * times for node, times in beside) / total


def _places(columns: dict[str, list[Node]], height: float, *, rtl: bool) -> dict[Node, tuple[float, float]]:
    places = {}
    for column, x in zip(columns.values(), (300, 560, 800), strict=True):
        step = (height - 24) / max(len(column), 1)
        for n, node in enumerate(column):
            places[node] = (WIDTH - x if rtl else float(x), 12 + step * (n + 0.5))
    return places


def _edge(edge: Edge, places: dict[Node, tuple[float, float]], most: int, link: str, told: str) -> str:
    (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
    middle = (x1 + x2) / 2
    wide = 1 + 7 * (edge.times / most) ** 0.5
    words = escape(cleaned(told))
    return (
        f'<a href="{escape(link)}" aria-label="{words}"><title>{words}</title><path class="edge" '
        f'stroke-width="{wide:.1f}" '
        f'd="M{x1:.0f} {y1:.1f}C{middle:.0f} {y1:.1f} {middle:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"/></a>'
    )


def _node(node: Node, x: float, y: float, role: str, rtl: bool, link: str) -> str:
    kind = {"speaker": "s0", "relay": "s1", "outlet": "s2"}[role]
    before = role == "speaker"  # names of speakers stand before their point, the others' behind it
    side = (1 if rtl else -1) if before else (-1 if rtl else 1)
    name = escape(shortened(node.name, 38 if before else 26))
    anchor = "end" if before else "start"
    return (
        f'<a href="{escape(link)}"><title>{escape(cleaned(node.name))}</title>'
        f'<circle class="{kind}" cx="{x:.0f}" cy="{y:.1f}" r="5"/>'
        f'<text x="{x + side * 10:.0f}" y="{y + 4.5:.1f}" font-size="13" text-anchor="{anchor}" '
        f'direction="{"rtl" if rtl else "ltr"}">{name}</text></a>'
    )
