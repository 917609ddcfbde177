"""Step 3: cues. For each word that may attribute: does it here, what opens its content, who is its subject.

A cue is taken when what its verb governs is there (a complementiser, its preposition, a colon, a
quotation, an object); the lexicon says what each verb governs. What a cue gives is a `Claim`.
"""

from __future__ import annotations

import re

from musnad.lexicon.compiling import CueForm, Entry
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Form, Shape
from musnad.reading.sources import Phrases, is_masdar

OBJECTS = frozenset('KIDOUSERTdz#Jv"<Y')
REACH = 60  # tokens between a cue and what opens its content
SPEECH_QUOTE = 4  # words in marks from which a quotation after a verb is speech, whatever stands around it
BARE_PREPOSITIONS = {"الي", "علي", "عن", "من", "في", "والي", "وعلي", "وعن", "ومن", "وفي"}
PREPOSITIONS = {"إلى": "e", "على": "a", "عن": "o", "من": "m", "في": "f"}
NOT_BEFORE_THAT = {"بعد", "قبل", "منذ", "دون", "الا", "غير", "رغم", "يمكن", "يجب", "ينبغي", "سبق", "علما", "بيد", "بدون", "شرط", "خشيه", "لابد", "المتوقع", "المفترض", "المقرر", "الممكن", "الى", "يفترض", "يتوقع", "بمجرد", "لمجرد", "مجرد", "الرغم", "بعيد", "قبيل"}
ALSO_SAYING = {"قايلا", "قايله", "قائلا", "قائله", "قايلين", "قائلين", "بالقول", "بقوله", "بقولها", "بقولهم"}


class Claim:
    """One attribution as found: token numbers only; spans come later."""

    __slots__ = ("addressee", "content", "cue", "cue_end", "depth", "entry", "form", "key", "last", "opener", "quoted", "relay", "rule", "source", "via", "where")

    def __init__(self, cue: int, form: CueForm, entry: Entry, rule: str) -> None:
        self.cue, self.cue_end = cue, cue + 1
        self.form, self.entry, self.key, self.rule = form, entry, form.key, rule
        self.opener = ""  # clause, prep, colon, quote, noun, before
        self.content: int = -1  # first token of the content
        self.last = -1  # one past the last token of the content
        self.source: tuple[int, int] | None = None
        self.where = ""  # after, before, relative, earlier
        self.addressee: tuple[int, int] | None = None
        self.via: list[tuple[int, int]] = []
        self.quoted: list[tuple[int, int]] = []
        self.relay = False
        self.depth = 0


