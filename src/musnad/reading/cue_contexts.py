"""What the decision on a cue weighs: what stands beside it, how its content opens, who would be its source."""

from __future__ import annotations

import re

from musnad.lexicon.compiling import CueForm, Entry
from musnad.reading.claims import Claim
from musnad.reading.cue_decisions import GLANCE
from musnad.reading.decisions import STEPPED, step
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

_THAT = re.compile('[nNbB:<>"./;]')
PURPORT = frozenset(("مفاده", "مفادها", "فحواه", "فحواها"))
PURPORT_WITHIN = 9  # tokens behind a noun of saying
_HEADS = frozenset('/.,;:->"_')
_NOUNS = frozenset("DTUOSEYK")
AS_IF = 3  # tokens between «كأن» and what somebody does not say
CLAUSE = 7  # tokens of a quotation that is long enough to be speech; one with a clause in it counts as such
_BREAKS = frozenset("/._>)-*")  # what may stand before the first word of a sentence


class CueContexts:
    """The contexts of the cues of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, sentences: Sentences) -> None:
        self.letters, self.tags, self.forms, self.clusters = shape.letters, shape.tags, shape.forms, shape.clusters
        self.shape, self.quotes, self.phrases, self.sentences = shape, quotes, phrases, sentences
        self.as_if = "كأن" in shape.text
        self._last: tuple[int, CueForm | None, tuple[str, ...]] = (-1, None, ())

    def glance(self, i: int) -> bool:
        """Tell by what stands beside the cue at token `i` whether it is worth reading.

        One true cue in 25 is passed over, mostly such that no reading of it would be accepted.
        """
        cue = self.forms[i].cue
        if cue is None or self.tags[i - 1].startswith("negation") or (i and self.forms[i - 1].word == "هل"):
            return False  # «هل ستعلن الحكومة»
        if self.forms[i].word == "وبين" and self.forms[i - 1].word.startswith("بين"):
            return False  # «خلاف بينه وبين رئيس البلدية»
        if self.as_if and any("كأن" in form.bare for form in self.forms[max(0, i - AS_IF) : i]):
            return False  # «وكأن الحزب يطالب»
        if self.tags[i - 1] == "if" and cue.tense == "past":
            return False  # «إذا رفض المجلس»
        if cue.tense == "participle" and not self.forms[i].word.endswith("ا") and self._is_predicate(i):
            return False  # «إن الحكومة مقتنعة بأن»
        if cue.tense == "participle" and self.forms[i].word.endswith("ه") and self._is_adjective(i):
            return False  # «إجراءات أمنية مشددة على السفر»
        if cue.tense == "participle" and self.letters[i + 1 : i + 2] == ":" and i + 2 in self.quotes.closes:
            return True  # «… قائلا: «…»»
        of_somebody = cue.tense == "nominal" and "m" in self.letters[i + 1 : i + PURPORT_WITHIN]
        if of_somebody and any(form.word in PURPORT for form in self.forms[i + 1 : i + PURPORT_WITHIN]):
            return True  # «إشارة هامة من المجلس مفادها أن»
        match = _THAT.search(self.letters, i + 1, i + 30)
        that, far = (match[0], STEPPED[match.start() - i]) if match is not None else ("", "")
        clusters = self.clusters
        context = (
            *self.around(i, cue, self.shape.lexicon.entries[cue.key]), that, far, cue.key, clusters[i - 1],
            clusters[i + 1], clusters[i + 2],
        )  # fmt: skip
        return (GLANCE.weigh(context) if GLANCE.oracle is None else GLANCE.score(context, i)) > 0

    def _is_adjective(self, i: int) -> bool:
        """Tell that a plural of things or an adjective without article stands right before the word at `i`."""
        before = self.forms[i - 1]
        that = _THAT.search(self.letters, i + 1, i + AS_IF)  # «في كلمة تلفزيونية مؤكدة أن»
        things = self.letters[i - 1] in "KR" and not before.definite and before.base.endswith(("ات", "يه"))
        return things and that is None

    def _is_predicate(self, i: int) -> bool:
        """Tell that nothing but a noun phrase stands between «إن» and the word at `i`."""
        k = i - 1
        while k > i - AS_IF and self.letters[k] in _NOUNS:
            k -= 1
        return self.letters[k] in "nN" and k >= 0

    def of(self, claim: Claim, earlier: str) -> tuple[str, ...]:
        """Return the values by which the decision weighs `claim`; `earlier` is the tense of the claim before it."""
        tags, letters, i = self.tags, self.letters, claim.cue
        entry, at, source, first, where = claim.entry, claim.at, claim.source, claim.content, claim.where
        head = speaks = agrees = ahead = who = ahead_like = ""
        clusters = self.clusters
        if source is not None:
            head = tags[source[0]]
            speaks = "y" if self.phrases.can_speak(*source) else "n"
            agrees = self._agrees(claim)
            if where == "before" or where == "relative":
                ahead, ahead_like = tags[source[0] - 1], clusters[source[0] - 1]
            who = clusters[source[0]]
        if at < i:
            gap, rest, at_before = "<", "", "="
        else:
            gap, rest, at_before = STEPPED[min(at - i - 1, 63)], "0", tags[at - 1] if at > i + 1 else "="
            left = at - claim.rest
            if claim.addressee and claim.addressee[0] >= claim.rest:
                left -= claim.addressee[1] - claim.addressee[0]
            if left > 0:
                rest = STEPPED[min(left, 63)] + letters[claim.rest]
        if first < 0:  # an attribution, whose content is not looked for yet: the weights know it by the last token
            first = len(letters) - 1
            second, first_like, second_like = tags[0], "", ""
        else:
            second, first_like, second_like = tags[first + 1], clusters[first], clusters[first + 1]
        told = "" if "object" not in entry.addressee else "o" if claim.addressee else "O"
        return (
            *self.around(i, claim.form, entry), self._kind(claim), at_before, tags[first], second, gap, rest, head,
            where, speaks, agrees, "y" if _governs(entry, claim.opener, letters[at]) else "n", ahead, earlier, told,
            claim.key, who, ahead_like, first_like, second_like, clusters[i - 1], clusters[i + 1],
            clusters[claim.addressee[0]] if claim.addressee else "",
        )  # fmt: skip

    def _kind(self, claim: Claim) -> str:
        """Return the kind of a claim's opener, with what kind of clause, preposition or how long a quotation it is."""
        letters, at, first = self.letters, claim.at, claim.content
        if claim.opener == "clause":
            that = "that" + (letters[first] if letters[first] in "NB" else letters[first - 1])
            return letters[at] + that if letters[at] in "eaomf" else that
        if claim.opener == "prep":
            return "prep" + letters[at]
        if claim.opener == "quote":
            size = self.quotes.closes[at] - at
            if size < CLAUSE and claim.rest == at and self.quotes.is_clause(at, self.shape):
                size = CLAUSE  # «وقال الوزير «لن نقبل».»
            return "quote" + step(size, (0, 4, 6, 10))
        return claim.opener

    def around(self, i: int, cue: CueForm, entry: Entry) -> tuple[str, ...]:
        """Return what a context has of the cue itself and the words beside it."""
        if i == self._last[0] and cue is self._last[1]:
            return self._last[2]
        tags, form = self.tags, self.forms[i]
        joined, before = "+" if form.with_and else form.glued if form.letter == "P" else "", tags[i - 1]
        if before in _BREAKS and i == self.sentences.sentence_start(i):
            place = "^"
        else:
            place = "," if before in _HEADS else joined or "."
        around = (
            cue.tense, entry.act if entry.act == "state" else "act", entry.needs + ("h" if form.letter == "v" else ""),
            joined, tags[i - 2], before, tags[i + 1], place,
            "q" if self.quotes.order and self.quotes.around(i) >= 0 else "",
            "p" if cue.pronoun else "n" if form.passive else "",
        )  # fmt: skip
        self._last = (i, cue, around)
        return around

    def _agrees(self, claim: Claim) -> str:
        """Compare verb and subject: gender where both are known, number where the subject stands before."""
        noun = self.forms[claim.source[0]].noun if claim.source else None
        if noun is None or claim.form.gender == "c":
            return "?"
        if claim.where == "after":
            return "g" if noun.gender == claim.form.gender or noun.number != "s" else "!"
        return "g" if noun.gender == claim.form.gender and (noun.number == claim.form.number) else "!"


def _governs(entry: Entry, opener: str, letter: str) -> bool:
    """Tell whether the lexicon gives the verb this opener."""
    if opener == "clause":
        return "أن" in entry.content or letter in "eaomf" or (letter in "bB" and "ب" in entry.content)
    if entry.needs != "content":
        return opener in ("colon", "quote")
    return True
