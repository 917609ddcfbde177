"""Spellings of one name word: شويغو and شويجو, نتنياهو and نتانياهو are one, سعد and سعيد two.

A word of native shape (a root of three letters in a pattern that names have: فاعل، فعيل، مفعول، فعلان …) tells its name
by its long vowels, so they count, letter by letter. Any other word is spelt by ear: its long vowels may be left out,
not exchanged, and غ ج ك ق stand for one foreign sound. `spelling_key` is what the spellings of a word have in common;
`same_word` holds for no two words whose keys differ, so an index by key loses nothing, and a look at the words that
share a key finishes the work. docs/spellings.md has the sources.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from musnad.arabic.letters import fold

LONGEST = 64  # letters of a word that are compared; no name comes near, hostile text does

_LETTERS = str.maketrans("پڤچگڨژ", "بفجغقز")
_LETTERS |= str.maketrans("ؤ", "و")
# ئ stands for its vowel, تش for ش, a German تز for تس, a Portuguese يش for يس (غوتيريش), the Turkish and Persian ending
# تشي for جي; a hamza apart counts at the end alone (علاء), a doubled long vowel once (داوود, علييف).
_RULES = re.compile("(?<=[^اوي])ئي$|يال$|(?<=...)يت?ش$|[يئ]+|وو+|تشي$|تش|تز|ء(?!$)")
_TURNED = {"ئي": "اي", "تش": "ش", "تز": "تس", "ء": "", "تشي": "جي", "يش": "يس", "يتش": "يس", "يال": "يل"}
_NAMES_OF_A = "يسر مه رض ند هد ليل سلم لبن بشر ذكر نجو سلو فدو سه لم رش رن نه عل"  # end in ى or ا: يسرى, يسرا
_ONE = {  # the alif that the spelling of the Quran leaves out
    "رحمن": "رحمان", "اسحق": "اسحاق", "هرون": "هارون", "اسمعيل": "اسماعيل", "ابرهيم": "ابراهيم", "يس": "ياسين",
    "حرث": "حارث", "معويه": "معاويه", "عثمن": "عثمان", "سليمن": "سليمان", "طه": "طاها", "طاهه": "طاها",
}  # fmt: skip
_ONE |= {stem + "ا": stem + "ي" for stem in _NAMES_OF_A.split() if stem != "عل"}  # علا and علي are two
_ONE |= {stem + "ه": stem + "ي" for stem in _NAMES_OF_A.split() if len(stem) == 3}  # the alif is a ه by then: يسره

_R = "[بتثجحخدذرزسشصضطظعغفقكلمنهوي]"  # what may be a radical
_C = "[بتثجحخدذرزسشصضطظعغفقكلمنه]"
_L = "[بتثجحخدذرزسشصضطظعغفقكلمنهيء]"  # the last one; in و end foreign names, and عمرو
_NATIVE = re.compile(  # حسن سالم سعيد سلمان سليمان
    f"(?:[ا{_R[1:-1]}](?:{_R}{_L}|ا{_C}{_L}?|{_R}[اوي]{_L}|{_R}{{2}}ان|{_C}{{2}}[وي]ن|{_R}ي{_C}ان)"
    f"|م(?:{_R}{{2}}[او]?{_L}|{_R}ا{_R}{_L})|ا{_R}{{2}}ا?{_L})(?:ي?ه|ي)?"  # محمد محمود مبارك أحمد
)
_CLASSES = str.maketrans("طثضذزظصغ", "تتدددد" + "سج")  # letters that one name is spelt with, native or not
_FOREIGN = {ord(c): None for c in "اوي"} | _CLASSES | str.maketrans("غجقك", "كككك")
_COMPOUND = re.compile("((?:ال)?عبد)(ال.{2,}|ربه)|(ابو)(.{3,})|(.{2,})(الدين|الله|الاسلام)")


class Spelling(NamedTuple):
    """A word's key, its letters without article, whether it is native in shape, and its parts (عبد + الله)."""

    key: str
    bare: str
    article: bool
    native: bool
    parts: tuple[str, str] | None


