"""Step 1b: the few words and signs that are read by what stands beside them; all others are by themselves.

Outlets differ in ؛ and ،, and in final ى and ي; a word may begin the name of a medium.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from musnad.reading.shapes import Form, Vocabulary

_ALI = frozenset(("علي", "وعلي"))  # the name, or على where a paper writes no ى


def read_beside(forms: list[Form], words: Vocabulary, text: str, chunks: list[str]) -> None:
    """Exchange the forms of a text that what stands beside them makes others."""
    last = len(forms) - 1
    for k in [k for k, form in enumerate(forms) if form.media]:
        if any(tuple(f.word for f in forms[k + 1 : k + 1 + len(rest)]) == rest for rest in forms[k].media):
            forms[k] = words.told_to(chunks[k])  # «لسكاي نيوز»
    if "؛" in text:
        for k in [k for k, form in enumerate(forms) if form.letter == ";" and 0 < k < last]:
            if forms[k + 1].letter in "rfhtm" or forms[k + 1].attribution:
                forms[k] = words.forms["، "]  # «وأكد الحزب؛ في بيان، أن»
    undotted = _writes_no_maqsura(text)
    for k in [k for k, form in enumerate(forms) if form.respelt and k < last]:
        begins = k == 0 or forms[k - 1].letter in "/.)-:" or (undotted and forms[k].word[0] in "وف")
        if begins and forms[k + 1].letter in "YTUO":
            forms[k] = words.forms[forms[k].respelt]  # «نفي الوزير صحة الخبر» for نفى
    if undotted:
        for k in [k for k, form in enumerate(forms) if form.bare in _ALI and 0 < k < last]:
            if "Y" not in (forms[k - 1].letter, forms[k + 1].letter):
                forms[k] = words.forms[forms[k].bare[:-1] + "ى "]


def _writes_no_maqsura(text: str) -> bool:
    """Tell a paper that writes final ى with dots, as many in Egypt do: «إلي، حتي», and nowhere إلى."""
    return "ي " in text and ("إلي " in text or "حتي " in text) and not ("إلى" in text or "حتى" in text)
