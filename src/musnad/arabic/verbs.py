"""The forms of a verb, from its past and present (third person masculine singular).

Only the third person is made, since news quotes in it. Forms are unvowelled but for a shadda
that the lexicon writes on purpose. Regular, defective (نفى، دعا، رأى), hollow (قال), doubled (حث) and
hamzated (بدأ) verbs follow from the spelling, doubled ones of three letters and more do not (أصر looks
like أمر): they are made like regular ones, which is wrong in the feminine plural only (أصررن).
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.arabic.letters import SHADDA

_WEAK = "اىيوءأؤئ"  # behind a long vowel these are no third radical of a hollow verb


class VerbForm(NamedTuple):
    """A form with its tense and agreement; `number` is s, d or p, `gender` m, f or both (c)."""

    form: str
    tense: str
    gender: str
    number: str


def past_forms(past: str) -> list[VerbForm]:
    """Return the past forms of `past`, e.g. نفى → نفى، نفت، نفيا، نفتا، نفوا، نفين."""
    end = past[-1]
    dual, plurals, fem_plural = past + "ا", [past + "وا"], _past_feminine_plural(past)
    feminine = past + "ت"
    if end in "ىا" and len(past) > 2:  # defective: the last letter gives way
        stem = past[:-1]
        feminine, plurals = stem + "ت", [stem + "وا"]
        ya = end == "ى" or past[-2] == "ي"  # نفى، أحيا; but دعا
        dual, fem_plural = (stem + "يا", stem + "ين") if ya else (stem + "وا", stem + "ون")
    elif end == "ي":  # خشي، رضي
        plurals = [past[:-1] + "وا"]
    elif end == "أ":  # بدأ: بدآ، and both spellings of the plural
        dual, plurals = past[:-1] + "آ", [past + "وا", past[:-1] + "ؤوا"]
    elif end == "ء":  # جاء
        plurals = [past + "وا", past[:-1] + "ؤوا"]
    rows = [(past, "m", "s"), (feminine, "f", "s"), (dual, "m", "d"), (feminine + "ا", "f", "d")]
    rows += [(plural, "m", "p") for plural in plurals] + [(fem_plural, "f", "p")]
    return [VerbForm(form, "past", gender, number) for form, gender, number in rows]


def _past_feminine_plural(past: str) -> str:
    stem = past
    if is_hollow(past):
        stem = past[:-2] + past[-1]  # قلن، أفدن
    elif len(past) > 2 and past.endswith("اء"):
        stem = past[:-2] + ("ئ" if len(past) == 3 else "أ")  # جئن، استأن
    elif len(past.replace(SHADDA, "")) == 2:
        stem = past[0] + past[1] * 2  # حثثن
    return stem if stem.endswith("ن") else stem + "ن"  # أعلنّ is written أعلن


def is_hollow(past: str) -> bool:
    """Tell whether the middle radical is a long vowel that a consonant shortens (قال، أفاد، استضاف)."""
    return len(past) > 2 and past[-2] == "ا" and past[-1] not in _WEAK


def present_forms(present: str, past: str = "") -> list[VerbForm]:
    """Return the present forms of `present`, e.g. يدعو → يدعو، تدعو، يدعوان، تدعوان، يدعون.

    Args:
        past: tells a hollow verb (قال يقول) from one whose middle letter is a consonant (عوّل يعول).
    """
    rest = present[1:]
    weak = rest[-1] in "يىو" and len(rest) > 1
    stem = rest[:-1] if weak else rest
    dual = stem + "ي" if weak and rest[-1] in "يى" else rest
    plurals = [stem]
    if rest[-1] == "أ":  # يبدأ: يبدآن، and both spellings of the plural
        duals, plurals = stem[:-1] + "آن", [stem, stem[:-1] + "ؤ"]
    elif rest[-1] == "ء" and rest[-2] == "ي":  # يجيء
        stem = stem[:-1] + "ئ"
        duals, plurals = stem + "ان", [stem]
    elif rest[-1] == "ء":  # يستاء
        duals, plurals = dual + "ان", [stem, stem[:-1] + "ؤ"]
    else:
        duals = dual + "ان"
    rows = [("ي" + rest, "m", "s"), ("ت" + rest, "f", "s"), ("ي" + duals, "m", "d"), ("ت" + duals, "f", "d")]
    rows += [("ي" + plural + "ون", "m", "p") for plural in plurals]
    rows.append(("ي" + _present_feminine_plural(rest, dual, past), "f", "p"))
    return [VerbForm(form, "present", gender, number) for form, gender, number in rows]


def dependent_forms(present: str, past: str = "") -> list[VerbForm]:
    """Return those forms behind أن, ل or لم that lose their ن: يؤكدون → يؤكدوا, يؤكدان → يؤكدا; arguments as above.

    The feminine dual is left out: تفهما، تقدما are nouns a hundred times as often.
    """
    masculine = [row for row in present_forms(present, past) if row.gender == "m"]
    dual = [row._replace(form=row.form[:-1]) for row in masculine if row.number == "d"]
    return dual + [row._replace(form=row.form[:-1] + "ا") for row in masculine if row.number == "p"]


def _present_feminine_plural(rest: str, dual: str, past: str) -> str:
    stem = dual
    if rest[-1] == "ء" and len(rest) > 2:
        stem = rest[:-2] + ("ئ" if rest[-2] == "ي" else "أ")  # يجئن، يستأن
    elif is_hollow(past) and len(rest) > 2 and rest[-2] in "اوي":
        stem = rest[:-2] + rest[-1]  # يقلن
    elif len(past.replace(SHADDA, "")) == 2:
        stem = rest + rest[-1]  # يحثثن
    return stem if stem.endswith("ن") else stem + "ن"


def participle_forms(participle: str) -> list[VerbForm]:
    """Return the accusative participles (مؤكدا، مؤكدة، مؤكدين) that go on with the same speaker."""
    stem = participle[:-1] if participle.endswith("ي") else participle
    rows = [
        (participle + "ا", "m", "s"),
        (participle + "ة", "f", "s"),
        (stem + "ين", "m", "p"),
        (participle + "تين", "f", "d"),
        (participle + "ات", "f", "p"),
    ]
    return [VerbForm(form, "participle", gender, number) for form, gender, number in rows]
