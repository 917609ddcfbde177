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


@pytest.mark.parametrize(("text", "act", "content"), [
    ("أعربت الوزيرة عن إدانتها للهجوم على السد.", "criticise", "عن إدانتها للهجوم على السد"),
    ("أعربت النقابة عن ترحيبها بفتح الجسر أمام المشاة.", "welcome", "عن ترحيبها بفتح الجسر أمام المشاة"),
    ("أعربت النقابة عن تحذيرها من انهيار السد.", "warn", "عن تحذيرها من انهيار السد"),
    ("أعرب الوزير عن تأييده لخطة الري.", "express", "عن تأييده لخطة الري"),
    ("أعرب الوزير عن أمله في موسم ماطر.", "express", "عن أمله في موسم ماطر"),
])  # fmt: skip
def test_what_is_expressed_is_one_statement_and_says_what_is_done(text, act, content):
    (statement,) = read(text).statements
    assert (statement.act, [c.text for c in statement.content]) == (act, [content])


@pytest.mark.parametrize(("text", "source"), [
    ("وقال مراسلنا في بلدة النخيل إن الجسر أغلق صباحا.", "مراسلنا في بلدة النخيل"),
    ("أفادت موفدتنا إلى المدينة بأن السوق فتحت أبوابها.", "موفدتنا إلى المدينة"),
    ("وفي حوارنا مع الوزير حاتم الكرواني أظهر أن السد آمن.", None),  # who is talked with is not yet who says it
    ("وبعد لقاء مع الوزير حاتم الكرواني أكد السفير أن الطريق مفتوحة.", "السفير"),
])  # fmt: skip
def test_sources_beside_the_cue(text, source):
    (statement,) = read(text).statements
    assert (statement.source and statement.source.text) == source


@pytest.mark.parametrize(("text", "source", "content"), [
    ("أعلن الوالي قبل أن يغادر القاعة أن الجسر سيفتح.", "الوالي", "الجسر سيفتح"),
    ("أكد الوزير بعد أن زار الموقع أن العمل انتهى.", "الوزير", "العمل انتهى"),
    ("أكد الموقع بدون أن يورد تفاصيل أن الوالي أخذ القرار.", "الموقع", "الوالي أخذ القرار"),
    ("أعلن المصرف خفض الفائدة بعد أن تراجع التضخم.", "المصرف", "خفض الفائدة بعد أن تراجع التضخم"),
    ('وقالت يومية "الرابية" إن الجسر سيفتح.', 'يومية "الرابية"', "الجسر سيفتح"),
])  # fmt: skip
def test_clauses_between_a_cue_and_what_is_said(text, source, content):
    (statement,) = read(text).statements
    assert statement.source.text == source
    assert [span.text for span in statement.content] == [content]


@pytest.mark.parametrize("text", [
    "قال المرصد إن طائرات حربية يعتقد أنها روسية قصفت الريف.",
    "قال المرصد إن دوي انفجار نتيجة قصف يرجح أنه إسرائيلي سمع في المدينة.",
])  # fmt: skip
def test_a_thing_of_which_something_is_believed_says_nothing(text):
    (statement,) = read(text).statements
    assert statement.source.text == "المرصد"


@pytest.mark.parametrize(("text", "cue", "source"), [
    ("سيفتح الجسر غدا، وفق ما أفادت به البلدية.", "وفق ما أفادت به", "البلدية"),
    ("سيفتح الجسر غدا، حسبما أفاد به الوالي.", "حسبما أفاد به", "الوالي"),
])  # fmt: skip
def test_as_somebody_said_of_it(text, cue, source):
    (statement,) = read(text).statements
    assert (statement.cue.text, statement.source.text) == (cue, source)
    assert [span.text for span in statement.content] == ["سيفتح الجسر غدا"]
