"""Step 3a: what can open the content of a cue: a complementiser, the verb's own preposition, a colon, a quotation.

All that stand in reach are candidates; which one it is, is decided with the rest of the reading (cues.py).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from musnad.lexicon.compiling import Entry
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

REACH = 60  # tokens between a cue and what opens its content
MOST = 5  # candidates; the gold's opener is among the first three in 99 % of the development texts
PREPOSITIONS_OF = {"e": "إلى", "a": "على", "o": "عن", "m": "من", "f": "في"}


class Opener(NamedTuple):
    """What opens a content: its kind, its token, the first token of the content."""

    kind: str  # clause, prep, by, colon, quote
    at: int
    start: int


class Openers:
    """Finds the openers after the cues of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, sentences: Sentences) -> None:
        self.shape, self.quotes, self.phrases, self.sentences = shape, quotes, phrases, sentences
        self.letters, self.forms = shape.letters, shape.forms
        self.also_saying = shape.sets["also_saying"]

    def find(self, j: int, entry: Entry, end: int) -> list[Opener]:
        """Return the candidates from token `j` on, at most `MOST`, in their order."""
        letters, forms, closes = self.letters, self.forms, self.quotes.closes
        search = _search(entry.content)
        by, to = "ب" in entry.content, "ل" in entry.content
        found: list[Opener] = []
        barriers, skip = 0, j
        for match in search.finditer(letters, j, min(end, j + REACH)):
            k, c = match.start(), match[0]
            if k < skip:
                continue
            if c in "nNbB":
                at = k - (k > j and letters[k - 1] in "eaomf")
                if found and found[-1].at == at:
                    found.pop()
                found.append(Opener("clause", at, k + (c in "nb")))
                barriers += 1
            elif c == ":":
                if letters[k + 1 : k + 2] != "#" or letters[k - 1] != "#":
                    found.append(Opener("colon", k, k + 1))
                    break
            elif k in closes:
                if closes[k] - k > 2:
                    found.append(Opener("quote", k, k))
                skip = closes[k]
            elif c in ";/" or (c == "." and self.sentences.is_full_stop(k)):
                break
            elif c in "wW":
                barriers += 1
            elif c in "VPA" and k > j and forms[k].word not in self.also_saying:
                barriers += 2 if forms[k].with_and or letters[k - 1] == "," else 1
                if forms[k].glued == "ب" and by:
                    found.append(Opener("by", k, k))
            elif c in "eaomf" and PREPOSITIONS_OF[c] in entry.content:
                found.append(Opener("prep", k, k))
            elif forms[k].base != "اسم" and (
                (by and self._glued(k, "ب")) or (to and self._glued(k, "ل") and not self.phrases.is_press(k))
            ):
                found.append(Opener("by", k, k))
            if barriers > 2 or len(found) == MOST:
                break
        return [opener for opener in found if opener.start < len(letters)]  # a text may break off behind «أن»

    def _glued(self, k: int, letter: str) -> bool:
        form = self.forms[k]
        if form.word in (letter, letter + "ـ"):
            return k + 1 in self.quotes.closes or self.letters[k + 1 : k + 2] == "("
        return form.glued == letter


@lru_cache(maxsize=256)
def _search(content: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for the tokens that matter to a cue which governs `content`."""
    letters = "nNbB:<>\"'./;wWVPA" + "".join(c for c, word in PREPOSITIONS_OF.items() if word in content)
    if "ب" in content or "ل" in content:
        letters += "DKIOTUERJSYMvZmflz"
    return re.compile(f"[{letters}]")
