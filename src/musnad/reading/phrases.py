"""Step 4: noun phrases that say who. A phrase is `(first, end)` in token numbers, half-open.

`noun_phrase` reads forward from a token, `phrase_before` backward to a clause's head. Titles, names and appositions
belong to a phrase; time, place and occasion do not. Where a phrase ends is a decision over the tags around.
"""

from __future__ import annotations

from musnad.reading.decisions import STEPPED, Decision
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import ENDS_PHRASE, Form, Shape

NOUNS = frozenset("TUORJESYDKL#vIZ")
_WORDS = NOUNS - frozenset("vIZ#")  # those of them that a phrase may begin with
NEVER_BACK = ENDS_PHRASE | frozenset("csqxhgrzkyA.")
GLUED_THIS = frozenset(g + w for g in "بلك" for w in ("هذا", "هذه", "هولاء", "ذلك", "تلك"))
_LED_BY = frozenset(("برئاسه", "برياسه", "بقياده", "برعايه", "بزعامه", "بحضور", "بمشاركه"))
ISSUED = frozenset(("الصادر", "الصادره", "المنشور", "المنشوره"))
HOW_OFTEN = frozenset(("دائما", "مرارا", "تكرارا", "باستمرار", "علنا", "صراحه"))
_RANKS = frozenset(("العليا", "الاعلي", "العامه", "العام", "المركزيه", "المركزي"))
_OF_SCHOOLS = frozenset(("الملك", "الامير", "الاميره", "الشيخ", "الرئيس", "الامام"))
_OF_MANY = frozenset(("كبار", "جدد", "عرب", "اجانب", "اخرون", "كثر", "قلائل", "عده", "مقربون", "بارزون"))
_OWN = ("ه", "هم", "ها", "ات")
_TITLES = frozenset(("T", "Td", "Th", "Tdp", "Tp"))
THERE = frozenset(("هناك", "ثمه"))
_PREFERS = frozenset(("فضل", "فضلت", "فضلوا", "رفض", "رفضت", "رفضوا", "طلب", "طلبت", "طلبوا", "اشترط", "اشترطت"))
_NOT_NAMED = frozenset(("عدم", "الكشف", "ذكر", "الافصاح", "كشف", "ان"))
SAME = frozenset(("نفس", "ذات"))  # «ذات المصدر»
GLUED_WHAT = frozenset(("بما", "مما", "لما", "عما", "فيما"))
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
    groups="head this agrees|before this named agrees|head before|this next|~this next next2|~before2 before this"
    "|before2|next2|size this|opener this|opener limit",
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