@lru_cache(1 << 17)  # news repeats its words: 1.6 million tokens have 126,000 forms
def spelling(word: str) -> Spelling:
    """Take a word apart, in any spelling; only its first `LONGEST` letters are looked at."""
    bare = _turned(fold(word[: 2 * LONGEST])[:LONGEST].casefold().translate(_LETTERS))
    if "ال" in bare[2:] or bare[:3] == "ابو":
        compound = _COMPOUND.fullmatch(bare)
        if compound:
            head, tail = (group for group in compound.groups() if group)
            key = f"{spelling(head).key}+{spelling(tail).key}" if head != "ابو" else f"ابو+{spelling(tail).key}"
            return Spelling(key, bare, False, False, (head, tail))
    article = bare[:2] == "ال" and len(bare) >= 5
    if article:
        bare = bare[2:]
    if bare[-1:] == "ا" and len(bare) > 3:  # سوريا, سورية
        bare = bare[:-1] + "ه"
    bare = _ONE.get(bare, bare)
    if _NATIVE.fullmatch(bare):
        return Spelling(bare.translate(_CLASSES), bare, article, True, None)
    if bare[-1:] == "ز":  # by ear no other than س: بيريز, بيريس
        bare = bare[:-1] + "س"
    # An opening vowel counts, and so does what kind of vowel a word ends in: ماريا and ماريو are two.
    first, last = bare[:1], bare[-1:]
    key = first.translate(_CLASSES) if first in "اوي" else ""
    key = f"~{key}{bare.translate(_FOREIGN)}{last if last in 'وي' else ''}"
    return Spelling(key, bare, article, False, None)


def _turned(word: str) -> str:
    return _RULES.sub(lambda found: _TURNED.get(found[0], found[0][0].replace("ئ", "ي")), word)


def spelling_key(word: str) -> str:
    """Return the key of a name word: the same for all its spellings, with and without article, folded or not."""
    return spelling(word).key


# -- two words -------------------------------------------------------------------------------------

_PAIRS = ("ظض", "ظز", "ذز", "ذد", "ضد", "ثت", "سص", "تط")
_ALIKE = frozenset(pair for two in _PAIRS for pair in (two, two[::-1]))
_FOREIGN_G = frozenset(("غج", "جغ"))
_ALIKE_SHORT = _ALIKE | _FOREIGN_G | {"قك", "كق", "غق", "قغ"}
_ALIKE_FOREIGN = _ALIKE | frozenset(pair for two in ("غج", "غك", "غق", "قك") for pair in (two, two[::-1]))
_TWO_NAMES = frozenset(  # both are names, so neither is a spelling of the other
    frozenset(two.split()) for two in (
        "زاهر ظاهر", "ظاهر ضاهر", "ثامر تامر", "زهير ظهير", "زكي ذكي", "دياب ذياب", "نادر ناضر", "زافر ظافر",
        "نزار نضار", "عواد عواض", "عايد عايض", "ناهد ناهض", "مودي موضي", "ترفه طرفه",
    )
)  # fmt: skip
# Where Arabic roots have غ; elsewhere, and in غو, it may be a foreign g even in a word of native shape, and so may ج.
_GH = re.compile("(?:^|-)(?:م?غ(?!و)|نغ)|[ربصشزلد]غ")
_ARAB = frozenset(("ابراهيم", "اسماعيل", "يعقوب", "اسحاق", "ياسين"))  # not native in shape, but given names
_NISBA = 5  # letters from which on a word in ي may drop its article: الجعفري, جعفري, but العلي is not علي
_SOUND = re.compile("([^اوي]?)([اوي]*)")
# Consonants and the end: up to here one long vowel may be left out, beyond it two, and below it in one of the words
# alone (بوريس is not برويز). Letters: up to here غ is no ك (كولن, غولن).
_FEW = 5
_MOST_VOWELS = 1  # places where two hearings of a name differ in their vowels


