"""What opens the content of a cue: a complementiser, the verb's own preposition, a colon, a quotation."""

from __future__ import annotations

import re

from musnad.lexicon.compiling import Entry
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape
from musnad.reading.sources import Phrases

SPEECH_QUOTE = 4  # words in marks from which a quotation after a verb is speech, whatever stands around it
BARE_PREPOSITIONS = {"الي", "علي", "عن", "من", "في", "والي", "وعلي", "وعن", "ومن", "وفي"}
PREPOSITIONS = {"إلى": "e", "على": "a", "عن": "o", "من": "m", "في": "f"}
NOT_BEFORE_THAT = {
    "بعد",
    "قبل",
    "منذ",
    "دون",
    "الا",
    "غير",
    "رغم",
    "يمكن",
    "يجب",
    "ينبغي",
    "سبق",
    "علما",
    "بيد",
    "بدون",
    "شرط",
    "خشيه",
    "لابد",
    "المتوقع",
    "المفترض",
    "المقرر",
    "الممكن",
    "الى",
    "يفترض",
    "يتوقع",
    "بمجرد",
    "لمجرد",
    "مجرد",
    "الرغم",
    "بعيد",
    "قبيل",
}
ALSO_SAYING = {"قايلا", "قايله", "قائلا", "قائله", "قايلين", "قائلين", "بالقول", "بقوله", "بقولها", "بقولهم"}
_THAT_FOLLOWS = re.compile("[^.,:;/<VPAMvwW]{0,6}[nNb]")


class Openers:
    """Finds what opens the content after a cue of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, sentences: Sentences) -> None:
        self.shape, self.quotes, self.phrases, self.sentences = shape, quotes, phrases, sentences
        self.letters = shape.letters

    def find_opener(self, j: int, entry: Entry, end: int) -> tuple[str, int, int]:
        """Find what opens the content after a cue, from token `j` on.

        Returns: the kind (clause, prep, colon, quote, or empty), its token, the content's first token.
        """
        shape, letters, quotes = self.shape, self.letters, self.quotes
        preps = {PREPOSITIONS[p] for p in entry.content if p in PREPOSITIONS} if entry.needs == "content" else set()
        clause = entry.needs != "speech" and entry.content not in ((), ("عن",))
        by = "ب" in entry.content and entry.needs == "content"
        to = "ل" in entry.content and entry.needs == "content"
        commas, k = 0, j
        while k < end:
            c = letters[k]
            if c in "nNbB" and (clause or (k > j and letters[k - 1] in preps)):
                if (
                    k > j
                    and (letters[k - 1] in "hsqiz" or shape.word(k - 1) in NOT_BEFORE_THAT)
                    and letters[k - 1] not in "eaom"
                ):
                    pass
                else:
                    return "clause", k - (k > j and letters[k - 1] in "eaom"), k + (c in "nb")
            elif c == ":" and not (k + 1 < end and letters[k + 1] == "#" and letters[k - 1] == "#"):
                return "colon", k, k + 1
            elif k in quotes.closes:
                if self._is_speech(k, j, end):
                    return "quote", k, k
                k = min(quotes.closes[k], end)
            elif c in preps and shape.word(k) in BARE_PREPOSITIONS and (k == j or not self._inside_phrase(k, j, end)):
                return "prep", k, self._behind_that(k, end)
            elif (by and self._glued(k, "ب") and not (k > j and shape.form(k).base == "اسم")) or (
                to and k > j and self._glued(k, "ل") and not self.phrases.is_press(k) and letters[k] in "DKI"
            ):
                return "prep", k, k
            elif c == ",":
                commas += 1
                if commas > 4 or (letters[k + 1 : k + 2] in tuple("AVvPswW") and not self.is_also(k + 1)):
                    break
            elif c in "VP" and k > j and letters[k - 1] not in "rz" and not self._in_relative(k, j):
                break
            elif c in "AM" and k > j:
                if not self.is_also(k):
                    break
            elif (c in "./;" and (c != "." or self.sentences.is_full_stop(k))) or (c in "WwZ" and k > j and c != "Z"):
                break
            k += 1
        return "", -1, -1

    def is_also(self, k: int) -> bool:
        return self.shape.word(k) in ALSO_SAYING

    def _in_relative(self, k: int, j: int) -> bool:
        return "r" in self.letters[max(j, k - 8) : k]

    def _behind_that(self, k: int, end: int) -> int:
        """Content starts behind «إلى أن», but with «إلى» where a noun follows."""
        if k + 1 < end and self.letters[k + 1] == "n":
            return k + 2
        if k + 1 < end and self.letters[k + 1] == "N":
            return k + 1
        return k

    def _glued(self, k: int, letter: str) -> bool:
        form = self.shape.form(k)
        if form.word in (letter, letter + "ـ"):
            return k + 1 in self.quotes.closes or self.letters[k + 1 : k + 2] == "("
        return form.glued == letter

    def _inside_phrase(self, k: int, j: int, end: int) -> bool:
        """Tell whether the preposition at `k` belongs to the subject (المتحدث عن، المشرف على)."""
        return self.phrases.noun_phrase(j, end) > k + 1 and self.letters[k] in "ao"

    def _is_speech(self, o: int, j: int, end: int) -> bool:
        quotes, letters, shape = self.quotes, self.letters, self.shape
        close = quotes.closes[o]
        if (
            o > j
            and not shape.form(o - 1).space
            and letters[o - 1] not in ",:"
            and shape.word(o - 1) in ("ل", "ب", "ك", "لـ", "كـ", "بـ", "ال")
        ):
            return False
        after = letters[close + 1 : close + 2]
        size = close - o - 1
        if o - j > 6 and letters[o - 1] not in ",:" and size < 8:
            return False
        if after in ("n", "N", "b"):
            return size > 8
        if o > j and letters[o - 1] in "JOTRD" and _THAT_FOLLOWS.match(letters, close + 1):
            return False
        if size >= SPEECH_QUOTE + 2 or (size >= SPEECH_QUOTE and letters[o - 1] not in "JOT"):
            return True
        return (
            size >= 2 and (after in (",", ".", "/", "", "A") or letters[o - 1] in ",:") and letters[o - 1] not in "JOTU"
        )
