"""Names that no list of common names has, and the words that stand where a name could."""

import pytest

from musnad import read


@pytest.mark.parametrize(("text", "speaker"), [
    # of public people
    ("وأكد بوريطة أن البلاد ملتزمة بالاتفاق.", "بوريطة"),
    ("وقال سكوت بيسنت إن السوق مستقرة.", "سكوت بيسنت"),
    ("وصفت باشليت الوضع بأنه خطير.", "باشليت"),
    # by where they stand
    ("وقال كاراندوما إن البيانات ناقصة.", "كاراندوما"),
    ("وصرح هاميرا توكوري وزير الاقتصاد أن القضية معقدة.", "هاميرا توكوري وزير الاقتصاد"),
    ("قالت سارة ميلورا إن النتائج واضحة. وأضافت ميلورا «الحركة مفيدة».", "سارة ميلورا"),
    ("وأضاف باغريبة أن الشركة رابحة.", "باغريبة"),
    ("وأوضح طالب أن المسرحية جديدة.", "طالب"),
    ("وأضاف يماني أن المؤسسة تدعم الطلاب.", "يماني"),
    ("وأوضح دان برايس، أحد أعضاء الفريق، أن الطائرة سقطت.", "دان برايس، أحد أعضاء الفريق"),
    ("نفى فريد؛ لاعب النادي، تناوله المنشطات.", "فريد؛ لاعب النادي"),
    # no names
    ("قال سالم الراوي إن السد آمن. وقال نريد أن نعيش بسلام.", "سالم الراوي"),
    ("قال سالم الراوي إن السد آمن. وقال سنعمل على ذلك بجد.", "سالم الراوي"),
    ("ولا تزال السلطات تؤكد أن الوضع تحت السيطرة.", "السلطات"),
    ("أجاب المدرب بغضب: «لن أستقيل».", "المدرب"),
    ("وقال سالم نادر عبر تويتر إن الطريق مفتوح.", "سالم نادر"),
    ("وواصلت إدارة الميناء القول إنه لا خلاف.", "إدارة الميناء"),
    ("وقال المدير يومه السبت إن العمل سيبدأ غدا.", "المدير"),
    ("قال سالم الراوي إن السد آمن. وأكد بعدها أن الماء سيعود.", "سالم الراوي"),
    ("قال سالم الراوي إن السد آمن. وأكد بلهفة أن الماء سيعود.", "سالم الراوي"),
    ("قال سالم الراوي إن السد آمن. وقال ضاحكا «سيعود الماء».", "سالم الراوي"),
    ("قال مراقبون إن السد آمن. وأكد هؤلاء أن الماء سيعود.", "مراقبون"),
    ("وكان الاتحاد الزراعي قد اعترض سنة 2013 على عرض الشركة.", "الاتحاد الزراعي"),
    ("وأعلنت وزارة الداخلية العام الماضي القائمة الأولى للممنوعين.", "وزارة الداخلية"),
    # what stands between a verb and its subject, or behind it
    ("قال عنه واحد من أشهر النقاد إنه شاعر كبير.", "واحد من أشهر النقاد"),
    ("ورد عليه زعيم الحزب بأن الاتهام باطل.", "زعيم الحزب"),
    ("ووفقا لبيان أصدرته أمس إدارة السد، فإن المشروع اكتمل.", "إدارة السد"),
    ("أفادت مصادر طبية وأمنية وعسكرية السبت بمقتل ثمانية جنود.", "مصادر طبية وأمنية وعسكرية"),
    ("ووصفت مصادر طبية الحالة العامة للمريض بأنها مستقرة.", "مصادر طبية"),
    ("ووصفت مصادر طبية القرار الأخير بأنه متسرع.", "مصادر طبية"),
    ("ووصف الوزير السابق القرار الأخير بأنه متسرع.", "الوزير السابق"),
    ("وتنبأت المنظمة العربية أيضا بارتفاع الأسعار.", "المنظمة العربية"),
    ("وأوصى ملتقى الصيادين الذي عقد أمس بالرابية، بإقراض الجمعيات.", "ملتقى الصيادين"),
    ("طلب معالي الوزير سالم الراوي الهدوء. وطالب معاليه المجتمع الدولي بالتحرك.", "معالي الوزير سالم الراوي"),
])  # fmt: skip
def test_who_said_it(text, speaker):
    document = read(text)
    assert document.statements
    who = {document.speaker_of(statement) for statement in document.statements}
    assert [one.name.text for one in who if one is not None] == [speaker]


