"""The examples of lexicon entries: «[cue] … {content}» → the sentence and where its marks stand.

A contributor writes them, checking.py sees that the notation holds, and a test reads every one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from musnad.errors import LexiconError

_MARKS = re.compile(r"[\[\]{}]")
_CLOSES = {"[": "]", "{": "}"}
_ENDS = tuple(".!؟?…")


class Example(NamedTuple):
    """A sentence without its marks; `cue` and each of `content` are `[start, end)` in code points of `text`."""

    text: str
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]


def parse_example(marked: str) -> Example:
    """Parse an example, e.g. «[أكد] الوالي أن {الجسر سليم}»; a full stop is added where no sentence end stands.

    Raises:
        LexiconError: the marks aren't one pair of [] and one pair of {} or more, side by side, each with text in it.
    """
    pieces: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = {"[": [], "{": []}
    size, at, opened = 0, 0, ""
    for match in _MARKS.finditer(marked):
        sign, piece = match[0], marked[at : match.start()]
        pieces.append(piece)
        size, at = size + len(piece), match.end()
        if opened and sign == _CLOSES[opened] and piece.strip():
            spans[opened].append((size - len(piece), size))
            opened = ""
        elif not opened and sign in _CLOSES:
            opened = sign
        else:
            raise LexiconError(f"example {marked!r}: {sign!r} is out of place; write [cue] … {{content}}")
    if opened or len(spans["["]) != 1 or not spans["{"]:
        raise LexiconError(f"example {marked!r}: it needs one [cue] and a {{content}}")
    text = sentence("".join(pieces) + marked[at:])
    return Example(text, spans["["][0], tuple(spans["{"]))


def sentence(text: str) -> str:
    """Return `text` as a sentence, with a full stop where it has no end of its own."""
    return text if text.rstrip('»"”)').endswith(_ENDS) else text + "."
