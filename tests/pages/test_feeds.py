"""Feeds and lists of feeds: what they say comes out, and what is malformed is read as far as it can be."""

import gzip
import json
import random
import time

import pytest

from musnad.errors import InputError
from musnad.pages.feeds import Feed, read_feed, read_opml
from musnad.pages.limits import Limits
from musnad.pages.page import Page

URL = "http://nakhla.example/feeds/all.xml"


def page(markup, *, url=URL, media="application/rss+xml"):
    body = markup if isinstance(markup, bytes) else markup.encode()
    return Page(body=body, name="feed", url=url, headers={"content-type": media})


def read(markup, **options):
    keep = {key: options.pop(key) for key in ("url", "media") if key in options}
    feed = read_feed(page(markup, **keep), **options)
    assert isinstance(feed, Feed), feed
    return feed


def rss(items, channel="<title>صحيفة النخلة</title><link>http://nakhla.example/</link>"):
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{channel}{items}</channel></rss>'


def urls(feed):
    return [f"!{item}" if isinstance(item, InputError) else item.url for item in feed.items]


RSS = rss(
    "<item><title>الوالي: الجسر آمن</title><link>http://nakhla.example/1</link>"
    "<pubDate>Thu, 01 May 2031 10:00:00 +0300</pubDate><description>وصف</description>"
    '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>قال <b>الوالي</b></p>]]>'
    "</content:encoded></item>"
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="http://nakhla.example/">'
    "<title>صحيفة النخلة</title></channel>"
    '<item rdf:about="http://nakhla.example/1"><title>الوالي: الجسر آمن</title>'
    "<link>http://nakhla.example/1</link><dc:date>2031-05-01T10:00:00+03:00</dc:date></item></rdf:RDF>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>صحيفة النخلة</title><link href="http://nakhla.example/"/>'
    '<link rel="next" href="all.xml?page=2"/><entry><title type="html">الوالي: &lt;i&gt;الجسر&lt;/i&gt; آمن</title>'
    '<link rel="enclosure" href="http://nakhla.example/1.mp3" type="audio/mpeg"/>'
    '<link rel="alternate" type="text/html" href="http://nakhla.example/1"/><id>tag:nakhla.example,2031:1</id>'
    "<updated>2031-05-02T00:00:00Z</updated><published>2031-05-01T10:00:00+03:00</published>"
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>قال &amp; أضاف</p></div></content>'
    "</entry></feed>"
)
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "صحيفة النخلة", "home_page_url": "http://nakhla.example/",
    "next_url": "http://nakhla.example/feeds/all.xml?page=2",
    "items": [{"id": 1, "url": "/1", "title": "الوالي: الجسر آمن", "content_html": "<p>قال الوالي</p>",
               "date_published": "2031-05-01T10:00:00+03:00"}],
})  # fmt: skip


@pytest.mark.parametrize(("markup", "published", "content"), [
    (RSS, "Thu, 01 May 2031 10:00:00 +0300", "<p>قال <b>الوالي</b></p>"),
    (RDF, "2031-05-01T10:00:00+03:00", None),
    (ATOM, "2031-05-01T10:00:00+03:00", "<div><p>قال &amp; أضاف</p></div>"),
    (JSON, "2031-05-01T10:00:00+03:00", "<p>قال الوالي</p>"),
], ids=["rss", "rdf", "atom", "json"])  # fmt: skip
def test_the_four_kinds(markup, published, content):
    feed = read(markup, contents=True)
    assert feed.title == "صحيفة النخلة" and feed.source == URL
    (item,) = feed.items
    assert (item.url, item.title, item.outlet) == ("http://nakhla.example/1", "الوالي: الجسر آمن", "صحيفة النخلة")
    assert (item.published, item.source, item.content_html) == (published, URL, content)
    assert read(markup).items[0].content_html is None


def test_what_follows_a_feed():
    assert read(ATOM).next == read(JSON).next == "http://nakhla.example/feeds/all.xml?page=2"
    assert (read(RSS).next, read(RSS).link) == (None, "http://nakhla.example/")


