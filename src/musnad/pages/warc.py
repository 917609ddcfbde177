"""WARC files → the pages in them, whatever the size of the file.

The records come from `warc_records.py`; here it is decided which are pages, HTTP is taken off, and repeats are left
out. What `musnad fetch` writes (`warc_writing.py`) comes back through here.
"""

from __future__ import annotations

import datetime
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from musnad.errors import InputError
from musnad.pages.limits import DEFAULT, Limits
from musnad.pages.page import Page
from musnad.pages.unpacking import decode_body
from musnad.pages.warc_records import Record, WarcFile, parse_headers

MEDIA_TYPES = frozenset([
    "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "application/rss+xml",
    "application/atom+xml", "application/rdf+xml", "application/feed+json",
])  # fmt: skip
_UNDECLARED = ("", "application/octet-stream", "unknown/unknown")
_LOOKS_READABLE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|\?xml|rss|feed)\b", re.IGNORECASE)
_GIVEN = ("response", "resource", "conversion")
_TYPES = frozenset(["warcinfo", "request", "metadata", "revisit", "continuation"])
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)T?(\d\d):?(\d\d):?(\d\d)")
_MEDIA = re.compile(r"(text|image|audio|video|font|application|message|multipart)/")
_DIGEST_BYTES = 16  # two records in 2**64 would be taken for one


def read_warc(
    path: str | os.PathLike[str], *, limits: Limits = DEFAULT, skipped: Counter[str] | None = None
) -> Iterator[Page | InputError]:
    """Give the pages of a WARC file, version 1.0 or 1.1, gzip or plain, in their order.

    A page is a `response` with status 200, a `resource` or a `conversion`, of HTML, plain text or a feed. Its name
    is `file@offset`, its `size_bytes` what the file took from the page before to it. The same body at the same
    address is given once.

    Args:
        skipped: counts what is no page, by kind: `request`, `revisit`, `repeat`, `status 404`, `type image`.
    Source: ISO 28500:2017; iipc.github.io/warc-specifications.
    """
    name = os.fspath(path)
    try:
        with open(name, "rb") as stream:
            yield from read_open_warc(stream, name, limits=limits, skipped=skipped)
    except OSError as error:
        yield InputError(f"{name}: {error.strerror or error}")


def read_open_warc(
    stream: BinaryIO, name: str, *, limits: Limits = DEFAULT, skipped: Counter[str] | None = None
) -> Iterator[Page | InputError]:
    """Give the pages of a WARC file that is open, as `read_warc` does; `stream` can seek, `name` is for messages."""
    if not stream.seek(0, os.SEEK_END):
        yield InputError(f"{name}: an empty file; expected WARC")
        return
    counts: Counter[str] = Counter() if skipped is None else skipped
    pages = _Pages(limits, counts)
    found: Iterator[Page | InputError] = WarcFile(stream, name, limits=limits).read(pages.page_of)
    yield from found


class _Pages:
    """Makes pages of records; remembers what it gave."""

    def __init__(self, limits: Limits, skipped: Counter[str]) -> None:
        self._limits = limits
        self._skipped = skipped
        self._seen: dict[bytes, None] = {}  # digests of address and body, in order of age
        self._passed = 0  # up to where the file is accounted for

    def page_of(self, record: Record) -> Page | InputError | None:
        """The page in a record, None where it holds none, an error where its body can't be read."""
        found = self._judge(record)
        if isinstance(found, str):
            self._skipped[found] += 1
            return None
        return found

    def _judge(self, record: Record) -> Page | InputError | str:
        """The page, or what kind of record it is that holds none."""
        kind = record.headers.get("warc-type", "").lower()
        if kind not in _GIVEN:
            return kind if kind in _TYPES else "unknown"
        headers: dict[str, str] = {}
        if kind == "response":
            if not record.headers.get("content-type", "").lower().startswith("application/http"):
                return "response without HTTP"
            head = record.peek(self._limits.header_bytes)
            end = _END_OF_HEADERS.search(head)
            status = _STATUS.match(head)
            if not end or not status:
                return InputError(f"{record.name}: no HTTP response in this record; it is left out")
            if status[1] != b"200":
                return f"status {status[1].decode()}"
            headers = parse_headers(record.take(end.end()))
        elif "content-type" in record.headers:
            headers = {"content-type": record.headers["content-type"]}
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in MEDIA_TYPES and media not in _UNDECLARED:
            known = _MEDIA.match(media)
            return f"type {known[1] if known else 'other'}"
        return self._page(record, headers, declared=media in MEDIA_TYPES)

    def _page(self, record: Record, headers: dict[str, str], *, declared: bool) -> Page | InputError | str:
        if record.left_bytes > self._limits.page_bytes:
            most = f"{self._limits.page_bytes:,}"
            return InputError(f"{record.name}: a body of {record.left_bytes:,} bytes, more than {most}; it is left out")
        body = record.take(record.left_bytes)
        try:
            body = decode_body(body, headers, limits=self._limits)
        except InputError as error:
            return InputError(f"{record.name}: {error}; it is left out")
        if not declared and not _LOOKS_READABLE.match(body):
            return "type other"
        url = record.headers.get("warc-target-uri", "").strip().removeprefix("<").removesuffix(">") or None
        if self._is_repeat(url, body):
            return "repeat"
        size, self._passed = record.place - self._passed, record.place
        truncated = record.headers.get("warc-truncated")
        return Page(
            body=body, name=record.name, url=url, fetched_at=date_of(record.headers.get("warc-date", "")),
            headers=headers | ({"warc-truncated": truncated} if truncated else {}), size_bytes=size,
        )  # fmt: skip

    def _is_repeat(self, url: str | None, body: bytes) -> bool:
        digest = hashlib.blake2b(f"{url}\0".encode("utf-8", "replace"), digest_size=_DIGEST_BYTES)
        digest.update(body)
        key = digest.digest()
        if key in self._seen:
            return True
        self._seen[key] = None
        if len(self._seen) > self._limits.remembered:
            del self._seen[next(iter(self._seen))]
        return False


def date_of(stated: str) -> str | None:
    """A WARC-Date in the form of `Page.fetched_at`, to the second; None where it is no date."""
    found = _DATE.match(stated.strip())
    if not found:
        return None
    try:
        return datetime.datetime(*map(int, found.groups())).isoformat() + "Z"  # type: ignore[arg-type]
    except ValueError:
        return None
