"""Two documents' speakers: by entity, by name, by beginning."""

import msgspec
import pytest

from musnad.document import Document
from musnad.model import Span, Speaker
from musnad.stories.speakers import Naming, are_one, naming_of


def naming(name, kind="person"):
    span = Span(0, len(name), name)
    return naming_of(Document(id="x", text=name), Speaker("S1", kind, span, (span,)))


ONE = [
    ("وزير الخارجية الكوريندي سيرجي لافانوف", "وزير الخارجية الكوريندي سيرغي لافانوف", "person"),
    ("رئيس نقابة عمال الموانئ سالم الحمراوي", "رئيس النقابة سالم الحمراوي", "person"),
    ("لاريسا كوفن", "وزيرة خارجية كوريندا لاريسا كوفن", "person"),
    ("نديم الحلاق وزير الخارجية", "وزير الخارجية نديم الحلاق", "person"),
    ("حركة الجبل", "الحركة", "organisation"),
    ("مصدر في غرفة العمليات", "مصدر في غرفة العمليات", "unnamed"),
    ("الشرطة", "الشرطة", "organisation"),
]
TWO = [
    ("وزير الخارجية الكوريندي لافانوف", "وزير الخارجية نديم الحلاق", "person"),
    ("رئيس الوزراء كامل النجار", "رئيس البرلمان وليد العابد", "person"),
    ("مسؤول في الخارجية الكوريندية", "وزير الخارجية الكوريندي لافانوف", "person"),
    ("وزراء خارجية دول الساحل", "وزير خارجية كوريندا", "person"),
    ("مصدر عسكري", "مصدر عسكري كبير", "unnamed"),
    ("الرئيس", "رئيس النقابة سالم الحمراوي", "person"),
    ("حركة الجبل", "حركة السهل", "organisation"),
]


@pytest.mark.parametrize(("one", "other", "kind"), ONE)
def test_one_speaker(one, other, kind):
    assert are_one(naming(one, kind), naming(other, kind)) and are_one(naming(other, kind), naming(one, kind))


@pytest.mark.parametrize(("one", "other", "kind"), TWO)
def test_two_speakers(one, other, kind):
    assert not are_one(naming(one, kind), naming(other, kind)) and not are_one(naming(other, kind), naming(one, kind))


def test_entities_decide_where_both_are_known():
    one, other = naming("وزير الخارجية نديم الحلاق"), naming("رئيس الوفد")
    same = one._replace(entity="e1"), other._replace(entity="e1")
    apart = one._replace(entity="e1"), one._replace(entity="e2")
    assert are_one(*same) and not are_one(*apart)
    assert are_one(one._replace(entity="e1"), one)
    assert same[0].key == same[1].key


def test_an_entity_is_taken_from_the_speaker_where_it_has_one():
    class Known(msgspec.Struct):
        kind: str
        name: Span
        entity: str

    assert naming_of(Document(id="x", text=""), Known("person", Span(0, 3, "سعد"), "e7")).entity == "e7"


def test_a_person_and_an_organisation_are_two():
    assert not are_one(naming("وزير الخارجية الكوريندي"), naming("الخارجية الكوريندية", "organisation"))


def test_names_of_nothing():
    assert isinstance(naming(""), Naming) and not are_one(naming(""), naming("سالم الحمراوي"))
