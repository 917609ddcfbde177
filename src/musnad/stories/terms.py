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

from musnad.stories.shingles import pack, unpack
from musnad.stories.stems import term

LEAD = 100  # words; with 80 or 120 stories come out a little worse (docs/stories.md)
IN_TITLE, IN_LEAD = 2, 1  # times that a word there counts more
MOST_WORDS = 1_500  # of a text that count: the median has 270
MOST_TERMS, MOST_LEAD_TERMS = 140, 60
_STEPS = 255  # of a weight: one byte


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


@cache
def _damped(count: int) -> float:
    return 1.0 + math.log(count)


def terms_of(title: list[str], body: list[str]) -> Terms:
    """Return the terms of an article.

    Args:
        title, body: folded words, as `search_words.words` gives them; the body without the title.
    """
    in_lead = Counter(body[:LEAD])
    in_lead.update(title)
    whole = Counter(body[:MOST_WORDS])
    for word, count in in_lead.items():
        whole[word] += count * IN_LEAD
    for word in title:
        whole[word] += IN_TITLE - IN_LEAD
    heavy = _heaviest(whole, MOST_TERMS)
    lead = dict(_heaviest(in_lead, MOST_LEAD_TERMS))
    numbers = [number for number, _ in heavy]
    known = set(numbers)
    numbers += [number for number in lead if number not in known]
    weights = dict(heavy)
    return Terms(pack(array("I", numbers)), _steps(numbers, weights), _steps(numbers, lead))


def _heaviest(words: Counter[str], most: int) -> list[tuple[int, float]]:
    counts: dict[int, int] = {}
    rarity: dict[int, float] = {}
    for word, count in words.items():
        number, weight = term(word)
        if weight > 0.0:
            if number in counts:
                counts[number] += count
            else:
                counts[number] = count
                rarity[number] = weight
    weighted = [(rarity[number] * _damped(count), number) for number, count in counts.items()]
    weighted.sort(key=lambda pair: (-pair[0], pair[1]))
    return [(number, weight) for weight, number in weighted[:most]]


def _steps(numbers: list[int], weights: Mapping[int, float]) -> bytes:
    top = max(weights.values(), default=1.0)
    return bytes(round(_STEPS * weights.get(number, 0.0) / top) for number in numbers)


def heaviest(terms: Terms, most: int) -> list[int]:
    """Return the numbers of an article's heaviest terms, heaviest first."""
    return list(unpack(terms.packed[: 4 * min(most, MOST_TERMS)]))


@lru_cache(2048)  # 12 kB each: an article is compared with the same few hundred of its day as its neighbours
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
