"""Dates in Arabic text: where they stand, which day they mean, and why some mean none."""

import gc
import re
import subprocess
import sys
import time
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.calendars import from_hijri, to_hijri
from musnad.arabic.dates import find_dates, resolve
from musnad.arabic.instants import agree, read_iso

BASE = "2018-04-05T12:00:00"  # a Thursday

# In the text the expressions stand in {…}; then what each means, `a..b` for a span of days, `-` where it is refused.
TABLE = [
    # -- months of the Levant
    ("انعقدت القمة {الأربعاء 4 نيسان 2018} في العاصمة.", "2018-04-04"),  # weekday, day, month, year
    ("وُلد في {٤ نيسان ٢٠١٨}.", "2018-04-04"),  # Arabic-Indic digits
    ("وُلد في {۴ نیسان ۲۰۱۸}.", "2018-04-04"),  # Persian digits and ya
    ("في {25 كانون الأول 2017} أضيئت الشجرة.", "2017-12-25"),  # two words
    ("من {كانون الثاني 2018} إلى {آذار 2018}", "2018-01 2018-03"),  # months with years
    ("في {3 تشرين ثاني 2017}", "2017-11-03"),  # without the article
    ("خلال {تموز} و{شباط}", "2017-07 2018-02"),  # months that are no other word may stand alone
    ("في {شهر أيار} من كل عام وفي {آب 2017}", "2017-05 2017-08"),  # those that are need company
    # -- of Egypt and the Gulf, all spellings
    ("{1 إبريل 2018} و{2 أبريل 2018} و{3 ابريل 2018}", "2018-04-01 2018-04-02 2018-04-03"),
    ("{9 يونيو 2017} و{9 يونيه 2017} و{9 يوليو 2017} و{9 يوليه 2017}", "2017-06-09 2017-06-09 2017-07-09 2017-07-09"),
    ("{7 أغسطس 2017} و{7 اغسطس 2017}", "2017-08-07 2017-08-07"),
    # -- of the Maghreb
    ("في {17 جويلية 2017} ثم {20 أوت 2017}", "2017-07-17 2017-08-20"),  # Algeria, Tunisia
    ("{5 جانفي 2018} و{6 فيفري 2018} و{8 أفريل 2017}", "2018-01-05 2018-02-06 2017-04-08"),
    ("{16 ماي 2017} و{1 جوان 2017}", "2017-05-16 2017-06-01"),
    ("{يوم الإثنين 17 غشت 2015} و{30 يوليوز 2017}", "2015-08-17 2017-07-30"),  # Morocco
    ("{2 شتنبر 2017} و{3 نونبر 2017} و{4 دجنبر 2017}", "2017-09-02 2017-11-03 2017-12-04"),
    # -- two names for one month
    ("في {4 أبريل/نيسان 2018}", "2018-04-04"),
    ("في {4 نيسان (أبريل) 2018}", "2018-04-04"),
    ("في {31 كانون الأول / ديسمبر 2017}", "2017-12-31"),
    ("نما الإنتاج في {يوليو تموز 2017}", "2017-07"),  # side by side
    ("اعتباراً من {1 آب - أغسطس 2014}", "2014-08-01"),  # with a dash
    ("بين {مايو} - {يونيو 2017}", "2017-05 2017-06"),  # two months, not two names
    # -- Hijri
    ("في {15 رمضان 1439} بدأ", "2018-05-30"),
    ("في {3 صفر 1444هـ} صدر القرار", "2022-08-30"),  # صفر with a year is a month
    ("{الخميس 19/7/1439 هـ الموافق 5/4/2018 م}", "2018-04-05"),  # one day in two calendars
    ("{15 رمضان 1439هـ - 30 مايو 2018م}", "2018-05-30"),
    ("{20 جمادى الآخرة 1439} و{20 جمادى الأولى 1439}", "2018-03-08 2018-02-06"),
    ("{10 ربيع الآخر 1439} و{10 ربيع الأول 1439}", "2017-12-28 2017-11-28"),
    ("{9 ذو الحجة 1438} و{9 ذي القعدة 1438}", "2017-08-31 2017-08-01"),
    ("{غرة محرم 1439}", "2017-09-21"),  # the first of a month
    ("{الخميس 5 صفر 1431 هـ} و{الأربعاء 5 صفر 1431 هـ}", "2010-01-21 2010-01-20"),  # by the weekday, a day later
    ("{الثلاثاء 5 صفر 1431 هـ} و{الجمعة 5 صفر 1431 هـ}", "2010-01-19 2010-01-20"),  # a day before; too far
    ("خلال {شهر رمضان 1438}", "2017-05-27..2017-06-24"),  # a Hijri month is no Gregorian one
    ("ميزانية {عام 1438هـ}", "2016-10-02..2017-09-20"),
    ("بتاريخ {12-4-1439}", "2017-12-30"),  # no mark, but the year can be no other
    ("في {رجب الماضي}", "2017-03-29..2017-04-26"),  # the base is in Rajab: the one before
    # -- in digits
    ("حُرر في {2018-04-05} و{05/04/2018} و{5-4-2018} و{2018/4/5}", "2018-04-05 2018-04-05 2018-04-05 2018-04-05"),
    ("{28/05/2017} و{05/28/2017}", "2017-05-28 2017-05-28"),  # where only one order makes a date
    ("{خميس, 04/05/2018 - 11:25}", "2018-05-04T11:25:00"),  # a weekday without article, a time
    ("حُرر في \u200f{5\u200f/4\u200f/2018}", "2018-04-05"),  # marks of direction inside
    # -- months first, years first
    ("{أبريل 5, 2018} وكتب أحمد", "2018-04-05"),
    ("{2018-نيسان-04}", "2018-04-04"),
    ("{2006 الجمعة 3 نوفمبر}", "2006-11-03"),  # the year first, and the weekday fits
    ("انتخابات 2006 {الأحد 3 نوفمبر}", "2017-11-03"),  # it doesn't: another number
    ("{28 أغسطس، 2012}، و{28 أغسطس، 2012 - 08:22}", "2012-08-28 2012-08-28T08:22:00"),  # commas between the parts
    ("{الثلاثاء، 28، أغسطس، 2012}", "2012-08-28"),
    ("قُتل في {28 أغسطس}، 2012 شخصا", "2017-08-28"),  # people, not a year
    ("{2016:01:17.18:57} و{2016:01:17}", "2016-01-17T18:57:00 2016-01-17"),  # an agency's
    ("وصل في {5 أبريل 2018}. 14:30 طنا", "2018-04-05"),  # a new sentence
    # -- in English and French, as systems print them
    ("{April 20, 2012}; {April - 20 - 2012}; {20 Apr. 2012}", "2012-04-20 2012-04-20 2012-04-20"),
    ("{20 avril 2012}; {1 août 2012}; {20-Apr-2012}", "2012-04-20 2012-08-01 2012-04-20"),
    ("{Friday, April 20, 2012}; {الجمعة 20 April 2012}", "2012-04-20 2012-04-20"),  # with a weekday of either script
    ("{Apr 20, 2012 - 14:05} و{2012-Apr-20}", "2012-04-20T14:05:00 2012-04-20"),
    # -- years of two digits, where the weekday or the calendar's mark tells which number it is
    ("{الجمعة 20/4/12} ثم {خميس, 05/04/18 - 11:25}", "2012-04-20 2018-04-05T11:25:00"),
    ("{الخميس 12/4/05} و{الخميس 10/12/98}", "2012-04-05 1998-12-10"),  # the year first, and one of the last century
    ("{20/4/12م} و{5/2/31 هـ} و{الخميس 5/2/31 هـ}", "2012-04-20 2010-01-20 2010-01-21"),
    # -- ordinals
    ("في {الخامس عشر من نيسان 2017} و{الحادي والعشرين من شهر آذار 2018}", "2017-04-15 2018-03-21"),
    ("{الفاتح من نوفمبر 2017} و{الأول من أيار 2017}", "2017-11-01 2017-05-01"),
    # -- without a year: the last such day not after the base, but for what says otherwise
    ("في {4 أبريل} وفي {6 أبريل}", "2018-04-04 2017-04-06"),
    ("في {6 أبريل المقبل} وفي {2 مارس الماضي}", "2018-04-06 2018-03-02"),
    ("في {27 أبريل الجاري}", "2018-04-27"),
    ("{الجمعة 6 أبريل}", "2018-04-06"),  # the weekday tells the year
    ("في {مايو الماضي} وفي {مايو المقبل}", "2017-05 2018-05"),
    ("في {15 من الشهر الجاري} و{20 من الشهر الماضي}", "2018-04-15 2018-03-20"),
    ("{12 الجاري}", "2018-04-12"),
    # -- weekdays
    ("قُتل {الأربعاء} ثلاثة و{يوم الخميس} اثنان.", "2018-04-04 2018-04-05"),  # before or on the base
    ("{الأربعاء الماضي} و{الأربعاء المقبل} و{الخميس الماضي}", "2018-04-04 2018-04-11 2018-03-29"),
    ("{الخميس المقبل} و{الجمعة القادمة} و{الجمعة بعد المقبل}", "2018-04-12 2018-04-06 2018-04-13"),
    ("{مساء السبت} و{ليل السبت الأحد}", "2018-03-31 2018-03-31"),
    ("مباراتا {السبت} و{الأحد}", "2018-03-31 2018-04-01"),  # two days
    ("سافر {السبت}.", "2018-03-31"),
    # -- told from the base
    ("وصل {اليوم} من العاصمة، ويسافر {اليوم} مساء.", "2018-04-05 2018-04-05"),
    ("وصل {أمس} وغادر {اليوم} ويعود {غداً}.", "2018-04-04 2018-04-05 2018-04-06"),
    ("{أمس الأول} و{أول أمس} و{أول من أمس}", "2018-04-03 2018-04-03 2018-04-03"),
    ("{مساء أمس} و{فجر اليوم} و{بعد ظهر أمس} و{صباح غد}", "2018-04-04 2018-04-05 2018-04-04 2018-04-06"),
    ("{أمس الأربعاء} و{اليوم (الخميس)} و{غدا الجمعة} و{بعد غد السبت}", "2018-04-04 2018-04-05 2018-04-06 2018-04-07"),
    ("و{أمس} و{اليوم} وبـ{الأمس}", "2018-04-04 2018-04-05 2018-04-04"),  # glued letters stay outside
    ("{قبل يومين} و{منذ ثلاثة أيام} و{قبل 12 يوماً}", "2018-04-03 2018-04-02 2018-03-24"),
    ("{قبل خمسة عشر يوما}", "2018-03-21"),
    ("{قبل أسبوع} و{بعد شهرين} و{قبل عامين}", "2018-03-26..2018-04-01 2018-06 2016"),
    ("{الشهر الماضي} و{الأسبوع المقبل} و{العام الماضي}", "2018-03 2018-04-06..2018-04-12 2017"),
    ("{العام قبل الماضي} و{هذا العام} و{الشهر الجاري}", "2016 2018 2018-04"),
    ("{منذ 20 دقيقة}", "2018-04-05T11:40:00"),
    ("{قبل 3 ساعات}", "2018-04-05"),  # counted in hours, no more is known than the day
    # -- parts of a month or year
    ("{منتصف أبريل} و{مطلع مارس} و{أواخر العام الماضي} و{أواخر آب}", "2018-04 2018-03 2017 2017-08"),
    # -- years
    ("{عام 2017} و{العام 2013} و{سنة 1990}، ومنذ {2009}،", "2017 2013 1990 2009"),
    # -- ranges
    ("الفترة من {3-16 أغسطس 2015}", "2015-08-03..2015-08-16"),
    # -- times of day
    ("{الساعة 15:30}", "2018-04-05T15:30:00"),
    ("أُغلق عند {14:05 بتوقيت غرينتش}", "2018-04-05T14:05:00+00:00"),
    ("وقع الزلزال ({10:30 ت غ})", "2018-04-05T10:30:00+00:00"),
    ("سجل {1350 بتوقيت جرينتش}", "2018-04-05T13:50:00+00:00"),  # as agencies write it
    ("{الساعة السابعة والنصف مساء بتوقيت مكة المكرمة}", "2018-04-05T19:30:00+03:00"),
    ("{3:45 م} ثم {3:45 مساء} ثم {3:45 صباحا}", "2018-04-05T15:45:00 2018-04-05T15:45:00 2018-04-05T03:45:00"),
    ("{05/04/2018 05:00 مساءً}", "2018-04-05T17:00:00"),
    ("{4 نيسان 2018 - 14:05}", "2018-04-04T14:05:00"),
    ("{27/11/2011 02:43:00 PM} و{16-03-2021, 01:19 PM}", "2011-11-27T14:43:00 2021-03-16T13:19:00"),
    ("{12:05 AM} و{12:05 pm} و{الساعة 2 PM}", "2018-04-05T00:05:00 2018-04-05T12:05:00 2018-04-05T14:00:00"),
    ("{2:30 p.m.} و{4 نيسان 2018 الساعة 2:30 a.m.}", "2018-04-05T14:30:00 2018-04-04T02:30:00"),
    ("{19 - 07 - 2015 - 06:15 م}", "2015-07-19T18:15:00"),
    ("{الثلاثاء، 28 أغسطس، 2012، 08:22 GMT}", "2012-08-28T08:22:00+00:00"),
    ("{20 أبريل 2021 14:30 GMT+3}", "2021-04-20T14:30:00+03:00"),  # an offset glued to the zone
    ("{20 أبريل 2021 14:30 UTC-05:00}", "2021-04-20T14:30:00-05:00"),
    ("{20 أبريل 2021 14:30 GMT} - 5 تعليقات", "2021-04-20T14:30:00+00:00"),  # no offset
    ("{GMT 13:19:00 2006 الجمعة 3 نوفمبر}", "2006-11-03T13:19:00+00:00"),  # the zone first, as a large portal writes
    ("النشر: {17/01/2007} (آخر تحديث: {18/01/2007 الساعة: 08:45})", "2007-01-17 2007-01-18T08:45:00"),  # a colon
    ("{الأربعاء 22 تشرين الأول 2014 الساعة 11:12}", "2014-10-22"),  # of which half?
    ("{الساعة 3 من فجر اليوم}", "2018-04-05T03:00:00"),  # the part of the day tells the half
    ("{فجر أمس الأربعاء عند الساعة 4:30}", "2018-04-04T04:30:00"),
    ("{الساعة الثالثة والنصف عصر أمس}", "2018-04-04T15:30:00"),
    ("{الساعة الخامسة}", "2018-04-05"),  # of which half? the day is known
    ("{2018-04-05T14:30:15}", "2018-04-05T14:30:15"),
    # -- refused
    ("في {31 شباط 2018}", "-"),
    ("في {30 صفر 1439}", "-"),  # it had 29 days
    ("في {13/13/2018}", "-"),
    ("في {1 محرم 1320هـ} و{عام 1200هـ}", "- -"),  # before the tables of Umm al-Qura
    ("مسلسلات {رمضان 2018}", "-"),  # a Hijri month in a Gregorian year
    ("{قبل أيام} و{منذ أسابيع}", "- -"),  # how many?
    ("{أمس الأحد}", "-"),  # on a Thursday
    ("في {شباط} من ذلك العام وفي {3 آذار} من العام نفسه", "- -"),  # of a year told elsewhere
    ("{الساعة 25:10}", "-"),
]  # fmt: skip

