"""Text of XML → its elements' starts, ends and texts, one after the other, without building a tree.

The readers of feeds and sitemaps stand on it. What lists get wrong most (a bare `&` or `<`, an entity of HTML, an
element left open, a namespace never declared) is mended before and by the parser; memory and time grow with the
text and nothing else, whatever is in it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from musnad.errors import InputError
from musnad.pages.xml_text import printable

PIECE = 65_536  # characters that the parser gets at a time

_BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?:#([0-9]{1,7});|#[xX]([0-9A-Fa-f]{1,6});)?|<(?![A-Za-z_/?])")
_SECTIONS = (("<!--", "-->"), ("<![CDATA[", "]]>"))
_SECTION = re.compile(r"<!--|<!\[CDATA\[")
_OPEN_LENGTH = 1_000_000  # characters without a ">" outside of CDATA: no list, and nothing to wait for
_DEEPEST = 256  # elements; libxml2's own bound for trees. XHTML in a feed comes to 40
# Elements of these namespaces keep a prefix: their titles and addresses are not those of the page.
_PREFIXES = {"mrss": "media", "itunes": "itunes", "sitemap-image": "image", "sitemap-video": "video"}
_NONE: dict[str, str] = {}


class Event(NamedTuple):
    """`kind` is start, end or text; `name` the local name in lower case; `text` of a text; `attributes` of a start."""

    kind: str
    name: str
    text: str
    attributes: dict[str, str]


class XmlEvents:
    """The events of a text; after the last one `problem` says what was broken, None if nothing was.

    An element that the text leaves open at its end gets no end.
    """

    def __init__(self, chunks: Iterable[str]) -> None:
        self.problem: str | None = None
        self._chunks = chunks

    def __iter__(self) -> Iterator[Event]:
        from lxml import etree

        target = _Target()
        handler: Any = target  # it takes what it is sent, and comments are not sent
        parser: Any = etree.XMLParser(
            target=handler, recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True, encoding="utf-8",
        )  # fmt: skip
        try:
            for part in mend(self._chunks):
                for start in range(0, len(part), PIECE):
                    parser.feed(part[start : start + PIECE].encode("utf-8", "replace"))
                    found, target.events = target.events, []
                    yield from found
                    if target.depth > _DEEPEST:
                        self.problem = f"broken XML: elements nested deeper than {_DEEPEST}"
                        return
        except InputError as error:
            self.problem = str(error)
            return
        except etree.XMLSyntaxError:
            pass  # it gave up for good; its log says where
        # close() is never called: it would end what stands unfinished, and an address cut in the middle is none.
        self.problem = _said(parser.feed_error_log) or ("cut short: its root is never closed" if target.depth else None)


class _Target:
    """Takes the parser's calls; their names are lxml's."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.depth = 0

    def start(self, tag: str, attributes: Any) -> None:
        self.depth += 1
        named = {_local(key): value for key, value in attributes.items()} if attributes else _NONE
        self.events.append(Event("start", _local(tag), "", named))

    def end(self, tag: str) -> None:
        self.depth -= 1
        self.events.append(Event("end", _local(tag), "", _NONE))

    def data(self, text: str) -> None:
        self.events.append(Event("text", "", text, _NONE))

    def close(self) -> None:
        return None


@functools.lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    space, _, name = tag.rpartition("}")
    if space:
        for part, prefix in _PREFIXES.items():
            if part in space:
                return f"{prefix}:{name.lower()}"
    return name.rpartition(":")[2].lower()


def _said(log: Any) -> str | None:
    fatal = [entry for entry in log if entry.level_name == "FATAL"]
    if not fatal:
        return None
    more = f" and {len(fatal) - 1} more places" if len(fatal) > 1 else ""
    return f"broken XML at line {fatal[0].line}{more}: {fatal[0].message.strip()}"


def mend(chunks: Iterable[str]) -> Iterator[str]:
    """Escape what must not stand bare, turn CDATA into escaped text, leave comments out.

    Pieces are cut behind a `>`, so that nothing that belongs together is cut in two.

    Raises:
        InputError: text that never comes to a `>`; what was before it has been given.
    """
    waiting, closing = "", ""  # closing: what ends the comment or CDATA section that is open
    for chunk in chunks:
        waiting += chunk
        done: list[str] = []
        at = 0
        while True:
            if closing:
                end = waiting.find(closing, at)
                stop = end if end >= 0 else max(at, len(waiting) - 2)  # the closing mark may be cut in two
                if closing == "]]>":
                    done.append(_escaped(waiting[at:stop]))
                at = stop
                if end < 0:
                    break
                at, closing = end + 3, ""
            section = _SECTION.search(waiting, at)
            stop = section.start() if section else waiting.rfind(">", at) + 1
            if stop > at:
                done.append(_BARE.sub(_entity, waiting[at:stop]))
                at = stop
            if section is None:
                break
            at, closing = section.end(), dict(_SECTIONS)[section.group()]
        waiting = waiting[at:]
        if len(waiting) > _OPEN_LENGTH:
            raise InputError(f"broken XML: {_OPEN_LENGTH:,} characters without an end of a tag")
        yield "".join(done)


def _entity(bare: re.Match[str]) -> str:
    decimal, hexadecimal = bare.groups()
    if decimal or hexadecimal:
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return f"&#{code};" if code <= 0x10FFFF and printable(chr(code)) else ""
    return "&amp;" if bare.group() == "&" else "&lt;"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
