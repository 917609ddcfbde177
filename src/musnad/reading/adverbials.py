"""Adverbials of several words: «أول من أمس», «على سبيل المثال», «العام الماضي». Part of step 4."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.reading.shapes import Form

_ADVERBIALS = (
    "اول من امس", "اول امس", "امس الاول", "لاول مره", "للمره الاولي", "مره اخري", "مره ثانيه", "من جديد", "من جهه اخري",
    "من ناحيه اخري", "بدلا من ذلك", "علاوه علي ذلك", "فضلا عن ذلك", "علي سبيل المثال", "في المقابل", "حتي الان",
    "منذ قليل", "علي صعيد اخر", "علي وجه الخصوص", "علي وجه التحديد", "بصفه خاصه", "بصوره خاصه", "بصفه عامه", "بوجه خاص",
    "بوجه عام", "علي الفور", "مع ذلك", "رغم ذلك", "قبل ذلك", "بعد ذلك", "في غضون ذلك", "من جهه ثانيه", "من ناحيه ثانيه",
)  # fmt: skip
ADVERBIALS: dict[str, list[list[str]]] = {}  # adverbials of several words: by the first, what follows it
for _first, *_rest in map(str.split, _ADVERBIALS):
    ADVERBIALS.setdefault(_first, []).append(_rest)
SPANS = frozenset(("عام", "سنه", "العام", "السنه", "بين"))
_GONE_BY = frozenset(
    which + ending
    for which in ("الماضي", "الجاري", "الحالي", "المنصرم", "الفائت", "المقبل", "القادم") for ending in ("", "ه")
)  # fmt: skip


def adverbial_end(forms: Sequence[Form], k: int) -> int:
    """Return the end of the adverbial of several words at token `k` (أول من أمس), else `k`."""
    word = forms[k].word
    if word in SPANS and k + 1 < len(forms):
        behind = forms[k + 1].word
        office = k > 0 and forms[k - 1].letter == "T" and forms[k - 1].definite  # «الأمين العام الحالي»
        if (behind in _GONE_BY and forms[k].definite and not office) or (behind.isdigit() and not forms[k].definite):
            return k + 2  # «أعلنت العام الماضي»، «اعترض سنة 2013»
    if word == "بين" and k + 2 < len(forms) and forms[k + 1].letter == "#" and forms[k + 2].word.startswith("و"):
        return k + 3  # «بين 2009 و2013»
    for rest in ADVERBIALS.get(word, ()):
        end = k + 1 + len(rest)
        if end <= len(forms) and forms[k + 1].word == rest[0] and [form.word for form in forms[k + 1 : end]] == rest:
            return end
    return k
