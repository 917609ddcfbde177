"""Relays: who passed a statement on. In the sentence (نقلت … عن … قوله، بحسب), in the document (dateline, foot)."""

from __future__ import annotations

import re

from musnad.lexicon.compiling import CueForm, Entry
from musnad.model import Relay, Span
from musnad.reading.claims import Claim
from musnad.reading.cues import CueReader
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Shape
from musnad.reading.sources import Phrases

PASSING = {"نقل", "نقلت", "ينقل", "تنقل", "نقلوا", "نقلا", "نسب", "نسبت", "اوردت", "اورد"}
PASSED_ON = {
    "نقلته",
    "نقلتها",
    "نقله",
    "نقلها",
    "اوردته",
    "اوردتها",
    "اورده",
    "نشرته",
    "نشرتها",
    "نشره",
    "بثته",
    "بثتها",
    "بثه",
    "ذكرته",
    "نقلت",
    "نقل",
    "اوردت",
    "نشرت",
}
_STATE = Entry("state", "neutral", ("أن",))
_ATTRIBUTION = CueForm("grammar/attribution", "none")


class RelayReader:
    """Reads «نقلت X عن Y قوله» and «بحسب X» in one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, cues: CueReader) -> None:
        self.shape, self.quotes, self.phrases, self.cues = shape, quotes, phrases, cues
        self.letters = shape.letters

    def read_passing(self, i: int, limit: int) -> Claim | None:
        """Read «نقلت «سانا» عن البرلماني قوله» at the verb `i`; None where it is something else."""
        shape, letters = self.shape, self.letters
        word = shape.word(i)
        if (word[1:] if word[0] in "وف" and word not in PASSING else word) not in PASSING:
            return None
        relay_end = self.phrases.noun_phrase(i + 1, limit)
        about = letters.find("o", relay_end, min(limit, relay_end + 8))
        if about < 0 or shape.word(about) not in ("عن", "وعن"):
            return None
        end = self.phrases.noun_phrase(about + 1, limit)
        if end == about + 1:
            return None
        cue, k = i, end
        while k < min(limit, end + 12) and letters[k] not in "MnNbB:/" and k not in self.quotes.closes:
            k += 1
        if k >= limit:
            return None
        entries = self.cues.entries
        form = next((c for c in shape.form(i).cues), _ATTRIBUTION)
        entry = _STATE
        if letters[k] == "M":
            cue = k
            form = shape.form(k).cues[0]
            entry = entries.get(form.key, _STATE)
        claim = Claim(cue, form, entry, "relay")
        opener, _, start = self.cues.openers.find_opener(k if letters[k] != "M" else k + 1, _STATE, limit)
        if not opener:
            if letters[k] != "M":
                return None
            opener, start = "noun", k + 1
        claim.opener, claim.content = opener, start
        claim.source, claim.where = (about + 1, end), "after"
        if relay_end > i + 1:
            claim.via = [(i + 1, relay_end)]
        if cue != i:
            self.cues.subjects.find_addressee(claim, cue + 1, max(start, cue + 1))
        return claim

    def read_attribution(self, i: int, limit: int, floor: int) -> Claim | None:
        """Read «بحسب X»، «وفقا لـ X»، «حسبما أفاد X» at token `i`; the claim's content is set later."""
        shape, letters = self.shape, self.letters
        k = i + 1
        word = shape.word(i)
        if letters[i] == "g":
            if letters[k : k + 1] != "o":
                return None
            k += 1
        if letters[k : k + 1] == "z" or word.endswith("حسبما") or word.endswith("وفقما"):
            return self._with_verb(i, k + (letters[k : k + 1] == "z"), limit)
        if word in ("وفقا", "طبقا", "ووفقا", "وطبقا") and not shape.word(k).startswith("ل"):
            return None
        if shape.word(k) in ("ل", "لـ"):
            k += 1
        end = self._phrase(k, limit)
        if end == k or letters[k] in "t#" or (letters[k] in "KDI" and not self._speaks(k)):
            return None
        claim = Claim(i, _ATTRIBUTION, _STATE, "attribution")
        claim.source, claim.where = (k, end), "after"
        return claim

    def _with_verb(self, i: int, k: int, limit: int) -> Claim | None:
        shape, letters = self.shape, self.letters
        while k < limit and letters[k] in "qk":
            k += 1
        if k >= limit or letters[k] not in "VvPZKy":
            return None
        claim = Claim(i, _ATTRIBUTION, _STATE, "attribution")
        claim.cue_end = k + 1
        rows = shape.form(k).cues
        if rows:
            claim.form = rows[0]
        start = self.cues.subjects.skip_adjuncts(claim, k + 1, limit)
        end = self._phrase(start, limit)
        if end == start:
            return None
        claim.source, claim.where = (start, end), "after"
        self.cues.subjects.find_addressee(claim, end, min(limit, end + 3))
        return claim

    def _phrase(self, k: int, limit: int) -> int:
        """A phrase whose first word may be glued to ل (وفقا للوزارة)."""
        if k >= limit:
            return k
        form = self.shape.form(k)
        if form.glued == "ل":
            return (
                max(k + 1, self.phrases.noun_phrase(k + 1, limit))
                if k + 1 < limit and self.letters[k + 1] in "DSKEYTO#("
                else k + 1
            )
        return self.phrases.noun_phrase(k, limit)

    def _speaks(self, k: int) -> bool:
        """A word that is no known title may still be a name: it has no article, or a name follows."""
        form = self.shape.form(k)
        return form.letter == "K" and self.letters[k + 1 : k + 2] in tuple("KY.,/(") and not form.word.endswith("ه")


_FOOT = re.compile(r"^(?:Posted from|المصدر\s*:|نقلا عن|نقلاً عن)\s*(?P<who>[^\n]{2,60}?)\s*$", re.MULTILINE)
_BYLINE = re.compile(
    r"^[^\n.:«»\"]{0,45}?[-–—(\[]\s*(?P<who>[^\n.:«»\"()\[\]-–—]{2,30}?)\s*(?:[)\]:-–—]|$)", re.MULTILINE
)
_BRACKETS = re.compile(r"\((?P<who>[^()\n]{2,25})\)")


def find_document_relays(text: str, agencies: set[str], fold_words: object) -> list[Relay]:
    """Return the relays of a whole document: agencies in dateline, byline or brackets, origin at the foot."""
    folded = fold_words
    relays: list[Relay] = []
    seen: set[str] = set()

    def add(role: str, start: int, end: int) -> None:
        name = text[start:end]
        key = folded(name)  # type: ignore[operator]
        if key not in seen:
            seen.add(key)
            relays.append(Relay("origin" if role == "origin" else "agency", Span(start, end, name)))

    head = text[:400]
    for pattern in (_BYLINE, _BRACKETS):
        for match in pattern.finditer(head):
            if folded(match["who"]) in agencies:  # type: ignore[operator]
                add("agency", *match.span("who"))
    for match in _BRACKETS.finditer(text[-200:]):
        start = max(0, len(text) - 200)
        if folded(match["who"]) in agencies:  # type: ignore[operator]
            add("agency", match.start("who") + start, match.end("who") + start)
    for match in _FOOT.finditer(text, max(0, len(text) - 400)):
        add("origin", *match.span("who"))
    return relays
