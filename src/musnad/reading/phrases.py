"""Step 4: noun phrases that say who. A phrase is `(first, end)` in token numbers, half-open.

`noun_phrase` reads forward from a token, `phrase_before` backward to a clause's head. Titles, names and appositions
belong to a phrase; time, place and occasion do not. Where a phrase ends is a decision over the tags around.
"""

from __future__ import annotations

from musnad.reading.decisions import STEPPED, Decision
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Shape

NOUNS = frozenset("TUORJESYDKL#vIZ")
HEADS = frozenset("TUORJ")
NEVER = frozenset(";:/nNbBwWVPG")  # no phrase runs over these
NEVER_BACK = NEVER | frozenset("csqxhgrzkyA")
ADJUNCTS = {  # classes of words that open what is no part of a naming
    "during", "after", "before", "in_reply", "because", "despite", "instead", "while", "where", "but", "except",
    "without", "when", "if", "so_that", "knowing", "for", "time", "day",
}  # fmt: skip
NAME_QUOTE = 6  # words in marks that may still be a name («حركة الشباب المجاهدين»)
LONGEST = 40  # tokens of a phrase

FORWARD = Decision(
    "phrase_goes_on",
    "head before2 before this next next2 size named limit opener agrees",
    (
        "agrees", "before", "before2", "head", "limit", "named", "next", "next2", "opener", "size", "this",
        "before this", "head before", "head this", "limit opener", "named this", "size this", "this next", "~before",
        "~before2", "~head", "~next", "~next2", "~this", "~before this", "~head before", "~head this", "~named this",
        "~opener this", "~size this", "~this next", "~agrees before this", "~agrees head this",
        "~before2 before this", "~named before this", "~this next next2",
    ),
    tags="head before2 before this next next2",
)  # fmt: skip
BACKWARD = Decision(
    "phrase_goes_back",
    "last after this before before2 size named",
    (
        "after", "before", "before2", "last", "named", "size", "this", "before this", "named this", "~after",
        "~before", "~before2", "~last", "~this", "~before this", "~named this", "~named this after",
        "~size before this",
    ),
    tags="last after this before before2",
)  # fmt: skip
_AGREEMENTS = [[[d + g + n for n in ("", "n", "!")] for g in "-g"] for d in "-d"]


