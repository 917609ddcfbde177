"""The text of a page whose body is empty until a script runs: it stands in the script's JSON.

`__NEXT_DATA__`, Apollo and other states differ, so no key is relied on: the smallest part of the JSON that holds the
headline and enough prose is the article's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml.html import HtmlElement

from musnad.arabic.letters import fold

LONGEST_SCRIPT = 5_000_000  # characters
LEAST_PROSE = 150  # letters of Arabic in the strings of an article
SENTENCE = 40  # letters of a string that is a paragraph or more
DEEPEST = 40
_TAG = re.compile(r"<(?:/p|br\s*/?|/div|/li|/h\d)\s*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]{0,400}>")
_ARABIC = re.compile("[\u0621-\u064a]")
_DATED = re.compile(
    r"^(?:date_?)?(?:publish|creat|post|display|first)|^date$|publi(?:sh|cation)_?(?:ed)?_?(?:date|time|at|on)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_BESIDE = frozenset(("description", "summary", "excerpt", "lead", "seo", "meta", "caption", "alt", "teaser", "related",
                     "comments", "mostread", "recommended", "latest"))  # fmt: skip


class State(NamedTuple):
    """What a page's JSON holds of its article."""

    paragraphs: list[str]
    dates: list[str]


def read_state(tree: HtmlElement, headline: str | None) -> State:
    """Return the paragraphs and dates that a page's JSON holds of its article; empty where there are none."""
    if not headline:
        return State([], [])
    wanted = " ".join(_WORD.findall(fold(headline)))
    for script in tree.iter("script"):
        text = (script.text or "").strip()
        kind = (script.get("type") or "").lower()
        if len(text) < LEAST_PROSE or len(text) > LONGEST_SCRIPT or "ld+json" in kind or "{" not in text:
            continue
        value = _parse(text)
        node = _smallest(value, wanted, 0) if value is not None else None
        if node is not None:
            dates = [v for k, v in node.items() if isinstance(v, str) and _DATED.search(k) and len(v) <= 40]
            return State(list(_paragraphs(node, wanted)), dates)
    return State([], [])


def _parse(text: str) -> Any:
    """Read JSON, also that of `window.STATE = {…};`."""
    start, end = text.find("{"), text.rfind("}") + 1
    for candidate in (text, text[start:end]):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _smallest(node: Any, wanted: str, depth: int) -> Any:
    """Return the smallest object that holds the headline and enough prose, None where no object does."""
    if depth > DEEPEST or not isinstance(node, dict | list):
        return None
    for child in node.values() if isinstance(node, dict) else node:
        found = _smallest(child, wanted, depth + 1)
        if found is not None:
            return found
    if not isinstance(node, dict):
        return None
    own = [value for value in node.values() if isinstance(value, str)]
    if not any(" ".join(_WORD.findall(fold(text))) == wanted for text in own if len(text) < 400):
        return None
    prose = sum(len(_ARABIC.findall(row)) for row in _paragraphs(node, wanted))
    return node if prose >= LEAST_PROSE else None


def _paragraphs(node: Any, wanted: str, depth: int = 0) -> Iterator[str]:
    if isinstance(node, str):
        for part in re.split(r"\n+", _TAG.sub("\n", node)):
            text = " ".join(_MARKUP.sub(" ", part).split())
            if len(_ARABIC.findall(text)) >= SENTENCE and " ".join(_WORD.findall(fold(text))) != wanted:
                yield text
    elif isinstance(node, dict) and depth <= DEEPEST:
        for key, value in node.items():
            if key.lower() not in _BESIDE:
                yield from _paragraphs(value, wanted, depth + 1)
    elif isinstance(node, list) and depth <= DEEPEST:
        for value in node:
            yield from _paragraphs(value, wanted, depth + 1)
