"""Charts: well-formed, names whole and in their direction, bars in proportion."""

import sys
from xml.etree import ElementTree

import pytest

from musnad.charts import MOST_LETTERS, Bar, Group, bar_chart, to_png
from musnad.errors import MusnadError

SVG = "{http://www.w3.org/2000/svg}"


def chart(*bars, heading="", note=""):
    svg = bar_chart("العنوان", [Group(heading, tuple(bars))], parts=("own", "quoted"), note=note)
    return ElementTree.fromstring(svg)


def texts(root):
    return [element.text for element in root.iter(f"{SVG}text")]


def test_bars_are_in_proportion():
    root = chart(Bar("أ", (3, 1), "4"), Bar("ب", (1, 1), "2"))
    widths = [float(rect.get("width")) for rect in root.iter(f"{SVG}rect") if rect.get("height") == "18"]
    assert [round(width / widths[1], 1) for width in widths] == [3.0, 1.0, 1.0, 1.0]


def test_arabic_stands_in_marks_of_direction_and_latin_does_not():
    found = texts(chart(Bar("«…» الثوار", (1, 0), "1"), heading="aawsat"))
    assert "\u202b«…» الثوار\u202c" in found and "aawsat" in found


def test_names_are_no_markup_and_no_controls():
    found = texts(chart(Bar("<b>&\x00أ", (1, 0), "1")))
    assert "\u202b<b>& أ\u202c" in found


def test_long_names_are_cut():
    (name,) = [text for text in texts(chart(Bar("ك" * 80, (1, 0), "1"))) if "ك" in text]
    assert len(name.strip("\u202b\u202c")) == MOST_LETTERS


def test_nothing_to_draw():
    assert "0 labels" in texts(ElementTree.fromstring(bar_chart("x", [], parts=("own", "quoted"), note="0 labels")))


def test_png_says_which_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MusnadError, match=r"musnad\[plot\]"):
        to_png("<svg/>")


def test_png():
    pytest.importorskip("resvg_py")
    svg = bar_chart("العنوان", [Group("", (Bar("الثوار", (3, 1), "4"),))], parts=("own", "quoted"))
    assert to_png(svg).startswith(b"\x89PNG")
