"""Charts as SVG, drawn by the server: they need no script, print as they are, and every bar is a link.

In a language that is written from the right, time runs from the right as well. Colours are those of the page's style
sheet; a file that is downloaded brings its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from musnad.web.marking import cleaned

WIDE, NARROW = 1_000, 440  # units, about pixels: over the whole page, and in one of its columns
_STYLE = (
    "text{font-family:sans-serif;font-size:13px;fill:#1d2327}.axis{stroke:#87817a}.grid{stroke:#dedad2}"
    ".soft{fill:#5a646b}.bar,.s0{fill:#0b6b63}.edge{fill:none;stroke:#87817a;opacity:.5}.s1{fill:#a5440b}"
    ".s2{fill:#1257a8}.voice-own{fill:#0b6b63}.voice-quoted{fill:#fff;stroke:#0b6b63;stroke-width:1.5}"
    ".head{font-weight:600}.ring{fill:none;stroke:#a5440b;stroke-width:2.5}"
)


class Bar(NamedTuple):
    """A value with its name, its figure as it is shown, and where it leads."""

    name: str
    value: int
    shown: str
    link: str


def is_wide(bars: Sequence[Bar]) -> bool:
    """Tell whether upright bars need the whole width of a page: a month's name has 70 units in half of it."""
    return len(bars) > NARROW // 70


def columns(bars: Sequence[Bar], *, title: str, rtl: bool, height: int = 200) -> Markup:
    """Return upright bars side by side, in the order of time."""
    left, bottom, top = 14, height - 34, 22
    wide = WIDE if is_wide(bars) else NARROW
    most = max((bar.value for bar in bars), default=0) or 1
    step = (wide - 2 * left) / max(len(bars), 1)
    width = min(step * 0.8, 46)
    label_every = max(1, -(-len(bars) * 92 // wide))  # names of months are up to 92 units wide
    out = [_line(left, bottom, wide - left, bottom, "axis")]
    for n, bar in enumerate(bars):
        place = left + step * (n + 0.5)
        x = wide - place if rtl else place
        tall = max((bottom - top) * bar.value / most, 1.5 if bar.value else 0)
        drawn = _rect(x - width / 2, bottom - tall, width, tall, "bar")
        if step > 26:  # room for a figure of three digits
            drawn += text_at(x, bottom - tall - 5, bar.shown, "soft", "middle")
        out.append(_linked(bar, drawn))
        if n % label_every == 0:
            out.append(text_at(x, height - 12, bar.name, "soft", "middle"))
    return svg(out, wide, height, title)


def rows(bars: Sequence[Bar], *, title: str, rtl: bool, names: int = 190) -> Markup:
    """Return lying bars one below the other, the longest first."""
    line = 28
    height = line * len(bars) + 12
    most = max((bar.value for bar in bars), default=0) or 1
    room = NARROW - names - 60
    out = []
    for n, bar in enumerate(bars):
        y = 6 + n * line
        wide = max(room * bar.value / most, 2)
        start = NARROW - names if rtl else names
        drawn = _rect(start - wide if rtl else start, y + 4, wide, line - 8, "bar")
        side = -1 if rtl else 1
        drawn += text_at(start - side * 8, y + line / 2 + 5, shortened(bar.name, 27), "", "end", rtl=rtl)
        drawn += text_at(start + side * (wide + 6), y + line / 2 + 5, bar.shown, "soft", "start", rtl=rtl)
        out.append(_linked(bar, drawn))
    return svg(out, NARROW, height, title)


def shortened(text: str, most: int) -> str:
    """Return a name that fits; the whole of it stands in its title."""
    text = " ".join(cleaned(text).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def standalone(svg: Markup) -> str:
    """Return a chart as a file of its own, with its colours, and without links that lead nowhere from there."""
    text = re.sub(r"</?a\b[^>]*>", "", str(svg))
    return text.replace(">", f' xmlns="http://www.w3.org/2000/svg"><style>{_STYLE}</style>', 1)


def svg(parts: Sequence[str], width: float, height: float, title: str) -> Markup:
    """Return a chart of its parts, in units about as large as pixels."""
    body = "".join(parts)
    return Markup(
        f'<svg class="chart" viewBox="0 0 {width:g} {height:g}" role="group" aria-label="{escape(cleaned(title))}">'
        f"{body}</svg>"
    )


def _linked(bar: Bar, drawn: str) -> str:
    told = escape(cleaned(f"{bar.name}: {bar.shown}"))
    return f'<a href="{escape(bar.link)}"><title>{told}</title>{drawn}</a>'


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="2"/>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def text_at(x: float, y: float, text: str, kind: str, anchor: str, *, rtl: bool | None = None) -> str:
    """Return words of a chart; `rtl` is how they run, None as the page does."""
    # In text that runs from the right an anchor's start is its right end.
    direction = "" if rtl is None else f' direction="{"rtl" if rtl else "ltr"}"'
    name = f' class="{kind}"' if kind else ""
    return (
        f'<text{name} x="{x:.1f}" y="{y:.1f}" font-size="13" text-anchor="{anchor}"{direction}>'
        f"{escape(cleaned(text))}</text>"
    )
