"""Documents beside each other as HTML and Markdown: whatever stands in a page is shown and obeyed by nothing."""

import re
from html.parser import HTMLParser

import msgspec
import pytest

from musnad.archive.comparing import Comparison
from musnad.archive.story_rows import StoryDocument
from musnad.export.comparison_html import ACTS, FORCES, KINDS, ROLES, TYPES, comparison_html
from musnad.export.comparison_markdown import comparison_markdown
from musnad.export.report_wording import Piece, first_outlets, pieces
from musnad.model import Act, Force, Link, Role, Span, Type
from musnad.stories.statements import Kind, Report, Utterance
from musnad.stories.wording import Difference, differences, words_of

EVIL = '</bdi><script>alert(1)</script><img src=x onerror=alert(1)>"\' \u202eabc\x1b[31m **x** [a](javascript:b)'
FULL = 'إن السد آمن تماما، "وإن" المياه لن تنقطع'
SHORT = 'إن السد "آمن" اليوم'


def span(text, start=10):
    """A span of a text that stands at a place."""
    return Span(start, start + len(text), text)


def report(text, kind, *, full=None, outlet="النهر", **more):
    """A report of `text`, compared with `full`."""
    content = (span(text),)
    changes = () if full is None else differences(
        words_of((span(full),)), words_of(content), first_text=" " * 10 + full, second_text=" " * 10 + text
    )  # fmt: skip
    values = {
        "document": outlet, "statement": f"s-{outlet}", "outlet": outlet, "at": "2021-05-04T10:00", "speaker": "الوزير",
        "source": span("وزير الري"), "cue": span("زعم"), "content": content, "kind": kind, "act": "state",
        "force": "distancing", "type": "indirect", "differences": changes,
        "chain": (Link("speaker", "الوزير", None, "named"), Link("outlet", outlet, None, "named")),
    }  # fmt: skip
    return Report(**values | more)


def comparison(*reports, title="سد", **more):
    """A comparison of one utterance."""
    documents = tuple(
        StoryDocument(id=r.document, title=title, outlet=r.outlet, published=r.at, added="2021-05-04T10:00:00Z")
        for r in reports
    )
    said = Utterance(speaker="الوزير", entity=None, reports=reports, fullest=0, first=0, left_out=("الوادي",), **more)
    return Comparison(stories=("story-1",), title=title, documents=documents, utterances=(said,))


def test_wording_shows_what_is_gone_where_it_would_stand():
    found = "".join({"same": "{}", "came": "+{}+", "gone": "-{}-"}[p.kind].format(p.text)
                    for p in pieces(report(SHORT, "shortened", full=FULL)))  # fmt: skip
    assert found == 'إن السد "آمن" -تماما، "وإن" المياه لن تنقطع-+اليوم+'
    assert "".join(p.text for p in pieces(report(SHORT, "shortened", full=FULL)) if p.kind != "gone") == SHORT


def test_wording_of_a_content_in_parts_shows_the_gap():
    parts = (Span(0, 3, "أول"), Span(9, 13, "ثانٍ"))
    whole = report("x", "fullest", content=parts)
    assert [*pieces(whole)] == [Piece("same", "أول … ثانٍ")]
    kept = Difference("kept", Span(0, 8, "أول ثانٍ"), Span(0, 13, "أول، ب ثانٍ"))
    assert "".join(p.text for p in pieces(report("x", "verbatim", content=parts, differences=(kept,)))) == "أول … ثانٍ"


class Tags(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text, self.open = set(), set(), "", []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_html_is_whole_and_obeys_nothing_of_a_page():
    chain = Link("speaker", EVIL, None, "named"), Link("outlet", "ب", None, "named")
    evil = report(EVIL, "edited", full=FULL, outlet=EVIL, at=EVIL, source=span(EVIL), cue=span(EVIL),
                  labels=({"text": EVIL},), chain=chain)  # fmt: skip
    page = comparison_html(comparison(report(FULL, "fullest"), evil, title=EVIL))
    found = Tags()
    found.feed(page)
    assert not found.open
    head = {"html", "head", "meta", "title", "style", "body", "header", "main", "details", "summary"}
    body = {"h1", "h2", "h3", "p", "bdi", "ul", "li", "b", "br", "time", "code", "section", "div", "article", "span",
            "blockquote", "dl", "dt", "dd", "ins", "del"}  # fmt: skip
    assert found.tags <= head | body
    assert found.attributes <= {"lang", "dir", "charset", "http-equiv", "content", "name", "class", "open"}
    assert "<script" in found.text and "\u202e" not in page and "\x1b" not in page
    assert "default-src 'none'" in page and not re.search(r"https?:|url\(|@import", page)


def test_html_says_who_was_first_and_who_left_it_out():
    other = report(SHORT, "shortened", full=FULL, outlet="الساحل")
    page = comparison_html(comparison(report(FULL, "fullest"), other))
    assert 'dir="rtl"' in page and "width=device-width" in page
    first, left_out = "الأسبق: <bdi>النهر</bdi>، <bdi>الساحل</bdi> · ", "لم يذكره: <bdi>الوادي</bdi>"
    for words in (first, left_out, "<del>تماما", "<ins>اليوم</ins>", "متحفّظ"):
        assert words in page


def test_who_was_first_is_told_as_far_as_times_are_known():
    early = report(FULL, "fullest", at="2021-05-04T09:00:00")
    late = report(SHORT, "shortened", full=FULL, outlet="ب")
    assert first_outlets(comparison(early, late).utterances[0]) == ["النهر"]
    undated = msgspec.structs.replace(comparison(early).utterances[0], first=None)
    assert first_outlets(undated) == []


@pytest.mark.parametrize(("names", "type"), [(KINDS, Kind), (FORCES, Force), (ACTS, Act), (TYPES, Type), (ROLES, Role)])
def test_every_value_has_its_word(names, type):
    assert {*names} == {*type.__args__}


def test_markdown_strikes_through_and_escapes():
    out = comparison_markdown(
        comparison(report(FULL, "fullest"), report(SHORT, "shortened", full=FULL, outlet="الساحل"), title=EVIL)
    )
    assert "~~تماما،" in out and "**اليوم**" in out and "- left out by: الوادي" in out
    assert "<script" not in out.replace("\\<script", "") and "[a]" not in out.replace("\\[a\\]", "")


def test_nothing_in_common_is_said():
    empty = Comparison(stories=(), title=None, documents=(), utterances=(), left_out=3)
    assert "لا قول" in comparison_html(empty) and "3" in comparison_html(empty)
    assert "No statement" in comparison_markdown(empty) and "so many: 3" in comparison_markdown(empty)
