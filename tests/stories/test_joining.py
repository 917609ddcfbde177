"""Which statements are joined, and which look alike and are not."""

import pytest

from musnad.document import Document
from musnad.model import Span, Speaker, Statement
from musnad.stories.joining import join, said_in


def document(name, *statements):
    """A document in which speakers say things: (speaker, kind, what)."""
    text, speakers, found = "", [], []
    for number, (speaker, kind, what) in enumerate(statements):
        begin = len(text)
        text += f"{speaker}: {what}\n"
        name_span = Span(begin, begin + len(speaker), speaker)
        speakers.append(Speaker(f"S{number}", kind, name_span, (name_span,)))
        start = begin + len(speaker) + 2
        content = (Span(start, start + len(what), what),)
        found.append(Statement(id=f"Q{number}", cue=None, source=name_span, content=content, speaker=f"S{number}"))
    return Document(id=name, text=text, outlet=name, speakers=tuple(speakers), statements=tuple(found))


def groups(*documents):
    said = said_in(documents)
    return [[said[place].document.id for place in group] for group in join(said)]


MINISTER, UNION = ("وزيرة النقل هدى السروجي", "person"), ("رئيس النقابة سالم الحمراوي", "person")
STRIKE = "العمال لن يعودوا إلى الأرصفة قبل إعادة المفصولين وصرف العلاوات المتأخرة"
JOINED = [  # what one outlet and another report of one speaker
    (STRIKE, STRIKE),
    (STRIKE, "العمال لن يعودوا إلى الأرصفة قبل إعادة المفصولين"),
    (STRIKE, "لا عودة إلى الأرصفة قبل أن يعاد المفصولون وتصرف العلاوات المتأخرة للعمال"),
    ("التصدع سطحي ولا يهدد سلامة المنشأة", "التصدع سطحي"),
    ("عدد القتلى بلغ 12 في ثلاث قرى منكوبة", "عدد القتلى بلغ 12 في ثلاث قرى منكوبة بحسب آخر حصيلة"),
]
APART = [
    (STRIKE, "الهيئة وافقت على زيادة ثم تراجعت عنها في اليوم التالي"),
    ("منسوب البحيرة بدأ ينخفض", "الفرق لن تغادر المكان قبل أن ينخفض منسوب البحيرة مترين على الأقل"),
    ("سقط 12 جريحا في القصف على الضاحية", "سقط 15 جريحا بعد القصف في الضاحية"),
    ("بذلك", "بذلك كله"),
]


@pytest.mark.parametrize(("one", "other"), JOINED)
def test_joined(one, other):
    assert groups(document("a", (*UNION, one)), document("b", (*UNION, other))) == [["a", "b"]]


@pytest.mark.parametrize(("one", "other"), APART)
def test_apart(one, other):
    assert groups(document("a", (*UNION, one)), document("b", (*UNION, other))) == [["a"], ["b"]]


def test_two_speakers_who_say_the_same_say_two_things():
    assert groups(document("a", (*UNION, STRIKE)), document("b", (*MINISTER, STRIKE))) == [["a"], ["b"]]


def test_a_long_sentence_of_an_unnamed_source_is_joined_word_for_word():
    unnamed = ("مصدر نقابي", "unnamed")
    assert groups(document("a", (*UNION, STRIKE)), document("b", (*unnamed, STRIKE))) == [["a", "b"]]
    assert groups(document("a", (*UNION, "التصدع سطحي")), document("b", (*unnamed, "التصدع سطحي"))) == [["a"], ["b"]]


def test_two_sentences_stay_two_though_an_outlet_gives_them_as_one():
    first, second = STRIKE, "مدير الهيئة وعد بزيادة عشرة في المئة ثم أنكر وعده أمام الوسطاء"
    both = first + " و" + second
    found = groups(
        document("a", (*UNION, first), (*UNION, second)), document("b", (*UNION, both)), document("c", (*UNION, second))
    )
    assert ["a", "a", "b"] not in found and max(map(len, found)) <= 3 and len(found) == 2


def test_what_an_outlet_tells_twice_in_other_words_are_two():
    again = "لا عودة إلى الأرصفة قبل أن يعاد المفصولون وتصرف العلاوات المتأخرة للعمال"
    assert groups(document("a", (*UNION, STRIKE), (*UNION, again))) == [["a"], ["a"]]


def test_statements_without_words_are_passed_over():
    assert groups(document("a", (*UNION, "…"), (*UNION, "خبر"))) == [["a"]]
