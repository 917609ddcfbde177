"""Latin spellings of name words: Shoigu and Shoygu meet شويغو, Qaddafi, Gaddafi and Kadhafi القذافي.

A Latin word is turned into the Arabic spellings it may stand for (`latin_sounds`), an Arabic one into itself, both in
one alphabet of sounds; where the two share a key, one may be written for the other. What Latin letters leave open (is
the a of Salman a long one?) gives several keys, what Arabic letters leave open (is ج a j or a g?) too. Long vowels of
the Arabic word must be heard in the Latin one, and what a Latin word says by two vowels (Said, Hussein) must stand in
the Arabic one.

Sounds of a key: consonants in small letters (c for sh, x for kh), A W Y for ا و ي, @ for an opening vowel, a for a
closing one (ا ة), i for a closing ع, & for الله. A key with ~ is of a word that may be foreign: there an e may be a ي.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice, product

from musnad.arabic.latin_sounds import choices, has_one_long_vowel
from musnad.arabic.letters import fold
from musnad.arabic.spelling_keys import LONGEST, Spelling, spelling

MOST_KEYS = 256  # of a Latin word: seven vowels that may be long or short, as a native word and as a foreign one
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


def is_arabic(word: str) -> bool:
    """Tell whether a word has Arabic letters."""
    return _ARABIC.search(word) is not None


@lru_cache(1 << 16)
def latin_keys(word: str) -> tuple[str, ...]:
    """Return the keys by which Arabic and Latin spellings of a name word meet.

    An Arabic word has few (1.9 on average over the names of the lexicon), a Latin one more (23, at most `MOST_KEYS`).
    Two words may be spellings of one name where they share a key. A word without letters has none.
    """
    return _of_arabic(word) if is_arabic(word) else _of_latin(word)


# -- from Arabic -----------------------------------------------------------------------------------

# Consonants as in the BGN/PCGN romanisation of Arabic (1956), one class where Latin habit tells no two apart (ت ط,
# د ض, ح ه), the first of two where one is said or written in two ways: ج in Egypt, ق in the Gulf and Libya, ث ذ ظ in
# towns.
_SOUNDS = str.maketrans("بفتطدضرزسصشكغخحهلمناويثذظجق", "bfttddrzssckgxhhlmnAWYtddjk", "عء")
_SECOND = {"ث": "s", "ذ": "z", "ظ": "z", "ج": "g", "ق": "g"}
_TWO_SOUNDS = re.compile("[ثذظجق]")
_MOST_OPEN = 2  # letters left open in a word; each doubles its keys
_CLOSING = re.compile("(?<!^)[اه]$|ا[هءع]$|(?<=[^اوي])ع$")  # علاء, الشرع: Alaa, Sharaa
_LONG_TWICE = re.compile(r"([AWY])\1+")
_TWICE = re.compile(r"([^اوي])\1")  # a foreign دوللي
_LONG = re.compile("[اوي]")
_ARAB_SHAPE = re.compile("[^اوي]{2}ي[^اوي](?:يه|ي|ه|ان|اني)?")  # سعيد, حسين, سليمان: the ي is heard as i, never as e
_AMR = re.compile("[^اوي]{3}و")  # the و of عمرو is silent
_IN_AIN = re.compile("[^اوي]ع$")  # نافع: Nafi
_IN_YA = re.compile("[ما]?[^ا]{2,3}ي")  # مصطفى, موسى: where their ى is written ي, no letter tells it from that of مرسي
_PROSTHETIC = re.compile("ا[^اوي]{2}")  # before two consonants a foreign name has it from Arabic: Brahim, Stephan


def _of_arabic(word: str) -> tuple[str, ...]:
    known = spelling(word)
    if known.parts:
        heads, tails = (_part_keys(part) for part in known.parts)
        heads += tuple(head[:-1] for head in heads if head[-1:] == "a")  # عطاالله
        return tuple(head + tail for head in heads for tail in tails)
    if known.bare == "الله":
        return ("&",)
    found = dict.fromkeys(_sounds(known.bare if known.native else _TWICE.sub(r"\1", known.bare)))
    if known.article and (not known.native or len(known.bare) < 4):  # ألكسندر, إلياس: no article
        found |= dict.fromkeys(_sounds("ال" + known.bare))
    found |= dict.fromkeys(_other_endings(known, tuple(found)))
    if not known.native and _PROSTHETIC.match(known.bare):
        found |= dict.fromkeys(key[1:] for key in tuple(found))
    native = tuple(found) if known.native else ()
    if native and _IN_YA.fullmatch(known.bare):
        doubled = fold(word)[-2:] == "يي"  # يحيى
        native += tuple(f"{key}a" if doubled else f"{key[:-1]}a" for key in native)
    arab = _ARAB_SHAPE.fullmatch(known.bare) or (known.native and not _LONG.search(known.bare))
    return native if arab else (*native, *(f"~{key}" for key in found if key))


@lru_cache(1 << 14)
def _part_keys(part: str) -> tuple[str, ...]:
    short = part[:2] == "ال" and len(part) == 4 and part != "الله"  # عبدالبر: elsewhere too short to have an article
    return _unmarked(latin_keys(part[2:] if short else part))


def _unmarked(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key.lstrip("~") for key in keys))


def _sounds(bare: str) -> list[str]:
    text = _CLOSING.sub("a", "@" + bare[1:] if bare[:1] in ("ا", "ع") else bare)
    texts = [text]
    for letter in _TWO_SOUNDS.findall(text)[:_MOST_OPEN]:
        texts += [t.replace(letter, _SECOND[letter], 1) for t in texts]
    return [_LONG_TWICE.sub(r"\1", t.translate(_SOUNDS)) for t in texts]


def _other_endings(known: Spelling, keys: tuple[str, ...]) -> list[str]:
    """Return the keys again where the end of a word can be heard in another way."""
    bare, found = known.bare, []
    if _AMR.fullmatch(bare):
        found += [key[:-1] for key in keys]
    if _IN_AIN.search(bare):
        found += [f"{key[:-1]}i" for key in keys]
    if not known.native and bare[-2:] == "يس":  # Portuguese -es: غوتيريش
        found += [f"{key[:-1]}c" for key in keys]
    return found


# -- from Latin ------------------------------------------------------------------------------------

_PLAIN = str.maketrans("ışğøłđ", "iSgold")  # what has no mark to take off; S is sh
_MARKED = {"ş": "S", "ç": "C", "š": "S", "č": "S", "ž": "j", "é": "é"}  # what is another letter by its mark
_MC = re.compile("^mcc?(?=[a-z])")  # McCain
_LETTERS = re.compile("[^a-zSCé]")
_ARTICLE = re.compile(r"^[ae](?:l(?=[b-df-hj-np-tv-zSC][a-zé]{2}|[aeiou][a-zé]{3})|(?=(?:([trzsdn])\1|sh)[a-zé]{2}))")
_ABD = re.compile(r"abd(?:(?=[aou]llah)|[aeou]?l|[aeou](?=([trzsdn])\1|sh|dh))(?=[a-z]{3})")
_FATHER = re.compile("ab(?:u|ou?)(?:[ae]?l)?(?=[a-z]{3})")
_ALLAH = re.compile("(.*?)(?:[aeou]llah|[ou]lah)|(.{3,}?)[aou]lla")
_ENDINGS = (  # of other compounds: نورالدين, سيف الإسلام
    (re.compile("(.{2,}?)[aeiou]?[dl]?d(?:i|ee|ei|y)ne?"), "dYn"),
    (re.compile("(.{2,}?)[aeou]lislam"), "@slAm"),
)
_SYLLABLE = 3  # sounds of a word of one syllable


def _of_latin(word: str) -> tuple[str, ...]:
    text = _plain(word)
    article = _ARTICLE.match(text)
    found = dict.fromkeys(_whole(text))
    if article:
        found |= dict.fromkeys(_whole(text[article.end() :]))
    return tuple(islice(found, MOST_KEYS))


def _plain(word: str) -> str:
    """Take marks off, but where they make another letter, and what is no letter."""
    word = unicodedata.normalize("NFC", word[:LONGEST]).casefold().replace("\u0307", "")  # İ
    word = _MC.sub("mak", word).translate(_PLAIN)
    return _LETTERS.sub("", "".join(_MARKED.get(c) or unicodedata.normalize("NFD", c)[0] for c in word))


def _whole(text: str) -> list[str]:
    """Return the keys of a word, compounds by their parts."""
    abd = _ABD.match(text)
    if abd:
        rest = text[abd.end() :]
        tails = ("&",) if _ALLAH.fullmatch(rest) else _unmarked(_either(rest))
        return [f"@bd{tail}" for tail in tails]
    father = _FATHER.match(text)
    if father:
        return [f"@bW{tail}" for tail in _unmarked(_either(text[father.end() :]))]
    allah = _ALLAH.fullmatch(text)
    if allah:
        head = allah[1] or allah[2]
        return [f"{head}&" for head in _unmarked(_either(head))] if head else ["&"]
    for ending, tail in _ENDINGS:
        compound = ending.fullmatch(text)
        if compound:  # or none: Ladin
            return [*(head + tail for head in _unmarked(_either(compound[1]))), *_either(text)]
    return _either(text)


def _either(text: str) -> list[str]:
    """Return the keys of a word as a native and as a foreign one."""
    if not text:
        return []
    spelt: Iterable[tuple[str, ...]] = product(*choices(text, native=True))
    if has_one_long_vowel(text):
        spelt = (key for key in spelt if (key[1] == "A") != key[3].startswith("Y"))
    native = [_joined(key) for key in islice(spelt, MOST_KEYS // 2)]
    sounds = choices(text, native=False)
    foreign = [_joined(key) for key in islice(product(*sounds), MOST_KEYS // 2)]
    # A single short syllable is written with its vowel: Bush, Bill.
    foreign = [key for key in foreign if len(sounds) != _SYLLABLE or len(key) >= _SYLLABLE]
    return list(dict.fromkeys([*native, *(f"~{key}" for key in foreign)]))


def _joined(sounds: Iterable[str]) -> str:
    return _LONG_TWICE.sub(r"\1", "".join(sounds))