class Phrases:
    """Reads noun phrases of one text."""

    def __init__(self, shape: Shape, quotes: Quotations) -> None:
        self.shape = shape
        self.letters, self.tags, self.forms = shape.letters, shape.tags, shape.forms
        self.size, self.quotes = len(shape.letters), quotes
        self.some = shape.sets["some_of_them"]
        self.how, self.no_names = shape.sets["manner"], shape.sets["no_names"]
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
        return form.press or (form.lone and self._opens_press(k))

    def _opens_press(self, k: int) -> bool:
        """Tell whether a name in marks or a medium stands behind the lone ل at token `k`."""
        return k + 1 in self.quotes.closes or self.letters[k + 1 : k + 2] in ("(", "J", "O")

    def tells_how(self, k: int, at: int) -> bool:
        """Tell whether token `k` says how something is said (بمرارة), also one that no list has before `at` (بلهفة)."""
        form = self.forms[k]
        new = form.glued == "ب" and form.letter == "K" and form.word.endswith("ه") and not form.definite
        return form.word in self.how or (new and k + 1 == at and self.letters[k - 1] in "VP")

    def opens_phrase(self, k: int) -> bool:
        """Tell whether a noun phrase can begin at token `k`."""
        form = self.forms[k]
        c = form.letter
        if c in _WORDS:
            governed = form.glued and (form.definite or form.noun or form.halts)
            nobody = form.word in THERE or form.word in self.how or form.word in ("ب", "بـ")
            return not (form.lone or governed or nobody)
        if k in self.quotes.closes:
            return self.is_name_quote(k)
        if c == "d":
            return self.letters[k + 1 : k + 2] in tuple("DTUORKS") and form.word not in GLUED_THIS
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
        head, named = tags[start], "y" if letters[start] == "Y" else ""
        before2, before = "", head
        end = k = self.unit_end(start, limit)
        if k > start + 1:
            head = before = letters[start]
        number, last = forms[start].number, forms[k - 1]
        size, steps_left = 1, opener != "noun"
        while k < limit:
            form = forms[k]
            told = form.halts and not self._is_ones_office(start, k, limit)
            if told or (form.lone and form.letter == "K" and self._opens_press(k)):
                break
            c = form.letter
            if c == "s" and k + 1 < limit and forms[k + 1].definite:
                break  # «رئيس البلدية هو القاضي»
            if (c == "." and len(last.word) > 1) or (named and form.glued == "ل" and c in "TJ"):
                break
            if named and form.glued == "ل" and c == "O" and opener not in ("", "noun") and self._ends_name(k):
                break  # «قال سالم الراوي لمجلس الأمن إن»
            if c == "," and k + 1 < limit and letters[k + 1] == "A" and forms[k + 1].word.endswith("ا"):
                break  # «انتقد النائب الحكومة، معتبرا أنها»
            if c == "z" and form.word in GLUED_WHAT:
                break
            if c == "*" and form.bare == "|":
                break  # «أخبار النهر | فلان يدعو إلى»
            led = form.word in _LED_BY
            if form.glued == "ب" and form.masdar and not (form.definite or led) and letters[k - 1] in "UOE":
                break  # «طالب تجار بمراجعة القانون»
            if c == "f" and k + 1 < limit and self._is_occasion(k + 1, named=named != "" or head in _TITLES):
                break
            told = form.glued == "ب" and form.noun is None and not form.definite and form.base != "اسم"
            to_whom = form.glued == "ل" and form.definite
            away = to_whom and c in "DKO" and self._ends_name(k)
            alone = k == start + 1 and head[0] in "KYD" and not last.definite
            told = told and self._governs(k, limit) and not (letters[k - 1] == "Y" and letters[k + 1] in "TU")
            if k == start + 1 and head[0] == "T" and last.definite and to_whom and c in "DKOTU":
                break  # «اعتذر اللاعب للجمهور»
            if (named or alone) and (form.lone or away or told):
                break  # «ماهر الخطيب لـ صوت النهر»، «طالب الرئيس حمدان بحل المشكلة»
            if form.word in HOW_OFTEN or (k == start + 1 and last.definite and self._disagrees(start, form)):
                break  # «ويتهم الوزير دائما»، «أنكر المتهم التهمة»
            if k == start + 1 and c == "D" and form.word in _RANKS and head[0] == "O" and last.definite:
                before2, before, size, last, end = before, form.tag, size + 1, form, k + 1
                k += 1
                continue  # «الهيئة العليا»
            if k == start + 1 and c in "KIRMO" and self._is_new(form) and self._is_whole_plural(start, form):
                break  # «أكد فلاحون تلف محاصيلهم»
            apart = c in "KRIMO" and letters[k - 1] in '>"' and opener == "noun"
            if apart and self._is_new(form) and self._governs(k, limit):
                break  # «رفض الوزير «سمير الكيال» تقرير البنك»
            if named and c == "f" and k + 1 < limit and self._is_ones_place(k + 1):
                break  # «الوزير سمير الحداد في مكتبه»
            common = c in "RO" or (c == "K" and (form.masdar or form.word.endswith(("ه", "ات"))))
            no_name = form.word in self.no_names  # «ثمن الوزير جهود العمال»
            common = common or no_name
            behind = last.definite or (named and (no_name or (opener == "noun" and form.masdar)))
            if common and head[0] in "TU" and behind and self._is_new(form) and self._governs(k, limit):
                break  # «وزيرة العمل شهادات التقدير»، «سامر حداد تعليق الإضراب»
            ended = last.definite or named or last.word.startswith("ال")
            if no_name and form.definite and not form.glued and ended:
                break  # «أدان المجلس الأعلى الهجوم»
            if head[0] == "J" and c == "K" and form.masdar and ended:
                break  # «نقلت صحيفة النهر تأكيد الوزير أن»
            if c == "D" and form.masdar and k == start + 1 and head[0] in "TDY" and last.definite:
                break  # «جدد الحداد التأكيد أن»
            if form.word in ISSUED and letters[k + 1 : k + 2] in tuple("tf") and letters[start - 1 : start] != "f":
                break  # «بيان الهيئة الصادر أمس»
            if c == "-" and k + 1 < limit and forms[k + 1].attribution:
                break  # «حداد - نقلا عن القناة - إن»
            if form.word in THERE or (form.word in _PREFERS and k + 1 < limit and forms[k + 1].word in _NOT_NAMED):
                break  # «وأضاف الخطيب هناك قرى»، «مهندس فضل عدم ذكر اسمه»
            if opener == "noun" and named and before[0] == "D" and self._begins_object(form):
                break  # «أعلن النائب نادر الصافي استقالته»
            if head[0] == "U" and c == "K" and not form.definite and before[0] in "SD" and self._governs(k, limit):
                break  # «نفى مصدر أمني صحة الأنباء»
            after, this = k + 1, form.tag
            if c == "(" or k in closes:
                after = self.unit_end(k, limit)
                if after > k + 1:
                    this = c + c
            agreements = _AGREEMENTS[form.agreement ^ last.agreement]
            agrees = agreements[0 if not number or not form.number else 1 if form.number == number else 2]
            context = (
                head, before2, before, this, tags[after], tags[after + 1], STEPPED[size], named,
                STEPPED[limit - k] if steps_left else "", opener, agrees,
            )  # fmt: skip
            if (weigh(context) if FORWARD.oracle is None else FORWARD.score(context, (start, k))) <= 0:
                break
            if c == "Y":
                named = "y"
            before2, before, size = before, this, size + 1
            k = after
            last = forms[k - 1]
            if c not in ",-.famoehdsrq":
                end = k
        while end > start and (letters[end - 1] in "-," or forms[end - 1].word in _LED_BY):
            end -= 1
        if end < limit and forms[end].word in self.selves:
            end += 1  # «للمصدر نفسه»
        if forms[end - 1].word == "عبد" and end < limit and forms[end].definite:
            end += 1  # «عبد العزيز» is one name
        return end

    def _disagrees(self, head: int, form: Form) -> bool:
        """Tell by gender a definite noun behind a title that is no adjective of it, and governed it cannot be."""
        noun = self.forms[head].noun
        if form.letter != "D" or noun is None or self.letters[head] != "T" or noun.number != "s" or form.glued:
            return False
        return noun.gender == "m" and form.word.endswith("ه") and not form.word.endswith("يه")

    def _ends_name(self, k: int) -> bool:
        """Tell a given name, with or without a family's, right before token `k`."""
        given = k - 1 if self.letters[k - 1] == "Y" else k - 2
        if self.forms[given - 1].word in _OF_SCHOOLS:
            return False  # «مركز الملك سلمان للإغاثة»
        if given == k - 1:
            return True
        return self.letters[k - 2 : k] in ("YD", "YK") and not self.forms[k - 1].word.endswith("ه")

    def _is_whole_plural(self, head: int, form: Form) -> bool:
        """Tell «فلاحون»: before a noun that it governs it would be «فلاحو»; an adjective agrees."""
        plural = self.forms[head]
        if not plural.word.endswith("ون") or plural.definite or len(plural.word) < 5:
            return False
        return not (form.word.endswith("ون") or form.word in _OF_MANY)

    def _is_ones_office(self, start: int, k: int, limit: int) -> bool:
        """Tell «المدير العام للوكالة الوطنية، سمير الكيال»: behind the name of a medium stands who heads it."""
        if not self.forms[k].press or self.letters[start] != "T" or self.letters[k - 1] not in "TSD":
            return False
        behind = self.letters[k + 1 : min(limit, k + 8)]
        return "Y" in behind and not set("VvPZA:<").intersection(behind[: behind.find("Y")])

    def _is_new(self, form: Form) -> bool:
        """Tell a noun without article, glued letters and «و»."""
        return not (form.definite or form.glued or form.with_and)

    def _is_ones_place(self, k: int) -> bool:
        """Tell «في مكتبه»: where somebody does something, by its pronoun."""
        form = self.forms[k]
        return form.letter in "KRO" and form.bare.endswith(("ه", "ها", "هم")) and not form.definite

    def _begins_object(self, form: Form) -> bool:
        """Tell a noun that goes on with no name: a verbal noun, somebody's own, a text or an organisation."""
        if form.letter in "RMJ" and form.definite:
            return True
        if form.letter == "D":
            return form.masdar
        return form.letter in "KM" and not form.definite and (form.masdar or form.base.endswith(_OWN))

    def _governs(self, k: int, limit: int) -> bool:
        """Tell a noun that governs the one with an article behind it: no adjective does."""
        return k + 1 < limit and self.forms[k + 1].definite and not self.forms[k + 1].glued

    def _is_occasion(self, k: int, *, named: bool = False) -> bool:
        """Tell «في مؤتمر صحفي»: when something was said, and not who said it (المشاركون في المؤتمر)."""
        form = self.forms[k]
        return form.occasion and not form.definite and (named or form.letter in "RM")

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
            elif c in NEVER_BACK or self.forms[k - 1].bare == "|" or (c == "Z" and self.forms[k - 1].with_and):
                break
            this = tags[k - 1] if unit == k - 1 else c + c
            before = tags[unit - 1] if unit > floor else "^"
            before2 = tags[unit - 2] if unit - 1 > floor else "^"
            context = (last, after, this, before, before2, STEPPED[size], named)
            if (BACKWARD.weigh(context) if BACKWARD.oracle is None else BACKWARD.score(context, (end, unit))) <= 0:
                break
            if c == "Y":
                named = "y"
            after, size, k = this, size + 1, unit
        while k < end and not (letters[k] in NOUNS or letters[k] == "d" or k in self.quotes.closes):
            k += 1
        return k
