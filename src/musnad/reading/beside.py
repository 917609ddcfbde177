"""Step 1b: the few words and signs that are read by what stands beside them; all others are by themselves.

Outlets differ in ؛ and ،, and in final ى and ي; a word may begin the name of a medium.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from musnad.reading.patterns import may_be_surname

if TYPE_CHECKING:
    from collections.abc import Mapping

    from musnad.reading.shapes import Form, Vocabulary

_OFTEN_OTHER = frozenset(("داعيه", "ولي", "فرد", "ورد", "طالبا", "وطالبا", "سعادته", "سعادتها"))
_STUDENTS = frozenset(("وطالبه", "وطالبات"))
_GOVERNS = frozenset(("باسم", "بدور", "خلف", "منه", "عليه"))  # «المتحدث باسم الوزارة»، «أشاد الوزير بدور العمال»
_FATHERS = frozenset(("ابو", "ابا"))
_OPENING = frozenset(("فتح", "بفتح", "لفتح", "وفتح"))
PARTICLES = frozenset(("دي", "دو", "دا", "دل", "ديل", "فون"))  # of names from Europe
_AS_USUAL = frozenset(("كالعاده", "كالمعتاد", "كالتالي", "كالاتي", "كالعادة"))
_GENERAL = frozenset(("عام", "عامه"))
_LOOKED_AT = _OFTEN_OTHER | _FATHERS | _GENERAL | _OPENING | PARTICLES
_LOOKED_AT |= {"بيد", "عبد", "والي", "بان", "فان", "تجمع", "ام"}
_HEIR = frozenset(("العهد", "عهد", "الامر", "امر", "ولي", "الدم"))
_NOUNS = frozenset("KvVOZUPRItm")
_TITLED = frozenset("TUODSEVv")  # what may stand before a given name: a title or the end of one
_ALI = frozenset(("علي", "وعلي"))  # the name, or على where a paper writes no ى


def needs_a_look(form: Form, sets: Mapping[str, frozenset[str]]) -> bool:
    """Tell of a word alone whether `read_beside` may read it, or the word behind it, in another way."""
    word = form.word
    if form.letter in "TU":
        surname = word in sets["surname"] or (form.letter == "U" and form.definite and word.endswith("ي"))
        return surname or word in _OFTEN_OTHER or form.bare == "والي"
    return (
        form.respelt or form.letter == ";" or (form.letter == "y" and word[:2] == "في")
        or (form.letter == "A" and _is_mufaala(form)) or bool(form.media) or word in _LOOKED_AT or form.bare == "آن"
        or (form.letter in _NOUNS and word in sets["also_names"]) or (form.letter in "vVZy" and not form.masdar)
        or may_be_surname(form) or (form.glued == "ك" and form.letter == "D" and form.word not in _AS_USUAL)
    )  # fmt: skip


def _is_mufaala(form: Form) -> bool:
    """Tell «مواصلة»، «متابعة»: the verbal noun of form III looks like its participle in the feminine."""
    word = form.word
    return len(word) == 6 and word[0] == "م" and word[2] == "ا" and form.bare.endswith("ة") and word != "مبادره"


def read_beside(forms: list[Form], words: Vocabulary, text: str, chunks: list[str]) -> None:
    """Exchange the forms of a text that what stands beside them makes others."""
    last = len(forms) - 1
    undotted = _writes_no_maqsura(text)
    looked_at = [k for k, form in enumerate(forms) if form.beside]
    for k in looked_at:
        if forms[k].media and any(_stand(forms, k + 1, rest) for rest in forms[k].media):
            forms[k] = words.told_to(chunks[k])  # «لسكاي نيوز»
    for k in looked_at:
        if k < last:
            _read(forms, k, words, chunks, undotted=undotted)
    for k in looked_at:
        form, behind = forms[k], forms[k + 1 : k + 2]
        if form.letter == ";" and 0 < k < last:
            named = "Y" in (forms[k - 1].letter, forms[k - 2].letter) and behind[0].letter == "T"  # «نايف الراوي؛ مدير»
            named = named or (k > 1 and forms[k - 2].letter in "VP" and behind[0].letter == "T")  # «نفى فريد؛ لاعب»
            if named or behind[0].letter in "rfhtmnNq" or behind[0].attribution:
                forms[k] = words.forms[chunks[k].replace("؛", "،")]  # «وأكد الحزب؛ في بيان، أن»
        elif form.respelt and k < last:
            begins = k == 0 or forms[k - 1].letter in "/.)-:" or (undotted and form.word[0] in "وف")
            if begins and behind[0].letter in "YTUO":
                forms[k] = words.forms[_with_maqsura(chunks[k])]  # «نفي الوزير صحة الخبر» for نفى
    if "سي " in text:
        for k in [k for k, form in enumerate(forms[:-2]) if form.word == "سي"]:
            if forms[k + 1].word == forms[k + 2].word == "ان":  # «سي إن إن»
                forms[k + 1], forms[k + 2] = (words.as_name(chunks[m], "J") for m in (k + 1, k + 2))
    if "فى " in text:  # as many in Egypt write
        for k in [k for k, form in enumerate(forms) if form.bare in ("على", "وعلى") and 0 < k < last]:
            one, other = forms[k - 1], forms[k + 1]
            titled = one.word in words.sets["honorific"] and other.letter in "YK" and not other.glued
            if titled or (one.letter == "Y" and other.letter in "Y,"):
                forms[k] = words.as_name(chunks[k], "Y")  # «الدكتور على رشاد»، «محمد على محمود»
    if undotted:
        for k in [k for k, form in enumerate(forms) if form.bare in _ALI and 0 < k < last]:
            if "Y" not in (forms[k - 1].letter, forms[k + 1].letter):
                forms[k] = words.forms[_with_maqsura(chunks[k])]


def _read(forms: list[Form], k: int, words: Vocabulary, chunks: list[str], *, undotted: bool) -> None:
    """Exchange the form at token `k`, or of the word behind it, which is not the last."""
    form, before, behind = forms[k], forms[k - 1].letter if k else "", forms[k + 1]
    if form.bare == "والي":
        if not undotted:
            forms[k] = words.as_name(chunks[k], "T")  # a governor, not «and to»
    elif k == 0:
        if form.word == "ولي":
            forms[k] = _other(forms, k, chunks[k], words)
    elif form.bare == "آن":
        if before in _TITLED and behind.letter in "YK" and not behind.definite:
            forms[k] = words.as_name(chunks[k], "Y")  # «النائبة آن هاريس», not «في بيان آن»
    elif form.bare == "بان" and before in _TITLED and (behind.letter in "KY" or behind.word == "كي"):
        forms[k] = words.as_name(chunks[k], "Y")  # «الأمين العام بان كي مون»
    elif (form.letter == "y" and form.word[0] == "ف") or form.word == "فان":
        if before in "VvP" and forms[k - 1].cues and behind.letter in "KYLTDE:,.Nn":
            forms[k] = words.as_name(chunks[k], "Y")  # «قالت فيوليتا»: no verb behind ف; «قال فان دام»: no «for»
    elif form.word in _OFTEN_OTHER:
        forms[k] = _other(forms, k, chunks[k], words)
    elif form.word == "بيد":
        if behind.letter not in "nN":
            forms[k] = words.as_name(chunks[k], "K")  # «حصر السلاح بيد الدولة»: no «but»
    elif form.letter == "A":
        if _is_mufaala(form) and before not in ",/.:;<\"" and behind.definite and not behind.glued:
            forms[k] = words.as_name(chunks[k], "K")  # «أكد المدير مواصلة العمل»
    elif form.letter == "Y" and k + 2 < len(forms):
        if form.word in _FATHERS and behind.letter in "AVPZvK":
            forms[k + 1] = words.as_name(chunks[k + 1], "D")  # «سالم أبو راوية»
        elif form.word == "عبد" and behind.letter == "T" and behind.definite:
            forms[k + 1] = words.as_name(chunks[k + 1], "D")  # «عبد المالك»
    elif form.letter in "TU":
        if before == "Y" and forms[k - 1].word != "عبد":
            forms[k] = words.as_name(chunks[k], "D")  # «سالم الخطيب»، «كاظم الصيادي»
    elif form.word in PARTICLES:
        if before in ("Y", "K") and behind.letter in "YK" and not (behind.glued or forms[k - 1].with_and):
            for place, letter in ((k - 1, "Y"), (k, "Y"), (k + 1, "D")):  # «يان دي فريس»
                forms[place] = words.as_name(chunks[place], letter)
    elif form.word in _GENERAL:
        if before == "T" and not forms[k - 1].definite and behind.letter != "#":
            forms[k] = words.as_name(chunks[k], "T")  # «أمين عام الحزب»: no year
    elif form.word in _OPENING:
        noun = behind.letter in "KD" and not (behind.with_and or behind.base.endswith(("ي", "يه")))
        if before != "O" and (noun or behind.word == "اي"):
            forms[k] = words.as_cue(chunks[k])  # «أعلن الوزير فتح الطريق»: no movement
    elif form.word == "تجمع" and before in ("T", "O") and not forms[k - 1].definite:
        forms[k] = words.as_name(chunks[k], "O")  # «رئيس تجمع الصيادين»: no verb
    elif form.bare == "أم" and before in "VvP,/" and behind.letter in "YD":
        forms[k] = words.as_name(chunks[k], "Y")  # «قالت أم سالم»: no «or»
    elif _is_unlisted(forms, k):
        forms[k] = words.as_name(chunks[k], "Y")  # «وقال كاراندوما إن»، «وأكد بوريطة أن»، «وأوضح طالب أن»
    elif before in _TITLED and _is_given(forms, k, words.sets):
        forms[k] = words.as_name(chunks[k], "Y")  # «النائبة نبيلة الساعدي»


def _stand(forms: list[Form], k: int, rest: tuple[str, ...]) -> bool:
    return tuple(form.word for form in forms[k : k + len(rest)]) == rest


def _other(forms: list[Form], k: int, chunk: str, words: Vocabulary) -> Form:
    """Return the form of a word that is one thing alone and another beside these words."""
    form, before, behind = forms[k], forms[k - 1].letter, forms[k + 1]
    if form.word == "داعيه":  # «… مغلق، داعية السكان إلى»: no preacher
        asked = behind.definite or any(other.letter == "e" for other in forms[k + 1 : k + 8])
        return words.as_cue(chunk) if before in ",>\"" and asked else form
    if form.word == "ولي":  # «قال ولي العهد»: no «and to me»
        return words.as_name(chunk, "T") if behind.word in _HEIR else form
    if form.word in ("سعادته", "سعادتها"):  # «أعرب عن سعادته»: no Excellency
        return words.as_name(chunk, "K") if before == "o" else form
    if form.word in ("طالبا", "وطالبا"):  # «36 طالبا وطالبة»
        return words.as_name(chunk, "D") if before == "#" or behind.word in _STUDENTS else form
    speaks = behind.letter in "TUYOJE" and (behind.definite or behind.letter in "YE")
    return words.as_cue(chunk) if before in ",./>\"" and speaks else form  # «، فرد القاضي»: no «individual»


def _is_given(forms: list[Form], k: int, sets: Mapping[str, frozenset[str]]) -> bool:
    """Tell a given name that is mostly another word by a title before it or a family's name behind it."""
    behind, surnames = forms[k + 1], sets["surname"]
    if forms[k].letter not in _NOUNS or forms[k].word not in sets["also_names"] or forms[k].word in _GOVERNS:
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


