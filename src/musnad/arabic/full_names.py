"""Spellings of full names: which two are of one name, and into which words a name falls.

Conservative: a middle name may be missing, never be another; a son is not his father; one word is not a full name.
Titles are no part of a name: whoever calls takes them off.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from musnad.arabic.latin_names import is_arabic, latin_keys
from musnad.arabic.letters import JOINERS, MARK_RANGES, fold
from musnad.arabic.spelling_keys import LONGEST, Spelling, near_word, same_word, spelling

MOST = 16  # words of a name that are compared; those of a royal house have about ten
_TOKEN = re.compile(f"[\\w\u0300-\u036f{MARK_RANGES}{JOINERS}]+")
_TURNED = re.compile("([^،,]*[^،,\\s][^،,]*)[،,]([^،,]*[^،,\\s][^،,]*)")  # surname, given name
_SON = frozenset(("بن", "ابن", "بنت", "ابنه", "bin", "ben", "ibn", "bint"))
# آل, a house and no article where it stands apart; in Latin letters the article as it is said.
_HOUSE = frozenset(
    ("ال", "al", "el", "as", "es", "ar", "er", "an", "en", "ad", "ed", "at", "et", "az", "ez", "ash", "esh", "ach")
)
_FATHER = {"ابي": "ابو", "ابا": "ابو"}
_OPEN_ARABIC = ("ابو", "بو", "ام", "دي", "دو", "لو", "فون", "فان", "ماك", "سان", "ذو")
_OPEN_LATIN = ("abu", "abou", "abul", "aboul", "abd", "abdel", "abdul", "abdal", "umm", "le", "de", "di", "von", "van")
_OPEN = frozenset((*_OPEN_ARABIC, *_OPEN_LATIN, "mac", "mc", "san"))  # one word with the next
_SLAVE = frozenset(("عبد", "العبد"))
# One word with the one before.
_CLOSE = frozenset(("الدين", "الله", "الاسلام", "din", "eddin", "eddine", "uddin", "allah", "islam"))


class Name(NamedTuple):
    """A name taken apart: its words, which of them follow بن, all its letters in one, and whether it is foreign."""

    words: tuple[str, ...]
    sons: tuple[bool, ...]
    letters: str
    foreign: bool


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, compounds in one: عبدالله for عبد الله, ابومازن for أبي مازن.

    بن and آل are left out but at the head of a name (بن لادن gives بنلادن), a comma turns surname and given name.
    """
    return taken_apart(name).words


def may_join(word: str, following: str) -> bool:
    """Tell whether two folded words may be one word of a name: عبد الله, أبو مازن, نور الدين."""
    return word in _SLAVE or word in _OPEN or word in _SON or following in _CLOSE


@lru_cache(1 << 16)
def taken_apart(name: str) -> Name:
    """Take a name apart; of a text that is longer than any name, only the beginning."""
    tokens = _tokens(name[: MOST * LONGEST])
    words: list[str] = []
    sons: list[bool] = []
    son, opened = False, ""
    for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
        if following and token in _HOUSE and not opened and (words or token.isascii()):
            continue
        if following and token in _SON and words and not opened:
            son = True
        elif following and _opens(token, following):
            opened += token
        elif token in _CLOSE and words and not opened:
            words[-1] += token
        else:
            words.append(opened + token)
            sons.append(son)
            son, opened = False, ""
    return Name(tuple(words), tuple(sons), "".join(tokens), _foreign(words))


def _tokens(name: str) -> list[str]:
    turned = _TURNED.fullmatch(name)
    tokens = _TOKEN.findall(f"{turned[2]} {turned[1]}" if turned else name)
    folded = [token for token in (fold(token)[:LONGEST].casefold() for token in tokens) if token][:MOST]
    return [
        "بن" if token == "ابن" else _FATHER.get(token, token) if following and following not in _SON else token
        for token, following in zip(folded, [*folded[1:], ""], strict=False)
    ]


def _opens(token: str, following: str) -> bool:
    """Tell whether a word is one with the next: أبو مازن, عبد الله; بن only at the head of a name (بن لادن)."""
    if token in _SLAVE:
        return following[:2] == "ال" or following == "ربه"
    return token in _OPEN or token in _SON


def _foreign(words: list[str]) -> bool:
    """Tell whether the press may turn a name's order: two words, one with two long vowels or in و, none native."""
    if len(words) != 2:
        return False
    known = [spelling(word) for word in words]
    return not any((w.native and len(w.bare) > 3) or w.parts or w.article for w in known) and any(
        map(_sounds_foreign, known)
    )


def _sounds_foreign(word: Spelling) -> bool:
    """Tell whether no Arab has a name of this kind: in و, or not native in shape and with two long vowels."""
    if word.native or word.parts or word.article:
        return False
    return word.bare[-1:] == "و" or (sum(map(word.bare[1:].count, "اوي")) >= 2 and word.bare not in _PROPHETS)


# Not native in shape, but given names of Arabs.
_PROPHETS = frozenset(("ابراهيم", "اسماعيل", "ميكاييل", "جبراييل", "زكرياه", "ياسين"))


def _same(a: str, b: str) -> bool:
    """Compare two words of any letters; two in Latin letters, where they may stand for the same Arabic ones."""
    if a == b:
        return True
    arabic = is_arabic(a), is_arabic(b)
    if all(arabic):
        return same_word(a, b)
    if any(arabic):
        return not set(latin_keys(a)).isdisjoint(latin_keys(b))
    return set(latin_keys(a)) == set(latin_keys(b)) != set()


def same_name(a: str, b: str) -> bool:
    """Tell whether two full names are spellings of one.

    All words match in order, or one name has more: middle names where given name and surname agree and no بن
    contradicts, or further fathers (محمد بن سلمان and محمد بن سلمان بن عبدالعزيز). Either may be in Latin letters.
    """
    if a == b:
        return True
    return _same_name(taken_apart(a), taken_apart(b))


def _same_name(one: Name, two: Name) -> bool:
    if len(one.words) == len(two.words):
        if one.letters == two.letters or _agree(one, two):
            return True
        return one.foreign and two.foreign and all(map(_same, one.words, two.words[::-1]))
    short, long = (one, two) if len(one.words) < len(two.words) else (two, one)
    if not short.words:
        return False
    if _same(short.letters, long.letters):  # jointly or apart: شي جينبينغ, شي جين بينغ
        return True
    return len(short.words) > 1 and (_has_more_fathers(short, long) or _has_middle_names(short, long))


def _agree(one: Name, two: Name) -> bool:
    """Tell whether all words match; in a foreign name one may be heard otherwise (يائير لابيد, يائير لبيد)."""
    same = [_same(a, b) for a, b in zip(one.words, two.words, strict=True)]
    if all(same):
        return True
    foreign = any(match and _sounds_foreign(spelling(word)) for match, word in zip(same, one.words, strict=True))
    heard = same.index(False)
    return foreign and same.count(False) == 1 and near_word(one.words[heard], two.words[heard])


def _has_more_fathers(short: Name, long: Name) -> bool:
    size = len(short.words)
    return short.sons[-1] and long.sons[size - 1] and all(map(_same, short.words, long.words))


def _has_middle_names(short: Name, long: Name) -> bool:
    """Given name and surname agree, and what else is in the short one is in the long one; fathers follow directly."""
    if not _same(short.words[-1], long.words[-1]):
        return False
    fixed = max((k + 1 for k, son in enumerate(short.sons) if son), default=1)
    if not all(map(_same, short.words[:fixed], long.words)):
        return False
    rest = iter(long.words[fixed:])
    return all(any(_same(word, other) for other in rest) for word in short.words[fixed:])
