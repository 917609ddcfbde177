"""How far the one who speaks reaches: offices and names beside objects, topics and occasions; who is told."""

import pytest

from musnad import read


@pytest.mark.parametrize(("text", "source", "content"), [
    # an office of two words, the adjective of an organisation, whom it is for
    ("وحث أمين عام حزب النهر سالم نور السكان على الحوار.", "أمين عام حزب النهر سالم نور", "على الحوار"),
    ("أغلق الجسر، بحسب مدير عام المستشفى.", "مدير عام المستشفى", "أغلق الجسر"),
    ("أعلنت النقابة العامة للأطباء بدء الإضراب.", "النقابة العامة للأطباء", "بدء الإضراب"),
    ("المحضر ناقص، كما أكدت لجنة التحقيق البرلمانية.", "لجنة التحقيق البرلمانية", "المحضر ناقص"),
    ("اتهم السفير الهولندي يان دي فريس الشركة بعرقلة المشروع.", "السفير الهولندي يان دي فريس", "بعرقلة المشروع"),
    ("وأكد كل من سالم الراوي ونادر منصور أن السد آمن.", "كل من سالم الراوي ونادر منصور", "السد آمن"),
    ("وأعرب النائب عن كتلة النهر سالم نور عن أسفه للحادث.", "النائب عن كتلة النهر سالم نور", "عن أسفه للحادث"),
    # what one does while one speaks is no part of a name
    ("واختتم المدرب سالم نور كلمته قائلا: «المباراة لم تنته».", "المدرب سالم نور", "المباراة لم تنته"),
    ("وعلق سالم الكيال على القرار بالقول إن السد آمن.", "سالم الكيال", "السد آمن"),
    ("وكشف العميد ماجد الصافي النقاب عن شبكة تهريب.", "العميد ماجد الصافي", "عن شبكة تهريب"),
    ("وذكرت وكالة «النهر» نقلا عن النائب سالم نور أن السد آمن.", "وكالة «النهر»", "السد آمن"),
    ("وسبق لوزارة الطاقة أن أعلنت أن السد آمن.", "لوزارة الطاقة", "السد آمن"),
    ("وهنأ الوزير سالم الراوي الحكومة بالعيد.", "الوزير سالم الراوي", "بالعيد"),
    ("ونشرت الإذاعة تصريحات للوزير سالم الراوي قال فيها إن السد آمن.", "للوزير سالم الراوي", "السد آمن"),
    ("وقال سالم نور من منظمة «النهر» إن السد آمن.", "سالم نور من منظمة «النهر»", "السد آمن"),
    ("وعقد سالم الراوي اجتماعا أكد خلاله أن السد آمن.", "سالم الراوي", "السد آمن"),
    ("ويدين سمير الحداد، مثل زملائه، الاعتداء على العمال.", "سمير الحداد", "الاعتداء على العمال"),
    # where an envoy works, a foreign surname, an aside before an object
    ("وقال مندوب روسيا لدى الأمم المتحدة إن السد آمن.", "مندوب روسيا لدى الأمم المتحدة", "السد آمن"),
    ("وأعلن مبعوث الأمم المتحدة إلى اليمن تأجيل الاجتماع.", "مبعوث الأمم المتحدة إلى اليمن", "تأجيل الاجتماع"),
    ("قال الوزير المنتدب لدى رئيس الحكومة سالم الراوي إن السد آمن.", "الوزير المنتدب لدى رئيس الحكومة سالم الراوي",
     "السد آمن"),
    ("أعلنت إيلينا بوتشر تأجيل الاجتماع.", "إيلينا بوتشر", "تأجيل الاجتماع"),
    ("أعلن سالم خطة تطوير المدينة.", "سالم", "خطة تطوير المدينة"),
    ("أعلن سالم الراوي، وهو صياد من القرية، تأجيل الرحلة.", "سالم الراوي", "تأجيل الرحلة"),
    ("وأعلن سالم الراوي من منظمة «النهر» تأجيل الرحلة.", "سالم الراوي", "تأجيل الرحلة"),
])  # fmt: skip
def test_how_far_a_source_reaches(spoken, text, source, content):
    assert [(said.source, said.content) for said in spoken(text)] == [(source, content)]


