"""Relays: who passed a statement on. In the sentence (نقلت … عن … قوله، بحسب), in the document (dateline, foot)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from musnad.lexicon.compiling import CueForm, Entry
from musnad.model import Relay, Span
from musnad.reading.claims import Claim, Phrase
from musnad.reading.credits import Credit, CreditReader, folded_name
from musnad.reading.cues import CueReader
from musnad.reading.phrase_ends import ISSUED

ASCRIBES = "verbs_say/nasaba"
_TONGUE = "لسان"  # «على لسان الوزير»
_BEFORE_A_NAME = frozenset(("عن", "وعن", "الي", _TONGUE))
_OF_WHOM = _BEFORE_A_NAME | {"عنه", "عنها", "عنهم", "اليه", "اليها", "اليهم"}
_STATE = Entry("state", "neutral", ("أن",))
LONGEST_DATE = 8  # tokens of «الصادرة يوم الأحد 19 يناير»


class RelayReader:
    """Reads «نقلت X عن Y قوله» in one text."""

    def __init__(self, cues: CueReader) -> None:
        self.cues, self.phrases, self.adjuncts = cues, cues.phrases, cues.adjuncts
        self.letters, self.forms = cues.letters, cues.forms
        self.passed_on = cues.shape.sets["passed_on"]

    def candidates(self, i: int, limit: int) -> Iterator[Claim]:
        """Yield the reading of «نقلت «سانا» عن البرلماني قوله» at the verb `i`, if it is one."""
        letters, forms = self.letters, self.forms
        relay = Claim(i, CueForm("grammar/relay", "past"), _STATE, "relay")
        of = "e" if self.forms[i].cues[0].key == ASCRIBES else "o"  # «نقلت عن»، «نسبت إلى»
        stop = self._of_whom(of, i + 1, min(limit, i + 12))
        relay_end = self.phrases.noun_phrase(i + 1, stop if stop > 0 else limit, "noun")
        if relay_end > i + 1:
            relay.source = (i + 1, relay_end)
        else:
            self.cues.subjects.subject_before(relay)
        about = self._of_whom(of, relay_end, min(limit, relay_end + 10))
        about += about >= 0 and forms[about].word == "علي"  # «نقلت صحيفة النهر على لسان الوزير أن»
        if about < 0 or about + 1 >= limit or forms[about].word not in _OF_WHOM:
            return
        named = forms[about].word in _BEFORE_A_NAME
        end = self.phrases.noun_phrase(about + 1, limit, "by", anyhow=True) if named else about + 1
        if named and end == about + 1:
            return  # nobody stands there (نقلت الوكالة عن، قوله)
        if not named and relay.source is None:  # «نقلت عنه وكالة النهر قوله»
            behind = self.phrases.noun_phrase(end, limit, "noun")
            if "J" in letters[end:behind]:
                relay.source, end = (end, behind), behind
        cue = i
        for k in range(end, min(limit, end + 12)):
            if letters[k] in "MVP" and forms[k].cues:
                cue = k
                break
            if letters[k] in "nNbB:./" or k in self.cues.quotes.closes:
                break
        cue_form = forms[cue].cues[0] if forms[cue].cues else relay.form
        entry = self.cues.entries.get(cue_form.key, _STATE) if cue != i else _STATE
        openers = self.cues.openers.find(max(end, cue + (cue != i)), entry, limit)[:1]
        if not openers and cue != i and cue + 1 < limit:
            said = self.adjuncts.skip(relay, cue + 1, limit)  # «نفيه أمس (السبت) وجود اتفاق»
            openers = [("noun", said, said)]
        for opener in openers:
            claim = Claim(cue, cue_form, entry, "relay")
            claim.opener, claim.at, claim.content = opener
            claim.rest = self._behind_adjuncts(claim, end) if cue == i else cue + 1
            if named:
                claim.source, claim.where = (about + 1, end), "after"
            claim.via = [relay.source] if relay.source else []
            if cue != i:
                self.adjuncts.find_addressee(claim, cue + 1, max(claim.at, cue + 1))
            yield claim

    def _behind_adjuncts(self, claim: Claim, end: int) -> int:
        """Return where nothing is understood behind who speaks: «عن الوزير في تصريح أن»، «الصادرة يوم 19 يناير»."""
        issued = self.forms[end : end + 1] and self.forms[end].word in ISSUED
        if issued and claim.at - end <= LONGEST_DATE and claim.opener == "clause":
            return claim.at
        return self.adjuncts.skip(claim, end, claim.at, prepositions=True) if end < claim.at else end

    def _of_whom(self, of: str, first: int, end: int) -> int:
        """Return the token of «عن», or of «على لسان», before which the relay is named; -1 where none is there."""
        found = self.letters.find(of, first, end)
        tongue = next((k for k in range(first, end - 1) if self.forms[k + 1].word == _TONGUE), -1)
        return tongue if tongue >= 0 and (found < 0 or tongue < found) and self.letters[tongue] == "a" else found

    def learned(self, i: int, limit: int) -> Iterator[Claim]:
        """Yield the reading of «علمت «النهر» من مصادر أن»: the sources speak, the outlet passes it on."""
        letters = self.letters
        stop = letters.find("m", i + 1, limit)  # «علمت جريدة النهر من مصدر»
        outlet = self.phrases.noun_phrase(i + 1, stop if stop > 0 else limit, "noun")
        if letters[i + 1 : i + 2] in ("<", '"', "("):
            outlet = self.phrases.unit_end(i + 1, limit)
        if letters[outlet : outlet + 1] != "m" or outlet + 1 >= limit:
            return
        end = self.phrases.noun_phrase(outlet + 1, limit, "clause")
        for cue in self.forms[i].cues:
            for opener in self.cues.openers.find(end, self.cues.entries[cue.key], limit)[:1]:
                claim = Claim(i, cue, self.cues.entries[cue.key], "relay")
                claim.opener, claim.at, claim.content = opener
                claim.source, claim.where, claim.rest = (outlet + 1, end), "after", end
                claim.via = [(i + 1, outlet)] if outlet > i + 1 else []
                if end > outlet + 1:
                    yield claim

    def between(self, i: int, end: int) -> Phrase | None:
        """Return the relay named at token `i`, between a cue and its content (البيان الذي أوردته وكالة X)."""
        if self.forms[i].word in self.passed_on:
            stop = self.phrases.noun_phrase(i + 1, end, "noun")
            if stop > i + 1 and "J" in self.letters[i + 1 : stop]:
                return i + 1, stop
        return None


_BYLINE = re.compile(
    r"^[^\n.:«»\"]{0,45}?[-–—(\[]\s*(?P<who>[^\n.:«»\"()\[\]–—-]{2,30}?)\s*(?:[)\]:–—-]|$)", re.MULTILINE
)
_BRACKETS = re.compile(r"\((?P<who>[^()\n]{2,25})\)")


def find_document_relays(text: str, outlets: dict[str, str], credited: dict[str, str] | None = None) -> list[Relay]:
    """Return the relays of a whole document: agencies in dateline, byline or brackets, credits of head and foot.

    «وكالات» and its kin are unnamed relays. A name is taken once, in the role that the first place gives it.

    Args:
        outlets: kinds of media by folded name.
        credited: kinds of media by `name_key`, of names that count only where an outlet is expected.
    """
    relays: dict[str, Relay] = {}

    def add(credit: Credit) -> None:
        who = text[credit.start : credit.end]
        naming: Literal["named", "unnamed"] = "named" if credit.named else "unnamed"
        relay = Relay("agency" if credit.agency else "origin", Span(credit.start, credit.end, who), naming)
        relays.setdefault(folded_name(who), relay)

    for pattern, first, last in (
        (_BYLINE, 0, 400),
        (_BRACKETS, 0, 400),
        (_BRACKETS, max(400, len(text) - 200), len(text)),
    ):
        for match in pattern.finditer(text, first, min(last, len(text))):
            if outlets.get(folded_name(match["who"])) == "agency":
                add(Credit(*match.span("who"), True))
    for credit in CreditReader(text, outlets, credited or {}).read():
        add(credit)
    return sorted(relays.values(), key=lambda relay: relay.span.start)