LINKS = [
    ("<link>/a/1?x=1&y=2</link>", "http://nakhla.example/a/1?x=1&y=2"),  # relative, a bare ampersand
    ("<link><![CDATA[ http://nakhla.example/?a=1&b=2 ]]></link>", "http://nakhla.example/?a=1&b=2"),
    ("<link>\n http://nakhla.example/\n 1</link>", "http://nakhla.example/1"),  # broken over lines
    ("<guid>http://nakhla.example/g</guid>", "http://nakhla.example/g"),  # guid as permalink
    ('<guid isPermaLink="false">17</guid><link>http://nakhla.example/1</link>', "http://nakhla.example/1"),
    ("<link>http://count.example/r</link><feedburner:origLink>http://nakhla.example/o</feedburner:origLink>",
     "http://nakhla.example/o"),  # a namespace that was never declared
    ('<media:content url="http://nakhla.example/v.mp4" type="video/mp4"/>', "http://nakhla.example/v.mp4"),
    ('<enclosure url="http://nakhla.example/v.mp3"/><link>http://nakhla.example/1</link>', "http://nakhla.example/1"),
    ('<a10:link href="http://nakhla.example/1"/>', "http://nakhla.example/1"),
    ('<image><link>http://nakhla.example/i</link></image><link>http://nakhla.example/1</link>',
     "http://nakhla.example/1"),
    ("<link>javascript:alert(1)</link>", None),
    ("<guid>17</guid>", None),
    ("<link>http://[a</link>", None),
    ("", None),
]  # fmt: skip


@pytest.mark.parametrize(("markup", "url"), LINKS)
def test_the_address_of_an_entry(markup, url):
    (found,) = urls(read(rss(f"<item><title>خبر</title>{markup}</item>")))
    assert found == (url or "!feed: entry 1 ('خبر') has no address of a page; it is left out")


def test_bases():
    markup = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://b.example/x/"><entry xml:base="y/">'
        '<link href="1.html"/></entry><entry><link href="2.html"/></entry></feed>'
    )
    assert urls(read(markup)) == ["http://b.example/x/y/1.html", "http://b.example/x/2.html"]
    by_site = rss("<item><link>/1</link></item>")
    assert urls(read(by_site, url=None)) == ["http://nakhla.example/1"]  # the feed's own link is all there is


TITLES = [
    ("<![CDATA[<b>الجسر</b> آمن]]>", "الجسر آمن"),
    ("الجسر &amp;quot;آمن&amp;quot;", 'الجسر "آمن"'),  # escaped twice
    ("الجسر&nbsp;آمن &copy;", "الجسر آمن ©"),  # entities of HTML, undeclared in XML
    ("الجسر & النهر", "الجسر & النهر"),
    ("الجسر < النهر", "الجسر < النهر"),
    ("الجسر &#xD800;آمن&#0;&#x1F600;", "الجسر آمن😀"),  # half of a surrogate pair
    ("الجسر\x0b آمن", "الجسر آمن"),  # a control character
    ("الجسر <b>آمن</b>", "الجسر آمن"),  # tags unescaped
    ("  \n ", None),
]


@pytest.mark.parametrize(("markup", "title"), TITLES)
def test_titles_become_plain_text(markup, title):
    (item,) = read(rss(f"<item><title>{markup}</title><link>http://nakhla.example/1</link></item>")).items
    assert item.title == title
    assert item.url == "http://nakhla.example/1"


