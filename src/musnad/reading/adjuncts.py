"""What stands at a cue beside its subject: time, place, occasion, what one says it by, and the one spoken to."""

from __future__ import annotations

from musnad.arabic.calendars import AMBIGUOUS_MONTHS, MONTHS, TWIN_MONTHS
from musnad.lexicon.outlets import name_key
from musnad.reading.adverbials import adverbial_end
from musnad.reading.claims import Claim
from musnad.reading.objects import is_ones_own
from musnad.reading.openers import COPY, OF_IT
from musnad.reading.phrase_ends import HOW_OFTEN, IN_A_WAY, WHO_IS
from musnad.reading.phrases import GLUED_THIS, Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Shape

_NOUNS = frozenset("TUOJYKDSREIM")
_PARTS = frozenset(("ختام", "نهايه", "بدايه", "مستهل", "اعقاب", "اطار", "سياق", "معرض"))  # of an occasion
_OF_BULLETINS = frozenset(("رسمي", "صحفي", "صحافي", "مشترك", "مقتضب", "عاجل", "مكتوب", "متلفز", "اعلامي", "ختامي"))
_OF_BULLETINS |= {word + "ه" for word in _OF_BULLETINS}
_WITH_IT = frozenset(("به", "بها", "فيه", "فيها", "معه", "معها", "له", "لها", "لهم"))
GIVEN = frozenset((  # of a speech or bulletin
    "القاه", "القاها", "القته", "القتها", "عقده", "عقدها", "عقدته", "عقدتها", "اصدره", "اصدرها", "اصدرته", "اصدرتها",
    "نشره", "نشرها", "نشرته", "نشرتها", "وجهه", "وجهها", "وجهته", "وجهتها", "صدر", "صدرت", "نشر", "نشرت",
    "ادلي", "ادلت", "اجراه", "اجراها", "اجرته", "اجرتها", "كتبه", "كتبها", "كتبته", "كتبتها", "بثته", "بثتها", "بث",
))  # fmt: skip
_GOT_IT = frozenset(("تلقته", "تلقتها", "تسلمته", "نشرته", "بثته", "اوردته"))
_GOT = frozenset(("حصلت", "تلقت", "تسلمت", "وصلت", "زودت"))
_HOW_AND = frozenset(("بصوت", "بلهجه", "بنبره", "بوقت", "بشكل", "بصوره"))
_LATER = frozenset(("سابق", "لاحق", "متاخر", "مبكر", "واحد"))
_MONTHS = frozenset((*MONTHS, *AMBIGUOUS_MONTHS, *TWIN_MONTHS))
_ASIDE = WHO_IS | {"مثل", "بصفته", "بصفتها", "بوصفه", "بوصفها", "باعتباره", "باعتبارها"}
_MEETS = frozenset(("مع", "الي"))
LONGEST_ASIDE = 14  # tokens
LONGEST_STATE = 8  # tokens of «والدموع في عينيها»
_ADJUNCTS = frozenset("tiqlam(,fhd#-")  # what an adjunct begins with, beside what is told to the press
_ATTENDED = frozenset(("حضره", "حضرها", "حضرته", "حضرتها"))  # «في لقاء حضره عدد من السفراء»