NONE = [
    "قالت رئيسة الوزراء ماي إن مارس الرياضة خمسة أعوام.",  # a surname, a verb
    "فاز الفريق 2 - صفر، وكان خسر 3/صفر ثم (صفر - 1).",  # scores
    "التقى رجب شعبان في رمضان الكريم ابن محرم.",  # names, and a month without anything beside it
    "وصل أب إلى بيته، وأوت المدرسة العائلات.",  # «father», «sheltered»
    "الأول والثاني من اللاعبين، والفصل الثاني.",
    "اليوم الوطني واليوم التالي وذلك اليوم، وصحيفة «اليوم» والمصري اليوم.",
    "كان بأمس الحاجة إلى الماء، ويسير مرتين في اليوم وأكثر خلال اليوم، منذ ساعات الصباح.",
    "وغدا الأمر صعبا، فالطريق إلى غد أفضل طويل.",  # «became»; tomorrow as a hope
    "زار شارع 17 نيسان وميدان 6 أكتوبر وجامعة تشرين.",  # named after a date
    "غاب الأمين العام المقبل عن الاجتماع.",
    "في 2000 منزل، و12 من الضحايا، و3.5 في المئة، بنسبة 4-3.",
    "رحل قبل يومين من الانتخابات، وعاد بعد يوم واحد من المباراة وبعد يومين على الحريق.",  # counted from something else
    "لامس السقف واستمر 15 يوما و3 أشهر.",
    "العدد 2018/13 من المجلة، والمادة 5/4، والنسخة 2.0.1",
    "يجتمعون كل جمعة.",
    "قال: نشرت 14:05.",  # a number like a time, of nothing
    "زار Mars 2020 والتقى May و5 April ثم Friday وصل في Sun وأكل 9 May 1453.",  # no whole date of our time
    "كتب 20/4/12 و12/4/20 ولعب 4-3-3، والنسخة 3-4-12 م والوقت 2016:45:99.",  # which number is the year?
    "قرأ PM 5 و14 PM في www.a.m.com.",
]


