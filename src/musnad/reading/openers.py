"""Step 3a: what can open the content of a cue: a complementiser, the verb's own preposition, a colon, a quotation.

All that stand in reach are candidates; which one it is, is decided with the rest of the reading (cues.py).
"""

from __future__ import annotations

import re
from functools import lru_cache

from musnad.lexicon.compiling import Entry
from musnad.reading.adverbials import adverbial_end
from musnad.reading.patterns import begins_speech
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Form, Shape

REACH = 60  # tokens between a cue and what opens its content
MOST = 5  # candidates; the gold's opener is among the first three in 99 % of the development texts
PREPOSITIONS_OF = {"e": "إلى", "a": "على", "o": "عن", "m": "من", "f": "في"}
# how something is said, what it is like
_NO_CONTENT = frozenset(("بالتزامن", "بالاجماع", "بالاغلبيه", "بالمناسبه", "بالاضافه", "بمثابه", "بنسخه", "بشكل"))
_MERGED = {"بما": "ب", "بمن": "ب", "مما": "من", "ممن": "من", "عما": "عن", "عمن": "عن"} | {
    "ب" + this: "ب" for this in ("هذا", "هذه", "هؤلاء", "تلك")
}  # what opens a content with the preposition in it
_SHORT = frozenset((  # verbal nouns of three letters, which a list of nouns doesn't tell from others behind ب or ل
    "وقف", "دعم", "منع", "رفع", "فتح", "خفض", "وضع", "نشر", "كشف", "عقد", "بدء", "كبح", "نبذ", "حل", "اخذ", "حفظ",
    "سحب", "حسم", "صرف", "دفع", "نقل", "ضبط", "جمع", "بحث", "نزع", "عدم",
))  # fmt: skip
_STANDS_FOR = frozenset(("النائب", "النائبه", "نائب", "نائبه", "المرشح", "المرشحه", "مرشح", "الممثل"))
_THAT_OF = frozenset(("اهميه", "ضروره", "وجوب", "حتميه", "استحاله", "امكانيه", "صعوبه", "احتمال"))  # nouns before أن
_THAT = frozenset(("ان", "الا"))
COPY = frozenset(("نسخه", "بنسخه"))  # what an outlet says that it got of a statement
_TAKEN_PART = frozenset(("بمشاركه", "بحضور"))  # on what occasion, or what is praised
OF_IT = frozenset({"about_it", "on_it", "to_it", "by_it"})  # عنه، عليه: what is said stands before
_NOUNS = frozenset("DKIOTUERJSYMvZz")  # words that may have ب or ل before them, and open nothing without


Opener = tuple[str, int, int]  # its kind (clause, prep, by, colon, quote), its token, the first token of the content


