"""Subject and object side by side: where the second begins, and verbs whose object says what something is.

Arabic puts them so without a sign between the two; but a noun with an article can't belong to one that has it.
"""

from __future__ import annotations

from musnad.reading.claims import Claim
from musnad.reading.clusters import common_nouns
from musnad.reading.shapes import Form, Shape

COUNT_AS = frozenset(("verbs_think/itabara", "verbs_think/adda"))  # they count something as something
_COUNTS = COUNT_AS | {"verbs_act/waada"}


_PEERS = frozenset(("نظيره", "نظيرها", "نظيرته", "نظيرتها", "نظراءه"))
_OF_ALL = frozenset(("اكثر", "اكبر", "اهم", "افضل", "اول", "اولي", "اقدم", "ابرز", "احد", "احدي", "واحد", "واحده"))
_ANY = frozenset(("اي", "ايه", "كل", "جميع", "كافه"))


def object_in(shape: Shape, k: int, end: int) -> int:
    """Return where the object begins that was taken for a part of the subject before it; 0 where there is none.

    «دعا الوزير الشركات إلى»، «اتهم المتحدث إيران»، «أبلغ الرئيس نظيره»: a noun with an article, a country or somebody's
    own, behind a noun, adjective or name that ends the subject.

    Args:
        k, end: the tokens of the phrase behind the verb.
    """
    forms, letters = shape.forms, shape.letters
    for m in range(k + 1, end):
        form = forms[m]
        if form.glued or form.with_and:
            continue
        after_article = _ends_by_article(shape, m - 1)
        told = letters[m] in "UO" or (letters[m] == "T" and form.number == "p")  # «اللواء فلان» is an apposition
        if told and form.definite and (after_article or letters[m - 1] in "YE" or _is_whole(shape, k, m)):
            return m
        ended = after_article or ("Y" in letters[k:m] and letters[m - 1] in "YDK")
        many = (letters[m] == "O" or form.number == "p") and not form.definite
        governs = m + 1 < end and (forms[m + 1].definite or letters[m + 1] == "E") and not forms[m + 1].glued
        if told and many and governs and (ended or (m - 1 == k and _is_whole(shape, k, m))):
            return m  # «اتهمت شركة النهر وزارة المالية»، «طالب سامي نادر سكان القرى»، «اتهم الوزير حكومة بيرو»
        some = shape.tags[m - 1] == "Ki" or forms[m - 1].word == "عيان"
        if letters[m] == "J" and not form.definite and (ended or some or _is_whole(shape, k, m)):
            return m  # «أفاد شهود عيان وكالة النهر»، «أبلغت مصادر محلية صحيفة النهر»
        if letters[m] == "D" and form.word.endswith("ين") and letters[m - 1] in "DK" and "Y" in letters[k : m - 1]:
            return m  # «هنأ سالم الراوي الفائزين»
        if after_article and _are_others(forms[k], forms[m - 1], form):
            return m  # «هنأت وزيرة الصحة العاملين»، «ناشد سكان القرية المحافظ»
        if letters[m] == "T" and form.definite and m == end - 1:
            if letters[m - 1] in "DK" and "Y" in letters[k : m - 1]:
                return m  # «وسألت النائبة هدى الحداد الوزير»، «وسألت هدى منصور الوزير»
            if forms[m - 1].word in shape.sets["surname"] or letters[k:m] == "Y":
                return m  # «وطالب الحداد الوزير»، «اتهم حمدان الوزير بالفشل»
        if letters[m] == "E" and letters[m - 1] in "YK" and m - 1 == k:
            return m  # «واتهم باشيان أذربيجان»
        if form.word in _PEERS:
            return m  # «أبلغ الرئيس ماكرون نظيره»
        if form.word in _ANY and (after_article or letters[m - 1] in "YED"):
            return m  # «حذر الرئيس مراد أي بلد»
        country = letters[m] == "E" and not form.word.endswith("يه")  # السعودية is an adjective too
        if (after_article or letters[m - 1] in '>"') and (country or is_ones_own(form)):
            return m
        if letters[m] == "T" and _is_second_person(letters, k, m, end):
            return m
        if letters[m] == "T" and not form.definite and _differs(forms[k], form):
            return m
    return 0


def described_in(shape: Shape, k: int, end: int) -> int:
    """Return where the last noun with an article begins that does not belong to the one before; else `k`."""
    forms, letters = shape.forms, shape.letters
    if letters[k] in "TU" and not forms[k].definite and forms[k + 1].definite and forms[k + 1].stem in common_nouns():
        return k + 1  # «وعزا خبراء الأزمة إلى»
    found = k
    for m in range(end - 1, k, -1):
        form = forms[m]
        if found > k and not (letters[m] == "D" and form.stem in common_nouns()):
            continue  # what else may be an adjective of it: «القرار الأخير»
        noun = letters[m] in "TUODRMJ" and form.definite and not form.base.endswith(("ي", "يه"))
        noun = noun or (letters[m] == "T" and "Y" in letters[k:m])  # «وصف النائب سالم الراوي مدير الشركة بأنه»
        if letters[k:m].count('"') % 2 or letters[k:m].count("<") > letters[k:m].count(">"):
            continue  # within a name in marks
        last = forms[m - 1]
        ended = letters[m - 1] in 'Y>"' or _ends_by_article(shape, m - 1)
        ended = ended or (m - 1 > k and last.word.endswith("يه") and not last.definite)  # «مصادر طبية الحالة»
        if letters[m] == "d" or (noun and ended and not form.glued and not form.with_and):
            if letters[m] != "D" or form.stem in common_nouns():
                return m
            found = m
    return found