@pytest.mark.parametrize(("text", "addressee"), [
    ("اتهمت شركة مياه النهر وزارة المالية بالتقصير.", "وزارة المالية"),
    ("حث المدير سالم الراوي سكان القرى على الحوار.", "سكان القرى"),
    ("وهنأ رئيس النادي سالم الراوي الفائزين بالكأس.", "الفائزين"),
    ("وقال سالم الراوي في مقابلة مع قناة الوادي إن السد آمن.", "قناة الوادي"),
    ("وفي مقابلة مع قناة الوادي، قال سالم الراوي إن السد آمن.", "قناة الوادي"),
    ("وفي حديث لصحيفة «النهر»، قال سالم الراوي إن السد آمن.", "لصحيفة «النهر»"),
    ("وأفاد رئيس تحرير الشبكة سالم الراوي وكالة الساحل بأن المدينة خالية.", "وكالة الساحل"),
    ("وبعد اجتماع مع الوفد، قال سالم الراوي إن السد آمن.", None),
    ("وقال عدد من التجار، وفقا لصحيفة «النهر»، إن السوق مغلقة.", None),
])  # fmt: skip
def test_who_is_spoken_to(spoken, text, addressee):
    assert [said.addressee for said in spoken(text)] == [addressee]


def test_a_preacher_and_one_who_calls(spoken):
    assert [said.cue for said in spoken("رحبت الوزارة بالخطة، داعية سكان القرى إلى الحوار.")] == ["رحبت", "داعية"]
    assert [said.cue for said in spoken("رحب سالم نور، داعية القرية، بالخطة.")] == ["رحب"]


@pytest.mark.parametrize(("text", "content"), [
    # what stands between who speaks and a noun that is said
    ("وأكد الوزير سالم الراوي من جديد في خطاب رغبة البلاد في السلام.", "رغبة البلاد في السلام"),
    ("وأكد المدير في كلمة ألقاها أمس رغبة البلاد في السلام.", "رغبة البلاد في السلام"),
    ("وأعلنت الوزارة عبر حسابها على تويتر إغلاق الطريق.", "إغلاق الطريق"),
    ("وأعلنت الوزارة على موقعها الإلكتروني إغلاق الطريق.", "إغلاق الطريق"),
    ("وأعلن الوزير بدلا من ذلك عن إجراءات جديدة.", "عن إجراءات جديدة"),
    ("أعلن الوزير في مؤتمر صحفي فتح الطريق أمام الشاحنات.", "فتح الطريق أمام الشاحنات"),
    ("وأظهرت بيانات نشرت أمس نمو الاقتصاد.", "نمو الاقتصاد"),
    ("ورفض المدير بشكل قاطع تأجيل الاجتماع.", "تأجيل الاجتماع"),
    ("واعترف زعيم الحزب بشكل غير مباشر، بالخسارة في المدينة.", "بالخسارة في المدينة"),
    ("طالب الأمين العام للرابطة سالم بن نور الراوي مؤسسات الدولة بالتوعية بخطورة ذلك.", "بالتوعية بخطورة ذلك"),
    ("وعزا مراقبون الهبوط إلى عوامل عدة.", "الهبوط إلى عوامل عدة"),
    # one's own words without anything that opens them
    ("وقال رئيس اتحاد الصيادين سنواصل العمل حتى النهاية.", "سنواصل العمل حتى النهاية"),
    ("وقال سمير الحداد يجب أن نواصل العمل.", "يجب أن نواصل العمل"),
    ("وقال سمير الحداد، نحن في مرحلة جديدة.", "نحن في مرحلة جديدة"),
    ("وقال المدير في حديث لـ«النهر» هناك توجه لفتح المعبر.", "هناك توجه لفتح المعبر"),
])  # fmt: skip
def test_what_is_said_begins_behind_what_stands_between(spoken, text, content):
    assert [said.content for said in spoken(text)] == [content]


def test_a_description_in_marks_ends_with_them(spoken):
    said = spoken("أثنى الوزير على المدينة التي وصفها بـ«صديقة البلاد» من أجل كسب أهلها.")
    assert [one.content for one in said if one.cue == "وصفها"] == ["صديقة البلاد"]
    (said,) = spoken("أعلنت المحكمة تبرئة صاحب المخبز (سالم. ر) وإعادة مفاتيحه إليه.")
    assert said.content == "تبرئة صاحب المخبز (سالم. ر) وإعادة مفاتيحه إليه"


