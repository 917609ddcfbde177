"""What stands around an article is told from what belongs to it."""

import pytest

import musnad
from musnad.pages.boilerplate import find_cuts, line_kind

CUT = [
    ("Note: Only a member of this blog may post a comment.", "comment note"),
    ("لا توجد تعليقات", "comment note"),
    ("أضف تعليقا", "comment note"),
    ("اقرأ أيضا: البلدية تعلن موعد فتح الجسر", "link to read on"),
    ("إقرأ المزيد", "link to read on"),
    ("اقرأ أيضاً", "link to read on"),
    ("أخبار ذات صلة", "link to read on"),
    ("قد يهمك أيضا: خمس نصائح للصيف", "link to read on"),
    ("...المزيد", "link to read on"),
    ("شارك الخبر عبر", "share bar"),
    ("تابعونا على صفحتنا", "call to follow"),
    ("طباعة | أرسل إلى صديق", "tools"),
    ("جميع الحقوق محفوظة © 2021", "rights"),
    ("www.nahr.example/a/7", "address"),
    ("312 مشاركة", "counter"),
    ("مشهد من السوق كما بدا أمس (وكالة الساحل-أرشيف)", "caption"),
]
KEPT = [
    "قال الوزير إن الجسر سيفتح بعد أيام.",
    "اقرأ نيات سيئة في هذا القرار، قال النائب",  # اقرأ with something else behind it
    "شارك الوزير في افتتاح المعرض",  # a deed
    "شاهد عيان: رأيت الشاحنة تنقلب",
    "وتابع الخياط: ستشهد المدينة نموا كبيرا",
    "طباعة الكتاب تأخرت أسبوعا",
    "المزيد من الأمطار في الطريق، تقول الأرصاد",
    "تابعوا الطريق إلى القرية سيرا",
    "انتهى الاجتماع من دون اتفاق",
    "قالت الوزارة إن الصورة قديمة. ولم تزد (أرشيف الوزارة)",
    "المصدر: وكالة الساحل",  # a credit is a relay
]


@pytest.mark.parametrize(("line", "reason"), CUT)
def test_boilerplate(line, reason):
    assert line_kind(line, at_foot=True) == reason


@pytest.mark.parametrize("line", KEPT)
def test_text(line):
    assert line_kind(line) is None
    assert line_kind(line, at_foot=True) is None


ARTICLE = "الوالي: الجسر سيفتح قريبا\n\nقال الوالي إن الجسر سيفتح بعد أيام.\nوأضاف أن الأعمال انتهت.\n"


@pytest.mark.parametrize(("text", "cuts"), [
    (ARTICLE, []),
    (ARTICLE + "Note: Only a member of this blog may post a comment.", ["comment note"]),
    ("NahrNews\n\n" + ARTICLE, ["site name"]),  # a line of Latin letters above the headline
    ("النهر\n\n" + ARTICLE, ["site name"]),  # the outlet's name, which is known
    (ARTICLE + "رابط الخبر بصحيفة النهر: الوالي: الجسر سيفتح قريبا", ["link note"]),
    (ARTICLE + "الوسوم: الجسر، الوالي", ["tags"]),
    ("الوسوم: الجسر\n" + ARTICLE * 4, []),  # at the head it could be anything
])  # fmt: skip
def test_cuts_of_a_text(text, cuts):
    found = find_cuts(text, site="النهر")
    assert [cut.reason for cut in found] == cuts
    assert all(text[cut.start : cut.end] == cut.text for cut in found)


def test_what_is_cut_is_not_read_but_the_headline_behind_a_link_note_is():
    note = "رابط الخبر بصحيفة النهر: الوالي: الجسر سيفتح قريبا"
    document = musnad.read(ARTICLE + note, outlet="النهر")
    (cut,) = document.cut
    assert cut.text == "رابط الخبر بصحيفة النهر: "
    foot = [s for s in document.statements if s.cue and s.cue.start >= cut.start]
    assert [s.content[0].text for s in foot] == ["الجسر سيفتح قريبا"]
    assert not any(cut.start <= s.content[0].start < cut.end for s in document.statements)
    plain = musnad.read(ARTICLE + "اقرأ أيضا: قال الوالي إن الماء كثير")
    assert all(s.content[0].text != "الماء كثير" for s in plain.statements)
    assert plain.text.endswith("الماء كثير")


def test_marking_costs_time_in_proportion():
    import time

    def cost(text):
        runs = []
        for _ in range(5):
            started = time.perf_counter()
            find_cuts(text)
            runs.append(time.perf_counter() - started)
        return min(runs)

    news = ARTICLE * 200
    for line in ("اقرأ " * 40, "رابط الخبر بصحيفة " * 12, "اقرأ أيضا " * 20, "طباعة " * 30, "1 " * 100, "Share to " * 20):
        hostile = (line[:200] + "\n") * (len(news) // (min(len(line), 200) + 1))
        assert cost(hostile) < 60 * cost(news) + 0.05
