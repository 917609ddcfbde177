"""Who passed a whole document on, as datelines and feet of pages say it. One comment a row."""

import pytest

from musnad.arabic.letters import fold
from musnad.reading.relays import find_document_relays

AGENCIES = {"وكاله النهر", "نهر"}


def folded(name):
    return " ".join(fold(name).split())


BYLINE = pytest.mark.xfail(reason=(
    "relays.py `_BYLINE`: the classes `[^…\\]-–—]` and `[)\\]:-–—]` have ranges from ] and : to the dash, which hold "
    "all Arabic letters: no Arabic name ever matches"
))  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [
    ("الوادي (وكالة النهر) - وصل الوفد اليوم.", [("agency", "وكالة النهر")]),  # in brackets
    ("وصل الوفد.\nغادر أمس. (نهر)", [("agency", "نهر")]),  # at the end
    ("وصل الوفد (وكالة النهر).\nغادر أمس. (وكالة النهر)", [("agency", "وكالة النهر")]),  # once is enough
    pytest.param("الوادي - وكالة النهر: وصل الوفد اليوم.", [("agency", "وكالة النهر")], marks=BYLINE),  # a dash
    pytest.param("كتب سالم – وكالة النهر\nوصل الوفد.", [("agency", "وكالة النهر")], marks=BYLINE),  # a line of its own
    ("وصل الوفد (إلى الوادي) أمس.", []),  # brackets with no agency in them
    ("وصل الوفد.\nالمصدر: جريدة الوادي", [("origin", "جريدة الوادي")]),  # the foot
    ("وصل الوفد.\nالمصدر : جريدة الوادي \n", [("origin", "جريدة الوادي")]),  # with blanks
    ("وصل الوفد.\nنقلا عن جريدة الوادي", [("origin", "جريدة الوادي")]),
    ("قال المصدر: لن نعود.", []),  # not at the head of a line
    pytest.param("وصل الوفد.\nالمصدر: '", [], marks=pytest.mark.xfail(
        reason="relays.py `_FOOT` takes the blank before a single sign for a name's first letter")),
    ("", []),
])  # fmt: skip
def test_relays_of_a_document(text, expected):
    found = find_document_relays(text, AGENCIES, folded)
    assert [(relay.role, relay.span.text) for relay in found] == expected
    assert all(text[relay.span.start : relay.span.end] == relay.span.text for relay in found)
