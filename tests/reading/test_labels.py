"""Labels: what is one, how far it reaches, whom it means, in whose voice it stands."""

from pathlib import Path

import pytest

from musnad import read

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
DAY = {"at": "2018-04-05", "precision": "day", "evidence": "test"}


def labels(text):
    document = read(text, outlet="صحيفة النهر", published=DAY)
    for label in document.labels:
        assert document.text[label.start : label.end] == label.text
    return document, list(document.labels)


# text → (label, epithet, family), one of every family and more
FOUND = [
    ("استقبل الوالي رئيس النظام السوري بشار الأسد.", [("رئيس النظام السوري بشار الأسد", "رئيس النظام", "ruler")]),
    ("وصل الرئيس التركي رجب طيب أردوغان.", [("الرئيس التركي رجب طيب أردوغان", "الرئيس", "ruler")]),
    ("أغلقت السلطات التركية المعبر.", [("السلطات التركية", "السلطات", "state")]),
    ("قصف الكيان الصهيوني الميناء.", [("الكيان الصهيوني", "الكيان", "state")]),
    ("تقدم الجيش اللبناني نحو التلة.", [("الجيش اللبناني", "الجيش", "army")]),
    ("تراجعت قوات الأسد عن الطريق.", [("قوات الأسد", "قوات الأسد", "army")]),
    ("هاجمت الميليشيات الحوثية القرية.", [("الميليشيات الحوثية", "ميليشيات الحوثي", "armed_group")]),
    ("طرد الأهالي الإرهابيين من الوادي.", [("الإرهابيين", "الإرهابيون", "armed_group")]),
    ("شيعت البلدة الشهيد رامي.", [("الشهيد رامي", "الشهيد", "the_dead")]),
    ("نقل الإسعاف القتلى إلى المشفى.", [("القتلى", "القتلى", "the_dead")]),
    ("زار الوفد الضفة الغربية المحتلة.", [("الضفة الغربية المحتلة", "الضفة الغربية المحتلة", "territory")]),
    ("توقف القتال بعد عاصفة الحزم.", [("عاصفة الحزم", "عاصفة الحزم", "war_and_operation")]),
    ("آوت المدرسة اللاجئين السوريين.", [("اللاجئين السوريين", "اللاجئون", "people_on_the_move")]),
    # glued letters are no part of a label, «لل» can't be taken off
    ("التقى الوفد بالمسلحين وبالنازحين.", [
        ("المسلحين", "المسلحون", "armed_group"), ("النازحين", "النازحون", "people_on_the_move")]),
    ("بنت البلدة دارا للاجئين.", [("للاجئين", "اللاجئون", "people_on_the_move")]),
    # participles with whoever they ask for
    ("وصلت القوات الموالية للرئيس هادي.", [("القوات الموالية للرئيس هادي", "القوات الموالية", "army")]),
    ("قاتل الفصيل الميليشيات المدعومة من إيران.", [("الميليشيات المدعومة من إيران", "الميليشيات", "armed_group")]),
    # what leans on a label belongs to it, what stands for itself doesn't
    ("انتشر الجيش العربي السوري والقوات الرديفة والحليفة.", [
        ("الجيش العربي السوري والقوات الرديفة والحليفة", "الجيش العربي السوري", "army")]),
    ("حارب الجيش تنظيمي داعش وجبهة النصرة.", [("تنظيمي داعش وجبهة النصرة", "داعش", "armed_group")]),
    ("حارب الأهالي داعش وجبهة النصرة.", [
        ("داعش", "داعش", "armed_group"), ("جبهة النصرة", "جبهة النصرة", "armed_group")]),
    # a short label after the full one
    ("دخل الجيش اللبناني البلدة. وغادر الجيش مساء.", [
        ("الجيش اللبناني", "الجيش", "army"), ("الجيش", "الجيش", "army")]),
    # marks inside a label
    ("انسحب تنظيم «القاعدة» من الميناء.", [("تنظيم «القاعدة»", "القاعدة", "armed_group")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_spans_epithets_families(text, expected):
    _, found = labels(text)
    assert [(label.text, label.epithet, label.family) for label in found] == expected


NOTHING = [
    "عين المجلس الرئيس التنفيذي مديرا للمصنع.",  # of a company
    "وقع هجوم بالسيف على الحارس.",
    "يطبق المصرف نظام الدفع الجديد.",  # a system
    "درس الطالب العلوم الشرعية.",  # an adjective
    "يدرس الطفل في مدرسة الشهيد راشد.",  # a school
    "غادر الجيش.",  # which one is not told
    "ألغى الحكم هدف المتسلل.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_label(text):
    assert labels(text)[1] == []


# -- voices --------------------------------------------------------------------------------------------------

VOICES = [
    # text, label, None for the outlet's own voice, else the cue of the statement
    ("قصف الطيران الإرهابيين أمس.", "الإرهابيين", None),
    ("قال الوزير سعد المرزوق إن الإرهابيين انسحبوا.", "الإرهابيين", "قال"),
    ("قال الوزير سعد المرزوق: «طردنا الإرهابيين من الوادي».", "الإرهابيين", "قال"),
    ("قال رئيس النظام السوري بشار الأسد إن الجسر آمن.", "رئيس النظام السوري بشار الأسد", None),  # the source
    ("قال الوالي سعد المرزوق إن الجسر آمن. وهاجم مسلحون البلدة مساء.", "مسلحون", None),  # behind the content
    # of one content in another the inner one
    ("قال الناطق حسن السالم إن الوزير سعد المرزوق أكد أن الثوار انسحبوا.", "الثوار", "أكد"),
    ("طردت القوات المسلحين، حسب مصدر أمني.", "المسلحين", "حسب"),
]


@pytest.mark.parametrize(("text", "called", "cue"), VOICES, ids=[text for text, _, _ in VOICES])
def test_voice(text, called, cue):
    document, found = labels(text)
    (label,) = [label for label in found if label.text == called]
    statement = next((s for s in document.statements if s.id == label.statement), None)
    assert (label.voice == "own") == (cue is None)
    assert (statement.cue.text if statement else None) == cue


def test_answers_of_an_interview_are_quoted():
    text = "\n".join(
        ("* كيف ترى الوضع؟", "- دخل الجيش اللبناني البلدة.", "* وماذا عن الحدود؟", "- عاد النازحون أمس.")
    )
    _, found = labels(text)
    assert [(label.voice, label.statement) for label in found] == [("quoted", None)] * 2


def test_long_quotation_without_a_statement_is_quoted():
    text = "بحث الوفد في القاعة “خطط إعادة النازحين إلى قراهم البعيدة في الشمال”."
    _, (label,) = labels(text)
    assert (label.text, label.voice, label.statement) == ("النازحين", "quoted", None)


# -- at arm's length -----------------------------------------------------------------------------------------


def test_scare_quotes():
    _, (label,) = labels("دخل «الثوار» البلدة ليلا.")
    assert (label.text, label.epithet, label.within) == ("«الثوار»", "«…»", "الثوار")


def test_marks_round_a_name_are_no_scare_quotes():
    _, (label,) = labels("هاجم «داعش» البلدة ليلا.")
    assert (label.text, label.epithet, label.within) == ("داعش", "داعش", None)


def test_marks_round_a_speakers_word_are_no_scare_quotes():
    _, found = labels("قال الوزير سعد المرزوق إن «الإرهابيين» انسحبوا.")
    assert [(label.text, label.epithet) for label in found] == [("الإرهابيين", "الإرهابيون")]


@pytest.mark.parametrize(
    ("text", "called", "epithet", "within"),
    [
        ("هاجم ما يسمى بالجيش الحر الموقع.", "ما يسمى بالجيش الحر", "ما يسمى", "الجيش الحر"),
        ("نشرت الوزارة صور الحكومة الليبية المزعومة.", "الحكومة الليبية المزعومة", "المزعوم", "الحكومة"),
    ],
)
def test_so_called(text, called, epithet, within):
    _, (label,) = labels(text)
    assert (label.text, label.epithet, label.within) == (called, epithet, within)


# -- whom they mean ------------------------------------------------------------------------------------------

MEANT = [
    ("استقبل الوالي رئيس النظام السوري بشار الأسد.", "person/bashar_al_assad"),
    ("استقبل الوالي الرئيس بشار الأسد.", "person/bashar_al_assad"),
    ("استقبل الوالي رئيس النظام السوري.", "person/bashar_al_assad"),  # by the day
    ("تراجعت قوات الأسد عن الطريق.", "institution/SY/army"),
    ("تقدم الجيش اللبناني نحو التلة.", "institution/LB/army"),
    ("هاجمت الميليشيات الحوثية القرية.", "organisation/ansar_allah"),
    ("سيطر تنظيم الدولة على الحقل.", "organisation/islamic_state"),
    ("حارب الجيش تنظيمي داعش وجبهة النصرة.", None),  # two at once are no one
    ("طرد الأهالي الإرهابيين من الوادي.", None),
]


@pytest.mark.parametrize(("text", "entity"), MEANT)
def test_entities(text, entity):
    assert [label.entity for label in labels(text)[1]] == [entity]


def test_short_label_means_whom_the_last_full_one_meant():
    _, found = labels("دخل الجيش اللبناني البلدة. وغادر الجيش مساء.")
    assert [label.entity for label in found] == ["institution/LB/army"] * 2


# -- seeds ---------------------------------------------------------------------------------------------------


def seed(number):
    files = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not files:
        pytest.skip("the seeds lie beside the project only")
    document = read(files[0].read_text(encoding="utf-8"))
    statements = {statement.id: statement for statement in document.statements}
    names = {None: None} | {
        id: speaker.name.text if (speaker := document.speaker_of(statement)) else None
        for id, statement in statements.items()
    }
    return [(label, names[label.statement]) for label in document.labels]


def test_seed_000():
    found = seed("000")
    erdogan = [label for label, _ in found if label.epithet == "رئيس النظام"]
    assert len(erdogan) == 2 and {label.voice for label in erdogan} == {"own"}
    assert {label.entity for label in erdogan} == {"person/recep_tayyip_erdogan"}
    assert all(label.text.startswith("رئيس النظام التركي") for label in erdogan)
    army = [(label.text, who) for label, who in found if label.family == "army"]
    assert len(army) == 1 and "شويغو" in army[0][1]
    assert army[0][0].endswith("والقوى الحليفة والرديفة")
    fighters = [(label.voice, who) for label, who in found if label.epithet == "الإرهابيون"]
    assert len(fighters) == 3 and all(voice == "quoted" and "كراسوف" in who for voice, who in fighters)


def test_seed_004():
    found = seed("004")
    (assad,) = [label for label, _ in found if label.epithet == "رئيس النظام"]
    assert (assad.voice, assad.entity) == ("own", "person/bashar_al_assad")
    (groups,) = [(label, who) for label, who in found if label.epithet == "داعش"]
    assert groups[0].text.startswith("تنظيمي") and groups[0].text.endswith("الأخرى")
    assert groups[0].voice == "quoted" and "الأسد" in groups[1]
