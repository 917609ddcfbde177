"""Step 6b: who speaks where the verb has no subject of its own: one of those who may go on.

The last speaker of the sentence, of the enclosing statement, of the sentence before; the subject of a verb that says
nothing (استقبل الوزير … وأكد). A decision weighs them by agreement, distance and what stands between; none above
zero: nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from musnad.reading.claims import Claim, Phrase
from musnad.reading.decisions import Decision, step
from musnad.reading.objects import object_in
from musnad.reading.phrases import Phrases
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape
from musnad.reading.speakers import Person, SpeakerReader

WHO = Decision(
    "goes_on_speaking",
    "role rank agrees kind tense rule joined inside before first spoke distance paragraph older_rule",
    (
        "agrees", "before", "distance", "paragraph", "rank", "rule", "spoke", "agrees kind", "role inside",
        "role rank", "distance agrees role", "role inside tense", "~before", "~role before",
    ),
    tags="before",
)  # fmt: skip
_DEEDS = re.compile("[ZVvPyk]")
MOST_DEEDS = 4
DEEDS_TRIED = 40  # verbs of a sentence whose subjects are looked for
PAST_CLAIMS = 60  # claims before one among whose speakers it looks for its own
SURE = 2.0  # nobody further off is looked at
AGREES = 2  # the place of agreement in what the decision sees
CLOSER = 0.5  # that one who has spoken may score less than another, whom the verb's gender excludes
_FINITE = ("past", "present")
LEAST = -1.0  # below this nobody speaks; between it and zero the nearest guess is right in two of three


class Candidate(NamedTuple):
    """One who may be speaking: a known speaker, or the subject of another verb who is none yet."""

    role: str  # sentence, around, top, older, deed, deed_before
    person: Person
    claim: Claim | None
    phrase: Phrase | None
    rank: int


class Subjectless:
    """Finds the speakers of the claims without a source of one text, in reading order."""

    def __init__(self, shape: Shape, phrases: Phrases, sentences: Sentences, people: SpeakerReader) -> None:
        self.shape, self.phrases, self.sentences, self.people = shape, phrases, sentences, people
        self.letters, self.forms = shape.letters, shape.forms
        self.past: list[tuple[Claim, Person, bool]] = []  # what was said before: claim, speaker, whether inside another

    def said(self, claim: Claim, person: Person, *, inside: bool) -> None:
        """Note who speaks in a claim, for those that follow."""
        self.past.append((claim, person, inside))
        if not inside:
            self.people.latest = person

    def who(self, claim: Claim, parent: Claim | None) -> Person | None:
        """Return who speaks in `claim`, None where nobody fits."""
        if self.is_anybodys(claim):
            return None
        best, highest, apart = None, LEAST, False  # apart: by its gender
        agreeing, least = None, LEAST - CLOSER
        for candidate in self.candidates(claim, parent):
            context = self._context(claim, parent, candidate)
            score, agrees = WHO.score(context, (claim, candidate)), context[AGREES]
            if score > highest:
                best, highest, apart = candidate, score, agrees[0] == "!"
                if score > SURE and not apart:
                    break
            if agrees == "gn" and candidate.claim is not None and score > least:
                agreeing, least = candidate, score
        if best is None:
            return None
        if agreeing is not None and apart and claim.form.tense in _FINITE:
            best = agreeing  # «قالت المنظمة إن …. وقال الحارس إن …. وأضافت»
        if best.phrase is not None and not best.role.endswith("_known"):
            self.people.people.append(best.person)
            best.person.mentions.append(best.phrase)
            self.people.search(best.person)
            return self.people.as_known(best.person)
        return best.person

    def is_anybodys(self, claim: Claim) -> bool:
        """Tell «وسط دعوات لمحاسبة السائق»: it is said, of whoever it is."""
        return claim.form.tense == "nominal" and claim.cue > 0 and self.forms[claim.cue - 1].word == "وسط"

    def candidates(self, claim: Claim, parent: Claim | None) -> Iterator[Candidate]:
        """Yield those who may speak in `claim`, each person once in its nearest role."""
        start = self.sentences.sentence_start(claim.cue)
        seen: set[int] = set()
        rank = 0
        past = self.past[: -PAST_CLAIMS - 1 : -1]
        tops = {id(person) for other, person, inside in past if not inside and other.cue < start}
        for other, person, inside in past:
            if id(person) in seen:
                continue
            if other is parent:
                role = "around"
            elif other.cue >= start:
                role = "sentence_in" if inside else "sentence"
            else:
                role = "top" if not inside and seen.isdisjoint(tops) else "older"
            seen.add(id(person))
            yield Candidate(role, person, other, None, rank)
            rank += 1
            if rank > 5:
                break
        for phrase, role in self._deeds(claim, start):
            found = self.people.find(phrase)
            person = found if found is not None else self.people.new(phrase, claim)
            if id(person) not in seen or found is not None:
                yield Candidate(role + ("_known" if found else ""), person, None, phrase, 0)

    def _deeds(self, claim: Claim, start: int) -> Iterator[tuple[Phrase, str]]:
        """Yield the subjects of the verbs before the cue in its sentence, and of the head of the sentence before."""
        letters = self.letters
        before = self.sentences.sentence_start(max(0, start - 2)) if start > 1 else start
        relays = {other.cue for other, _, _ in self.past[-PAST_CLAIMS:] if other.rule == "relay"}
        count = 0
        for first, stop, role in ((start, claim.cue, "deed"), (before, start, "deed_before")):
            opened = False
            for match in islice(_DEEDS.finditer(self.letters, first, stop), DEEDS_TRIED):
                k = match.start()
                if k in relays:
                    continue
                if self.letters[k + 1 : k + 2] in "nNbB.,;:/" or (role == "deed_before" and k - first > 3):
                    continue
                end = self.phrases.noun_phrase(k + 1, stop, "noun")
                end = object_in(self.shape, k + 1, end) or end
                told = self.forms[k + 1].occasion and letters[k + 2 : k + 3] in tuple("TYO") and end > k + 2
                k += told  # «جاء حديث فلان»
                if end > k + 1 and not self.forms[k + 1].governed and self.phrases.can_speak(k + 1, end):
                    yield (k + 1, end), role + ("" if k - first <= 3 else "_late")
                    count += 1
                    opened = True
                elif role == "deed" and letters[k] != "y" and not self.forms[k].with_and:
                    begin = self.phrases.phrase_before(k, first)
                    if begin < k and not self.forms[begin].glued and self.phrases.can_speak(begin, k):
                        yield (begin, k), "deed_ahead"
                        count += 1
                        opened = True
                if count >= MOST_DEEDS or (opened and role == "deed_before"):
                    break
            if not opened and self.letters[first : first + 1] == "K" and first + 1 < stop:  # a verb that no list has
                end = self.phrases.noun_phrase(first + 1, stop, "noun")
                if end > first + 1 and self.phrases.can_speak(first + 1, end):
                    yield (first + 1, end), role + "_unknown"
                    opened = True
            if not opened and stop > first:
                end = self.phrases.noun_phrase(first, stop, "noun")
                if first < end < stop and not self.forms[first].glued and self.phrases.can_speak(first, end):
                    yield (first, end), role + "_head"

    def _context(self, claim: Claim, parent: Claim | None, candidate: Candidate) -> tuple[str, ...]:
        letters, i = self.letters, claim.cue
        other = candidate.claim
        where = other.cue if other is not None else candidate.phrase[0] if candidate.phrase else 0
        start = self.sentences.sentence_start(i)
        first = "" if any(c.cue >= start for c, _, _ in self.past[-3:]) else "f"
        return (
            candidate.role, step(candidate.rank, (0, 1, 2, 4)), self.agrees(candidate.person, claim),
            candidate.person.kind, claim.form.tense,
            claim.rule.partition("+")[0], "+" if self.forms[i].with_and else "", "in" if parent is not None else "",
            self.shape.tags[i - 1] if i else "/", first, "" if other is None else "s" if other.source else "-",
            step(i - where, (0, 5, 10, 20, 40, 80)), "/" if letters.find("/", where, i) >= 0 else "",
            "" if other is None else other.rule.partition("+")[0],
        )  # fmt: skip

    def agrees(self, person: Person, claim: Claim) -> str:
        """Compare a speaker with a verb that has no subject: gender, then number; ? where the verb does not tell."""
        form = claim.form
        if form.gender == "c":
            return "?"
        out = "g" if form.gender == person.gender else "!"
        plural, many = form.number in "pd", person.number in "pd"
        return out + ("n" if plural == many else "P" if plural else "S")