@pytest.mark.parametrize(("marked", "expected"), TABLE)
def test_table(marked, expected):
    text = marked.replace("{", "").replace("}", "")
    found = find_dates(text)
    assert [e.text for e in found] == re.findall(r"\{(.*?)\}", marked)
    assert all(text[e.start : e.end] == e.text for e in found)
    resolved = [resolve(e, BASE) for e in found]
    assert [f"{r.at}..{r.until}" if r.until else r.at or "-" for r in resolved] == expected.split(" ")
    assert all((r.reason is None) == (r.at is not None) for r in resolved)


@pytest.mark.parametrize("text", NONE)
def test_no_date(text):
    assert [e.text for e in find_dates(text)] == []


@pytest.mark.parametrize(("text", "note"), [
    ("5-4-2018", "day before month"),  # ambiguous, and says so
    ("الأربعاء 5 نيسان 2018", "the weekday is another"),  # it was a Thursday
    ("أمس الخميس", "by the weekday"),  # print and page differ by a day
    ("16 أبريل", "the coming one is nearer"),
    ("يونيو", "the coming one is nearer"),
    ("15 رمضان 1439هـ الموافق 5 أبريل 2018م", "the Hijri date beside it"),
    ("12-4-1439", "taken as Hijri"),
    ("الأربعاء", "the last such day"),
    ("الخميس 5 صفر 1431 هـ", "a day from the calendar of Umm al-Qura"),
    ("الجمعة 5 صفر 1431 هـ", "the weekday is another"),
    ("الجمعة 20/4/12", "told by the weekday"),
    ("5/4/18م", "a year of two digits"),
    ("4 نيسان 2018 الساعة 11:12", "which half of the day"),
])  # fmt: skip
def test_what_is_taken_for_granted_is_noted(text, note):
    (found,) = find_dates(text)
    resolved = resolve(found, BASE)
    assert resolved.at and any(note in line for line in resolved.notes)


