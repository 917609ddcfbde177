"""Step 4: noun phrases that say who. A phrase is `(first, end)` in token numbers, half-open.

`noun_phrase` reads forward from a token, `phrase_before` backward to a clause's head. Both follow
the agreement of the gold: titles, names and appositions belong to the phrase; time, place and
occasion do not.
"""

from __future__ import annotations

from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Form, Shape

NOUNS = frozenset("TUORJESYDKL#vI")
HEADS = frozenset("TUORJ")
NAME_QUOTE = 5  # words in marks that may still be a name («حركة الشباب المجاهدين»)
OCCASION_NOUNS = {
    "بيان", "تصريح", "تصريحات", "موتمر", "مؤتمر", "حديث", "مقابله", "كلمه", "ختام", "خطاب", "رساله", "حوار", "لقاء", "اتصال", "تغريده",
    "تدوينه", "وقت", "هذا", "اطار", "سياق", "مستهل", "اعقاب", "معرض", "اجتماع", "جلسه", "تقرير", "افتتاح", "كلمته", "حديثه", "تصريحه",
    "بيانها", "بيانه", "تقريرها", "تقريره", "مداخله", "حسابه", "حسابها", "صفحته", "رد", "رده", "ندوه", "برنامج", "منشور", "خطبه", "خطابه",
    "حفل", "برقيه", "مذكره", "الوقت", "هذه", "ذلك", "نهايه", "بدايه", "ذات", "احدث", "اخر", "تعليق", "تعليقه", "مقال", "لقائه", "تعميم",
    "بيانين", "بلاغ", "ايجاز", "موجز", "افاده", "شهاده", "مقطع", "تسجيل", "جلستها", "اجتماعها", "اجتماعه", "مقدمه", "وقته",
}  # fmt: skip
ABOUT_HEADS = {
    "مسؤولون",
    "مسؤولين",
    "صادرون",
    "مختص",
    "منشق",
    "خارج",
    "بعيد",
    "متحدث",
    "ناطق",
    "مسؤول",
    "مسول",
    "صادر",
    "صادره",
    "نايب",
    "نائب",
    "مسئول",
    "ممثل",
    "مدافع",
    "نيابه",
}
ON_HEADS = {"مشرف", "مشرفه", "قايم", "قائم", "قائمون", "قائمين", "مطلع", "مطلعه", "مشرفون", "مطلعين"}
YEAR_WORDS = {"الماضي", "المقبل", "الجاري", "الحالي", "المنصرم", "القادم", "الدراسي", "الفايت"}
PRESS = {
    "صحفيين",
    "صحافيين",
    "صحفي",
    "اعلاميين",
    "صحافه",
    "صحف",
    "اعلام",
    "وكاله",
    "وكالات",
    "صحيفه",
    "قناه",
    "جريده",
    "تلفزيون",
    "موقع",
    "اذاعه",
    "وسايل",
    "وسائل",
    "راديو",
    "شبكه",
    "مجله",
    "فضايه",
    "فضائيه",
}


