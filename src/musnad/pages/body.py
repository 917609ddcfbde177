"""The main text of a page: trafilatura finds it, its elements become paragraphs, what isn't of the article goes.

What Arabic sites put into the text itself (boxes of related links, share bars, notes) is taken out before, by the
names of its boxes, and after, line by line.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from lxml.html import HtmlElement

from musnad.arabic.dates import find_dates
from musnad.arabic.letters import fold
from musnad.errors import InputError
from musnad.pages import schema_org
from musnad.pages.boilerplate import foot_lines, line_kind
from musnad.pages.container import Row, rows_of
from musnad.pages.metadata import PARAGRAPH, Metadata
from musnad.pages.pruning import prune

BLOCKS = frozenset(("p", "head", "item", "quote", "cell", "code", "div", "li", "row"))
SHARED = 0.6  # of trafilatura's words that the article's box has too; fewer, and they speak of different things
LEAD = 16  # words of a first paragraph that stands apart: sub-headlines are shorter and have no full stop
SENTENCE = 6  # words: a block of fewer may be a label
INNER = frozenset(("h2", "h3", "h4", "h5", "li", "dd", "dt"))  # parts of an article that are no paragraphs
TOLD_SHARE = 0.6  # of a row's words that stand in articleBody: spellings differ, and other texts share small words
MOST_TIMES = 20  # longer than the text on the page, articleBody is something else (a whole issue)
LEAST_WORDS = 12  # fewer, from a page with schema.org's articleBody, are no extraction
REPEATED = 25  # characters: shorter lines are said twice for good reasons (a sub-heading, a refrain)
HEAD_LINES = 5  # above the text among which headline, byline and date can stand once more
LONGEST_META = 160  # characters of such a line
MOST_IN_HEAD_LINE = 5  # words beside a date: a name of four and a section
MOSTLY = 0.5  # of the letters
_WORD = re.compile(r"\w+")
_LETTERS = re.compile(r"[^\W_]{2,}")
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0621-\u064a]")
_LABELS = re.compile(  # folded
    r"\b(?:نشر|نشرت|تاريخ|النشر|بتاريخ|اخر|تحديث|الساعه|بتوقيت|غرينتش|كتب|كتبت|بقلم|بواسطه|في|هـ|[apAP][mM]|GMT|posted|by|on|at)\b"
)


def main_text(
    tree: HtmlElement, article: dict[str, Any], metadata: Metadata, *, state: list[str] | None = None, name: str = ""
) -> list[str]:
    """Return the paragraphs of a page's article, without headline, date line and byline.

    Args:
        tree: the parsed page; changed by this.
        article: the JSON-LD node of its article.
        metadata: headline, byline, outlet and date are left out where they stand above the text once more.
        state: its paragraphs as a script's data has them.
        name: of the page, for errors.
    Raises:
        InputError: the page has no text that could be an article.
    """
    prune(tree, metadata.heading)
    own = rows_of(tree, metadata.heading)
    rows = _merged(own, list(_extract(tree, name)))
    told = [" ".join(p.split()) for p in re.split(r"\n+|<br\s*/?>|</p>", schema_org.text_body(article)) if p.strip()]
    rows = _as_told(rows, told or state or [])
    rows = list(_clean(_of_one_language(rows), metadata))
    if not rows:
        found = "no article text found in this page"
        raise InputError(f"{name}: {found}; it may be a list, a video or need scripts", code="no-article")
    return rows


def _merged(own: list[Row], found: list[str]) -> list[str]:
    """Hold the article's box beside what trafilatura found: sub-headings, lists and openings that it lost come back.

    Args:
        own: the blocks of the box, in the order of the page.
        found: trafilatura's paragraphs; where the two have little in common they are the result.
    """
    words = f" {' '.join(w for row in found for w in _WORD.findall(row))} "
    known = [f" {' '.join(_WORD.findall(row.text))} " in words for row in own]
    shared = sum(_count([row.text]) for row, is_known in zip(own, known, strict=True) if is_known)
    if not shared or shared < SHARED * _count(found):
        return found
    makes = {row.make for row, is_known in zip(own, known, strict=True) if is_known and _count([row.text]) >= SENTENCE}
    first, last = known.index(True), len(known) - 1 - known[::-1].index(True)
    while first and own[first - 1].make in makes and _count([own[first - 1].text]) >= SENTENCE:
        first -= 1
    lead = own[first - 1].text if first else ""
    if _count([lead]) >= LEAD and lead[-1] in ".!؟":  # the first paragraph in a box of its own
        first -= 1
        makes.add(own[first].make)
    while last + 1 < len(own) and own[last + 1].make in makes and _sisters(own[last], own[last + 1]):
        last += 1
    return [
        row.text for row, is_known in list(zip(own, known, strict=True))[first : last + 1]
        if is_known or row.make in makes or row.tag in INNER
    ]  # fmt: skip


def _sisters(one: Row, other: Row) -> bool:
    """Tell blocks that stand in one element, or each in a wrapper of its own of one make."""
    a, b = one.parent, other.parent
    if a is b or a is None or b is None:
        return a is b
    return a.getparent() is b.getparent() and (a.tag, a.get("class")) == (b.tag, b.get("class"))


@cache
def _extractor() -> Callable[..., Any]:
    """Return trafilatura's extraction; what it has to log is no one's business who did not ask for it."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    extraction: Callable[..., Any] = bare_extraction
    return extraction


