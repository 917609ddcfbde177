"""Subject or object: what the noun behind a verb is, by its form, by the order of words, by who is asked for things."""

from __future__ import annotations

import re

from musnad.reading.claims import ASKED, Claim
from musnad.reading.clusters import common_nouns
from musnad.reading.objects import COUNT_AS, is_ones_own, is_predicate
from musnad.reading.offices import is_done_by
from musnad.reading.phrases import Phrases
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

LONGEST_REST = 20  # tokens
OF_PEOPLE = frozenset(("welcome", "criticise", "accuse", "call", "demand", "pledge", "reject"))  # acts
_PEOPLE = frozenset((  # common nouns that may do what people do
    "اعداء", "الاف", "انسان", "ايتام", "بدلاء", "بلاد", "بلدان", "جانبان", "جهه", "جيل", "حشد", "حضور", "خصوم",
    "شخصيات", "طالبات", "عداله", "عدو", "عماله", "عملاء", "عناصر", "غالب", "غرب", "فئات", "فئه", "فرد", "فرق", "فريقان",
    "قادسيه", "قارئ", "قراء", "كشافه", "كوادر", "مئات", "مذنب", "مرء", "مريض", "مشاه", "منافس", "نخبه",
))  # fmt: skip
OBJECTS = frozenset('KIDOUSERTdz#Jv"<YZPMyA')
_NO_NAMING = re.compile('[VvPZyAGgxzrhtsc.;:/nNbB<>"]')
_FEMININE = ("ه", "ات", "ا", "اء", "ي")


