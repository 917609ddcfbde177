"""Sitemaps of every kind: entries in order, errors in their place, memory flat."""

import gzip
import random
import time
import tracemalloc

import pytest

from musnad.errors import InputError
from musnad.pages.limits import Limits
from musnad.pages.page import Page
from musnad.pages.sitemaps import SitemapEntry, SitemapLink, read_sitemap

URL = "http://nakhla.example/sitemap.xml"
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)
NEWS = (
    "<url><image:image><image:loc>http://nakhla.example/i.jpg</image:loc><image:title>صورة</image:title></image:image>"
    "<loc> http://nakhla.example/{}?a=1&amp;b=2 </loc><lastmod>2031-05-02</lastmod><news:news><news:publication>"
    "<news:name>صحيفة النخلة</news:name><news:language>ar</news:language></news:publication>"
    "<news:publication_date>2031-05-01T10:00:00+03:00</news:publication_date>"
    "<news:title>الوالي: الجسر آمن</news:title></news:news></url>"
)


def read(markup, **options):
    body = markup if isinstance(markup, bytes) else markup.encode()
    return list(read_sitemap(Page(body=body, name="map", url=URL), **options))


def shown(items):
    return [f"!{item}" if isinstance(item, InputError) else item.url for item in items]


def urlset(entries, spaces=SPACES):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>{entries}</urlset>'


@pytest.mark.parametrize("spaces", [SPACES, ""], ids=["declared", "undeclared"])
def test_news(spaces):
    assert read(urlset(NEWS.format(1), spaces)) == [
        SitemapEntry(
            url="http://nakhla.example/1?a=1&b=2", title="الوالي: الجسر آمن", outlet="صحيفة النخلة", language="ar",
            published="2031-05-01T10:00:00+03:00", changed="2031-05-02", source=URL,
        )
    ]  # fmt: skip


def test_an_index():
    markup = (
        f"<sitemapindex {SPACES}><sitemap><loc>http://nakhla.example/1.xml.gz</loc><lastmod>2031-05-02</lastmod>"
        "</sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"
    )
    assert read(markup) == [
        SitemapLink(url="http://nakhla.example/1.xml.gz", changed="2031-05-02", source=URL),
        SitemapLink(url="http://nakhla.example/2.xml", source=URL),
    ]


def test_lines():
    text = "\ufeffhttp://nakhla.example/1\r\n\r\nhttp://nakhla.example/2\nقال الوالي\nhttp://nakhla.example/3"
    one, two, error, three = shown(read(text))
    assert [one[-1], two[-1], three[-1]] == ["1", "2", "3"]
    assert error == "!map:4: 'قال الوالي' is no address of the web; expected one a line"


LOCS = [
    ("http://nakhla.example/?a=1&b=2", "http://nakhla.example/?a=1&b=2"),  # a bare ampersand
    ("<![CDATA[http://nakhla.example/?a=1&b=2]]>", "http://nakhla.example/?a=1&b=2"),
    ("http://nakhla.example/?a=1&copy=2", "http://nakhla.example/?a=1&copy=2"),  # no entity of HTML in an address
    ("http://nakhla.example/خبر", "http://nakhla.example/خبر"),
    ("<!-- old -->http://nakhla.example/1", "http://nakhla.example/1"),
    ("ftp://nakhla.example/1", None),
    ("http://nakhla.example/" + "x" * 5000, None),
    ("", None),
]


@pytest.mark.parametrize(("stated", "url"), LOCS)
def test_addresses(stated, url):
    (found,) = shown(read(urlset(f"<url><loc>{stated}</loc></url>")))
    assert found == url or (url is None and found.startswith("!map: ") and "left out" in found)


@pytest.mark.parametrize("encoded", [
    urlset(NEWS.format(1)).encode("utf-8-sig"),
    urlset(NEWS.format(1)).encode("utf-16"),
    urlset(NEWS.format(1)).encode("cp1256"),
    b"\r\n" + urlset(NEWS.format(1)).encode(),
    gzip.compress(urlset(NEWS.format(1)).encode()),
    gzip.compress(urlset(NEWS.format(1)).encode()[:300]) + gzip.compress(urlset(NEWS.format(1)).encode()[300:]),
], ids=range(6))  # fmt: skip
def test_encodings(encoded):
    (entry,) = read(encoded)
    assert (entry.title, entry.outlet) == ("الوالي: الجسر آمن", "صحيفة النخلة")


