"""Text → sketch: a bounded sample of its runs of five words, by which copies are told.

A word is compared by its skeleton (`search_words.skeleton`: folded, what could be clitics aside), a run by a number of
32 bits. Of all runs the sketch keeps those with the smallest numbers. Which these are depends on the runs alone, so two
sketches are samples drawn by the same rule: below the smaller of their upper ends they hold all common runs there are,
and the share of one text that stands in the other can be told even where one is ten times as long (a cut wire text).
MinHash tells only how alike two whole sets are, which a cut text and its source are not. The order of the runs plays
no part: a text whose paragraphs were moved about stays the same but for the few runs across the joints.

Source: Broder, On the resemblance and containment of documents (1997), section 3.
"""

from __future__ import annotations

import sys
import zlib
from array import array
from bisect import bisect_right

import msgspec

from musnad.arabic.search_words import skeleton

RUN = 5  # words: four are shared by chance too often (وزير الخارجية الأمريكي جون كيري), six miss edited copies
SHORT = 3  # bytes of a number that is packed short
LONGEST_SKETCH = 192  # runs, most of a text (median 270 words): 128 lose a tenth of all copies, 256 find no more


class Sketch(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The smallest numbers of a text's runs, ascending, packed; `size` is how many different runs it has (estimated
    where they are more than the sketch holds: it doesn't matter to the shares)."""

    packed: bytes
    size: int

    def numbers(self) -> array[int]:
        """Return the numbers, ascending."""
        return unpack(self.packed)


def pack(numbers: array[int]) -> bytes:
    """Return an array of numbers of 32 bits as bytes, the same on every machine."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def unpack(packed: bytes) -> array[int]:
    """Return the numbers that `pack` packed."""
    numbers = array("I")
    numbers.frombytes(packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def pack_short(numbers: array[int]) -> bytes:
    """Return an array of numbers below 2²⁴ as bytes, three each."""
    long, short = pack(numbers), bytearray(SHORT * len(numbers))
    for place in range(SHORT):
        short[place::SHORT] = long[place::4]
    return bytes(short)


def unpack_short(packed: bytes) -> array[int]:
    """Return the numbers that `pack_short` packed."""
    long = bytearray(4 * (len(packed) // SHORT))
    for place in range(SHORT):
        long[place::4] = packed[place::SHORT]
    return unpack(bytes(long))


def word_number(word: str) -> int:
    """Return the number of a folded word, by its skeleton."""
    return zlib.crc32(skeleton(word).encode("utf-8", "surrogatepass")) + 1 & 0xFFFFFFFF


def run_numbers(numbers: array[int]) -> list[int]:
    """Return the number of the run of five words that begins at each word; a shorter text is one run.

    Args:
        numbers: of the words, by `word_number`.
    """
    packed, crc = pack(numbers), zlib.crc32
    if not packed:
        return []
    size = 4 * RUN
    return [crc(packed[start : start + size]) for start in range(0, max(1, len(packed) - size + 4), 4)]


def sketch_of(numbers: array[int]) -> Sketch:
    """Return the sketch of a text by the numbers of its words."""
    runs = sorted(set(run_numbers(numbers)))
    return Sketch(pack(array("I", runs[:LONGEST_SKETCH])), len(runs))


class Shared(msgspec.Struct, frozen=True):
    """What two texts share: the share of the first that stands in the second, of the second in the first, and how
    many runs these are, all three estimated where the texts are long."""

    of_first: float
    of_second: float
    runs: int


NOTHING = Shared(0.0, 0.0, 0)


def compare(first: Sketch, second: Sketch) -> Shared:
    """Return how much two texts share, by their sketches."""
    one, other = first.numbers(), second.numbers()
    if not one or not other:
        return NOTHING
    end = min(_end(first, one), _end(second, other))
    ours, theirs = bisect_right(one, end), bisect_right(other, end)
    both = len(set(one[:ours]).intersection(other[:theirs]))
    if not both:
        return NOTHING
    share, back = both / ours, both / theirs
    return Shared(share, back, round(max(share * first.size, back * second.size)))


def _end(sketch: Sketch, numbers: array[int]) -> int:
    """Return up to which number a sketch is complete."""
    return numbers[-1] if sketch.size > len(numbers) else (1 << 32) - 1