def same_word(a: str, b: str) -> bool:
    """Tell whether two words are spellings of one name word."""
    one, two = spelling(a), spelling(b)
    if one.key != two.key:
        return False
    if one.bare == two.bare and one.article == two.article:
        return True
    if one.parts and two.parts:
        return all(map(same_word, one.parts, two.parts))
    if one.article != two.article and not _may_lose_article(one):
        return False
    return one.bare == two.bare or _alike(one, two)


def _may_lose_article(word: Spelling) -> bool:
    """Surnames of origin and foreign names may; the article of a given name makes a surname of it (السالم)."""
    if word.native:
        return word.bare.endswith(("ي", "يه")) and len(word.bare) >= _NISBA
    return word.bare not in _ARAB and (len(word.bare) >= _NISBA or word.bare[-1:] == "و")


_SOUNDS = {ord(c): None for c in "اويء"} | str.maketrans("طثضذظصزغجقك", "تسددسسس" + "كككك")
_LEAST = 4  # letters of the longer word: بن and بان are no spellings of one


@lru_cache(1 << 14)
def near_word(a: str, b: str) -> bool:
    """Tell whether two words may be one foreign name, heard twice: for names that another foreign word holds together.

    One may look native (لابيد, لبيد), one vowel may be left out or exchanged but at the beginning (ميشال, ميشيل),
    which no diphthong is, and s and z are written as they come (رامافوزا, رامافوسا).
    """
    known = spelling(a), spelling(b)
    if all(word.native for word in known):
        return False
    one, two = (word.bare.removesuffix("ه") for word in known)
    if max(len(one), len(two)) < _LEAST or one.translate(_SOUNDS) != two.translate(_SOUNDS):
        return False
    first, other = (word[0] if word[:1] in ("ا", "و", "ي") else "" for word in (one, two))
    sounds = zip(_SOUND.findall(one), _SOUND.findall(two), strict=False)
    unlike = [(x[1], y[1]) for x, y in sounds if x[1] != y[1]]
    return first == other and len(unlike) <= _MOST_VOWELS and all(len(x) < 2 > len(y) for x, y in unlike)


@lru_cache(1 << 14)
def _alike(one: Spelling, two: Spelling) -> bool:
    """Compare two words of one key, letter by letter."""
    a, b = one.bare, two.bare
    if one.native:
        if frozenset((a, b)) in _TWO_NAMES:
            return False
        alike = _ALIKE if _GH.search(f"{a}-{b}") else _ALIKE | _FOREIGN_G
        return len(a) == len(b) and all(x == y or x + y in alike for x, y in zip(a, b, strict=True))
    sounds, others = _SOUND.findall(a), _SOUND.findall(b)
    if len(sounds) != len(others) or abs(len(a) - len(b)) > (1 if len(sounds) <= _FEW else 2):
        return False
    sides = set()
    alike = _ALIKE_FOREIGN if len(a) > _FEW else _ALIKE_SHORT
    for (x, vowels), (y, more) in zip(sounds, others, strict=True):
        if x != y and x + y not in alike:
            return False
        if vowels != more:
            if not _left_out(*sorted((vowels, more), key=len)):
                return False
            sides.add(len(vowels) > len(more))
    if len(sides) > 1 and len(sounds) < _FEW:
        return False
    return sounds[-2][1] == others[-2][1] or bool(sounds[-2][1] and others[-2][1])


def _left_out(short: str, long: str) -> bool:
    """Tell whether `short` is `long` without one letter; ي for يا is another name (مارين, ماريان)."""
    if len(long) != len(short) + 1 or long == "يا":
        return False
    return not short or short in long or long[0] + long[-1] == short
