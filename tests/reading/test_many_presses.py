"""What outlets of many countries write each in its own way. One comment a row."""

import pytest

from musnad import read


@pytest.mark.parametrize(("text", "expected"), [
    (  # ؛ where others write a comma
        "وأكد الحزب؛ في بيان وصلنا منه، أن الطريق مغلق منذ أيام.",
        [("وأكد", "الحزب", None, "الطريق مغلق منذ أيام")],
    ),
    (
        "وطالب الحزب؛ الذي يرأسه سالم الراوي، بإطلاق سراح العمال.",
        [("وطالب", "الحزب", None, "بإطلاق سراح العمال")],
    ),
    (  # ى with dots, at the head of a sentence
        "نفي سالم الراوي مدير الكرة بالنادي وصول أية عروض للاعبي الفريق.",
        [("نفي", "سالم الراوي مدير الكرة بالنادي", None, "وصول أية عروض للاعبي الفريق")],
    ),
    (  # a whole paper that writes it so: علي is a preposition there
        "وأكد الوزير علي أهمية التعاون، ودعا إلي الهدوء حتي المساء.",
        [("وأكد", "الوزير", None, "علي أهمية التعاون"), ("ودعا", None, None, "إلي الهدوء حتي المساء")],
    ),
    (  # and a name where it stands beside one
        "وأضاف علي حسن أن السوق مفتوح إلي المساء.",
        [("وأضاف", "علي حسن", None, "السوق مفتوح إلي المساء")],
    ),
    (
        "وأكد الوزير علي أن الطريق إلى المدينة مفتوح.",
        [("وأكد", "الوزير علي", None, "الطريق إلى المدينة مفتوح")],
    ),
])  # fmt: skip
def test_signs_and_letters_of_a_paper(spoken, text, expected):
    assert [(s.cue, s.source, s.addressee, s.content) for s in spoken(text)] == expected


@pytest.mark.parametrize(("text", "cue", "source", "content"), [
    ("وحسب ذات المصدر، فإن الرجال عادوا إلى القرية.", "وحسب", "ذات المصدر", "الرجال عادوا إلى القرية"),
    ("وحسب ما جاء في التقرير عاد الرجال إلى المدينة.", "وحسب ما جاء في", "التقرير", "عاد الرجال إلى المدينة"),
    ("ووفق ما جاء في صحيفة المساء، عاد الناس إلى المدينة.", "ووفق ما جاء في", "صحيفة المساء", "عاد الناس إلى المدينة"),
    ("عاد الرجال إلى المدينة، حسبما ذكرته وزارة الري.", "حسبما ذكرته", "وزارة الري", "عاد الرجال إلى المدينة"),
])  # fmt: skip
def test_attributions_to_texts(spoken, text, cue, source, content):
    assert [(s.cue, s.source, s.addressee, s.content) for s in spoken(text)] == [(cue, source, None, content)]


@pytest.mark.parametrize(("text", "sources"), [
    ("عاد الناس إلى المدينة التي قال إن أهلها هجروها.", [None]),  # who said it is told before, and is not the city
    ("والجنود الذي قالوا إن القرية آمنة.", [None]),
    ("والتقى المدير الذي قال إن القرية آمنة.", ["المدير"]),
    ("كتب النائب تغريدة عبر حسابه على المنصة قال فيها إن الجسر آمن.", [None]),  # nor is what he said it in
    ("الراوي وخلال كلمة له في قاعة البلدية، قال إن الجسر آمن.", ["الراوي"]),  # who is named ahead of an occasion
    ("وكان سعيد الصياد، قد أكد الثلاثاء 14 مارس/ آذار 2023، أن السوق مغلق.", ["سعيد الصياد"]),  # a date is nobody
    ("ولفت سلامة إلى أن السوق مغلق.", ["سلامة"]),  # a surname that is a verbal noun too
    ("ورحب بوريل بالاتفاق الجديد.", ["بوريل"]),  # a name that begins as if with a preposition
    ("أشاد بايتاس، عضو المجلس، بالموقف الجديد.", ["بايتاس، عضو المجلس"]),
])  # fmt: skip
def test_subjects_that_other_words_hide(spoken, text, sources):
    assert [said.source for said in spoken(text)] == sources


