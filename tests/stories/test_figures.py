"""Reports of one kind that give other figures are of two happenings."""

import pytest

from musnad.stories.codes import coded
from musnad.stories.figures import by_figures
from musnad.stories.grouping import StoryIndex
from musnad.stories.terms import terms_of, vectors

CLOSING = (
    "أغلق مؤشر سوق ميناء النهر للأوراق المالية اليوم {way} بنسبة قليلة عند مستوى {level} نقطة، وسط تداولات بلغت"
    " قيمتها {value} مليون ريال بمتوسط {mean} ريالا للصفقة، وبلغ عدد الأسهم المتداولة {shares} مليون سهم عبر {deals}"
    " صفقة. وتصدرت أسهم شركة الساحل قائمة الشركات الأكثر نشاطا، تلتها أسهم مصرف الواحة، فيما تراجعت أسهم شركات"
    " الأسمنت والنقل البحري."
)
MONDAY = CLOSING.format(way="مرتفعا", level=8412, value=731, mean=688, shares=178, deals=64317)
TUESDAY = CLOSING.format(way="منخفضا", level=8371, value=642, mean=617, shares=153, deals=58206)
ROUNDED = CLOSING.format(way="مرتفعا", level=8412, value=731, mean=688, shares=180, deals=64000).replace("أغلق", "أنهى")
NO_FIGURES = CLOSING.format(way="مرتفعا", level="جديد", value="مئات", mean="عشرات", shares="عشرات", deals="آلاف")


def terms(text):
    return terms_of(coded("").terms, coded(text).terms)


def part(one, other):
    return by_figures(vectors(terms(one)).figures, vectors(terms(other)).figures)


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        (MONDAY, TUESDAY, 0.75**5),
        (MONDAY, ROUNDED, 1.0),
        (MONDAY, NO_FIGURES, 1.0),
        ("بلغت 731 مليون ريال", "بلغت 642 مليون ريال", 1.0),  # one figure each: a correction, another unit
        ("بلغت 731 مقابل 412", "بلغت 642 مقابل 917", 0.75**2),
        ("بلغت 731 ألفا و412", "بلغت 642 ألفا و917", 0.75**2),
        ("بلغت ٧٣١ و٤١٢", "بلغت 731 و 412", 1.0),
        ("في 2012 و 2013 وعددهم 500", "في 2014 و 2016 وعددهم 300", 1.0),  # in most texts
        ("", "", 1.0),
    ],
)
def test_each_figure_that_is_another_takes_a_quarter(one, other, kept):
    assert part(one, other) == part(other, one) == pytest.approx(kept)


@pytest.mark.parametrize(("other", "stories"), [(TUESDAY, 2), (ROUNDED, 1), (NO_FIGURES, 1)])
def test_closing_prices_of_another_day_are_another_story(other, stories):
    index = StoryIndex()
    for number, text in enumerate((MONDAY, other)):
        index.add(number, 20_000 * 1440 + number, terms(text))
    assert len(index.store.members()) == stories
