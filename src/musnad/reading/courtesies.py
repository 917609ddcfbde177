"""Courtesies: thanks, greetings, condolences that a light verb pays to somebody («قدم شكره للجنة على دعمها»).

Part of step 3; contents.py leaves the one they are paid to out of what is said.
"""

from __future__ import annotations

from musnad.lexicon.compiling import Entry
from musnad.reading.claims import CLAUSE, Claim
from musnad.reading.phrases import Phrases
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

LONGEST = 80  # tokens: who sends his greetings may be many, with all their titles
_DEPUTY = frozenset(("النائب", "الاول", "الثاني", "المساعد"))
_ENDS = frozenset('.;/nNVvPZr<>"')


class Courtesies:
    """Reads the courtesies of one text."""

    def __init__(self, shape: Shape, phrases: Phrases, sentences: Sentences) -> None:
        self.forms, self.sets, self.phrases, self.sentences = shape.forms, shape.sets, phrases, sentences

    def can_say(self, entry: Entry, k: int) -> bool:
        """Tell whether a verb can say the noun at token `k`: «قدم شكره», not «قدم طعاما»."""
        return not entry.said or self.forms[k].stem.startswith(tuple(self.sets[entry.said]))

    def paid(self, claim: Claim) -> Claim:
        """Give `claim`, where it is a courtesy, the one it is paid to, who stands behind what is said."""
        if not claim.entry.said or claim.addressee is not None:
            return claim
        if claim.source is not None and claim.where == "after":
            claim.lift = max(claim.lift, CLAUSE)
        first = claim.content + 1
        limit = self.sentences.sentence_end(claim.cue)
        for k in range(first, min(limit, first + LONGEST)):
            form = self.forms[k]
            if form.letter in _ENDS:
                break
            if self.forms[k - 1].word in _DEPUTY:
                continue  # «النائب الثاني لرئيس مجلس الوزراء»
            if form.letter == "e" or (form.glued == "ل" and form.letter in "TUYOKDE" and not form.masdar):
                start = k + (form.letter == "e")
                end = self.phrases.noun_phrase(start, limit, "noun", anyhow=True)
                claim.addressee = (start, end) if end > start else None
                break
        return claim
