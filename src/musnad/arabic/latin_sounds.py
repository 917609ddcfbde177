"""What the letters of a Latin name word may stand for in Arabic: for each sound the choices, as sounds of a key.

Consonants follow English and French habit; of a foreign name also German and Slavic (j for ي, z for تس, st for شت),
Spanish (j for خ), Portuguese (closing s for ش), Italian (c for تش) and Turkish (c and ç for ج). Vowels may be written
or not, with what Arabic itself rules out: a vowel of a closed syllable is short, فاعل and فعيل have one long vowel and
not two, فعّال and the French ou of a last syllable are long.
"""

from __future__ import annotations

import re

Choices = list[tuple[str, ...]]

_C = "b-df-hj-np-tvxzSC"  # consonants; S is ş or š, C is ç
_DIGRAPH = "(?:[sckgtd]h|dj)"
_GRAPHEME = re.compile(r"(?P<vowels>[aeiouywé]+h?$|[aeiouywé]+)|sch|tch|[scktgpdz]h|dj|ck|ts|tz|([a-zSC])\2*")
_CONSONANT = re.compile(f"[{_C}]")


def choices(text: str, *, native: bool) -> Choices:
    """Return for each sound of a word, in plain small letters, what it may be in a native or a foreign name."""
    found: Choices = []
    for match in _GRAPHEME.finditer(text):
        if match["vowels"]:
            found += _vowels(text, match.start(), match.end(), native)
        else:
            sound = match[0] if match[0] in _CONSONANTS else match[0][0]  # or it is doubled
            found.append(_consonant(text, sound, match.start(), match.end(), native))
    return found


# -- consonants ------------------------------------------------------------------------------------

_CONSONANTS = {
    "sch": ("c",), "tch": ("c", "j"), "sh": ("c",), "S": ("c",), "C": ("c", "s"), "ch": ("c", "k", "x", "j"),
    "kh": ("x",), "th": ("t", "d"), "dh": ("d",), "gh": ("g",), "ph": ("f",), "zh": ("j", "c"), "dj": ("j",),
    "ck": ("k",),
    "ts": ("ts",), "tz": ("ts", "tz"), "p": ("b",), "v": ("f",), "j": ("j", "Y", "x"), "q": ("k",), "x": ("ks",),
    "z": ("z", "s", "ts"),
}  # fmt: skip
_NATIVE_CONSONANTS = {"z": ("z",), "j": ("j",), "ch": ("c", "k")}
_TWO_LETTERS = ("sh", "th", "dh", "zh")  # before a vowel maybe: Fathi, Midhat
_SOFT = ("e", "i", "y")  # what makes c and g soft
_SILENT_LAST = re.compile("(?:[rn][td]|[eo]t)$")  # French: Laurent, Bernard


def _consonant(text: str, sound: str, start: int, end: int, native: bool) -> tuple[str, ...]:
    following = text[end : end + 1]
    plain = _CONSONANTS.get(sound, (sound,))
    if sound in _TWO_LETTERS:
        return (*plain, sound) if following and following in "aeiouy" else plain
    if sound == "m":
        return ("m", "n") if following in ("b", "p") else plain  # ن is said so there: Jumblatt
    if sound == "g":
        return ("g", "j") if following in _SOFT else plain
    if sound == "x" and not start:
        return ("ks", "c")  # Chinese
    if native:
        if sound == "c":
            return ("s", "j") if following in _SOFT else ("k",)
        return _NATIVE_CONSONANTS.get(sound, plain)
    return _foreign_consonant(text, sound, start, end) or plain


def _foreign_consonant(text: str, sound: str, start: int, end: int) -> tuple[str, ...]:
    before, following = text[start - 1 : start] if start else "", text[end : end + 1]
    vowel_before, vowel_follows = bool(before) and before in "aeiouyé", bool(following) and following in "aeiouywé"
    if sound == "h":  # Johnson, Bhutto
        return ("h",) if (vowel_follows and not _CONSONANT.match(before)) or not following else ("h", "")
    if sound == "c":
        return ("s", "j", "c") if following in _SOFT else ("k", "j" if following else "c")
    if sound in ("t", "d"):
        return (sound, "") if not following and _SILENT_LAST.search(text) else ()
    if sound == "v":
        return ("f", "W") if before == "a" else ()  # Turkish: Davut
    if sound == "s":
        if not following:
            return ("s", "z", "c")
        if not start and following in ("t", "p"):
            return ("s", "c")
        return ("s", "z") if vowel_before and vowel_follows else ()
    return ()


# -- vowels ----------------------------------------------------------------------------------------