class Phrases:
    """Reads noun phrases of one text."""

    def __init__(self, shape: Shape, quotes: Quotations) -> None:
        self.shape = shape
        self.quotes = quotes

    def is_name_quote(self, o: int) -> bool:
        """Tell whether the quotation opened at `o` is short enough to be a name."""
        close = self.quotes.closes.get(o)
        return close is not None and close in self.quotes.opens and close - o - 1 <= NAME_QUOTE

    def skip_bracket(self, k: int, limit: int) -> int:
        """Return the token behind the bracket that opens at `k`, or `k` where it is too long."""
        end = self.shape.letters.find(")", k, min(limit, k + 9))
        return end + 1 if end > 0 else k

    def is_press(self, k: int) -> bool:
        """Tell whether token `k` (glued ل) opens the naming of an outlet or of journalists."""
        form = self.shape.form(k)
        if form.glued != "ل" and not form.word.startswith("ل"):
            return False
        if form.letter == "J" or form.base in PRESS or form.word.lstrip("ل") in PRESS:
            return True
        return form.word in ("ل", "لـ") or (form.word == "ل")

    def noun_phrase(self, start: int, limit: int, *, takes_by: bool = False, split: bool = False) -> int:
        """Return the end of the noun phrase that starts at `start`, at most `limit`.

        Args:
            takes_by: the verb opens its content with glued ب, so such a word ends the phrase.
            split: subject and object stand side by side; stop where the object begins.
        Returns: `start` itself where no phrase stands there.
        """
        shape, letters = self.shape, self.shape.letters
        k = end = start
        limit = min(limit, len(letters))
        while k < limit:
            c = letters[k]
            form = shape.form(k)
            if c in NOUNS:
                if not self._goes_on(form, k, start, takes_by):
                    break
                if split and k > start and self.opens_object(k, start):
                    break
                k = end = k + 1
            elif c == "(":
                after = self.skip_bracket(k, limit)
                if after == k:
                    break
                k = end = after
            elif k in self.quotes.closes:
                if not self.is_name_quote(k) or self.quotes.closes[k] >= limit:
                    break
                if k > start and shape.word(k - 1) in ("ل", "لـ"):
                    break
                k = end = self.quotes.closes[k] + 1
            elif c in "fmoa" and k > start and self._attaches(k, start, limit):
                k += 1
            elif c == "," and k > start:
                after = self._apposition(k, limit, takes_by, split)
                if after == k:
                    break
                k = end = after
            elif c == "-" and k > start:
                after = letters.find("-", k + 1, min(limit, k + 8))
                if after < 0 or letters[after + 1 : after + 2] not in tuple(NOUNS):
                    break
                k = after + 1
            elif (
                (c == "d" and (k == start or letters[k - 1] in "TOUK") and letters[k + 1 : k + 2] in tuple("DTUOR"))
                or (
                    c == "s"
                    and k > start
                    and shape.word(k) in ("وهو", "وهي", "وهم")
                    and letters[k + 1 : k + 2] in ("T", "U")
                )
                or (
                    c == "."
                    and k > start
                    and (len(shape.word(k - 1)) == 1 or shape.word(k - 1) in ("أ", "ا"))
                    and letters[k + 1 : k + 2] != "/"
                )
                or (c in "hI" and k == start and letters[k + 1 : k + 2] == "#")
                or (c == "*" and k > start and letters[k + 1 : k + 2].isalpha())
            ):
                k += 1
            else:
                break
        while end > start and letters[end - 1] in "-,":
            end -= 1
        return end

    def _goes_on(self, form: Form, k: int, start: int, takes_by: bool) -> bool:
        shape = self.shape
        if form.letter == "v" and (k == start or not self._is_name_before(k, start)):
            return False
        if form.letter == "I" and (k == start or "\u064b" in form.bare):
            return False
        if form.word == "العام" and k > start and shape.word(k + 1) in YEAR_WORDS:
            return False
        if form.glued == "ل" and k > start:
            return not (self.is_press(k) or self._is_name_before(k, start))
        if form.glued == "ب" and k > start:
            if form.base == "اسم":
                return True
            if takes_by or self._is_name_before(k, start):
                return False
            return (form.letter in "EOTD" and shape.letters[k - 1] not in "U") or form.letter in "EO"
        if form.word in ("ل", "لـ", "ب", "بـ"):
            return False
        return not (k == start and form.glued and (takes_by or form.definite or form.noun is not None))

    def _is_name_before(self, k: int, start: int) -> bool:
        """Tell whether token k - 1 looks like the end of a personal name in the phrase from `start` on."""
        shape, letters = self.shape, self.shape.letters
        before = letters[k - 1]
        if before == "Y":
            return True
        if before == "D":  # a surname with the article behind a given name
            return k - 2 >= start and letters[k - 2] == "Y"
        if before not in "KI" or shape.word(k - 1).endswith("ه") or is_masdar(shape.form(k - 1)):
            return False
        return k - 1 == start or letters[k - 2] in "YKTSDI"

    def _attaches(self, k: int, start: int, limit: int) -> bool:
        """Tell whether the free preposition at `k` goes on with the phrase."""
        shape, letters = self.shape, self.shape.letters
        if k + 1 >= limit or (letters[k + 1] not in NOUNS and (k + 1) not in self.quotes.closes):
            return False
        c = letters[k]
        before = {shape.form(j).base.removesuffix("ه") for j in range(start, k)}
        if c == "o":
            return bool(before & ABOUT_HEADS)
        if c == "a":
            return bool(before & ON_HEADS)
        if self._is_name_before(k, start) and letters[start] not in "U":
            return False
        if c == "f":
            return not is_occasion(shape.form(k + 1)) and letters[k + 1] != "#"
        return letters[k - 1] in "UKTO#YD"

    def _apposition(self, k: int, limit: int, takes_by: bool, split: bool) -> int:
        """Return the end of an apposition behind the comma at `k` (closed by a comma or `limit`), or `k`."""
        letters = self.shape.letters
        if (
            k + 1 >= limit
            or letters[k + 1] not in "TUOYJ"
            or self.shape.form(k + 1).with_and
            or self.shape.form(k + 1).glued
        ):
            return k
        end = self.noun_phrase(k + 1, limit, takes_by=takes_by, split=split)
        if end > k + 1 and (
            end >= limit or letters[end] in ",nNbBfhteao" or end in self.quotes.closes or letters[end] == ":"
        ):
            return end
        return k

    def opens_object(self, k: int, start: int) -> bool:
        """Tell whether token `k` opens the object of a verb whose subject began at `start`."""
        shape, letters = self.shape, self.shape.letters
        form, before = shape.form(k), letters[k - 1]
        if form.with_and or form.glued:
            return False
        if form.letter == "D" and before == "Y":  # a surname with the article
            return False
        bound = (
            before in "DSEY"
            or shape.form(k - 1).definite
            or (before == "K" and self._is_name_before(k, start))
            or before in '>")'
        )
        if before == "K" and letters[start] in "UR" and k - start > 1:
            bound = True
        if (
            form.letter == "D"
            and letters[k + 1 : k + 2] in ("e", "a", "o", "m")
            and before in "KYS"
            and letters[start] in "TO"
            and form.base[0] in "تا"
        ):
            return True
        if before in "JO" and shape.form(k - 1).noun and shape.form(k - 1).noun.role != "head":
            bound = True
        if before == "D" and form.letter == "D":  # adjective or a second noun?
            return is_masdar(form) or (
                form.base.endswith(("ين", "ون")) and len(form.base) > 5 and letters[start] in "TOEY" and k - start > 1
            )
        if not bound:
            return False
        if form.letter in "KI" and (is_masdar(form) or (before in "DS" and letters[start] == "O")):
            return True
        if form.letter == "O" and not form.definite:
            return True
        if form.definite and (form.letter in "OUR" or (form.letter == "T" and letters[start] in "UO")):
            return True
        return (form.letter in "EJ" and before in "YKS") or (form.letter == "D" and self._is_name_before(k, start))

    def can_speak(self, start: int, end: int) -> bool:
        """Tell whether the phrase names one who can say something: by its head, or as a personal name."""
        letters, form = self.shape.letters, self.shape.form(start)
        head = letters[start + 1] if letters[start] == "d" and end - start > 1 else letters[start]
        if head in "TUORJEYS" or any(letters[k] == "Y" for k in range(start, end)):
            return True
        if head == "D" and form.base.endswith(("ون", "ين")) and len(form.base) > 4:
            return True
        if head == "L" or start in self.quotes.closes:
            return True
        return (
            head == "K"
            and not form.word.endswith("ه")
            and (end - start == 1 or letters[start + 1] == "K")
            and not is_masdar(form)
        )

    def phrase_before(self, end: int, floor: int) -> int:
        """Return where the noun phrase that ends right before token `end` starts, not before `floor`.

        Returns: `end` where no phrase stands there.
        """
        shape, letters = self.shape, self.shape.letters
        k = end
        while k > floor:
            c = letters[k - 1]
            if c in NOUNS and c != "v":
                form = shape.form(k - 1)
                if form.with_and and self._opens_clause(k - 1, floor):
                    k -= 1
                    break
                k -= 1
                if form.glued and form.letter not in "TOED" and form.base != "اسم":
                    return k + 1 if k + 1 < end else end
            elif c == ")":
                o = letters.rfind("(", max(floor, k - 8), k - 1)
                if o < 0:
                    break
                k = o
            elif k - 1 in self.quotes.opens and self.is_name_quote(self.quotes.opens[k - 1]):
                k = self.quotes.opens[k - 1]
            elif c in "fm" and k - 1 > floor and letters[k - 2] in "TUODK" and letters[k] in NOUNS:
                k -= 1
            elif c == "d" and letters[k] in "DTUO":
                k -= 1
                break
            else:
                break
        while k < end and letters[k] in "fm":
            k += 1
        if k < end and (letters[k] == "(" or shape.form(k).glued):
            return end
        return k

    def _opens_clause(self, k: int, floor: int) -> bool:
        return k == floor or self.shape.letters[k - 1] in ",./;:"