class Phrases:
    """Reads noun phrases of one text."""

    def __init__(self, shape: Shape, quotes: Quotations) -> None:
        self.shape = shape
        self.quotes = quotes
        self.known: dict[tuple[int, int, str], int] = {}  # the ends of phrases read before

    def is_name_quote(self, o: int) -> bool:
        """Tell whether the quotation opened at `o` is short enough to be a name."""
        close = self.quotes.closes.get(o)
        return close is not None and close in self.quotes.opens and close - o - 1 <= NAME_QUOTE

    def unit_end(self, k: int, limit: int) -> int:
        """Return the end of the unit at `k`: a name in marks, a bracket, or one token."""
        if k in self.quotes.closes:
            if self.is_name_quote(k) and self.quotes.closes[k] < limit:
                return self.quotes.closes[k] + 1
        elif self.shape.letters[k] == "(":
            end = self.shape.letters.find(")", k, min(limit, k + 9))
            if end > 0:
                return end + 1
        return k + 1

    def is_press(self, k: int) -> bool:
        """Tell whether token `k` (glued ل) opens the naming of an outlet or of journalists."""
        form = self.shape.forms[k]
        if form.press:
            return True
        return form.word in ("ل", "لـ") and (
            k + 1 in self.quotes.closes or self.shape.letters[k + 1 : k + 2] in ("(", "J", "O")
        )

    def opens_phrase(self, k: int) -> bool:
        """Tell whether a noun phrase can begin at token `k`."""
        letters, form = self.shape.letters, self.shape.forms[k]
        c = letters[k]
        if k in self.quotes.closes:
            return self.is_name_quote(k)
        if c == "d":
            return letters[k + 1 : k + 2] in tuple("DTUORKS")
        if c in "vIZ#(":
            return c == "#" and letters[k + 1 : k + 2] in tuple("TUKD")
        if c not in NOUNS or form.word in ("ل", "لـ", "ب", "بـ"):
            return False
        return not (form.glued and (form.definite or form.noun is not None))

    def noun_phrase(self, start: int, limit: int, opener: str = "", *, anyhow: bool = False) -> int:
        """Return the end of the noun phrase that starts at `start`, at most `limit`.

        Args:
            opener: what stands at `limit`: the kind of opener of a cue's content, «noun» where subject and object stand
                side by side and `limit` says nothing.
            anyhow: the caller knows that a phrase begins here.
        Returns: `start` itself where no phrase stands there.
        """
        letters = self.shape.letters
        limit = min(limit, len(letters), start + LONGEST)
        if start >= limit or not (anyhow or self.opens_phrase(start)):
            return start
        key = (start, limit, opener)
        end = self.known.get(key)
        if end is None or FORWARD.oracle is not None:
            end = self.known[key] = self._read_on(start, limit, opener)
        return end

    def _read_on(self, start: int, limit: int, opener: str) -> int:
        letters, tags, forms = self.shape.letters, self.shape.tags, self.shape.forms
        closes, size_of = self.quotes.closes, len(tags)
        head, named = tags[start], "y" if letters[start] == "Y" else ""
        before2, before = "", head
        end = k = self.unit_end(start, limit)
        if k > start + 1:
            head = before = letters[start]
        size = 1
        while k < limit:
            c = letters[k]
            if (
                c in NEVER
                or (c == "." and len(forms[k - 1].word) > 1)
                or forms[k].press
                or (c == "K" and self.is_press(k))
            ):
                break
            after = self.unit_end(k, limit) if c == "(" or k in closes else k + 1
            this = tags[k] if after == k + 1 else c + c
            if this in ADJUNCTS:
                break
            context = (
                head, before2, before, this, tags[after] if after < size_of else "/",
                tags[after + 1] if after + 1 < size_of else "/",
                STEPPED[size], named, STEPPED[limit - k] if opener != "noun" else "", opener, self._agrees(start, k),
            )  # fmt: skip
            if FORWARD.score(context, (start, k)) <= 0:
                break
            if c == "Y":
                named = "y"
            before2, before, size = before, this, size + 1
            k = after
            if c not in ",-.famoehdsrq":
                end = k
        while end > start and letters[end - 1] in "-,":
            end -= 1
        return end

    def _agrees(self, start: int, k: int) -> str:
        """Compare the token at `k` with the one before it and with the head: definiteness, gender, number."""
        forms = self.shape.forms
        this, before, head = forms[k], forms[k - 1], forms[start]
        number = 0 if this.noun is None or head.noun is None else 1 if this.noun.number == head.noun.number else 2
        return _AGREEMENTS[this.definite == before.definite][this.feminine == before.feminine][number]

    def can_speak(self, start: int, end: int) -> bool:
        """Tell whether the phrase names one who can say something: by its head, or as a personal name."""
        letters, form = self.shape.letters, self.shape.forms[start]
        head = letters[start + 1] if letters[start] == "d" and end - start > 1 else letters[start]
        if head in "TUORJEYS" or "Y" in letters[start:end]:
            return True
        if head == "D" and form.base.endswith(("ون", "ين")) and len(form.base) > 4:
            return True
        if head == "L" or start in self.quotes.closes:
            return True
        return (
            head == "K"
            and not form.word.endswith("ه")
            and (end - start == 1 or letters[start + 1] == "K")
            and not form.masdar
        )

    def phrase_before(self, end: int, floor: int) -> int:
        """Return where the noun phrase that ends right before token `end` starts, not before `floor`.

        Returns: `end` where no phrase stands there.
        """
        letters, tags, opens = self.shape.letters, self.shape.tags, self.quotes.opens
        k = end
        last = tags[end - 1] if end > floor else ""
        after, named, size = "", "", 0
        floor = max(floor, end - LONGEST)
        while k > floor:
            c, unit = letters[k - 1], k - 1
            if k - 1 in opens and self.is_name_quote(opens[k - 1]):
                unit = opens[k - 1]
            elif c == ")":
                unit = max(letters.rfind("(", max(floor, k - 8), k - 1), -1)
                if unit < 0:
                    break
            elif c in NEVER_BACK or c == ".":
                break
            this = tags[k - 1] if unit == k - 1 else c + c
            before = tags[unit - 1] if unit > floor else "^"
            before2 = tags[unit - 2] if unit - 1 > floor else "^"
            if BACKWARD.score((last, after, this, before, before2, STEPPED[size], named), (end, unit)) <= 0:
                break
            if c == "Y":
                named = "y"
            after, size, k = this, size + 1, unit
        while k < end and not (letters[k] in NOUNS or letters[k] == "d" or k in self.quotes.closes):
            k += 1
        return k
