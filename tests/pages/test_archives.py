"""Archives: members come out one after the other under their names; what shouldn't be read is refused by name."""

import bz2
import gzip
import io
import lzma
import os
import random
import struct
import tarfile
import time
import tracemalloc
import zipfile
import zlib
from collections import Counter

import pytest

from musnad.errors import InputError
from musnad.pages.archives import read_archive
from musnad.pages.limits import Limits
from musnad.pages.page import Page

FILES = {
    "الأحد/a.html": "<p>قال الوالي</p>".encode(), "b.HTM": b"", "c.xhtml": b"<p/>", "d.txt": b"text",
    "e.jsonl": b"{}\n", "f.xml": b"<rss/>",
}  # fmt: skip


def zipped(files, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return stream.getvalue()


def tarred(files, format=tarfile.PAX_FORMAT, **more):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=format) as archive:
        for name, body in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(body)
            for key, value in more.items():
                setattr(member, key, value)
            archive.addfile(member, io.BytesIO(body))
    return stream.getvalue()


@pytest.fixture
def read(tmp_path):
    def read(data, **options):
        path = tmp_path / "news"
        path.write_bytes(data)
        start = f"{path}!"
        return {
            (item.name.removeprefix(start) if isinstance(item, Page) else f"!{str(item).replace(str(path), 'news')}"): (
                item.body if isinstance(item, Page) else None
            )
            for item in read_archive(path, **options)
        }

    return read


