"""RSS 0.9x to 2.0 and Atom → what they say, entry by entry, as plain strings.

`feeds.py` makes items of it. Elements are known by their local names, so that a namespace that was never declared
costs nothing; an entry ends where the next one begins, if it doesn't end before.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from urllib.parse import urljoin

import msgspec

from musnad.pages.xml_events import Event, XmlEvents

_BLOCKS = frozenset(["item", "entry"])
_HEADS = frozenset(["channel", "feed"])
_TEXTS = frozenset([
    "title", "link", "guid", "id", "origlink", "encoded", "content", "source",
    "pubdate", "published", "issued", "date", "created", "updated", "modified",
])  # fmt: skip
# Titles and addresses of these are not the entry's.
_ASIDE = frozenset(["image", "textinput", "author", "contributor", "cloud", "generator"])
_POINTING = frozenset(["link", "enclosure", "media:content", "media:player", "content"])
_MOST_LINKS = 100  # kept of an entry; three are many
_VOID = frozenset(["br", "img", "hr", "wbr", "embed", "source", "track", "input"])


class Link(msgspec.Struct, frozen=True):
    """An address in a feed, resolved against the bases around it."""

    href: str
    rel: str
    type: str


class Told(msgspec.Struct):
    """What a feed says of itself or of an entry: texts by the element's name, links, the markup of its content."""

    texts: dict[str, str] = {}
    links: list[Link] = []
    content: str | None = None


def read_markup(
    chunks: Iterable[str], base: str, *, contents: bool, most_entries: int
) -> tuple[Told, list[Told], str | None]:
    """Read a feed.

    Args:
        chunks: its text from the root on.
        base: address that relative ones refer to; empty where it isn't known.
        contents: keep the content of entries.
        most_entries: reading stops behind them.
    Returns: what it says of itself, its entries, and what was broken in it (None if nothing).
    """
    events = XmlEvents(chunks)
    reading = _Reading(base, contents)
    for event in events:
        reading.take(event)
        if len(reading.entries) > most_entries:
            break
    return reading.head, reading.entries, events.problem


class _Reading:
    """Where the reading stands: what is told of, the bases of addresses, the text that is collected."""

    def __init__(self, base: str, contents: bool) -> None:
        self.head = Told()
        self.entries: list[Told] = []
        self._contents = contents
        self._bases: list[str] = [base]
        self._told = self.head
        self._aside = 0  # elements open whose titles and addresses are not the entry's
        self._sources = 0  # elements open that tell where the entry is from
        self._field = ""  # the element whose text is collected
        self._depth = 0  # of the elements inside it
        self._attributes: dict[str, str] = {}
        self._parts: list[str] = []

    def take(self, event: Event) -> None:
        """Take the next event of the feed."""
        if event.kind == "text":
            if self._field:
                self._parts.append(html.escape(event.text, quote=False) if self._is_xhtml() else event.text)
        elif event.kind == "start":
            self._start(event)
        else:
            self._end(event)

    def _is_xhtml(self) -> bool:
        return self._attributes.get("type", "") in ("xhtml", "application/xhtml+xml")

    def _start(self, event: Event) -> None:
        name = event.name
        inside = self._field and not (name in _BLOCKS or (name in _TEXTS and not self._is_xhtml()))
        if self._field and not inside:
            self._finish()  # it was left open
        self._bases.append(_joined(self._bases[-1], event.attributes.get("base")))
        if inside:
            self._depth += 1
            self._parts.append(_tag(name, event.attributes))
            return
        if name in _BLOCKS:
            self._told, self._aside, self._sources = Told(), 0, 0
            self.entries.append(self._told)
            about = event.attributes.get("about")  # RSS 1.0
            if about:
                self._told.texts["about"] = about
        self._aside += name in _ASIDE
        inside_source = self._sources > 0
        self._sources += name == "source"
        if self._aside or (inside_source and name != "title"):
            return
        if name in _POINTING:
            self._point(name, event.attributes)
        if (name in _TEXTS and "url" not in event.attributes) or name == "source":
            self._field, self._depth, self._attributes, self._parts = name, 0, event.attributes, []

    def _point(self, name: str, attributes: dict[str, str]) -> None:
        href = attributes.get("href") or attributes.get("url")
        if href and len(self._told.links) < _MOST_LINKS:
            default = "alternate" if name == "link" else "media"
            rel = attributes.get("rel", "").lower() or default
            self._told.links.append(Link(_joined(self._bases[-1], href), rel, attributes.get("type", "").lower()))

    def _end(self, event: Event) -> None:
        self._bases.pop()
        if self._field and self._depth:
            self._depth -= 1
            if event.name not in _VOID:
                self._parts.append(f"</{event.name}>")
            return
        if self._field:
            self._finish()
        self._aside -= event.name in _ASIDE and self._aside > 0
        self._sources -= event.name == "source" and self._sources > 0
        if event.name in _BLOCKS:
            self._told = self.head

    def _finish(self) -> None:
        """Keep the text that was collected."""
        name, text = self._field, "".join(self._parts).strip()
        self._field, self._parts = "", []
        if not text:
            return
        if name in ("encoded", "content"):
            if self._contents and self._told.content is None and self._told is not self.head:
                plain = self._attributes.get("type", "html") in ("text", "text/plain")
                self._told.content = html.escape(text, quote=False) if plain else text
            return
        if name == "title" and self._sources:
            name = "source"
        self._told.texts.setdefault(name, _joined(self._bases[-1], text) if name == "link" else text)


def _joined(base: str, address: str | None) -> str:
    if not address:
        return base
    try:
        return urljoin(base, address.strip())
    except ValueError:  # such as http://[a
        return address


def _tag(name: str, attributes: dict[str, str]) -> str:
    return "".join(["<", name, *(f' {key}="{html.escape(value)}"' for key, value in attributes.items()), ">"])
