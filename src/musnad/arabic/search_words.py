"""Words as search compares them: one function for what is written and for what is asked.

`words` cuts a text into folded words, whichever side it comes from. What is written also has `readings`: what is left
of a word without its glued conjunction (و، ف), preposition (ب، ك، ل) and article, and without the alif of tanwin. What
is asked has one form, `asked`: as typed, without its article. The two meet where the form is the word or one of its
readings, so a word that is asked for is never cut where its own letters look like clitics: فيروس stays فيروس, and finds
بالفيروس because that one reads so. `skeleton` is what two words that meet have in common, for indexes of sequences.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from musnad.arabic.letters import JOINERS, MARK_RANGES, fold
from musnad.arabic.memo import Memo

LONGEST = 64  # letters of a word that are compared; no Arabic word comes near, hostile text does
_TOKEN = re.compile(f"[\\w\u0300-\u036f{MARK_RANGES}{JOINERS}]+")
_WORD = re.compile(r"\w+")
_ABD = re.compile(r"([وفبكل]{0,2}عبد)(ال\w{2,})")
_WHOLE = frozenset(
    ("الله", "الذي", "التي", "الان", "الاف")
)  # begin with no article, and two letters behind it are a word
_LEFT, _LEFT_OF_ARTICLE = 3, 2  # letters that stay of a word without a clitic; behind an article two are a word (الأب)


class Written(NamedTuple):
    """A word of a text: where it stands, in code points, and its folded spelling."""

    start: int
    end: int
    word: str


def written(text: str) -> list[Written]:
    """Return the words of a text with their places; عبدالله is two words in one place."""
    return [Written(*m.span(), word) for m in _TOKEN.finditer(text) for word in _of_token(m[0])]


def tokens(text: str) -> list[str]:
    """Return what `words` makes words of, as it is written."""
    return _TOKEN.findall(text)


def words(text: str) -> list[str]:
    """Return the folded words of a text, written or asked."""
    return list(chain.from_iterable(map(_of_token, tokens(text))))


def key(name: str) -> str:
    """Return the key of a name: folded, marks left out, عبدالله written as عبد الله."""
    return " ".join(words(name))


def _cut(token: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in _WORD.findall(fold(token).casefold()):
        compound = _ABD.fullmatch(word)
        found += (part[:LONGEST] for part in (compound.groups() if compound else (word,)))
    return tuple(found)


_of_token = Memo(_cut).__getitem__


@lru_cache(1 << 17)
def readings(word: str) -> frozenset[str]:
    """Return what a folded word may be besides itself: without clitics, without the alif of tanwin.

    Three letters are left at least, two behind an article.
    """
    found: set[str] = set()
    for plain in (word, word[1:]) if word[:1] in ("و", "ف") else (word,):
        found.add(plain)
        if plain[:1] in ("ب", "ك", "ل"):
            found.add(plain[1:])
        if plain[:2] == "لل":  # the article's alif is left out behind ل; before ل its own ل is too: للجنة
            found |= {"ا" + plain[1:], "ال" + plain[1:]}
    found = {form for form in found if len(form) >= _LEFT}
    defined = {form for form in found if form[:2] == "ال" and len(form) >= _LEFT_OF_ARTICLE + 2 and form not in _WHOLE}
    found |= {form[2:] for form in defined}
    found |= {form[:-1] for form in found if form[-1] == "ا" and len(form) > _LEFT}
    return frozenset(form for form in found if form != word and asked(form) == form)


@lru_cache(1 << 12)
def asked(word: str) -> str:
    """Return the form by which a folded word is looked for: without its article where three letters are left."""
    return word[2:] if word[:2] == "ال" and len(word) >= _LEFT + 2 else word


def meets(word: str, form: str) -> bool:
    """Tell whether a written word is found by a form that is asked for."""
    return word == form or form in readings(word)


@lru_cache(1 << 17)
def skeleton(word: str) -> str:
    """Return what a word shares with every form that finds it: all letters at its edges that could be clitics gone.

    Too coarse to find by (ولد and بلد share theirs), but equal wherever `meets` holds.
    """
    bare = word.rstrip("ا").lstrip("وفبكلا")
    return bare or "ا"
