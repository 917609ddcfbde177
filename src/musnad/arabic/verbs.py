"""The forms of a verb, from its past and present (third person masculine singular).

Only the third person is made, since news quotes in it. Forms are unvowelled but for a shadda
that the lexicon writes on purpose. Regular, defective (نفى، دعا، رأى) and hollow (قال) verbs
follow from the spelling.
"""

from __future__ import annotations

from typing import NamedTuple


class VerbForm(NamedTuple):
    """A form with its tense and agreement; `number` is s, d or p, `gender` m, f or both (c)."""

    form: str
    tense: str
    gender: str
    number: str


def past_forms(past: str) -> list[VerbForm]:
    """Return the past forms of `past`, e.g. نفى → نفى، نفت، نفيا، نفتا، نفوا، نفين."""
    end = past[-1]
    if end in "ىا" and len(past) > 2:  # defective: the last letter gives way
        stem = past[:-1]
        dual, fem_plural = (stem + "يا", stem + "ين") if end == "ى" else (stem + "وا", stem + "ون")
        endings = [
            (past, "m", "s"),
            (stem + "ت", "f", "s"),
            (dual, "m", "d"),
            (stem + "تا", "f", "d"),
            (stem + "وا", "m", "p"),
            (fem_plural, "f", "p"),
        ]
    elif end == "ي":  # خشي، رضي
        stem = past[:-1]
        endings = [
            (past, "m", "s"),
            (past + "ت", "f", "s"),
            (past + "ا", "m", "d"),
            (past + "تا", "f", "d"),
            (stem + "وا", "m", "p"),
            (past + "ن", "f", "p"),
        ]
    else:
        endings = [
            (past, "m", "s"),
            (past + "ت", "f", "s"),
            (past + "ا", "m", "d"),
            (past + "تا", "f", "d"),
            (past + "وا", "m", "p"),
            (past + "ن", "f", "p"),
        ]
    return [VerbForm(form, "past", gender, number) for form, gender, number in endings]


def present_forms(present: str) -> list[VerbForm]:
    """Return the present forms of `present`, e.g. يدعو → يدعو، تدعو، يدعوان، تدعوان، يدعون."""
    rest = present[1:]
    weak = rest[-1] in "يىو" and len(rest) > 1
    stem = rest[:-1] if weak else rest
    dual = stem + "ي" if weak and rest[-1] in "يى" else rest
    rows = [
        ("ي" + rest, "m", "s"),
        ("ت" + rest, "f", "s"),
        ("ي" + dual + "ان", "m", "d"),
        ("ت" + dual + "ان", "f", "d"),
        ("ي" + stem + "ون", "m", "p"),
    ]
    rows.append(("ي" + dual + "ن", "f", "p"))
    return [VerbForm(form, "present", gender, number) for form, gender, number in rows]


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
