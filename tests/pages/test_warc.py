"""WARC files: pages come out whole and in order, and damage costs the record it is in."""

import gzip
import os
import random
import time
import tracemalloc
from collections import Counter

import pytest

from musnad.pages.limits import Limits
from musnad.pages.page import Page
from musnad.pages.warc import date_of, read_warc

HTML = "text/html; charset=utf-8"


def body_of(n):
    return f"<!DOCTYPE html><title>خبر {n}</title><p>قال الوالي إن الجسر {n} آمن.</p>".encode()


def record(block, *, kind="response", url="http://nakhla.example/1", media="application/http", **more):
    stated = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": "2031-05-01T06:07:08Z", "Content-Type": media}
    stated |= {name.replace("_", "-"): value for name, value in more.items()}
    stated.setdefault("Content-Length", str(len(block)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in stated.items()).encode()
    return b"WARC/1.1\r\n" + lines + b"\r\n" + block + b"\r\n\r\n"


def answer(body, *, status="200 OK", media=HTML, **headers):
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    declared = f"Content-Type: {media}\r\n" if media else ""
    return f"HTTP/1.1 {status}\r\n{declared}{lines}\r\n".encode() + body


def pages(count):
    return [record(answer(body_of(n)), url=f"http://nakhla.example/{n}") for n in range(count)]


def packed(records):
    return b"".join(gzip.compress(r, mtime=0) for r in records)


@pytest.fixture
def read(tmp_path):
    def read(data, **options):
        path = tmp_path / "news.warc"
        path.write_bytes(data)
        return [
            item if isinstance(item, Page) else f"!{item}".replace(f"{tmp_path}{os.sep}", "")
            for item in read_warc(path, **options)
        ]

    return read


def numbers(items):
    return [int(item.url.rpartition("/")[2]) if isinstance(item, Page) else item for item in items]


KINDS = {
    "plain": lambda records: b"".join(records),
    "gzip": packed,
    "one member": lambda records: gzip.compress(b"".join(records)),
    "1.0": lambda records: b"".join(records).replace(b"WARC/1.1", b"WARC/1.0"),
    "bare newlines": lambda records: (
        b"".join(records).replace(b"8Z\r\n", b"8Z\n").replace(b"\r\n\r\nHTTP", b"\n\nHTTP")
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_pages(kind, read):
    data = KINDS[kind](pages(4))
    found = read(data)
    assert numbers(found) == [0, 1, 2, 3]
    for n, page in enumerate(found):
        assert page.body == body_of(n)
        assert (page.fetched_at, page.headers) == ("2031-05-01T06:07:08Z", {"content-type": HTML})
        assert page.content_type == "text/html" and "/news.warc@" in page.name.replace(os.sep, "/")
    assert 0 < sum(page.size_bytes for page in found) <= len(data)


def test_an_offset_leads_to_its_record(read):
    for data in (packed(pages(3)), b"".join(pages(3))):
        last = read(data)[-1]
        assert numbers(read(data[int(last.name.partition("@")[2]) :])) == [2]
    names = [page.name.partition("@")[2] for page in read(gzip.compress(b"".join(pages(3))))]
    size = len(pages(1)[0])
    assert names == ["0", f"0+{size}", f"0+{2 * size}"]  # counted in what the one member holds


KEPT = [
    (record(answer(b"<p>", media="application/xhtml+xml")), True),
    (record(answer(b"<rss/>", media="application/rss+xml")), True),
    (record(answer(b"<html>", media="")), True),  # undeclared, and looks like HTML
    (record(answer(b"text", media="")), "type other"),
    (record(answer(b"\xff\xd8", media="image/jpeg")), "type image"),
    (record(answer(b"{}", media="made/up-" + "x" * 99)), "type other"),
    (record(answer(b"<p>", status="404 Not Found")), "status 404"),
    (record(answer(b"", status="301 Moved", Location="/2")), "status 301"),
    (record(b"GET / HTTP/1.1\r\n\r\n", kind="request"), "request"),
    (record(b"", kind="revisit"), "revisit"),
    (record(b"software: x\r\n", kind="warcinfo"), "warcinfo"),
    (record(b"", kind="invented"), "unknown"),
    (record(b"1.2.3.4", media="text/dns"), "response without HTTP"),
    (record(b"<p>", kind="resource", media="text/html"), True),
    (record("قال الوالي".encode(), kind="conversion", media="text/plain"), True),
    (record(b"%PDF", kind="resource", media="application/pdf"), "type application"),
]  # fmt: skip


@pytest.mark.parametrize(("made", "kept"), KEPT, ids=range(len(KEPT)))
def test_what_is_a_page(made, kept, read):
    skipped = Counter()
    found = read(gzip.compress(made), skipped=skipped)
    assert (len(found), dict(skipped)) == ((1, {}) if kept is True else (0, {kept: 1}))


def test_headers(read):
    block = answer(b"<p>", Set_Cookie="a=1", X_Folded="one\r\n two", set_cookie="b=2")
    (page,) = read(record(block, url="<http://nakhla.example/1>", WARC_Truncated="length"))
    assert page.url == "http://nakhla.example/1"
    assert page.headers["set-cookie"] == "a=1, b=2" and page.headers["x-folded"] == "one two"
    assert page.headers["warc-truncated"] == "length"


@pytest.mark.parametrize(("stated", "date"), [
    ("2031-05-01T06:07:08Z", "2031-05-01T06:07:08Z"),
    ("2031-05-01T06:07:08.123456Z", "2031-05-01T06:07:08Z"),  # WARC 1.1
    ("20310501060708", "2031-05-01T06:07:08Z"),
    ("2031-13-01T06:07:08Z", None),
    ("yesterday", None),
    ("", None),
])  # fmt: skip
def test_dates(stated, date):
    assert date_of(stated) == date


def test_repeats_are_given_once(read):
    first, second = (record(answer(body_of(n))) for n in (1, 2))  # one address, two bodies
    elsewhere = record(answer(body_of(1)), url="http://safina.example/1")
    skipped = Counter()
    found = read(packed([first, second, first, elsewhere, second]), skipped=skipped)
    assert [p.body for p in found] == [body_of(1), body_of(2), body_of(1)] and skipped == {"repeat": 2}
    few = Limits(remembered=1)
    assert len(read(packed([first, second, first, first]), limits=few)) == 3


def test_encoded_bodies(read):
    inner = gzip.compress(body_of(1))
    chunked = b"%x\r\n" % len(inner) + inner + b"\r\n0\r\n\r\n"
    good = record(answer(chunked, Content_Encoding="gzip", Transfer_Encoding="chunked"))
    cut = record(answer(inner[:-20], Content_Encoding="gzip"))
    bomb = record(answer(gzip.compress(bytes(30_000_000)), Content_Encoding="gzip"))
    one, two, three, *rest = read(packed([good, cut, bomb, *pages(4)[2:]]))
    assert one.body == body_of(1) and "cut short" in two and "200 times" in three
    assert numbers(rest) == [2, 3]


# -- damage ------------------------------------------------------------------------------------

MEMBERS = [gzip.compress(r, mtime=0) for r in pages(6)]

LARGE = gzip.compress(record(answer(random.Random(1).randbytes(200_000))), mtime=0)


def spoilt(data, at, value=0xFF):
    changed = bytearray(data)
    changed[at] ^= value
    return bytes(changed)


def in_member(number, at):
    return b"".join(spoilt(m, at) if n == number else m for n, m in enumerate(MEMBERS))


DAMAGE = [
    (in_member(2, 0), [0, 1, "!", 3, 4, 5]),  # the mark of gzip
    (in_member(2, 60), [0, 1, "!", 3, 4, 5]),  # the packed data
    (in_member(2, -5), [0, 1, "!", 3, 4, 5]),  # its checksum
    (MEMBERS[0] + spoilt(LARGE, -5) + MEMBERS[2], [0, "!", 2]),  # that of a page of many pieces
    (in_member(0, 0), ["!", 1, 2, 3, 4, 5]),  # the file no longer looks like gzip
    (in_member(5, 60), [0, 1, 2, 3, 4, "!"]),
    (b"".join(MEMBERS)[:-30], [0, 1, 2, 3, 4, "!"]),
    (b"".join(MEMBERS)[: -len(MEMBERS[5]) + 4], [0, 1, 2, 3, 4, "!"]),  # four bytes of the last one
    (b"".join(MEMBERS[:3]) + b"junk" * 30_000 + b"".join(MEMBERS[3:]), [0, 1, 2, "!", 3, 4, 5]),
    (b"".join(MEMBERS) + bytes(5_000), [0, 1, 2, 3, 4, 5]),  # zeros that fill a block
    (b"".join(MEMBERS[:2]) + gzip.compress(b"no record") + b"".join(MEMBERS[2:]), [0, 1, "!", 2, 3, 4, 5]),
    (b"".join(pages(3))[:-50], [0, 1, "!"]),
    (b"".join(pages(2)) + b"X" * 100_000 + b"".join(pages(5)[2:]), [0, 1, "!", 2, 3, 4]),
    (pages(1)[0] + pages(2)[1].replace(b"Content-Length: 1", b"Content-Length: 2") + pages(3)[2], [0, "!", 2]),
    (pages(1)[0] + pages(2)[1].replace(b"Content-Length: 1", b"Content-Length: x") + pages(3)[2], [0, "!", 2]),
    (pages(1)[0] + b"WARC/1.1\r\n" + b"a: b\r\n" * 20_000 + pages(2)[1], [0, "!", 1]),  # headers without end
    (record(b"no HTTP at all") + pages(2)[1], ["!", 1]),
]


@pytest.mark.parametrize(("data", "expected"), DAMAGE, ids=range(len(DAMAGE)))
def test_damage_costs_itself(data, expected, read):
    found = numbers(read(data))
    assert [item if isinstance(item, int) else "!" for item in found] == expected
    assert all(item.startswith("!news.warc@") for item in found if isinstance(item, str))


@pytest.mark.parametrize(("data", "said"), [
    (b"", "an empty file"),
    (b"no WARC" * 1_000, "no WARC record begins here"),
    (b"PK\x03\x04" + bytes(99), "no WARC record begins here"),
    (b"\x1f\x8b\x08" * 100_000, "can't be read|damaged gzip|cut short"),
    (b"WARC/1.1\r\n" * 20_000, "no end of its headers"),
    (b"WARC/1.1\r\nContent-Length: 9999\r\n\r\n" * 20_000, "doesn't lead to its end"),
    (b"WARC/1.1\r\nContent-Length: 99999999\r\n\r\n" * 20_000, "cut short"),
])  # fmt: skip
def test_what_is_no_warc(data, said, read):
    begun = time.perf_counter()
    found = read(data)
    assert any(part in found[0] for part in said.split("|")) and not any(isinstance(f, Page) for f in found)
    assert time.perf_counter() - begun < 10


def test_a_file_that_is_not_there(tmp_path):
    (error,) = read_warc(tmp_path / "none.warc")
    assert "No such file" in str(error)


def test_large_bodies_are_passed_over(read):
    small = Limits(page_bytes=1_000)
    large = record(answer(b"<p>" + os.urandom(5_000)))
    error, page = read(packed([large, pages(1)[0]]), limits=small)
    assert "a body of 5,003 bytes" in error and numbers([page]) == [0]
    bomb = record(answer(bytes(50_000_000)))
    error, page = read(packed([bomb, pages(1)[0]]))
    assert "bomb" in error and numbers([page]) == [0]
    video = record(answer(bytes(50_000_000), media="video/mp4"))
    assert numbers(read(video + pages(1)[0])) == [0]


def test_mutations_give_pages_and_input_errors_only(read):
    chance = random.Random(7)
    samples = [b"".join(pages(6)), packed(pages(6)), gzip.compress(b"".join(pages(6)))]
    for _ in range(250):
        data = bytearray(chance.choice(samples))
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(1, 200)]
                case 2:
                    data[at:at] = chance.randbytes(chance.randrange(1, 50))
                case _:
                    data[at:at] = data[at : at + chance.randrange(1, 400)]
        for item in read(bytes(data)):
            assert isinstance(item, Page) or (item.startswith("!news.warc") and "\n" not in item)


def test_memory_is_flat(tmp_path):
    def peak(count):
        path = tmp_path / f"{count}.warc.gz"
        path.write_bytes(packed([record(answer(body_of(n) * 200), url=f"http://n.example/{n}") for n in range(count)]))
        tracemalloc.start()
        try:
            assert sum(isinstance(item, Page) for item in read_warc(path)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(400) < peak(40) + 300_000  # 7 and 0.7 MB of pages
