"""WARC files → records, one after the other: headers, and as much of the block as is asked for.

`warc.py` makes pages of them. Nothing is held but the record at hand, and damage ends with the record it is in:
reading goes on at the next place where a record can be seen to begin.

fastwarc reads five times as fast, but gives a record that was cut short as if it were whole, takes a wrong length at
its word, so that the records behind it are lost, and ends at the first damage.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

from musnad.errors import InputError
from musnad.pages.limits import Limits
from musnad.pages.unpacking import CHUNK_BYTES, GZIP_MAGIC

T = TypeVar("T")

VERSION = re.compile(rb"WARC/(?:1\.\d|0\.1[0-9])\r?\n")
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(r"\d{1,15}")
_GZIP = 31  # window bits: zlib expects the wrapping of gzip
_MOST_DAMAGED = 1_000  # records in a row; each costs a search, and a file made of them would never end
_LOOKED_AT = 64  # bytes of a member, unpacked, that tell whether a record begins there


class _NoHeaders(InputError):
    """Headers that don't end."""


class Record:
    """A record of a WARC file. Its block is read by `peek` and `take`; what isn't taken is passed over.

    Attributes:
        name: `file@offset`; in a file packed as one `file@offset+bytes`, counted in what the member holds.
        headers: names in lower case.
        length_bytes: of the block, as its headers declare.
    """

    def __init__(self, name: str, headers: dict[str, str], length_bytes: int, source: _Unit) -> None:
        self.name = name
        self.headers = headers
        self.length_bytes = length_bytes
        self.left_bytes = length_bytes
        self._source = source

    def peek(self, most_bytes: int) -> bytes:
        """The next bytes of the block, which stay to be taken."""
        return self._source.peek(min(most_bytes, self.left_bytes))

    def take(self, most_bytes: int) -> bytes:
        """The next bytes of the block.

        Raises:
            InputError: the file ends before the block does, or is damaged.
        """
        wanted = min(most_bytes, self.left_bytes)
        self.left_bytes -= wanted
        return self._source.take(wanted)

    @property
    def place(self) -> int:
        """How far the file has been used, in its own bytes."""
        return self._source.place

    def finish(self) -> None:
        """Pass over what is left, and see that a record ends there.

        Raises:
            InputError: what follows is neither a record nor the end: the length is wrong.
        """
        self._source.skip(self.left_bytes)
        self.left_bytes = 0
        # One byte more than is needed: a member is unpacked to its checksum before its page is given.
        if self._source.peek(5)[:4] == b"\r\n\r\n":
            return
        self._source.skip_blanks()
        if self._source.peek(5) not in (b"", b"WARC/"):
            raise InputError(f"its Content-Length of {self.length_bytes:,} bytes doesn't lead to its end")


class _Unit:
    """Bytes from a place in the file on: to the end of a plain one, to the end of a member of a gzip one."""

    def __init__(self, stream: BinaryIO, at: int, ahead: bytes, packed: bool, limits: Limits) -> None:
        self.start = at
        self.given = 0  # bytes taken or passed over
        self.ahead = ahead  # read from the file and not yet used
        self.read_to = at + len(ahead)
        self._stream = stream
        self._limits = limits
        self._engine = zlib.decompressobj(_GZIP) if packed else None
        self._buffer = bytearray()

    @property
    def place(self) -> int:
        """How far the file has been used."""
        return self.read_to - len(self.ahead) - (0 if self._engine else len(self._buffer))

    @property
    def member_ended(self) -> bool:
        """Whether a member was read to its end."""
        return self._engine is not None and self._engine.eof

    def peek(self, count: int) -> bytes:
        while len(self._buffer) < count:
            more = self._more()
            if not more:
                break
            self._buffer += more
        return bytes(self._buffer[:count])

    def take(self, count: int) -> bytes:
        found = self.peek(count)
        if len(found) < count:
            raise InputError(f"cut short: {count - len(found):,} bytes are missing at its end")
        self._drop(count)
        return found

    def skip(self, count: int) -> None:
        if self._engine is None and count > len(self._buffer) + len(self.ahead):
            place = self.read_to + count - len(self._buffer) - len(self.ahead)
            missing = place - self._stream.seek(0, os.SEEK_END)
            if missing > 0:
                raise InputError(f"cut short: {missing:,} bytes are missing at its end")
            self._buffer.clear()
            self.ahead = b""
            self.given += count
            self.read_to = self._stream.seek(place)
            return
        while count > 0:
            if not self._buffer:
                self._buffer += self._more()
            if not self._buffer:
                raise InputError(f"cut short: {count:,} bytes are missing at its end")
            step = min(count, len(self._buffer))
            self._drop(step)
            count -= step

    def skip_blanks(self) -> None:
        while self.peek(1) in (b"\r", b"\n"):
            self._drop(1)

    def until_headers_end(self, most_bytes: int) -> bytes:
        """Take headers with the empty line behind them."""
        size = 4096
        while True:
            found = _END_OF_HEADERS.search(head := self.peek(min(size, most_bytes)))
            if found:
                return self.take(found.end())
            if len(head) < size:  # the limit, or the end
                raise _NoHeaders(f"no end of its headers within {len(head):,} bytes")
            size *= 4

    def _drop(self, count: int) -> None:
        del self._buffer[:count]
        self.given += count

    def _more(self) -> bytes:
        if self._engine is None:
            found, self.ahead = self.ahead or self._read(), b""
            return found
        while not self._engine.eof:
            data = self.ahead or self._read()
            if not data and not self._engine.unconsumed_tail:
                raise InputError("cut short: the file ends in the middle of it")
            try:
                out = self._engine.decompress(data, CHUNK_BYTES)
            except zlib.error as error:
                raise InputError(f"damaged gzip data ({error})") from None
            self.ahead = self._engine.unused_data if self._engine.eof else self._engine.unconsumed_tail
            made = self.given + len(self._buffer) + len(out)
            if self._limits.is_bomb(self.read_to - len(self.ahead) - self.start, made):
                raise InputError(f"more than {self._limits.ratio} times as large as its compressed form: a bomb")
            if out:
                return out
        return b""

    def _read(self) -> bytes:
        data = self._stream.read(CHUNK_BYTES)
        self.read_to += len(data)
        return data