def is_occasion(form: Form) -> bool:
    """Tell whether a word behind في opens an occasion (في بيان، في مؤتمره الصحفي), not a place."""
    word = form.word
    return (
        form.base in OCCASION_NOUNS
        or word in OCCASION_NOUNS
        or word.removesuffix("ها").removesuffix("هم").removesuffix("ه") in OCCASION_NOUNS
    )


def is_masdar(form: Form) -> bool:
    """Tell by its pattern (forms II–X) or by list whether a word is a verbal noun."""
    bare = form.bare
    word = form.base if form.definite else form.word
    if word in MASDARS:
        return True
    for pronoun in ("هما", "ها", "هم", "ه"):
        if (
            len(word) > len(pronoun) + 2
            and word.endswith(pronoun)
            and (word.removesuffix(pronoun) in MASDARS or _pattern(word.removesuffix(pronoun), bare))
        ):
            return form.noun is None
    if len(word) < 4 or form.noun is not None:
        return False
    return _pattern(word, bare)


def _pattern(word: str, bare: str) -> bool:
    """Tell the patterns إفعال، افتعال، انفعال، تفعيل، تفاعل، مفاعلة by their letters (folded `word`)."""
    if bare.startswith("إ") and len(word) > 4 and (word[-2] == "ا" or word.endswith("ه")):
        return True
    if word[0] == "ا" and len(word) > 5 and word[-2] == "ا" and ("ت" in word[1:3] or word[1] == "ن"):
        return True
    if word[0] == "ت" and len(word) == 5 and (word[3] == "ي" or word[2] == "ا"):
        return True
    return word[0] == "م" and len(word) == 6 and word[2] == "ا" and word.endswith("ه")


