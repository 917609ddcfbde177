"""Pages → a WARC file, a gzip member a record, so that it grows by appending and a crash costs the last one at most.

`musnad fetch` keeps what it fetched in it; `warc.py` and every other tool for WARC reads it.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import http.client
import os
import uuid
import zlib
from types import TracebackType
from typing import BinaryIO

from musnad._version import __version__
from musnad.errors import InputError
from musnad.pages.limits import Limits
from musnad.pages.page import Page
from musnad.pages.unpacking import CHUNK_BYTES
from musnad.pages.warc_records import WarcFile

_LEVEL = 6  # of gzip; 9 took twice the time for 1 % less on Arabic pages
_UNPACKED = ("content-encoding", "transfer-encoding", "content-length")  # no longer true of the body
_SMALLEST = 64  # bytes; no record is smaller, so what is can be thrown away
_NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # of addresses, RFC 9562


class WarcWriter:
    """Appends records to a `.warc.gz` file; a context manager.

    A file that a crash left with half a record is cut behind its last whole one. Each record is handed to the system
    as soon as it is written.

    Args:
        path: made if it isn't there; a `warcinfo` record goes first.
    Raises:
        InputError: the file can't be opened, or is there and is no `.warc.gz`.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = os.fspath(path)
        try:
            self._stream: BinaryIO = open(self.path, "a+b")  # noqa: SIM115 - closed by close()
            try:
                end = _whole_until(self._stream, self.path)
                self._stream.truncate(end)
                self._stream.seek(end)
            except BaseException:
                self._stream.close()
                raise
        except OSError as error:
            raise InputError(f"{self.path}: {error.strerror or error}") from error
        self._is_new = end == 0

    def __enter__(self) -> WarcWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def write(self, page: Page, *, status: int = 200, request: dict[str, str] | None = None) -> None:
        """Append a page as a `response`, and the request for it where its headers are given.

        The body is kept as the page has it, unpacked; the headers that told how it was packed are kept under
        `x-archive-orig-…`.

        Raises:
            InputError: the page has no address or no time of fetching, or the disk is full.
        """
        headers = {(f"x-archive-orig-{n}" if n in _UNPACKED else n): v for n, v in page.headers.items()}
        headers["content-length"] = str(len(page.body))
        block = _http(f"HTTP/1.1 {status} {http.client.responses.get(status, '')}", headers) + page.body
        response = self._append("response", page, block, {
            "WARC-Payload-Digest": f"sha256:{page.sha256}", "Content-Type": "application/http; msgtype=response",
        })  # fmt: skip
        if request is not None:
            self._append("request", page, _http(f"GET {page.url} HTTP/1.1", request), {
                "WARC-Concurrent-To": response, "Content-Type": "application/http; msgtype=request",
            })  # fmt: skip

    def write_unchanged(self, page: Page) -> None:
        """Append that the server said 304 for a page: a `revisit`. `page.headers` are those of the answer."""
        self._append("revisit", page, _http("HTTP/1.1 304 Not Modified", page.headers), {
            "WARC-Profile": _NOT_MODIFIED, "Content-Type": "application/http; msgtype=response",
        })  # fmt: skip

    def write_note(self, page: Page, note: dict[str, str]) -> None:
        """Append what is known of a page beyond its answer, such as why it was not fetched: a `metadata` record."""
        block = "".join(f"{_one_line(name)}: {_one_line(value)}\r\n" for name, value in note.items()).encode()
        self._append("metadata", page, block, {"Content-Type": "application/warc-fields"})

    def _append(self, kind: str, page: Page, block: bytes, headers: dict[str, str]) -> str:
        if page.url is None or page.fetched_at is None:
            raise InputError(f"{page.name}: a page without address or time can't be kept; give url and fetched_at")
        if self._is_new:
            self._is_new = False
            software = f"software: musnad/{__version__}\r\nformat: WARC File Format 1.1\r\n".encode()
            name = {"WARC-Filename": os.path.basename(self.path), "Content-Type": "application/warc-fields"}
            self._put("warcinfo", page.fetched_at, software, name)
        return self._put(kind, page.fetched_at, block, {"WARC-Target-URI": page.url, **headers})

    def _put(self, kind: str, date: str, block: bytes, headers: dict[str, str]) -> str:
        digest = base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()
        # From what is written and where, not by chance: the same run writes the same file.
        own = uuid.uuid5(_NAMESPACE, f"{self._stream.tell()} {kind} {date} {headers.get('WARC-Target-URI')} {digest}")
        stated = {
            "WARC-Type": kind, "WARC-Record-ID": f"<urn:uuid:{own}>", "WARC-Date": date,
            "WARC-Block-Digest": f"sha1:{digest}", **headers, "Content-Length": str(len(block)),
        }  # fmt: skip
        lines = "".join(f"{name}: {_one_line(value)}\r\n" for name, value in stated.items())
        record = b"WARC/1.1\r\n" + lines.encode("utf-8", "replace") + b"\r\n" + block + b"\r\n\r\n"
        try:
            self._stream.write(gzip.compress(record, _LEVEL, mtime=0))
            self._stream.flush()
        except OSError as error:
            raise InputError(f"{self.path}: {error.strerror or error}") from error
        return stated["WARC-Record-ID"]


def _http(first: str, headers: dict[str, str]) -> bytes:
    lines = [_one_line(first), *(f"{_one_line(name)}: {_one_line(value)}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "replace")


def _one_line(value: str) -> str:
    """A header can't hold a line break: what a server sends must not become a header of ours."""
    return value.replace("\r", " ").replace("\n", " ")


def _whole_until(stream: BinaryIO, name: str) -> int:
    """Where the last whole member of a file ends: its size, unless a crash cut the last one.

    The last record is looked for from the end; only where it is not whole the file is read from its beginning, as
    the body of a page may hold bytes that look like a record.
    """
    size = stream.seek(0, os.SEEK_END)
    file = WarcFile(stream, name, limits=Limits())
    if size < _SMALLEST and (not size or file.packed):
        return 0
    if not file.packed or file.next_record(0) != 0:
        raise InputError(f"{name}: there already, and no .warc.gz; choose another name")
    window = CHUNK_BYTES
    last = file.next_record(max(size - window, 0))
    while last is None:
        window *= 8
        last = file.next_record(max(size - window, 0))
    if _member_end(stream, last) == size:
        return size
    whole: int | None = 0
    end = 0
    while whole is not None and whole < size:
        end = whole
        # Damage in the middle stays, and what follows it: only a tail without any whole record is cut.
        whole = _member_end(stream, end) or file.next_record(end + 1)
    return end if whole is None else whole


def _member_end(stream: BinaryIO, at: int) -> int | None:
    """Where the gzip member that begins at `at` ends; None where it is cut or damaged."""
    engine = zlib.decompressobj(31)
    stream.seek(at)
    data = b""
    while not engine.eof:
        data = engine.unconsumed_tail or stream.read(CHUNK_BYTES)
        if not data:
            return None
        try:
            engine.decompress(data, CHUNK_BYTES)
        except zlib.error:
            return None
    return stream.tell() - len(engine.unused_data)
