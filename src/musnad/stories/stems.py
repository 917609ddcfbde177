"""Words → stems and how rare they are: what tells one happening from another.

A light stemmer: glued conjunctions, prepositions and the article in front, endings of number, gender and person
behind. It keeps more of a word than `search_words.skeleton`, by which ولد and بلد are one, and takes more away than
search does: الصواريخ and صاروخ stay two, المقاتلون and مقاتلين become one.

`common_stems.txt` says which stems are in a fiftieth of all news texts or more, by powers of two. These are facts of
the language and of the trade (قال، رئيس، اليوم), not of an archive: so a text has the same weights on every machine,
in an archive of ten texts as in one of a million, in whatever order they come. `evals/common_stems.py` counts them.

Source: Larkey, Ballesteros and Connell, Light stemming for Arabic information retrieval (2007): «light10».
"""

from __future__ import annotations

import math
import zlib
from functools import cache, lru_cache
from importlib import resources

_FRONT = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
_BEHIND = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي", "ا")
_LEFT_OUT = 8  # bits of a checksum of 32: of the 160 terms of two articles, two are taken for one in a pair of 600
_LEFT = 3  # letters that stay of a word: with two, «light10» makes one of too many
RARE = 0.002  # share of texts of a stem that isn't in the list: .001 to .004 do as well (docs/stories.md)


@lru_cache(1 << 17)
def stem(word: str) -> str:
    """Return the stem of a folded word."""
    for front in _FRONT:
        if word.startswith(front) and len(word) - len(front) >= _LEFT:
            word = word[len(front) :]
            break
    for behind in _BEHIND:
        if word.endswith(behind) and len(word) - len(behind) >= _LEFT:
            word = word[: -len(behind)]
            break
    return "امريك" + word[5:] if word.startswith("اميرك") else word


@cache
def shares() -> dict[str, float]:
    """Return the stems that are common in news, each with the share of texts that have it, to a power of two."""
    found = {}
    for line in resources.files("musnad.stories").joinpath("common_stems.txt").read_text("utf-8").splitlines():
        power, _, stems = line.partition(":")
        if not line.startswith("#"):
            found.update(dict.fromkeys(stems.split(), 2.0 ** -int(power)))
    return found


@lru_cache(1 << 17)
def term(word: str) -> tuple[int, float]:
    """Return the number of a folded word's stem, 24 bits, and its weight: the logarithm of how rare it is."""
    root = stem(word)
    if len(root) < 2:
        return 0, 0.0
    return number_of(root), -math.log(shares().get(root, RARE))


def number_of(root: str) -> int:
    """Return the number of a stem, 24 bits."""
    return zlib.crc32(root.encode("utf-8", "surrogatepass")) >> _LEFT_OUT


@cache
def weights_there_are() -> tuple[float, ...]:
    """Return the weights that terms have: a dozen, the least first."""
    return tuple(sorted({-math.log(share) for share in (*shares().values(), RARE)}))


def rank_of(weight: float) -> int:
    """Return which of the weights one is, from 0."""
    return weights_there_are().index(weight)