@pytest.mark.parametrize(("text", "base", "reason"), [
    ("أمس", None, "isn't known"),  # no base
    ("أمس", "2018-04", "isn't known"),  # a base known to the month only
    ("قبل 3 ساعات", "2018-04-05", "time of day"),
    ("4 أبريل", "tomorrow", "isn't known"),  # no base that can be read
    ("1 محرم 1600 هـ", BASE, "outside the Hijri years 1343 to 1500"),
    ("31 حزيران", BASE, "no day 31"),
    ("قبل 9000 عام", BASE, None),
])  # fmt: skip
def test_reasons(text, base, reason):
    found = find_dates(text)
    if reason is None:
        assert all(resolve(e, base).at is None for e in found)
        return
    (expression,) = found
    resolved = resolve(expression, base)
    assert resolved.at is None and reason in resolved.reason


def test_the_future_of_now_is_refused():
    (expression,) = find_dates("8 أبريل 2018")
    assert resolve(expression, now="2018-04-05T23:00:00Z").at is None
    assert resolve(expression, now="2018-04-07T12:00:00Z").at == "2018-04-08"
    assert resolve(expression, now=date(2018, 4, 7)).at == "2018-04-08"


def test_a_base_may_be_a_date_or_a_datetime():
    (expression,) = find_dates("أمس")
    for base in (date(2018, 4, 5), datetime(2018, 4, 5, 1, 2, 3), "2018-04-05", "2018-04-05T01:02:03+03:00"):
        assert resolve(expression, base).at == "2018-04-04"


