"""What the look of a word form tells: its tag, a verbal noun, an occasion, the first person.

Part of step 1 (shapes.py), asked once a form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from musnad.lexicon.compiling import NounForm
from musnad.reading.clusters import word_clusters

TANWIN = "\u064b"

if TYPE_CHECKING:
    from musnad.reading.shapes import Form


def tag_of(form: Form, classes: dict[str, str]) -> str:
    """Return the tag of a form: its letter with agreement and clitics, or its class where that is a closed one.

    A tag is made of a letter, what marks it (a role, «d» definite, «o» an occasion, «m» a verbal noun, «f» feminine,
    «i» a nisba, «p» or «2» its number, «u» or «a» its case), a glued preposition and «+» for a glued conjunction: Td,
    Km, Dfب, Tp+."""
    letter, word = form.letter, form.word
    closed = classes.get(word) or (classes.get(word[1:]) if form.with_and else None)
    if letter == "N" and closed == "except":
        closed = "complementiser_pronoun"  # «ألا»
    if closed is not None and letter not in "TUORJESYD":
        return closed + ("+" if form.with_and else "")
    marks = ""
    if letter in "TUORJES" and form.noun is not None:
        marks = {"p": "p", "d": "2"}.get(form.noun.number, "") if letter != "O" else ""
        if marks and form.base.endswith(("ين", "ون", "ان")):
            marks = "a" if form.base.endswith("ين") else "u"
        if letter in "OJ":
            marks = "h" if form.noun.role == "head" else "n"
        marks = ("d" if form.definite else "") + marks
    elif letter == "Y":
        marks = "h" if form.noun is not None and form.noun.role == "homograph" else ""
    elif letter in "KD":
        base = form.base
        marks = "m" if form.masdar else _ending(base)
    return letter + ("o" if form.occasion else "") + marks + form.glued + ("+" if form.with_and else "")


def _ending(base: str) -> str:
    if base.endswith("يه") or (base.endswith("ي") and len(base) > 3):
        return "i"
    if base.endswith("ه"):
        return "f"
    if len(base) > 4 and base.endswith(("ون", "ين", "ات")):
        return {"ون": "u", "ين": "a", "ات": "p"}[base[-2:]]
    return ""


def by_spelling(form: Form) -> tuple[str, NounForm | None] | None:
    """Tell words from the particles that they fold with: علي from على, إمام from أمام, ألا from إلا."""
    if form.word == "علي" and form.bare.endswith("ي"):
        return "Y", NounForm("names", "m", "s")
    if form.word == "الا" and form.bare.startswith("أ"):
        return "N", None  # «ألا»: أن with its negation
    if form.word in ("امام", "وامام") and "إ" in form.bare:
        return "T", NounForm("titles", "m", "s", "office")
    return None


def is_person(form: Form, people: Mapping[str, str]) -> bool:
    """Tell a word that public people are called by, in no other list, and make the form a name.

    Args:
        people: the words of their names, with the gender of who bears them.
    """
    word = form.word
    glued = word[:1] if word[:1] in ("و", "ل", "ب") else ""
    base = word if word in people else word[1:]
    if (base is not word and not glued) or base not in people or TANWIN in form.bare:
        return False
    form.letter, form.base, form.noun = "Y", base, NounForm("names", people[base], "s")
    if base is not word:
        form.with_and, form.glued = glued == "و", glued.removeprefix("و")
    return True


def may_be_surname(form: Form) -> bool:
    """Tell a word that no list has and that looks like a name: «كاراندوما»، «بوريطة»، «باغريبة»، «كاراندوس».

    Not «بلهفة», which says how; not «جميعا».
    """
    word = form.word
    if form.definite or form.noun is not None or form.cluster or form.masdar or word in word_clusters():
        return False
    if form.letter == "I":
        return not (TANWIN in form.bare or word[:-1] in word_clusters() or word.endswith(("يا", "ها")))
    if form.glued == "ب" and form.letter == "K" and len(word) > 5 and word.endswith("و") and not form.with_and:
        return word[1:] not in word_clusters()  # «بارندو»، «برلاسكو»
    southern = form.bare.startswith("با") and not word.endswith(("ها", "هم"))
    if form.glued != "ب" or form.letter != "K" or not (southern or word.startswith(WESTERN)):
        return False
    manner = len(word) < 6 or word[3] == "ا" or (word[1] == "ا" and "ت" in word[2:4])  # «بوقاحة»، «باستهانة»
    return not (word.endswith("ه") and manner)


def is_occasion(form: Form, occasions: frozenset[str]) -> bool:
    """Tell whether a word behind في opens an occasion (في بيان، في مؤتمره الصحفي), not a place."""
    word = form.word
    if form.base in occasions or word in occasions:
        return True
    return word.endswith(("ه", "ها", "هم")) and any(
        word.endswith(p) and word.removesuffix(p) in occasions for p in ("ها", "هم", "ه")
    )


def is_masdar(form: Form, masdars: frozenset[str]) -> bool:
    """Tell by its pattern (forms II–X) or by list whether a word is a verbal noun."""
    bare = form.bare
    word = form.base if form.definite else form.word
    if word in masdars:
        return True
    for pronoun in ("هما", "ها", "هم", "ه") if word.endswith(("ه", "ا", "م")) else ():
        if (
            len(word) > len(pronoun) + 2
            and word.endswith(pronoun)
            and (word.removesuffix(pronoun) in masdars or _pattern(word.removesuffix(pronoun), bare))
        ):
            return form.noun is None
    if len(word) < 4 or form.noun is not None:
        return False
    return _pattern(word, bare)


def is_noun(word: str, bare: str, masdars: frozenset[str]) -> bool:
    """Tell a noun by its ending in ة or ات, or a verbal noun."""
    return bare.endswith("ة") or word.endswith("ات") or word in masdars or _pattern(word, bare)


def _pattern(word: str, bare: str) -> bool:
    """Tell the patterns إفعال، افتعال، انفعال، تفعيل، تفاعل، مفاعلة by their letters (folded `word`)."""
    if bare.startswith("إ") and len(word) > 4 and (word[-2] == "ا" or word.endswith("ه")):
        return True
    if word[0] == "ا" and len(word) > 5 and word[-2] == "ا" and ("ت" in word[1:3] or word[1] == "ن"):
        return True
    if word[0] == "ت" and len(word) == 5 and (word[3] == "ي" or word[2] == "ا"):
        return True
    return word[0] == "م" and len(word) == 6 and word[2] == "ا" and word.endswith("ه")


def is_unsaid(form: Form) -> bool:
    """Tell a verb that reports nobody: «أعتقد» (I think), not «اعتقد» or «أختتمت»; an aim, «أن يأتوا ويقولوا»."""
    word, bare = form.word.lstrip("وف"), form.bare.lstrip("وف")
    if form.with_and and form.letter == "P" and word.endswith("وا"):
        return True
    # stems VII to X have no hamza in the past
    return bare.startswith("أ") and len(word) > 4 and word[2] == "ت" and not word.endswith("ت")


def is_to_whose(form: Form) -> bool:
    """Tell «لضيفه»: somebody's own, spoken to, and no part of a naming; not a word that begins so (لاعبيه)."""
    own = form.bare.endswith(("ه", "ها", "هم"))  # and not the ة of «لحماية»
    return own and form.letter == "K" and form.glued == "ل" and form.word[1:2] != "ا"