@pytest.mark.parametrize(("text", "expected"), [
    (  # a verbal noun of saying opens what somebody is accused of
        "واتهمت الوزارة النقابة بالتحريض على الإضراب.",
        [("واتهمت", "الوزارة", "النقابة", "بالتحريض على الإضراب")],
    ),
    (  # a title between two names is the second one's
        "اتهم النائب حسن الراوي رئيس البلدية سعيد الكاتب بالتقصير.",
        [("اتهم", "النائب حسن الراوي", "رئيس البلدية سعيد الكاتب", "بالتقصير")],
    ),
    (  # whoever stands before a present verb is its subject
        "نصر الله يتهم جعجع بالتحريض على الإضراب",
        [("يتهم", "نصر الله", "جعجع", "بالتحريض على الإضراب")],
    ),
    (
        "وقال إن النقابة طالبت الدول التي اجتمعت أمس بالتدخل فورا.",
        [
            ("وقال", None, None, "النقابة طالبت الدول التي اجتمعت أمس بالتدخل فورا"),
            ("طالبت", "النقابة", "الدول التي اجتمعت أمس", "بالتدخل فورا"),
        ],
    ),
    (
        "وقال إن مجلس الوزراء طلب من وزارة المال إعداد مشروع جديد.",
        [
            ("وقال", None, None, "مجلس الوزراء طلب من وزارة المال إعداد مشروع جديد"),
            ("طلب", "مجلس الوزراء", "وزارة المال", "إعداد مشروع جديد"),
        ],
    ),
])  # fmt: skip
def test_who_does_what_to_whom(spoken, text, expected):
    assert [(s.cue, s.source, s.addressee, s.content) for s in spoken(text)] == expected


def test_lines_of_persons_and_what_they_say():
    document = read(
        "المؤسسة تدرس الإغلاق\n\nقالت المؤسسة إنها تدرس الأمر.\n\nالمحامي سالم الراوي: ستنظر المحكمة في الطلب غدا.\n"
        "تصوير: سالم الراوي"
    )
    assert [(s.cue.text, s.source.text) for s in document.statements] == [
        ("قالت", "المؤسسة"), (":", "المحامي سالم الراوي")
    ]  # fmt: skip


def test_a_surname_speaks_in_a_headline_where_the_text_names_its_bearer():
    first = read("نواصرة: خيار العودة وارد\n\nقال نقيب المعلمين ناصر نواصرة إن الخيار وارد.").statements[0]
    assert (first.source.text, first.content[0].text) == ("نواصرة", "خيار العودة وارد")


@pytest.mark.parametrize("head", ["البيت الأبيض", "ولي العهد"])
def test_who_speaks_in_a_headline(head):
    assert read(f"{head}: الجسر آمن وسيفتح غدا\n\nهذا خبر قصير عن الجسر.").statements[0].source.text == head


def test_the_headline_is_repeated_behind_a_full_stop():
    head = "وزير المال: الجسر آمن اليوم"
    text = f"{head}\n\nقال الوزير إن العمل مستمر. رابط الخبر بصحيفة النهر: {head}"
    assert [said.cue.text for said in read(text).statements] == [":", "قال", ":"]


@pytest.mark.parametrize(("text", "source", "content"), [
    # openers that are one word with what they govern
    ("رحب الوزير بهذه الخطوة المهمة.", "الوزير", "بهذه الخطوة المهمة"),
    ("وأشاد الوالي بما تحقق في المدينة.", "الوالي", "بما تحقق في المدينة"),
    ("وندد المجلس بما وصفه العدوان على القرية.", "المجلس", "بما وصفه العدوان على القرية"),
    ("حذر الوزير مما يجري في القرية.", "الوزير", "مما يجري في القرية"),
    ("كشف الوزير عما يدور في القرية.", "الوزير", "عما يدور في القرية"),
    # where a source ends and an object begins
    ("وشجبت الجامعة العربية قصف الأحياء السكنية.", "الجامعة العربية", "قصف الأحياء السكنية"),
    ("ورفض الوفد المفاوض شروط الوسيط.", "الوفد المفاوض", "شروط الوسيط"),
    ("أعلن الاتحاد التونسي لكرة اليد تأخير القطاف.", "الاتحاد التونسي لكرة اليد", "تأخير القطاف"),
    ("وأرجع الناطق باسم البلدية سالم الراوي سبب تأخر العمل إلى المطر.", "الناطق باسم البلدية سالم الراوي",
     "سبب تأخر العمل إلى المطر"),
    ("وقال كيم سو-جين، مدير المرصد، إن السماء صافية.", "كيم سو-جين، مدير المرصد", "السماء صافية"),
    ("وانتقد خبراء البيئة مشروع السد.", "خبراء البيئة", "مشروع السد"),
    ("ويرحب زعيم الحركة بحل سياسي للأزمة.", "زعيم الحركة", "بحل سياسي للأزمة"),
    ("وأشادت قيادات كشفية بمشاركة الطلاب في المخيم.", "قيادات كشفية", "بمشاركة الطلاب في المخيم"),
    ("هنأ المجلس الشعب بعودة المياه إلى القرى.", "المجلس", "بعودة المياه إلى القرى"),
    ("ووفقا للمكتب الزراعي للمسح فقد ازداد عدد النحالين.", "للمكتب الزراعي للمسح", "ازداد عدد النحالين"),
    ("أكد نايف الراوي؛ مدير البرنامج، أن العمل مستمر.", "نايف الراوي؛ مدير البرنامج", "العمل مستمر"),
    ("وقال خطيب الجمعة سالم الراوي إن الصبر مفتاح.", "خطيب الجمعة سالم الراوي", "الصبر مفتاح"),
    ("وقال الوزير الجمعة إن الطريق مفتوح.", "الوزير", "الطريق مفتوح"),
    # an object behind what seems to govern it
    ("وأعلن الجيش في بيان مقتل قيادي في التنظيم وتدمير مستودع.", "الجيش", "مقتل قيادي في التنظيم وتدمير مستودع"),
    ("وأعلنت الوزارة في بيان لها اليوم تسجيل إصابتين.", "الوزارة", "تسجيل إصابتين"),
    ("ونفت الشركة في بيان صحفي وجود خلل.", "الشركة", "وجود خلل"),
    ("وثمنت النقابة في بيان حصلت «النهر» على نسخة منه دور العمال.", "النقابة", "دور العمال"),
])  # fmt: skip
def test_who_and_what(spoken, text, source, content):
    first = spoken(text)[0]
    assert (first.source, first.content) == (source, content)


