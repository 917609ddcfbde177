"""Who stands at a cue: its subject behind or before it, and the one spoken to."""

from __future__ import annotations

from musnad.arabic.calendars import AMBIGUOUS_MONTHS, MONTHS, TWIN_MONTHS
from musnad.lexicon.outlets import name_key
from musnad.reading.claims import TOLD, Claim
from musnad.reading.objects import is_ones_own, object_in
from musnad.reading.openers import COPY
from musnad.reading.patterns import begins_speech
from musnad.reading.phrase_ends import HOW_OFTEN, IN_A_WAY, WHO_IS, adverbial_end
from musnad.reading.phrases import GLUED_THIS, Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

_PARTS = frozenset(("ختام", "نهايه", "بدايه", "مستهل", "اعقاب", "اطار", "سياق", "معرض"))  # of an occasion
_OF_BULLETINS = frozenset(("رسمي", "صحفي", "صحافي", "مشترك", "مقتضب", "عاجل", "مكتوب", "متلفز", "اعلامي", "ختامي"))
_GIVEN = frozenset((  # of a speech or bulletin
    "القاه", "القاها", "القته", "القتها", "عقده", "عقدها", "عقدته", "عقدتها", "اصدره", "اصدرها", "اصدرته", "اصدرتها",
    "نشره", "نشرها", "نشرته", "نشرتها", "وجهه", "وجهها", "وجهته", "وجهتها", "صدر", "صدرت", "نشر", "نشرت",
))  # fmt: skip
_GOT = frozenset(("حصلت", "تلقت", "تسلمت", "وصلت", "زودت"))
_NOUNS = frozenset("TUOJYKDSREIM")
_AS_FOR = frozenset(("اما", "واما"))
_PREPOSITIONS = frozenset("eaomfh")
_RELATIVES = {"الذي": "m", "التي": "f"}
_HOW_AND = frozenset(("بصوت", "بلهجه", "بنبره", "بوقت", "بشكل", "بصوره"))
_LATER = frozenset(("سابق", "لاحق", "متاخر", "مبكر", "واحد"))
_MONTHS = frozenset((*MONTHS, *AMBIGUOUS_MONTHS, *TWIN_MONTHS))
_ASIDE = WHO_IS | {"مثل", "بصفته", "بصفتها", "بوصفه", "بوصفها", "باعتباره", "باعتبارها"}
_IDIOMS = frozenset(("النقاب", "الستار", "الانتباه", "الانظار", "النظر"))  # «لفت سالم النظر إلى»
_MEETS = frozenset(("مع", "الي"))
LONGEST_STATE = 8  # tokens of «والدموع في عينيها»
_ADJUNCTS = frozenset("tiqlam(,fhd#-")  # what an adjunct begins with, beside what is told to the press
_ATTENDED = frozenset(("حضره", "حضرها", "حضرته", "حضرتها"))  # «في لقاء حضره عدد من السفراء»


