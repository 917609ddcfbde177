"""schema.org data of a page (JSON-LD): the article's own node, whatever stands around it.

Broken JSON is common (line breaks in strings, trailing commas, comments): what can be mended is, the rest is left.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

ARTICLE_TYPES = frozenset((
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
    "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle", "BlogPosting", "LiveBlogPosting",
    "SocialMediaPosting", "TechArticle", "Report", "AdvertiserContentArticle", "SatiricalArticle", "ScholarlyArticle",
    "WebPage", "VideoObject",
))  # fmt: skip
LONGEST = 2_000_000  # characters of one block; a page's whole text and its comments fit
DEEPEST = 12  # of nodes in nodes: @graph, mainEntity, hasPart

_COMMENT = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*.*?\*/)|(?:-->|//\s*\]\]>)\s*$", re.DOTALL)
_TRAILING = re.compile(r",(\s*[}\]])")


def nodes(tree: HtmlElement) -> list[dict[str, Any]]:
    """Return every node of a page's JSON-LD, outer ones first."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) <= LONGEST:
            found += _flat(_parse(script.text), 0)
    return found


def article(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the node of the page's article; empty where there is none.

    The first of the types of articles that has a date or a headline; a WebPage only where nothing else is.
    """
    rated = [(n, _rate(node)) for n, node in enumerate(found)]
    best = max(rated, key=lambda item: (item[1], -item[0]), default=(0, 0))
    return found[best[0]] if best[1] > 0 else {}


def _rate(node: dict[str, Any]) -> int:
    types = kinds(node) & ARTICLE_TYPES
    if not types or not ({"datePublished", "headline", "articleBody"} & node.keys()):
        return 0
    return 1 if types <= {"WebPage", "VideoObject"} else 2


def kinds(node: dict[str, Any]) -> frozenset[str]:
    """Return the types of a node without their vocabulary's address."""
    value = node.get("@type")
    listed = value if isinstance(value, list) else [value]
    return frozenset(str(v).rpartition("/")[2] for v in listed if isinstance(v, str))


def text(value: Any, *keys: str) -> str:
    """Return the first text in a value: itself, under one of `keys`, or in the first of a list."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = next((value[k] for k in (*keys, "name", "@value", "@id") if value.get(k)), "")
        else:
            break
    return " ".join(value.split()) if isinstance(value, str) else ""


def text_body(node: dict[str, Any]) -> str:
    """Return the text that a node gives of its article, lines kept."""
    body = node.get("articleBody")
    return body if isinstance(body, str) else ""


def _parse(block: str) -> Any:
    block = _COMMENT.sub("", block.strip())
    for candidate in (block, _TRAILING.sub(r"\1", block)):
        try:
            return json.loads(candidate, strict=False)  # line breaks and tabs in strings are let pass
        except (ValueError, RecursionError):
            continue
    return None


def _flat(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _flat(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"):
            if isinstance(value.get(key), list | dict):
                yield from _flat(value[key], depth + 1)
