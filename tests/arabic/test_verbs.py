"""Lemma → forms. A table a kind of verb, one comment a row."""

import pytest

from musnad.arabic.verbs import dependent_forms, participle_forms, past_forms, present_forms

SLOTS = ["ms", "fs", "md", "fd", "mp", "fp"]  # gender and number, in the order of the tables


def slots(rows):
    """The forms of each slot, «/» between two spellings."""
    found = {}
    for row in rows:
        found.setdefault(row.gender + row.number, []).append(row.form)
    return ["/".join(found[slot]) for slot in SLOTS if slot in found]


PAST = [
    ("سأل", "سأل سألت سألا سألتا سألوا سألن"),  # regular, with a hamza in the middle
    ("أكد", "أكد أكدت أكدا أكدتا أكدوا أكدن"),  # with one at the head
    ("أعلن", "أعلن أعلنت أعلنا أعلنتا أعلنوا أعلن"),  # n + n is written once
    ("نفى", "نفى نفت نفيا نفتا نفوا نفين"),  # defective in ى
    ("رأى", "رأى رأت رأيا رأتا رأوا رأين"),
    ("استدعى", "استدعى استدعت استدعيا استدعتا استدعوا استدعين"),
    ("دعا", "دعا دعت دعوا دعتا دعوا دعون"),  # in ا: dual and plural look alike
    ("أحيا", "أحيا أحيت أحييا أحيتا أحيوا أحيين"),  # ا behind ي stands for ى
    ("خشي", "خشي خشيت خشيا خشيتا خشوا خشين"),  # in ي
    ("قال", "قال قالت قالا قالتا قالوا قلن"),  # hollow: the long vowel is cut before n
    ("أفاد", "أفاد أفادت أفادا أفادتا أفادوا أفدن"),
    ("استضاف", "استضاف استضافت استضافا استضافتا استضافوا استضفن"),
    ("دان", "دان دانت دانا دانتا دانوا دن"),  # hollow, and n + n
    ("ناقش", "ناقش ناقشت ناقشا ناقشتا ناقشوا ناقشن"),  # ا before two consonants is no hollow verb's
    ("حث", "حث حثت حثا حثتا حثوا حثثن"),  # doubled: two letters, three before n
    ("ظن", "ظن ظنت ظنا ظنتا ظنوا ظنن"),
    ("عدّ", "عدّ عدّت عدّا عدّتا عدّوا عددن"),  # its shadda written
    ("بيّن", "بيّن بيّنت بيّنا بيّنتا بيّنوا بيّن"),  # a shadda of form II is not that of a doubled verb
    ("بدأ", "بدأ بدأت بدآ بدأتا بدأوا/بدؤوا بدأن"),  # hamza at the end: madda, two spellings of the plural
    ("هنأ", "هنأ هنأت هنآ هنأتا هنأوا/هنؤوا هنأن"),
    ("جاء", "جاء جاءت جاءا جاءتا جاءوا/جاؤوا جئن"),  # hollow with a hamza
    ("استاء", "استاء استاءت استاءا استاءتا استاءوا/استاؤوا استأن"),
    ("فوجئ", "فوجئ فوجئت فوجئا فوجئتا فوجئوا فوجئن"),
]
PRESENT = [
    ("أكد", "يؤكد", "يؤكد تؤكد يؤكدان تؤكدان يؤكدون يؤكدن"),  # regular
    ("أعلن", "يعلن", "يعلن تعلن يعلنان تعلنان يعلنون يعلن"),  # n + n
    ("نفى", "ينفي", "ينفي تنفي ينفيان تنفيان ينفون ينفين"),  # defective in ي
    ("دعا", "يدعو", "يدعو تدعو يدعوان تدعوان يدعون يدعون"),  # in و
    ("رأى", "يرى", "يرى ترى يريان تريان يرون يرين"),  # in ى
    ("خشي", "يخشى", "يخشى تخشى يخشيان تخشيان يخشون يخشين"),
    ("وعى", "يعي", "يعي تعي يعيان تعيان يعون يعين"),  # the first letter is gone too
    ("قال", "يقول", "يقول تقول يقولان تقولان يقولون يقلن"),  # hollow in و
    ("أفاد", "يفيد", "يفيد تفيد يفيدان تفيدان يفيدون يفدن"),  # in ي
    ("خاف", "يخاف", "يخاف تخاف يخافان تخافان يخافون يخفن"),  # in ا
    ("عوّل", "يعول", "يعول تعول يعولان تعولان يعولون يعولن"),  # looks hollow, is not
    ("ناقش", "يناقش", "يناقش تناقش يناقشان تناقشان يناقشون يناقشن"),
    ("حث", "يحث", "يحث تحث يحثان تحثان يحثون يحثثن"),  # doubled
    ("بدأ", "يبدأ", "يبدأ تبدأ يبدآن تبدآن يبدأون/يبدؤون يبدأن"),  # hamza at the end
    ("هنأ", "يهنئ", "يهنئ تهنئ يهنئان تهنئان يهنئون يهنئن"),
    ("جاء", "يجيء", "يجيء تجيء يجيئان تجيئان يجيئون يجئن"),
    ("استاء", "يستاء", "يستاء تستاء يستاءان تستاءان يستاءون/يستاؤون يستأن"),
]
PARTICIPLES = [
    ("مؤكد", "مؤكدا مؤكدة مؤكدتين مؤكدين مؤكدات"),  # regular
    ("داعي", "داعيا داعية داعيتين داعين داعيات"),  # defective: the plural loses ي
    ("مهنئ", "مهنئا مهنئة مهنئتين مهنئين مهنئات"),  # hamza
]


@pytest.mark.parametrize(("past", "forms"), PAST, ids=[past for past, _ in PAST])
def test_past(past, forms):
    assert slots(past_forms(past)) == forms.split()
    assert {row.tense for row in past_forms(past)} == {"past"}


@pytest.mark.parametrize(("past", "present", "forms"), PRESENT, ids=[row[1] for row in PRESENT])
def test_present(past, present, forms):
    assert slots(present_forms(present, past)) == forms.split()
    assert {row.tense for row in present_forms(present)} == {"present"}


@pytest.mark.parametrize(
    ("past", "present", "forms"),
    [
        ("أكد", "يؤكد", "يؤكدا يؤكدوا"),
        ("قال", "يقول", "يقولا يقولوا"),
        ("نفى", "ينفي", "ينفيا ينفوا"),
        ("رأى", "يرى", "يريا يروا"),
        ("هنأ", "يهنئ", "يهنئا يهنئوا"),
        ("بدأ", "يبدأ", "يبدآ يبدأوا/يبدؤوا"),
    ],
)
def test_behind_an(past, present, forms):
    assert slots(dependent_forms(present, past)) == forms.split()


@pytest.mark.parametrize(("participle", "forms"), PARTICIPLES, ids=[row[0] for row in PARTICIPLES])
def test_participle(participle, forms):
    assert slots(participle_forms(participle)) == forms.split()
    assert {row.tense for row in participle_forms(participle)} == {"participle"}


def test_the_lemma_stands_first():
    """The lexicon's compiler takes the first row for the verb itself."""
    for past, _ in PAST:
        assert past_forms(past)[0].form == past
    for past, present, _ in PRESENT:
        assert present_forms(present, past)[0].form == present