def takes_preposition(word: str) -> bool:
    """Tell whether the first letter of an unknown word (ب ل ك) is a glued preposition.

    ب mostly is one; ل before what may be a verbal noun or a name, or has a pronoun (لضيفه); ك seldom outside «كـ».
    """
    if word[0] == "ب":
        return True
    return word[0] == "ل" and len(word) > 4 and (word[1] in "تامع" or word.endswith(("ه", "ها", "هم")))


WESTERN = ("بل", "بو", "بن", "بال")  # how surnames of the Maghreb begin
THERE = frozenset(("هناك", "ثمه"))
_SPEECH = THERE | {"نحن", "انا", "لقد", "لن", "علينا", "يجب", "ينبغي", "لدينا", "عندنا", "كنا", "اننا", "انني"}
_WE = frozenset((
    "نريد", "نامل", "نتمني", "نتوقع", "نعتقد", "نحتاج", "نسعي", "نستطيع", "نعلم", "نعرف", "نقدر", "نشكر", "نؤمن",
    "اريد", "اعتقد", "اتمني", "اتوقع", "اعرف", "اشكر",
))  # fmt: skip
_WE_SHALL = "سن"
_YEARS = ("سنوات", "سنوي", "سنتي", "سنتا", "سنه", "سنغ", "سنج", "سند", "سنا")


def begins_speech(form: Form) -> bool:
    """Tell a word that begins somebody's own words where nothing opens them: «نحن»، «لقد»، «سنواصل»، «يجب»."""
    return form.word in _SPEECH or is_first_person(form)


def is_first_person(form: Form) -> bool:
    """Tell «نريد»، «سنواصل»: a verb that nobody but who speaks can be the subject of."""
    word = form.word
    if word in _WE:
        return True
    return word.startswith(_WE_SHALL) and len(word) > 4 and form.letter in "KIy" and not word.startswith(_YEARS)