def test_zones():
    (expression,) = find_dates("5 تموز 2017 الساعة 14:05 بتوقيت بيروت")
    resolved = resolve(expression)
    if any("isn't known on this machine" in note for note in resolved.notes):
        pytest.skip("no time zones on this machine")
    assert (resolved.at, resolved.zone, resolved.precision) == ("2017-07-05T14:05:00+03:00", "+03:00", "minute")
    (local,) = find_dates("5 تموز 2017 الساعة 14:05 بالتوقيت المحلي")
    assert (resolve(local).at, resolve(local).zone) == ("2017-07-05T14:05:00", None)


ISO = [
    ("2018-04-05", "2018-04-05", "day"),
    ("2018-04", "2018-04", "month"),
    ("2018", "2018", "year"),
    ("20180405", "2018-04-05", "day"),
    ("2018-04-05 14:30", "2018-04-05T14:30:00", "minute"),  # a blank
    ("2018-04-05T14:30:00+0300", "2018-04-05T14:30:00+03:00", "minute"),  # no colon
    ("2018-04-05T14:30:07Z", "2018-04-05T14:30:07+00:00", "second"),
    ("2018-04-05T14:30:07.123456Z", "2018-04-05T14:30:07+00:00", "second"),
    ("٢٠١٨-٠٤-٠٥T١٤:٣٠", "2018-04-05T14:30:00", "minute"),  # Arabic digits
    ("2018-04-05 02:30 PM", "2018-04-05T14:30:00", "minute"),
    ("2018/4/5 14:30 GMT", "2018-04-05T14:30:00+00:00", "minute"),
    ("2018-04-05T14:30+03:00[Asia/Riyadh]", "2018-04-05T14:30:00+03:00", "minute"),
    ("2018-04-05T00:00:00Z", "2018-04-05", "day"),  # midnight is how systems write a day
    ("2018-02-30", None, None),
    ("2018-13-01", None, None),
    ("2018-04-05T25:00", None, None),
    ("0000-00-00", None, None),
    ("2018-04-05T10:00+99:00", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at", "precision"), ISO)
def test_iso(text, at, precision):
    found = read_iso(text)
    assert (found.at, found.precision, bool(found.reason)) == (at, precision, at is None)


@pytest.mark.parametrize("text", ["", "أمس", "2018-04-05 and more", "12", "x" * 10_000, "9" * 10_000])
def test_not_iso(text):
    assert read_iso(text) is None


@pytest.mark.parametrize(("one", "other", "same"), [
    ("2018-04-05", "2018-04-05T14:30:00+03:00", True),  # coarser
    ("2018-04", "2018-04-05", True),
    ("2018-04-05T14:30:00+03:00", "2018-04-05T11:30:00+00:00", True),  # one instant in two zones
    ("2018-04-05T14:30:00", "2018-04-05T14:30:00+03:00", True),  # a time without zone, local
    ("2018-04-05T11:30:00", "2018-04-05T14:30:00+03:00", True),  # or in UTC
    ("2018-04-05T14:30:00", "2018-04-05T11:30:00+00:00", True),  # or in a zone ahead of it
    ("2018-04-05T16:30:00", "2018-04-05T11:30:00+00:00", False),
    ("2018-04-05T14:30:00", "2018-04-05T14:30:25", True),  # the minute
    ("2018-04-05T14:30:10", "2018-04-05T14:30:25", False),
    ("2018-04-04", "2018-04-05T01:30:00+03:00", True),  # the day of UTC
    ("2018-04-05", "2018-04-06", False),
    ("2018-04-05T14:30:00+03:00", "2018-04-05T14:30:00+00:00", False),
])  # fmt: skip
def test_agree(one, other, same):
    assert agree(one, other) is agree(other, one) is same


# -- what holds of every text ------------------------------------------------------------------

WORDS = """
أمس اليوم غدا غداً الأربعاء الخميس السبت يوم مساء صباح ليل بعد ظهر قبل منذ يومين أيام شهر الشهر الماضي المقبل الجاري
العام عام سنة أسبوع الأسبوع أبريل نيسان مارس ماي كانون تشرين الأول الثاني ربيع جمادى الآخرة ذو ذي الحجة القعدة صفر
رمضان رجب هـ م ص من في الموافق الساعة الثالثة والنصف بتوقيت غرينتش مكة ت غ هذا منتصف أول عشر والعشرين الحادي الثلاثين
غرة ثلاثة خمسة 1 4 05 13 31 32 99 2018 2017 1439 1600 0000 14:30 25:61 5/4/2018 2018-04-05 31/2/2018 / - ( ) : ، .
« » و ل ب ١٢ ۴ T Z +03:00 السد قال الوزير
"""
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=12).map(" ".join),
    st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=12).map("".join),
)
BASES = st.one_of(st.none(), st.dates(), st.datetimes(), st.sampled_from(["2018-04", "2018", "2018-04-05", "x"]))


