"""The text of a page whose body is empty until a script runs: it stands in the script's JSON.

`__NEXT_DATA__`, Apollo and other states differ, so no key is relied on: the smallest part of the JSON that holds the
headline and enough prose is the article's. What is written as a script rather than JSON (Nuxt: keys without quotes, a
function whose arguments stand for what repeats) is made JSON first. What React streams (`self.__next_f.push`) is a page
already, written as lists: `streamed_markup` makes HTML of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
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


def read_state(tree: HtmlElement, headline: str | None, streamed: dict[str, Any] | None = None) -> State:
    """Return the paragraphs and dates that a page's JSON holds of its article; empty where there are none.

    Args:
        tree: of the page.
        headline: the smallest part that holds it is the article's.
        streamed: what `streamed_rows` has found.
    """
    if not headline:
        return State([], [])
    wanted = " ".join(_WORD.findall(fold(headline)))
    for value in (*_values(tree), list((streamed or {}).values())):
        node = _smallest(value, wanted, 0)
        if node is not None:
            dates = [v for k, v in node.items() if isinstance(v, str) and _DATED.search(k) and len(v) <= 40]
            return State(list(_paragraphs(node, wanted)), dates)
    return State([], [])


def _values(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        text = (script.text or "").strip()
        kind = (script.get("type") or "").lower()
        if len(text) < LEAST_PROSE or len(text) > LONGEST_SCRIPT or "ld+json" in kind or "{" not in text:
            continue
        value = _parse(text)
        if value is not None:
            yield value


def _parse(text: str) -> Any:
    """Read JSON, also that of `window.STATE = {…};`, and objects as scripts write them."""
    start, end = text.find("{"), text.rfind("}") + 1
    for candidate in (text, text[start:end]):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    assigned = _ASSIGNED.match(text)
    return _parse_script(text[assigned.end() :]) if assigned else None


# -- objects as scripts write them -------------------------------------------------------------

_ASSIGNED = re.compile(r"(?:window|self|globalThis|var|let|const)\b[^={]{1,80}=\s*")
_FUNCTION = re.compile(r"[(!]?\s*function\s*\(([\w$,\s]*)\)\s*\{\s*return\s*")
_TOKEN = re.compile(  # a string without its end takes all that follows: nothing is looked at twice
    r"""(?P<string>"(?:[^"\\]|\\.)*(?:"|\\?\Z)|'(?:[^'\\]|\\.)*(?:'|\\?\Z))"""
    r"|(?P<key>[A-Za-z_$][\w$]*\s*:)|(?P<word>void 0|![01]|[A-Za-z_$][\w$]*)|-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|\S",
    re.DOTALL,
)
_ESCAPE = re.compile(r"""\\x([0-9a-fA-F]{2})|\\(')|(?<!\\)(")""")
_CONSTANTS = {"true": "true", "false": "false", "!0": "true", "!1": "false"}


def _parse_script(text: str) -> Any:
    """Read `{a:1,b:x}` and `(function(x){return {a:x}}("value"))`; None where there is more to it than that."""
    bound: dict[str, str] = {}
    function = _FUNCTION.match(text)
    start = function.end() if function else 0
    end = _end_of(text, start)
    if function:
        opened = text.find("(", end)
        given = _json_of(f"[{text[opened + 1 : _end_of(text, opened) - 1]}]", {}) if opened >= 0 else None
        names = (name.strip() for name in function[1].split(","))
        bound = {n: json.dumps(value) for n, value in zip(names, given or [], strict=False)}
    return _json_of(text[start:end], bound)


def _end_of(text: str, start: int) -> int:
    """Return where the bracket that opens at `start` is closed."""
    depth = 0
    for match in _TOKEN.finditer(text, start):
        token = match.group()
        depth += (token in "([{") - (token in ")]}") if len(token) == 1 else 0
        if depth <= 0:
            return match.end()
    return len(text)


def _json_of(text: str, bound: dict[str, str]) -> Any:
    parts: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match["string"]:
            token = f'"{_ESCAPE.sub(_escaped, token[1:-1])}"'
        elif match["key"]:
            token = f"{json.dumps(token[:-1].strip())}:"
        elif match["word"]:
            token = _CONSTANTS.get(token, bound.get(token, "null"))
        elif token[0] == ".":
            token = f"0{token}" if len(token) > 1 else token
        parts.append(token)
    try:
        return json.loads("".join(parts), strict=False)
    except (ValueError, RecursionError):
        return None