class CueReader:
    """Reads the cues of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases) -> None:
        self.shape, self.quotes, self.phrases = shape, quotes, phrases
        self.letters = shape.letters
        self.entries = shape.lexicon.entries
        self.nominal = shape.lexicon.nominal

    def sentence_end(self, i: int) -> int:
        """Return the token that ends the sentence of token `i` (full stop, line feed) or the end of the text."""
        letters = self.letters
        while True:
            match = _END.search(letters, i)
            if match is None:
                return len(letters)
            i = match.start()
            if letters[i] != "." or self.is_full_stop(i):
                return i
            i += 1

    def is_full_stop(self, i: int) -> bool:
        """Tell a full stop from the dot of an initial or a number."""
        shape, letters = self.shape, self.letters
        form = shape.form(i)
        if form.bare != ".":
            return not (form.bare == "…" and i + 1 < len(letters) and letters[i + 1] not in "/>\"")
        if i and letters[i - 1] != ")" and len(shape.word(i - 1)) == 1 and letters[i - 1] not in '>"#':
            return False
        return form.space or i + 1 >= len(letters) or letters[i + 1] not in "#L."

    def sentence_start(self, i: int) -> int:
        """Return the first token of the sentence of token `i`."""
        letters = self.letters
        while i > 0:
            if letters[i - 1] == "/" or (letters[i - 1] == "." and self.is_full_stop(i - 1)):
                break
            i -= 1
        while letters[i] in "_>)-*" and i + 1 < len(letters):
            i += 1
        return i

    # -- verbs ---------------------------------------------------------------------------------

    def read_verb(self, i: int, limit: int) -> Claim | None:
        """Read the finite verb at token `i`; None where it is no cue here."""
        form = self.shape.form(i)
        for cue in form.cues:
            entry = self.entries[cue.key]
            if cue.tense == "noun" or cue.tense == "participle" or not self._may_speak(i, cue, entry):
                continue
            claim = self._read_governed(i, cue, entry, limit)
            if claim is not None and self._homograph_stands(claim) and (cue.tense != "present" or self._present_stands(claim)):
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
        if cue.tense == "present" and (before in "nb" or previous in ("يمكن", "كي", "لكي", "حتي", "الا")) and not form.with_and:
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
        return claim.opener in ("clause", "quote", "colon") and claim.where == "after" and self.phrases.can_speak(*claim.source)

    def _present_stands(self, claim: Claim) -> bool:
        """A present-tense verb is a cue at the head of its clause or with a subject that can speak."""
        shape, letters, i = self.shape, self.letters, claim.cue
        form = shape.form(i)
        said = claim.opener in ("clause", "colon", "quote")
        bare = form.word[1:] if form.with_and else form.word
        if claim.source is None:
            if said and claim.content <= i + 3 and bare in PASSIVE_PRESENTS:
                return False
            return said and letters[i - 1 : i] not in ("r", "N") or letters[i - 1 : i] in ("", ".", "/", ",", ":", ";") or form.with_and and letters[i - 1] in ",./>\""
        if claim.where == "relative":
            return (said or claim.entry.act != "state") and self.phrases.can_speak(*claim.source)
        if claim.where == "before" and letters[claim.source[0] - 1 : claim.source[0]] in ("n", "w", "", "/", "."):
            return self.phrases.can_speak(*claim.source)
        if claim.where == "before" or letters[i - 1 : i] not in ("", ".", "/", ",", ":", ";", "s", "c") and not form.with_and:
            return self.phrases.can_speak(*claim.source) and (said or claim.entry.act != "state" or letters[claim.source[0] - 1 : claim.source[0]] in ("", "/"))
        return said or claim.entry.act != "state" or self.phrases.can_speak(*claim.source)

    def _clause_gap(self, i: int) -> bool:
        return self.letters[i - 1] not in "/.,;:"

    def _read_governed(self, i: int, cue: CueForm, entry: Entry, limit: int) -> Claim | None:
        claim = Claim(i, cue, entry, "")
        j = i + 1
        if cue.pronoun and ("object" in entry.addressee or "noun" in entry.content):
            pass
        end = min(limit, i + REACH)
        opener, at, start = self.find_opener(j, entry, end)
        if opener in ("clause", "prep") and at > j and entry.needs == "content" and "noun" in entry.content and self._object_at(j):
            opener = ""
        if not opener and entry.needs == "content" and "noun" in entry.content:
            return self._read_object(claim, j, end)
        if not opener:
            return self._read_after_quote(claim, j, end) or self._read_as(claim, j, end)
        claim.opener, claim.content = opener, start
        claim.rule = "verb+" + opener
        self._find_source(claim, j, at)
        return claim

    def find_opener(self, j: int, entry: Entry, end: int) -> tuple[str, int, int]:
        """Find what opens the content after a cue, from token `j` on.

        Returns: the kind (clause, prep, colon, quote, or empty), its token, the content's first token.
        """
        shape, letters, quotes = self.shape, self.letters, self.quotes
        preps = {PREPOSITIONS[p] for p in entry.content if p in PREPOSITIONS} if entry.needs == "content" else set()
        clause = entry.needs != "speech" and entry.content not in ((), ("عن",))
        by = "ب" in entry.content and entry.needs == "content"
        to = "ل" in entry.content and entry.needs == "content"
        commas, k = 0, j
        while k < end:
            c = letters[k]
            if c in "nNbB" and (clause or (k > j and letters[k - 1] in preps)):
                if k > j and (letters[k - 1] in "hsqiz" or shape.word(k - 1) in NOT_BEFORE_THAT) and letters[k - 1] not in "eaom":
                    pass
                else:
                    return "clause", k - (k > j and letters[k - 1] in "eaom"), k + (c in "nb")
            elif c == ":" and not (k + 1 < end and letters[k + 1] == "#" and letters[k - 1] == "#"):
                return "colon", k, k + 1
            elif k in quotes.closes:
                if self._is_speech(k, j, end):
                    return "quote", k, k
                k = min(quotes.closes[k], end)
            elif c in preps and shape.word(k) in BARE_PREPOSITIONS and (k == j or not self._inside_phrase(k, j, end)):
                return "prep", k, self._behind_that(k, end)
            elif by and self._glued(k, "ب") and not (k > j and shape.form(k).base == "اسم"):
                return "prep", k, k
            elif to and k > j and self._glued(k, "ل") and not self.phrases.is_press(k) and letters[k] in "DKI":
                return "prep", k, k
            elif c == ",":
                commas += 1
                if commas > 4 or letters[k + 1 : k + 2] in tuple("AVvPswW") and not self._is_also(k + 1):
                    break
            elif c in "VP" and k > j and letters[k - 1] not in "rz" and not self._in_relative(k, j):
                break
            elif c in "AM" and k > j:
                if not self._is_also(k):
                    break
            elif c in "./;" and (c != "." or self.is_full_stop(k)):
                break
            elif c in "WwZ" and k > j and c != "Z":
                break
            k += 1
        return "", -1, -1

    def _is_also(self, k: int) -> bool:
        return self.shape.word(k) in ALSO_SAYING

    def _in_relative(self, k: int, j: int) -> bool:
        return "r" in self.letters[max(j, k - 8) : k]

    def _behind_that(self, k: int, end: int) -> int:
        """Content starts behind «إلى أن», but with «إلى» where a noun follows."""
        if k + 1 < end and self.letters[k + 1] == "n":
            return k + 2
        if k + 1 < end and self.letters[k + 1] == "N":
            return k + 1
        return k

    def _glued(self, k: int, letter: str) -> bool:
        form = self.shape.form(k)
        if form.word in (letter, letter + "ـ"):
            return k + 1 in self.quotes.closes or self.letters[k + 1 : k + 2] == "("
        return form.glued == letter

    def _inside_phrase(self, k: int, j: int, end: int) -> bool:
        """Tell whether the preposition at `k` belongs to the subject (المتحدث عن، المشرف على)."""
        return self.phrases.noun_phrase(j, end) > k + 1 and self.letters[k] in "ao"

    def _is_speech(self, o: int, j: int, end: int) -> bool:
        quotes, letters, shape = self.quotes, self.letters, self.shape
        close = quotes.closes[o]
        if o > j and not shape.form(o - 1).space and letters[o - 1] not in ",:" and shape.word(o - 1) in ("ل", "ب", "ك", "لـ", "كـ", "بـ", "ال"):
            return False
        after = letters[close + 1 : close + 2]
        size = close - o - 1
        if o - j > 6 and letters[o - 1] not in ",:" and size < 8:
            return False
        if after in ("n", "N", "b"):
            return size > 8
        if o > j and letters[o - 1] in "JOTRD" and _THAT_FOLLOWS.match(letters, close + 1):
            return False
        if size >= SPEECH_QUOTE + 2 or (size >= SPEECH_QUOTE and letters[o - 1] not in "JOT"):
            return True
        return size >= 2 and (after in (",", ".", "/", "", "A") or letters[o - 1] in ",:") and letters[o - 1] not in "JOTU"

    # -- subjects ------------------------------------------------------------------------------

    def _find_source(self, claim: Claim, j: int, at: int) -> None:
        """Find subject and addressee of a verb between the cue and its opener at token `at`."""
        phrases, entry = self.phrases, claim.entry
        by = "ب" in entry.content
        k = self._skip_adjuncts(claim, j, at)
        split = "object" in entry.addressee and claim.opener == "prep"
        end = phrases.noun_phrase(k, at, takes_by=by, split=split)
        if end > k and not claim.form.pronoun:
            claim.source, claim.where = (k, end), "after"
        elif not self._subject_before(claim):
            claim.where = ""
        if claim.source and split and claim.where == "after" and end < at and self.letters[end] in "TUOJESYDK":
            stop = phrases.noun_phrase(end, at, takes_by=by)
            if stop > end:
                claim.addressee = (end, stop)
        if claim.addressee is None:
            self._find_addressee(claim, max(k, end), at)
        self._object_only(claim, split, k, end)

    def _object_only(self, claim: Claim, split: bool, k: int, end: int) -> None:
        """«دعا المواطنين إلى»: one phrase where it is the object, the subject being left out."""
        if not split or claim.addressee or claim.source != (k, end):
            return
        form = self.shape.form(k)
        if claim.form.number in "sp" and self._disagrees(claim, k):
            claim.addressee, claim.source, claim.where = (k, end), None, ""
            self._subject_before(claim)
        elif form.base.endswith("ين") and form.letter in "DTU" and len(form.base) > 4 and (form.noun is None or form.noun.number == "p"):
            claim.addressee, claim.source, claim.where = (k, end), None, ""
            self._subject_before(claim)

    def _disagrees(self, claim: Claim, k: int) -> bool:
        form = self.shape.form(k)
        if claim.cue and self.letters[k] in "TUO" and form.noun is not None and form.noun.number == "s":
            return form.noun.gender != claim.form.gender and claim.form.gender in "mf" and claim.form.number == "s"
        return False

    def _skip_adjuncts(self, claim: Claim, j: int, at: int) -> int:
        """Skip time words, «لـ«عكاظ»» and «من جهته» between the verb and its subject."""
        letters, k = self.letters, j
        while k < at:
            c = letters[k]
            if c in "tiq" or (c == "m" and letters[k + 1 : k + 2] == "i") or (c == "," and k > j):
                k += 1
            elif c == "(" and k > j:
                after = self.phrases.skip_bracket(k, at)
                if after == k:
                    break
                k = after
            elif self.phrases.is_press(k) and claim.addressee is None:
                end = self._press_end(k, at)
                claim.addressee = (k, end)
                k = end
            elif c in "hf" and "," in letters[k:at]:
                comma = letters.find(",", k, at)
                if comma - k > 14 or comma + 1 >= at or letters[comma + 1] not in "TUOJYKDS":
                    break
                k = comma + 1
            elif c == "l":
                k += 1
            else:
                break
        return k

    def _press_end(self, k: int, at: int) -> int:
        if k + 1 < at and k + 1 in self.quotes.closes:
            return min(self.quotes.closes[k + 1] + 1, at)
        end = k + 1
        while end < at and (self.letters[end] in "JSDKEL" and not self.shape.form(end).glued) and end - k < 5:
            if self.letters[end] in "D" and self.letters[end - 1] in "S" and end - k > 2:
                break
            end += 1
        if end < at and end in self.quotes.closes and self.phrases.is_name_quote(end):
            end = self.quotes.closes[end] + 1
        if end < at and self.letters[end] == "(":
            end = self.phrases.skip_bracket(end, at)
        return end

    def _find_addressee(self, claim: Claim, k: int, at: int) -> None:
        letters, entry = self.letters, claim.entry
        while k < at:
            if self.phrases.is_press(k) and "ل" in entry.addressee + ("ل",):
                claim.addressee = (k, self._press_end(k, at))
                return
            if letters[k] == "m" and "من" in entry.addressee and k + 1 < at:
                end = self.phrases.noun_phrase(k + 1, at)
                if end > k + 1:
                    claim.addressee = (k + 1, end)
                return
            k += 1

    def _subject_before(self, claim: Claim) -> bool:
        """Find a subject that stands directly before its verb (لكن الرئيس قال، الذي أعلن)."""
        shape, letters, i = self.shape, self.letters, claim.cue
        form = shape.form(i)
        if form.with_and and not (letters[i - 1] in "nK" and form.word[0] == "ف") and form.word[0] == "و":
            return False
        k = i
        while k > 0 and letters[k - 1] in "qt":
            k -= 1
        floor = self.sentence_start(i)
        if k > floor and letters[k - 1] == "r":
            end = k - 1
            if end > floor and letters[end - 1] == ",":
                end -= 1
            start = self.phrases.phrase_before(end, floor)
            if start < end and not form.with_and and not claim.form.pronoun and self.phrases.can_speak(start, end):
                claim.source, claim.where = (start, end), "relative"
                return True
            return False
        if k > floor and letters[k - 1] == "z":
            return False
        end = k
        if end > floor and letters[end - 1] == "," and shape.form(i).word[0] == "ف":
            end -= 1
        start = self.phrases.phrase_before(end, floor)
        if start >= end or not self._heads_clause(start, floor):
            return False
        if letters[start] in "KD" and end - start == 1 and letters[start - 1 : start] in ("K", "Z", "y"):
            return False
        claim.source, claim.where = (start, end), "before"
        return True

    def _heads_clause(self, start: int, floor: int) -> bool:
        if start == floor:
            return True
        return self.letters[start - 1] in ",;:-nbkscwqi/.<\"(" or self.shape.form(start).with_and

    # -- objects -------------------------------------------------------------------------------

    def _object_at(self, j: int) -> bool:
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
        k = self._skip_adjuncts(claim, j, end)
        if claim.form.pronoun:
            return None
        if self._object_at(k) or (self._subject_before(claim) and self.phrases.can_speak(*claim.source)):
            if claim.source is None:
                self._subject_before(claim)
            split = k
            if split >= end or letters[split] not in OBJECTS:
                return None
        else:
            split = phrases.noun_phrase(k, end, split=True)
            if split == k:
                return None
            claim.source, claim.where = (k, split), "after"
            split = self._skip_between(claim, split, end)
            if split >= end or letters[split] not in OBJECTS or self.shape.form(split).glued or self.shape.form(split).with_and:
                return self._lone_phrase(claim, k, end)
        claim.opener, claim.content, claim.rule = "noun", split, "verb+noun"
        return claim

    def _skip_between(self, claim: Claim, k: int, end: int) -> int:
        """Skip an adjunct between subject and object (أعلنت الوزارة أمس، في بيان، مقتل)."""
        letters = self.letters
        while k < end and (letters[k] in "t" or (letters[k] == "," and letters[k + 1 : k + 2] in ("t", "K", "D", "I", "O"))):
            k += 1
        if self.phrases.is_press(k) if k < end else False:
            stop = self._press_end(k, end)
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
        before = self._subject_before(claim)
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
        if o < 0 or k - o - 1 < SPEECH_QUOTE or claim.form.tense == "present" and claim.entry.needs != "content":
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
        start = self._skip_adjuncts(claim, j, end)
        stop = self.phrases.noun_phrase(start, end)
        if stop == start or not self.phrases.can_speak(start, stop) or self.letters[stop : stop + 1] not in (".", ",", "/", "", "h", "f", "t"):
            return None
        claim.source, claim.where, claim.rule = (start, stop), "after", "attribution"
        self._find_addressee(claim, stop, min(end, stop + 3))
        return claim

    # -- participles and nouns -----------------------------------------------------------------

    def read_participle(self, i: int, limit: int) -> Claim | None:
        """Read a participle that goes on with the same speaker (مشيرا إلى أن)."""
        shape, letters = self.shape, self.letters
        form = shape.form(i)
        before = letters[i - 1] if i else "/"
        if form.definite:
            return None
        for cue in form.cues:
            if cue.tense != "participle":
                continue
            entry = self.entries[cue.key]
            claim = Claim(i, cue, entry, "participle")
            opener, at, start = self._participle_opener(i + 1, entry, min(limit, i + 25))
            if not opener or not self._participle_stands(i, before, cue, opener):
                continue
            claim.opener, claim.content = opener, start
            if "object" in entry.addressee and opener in ("prep", "clause") and at > i + 1:
                end = self.phrases.noun_phrase(i + 1, at, takes_by="ب" in entry.content)
                if end > i + 1:
                    claim.addressee = (i + 1, end)
            else:
                self._find_addressee(claim, i + 1, at)
            return claim
        return None

    def _participle_stands(self, i: int, before: str, cue: CueForm, opener: str) -> bool:
        if before in ",;/.-)>\"" or self.shape.form(i).with_and:
            return True
        if i - 1 in self.quotes.opens or opener in ("clause", "colon"):
            return True
        return before in "DESYtJ#" or (before == "K" and cue.gender == "m" and opener != "noun")

    def _participle_opener(self, j: int, entry: Entry, end: int) -> tuple[str, int, int]:
        shape, letters = self.shape, self.letters
        if j >= end:
            return "", -1, -1
        direct = letters[j]
        if entry.needs == "content" and "noun" in entry.content and direct in "KDIOUTEYJSRdz#" and not shape.form(j).glued:
            opener = self.find_opener(j, entry, min(end, j + 3)) if not self._object_at(j) and "أن" in entry.content and direct in "t" else ("", -1, -1)
            return opener if opener[0] else ("noun", j, j)
        opener = self.find_opener(j, entry, end)
        if opener[0] and opener[1] - j > 3 and "object" not in entry.addressee and "," not in letters[j : opener[1]] and opener[0] == "clause":
            gap = letters[j : opener[1]]
            if not re.search("[hftl]", gap):
                return "", -1, -1
        return opener

    def read_noun(self, i: int, limit: int) -> Claim | None:
        """Read a noun of saying with its pronoun (قوله إن، تأكيده أن، بقولها)."""
        shape, letters = self.shape, self.letters
        for cue in shape.form(i).cues:
            if cue.tense != "noun":
                continue
            entry = self.entries[cue.key]
            saying = cue.key.endswith(("/qala", "/qawl")) or shape.word(i) in ALSO_SAYING
            claim = Claim(i, cue, entry, "noun")
            opener, at, start = self.find_opener(i + 1, entry, min(limit, i + 14))
            if not opener:
                continue
            if opener == "prep" and not self._noun_takes(i, at):
                continue
            if opener == "clause" and not saying and at - i > 3:
                continue
            claim.opener, claim.content = opener, start
            self._find_addressee(claim, i + 1, at)
            return claim
        return None

    def read_nominal(self, k: int, floor: int) -> Claim | None:
        """Read a noun of saying with its source before the complementiser at `k` (مزاعم الحركة بأن، إشارة الوزير إلى أن)."""
        shape, letters = self.shape, self.letters
        end = k - (letters[k - 1 : k] in ("e", "a", "o", "m", "f"))
        for i in range(end - 1, max(floor, end - 10), -1):
            if letters[i] in ".,;:/<VPAnNbBx":
                return None
            form = shape.form(i)
            key = self.nominal.get(form.base if form.glued or form.definite else form.word) or self.nominal.get(form.word)
            if key is None or form.definite and i < end - 1:
                continue
            claim = Claim(i, CueForm(key, "noun"), self.entries[key], "noun")
            claim.opener, claim.content = "clause", k + (letters[k] in "nb")
            if end > i + 1:
                start = i + 1 + (letters[i + 1] == "m")
                if self.phrases.noun_phrase(start, end) != end or not self.phrases.can_speak(start, end):
                    return None
                claim.source, claim.where = (start, end), "after"
            elif letters[i - 1 : i] not in ("e", "a", "f", "o") and not form.glued:
                return None
            return claim
        return None

    def _noun_takes(self, i: int, at: int) -> bool:
        return at == i + 1 and self.letters[i - 1 : i] in ("o", "a", "f", "e", ",", "m") or (at == i + 1 and self.shape.form(i).with_and)


def is_first_person(form: Form) -> bool:
    """Tell «أعتقد» (I think) from «اعتقد»: stems VII to X have no hamza in the past."""
    word, bare = form.word, form.bare.lstrip("وف")
    return bare.startswith("أ") and len(word) > 4 and word.lstrip("وف").startswith("ا") and word.lstrip("وف")[2:3] == "ت"


_END = re.compile("[./]")
_THAT_FOLLOWS = re.compile("[^.,:;/<VPAMvwW]{0,6}[nNb]")
PASSIVE_PRESENTS = {"يذكر", "يشار", "يعتقد", "يتوقع", "يفترض", "يقال", "يعرف", "يعلم", "يظن", "يخشي", "يرجح", "يلاحظ", "يعتبر", "يوخذ", "يؤمل", "يتردد", "يحكي", "يروي", "يجمع"}
