"""Latin spellings of name words: Shoigu and Shoygu meet شويغو, Qaddafi, Gaddafi and Kadhafi القذافي.

A Latin word is turned into the Arabic spellings it may stand for, an Arabic one into itself, both in one alphabet of sounds;
where the two share a key, one may be written for the other. What Latin letters leave open (is the a of Salman a long one?)
gives several keys, what Arabic letters leave open (is ج a j or a g?) too. Long vowels of the Arabic word must be heard in
the Latin one, and what a Latin word says by two vowels (Said, Hussein) must be written in the Arabic one.

Sounds of a key: consonants in small letters (c for sh, x for kh), A W Y for ا و ي, @ for an opening vowel, a for a closing
one (ا ة), & for الله. A key with ~ is of a word that no Arab shape rules out as foreign:
there an e may be a ي, elsewhere an ا.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product

from musnad.arabic.letters import fold
from musnad.arabic.spelling_keys import LONGEST, spelling

MOST_KEYS = 256  # of one word: seven vowels that may be long or short, as a native word and as a foreign one
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


def is_arabic(word: str) -> bool:
    """Tell whether a word has Arabic letters."""
    return _ARABIC.search(word) is not None


@lru_cache(1 << 16)
def latin_keys(word: str) -> tuple[str, ...]:
    """Return the keys by which Arabic and Latin spellings of a name word meet: one to four of an Arabic word, more of a Latin.

    Two words may be spellings of one name where they share a key. A word without letters has none.
    """
    return _of_arabic(word) if is_arabic(word) else _of_latin(word)


# -- from Arabic -----------------------------------------------------------------------------------

# Consonants as in the BGN/PCGN romanisation of Arabic (1956), classes where Latin habit tells no two apart (ت ط, د ض, ح ه).
_SOUNDS = str.maketrans("بفتطدضرزسصشكغخحهلمناويع", "bfttddrzssckgxhhlmnAWY'")
# What is said or written in two ways: ج in Egypt, ق in the Gulf and Libya, ث ذ ظ in the towns.
_OPEN = {"ث": "ts", "ذ": "dz", "ظ": "dz", "ج": "jg", "ق": "kg"}
_OPEN_LETTER = re.compile("[ثذظجق]")
_MOST_OPEN = 2  # letters left open in a word; each doubles its keys
_OPENING = re.compile("^[اع]")
_CLOSING = re.compile("(?<!^)[اه]$|اه$")
_IQLAB = re.compile("ن(?=ب)")  # said and often written as m: Jumblatt
_DOUBLED = re.compile(r"(.)(?=\1)")
_LONG = re.compile("[اوي]")
_ARAB_SHAPE = re.compile("[^اوي]{2}ي[^اوي](?:يه|ي|ه|ان|اني)?")  # سعيد, حسين, سليمان: the ي is heard as i, never as e
_IN_YA = re.compile("م?[^ا]{2,3}ي")  # مصطفى, موسى: where their ى is written ي, no letter tells it from that of مرسي
_PROSTHETIC = re.compile("ا[^اوي]{2}")  # before two consonants a foreign name has it from Arabic: Brahim, Stephan


def _of_arabic(word: str) -> tuple[str, ...]:
    known = spelling(word)
    if known.parts:
        heads, tails = (_part_keys(part) for part in known.parts)
        return tuple(head + tail for head in heads for tail in tails)
    if known.bare == "له" and known.article or known.bare == "الله":
        return ("&",)
    found = dict.fromkeys(_sounds(known.bare))
    if not known.native and _PROSTHETIC.match(known.bare):
        found |= dict.fromkeys(key[1:] for key in tuple(found))
    if _IN_YA.fullmatch(known.bare):
        doubled = fold(word)[-2:] == "يي"  # يحيى
        found |= dict.fromkeys(key + "a" if doubled else key[:-1] + "a" for key in tuple(found))
    own = tuple(found) if known.native else ()
    arab = _ARAB_SHAPE.fullmatch(known.bare) or (known.native and not _LONG.search(known.bare))
    return own if arab else (*own, *(f"~{key}" for key in found))


def _part_keys(part: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key.lstrip("~") for key in _of_arabic(part)))


def _sounds(bare: str) -> tuple[str, ...]:
    text = _IQLAB.sub("م", _CLOSING.sub("a", _OPENING.sub("@", bare)))
    texts = [text]
    for letter in _OPEN_LETTER.findall(text)[:_MOST_OPEN]:
        texts = [t.replace(letter, sound, 1) for t in texts for sound in _OPEN[letter]]
    last = str.maketrans({letter: sounds[0] for letter, sounds in _OPEN.items()})
    return tuple(_merged(t.translate(_SOUNDS).translate(last)) for t in texts)


def _merged(key: str) -> str:
    return _DOUBLED.sub("", key.replace("'", ""))


# -- from Latin ------------------------------------------------------------------------------------

_PLAIN = str.maketrans("ışğøłđæœ", "iSgoldee")  # what has no mark to take off; S is sh
_MARKED = {"ş": "S", "ç": "C", "š": "S", "č": "S", "ž": "j", "ö": "o", "ü": "u", "é": "é", "ñ": "n"}
_LETTERS = re.compile("[^a-zSCé]")
_ARTICLE = re.compile(r"^[ae](?:l-?(?=[b-df-hj-np-tvxzSC][a-zé]{2})|(?=(?:([trzsdn])\1|sh)[a-zé]{2}))")
_ABD = re.compile(r"abd(?:(?=[aou]llah)|[aeou]?l|[aeou](?=([trzsdn])\1|sh|dh))(?=[a-z]{3})")
_FATHER = re.compile("ab(?:u|ou?)l?(?=[a-z]{3})")
_ENDINGS = (  # what closes a compound: نصرالله, نورالدين, سيف الإسلام
    (re.compile("(.*?)(?:[aeou]llah?|[aou]lah)"), "&"),
    (re.compile("(.{2,}?)[aeiou]?[dl]?d(?:i|ee|ei|y)ne?"), "dYn"),
    (re.compile("(.{2,}?)[aeou]l-?islam"), "@slAm"),
)
_GRAPHEME = re.compile(r"(?P<vowels>[aeiouywé]+h?$|[aeiouywé]+)|sch|tch|[scktgpdz]h|dj|ck|ts|tz|([a-zSC])\2*")
_VOWEL = re.compile("aa|ee|oo|ou|a[iy]+|e[iy]+|au|aw|ow|ie|ea|eu|[iy]+|[aeéouw]")

# Consonants: English and French habit; where others differ, a native name's first and a foreign name's all. v w j as in
# German and Slavic (j = ي), Spanish (j = خ), Turkish (c = ج).
_CONSONANTS = {
    "sch": "c", "tch": "c", "sh": "c", "S": "c", "C": "cs", "ch": "ckx", "kh": "x", "th": "t", "gh": "g", "ph": "f",
    "dh": "d", "zh": "j", "dj": "j", "ck": "k", "ts": ("ts",), "tz": ("ts",), "b": "b", "p": "b", "v": "f", "f": "f",
    "j": "jYx", "q": "k", "k": "k", "x": ("ks",), "z": "zs",
}  # fmt: skip
_NATIVE_CONSONANTS = {"z": "z", "j": "j", "ch": "c"}
_VOWELS = {
    "a": ("", "A"), "aa": ("", "A"), "e": ("", "Y"), "i": ("", "Y", "AY"), "o": ("", "W"), "u": ("", "W"), "w": ("W",),
    "ee": ("Y",), "ie": ("Y",), "oo": ("W",), "ou": ("", "W"), "ai": ("Y", "AY"), "ei": ("Y", "AY"), "au": ("W", "AW"), "aw": ("W", "AW"),
    "ow": ("W",), "ea": ("", "Y", "A", "YA"), "eu": ("W", "Y", "YW"), "é": ("Y", "A"),
}  # fmt: skip
_NATIVE_VOWELS = {"e": ("",), "é": ("", "A"), "i": ("", "Y")}
_CLOSED = re.compile(r"(?:(?!ss)([b-df-hj-np-tvxzSC])\1|(?!(?:sh|ch|kh|gh|th|dh|dj|sch|tch)[aeiouy])[b-df-hj-np-tvxzSC]{2})")
_LAST_CLOSED = re.compile("(?:[sckgtd]h|[b-df-hj-np-tvxzSC]{1,2})e?$")
_FAIL = re.compile("((?:[sckgtd]h|dj|[b-df-hj-np-tvxzS]))a((?:[sckgtd]h|dj|ss|[b-df-hj-np-tvxzS]))i((?:[sckgtd]h|[b-df-hj-np-tvxzS]))")
_FAAL = re.compile(r"[^aeiouy]{0,2}a([b-df-hj-np-rtvxzy])\1")
_LAST_VOWELS = {"a": ("a",), "aa": ("a",), "i": ("Y",), "o": ("W",), "u": ("W",), "ou": ("W",), "e": ("", "Y", "a"), "é": ("Y", "a")}
_SILENT_E = re.compile("[b-df-hj-np-tvxz]es?$")  # Gates, Blake: the a before it is said as ي
_SOFT = "eiy"


def _of_latin(word: str) -> tuple[str, ...]:
    text = _plain(word)
    found: dict[str, None] = {}
    article = _ARTICLE.match(text)
    for start in (text, text[article.end() :]) if article else (text,):
        found |= dict.fromkeys(_whole(_LETTERS.sub("", start)))
    return tuple(islice(found, MOST_KEYS))


def _plain(word: str) -> str:
    """Take marks off, but where they make another letter."""
    word = unicodedata.normalize("NFC", word[:LONGEST]).casefold().replace("\u0307", "")  # İ
    word = "".join(_MARKED.get(c, c) for c in word).translate(_PLAIN)
    return "".join(c if c in "é" else unicodedata.normalize("NFD", c)[0] for c in word)


def _whole(text: str) -> list[str]:
    if not text:
        return []
    abd = _ABD.match(text)
    if abd:
        rest = text[abd.end() :]
        tails = ["&"] if _ENDINGS[0][0].fullmatch(rest) else _either(rest)
        return [f"@bd{tail}" for tail in dict.fromkeys(key.lstrip("~") for key in tails)]
    father = _FATHER.match(text)
    if father:
        return [f"@bW{tail}" for tail in dict.fromkeys(key.lstrip("~") for key in _either(text[father.end() :]))]
    for ending, tail in _ENDINGS:
        compound = ending.fullmatch(text)
        if compound:
            heads = dict.fromkeys(key.lstrip("~") for key in _either(compound[1])) if compound[1] else ()
            return [head + tail for head in heads] or [tail]
    return _either(text)


def _either(text: str) -> list[str]:
    """Return the keys of a word as a native and as a foreign one."""
    found: dict[str, None] = {}
    for native in (True, False):
        fail = _FAIL.fullmatch(text) if native else None
        choices = _choices(text, native)
        spelt = product(*choices)
        if fail:  # of Khalid and Walid one vowel is long, the first or the second
            spelt = (key for key in spelt if (key[1] == "A") != (key[3] == "Y"))
        keys = (_merged("".join(key)) for key in islice(spelt, MOST_KEYS // 2))
        if len(choices) == 3 and not native:  # a single short syllable is written with its vowel: Bush, Bill
            keys = (key for key in keys if len(key) > 2)
        found |= dict.fromkeys(key if native else f"~{key}" for key in keys)
    return list(found)


def _choices(text: str, native: bool) -> list[tuple[str, ...]]:
    choices: list[tuple[str, ...]] = []
    for match in _GRAPHEME.finditer(text):
        sound, start, end = match[0], match.start(), match.end()
        if match["vowels"]:
            choices += _vowels(text, start, end, native)
        else:
            choices.append(_consonant(text, sound, end, native))
    return choices


def _consonant(text: str, sound: str, end: int, native: bool) -> tuple[str, ...]:
    if sound not in _CONSONANTS:
        sound = sound[0]  # doubled
    following, start = text[end : end + 1], end - len(sound)
    if sound == "n" and following in ("b", "p"):
        return ("m",)
    if sound == "h":
        if native:
            return ("h",)
        return ("h",) if following in "aeiouywé" or not following else ("h", "")
    if sound == "g":
        return ("g", "j") if following and following in _SOFT else ("g",)
    if sound == "ch" and not native and text[end:] in ("i", "y"):
        return ("c", "k", "j")  # Turkish -çi, in Persian and Arabic names جي
    if sound == "c":
        return ("s", "j") if following and following in _SOFT else ("k",)
    if sound == "s" and not following and not native:
        return ("s", "z", "c")
    if sound == "x" and not start:
        return ("ks", "c")  # Chinese
    if sound == "v" and not native and text[start - 1 : start] == "a":
        return ("f", "W")  # Turkish: Davut
    return tuple(_NATIVE_CONSONANTS.get(sound, "") if native else "") or tuple(_CONSONANTS.get(sound, (sound,)))


def _vowels(text: str, start: int, end: int, native: bool) -> list[tuple[str, ...]]:
    group = text[start:end].rstrip("h")
    units = [_unit(unit) for unit in _VOWEL.findall(group)]
    choices: list[tuple[str, ...]] = []
    if not start and group[0] != "w" and not (len(units) > 1 and (group[0] == "y" or units[0] == "ou")):
        choices.append(("@",))
    sounds = [_native_sounds(text, start, end, unit) if native else _foreign_sounds(text, end, unit) for unit in units]
    if len(units) > 1:  # Ziad, Lydia
        sounds = [("Y",) if unit == "i" else sound for unit, sound in zip(units, sounds)]
    if end == len(text) and (start or len(units) > 1):
        closing = _LAST_VOWELS.get(units[-1], _VOWELS[units[-1]])
        if group != text[start:end]:  # Haniyeh, Sabah
            closing = ("a", *(f"{sound}h" for sound in sounds[-1])) if units[-1] in ("a", "aa", "e") else ("Ya", "Wa", "a")
        sounds[-1] = closing
    return choices + sounds


def _native_sounds(text: str, start: int, end: int, unit: str) -> tuple[str, ...]:
    """Return what a vowel of a native word may be: short in a closed syllable, and long where its pattern has it long."""
    if _CLOSED.match(text, end) and len(_VOWELS[unit][0]) == 0:
        return ("",)
    if _LAST_CLOSED.match(text, end):
        if unit == "ou" and start > 1:  # Mahmoud
            return ("W",)
        if unit == "a" and _FAAL.fullmatch(text[:start]):  # Ammar
            return ("A",)
        if unit == "e":  # Djamel
            return ("", "A")
    return _NATIVE_VOWELS.get(unit, _VOWELS[unit])


def _foreign_sounds(text: str, end: int, unit: str) -> tuple[str, ...]:
    if unit == "u" and _CLOSED.match(text, end):  # Trump
        return ("", "W", "A")
    if unit == "a" and _SILENT_E.match(text, end):
        return ("", "A", "Y")
    return _VOWELS[unit]


def _unit(unit: str) -> str:
    """Return a vowel in the spelling that the tables have: y as i."""
    unit = unit.replace("y", "i")
    return unit[0].replace("i", "i") if set(unit) == {"i"} else unit[:2]
