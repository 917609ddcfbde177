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


@pytest.mark.parametrize(("text", "source", "addressee"), [
    ("قال الوزير لفرانس برس إن الحل قريب.", "الوزير", "لفرانس برس"),  # media of several words
    ("أكد الوالي لسكاي نيوز أن الجسر سيفتح.", "الوالي", "لسكاي نيوز"),
    ("الوالي أكد لأسوشيتد برس أن الجسر سيفتح.", "الوالي", "لأسوشيتد برس"),
    ("وأضاف الوالي لضيفه أن الجسر سيفتح.", "الوالي", None),
    ("ودعا الوزير الشركات للمشاركة في المعرض.", "الوزير", "الشركات"),  # whom the verb has as its object
    ("دعا الأمين العام المجتمع الدولي إلى تقديم المساعدة.", "الأمين العام", "المجتمع الدولي"),
    ("دعا وزير الخارجية سعد المرزوق الأطراف إلى التحرك.", "وزير الخارجية سعد المرزوق", "الأطراف"),
    ("حث مدير الأمن العام اللواء سعد المرزوق السكان على البقاء.", "مدير الأمن العام اللواء سعد المرزوق", "السكان"),
    ("أبلغ الوزير نظيره الربوي أن الحدود ستبقى مغلقة.", "الوزير", "نظيره الربوي"),
    ("دعا المدرب أنصاره إلى الهدوء.", "المدرب", "أنصاره"),
    ("اتهم المتحدث إيران بدعم المسلحين.", "المتحدث", "إيران"),
    ("وصرح عبد العزيز لمراسل وكالة الربوة في المكان «نحن نرفض هذا العمل كله».", "عبد العزيز", "لمراسل وكالة الربوة"),
    ("أدان الوالي وبشدة الهجوم على السوق.", "الوالي", None),
    ("ندد الوالي سعد المرزوق، أمس، بكل أعمال العنف.", "الوالي سعد المرزوق", None),
    ("قال الوزير لوكالة أنباء الربوة الجديدة إن الطريق مغلقة.", "الوزير", "لوكالة أنباء الربوة الجديدة"),
    ("وقال – سعد المرزوق من الرابية – إن الجسر سيفتح.", "سعد المرزوق من الرابية", None),  # dashes
    ("أما الوزير حاتم الكرواني، الذي زار السد، فأكد أن العجز انخفض.", "الوزير حاتم الكرواني", None),
    ("أما المخرج سعد المرزوق، الذي يشارك في المسرحية، فأعرب عن سعادته بالمشاركة.", "المخرج سعد المرزوق", None),
    ("على صعيد آخر، أعلنت عن إطلاق جائزة للتصوير.", None, None),
])  # fmt: skip
def test_who_speaks_and_who_is_spoken_to(text, source, addressee):
    statement = read(text).statements[0]
    assert (statement.source and statement.source.text) == source
    assert (statement.addressee and statement.addressee.text) == addressee


@pytest.mark.parametrize(("text", "content"), [
    ("قال القائد إن المقاتلين وصلوا، دون أن يذكر عددهم.", "المقاتلين وصلوا"),
    ("قال القائد إن المقاتلين وصلوا من دون ذكر مزيد من التفاصيل.", "المقاتلين وصلوا"),
    ("أعلن المصرف أن الأرباح زادت، ولم يحدد قيمتها.", "الأرباح زادت"),
    ("ذكرت الشركة أنها حذفت البيانات لكنها لم تحدد مصيرها.", "أنها حذفت البيانات"),
    ("قال الوالي إن الشركة أغلقت أبوابها دون أن تذكر السبب.", "الشركة أغلقت أبوابها دون أن تذكر السبب"),  # not he
    ("بلغت القيمة 2,023.33مليار دينار، بحسب المصرف.", "بلغت القيمة 2,023.33مليار دينار"),
    ("قال الوالي «لن نرحل عن هذه الأرض أبدا» أمس.", "لن نرحل عن هذه الأرض أبدا"),
])  # fmt: skip
def test_what_the_reporter_adds_is_no_content(text, content):
    assert [c.text for c in read(text).statements[0].content] == [content]


def test_an_honour_goes_back_to_who_bears_it():
    text = (
        "قال فضيلة الشيخ صالح الكرواني إن العمل واجب. وقال سعد المرزوق إن الحضور كبير. وشدد فضيلته على التعاون. "
        "وفيما يتعلق بميزانية الملتقى قال إنها كافية."
    )
    made = read(text)
    speakers = [made.speaker_of(statement).name.text for statement in made.statements]
    sheikh = "فضيلة الشيخ صالح الكرواني"
    assert speakers == [sheikh, "سعد المرزوق", sheikh, sheikh]


def test_quotations_that_and_joins_are_one_content():
    (said,) = read("قال الوالي «لن نرحل عن هذه الأرض» و«لن نصمت عما جرى» أمس.").statements
    assert [c.text for c in said.content] == ["لن نرحل عن هذه الأرض", "لن نصمت عما جرى"]


@pytest.mark.parametrize("text", [
    "أمانة المدينة تعد نموذجا يحتذى في النظافة.", "يعد الجسر تحفة معمارية.", "الواحة تعتبر صمام أمان للقرى.",
])  # fmt: skip
def test_what_counts_as_something_says_nothing(text):
    assert not read(text).statements