_VOWEL = re.compile("aa|ee|oo|ou|o[iy]|a[iy]+|e[iy]+|au|aw|ow|ie|ea|eu|[iy]+|[aeéouw]")
_VOWELS = {
    "a": ("", "A"), "aa": ("", "A"), "e": ("", "Y"), "i": ("", "Y", "AY"), "o": ("", "W"), "u": ("", "W"),
    "ou": ("", "W"), "w": ("W",), "ee": ("Y",), "ie": ("Y",), "oo": ("W",), "ai": ("Y", "AY"), "ei": ("Y", "AY"),
    "au": ("W", "AW"), "aw": ("W", "AW"), "ow": ("W", "AW"), "oi": ("WY", "WA"), "ea": ("", "Y", "A", "YA"),
    "eu": ("W", "Y", "YW"), "é": ("Y", "A"),
}  # fmt: skip
_NATIVE_VOWELS = {"e": ("",), "é": ("", "A"), "i": ("", "Y")}
_LAST_VOWELS = {
    "a": ("a",), "aa": ("a", "A"), "i": ("Y", "i"), "o": ("W",), "u": ("W",), "ou": ("W",), "ea": ("Ya", "Y"),
    "e": ("", "Y", "a", "Ya"), "é": ("Y", "a", "Ya"),
}  # fmt: skip
_OPEN_SYLLABLE = re.compile("(?:th|[b-df-gj-np-tvxz])[aeiouy]")
_SILENT_E = re.compile("[b-df-hj-np-tvxz]es?$")
# Before two consonants that are no digraph, or a doubled one; but ss is only the French way to write s (Youssef).
_CLOSED = re.compile(rf"(?!ss)([{_C}])\1(?=[aeiouy])|(?!(?:{_DIGRAPH}|sch|tch)[aeiouy])(?!([{_C}])\2)[{_C}]{{2}}")
_LAST_CLOSED = re.compile(f"(?:{_DIGRAPH}|[{_C}]{{1,2}})e?$")
_ARAB_END = re.compile("(?![rlmn])[b-df-hj-np-tvxz]{1,2}[rlmn]$")  # no European name ends so: Sadr, Fadl
_CLUSTER = re.compile(f"(?!{_DIGRAPH}$)[{_C}]{{2}}$")  # opens no Arab name, so its e may be ي: Brett
_DOUBLED_MIDDLE = re.compile(r"[^aeiouy]{0,2}a([b-df-hj-np-rtvxzy])\1")  # فعّال: Ammar
_ONE_LONG = re.compile(f"(?:{_DIGRAPH}|[{_C}])a(?:{_DIGRAPH}|ss|[{_C}])i(?:{_DIGRAPH}|[{_C}])(?:[ae]h?)?")


def has_one_long_vowel(text: str) -> bool:
    """Tell whether a native word is فاعل or فعيل (Khalid, Walid), with ة or not: one of its two vowels is long."""
    return _ONE_LONG.fullmatch(text) is not None


def _vowels(text: str, start: int, end: int, native: bool) -> Choices:
    group = text[start:end].rstrip("h")
    units = [_unit(unit) for unit in _VOWEL.findall(group)]
    sound_of = _native_vowel if native else _foreign_vowel
    sounds = [sound_of(text, start, end, unit) for unit in units]
    for k, unit in enumerate(units):
        if unit == "i" and len(units) > 1 and (units[k - 1 : k] != ["w"] or k + 1 < len(units)):  # Ziad, but not Widad
            sounds[k] = ("", "Y") if text[start - 1 : start] in ("g", "c") else ("Y",)  # Italian: Giorgio
    if end == len(text) and (start or len(units) > 1):
        sounds[-1] = _closing(units[-1], sounds[-1], sounded=group != text[start:end])
    consonant = group[0] == "w" or (len(units) > 1 and (group[0] == "y" or units[0] == "ou"))  # Yusuf, Ouattara
    return sounds if start or consonant else [("@",), *sounds]


def _closing(unit: str, sounds: tuple[str, ...], *, sounded: bool) -> tuple[str, ...]:
    """Return what the last vowel may be; with an h behind it ة or a sounded ه or ح (Haniyeh, Nabih, Sabah)."""
    if not sounded:
        return _LAST_VOWELS.get(unit, _VOWELS[unit])
    closing = ("a",) if unit in ("a", "aa", "e") else ("Ya", "Wa", "a")
    return closing + tuple(f"{sound}h" for sound in sounds)


def _native_vowel(text: str, start: int, end: int, unit: str) -> tuple[str, ...]:
    if unit == "e" and _CLUSTER.fullmatch(text[:start]):
        return ("", "Y")
    if _CLOSED.match(text, end) and not _VOWELS[unit][0]:
        return ("",)
    if _LAST_CLOSED.match(text, end):
        if unit == "ou" and start > 1:  # Mahmoud
            return ("W",)
        if unit == "a" and _DOUBLED_MIDDLE.fullmatch(text[:start]):
            return ("A",)
        if unit == "e":  # Djamel
            return ("", "A")
    return _NATIVE_VOWELS.get(unit, _VOWELS[unit])


def _foreign_vowel(text: str, start: int, end: int, unit: str) -> tuple[str, ...]:
    if _ARAB_END.match(text, end):
        return _native_vowel(text, start, end, unit)
    if unit == "u" and _CLOSED.match(text, end):  # Trump
        return ("", "W", "A")
    if unit == "a" and (_SILENT_E.match(text, end) or (start < 3 and _OPEN_SYLLABLE.match(text, end))):  # Gates, David
        return ("", "A", "Y")
    if unit == "e" and _LAST_CLOSED.match(text, end):
        return ("", "Y", "W") if text[end:] == "v" else ("", "Y", "A")  # Gorbachev
    if unit == "w":  # German: Wenger
        return ("W", "f")
    return _VOWELS[unit]


def _unit(unit: str) -> str:
    """Return a vowel in the spelling that the tables have: y as i, of a run its beginning."""
    unit = unit.replace("y", "i")
    return "i" if set(unit) == {"i"} else unit[:2]
