"""Where the one who speaks ends and what is said begins, as presses of many countries write it."""

from __future__ import annotations

import pytest

from musnad import read


def spoken(text):
    """Return (cue, source, addressee, content) of each statement."""
    document = read(text)
    return [
        (
            s.cue.text if s.cue else None,
            s.source.text if s.source else None,
            s.addressee.text if s.addressee else None,
            " … ".join(c.text for c in s.content),
        )
        for s in document.statements
    ]


@pytest.mark.parametrize(("text", "source", "content"), [
    ("وأكد رئيس تجمع الصيادين أن الموسم ضعيف.", "رئيس تجمع الصيادين", "الموسم ضعيف"),
    ("أكد وزير الزراعة صعوبة التعرف على أصحاب المواشي.", "وزير الزراعة", "صعوبة التعرف على أصحاب المواشي"),
    ("نفى مدير التعليم منع الطالبات من الخروج.", "مدير التعليم", "منع الطالبات من الخروج"),
    ("أكد فلاحون تلف محاصيلهم.", "فلاحون", "تلف محاصيلهم"),
    ("وانتقد سالم العلوي الرئيس محمود السعدي.", "سالم العلوي", "الرئيس محمود السعدي"),
    ("وكانت الهيئة في تقرير سابق أدانت هدم السد.", "الهيئة", "هدم السد"),
    ("كشفت تقارير صحفية محلية عن أن السد سينهار.", "تقارير صحفية محلية", "السد سينهار"),
    ("ووفقا لبيان الهيئة الصادر أمس فإن السد آمن.", "لبيان الهيئة", "السد آمن"),
    ("ووفقا لبيان الهيئة الصادر في الثالث من أيار، سيغلق السد.", "لبيان الهيئة", "سيغلق السد"),
    ("قالت الوزيرة: «إن السد آمن» غير أن الهيئة أغلقته.", "الوزيرة", "إن السد آمن"),
    ("وأضاف سالم أنهم غلبوا خصومهم، على حد قوله.", "سالم", "أنهم غلبوا خصومهم"),
    ("قال الطبيب إن العيادة مهددة بالإغلاق.", "الطبيب", "العيادة مهددة بالإغلاق"),
    (  # figures are those of who made them known
        "قُتل ثلاثة عمال في الحريق، وفق حصيلة أولية أعلنها وزير الصحة سامي الحداد.",
        "حصيلة أولية أعلنها وزير الصحة سامي الحداد",
        "قُتل ثلاثة عمال في الحريق",
    ),
    (
        "غادر ثلاثة وزراء العاصمة، حسبما صرح مدير المطار سالم العلوي لوكالة الأنهار من الميدان.",
        "مدير المطار سالم العلوي",
        "غادر ثلاثة وزراء العاصمة",
    ),
])  # fmt: skip
def test_where_the_source_ends(text, source, content):
    assert [(row[1], row[3]) for row in spoken(text)] == [(source, content)]


@pytest.mark.parametrize(("text", "expected"), [
    ("دعا الرئيس في تغريدة وزير المياه إلى وقف البناء.", ("الرئيس", "وزير المياه", "إلى وقف البناء")),
    ("وطالبت هند العلوي الوزير محمود السعدي بالاستقالة.", ("هند العلوي", "الوزير محمود السعدي", "بالاستقالة")),
    ("وطالب محتجون الحكومة بفتح المدارس.", ("محتجون", "الحكومة", "بفتح المدارس")),
    ("اتهم ناشطون الشركة بتلويث المياه.", ("ناشطون", "الشركة", "بتلويث المياه")),
])  # fmt: skip
def test_to_whom(text, expected):
    assert [row[1:] for row in spoken(text)] == [expected]


def test_how_it_is_said_is_nobody():
    rows = spoken("قال الصياد سامي نعمة إن الموج كان عاليا. وأشار بمرارة إلى أن أحدا لم يساعدهم.")
    assert rows[1] == ("وأشار", None, None, "أحدا لم يساعدهم")


def test_a_mother_of_somebody_is_a_name():
    assert spoken("ذكرت البلدية أن الماء انقطع. وقالت أم سالم إن المعلمة غابت.")[1][1] == "أم سالم"


@pytest.mark.parametrize("text", [
    "وأعلن الوزير أن الأمر انتهى، حسب بيانه الذي،",  # a text may break off anywhere
    "قال الوزير إن السد آمن بينما",
    "وأكدت الهيئة، بحسب البيان،",
    "ووفقا لبيان الهيئة الصادر",
])  # fmt: skip
def test_texts_that_break_off(text):
    assert all(text[c.start : c.end] == c.text for s in read(text).statements for c in s.content)
