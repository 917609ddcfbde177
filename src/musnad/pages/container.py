"""The box that holds a page's article, by where its prose stands: a second opinion beside trafilatura.

What repeats, links and hides is out of the tree already (`pruning`): of what is left the article is most, and the
lowest box that holds it holds its sub-headings and lists as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from musnad.pages.pruning import BLOCK_TAGS, measure

HELD = 0.93  # of a box's prose stands in one box inside it: go down there
SKIPPED = frozenset((
    "script", "style", "noscript", "template", "button", "select", "textarea", "iframe", "svg", "form", "figcaption",
    "figure", "nav", "aside", "footer", "video", "audio", "object", "title", "label",
))  # fmt: skip
MOST_LINKED = 0.6  # of a block's letters in links: more is no sentence


class Row(NamedTuple):
    """A block of text: its words, its tag and the first of its classes (its make), the element around it."""

    text: str
    tag: str
    make: str
    parent: HtmlElement | None


def rows_of(tree: HtmlElement, heading: HtmlElement | None) -> list[Row]:
    """Return the blocks of text in the box that holds the article, those behind the headline."""
    sizes = measure(tree)
    box = tree
    while True:
        inner = max((c for c in box if c in sizes), key=lambda c: sizes[c].prose, default=None)
        if inner is None or not sizes[inner].prose or sizes[inner].prose < HELD * sizes[box].prose:
            break
        if sizes[inner].blocks == 1 and sizes[box].blocks > 1:
            break  # one long paragraph among short ones
        box = inner
    if box.tag not in BLOCK_TAGS and (parent := box.getparent()) is not None:
        box = parent
    rows: list[Row] = []
    for element, text in _rows(box, heading):
        if element is heading and not text:
            rows.clear()
        elif text:
            make = f"{element.tag}.{(element.get('class') or '').partition(' ')[0]}"
            rows.append(Row(text, element.tag, make, element.getparent()))
    return rows


def _rows(box: HtmlElement, heading: HtmlElement | None) -> Iterator[tuple[HtmlElement, str]]:
    """Yield blocks and their text; the headline's element with no text where it ends."""
    parts: list[str] = []
    linked = 0
    links = 0
    blocks = [box]  # those that are open

    def flush() -> str:
        nonlocal linked
        text = " ".join("".join(parts).split())
        is_text = text and linked <= MOST_LINKED * len(text)
        parts.clear()
        linked = 0
        return text if is_text else ""

    skip: HtmlElement | None = None
    for event, element in etree.iterwalk(box, events=("start", "end")):
        if skip is not None:
            if event == "end" and element is skip:
                skip = None
                parts.append(element.tail or "")
            continue
        tag = element.tag
        if event == "start" and tag in SKIPPED:
            skip = element
            continue
        block = tag in BLOCK_TAGS or tag == "hr"
        if event == "start":
            if block or tag == "br":
                yield blocks[-1], flush()
            if block and tag != "hr":
                blocks.append(element)
            links += tag == "a"
            parts.append(element.text or "")
            linked += len(element.text or "") if links else 0
        else:
            if block:
                yield blocks[-1], flush()
            if block and tag != "hr" and len(blocks) > 1:
                blocks.pop()
            links -= tag == "a"
            if element is not box:
                parts.append(element.tail or "")
                linked += len(element.tail or "") if links else 0
            if element is heading:
                yield element, ""
    yield box, flush()
