"""Step 6a: where else in a text one is named, and how fully: a surname finds «وزير المال سالم الراوي»."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from musnad.reading.claims import Phrase
from musnad.reading.name_words import NameWords
from musnad.reading.objects import object_in
from musnad.reading.phrase_ends import LED_BY
from musnad.reading.phrases import Phrases
from musnad.reading.shapes import Shape

LONGEST_NAMING = 16  # tokens from the head of a naming to its surname
NAMING_ENDS = frozenset("./;:nNbBwWVPAMZxqkrzhGgtsc")
NEAREST = 12  # occurrences of a word that are looked at for a fuller naming


class FullerNamings:
    """Finds the namings of one text that hold the words of a shorter one."""

    def __init__(self, shape: Shape, phrases: Phrases, names: NameWords) -> None:
        self.shape, self.phrases, self.names = shape, phrases, names
        self.letters, self.forms = shape.letters, shape.forms

    def fullest(self, phrase: Phrase, bases_of: Callable[[Phrase], frozenset[str]]) -> Phrase | None:
        """Return the fullest naming in the text that holds the words of a short one, None where none does.

        Args:
            bases_of: returns the words of a phrase that tell who.
        """
        bases, best = bases_of(phrase), None
        for k in self._places(phrase):
            if phrase[0] <= k < phrase[1]:
                continue
            found = self.around(k)
            if found is None or not self._may_be_headed(phrase, found, k) or not self._adds(phrase, found):
                continue
            if self.letters[phrase[0]] in '<"' and self.letters[found[0]] in "TY":
                continue  # «نداء الأنهار» is not «مديرة قسم في «نداء الأنهار»»
            if not self.names.may_be_short_for(phrase, bases, found) or self._is_of_another(found, k):
                continue
            if best is not None and found[1] - found[0] <= best[1] - best[0]:
                continue
            if found[1] - found[0] > phrase[1] - phrase[0] and bases <= bases_of(found):
                best = found
        return best

    def _is_of_another(self, found: Phrase, k: int) -> bool:
        """Tell «كتاب للدكتور سالم الراوي»، «نادر بالرئيس سالم الراوي» from a naming of the one whose name is at `k`."""
        head = self.letters[found[0]]
        between = self.forms[found[0] + 1 : k + 1]
        if any((f.glued == "ب" and f.letter == "T") or f.word in LED_BY for f in between):
            return True  # «ائتلاف الوطن بزعامة سالم الراوي»
        return head in "KDR" and any(f.glued == "ل" and f.letter in "TY" for f in between)

    def _adds(self, phrase: Phrase, found: Phrase) -> bool:
        """Tell a fuller naming from a subject with its object: «شكر المدير الحضور»، «طالب تجار بمراجعة»."""
        first, head = self.forms[phrase[0]], self.forms[found[0]]
        if self.letters[phrase[0]] not in "TU" or phrase[1] - phrase[0] > 1:
            return True
        if first.number == "p" and not head.definite and self.letters[phrase[0]] == "T":
            return False
        added, last = self.letters[found[0] + 1 : found[1]], self.forms[found[1] - 1]
        return added != "D" or last.word.endswith(("ي", "ام", "يه", "امه")) or not head.definite

    def _may_be_headed(self, phrase: Phrase, found: Phrase, k: int) -> bool:
        """Tell whether `found` can be the fuller naming: the same head, or one before a proper name (شركة النهر)."""
        head, other = self.forms[phrase[0]], self.forms[found[0]]
        if head.letter == "E" and phrase[1] - phrase[0] == 1 and self.letters[k - 1] == "Y" and other.letter in "TY":
            return True  # a surname that is also a town's name
        if head.letter not in "ORJUE" or head.stem is other.stem:
            return True
        return (
            head.letter in "OJ"
            and head.noun is not None
            and head.noun.role not in ("head", "")
            and other.letter in "OJ"
        )

    def _places(self, phrase: Phrase) -> list[int]:
        """Return the tokens that have the word which tells most of `phrase`: its last name word, or its head."""
        start, end = phrase
        key = start
        for k in range(start, end):
            if self.letters[k] in "YK" or (self.letters[k] == "D" and k > start):
                key = k
        if self.letters[start] in "ORJU" and self.forms[start].definite:
            key = start
        return list(islice(self.same_stem(key), NEAREST))

    def same_stem(self, key: int) -> Iterator[int]:
        """Yield the tokens whose stem is that of token `key`, as it is spelt there."""
        text, starts = self.shape.text, self.shape.starts
        form = self.forms[key]
        stem = form.bare[-len(form.stem) :] if form.stem else ""
        at = text.find(stem) if stem else -1
        while at >= 0:
            k = self.shape.token_at(at)
            if self.forms[k].stem is form.stem:
                yield k
            at = text.find(stem, starts[k + 1])

    def around(self, k: int) -> Phrase | None:
        """Return the naming that token `k` stands in: from its leftmost title or given name to its end."""
        start = self._head_of(k)
        form = self.forms[start]
        if form.with_and and self.letters[start] == "Y":
            return None
        end = self.phrases.noun_phrase(start, len(self.letters), "noun", anyhow=True)
        end = object_in(self.shape, start, end) or end
        joined = (m for m in range(k + 1, end) if self.forms[m].with_and and self.letters[m] in "TY")
        end = next(joined, end)  # «الوزيرة هند الصافي والوزيرة منى الراشد»
        end = next((m for m in range(start + 2, end) if self.forms[m].word == "ب"), end)  # «المحافظ السابق بـ«…»»
        if self.letters[start] in "OJE":  # «لدى الأمم المتحدة السفيرة فلانة»
            person = (m for m in range(k + 1, end) if self.letters[m] == "T" and "Y" in self.letters[m:end])
            end = next(person, end)
        return (start, end) if end > k else None

    def _head_of(self, k: int) -> int:
        letters, forms, opens = self.letters, self.forms, self.phrases.quotes.opens
        best = start = k
        while start > 0 and k - start < LONGEST_NAMING:
            start -= 1
            c = letters[start]
            if start in opens and self.phrases.is_name_quote(opens[start]):
                start = opens[start]
                continue
            if c == "." and len(forms[start - 1].word) == 1:
                continue  # «د. سالم الراوي»
            if c in NAMING_ENDS:
                break
            form = forms[start]
            if (
                c in "TUYO"
                and not (c == "O" and form.bare.endswith(("ه", "ها", "هم")))  # «مكتبه»
                and not (c == "O" and form.occasion and not form.definite)  # «مؤتمر صحفي»
                and form.glued not in ("ب", "ك")
                and self.phrases.noun_phrase(start, len(letters), "noun") > k
            ):
                best = start
            if form.with_and and c in "TUYO":
                break
        return best
