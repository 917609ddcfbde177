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
    ("قال 5 من السكان إن الماء مقطوع.", "5 من السكان", "الماء مقطوع"),
    ("النائبة سلمى الدوري، وفي إطار نقطة نظام، أكدت أن الوزراء غائبون.", "النائبة سلمى الدوري", "الوزراء غائبون"),
    ("الراوي، وخلال جلسة البرلمان، قال إن الجسر مفتوح.", "الراوي", "الجسر مفتوح"),
    ("كشف، الوزير سالم الراوي، أن الجسر سيفتح.", "الوزير سالم الراوي", "الجسر سيفتح"),
    ("قال سالم أبو راوية إن الجسر مفتوح.", "سالم أبو راوية", "الجسر مفتوح"),
    ("حذر الناطق باسم الرئاسة نبيل أبو جدينة من التأخير.", "الناطق باسم الرئاسة نبيل أبو جدينة", "من التأخير"),
    ('"بيتنا سجن كبير"، هكذا قالت سلمى منصور.', "سلمى منصور", "بيتنا سجن كبير"),
])  # fmt: skip
def test_where_the_source_ends(text, source, content):
    assert [(row[1], row[3]) for row in spoken(text)] == [(source, content)]


@pytest.mark.parametrize(("text", "expected"), [
    ("دعا الرئيس في تغريدة وزير المياه إلى وقف البناء.", ("الرئيس", "وزير المياه", "إلى وقف البناء")),
    ("وطالبت هند العلوي الوزير محمود السعدي بالاستقالة.", ("هند العلوي", "الوزير محمود السعدي", "بالاستقالة")),
    ("وطالب محتجون الحكومة بفتح المدارس.", ("محتجون", "الحكومة", "بفتح المدارس")),
    ("اتهم ناشطون الشركة بتلويث المياه.", ("ناشطون", "الشركة", "بتلويث المياه")),
    ("وقال سالم الراوي لمجلس الأمن إن الجسر مفتوح.", ("سالم الراوي", "لمجلس الأمن", "الجسر مفتوح")),
    ("وأكد الوزير سالم الراوي لمجلس النواب أن الجسر آمن.", ("الوزير سالم الراوي", "لمجلس النواب", "الجسر آمن")),
    ("اتهم حمدان الوزير بالفشل.", ("حمدان", "الوزير", "بالفشل")),
    ("اتهمت منظمة «عدل» مصر باحتجاز الناس.", ("منظمة «عدل»", "مصر", "باحتجاز الناس")),
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


@pytest.mark.parametrize("text", [
    'وصل سالم نادر إلى القرية. وأضاف بحرقة: "احترق البيت".',
    "وصل سالم نادر إلى القرية. وقال بلهفة إن البيت احترق.",
])  # fmt: skip
def test_how_it_is_said_is_nobody_also_in_words_that_no_list_has(text):
    (statement,) = (document := read(text)).statements
    assert {s.id: s.name.text for s in document.speakers}[statement.speaker] == "سالم نادر"


@pytest.mark.parametrize(("text", "answers"), [
    ('سأل المحامي الشاهد عن عمله، فأجاب: "في البلدية".', "الشاهد"),
    ('سأل المحامي الشاهدة عن عملها، فأجابت: "في البلدية".', "الشاهدة"),
])  # fmt: skip
def test_who_is_asked_answers(text, answers):
    document = read(text)
    assert {s.id: s.name.text for s in document.speakers}[document.statements[-1].speaker] == answers


@pytest.mark.parametrize(("text", "rows"), [
    (
        "انتقد النائب سالم الراوي الحكومة، مؤكدا غياب الوزراء.",
        [("النائب سالم الراوي", "الحكومة"), (None, "غياب الوزراء")],
    ),
    ("انتقد النائب الحكومة، معتبرا أنها فاشلة.", [("النائب", "الحكومة"), (None, "أنها فاشلة")]),
    (
        'قالت سلمى نادر إنها خافت. وتصف المشهد: "كان الصوت قويا".',
        [("سلمى نادر", "إنها خافت"), (None, "كان الصوت قويا")],
    ),
    (
        "أكد سالم الراوي أن رئيس البلدية هو القاضي. وقال الرئيس إن العمل مستمر.",
        [("سالم الراوي", "رئيس البلدية هو القاضي"), ("الرئيس", "العمل مستمر")],
    ),
])  # fmt: skip
def test_a_participle_and_what_is_described_are_no_part_of_a_source(text, rows):
    assert [(row[1], row[3]) for row in spoken(text)] == rows


@pytest.mark.parametrize("name", [
    "سامر", "نادر", "تامر", "صهيب", "ثائر", "كامل", "ربيع", "رضا", "جهاد", "أيهم", "عزت", "مؤيد", "ضرار",
])  # fmt: skip
def test_given_names_that_are_also_words(name):
    (row,) = spoken(f"وأعلن {name} الخطيب أن المصنع مغلق.")
    assert row[1:] == (f"{name} الخطيب", None, "المصنع مغلق")
    (row,) = spoken(f"وأعلن {name} حداد تعليق الإضراب.")
    assert row[1:] == (f"{name} حداد", None, "تعليق الإضراب")


@pytest.mark.parametrize("name", ["نادين", "دانا", "منى", "نهى", "أمل", "إيمان", "هبة", "يسرى", "نبيلة", "خولة", "لمى"])
def test_so_of_women(name):
    assert [row[1:] for row in spoken(f"وقالت {name} مراد إن المصنع مغلق.")] == [(f"{name} مراد", None, "المصنع مغلق")]


@pytest.mark.parametrize("name", ["عبد المالك جبار", "عبد الأمير نوار", "كريم جبار"])
def test_a_surname_leads_to_the_name(name):
    document = read(f"أكد الوزير {name} أن الجسر مفتوح. وقال {name.split()[-1]} إن العمل مستمر.")
    assert len({statement.speaker for statement in document.statements}) == 1


def test_a_line_that_is_a_headline_by_two_signs_is_one_statement():
    lines = ["انتهى الموسم.\u200e", "وفاز فريق العليا.", "وحضر الوفد.\u200e", "وكرم النادي لاعبيه القدامى.\u200e"]
    text = "\n".join([*lines, "رابط الخبر بصحيفة الوادي: سالم بن نور: السباق في الجبل جاء بطلب الناديين"])
    ids = [statement.id for statement in read(text).statements]
    assert len(ids) == 1


@pytest.mark.parametrize(("text", "content"), [
    ("أكد الوزير تمسكه بالحل السياسي.", "تمسكه بالحل السياسي"),
    ("أبدى السكان استياءهم من هذا الوضع.", "استياءهم من هذا الوضع"),
    ("وجددت الوزارة رفضها للقرار.", "رفضها للقرار"),
])  # fmt: skip
def test_a_noun_that_is_what_is_said_is_no_cue_of_its_own(text, content):
    assert [row[3] for row in spoken(text)] == [content]


@pytest.mark.parametrize(("text", "content"), [
    ("اندلع الحريق ليلا، كما أفاد سكان بسماع انفجار.", "بسماع انفجار"),
    ("انقطع الماء عن الحي، كما دعا الوزير إلى إصلاح المضخة.", "إلى إصلاح المضخة"),
    ("انقطع الماء عن الحي، كما أشار الوزير إلى وجود خلل.", "إلى وجود خلل"),
    ("انقطع الماء عن الحي، كما أشار الوزير إلى ذلك أمس.", "انقطع الماء عن الحي"),
    ("انقطع الماء عن الحي، كما قال الوزير.", "انقطع الماء عن الحي"),
])  # fmt: skip
def test_as_somebody_said_or_somebody_also_said(text, content):
    assert [row[3] for row in spoken(text)] == [content]