class Openers:
    """Finds the openers after the cues of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, sentences: Sentences) -> None:
        self.shape, self.quotes, self.phrases, self.sentences = shape, quotes, phrases, sentences
        self.letters, self.forms = shape.letters, shape.forms
        self.also_saying, self.not_before_that = shape.sets["also_saying"], shape.sets["not_before_that"]

    def find(self, j: int, entry: Entry, end: int) -> list[Opener]:
        """Return the candidates from token `j` on, at most `MOST`, in their order."""
        letters, forms, closes = self.letters, self.forms, self.quotes.closes
        content = entry.content
        search, by, to = _search(content)
        found: list[Opener] = []
        barriers, skip = 0, j
        for match in search.finditer(letters, j, min(end, j + REACH)):
            k = match.start()
            if k < skip:
                continue
            c, form = letters[k], forms[k]
            if (after := adverbial_end(forms, k)) > k:
                skip = after  # «حذرت من جديد من الفيضان»
                continue
            merged = _MERGED.get(form.word)
            if merged is not None and merged in content:
                found.append(("by", k, k))  # «رحب بما قاله، حذر مما يجري، رحب بهذه الخطوة»
                continue
            short = form.word[1:] in _SHORT and ((to and form.word[0] == "ل") or (by and form.word[0] == "ب"))
            if c in _NOUNS and not form.glued and len(form.word) > 1 and not _is_by_saying(form) and not short:
                continue  # most tokens in reach of a verb that governs ب or ل
            if form.glued == "ب" and self.phrases.ends.is_of_west(k, form):
                continue  # «اعترف كريم بلماطي بصعوبة العمل»
            if c == "n" and k > j and forms[k - 1].word in self.not_before_that:
                continue  # «أكد الموقع دون أن يذكر السبب أن …»
            if c == "N" and form.word == "الا" and letters[k - 1] in '.:"</':
                continue  # «ألا يستطيعون»: a question
            if c == "n" and self.sentences.is_initial(k + 1):
                continue  # «قال لشبكة سي. إن. إن.»
            stands_for = c == "o" and k > j and forms[k - 1].word in _STANDS_FOR
            if stands_for and letters.find("o", k + 2, min(end, k + 14)) > 0:
                continue  # «أعرب النائب عن كتلة الوفاق عن أسفه»
            if c in "nN" and k > j and form.word in _THAT and content == ("أن",) and begins_speech(forms[k - 1]):
                found.append(("bare", k - 1, k - 1))  # «قال سالم يجب أن نبني الجسر»
                break
            if c in "nNbB":
                at = k - (k > j and letters[k - 1] in "eaomf")
                if k > j and forms[k - 1].word in _THAT_OF and (k < j + 2 or letters[k - 2] not in "eaomf"):
                    found.append(("clause", k - 1, k - 1))  # «أكد أهمية أن تفتح الطريق»
                    barriers += 1
                    continue
                if found and found[-1][1] == at:
                    found.pop()
                found.append(("clause", at, k + (c in "nb")))
                barriers += 1
            elif c == ":":
                times = k + 1 < len(forms) and forms[k + 1].word[:1].isdigit() and letters[k - 1] == "#"  # 03:44
                if not times:
                    found.append(("colon", k, self._behind_line_feed(k + 1)))
                    break
            elif k in closes:
                if closes[k] - k > 2:
                    found.append(("quote", k, k))
                skip = closes[k]
            elif c in ";/" or (c == "." and self.sentences.is_full_stop(k)):
                break
            elif c in "wW":
                barriers += 1
            elif c in "VP" and k > j and letters[k - 1] == "," and self._is_anothers(k):
                break  # «سألت عن السد، فأجاب سالم أن»، «ردا على تصريحات فلان، قال الوزير إن»
            elif c == "A" and found and letters[k - 1] == ",":
                break  # «هنأ سالم الفريقين بالفوز، واصفا إياه بأنه»
            elif c in "VPA" and k > j and form.word not in self.also_saying:
                barriers += 2 if form.with_and or letters[k - 1] in ",wW" else 1
                if by and form.glued == "ب":
                    found.append(("by", k, k))
            elif c == "h" and form.word in _TAKEN_PART and "أن" not in content:
                found.append(("by", k, k))  # «أشادت الوزيرة بمشاركة الطلاب»
            elif c in "eaomf" and PREPOSITIONS_OF[c] in content and form.tag.rstrip("+") not in OF_IT:
                if k + 1 == len(forms) or forms[k + 1].word not in COPY:  # «في بيان حصلت «النهر» على نسخة منه»
                    found.append(("prep", k, k))
            elif form.word not in _NO_CONTENT and form.base != "اسم" and (
                (by and self._glued(k, "ب") and not ((k == j or letters[k - 1] == "Y") and self._is_name(k)))
                or (to and self._glued(k, "ل") and not self.phrases.is_press(k))
            ):
                found.append(("by", k, k))
            if barriers > 2 or len(found) == MOST:
                break
        if found and found[-1][2] >= len(letters):
            found.pop()  # the text breaks off behind «أن»
        return found

    def _behind_line_feed(self, k: int) -> int:
        """Return the first token of the next line where a line ends at `k`, else `k` (وقال الوزير:\n…)."""
        start = k
        while self.letters[start : start + 1] in ("/", "_"):
            start += 1
        return start if start < len(self.letters) and "/" in self.letters[k:start] else k

    def _is_anothers(self, k: int) -> bool:
        """Tell the verb of another saying by its و or ف, or by its subject behind it."""
        if self.forms[k].word in self.also_saying:
            return False
        return self.forms[k].with_and or (self.letters[k] == "V" and self.letters[k + 1 : k + 2] in tuple("TUYOJE"))

    def _is_name(self, k: int) -> bool:
        """Tell «رحب بوريل بالاتفاق»، «أشاد بايتاس، عضو المكتب، بالموقف»: a name that begins with the letter."""
        form, letters = self.forms[k], self.letters
        if form.letter != "K" or form.definite or form.noun is not None or form.masdar or k + 2 >= len(letters):
            return False
        behind = self.forms[k + 1]
        if letters[k + 1] == ",":
            return letters[k + 2] in "TU"
        return behind.glued == "ب" and behind.definite

    def _glued(self, k: int, letter: str) -> bool:
        form = self.forms[k]
        if form.word in (letter, letter + "ـ"):
            return k + 1 in self.quotes.closes or self.letters[k + 1 : k + 2] == "("
        if form.word[0] == letter and form.word[1:] in _SHORT:
            return True  # «دعا الأطراف لوقف القتال»، «رحب بحل سياسي»
        return form.glued == letter or (letter == "ب" and _is_by_saying(form))


def _is_by_saying(form: Form) -> bool:
    """Tell «بالتحريض، بالرد»: verbal nouns of saying, known with their ب."""
    return form.letter == "M" and form.word.startswith("بال") and form.word != "بالقول"


@lru_cache(maxsize=256)
def _search(content: tuple[str, ...]) -> tuple[re.Pattern[str], bool, bool]:
    """Return a pattern for the tokens that matter to a cue which governs `content`, and whether it governs ب, ل."""
    letters = "nNbB:<>\"'./;wWVPA" + "".join(c for c, word in PREPOSITIONS_OF.items() if word in content)
    by, to = "ب" in content, "ل" in content
    if by or to:
        letters += "".join(sorted(_NOUNS)) + "mfld" + ("h" if by else "")
    elif "من" in content or "عن" in content:
        letters += "z"
    return re.compile(f"[{letters}]"), by, to
