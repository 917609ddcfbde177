"""Step 6a, what it rests on: which words of a naming are a personal name, and which are words of a title."""

from __future__ import annotations

from musnad.reading.claims import Phrase
from musnad.reading.shapes import Shape


class NameWords:
    """Tells the name in the namings of one text."""

    def __init__(self, shape: Shape) -> None:
        self.letters, self.forms = shape.letters, shape.forms

    def names(self, phrase: Phrase) -> set[str]:
        """Return the words of a personal name: the run from its given name on, else its last indefinite words.

        A name that stands before a title is no word of the title: «كارل فوغن، مدير برامج نورد موتور».
        """
        letters, forms = self.letters, self.forms
        start, end = phrase
        given = start if letters[start] == "K" and "T" in letters[start:end] else letters.find("Y", start, end)
        if given < 0:
            last = end
            while last > start and letters[last - 1] in "Kv" and not forms[last - 1].definite:
                last -= 1
            if last == start + 1 and letters[start] == "T" and not forms[start].definite:
                return set()  # «مدير برامج نورد موتور»
            return {forms[k].stem for k in range(last, end)}
        names: set[str] = set()
        for k in range(given, end):
            if letters[k] not in "YKvD.":
                break
            names.add(forms[k].stem)
        return names

    def listed(self, phrase: Phrase) -> list[str]:
        """Return the name words of a phrase in their order, also those of a second name."""
        letters = self.letters
        return [
            self.forms[k].stem
            for k in range(*phrase)
            if letters[k] in "YK" or (letters[k] == "D" and k > phrase[0] and letters[k - 1] in "YK")
        ]

    def surname(self, phrase: Phrase) -> str:
        """Return the last word of the first run of name words."""
        run = ""
        for k in range(*phrase):
            if self.letters[k] in "YK" or (self.letters[k] == "D" and run):
                run = self.forms[k].stem
            elif run and self.letters[k] != "(":
                break
        return run

    def may_be_short_for(self, phrase: Phrase, bases: frozenset[str] | set[str], found: Phrase) -> bool:
        """Tell «فوغن» from «نورد موتور», for «كارل فوغن، مدير برامج نورد موتور»."""
        return self.letters[phrase[0]] != "K" or self.letters[found[0]] not in "TYK" or bases <= self.names(found)

    def are_of_two(self, one: Phrase, other: Phrase) -> bool:
        """Tell two full personal names whose given names differ."""
        a, b = self.listed(one), self.listed(other)
        return len(a) > 1 and len(b) > 1 and a[0] != b[0] and b[0] not in a and a[0] not in b