@given(TEXTS, BASES, st.one_of(st.none(), st.dates()))
def test_spans_are_slices_and_dates_are_real(text, base, now):
    found = find_dates(text)
    assert all(text[e.start : e.end] == e.text and e.text == e.text.strip() != "" for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for expression in found:
        resolved = resolve(expression, base, now=now)
        if resolved.at is None:
            assert resolved.reason
            continue
        length = {"year": 4, "month": 7, "day": 10}.get(resolved.precision)
        assert length is None or len(resolved.at) == length
        moment = datetime.fromisoformat((resolved.at + "-01-01")[:10] if length else resolved.at)
        assert resolved.until is None or date.fromisoformat(resolved.until) > moment.date()
        assert read_iso(resolved.at).at == resolved.at or moment.hour == moment.minute == 0


@given(st.text(max_size=60))
def test_any_stamp_may_be_tried(text):
    found = read_iso(text)
    assert found is None or bool(found.at) != bool(found.reason)


@given(st.dates(date(1925, 1, 1), date(2070, 1, 1)))
def test_hijri_and_back(day):
    assert from_hijri(*to_hijri(day)) == (day, "")


@pytest.mark.parametrize("mark", ["\u064e", "\u0640", "\u200c"])
def test_vowels_and_joiners_change_nothing(mark):
    plain, marked = "وصل يوم الأربعاء 4 نيسان", "وصل يوم الأ" + mark + "ربعاء 4 ني" + mark + "سان"
    (one,), (other,) = find_dates(plain), find_dates(marked)
    assert resolve(one, BASE) == resolve(other, BASE)
    assert other.text == marked[other.start : other.end]


# -- how long they take ------------------------------------------------------------------------

NEWS = "أعلن الوزير أمس الأربعاء أن السد سيكتمل في 4 أبريل 2018 وأن العمل بدأ قبل عامين في المدينة القديمة. "
SIZE = 20_000  # characters
SLOWEST = 15  # times the news of its length; the slowest, «أمس» alone, takes 5, since every word of it is a date
GROWTH = 3  # twice the text in three times the time: 2 for what is linear, 4 for a square
CLOCK_S = 0.003  # what a thread's clock may add


def seconds(text):
    best = float("inf")
    gc.disable()
    try:
        for _ in range(3):
            began = time.thread_time()
            find_dates(text)
            best = min(best, time.thread_time() - began)
    finally:
        gc.enable()
    return best


@pytest.mark.parametrize("piece", [
    "1", "1 ", "2018-", "4/", "أمس ", "أبريل/", "(", "كانون الأول ", "اليوم الأربعاء ", "الساعة ", "12:30 ", "من ",
    "منتصف من شهر ", "1 من ", "مساء ", "بعد ظهر يوم ", "4 أبريل 2018 الموافق ", "\u064b", "ـ", "\u200f", "الأربعاء (4 ",
    "5 - 5 - ", "April 20, ", "20 Apr ", "الجمعة 20/4/12 ", "2006 الجمعة 3 نوفمبر ", "GMT 13:19:00 ", "2:30 p.m. ",
    "a.", "2016:01:17.", "28 أغسطس، ", "الخميس، 4 نيسان، 14:30، ", "لل", "و",
])  # fmt: skip
def test_time_goes_with_the_length(piece):
    def filled(size):
        return (piece * size)[:size]

    find_dates(filled(200))
    plain, once, twice = seconds((NEWS * 300)[:SIZE]), seconds(filled(SIZE)), seconds(filled(2 * SIZE))
    assert once < SLOWEST * plain + CLOCK_S and twice < GROWTH * once + CLOCK_S


def test_nothing_is_compiled_before_it_is_used():
    code = (
        "import musnad.arabic.dates as d; from musnad.arabic import date_grammar as g, date_words as w;"
        "import sys; print(g.grammar.cache_info().currsize, w.words.cache_info().currsize, 'hijridate' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "0", "False"]