def _extract(tree: HtmlElement, name: str) -> Iterator[str]:
    try:
        found = _extractor()(tree, include_comments=False, include_tables=True, with_metadata=False)
    except RecursionError as error:
        raise InputError(f"{name}: elements stand too deep in each other", code="too-deep") from error
    body = getattr(found, "body", None)
    return iter(()) if body is None else paragraphs_of(body)


def paragraphs_of(body: Any) -> Iterator[str]:
    """Yield the paragraphs of trafilatura's body: blocks, and in them the lines between line breaks."""
    parts: list[str] = []

    def flush() -> Iterator[str]:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            yield text

    from lxml.etree import iterwalk

    for event, element in iterwalk(body, events=("start", "end")):
        block = element.tag in BLOCKS or element.tag in ("list", "table")
        if event == "start":
            if block or element.tag == "lb":
                yield from flush()
            parts.append(element.text or "")
        else:
            if block:
                yield from flush()
            parts.append(element.tail or "")
    yield from flush()


def _as_told(rows: list[str], told: list[str]) -> list[str]:
    """Hold what was found beside the articleBody that the page gives in its data, where it gives one.

    It replaces the rows where they hold less than half of it; where it holds most of them, rows of other words go.
    """
    size, words = _count(told), Counter(w for row in told for w in _WORD.findall(row))
    if size < LEAST_WORDS or size > MOST_TIMES * max(_count(rows), LEAST_WORDS):
        return rows
    shares = [sum(w in words for w in row) / max(len(row), 1) for row in map(_WORD.findall, rows)]
    known = sum(_count([row]) for row, share in zip(rows, shares, strict=True) if share >= TOLD_SHARE)
    if known < 0.5 * size:
        return told
    if known < 0.7 * _count(rows):
        return rows
    return [row for row, share in zip(rows, shares, strict=True) if share >= TOLD_SHARE]


def _clean(rows: Iterable[str], metadata: Metadata) -> Iterator[str]:
    listed = list(rows)
    whole = [" ".join(_WORD.findall(row)) for row in listed]
    seen: set[str] = set()
    begun = False  # the text: a paragraph of some length
    names = [fold(name) for name in (metadata.headline, metadata.byline, metadata.outlet) if name]
    for n, (row, at_foot) in enumerate(zip(listed, foot_lines(listed), strict=True)):
        if line_kind(row, at_foot=at_foot) is not None:
            continue
        words = " ".join(_WORD.findall(row))
        if words in seen or (len(words) > REPEATED and any(words in other for other in whole if other != words)):
            continue  # a body given twice, a quotation box that repeats a sentence
        seen.add(words if len(words) > REPEATED else "")
        begun = begun or len(row) > PARAGRAPH
        if not _LETTER.search(row) or (not begun and _is_head_line(row, n)):
            continue
        if (n < HEAD_LINES or at_foot) and len(row) <= LONGEST_META and _tells_nothing_new(row, names):
            continue
        yield row


def _of_one_language(rows: list[str]) -> list[str]:
    """Leave out paragraphs in other languages (a translation beside the text) where most of the text is Arabic."""
    counts = [(len(_ARABIC.findall(row)), len(_LETTER.findall(row))) for row in rows]
    arabic, letters = sum(a for a, _ in counts), sum(n for _, n in counts)
    if arabic < MOSTLY * letters:
        return rows
    return [row for row, (a, n) in zip(rows, counts, strict=True) if a >= MOSTLY * n or len(row.split()) < SENTENCE]


def _is_head_line(row: str, at: int) -> bool:
    """Tell a line above the text that has a full date and little besides: a name, a section, a number."""
    if at >= HEAD_LINES or len(row) > LONGEST_META or row.endswith((".", "؟", "!")):
        return False
    dates = [date for date in find_dates(row) if date.full]
    kept = row
    for date in reversed(dates):
        kept = f"{kept[: date.start]} {kept[date.end :]}"
    return bool(dates) and len(_LETTERS.findall(_LABELS.sub(" ", fold(kept)))) <= MOST_IN_HEAD_LINE


def _tells_nothing_new(row: str, names: list[str]) -> bool:
    """Tell a line of which nothing is left without headline, byline, outlet and dates."""
    kept = row
    for date in reversed(find_dates(row)):
        kept = f"{kept[: date.start]} {kept[date.end :]}"
    kept = fold(kept)
    for name in names:
        kept = kept.replace(name, " ")
    return kept != fold(row) and not _LETTERS.search(_LABELS.sub(" ", kept))


def _count(rows: Iterable[str]) -> int:
    return sum(len(_WORD.findall(row)) for row in rows)