def test_broken_xml_gives_what_can_be_read_and_an_error():
    good = "".join(f"<url><loc>http://nakhla.example/{n}</loc></url>" for n in range(3))
    for broken in (
        f"<urlset>{good}<url><loc>http://nakhla.example/tr",
        f"<urlset>{good}<url></lastmod></urlset>",
        f"<urlset>{good}" + "<a>" * 100_000,
        f"<urlset>{good}" + "x" * 2_000_000,
    ):
        *entries, error = shown(read(broken))
        assert [e for e in entries if e[0] != "!"] == [f"http://nakhla.example/{n}" for n in range(3)]
        assert error.startswith("!map: ") and ("cut short" in error or "broken XML" in error)


def test_an_entry_left_open():
    found = shown(read("<urlset><url><loc>http://n.example/1<url><loc>http://n.example/2</url></urlset>"))
    assert found[:2] == ["http://n.example/1", "http://n.example/2"]


@pytest.mark.parametrize(("markup", "said"), [
    ("", "no address"),
    ("<html><body>404</body></html>", "its first element is <html>"),
    ("<urlset/>", "no address"),
    ("<urlset><url/></urlset>", "a <url> without <loc>"),
    (gzip.compress(urlset(NEWS.format(1) * 50).encode())[:-20], "cut short"),
    ("http://n.example/" + "x" * 200_000, "more than 65,536 characters"),
])  # fmt: skip
def test_what_is_no_sitemap(markup, said):
    error = read(markup)[-1]
    assert isinstance(error, InputError) and str(error).startswith("map: ") and said in str(error)


def test_entities_are_neither_expanded_nor_opened(tmp_path):
    (tmp_path / "secret").write_text("http://secret.example/")
    growing = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE urlset [<!ENTITY e0 "lol"><!ENTITY x SYSTEM "file://{tmp_path}/secret">{growing}]>'
    begun = time.perf_counter()
    found = shown(
        read(f"{doctype}<urlset><url><loc>&x;</loc></url><url><loc>http://n.example/&e9;</loc></url></urlset>")
    )
    assert time.perf_counter() - begun < 1
    assert found[1:] == ["http://n.example/&e9;"] and "secret.example" not in "".join(found)


def test_limits():
    many = urlset(NEWS.format(1) * 4)
    assert "more than 3 entries" in str(read(many, limits=Limits(entries=3))[-1])
    for body in (many.encode(), gzip.compress(many.encode())):
        assert "more than 1,000 bytes" in str(read(body, limits=Limits(list_bytes=1_000))[-1])
    bomb = gzip.compress(b"<urlset>" + (b" " * 2_000 + b"<a/>") * 15_000)
    assert "200 times as large" in str(read(bomb)[-1])


def test_memory_is_flat():
    def peak(count):
        body = gzip.compress(urlset("".join(NEWS.format(n) for n in range(count))).encode())
        tracemalloc.start()
        try:
            assert sum(isinstance(e, SitemapEntry) for e in read_sitemap(Page(body=body, name="map"))) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    small, large = peak(500), peak(5_000)  # 0.3 and 3 MB of XML
    assert large < small + 1_000_000


def test_mutations_give_entries_and_input_errors_only():
    chance = random.Random(3)
    markup = urlset(NEWS.format(1) * 3)
    samples = [markup.encode(), markup.encode("utf-16"), gzip.compress(markup.encode()), b"http://n.example/1\n" * 9]
    pieces = [b"<", b"&", b"<![CDATA[", b"]]>", b"<!--", b"<url>", b"&#xD800;", b"\0", b"http://[x", b"</urlset>"]
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
        for item in shown(read(bytes(data))):
            assert "\n" not in item and "please report" not in item and item.encode()
