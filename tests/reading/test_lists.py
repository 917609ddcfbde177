"""What is said on the lines behind a colon."""

import pytest

from musnad import read


@pytest.mark.parametrize(("text", "contents"), [
    ("وأكد الوزير ما يلي:\n- العمل مستمر في السد كله.\n- الماء سيعود غدا إلى القرى.\nوغادر الوزير القاعة.",
     ["العمل مستمر في السد كله", "الماء سيعود غدا إلى القرى"]),
    ("وجاء في البيان:\n1- العمل مستمر في السد.\n2- الماء سيعود غدا.", ["العمل مستمر في السد", "الماء سيعود غدا"]),
    ("وقال سالم الراوي:\n• العمل مستمر في السد.\n• الماء سيعود غدا.", ["العمل مستمر في السد", "الماء سيعود غدا"]),
    ("وقال الوزير:\n«العمل مستمر في السد كله».", ["العمل مستمر في السد كله"]),
    ("وقال الوزير:\n\nالعمل مستمر في السد كله.", ["العمل مستمر في السد كله"]),
])  # fmt: skip
def test_what_is_said_on_the_next_lines(text, contents):
    (statement,) = read(text).statements
    assert [span.text for span in statement.content] == contents


def test_a_list_without_an_end_is_cut():
    (statement,) = read("وقال الوزير:\n" + "- العمل مستمر في السد كله.\n" * 500).statements
    assert len(statement.content) == 40


def test_who_passes_on_a_quotation_passes_on_no_part_of_it():
    document = read("قال سالم الراوي: “إن أقوال الوزير تظهر أنه يريد الحرب”، بحسب وكالة النهر.")
    said = next(statement for statement in document.statements if statement.cue.text == "قال")
    assert [via.text for via in said.via] == ["وكالة النهر"]
    assert all(not statement.via for statement in document.statements if statement is not said)