def antecedent(shape: Shape, relative: int, start: int) -> int:
    """Return where the noun begins that a relative pronoun goes back to: with its adjectives, and a noun governing it.

    Returns: `relative` where no noun with an article stands there, or one with a preposition glued to it.
    """
    forms, letters, k = shape.forms, shape.letters, relative
    while k > start and forms[k - 1].definite and letters[k - 1] in "KDIOTURMS":
        if forms[k - 1].glued:
            return relative
        if letters[k - 1] in "OTU" and k < relative:
            return k  # «درس المجلس الأسباب التي …»: an object behind its subject
        k -= 1
    if k == relative:
        return relative
    before = forms[k - 1] if k > start else forms[k]
    governs = before.letter in "KTR" and not (before.definite or before.glued or before.word.startswith(("و", "ف")))
    return k - governs


def is_counted(shape: Shape, claim: Claim, k: int) -> bool:
    """«يعد الجسر تحفة معمارية»: tell a passive, which says what something is, by what stands behind it, at `k`."""
    if claim.form.tense != "present" or claim.form.pronoun or claim.form.key not in _COUNTS:
        return False
    forms = shape.forms
    form, after = forms[k], forms[k + 1] if k + 1 < len(forms) else None
    if form.word == "بمثابه" or form.word in _OF_ALL:
        return True  # «تعتبر البلاد أكثر الدول إنتاجا للقمح»
    if form.definite or form.word[0] == "ب" or form.letter not in "KITUO" or form.base.endswith(("هم", "ها")):
        return False
    whose = after is not None and ((after.definite and not after.glued) or after.letter in "YEJLS")  # «تصريحات الوزير»
    return not whose or form.letter == "I"


def is_predicate(shape: Shape, k: int) -> bool:
    """«خطأ كبيرا»، «خاطئا»: tell what something is counted as, and so no first object of a verb that has two."""
    form, after = shape.forms[k], shape.forms[k + 1] if k + 1 < len(shape.forms) else None
    if form.letter not in "KIS" or form.definite or form.glued or form.bare.endswith(("ه", "ها", "هم")):
        return False
    adjective = after is not None and not after.definite and after.word.endswith(("ا", "ه")) and not after.glued
    return after is None or after.letter in ".,;/aeomfh" or (adjective and after.letter in "KISTA")


def _are_others(subject: Form, last: Form, form: Form) -> bool:
    """Tell people with the article, behind a word with it, that are others than the subject by their number."""
    if not form.definite or form.letter not in "DTU" or subject.letter not in "TU":
        return False
    if form.base.endswith("ين") and len(form.base) > 5:
        several = last.number in ("p", "d") or last.base.endswith(("ين", "ون", "ان", "ات"))
        return form.number != "s" and subject.number == "s" and not several
    office = form.noun is not None and form.noun.role == "office"
    return office and subject.number == "p" and form.number == "s" and last.letter == "O"


def _ends_by_article(shape: Shape, k: int) -> bool:
    """Tell a noun or adjective with an article: no noun that it would govern can follow."""
    return shape.letters[k] in "TUODS" and shape.forms[k].definite


def _is_second_person(letters: str, k: int, m: int, end: int) -> bool:
    """«اتهم النائب سالم الراوي وزير المال سمير الكاتب»: tell a title between two names from an apposition."""
    return letters[m - 1] in "YKD" and "Y" in letters[k:m] and "Y" in letters[m:end]


def _is_whole(shape: Shape, k: int, m: int) -> bool:
    """Tell that the indefinite subject before token `m` is complete: «ناشطون»، «نقابات تونسية», a lone name."""
    last = shape.forms[m - 1]
    if last.definite:
        return False
    named = last.letter == "K" and not last.masdar and last.word[-1] not in "يوه"
    lone = m - 1 == k and (named or last.word in shape.sets["surname"])
    return lone or (last.word.endswith("ون") and last.letter in "TUD") or last.letter == "S"


def _differs(subject: Form, title: Form) -> bool:
    """«طالبت النائبة فلانة وزير المال»، «طالب الصيادون رئيس البلدية»: tell an object by gender or number."""
    one, other = subject.noun, title.noun
    if one is None or other is None or subject.letter not in "TU" or other.number != "s":
        return False
    return one.number == "p" or (one.number == "s" and one.gender != other.gender)


def is_ones_own(form: Form) -> bool:
    """Tell «نظيره، وزيرها»: a title with a pronoun, which «نظيرة» only looks like when it is folded."""
    return form.letter in "TUKI" and form.bare.endswith(("ه", "ها", "هم")) and len(form.bare) > 4


def is_ones_stand(form: Form, *, named: bool) -> bool:
    """Tell a noun that can only be the object of a verb without a subject behind it: «دعمه للمزارعين».

    Args:
        named: the subject stands before the verb as a pronoun: «لكنه رفض التعليق».
    """
    own = form.bare.endswith(("ته", "تها", "تهم")) or (form.masdar and form.bare.endswith(("ه", "ها", "هم")))
    deed = form.masdar or form.bare.startswith("الإ")
    return not form.glued and ((form.letter in ("KM" if named else "K") and own) or (named and deed))
