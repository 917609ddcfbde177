"""Step 3a: what can open the content of a cue: a complementiser, the verb's own preposition, a colon, a quotation.

All that stand in reach are candidates; which one it is, is decided with the rest of the reading (cues.py).
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.lexicon.compiling import Entry
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

REACH = 60  # tokens between a cue and what opens its content
MOST = 5  # candidates; the gold's opener is among the first three in 99 % of the development texts
PREPOSITIONS = {"إلى": "e", "على": "a", "عن": "o", "من": "m", "في": "f"}


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
        preps = [PREPOSITIONS[p] for p in entry.content if p in PREPOSITIONS]
        by, to = "ب" in entry.content, "ل" in entry.content
        found: list[Opener] = []
        barriers, k = 0, j
        end = min(end, j + REACH)
        while k < end and len(found) < MOST:
            c = letters[k]
            if c in "nNbB":
                if k > j and letters[k - 1] in "eaomf":
                    found = [o for o in found if o.at != k - 1]
                found.append(Opener("clause", k - (k > j and letters[k - 1] in "eaomf"), k + (c in "nb")))
                barriers += 1
            elif c == ":":
                if not (letters[k + 1 : k + 2] == "#" and letters[k - 1] == "#"):
                    found.append(Opener("colon", k, k + 1))
                    break
            elif k in closes:
                if closes[k] - k > 2:
                    found.append(Opener("quote", k, k))
                k = min(closes[k], end)
            elif c in preps:
                found.append(Opener("prep", k, k))
            elif (by or to) and c in "DKIOTUERJSYMAvZmfl":
                form = forms[k]
                if (by and self._glued(k, "ب")) or (to and self._glued(k, "ل") and not self.phrases.is_press(k)):
                    if not (form.glued == "ب" and form.base == "اسم"):
                        found.append(Opener("by", k, k))
            elif c in ";/" or (c == "." and self.sentences.is_full_stop(k)):
                break
            elif c in "wW":
                barriers += 1
            elif c in "VPA" and k > j and forms[k].word not in self.also_saying:
                barriers += 2 if forms[k].with_and or letters[k - 1] == "," else 1
            if barriers > 2:
                break
            k += 1
        return found

    def _glued(self, k: int, letter: str) -> bool:
        form = self.forms[k]
        if form.word in (letter, letter + "ـ"):
            return k + 1 in self.quotes.closes or self.letters[k + 1 : k + 2] == "("
        return form.glued == letter
