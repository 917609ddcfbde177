"""An article → its weighted terms, and how alike two articles are by them.

News puts what happened first: two reports of one happening agree in their title and first hundred words, or one tells
in its first hundred words what the other tells further down. Background (who the man is, what the war is about) agrees
between reports of different happenings too, and stands at the end. So an article's terms are the sum of three vectors
of the length 1: those of its whole text, of its lead and, for less, of its title. The cosine of two such sums compares
each part of one article with each part of the other, in one product; and as it is a product, an article's mean likeness
to all articles of a story is one product with their sum.

Source: Salton and Buckley, Term-weighting approaches in automatic text retrieval (1988); Allan, Topic Detection and
Tracking (2002), for the part that the place in the text plays.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Mapping, Set
from functools import cache, lru_cache
from operator import mul
from typing import NamedTuple

import msgspec

from musnad.stories.figures import figures
from musnad.stories.shingles import SHORT, pack_short, unpack_short
from musnad.stories.stems import rank_of, term, weights_there_are

LEAD = 100  # words; with 80 or 120 stories come out a little worse (docs/stories.md)
IN_TITLE, IN_LEAD = 2, 1  # times that a word there counts more
MOST_WORDS = 1_500  # of a text that count: the median has 270
OF_WHOLE, OF_LEAD, OF_TITLE = 1.0, 1.0, 0.2  # of each vector; .3 for the title does as well
MOST_TERMS = 160  # 120 lose a fiftieth of the stories, 200 find no better ones
WHOLE = 1 << 12  # the length of an article's vector in sums of articles, whose weights are whole numbers too
_STEPS = 255  # of a weight: one byte
_FINE = 1 << 20  # steps by which weights are put in order
_FOR_RANK, _RANK = 4, 15  # bits of a code that say which weight a term has
_MOST_COUNT = MOST_WORDS + 3 * LEAD + 1


class Terms(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The terms of an article, heaviest first, packed: their numbers, 24 bits each, and their weights."""

    packed: bytes
    weights: bytes


class Vectors(NamedTuple):
    """Terms unpacked: number → weight, how long the vector is, and which of the terms are figures.

    Weights are whole numbers, so that sums are the same in whatever order they are taken.
    """

    weights: Mapping[int, int]
    length: float
    figures: Set[int]

    def whole(self) -> dict[int, int]:
        """Return the weights, of the length `WHOLE`."""
        scale = WHOLE / self.length
        return {number: round(scale * weight) for number, weight in self.weights.items()}


def terms_of(title: array[int], body: array[int]) -> Terms:
    """Return the terms of an article.

    Args:
        title, body: the codes of their words, by `term_code`; the body without the title.
    """
    named, told = title[:LEAD].tolist(), body[:MOST_WORDS].tolist()
    first = told[:LEAD] + named
    total = _scaled(told + IN_LEAD * first + (IN_TITLE - IN_LEAD) * named, OF_WHOLE)
    for codes, part in (first, OF_LEAD), (named, OF_TITLE):
        for code, weight in _scaled(codes, part).items():
            total[code] += weight
    heavy = [int(weight) << 32 | code >> _FOR_RANK for code, weight in total.items()]
    heavy.sort(reverse=True)
    del heavy[MOST_TERMS:]
    scale = _STEPS / (heavy[0] >> 32) if heavy else 0.0
    return Terms(
        pack_short(array("I", [one & 0xFFFFFFFF for one in heavy])),
        bytes([int(0.5 + scale * (one >> 32)) for one in heavy]),
    )


def term_code(word: str) -> int:
    """Return what is counted of a folded word: the number of its stem above, below which weight it has; or 0."""
    number, weight = term(word)
    return number << _FOR_RANK | rank_of(weight) if weight > 0.0 else 0


@cache
def _scores() -> list[list[int]]:
    """Return, for each weight and count, what a term counts, in 1,024ths."""
    return [
        [round(1_024 * weight * (1.0 + math.log(count))) if count else 0 for count in range(_MOST_COUNT)]
        for weight in weights_there_are()
    ]


def _scaled(codes: list[int], part: float) -> dict[int, float]:
    """Return the vector of some words, of the length `part`, in steps of `_FINE`."""
    counts, scores = Counter(codes), _scores()
    counts.pop(0, None)
    weights = [scores[code & _RANK][count] for code, count in counts.items()]
    scale = _FINE * (part / (math.sqrt(sum(map(mul, weights, weights))) or 1.0))
    return {code: scale * weight for code, weight in zip(counts, weights, strict=True)}


@lru_cache(256)  # asked for several times while an article is placed
def heaviest(terms: Terms, most: int) -> tuple[int, ...]:
    """Return the numbers of an article's heaviest terms, heaviest first."""
    return tuple(unpack_short(terms.packed[: SHORT * min(most, MOST_TERMS)]))


@lru_cache(4096)  # 8 kB each: an article is compared with the same few hundred of its day as its neighbours
def vectors(terms: Terms) -> Vectors:
    """Unpack terms."""
    weights = dict(zip(unpack_short(terms.packed), terms.weights, strict=True))
    return Vectors(weights, _length(terms.weights), figures().intersection(weights))


def _length(weights: bytes) -> float:
    """Return how long a vector is; 1 of one without terms, by which nothing is divided."""
    return math.sqrt(sum(map(mul, weights, weights))) or 1.0


def alike(one: Vectors, other: Vectors) -> float:
    """Return how alike two articles are, 0..1; the same whichever comes first."""
    ours, theirs = one.weights, other.weights
    product = sum([ours[number] * theirs[number] for number in ours.keys() & theirs.keys()])
    return round(product / (one.length * other.length), 6)
