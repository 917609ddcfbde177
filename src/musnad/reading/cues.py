"""Step 3: finite verbs. Does a form attribute here: what it governs is there, and it has a subject that can speak.

The lexicon says what each verb governs; openers.py finds it, subjects.py who says it.
"""

from __future__ import annotations

from musnad.lexicon.compiling import CueForm, Entry
from musnad.reading.claims import Claim
from musnad.reading.openers import SPEECH_QUOTE, Openers
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Form, Shape
from musnad.reading.sources import Phrases, is_masdar
from musnad.reading.subjects import Subjects

OBJECTS = frozenset('KIDOUSERTdz#Jv"<Y')
REACH = 60  # tokens between a cue and what opens its content
PASSIVE_PRESENTS = {
    "يذكر",
    "يشار",
    "يعتقد",
    "يتوقع",
    "يفترض",
    "يقال",
    "يعرف",
    "يعلم",
    "يظن",
    "يخشي",
    "يرجح",
    "يلاحظ",
    "يعتبر",
    "يوخذ",
    "يؤمل",
    "يتردد",
    "يحكي",
    "يروي",
    "يجمع",
}


class CueReader:
    """Reads the finite verbs of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases) -> None:
        self.shape, self.quotes, self.phrases = shape, quotes, phrases
        self.letters = shape.letters
        self.entries = shape.lexicon.entries
        self.sentences = Sentences(shape)
        self.openers = Openers(shape, quotes, phrases, self.sentences)
        self.subjects = Subjects(shape, quotes, phrases, self.sentences)

    def read_verb(self, i: int, limit: int) -> Claim | None:
        """Read the finite verb at token `i`; None where it is no cue here."""
        form = self.shape.form(i)
        for cue in form.cues:
            entry = self.entries[cue.key]
            if cue.tense == "noun" or cue.tense == "participle" or not self._may_speak(i, cue, entry):
                continue
            claim = self._read_governed(i, cue, entry, limit)
            if (
                claim is not None
                and self._homograph_stands(claim)
                and (cue.tense != "present" or self._present_stands(claim))
            ):
                return claim
        return None

    def _may_speak(self, i: int, cue: CueForm, entry: Entry) -> bool:
        shape, letters = self.shape, self.letters
        form = shape.form(i)
        before = letters[i - 1] if i else "/"
        previous = shape.word(i - 1) if i else ""
        if before == "x" or is_first_person(form):
            return False
        if before == "z" and (cue.tense == "present" or cue.pronoun):
            return False
        if (
            cue.tense == "present"
            and (before in "nb" or previous in ("يمكن", "كي", "لكي", "حتي", "الا"))
            and not form.with_and
        ):
            return False
        return not (letters[i] == "v" and i and not form.with_and and before in "eaomfO")

    def _homograph_stands(self, claim: Claim) -> bool:
        """A form that is a noun too (ذكر، طلب) behind a noun is a verb only with a subject and a clause."""
        letters, i = self.letters, claim.cue
        if letters[i] != "v" or self.shape.form(i).with_and or not i or letters[i - 1] not in "TOhUSKIED":
            return True
        if letters[i + 1 : i + 2] in ("n", "N"):
            return True
        if self.shape.word(i) == "بين":
            return False
        return (
            claim.opener in ("clause", "quote", "colon")
            and claim.where == "after"
            and self.phrases.can_speak(*claim.source)
        )

    def _present_stands(self, claim: Claim) -> bool:
        """A present-tense verb is a cue at the head of its clause or with a subject that can speak."""
        shape, letters, i = self.shape, self.letters, claim.cue
        form = shape.form(i)
        said = claim.opener in ("clause", "colon", "quote")
        bare = form.word[1:] if form.with_and else form.word
        if claim.source is None:
            if said and claim.content <= i + 3 and bare in PASSIVE_PRESENTS:
                return False
            return (
                (said and letters[i - 1 : i] not in ("r", "N"))
                or letters[i - 1 : i] in ("", ".", "/", ",", ":", ";")
                or (form.with_and and letters[i - 1] in ',./>"')
            )
        if claim.where == "relative":
            return (said or claim.entry.act != "state") and self.phrases.can_speak(*claim.source)
        if claim.where == "before" and letters[claim.source[0] - 1 : claim.source[0]] in ("n", "w", "", "/", "."):
            return self.phrases.can_speak(*claim.source)
        if claim.where == "before" or (
            letters[i - 1 : i] not in ("", ".", "/", ",", ":", ";", "s", "c") and not form.with_and
        ):
            return self.phrases.can_speak(*claim.source) and (
                said or claim.entry.act != "state" or letters[claim.source[0] - 1 : claim.source[0]] in ("", "/")
            )
        return said or claim.entry.act != "state" or self.phrases.can_speak(*claim.source)

    def _clause_gap(self, i: int) -> bool:
        return self.letters[i - 1] not in "/.,;:"

    def _read_governed(self, i: int, cue: CueForm, entry: Entry, limit: int) -> Claim | None:
        claim = Claim(i, cue, entry, "")
        j = i + 1
        if cue.pronoun and ("object" in entry.addressee or "noun" in entry.content):
            pass
        end = min(limit, i + REACH)
        opener, at, start = self.openers.find_opener(j, entry, end)
        if (
            opener in ("clause", "prep")
            and at > j
            and entry.needs == "content"
            and "noun" in entry.content
            and self.object_at(j)
        ):
            opener = ""
        if not opener and entry.needs == "content" and "noun" in entry.content:
            return self._read_object(claim, j, end)
        if not opener:
            return self._read_after_quote(claim, j, end) or self._read_as(claim, j, end)
        claim.opener, claim.content = opener, start
        claim.rule = "verb+" + opener
        self.subjects.find_source(claim, j, at)
        return claim

    def object_at(self, j: int) -> bool:
        """Tell whether the object stands right behind the verb (أكد أهمية، أعلن القبض على)."""
        shape, letters = self.shape, self.letters
        if j >= len(letters) or letters[j] not in "KIDOU":
            return False
        form = shape.form(j)
        if form.noun is not None and form.noun.kind in ("titles", "anonymous", "media", "places", "names"):
            return False
        if not is_masdar(form) or form.glued:
            return False
        return not form.definite or letters[j + 1 : j + 2] in ("e", "a", "o", "m", "b")

    def _read_object(self, claim: Claim, j: int, end: int) -> Claim | None:
        """Read a verb whose content is a noun phrase: subject and object side by side."""
        letters, phrases = self.letters, self.phrases
        k = self.subjects.skip_adjuncts(claim, j, end)
        if claim.form.pronoun:
            return None
        if self.object_at(k) or (self.subjects.subject_before(claim) and self.phrases.can_speak(*claim.source)):
            if claim.source is None:
                self.subjects.subject_before(claim)
            split = k
            if split >= end or letters[split] not in OBJECTS:
                return None
        else:
            split = phrases.noun_phrase(k, end, split=True)
            if split == k:
                return None
            claim.source, claim.where = (k, split), "after"
            split = self._skip_between(claim, split, end)
            if (
                split >= end
                or letters[split] not in OBJECTS
                or self.shape.form(split).glued
                or self.shape.form(split).with_and
            ):
                return self._lone_phrase(claim, k, end)
        claim.opener, claim.content, claim.rule = "noun", split, "verb+noun"
        return claim

    def _skip_between(self, claim: Claim, k: int, end: int) -> int:
        """Skip an adjunct between subject and object (أعلنت الوزارة أمس، في بيان، مقتل)."""
        letters = self.letters
        while k < end and (
            letters[k] in "t" or (letters[k] == "," and letters[k + 1 : k + 2] in ("t", "K", "D", "I", "O"))
        ):
            k += 1
        if self.phrases.is_press(k) if k < end else False:
            stop = self.subjects.press_end(k, end)
            claim.addressee = (k, stop)
            k = stop
        if k < end and letters[k] in "fh":
            comma = letters.find(",", k, min(end, k + 12))
            if comma > 0:
                return comma + 1
        return k

    def _lone_phrase(self, claim: Claim, k: int, end: int) -> Claim | None:
        """One phrase only: the object, where the subject stands before or is left out (أدان الهجوم)."""
        claim.source, claim.where = None, ""
        first = self.shape.form(k)
        before = self.subjects.subject_before(claim)
        if not before and first.letter in "TUYJ" and "object" not in claim.entry.addressee:
            return None
        if not before and claim.entry.act == "state":
            return None
        if first.letter in "K" and not is_masdar(first) and not before:
            return None
        claim.opener, claim.content, claim.rule = "noun", k, "verb+noun"
        return claim

    def _read_after_quote(self, claim: Claim, j: int, end: int) -> Claim | None:
        """«…»، قال فلان: the quotation stands before its cue."""
        letters, quotes, i = self.letters, self.quotes, claim.cue
        k = i - 1
        while k >= 0 and letters[k] in ",-.":
            k -= 1
        o = quotes.opens.get(k, -1)
        if o < 0 or k - o - 1 < SPEECH_QUOTE or (claim.form.tense == "present" and claim.entry.needs != "content"):
            return None
        stop = self.phrases.noun_phrase(j, end)
        if stop == j:
            return None
        claim.source, claim.where = (j, stop), "after"
        claim.opener, claim.content, claim.last, claim.rule = "before", o + 1, k, "quote+verb"
        return claim

    def _read_as(self, claim: Claim, j: int, end: int) -> Claim | None:
        """«…، كما ذكر دبلوماسي»: the content stands before; reader.py finds where it begins."""
        i = claim.cue
        if not i or self.shape.word(i - 1) not in ("كما", "مثلما", "وكما", "حسبما") or claim.form.pronoun:
            return None
        start = self.subjects.skip_adjuncts(claim, j, end)
        stop = self.phrases.noun_phrase(start, end)
        if (
            stop == start
            or not self.phrases.can_speak(start, stop)
            or self.letters[stop : stop + 1] not in (".", ",", "/", "", "h", "f", "t")
        ):
            return None
        claim.source, claim.where, claim.rule = (start, stop), "after", "attribution"
        self.subjects.find_addressee(claim, stop, min(end, stop + 3))
        return claim


def is_first_person(form: Form) -> bool:
    """Tell «أعتقد» (I think) from «اعتقد»: stems VII to X have no hamza in the past."""
    word, bare = form.word, form.bare.lstrip("وف")
    return (
        bare.startswith("أ") and len(word) > 4 and word.lstrip("وف").startswith("ا") and word.lstrip("وف")[2:3] == "ت"
    )
