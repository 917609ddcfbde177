"""Takes compression off, never more of it than the limits allow: gzip files, and what HTTP wraps a body in.

Feeds, sitemaps, archives, WARC records and responses from the network all pass through here.
"""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from musnad.errors import InputError
from musnad.pages.limits import DEFAULT, Limits

GZIP_MAGIC = b"\x1f\x8b\x08"
CHUNK_BYTES = 65_536  # read and given at a time; larger ones were no faster on gzip
LZMA_BYTES = 128_000_000  # for the dictionary of .xz; `xz -9` needs 65 MB

_GZIP, _ZLIB, _DEFLATE = 31, 15, -15  # window bits: which wrapping zlib expects
_CHUNK_LENGTH = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_FAILURES = (zlib.error, EOFError, OSError, lzma.LZMAError, ValueError, MemoryError)


class _Decompressor(Protocol):
    """What the decompressors of bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Zlib:
    """zlib's decompressor in the manner of those of bz2 and lzma."""

    def __init__(self, bits: int) -> None:
        self._inner = zlib.decompressobj(bits)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max(max_length, 0))


FORMATS: dict[str, Callable[[], _Decompressor]] = {
    "gzip": lambda: _Zlib(_GZIP),
    "zlib": lambda: _Zlib(_ZLIB),
    "deflate": lambda: _Zlib(_DEFLATE),
    "bzip2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(memlimit=LZMA_BYTES),
}


def unpack(chunks: Iterable[bytes], format: str, *, limits: Limits = DEFAULT, most_bytes: int) -> Iterator[bytes]:
    """Give what compressed chunks hold, at most `CHUNK_BYTES` at a time.

    Args:
        format: a key of `FORMATS`; several streams of it, one after the other, are read as one.
        most_bytes: given in all; past it, or past the ratio, is an error.
    Raises:
        InputError: damaged, cut short, or past a limit; the chunks before it were good.
    """
    taken = given = 0
    engine = FORMATS[format]()
    for chunk in chunks:
        taken += len(chunk)
        data = chunk
        while True:
            if engine.eof:  # another stream follows, or the zeros that fill a block
                data = (engine.unused_data + data).lstrip(b"\0")
                if not data:
                    break
                engine = FORMATS[format]()
            try:
                out = engine.decompress(data, CHUNK_BYTES)
            except _FAILURES as error:
                raise InputError(f"damaged {format} data at byte {given} of what it holds ({error})") from None
            data = b""
            given += len(out)
            check_size(taken, given, most_bytes, limits)
            if out:
                yield out
            if not engine.eof and engine.needs_input and len(out) < CHUNK_BYTES:
                break
    if not engine.eof:
        raise InputError(f"{format} data cut short after {given} bytes of what it holds; fetch or copy it again")


def check_size(taken: int, given: int, most_bytes: int, limits: Limits) -> None:
    """Raise an `InputError` where `given` bytes out of `taken` are past a limit."""
    if given > most_bytes:
        raise InputError(f"more than {most_bytes:,} bytes; raise the limit if it is meant to be so large")
    if limits.is_bomb(taken, given):
        raise InputError(f"more than {limits.ratio} times as large as its compressed form; it may be a bomb")


def pieces(data: bytes) -> Iterator[bytes]:
    """Cut bytes into chunks without a copy of the whole."""
    for start in range(0, len(data), CHUNK_BYTES):
        yield data[start : start + CHUNK_BYTES]


def decode_body(body: bytes, headers: dict[str, str], *, limits: Limits = DEFAULT) -> bytes:
    """Take off a response's Transfer-Encoding and Content-Encoding.

    Where a header announces an encoding that the body doesn't have, the body stays: many crawlers store pages
    decoded and leave the headers as they were.

    Args:
        headers: names in lower case.
    Raises:
        InputError: the encoding is unknown or damaged, or the body is past a limit.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _join_chunks(body)
    names = [name.strip().lower() for name in headers.get("content-encoding", "").split(",")]
    names = [name for name in names if name not in ("", "identity", "utf-8", "none")]
    if len(names) > 2:  # RFC 9110 allows any number, servers use one
        raise InputError(f"content-encoding {', '.join(names)[:80]!r}: more than two, nobody sends that in earnest")
    for name in reversed(names):
        body = _decode(body, name, limits)
    if len(body) > limits.page_bytes:
        raise InputError(f"more than {limits.page_bytes:,} bytes; raise the limit if it is meant to be so large")
    return body


def _decode(body: bytes, name: str, limits: Limits) -> bytes:
    if name in ("gzip", "x-gzip"):
        if not body.startswith(GZIP_MAGIC[:2]):
            return body
        return _whole(body, "gzip", limits)
    if name == "deflate":  # zlib by the standard, raw by the practice of some servers
        if len(body) >= 2 and body[0] & 15 == 8 and int.from_bytes(body[:2]) % 31 == 0:
            return _whole(body, "zlib", limits)
        return body if body.lstrip()[:1] in (b"<", b"{") else _whole(body, "deflate", limits)
    if name == "br":
        return body if body.lstrip()[:1] == b"<" else _whole_brotli(body, limits)
    raise InputError(f"content-encoding {name[:40]!r} is unknown; known are gzip, deflate and br")


def _whole(body: bytes, format: str, limits: Limits) -> bytes:
    return b"".join(unpack(pieces(body), format, limits=limits, most_bytes=limits.page_bytes))


def _whole_brotli(body: bytes, limits: Limits) -> bytes:
    try:
        import brotli
    except ImportError:
        raise InputError("content-encoding br needs another package; install musnad[warc]") from None
    engine, given = brotli.Decompressor(), 0
    parts: list[bytes] = []
    try:
        for chunk in pieces(body):
            part = engine.process(chunk, output_buffer_limit=CHUNK_BYTES)
            while part or not engine.can_accept_more_data():
                parts.append(part)
                given += len(part)
                check_size(len(body), given, limits.page_bytes, limits)
                part = engine.process(b"", output_buffer_limit=CHUNK_BYTES)
        finished = bool(engine.is_finished())
    except brotli.error as error:
        raise InputError(f"damaged br data at byte {given} of what it holds ({error})") from None
    if not finished:
        raise InputError(f"br data cut short after {given} bytes of what it holds")
    return b"".join(parts)


def _join_chunks(body: bytes) -> bytes:
    """Join the chunks of a chunked body; one that isn't chunked stays, one cut short gives what is there."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        found = _CHUNK_LENGTH.match(body, at, at + 4096)
        if not found:
            return b"".join(parts) if parts else body
        length = int(found[1], 16)
        if length == 0:
            break
        parts.append(body[found.end() : found.end() + length])
        at = found.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
    return b"".join(parts)
