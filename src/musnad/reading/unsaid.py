"""Words that are cues elsewhere and tell nobody's words where they stand: passives of things, those accused, asides."""

from __future__ import annotations

from musnad.reading.contents import ASIDES
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Form, Shape

_THREATENS = "verbs_act/haddada"
_INFORMS = frozenset(f"verbs_say/{verb}" for verb in ("ablagha", "akhbara", "akhtara", "alama"))
_ARRESTS = frozenset(("القي", "القت", "القوا", "تلقي", "يلقي"))
_EXPRESS = frozenset(("عبر", "وعبر"))
_APART = frozenset("/.,;:-\"><)")
_ACCUSES = "verbs_act/ittahama"
ANSWERS = frozenset(("ردا", "تعليقا", "تعقيبا", "بناء", "احتجاجا", "اعتراضا", "رد", "الرد", "تعليق"))
_BEFORE_NOUNS = frozenset(("علي", "الي", "عن", "في", "بعد", "قبل", "بسبب", "رغم"))
_HEADS = frozenset("/.,;:cs-q\"><_itk")
_AND_ALSO = frozenset(("بالاضافه", "اضافه", "واضافه"))
_DONE = frozenset(("تم", "تمت", "يتم", "سيتم", "جري", "يجري", "سيجري"))  # before a verbal noun: it was done
_THAT_IT = frozenset(("انه", "انها", "انهم", "انهما"))
_OF_DOUBT = frozenset(("verbs_say/rajjaha", "verbs_say/zaama"))  # said of things without an agent, as thinking is


class Unsaid:
    """Tells the cues of one text that nobody says."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, sentences: Sentences) -> None:
        self.quotes = quotes
        self.letters, self.forms = shape.letters, shape.forms
        self.phrases, self.sentences = phrases, sentences

    def tells(self, i: int) -> bool:
        """Tell whether the word at token `i` says nobody's words, by what stands beside it."""
        form = self.forms[i]
        if self._is_no_saying(i, form) or self._is_of_a_thing(i, form):
            return True
        return form.passive and self._has_no_agent(i, form)

    def _is_no_saying(self, i: int, form: Form) -> bool:
        """Tell by the words beside it a noun or participle that nobody says: «على متهمين بالسرقة»، «تم الكشف عن»."""
        if form.letter in "VvPK" and form.cues and form.cues[0].pronoun and self._is_answered(i):
            return True
        before, behind = self.forms[i - 1], self.forms[i + 1] if i + 1 < len(self.forms) else None
        if form.letter == "A" and form.cues[0].key == _ACCUSES and behind is not None and behind.glued == "ب":
            return True  # who is accused; one who accuses has an object
        if form.letter == "A" and form.cues[0].key == _THREATENS and before.letter not in _APART:
            return True  # «إن العيادة مهددة بالإغلاق»
        if form.letter == "A" and before.letter in "aeomf":
            return True
        if form.letter == "V" and form.cues[0].key in _INFORMS and not form.cues[0].pronoun and self._is_informed(i):
            return True
        of_it = before.letter == "O" and not before.definite and before.noun is not None and before.noun.role == "head"
        if of_it and form.letter in "vP" and not form.with_and and behind is not None and behind.definite:
            return True  # «محكمة أمن الدولة»، «حزب تجمع الوطن»
        if form.word == "كتب" and behind is not None and behind.letter == ":" and (i == 0 or before.letter == "/"):
            return True  # «كتب: سالم نور», who wrote the article
        if form.word.lstrip("وف") in _ARRESTS and any(near.word == "القبض" for near in self.forms[i + 1 : i + 4]):
            return True  # «ألقت الشرطة القبض على»
        if form.word in _EXPRESS and "o" not in self.letters[i : self.sentences.sentence_end(i)]:
            return True  # «عبر وسطاء»: by way of
        if form.letter == "v" and before.word in _BEFORE_NOUNS:
            return True  # «على طلب الوزير»، «بسبب رفض»
        that = behind is not None and behind.letter in "nNbB"
        if form.word == "بين" and before.letter not in _HEADS and not that:
            return True  # «من بين أهدافنا أن»
        mine = that and form.letter == "V" and form.bare[:1] == "أ" and len(form.word) == 4
        if mine and self.quotes.around(i) == i - 1:
            return True  # «قال سالم: "أدرك أن"»
        if form.word.lstrip("وف") == "يدعي" and form.bare.endswith("ى"):
            return True  # «ويدعى سالم»
        if form.word in _AND_ALSO:
            return True  # «بالإضافة إلى أن»
        if form.letter == "M" and form.word.endswith("نا"):
            return True  # «في اعتبارنا أن»
        if form.nominal and not form.cues:
            beside = before.word, form.word
            idle = before.word.lstrip("وف") in _DONE or form.word == "باعتبار" or beside == ("علي", "اعتبار")
            return idle or (before.word == "في" and form.word in ASIDES)
        return False

    def _is_informed(self, i: int) -> bool:
        """«قال إنه أبلغ بأن الطريق مغلق»: tell a passive, since nobody stands behind it who is informed."""
        behind = self.forms[i + 1 : i + 3]
        by = [form.word for form in behind] == ["من", "قبل"]
        return by or (len(behind) == 2 and behind[0].letter in "nNbB")

    def _is_answered(self, i: int) -> bool:
        """«تعليقا على ما أعلنته الوزارة»: tell what somebody only answers to."""
        words = [form.word for form in self.forms[max(0, i - 3) : i]]
        return words[-2:] == ["علي", "ما"] and words[0].removeprefix("و") in ANSWERS

    def _has_no_agent(self, i: int, form: Form) -> bool:
        """Tell a passive that tells nobody's words by its place: at the head of its sentence, nobody behind it."""
        alone = self.letters[i + 1 : i + 2] in tuple("nNeb")
        return alone and form.letter == "P" and i == self.sentences.sentence_start(i)

    def _is_of_a_thing(self, i: int, form: Form) -> bool:
        """«طائرات يعتقد أنها روسية»: tell a passive behind a thing that the pronoun of its أن goes back to."""
        if form.letter != "P" or form.with_and or i + 1 >= len(self.forms) or self.forms[i + 1].word not in _THAT_IT:
            return False
        start = self.phrases.phrase_before(i, self.sentences.sentence_start(i))
        if start >= i or self.forms[start].definite or self.letters[start] not in "KDMI":
            return False
        feminine = self.forms[start].word.endswith(("ه", "ات"))
        return any(
            cue.gender + cue.number == "ms" and (feminine or cue.key.startswith("verbs_think/") or cue.key in _OF_DOUBT)
            for cue in form.cues
        )
