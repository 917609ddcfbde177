"""Namings taken apart: personal name, office, state, institution."""

import pytest

from musnad.reading.namings import parse_naming, written_name

# naming, personal name, titles with whose they are
NAMINGS = [
    ("وزير الدفاع الروسي سيرغي شويغو", "سيرغي شويغو", [("وزير دفاع", "RU")]),
    ("سيرغي شويغو، وزير الدفاع الروسي", "سيرغي شويغو", [("وزير دفاع", "RU")]),
    ("وزير الدفاع في روسيا", "", [("وزير دفاع", "")]),
    ("الرئيس السوري", "", [("رئيس", "SY")]),
    ("الدكتور نبيل الخوري", "نبيل الخوري", []),
    ("العقيد الركن حازم بن علي الصالح", "حازم بن علي الصالح", []),
    ("الأمين العام للأمم المتحدة أنطونيو غوتيريش", "انطونيو غوتيريش", [("امين عام", "organisation/united_nations")]),
    ("الملك سلمان بن عبدالعزيز", "سلمان بن عبدالعزيز", [("ملك", "")]),
    ("مصدر مطلع", "", []),
]


@pytest.mark.parametrize(("text", "name", "titles"), NAMINGS)
def test_taken_apart(text, name, titles):
    naming = parse_naming(text)
    assert " ".join(naming.name_text) == name
    assert [(title.key, title.where) for title in naming.titles] == titles


@pytest.mark.parametrize(("text", "institution", "country"), [
    ("وزارة الدفاع الروسية", "ministry_of_defence", "RU"),
    ("الخارجية السورية", "ministry_of_foreign_affairs", "SY"),
    ("الحكومة اليابانية", "government", "JP"),
    ("وزارة الدفاع", "", ""),
])  # fmt: skip
def test_institutions_of_states(text, institution, country):
    naming = parse_naming(text)
    assert (naming.institution, naming.country if institution else "") == (institution, country)


@pytest.mark.parametrize("text", [
    "الرئيس السوري ونظيره الروسي", "نبيل الخوري وحازم الصالح", "وزير الدفاع، ورئيس الأركان",
])  # fmt: skip
def test_joint(text):
    assert parse_naming(text).joint


def test_an_office_with_and_in_its_name_is_one():
    assert not parse_naming("وزير التربية والتعليم الأردني").joint


@pytest.mark.parametrize("text", ["الطبيبة الخاصة لوزيرة الخارجية نجوى السالم", "والد حازم الصالح"])
def test_who_serves_is_not_the_one_named(text):
    assert parse_naming(text).serves


def test_the_written_name_is_that_of_the_text():
    assert written_name("وزير الدفاع الروسي سيرغي شويغو") == "سيرغي شويغو"
    assert written_name("مصدر مطلع") == "مصدر مطلع"