ARCHIVES = {
    "zip": zipped(FILES),
    "zip stored": zipped(FILES, zipfile.ZIP_STORED),
    "zip bzip2": zipped(FILES, zipfile.ZIP_BZIP2),
    "zip lzma": zipped(FILES, zipfile.ZIP_LZMA),
    "pax": tarred(FILES),
    "gnu": tarred(FILES, tarfile.GNU_FORMAT),
    "ustar": tarred(FILES, tarfile.USTAR_FORMAT),
    "tar.gz": gzip.compress(tarred(FILES)),
    "tar.bz2": bz2.compress(tarred(FILES)),
    "tar.xz": lzma.compress(tarred(FILES)),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_members(kind, read):
    assert read(ARCHIVES[kind]) == FILES


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_and_what_is_left_out(pack, read):
    skipped = Counter()
    long = "أخبار/" * 40 + "خبر.html"  # longer than a tar header has room for
    others = {"a.jpg": b"", "b.JPG": b"", "README": b"", ".git/x.html": b"", "__MACOSX/a.html": b"", "d/.h.html": b""}
    assert read(pack({long: b"x", **others}), skipped=skipped) == {long: b"x"}
    assert skipped == {".jpg": 2, "other": 1}


REFUSED = [
    ("../../etc/a.html", "leads out of the archive"),
    ("a/../../b.html", "leads out of the archive"),
    ("/etc/a.html", "leads out of the archive"),
    ("C:\\a.html", "leads out of the archive"),
    ("a\\..\\b.html", "leads out of the archive"),
    ("more.zip", "an archive inside an archive"),
    ("more.tar.gz", "an archive inside an archive"),
    ("more.warc.gz", "an archive inside an archive"),
    ("sitemap.xml.gz", "an archive inside an archive"),
]


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(("name", "said"), REFUSED)
def test_members_that_are_refused(name, said, pack, read):
    error, good = read(pack({name: b"x", "good.html": b"y"}))
    assert error.startswith(f"!news!{name}: ") and said in error
    assert good == "good.html"


def test_links_and_devices(read):
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
        error, good = read(tarred({"a.html": b""}, type=kind, linkname="/etc/passwd")[:512] + tarred({"b.html": b"y"}))
        assert error.startswith("!news!a.html: a ") and "refused" in error and good == "b.html"
    entry = zipfile.ZipInfo("a.html")
    entry.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(entry, "/etc/passwd")
    assert list(read(stream.getvalue())) == ["!news!a.html: a link or a device, not a file; it is refused"]


def test_encrypted(read):
    data = bytearray(zipped({"a.html": b"x"}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert list(read(bytes(data))) == ["!news!a.html: encrypted; unpack it with its password and give the files"]


NAMES = [
    ("خبر.html".encode(), "خبر.html"),  # UTF-8 without its flag
    ("أخبار الأحد.html".encode("cp1256"), "أخبار الأحد.html"),
    ("أخبار الأحد.html".encode("cp720"), "أخبار الأحد.html"),
    (b"caf\x82.html", "café.html"),  # cp437, as the standard has it
]


@pytest.mark.parametrize(("raw", "name"), NAMES)
def test_arabic_names_of_old_zips(raw, name, read):
    stood = b"x" * len(raw)
    data = zipped({stood.decode()[:-5] + ".html": b"y"}).replace(stood[:-5] + b".html", raw)
    assert list(read(data)) == [name]


def test_a_name_in_the_extra_field(read):
    raw, meant = b"????.html", "خبر.html".encode()
    entry = zipfile.ZipInfo("x" * len(raw))
    for name in (raw, b"\x80?\x80?.html"):
        field = b"\x01" + struct.pack("<L", zlib.crc32(name)) + meant
        entry = zipfile.ZipInfo("x" * len(name))
        entry.extra = struct.pack("<HH", 0x7075, len(field)) + field
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr(entry, b"y")
        found = list(read(stream.getvalue().replace(b"x" * len(name), name)))
        assert found == ["خبر.html" if not name.isascii() else "????.html"]


@pytest.mark.parametrize("pack", [zipped, tarred, lambda files: gzip.compress(tarred(files))])
def test_limits(pack, read):
    files = {f"{n}.html": bytes(2_000) for n in range(3)}
    found = list(read(pack({"large.html": bytes(5_000)} | files), limits=Limits(page_bytes=3_000)))
    assert "large.html: 5,000 bytes, more than 3,000" in found[0] and found[1:] == [*files]
    for limits in (Limits(members=2), Limits(archive_bytes=5_000)):
        *found, error = read(pack(files), limits=limits)
        assert error.startswith("!news") and "more than" in error and found == [*files][: len(found)]


def test_bombs_end_early(read):
    begun = time.perf_counter()
    bomb = zipped({"a.html": bytes(19_000_000), "b.html": b"y"})
    error, good = read(bomb)
    assert "200 times" in error and good == "b.html"
    for pack in (gzip.compress, bz2.compress, lzma.compress):
        (error,) = read(pack(tarred({"a.jpg": bytes(30_000_000), "b.html": b"y"})))
        assert "200 times" in error
    liar = bytearray(zipped({"a.html": bytes(900_000)}))
    at = liar.rindex(b"PK\x01\x02")
    liar[at + 24 : at + 28] = struct.pack("<L", 10)  # its directory says ten bytes
    assert not [b for b in read(bytes(liar)).values() if b and len(b) > 10]
    assert time.perf_counter() - begun < 5


def test_a_zip_of_overlapping_members(read):
    """Many names for the same bytes, as the densest ZIP bombs have it."""
    body = zipped({"a.html": os.urandom(500) + bytes(90_000)})
    start, end = body.rindex(b"PK\x01\x02"), body.rindex(b"PK\x05\x06")
    entry = body[start:end] * 3_000
    tail = bytearray(body[end:])
    tail[8:12] = struct.pack("<HH", 3_000, 3_000)
    tail[12:16] = struct.pack("<L", len(entry))
    path_free = body[:start] + entry + bytes(tail)
    assert any("times the archive's own size" in name for name in read(path_free))


def test_a_directory_too_large(read):
    assert "a directory for more than 10 members" in next(
        iter(read(zipped({f"{n}.html": b"" for n in range(50)}), limits=Limits(members=10)))
    )


def test_damage(read):
    many = {f"{n}.html": os.urandom(3_000) for n in range(5)}
    data = bytearray(tarred(many, tarfile.USTAR_FORMAT))
    data[3584 * 2 + 10] ^= 0xFF  # the third header
    assert [n if n[0] != "!" else "!" for n in read(bytes(data))] == ["0.html", "1.html", "!", "3.html", "4.html"]
    data = bytearray(zipped(many))
    data[data.index(b"2.html") + 100] ^= 0xFF
    found = list(read(bytes(data)))
    assert found[2].startswith("!news!2.html: damaged") and found[3:] == ["3.html", "4.html"]
    cut = list(read(gzip.compress(tarred(many))[:9_000]))
    assert cut[:2] == ["0.html", "1.html"] and "cut short" in cut[-1]
    cut = list(read(tarred(many)[:6_000]))
    assert cut[0] == "0.html" and cut[1].startswith("!news!1.html: cut short")
    assert "cut short" in next(iter(read(zipped(many)[:-200])))


@pytest.mark.parametrize("data", [
    b"", b"hello" * 200, b"\x1f\x8b\x08", gzip.compress(b"no tar" * 200), b"PK\x05\x06", b"BZh9" + b"x" * 99,
])  # fmt: skip
def test_what_is_no_archive(data, read):
    (error,) = [*read(data)][:1]
    assert error.startswith("!news: ")


def test_hostile_tar_headers(read):
    """Extended headers of any size, and thousands of them, cost neither memory nor time."""

    def header(kind, size):
        block = bytearray(tarfile.TarInfo("a.html").tobuf(tarfile.USTAR_FORMAT))
        block[156:157] = kind
        block[124:136] = b"%011o\0" % size
        block[148:156] = b" " * 8
        block[148:156] = b"%06o\0 " % sum(block)
        return bytes(block)

    begun = time.perf_counter()
    for data in (
        header(b"x", 8_000_000_000) + bytes(512),
        header(b"x", 60_000) + b"1" * 60_416 + header(b"0", 0),
        (header(b"x", 512) + b"9 size=1\n".ljust(512, b"\0")) * 20_000,
        header(b"L", 0) * 50_000,
        header(b"0", 8_000_000_000) + bytes(2_000),
    ):
        assert all(body is None or not body for body in read(data).values())
    assert time.perf_counter() - begun < 5


def test_mutations_give_pages_and_input_errors_only(read):
    chance = random.Random(11)
    samples = [*ARCHIVES.values()]
    for _ in range(300):
        data = bytearray(chance.choice(samples))
        for _ in range(chance.randint(1, 5)):
            at = chance.randrange(len(data))
            if chance.random() < 0.7:
                data[at] = chance.randrange(256)
            else:
                del data[at : at + chance.randrange(1, 200)]
            data = data or bytearray(b"x")
        for name in read(bytes(data)):
            assert "\n" not in name


def test_memory_is_flat(tmp_path):
    def peak(count):
        path = tmp_path / f"{count}.tar.gz"
        path.write_bytes(gzip.compress(tarred({f"{n}.html": os.urandom(20_000) for n in range(count)})))
        tracemalloc.start()
        try:
            assert sum(isinstance(item, Page) for item in read_archive(path)) == count
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(300) < peak(30) + 300_000  # 6 and 0.6 MB


def test_errors_are_of_one_kind(tmp_path):
    (error,) = read_archive(tmp_path / "none.zip")
    assert isinstance(error, InputError) and "No such file" in str(error)
