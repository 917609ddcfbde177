"""Step 3b: headlines of the form «روسيا: الدول الغربية …»: a short noun phrase, a colon, what it says.

A headline stands in the first lines, and once more where a page repeats it at its foot («رابط الخبر بصحيفة …: »).
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.lexicon.compiling import CueForm, Entry
from musnad.reading.claims import Claim
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Shape

LONGEST = 15  # tokens up to the colon; longer ones are topics or verbs' own colons
LONGEST_LINE = 40  # tokens: longer lines are paragraphs
LINES = 3  # a site's name may stand above the headline
NEAR = 200  # tokens before and behind in which the bearer of a surname is looked for
DATELINE = 3  # tokens behind the colon of «المدينة: اسم المراسل», which says nothing
_HEADLINE = Entry("state", "neutral", ())
_FORM = CueForm("grammar/headline", "none")


class HeadlineReader:
    """Reads the headlines of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, repeated: int | None = None) -> None:
        """Args: repeated: where the page has its headline once more (the offset), None where it hasn't."""
        self.shape, self.quotes, self.phrases = shape, quotes, phrases
        self.letters, self.forms = shape.letters, shape.forms
        self.repeated = repeated

    def read(self) -> Iterator[Claim]:
        """Yield the claim of the headline, and that of the headline repeated at the foot."""
        letters, start = self.letters, 0
        for line in range(LINES):
            end = letters.find("/", start)
            if end < 0:
                break
            colon = letters.find(":", start, min(end, start + LONGEST))
            if colon > start and end - start < LONGEST_LINE:
                claim = self._read_line(start, colon, end, first=line == 0)
                if claim is not None:
                    yield claim
                break
            start = end + 1
        yield from self._further(start)
        yield from self._again()

    def _further(self, start: int) -> Iterator[Claim]:
        """Yield those of further lines that begin with a person and a colon (• فلان الفلاني: …)."""
        letters, forms = self.letters, self.forms
        while (start := letters.find("/", start) + 1) > 0:
            end = letters.find("/", start)
            end = len(letters) if end < 0 else end
            colon = letters.find(":", start, min(end, start + LONGEST))
            if colon < start + 2 or end - colon <= DATELINE + 1 or letters[colon + 1] in '<"':
                continue
            first = start
            while letters[first] in "_-*":
                first += 1
            named = "Y" in letters[first:colon] and (letters[first] in "TY" or first > start)
            if forms[first].glued or not (named or (first > start and self._is_named(first, colon))):
                continue
            claim = self._read_line(start, colon, end, first=True)
            if claim is not None and claim.addressee is None:
                yield claim

    def _again(self) -> Iterator[Claim]:
        if self.repeated is None or self.repeated >= len(self.shape.text):
            return
        start = self.shape.token_at(self.repeated)
        end = self.letters.find("/", start)
        end = len(self.letters) if end < 0 else end
        colon = self.letters.find(":", start, min(end, start + LONGEST))
        if colon > start:
            claim = self._read_line(start, colon, end, first=True)
            if claim is not None:
                yield claim

    def _read_line(self, start: int, colon: int, end: int, *, first: bool) -> Claim | None:
        letters, forms, phrases = self.letters, self.forms, self.phrases
        while start < colon and letters[start] in "_-*.":
            start += 1
        head = forms[start]
        if head.word in self.shape.sets["headline_topic"] or letters[start] == "#" or colon + 1 >= end:
            return None
        name_end = phrases.noun_phrase(start, colon, "colon")
        if name_end == start and head.glued and head.noun is None and not head.definite:
            name_end = phrases.noun_phrase(start + 1, colon, "colon") if start + 1 < colon else colon  # بلقاسم
        # «الحداد لسعيد: …», not «الأمين العام لحزب النهر: …»
        named = letters[start] in "DYK" or head.word in self.shape.sets["surname"]
        told = (k for k in range(start + 1, min(name_end, colon)) if forms[k].lone or (named and self._is_told(k)))
        to = next(told, colon)
        name_end = min(name_end, to)  # «فلان لـ فلان: …»
        addressee = name_end < colon and (phrases.is_press(name_end) or forms[name_end].lone or self._is_told(name_end))
        occasion = start < name_end < colon and letters[name_end] == "h" and letters[start] in "TYUOE"
        at_it = letters[name_end] == "f" and forms[name_end + 1].occasion  # «الحلو في عظة الأحد: …»
        occasion = occasion or (start < name_end < colon and at_it)
        if name_end == start or not (name_end == colon or addressee or occasion):
            return None
        if self._is_topic(start, name_end, colon):
            return None
        if not first and end - colon - 1 <= DATELINE:
            return None
        claim = Claim(colon, _FORM, _HEADLINE, "headline")
        claim.source, claim.where = (start, name_end), "before"
        if addressee:
            claim.addressee = (name_end, colon)
        claim.opener, claim.at, claim.content = "colon", colon, colon + 1
        return claim

    def _is_told(self, k: int) -> bool:
        """Tell «لسعيد»، «لوزير المال»: whom the one named before speaks to."""
        form = self.forms[k]
        name = form.letter == "K" and form.word[:1] == "ل" and form.word[1:] in self.shape.sets["also_names"]
        return (form.glued == "ل" and form.letter in "YTU") or name

    def _is_named(self, k: int, colon: int) -> bool:
        """Tell a surname by the given name before it elsewhere (ناصر نواصرة), not too far."""
        word, letters = self.forms[k].word, self.letters
        near = (*range(max(1, k - NEAR), k), *range(colon + 1, min(len(letters), colon + NEAR)))
        return any(letters[m - 1] == "Y" and self.forms[m].word == word for m in near)

    def _is_topic(self, start: int, end: int, colon: int) -> bool:
        """Tell a topic from a speaker: what can't speak, and a state with a mere happening behind it (سوريا: مقتل)."""
        head = self.forms[start]
        if " ".join(form.word for form in self.forms[start:end]) in self.shape.sets["full_names"]:
            return False  # «البيت الأبيض: …»
        if head.masdar:
            return True
        if not self.phrases.can_speak(start, end):
            surname = head.letter == "D" and end == start + 1
            if end == start + 1 and head.letter in "KD" and self._is_named(start, colon):
                return False
            return head.feminine or not (surname or head.letter in "K<\"'")
        behind = self.forms[colon + 1]
        if self.letters[start] in "ED" and end == start + 1 and behind.letter in "Vv" and not behind.with_and:
            return True  # «عدن: أكد المحافظ أن»: a dateline
        return self.letters[start] == "E" and end == start + 1 and behind.masdar
