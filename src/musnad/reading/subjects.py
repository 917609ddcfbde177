"""Who stands at a cue: its subject behind or before it, and the one spoken to."""

from __future__ import annotations

from musnad.reading.claims import Claim
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape
from musnad.reading.sources import Phrases


class Subjects:
    """Finds subjects and addressees of the cues of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, sentences: Sentences) -> None:
        self.shape, self.quotes, self.phrases, self.sentences = shape, quotes, phrases, sentences
        self.letters = shape.letters

    def find_source(self, claim: Claim, j: int, at: int) -> None:
        """Find subject and addressee of a verb between the cue and its opener at token `at`."""
        phrases, entry = self.phrases, claim.entry
        by = "ب" in entry.content
        k = self.skip_adjuncts(claim, j, at)
        split = "object" in entry.addressee and claim.opener == "prep"
        end = phrases.noun_phrase(k, at, takes_by=by, split=split)
        if end > k and not claim.form.pronoun:
            claim.source, claim.where = (k, end), "after"
        elif not self.subject_before(claim):
            claim.where = ""
        if claim.source and split and claim.where == "after" and end < at and self.letters[end] in "TUOJESYDK":
            stop = phrases.noun_phrase(end, at, takes_by=by)
            if stop > end:
                claim.addressee = (end, stop)
        if claim.addressee is None:
            self.find_addressee(claim, max(k, end), at)
        self._object_only(claim, split, k, end)

    def _object_only(self, claim: Claim, split: bool, k: int, end: int) -> None:
        """«دعا المواطنين إلى»: one phrase where it is the object, the subject being left out."""
        if not split or claim.addressee or claim.source != (k, end):
            return
        form = self.shape.form(k)
        if (claim.form.number in "sp" and self._disagrees(claim, k)) or (
            form.base.endswith("ين")
            and form.letter in "DTU"
            and len(form.base) > 4
            and (form.noun is None or form.noun.number == "p")
        ):
            claim.addressee, claim.source, claim.where = (k, end), None, ""
            self.subject_before(claim)

    def _disagrees(self, claim: Claim, k: int) -> bool:
        form = self.shape.form(k)
        if claim.cue and self.letters[k] in "TUO" and form.noun is not None and form.noun.number == "s":
            return form.noun.gender != claim.form.gender and claim.form.gender in "mf" and claim.form.number == "s"
        return False

    def skip_adjuncts(self, claim: Claim, j: int, at: int) -> int:
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
                end = self.press_end(k, at)
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

    def press_end(self, k: int, at: int) -> int:
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

    def find_addressee(self, claim: Claim, k: int, at: int) -> None:
        letters, entry = self.letters, claim.entry
        while k < at:
            if self.phrases.is_press(k) and "ل" in (*entry.addressee, "ل"):
                claim.addressee = (k, self.press_end(k, at))
                return
            if letters[k] == "m" and "من" in entry.addressee and k + 1 < at:
                end = self.phrases.noun_phrase(k + 1, at)
                if end > k + 1:
                    claim.addressee = (k + 1, end)
                return
            k += 1

    def subject_before(self, claim: Claim) -> bool:
        """Find a subject that stands directly before its verb (لكن الرئيس قال، الذي أعلن)."""
        shape, letters, i = self.shape, self.letters, claim.cue
        form = shape.form(i)
        if form.with_and and not (letters[i - 1] in "nK" and form.word[0] == "ف") and form.word[0] == "و":
            return False
        k = i
        while k > 0 and letters[k - 1] in "qt":
            k -= 1
        floor = self.sentences.sentence_start(i)
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
        return self.letters[start - 1] in ',;:-nbkscwqi/.<"(' or self.shape.form(start).with_and
