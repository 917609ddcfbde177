"""What a page says of itself: headline as it stands, byline without its label, outlet, canonical address."""

import json

import pytest

from musnad.pages import schema_org
from musnad.pages.html import article_of, parse
from musnad.pages.metadata import read_metadata

HEADLINE = "الوالي: الجسر سيفتح قريبا أمام المارة"


def metadata(head="", body="", url="https://nahr.example/a/7"):
    tree = parse(f"<html lang='ar'><head>{head}</head><body>{body}</body></html>")
    return read_metadata(tree, article_of(tree), url=url)


def og(name, value):
    return f'<meta property="og:{name}" content="{value}">'


HEADLINES = [
    # (head, body, headline, outlet)
    (f"<title>{HEADLINE} - النهر</title>", f"<h1>{HEADLINE}</h1>", HEADLINE, "النهر"),
    (f"<title>النهر | {HEADLINE}</title>", f"<h1>النهر</h1><h2>{HEADLINE}</h2>", HEADLINE, "النهر"),  # the logo is h1
    (og("title", HEADLINE + " | النهر") + og("site_name", "النهر"), f"<h1>  {HEADLINE}\n</h1>", HEADLINE, "النهر"),
    (f"<title>{HEADLINE}</title>", "<p>نص</p>", HEADLINE, None),  # nowhere on the page: the title's own
    ("<title>أخبار النهر</title>", f"<h1>{HEADLINE}</h1>", HEADLINE, "أخبار النهر"),  # the title is the site's
    (og("title", "الوالي: الجسر سيفتح قريبا"), f"<h1>{HEADLINE}</h1>", HEADLINE, None),  # shortened for sharing
    (f"<title>النهر : {HEADLINE}</title>", f"<font size=5><b>{HEADLINE}</b></font>", HEADLINE, "النهر"),  # 2005
    (f"<title>{HEADLINE}</title>", f"<div class='newsTitle'>{HEADLINE}</div><h2>أخبار أخرى</h2>", HEADLINE, None),
    (f"<title>{HEADLINE} &raquo; النهر</title>", f"<h1>{HEADLINE}</h1>", HEADLINE, "النهر"),
    ("", "<p>نص بلا عنوان</p>", None, None),
]


@pytest.mark.parametrize(("head", "body", "headline", "outlet"), HEADLINES)
def test_headline_and_outlet(head, body, headline, outlet):
    found = metadata(head, body)
    assert (found.headline, found.outlet) == (headline, outlet)


@pytest.mark.parametrize(("head", "body", "byline"), [
    ('<meta name="author" content="هالة المرزوقي">', "", "هالة المرزوقي"),
    ('<meta name="author" content="admin">', '<span class="author">كتب: سليم الداود</span>', "سليم الداود"),
    ("", '<div class="post-author-name">بواسطة <a>سليم الداود</a></div>', "سليم الداود"),
    ("", '<a rel="author" href="/a">Posted by كرم الحسيني</a>', "كرم الحسيني"),
    ('<meta name="author" content="Super User">', "", None),
    ('<meta name="author" content="https://nahr.example/author/3">', "", None),
    (og("site_name", "النهر") + '<meta name="author" content="النهر">', "", None),  # the outlet is no person
])  # fmt: skip
def test_byline(head, body, byline):
    assert metadata(head, body).byline == byline


@pytest.mark.parametrize(("href", "url", "address"), [
    ("https://nahr.example/a/7", "https://nahr.example/a/7?utm=1", "https://nahr.example/a/7"),
    ("/a/7", "https://www.nahr.example/x", "https://www.nahr.example/a/7"),  # relative
    ("https://nahr.example/a/7", "https://m.nahr.example/a/7", "https://nahr.example/a/7"),  # the telephone's page
    ("https://nahr.example/", "https://nahr.example/a/7", "https://nahr.example/a/7"),  # the front page is none
    ("https://thief.example/a", "https://nahr.example/a/7", "https://nahr.example/a/7"),  # another site
    ("javascript:alert(1)", "https://nahr.example/a/7", "https://nahr.example/a/7"),
    ("https://nahr.example/a/7", None, "https://nahr.example/a/7"),  # from a file: believed
    ("http://[broken", "https://nahr.example/a/7", "https://nahr.example/a/7"),
])  # fmt: skip
def test_canonical_address(href, url, address):
    assert metadata(f'<link rel="canonical" href="{href}">', url=url).canonical == address


@pytest.mark.parametrize("bad", ["\x05", "&#16;", "&#x10", "&#16\x05;", "&#0;", "&#1\u200b6;", "&#xFFFE;", "&#xD800;", "&#99999999;"])
def test_what_xml_cannot_hold_is_a_blank(bad):
    tree = parse(f"<p>قال{bad} الوالي &#1575;&#x628;</p><div class='share'><b>x</b>{bad}</div>{bad}<p>ص</p>")
    for element in tree.iter():
        element.text, element.tail = element.text, element.tail  # raises where the text can't be written
    assert "اب" in tree.text_content()


def test_language():
    assert metadata().language == "ar"
    tree = parse('<html xml:lang="ar-LB"><body><p>نص</p></body></html>')
    assert read_metadata(tree, {}).language == "ar"
    tree = parse('<html><head><meta property="og:locale" content="fa_IR"></head><body><p>نص</p></body></html>')
    assert read_metadata(tree, {}).language == "fa"


NEWS = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2021-03-04", "publisher": {"name": "النهر"}}


@pytest.mark.parametrize("block", [
    json.dumps(NEWS),
    json.dumps([{"@type": "BreadcrumbList"}, NEWS]),
    json.dumps({"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "WebPage", "datePublished": "2001-01-01"}, NEWS]}),
    json.dumps({"@type": "WebPage", "mainEntity": NEWS}),
    json.dumps(NEWS | {"@type": ["Article", "https://schema.org/NewsArticle"]}),
    json.dumps(NEWS)[:-1] + ",}",  # a comma too many
    json.dumps(NEWS, ensure_ascii=False).replace("قريبا ", "قريبا\n"),  # a line break in a string
    "<!--" + json.dumps(NEWS) + "-->",
])  # fmt: skip
def test_schema_org_article(block):
    tree = parse(f'<html><head><script type="application/ld+json">{block}</script></head><body><p>x</p></body></html>')
    node = article_of(tree)
    assert node["datePublished"] == "2021-03-04"
    assert schema_org.text(node["headline"]).split() == HEADLINE.split()
    assert read_metadata(tree, node).outlet == "النهر"


@pytest.mark.parametrize("block", ["", "{", "null", "[1, 2]", '{"@type": 5}', "[" * 5000, '{"@type": "NewsArticle"}', '"x"'])
def test_schema_org_that_is_none(block):
    tree = parse(f'<html><head><script type="application/ld+json">{block}</script></head><body><p>x</p></body></html>')
    assert article_of(tree) == {}
