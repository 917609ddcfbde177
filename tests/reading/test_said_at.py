"""When a statement was made: by the time in its attribution, never by one that is talked about."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import musnad
from musnad.cli.explain import explanation
from musnad.model import Moment
from musnad.reading.reader import read
from musnad.reading.said_at import add_said_at

DAY = {"at": "2031-05-08T09:00:00+03:00", "precision": "minute", "evidence": "json-ld"}  # a Thursday

# A text with one statement, its time in {…}, and what that means; no braces where the saying has no time.
TABLE = [
    ("قال وزير المياه سامر الحلواني {أمس} إن السد سيكتمل في الربيع.", "2031-05-07"),
    ("قال وزير المياه {أمس الأربعاء} إن السد سيكتمل.", "2031-05-07"),
    ("أعلن المتحدث باسم البلدية، {الأربعاء}، أن الطريق مفتوح.", "2031-05-07"),  # between commas
    ("وأكد المدير {اليوم (الخميس)} أن المخازن ممتلئة.", "2031-05-08"),
    ("وقالت الوزارة في بيان صدر {يوم الثلاثاء} إن الماء يكفي.", "2031-05-06"),  # of what speaks
    ("وذكر الوزير في مؤتمر صحفي عقده {مساء أمس} أن العمل بدأ.", "2031-05-07"),
    ("وقال الوزير للصحافيين {أول من أمس} إن الماء قليل.", "2031-05-06"),  # behind those spoken to
    ("وكان الوالي قد أعلن في {3 نيسان الماضي} أن السوق ستفتح.", "2031-04-03"),
    ("وأعلنت الهيئة {الشهر الماضي} أن المشروع توقف.", "2031-04"),
    ("وقال الرئيس {عام 2019} إن الوادي لن يعطش.", "2019"),
    ("«لم يبق في المخازن شيء من القمح»، قالت المتحدثة {أمس} في المدينة.", "2031-05-07"),  # the content comes first
    ("و{مساء أمس}، قال الوزير إن السد قديم.", "2031-05-07"),  # the time opens the sentence
    ("وفي {9 آذار 2031} أعلن المتحدث أن الجسر أغلق.", "2031-03-09"),
    ("قال الوزير تعليقا على الحريق، {أمس الأربعاء}، إن التحقيق بدأ.", "2031-05-07"),  # a comma ends what is of the fire
    ("قال الوزير {قبل أيام} إن السد قديم.", None),  # how many?
    ("قال الوزير {أمس السبت} إن السد قديم.", None),  # no Saturday is near
    # -- what is talked about
    ("قال الوزير إن السد اكتمل أمس.", ""),
    ("أكد المتحدث أن المهلة تنتهي الخميس المقبل.", ""),
    ("«فتحنا الطريق القديمة كلها أمس»، قال المدير سالم حداد.", ""),
    # -- when something else was
    ("قال الوزير تعليقا على حريق أمس إن التحقيق بدأ.", ""),
    ("قال الوزير الذي وصل أمس إن السد قديم.", ""),
    ("قال المدير بعد مباراة السبت إن الفريق تعب.", ""),
    ("قال تاجر مقيم في المدينة منذ 20 عاما إن السوق تغيرت.", ""),
    ("وصل الوفد إلى المدينة أمس واجتمع بالوالي في دار البلدية القديمة، وقال الوزير إن السد قديم.", ""),
    ("سيعلن الوزير غدا أن السد اكتمل.", ""),  # it hasn't been said
    ("قال الوزير إن السد قديم.", ""),
]


def said(text, published=DAY):
    return [s.said_at for s in read(text, published=published).statements]


@pytest.mark.parametrize(("marked", "at"), TABLE)
def test_table(marked, at):
    text = marked.replace("{", "").replace("}", "")
    found = said(text)
    assert len(found) >= 1
    if "{" not in marked:
        assert found == [None] * len(found)
        return
    (moment,) = [m for m in found if m is not None]
    start = marked.index("{")
    assert (moment.start, moment.text) == (start, marked[start + 1 : marked.index("}")])
    assert text[moment.start : moment.end] == moment.text
    assert moment.at == at and (moment.reason is None) == (at is not None)


def test_each_statement_has_its_own():
    text = "قال الوزير أمس إن السد قديم. وأضاف المدير الثلاثاء أن الماء قليل. وذكر الوالي أن الطريق مفتوح."
    assert [m and m.at for m in said(text)] == ["2031-05-07", "2031-05-06", None]


@pytest.mark.parametrize("published", [None, {}, {"at": None}, {"at": "2031"}, {"at": "soon"}, {"at": 7}])
def test_without_a_base_it_is_kept_and_not_placed(published):
    (moment,) = said("قال الوزير أمس إن السد قديم.", published)
    assert (moment.text, moment.at, moment.precision) == ("أمس", None, None)
    assert "isn't known" in moment.reason


def test_a_written_date_needs_no_base():
    (moment,) = said("قال الوزير في 4 نيسان 2031 إن السد قديم.", None)
    assert (moment.at, moment.precision) == ("2031-04-04", "day")


def test_several_days():
    (moment,) = said("قال الوزير الأسبوع الماضي إن السد قديم.")
    assert (moment.at, moment.until, moment.precision) == ("2031-05-01", "2031-05-07", "day")


def test_json():
    document = musnad.read("قال الوزير أمس إن السد قديم.", published=DAY)
    row = json.loads(document.to_json())["statements"][0]
    assert row["said_at"] == {"start": 11, "end": 14, "text": "أمس", "at": "2031-05-07", "precision": "day",
                              "until": None, "reason": None}  # fmt: skip
    assert musnad.Document.from_json(document.to_json()) == document
    row.pop("said_at")
    older = musnad.Document.from_json(json.dumps({"id": "d", "text": "", "statements": [row]}))
    assert older.statements[0].said_at is None


WORDS = """
قال الوزير المدير إن أن أمس اليوم الأربعاء الماضي المقبل مساء قبل يومين 4 نيسان 2031 في بيان صدر بعد على الذي وصل
السد قديم ، . «  » : وأضاف بحسب الوزارة الساعة 15:30 5/4/2031 ونقلت الوكالة عن قوله
"""


@given(st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=24).map(" ".join), st.sampled_from([DAY, None]))
def test_it_stands_in_the_text_and_outside_all_content(text, published):
    document = read(text, published=published)
    for statement in document.statements:
        moment = statement.said_at
        if moment is not None:
            assert isinstance(moment, Moment) and text[moment.start : moment.end] == moment.text != ""
            assert all(moment.end <= span.start or span.end <= moment.start for span in statement.content)


@pytest.mark.parametrize(("when", "line"), [
    ("أمس", "  said at 2031-05-07"),
    ("الأسبوع الماضي", "  said at 2031-05-01 to 2031-05-07"),
    ("قبل أيام", "  said at a time that can't be placed: how many isn't said"),
])  # fmt: skip
def test_explain_shows_it(when, line):
    document = read(f"قال الوزير {when} إن السد قديم.", published=DAY)
    shown = list(explanation(document, document.statements[0], 80))
    n = shown.index(line)
    assert "told by, [11, " in shown[n + 1] and when in shown[n + 2]


def test_nothing_else_changes():
    text = "قال الوزير أمس إن السد قديم. وأضاف أن الماء قليل."
    statements = read(text).statements
    assert add_said_at(text, statements, DAY)[1] is statements[1]
    assert [s.id for s in add_said_at(text, statements, DAY)] == [s.id for s in statements]