def test_a_participle_before_a_quotation_begins_it(spoken):
    said = spoken("نفى المدير الأنباء المتداولة حول طرد العمال قائلا: «العمل مستمر في المصنع».")
    assert [(one.cue, one.content) for one in said] == [
        ("نفى", "الأنباء المتداولة حول طرد العمال"), ("قائلا", "العمل مستمر في المصنع"),
    ]  # fmt: skip


def test_a_stand_of_ones_own_needs_no_subject(spoken):
    said = spoken("وقال الوزير إن العمل مستمر. وجدد دعمه للمزارعين. لكنه رفض التعليق على الحادث.")
    assert [one.cue for one in said][:2] == ["وقال", "وجدد"] and said[1].content == "دعمه للمزارعين"
    assert [one.content for one in spoken("إلا أنه رفض الإفصاح عن أسماء المشاركين.")] == ["الإفصاح عن أسماء المشاركين"]


def test_who_is_named_in_full_before_is_one_with_a_shorter_name(spoken):
    """A surname that is an adjective too: its fuller naming is that of somebody who has spoken."""
    text = "أكد الأمين العام للرابطة سالم بن نور التركي أن العمل مستمر. وقال التركي إن السد آمن، مبينا أن الماء وفير."
    document = read(text)
    assert len({statement.speaker for statement in document.statements}) == 1
    assert len(document.speakers) == 1


@pytest.mark.parametrize(("text", "speaker", "addressee"), [
    # an object by its number or since its subject stands before
    ("أكد سالم الراوي أن السد آمن. ودعا القوى السياسية إلى الحوار.", "سالم الراوي", "القوى السياسية"),
    ("الحكومة تنفي العمل بقواعد جديدة\n\nأكدت الحكومة أن القواعد لم تتغير.", "الحكومة", None),
])  # fmt: skip
def test_what_is_an_object_by_its_verb(spoken, text, speaker, addressee):
    said = spoken(text)
    assert {one.speaker for one in said} == {speaker} and len(said) == 2
    assert addressee in {one.addressee for one in said}


def test_what_one_calls_for_may_be_a_short_word(spoken):
    said = spoken("أكد النقيب أن الطريق آمن، داعيا في الوقت نفسه السائقين لأخذ الحيطة أثناء القيادة.")
    assert [(one.cue, one.addressee, one.content) for one in said][1:] == [
        ("داعيا", "السائقين", "لأخذ الحيطة أثناء القيادة"),
    ]  # fmt: skip


def test_a_question_says_nothing(spoken):
    assert spoken("هل ستعلن الحكومة عن حظر شامل؟") == []


def test_a_verb_of_another_gender_goes_back_further():
    document = read("قالت منظمة أطباء الساحل إن الوضع صعب. وقال الحارس إن الحل قريب. وأضافت أن الجسر مفتوح.")
    first, second, third = document.statements
    assert third.speaker == first.speaker != second.speaker


@pytest.mark.parametrize(("text", "speaker", "cue"), [
    # behind أن, قبل and ل a verb loses its ن
    ("وعاد الصيادون إلى الميناء ليؤكدوا أن القارب غرق.", "الصيادون", "ليؤكدوا"),
    ("ووقف العمال أمام المصنع، قبل أن يطالبوا بصرف الأجور.", "العمال", "يطالبوا"),
    ("وخرج الوزيران ليعلنا أن الاتفاق وقع.", "الوزيران", "ليعلنا"),
])  # fmt: skip
def test_verbs_behind_an(spoken, text, speaker, cue):
    assert [(said.speaker, said.cue) for said in spoken(text)][-1] == (speaker, cue)


@pytest.mark.parametrize(("text", "source"), [
    ("ونشر المدير جدولا قال إنه نهائي.", "المدير"),
    ("وقدم المجلس تقريرا قال إنه شامل.", "المجلس"),
    ("يقول العامل البالغ من العمر خمسين عاما إن السد آمن.", "العامل البالغ من العمر خمسين عاما"),
])  # fmt: skip
def test_an_object_in_tanwin_is_no_part_of_who_speaks(spoken, text, source):
    assert [said.source for said in spoken(text)] == [source]