class Subjects:
    """Finds subjects and addressees of the cues of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, sentences: Sentences) -> None:
        self.shape, self.quotes, self.phrases, self.sentences = shape, quotes, phrases, sentences
        self.letters, self.forms, self.selves = shape.letters, shape.forms, shape.sets["self"]

    def skip_adjuncts(self, claim: Claim, j: int, at: int, *, prepositions: bool = False) -> int:
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
            if form.word in _GIVEN and k > claim.cue + 1 and letters[claim.cue + 1] == "R":
                k += 1  # «أظهرت بيانات نشرت أمس نمو»
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
                if comma < 0:
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
                    if alone >= at or (k < alone and (forms[alone].definite or letters[alone] == "T")):
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

    def behind_adjunct(self, k: int, at: int, kind: str) -> int:
        """Return the subject that stands behind an adjunct at `k` and ends at `at` (أكد عبر الهاتف الوزير سالم أن).

        Returns: 0 where no adjunct is closed before a titled name.
        """
        letters, forms = self.letters, self.forms
        if letters[k] not in "faoemhtVvKRl" and not forms[k].glued:
            return 0
        for m in range(k + 2, at - 1):
            closed = letters[m - 1] in "Dt>" or forms[m - 1].word.endswith(("ها", "هم"))
            closed = closed or (letters[m - 1] == "K" and m > k + 2)
            if letters[m] == "T" and closed and "Y" in letters[m:at] and not (forms[m].glued or forms[m].with_and):
                return m if self.phrases.noun_phrase(m, at, kind) == at else 0
        return 0

    def own_words(self, claim: Claim, limit: int) -> int:
        """Find who speaks behind a cue with nothing that opens what is said; return where it begins."""
        k = self.skip_adjuncts(claim, claim.cue + 1, limit)
        end = self.phrases.noun_phrase(k, limit, "noun")
        if end > k:
            claim.source, claim.where = (k, end), "after"
        if end < limit and self.phrases.is_press(end):  # «وقال سالم لرويترز لقد عاد العمال»
            claim.addressee = (end, self.press_end(end, limit))
            end = claim.addressee[1]
        far = self.skip_adjuncts(claim, end, limit, prepositions=True)
        if far < limit and begins_speech(self.forms[far]):
            return far  # «في حديث لـ«النهر» هناك توجه»
        comma = self.letters[end : end + 1] == "," and end + 1 < limit and begins_speech(self.forms[end + 1])
        return end + comma  # «وقال سالم، نحن في مرحلة جديدة»

    def behind_idiom(self, claim: Claim, k: int, *, objects: bool) -> int:
        """Return the token behind «كلمته» in «ختم سالم كلمته قائلا», «النقاب» in «كشف سالم النقاب عن»; else `k`."""
        at = claim.at
        if claim.source is None or not claim.source[1] == k < at:
            return k
        said = self.letters[k + 1 : k + 2] in ("A", "M") or (k + 1 == at and claim.opener in ("colon", "quote"))
        speech = said and is_ones_own(self.forms[k]) and not objects
        return k + (speech or self.forms[k].word in _IDIOMS)

    def behind_occasion(self, k: int, at: int) -> int:
        """Return the token behind «في بيان»، «في بيان صحفي أمس» at `k`: what it seems to govern may be the object.

        Returns: `k` where no occasion without an article stands there.
        """
        letters, forms = self.letters, self.forms
        if letters[k : k + 1] not in ("f", "h") or k + 2 >= at:
            return k
        form = forms[k + 1]
        if not form.occasion or form.definite or form.word in _PARTS:  # «في ختام الندوة»
            return k
        end = k + 2
        while end < at and (letters[end] in "Sltq" or forms[end].word in _OF_BULLETINS):
            end += 1
        if end < at and forms[end].word in _GIVEN:  # «في كلمة ألقاها أمس رغبة البلاد»
            end += 1
            while end < at and letters[end] in "Sltq":
                end += 1
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
            if form.glued == "ل" and form.letter in "TUO" and claim.rest <= k + 1 and beside:
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

    def subject_before(self, claim: Claim) -> bool:
        """Find a subject that stands directly before its verb (لكن الرئيس قال، الذي أعلن)."""
        letters, forms, i = self.letters, self.forms, claim.cue
        form = forms[i]
        if form.with_and and form.word[0] == "و":
            return False
        if claim.form.tense == "participle" and letters[i - 1] == "," and form.word.endswith("ا"):
            return False  # «عن أمل النادي، واصفا»: it goes on
        floor = self.sentences.sentence_start(i)
        if form.with_and and form.word[0] == "ف" and forms[floor].word in _AS_FOR:
            end = self.phrases.noun_phrase(floor + 1, i, "noun")
            if floor + 1 < end < i and self.phrases.can_speak(floor + 1, end):  # «أما الوزير، وهو …، فأكد أن»
                claim.source, claim.where = (floor + 1, end), "before"
                return True
        if letters[i - 1] == "n" and (first := self._before_already(i, floor)):
            claim.source, claim.where, claim.lift = (first, i - 1), "before", TOLD
            return True
        k = i
        while k > 0 and letters[k - 1] in "qtk":
            k -= 1
        where = "before"
        if k > floor and letters[k - 1] == "r":
            where, k = "relative", k - 1
        elif k > floor and letters[k - 1] == "z":
            return False
        if (
            k > floor
            and letters[k - 1] == ","
            and (where == "relative" or form.word[0] == "ف" or letters[k - 2] not in "tN")
        ):
            k -= 1
        if where == "relative" and letters[i + 1 : i + 2] == "f" and forms[i + 1].tag == "in_it":
            start = self.phrases.phrase_before(k, floor)
            text = start < k - 1 and (forms[start].nominal or forms[start].occasion or letters[start] == "R")
            start += bool(text)
            text = text or (start < k and start > floor and (forms[start - 1].nominal or letters[start - 1] in "MR"))
            if text and letters[start] in "TYOU":
                claim.source, claim.where = (start, k), where  # «تصريحات الوزير التي أكد فيها»
                return True
        in_it = letters[i + 1 : i + 2] == "f" and forms[i + 1].tag == "in_it"
        if where == "before" and in_it and not claim.entry.text_in:
            whose = self._whose_words(k, floor)
            claim.source, claim.where = ((whose, k), "relative") if whose else (None, "")
            return whose > 0  # not «نشر تغريدة عبر حسابه قال فيها»
        if where == "before" and letters[k] == ",":
            end = self.phrases.noun_phrase(floor, k, "noun")
            speaks = letters[floor] in "DK" or self.phrases.can_speak(floor, end)
            aside = end + (letters[end : end + 1] == ",")
            if floor < end and aside < k and forms[aside].with_and and letters[aside] in "hf" and speaks:
                claim.source, claim.where = (floor, end), where  # «الوزير وفي كلمة له أمس، قال»
                return True
        start = self.phrases.phrase_before(k, floor)
        ahead = self._ahead_of_relative(floor, k, start) if where == "before" else 0
        if ahead:
            claim.source, claim.where = (floor, ahead), where  # «والوزير الذي زار المدينة أمس أكد»
            return True
        if start < k - 1 and letters[start] in "vVPZ":  # «رفضت النقابة الخطة التي قالت إنها ظالمة»
            if where == "before":
                return False
            start = object_in(self.shape, start + 1, k) or start + 1
            if not self.phrases.can_speak(start, k):
                return False
        if where == "before" and form.with_and and letters[i - 1] == ",":
            return False  # «… آمن، فأجابت فلانة»
        if where == "before" and claim.form.number == "s":  # «والمخبر أكد»: two would say it in the dual
            joined = [j for j in range(start + 1, k) if forms[j].with_and and letters[j] in "TUY"]
            start = joined[-1] if joined and claim.form.tense in ("past", "present") else start
        if start >= k or (where == "relative" and (claim.form.pronoun or self._is_of_another(k, claim))):
            return False
        text = letters[start] == "R" and not forms[start].definite  # «بالتزامن مع تقرير رجح أن»
        governed = start - 1 > floor and letters[start - 1] == "h" and letters[start - 2] in _NOUNS
        if where == "before" and governed and not text:
            return False  # «حوارنا مع الوزير أظهر أن»: whom a noun's preposition governs is no subject
        if where == "before" and letters[k] == "," and letters[floor] in _PREPOSITIONS and "," not in letters[floor:k]:
            return False  # «على صعيد مواز، أعلنت»، «وفي إشارة إلى المحادثات، قال»
        if where == "before" and start > floor and letters[floor] == "o" and "," not in letters[floor:i]:
            return False  # «وعن رغبة النادي في ضم سالم قال»
        if where == "before" and forms[start].glued and not (start == floor and letters[start] == "K"):
            return False  # «وفيما يتعلق بالميزانية قال إن»، «أثبتت بشكل جلي أن»; names that begin so begin sentences
        if where == "before" and letters[start - 1] in "vVPZ" and start > floor:  # «عاد الصيادون إلى الميناء ليؤكدوا»
            end = self.phrases.noun_phrase(start, k, "noun")
            end = object_in(self.shape, start, end) or end
            k = end if start < end < k else k
        if where == "before":  # «وكانت الهيئة في تقرير سابق أدانت»
            occasions = (m for m in range(start + 1, k - 1) if letters[m] == "f" and forms[m + 1].occasion)
            k = next((m for m in occasions if not forms[m + 1].definite), k)
            # «عقد اجتماعا أكد فيه»، «نشر المدير جدولا قال إنه نهائي»
            held, is_object = self.phrases.ends.is_held, self.phrases.ends.is_object
            k = next((m for m in range(start + 1, k) if held(forms[m]) or is_object(forms[m], forms[m - 1])), k)
        claim.source, claim.where = (start, k), where
        return True

    def _whose_words(self, k: int, floor: int) -> int:
        """Return where who speaks begins in «تصريحات للوزير قال فيها», which ends at `k`; 0 where nobody does."""
        letters, forms = self.letters, self.forms
        for j in range(k - 1, max(floor, k - 10), -1):
            words = forms[j - 1].nominal or forms[j - 1].occasion or letters[j - 1] in "RM"
            if words and forms[j].glued == "ل" and letters[j] in "TUOY":
                return j if self.phrases.noun_phrase(j, k, anyhow=True) == k else 0
        return 0

    def _before_already(self, i: int, floor: int) -> int:
        """Return where the subject of the cue at `i` begins in «سبق للوزارة أن أعلنت»; 0 where none stands there."""
        for j in range(i - 3, max(floor, i - 14) - 1, -1):
            if self.forms[j].tag.startswith("already") and self.forms[j + 1].glued == "ل":
                whole = self.phrases.noun_phrase(j + 1, i - 1, anyhow=True) == i - 1
                return j + 1 if whole else 0
        return 0

    def _ahead_of_relative(self, floor: int, k: int, start: int) -> int:
        """Return the end of the subject at `floor` where a relative clause stands between it and its verb, else 0."""
        if self.letters[floor : floor + 1] not in tuple("TUYO") or start <= floor:
            return 0
        end = self.phrases.noun_phrase(floor, k, "noun")
        clause = self.letters[end:k]
        return end if floor < end < start and clause[:1] == "r" and "," not in clause and "n" not in clause else 0

    def _is_of_another(self, k: int, claim: Claim) -> bool:
        """Tell by gender and number that a verb behind a relative has another subject (المدينة التي قال إنها آمنة)."""
        form, letters = claim.form, self.letters
        relative = letters.find("r", k, claim.cue)
        gender = _RELATIVES.get(self.forms[relative].word)
        if gender is None or form.tense not in ("past", "present") or form.gender == "c":
            return False
        return form.number != "s" or form.gender != gender