def _escaped(match: re.Match[str]) -> str:
    code, quote, double = match.groups()
    return f"\\u00{code}" if code else quote or f"\\{double}"


# -- what React streams ------------------------------------------------------------------------

STREAM = "__next_f"
_PUSH = re.compile(r"\s*self\.__next_f\.push\((?P<pushed>\[.*\])\)\s*;?\s*", re.DOTALL)
_ROW = re.compile(r"\n?([0-9a-f]{1,6}):")
_LONG_TEXT = re.compile(r"T([0-9a-f]{1,6}),")
_TAG_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_VOID = frozenset(("br", "img", "hr", "input", "link", "meta", "source", "track", "wbr"))
_ATTRIBUTES = {"className": "class", "id": "id", "href": "href", "dateTime": "datetime", "hidden": "hidden",
               "src": "src", "alt": "alt", "itemProp": "itemprop"}  # fmt: skip
MOST_MARKUP = 3_000_000  # characters that are made of a stream: rows may name each other again and again


def streamed_rows(tree: HtmlElement) -> dict[str, Any]:
    """Return the rows of what React streams into a page: id → value, or a text."""
    parts: list[str] = []
    for script in tree.iter("script"):
        pushed = _PUSH.fullmatch(script.text or "")
        value = _parse(pushed["pushed"]) if pushed and len(script.text) <= LONGEST_SCRIPT else None
        if isinstance(value, list) and len(value) > 1 and isinstance(value[1], str):
            parts.append(value[1])
    stream, rows, at = "".join(parts), dict[str, Any](), 0
    while row := _ROW.match(stream, at):
        if long := _LONG_TEXT.match(stream, row.end()):
            size = int(long[1], 16)  # bytes, of which a letter has one to four
            text = stream[long.end() : long.end() + size].encode("utf-8", "replace")[:size].decode("utf-8", "ignore")
            rows[row[1]], at = text, long.end() + len(text)
            continue
        end = stream.find("\n", row.end())
        at = len(stream) if end < 0 else end
        try:
            rows[row[1]] = json.loads(stream[row.end() : at], strict=False)
        except (ValueError, RecursionError):
            continue  # a script to load, a hint, an error
    return rows


def streamed_markup(rows: dict[str, Any]) -> str:
    """Return HTML of the elements in the rows that React streams, each row once, where it is named or else in turn."""
    left = dict(rows)
    parts: list[str] = []
    for name in rows:
        if name in left and isinstance(left[name], list):
            _render(left.pop(name), left, parts, 0)
    return "".join(parts)[:MOST_MARKUP]


def _render(node: Any, rows: dict[str, Any], parts: list[str], depth: int) -> None:
    if depth > 4 * DEEPEST:
        return
    if isinstance(node, str):
        if node.startswith("$") and not node.startswith("$$"):
            _render(rows.pop(node.lstrip("$L@"), None), rows, parts, depth + 1)
        else:
            parts.append(escape(node.removeprefix("$")))
    elif isinstance(node, list) and len(node) >= 4 and node[0] == "$" and isinstance(node[3], dict):
        tag = node[1] if isinstance(node[1], str) and _TAG_NAME.fullmatch(node[1]) else "div"
        if tag in ("script", "style", "noscript"):
            return
        props = node[3]
        named = ((_ATTRIBUTES[key], v) for key, v in props.items() if key in _ATTRIBUTES and isinstance(v, str))
        told = "".join(f' {name}="{escape(value)}"' for name, value in named)
        parts.append(f"<{tag}{told}>")
        _render(props.get("children"), rows, parts, depth + 1)
        inner = props.get("dangerouslySetInnerHTML")
        html = inner.get("__html") if isinstance(inner, dict) else None
        if isinstance(html, str):
            parts.append(rows.get(html[1:], "") if html.startswith("$") else html)
        parts.append("" if tag in _VOID else f"</{tag}>")
    elif isinstance(node, list):
        for child in node:
            _render(child, rows, parts, depth + 1)
    elif isinstance(node, int | float) and not isinstance(node, bool):
        parts.append(str(node))


# -- the article's part ------------------------------------------------------------------------


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
