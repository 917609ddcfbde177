"""Bar charts as SVG, and as PNG where `musnad[plot]` is installed.

Bars lie one below the other, names to their left: Arabic names need no slant and no cutting. Whatever draws the SVG
shapes the letters; names stand in marks of direction, so that signs in them keep their side.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from musnad.errors import MusnadError

WIDTH, NAMES, RIGHT = 900, 300, 130  # pixels: the picture, the names' column, the column of figures
BAR, GAP, HEAD = 18, 8, 30  # pixels: a bar's height, between bars, a line of text above them
COLOURS = ("#2f5d8a", "#d08c2f")  # told apart also by those who don't see red or green; AA on white
MOST_LETTERS = 34  # of a name in its column at 14 pixels
_LATIN = "'DejaVu Sans','Liberation Sans',Arial,sans-serif"
_ARABIC = "'Noto Naskh Arabic','Noto Sans Arabic',Amiri," + _LATIN
_RTL, _END = "\u202b", "\u202c"  # embedding: renderers of SVG know it, also those that know no `direction`


class Bar(NamedTuple):
    """A bar: its name, the lengths of its parts, the figures at its end."""

    name: str
    parts: tuple[int, ...]
    figures: str


class Group(NamedTuple):
    """Bars under a heading; none where it is empty."""

    heading: str
    bars: tuple[Bar, ...]


def bar_chart(title: str, groups: Sequence[Group], *, parts: Sequence[str], note: str = "") -> str:
    """Return a chart as SVG.

    Args:
        parts: what the parts of each bar are, two at most.
        note: a line below the bars.
    """
    longest = max((sum(bar.parts) for group in groups for bar in group.bars), default=0) or 1
    lines, y = [_text(20, HEAD, title, size=18)], HEAD + 14
    for number, part in enumerate(parts):
        x = 20 + 160 * number
        lines.append(f'<rect x="{x}" y="{y}" width="12" height="12" fill="{COLOURS[number]}"/>')
        lines.append(_text(x + 18, y + 11, part, size=12))
    y += HEAD
    for group in groups:
        if group.heading:
            y += HEAD
            lines.append(_text(20, y - 8, group.heading, size=15, bold=True))
        for bar in group.bars:
            lines += _bar(bar, y, longest)
            y += BAR + GAP
    if note:
        y += HEAD
        lines.append(_text(20, y - 8, note, size=11))
    size = f'width="{WIDTH}" height="{y + 12}" viewBox="0 0 {WIDTH} {y + 12}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    return "\n".join([head, '<rect width="100%" height="100%" fill="#ffffff"/>', *lines, "</svg>", ""])


def to_png(svg: str) -> bytes:
    """Return a chart as PNG.

    Raises:
        MusnadError: resvg-py is not installed.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise MusnadError("charts as PNG need resvg-py: pip install 'musnad[plot]'; SVG needs nothing") from error
    return bytes(svg_to_bytes(svg_string=svg))


def _bar(bar: Bar, y: int, longest: int) -> list[str]:
    name = bar.name if len(bar.name) <= MOST_LETTERS else bar.name[: MOST_LETTERS - 1] + "…"
    lines, x = [_text(NAMES, y + BAR - 4, name, size=14, anchor="end")], float(NAMES + 12)
    room = WIDTH - NAMES - 12 - RIGHT
    for number, part in enumerate(bar.parts):
        width = room * part / longest
        if part:
            lines.append(f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{BAR}" fill="{COLOURS[number]}"/>')
        x += width
    return [*lines, _text(round(x) + 6, y + BAR - 5, bar.figures, size=12)]


def _text(x: int, y: int, text: str, *, size: int, anchor: str = "start", bold: bool = False) -> str:
    shown = escape("".join(c if c.isprintable() else " " for c in text))
    if not text.isascii():
        shown = f"{_RTL}{shown}{_END}"
    weight = ' font-weight="bold"' if bold else ""
    font = f'font-family="{_LATIN if text.isascii() else _ARABIC}" font-size="{size}"'
    return f'<text x="{x}" y="{y}" {font} text-anchor="{anchor}"{weight} fill="#1a1a1a">{shown}</text>'
