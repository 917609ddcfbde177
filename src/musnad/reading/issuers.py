"""Texts that speak for somebody: «بيان الوزارة», «حصيلة أعلنها الوزير». Part of step 6a (speakers.py)."""

from __future__ import annotations

from musnad.reading.claims import Phrase
from musnad.reading.shapes import Shape


def issuer(shape: Shape, phrase: Phrase) -> Phrase:
    """Return who speaks through a text: the ministry of «بيان الوزارة»، of «تقرير صادر عنها»; else `phrase`."""
    start, end = phrase
    forms, letters = shape.forms, shape.letters
    by = next((k for k in range(start + 1, end - 1) if forms[k].word in shape.sets["issued_by"]), 0)
    if by and letters[start] in "KR":
        by += letters[by + 1] == "t" and by + 2 < end  # «بيان أصدرته أمس إدارة السد»
        return by + 1, end  # «حصيلة أولية أعلنها الوزير»
    if letters[start] != "R" or end - start < 2:
        return phrase
    for k in range(start + 1, min(start + 3, end)):  # «بيان لوزارة الصحة»، «تقرير جديد لمنظمة»
        if forms[k].glued == "ل" and letters[k] in "OTEJYU" and not any(form.definite for form in forms[start:k]):
            return k, end
    whose = forms[start + 1]
    indefinite = letters[start + 2 : min(start + 3, end)] in tuple("VPIZ")  # «تقارير اقتصادية تناولتها الصحيفة»
    indefinite = indefinite or not any(forms[k].definite for k in range(start + 1, end))
    relates = whose.word.endswith(("يه", "ي"))  # «تقارير إعلامية»، «تقارير صحفية محلية»
    adjective = letters[start + 1] in "OTJ" and relates and indefinite
    if letters[start + 1] in "OTEJY" and not (whose.glued or adjective or forms[start].definite):
        return start + 1, end
    about = letters.find("o", start, end)
    if 0 < about < end - 1 and forms[about - 1].stem in shape.sets["issued"] and letters[about + 1] in "OTEJYUDK":
        return about + 1, end
    return phrase
