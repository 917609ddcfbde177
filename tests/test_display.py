"""What people see: nothing of the text lost, nothing of it obeyed."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.display import chain_names, document_html, markdown, plain, table, width_of, wrapped
from musnad.document import Document
from musnad.model import Cut, Span, Speaker, Statement

TEXT = "قالت وزيرة الري إن المزارع سالم أبلغها أن الماء «قليل جدا» <b>\nوغادرت"


def span(words, text=TEXT):
    start = text.index(words)
    return Span(start, start + len(words), words)


def build(**changes):
    """Two statements, one inside the other."""
    minister = Speaker("S1", "person", span("وزيرة الري"), (span("وزيرة الري"),))
    outer = Statement(
        id="s1", cue=span("قالت"), source=minister.name, speaker="S1", force="distancing",
        content=(span("المزارع سالم أبلغها"), span("أن الماء «قليل جدا»")), via=(span("وغادرت"),),
    )  # fmt: skip
    inner = Statement(
        id="s2", cue=span("أبلغها"), source=span("المزارع سالم"), content=(span("الماء «قليل جدا»"),), speaker=None,
        inside="s1", why="nobody agrees",
    )  # fmt: skip
    fields = {"id": "d1", "text": TEXT, "outlet": "صدى الضفة", "speakers": (minister,), "statements": (outer, inner)}
    return Document(**{**fields, **changes})


def to_dict(record):
    """The fields of a record, for a changed copy of it."""
    return {name: getattr(record, name) for name in record.__struct_fields__}


class Reader(HTMLParser):
    """Takes the text and the elements out of HTML again and checks that they nest."""

    def __init__(self, html):
        super().__init__()
        self.open, self.text, self.spans, self.voices = [], "", [], []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        if tag == "span":
            self.spans.append(dict(attrs))
        elif tag == "b":
            self.voices.append(dict(attrs))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += "" if self.open[-1] == "style" else data


def test_html_keeps_the_text_and_says_who():
    document = build(cut=(Cut(0, 4, "قالت", "for the test"),))
    html = document_html(document)
    read = Reader(html)
    assert read.text == TEXT and 'dir="rtl"' in html and "<b>" not in html and "prefers-color-scheme:dark" in html
    deepest = next(s for s in read.spans if "d2" in s["class"])
    assert deepest["data-statements"] == "1 2"
    assert deepest["title"].splitlines() == [
        "1. وزيرة الري: distancing, state, indirect, via وغادرت",
        "2. speaker unknown: neutral, state, indirect",
    ]
    assert {"content d1", "cue cut", "source", "via", "content cue d1"} <= {s["class"] for s in read.spans}
    assert document._repr_html_() == html


def test_html_shows_number_and_speaker_without_adding_text():
    went_on = Statement(id="s3", cue=span("وغادرت"), source=None, content=(span("المزارع"),), speaker="S1")
    document = build()
    shown = Reader(document_html(build(statements=(*document.statements, went_on))))
    assert shown.text == TEXT
    by_text = {(s["class"], s.get("data-n"), s.get("data-who")) for s in shown.spans}
    assert {("cue", "1", None), ("content cue d1", "2", None), ("cue via", "3", None)} <= by_text
    names = [(s["data-who"], s["data-statements"]) for s in shown.spans if "data-who" in s]
    assert names == [("وزيرة الري", "1 2 3")]  # of the third only: the others have a source of their own
    assert [(v["data-name"], v["data-says"]) for v in shown.voices] == [("وزيرة الري", "person: 1, 3")]


def test_html_has_a_colour_a_speaker_and_none_where_the_reader_abstained():
    shown = Reader(document_html(build()))
    colour = shown.voices[0]["style"].removeprefix("--fg:")
    by_class = {s["class"]: s.get("style") for s in shown.spans}
    assert by_class["cue"] == f"--fg:{colour}"
    assert by_class["content cue d1"] == f"--bg:{colour};--fg:0 0%"
    assert by_class["content d2"] == "--bg:0 0%"


def test_html_escapes_attributes_and_replaces_what_html_can_not_hold():
    text = "\"<'&>: a\x00\x1b"
    name, said = Span(0, 5, text[:5]), Span(7, 10, text[7:])
    speaker = Speaker("S1", "person", name, (name,))
    statement = Statement(id="s1", cue=None, source=name, content=(said,), speaker="S1")
    read = Reader(document_html(Document(id="d", text=text, speakers=(speaker,), statements=(statement,))))
    assert read.text == "\"<'&>: a\ufffd\ufffd"
    assert read.spans[0]["title"].startswith("1. \"<'&>: neutral")


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=12))
def test_html_of_any_spans_gives_the_text_back(text, edges):
    statements = []
    for n, (a, b) in enumerate(edges):
        start, end = sorted((min(a, len(text)), min(b, len(text))))
        piece = Span(start, end, text[start:end])
        statements.append(Statement(id=str(n), cue=piece, source=None, content=(piece,), speaker=None))
    document = Document(id="d", text=text, statements=tuple(statements))
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "\ufffd", text)
    assert Reader(document_html(document)).text == kept
    table(document, 30)
    markdown(document)


def test_table_has_a_block_a_statement_and_never_mixes_directions():
    out = table(build(title="الماء في السهل"), 40, name="a.txt")
    assert out.splitlines() == [
        "a.txt",
        "    الماء في السهل",
        "2 statements",
        "",
        "1. distancing, state, indirect",
        "  speaker, person",
        "    وزيرة الري",
        "  content",
        "    المزارع سالم أبلغها … أن الماء «قليل",
        "    جدا»",
        "  chain: speaker named, relay named, outlet implied".replace("implied", "named"),
        "    وزيرة الري · وغادرت · صدى الضفة",
        "",
        "2. neutral, state, indirect",
        "  speaker unknown: nobody agrees",
        "  content",
        "    الماء «قليل جدا»",
        "  chain: speaker implied, relay named, relay named, outlet named",
        "    — · وزيرة الري · وغادرت · صدى الضفة",
    ]
    assert not [line for line in out.splitlines() if re.search("[a-z]", line) and re.search("[ء-ي]", line)]
    assert table(build(statements=()), 40).splitlines() == ["d1", "no statements"]


def test_a_chain_of_nobody_but_the_speaker_is_not_shown():
    document = build(outlet=None)
    assert "chain: speaker named, relay named\n" in table(document, 40)
    alone = build(outlet=None, statements=(Statement(**{**to_dict(document.statements[0]), "via": ()}),))
    assert "chain" not in table(alone, 40) + markdown(alone)


def test_a_speaker_who_reports_his_own_words_stands_in_the_chain_once():
    outer, inner = build().statements
    document = build(statements=(outer, Statement(**{**to_dict(inner), "speaker": "S1", "via": ()})), outlet=None)
    assert chain_names(document, document.statements[1]) == "وزيرة الري · وغادرت"


def test_table_colours_only_where_asked():
    coloured = table(build(), 40, colour=True)
    assert "\x1b[33mdistancing\x1b[0m" in coloured
    assert re.sub("\x1b\\[[0-9]+m", "", coloured) == table(build(), 40)


@pytest.mark.parametrize(("text", "shown"), [
    ("a\x1b[2Jb", "a\ufffd[2Jb"),  # a terminal would clear its screen
    ("قال\u202eabc", "قال\ufffdabc"),  # would turn the rest of the line
    ("a\n\tb\r\nc\u2028d", "a b c d"),
    ("a\ud800", "a\ufffd"),
    ("نقل\u200cها", "نقل\u200cها"),  # the non-joiner belongs to the word
])  # fmt: skip
def test_plain(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(("text", "cells"), [("abc", 3), ("سلام", 4), ("مُسنَد", 4), ("新聞", 4), ("أ\u200c", 1)])
def test_width(text, cells):
    assert width_of(text) == cells


@given(st.text(), st.integers(12, 60))
def test_wrapped_keeps_every_letter_within_the_width(text, width):
    lines = wrapped(text, width)
    assert all(width_of(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(plain(text).split())


def test_markdown():
    out = markdown(build(title="1. *الماء*"), name="a.txt")
    assert out.startswith("## 1\\. \\*الماء\\*\n\n### 1. distancing, state, indirect\n\n> المزارع سالم أبلغها …")
    assert "- speaker (person): وزيرة الري\n" in out
    assert "- speaker unknown: nobody agrees\n" in out
    roles = "speaker implied, relay named, relay named, outlet named"
    assert f"- chain ({roles}): — · وزيرة الري · وغادرت · صدى الضفة\n" in out
