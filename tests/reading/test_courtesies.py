"""Courtesies and those they are paid to, verbs with their object, what stands beside a cue and says nothing."""

import pytest

from musnad import read
from musnad.reading.clusters import word_clusters


@pytest.mark.parametrize(("text", "source", "addressee", "content"), [
    ("وقدم المدير شكره للجنة على دعمها.", "المدير", "للجنة", ["شكره", "على دعمها"]),
    ("نقل أمير المنطقة تعازي الحكومة إلى ذوي الضحايا.", "أمير المنطقة", "ذوي الضحايا", ["تعازي الحكومة"]),
    ("وتقدمت النقابة بأحر التعازي لأسرة الفقيد.", "النقابة", "لأسرة الفقيد", ["بأحر التعازي"]),
])  # fmt: skip
def test_to_whom_a_courtesy_is_paid(text, source, addressee, content):
    (said,) = read(text).statements
    assert (said.source.text, said.addressee.text) == (source, addressee)
    assert [part.text for part in said.content] == content


@pytest.mark.parametrize("text", [
    "قدم المطعم وجبات مجانية للأطفال.",
    "نقلت الحافلة الركاب إلى المطار.",
    "رفع المتظاهرون لافتات ملونة أمام البلدية.",
    "هاجم مسلحون قرية قريبة من النهر.",
])  # fmt: skip
def test_the_same_verbs_with_other_things(text):
    assert not read(text).statements


@pytest.mark.parametrize(("text", "content"), [
    ("زار الوزير العمال وطالبهم بالعودة إلى المصنع.", "بالعودة إلى المصنع"),
    ("والتقى السكان وأخبروه أن الماء مقطوع.", "الماء مقطوع"),
    ("وعد الناقد أن الرواية بداية جديدة.", "الرواية بداية جديدة"),
    ("وعد الوزير بأن الطريق سيفتح غدا.", "الطريق سيفتح غدا"),
])  # fmt: skip
def test_verbs_with_an_object_and_verbs_that_look_alike(spoken, text, content):
    assert [said.content for said in spoken(text)] == [content]


def test_to_count_and_to_promise_are_two_acts():
    acts = [read(text).statements[0].act for text in ("وعد الناقد أن الرواية بداية.", "وعد الوزير بأن الطريق سيفتح.")]
    assert acts == ["state", "pledge"]


@pytest.mark.parametrize(("text", "source"), [
    ("وقالت سارة النجار التي قادت الفريق إن النوم مهم.", "سارة النجار"),
    ("وقالت هند الخطيب، وهي معلمة في القرية، إن المدرسة مغلقة.", "هند الخطيب"),
    ("دعا خطيب صلاة الجمعة في المحافظة إلى الهدوء.", "خطيب صلاة الجمعة في المحافظة"),
    ("أكد المرصد الوطني للبحث عن المياه ومكافحة التلوث أن السد آمن.", "المرصد الوطني للبحث عن المياه ومكافحة التلوث"),
    ("وقالت حكومة الجزيرة ــ وهي أصغر الجزر ــ إن السفينة وصلت.", "حكومة الجزيرة"),
])  # fmt: skip
def test_where_a_naming_ends(text, source):
    assert read(text).statements[0].source.text == source


def test_an_outlet_in_marks_is_told_something():
    (said,) = read("أبلغ «الحياة» وكيل الوزارة سالم الحداد أن الجسر سيفتح غدا.").statements
    assert (said.source.text, said.addressee.text) == ("وكيل الوزارة سالم الحداد", "«الحياة»")


def test_a_state_beside_the_verb_is_no_speaker():
    (said,) = read("وتضيف والدموع في عينيها: «لن أترك هذا البيت مهما حدث».").statements
    assert said.source is None


@pytest.mark.parametrize("head", ["البيت الأبيض", "ولي العهد"])
def test_who_speaks_in_a_headline(head):
    assert read(f"{head}: الجسر آمن وسيفتح غدا\n\nهذا خبر قصير عن الجسر.").statements[0].source.text == head


def test_who_passed_it_on_behind_an_occasion():
    (said,) = read("دعا الوزير إلى «تعاون أكبر»، خلال مكالمة هاتفية مع نظيره، حسبما نقلت وكالة النهر.").statements
    assert [relay.text for relay in said.via] == ["وكالة النهر"]


@pytest.mark.parametrize(("text", "name"), [
    ("كرمت البلدية الشاعر نجيب العرعر. وقال العرعر إن الشعر باق.", "الشاعر نجيب العرعر"),
    ("صدر كتاب جديد للدكتور سالم الحداد. وقال الحداد إن الكتاب طويل.", "سالم الحداد"),
])  # fmt: skip
def test_the_fullest_naming(text, name):
    document = read(text)
    assert document.speaker_of(document.statements[-1]).name.text == name


def test_words_that_keep_the_same_company():
    clusters = word_clusters()
    assert clusters["سالم"] == clusters["محمد"] != clusters["وزير"]
    assert len(clusters) > 10_000 and len(set(clusters.values())) == 128


@pytest.mark.parametrize("text", ["أوضح ذلك أمس مدير السد سالم الراوي.", "صرح بذلك مدير السد سالم الراوي."])
def test_what_was_said_before_is_all_that_is_said(text):
    (said,) = read(text).statements
    assert said.source.text == "مدير السد سالم الراوي" and said.content[0].text in ("ذلك", "بذلك")


def test_the_headline_is_repeated_behind_a_full_stop():
    head = "وزير المال: الجسر آمن اليوم"
    text = f"{head}\n\nقال الوزير إن العمل مستمر. رابط الخبر بصحيفة النهر: {head}"
    assert [said.cue.text for said in read(text).statements] == [":", "قال", ":"]


@pytest.mark.parametrize(("text", "source"), [
    ("وقالت الوزيرة سلمى نادر إن السد آمن. ونقلت وكالة النهر عنها قولها «العمل يستمر غدا كما كان».", None),
    ("ونسبت وكالة النهر إلى الوزير سالم الراوي قوله إن السد آمن.", "الوزير سالم الراوي"),
])  # fmt: skip
def test_a_relay_of_one_named_before_and_of_one_it_ascribes_to(text, source):
    said = read(text).statements[-1]
    assert (said.source and said.source.text, [relay.text for relay in said.via]) == (source, ["وكالة النهر"])


def test_an_aside_of_the_reporter_is_no_content():
    (said,) = read("أكدت النقابة أن ما حدث كارثة، في إشارة لانهيار السد أمس.").statements
    assert said.content[0].text == "ما حدث كارثة"
