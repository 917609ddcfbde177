"""One word is a cue once, and what belongs to a cue is not a part of its content. One comment a row."""

import pytest

from musnad import read


@pytest.mark.parametrize(("text", "expected"), [
    (  # the verb of «كما أكد» is not read a second time
        "كما أكد الوزير موعد الافتتاح.",
        [("أكد", ["موعد الافتتاح"])],
    ),
    (  # the noun that names what is expressed is no cue of its own
        "وأعرب الكرواني عن امتنان اللجنة الوطنية للهلال الأزرق للمدينة لمساعدتها في نقل الأدوية.",
        [("وأعرب", ["عن امتنان اللجنة الوطنية للهلال الأزرق للمدينة لمساعدتها في نقل الأدوية"])],
    ),
    (  # two words are a content
        "المدينة نائمة، بحسب تعبير الشاعر.",
        [("بحسب تعبير", ["المدينة نائمة"])],
    ),
    (  # the words of the cue are none of the content
        "تأخرت الشاحنات ثلاثة أيام، على حد قول السائق.",
        [("على حد قول", ["تأخرت الشاحنات ثلاثة أيام"])],
    ),
    (
        "تأخرت الشاحنات ثلاثة أيام، على حد قوله.",
        [("على حد قوله", ["تأخرت الشاحنات ثلاثة أيام"])],
    ),
])  # fmt: skip
def test_what_is_a_cue_is_one_once(text, expected):
    assert [(s.cue.text, [c.text for c in s.content]) for s in read(text).statements] == expected
