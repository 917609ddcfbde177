"""Charts of labels: bars in two parts, the outlet's own voice filled, what is quoted hollow.

So the two are told apart without colour, on the reading page as here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from musnad.web.charts import NARROW, WIDE, shortened, svg, text_at
from musnad.web.marking import cleaned

_LINE, _HEAD, _KEY = 28, 34, 30  # units: a bar with its room, a heading, the key above all
_NAMES = 210  # units for names; the longest epithets have thirty letters


class Part(NamedTuple):
    """One voice of a bar: how many, as it is shown, and where it leads."""

    value: int
    shown: str
    link: str


class Stack(NamedTuple):
    """A bar: its name, its figure as it is shown, its two parts."""

    name: str
    shown: str
    own: Part
    quoted: Part


class Group(NamedTuple):
    """Bars under a heading; none where it is empty."""

    heading: str
    stacks: Sequence[Stack]


def stacked_rows(groups: Sequence[Group], *, title: str, voices: tuple[str, str], rtl: bool) -> Markup:
    """Return lying bars one below the other.

    Args:
        voices: what the outlet's own voice and what is quoted are called.
    """
    most = max((s.own.value + s.quoted.value for group in groups for s in group.stacks), default=0) or 1
    room, wide = WIDE * 0.6 - _NAMES - 100, WIDE * 0.6
    side, start = (-1, wide - _NAMES) if rtl else (1, _NAMES)
    out, y = _key(voices, wide, rtl=rtl), float(_KEY)
    for group in groups:
        if group.heading:
            y += _HEAD
            out.append(text_at(wide - 10 if rtl else 10, y - 9, shortened(group.heading, 60), "head", "start", rtl=rtl))
        for stack in group.stacks:
            at = float(start)
            for part, kind, voice in _parts(stack, voices):
                long = max(room * part.value / most, 2.5)
                box = _box(at - long if rtl else at, y + 5, long, _LINE - 10, kind)
                out.append(_linked(f"{stack.name}, {voice}: {part.shown}", part.link, box))
                at += side * (long + 1)
            out.append(text_at(start - side * 8, y + _LINE / 2 + 5, shortened(stack.name, 30), "", "end", rtl=rtl))
            out.append(text_at(at + side * 6, y + _LINE / 2 + 5, stack.shown, "soft", "start", rtl=rtl))
            y += _LINE
    return svg(out, wide, y + 8, title)


def stacked_columns(stacks: Sequence[Stack], *, title: str, voices: tuple[str, str], rtl: bool) -> Markup:
    """Return upright bars side by side, in the order of time."""
    wide = WIDE if len(stacks) > NARROW // 70 else NARROW
    height, left = 250, 14
    bottom, top = height - 34, _KEY + 22
    most = max((stack.own.value + stack.quoted.value for stack in stacks), default=0) or 1
    step = (wide - 2 * left) / max(len(stacks), 1)
    width, every = min(step * 0.8, 46), max(1, -(-len(stacks) * 92 // wide))
    out = _key(voices, wide, rtl=rtl)
    for n, stack in enumerate(stacks):
        place = left + step * (n + 0.5)
        x, y = wide - place if rtl else place, float(bottom)
        for part, kind, voice in _parts(stack, voices):
            tall = max((bottom - top) * part.value / most, 2.5)
            box = _box(x - width / 2, y - tall, width, tall, kind)
            out.append(_linked(f"{stack.name}, {voice}: {part.shown}", part.link, box))
            y -= tall + 1
        if step > 26 and stack.own.value + stack.quoted.value:
            out.append(text_at(x, y - 4, stack.shown, "soft", "middle"))
        if n % every == 0:
            out.append(text_at(x, height - 12, stack.name, "soft", "middle"))
    return svg(out, wide, height, title)


def _parts(stack: Stack, voices: tuple[str, str]) -> list[tuple[Part, str, str]]:
    both = ((stack.own, "own", voices[0]), (stack.quoted, "quoted", voices[1]))
    return [one for one in both if one[0].value]


def _key(voices: tuple[str, str], wide: float, *, rtl: bool) -> list[str]:
    out = []
    for n, (kind, name) in enumerate(zip(("own", "quoted"), voices, strict=True)):
        x = 14 + n * 220.0
        at = wide - x - 14 if rtl else x
        out.append(_box(at, 9, 14, 14, kind))
        out.append(text_at(at - 8 if rtl else at + 22, 21, shortened(name, 30), "soft", "start", rtl=rtl))
    return out


def _box(x: float, y: float, width: float, height: float, voice: str) -> str:
    inner = 0.75 if voice == "quoted" else 0  # half of the line around what is hollow
    return (
        f'<rect class="voice-{voice}" x="{x + inner:.1f}" y="{y + inner:.1f}" width="{max(width - 2 * inner, 1):.1f}" '
        f'height="{max(height - 2 * inner, 1):.1f}" rx="2"/>'
    )


def _linked(told: str, link: str, drawn: str) -> str:
    return f'<a href="{escape(link)}"><title>{escape(cleaned(told))}</title>{drawn}</a>'
