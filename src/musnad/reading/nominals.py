"""Step 3c: cues that are no finite verbs: participles (مشيرا إلى أن) and nouns of saying (قوله إن)."""

from __future__ import annotations

import re

from musnad.lexicon.compiling import CueForm, Entry
from musnad.reading.claims import Claim
from musnad.reading.cues import CueReader
from musnad.reading.openers import ALSO_SAYING


class NominalReader:
    """Reads the participles and nouns of saying of one text."""

    def __init__(self, cues: CueReader) -> None:
        self.cues = cues
        self.shape, self.quotes, self.phrases, self.letters = cues.shape, cues.quotes, cues.phrases, cues.letters
        self.entries, self.nominal = cues.entries, cues.shape.lexicon.nominal
        self.openers, self.subjects = cues.openers, cues.subjects

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
                self.subjects.find_addressee(claim, i + 1, at)
            return claim
        return None

    def _participle_stands(self, i: int, before: str, cue: CueForm, opener: str) -> bool:
        if before in ',;/.-)>"' or self.shape.form(i).with_and:
            return True
        if i - 1 in self.quotes.opens or opener in ("clause", "colon"):
            return True
        return before in "DESYtJ#" or (before == "K" and cue.gender == "m" and opener != "noun")

    def _participle_opener(self, j: int, entry: Entry, end: int) -> tuple[str, int, int]:
        shape, letters = self.shape, self.letters
        if j >= end:
            return "", -1, -1
        direct = letters[j]
        if (
            entry.needs == "content"
            and "noun" in entry.content
            and direct in "KDIOUTEYJSRdz#"
            and not shape.form(j).glued
        ):
            opener = (
                self.openers.find_opener(j, entry, min(end, j + 3))
                if not self.cues.object_at(j) and "أن" in entry.content and direct in "t"
                else ("", -1, -1)
            )
            return opener if opener[0] else ("noun", j, j)
        opener = self.openers.find_opener(j, entry, end)
        if (
            opener[0]
            and opener[1] - j > 3
            and "object" not in entry.addressee
            and "," not in letters[j : opener[1]]
            and opener[0] == "clause"
        ):
            gap = letters[j : opener[1]]
            if not re.search("[hftl]", gap):
                return "", -1, -1
        return opener

    def read_noun(self, i: int, limit: int) -> Claim | None:
        """Read a noun of saying with its pronoun (قوله إن، تأكيده أن، بقولها)."""
        shape, _letters = self.shape, self.letters
        for cue in shape.form(i).cues:
            if cue.tense != "noun":
                continue
            entry = self.entries[cue.key]
            saying = cue.key.endswith(("/qala", "/qawl")) or shape.word(i) in ALSO_SAYING
            claim = Claim(i, cue, entry, "noun")
            opener, at, start = self.openers.find_opener(i + 1, entry, min(limit, i + 14))
            if not opener:
                continue
            if opener == "prep" and not self._noun_takes(i, at):
                continue
            if opener == "clause" and not saying and at - i > 3:
                continue
            claim.opener, claim.content = opener, start
            self.subjects.find_addressee(claim, i + 1, at)
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
            key = self.nominal.get(form.base if form.glued or form.definite else form.word) or self.nominal.get(
                form.word
            )
            if key is None or (form.definite and i < end - 1):
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
        return (at == i + 1 and self.letters[i - 1 : i] in ("o", "a", "f", "e", ",", "m")) or (
            at == i + 1 and self.shape.form(i).with_and
        )
