"""What was said → its words; two wordings beside each other: what was kept, left out, added, replaced; how alike.

Words are compared folded and without glued clitics (`search_words`). How alike two wordings are counts roots, so that a
verb meets its noun (ينخفض، انخفاض) and an order of words may change; rare words count most (`stems.term`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal, NamedTuple

import msgspec

from musnad.arabic.search_words import asked, meets, skeleton, written
from musnad.model import Span
from musnad.stories.stems import stem, term

LONGEST = 300  # words of a content that are compared; the longest of 240 articles has 216
_LONG_VOWELS = str.maketrans("", "", "اوي")

Change = Literal["kept", "left out", "added", "replaced"]


class Word(NamedTuple):
    """A word of a content: its folded spelling and its place in the text."""

    word: str
    start: int
    end: int


class Difference(msgspec.Struct, frozen=True):
    """A run of words in one wording and what stands for it in the other; None where nothing does."""

    change: Change
    first: Span | None
    second: Span | None


def words_of(content: Sequence[Span]) -> list[Word]:
    """Return the words of a content with their places in the text that it is a part of."""
    return [
        Word(word, span.start + start, span.start + end)
        for span in content
        for start, end, word in written(span.text)[:LONGEST]
    ][:LONGEST]


@lru_cache(1 << 16)
def root(word: str) -> str:
    """Return what a folded word shares with most others of its root: crude, for words of one speaker on one matter."""
    short = stem(word)
    if len(short) > 3 and short[0] in "يتنام":
        short = short[1:]
    return short.translate(_LONG_VOWELS) or short


class Wording(NamedTuple):
    """What two wordings are compared by: skeletons in order, roots with their weights, figures, the whole weight."""

    skeletons: tuple[str, ...]
    roots: dict[str, float]
    figures: frozenset[str]
    weight: float


def wording_of(words: Sequence[Word]) -> Wording:
    """Return what a content is compared by."""
    roots: dict[str, float] = {}
    for one in words:
        if (weight := term(one.word)[1]) > 0:
            roots[root(one.word)] = max(weight, roots.get(root(one.word), 0.0))
    figures = frozenset(one.word for one in words if one.word.isdecimal())
    return Wording(tuple(skeleton(one.word) for one in words), roots, figures, sum(sorted(roots.values())))


class Likeness(NamedTuple):
    """How alike two wordings are, each in 0..1: `shared`, the part of the smaller's weight that the other has;
    `mutual`, the part of both (Dice)."""

    shared: float
    mutual: float


def likeness(one: Wording, other: Wording) -> Likeness:
    """Return how alike two wordings are, by their roots."""
    both = sorted(one.roots.keys() & other.roots.keys())
    weight = sum([min(one.roots[r], other.roots[r]) for r in both])
    smaller, total = min(one.weight, other.weight), one.weight + other.weight
    return Likeness(round(weight / smaller, 6) if smaller else 0.0, round(2 * weight / total, 6) if total else 0.0)


def in_order(one: Wording, other: Wording) -> float:
    """Return which part of the shorter wording's words stands in the longer one, in order, in runs of two or more."""
    ours, theirs = one.skeletons, other.skeletons
    smaller = min(len(ours), len(theirs))
    if not smaller:
        return 0.0
    begin = end = 0  # words with which both begin, and end: most of two copies, which needs no search
    while begin < smaller and ours[begin] == theirs[begin]:
        begin += 1
    while end < smaller - begin and ours[-1 - end] == theirs[-1 - end]:
        end += 1
    rest = ours[begin : len(ours) - end], theirs[begin : len(theirs) - end]
    blocks = [block.size for block in _matcher(*rest).get_matching_blocks()] if all(rest) else []
    return sum(size for size in (begin, end, *blocks) if size > 1 or smaller < 4) / smaller


def _matcher(one: Sequence[str], other: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, one, other, autojunk=False)


def differences(
    first: Sequence[Word], second: Sequence[Word], *, first_text: str, second_text: str
) -> tuple[Difference, ...]:
    """Return what became of the words of the first wording in the second, in reading order.

    A word is kept where it differs in vowel marks, hamza or glued clitics alone. A span ends where the content has a
    gap.
    """
    found: list[tuple[Change, Sequence[Word], Sequence[Word]]] = []
    skeletons = [skeleton(one.word) for one in first], [skeleton(one.word) for one in second]
    for kind, a, b, c, d in _matcher(*skeletons).get_opcodes():
        if kind == "equal":
            found += _kept(first[a:b], second[c:d])
        else:
            change: Change = "left out" if kind == "delete" else "added" if kind == "insert" else "replaced"
            found.append((change, first[a:b], second[c:d]))
    return tuple(
        Difference(change, _span(ours, first_text), _span(theirs, second_text)) for change, ours, theirs in found
    )


def _kept(first: Sequence[Word], second: Sequence[Word]) -> Iterator[tuple[Change, Sequence[Word], Sequence[Word]]]:
    """Yield runs of words with one skeleton: kept where they are the same word, replaced where not (ولد، بلد)."""
    start, same = 0, True
    for at in range(len(first) + 1):
        now = at < len(first) and _is_same(first[at].word, second[at].word)
        if at == len(first) or (at and now != same):
            if at > start:
                yield "kept" if same else "replaced", first[start:at], second[start:at]
            start = at
        same = now


@lru_cache(1 << 14)
def _is_same(one: str, other: str) -> bool:
    return meets(one, asked(other)) or meets(other, asked(one)) or stem(one) == stem(other)


def _span(words: Sequence[Word], text: str) -> Span | None:
    return Span(words[0].start, words[-1].end, text[words[0].start : words[-1].end]) if words else None
