"""Step 1b: the few words and signs that are read by what stands beside them; all others are by themselves.

Outlets differ in ؛ and ،, and in final ى and ي; a word may begin the name of a medium.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.reading.shapes import Form, Vocabulary

_OFTEN_OTHER = frozenset(("داعيه", "ولي", "فرد", "ورد"))
_GOVERNS = frozenset(("باسم", "بدور", "خلف", "منه", "عليه"))  # «المتحدث باسم الوزارة»، «أشاد الوزير بدور العمال»
_FATHERS = frozenset(("ابو", "ابا"))
_HEIR = frozenset(("العهد", "عهد", "الامر", "امر", "ولي", "الدم"))
_NOUNS = frozenset("KvVOZUPRItm")
_TITLED = frozenset("TUODSEVv")  # what may stand before a given name: a title or the end of one
_ALI = frozenset(("علي", "وعلي"))  # the name, or على where a paper writes no ى


def read_beside(forms: list[Form], words: Vocabulary, text: str, chunks: list[str]) -> None:
    """Exchange the forms of a text that what stands beside them makes others."""
    last = len(forms) - 1
    for k in [k for k, form in enumerate(forms) if form.media]:
        if any(tuple(f.word for f in forms[k + 1 : k + 1 + len(rest)]) == rest for rest in forms[k].media):
            forms[k] = words.told_to(chunks[k])  # «لسكاي نيوز»
    undotted = _writes_no_maqsura(text)
    also, surnames = words.sets["also_names"], words.sets["surname"]
    if last > 0 and forms[0].bare == "والي" and not undotted:
        forms[0] = words.as_name(chunks[0], "T")
    for k in range(1, last):
        form, before = forms[k], forms[k - 1].letter
        if form.bare == "والي" and not undotted:
            forms[k] = words.as_name(chunks[k], "T")  # a governor, not «and to»
        elif form.bare == "بان" and before in _TITLED and forms[k + 1].letter in "KY":
            forms[k] = words.as_name(chunks[k], "Y")  # «الأمين العام بان كي مون»
        elif form.word in _OFTEN_OTHER:
            forms[k] = _other(forms, k, chunks[k], words)
        elif before == "Y" and forms[k - 1].word in _FATHERS and form.letter in "AVPZvK":
            forms[k] = words.as_name(chunks[k], "D")  # «سالم أبو راوية»
        elif form.letter == "T":
            if before == "Y" and (form.word in surnames or (forms[k - 1].word == "عبد" and form.definite)):
                forms[k] = words.as_name(chunks[k], "D")  # «سالم الخطيب»، «عبد المالك»
        elif form.word == "تجمع" and before == "T" and not forms[k - 1].definite and forms[k + 1].definite:
            forms[k] = words.as_name(chunks[k], "O")  # «رئيس تجمع الصيادين»: no verb
        elif form.bare == "أم" and before in "VvP,/" and forms[k + 1].letter in "YD":
            forms[k] = words.as_name(chunks[k], "Y")  # «قالت أم سالم»: no «or»
        elif form.letter in _NOUNS and before in _TITLED and form.word in also and _is_given(forms, k, surnames):
            forms[k] = words.as_name(chunks[k], "Y")  # «النائبة نبيلة الساعدي»
    if "؛" in text:
        for k in [k for k, form in enumerate(forms) if form.letter == ";" and 0 < k < last]:
            if forms[k + 1].letter in "rfhtmnN" or forms[k + 1].attribution:
                forms[k] = words.forms[chunks[k].replace("؛", "،")]  # «وأكد الحزب؛ في بيان، أن»
    for k in [k for k, form in enumerate(forms) if form.respelt and k < last]:
        begins = k == 0 or forms[k - 1].letter in "/.)-:" or (undotted and forms[k].word[0] in "وف")
        if begins and forms[k + 1].letter in "YTUO":
            forms[k] = words.forms[_with_maqsura(chunks[k])]  # «نفي الوزير صحة الخبر» for نفى
    if undotted:
        for k in [k for k, form in enumerate(forms) if form.bare in _ALI and 0 < k < last]:
            if "Y" not in (forms[k - 1].letter, forms[k + 1].letter):
                forms[k] = words.forms[_with_maqsura(chunks[k])]


def _other(forms: list[Form], k: int, chunk: str, words: Vocabulary) -> Form:
    """Return the form of a word that is one thing alone and another beside these words."""
    form, before, behind = forms[k], forms[k - 1].letter, forms[k + 1]
    if form.word == "داعيه":  # «… مغلق، داعية السكان إلى»: no preacher
        return words.as_cue(chunk) if before in ",>\"" and (behind.definite or behind.letter == "e") else form
    if form.word == "ولي":  # «قال ولي العهد»: no «and to me»
        return words.as_name(chunk, "T") if behind.word in _HEIR else form
    speaks = behind.letter in "TUYOJE" and (behind.definite or behind.letter in "YE")
    return words.as_cue(chunk) if before in ",./>\"" and speaks else form  # «، فرد القاضي»: no «individual»


def _is_given(forms: list[Form], k: int, surnames: frozenset[str]) -> bool:
    """Tell a given name that is mostly another word by a title before it or a family's name behind it."""
    behind = forms[k + 1]
    if forms[k].word in _GOVERNS:
        return False
    family = behind.word in surnames or behind.letter == "Y" or behind.word.endswith("ي")
    before, verb = forms[k - 1].letter, forms[k].letter in "VvPZ"
    if before in "TU" and forms[k - 1].definite and (family or (before == "T" and not verb)):
        return behind.letter in "DYTS" and not behind.glued and not behind.with_and
    if behind.word in surnames:
        return not verb or before in "VTU"  # «وقالت هبة الخطيب»
    bare = not (behind.glued or behind.with_and)
    if before == "V" and behind.letter in ("KY" if forms[k].letter in "VP" else "Y"):
        return bare  # «وقالت نادين لبكي»، «وقالت أمل مراد»
    return behind.letter == "D" and behind.word.endswith("ي") and not behind.glued


def _with_maqsura(chunk: str) -> str:
    """Return a word with ى where it ends with ي."""
    return "ى".join(chunk.rsplit("ي", 1))


def _writes_no_maqsura(text: str) -> bool:
    """Tell a paper that writes final ى with dots, as many in Egypt do: «إلي، حتي», and nowhere إلى."""
    return "ي " in text and ("إلي " in text or "حتي " in text) and not ("إلى" in text or "حتى" in text)