class Told:
    """Tells subjects and objects behind the verbs of one text."""

    def __init__(self, shape: Shape, phrases: Phrases, sentences: Sentences) -> None:
        self.shape, self.letters, self.forms = shape, shape.letters, shape.forms
        self.phrases, self.sentences = phrases, sentences
        self.asked, self.some = shape.sets["asked"], shape.sets["some_of_them"] | {"بعض", "معظم", "اغلب", "غالبيه"}
        self.latest: Claim | None = None  # the claim before the cue that is read

    def has_subject(self, claim: Claim, k: int) -> bool:
        """Tell that the noun at `k` behind a verb is its object: by its form, or since a subject stands before."""
        i, cue = claim.cue, claim.form
        if self.is_told(k, claim):
            return True
        in_it = self.shape.tags[i + 1] == "in_it" and cue.number == "s"  # «نداء دعا فيه الأطباء إلى»
        if in_it and self.forms[k].number == "p" and self.forms[k].definite and self.letters[k] in "TU":
            return True
        if cue.tense != "present":
            return False
        start = self.sentences.sentence_start(i)
        if not self.forms[i].with_and:  # «الحركة تتهم الصحيفة بـ»
            first = self.phrases.phrase_before(i, start)
            if self.letters[i - 1] == "N":
                return True  # «إنها تدعو الحكومة إلى»
            return first == start < i and self.phrases.can_speak(first, i)
        latest = self.latest  # «سورية تدين الهجوم وتدعو المجلس إلى»
        return (
            latest is not None
            and latest.cue > start
            and latest.where == "before"
            and (latest.form.tense, latest.form.gender, latest.form.number) == (cue.tense, cue.gender, cue.number)
        )

    def may_name(self, k: int) -> bool:
        """Tell of a verbal noun that it may be a surname: «ولفت سلامة إلى أن», not «وجدد التأكيد أن»."""
        form = self.forms[k]
        return not (form.definite or form.with_and or form.bare.endswith(("ه", "ها", "هم")))

    def is_told(self, k: int, claim: Claim) -> bool:
        """Tell by its case or gender that the noun at `k` behind a verb is its object (حثت السائقين، ودعا الحكومة)."""
        form, cue = self.forms[k], claim.form
        if form.glued:
            return False
        own = is_ones_own(form) and form.word not in self.phrases.honours  # not «وطالب معاليه»
        if own or (claim.entry.act in ("call", "demand") and form.word in self.asked):
            return True  # «ودعا جميع الأطراف»، «ودعا مواطنيه»
        if form.tag.rstrip("+").endswith("a") and form.letter in "TUDK":
            return True
        if cue.tense in ("past", "present") and cue.number in "pd" and form.letter in "TUOEJYDK":
            return True  # «طالبوا الرئيس»: a verb before its subject is singular
        noun = form.noun
        many = noun is not None and noun.number in "dp" and form.letter in "TU" and not form.definite
        if many and form.bare.endswith("ي") and form.base != "اهالي":
            return True  # «ناشد وزيري الري والزراعة»
        if self.is_nominative(k):
            return False
        several = noun is not None and noun.kind == "organisations" and noun.number == "p" and form.definite
        if several and (cue.gender, cue.number) == ("m", "s"):
            return True  # «ودعا القوى السياسية»: they would be «دعت»
        if (
            noun is None
            or noun.number != "s"
            or cue.gender not in "mf"
            or cue.number != "s"
            or form.letter not in "TUOE"
        ):
            return False
        some = form.word in self.some and k + 1 < len(self.forms) and not is_ones_own(self.forms[k + 1])
        if some or self.letters[k + 1 : k + 2] == ".":
            return False  # «وطالبت بعض الأسر بالتعويض»، «ونصحت د. ميساء بتفادي»
        if noun.kind == "organisations" and noun.gender == "f" and not form.base.endswith(_FEMININE):
            return False  # «الدفاع»: a ministry by its short name, or the civil defence
        return noun.gender != cue.gender

    def is_nominative(self, k: int) -> bool:
        """Tell «النائبان»، «السائقون»: no object, which would be «النائبين»."""
        form = self.forms[k]
        dual = form.number == "d" and form.base.endswith("ان")
        return form.letter in "TU" and form.glued == "" and (dual or form.base.endswith("ون"))

    def names_on(self, claim: Claim, at: int) -> bool:
        """Tell whether what is not understood before an opener may belong to the subject: a given name is there, or it
        is an organisation and tells its aim (مرصد البحث عن المياه ومكافحة التلوث)."""
        head, end = claim.source or (claim.cue, claim.cue)
        between = self.letters[claim.rest : at]
        aims = self.letters[head] == "O" and between[:1] == "o" and "," not in between
        names = len(between) < LONGEST_REST and ("Y" in between or aims)
        found = _NO_NAMING.finditer(self.letters, end, at)
        names = names and all(self.forms[match.start()].word == "لدي" for match in found)
        return names and not self.forms[claim.rest].masdar  # «نقلت الصحف تأكيد الرئيس سالم نور أن»

    def lift_of(self, claim: Claim) -> float:
        """Return what is added to a reading in which who asks, who is asked and what for stand beside each other.

        Less than nothing where the one who is asked would hold what for: «مؤسسات الدولة بالتوعية».
        """
        if claim.source is None or claim.addressee is None or claim.rest != claim.at:
            return 0.0
        asked, opener = self.forms[claim.addressee[0] : claim.addressee[1]], self.forms[claim.at]
        if any(form.glued == "ب" for form in asked):
            return -ASKED if any(form.glued == "ب" and form.masdar for form in asked) else 0.0
        sure = opener.masdar or opener.glued != "ل"
        return ASKED if sure and not self.forms[claim.source[0]].glued else 0.0

    def says_nothing(self, k: int, act: str = "") -> bool:
        """Tell that the noun at `k` is a verbal noun: what is said, not who says it (رفض الإدلاء، وأكدت فتح).

        Args:
            act: of the verb; things do what only people do as little (وثمنت الجهود).
        """
        form = self.forms[k]
        return (form.masdar and form.letter in "KDIZPM") or self.is_thing(k, act)

    def is_thing(self, k: int, act: str) -> bool:
        """Tell of the noun at `k` that it does nothing of the kind of `act`, which only people do."""
        form = self.forms[k]
        if act not in OF_PEOPLE or form.letter != "D" or form.glued or form.stem in _PEOPLE:
            return False
        return form.stem in common_nouns()

    def may_be_said(self, k: int, limit: int) -> bool:
        """Tell whether what begins at token `k` may be the object of a verb of saying."""
        if k >= limit or self.letters[k] not in OBJECTS or (self.letters[k] == "A" and self.letters[k - 1] == ","):
            return False
        form = self.forms[k]
        if form.with_and or form.word in self.phrases.how or form.word == "ب":
            return False
        if self.letters[k - 1] == "," and form.letter == "D" and form.word.startswith("الم") and not form.masdar:
            return False  # «شركة النهر، المملوكة للدولة، عن صفقة»
        if is_done_by(self.forms, k):
            return False
        if self.letters[k + 1 : k + 2] in ("b", "B") and form.letter == "K" and not (form.nominal or form.masdar):
            return form.bare.endswith(("ه", "ها", "هم"))  # «أقر برانكو بأنه مذنب»
        return not form.glued or not (form.definite or form.noun is not None)

    def counts_it(self, claim: Claim, k: int) -> bool:
        """«واعتبر القرار خطأ»: tell by what stands at `k` that the noun before it is no subject."""
        return claim.key in COUNT_AS and claim.form.tense == "past" and is_predicate(self.shape, k)
