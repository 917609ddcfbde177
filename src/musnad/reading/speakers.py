"""Step 6a: namings. Which noun phrases of a text name the same speaker, and which is the fullest.

A short naming (surname, office, «المصدر», «المنظمة») finds the fuller one that holds its words, among the speakers and
elsewhere in the text; two full names whose given names differ stay two people.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice, takewhile
from string import ascii_letters

from musnad.reading.claims import Claim, Phrase
from musnad.reading.fuller_namings import NEAREST, FullerNamings
from musnad.reading.honours import NAMED_BEFORE, bearer, title_of
from musnad.reading.issuers import issuer
from musnad.reading.name_words import NameWords
from musnad.reading.phrases import SAME, THESE, Phrases
from musnad.reading.shapes import Shape

KIND = {
    "T": "person", "Y": "person", "U": "unnamed", "O": "organisation", "E": "organisation", "S": "organisation",
    "R": "document", "J": "media",
}  # fmt: skip
_TELL_WHO = frozenset(ascii_letters) - frozenset("mfaeocdh")
SHORT = 4  # tokens: longer namings are full already
PEOPLE_REMEMBERED = 100  # speakers that a naming is compared with, the last ones first
_FIELDS = frozenset((  # ministries by what they are for
    "الخارجيه", "الداخليه", "الدفاع", "الصحه", "الماليه", "العدل", "التعليم", "التربيه", "الزراعه", "النقل", "الاقتصاد",
))  # fmt: skip
_SPEAKS = frozenset(("متحدث", "متحدثه"))
_ONES_TEXTS = frozenset(("بيان", "برقيه", "رساله", "مقال", "كتاب", "تغريده", "خطاب", "نص", "وثيقه", "تصريح"))
MENTIONS_COMPARED = 20  # namings of one speaker that a title is looked for in


def _without_case(bases: Collection[str]) -> set[str]:
    """Return words without the case of a plural: «مسؤولين»، «المسؤولون»."""
    return {base[:-2] + "ين" if base.endswith("ون") else base for base in bases}


class Person:
    """A speaker in the making: the phrases that name it, its agreement, the words of its namings."""

    __slots__ = ("bases", "gender", "id", "kind", "last", "mentions", "name", "number", "searched")

    def __init__(self, name: Phrase, kind: str, gender: str, number: str) -> None:
        self.name, self.kind, self.gender, self.number = name, kind, gender, number
        self.mentions: list[Phrase] = []
        self.bases: set[str] = set()
        self.last = ""  # the surname
        self.id = ""
        self.searched = False


class SpeakerReader:
    """Resolves the namings of one text."""

    def __init__(self, shape: Shape, phrases: Phrases) -> None:
        self.shape, self.phrases, self.letters, self.forms = shape, phrases, shape.letters, shape.forms
        self.names = NameWords(shape)
        self.namings = FullerNamings(shape, phrases, self.names)
        self.people: list[Person] = []
        self.latest: Person | None = None  # who spoke last
        self.known_bases: dict[Phrase, frozenset[str]] = {}  # what phrases were asked for before
        self.honours, self.honorifics, self.selves = (shape.sets[name] for name in ("honour", "honorific", "self"))

    def recent(self) -> list[Person]:
        """Return the speakers met last, the last one first."""
        return self.people[: -PEOPLE_REMEMBERED - 1 : -1]

    def base(self, k: int) -> str:
        """Return token `k` without clitics and article."""
        return self.forms[k].stem

    def content_bases(self, phrase: Phrase) -> frozenset[str]:
        """Return the words of a phrase that tell who (no honorifics, no signs)."""
        bases = self.known_bases.get(phrase)
        if bases is None:
            honorifics = self.honorifics
            forms = self.forms[phrase[0] : phrase[1]]
            bases = frozenset([f.stem for f in forms if f.letter in _TELL_WHO and f.word not in honorifics])
            self.known_bases[phrase] = bases
        return bases

    def resolve(self, phrase: Phrase, claim: Claim) -> Person:
        """Return the speaker whom a source names, a new one where nobody known fits."""
        text, phrase = phrase, issuer(self.shape, phrase)
        if self.letters[phrase[0]] in "TYDK" and self.forms[phrase[0]].definite:
            inner = range(phrase[0] + 1, phrase[1])
            asides = (k for k in inner if self.letters[k] == "r" or (self.letters[k] == "-" and self._joins(k + 1)))
            aside = next(asides, phrase[1])
            phrase = phrase[0], aside - (self.letters[aside - 1] == ",")  # «الخطيب الذي وصل أمس»، «الخطيب - وهو …»
        if phrase[1] - phrase[0] > 1 and self.forms[phrase[0]].word in SAME and self.forms[phrase[0] + 1].definite:
            phrase = phrase[0] + 1, phrase[1]  # «نفس المصدر»
        known = self.find(phrase) or self._issued(text, phrase)
        if known is None:
            known = self.new(phrase, claim)
            self.people.append(known)
            if phrase[1] - phrase[0] == 1 and self.forms[phrase[0]].word in self.honours:
                self._name_before(known)
            else:
                self.search(known)
            known = self.as_known(known)
        else:
            self._enrich(known, phrase)
        known.mentions.append(text)
        self.latest = known
        if (
            text == phrase
            and claim.where == "after"
            and claim.form.gender in "mf"
            and claim.form.number == "s"
            and known.kind != "person"
        ):
            known.gender = claim.form.gender
        return known

    def as_known(self, person: Person) -> Person:
        """Return who spoke before by the naming that a new speaker's name was found in, else the new one."""
        known = next((one for one in self.recent()[1:] if one.name == person.name), person)
        if known is not person:
            self.people.pop()
            known.mentions += person.mentions
        return known

    def _joins(self, k: int) -> bool:
        """Tell a word with و: «الخطيب - وهو من السكان -»."""
        return k < len(self.forms) and self.forms[k].word.startswith("وه")

    def _issued(self, text: Phrase, issuer: Phrase) -> Person | None:
        """Return the text that spoke before and whose issuer is told now («تقرير … وبين التقرير الصادر عن المصرف»)."""
        if text == issuer or not self.forms[text[0]].definite:
            return None
        stem = self.base(text[0])
        known = next((one for one in self.recent() if one.kind == "document" and self.base(one.name[0]) == stem), None)
        if known is not None:
            known.name, known.kind = issuer, KIND.get(self.letters[issuer[0]], "organisation")
        return known

    def find(self, phrase: Phrase) -> Person | None:
        """Return the known speaker whom `phrase` names, or None."""
        start, end = phrase
        while end - start > 1 and self.forms[start].word in self.honorifics and self.letters[start + 1] in "TU":
            start += 1  # «معالي الوزير»
        while end - start > 2 and self.letters[start + 1] == "." and len(self.forms[start].word) < 3:
            start += 2  # «د. الخطيب»
        phrase, first = (start, end), self.forms[start]
        if end - start == 1 and first.word in self.honours:  # فضيلته، سموه
            return self._honoured(start)
        if end - start == 1 and first.word == THESE:
            return next((person for person in self.recent() if person.number == "p"), None)
        bases = self.content_bases(phrase) - self.selves
        if not bases:
            return None
        some = self.letters[start] == "U" or (self.letters[start] == "T" and first.number == "p" and end - start == 1)
        indefinite = some and not first.definite and end - start <= 6
        if indefinite and any(form.word in self.selves for form in self.forms[start:end]):
            indefinite = False
        recent = self.recent()
        for person in recent:
            if person.bases == bases or (first.number == "p" and _without_case(person.bases) == _without_case(bases)):
                if indefinite and not self._same_text(person.name, phrase):
                    return None
                return person
        if indefinite:
            return None
        for person in recent:
            if self._fits(person, bases, phrase):
                return person
        alone = end - start == 1 or (end - start == 2 and self.letters[start + 1] == "S")  # «البيان الهولندي»
        is_text = self.letters[start] == "R" and first.definite and alone and first.number != "p"
        if is_text and (whose := next((one for one in recent if self._is_text_of(one, first.stem)), None)):
            return whose
        if is_text and self.latest is not None and (self.latest.kind != "person" or first.stem in _ONES_TEXTS):
            return self.latest
        return self._same_as_last(phrase, bases)

    def _is_text_of(self, person: Person, stem: str) -> bool:
        """Tell «التقرير» behind «تقرير لمنظمة الصحة»."""
        return any(self.letters[first] == "R" and self.base(first) == stem for first, _ in person.mentions)

    def _honoured(self, at: int) -> Person | None:
        """Return who is spoken of with an honour («سموه») at a token: the last one who was named with it, else the last
        person, where nobody else was named with it before."""
        title = title_of(self.forms[at].word)
        people = [person for person in self.recent() if person.kind == "person"]
        named = next((person for person in people if self._is_called(person, title)), None)
        if named is not None or not people:
            return named
        other = bearer(self.shape, self.phrases, at)
        return people[0] if other is None else self.find(other)

    def _name_before(self, person: Person) -> None:
        """Name one who is spoken of with an honour only by the person named with it, or last, before it."""
        at = person.name[0]
        k = self.letters.rfind("Y", max(0, at - NAMED_BEFORE), at)
        found = bearer(self.shape, self.phrases, at) or (self.namings.around(k) if k >= 0 else None)
        if found is not None and found[1] <= at:
            person.mentions.append(person.name)
            person.name, person.bases, person.last = found, set(self.content_bases(found)), self.names.surname(found)

    def _is_called(self, person: Person, title: str) -> bool:
        phrases = (person.name, *person.mentions[:MENTIONS_COMPARED])
        return any(self.shape.word(k).startswith(title) for phrase in phrases for k in range(*phrase))

    def _same_as_last(self, phrase: Phrase, bases: frozenset[str]) -> Person | None:
        """«البرلماني الروسي»: a profession without a name is the last speaker, where what stands with it fits him."""
        head = self.forms[phrase[0]]
        last = self.latest
        if last is None or last.kind != "person" or head.noun is None or not head.definite:
            return None
        if "Y" in self.letters[phrase[0] : phrase[1]]:
            return last if self._is_named_now(phrase, last) else None
        if (head.noun.gender, head.noun.number) != (last.gender, last.number):
            return None
        if bases == {head.stem} and head.stem in _SPEAKS:  # «أكد الوزير سالم نور …. وأوضح المتحدث»: no spokesman's
            return None if any(head.stem in person.bases for person in self.people) else last
        if head.noun.role not in ("profession", "rank"):
            return None
        origin = set(self.letters[phrase[0] + 1 : phrase[1]]) == {"S"}  # «مدرب الفريق سالم نور …. وقال المدرب المغربي»
        if origin and [person for person in self.people if head.stem in person.bases] == [last]:
            return last
        lone = bases == {head.stem} and head.stem not in last.bases
        if lone and (self._is_in_office(last) or self._is_of_somebody(phrase[0], last)):
            return None  # «أكد اللواء سالم نور أن المتهم هرب. وأضاف المتهم»
        return last if bases - {head.stem} <= last.bases else None

    def _is_named_now(self, phrase: Phrase, last: Person) -> bool:
        """Tell «المتحدثة هدى منصور» behind «متحدثة باسم الوزارة»: one who spoke before she was named."""
        first, head = last.name[0], self.forms[phrase[0]]
        same = head.stem is self.forms[first].stem and not self.forms[first].definite and head.noun is not None
        unnamed = not any("Y" in self.letters[m[0] : m[1]] for m in (last.name, *last.mentions[:MENTIONS_COMPARED]))
        alike = head.noun is not None and (head.noun.gender, head.noun.number) == (last.gender, last.number)
        return same and unnamed and alike and self.letters[phrase[0] + 1] == "Y"

    def _is_in_office(self, person: Person) -> bool:
        noun = self.forms[person.name[0]].noun
        return noun is not None and noun.role in ("office", "rank")

    def _is_of_somebody(self, key: int, person: Person) -> bool:
        """Tell whether the word at token `key` stood before for somebody else than a speaker."""
        own = (person.name, *person.mentions[:MENTIONS_COMPARED])
        before = takewhile(lambda k: k < key, self.namings.same_stem(key))
        return any(not any(first <= k < end for first, end in own) for k in islice(before, NEAREST))

    def _fits(self, person: Person, bases: frozenset[str], phrase: Phrase) -> bool:
        start, end = phrase
        first = self.forms[start]
        if bases < person.bases and self._are_two(person.name):
            return False  # «باريس ولندن» is not London
        if bases <= person.bases:
            if end - start == 1 and person.kind == "person" and person.last == self.base(start) and first.definite:
                return True  # «كاظم الصيادي»، «الصيادي»: a surname that is a title too
            if first.letter in '<"' and person.kind != "person" and self._is_called_so(person, bases, phrase):
                return True  # «منظمة النهر الدولية»، ««النهر الدولية»»
            by_field = first.word in _FIELDS and person.bases - bases == {self.base(person.name[0])}
            if by_field and self.base(person.name[0]) == "وزاره":
                return True  # «وزارة الخارجية الكندية»، «الخارجية الكندية»
            if (end - start == 1 and first.letter not in "TUORJ") or (
                not first.definite and first.letter not in "TUORJ"
            ):
                return self._is_name(person, bases)
            if first.letter in "TORJU" and not self._heads(person, self.base(start)):
                return False
            return first.definite or (first.letter in "TO" and len(bases) > 1) or first.letter not in "TUORJ"
        if person.kind != "person":
            return False
        if len(bases) > len(person.bases) and person.bases <= bases:
            short = self.names.may_be_short_for(person.name, person.bases, phrase)
            return short and not self.names.are_of_two(person.name, phrase)
        if person.last and self.base(end - 1) == person.last and first.letter not in "OJRE":
            given = (bases - person.bases) & self.names.names(phrase)
            return (not given or len(bases & person.bases) > 1) and not self.names.are_of_two(person.name, phrase)
        return False

    def _is_called_so(self, person: Person, bases: frozenset[str], phrase: Phrase) -> bool:
        """Tell a name in marks that is all of an organisation's name but its head, or stands in marks there."""
        first, end = person.name
        if person.bases - bases == {self.base(first)}:
            return True
        words = [form.word for form in self.forms[phrase[0] + 1 : phrase[1] - 1]]
        marked = (k for k in range(first + 1, end) if self.letters[k] in '<"')
        return any(words and [f.word for f in self.forms[k + 1 : k + 1 + len(words)]] == words for k in marked)

    def _are_two(self, name: Phrase) -> bool:
        """Tell two states or capitals that «و» joins."""
        behind = range(name[0] + 1, name[1])
        return self.letters[name[0]] == "E" and any(self.letters[k] == "E" and self.forms[k].with_and for k in behind)

    def _heads(self, person: Person, base: str) -> bool:
        """Tell whether `base` heads a naming or, being a title, an apposition in it (not the نائب of «نائب الوزير»)."""
        for first, end in (person.name, *person.mentions[:MENTIONS_COMPARED]):
            if self.base(first) == base or (self.letters[first] == "d" and self.base(first + 1) == base):
                return True
            for k in range(first + 1, end):
                if self.letters[k] == "T" and self.base(k) == base and self.letters[k - 1] in "YKD,S)(":
                    return True
        return False

    def _is_name(self, person: Person, bases: frozenset[str]) -> bool:
        """A bare name fits a person by a name, not by any word of the title."""
        if person.kind != "person":
            return bases == person.bases or len(person.bases) <= 2
        return bool(bases & self.names.names(person.name)) or person.last in bases

    def _same_text(self, a: Phrase, b: Phrase) -> bool:
        return [self.shape.word(k) for k in range(*a)] == [self.shape.word(k) for k in range(*b)]

    def new(self, phrase: Phrase, claim: Claim) -> Person:
        """Make a speaker of `phrase`; the caller keeps it in `people`."""
        start, end = phrase
        form = self.forms[start]
        letter = self.letters[start + 1] if form.letter in 'd<"' and end - start > 1 else form.letter
        form = self.forms[start + 1] if form.letter in '<"' and end - start > 1 else form
        kind = KIND.get(letter, "person" if self._looks_like_name(phrase) else "organisation")
        if letter == "K" and "T" in self.letters[start + 1 : end]:
            kind = "person"  # «سترشكو بيرنيتش مدرب المنتخب»
        if letter in "DS" and "Y" in self.letters[start + 1 : end]:
            kind = "person"  # «المتنبئة الجوية هناء السعدي»
        if letter == "U" and form.definite and "Y" in self.letters[start + 1 : end]:
            kind = "person"
        gender, number = "m", "s"
        if form.noun is not None:
            gender, number = form.noun.gender, form.noun.number if form.noun.number in "sp" else "s"
        elif form.word.endswith("ه") and kind == "organisation":
            gender = "f"
        if claim.where == "after" and claim.form.gender in "mf" and claim.form.number == "s":
            gender = claim.form.gender
        elif claim.where in ("before", "relative") and claim.form.gender in "mf" and claim.form.number in "sp":
            gender, number = claim.form.gender, claim.form.number
        person = Person(phrase, kind, gender, number)
        person.bases = set(self.content_bases(phrase))
        person.last = self.names.surname(phrase)
        person.id = f"S{len(self.people) + 1}"
        return person

    def _looks_like_name(self, phrase: Phrase) -> bool:
        return (
            all(self.letters[k] in 'YKvSDL.(<>"' for k in range(*phrase))
            and not (self.forms[phrase[0]].word.endswith("ه") and not self._is_kin(phrase))
            and not self.forms[phrase[0]].definite
        ) or (self.letters[phrase[0]] in '<"' and self.letters[phrase[0] + 1] == "Y")

    def _is_kin(self, phrase: Phrase) -> bool:
        """Tell «ابنته ميساء»، «صديقه سالم»."""
        return self.forms[phrase[0]].bare.endswith("ه") and "Y" in self.letters[phrase[0] + 1 : phrase[1]]

    def _enrich(self, person: Person, phrase: Phrase) -> None:
        more = (phrase[1] - phrase[0]) - (person.name[1] - person.name[0])
        plain = more == 0 and self.forms[person.name[0]].glued == "ل" != self.forms[phrase[0]].glued
        named = self._is_named_now(phrase, person)
        if (more > 0 or plain or named) and self.letters[phrase[0]] not in 'd<"':  # «وزارة الصحة» before «لوزارة الصحة»
            person.name = phrase
            person.last = self.names.surname(phrase) or person.last
        person.bases |= self.content_bases(phrase)

    def search(self, person: Person) -> None:
        """Find the fullest naming in the text that holds the words of a new speaker's short one."""
        whole = phrase = person.name
        comma = self.letters.find(",", *phrase)
        if comma == phrase[0] + 2 and self.letters[phrase[0]] == "T" and self.letters[comma - 1] in "DK":
            phrase = phrase[0], comma  # «الدكتور الراوي، أستاذ القانون»
        if phrase[1] - phrase[0] > SHORT or not (person.kind == "person" or self.forms[phrase[0]].definite):
            return
        best = self.namings.fullest(phrase, self.content_bases)
        if best is not None:
            self._enrich(person, best)
            person.name = person.name if phrase == whole else best
            if self.letters[best[0]] in "TY" and self.letters[phrase[0]] in "DKE":
                person.kind = "person"  # by a surname that no list has
            person.mentions.append(best)
