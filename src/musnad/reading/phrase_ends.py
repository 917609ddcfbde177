"""Step 4, its sure part: before which tokens a noun phrase ends, over which it goes on, whatever the decision says.

A sign or adverb sets apart what follows; a preposition begins whom is spoken to, an occasion, what the verb asks for; a
noun that the phrase cannot govern begins the object. Each is told by agreement, article and what a name may hold.
"""

from __future__ import annotations

from musnad.reading.adverbials import ADVERBIALS, SPANS, adverbial_end
from musnad.reading.beside import PARTICLES
from musnad.reading.clusters import common_nouns, word_clusters
from musnad.reading.offices import OF_BODIES, is_of_body, serves
from musnad.reading.patterns import THERE, WESTERN, begins_speech
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Form, Shape

LED_BY = frozenset(("برئاسه", "برياسه", "بقياده", "برعايه", "بزعامه", "بحضور", "بمشاركه"))
ISSUED = frozenset(("الصادر", "الصادره", "المنشور", "المنشوره"))
HOW_OFTEN = frozenset(("دائما", "مرارا", "تكرارا", "باستمرار", "علنا", "صراحه"))
IN_A_WAY = frozenset(("بشكل", "بصوره"))
PRAYED = frozenset(("صلاه", "خطبه", "خطيب", "امام", "خطباء", "ايمه"))  # on Fridays
GLUED_WHAT = frozenset(("بما", "مما", "لما", "عما", "فيما"))
_OF_SCHOOLS = frozenset(("الملك", "الامير", "الاميره", "الشيخ", "الرئيس", "الامام"))
_OF_MANY = frozenset(("كبار", "جدد", "عرب", "اجانب", "اخرون", "كثر", "قلائل", "عده", "مقربون", "بارزون"))
_OF_SOURCES = frozenset(("رفيع", "رفيعه", "واسع", "واسعه", "وثيق", "وثيقه", "كبير", "كبيره"))
_ONE_OF = frozenset(("احد", "احدي"))
_SAYING = frozenset(("قوله", "قولها", "قولهم", "قولهما", "القول"))
_SITES = frozenset(("موقع", "مواقع", "شبكه", "شبكات", "منصه"))
_OF_SITES = frozenset(("التواصل", "تويتر", "فيسبوك", "الفيسبوك"))
OWN_PLACE = frozenset(("حسابه", "حسابها", "صفحته", "صفحتها", "موقعه", "موقعها"))
_OWN = ("ه", "هم", "ها", "ات")
_TITLES = frozenset(("T", "Td", "Th", "Tdp", "Tp"))
_PREFERS = frozenset(("فضل", "فضلت", "فضلوا", "رفض", "رفضت", "رفضوا", "طلب", "طلبت", "طلبوا", "اشترط", "اشترطت"))
_IMPERSONAL = frozenset(("يمكن", "يجب", "ينبغي", "يتعين", "يجوز", "يستحيل"))
_NOT_NAMED = frozenset(("عدم", "الكشف", "ذكر", "الافصاح", "كشف", "ان"))
_RANKS = frozenset(("العليا", "الاعلي", "العامه", "العام", "المركزيه", "المركزي"))
_JOINED, _BEFORE_NAME = frozenset("KDRMO"), frozenset("KDSOT")
_MOST_JOINED, _JOINED_ON = 4, frozenset("KRMDIOTUSE")
_NUMERALS = frozenset(n + end for n in ("ثلاث", "اربع", "خمس", "ست", "سبع", "ثماني", "تسع") for end in ("", "ه"))
_WHERE = frozenset(("جنوب", "شمال", "شرق", "غرب", "وسط", "قرب", "جوار"))
_GUESTS = frozenset(("السفير", "السفيره", "الوزير", "الوزيره", "القنصل", "المبعوث", "المحافظ", "الوالي"))
_THIS_FIELD = frozenset(("الاطار", "الصدد", "السياق", "الشان", "الخصوص", "المجال", "المضمار", "الجانب"))
_AT_PANELS = frozenset(("متحدث", "متحدثه", "مشارك", "مشاركه"))  # who speaks there
_OF_SEVERAL = frozenset(("وزاره", "هييه", "هيئه", "لجنه", "اداره", "مديريه"))
_ACTING = frozenset(("بالنيابه", "بالانابه", "المكلف", "المكلفه", "السابق", "السابقه"))
WHO_IS = frozenset(("وهو", "وهي", "وهم"))
# words that may set apart what follows, as signs and pronouns do
_APART = HOW_OFTEN | THERE | IN_A_WAY | _PREFERS | ISSUED | _IMPERSONAL
_SIGNS = frozenset(".z*s,-")
_NOUNS = frozenset("KRIMODJ")  # letters of what may begin an object