@pytest.mark.parametrize("text", [
    "وأكد كاميرات المراقبة.", "وقال بنيت المدرسة إن.", "ونشيد البلاد بأن.", "مالياً وسريعاً وكاملاً.",
])  # fmt: skip
def test_words_that_look_like_names_are_none(text):
    assert read(text).speakers == ()


@pytest.mark.parametrize(("text", "speaker", "content"), [
    ("وقال الوزير إن الجفاف شديد، وأدان الحرائق المفتعلة.", "الوزير", "الحرائق المفتعلة"),
    ("ودعت النقابة لعدم دفع الرسوم.", "النقابة", "لعدم دفع الرسوم"),
    ("ورفع المتظاهرون الأعلام، مؤكدين ولاءهم للوطن.", "المتظاهرون", "ولاءهم للوطن"),
    ("وقال الوزير: «لن نسمح بهذا أبدا»، معددا الاجتماعات.", "الوزير", "لن نسمح بهذا أبدا"),
    ("وأشار المدير على وجه الخصوص إلى المساعدات.", "المدير", "إلى المساعدات"),
])  # fmt: skip
def test_what_is_said_last(text, speaker, content):
    document = read(text)
    statement = document.statements[-1]
    assert (document.speaker_of(statement).name.text, statement.content[0].text) == (speaker, content)


@pytest.mark.parametrize(("text", "speaker", "addressee"), [
    ("الحداد لسعيد: لن نقبل بالعودة إلى الوراء\nنص.", "الحداد", "لسعيد"),
    ("سعيد الراوي لنادر الكيال: أنت مخطئ في هذا\nنص.", "سعيد الراوي", "لنادر الكيال"),
    ("الحلو في عظة الأحد: كفى حروبا في البلاد\nنص.", "الحلو", None),
    ("الأمين العام لحزب النهر: لن نتراجع عن شيء\nنص.", "الأمين العام لحزب النهر", None),
])  # fmt: skip
def test_headlines(text, speaker, addressee):
    document = read(text)
    (statement,) = document.statements
    assert document.speaker_of(statement).name.text == speaker
    assert (statement.addressee.text if statement.addressee else None) == addressee


@pytest.mark.parametrize(("text", "addressee"), [
    ("ونصحت د. ميساء بتفادي الضوء.", None),
    ("وطالبت بعض عائلات الصيادين بزيادة الدعم.", None),
    ("وأطلق الدكتور نادر الكيال نداء دعا فيه الأطباء إلى التطوع.", "الأطباء"),
])  # fmt: skip
def test_who_is_asked(text, addressee):
    statement = read(text).statements[-1]
    assert (statement.addressee.text if statement.addressee else None) == addressee


@pytest.mark.parametrize(("text", "act"), [
    ("ووجهت السلطات تهم الفساد إلى المدير.", "accuse"),
    ("ووجه النائب انتقادات حادة إلى الحكومة.", "criticise"),
    ("ووجه المدير الشكر للسكان على تعاونهم.", "welcome"),
    ("ووجه الوزير بفتح الطريق.", "call"),
])  # fmt: skip
def test_what_one_directs_to_somebody(text, act):
    assert [statement.act for statement in read(text).statements] == [act]


def test_a_call_of_whoever_it_is_has_no_speaker():
    (statement,) = read("توفي طفل أمس وسط دعوات لمحاسبة السائق.").statements
    assert statement.speaker is None


@pytest.mark.parametrize(("text", "speakers"), [
    ("قال الرئيس سالم الراوي إن السد آمن. واستقبل صاحب السمو الأمير فهد الصافي. ونقل سموه تحيات الملك.",
     ["الرئيس سالم الراوي", "صاحب السمو الأمير فهد الصافي"]),
    ("استقبل فخامة الرئيس سالم الراوي صاحب السمو الأمير فهد الصافي. وأكد فخامته أن السد آمن. وأعرب سموه عن شكره.",
     ["فخامة الرئيس سالم الراوي", "صاحب السمو الأمير فهد الصافي"]),
])  # fmt: skip
def test_an_honour_is_its_bearers(text, speakers):
    document = read(text)
    assert [document.speaker_of(statement).name.text for statement in document.statements] == speakers


@pytest.mark.parametrize("text", ["وأكد الوزير أهمية أن تكون الوثائق كاملة.", "وأكد أهمية أن تكون الوثائق كاملة."])
def test_a_noun_before_its_clause_is_said_too(text):
    (statement,) = read(text).statements
    assert statement.content[0].text == "أهمية أن تكون الوثائق كاملة"
