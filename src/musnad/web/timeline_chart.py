"""A story in time as a chart: a line for each outlet, a point for each of its documents, a ring around the first.

In a language that is written from the right, time runs from the right as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from musnad.web.charts import WIDE, shortened, svg, text_at
from musnad.web.marking import cleaned

_NAMES, _RIGHT, _LINE, _FOOT = 230, 60, 26, 30  # units: the names, the other side, an outlet's line, the days below
MOST_LINES = 40  # outlets; the rest stands in the table


class Told(NamedTuple):
    """A document: its outlet, when it was published (minutes since 1970, and as it is shown), its title, its link."""

    outlet: str
    at: int
    shown: str
    title: str
    link: str


def timeline(told: Sequence[Told], *, title: str, rtl: bool) -> Markup:
    """Return the chart of documents; outlets stand in the order of their first one."""
    ordered = sorted(told, key=lambda one: (one.at, one.outlet, one.link))
    outlets = list(dict.fromkeys(one.outlet for one in ordered))[:MOST_LINES]
    first, last = ordered[0].at, ordered[-1].at
    room, height = WIDE - _NAMES - _RIGHT, len(outlets) * _LINE + _FOOT + 10

    def x_of(at: int) -> float:
        along = _NAMES + 20 + (room - 20) * ((at - first) / (last - first) if last > first else 0)
        return WIDE - along if rtl else along

    out = []
    for n, outlet in enumerate(outlets):
        y = 14 + n * _LINE
        out.append(_line(x_of(first), x_of(last), y))
        at = WIDE - _NAMES if rtl else _NAMES
        out.append(text_at(at, y + 5, shortened(outlet, 28), "", "end", rtl=rtl))
    known = set(outlets)
    for one in ordered:
        if one.outlet in known:
            out.append(_point(one, x_of(one.at), 14 + outlets.index(one.outlet) * _LINE, first=one.at == first))
    ends = [ordered[0], ordered[-1]] if last > first else [ordered[0]]
    for one, anchor in zip(ends, ("start", "end"), strict=False):
        out.append(text_at(x_of(one.at), height - 10, one.shown, "soft", anchor, rtl=rtl))
    return svg(out, WIDE, height, title)


def _line(x1: float, x2: float, y: float) -> str:
    return f'<line class="grid" x1="{x1:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y:.1f}"/>'


def _point(one: Told, x: float, y: float, *, first: bool) -> str:
    told = escape(cleaned(" · ".join(part for part in (one.outlet, one.shown, one.title) if part)))
    ring = f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="9"/>' if first else ""
    return (
        f'<a href="{escape(one.link)}"><title>{told}</title>{ring}'
        f'<circle class="s0" cx="{x:.1f}" cy="{y:.1f}" r="5.5"/></a>'
    )