def is_ones(form: Form) -> bool:
    """Tell «كلمته»، «بيانها»: somebody's own, with no preposition before it."""
    free = not form.glued or form.word.startswith("بيان")
    return form.bare.endswith(("ه", "ها", "هم")) and free and not form.with_and


class Begun:
    """A phrase as far as it is read: the tag of its head, of the word before the next one, whether a name is in it."""

    __slots__ = ("before", "head", "last", "limit", "named", "opener", "start")

    def __init__(self, start: int, limit: int, opener: str, head: str, last: Form) -> None:
        self.start, self.limit, self.opener = start, limit, opener
        self.head = self.before = head
        self.named = "y" if head[0] == "Y" else ""
        self.last = last


class PhraseEnds:
    """Tells where the noun phrases of one text end for sure."""

    def __init__(self, shape: Shape, quotes: Quotations) -> None:
        self.letters, self.forms, self.quotes = shape.letters, shape.forms, quotes
        self.no_names, self.events = shape.sets["no_names"], shape.sets["occasion"]
        self.how = shape.sets["manner"]
        self.surnames, self.also_names = shape.sets["surname"], shape.sets["also_names"]

    def before(self, k: int, phrase: Begun) -> bool:
        """Tell whether the phrase ends before token `k`."""
        form = self.forms[k]
        c = form.letter
        if form.word in OF_BODIES and is_of_body(self.letters, self.forms, k):
            return False
        return (
            ((c in _SIGNS or form.word in _APART) and self._is_apart(k, form, phrase))
            or ((form.glued != "" or form.halts or form.lone) and self._is_told(k, form, phrase))
            or (c == "f" and self._is_where(k, phrase))
            or (c == "h" and form.tag == "place_preposition" and self._is_before(k, phrase))
            or (form.word in ADVERBIALS and adverbial_end(self.forms, k) > k)  # «الوزير سعد النادر أول من أمس»
            or (form.word in SPANS and phrase.head[0] in "TOUY" and adverbial_end(self.forms, k) > k)
            or c in "qg"  # «وفقا للمكتب فقد ازداد»، «ذكرت القناة نقلا عن»
            or (c in "KIyaxs" and (phrase.named != "" or phrase.last.definite) and begins_speech(form))  # «سنبني»
            or (c == "K" and phrase.last.definite and self._is_deed(k, form, phrase.limit))
            or (c == "Z" and phrase.last.definite and form.word not in self.also_names)  # «الوزراء للمستشفى قام»
            or (c in ",s" and phrase.named != "" and self._says_who(k + (c == ",")))  # «أم خالد، وهي نازحة»
            or (phrase.named != "" and c in "yK" and form.word[0] == "ي" and self._takes(k + 1, phrase.limit))
            or (c == "r" and phrase.named != "" and self.letters[k - 1] in "YDK")  # «سارة النجار التي قادت الفريق»
            or (c in "MD" and form.word in _SAYING)  # «عن مصدر مطلع قوله إن»
            or ((c == "a" or form.word == "عبر") and k + 1 < phrase.limit and self._is_medium(k + 1))
            or form.word in self.how  # «أجاب المدرب بغضب»
            or (c == "K" and form.word in _NUMERALS and (phrase.named != "" or phrase.last.definite))
            or (c in "KR" and phrase.last.definite and form.occasion and is_ones(form))  # «اختتم المدير كلمته»
            or (phrase.named != "" and c in "aeIJKTOR" and self._leaves_name(k, form))
            or (c == "T" and form.word in _GUESTS and self._is_received(k, phrase))
            or (c in _NOUNS and self._is_object(k, form, phrase))
        )

    def goes_on(self, k: int, phrase: Begun) -> bool:
        """Tell whether the phrase, which does not end for sure before token `k`, goes on over it for sure."""
        form, last, kind = self.forms[k], phrase.last, phrase.head[0]
        if last.word in PARTICLES or (last.word in PRAYED and form.word == "الجمعه"):
            return True
        if self.is_of_west(k, form) or self._is_before_office(k, form):
            return True
        last_one = k + 1 == phrase.limit and phrase.opener not in ("", "noun") and self.letters[k - 1] == "Y"
        if last_one and form.letter in "EO" and form.word.startswith("ال"):
            return True  # «سامر إبراهيم الخليل أن»: a town is a surname there
        dash = k if form.letter == "-" else k - 1
        if self.letters[dash] == "-" and not (self.forms[dash].space or self.forms[dash - 1].space):
            return True  # «كيم سو-جين»
        if kind == "O":
            if form.with_and and form.definite and last.definite and form.letter in "DUK" and phrase.opener == "noun":
                return self.forms[phrase.start].stem in _OF_SEVERAL  # «وزارة الصحة والسكان تسجيل الإصابات»
            joined = form.word.startswith("و") and form.letter in "KRMDI"
            if joined and phrase.opener in ("clause", "prep", "by", "colon"):
                return self._is_all(k, phrase.limit)  # «وزارة الخارجية وشؤون المغتربين أن»
            rank = k == phrase.start + 1 and form.word in _RANKS and last.definite  # «الهيئة العليا»
            whose = form.glued == "ل" and last.word in _RANKS and not form.press  # «النقابة العامة للأطباء»
            if rank or whose or (self.forms[phrase.start].feminine and _is_hers(form, last)):
                return True
        relates = form.letter in "KDS" and form.word.endswith("يه") and last.word.endswith("يه")
        if kind in "UTR" and relates and form.word.startswith("و") and form.definite == last.definite:
            return True  # «مصادر طبية وأمنية»
        if kind == "T" and self._leads_to_name(k, phrase):
            return True
        if kind in "TUOYR" and self._serves(k, phrase):
            return True
        return phrase.opener == "noun" and self._is_surname(k, phrase.limit, form)

    def _is_before_office(self, k: int, form: Form) -> bool:
        """Tell «محمد زيتونة، مساعد المدير»: a noun between a given name and the comma before an office is a surname."""
        plain = form.letter == "K" and not (form.glued or form.with_and or form.definite)
        return plain and self.letters[k - 1] == "Y" and self.letters[k + 1 : k + 3] == ",T"

    def is_of_west(self, k: int, form: Form) -> bool:
        """Tell «كريم بلماطي»، «ناصر بوليطة»: a surname of the Maghreb behind a given name, no ب with a noun."""
        if self.letters[k - 1] != "Y" or form.glued != "ب" or form.letter not in "KD" or form.masdar:
            return False
        known = form.stem in word_clusters() or form.word.startswith("بنبر")  # «بنبرة حادة»
        return form.word.startswith(WESTERN) and len(form.word) > 4 and not known

    def _is_all(self, k: int, limit: int) -> bool:
        """Tell that nothing but nouns stands from token `k` to the opener, of one thing more."""
        nouns = limit - k <= _MOST_JOINED and _JOINED_ON.issuperset(self.letters[k:limit])
        nouns = nouns and (k + 1 == limit or not self.forms[k].bare.endswith(("ه", "ها")))  # «ومقره لندن»
        return nouns and not any(form.glued or form.with_and for form in self.forms[k + 1 : limit])

    def _is_surname(self, k: int, limit: int, form: Form) -> bool:
        """Tell «إيلينا بوتشر تأجيل الاجتماع»: a word in no common company between a given name and an object."""
        if self.letters[k - 1] != "Y" or self.letters[k - 2 : k - 1] == "Y" or form.letter != "K" or k + 1 >= limit:
            return False
        behind = self.forms[k + 1]
        begun = behind.letter == "K" and behind.masdar and not (behind.definite or behind.glued)
        return begun and not (form.cluster or form.governed or form.definite)

    def _leads_to_name(self, k: int, phrase: Begun) -> bool:
        """Tell «رئيس هيئة الموانئ وحماية الشواطئ سامي نادر»: the و at `k` joins within the office of a name."""
        if phrase.named or self.letters[k] not in _JOINED or not self.forms[k].word.startswith("و"):
            return False
        name = self.letters.find("Y", k + 1, min(phrase.limit, k + 6))
        between = range(k + 1, name)
        return name > 0 and all(self.letters[j] in _BEFORE_NAME and not self.forms[j].with_and for j in between)

    def _is_deed(self, k: int, form: Form, limit: int) -> bool:
        """Tell «قادة الدول استضافهم الرئيس»: a verb by its pronoun and the subject behind it."""
        behind = self.forms[k + 1] if k + 1 < limit else form
        subject = behind.letter in "TO" and behind.definite and not behind.glued
        return subject and form.bare.endswith(("ها", "هم")) and not (form.with_and or form.glued)

    def _leaves_name(self, k: int, form: Form) -> bool:
        """Tell a word that is no part of the name before it: a preposition, an agency, one's own, a noun in tanwin."""
        if not self._ends_name(k):
            return False
        if form.letter in "ae":
            return True  # «علق سالم الراوي على القرار»
        if form.letter == "J":
            return not (form.definite or form.glued or form.with_and)  # «أفاد سالم الراوي وكالة النهر أن»
        if form.letter in "KR" and form.bare.endswith(("ته", "تها")):  # «اختتم سالم الراوي كلمته»
            return not (form.glued or self.forms[k - 1].word.startswith("و"))  # «سالم الراوي وزوجته»
        return form.letter in "TOR" and form.word.endswith("ا") and len(form.word) > 4

    def _takes(self, k: int, limit: int) -> bool:
        """Tell «سالم الراوي يسمح للطرفين»: a verb, by the preposition behind it."""
        return k < limit and (self.letters[k] in "eaomfn" or self.forms[k].glued in ("ل", "ب"))

    def _is_medium(self, k: int) -> bool:
        """Tell «على تويتر»، «على صفحته»: where somebody writes."""
        return self.forms[k].tag == "On" or self.forms[k].word in OWN_PLACE

    def is_site(self, k: int) -> bool:
        """Tell «على تويتر»، «على صفحته»، «على موقع التواصل»."""
        behind = self.forms[k + 1].word if k + 1 < len(self.forms) else ""
        return self._is_medium(k) or (self.forms[k].word in _SITES and behind in _OF_SITES)

    def opens_press(self, k: int) -> bool:
        """Tell whether a name in marks or a medium stands behind the lone ل at token `k`."""
        return k + 1 in self.quotes.closes or self.letters[k + 1 : k + 2] in ("(", "J", "O", "L")

    def _is_apart(self, k: int, form: Form, phrase: Begun) -> bool:
        """Tell by a sign, a pronoun or an adverb that something else begins."""
        c, word = form.letter, form.word
        if c == "." and len(phrase.last.word) > 1:
            return True
        if (c == "z" and word in GLUED_WHAT) or (c == "*" and form.bare == "|"):
            return True  # «أخبار النهر | فلان يدعو إلى»
        if word in HOW_OFTEN or word in THERE or word in IN_A_WAY:
            return True  # «ويتهم الوزير دائما»، «وأضاف الخطيب هناك قرى»
        if word in _IMPERSONAL and (phrase.last.definite or phrase.named):
            return True  # «وفقا لميثاق المحكمة يمكن للقاضي أن»
        behind = self.forms[k + 1] if k + 1 < phrase.limit else None
        if behind is None:
            return False
        if c == "s":
            return behind.definite and not self._serves(k, phrase)  # «رئيس البلدية هو القاضي»
        if c == ",":
            # «انتقد النائب الحكومة، معتبرا أنها»، «وزير المالية، الذي يزور العاصمة، أن»
            if behind.letter == "T" and not behind.glued and (phrase.head[0] == "J" or self._is_guest(k, phrase)):
                return True  # «قناة النهر، الدكتور سالم نور»، «عميد الكلية سالم نور، السفير سامي نادر»
            return behind.letter == "r" or (behind.letter == "A" and behind.word.endswith("ا"))
        if c == "-":  # «حداد - نقلا عن القناة - إن»، «الملك سعد - رعاه الله - اتصالا»
            return behind.attribution != "" or self._is_blessed(k, phrase.limit)
        if word in _PREFERS:
            return behind.word in _NOT_NAMED  # «مهندس فضل عدم ذكر اسمه»
        in_it = self.letters[phrase.start - 1 : phrase.start] == "f"  # «في عددها الصادر أمس»
        return word in ISSUED and behind.letter in "tf" and not in_it  # «بيان الهيئة الصادر أمس»

    def _is_guest(self, k: int, phrase: Begun) -> bool:
        """Tell behind the comma at `k` a title and name of somebody else than the one who is named before."""
        named = phrase.named != "" and self.forms[k + 1].word.startswith("ال") and k + 2 < phrase.limit
        return named and self.letters[k + 2] == "Y"

    def _is_blessed(self, k: int, limit: int) -> bool:
        """Tell a blessing between the dash at `k` and another, with no office of the blessed one behind it."""
        close = self.letters.find("-", k + 2, min(limit, k + 6))
        blessing = close > 0 and any(form.word == "الله" for form in self.forms[k + 1 : close])
        return blessing and self.letters[close + 1 : close + 2] not in ("T", "U", "Y", "O")

    def _is_quoted_office(self, k: int, phrase: Begun) -> bool:
        """Tell «الناطق الإعلامي لـ«صحة الوادي» سامي النادر» from «قال الوزير لـ«النهر» إن»: a name stands behind."""
        if phrase.head[0] == "T" and self.letters[k + 1 : k + 2] == "O":
            return "Y" in self.letters[k + 2 : min(phrase.limit, k + 8)]  # «الأمين العام لـ حزب النهر الشيخ سالم نور»
        behind = self.quotes.closes.get(k + 1, phrase.limit) + 1
        behind += behind < phrase.limit and self.forms[behind].word in _ACTING
        return phrase.head[0] == "T" and behind < phrase.limit and self.letters[behind] == "Y"

    def _is_told(self, k: int, form: Form, phrase: Begun) -> bool:
        """Tell the one spoken to, or what the verb asks for, by the ل or ب glued to it."""
        c, letters, second = form.letter, self.letters, k == phrase.start + 1
        if self.is_of_west(k, form) or (form.letter == "T" and self._serves(k, phrase)):
            return False
        if second and phrase.head[0] == "R" and c in "OTJ" and form.glued == "ل" and not phrase.last.definite:
            return False  # «تقرير لموقع النهر»
        if form.halts and not (self._is_ones_office(phrase.start, k, phrase.limit) or self._serves(k, phrase)):
            return not (form.word == "الجمعه" and phrase.last.word in PRAYED)  # «خطيب صلاة الجمعة»
        if form.lone and c == "K" and self.opens_press(k):
            return not self._is_quoted_office(k, phrase)
        titled = (second and phrase.head[0] == "T") or self.forms[phrase.start].word in _ONE_OF
        open_head = phrase.named or (second and phrase.head[0] in "KYD" and not phrase.last.definite)
        if form.glued == "ل":
            if c == "T" and second and phrase.last.word in self.surnames:
                return True  # «وقال الكيال لرئيس المجلس»
            if phrase.named and (c in "TJY" or (c == "O" and phrase.opener not in ("", "noun") and self._ends_name(k))):
                return True  # «قال سالم الراوي لمجلس الأمن إن»
            if form.definite and titled and phrase.last.definite and c in "DKOTU":
                return True  # «اعتذر اللاعب للجمهور»، «قال أحد السكان للشرطة»
            if form.definite and open_head and c in "DKO" and self._ends_name(k):
                return True
        elif form.glued == "ب" and not form.definite:
            if second and phrase.head[0] == "R" and phrase.last.definite and phrase.opener in ("prep", "by"):
                return True  # «أشاد البيان بموقف المجلس»
            if form.masdar and form.word not in LED_BY and letters[k - 1] in "UOE":
                return True  # «طالب تجار بمراجعة القانون»
            asked = form.noun is None and form.base != "اسم" and self._governs(k, phrase.limit)
            if asked and open_head and not (letters[k - 1] == "Y" and letters[k + 1] in "TU"):
                return True  # «طالب الرئيس حمدان بحل المشكلة»
        return bool(open_head) and form.lone  # «ماهر الخطيب لـ صوت النهر»

    def _serves(self, k: int, phrase: Begun) -> bool:
        return serves(self.letters, self.forms, phrase.start, k, named=phrase.named != "")

    def _is_where(self, k: int, phrase: Begun) -> bool:
        """Tell «في مؤتمر صحفي»، «في مكتبه»: when or where it was said, and not who said it (المشاركون في المؤتمر)."""
        if k + 1 >= phrase.limit:
            return False
        form = self.forms[k + 1]
        if form.letter == "d" and k + 2 < phrase.limit and self.forms[k + 2].word in _THIS_FIELD:
            return True  # «وأكد الوزير في هذا الإطار»
        titled = phrase.named != "" or phrase.head in _TITLES
        if form.occasion and not form.definite and (titled or form.letter in "RM"):
            return True
        if k == phrase.start + 1 and phrase.head == "Td" and form.occasion and form.definite:
            return self.forms[phrase.start].stem not in _AT_PANELS  # «وقال الوزير في المؤتمر»
        own = form.letter in "KRO" and form.bare.endswith(("ه", "ها", "هم")) and not form.definite
        return phrase.named != "" and own  # «الوزير سمير الحداد في مكتبه»

    def _is_received(self, k: int, phrase: Begun) -> bool:
        """Tell «استقبل رئيس الحكومة السفير الهولندي»: another office, since no name follows."""
        return phrase.last.definite and phrase.head[0] == "T" and "Y" not in self.letters[k + 1 : k + 4]

    def _says_who(self, k: int) -> bool:
        return k < len(self.forms) and self.forms[k].word in WHO_IS

    def _is_before(self, k: int, phrase: Begun) -> bool:
        """Tell «الوزير أمام المجلس»، «سالم الراوي أمام المحكمة»: before whom somebody speaks."""
        return (k == phrase.start + 1 and phrase.head == "Td") or (phrase.named != "" and self._ends_name(k))

    def _is_object(self, k: int, form: Form, phrase: Begun) -> bool:
        """Tell a noun that the phrase can't govern: it begins what is said, or whom it is said of."""
        c, head, last, second = form.letter, phrase.head[0], phrase.last, k == phrase.start + 1
        if second and last.definite and self._disagrees(phrase.start, form):
            return True  # «أنكر المتهم التهمة»
        if second and form.definite and head in "TU" and not form.glued and self._is_whole_plural(phrase.start, form):
            return True  # «عزا مراقبون الهبوط إلى»
        if c in "DK" and form.stem in common_nouns() and form.word not in _WHERE and self._is_full(k, phrase):
            return not (form.glued or form.with_and)  # «افتتح وزير النقل الجسر»، «وجه الوزير تحية إلى»
        if c == "D" and form.masdar and second and head in "TDY" and last.definite:
            return True  # «جدد الحداد التأكيد أن»
        no_name = form.word in self.no_names
        if (no_name or head == "J") and (last.definite or phrase.named or last.word.startswith("ال")):
            if no_name and form.definite and not form.glued:
                return True  # «أدان المجلس الأعلى الهجوم»
            if head == "J" and c == "K" and form.masdar:
                return True  # «نقلت صحيفة النهر تأكيد الوزير أن»
        if phrase.opener == "noun" and phrase.named and phrase.before[0] == "D" and self._begins_object(form):
            return True  # «أعلن النائب نادر الصافي استقالته»
        own = "r" not in self.letters[phrase.start : k]  # not of a relative clause
        if (own and self.is_object(form, last)) or (phrase.named and self.is_held(form)):
            return True  # «رفع المجلس عددا من الأسئلة»، «عقد سالم الراوي مؤتمرا»
        if c not in "KRIMO" and not no_name:
            return False
        governs = self._governs(k, phrase.limit)
        object_of = governs and not form.definite and form.word not in _OF_SOURCES
        if object_of and head == "U" and c == "K" and phrase.before[0] in "SD":
            return True  # «نفى مصدر أمني صحة الأنباء», not «مصدر أمني رفيع المستوى»
        if form.definite or form.glued or form.with_and:
            return False
        if second and c in "KIRMO" and self._is_whole_plural(phrase.start, form):
            return True  # «أكد فلاحون تلف محاصيلهم»
        if no_name and phrase.named and phrase.opener in ("noun", "prep"):
            return True  # «أرجع الناطق سالم الراوي سبب تأخر العمل إلى»
        if self._has_adjective(k, form, phrase):
            return True  # «سجلت شركة النهر خسائر مالية»
        if not governs:
            return False
        if c in "KRIMO" and self.letters[k - 1] in '>"' and phrase.opener == "noun":
            return True  # «رفض الوزير «سمير الكيال» تقرير البنك»
        nameless = head == "O" or self.forms[phrase.start].number == "p"
        if phrase.opener == "noun" and nameless and last.definite and c in "KRIM" and form.word[0] != "ل":
            return True  # «شجبت الجامعة العربية قصف الأحياء»، «انتقد خبراء البيئة مشروع السد»
        common = no_name or c in "RO" or (c == "K" and (form.masdar or form.word.endswith(("ه", "ات"))))
        ended = last.definite or (phrase.named and (no_name or (phrase.opener == "noun" and form.masdar)))
        return bool(common and ended) and head in "TU"  # «ثمن الوزير جهود العمال»، «سامر حداد تعليق الإضراب»

    def _is_full(self, k: int, phrase: Begun) -> bool:
        """Tell that what stands before token `k` governs no noun: it has the article, or it is a whole name."""
        if "r" in self.letters[phrase.start : k]:
            return False  # «الباحثون الذين درسوا الأزمة»
        if phrase.last.definite:
            return not (phrase.last.letter == "D" and phrase.last.word.startswith("الم"))  # «اللجنة المكلفة البحث»
        return phrase.named != "" and self.letters[k - 1] != "Y" and self._ends_name(k)

    def _has_adjective(self, k: int, form: Form, phrase: Begun) -> bool:
        """Tell a noun without article and its adjective in ـية, behind a phrase that has the article."""
        behind = self.forms[k + 1] if k + 1 < phrase.limit else form
        adjective = behind.base.endswith("يه") and not (behind.definite or behind.glued or behind.with_and)
        return adjective and form.letter == "K" and phrase.last.definite and phrase.head[0] in "TUO"

    def _disagrees(self, head: int, form: Form) -> bool:
        """Tell by gender a definite noun behind a title that is no adjective of it, and governed it cannot be."""
        noun = self.forms[head].noun
        if form.letter != "D" or noun is None or self.letters[head] != "T" or noun.number != "s" or form.glued:
            return False
        return noun.gender == "m" and form.word.endswith("ه") and not form.word.endswith("يه")

    def is_held(self, form: Form) -> bool:
        """Tell «مؤتمرا»: an occasion in tanwin, which somebody holds."""
        return form.letter in "IO" and form.word[-1] == "ا" and form.word[:-1] in self.events

    def is_object(self, form: Form, last: Form) -> bool:
        """Tell a common noun in tanwin behind a word with the article (البيان عددا): no adjective, no name."""
        known = form.letter in "IRK" and form.word[-1] == "ا" and form.word[:-1] in word_clusters()
        known = known and len(form.word) > 4 and form.word[-2] != "ه"
        name = last.letter in "YE" or (last.letter == "K" and last.stem not in word_clusters())  # «الكيال سؤالا»
        return (last.definite or name) and known and last.word != "العمر"  # «البالغ من العمر عشرين عاما»

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


def _is_hers(form: Form, last: Form) -> bool:
    """«لجنة التحقيق البرلمانية»: tell an adjective in ـية behind a noun with the article that is a title, too."""
    return form.letter == "T" and form.definite and last.definite and form.base.endswith("يه") and not form.glued
