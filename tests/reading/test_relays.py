"""Who passed a whole document on, as datelines and feet of pages say it. One comment a row."""

import pytest

from musnad.reading.relays import find_document_relays

OUTLETS = {"وكاله النهر": "agency", "نهر": "agency", "جريده الوادي": "daily"}


@pytest.mark.parametrize(("text", "expected"), [
    ("الوادي (وكالة النهر) - وصل الوفد اليوم.", [("agency", "وكالة النهر")]),  # in brackets
    ("وصل الوفد.\nغادر أمس. (نهر)", [("agency", "نهر")]),  # at the end
    ("وصل الوفد (وكالة النهر).\nغادر أمس. (وكالة النهر)", [("agency", "وكالة النهر")]),  # once is enough
    ("الوادي - وكالة النهر: وصل الوفد اليوم.", [("agency", "وكالة النهر")]),  # a dash
    ("كتب سالم – وكالة النهر\nوصل الوفد.", [("agency", "وكالة النهر")]),  # a line of its own
    ("وصل الوفد (إلى الوادي) أمس.", []),  # brackets with no outlet in them
    ("وصل الوفد (جريدة الوادي) أمس.", []),  # with one that is no agency
    ("وصل الوفد.\nالمصدر: جريدة الوادي", [("origin", "جريدة الوادي")]),  # the foot
    ("وصل الوفد.\nالمصدر : جريدة الوادي \n", [("origin", "جريدة الوادي")]),  # with blanks
    ("وصل الوفد.\nنقلا عن جريدة الوادي", [("origin", "جريدة الوادي")]),
    ("قال المصدر: لن نعود.", []),  # not at the head of a line
    ("وصل الوفد.\nالمصدر: '", []),  # a sign is no name
    ("", []),
])  # fmt: skip
def test_relays_of_a_document(text, expected):
    found = find_document_relays(text, OUTLETS)
    assert [(relay.role, relay.span.text) for relay in found] == expected
    assert all(text[relay.span.start : relay.span.end] == relay.span.text for relay in found)
