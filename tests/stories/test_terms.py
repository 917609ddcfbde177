"""Terms: what is heavy, what is alike, the same whichever comes first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wire_texts import CUT, OTHER, REORDERED, RETOLD, WIRE

from musnad.stories.codes import coded
from musnad.stories.terms import MOST_TERMS, alike, heaviest, terms_of, vectors


def of(text, title=""):
    return vectors(terms_of(coded(title).terms, coded(text).terms))


def test_a_text_is_like_itself():
    assert alike(of(WIRE), of(WIRE)) == pytest.approx(1.0)


def test_retold_is_more_alike_than_another_matter():
    assert alike(of(WIRE), of(CUT)) > alike(of(WIRE), of(RETOLD)) > 0.25 > 0.1 > alike(of(WIRE), of(OTHER))


def test_the_order_of_paragraphs_changes_the_lead_alone():
    assert 0.6 < alike(of(WIRE), of(REORDERED)) < 1.0
    assert of(WIRE).whole().keys() == of(REORDERED).whole().keys()


def test_what_happened_is_found_further_down():
    """What one leads with and the other tells further down counts more than what is background in both."""
    one, other = (" ".join(f"{name}{n}" for n in range(120)) for name in ("شرق", "غرب"))
    assert alike(of(CUT), of(one + " " + CUT)) > 2 * alike(of(other + " " + CUT), of(one + " " + CUT))


@pytest.mark.parametrize("text", ["", "خبر", "في من إلى", "123 456", "خ " * 5000])
def test_texts_without_much_in_them(text):
    own = of(text)
    assert 0.0 <= alike(own, own) <= 1.0
    assert alike(own, of(WIRE)) == alike(of(WIRE), own) < 0.2


def test_the_number_of_terms_has_bounds():
    terms = terms_of(coded("عنوان").terms, coded(" ".join(f"كلمة{n}" for n in range(100_000))).terms)
    assert len(terms.packed) // 3 == len(terms.weights) == MOST_TERMS
    assert heaviest(terms, 24) == heaviest(terms, 140)[:24] and len(heaviest(terms, 500)) == MOST_TERMS


@given(st.text(alphabet="ابتو لرسمه", max_size=200), st.text(alphabet="ابتو لرسمه", max_size=200))
def test_alike_is_symmetric_and_bounded(one, other):
    assert alike(of(one), of(other)) == alike(of(other), of(one))
    assert 0.0 <= alike(of(one), of(other)) <= 1.000001
