"""Quotation marks find each other, whatever the outlet typed. One comment a row; «…» ends what never closes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.reading.quotations import find_quotations
from musnad.reading.shapes import Shape, vocabulary


def quotations(text):
    shape = Shape(text, vocabulary())
    return shape, find_quotations(shape)


def quoted(text):
    """What stands in marks, in the order of the opening marks."""
    shape, found = quotations(text)
    ends = [(opening, found.closes[opening]) for opening in found.order]
    return [
        text[shape.starts[opening] + 1 : shape.starts[close]].strip() + ("" if close in found.opens else "…")
        for opening, close in ends
    ]


TABLE = [
    # every kind of mark
    ("قال «نعم» ثم عاد", ["نعم"]),  # guillemets
    ("قال “نعم” ثم عاد", ["نعم"]),  # curly
    ('قال "نعم" ثم عاد', ["نعم"]),  # straight: the mark does not say which way
    ("قال ‹نعم› ثم عاد", ["نعم"]),  # single guillemets
    ("قال 'نعم' ثم عاد", ["نعم"]),  # single straight
    ("قال ‘نعم’ ثم عاد", ["نعم"]),  # single curly
    ("قال „نعم“ ثم عاد", ["نعم"]),  # low and high
    ("قال „نعم” ثم عاد", ["نعم"]),
    ("قال ‟نعم” ثم عاد", ["نعم"]),
    ("قال ＂نعم＂ ثم عاد", ["نعم"]),  # full width
    ("قال ″نعم″ ثم عاد", ["نعم"]),  # double primes
    ("قال 〝نعم〞 ثم عاد", ["نعم"]),
    ("قال ''نعم'' ثم عاد", ["نعم"]),
    # turned round, or one mark for both ends
    ("قال »نعم« ثم عاد", ["نعم"]),  # from a left-to-right editor
    ("قال ”نعم“ ثم عاد", ["نعم"]),
    ("قال ”نعم” ثم عاد", ["نعم"]),  # ” for both
    ("قال “نعم“ ثم عاد", ["نعم"]),  # “ for both
    ("قال »نعم» ثم عاد", ["نعم"]),
    ("قال «نعم« ثم عاد", ["نعم"]),
    ("قال ”نعم”، وقال ”لا”.", ["نعم", "لا"]),
    ("قال «نعم” ثم عاد", ["نعم"]),  # two kinds in one pair
    ('قال "نعم» ثم عاد', ["نعم"]),
    # blanks and what is glued
    ("«نعم»", ["نعم"]),  # nothing but a quotation
    ("قال « نعم » ثم عاد", ["نعم"]),  # blanks inside
    ('قال " نعم " ثم قال " لا "', ["نعم", "لا"]),
    ("قال:«نعم».", ["نعم"]),  # no blank before
    ("(«نعم»)، ثم عاد", ["نعم"]),
    ('"نعم"، قال الوزير', ["نعم"]),  # a comma behind
    ('لـ"عكاظ" و"الضفة" ثم عاد', ["عكاظ", "الضفة"]),  # glued prepositions and «و»
    ("ل«عكاظ» و«الضفة»", ["عكاظ", "الضفة"]),
    ("«نعم»«لا»", ["نعم", "لا"]),  # two in a row
    ('"نعم""لا"', ["نعم", "لا"]),
    ("\u200f«نعم»\u200f ثم", ["نعم"]),  # marks of direction around
    ("قال\xa0“نعم”\xa0ثم", ["نعم"]),  # hard spaces
    # one in another
    ("قال «نعم ‹لا› نعم» ثم", ["نعم ‹لا› نعم", "لا"]),
    ('قال «نعم "لا" نعم» ثم', ['نعم "لا" نعم', "لا"]),
    ('قال "نعم «لا» نعم" ثم', ["نعم «لا» نعم", "لا"]),
    ("قال «نعم «لا» نعم» ثم", ["نعم «لا» نعم", "لا"]),  # the same kind
    ("قال ”نعم ”لا” نعم” ثم", ["نعم ”لا” نعم", "لا"]),
    # never closed: it ends with its paragraph, and the next one begins anew
    ("قال «نعم", ["نعم…"]),
    ("قال «نعم ثم عاد\nوقال «لا» ثم", ["نعم ثم عاد…", "لا"]),
    ('قال "نعم ثم عاد\nوقال "لا" ثم', ["نعم ثم عاد…", "لا"]),
    ("قال ”نعم ثم عاد\n", ["نعم ثم عاد…"]),
    # never opened, or no mark at all
    ("نعم» ثم عاد", []),
    ("O'Brien قال 'نعم' ثم", ["نعم"]),  # an apostrophe in a name
    ("Côte d'Ivoire ثم l'eau", []),
    ("O’Brien ثم عاد", []),  # a curly one
    ('طوله 5" فقط', []),  # inches
    ("«»", [""]),
    ("«", []),
    ("»", []),
    ('"', []),
    ("'", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_pairing(text, expected):
    assert quoted(text) == expected


@given(st.text(st.sampled_from("اب «»“”\"‹›'‘’„‟″،.\n( "), max_size=40))
def test_quotations_nest_and_stay_in_their_paragraph(text):
    shape, found = quotations(text)
    size = len(shape.letters)
    assert found.order == sorted(found.closes)
    assert all(found.closes[opening] == close for close, opening in found.opens.items())
    for opening, close in found.closes.items():
        assert 0 <= opening < close <= size
        assert "/" not in shape.letters[opening:close]
        assert close in found.opens or close == size or shape.letters[close] == "/"
        for other in found.order:
            if opening < other < close:
                assert found.closes[other] <= close  # inside, not across
    for i in range(size):
        around = [opening for opening, close in found.closes.items() if opening < i < close]
        assert found.around(i) == max(around, default=-1)
