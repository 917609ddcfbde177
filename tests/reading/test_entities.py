"""Speakers across documents: which naming is whom, on which evidence, and where there is no link."""

import pytest

import musnad
from musnad.lexicon.entities import entity_catalogue
from musnad.reading.entities import CERTAINTY, link_namings, link_speakers


def link(text, day="2018-03-05", kind="person"):
    (found,) = link_namings([(kind, text)], day)
    return found and (found.entity, found.evidence)


SHOIGU, PUTIN, ASSAD = "person/sergei_shoigu", "person/vladimir_putin", "person/bashar_al_assad"

LINKED = [
    ("سيرغي شويغو", SHOIGU, "name"),
    ("سيرجي شويجو", SHOIGU, "name"),
    ("وزير الدفاع الروسي سيرغي شويغو", SHOIGU, "name and office"),
    ("وزير الدفاع الروسي شويغو", SHOIGU, "short name and office"),
    ("شويغو", SHOIGU, "short name"),
    ("وزير الدفاع الروسي", SHOIGU, "office and date"),
    ("الرئيس الروسي", PUTIN, "office and date"),
    ("الرئيس الروسي فلاديمير بوتين", PUTIN, "name and office"),
    ("رئيس النظام السوري بشار الأسد", ASSAD, "name and office"),
    ("الرئيس السوري", ASSAD, "office and date"),
    ("هيثم سامي الزعفراني", None, "full name"),
    ("المدير العام للمرفأ حازم الصالح", None, "full name and office"),
]


@pytest.mark.parametrize(("text", "entity", "evidence"), LINKED)
def test_linked(text, entity, evidence):
    found = link(text)
    assert found is not None
    assert found[1] == evidence
    assert entity is None or found[0] == entity


UNLINKED = [
    "مصدر مطلع", "حازم الصالح", "الأسد", "الرئيس", "وزير الدفاع", "مستشار الرئيس السوري بشار الأسد",
    "والد بشار الأسد", "وزير الدفاع الروسي ونظيره التركي", "سلطان بن سلمان بن",
    "هيثم سامي الزعفراني قررت", "طائرات حربية",
]  # fmt: skip


@pytest.mark.parametrize("text", UNLINKED)
def test_not_linked(text):
    assert link(text) is None


def test_another_state_speaks_against_a_name():
    assert link("الرئيس المصري بشار الأسد")[0] != ASSAD


def test_an_office_is_that_of_its_day():
    assert link("وزير الدفاع الروسي", "2010-06-01") != (SHOIGU, "office and date")
    assert link("وزير الدفاع الروسي", "") is None
    assert link("وزير الدفاع الروسي", "2012") is None  # the year in which he came


@pytest.mark.parametrize(("text", "kind", "entity"), [
    ("الخارجية الروسية", "organisation", "institution/RU/ministry_of_foreign_affairs"),
    ("وزارة الخارجية الروسية", "organisation", "institution/RU/ministry_of_foreign_affairs"),
    ("الأمم المتحدة", "organisation", "organisation/united_nations"),
    ("موسكو", "organisation", "state/russia"),
    ("روسيا", "organisation", "state/russia"),
    ("وكالة سانا", "media", "outlet/sana"),
    ("سانا", "media", "outlet/sana"),
])  # fmt: skip
def test_bodies(text, kind, entity):
    assert link(text, kind=kind)[0] == entity


@pytest.mark.parametrize(("text", "kind"), [
    ("الوكالة", "media"), ("بيان", "document"), ("الوزارة", "organisation"), ("مصادر", "unnamed"),
    ("الأمن والحماية", "organisation"), ("شركة النهر وشركة الساحل السورية", "organisation"),
])  # fmt: skip
def test_bodies_that_are_not_linked(text, kind):
    assert link(text, kind=kind) is None


def test_short_forms_by_what_else_the_document_names():
    namings = [("person", "وزير الري المصري حازم عوني الصالح"), ("person", "الصالح"), ("person", "وزير الري المصري")]
    first, second, third = link_namings(namings, "2018-03-05")
    assert first.entity == second.entity == third.entity
    assert {second.evidence, third.evidence} == {"named in the document"}


def test_a_surname_that_two_have_means_nobody():
    namings = [("person", "حازم عوني الصالح"), ("person", "نجوى عوني الصالح"), ("person", "الصالح")]
    assert link_namings(namings)[2] is None


def test_spelling_and_titles_change_no_id():
    one, two = link("العقيد حازم عوني الصالح"), link("الدكتور حازم عوني الصالح")
    assert one == two
    assert link("عبد الله عوني النهري") == link("عبدالله عوني النهري") is not None


def test_speakers_of_a_document_carry_evidence_and_certainty():
    document = musnad.read("قال وزير الدفاع الروسي سيرغي شويغو إن القوات انسحبت.", published={"at": "2018-03-05"})
    (speaker,) = document.speakers
    assert (speaker.entity, speaker.evidence) == (SHOIGU, "name and office")
    assert speaker.certainty == CERTAINTY["name and office"]
    assert link_speakers(document.text, document.speakers, document.published) == document.speakers


def test_every_entity_is_found_by_its_own_full_names():
    catalogue = entity_catalogue()
    wrong = []
    for entity in catalogue.entities.values():
        if entity.kind == "person":
            for name in entity.names:
                (found,) = link_namings([("person", name)])
                if found is not None and found.entity.startswith("person/") and found.entity != entity.id:
                    wrong.append((name, found.entity, entity.id))
    assert wrong == []


def test_a_patronymic_is_found_in_the_catalogue():
    assert link("محمد بن زايد")[0] == "person/mohammed_bin_zayed"


def test_a_singular_that_ends_like_a_plural_heads_a_naming():
    assert link("الأمين العام لمجلس السدود محمد بن سليمان الحسين")[1] == "full name"


@pytest.mark.parametrize(("text", "kind", "entity", "day"), [
    ("رئيس مجلس النواب اللبناني نبيه بري", "person", "person/nabih_berri", "2021-02-01"),
    ("مستشار الأمن القومي الأمريكي جيك سوليفان", "person", "person/jake_sullivan", "2023-02-01"),
    ("رئيس المكتب السياسي لحركة «حماس» إسماعيل هنية", "person", "person/ismail_haniyeh", "2021-02-01"),
    ("حركة «حماس»", "organisation", "organisation/hamas", ""),
    ('تنظيم "داعش" الإرهابي', "organisation", "organisation/islamic_state", ""),
])  # fmt: skip
def test_marks_and_offices_of_several_words(text, kind, entity, day):
    assert link(text, day, kind=kind)[0] == entity


@pytest.mark.parametrize("text", [
    "المتحدثة باسم الرئيس الفرنسي السابق جاك شيراك",  # the one whose spokeswoman it is
    "المتحدث باسم بلدية الكرك عماد مرسي الشمراني",  # a man's name that is a rank too
    "مدير مدارس محافظة أبو زهرة محمد الدوسري",  # a place whose name is like a man's
])  # fmt: skip
def test_a_name_that_may_begin_elsewhere_or_be_another_ones_is_nobody(text):
    assert link(text, "2015-08-02") is None


def test_a_spokesman_behind_a_comma_is_himself():
    assert link("الناطق باسم الرئيس الروسي، ديمتري بيسكوف", "2015-08-02")[0] == "person/dmitry_peskov"
