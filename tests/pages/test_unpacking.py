"""Compression is taken off within its limits, whatever the bytes are."""

import bz2
import gzip
import lzma
import random
import time
import zlib

import pytest

from musnad.errors import InputError
from musnad.pages.limits import Limits
from musnad.pages.unpacking import decode_body, pieces, unpack

TEXT = "قال الوالي إن الجسر آمن. ".encode() * 4_000  # 172 kB
PACKED = {"gzip": gzip.compress(TEXT), "bzip2": bz2.compress(TEXT), "xz": lzma.compress(TEXT)}
RAW = zlib.compressobj(wbits=-15)
DEFLATED = RAW.compress(TEXT) + RAW.flush()


def unpacked(data, format, **options):
    limits = Limits(ratio=5_000)
    return b"".join(unpack(pieces(data), format, limits=limits, **{"most_bytes": 10_000_000} | options))


@pytest.mark.parametrize("format", PACKED)
def test_formats(format):
    packed = PACKED[format]
    assert unpacked(packed, format) == TEXT
    assert unpacked(packed + packed, format) == TEXT * 2  # streams one after the other
    assert unpacked(packed + b"\0" * 600, format) == TEXT  # the zeros that fill a block
    assert b"".join(unpack((packed[n : n + 1] for n in range(len(packed))), format, most_bytes=200_000)) == TEXT


@pytest.mark.parametrize("format", PACKED)
def test_damage_is_named(format):
    packed = PACKED[format]
    for broken, said in (
        (packed[:-9], "cut short"),
        (packed[:5], "cut short"),
        (b"", "cut short"),
        (packed[:20] + b"\xff" * 9 + packed[29:], "damaged"),
        (b"nothing of the kind", "damaged"),
    ):
        with pytest.raises(InputError, match=said):
            unpacked(broken, format)
    with pytest.raises(InputError, match="more than 100,000 bytes"):
        unpacked(packed, format, most_bytes=100_000)


@pytest.mark.parametrize("format", PACKED)
def test_bombs_end_early(format):
    pack = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}[format]
    bomb = pack(bytes(50_000_000))
    begun = time.perf_counter()
    with pytest.raises(InputError, match="200 times"):
        list(unpack(pieces(bomb), format, most_bytes=10**12))
    assert time.perf_counter() - begun < 2


CHUNKED = b"3\r\n" + TEXT[:3] + b"\r\n%x;a=b\r\n" % len(TEXT[3:]) + TEXT[3:] + b"\r\n0\r\n\r\n"
PACKED_CHUNK = b"%x\n" % len(PACKED["gzip"]) + PACKED["gzip"] + b"\n0\n"
BODIES = [
    ({}, TEXT),
    ({"content-encoding": "gzip"}, PACKED["gzip"]),
    ({"content-encoding": "x-gzip"}, PACKED["gzip"]),
    ({"content-encoding": "GZIP, identity"}, PACKED["gzip"]),
    ({"content-encoding": "gzip"}, TEXT),  # the crawler took it off and left the header
    ({"content-encoding": "deflate"}, zlib.compress(TEXT)),
    ({"content-encoding": "deflate"}, DEFLATED),  # against the standard, as some servers do
    ({"content-encoding": "deflate"}, b"<p>" + TEXT),
    ({"content-encoding": "utf-8"}, TEXT),
    ({"content-encoding": "deflate, gzip"}, gzip.compress(zlib.compress(TEXT))),
    ({"transfer-encoding": "chunked"}, CHUNKED),
    ({"transfer-encoding": "chunked"}, TEXT),  # taken off before
    ({"transfer-encoding": "chunked", "content-encoding": "gzip"}, PACKED_CHUNK),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "body"), BODIES, ids=range(len(BODIES)))
def test_bodies(headers, body):
    assert decode_body(body, headers, limits=Limits(ratio=5_000)).endswith(TEXT)


@pytest.mark.parametrize(("headers", "body", "said"), [
    ({"content-encoding": "sdch"}, TEXT, "'sdch' is unknown"),
    ({"content-encoding": "gzip, gzip, gzip"}, TEXT, "more than two"),
    ({"content-encoding": "gzip"}, PACKED["gzip"][:-20], "cut short"),
    ({"content-encoding": "gzip"}, gzip.compress(bytes(20_000_000)), "200 times"),
    ({"content-encoding": "gzip, gzip"}, gzip.compress(gzip.compress(bytes(9_000_000))), "200 times"),
    ({}, bytes(21_000_000), "more than 20,000,000"),
])  # fmt: skip
def test_bodies_that_are_refused(headers, body, said):
    with pytest.raises(InputError, match=said):
        decode_body(body, headers)


def test_brotli():
    brotli = pytest.importorskip("brotli", reason="the extra `warc` isn't installed")
    packed = brotli.compress(TEXT)
    header = {"content-encoding": "br"}
    assert decode_body(packed, header, limits=Limits(ratio=5_000)) == TEXT
    assert decode_body(b"<p>", header) == b"<p>"
    bomb = brotli.compress(bytes(10**7))
    for broken, said in ((packed[:-9], "cut short"), (b"\xff" * 90, "damaged"), (bomb, "200 times")):
        with pytest.raises(InputError, match=said):
            decode_body(broken, header)


def test_mutations_raise_input_errors_only():
    chance = random.Random(5)
    for _ in range(400):
        headers, body = chance.choice(BODIES)
        broken = bytearray(body[:3_000])
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            assert isinstance(decode_body(bytes(broken), headers), bytes)
        except InputError as error:
            assert "\n" not in str(error)