def _is_unlisted(forms: list[Form], k: int) -> bool:
    """Tell a surname that no list has, or that is mostly a verb, between a verb of saying and «أن» or behind a name."""
    form, before, behind = forms[k], forms[k - 1], forms[k + 1]
    if form.letter == "D":  # «وأوضح كالدويل أن»، «وطالبت كالندار الحكومة»: no preposition and article
        saying = before.letter in "VvP" and before.cues != []
        return behind.letter in ("DKnN" if before.letter == "Y" else "nNbB") or (saying and behind.letter in "TUO")
    says = before.letter in "VvP" and before.cues != [] and before.cues[0].number == "s"
    if form.letter in "vVZy":  # two verbs don't stand side by side
        verb = form.with_and or form.masdar or form.bare.endswith(("ت", "وا"))
        asked = behind.glued == "ب" and behind.definite  # «أمر يعقوبيان باللجوء»
        named = form.letter != "y" and behind.letter == "Y"  # «وأوضح دان برايس»
        return says and (behind.letter in "nNbB" or asked or named) and not verb
    named = before.letter == "Y" and form.letter == "I"  # «سارة ميلورا»
    how = form.word[:1] == "م" or form.word[1:2] == "ا"  # «ضاحكا»، «متهكما»
    on = behind.letter in ("nNbBYIT" if how else 'nNbBYIT:,<"') or (behind.letter == "S" and not behind.definite)
    on = on or (behind.letter == "K" and not (behind.cluster or behind.glued or behind.masdar))  # «هاميرا توكوري»
    return may_be_surname(form) and (named or (says and on))


def _with_maqsura(chunk: str) -> str:
    """Return a word with ى where it ends with ي."""
    return "ى".join(chunk.rsplit("ي", 1))


def _writes_no_maqsura(text: str) -> bool:
    """Tell a paper that writes final ى with dots, as many in Egypt do: «إلي، حتي», and nowhere إلى."""
    return "ي " in text and ("إلي " in text or "حتي " in text) and not ("إلى" in text or "حتى" in text)
