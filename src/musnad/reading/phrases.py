"""Step 4: noun phrases that say who. A phrase is `(first, end)` in token numbers, half-open.

`noun_phrase` reads forward from a token, `phrase_before` backward to a clause's head. Titles, names and appositions
belong to a phrase; time, place and occasion do not. Where a phrase ends is sure (phrase_ends.py) or a decision over the
tags around.
"""

from __future__ import annotations

from musnad.reading.adverbials import adverbial_end
from musnad.reading.decisions import STEPPED, Decision
from musnad.reading.patterns import THERE
from musnad.reading.phrase_ends import LED_BY, Begun, PhraseEnds
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import ENDS_PHRASE, Shape

NOUNS = frozenset("TUORJESYDKL#vIZ")
_WORDS = NOUNS - frozenset("vIZ#")  # those of them that a phrase may begin with
NEVER_BACK = ENDS_PHRASE | frozenset("csqxhgrzkyA.")
GLUED_THIS = frozenset(g + w for g in "بلك" for w in ("هذا", "هذه", "هؤلاء", "ذلك", "تلك"))
SAME = frozenset(("نفس", "ذات"))  # «ذات المصدر»
THESE = "هؤلاء"
NAME_QUOTE = 6  # words in marks that may still be a name («حركة الشباب المجاهدين»)
LONGEST = 40  # tokens of a phrase

FORWARD = Decision(
    "phrase_goes_on",
    "head before2 before this next next2 size named limit opener agrees head_cluster before_cluster this_cluster"
    " next_cluster",
    (
        "agrees", "before", "before2", "head", "limit", "named", "next", "next2", "opener", "size", "this",
        "before this", "head before", "head this", "limit opener", "named this", "size this", "this next", "~before",
        "~before2", "~head", "~next", "~next2", "~this", "~before this", "~head before", "~head this", "~named this",
        "~opener this", "~size this", "~this next", "~agrees before this", "~agrees head this",
        "~before2 before this", "~named before this", "~this next next2", "head_cluster", "before_cluster",
        "this_cluster", "next_cluster", "before_cluster this_cluster", "before_cluster this", "before this_cluster",
        "head_cluster this", "head this_cluster", "this_cluster next",
    ),
    tags="head before2 before this next next2",
    groups="head this agrees|before this named agrees|head before|this next|~this next next2|~before2 before this"
    "|before2|next2|size this|opener this|opener limit|before_cluster this_cluster|before_cluster this"
    "|before this_cluster|head_cluster this|head this_cluster|this_cluster next|next_cluster",
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
    groups="named this after|size before this|last|~before2|before2",
)  # fmt: skip
# By what two words differ in (2 definiteness, 1 gender), then by number: unknown, the same, another.
_AGREEMENTS = [[d + g + n for n in ("", "n", "!")] for d in "d-" for g in "g-"]


_NO_END = LED_BY | {"ب", "ل"}  # «وصفت المحافظ السابق بـ«…»»


