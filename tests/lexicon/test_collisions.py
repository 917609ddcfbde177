"""Rare forms of verbs must not take everyday words away."""

from musnad.lexicon.compiling import tables


def test_no_verb_of_women_is_a_city_or_a_son():
    """Aden was the feminine plural of «عدّ», badly made; «ابن» (son) is that of «أبان», well made."""
    assert {"عدن", "ابن", "لمن", "لامن", "صحن", "دن"} & tables().cues.keys() == set()
    assert {"قلن", "يقلن", "افدن", "هنؤوا", "هناوا"} <= tables().cues.keys()
