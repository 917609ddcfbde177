"""Who stands at a cue: its subject behind or before it."""

from __future__ import annotations

from musnad.reading.adjuncts import Adjuncts
from musnad.reading.adverbials import adverbial_end
from musnad.reading.claims import TOLD, Claim
from musnad.reading.objects import is_ones_own, object_in
from musnad.reading.patterns import begins_speech, is_first_person
from musnad.reading.phrase_ends import OWN_PLACE, WHO_IS
from musnad.reading.phrases import Phrases
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

_NOUNS = frozenset("TUOJYKDSREIM")
_AS_FOR = frozenset(("اما", "واما"))
_PREPOSITIONS = frozenset("eaomfh")
_RELATIVES = {"الذي": "m", "التي": "f"}
_ADJUNCT = frozenset('fhaemotKDRSEIOLJ<>",#()')  # letters of adjuncts: nobody who speaks, no verb
LONGEST_ADJUNCT = 18  # tokens
_IDIOMS = frozenset(("النقاب", "الستار", "الانتباه", "الانظار", "النظر"))  # «لفت سالم النظر إلى»


class Subjects:
    """Finds subjects of the cues of one text."""

    def __init__(self, shape: Shape, phrases: Phrases, sentences: Sentences, adjuncts: Adjuncts) -> None:
        self.shape, self.phrases, self.sentences, self.adjuncts = shape, phrases, sentences, adjuncts
        self.letters, self.forms, self.selves = shape.letters, shape.forms, shape.sets["self"]

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

    def only_adjuncts(self, i: int, at: int) -> bool:
        """Tell that only where one says it stands from the verb at `i` to «أن» («في صفحته على «النهر»، الأحد، أن»)."""
        between = self.letters[i + 1 : at]
        where = between[:1] in ("f", "h") and len(between) > 1 and self.forms[i + 2].letter in "KRO"
        said = where and (self.forms[i + 2].occasion or self.forms[i + 2].word in OWN_PLACE)
        return said and len(between) <= LONGEST_ADJUNCT and _ADJUNCT.issuperset(between)

    def own_words(self, claim: Claim, limit: int) -> int:
        """Find who speaks behind a cue with nothing that opens what is said; return where it begins."""
        k = self.adjuncts.skip(claim, claim.cue + 1, limit)
        if k > claim.cue + 1 and self.letters[k - 1] == "," and self.letters[k : k + 1] not in ("T", "Y", "U"):
            return k  # «وأضاف في حديث صحفي، المجلس لن يجتمع»
        if k < limit and is_first_person(self.forms[k]):
            return k  # «وقال سنعمل على ذلك»
        end = self.phrases.noun_phrase(k, limit, "noun")
        if end > k:
            claim.source, claim.where = (k, end), "after"
        if end < limit and self.phrases.is_press(end):  # «وقال سالم لرويترز لقد عاد العمال»
            claim.addressee = (end, self.adjuncts.press_end(end, limit))
            end = claim.addressee[1]
        far = self.adjuncts.skip(claim, end, limit, prepositions=True)
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

    def subject_before(self, claim: Claim) -> bool:
        """Find a subject that stands directly before its verb (لكن الرئيس قال، الذي أعلن)."""
        letters, forms, i = self.letters, self.forms, claim.cue
        form = forms[i]
        if form.with_and and form.word[0] == "و":
            return False
        if claim.form.tense == "participle" and letters[i - 1] == "," and form.word.endswith("ا"):
            return False  # «عن أمل النادي، واصفا»: it goes on
        if form.letter == "P" and form.glued == "ل" and letters[i - 1] == ",":
            return False  # «بسبب الأمطار، ليختم»
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
        if where == "before":
            floor, k = self._between_commas(floor, k)
            if k <= floor:
                return False
        start = self.phrases.phrase_before(k, floor)
        ahead = self._ahead_of_relative(floor, k, start) if where == "before" else None
        if ahead:
            claim.source, claim.where = ahead, where  # «والوزير الذي زار المدينة أمس أكد»
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
        common = letters[start] == "K" and not forms[start].definite and start > floor and letters[start - 1] in "eaomf"
        if where == "before" and common and letters[k] != ",":
            return False  # «تحدث المدرب عن صعوبات قال إنها كبيرة»
        if where == "before" and governed and not text:
            return False  # «حوارنا مع الوزير أظهر أن»: whom a noun's preposition governs is no subject
        if where == "before" and letters[k] == "," and letters[floor] in _PREPOSITIONS and "," not in letters[floor:k]:
            return False  # «على صعيد مواز، أعلنت»، «وفي إشارة إلى المحادثات، قال»
        if where == "before" and start > floor and letters[floor] in "oh" and "," not in letters[floor:i]:
            return False  # «وعن رغبة النادي في ضم سالم قال»، «وبخصوص الموعد أوضح»
        if where == "before" and forms[start].glued and not (start == floor and letters[start] == "K"):
            return False  # «وفيما يتعلق بالميزانية قال إن»، «أثبتت بشكل جلي أن»; names that begin so begin sentences
        held, is_object = self.phrases.ends.is_held, self.phrases.ends.is_object
        if where == "before" and letters[start - 1] in "vVPZ" and start > floor:
            end = self.phrases.noun_phrase(start, k, "noun")
            end = object_in(self.shape, start, end) or end
            has_object = held(forms[end]) or is_object(forms[end], forms[end - 1])
            if letters[k] == "," or (start < end < k and not has_object):
                return False  # «عاد الصيادون إلى الميناء ليؤكدوا», not «نشر المدير جدولا قال إنه نهائي»
        if where == "before":  # «وكانت الهيئة في تقرير سابق أدانت»
            occasions = (m for m in range(start + 1, k - 1) if letters[m] == "f" and forms[m + 1].occasion)
            k = next((m for m in occasions if not forms[m + 1].definite), k)
            # «عقد اجتماعا أكد فيه»، «نشر المدير جدولا قال إنه نهائي»
            k = next((m for m in range(start + 1, k) if held(forms[m]) or is_object(forms[m], forms[m - 1])), k)
            k = next((m for m in range(start + 1, k) if adverbial_end(forms, m) > m), k)  # «الوزيرة بين 2009 و2013»
        opens = self.phrases.quotes.closes.get(start, 0)
        start += opens >= k > start + 1  # «المدير سالم الراوي أكد …» within marks
        claim.source, claim.where = (start, k), where
        return True

    def _between_commas(self, floor: int, k: int) -> tuple[int, int]:
        """Return where the subject of a verb may stand in the tokens before it: without what is set apart by commas.

        «وفي العاصمة، سالم الراوي أكد»، «وزير المال، في مؤتمر صحفي، أكد»، «المدير، وهو مهندس، أكد».

        Args:
            floor, k: the head of the sentence, and where the subject would end: at a comma, or at the verb.
        """
        letters = self.letters
        comma = letters.rfind(",", floor, k)
        while letters[k : k + 1] == "," and comma >= 0 and self._is_set_apart(comma + 1):
            k, comma = comma, letters.rfind(",", floor, comma)
        first = letters.find(",", floor, k)
        if letters[floor : floor + 1] in tuple(_PREPOSITIONS) and (first >= 0 or letters[k : k + 1] == ","):
            floor = first + 1 if first >= 0 else k
        return floor, k

    def _is_set_apart(self, k: int) -> bool:
        """Tell an adjunct or an aside that begins at token `k`, behind a comma."""
        form = self.forms[k]
        return form.letter in _PREPOSITIONS or form.word in WHO_IS or (form.with_and and form.letter in "nsw")

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

    def _ahead_of_relative(self, floor: int, k: int, start: int) -> tuple[int, int] | None:
        """Return the subject where a relative clause stands between it and its verb at `k`, None where none does.

        Args:
            floor, start: the head of the sentence, and where the phrase right before the verb begins.
        """
        letters = self.letters
        that = letters.rfind("n", floor, k) + 1
        for head in (floor, floor + self.forms[floor].tag.startswith("but"), that):
            if head < floor or letters[head : head + 1] not in tuple("TUYO") or start <= head:
                continue
            end = self.phrases.noun_phrase(head, k, "noun")
            clause = letters[end:k]
            if head < end < start and clause[:1] == "r" and "," not in clause and "n" not in clause:
                return head, end
        return None

    def _is_of_another(self, k: int, claim: Claim) -> bool:
        """Tell by gender and number that a verb behind a relative has another subject (المدينة التي قال إنها آمنة)."""
        form, letters = claim.form, self.letters
        relative = letters.find("r", k, claim.cue)
        gender = _RELATIVES.get(self.forms[relative].word)
        if gender is None or form.tense not in ("past", "present") or form.gender == "c":
            return False
        return form.number != "s" or form.gender != gender