class Adjuncts:
    """Reads on over the adjuncts of the cues of one text; finds addressees."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases) -> None:
        self.shape, self.quotes, self.phrases = shape, quotes, phrases
        self.letters, self.forms, self.selves = shape.letters, shape.forms, shape.sets["self"]

    def skip(self, claim: Claim, j: int, at: int, *, prepositions: bool = False) -> int:
        """Return the token behind the adjuncts at `j` (أمس، من جهته، في بيان), at most `at`; note an outlet spoken to.

        Args:
            prepositions: skip a prepositional adjunct also where no comma closes it.
        """
        letters, forms, phrases, k = self.letters, self.forms, self.phrases, j
        while k < at:
            form = forms[k]
            c = form.letter
            how = form.word in HOW_OFTEN or phrases.tells_how(k, at)
            if (after := adverbial_end(forms, k)) > k:
                k = min(after, at)
                continue
            if k > j and form.word in _ATTENDED:
                k = max(k + 1, phrases.noun_phrase(k + 1, at, "noun", anyhow=True))
                continue
            if k == claim.cue + 1 and form.with_and and form.definite and 1 < at - k <= LONGEST_STATE:
                return at  # «وتضيف والدموع في عينيها أن»
            if form.tag in OF_IT and k == claim.cue + 1 < at - 1:
                k += 1  # «قال عنه أحد النقاد إنه»، «رد عليه الوزير بأن»
                continue
            if form.word in GIVEN and k > claim.cue + 1 and letters[claim.cue + 1] == "R":
                k += 1  # «أظهرت بيانات نشرت أمس نمو»
                continue
            if behind := self._set_apart(k, j, at):
                k = behind
                continue
            if not (c in _ADJUNCTS or form.press or form.lone or how or form.word == "عبر"):
                outlet = 0 if claim.addressee else self.outlet_told(claim, k, at)
                if not outlet:
                    break
                claim.addressee, k = (k, outlet), outlet
                continue
            if form.word in HOW_OFTEN:
                k += 1
            elif phrases.tells_how(k, at):  # «وأشار بمرارة إلى أن»، «وأضاف بصوت خافت»
                k += 1
                if form.word in _HOW_AND and k < at:
                    k += forms[k].word == "غير"
                    k += letters[k : k + 1] in tuple("KAS") or form.word in IN_A_WAY
            elif c == "f" and k + 2 < at and forms[k + 1].word == "وقت" and forms[k + 2].word in _LATER:
                k += 3  # «في وقت سابق»
            elif c in "tiql" or form.tag == "in_it" or (c == "m" and letters[k + 1 : k + 2] == "i"):
                k += 1
            elif c == "f" and k + 2 < at and forms[k + 1].word == "الوقت" and forms[k + 2].word in self.selves:
                k += 3  # «ودعا في الوقت نفسه الجيش إلى»
            elif c == "-" and (letters[k + 1 : k + 2] in tuple("fhtma") or self._is_aside(k, at)):
                # «وأضاف - خلال لقاء - أن»، «نفى سالم الراوي - محلل مستقل - وجود»
                dash = letters.find("-", k + 1, min(at, k + 24))
                if dash < 0:
                    break
                k = dash + 1
            elif k + 1 < at and self._is_of_speaker(claim, k, prepositions=prepositions):
                k = max(k + 2, phrases.noun_phrase(k + 1, at, "noun", anyhow=True))
            elif c == "#" and k > j and letters[k - 1] == "t":  # «الثلاثاء 14 مارس/ آذار 2023»
                while k < at and (letters[k] in "#*" or forms[k].word in _MONTHS):
                    k += 1
            elif c == "d" and forms[k].word in GLUED_THIS and form.word[0] == "ب" and k + 1 < at:
                k += 2  # «بهذا الخصوص»
            elif c == "(" and k > j:
                after = phrases.unit_end(k, at)
                if after == k + 1:
                    break
                k = after
            elif c == "," and k + 1 < at and (letters[k + 1] in "fhtmlaoLq(r" or forms[k + 1].word in _ASIDE):
                comma = letters.find(",", k + 1, min(at, k + 18))
                if k == claim.cue + 1 and letters[k + 1] == "t" and "T" in letters[k + 2 : max(comma, k + 2)]:
                    k += 2  # «قال، اليوم الوزير سالم الراوي، إن»
                elif comma < 0:
                    if k == j:
                        break
                    k += 1
                else:
                    self._press_in(claim, k, comma)
                    k = comma + 1
            elif c == "," and (k > j or prepositions):
                k += 1
            elif claim.addressee is None and phrases.is_press(k):
                end = self.press_end(k, at)
                claim.addressee = (k, end)
                k = end
            elif c == "h" and letters[k + 1 : k + 2] == "n":  # a clause: «قبل أن يغادر القاعة»
                comma = letters.find(",", k, at)
                k = at if comma < 0 else comma + 1
            elif c in "fh":
                comma = letters.find(",", k, min(at, k + 14))
                if 0 < comma < at - 1 and letters[comma + 1] in "TUOJYKDSREd" and not prepositions:
                    self._press_in(claim, k, comma)
                    k = comma + 1
                elif prepositions:
                    end = phrases.noun_phrase(k + 1, at, "noun", anyhow=True)
                    if end == k + 1:
                        break
                    alone = self.behind_occasion(k, at)
                    begins = k < alone < at and (forms[alone].definite or letters[alone] == "T")
                    if alone >= at or begins or (alone > k and is_ones_own(forms[k + 1])):
                        end = min(alone, at)  # «ووصفت الإدارة في بيان الوضع بالخطير»
                    if letters[end : end + 1] == "r" and (comma := letters.find(",", end, min(at, end + 12))) > 0:
                        end = comma + 1  # «وأكدت النقابة في الاجتماع الذي عقد أمس، ضرورة»
                    elif letters[end : end + 1] == "r":
                        end = self._behind_relative(end, at)
                    self._press_in(claim, k, end)
                    k = end
                else:
                    break
            else:
                break
        return min(k, at)

    def _set_apart(self, k: int, j: int, at: int) -> int:
        """Return the token behind «، بقصر الحكومة،»، «، المذاع على القناة،»، «أمس بوهران» at `k`, 0 where none is."""
        form, letters = self.forms[k], self.letters
        if k == j:
            return 0
        if letters[k - 1] == "t" and form.glued == "ب" and form.letter in "KE" and k + 1 == at:
            return at  # «كشف الوزير أمس بوهران عن»
        told = letters[k + 1 : k + 2] in tuple("afh") or self.forms[min(k + 1, at - 1)].glued == "ب"
        shown = form.letter == "D" and form.word.startswith("الم") and told  # «برنامج الليلة، المذاع على»
        by_it = form.glued == "ب" and form.letter in "KOEDTR"
        if letters[k - 1] != "," or not (shown or by_it or form.word in _GOT_IT):
            return 0
        comma = letters.find(",", k, min(at, k + LONGEST_ASIDE))
        return comma + 1 if comma > 0 else at if at - k < LONGEST_ASIDE and at < len(self.forms) else 0

    def _is_of_speaker(self, claim: Claim, k: int, *, prepositions: bool) -> bool:
        """Tell «عبر حسابه»، «على موقعها»، «من منظمة النهر»: by what one says it, or of what one is."""
        letter, entry, behind = self.letters[k], claim.entry, k > claim.cue + 1
        if self.forms[k].word == "عبر":
            return behind
        if letter == "m" and behind and self.letters[k + 1] in "OJ":
            return prepositions and "من" not in entry.addressee and "من" not in entry.content
        return letter == "a" and prepositions and self.phrases.ends.is_site(k + 1)

    def outlet_told(self, claim: Claim, k: int, at: int) -> int:
        """Return the end of the outlet at token `k` that is told, behind who speaks or in marks (أبلغ «النهر» الوزير).

        Returns: 0 where the name is none, or nobody behind it is the subject.
        """
        if self.letters[k] == "J" and claim.source is not None and claim.source[1] == k and claim.opener != "noun":
            return self.phrases.noun_phrase(k, at, claim.opener)  # «أفاد سالم الراوي وكالة النهر أن»
        close = self.quotes.closes.get(k, 0)
        if "object" not in claim.entry.addressee or not 0 < close < at - 1 or not self.phrases.is_name_quote(k):
            return 0
        name = " ".join(form.word for form in self.forms[k + 1 : close])
        lexicon = self.shape.lexicon
        known = name in lexicon.outlets or name_key(name) in lexicon.credits
        return close + 1 if known and self.phrases.opens_phrase(close + 1) else 0

    def _is_aside(self, k: int, at: int) -> bool:
        """Tell who somebody is between the dash at `k`, behind a name, and another."""
        close = self.letters.find("-", k + 2, min(at, k + 8))
        return close > 0 and self.letters[k - 1] in "YDK" and self.letters[k + 1] in "TU"

    def behind_occasion(self, k: int, at: int) -> int:
        """Return the token behind «في بيان»، «في بيان صحفي أمس» at `k`: what it seems to govern may be the object.

        Returns: `k` where no occasion without an article stands there.
        """
        letters, forms = self.letters, self.forms
        if letters[k : k + 1] not in ("f", "h") or k + 2 >= at:
            return k
        form, end = forms[k + 1], k + 2
        if letters[k] == "h" and form.masdar and is_ones_own(form):  # «خلال استقباله السفير»
            guest = letters[end] in "TUOEDY" and not forms[end].glued
            return self.phrases.noun_phrase(end, at, "noun") if guest else end
        if not form.occasion or form.definite or form.word in _PARTS:  # «في ختام الندوة»
            return k
        while end < at and (letters[end] in "Sltq" or forms[end].word in _OF_BULLETINS):
            end += 1
        if end < at and forms[end].word in GIVEN:  # «في كلمة ألقاها أمس رغبة البلاد»
            end += 1
            while end < at and (letters[end] in "Sltqhfa" or forms[end].word in _WITH_IT):
                where = letters[end] in "hfa" and end + 1 < at and forms[end].word not in _WITH_IT
                end = max(end + 1, self.phrases.noun_phrase(end + 1, at, "noun", anyhow=True)) if where else end + 1
        while end + 1 < at and forms[end].word == "مع":
            end = max(end + 1, self.phrases.noun_phrase(end + 1, at, "noun", anyhow=True))
        if end < at and forms[end].word in _GOT:  # «في بيان حصلت «النهر» على نسخة منه دور الوزارة»
            copy = next((n for n in range(end, min(at, end + 9)) if forms[n].word in COPY), 0)
            end = copy + 2 if copy and letters[copy + 1 : copy + 2] == "m" else k
        return end

    def _behind_relative(self, k: int, at: int) -> int:
        """Return the token behind a short relative clause at `k` (الذي عقد أمس) where an object may begin, else `k`."""
        end = k + 1 + (self.letters[k + 1 : k + 2] in tuple("ZVvPKy"))
        while end < at and self.letters[end] == "t":
            end += 1
        begins = end < at and self.letters[end] in "TUOE" and self.forms[end].definite and not self.forms[end].glued
        return end if begins else k

    def _press_in(self, claim: Claim, k: int, end: int) -> None:
        if claim.addressee is None:
            self.find_addressee(claim, k, end)

    def press_end(self, k: int, at: int) -> int:
        noun = self.forms[k].noun
        if noun is not None and noun.role == "head":  # «لوكالة أنباء الربوة»
            return max(k + 1, self.phrases.noun_phrase(k, at, "noun", anyhow=True))
        if k + 1 < at and k + 1 in self.quotes.closes:
            return min(self.quotes.closes[k + 1] + 1, at)
        end = k + 1
        while end < at and (self.letters[end] in "JSDKEL" and not self.forms[end].glued) and end - k < 5:
            if self.letters[end] in "D" and self.letters[end - 1] in "S" and end - k > 2:
                break
            end += 1
        if end < at and end in self.quotes.closes and self.phrases.is_name_quote(end):
            end = self.quotes.closes[end] + 1
        if end < at and self.letters[end] == "(":
            end = self.phrases.unit_end(end, at)
        return end

    def find_addressee(self, claim: Claim, k: int, at: int) -> None:
        """Find the one spoken to between `k` and `at`: an outlet, journalists, or whom the verb asks (من)."""
        letters, forms, asks = self.letters, self.forms, "من" in claim.entry.addressee
        while k < at:
            if claim.source is not None and k == claim.source[0]:
                k = claim.source[1]
                continue
            form = forms[k]
            if (form.press or form.lone) and self.phrases.is_press(k):
                claim.addressee = (k, self.press_end(k, at))
                return
            behind_source = claim.source is not None and k == claim.source[1]
            beside = behind_source or k == claim.cue + 1 or letters[k - 1] in ",tq)"
            if form.lone and behind_source and k + 1 < at:  # «ماهر الخطيب لـ صوت النهر»
                claim.addressee = (k, max(k + 1, self.phrases.noun_phrase(k + 1, at, "noun", anyhow=True)))
                return
            if form.letter in "he" and (outlet := self._outlet_met(k, at)):
                claim.addressee = (k + 1, outlet)
                return
            if form.glued == "ل" and form.letter in "TUOY" and claim.rest <= k + 1 and beside:
                claim.addressee = (k, max(k + 1, self.phrases.noun_phrase(k, at, "noun", anyhow=True)))
                return
            if asks and form.letter == "m" and k + 1 < at:
                end = self.phrases.noun_phrase(k + 1, at)
                if end > k + 1:
                    claim.addressee = (k + 1, end)
                return
            k += 1

    def _outlet_met(self, k: int, at: int) -> int:
        """Return the end of the outlet behind the preposition at `k` of «مقابلة مع القناة»، «تصريح إلى «النهر»».

        Returns: 0 where none stands there.
        """
        forms = self.forms
        if forms[k].word not in _MEETS or k + 1 >= at or not any(form.occasion for form in forms[max(0, k - 2) : k]):
            return 0
        if k + 1 in self.quotes.closes:
            close = self.quotes.closes[k + 1]
            name = " ".join(form.word for form in forms[k + 2 : close])
            lexicon = self.shape.lexicon
            return close + 1 if name in lexicon.outlets or name_key(name) in lexicon.credits else 0
        noun = forms[k + 1].noun
        if self.letters[k + 1] != "J" or noun is None:
            return 0
        return max(k + 2, self.phrases.noun_phrase(k + 1, at, "noun", anyhow=True))

    def told_before(self, claim: Claim, start: int) -> None:
        """Find the outlet spoken to in an adjunct that begins the sentence: «وفي حديث لصحيفة النهر، قال»."""
        comma, letters = claim.cue - 1, self.letters
        if claim.addressee is not None or comma - start < 3 or letters.find(",", start) != comma:
            return
        if letters[start] in "fh" and any(form.occasion for form in self.forms[start:comma]):
            self.find_addressee(claim, start, comma)