class Phrases:
    """Reads noun phrases of one text."""

    def __init__(self, shape: Shape, quotes: Quotations) -> None:
        self.shape = shape
        self.letters, self.tags, self.forms = shape.letters, shape.tags, shape.forms
        self.size, self.quotes = len(shape.letters), quotes
        self.ends = PhraseEnds(shape, quotes)
        self.some, self.how = shape.sets["some_of_them"], shape.sets["manner"]
        self.honours, self.selves = shape.sets["honour"], shape.sets["self"]
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
        elif self.letters[k] == "(":
            end = self.letters.find(")", k, min(limit, k + 9))
            if end > 0:
                return end + 1
        return k + 1

    def is_press(self, k: int) -> bool:
        """Tell whether token `k` (glued ل) opens the naming of an outlet or of journalists."""
        form = self.forms[k]
        if k and self.forms[k - 1].attribution:
            return False  # «وفقا لصحيفة النهر»
        return form.press or (form.lone and self.ends.opens_press(k))

    def tells_how(self, k: int, at: int) -> bool:
        """Tell whether token `k` says how something is said (بمرارة), also one that no list has before `at` (بلهفة)."""
        form = self.forms[k]
        new = form.glued == "ب" and form.letter == "K" and form.word.endswith("ه") and not form.definite
        new = new and k + 1 == at and self.letters[k - 1] in "VP"
        return form.word in self.how or new

    def opens_phrase(self, k: int) -> bool:
        """Tell whether a noun phrase can begin at token `k`."""
        form = self.forms[k]
        c = form.letter
        if c in _WORDS:
            governed = form.glued and (form.definite or form.noun or form.halts)
            nobody = form.word in THERE or form.word in self.how or form.word in ("ب", "بـ")
            return not (form.lone or governed or nobody or adverbial_end(self.forms, k) > k)
        if k in self.quotes.closes:
            return self.is_name_quote(k)
        if c == "d":
            these = form.word == THESE and self.letters[k - 1] in "VP"  # «وأكد هؤلاء أن»
            return these or (self.letters[k + 1 : k + 2] in tuple("DTUORKS") and form.word not in GLUED_THIS)
        return c == "#" and (self.letters[k + 1 : k + 2] in tuple("TUKD") or self._some_of(k))

    def _some_of(self, k: int) -> bool:
        """Tell «12 من السكان»: a number of a group."""
        return self.letters[k + 1 : k + 2] == "m" and self.letters[k + 2 : k + 3] in tuple("TUDS")

    def noun_phrase(self, start: int, limit: int, opener: str = "", *, anyhow: bool = False) -> int:
        """Return the end of the noun phrase that starts at `start`, at most `limit`.

        Args:
            opener: what stands at `limit`: the kind of opener of a cue's content, «noun» where subject and object stand
                side by side and `limit` says nothing.
            anyhow: the caller knows that a phrase begins here.
        Returns: `start` itself where no phrase stands there.
        """
        limit = min(limit, self.size, start + LONGEST)
        if start >= limit or not (anyhow or self.opens_phrase(start)):
            return start
        if self.forms[start].word in self.honours:
            return start + 1  # «وأضاف سموه أيضا»
        if self.letters[start] == "#" and start + 2 < limit and self._some_of(start):
            return self.noun_phrase(start + 2, limit, opener, anyhow=True)
        key = (start, limit, opener)
        end = self.known.get(key)
        if end is None or FORWARD.oracle is not None:
            end = self.known[key] = self._read_on(start, limit, opener)
        return end

    def _read_on(self, start: int, limit: int, opener: str) -> int:
        letters, tags, forms, closes, weigh = self.letters, self.tags, self.forms, self.quotes.closes, FORWARD.weigh
        clusters = self.shape.clusters
        end = k = self.unit_end(start, limit)
        head = letters[start] if k > start + 1 else tags[start]
        phrase, before2 = Begun(start, limit, opener, head, forms[k - 1]), ""
        number, size, steps_left, ends = forms[start].number, 1, opener != "noun", self.ends.before
        while k < limit and not ends(k, phrase):
            form, last = forms[k], phrase.last
            after, this = k + 1, form.tag
            if form.letter == "(" or k in closes:
                after = self.unit_end(k, limit)
                if after > k + 1:
                    this = form.letter * 2
            agreements = _AGREEMENTS[form.agreement ^ last.agreement]
            agrees = agreements[0 if not number or not form.number else 1 if form.number == number else 2]
            context = (
                head, before2, phrase.before, this, tags[after], tags[after + 1], STEPPED[size], phrase.named,
                STEPPED[limit - k] if steps_left else "", opener, agrees, clusters[start], clusters[k - 1], clusters[k],
                clusters[after],
            )  # fmt: skip
            if FORWARD.oracle is None:
                goes_on = weigh(context) > 0 or self.ends.goes_on(k, phrase)
            else:  # it learns from what isn't sure
                goes_on = self.ends.goes_on(k, phrase) or FORWARD.score(context, (start, k)) > 0
            if not goes_on:
                break
            if form.letter == "Y":
                phrase.named = "y"
            before2, phrase.before, size = phrase.before, this, size + 1
            k = after
            phrase.last = forms[k - 1]
            if form.letter not in ",-.famoehdsrq":
                end = k
        while end > start + 1 and (letters[end - 1] in "-," or forms[end - 1].word in _NO_END or end - 1 in closes):
            end -= 1
        if end < limit and end - start > 2 and letters[end - 2] == "r":
            end -= 2  # «اللجنة التي أنشئت | حديثا»
        if end < limit and forms[end].word in self.selves:
            end += 1  # «للمصدر نفسه»
        if forms[end - 1].word == "عبد" and end < limit and forms[end].definite:
            end += 1  # «عبد العزيز» is one name
        return end

    def joined(self, k: int, limit: int, opener: str) -> int:
        """Return the end of the noun phrase at `k` with those joined to it by و; arguments as of `noun_phrase`."""
        end = self.noun_phrase(k, limit, opener)
        each = self.forms[k].word == "كل" and self.letters[k + 1 : k + 2] == "m"  # «كل من سالم الراوي ونادر منصور»
        while k < end < limit and opener != "noun":
            form = self.forms[end]
            joined = form.with_and and form.letter in "TUOEJ"
            if not (joined or (each and form.word.startswith("و") and form.letter in "YK")):
                break
            further = self.noun_phrase(end, limit, opener, anyhow=True)
            if further == end:
                break
            end = further
        return end

    def can_speak(self, start: int, end: int) -> bool:
        """Tell whether the phrase names one who can say something: by its head, or as a personal name."""
        letters, form = self.letters, self.forms[start]
        if form.word in SAME and end - start > 1:
            start, form = start + 1, self.forms[start + 1]
        head = letters[start + 1] if letters[start] == "d" and end - start > 1 else letters[start]
        if head in "TUORJEYS" or "Y" in letters[start:end] or form.word in self.some:
            return True
        if head == "D" and form.base.endswith(("ون", "ين")) and len(form.base) > 4:
            return True
        if head == "L" or start in self.quotes.closes:
            return True
        return (
            head == "K"
            and not form.word.endswith("ه")
            and (end - start == 1 or letters[start + 1] == "K" or self.forms[start + 1].word == "الله")
            and not form.masdar
        )

    def _parts(self, k: int) -> bool:
        """Tell what no phrase before a verb goes back over: «|», a verb joined by و."""
        return self.forms[k].bare == "|" or (self.letters[k] == "Z" and self.forms[k].with_and)

    def _works_at(self, k: int) -> bool:
        """Tell «لدى» of «السفير لدى المنظمة سالم الراوي»."""
        return self.forms[k].word == "لدي" and self.letters[k + 1 : k + 2] in ("O", "E")

    def phrase_before(self, end: int, floor: int) -> int:
        """Return where the noun phrase that ends right before token `end` starts, not before `floor`.

        Returns: `end` where no phrase stands there.
        """
        letters, tags, opens = self.letters, self.tags, self.quotes.opens
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
            elif (c in NEVER_BACK and not self._works_at(k - 1)) or self._parts(k - 1):
                break
            this = tags[k - 1] if unit == k - 1 else c + c
            before = tags[unit - 1] if unit > floor else "^"
            before2 = tags[unit - 2] if unit - 1 > floor else "^"
            context = (last, after, this, before, before2, STEPPED[size], named)
            works = self._works_at(unit) or (c in "OE" and unit > floor and self._works_at(unit - 1))
            weigh = BACKWARD.weigh(context) if BACKWARD.oracle is None else BACKWARD.score(context, (end, unit))
            if weigh <= 0 and not works:
                break
            if c == "Y":
                named = "y"
            after, size, k = this, size + 1, unit
        while k < end and not (letters[k] in NOUNS or letters[k] == "d" or k in self.quotes.closes):
            k += 1
        return k
