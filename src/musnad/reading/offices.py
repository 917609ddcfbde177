"""Over which words the naming of an office or a body goes on: whom one serves, where, what for. Part of step 4."""

from __future__ import annotations

from collections.abc import Sequence

from musnad.reading.shapes import Form

# words of the names of bodies that elsewhere begin what is said: «عضو لجنة حقوق الطفل»، «اتحاد كرة اليد»
OF_BODIES = frozenset(("حقوق", "بحقوق", "لحقوق", "لكره"))
_CONCERNED = frozenset(g + w for g in ("", "ال") for w in ("معني", "معنيه", "معنيون", "معنيين", "مهتمه", "مختصه"))
_ENVOYS = frozenset(g + w for g in ("", "ال") for w in ("مبعوث", "مبعوثه", "سفير", "سفيره", "مندوب", "مندوبه", "موفد"))
_POSTED = frozenset(("المنتدب", "المنتدبه", "المكلف", "المكلفه"))  # «الوزير المنتدب لدى رئيس الحكومة»
_WORKS_AT = frozenset(("الي", "لدي"))
_ASSIST = frozenset(("نائب", "نائبه", "مساعد", "مساعده", "مستشار", "مستشاره", "ممثل", "ممثله"))
_RANKS = frozenset(("الاول", "الاولي", "الاسبق", "السابق", "السابقه", "الخاص", "الخاصه", "الشخصي", "الثاني"))
_ENDED = frozenset(("المنتهيه", "المنتهي"))  # «الرئيس المنتهية ولايته»
_TOKENS_BACK = 4


def is_of_body(letters: str, forms: Sequence[Form], k: int) -> bool:
    """Tell whether token `k`, one of `OF_BODIES`, is a part of the name of the body or office before it."""
    form, last = forms[k], forms[k - 1]
    if form.word == "لكره":
        return letters[k - 1] in "DSOTK" or last.word.endswith("يه")  # «الاتحاد الدولي لكرة السلة»
    if form.glued == "ب" or form.word.startswith("ب"):
        return last.word in _CONCERNED
    if letters[k - 1] == "o":
        body = "O" in letters[max(0, k - _TOKENS_BACK) : k - 1]  # «منظمة الدفاع عن حقوق المرأة»
        return body and letters[k - 2] in "DKO"
    return letters[k - 1] == "O" or forms[k - 1].word in ("الوطنيه", "الدوليه", "العربيه")


def is_done_by(forms: Sequence[Form], k: int) -> bool:
    """Tell «المدعومة من قبل البنك» by its first token: no noun, it tells of the one before."""
    if k < 1 or k + 3 >= len(forms) or not forms[k].word.startswith("الم"):
        return False
    return (forms[k + 1].word, forms[k + 2].word) == ("من", "قبل") and forms[k + 3].letter in "OTUEDYJ"


def serves(letters: str, forms: Sequence[Form], start: int, k: int, *, named: bool) -> bool:
    """Tell whether token `k` tells whom or what the one named before it serves.

    «مبعوث الأمم المتحدة إلى اليمن»، «المحلل لدى بنك النهر»، «النائب الأول لممثل البلاد»، «المنظمة غير الحكومية».

    Args:
        start: where the phrase begins.
        named: whether a name is in it.
    """
    form, last, behind = forms[k], forms[k - 1], letters[k + 1 : k + 2]
    if not behind:
        return False
    if form.word in OF_BODIES:
        return is_of_body(letters, forms, k)
    if form.word in _WORKS_AT:
        if last.word in _POSTED and behind == "T":
            return True
        if form.word == "لدي":
            return behind in ("O", "E", "J") and not forms[k + 1].occasion
        return behind in ("E", "O") and any(f.word in _ENVOYS for f in forms[max(start, k - _TOKENS_BACK) : k])
    if is_done_by(forms, k):
        return last.definite
    if form.word == "من":
        return is_done_by(forms, k - 1) and k > start + 1
    if form.word == "قبل":
        return last.word == "من" and is_done_by(forms, k - 2)
    if form.word == "غير":
        return last.definite and behind == "D"
    if form.letter == "o":
        return forms[k + 1].word == "حقوق" and is_of_body(letters, forms, k + 1)
    if last.word in _ENDED:
        return form.word.startswith("ولايت")
    if form.glued == "ب":
        return last.word in _CONCERNED
    return form.glued == "ل" and form.letter == "T" and last.word in _RANKS and forms[k - 2].stem in _ASSIST
