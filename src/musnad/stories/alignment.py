"""Two texts → the passages that they share, as exact spans on both sides.

Words are compared as in `shingles.py`. Maximal common runs are taken longest first, each word once on either side
(greedy string tiling), so passages that were moved about are found where they stand; runs that follow each other on
both sides with a few words changed, added or left out between them are one passage.

Source: Wise, String similarity via greedy string tiling and running Karp-Rabin matching (1993).
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from musnad.arabic.search_words import Written, written
from musnad.model import Span
from musnad.stories.shingles import RUN, run_numbers, word_number

SHORTEST = 20  # words: the longest title of a prince with all his offices has 18 (docs/stories.md)
WIDEST_GAP = 8  # words between two runs of one passage, on either side: a clause put in, an epithet exchanged
LONGEST = 20_000  # words that are compared, from the top; the longest of 3,804 articles has 2,737
MOST_PLACES = 8  # places of a run that are followed up: one that is everywhere (a refrain) tells nothing


class Passage(msgspec.Struct, frozen=True):
    """A passage that two texts share: where it stands in each, and how many of its words are the same.

    `first.text` and `second.text` differ where vowel marks, glued letters or a few words between do.
    """

    first: Span
    second: Span
    words: int


class _Tile(NamedTuple):
    """A run of `size` words that are the same, from word `one` of the first and `other` of the second."""

    size: int
    one: int
    other: int


def align(first: str, second: str, *, shortest: int = SHORTEST) -> list[Passage]:
    """Return the passages that two texts share, in the order of the first, none overlapping another on either side.

    Args:
        shortest: words that a passage must share.
    """
    one, other = _words(first), _words(second)
    passages = [
        Passage(_span(first, one, group, 0), _span(second, other, group, 1), words)
        for group in _join(_tiles(one, other))
        if (words := sum(tile.size for tile in group)) >= shortest
    ]
    return passages


def _words(text: str) -> list[Written]:
    return written(text[: LONGEST * 16])[:LONGEST]  # a word and its blank have six letters on average


def _span(text: str, words: list[Written], group: list[_Tile], side: int) -> Span:
    first, last = group[0], group[-1]
    begin, stop = (first.one, last.one) if side == 0 else (first.other, last.other)
    start, end = words[begin].start, words[stop + last.size - 1].end
    return Span(start, end, text[start:end])


def _tiles(one: list[Written], other: list[Written]) -> list[_Tile]:
    """Return common runs of five words or more, longest first, each word in one of them at most."""
    taken, taken_other = bytearray(len(one)), bytearray(len(other))
    chosen = []
    for tile in sorted(_maximal_runs(one, other), key=lambda tile: (-tile.size, tile.one, tile.other)):
        for part in _free_parts(tile, taken, taken_other):
            taken[part.one : part.one + part.size] = b"\1" * part.size
            taken_other[part.other : part.other + part.size] = b"\1" * part.size
            chosen.append(part)
    return sorted(chosen, key=lambda tile: tile.one)


def _free_parts(tile: _Tile, taken: bytearray, taken_other: bytearray) -> Iterator[_Tile]:
    """Yield what longer runs left of one, where that still is a run."""
    ours = taken[tile.one : tile.one + tile.size]
    theirs = taken_other[tile.other : tile.other + tile.size]
    if not any(ours) and not any(theirs):
        yield tile
        return
    start = 0
    for at in range(tile.size + 1):
        if at == tile.size or ours[at] or theirs[at]:
            if at - start >= RUN:
                yield _Tile(at - start, tile.one + start, tile.other + start)
            start = at + 1


def _maximal_runs(one: list[Written], other: list[Written]) -> Iterator[_Tile]:
    codes, codes_other = (array("I", (word_number(w.word) for w in words)) for words in (one, other))
    places: dict[int, list[int]] = defaultdict(list)
    if len(codes) >= RUN:
        for at, number in enumerate(run_numbers(codes)):
            places[number].append(at)
    reached: dict[int, int] = {}  # by diagonal: up to which word of the second a run was followed
    if len(codes_other) < RUN:
        return
    for at_other, number in enumerate(run_numbers(codes_other)):
        found = places.get(number, ())
        for at in found if len(found) <= MOST_PLACES else ():
            if reached.get(at - at_other, -1) >= at_other:
                continue
            size = _common(codes, codes_other, at, at_other)
            if size >= RUN:  # equal numbers of different runs are possible
                reached[at - at_other] = at_other + size - 1
                yield _Tile(size, at, at_other)


def _common(codes: array[int], codes_other: array[int], at: int, at_other: int) -> int:
    size, most = 0, min(len(codes) - at, len(codes_other) - at_other)
    while size < most and codes[at + size] == codes_other[at_other + size]:
        size += 1
    return size


def _join(tiles: list[_Tile]) -> Iterator[list[_Tile]]:
    """Yield runs that make one passage: in the same order on both sides, with no more than small gaps between."""
    group: list[_Tile] = []
    order = sorted(range(len(tiles)), key=lambda n: tiles[n].other)
    rank = {n: r for r, n in enumerate(order)}
    for n, tile in enumerate(tiles):
        if group:
            last = group[-1]
            gap, gap_other = tile.one - last.one - last.size, tile.other - last.other - last.size
            if rank[n] == rank[n - 1] + 1 and gap <= WIDEST_GAP and 0 <= gap_other <= WIDEST_GAP:
                group.append(tile)
                continue
            yield group
        group = [tile]
    if group:
        yield group
