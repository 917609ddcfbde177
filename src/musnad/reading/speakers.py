"""Step 6: who speaks. Sources → speakers; verbs without a subject → the last speaker that agrees.

A new sentence goes on with the last speaker at the top level, a participle with its own clause.
A short naming (surname, office, «المصدر») finds the fuller one that holds all its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from musnad.reading.claims import Claim, Phrase
from musnad.reading.shapes import Form, Shape
from musnad.reading.phrases import HEADS, Phrases

KIND = {
    "T": "person",
    "Y": "person",
    "U": "unnamed",
    "O": "organisation",
    "E": "organisation",
    "R": "document",
    "J": "media",
}
LONGEST_NAMING = 16  # tokens from the head of a naming to its surname
NAMING_ENDS = frozenset("./,;:nNbBwWVPAMZxqkrzhGgt")


class Person:
    """A speaker in the making: phrases that name it, agreement, the words of its namings."""

    __slots__ = ("bases", "gender", "id", "kind", "last", "mentions", "name", "number", "words")

    def __init__(self, name: Phrase, kind: str, gender: str, number: str) -> None:
        self.name, self.kind, self.gender, self.number = name, kind, gender, number
        self.mentions: list[Phrase] = []
        self.bases: set[str] = set()
        self.words: set[str] = set()
        self.last = ""
        self.id = ""


class SpeakerReader:
    """Resolves the speakers of one text."""

    def __init__(self, shape: Shape, phrases: Phrases) -> None:
        self.shape, self.phrases, self.letters = shape, phrases, shape.letters
        self.people: list[Person] = []
        self.honorifics, self.selves = shape.sets["honorific"], shape.sets["self"]

    def base(self, k: int) -> str:
        """Return token `k` without clitics and article."""
        form = self.shape.form(k)
        base = form.base
        return base[2:] if base.startswith("ال") and len(base) > 4 else base

    def content_bases(self, phrase: Phrase) -> set[str]:
        """Return the words of a phrase that tell who (no honorifics, no signs)."""
        shape, letters = self.shape, self.letters
        return {
            self.base(k)
            for k in range(*phrase)
            if letters[k].isalpha() and letters[k] not in "mfaeocd" and shape.word(k) not in self.honorifics
        }

    def resolve(self, phrase: Phrase, claim: Claim) -> Person:
        """Return the speaker whom a source names, a new one where nobody known fits."""
        known = self.find(phrase)
        if known is None:
            known = self.new(phrase, claim)
            self.people.append(known)
        else:
            self._enrich(known, phrase)
        known.mentions.append(phrase)
        if claim.where == "after" and claim.form.gender in "mf" and claim.form.number == "s" and known.kind != "person":
            known.gender = claim.form.gender
        return known

    def find(self, phrase: Phrase) -> Person | None:
        """Return the known speaker whom `phrase` names, or None."""
        start, end = phrase
        shape, letters = self.shape, self.letters
        bases = self.content_bases(phrase)
        first = shape.form(start)
        words = {shape.word(k) for k in range(start, end)}
        same = bool(words & self.selves)
        bases -= self.selves
        if not bases:
            return None
        indefinite_source = letters[start] in "U" and not first.definite and not same and end - start <= 6
        for person in reversed(self.people):
            if person.bases == bases:
                if indefinite_source and not self._same_text(person.name, phrase):
                    return None
                return person
        if indefinite_source:
            return None
        for person in reversed(self.people):
            if self._fits(person, bases, phrase):
                return person
        if letters[start] == "R" and first.definite and end - start == 1 and self.people:
            return self.people[-1]
        return None

    def _fits(self, person: Person, bases: set[str], phrase: Phrase) -> bool:
        start, end = phrase
        first = self.shape.form(start)
        if bases <= person.bases:
            if (end - start == 1 and first.letter not in "TUORJ") or (
                not first.definite and first.letter not in "TUORJ"
            ):
                return self._is_name(person, bases)
            if first.letter in "TO" and not self._heads(person, self.base(start)):
                return False
            return first.definite or (first.letter in "TO" and len(bases) > 1) or first.letter not in "TUORJ"
        if self._other_names(person, phrase):
            return False
        if person.kind == "person" and len(bases) > len(person.bases) and person.bases <= bases:
            return True
        if person.kind == "person" and person.last and self.base(end - 1) == person.last and first.letter not in "OJRE":
            given = {b for b in bases if b not in person.bases} & self._names(phrase)
            return not given or len(bases & person.bases) > 1
        return False

    def _heads(self, person: Person, base: str) -> bool:
        """Tell whether `base` heads the naming or an apposition in it (not the نائب of «نائب الوزير»)."""
        first, end = person.name
        return any(self.base(k) == base and (k == first or self.letters[k - 1] not in "TO") for k in range(first, end))

    def _other_names(self, person: Person, phrase: Phrase) -> bool:
        """Two full personal names whose given names differ are two people."""
        a, b = self._name_list(person.name), self._name_list(phrase)
        return len(a) > 1 and len(b) > 1 and a[0] != b[0] and b[0] not in a and a[0] not in b

    def _name_list(self, phrase: Phrase) -> list[str]:
        letters = self.letters
        return [
            self.base(k)
            for k in range(*phrase)
            if letters[k] in "YK" or (letters[k] == "D" and k > phrase[0] and letters[k - 1] in "YK")
        ]

    def _is_name(self, person: Person, bases: set[str]) -> bool:
        """A bare name fits a person by a name, not by any word of the title."""
        if person.kind != "person":
            return bases == person.bases or len(person.bases) <= 2
        return bool(bases & self._names(person.name)) or person.last in bases

    def _names(self, phrase: Phrase) -> set[str]:
        return {self.base(k) for k in range(*phrase) if self.letters[k] in "YKv" and not self.shape.form(k).definite}

    def _same_text(self, a: Phrase, b: Phrase) -> bool:
        return [self.shape.word(k) for k in range(*a)] == [self.shape.word(k) for k in range(*b)]

    def new(self, phrase: Phrase, claim: Claim) -> Person:
        """Make a speaker of `phrase`; the caller keeps it in `people`."""
        start, end = phrase
        form = self.shape.form(start)
        letter = form.letter
        kind = KIND.get(letter, "person" if self._looks_like_name(phrase) else "organisation")
        if letter == "U" and form.definite and any(self.letters[k] == "Y" for k in range(start + 1, end)):
            kind = "person"
        gender, number = "m", "s"
        if form.noun is not None:
            gender, number = form.noun.gender, form.noun.number if form.noun.number in "sp" else "s"
        elif form.word.endswith("ه") and kind == "organisation":
            gender = "f"
        if claim.where == "after" and claim.form.gender in "mf" and claim.form.number == "s":
            gender = claim.form.gender
        person = Person(phrase, kind, gender, number)
        person.bases = self.content_bases(phrase)
        person.last = self._surname(phrase)
        fuller = self._fuller(phrase) if kind == "person" and end - start <= 3 else None
        if fuller is not None:
            self._enrich(person, fuller)
            person.mentions.append(fuller)
        person.id = f"S{len(self.people) + 1}"
        return person

    def _looks_like_name(self, phrase: Phrase) -> bool:
        return all(self.letters[k] in "YKvSDL.(" for k in range(*phrase)) and not self.shape.form(
            phrase[0]
        ).word.endswith("ه")

    def _surname(self, phrase: Phrase) -> str:
        """The last word of the first run of name words."""
        run = ""
        for k in range(*phrase):
            if self.letters[k] in "YK" or (self.letters[k] == "D" and run):
                run = self.base(k)
            elif run and self.letters[k] != "(":
                break
        return run

    def _enrich(self, person: Person, phrase: Phrase) -> None:
        if phrase[1] - phrase[0] > person.name[1] - person.name[0] and self.letters[phrase[0]] != "d":
            person.name = phrase
            person.last = self._surname(phrase) or person.last
        person.bases |= self.content_bases(phrase)

    def _fuller(self, phrase: Phrase) -> Phrase | None:
        """Find a fuller naming of a short personal name elsewhere in the text."""
        shape, letters = self.shape, self.letters
        best: Phrase | None = None
        for k in self._occurrences(phrase[1] - 1):
            if phrase[0] <= k < phrase[1]:
                continue
            start = self._head_of(k)
            if start == k:
                continue
            end = max(k + 1, self.phrases.noun_phrase(start, min(len(letters), k + 12), "noun"))
            if end <= k or (shape.form(start).with_and and letters[start] == "Y"):
                continue
            if best is None or end - start > best[1] - best[0]:
                best = (start, end)
        return best if best and best[1] - best[0] > phrase[1] - phrase[0] else None

    def _occurrences(self, k: int) -> Iterator[int]:
        """The tokens of the text that are token `k`'s word, at most 40."""
        shape = self.shape
        word = shape.form(k).bare
        at = shape.text.find(word)
        for _ in range(40):
            if at < 0:
                return
            token = bisect_right(shape.starts, at) - 1
            if shape.starts[token] == at and shape.form(token).bare == word:
                yield token
            at = shape.text.find(word, at + len(word))

    def _head_of(self, k: int) -> int:
        """Return the leftmost title or given name from which one naming runs up to token `k`."""
        letters, shape = self.letters, self.shape
        best = start = k
        while start > 0 and k - start < LONGEST_NAMING:
            start -= 1
            c = letters[start]
            if start in self.phrases.quotes.opens and self.phrases.is_name_quote(self.phrases.quotes.opens[start]):
                start = self.phrases.quotes.opens[start]
                continue
            if c in NAMING_ENDS:
                break
            form = shape.form(start)
            if c in "TUY" and form.glued not in ("ب", "ك") and self.phrases.noun_phrase(start, k + 2) > k:
                best = start
            if form.with_and and c in "TUYO":
                break
        return best

    # -- unexpressed subjects ------------------------------------------------------------------

    def agrees(self, person: Person, claim: Claim) -> bool:
        """Tell whether a verb without a subject can go on with `person`."""
        form = claim.form
        if form.tense not in ("past", "present", "participle"):
            return True
        plural = form.number in "pd"
        if plural != (person.number in "pd"):
            if plural:
                return person.kind in ("unnamed", "organisation")
            return person.kind != "person" and form.gender == "f"
        if plural:
            return True
        return form.gender == "c" or form.gender == person.gender


def is_head(form: Form) -> bool:
    """Tell whether a word can head the naming of a speaker."""
    return form.letter in HEADS or form.letter in "YE"