@pytest.mark.parametrize("encoded", [
    RSS.encode("utf-8-sig"),
    RSS.encode("utf-16"),
    RSS.encode("utf-16-be"),
    b"\n\n  " + RSS.encode(),  # blank lines before the declaration
    RSS.encode("cp1256"),  # undeclared
    RSS.replace('"1.0"', '"1.0" encoding="windows-1256"').encode("cp1256"),
    RSS.replace('"1.0"', '"1.0" encoding="windows-1256"').encode(),  # declared and not true
    RSS.replace('"1.0"', '"1.0" encoding="utf-8"').encode("cp1256"),  # the other way round
    RSS.replace('"1.0"', '"1.0" encoding="iso-8859-1"').encode("cp1256"),
    RSS.replace('"1.0"', '"1.0" encoding="klingon"').encode(),
    RSS.replace("<?xml", '<!DOCTYPE rss [<!ENTITY nbsp "x">]><?xml').encode(),
    b"<br />\n<b>Warning</b>: mysql in /srv/x.php on line 3<br />\n" + RSS.encode(),
    gzip.compress(RSS.encode()),
], ids=range(13))  # fmt: skip
def test_encodings_and_what_stands_before(encoded):
    for media in ("application/rss+xml", "text/xml; charset=us-ascii", ""):
        (item,) = read(encoded, media=media).items
        assert (item.title, item.outlet) == ("الوالي: الجسر آمن", "صحيفة النخلة")


def test_elements_left_open():
    feed = read(rss(
        "<item><title>واحد<link>http://nakhla.example/1</link>"
        "<item><title>اثنان</title><link>http://nakhla.example/2</item>"
        "<item><title>ثلاثة</title><link>http://nakhla.example/3</link></item></p>"
    ))  # fmt: skip
    assert [(i.url[-1], i.title) for i in feed.items[:3]] == [("1", "واحد"), ("2", "اثنان"), ("3", "ثلاثة")]
    assert "broken XML at line 1" in str(feed.items[-1])


def test_a_feed_that_is_cut_short_gives_no_half_address():
    addresses = [f"http://nakhla.example/{n:06}" for n in range(50)]
    whole = rss("".join(f"<item><link>{address}</link></item>" for address in addresses))
    for end in range(150, len(whole) - 15, 7):
        *items, error = urls(read(whole[:end]))
        given = [item for item in items if not item.startswith("!")]
        assert given == addresses[: len(given)] and len(given) >= whole[:end].count("</item>")
        assert "cut short" in error


def test_an_aggregator_names_the_outlet():
    source = '<source url="http://safina.example/">وكالة السفينة</source>'
    atom = "<source><title>وكالة السفينة</title><link href='http://safina.example/'/><id>9</id></source>"
    for markup in (source, atom):
        (item,) = read(rss(f"<item><link>http://nakhla.example/1</link>{markup}<title>خبر</title></item>")).items
        assert (item.outlet, item.title, item.url) == ("وكالة السفينة", "خبر", "http://nakhla.example/1")


@pytest.mark.parametrize(("markup", "said"), [
    ("", "empty"),
    ("<html><body>404</body></html>", "HTML, not a feed"),
    ("<opml><body/></opml>", "list of feeds"),
    ("<urlset/>", "a sitemap"),
    ("قال الوالي", "no XML"),
    ("{oops", "neither XML nor JSON"),
    ('{"a": 1}', "no JSON Feed"),
    ('{"items":' + "[" * 200_000, "neither XML nor JSON"),
    (gzip.compress(RSS.encode())[:-30], "cut short"),
    (b"\x1f\x8b\x08 no gzip at all", "damaged gzip"),
])  # fmt: skip
def test_what_is_no_feed(markup, said):
    error = read_feed(page(markup))
    assert isinstance(error, InputError) and str(error).startswith("feed: ") and said in str(error)


def test_limits():
    small = Limits(entries=2, list_bytes=2_000)
    feed = read(rss("<item><guid>http://nakhla.example/1</guid></item>" * 3), limits=small)
    assert len(feed.items) == 3 and "more than 2 entries" in str(feed.items[-1])
    for body in (b" " * 2001, gzip.compress(b" " * 2001)):
        assert "more than 2,000 bytes" in str(read_feed(page(body), limits=small))
    listed = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"url": "http://n.example"}] * 3})
    assert "more than 2 entries" in str(read(listed, limits=small).items[-1])