class WarcFile:
    """The records of a WARC file, gzip or plain, from an open binary file that can seek."""

    def __init__(self, stream: BinaryIO, name: str, *, limits: Limits) -> None:
        self._stream = stream
        self._name = name
        self._limits = limits
        stream.seek(0)
        head = stream.read(CHUNK_BYTES)
        self.packed = head.startswith(GZIP_MAGIC)
        if not self.packed and not VERSION.match(head.lstrip(b"\r\n")):
            self.packed = True  # its beginning is damaged: what is found later tells
            self.packed = self.next_record(0) is not None

    def read(self, handle: Callable[[Record], T | None]) -> Iterator[T | InputError]:
        """Give what `handle` makes of each record, None left out, once the record was read to its end.

        An error stands where a record is damaged; the bytes after it are searched for the next one.
        """
        at: int | None = 0
        ahead = b""
        damaged = 0
        while at is not None:
            self._stream.seek(at + len(ahead))
            unit = _Unit(self._stream, at, ahead, self.packed, self._limits)
            begin, inside = at, 0
            at, ahead = None, b""
            try:
                while unit.peek(1):
                    unit.skip_blanks()
                    if not unit.peek(1):
                        break
                    begin, inside = (unit.start, unit.given) if self.packed else (unit.start + unit.given, 0)
                    record = self._record(unit, begin, inside)
                    made = handle(record)
                    record.finish()
                    damaged = 0
                    if made is not None:
                        yield made
                if unit.member_ended:
                    at, ahead = self._behind(unit)
            except InputError as error:
                yield InputError(f"{self._named(begin, inside)}: {error}; it is left out")
                damaged += 1
                if damaged > _MOST_DAMAGED:
                    yield InputError(f"{self._name}: {_MOST_DAMAGED:,} damaged records in a row; the rest is left out")
                    return
                # A record that begins in the first half of headers without end would have shown its own end.
                step = self._limits.header_bytes // 2 if isinstance(error, _NoHeaders) and not self.packed else 1
                at = self.next_record(begin + step)

    def _record(self, unit: _Unit, begin: int, inside: int) -> Record:
        if not VERSION.match(unit.peek(12)):
            raise InputError(f"no WARC record begins here, but {unit.peek(12)!r}")
        headers = parse_headers(unit.until_headers_end(self._limits.header_bytes))
        length = headers.get("content-length", "")
        if not _LENGTH.fullmatch(length):
            raise InputError(f"Content-Length {length[:20]!r} is no number of bytes")
        return Record(self._named(begin, inside), headers, int(length), unit)

    def _named(self, begin: int, inside: int) -> str:
        return f"{self._name}@{begin}+{inside}" if inside else f"{self._name}@{begin}"

    def _behind(self, unit: _Unit) -> tuple[int | None, bytes]:
        """Where the next member begins, and what was read of it; zeros may fill the space between."""
        at, ahead = unit.read_to - len(unit.ahead), unit.ahead
        while not ahead.lstrip(b"\0"):
            at += len(ahead)
            self._stream.seek(at)
            ahead = self._stream.read(CHUNK_BYTES)
            if not ahead:
                return None, b""
        stripped = ahead.lstrip(b"\0")
        return at + len(ahead) - len(stripped), stripped

    def next_record(self, at: int) -> int | None:
        """The first place from `at` on where a record begins."""
        mark = GZIP_MAGIC if self.packed else b"WARC/"
        keep = 0 if self.packed else 12  # bytes that a mark needs behind it
        self._stream.seek(at)
        window = self._stream.read(CHUNK_BYTES)
        while window:
            found = window.find(mark)
            while found >= 0:
                if self._begins(at + found, window[found : found + 4096]):
                    return at + found
                found = window.find(mark, found + 1)
            used = max(len(window) - len(mark) - keep, 0)
            self._stream.seek(at + len(window))
            more = self._stream.read(CHUNK_BYTES)
            if not more:
                return None
            at, window = at + used, window[used:] + more
        return None

    def _begins(self, at: int, data: bytes) -> bool:
        if not self.packed:
            return VERSION.match(data) is not None
        if len(data) < 4096:
            self._stream.seek(at)
            data = self._stream.read(4096)
        try:
            head = zlib.decompressobj(_GZIP).decompress(data, _LOOKED_AT)
        except zlib.error:
            return False
        return VERSION.match(head.lstrip(b"\r\n")) is not None


def parse_headers(block: bytes, most: int = 500) -> dict[str, str]:
    """Read header lines, the first line left out; repeated ones are joined by a comma, folded ones unfolded."""
    headers: dict[str, str] = {}
    name = ""
    for line in block.split(b"\n")[1:]:
        text = line.rstrip(b"\r").decode("utf-8", "replace")
        if text[:1] in (" ", "\t") and name:
            headers[name] += " " + text.strip()
            continue
        key, colon, value = text.partition(":")
        if colon and (len(headers) < most):
            name = key.strip().lower()
            headers[name] = f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
    return headers
