"""Two versions of a text: which paragraphs stayed, came, went, and which words changed in the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Kind = Literal["same", "went", "came"]
# A paragraph that shares half of its words is the same one with other words; fewer, and marks would cover everything.
ALIKE = 0.5
MOST_WORDS = 4_000  # of two paragraphs together whose words are compared; longer ones are shown whole


class Words(NamedTuple):
    """Some words, and what became of them."""

    kind: Kind
    text: str


class Changed(NamedTuple):
    """A paragraph and its words."""

    kind: Literal["same", "went", "came", "changed"]
    words: list[Words]


def changed_paragraphs(before: str, after: str) -> list[Changed]:
    """Compare two texts, paragraph by paragraph, in the order of the newer one."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[Changed] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Changed("same", [Words("same", text)]) for text in new[c:d]]
        else:
            found += _compared(old[a:b], new[c:d])
    return found


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _compared(old: list[str], new: list[str]) -> Iterator[Changed]:
    """Pair what was replaced, in its order: each new paragraph with the first old one that is like it."""
    place = 0
    for text in new:
        like = next((n for n in range(place, len(old)) if _alike(old[n], text)), None)
        if like is None:
            yield Changed("came", [Words("came", text)])
            continue
        yield from (Changed("went", [Words("went", gone)]) for gone in old[place:like])
        yield Changed("changed", list(_words(old[like], text)))
        place = like + 1
    yield from (Changed("went", [Words("went", gone)]) for gone in old[place:])


def _alike(old: str, new: str) -> bool:
    a, b = old.split(), new.split()
    return len(a) + len(b) <= MOST_WORDS and SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _words(old: str, new: str) -> Iterator[Words]:
    a, b = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    for kind, i, j, k, m in SequenceMatcher(None, [w.strip() for w in a], [w.strip() for w in b],
                                            autojunk=False).get_opcodes():  # fmt: skip
        if kind == "equal":
            yield Words("same", "".join(b[k:m]))
            continue
        if j > i:
            yield Words("went", "".join(a[i:j]))
        if m > k:
            yield Words("came", "".join(b[k:m]))
