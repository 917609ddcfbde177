"""An article → its weighted terms, whole and lead, and how alike two articles are by them.

News puts what happened first: two reports of one happening agree in their title and first hundred words, or one tells
in its first hundred words what the other tells further down. Background (who the man is, what the war is about) agrees
between reports of different happenings too, and stands at the end. So three cosines are averaged: whole with whole,
lead with lead, and the better of lead with whole and whole with lead.

Source: Salton and Buckley, Term-weighting approaches in automatic text retrieval (1988); Allan, Topic Detection and
Tracking (2002), for the part that the place in the text plays.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from operator import mul
from typing import NamedTuple

import msgspec

from musnad.arabic.memo import Memo
from musnad.stories.shingles import pack, unpack
from musnad.stories.stems import rank_of, term, weights_there_are

LEAD = 100  # words; with 80 or 120 stories come out a little worse (docs/stories.md)
IN_TITLE, IN_LEAD = 2, 1  # times that a word there counts more
MOST_WORDS = 1_500  # of a text that count: the median has 270
MOST_TERMS, MOST_LEAD_TERMS = 140, 60
_STEPS = 255  # of a weight: one byte
_FOR_RANK, _RANK = 4, 15  # bits of a code that say which weight a term has
_MOST_COUNT = MOST_WORDS + 3 * LEAD + 1


class Terms(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The terms of an article, heaviest first, packed: numbers, their weights in the whole text and in its lead."""

    packed: bytes
    weights: bytes
    lead_weights: bytes


class Vectors(NamedTuple):
    """Terms unpacked: number → weight in the whole text and in its lead, and how long the two vectors are.

    Weights are whole numbers, so that sums are the same in whatever order they are taken.
    """

    weights: Mapping[int, tuple[int, int]]
    whole_length: float
    lead_length: float

    def whole(self) -> dict[int, float]:
        """Return the weights in the whole text, of the length 1."""
        return {number: weight / self.whole_length for number, (weight, _) in self.weights.items() if weight}

    def lead(self) -> dict[int, float]:
        """Return the weights in the lead, of the length 1."""
        return {number: weight / self.lead_length for number, (_, weight) in self.weights.items() if weight}


def terms_of(title: list[str], body: list[str]) -> Terms:
    """Return the terms of an article.

    Args:
        title, body: folded words, as `search_words.words` gives them; the body without the title.
    """
    named = list(map(_coded, title[:LEAD]))
    told = list(map(_coded, body[:MOST_WORDS]))
    first = told[:LEAD] + named
    heavy = _heaviest(told + IN_LEAD * first + (IN_TITLE - IN_LEAD) * named, MOST_TERMS)
    lead = dict(_heaviest(first, MOST_LEAD_TERMS))
    numbers = [number for number, _ in heavy]
    weights = [weight for _, weight in heavy]
    lead_weights = [lead.pop(number, 0) for number in numbers]
    numbers += lead
    return Terms(
        pack(array("I", numbers)), bytes(weights + [0] * len(lead)), bytes(lead_weights + list(lead.values()))
    )  # fmt: skip


def _code(word: str) -> int:
    """Return what is counted of a word: the number of its stem above, which of the weights it has below; or 0."""
    number, weight = term(word)
    return number << _FOR_RANK | rank_of(weight) if weight > 0.0 else 0


_coded = Memo(_code).__getitem__


@cache
def _scores() -> list[list[int]]:
    """Return, for each weight and count, what a term counts, in 65,536ths and above the bits of its number."""
    return [
        [round(65_536 * weight * (1.0 + math.log(count))) << 32 if count else 0 for count in range(_MOST_COUNT)]
        for weight in weights_there_are()
    ]


def _heaviest(codes: list[int], most: int) -> list[tuple[int, int]]:
    """Return the numbers and weights, in steps, of the heaviest terms of words, heaviest first."""
    counts, scores = Counter(codes), _scores()
    counts.pop(0, None)
    scored = [scores[code & _RANK][count] | code >> _FOR_RANK for code, count in counts.items()]
    scored.sort(reverse=True)
    scale = scored[0] >> 32 if scored else 1
    return [(one & 0xFFFFFFFF, ((one >> 32) * _STEPS * 2 + scale) // (2 * scale)) for one in scored[:most]]


def heaviest(terms: Terms, most: int) -> list[int]:
    """Return the numbers of an article's heaviest terms, heaviest first."""
    return list(unpack(terms.packed[: 4 * min(most, MOST_TERMS)]))


@lru_cache(4096)  # 12 kB each: an article is compared with the same few hundred of its day as its neighbours
def vectors(terms: Terms) -> Vectors:
    """Unpack terms."""
    whole, lead = terms.weights, terms.lead_weights
    weights = dict(zip(unpack(terms.packed), zip(whole, lead, strict=True), strict=True))
    return Vectors(weights, _length(whole), _length(lead))


def _length(weights: bytes) -> float:
    return math.sqrt(sum(map(mul, weights, weights))) or 1.0


def alike(one: Vectors, other: Vectors) -> float:
    """Return how alike two articles are, 0..1; the same whichever comes first."""
    whole = lead = across = back = 0
    ours, theirs = one.weights, other.weights
    for number in ours.keys() & theirs.keys():
        a, b = ours[number]
        c, d = theirs[number]
        whole += a * c
        lead += b * d
        across += a * d
        back += b * c
    long, short, long_other, short_other = one.whole_length, one.lead_length, other.whole_length, other.lead_length
    crossed = max(across / (long * short_other), back / (short * long_other))
    return round((whole / (long * long_other) + lead / (short * short_other) + crossed) / 3, 6)