MASDARS = {
    "اهميه", "ضروره", "وجود", "مقتل", "قيام", "دعم", "وقوف", "حرص", "وصول", "سقوط", "رفض", "وفاه", "اصابه", "نيه", "عزم", "بدء", "رغبه",
    "حاجه", "عدم", "ضبط", "قبض", "وقف", "فتح", "نجاح", "فشل", "خروج", "دخول", "عوده", "زياده", "حق", "دور", "صحه", "موافقه", "جاهزيه",
    "قدره", "التزام", "رفع", "خفض", "حظر", "سحب", "منح", "بقاء", "فوز", "انتهاء", "عمق", "قوه", "متانه", "سعي", "طرح", "فرض", "شن", "نشر",
    "رحيل", "غياب", "توفر", "توافر", "تسجيل", "ولاء", "ولادته", "عزمه", "عزمها", "نيته", "نيتها", "حرصه", "حرصها", "رفضه", "رفضها", "دعمه",
    "دعمها", "استعداده", "استعدادها", "التزامه", "التزامها", "تمسكه", "تمسكها", "مسؤوليته", "مسؤوليتها", "مسؤوليه", "حل", "كشف", "حدوث", "وقوع",
    "مسووليه", "حجم", "مدي", "ثقه", "سيطره", "سيطرتها", "اسر", "هويه", "اسماء", "سلامه", "سير", "صدور", "هبوط", "صعود", "نمو", "تراجع", "خطوره",
}  # fmt: skip
