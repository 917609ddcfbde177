"""Step 9: where a text calls somebody or something by a name or an epithet of labels.yaml.

`label_spans.py` says how far such a mention reaches. Mentions never overlap: of two the one that begins first is kept,
the longer of those («زعيم تنظيم القاعدة» is one of a ruler, not two).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from musnad.lexicon.compiling import LabelEntry, LabelForm
from musnad.reading.label_spans import LabelSpans
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import LabelStart, Shape

SO_CALLED, ALLEGED = "labels/ma_yusamma", "labels/al_mazum"
NAMED_BEHIND = 3  # tokens from «ما يسمى» to the name: a preposition, a mark, the name
MOST_ADJECTIVES = 2  # that «…» in a form stands for
_OPENS = frozenset("<\"'(")
_BRIDGE = frozenset(("ب", "به", "بها", "عليه", "باسم", "اسم"))  # between «ما يسمى» and the name
_PLURAL = ("ون", "ين")


class Mention(NamedTuple):
    """A label as tokens: [first, end), how many letters glued to its first word are no part of it, its entry.

    `tail` is where what is said behind the epithet begins; `distance` the key of what holds it at arm's length.
    """

    first: int
    end: int
    cut: int
    entry: LabelEntry
    tail: int
    distance: str = ""
    marked: bool = False


class LabelReader:
    """Finds the labels of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases) -> None:
        self.shape, self.letters, self.forms, self.quotes = shape, shape.letters, shape.forms, quotes
        self.spans = LabelSpans(shape, quotes, phrases, self)
        self.entries = shape.lexicon.labels
        self.heads: dict[tuple[str, str], Mention] = {}  # family and stem of the first word → the last one so far
        self.men = shape.sets["label_man"]
        self.alleged = shape.sets["label_alleged"]
        self.size = len(shape.letters)

    def find(self, callers: Iterable[int]) -> list[Mention]:
        """Return the mentions that call somebody something, in reading order.

        Args:
            callers: the tokens that a label may begin with, in reading order.
        """
        found: list[Mention] = []
        past = 0
        forms, last, closes, alleged = self.forms, self.size - 1, self.quotes.closes, self.alleged
        for i in callers:
            longer = forms[i].longer
            # Most words that begin a label begin longer ones alone: «دول» is none without what it governs
            if longer is not None and (i == last or (forms[i + 1].word not in longer and i + 1 not in closes)):
                continue
            if found and forms[i].word in alleged and found[-1].tail <= i + 1 and i <= found[-1].end:
                found[-1] = self._held_off(found[-1], i)
                past = found[-1].end
            if i < past:
                continue
            mention = self.at(i)
            if mention is not None:
                found.append(mention)
                past = mention.end
                head = self.forms[mention.first]
                self.heads[(mention.entry.family, stem_of(head.word[mention.cut :]))] = mention
        return found

    def at(self, i: int, *, known: bool = False) -> Mention | None:
        """Return the label that begins at token `i`.

        Args:
            known: what stands before it says that it is one («ما يسمى»), so that it needs no company.
        """
        for row, cut in self._starts(i):
            tail = self._match(i, row) if len(row.words) > 1 else i + 1
            if not tail:
                continue
            entry = self.entries[row.key]
            if row.key == SO_CALLED:
                return self._so_called(i - (row.words[0] == "ما"), tail, entry)
            if row.key == ALLEGED:
                continue  # it stands behind the name: `_held_off`
            has_company = known or row.enough or self._has_company(i, tail, cut, entry)
            if has_company and not self._is_against(i, tail, cut, entry):
                end = self.spans.end(i, tail, entry)
                marked = i > 0 and i - 1 in self.quotes.closes and self._is_marked(i, end)
                return Mention(i, end, cut, entry, tail, marked=marked and not entry.proper)
        return None

    # -- one form ------------------------------------------------------------------------------

    def _starts(self, i: int) -> tuple[LabelStart, ...]:
        """Return the forms whose first two words may stand at token `i`, longer ones first."""
        calls = self.forms[i].calls
        if calls is None:
            return ()
        alone, longer, gapped = calls
        if not (longer or gapped):
            return alone
        k = i + 1
        k += k in self.quotes.closes
        if k >= self.size:
            return alone
        starts = longer.get(self.forms[k].word, ())
        if gapped and self.letters[k] in "SDEO":
            starts += gapped
        return starts + alone if starts else alone

    def _match(self, i: int, row: LabelForm) -> int:
        """Return the token behind the words of a form whose first one is token `i`; 0 where they aren't there."""
        words, k, opened = row.words, i + 1, -1
        if words[0] == "ما":
            if i == 0 or not self.forms[i - 1].word.endswith("ما") or len(self.forms[i - 1].word) > 4:
                return 0
            words = words[1:]
        gap = False
        for word in words[1:]:
            if word == "…":
                gap = True
                continue
            if k < self.size and k in self.quotes.closes and opened < 0:
                opened, k = k, k + 1
            steps = MOST_ADJECTIVES if gap else 0
            while steps and k < self.size and self.forms[k].word != word and self.spans.is_adjective(k):
                k, steps = k + 1, steps - 1
            if k >= self.size or self.forms[k].word != word:
                return 0
            k, gap = k + 1, False
        return k + (opened >= 0 and self.quotes.closes[opened] == k < self.size)

    def _is_marked(self, i: int, end: int) -> bool:
        """Tell whether marks of quotation stand round tokens [i, end) and nothing else."""
        return i > 0 and self.quotes.closes.get(i - 1) == end and end in self.quotes.opens

    def _is_against(self, i: int, tail: int, cut: int, entry: LabelEntry) -> bool:
        """Tell whether what stands beside a form says that it is another word, or a part of another name."""
        before = i - 1 if i and self.letters[i - 1] not in _OPENS else i - 2
        last = self.forms[before].word if before >= 0 else ""
        if entry.not_after and (last in entry.not_after or last[1:] in entry.not_after):
            return True
        alone = entry.describes and not cut and tail == i + 1 and before == i - 1 and before >= 0
        if alone and self._describes(before, i) and not self.spans.names(tail):
            return True
        if tail >= self.size or not (entry.not_before or entry.not_before_two):
            return False
        word, glued = self.forms[tail].word, self.forms[tail].glued
        if word in entry.not_before or (glued and glued in entry.not_before):
            return True
        behind = self.shape.word(min(tail + 1, self.size - 1)) if entry.not_before_two else ""
        return (word, behind) in entry.not_before_two

    def _describes(self, before: int, i: int) -> bool:
        """Tell whether token `i` is an adjective of the noun before it: it agrees in all that words show."""
        noun, form = self.forms[before], self.forms[i]
        if noun.letter not in "KDOUTEJSYRMI" or (noun.glued == "" and noun.letter in "Y"):
            return False
        definite = form.word.startswith("ال")
        if definite != (noun.definite or noun.word.startswith(("ال", "لل"))):
            return False
        if form.word.endswith(_PLURAL):
            return noun.word.endswith(_PLURAL) or noun.word in self.men
        if form.word.endswith("ه"):
            return True  # a broken plural may stand before it
        return not noun.word.endswith(("ه", "ات", *_PLURAL)) and noun.letter != "#"

    def _has_company(self, i: int, tail: int, cut: int, entry: LabelEntry) -> bool:
        """Tell whether what a form needs to be a label stands by it (`needs` of the entry)."""
        needs = entry.needs
        if "nisba" in needs and self.spans.is_nisba(tail):
            return True
        if "name" in needs and self.spans.names(tail):
            return True
        if "state" in needs and self.spans.is_state(tail):
            return True
        if "label" in needs and tail < self.size and self.at(tail) is not None:
            return True
        if "again" in needs and (entry.family, stem_of(self.forms[i].word[cut:])) in self.heads:
            return self.forms[i].word[cut:].startswith("ال") or self.forms[i].word.startswith("لل")
        return "marks" in needs and self._is_marked(i, tail)

    # -- held at arm's length ------------------------------------------------------------------

    def _so_called(self, first: int, tail: int, entry: LabelEntry) -> Mention | None:
        """«ما يسمى الجيش الحر»: what stands behind is a label, whatever it needs elsewhere."""
        for k in range(tail, min(tail + NAMED_BEHIND, self.size)):
            inner = self.at(k, known=True) if self.forms[k].calls else None
            if inner is not None:
                end = inner.end
                if end in self.quotes.opens and first < self.quotes.opens[end]:
                    end += 1
                cut = int(self.forms[first].word not in ("ما",) and self.forms[first].with_and)
                return inner._replace(first=first, end=end, cut=cut, distance=entry.epithet, marked=False)
            if self.letters[k] not in _OPENS and self.forms[k].word not in _BRIDGE:
                return None
        return None

    def _held_off(self, mention: Mention, i: int) -> Mention:
        """«الخليفة المزعوم»: the adjective at token `i`, in a label or right behind it, is what holds it off."""
        return mention._replace(end=max(mention.end, i + 1), distance=self.entries[ALLEGED].epithet)


def place_of(shape: Shape, mention: Mention) -> tuple[int, int]:
    """Return the offsets of a mention without what is glued before its first word."""
    text, start = shape.text, shape.starts[mention.first]
    if not mention.cut:
        return start, shape.end(mention.end - 1)
    for _ in range(mention.cut):
        start += 1
        while (start < len(text) and "\u064b" <= text[start] <= "\u0652") or text[start] == "\u0640":
            start += 1
    return start, shape.end(mention.end - 1)


def stem_of(word: str) -> str:
    """Return a folded word without its article: what two mentions have alike."""
    return word[2:] if word.startswith(("ال", "لل")) else word
