"""Text → the shape that the grammar of dates reads: one letter a token, looked up once per word form.

The letters:

    N  number of one or two digits   Y  of four   8  any other
    /  slash   -  dash   ;  full stop   :  colon   ,  comma   < >  brackets   "  quotation mark   =  plus   !  line feed
    M  month   m  month that is also another word   J  April, avril
    z  صفر   T  كانون، تشرين   R  ربيع، جمادى   1 O  الأول، الثاني
    D Q  ذو الحجة   s  شهر   y  عام، سنة   k  أسبوع   d  يوم   u  ساعة، دقيقة   E  two of a unit   F  some
    V  الشهر، العام   W w  weekday, with and without article (w: Friday)   A  أمس   L  اليوم   G g  غد، غداً   l  الليلة
    P a  part of the day (a: صباحا)   h  AM, p.m.
    p f c  الماضي، المقبل، الجاري   j  هذا   K  منتصف، مطلع   B b S  قبل، بعد، منذ   q  نحو   x  من   i  في   r  الموافق
    C  three to nine   e  ten   n  third and so on   X  والعشرين   Z  غرة   _ ~ @  هـ، م، ص   v  لـ
    H  الساعة   o  first to tenth, of hours   I  والنصف   t U 2 3  بتوقيت مكة المكرمة، المحلي   5 6  ت، غ   7  T
    9  what is named after a date (شارع)   4  what العام is said of (الأمين)   0  other word   #  other sign
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from musnad.arabic.calendars import (
    AMBIGUOUS_MONTHS,
    FIRST,
    HIJRI_DHU,
    HIJRI_MONTHS,
    HIJRI_PAIRS,
    LATIN_MONTHS,
    LATIN_WEEKDAYS,
    MONTHS,
    SAFAR,
    SECOND,
    TWIN_MONTHS,
    WEEKDAYS,
    ZONES,
)
from musnad.arabic.letters import JOINERS, MARK_RANGES, TATWEEL, fold
from musnad.arabic.tokens import BLANKS


class Word(NamedTuple):
    """What a token is: its letter, a number, a name, and how many letters of it (و، ب، ل) stand before the word."""

    letter: str
    value: int = 0
    name: str = ""
    skip: int = 0


_SIGNS = dict(zip("/\\-–—‑−.:،,([)]+\n«»“”\"‹›", "//-----;:,,<<>>=!\"\"\"\"\"\"\"", strict=True))
_UNITS = {  # singular forms, dual, plural, with the article
    "day": ("يوم يوما", "يومين يومان", "ايام اياما", ""),
    "week": ("اسبوع اسبوعا", "اسبوعين اسبوعان", "اسابيع", "الاسبوع"),
    "month": ("شهر شهرا شهري", "شهرين شهران", "اشهر شهور", "الشهر"),
    "year": ("عام عاما سنه عامي", "عامين عامان سنتين سنتان", "اعوام سنوات سنين", "العام السنه"),
    "hour": ("ساعه", "ساعتين ساعتان", "ساعات", ""),
    "minute": ("دقيقه", "دقيقتين دقيقتان", "دقائق", ""),
}
_SINGULAR = {"day": "d", "week": "k", "month": "s", "year": "y", "hour": "u", "minute": "u"}
_PARTS = {
    "dawn": "فجر فجرا", "morning": "صباح صباحا ضحي", "noon": "ظهر ظهرا ظهيره", "afternoon": "عصر عصرا",
    "evening": "مساء عشيه مساءا", "night": "ليل ليله ليلا", "day": "نهار",
}  # fmt: skip
_HALVES = {"morning": "am a.m a.m.", "pm": "pm p.m p.m."}
_ADVERBS = frozenset({"فجرا", "صباحا", "ظهرا", "عصرا", "ليلا", "مساءا"})
_PLAIN = {  # letter → words without a value
    "A": "امس الامس البارحه",
    "L": "اليوم",
    "G": "غد الغد غدا",
    "l": "الليله",
    "p": "الماضي الماضيه المنصرم المنصرمه الفائت الفائته الفارط الفارطه المنقضي المنقضيه",
    "f": "المقبل المقبله القادم القادمه الاتي الاتيه",
    "c": "الجاري الجاريه الحالي الحاليه",
    "j": "هذا هذه",
    "K": "منتصف مطلع اوائل اواخر بدايه نهايه مستهل ختام اواسط بدايات نهايات",
    "B": "قبل",
    "b": "بعد",
    "S": "منذ",
    "q": "نحو حوالي قرابه زهاء",
    "x": "من",
    "i": "في عند بتاريخ تاريخ تمام بحلول حلول حتي بين خلال",
    "r": "الموافق موافق الموافقه المصادف",
    "_": "هـ ه هجري هجريه الهجري الهجريه للهجره",
    "~": "م ميلادي ميلاديه الميلادي",
    "@": "ص",
    "v": "ل",
    "H": "الساعه",
    "t": "بتوقيت توقيت بالتوقيت التوقيت",
    "2": "المكرمه المحتله",
    "3": "المحلي",
    "5": "ت",
    "6": "غ",
    "7": "T t",
    "9": "شارع مدينه حي ميدان ساحه ثوره حرب حركه جسر كوبري جامعه مستشفي نفق محور احداث انتفاضه استاد ملعب قاعه "
    "هجمات اعتداءات اكاديميه مدرسه ناديا نادي قوي تكتل تحالف تيار مجزره ذكري عيد",
    "4": "الامين المدير النائب المدعي الراي القطاع الامن المفتش القايد القائد المتحدث النيابه الاداره الموقف المشهد "
    "الذوق النظام الصالح المال الشان الوضع",
}
_NUMBERS = "ثلاث اربع خمس ست سبع ثماني تسع"
_ORDINALS = "الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر"
_HOURS = "الثالثه الرابعه الخامسه السادسه السابعه الثامنه التاسعه العاشره"
_PAST_HALF = {"والنصف": 30, "ونصف": 30, "والربع": 15, "وربع": 15, "والثلث": 20, "وثلث": 20}
# A clitic may stand before these; what is ambiguous alone (آب، صفر) is no date with a letter more.
_WITH_CLITIC = frozenset("MmWTRDALGgPVKBbSHdsyElj1On94")
_WITHOUT_LAM = frozenset("A")  # لامس is «touched»


@cache
def words() -> dict[str, Word]:
    """Return what each word of dates is, by its folded form."""
    table = {word: Word(letter) for letter, row in _PLAIN.items() for word in row.split()}
    table |= {name: Word("M", number) for name, number in MONTHS.items()}
    table |= {name: Word("m", number) for name, number in AMBIGUOUS_MONTHS.items()}
    table |= {name: Word("m", number, "hijri") for name, number in HIJRI_MONTHS.items()}
    table |= {name: Word("T", number) for name, number in TWIN_MONTHS.items()}
    table |= {name: Word("R", number, "hijri") for name, number in HIJRI_PAIRS.items()}
    table |= {name: Word("Q", number, "hijri") for name, number in HIJRI_DHU.items()}
    table |= {name: Word("1", 1) for name in FIRST} | {name: Word("O", 2) for name in SECOND}
    table |= {name: Word("D") for name in ("ذو", "ذي")} | {SAFAR: Word("z", 2, "hijri")}
    table |= {name: Word("W", number) for name, number in WEEKDAYS.items()}
    table |= {name[2:]: Word("w", number) for name, number in WEEKDAYS.items()}
    table |= {name: Word("J", number) for name, number in LATIN_MONTHS.items()}
    table |= {name: Word("w", number) for name, number in LATIN_WEEKDAYS.items()}
    table |= {word: Word("h", name=half) for half, row in _HALVES.items() for word in row.split()}
    table |= {name: Word("U", name=zone) for name, zone in ZONES.items()}
    table |= {word: Word("a" if word in _ADVERBS else "P", name=part) for part, row in _PARTS.items()
              for word in row.split()}  # fmt: skip
    for unit, (singular, dual, plural, definite) in _UNITS.items():
        for letter, row in ((_SINGULAR[unit], singular), ("E", dual), ("F", plural), ("V", definite)):
            table |= {word: Word(letter, name=unit) for word in row.split()}
    table |= _number_words() | {"يومي": Word("0"), "شهري": Word("s", name="month")}
    return table


def _number_words() -> dict[str, Word]:
    table: dict[str, Word] = {}
    for number, word in enumerate(_NUMBERS.split(), 3):
        table |= {word: Word("C", number), word + "ه": Word("C", number)}
    table |= {"ثمان": Word("C", 8), "ثمانيه": Word("C", 8), "عشر": Word("e", 10), "عشره": Word("e", 10)}
    table |= {word: Word("n", number) for number, word in enumerate(_ORDINALS.split(), 3)}
    table |= {word: Word("n", number) for word, number in (("الحادي", 1), ("العشرين", 20), ("العشرون", 20),
                                                          ("الثلاثين", 30), ("الثلاثون", 30))}  # fmt: skip
    table |= {"والعشرين": Word("X", 20), "والعشرون": Word("X", 20), "والثلاثين": Word("X", 30)}
    table |= {word: Word("o", number) for number, word in enumerate(_HOURS.split(), 3)} | {"الواحده": Word("o", 1)}
    table |= {"الحاديه": Word("o", 1, "teen")}
    table |= {word: Word("Z", 1) for word in ("غره", "فاتح", "الفاتح")}
    return table | {word: Word("I", minutes) for word, minutes in _PAST_HALF.items()}


def look_up(raw: str) -> Word:
    """Return what the token `raw` (without blanks behind it) is."""
    if raw[0] in _SIGNS:
        return Word(_SIGNS[raw[0]])
    table, word = words(), fold(raw)
    if word[:1].isdecimal() and word.isascii():
        return Word("8" if len(word) not in (1, 2, 4) else "Y" if len(word) == 4 else "N", int(word[:18]))
    if not word:
        return Word("-" if TATWEEL in raw else "#")
    found = table.get(word) or table.get(word.lower())
    if found is not None:
        return Word("g") if word == "غدا" and "\u064b" in raw else found
    for skip in (1, 2):
        clitics = word[0] in "وفبل" if skip == 1 else word[0] in "وف" and word[1] in "بل"
        if len(word) < skip + 2 or not clitics:
            break
        found = _behind_clitic(word, skip)
        if found is not None:
            return found
    return Word("0" if word[0].isalpha() else "#")


def _behind_clitic(word: str, skip: int) -> Word | None:
    rest, clitic = word[skip:], word[skip - 1]
    found = words().get(rest)
    if found is None and clitic == "ل" and rest[0] == "ل":  # للعام: the article has lost its alif
        found, skip = words().get("ا" + rest), 0
    if found is None or found.letter not in _WITH_CLITIC or (clitic == "ل" and found.letter in _WITHOUT_LAM):
        return None
    return found._replace(skip=skip)


@cache
def _token() -> re.Pattern[str]:
    blank = f"[{re.escape(BLANKS)}]"
    letters = f"(?:[^\\W\\d_]|[\u0300-\u036f{MARK_RANGES}{JOINERS}{TATWEEL}])+"
    half = r"[AaPp]\.[Mm]\b\.?"  # with its full stops one word: p.m.
    return re.compile(f"(?:[0-9\u0660-\u0669\u06f0-\u06f9]+|{half}|{letters}|[^{re.escape(BLANKS)}]){blank}*|{blank}+")


class _Memo(dict[str, Word]):
    def __missing__(self, chunk: str) -> Word:
        raw = chunk.rstrip(BLANKS)
        word = look_up(raw) if raw else Word("#")
        if len(chunk) <= LONGEST_KEPT:
            self[chunk] = word
        return word


_MEMO = _Memo()
LONGEST_KEPT = 40  # characters of a chunk that is remembered: no word of dates is longer
FORMS_KEPT = 200_000  # word forms remembered before starting anew; 1.6 million tokens of news have 126,000


class DateShape:
    """A text as tokens of dates: the shape, the word behind each letter, and where it stands."""

    __slots__ = ("chunks", "letters", "starts", "text", "tokens")

    def __init__(self, text: str) -> None:
        if len(_MEMO) > FORMS_KEPT:
            _MEMO.clear()
        self.text = text
        self.chunks: list[str] = _token().findall(text)
        self.tokens = list(map(_MEMO.__getitem__, self.chunks))
        self.letters = "".join([token[0] for token in self.tokens])
        self.starts = list(accumulate(map(len, self.chunks), initial=0))

    def start(self, i: int) -> int:
        """Return the offset of token `i`, behind the letters glued before its word."""
        offset, skip = self.starts[i], self.tokens[i].skip
        while skip:
            skip -= bool(fold(self.text[offset]))
            offset += 1
        while offset < self.starts[i + 1] and not fold(self.text[offset]).strip():
            offset += 1  # the vowel mark or tatweel of what was glued
        return offset

    def end(self, i: int) -> int:
        """Return the offset behind token `i`, its blanks left out."""
        return self.starts[i] + len(self.chunks[i].rstrip(BLANKS))

    def folded(self, i: int) -> str:
        """Return token `i` folded; empty outside the text."""
        return fold(self.chunks[i].rstrip(BLANKS)) if 0 <= i < len(self.chunks) else ""