@pytest.mark.parametrize(("text", "speaker"), [
    ("ونشر المجلس عددا من الأسئلة، قال إنها صعبة.", "المجلس"),
    ("وإذ حذر سالم الراوي من الفراغ، دعا إلى انتخاب رئيس.", "سالم الراوي"),
    ("وافتتح وزير النقل الجسر، مؤكدا أن العمل انتهى.", "وزير النقل"),
    ("فاجأ المدرب كريم الساعدي الجمهور، مؤكدا أن الفريق جاهز.", "المدرب كريم الساعدي"),
])  # fmt: skip
def test_the_subject_of_another_verb_speaks(spoken, text, speaker):
    assert [(said.speaker, said.source) for said in spoken(text)][-1] == (speaker, None)


@pytest.mark.parametrize(("text", "cues"), [
    ("وقال المدير إنه أبلغ بأن الطريق مغلق.", ["وقال"]),  # somebody told him
    ("وأكد المدير أنه أبلغ من قبل الشرطة بأن الطريق مغلق.", ["وأكد"]),
    ("وقال المدير إنه أبلغ الشرطة بأن الطريق مغلق.", ["وقال", "أبلغ"]),
    ("ودعا الوزير السكان إلى أن يأتوا ويقولوا إن السد آمن.", ["ودعا"]),  # an aim
])  # fmt: skip
def test_what_nobody_said(spoken, text, cues):
    assert [said.cue for said in spoken(text)] == cues


@pytest.mark.parametrize(("text", "source", "content"), [
    ("كما وصف الأزمة بـ«الخانقة».", None, "الأزمة بـ«الخانقة»"),
    ("واعتبر القرار خطأ كبيرا.", None, "القرار خطأ كبيرا"),
    ("واعتبر سالم الراوي القرار خطأ كبيرا.", "سالم الراوي", "القرار خطأ كبيرا"),
])  # fmt: skip
def test_what_is_counted_as_something_is_no_subject(spoken, text, source, content):
    assert [(said.source, said.content) for said in spoken(text)] == [(source, content)]


@pytest.mark.parametrize(("text", "content"), [
    ("وقال الوزير «لن نقبل».", ["لن نقبل"]),
    ("وأضاف الوزير «الماء سيعود»، لكنه لم يحدد موعدا.", ["الماء سيعود"]),
    ("ونشرت الدار كتاب «الماء سيعود»، وقال الوزير إن الكتاب مهم.", ["الكتاب مهم"]),
])  # fmt: skip
def test_a_clause_in_marks_is_speech_however_short(spoken, text, content):
    assert [said.content for said in spoken(text)] == content


@pytest.mark.parametrize(("text", "speaker"), [
    ("وكان النائب كاظم الصيادي أكد أن المجلس جاهز.\nالصيادي قال إن العمل مستمر.", "النائب كاظم الصيادي"),
    ("ونقل البيان عن نائبة المدير آن هاريس قولها إن الحق واضح.", "نائبة المدير آن هاريس"),
    ("وقالت ماجدولينا مغربي، نائبة مدير القسم: إن الأسئلة كثيرة.", "ماجدولينا مغربي، نائبة مدير القسم"),
    ("قالت منظمة النهر الدولية إن الوضع صعب. وطالبت «النهر الدولية» الوزارة بالتحرك.", "منظمة النهر الدولية"),
    ("كشف وزير الطاقة سالم الراوي عن برنامج جديد. وأوضح المتحدث أن الإنتاج كاف.", "وزير الطاقة سالم الراوي"),
    ("قال، اليوم وزير الطاقة سالم الراوي، خلال زيارته إلى الوادي، إن الخطة جديدة.", "وزير الطاقة سالم الراوي"),
    ("وأضاف الراوي الذي كلفته المحكمة بالعودة إلى المجلس «إن الكتلة جديدة كلها».", "الراوي"),
    ("وصلت إشارة هامة من المجلس الدولي مفادها أن الحرب قريبة.", "المجلس الدولي"),
    ("طالبت المنظمة الحكومة بالكشف عن مصير المفقودين.", "المنظمة"),
    ("أكد المدير أن عددا من النواب يفكر بالرحيل بسبب إيمانهم أن الأمور صعبة.", "المدير"),
])  # fmt: skip
def test_the_only_one_who_speaks(text, speaker):
    document = read(text)
    who = {document.speaker_of(statement) for statement in document.statements}
    assert [one.name.text for one in who if one is not None] == [speaker]