@pytest.mark.parametrize("entry", [3, None, [], {}, {"url": 5}, {"url": ["x"], "id": {"a": 1}}, {"id": 7}])
def test_json_entries_of_any_form(entry):
    (found,) = read(json.dumps({"version": "https://jsonfeed.org/version/1", "items": [entry]})).items
    assert "no address" in str(found)


OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>صحف</title></head><body>
<outline text="العاصمة"><outline text="محلي"><outline type="rss" text="النخلة &amp;amp; أخواتها"
 xmlUrl="http://nakhla.example/rss?a=1&amp;b=2"/></outline></outline>
<!-- <outline xmlUrl="http://old.example/"/> -->
<outline type="rss" title="السفينة" xmlurl='/safina.xml'><outline type="link" url="http://x.example/"/>
<outline type="rss" url="http://mina.example/feed">
<outline xmlUrl="http://nakhla.example/rss?a=1&amp;b=2"/><outline xmlUrl="file:///etc/passwd"/></body></opml>"""


def test_lists_of_feeds():
    *feeds, error = read_opml(page(OPML, url="http://list.example/all.opml"))
    assert [(f.url, f.title) for f in feeds] == [
        ("http://nakhla.example/rss?a=1&b=2", "النخلة & أخواتها"),
        ("http://list.example/safina.xml", "السفينة"),
        ("http://mina.example/feed", None),
    ]
    assert "'file:///etc/passwd' is no address of a feed" in str(error)
    deep = "<opml>" + "<outline text='x'>" * 100_000 + "<outline xmlUrl='http://nakhla.example/'/>"
    assert [f.url for f in read_opml(page(deep))] == ["http://nakhla.example/"]
    assert "no list of feeds" in str(next(read_opml(page(RSS))))
    assert "more than 1 entries" in str(list(read_opml(page(OPML), limits=Limits(entries=1)))[1])


def test_mutations_give_feeds_and_input_errors_only():
    chance = random.Random(3)
    samples = [RSS.encode(), RDF.encode(), ATOM.encode(), JSON.encode(), RSS.encode("utf-16"), OPML.encode()]
    pieces = [b"<", b"&", b"<![CDATA[", b"]]>", b"<!--", b"<item>", b"&#xD800;", b"\0", b'xml:base="http://[x"', b"{"]
    for _ in range(600):
        data = bytearray(chance.choice(samples))
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(data))
            match chance.randrange(3):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(1, 60)]
                case _:
                    data[at:at] = chance.choice(pieces)
        found = read_feed(page(bytes(data)), contents=True)
        for item in [*(found.items if isinstance(found, Feed) else [found]), *read_opml(page(bytes(data)))]:
            shown = str(item) if isinstance(item, InputError) else item.url
            assert "\n" not in shown and "please report" not in shown and shown.encode()


HOSTILE = {
    "attributes": "<rss><item " + "".join(f'x{n}="1" ' for n in range(100_000)) + ">",
    "depth": "<rss>" + "<a>" * 300_000,
    "width": "<rss>" + "<a/>" * 100_000,
    "brackets": "<rss>" + "<" * 500_000,
    "ampersands": "<rss>" + "&>" * 200_000,
    "comments": "<opml>" + "<!--" * 200_000,
    "sections": "<rss>" + "<![CDATA[" * 100_000,
    "doctypes": "<!DOCTYPE a>" * 50_000 + "<rss>",
    "entities": "<!DOCTYPE a [" + '<!ENTITY a "b">' * 50_000 + "]><rss>",
    "outlines": "<opml>" + '<outline a="' * 100_000,
    "tags in a title": "<rss><item><title>" + "&lt;a " * 200_000 + "</title></item>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_lists_take_no_longer_than_their_size(kind):
    begun = time.perf_counter()
    read_feed(page(HOSTILE[kind]), contents=True)
    list(read_opml(page(HOSTILE[kind])))
    assert time.perf_counter() - begun < 5  # seconds; 0.1 to 0.4 measured for these 0.5 to 1 MB
