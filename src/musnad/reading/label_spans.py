"""How far a label reaches: adjectives, whoever is named behind it, whom it stands with, and what leans on it.

«الميليشيات الحوثية المدعومة من إيران», «رئيس النظام السوري بشار الأسد», «قوات حفتر», «الجيش والقوى الحليفة والرديفة».
It works on letters and endings alone: a label's phrase is short, and what is in doubt stays out of it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from musnad.arabic.letters import fold
from musnad.lexicon.compiling import LabelEntry
from musnad.lexicon.entities import entity_catalogue
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Shape

if TYPE_CHECKING:
    from musnad.reading.label_mentions import LabelReader

LONGEST = 16  # tokens of a label
LONGEST_NAME = 8  # tokens
LONGEST_QUOTE = 5  # tokens between marks that still are a name behind a label («الدولة الإسلامية»)
_NISBA_ENDS = ("ي", "يه", "يين", "يون", "يتين", "يتان")
_SONS = frozenset(("بن", "ابن", "بنت", "ال", "ابو", "ابي", "ام", "عبد", "بو", "ولد", "الدين", "العابدين"))
_ORDINALS = frozenset(["الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن"])
_HEADS = frozenset(  # words that a form may end with and still wait for the name
    ("تنظيم", "جماعه", "حركه", "حزب", "ميليشيا", "ميليشيات", "مليشيا", "مليشيات", "كتائب")
)
_ASKS = {"محسوب": "علي", "مدعوم": "من", "منتمي": "الي", "متحالف": "مع"}  # a participle's preposition, elsewhere glued ل
_HIM = frozenset(("له", "لها", "لهم", "معه", "معها", "معهم", "لهما"))
_NO_SURNAME = frozenset(("امس", "اليوم", "غدا", "كلمه", "خطابا", "زياره", "هنا", "مساء", "صباح", "ظهر", "له", "لها"))


@lru_cache(maxsize=1)
def public_names() -> tuple[frozenset[str], dict[tuple[str, str], list[tuple[str, ...]]]]:
    """Return how public figures are called: names of one word, and longer ones by their first two, longest first."""
    alone: set[str] = set()
    longer: dict[tuple[str, str], set[tuple[str, ...]]] = {}
    for entity in entity_catalogue().entities.values():
        for name in (*entity.names, *entity.short) if entity.kind == "person" else ():
            words = tuple(map(fold, name.split()))
            if len(words) == 1:
                alone.add(words[0])
            else:
                longer.setdefault(words[:2], set()).add(words)  # type: ignore[arg-type]
    return frozenset(alone), {key: sorted(names, key=lambda n: (-len(n), n)) for key, names in longer.items()}


class LabelSpans:
    """Ends the labels of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases, reader: LabelReader) -> None:
        self.letters, self.forms, self.quotes = shape.letters, shape.forms, quotes
        self.size = len(shape.letters)
        self.reader, self.phrases = reader, phrases
        self.known: dict[int, int] = {}  # ends of names read before
        sets = shape.sets
        self.adjectives, self.leaning = sets["label_adjective"], sets["label_leaning"]
        self.with_object, self.titles, self.pairs = sets["label_with_object"], sets["label_title"], sets["label_pair"]
        self.plurals, self.nouns = sets["label_plural"], sets["label_noun"]

    def end(self, first: int, tail: int, entry: LabelEntry) -> int:
        """Return where the label ends whose form is tokens [first, tail)."""
        k = self._phrase(first, tail, entry)
        while k - first < LONGEST and k < self.size and self.forms[k].with_and:
            joined = self._joined(first, k)
            if joined == k:
                break
            k = joined
        return min(k, first + LONGEST)

    def _phrase(self, first: int, tail: int, entry: LabelEntry) -> int:
        k = self._adjectives(tail, first)
        is_open = (tail == first + 1 and not entry.proper) or self.forms[tail - 1].word in _HEADS
        if k == tail and is_open and self._governs(tail - 1):
            k = self._adjectives(self._complement(tail), first)
        is_one = not self.forms[first].word.endswith(("ون", "ين", "ات"))
        if entry.family in ("ruler", "the_dead") or (entry.describes and is_one and self.letters[k : k + 1] == "Y"):
            k = self._whole_name(k)
            k = self._adjectives(k, first) if k > tail else k
        return self._clause(k)

    # -- adjectives ----------------------------------------------------------------------------

    def is_adjective(self, k: int, head: int = -1) -> bool:
        """Tell whether token `k` is an adjective of what stands before it, or of the noun at token `head`."""
        if not 0 < k < self.size:
            return False
        form, before = self.forms[k], self.forms[k - 1]
        if form.glued or form.letter not in "SDKOUIZvAYE":
            return False
        definite = form.definite or form.word.startswith("ال")
        stem = form.base[2:] if form.base.startswith("ال") else form.base
        if stem in self.adjectives or form.letter == "S" or self.is_nisba(k):
            if form.base.endswith("يه") and not (
                self._takes_feminine(k - 1) or (head >= 0 and self._takes_feminine(head))
            ):
                return False
            return definite or not self._is_definite(k - 1) or before.letter == "Y"
        is_like = definite and form.letter in "DO" and len(stem) > 4 and stem.endswith(_NISBA_ENDS)
        return is_like and not form.bare.endswith("ى") and stem not in self.nouns and self._agrees(k)

    def _is_definite(self, k: int) -> bool:
        return self.forms[k].definite or self.forms[k].word.startswith("ال")

    def _takes_feminine(self, k: int) -> bool:
        """Tell whether a feminine adjective may stand behind token `k`: a feminine, or a plural of things."""
        form = self.forms[k]
        stem = form.base.removeprefix("ال")
        ends_so = form.base.endswith(("ه", "ات", "اء", "ا", "ي"))
        return ends_so or stem in self.plurals or form.letter in "Y>" or form.feminine

    def _agrees(self, k: int) -> bool:
        """Tell whether token `k` has the ending of the word before it, as an adjective has."""
        noun, form = self.forms[k - 1], self.forms[k]
        if not self._is_definite(k - 1):
            return False
        if form.base.endswith("ه"):
            return noun.base.endswith(("ه", "ات", "ا", "ي"))
        return not noun.base.endswith(("ه", "ات"))

    def _adjectives(self, k: int, head: int = -1) -> int:
        start = k
        while k < self.size and self.is_adjective(k, head):
            is_second = k > start or self._stem(k - 1) in self.adjectives
            if self.forms[k].with_and and not (is_second and self.forms[k].base[-1:] == self.forms[k - 1].base[-1:]):
                break  # «الحليفة والرديفة» are two of one noun, «الحوثية والمخلوع» are not
            k += 1
        return k

    # -- whoever stands behind it --------------------------------------------------------------

    def _governs(self, k: int) -> bool:
        """Tell whether the noun at token `k` may stand before another one: it has no article, no ending of its own."""
        form = self.forms[k]
        return not (
            self._is_definite(k) or form.letter in "SYEL>\"'" or form.word.endswith(("ون", "ين", "ان", "نا"))
            or form.bare.endswith(("\u064b", "ًا")) or form.letter == "I"
        )  # fmt: skip

    def _complement(self, k: int) -> int:
        """Return the end of the noun at token `k` that ends a construct: «قوات حفتر», «ميليشيات الحوثي»."""
        if k >= self.size:
            return k
        form = self.forms[k]
        close = self.quotes.closes.get(k)
        if close is not None and close in self.quotes.opens and close - k - 1 <= LONGEST_QUOTE:
            return close + 1
        if form.glued or form.with_and:
            return k
        if form.calls:
            inner = self.reader.at(k, known=True)
            if inner is not None:
                return inner.end
        if form.letter == "Y":
            return self.names(k) or k + 1
        if form.letter in "OEUJT" or (form.letter == "D" and form.definite):
            return k + 1
        return k + 1 if self._is_surname(k) else k

    def names(self, k: int) -> int:
        """Return the end of the personal name at token `k`, with titles before it; 0 where none stands there."""
        end = self.known.get(k)
        if end is None:
            end = self.known[k] = self._name_at(k)
        return end

    def _name_at(self, k: int) -> int:
        start = k
        while k < self.size and (self.forms[k].word in self.titles or (self.letters[k] == "." and k > start)):
            k += 1
        if k >= self.size or self.forms[k].with_and or self.forms[k].glued:
            return 0
        known = self._public_name(k)
        is_son = k + 1 < self.size and self.forms[k + 1].word == "بن"
        if not (known > k or self.letters[k] == "Y" or is_son or self._is_surname(k)):
            return 0
        if not (known > k or self.letters[k] == "Y" or is_son):
            return k + 1  # a surname: no given name follows it
        given, k = (2, known) if known > k else (1, k + 1)
        while k < self.size:
            form = self.forms[k]
            last = self.forms[k - 1].word
            if form.with_and or (form.glued and form.letter != "Y") or form.word in _NO_SURNAME:
                break
            if form.letter == "Y" or form.word in _SONS or last in _SONS or self._is_gods(k):
                given += form.word not in _SONS
            else:
                may_end = form.letter in "KDO" and (given < 2 or form.letter == "D") and self._may_end_name(k)
                return k + (may_end or form.word in _ORDINALS)
            k += 1
        return k

    def _whole_name(self, k: int) -> int:
        """Return the end of the personal name at token `k` with what no list knows of it («كيم جونغ أون»)."""
        end = self.names(k)
        if not end:
            return k
        if end >= self.size or self.letters[end] not in "YK" or self._opens_more(end):
            return end
        limit = self.phrases.noun_phrase(k, min(self.size, k + LONGEST_NAME), anyhow=True)
        while end < limit and self.letters[end] in "YK" and not self._opens_more(end):
            end += 1
        return end

    def _opens_more(self, k: int) -> bool:
        form = self.forms[k]
        return form.with_and or bool(form.glued) or form.masdar or form.occasion or form.word in _NO_SURNAME

    def _is_surname(self, k: int) -> bool:
        form = self.forms[k]
        return form.word in public_names()[0] and not form.masdar

    def _is_gods(self, k: int) -> bool:
        """«نصر الله», «حسب الله»: the second part of a name, and the word before it."""
        return any(form.word == "الله" for form in self.forms[k : k + 2])

    def _public_name(self, k: int) -> int:
        """Return the end of a public figure's full name that begins at token `k`; `k` where there is none."""
        pair = (self.forms[k].word, self.forms[k + 1].word) if k + 1 < self.size else ("", "")
        for name in public_names()[1].get(pair, ()):
            if all(form.word == word for form, word in zip(self.forms[k : k + len(name)], name, strict=False)):
                return min(k + len(name), self.size)
        return k

    def _may_end_name(self, k: int) -> bool:
        """Tell whether an unknown word behind a name is its end: a surname that is known, or one by its ending."""
        form = self.forms[k]
        if form.masdar or form.occasion:
            return False
        if self._is_surname(k):
            return True
        return form.letter in "DK" and form.word.endswith("ي") and self.letters[k - 1] == "Y" and len(form.word) > 4

    def is_nisba(self, k: int) -> bool:
        """Tell whether token `k` says of which state, people or faith the noun before it is."""
        if not 0 < k < self.size:
            return False
        form = self.forms[k]
        if form.glued or form.with_and:
            return False
        is_capital = form.letter == "E" and form.word.startswith("ال") and form.word.endswith("يه")  # السورية
        return (form.letter == "S" or is_capital) and self._is_definite(k) == self._is_definite(k - 1)

    def is_state(self, k: int) -> bool:
        """Tell whether token `k` is the name of a state."""
        if k >= self.size or self.forms[k].glued or self.forms[k].with_and or self.letters[k] != "E":
            return False
        noun = self.forms[k].noun
        return noun is not None and noun.role == "state"

    # -- what hangs on it ----------------------------------------------------------------------

    def _clause(self, k: int) -> int:
        """«المدعومة من إيران», «الموالية للرئيس هادي»: take along what a participle at the end asks for."""
        if k >= self.size or self._stem(k - 1) not in self.with_object:
            return k
        form, start = self.forms[k], k
        stem = self._stem(k - 1)
        asked = next((word for root, word in _ASKS.items() if stem.startswith(root)), "")
        if asked and form.word == asked and k + 1 < self.size:
            k += 1
        elif form.glued != "ل" or form.with_and:
            return k
        if k > start and (self.forms[k].glued or self.forms[k].with_and):
            return start
        if self.forms[k].calls:
            inner = self.reader.at(k, known=True)
            if inner is not None:
                return inner.end
        if self.letters[k] not in "OEUYTDJ":
            return start
        behind = self._adjectives(k + 1)
        return self.names(behind) or behind if self.letters[k] in "TY" else behind

    def _stem(self, k: int) -> str:
        base = self.forms[k].base
        return base[2:] if base.startswith("ال") else base

    def _joined(self, first: int, k: int) -> int:
        """Return the end of a noun behind و at token `k` that leans on the label; `k` where it stands for itself.

        «والقوى الحليفة والرديفة», «والمجموعات الإرهابية الأخرى» are said from what stands before them, and of two names
        behind a dual neither stands alone.
        """
        behind = self._adjectives(k + 1)
        if any(self._stem(n) in self.leaning for n in range(k + 1, behind)):
            if behind < self.size and self.forms[behind].word in _HIM:
                return behind + 1
            stands_alone = self._clause(behind) > behind or self.forms[min(behind, self.size - 1)].glued == "ل"
            return k if stands_alone else behind
        if self.forms[first].base in self.pairs and self.forms[first].word.endswith(("ي", "ا")) and len(
            self.forms[first].base
        ) > 3 and not self.forms[first].base.endswith("يا"):
            inner = self.reader.at(k, known=True) if self.forms[k].calls else None
            if inner is not None:
                return inner.end
            return self.names(k) or k
        return k
