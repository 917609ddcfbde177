"""Decisions weigh a context by groups of templates; it comes to what all templates come to one by one."""

import random

import pytest

from musnad.reading.clusters import word_clusters
from musnad.reading.contents import END
from musnad.reading.cue_decisions import ACCEPT, GLANCE
from musnad.reading.decisions import Decision, coarse, load_weights
from musnad.reading.phrases import BACKWARD, FORWARD
from musnad.reading.subjectless import WHO

GROUPED = (FORWARD, BACKWARD, GLANCE, END)


def contexts(decision, count):
    """Random contexts, made of the values that the weights know, and of one that they don't."""
    values = {field: ["unseen"] for field in decision.fields}
    for feature in load_weights()[decision.name]:
        template, _, found = feature.partition("=")
        if feature and template[0] != "~":
            for field, value in zip(template.split(), found.split("|"), strict=True):
                values[field].append(value)
    chance = random.Random(decision.name)
    for _ in range(count):
        yield tuple(chance.choice(values[field]) for field in decision.fields)


def one_by_one(decision, context):
    weights = load_weights()[decision.name]
    return weights[""] + sum(weights.get(feature, 0) for feature in decision.features(context))


@pytest.mark.parametrize("decision", [*GROUPED, ACCEPT, WHO], ids=lambda d: d.name)
def test_a_score_is_the_sum_of_the_weights_of_its_features(decision):
    for context in contexts(decision, 300):
        assert decision.summed(context) == pytest.approx(one_by_one(decision, context), abs=1e-9)


@pytest.mark.parametrize("decision", GROUPED, ids=lambda d: d.name)
def test_groups_come_to_the_same_in_thousandths(decision):
    for context in contexts(decision, 1_000):
        exact, weighed = decision.summed(context), decision.weigh(context)
        assert (weighed > 0) == (exact > 0) and (weighed < 0) == (exact < 0)
        if abs(exact) > 0.0005:  # where weights cancel out the float decides, unscaled
            assert weighed == round(exact * 1000)


def test_weights_that_cancel_out_are_summed_as_floats():
    decision = Decision("none", "a b c", ("a", "b", "c"), tags="", groups="a|b c")
    decision.learn({"": 0.1, "a=x": 0.2, "b=y": -0.3})
    assert 0 < decision.weigh(("x", "y", "z")) == 0.1 + 0.2 - 0.3
    assert decision.weigh(("x", "-", "z")) == 300


def test_a_template_without_a_group_is_told():
    decision = Decision("none", "a b", ("a", "b", "a b"), tags="", groups="a|b")
    with pytest.raises(AssertionError, match="none: no group holds a b"):
        decision.learn({"a b=x|y": 1.0})


def test_kin_is_told_by_letter():
    assert [coarse(tag) for tag in ("Tdp", "Td", "Tdu+", "Km", "Dfب")] == ["Td", "Td", "Td+", "K", "D"]
    assert coarse(coarse("Tdu+")) == coarse("Tdu+")
    decision = Decision("none", "a b", ("~a b",), tags="a", groups="~a b")
    decision.learn({"": 0.0, "~a b=Td|x": 0.5})
    assert decision.weigh(("Tdp", "x")) == 500


def test_words_that_keep_the_same_company():
    clusters = word_clusters()
    assert clusters["سالم"] == clusters["محمد"] != clusters["وزير"]
    assert len(clusters) > 10_000 and len(set(clusters.values())) == 128