def test_who_counts_something_as_something_says_it():
    (said,) = read("الحزب يعتبر القرار خطأ كبيرا.").statements
    assert (said.source.text, said.content[0].text) == ("الحزب", "القرار خطأ كبيرا")


def test_the_same_source_is_the_one_before():
    said = read("قال مصدر أمني إن الطريق مغلقة. وقال نفس المصدر إن العمل جار. وأضاف ذات المصدر أن الأمر انتهى.")
    assert {said.speaker_of(statement).name.text for statement in said.statements} == {"مصدر أمني"}


def test_reports_of_others_are_not_the_last_speaker():
    said = read("قال سعد المرزوق إن التقارير التي تفيد بوقوع هجوم غير صحيحة.")
    speakers = {s.cue.text: (said.speaker_of(s) and said.speaker_of(s).name.text) for s in said.statements}
    assert speakers["تفيد"] != "سعد المرزوق"


@pytest.mark.parametrize(("text", "source", "content"), [
    ("ووصف الوزير الاتفاق بأنه خطوة مهمة.", "الوزير", "الاتفاق بأنه خطوة مهمة"),
    ("ووصف الوزير حاتم الكرواني القرار بالتاريخي.", "الوزير حاتم الكرواني", "القرار بالتاريخي"),
    ("ووصف تصريحات الوزير الربوي بأنها خطيرة.", None, "تصريحات الوزير الربوي بأنها خطيرة"),
])  # fmt: skip
def test_what_is_described_is_a_part_of_what_is_said(text, source, content):
    first, said = read(f"قال سعد المرزوق إن الطريق مفتوحة. {text}").statements
    assert (said.source and said.source.text, said.content[0].text) == (source, content)
    assert source or said.speaker == first.speaker


def test_a_compound_name_is_not_taken_apart():
    (said,) = read("دان وزير الخارجية محمد عبد العزيز الاعتداء على السفارة.").statements
    assert said.source.text == "وزير الخارجية محمد عبد العزيز"


def test_a_text_is_one_with_its_issuer_who_is_told_later():
    said = read("ذكر تقرير اقتصادي أن الأسعار ارتفعت. وبين التقرير الصادر عن مصرف الربوة أن الطلب تراجع.")
    assert {said.speaker_of(statement).name.text for statement in said.statements} == {"مصرف الربوة"}
    (alone,) = read("ذكرت تقارير إعلامية أن الأسعار ارتفعت.").statements
    assert alone.source.text == "تقارير إعلامية"


@pytest.mark.parametrize(("text", "expected"), [
    (  # what is taken up is said by both; the words that take it up are nobody's
        "قال الوزير إن الطريق مفتوح، وهو ما نفته الوزارة أمس.",
        [("قال", "الوزير", ["الطريق مفتوح"]), ("نفته", "الوزارة", ["الطريق مفتوح"])],
    ),
    (  # a weak verb with its object, and a quotation of its own
        "قال الوزير إن الطريق مفتوح، وهو ما نفاه الجبلي قائلا: «لا وجود لطريق كهذا».",
        [("قال", "الوزير", ["الطريق مفتوح"]), ("نفاه", "الجبلي", ["لا وجود لطريق كهذا"])],
    ),
    (  # the object behind the preposition of the verb
        "قال الوزير إن السد سليم ولا خوف عليه، وهو ما شدد عليه أيضا مدير السد.",
        [("قال", "الوزير", ["السد سليم ولا خوف عليه"]), ("شدد", "مدير السد", ["السد سليم ولا خوف عليه"])],
    ),
    (  # what the outlet says is taken up
        "وأغلقت المدارس في المدينة، الأمر الذي نفته وزارة التعليم في بيان لها.",
        [("نفته", "وزارة التعليم", ["وأغلقت المدارس في المدينة"])],
    ),
    (  # a fact that shows something says nothing
        "وخصص الوزير جزءا من خطابه للمنطقة، وهو ما يؤكد الاهتمام الخاص بها.",
        [],
    ),
    (  # a noun that a relative clause goes back to is what is called for, not who calls
        "ولم ينعقد اللقاء الذي دعا إليه وزير المالية.",
        [("دعا", "وزير المالية", ["اللقاء"])],
    ),
    (  # the same behind a subject
        "ودرس المجلس الأسباب التي أشار إليها الوزير في رسالته.",
        [("أشار", "الوزير", ["الأسباب"])],
    ),
    (  # what a pronoun with a preposition stands for was said before
        "وهذا ما عبر عنه وزير المالية.",
        [],
    ),
    (  # a subject behind a verb that has its object
        "وسألها القاضي: هل تلقيت ردا مكتوبا؟",
        [("وسألها", "القاضي", ["هل تلقيت ردا مكتوبا"])],
    ),
])  # fmt: skip
def test_what_was_said_before_is_taken_up(text, expected):
    statements = read(text).statements
    assert [(s.cue.text, s.source.text, [c.text for c in s.content]) for s in statements] == expected


def test_to_count_and_to_promise_are_two_acts():
    acts = [read(text).statements[0].act for text in ("وعد الناقد أن الرواية بداية.", "وعد الوزير بأن الطريق سيفتح.")]
    assert acts == ["state", "pledge"]


def test_a_state_beside_the_verb_is_no_speaker():
    (said,) = read("وتضيف والدموع في عينيها: «لن أترك هذا البيت مهما حدث».").statements
    assert said.source is None