@pytest.mark.parametrize(("text", "addressee", "content"), [
    ("ودعا الحكومة إلى الإسراع في العمل.", "الحكومة", "إلى الإسراع في العمل"),  # by gender
    ("وناشد وزيري الري والمال بوضع حل.", "وزيري الري والمال", "بوضع حل"),  # by case
    ("ودعا جميع الأطراف إلى الهدوء.", "جميع الأطراف", "إلى الهدوء"),  # by whom one calls on
    ("وطالب المجتمع الدولي بالتدخل.", "المجتمع الدولي", "بالتدخل"),
])  # fmt: skip
def test_what_can_only_be_the_object(spoken, text, addressee, content):
    said = spoken(text)[0]
    assert (said.source, said.addressee, said.content) == (None, addressee, content)


def test_a_headline_tells_to_whom_it_is_said(spoken):
    said = spoken("الراوي لـ سعيد الكاتب: الجسر مفتوح أمام الناس\n\nقال سالم الراوي إن الجسر مفتوح.")[0]
    assert (said.source, said.addressee, said.content) == ("الراوي", "لـ سعيد الكاتب", "الجسر مفتوح أمام الناس")


def test_a_topic_before_the_verb_is_nobody(spoken):
    assert spoken('وعن رغبة النادي في ضم سالم قال: "لا أعرف شيئا عن ذلك".')[0].source is None


@pytest.mark.parametrize(("text", "content"), [
    ("وقال القائد إن الانفجار أصاب رجلا إلا أنه لم يوضح من وراء الهجوم.", "الانفجار أصاب رجلا"),
    ("وأضاف سالم أن الناس غاضبون، إلا أنه أشار إلى وجود من يدعو إلى الحوار.", "الناس غاضبون"),
    ("وقال الوزير إن الطريق مغلق إلا أنه سيفتح غدا.", "الطريق مغلق إلا أنه سيفتح غدا"),
])  # fmt: skip
def test_what_is_said_after_all_is_a_statement_of_its_own(spoken, text, content):
    assert spoken(text)[0].content == content


@pytest.mark.parametrize("unseen", ["", "\u200f", "\u200e", "\u202b"])
def test_a_number_is_one_whatever_unseen_stands_in_it(spoken, unseen):
    text = f"ذكرت الحكومة أن البطالة بلغت 4.{unseen}3 في المائة في الصيف."
    assert spoken(text)[0].content == text[16:-1]


def test_a_medium_passes_on_what_somebody_else_has_said(spoken):
    (said,) = spoken("وبحسب صحيفة «النهر» فقد ذكرت الشركة في بيان أنها فازت.")
    assert (said.cue, said.source, said.content) == ("ذكرت", "الشركة", "أنها فازت")


@pytest.mark.parametrize("text", ["وشارك 36 طالبا وطالبة في البرنامج.", "وحضر الحفل عشرون طالبا وطالبة."])
def test_students_ask_for_nothing(spoken, text):
    assert not spoken(text)


def test_a_relay_in_marks_and_the_one_whom_it_quotes(spoken):
    (said,) = spoken('ونقلت صحيفة "الضفة" عن مصدر مطلع قوله إن الاتفاق وشيك.')
    assert (said.cue, said.source, said.content) == ("قوله", "مصدر مطلع", "الاتفاق وشيك")


@pytest.mark.parametrize(("text", "source"), [
    ("وكتب الوزير على تويتر: «الحمد لله على سلامة الجميع».", "الوزير"),
    ("وأعلن وزير المالية، الذي يزور العاصمة، أن القرض صرف.", "وزير المالية"),
])  # fmt: skip
def test_a_source_ends_before_where_it_writes_and_what_is_told_of_it(spoken, text, source):
    assert spoken(text)[0].source == source


def test_a_participle_behind_a_comma_goes_on(spoken):
    said = spoken("وأعرب رئيس النادي عن سعادته بالفوز، واصفا إياه بالتاريخي.")
    assert [(one.source, one.speaker) for one in said] == [("رئيس النادي", "رئيس النادي"), (None, "رئيس النادي")]
