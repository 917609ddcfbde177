"""A tar archive as a stream of bytes → its members, one after the other.

Python's tarfile reads an extended header of any size into memory, and its pattern for them takes minutes on 100 kB
of digits before 3.12.6; it ends at the first damaged header. Here a header has a limit, and damage costs the members
up to the next header that is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from musnad.errors import InputError
from musnad.pages.limits import Limits

BLOCK = 512  # bytes; everything in a tar is a multiple of it
_FILES = (b"0", b"\0", b"7")
_KINDS = {
    b"1": "a hard link", b"2": "a symbolic link", b"3": "a device", b"4": "a device", b"6": "a pipe",
    b"S": "a sparse file", b"V": "a label", b"M": "a continuation",
}  # fmt: skip
_EXTENSIONS = (b"x", b"L", b"K", b"g")  # headers before a header; links and what holds for all aren't needed
_FOLDERS = (b"5", b"D")
_EXTENSION_BYTES = 65_536  # of an extended header; a path has 4,096 at most

Member = tuple[str, bytes | InputError]


class _Stream:
    """Bytes from chunks, as many as are asked for."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._buffer = bytearray()

    def take(self, count: int) -> bytes:
        """The next `count` bytes, fewer at the end."""
        while len(self._buffer) < count:
            more = next(self._chunks, b"")
            if not more:
                break
            self._buffer += more
        found = bytes(self._buffer[:count])
        del self._buffer[:count]
        return found

    def skip(self, count: int) -> bool:
        """Pass over bytes; False where there are fewer."""
        while count > len(self._buffer):
            count -= len(self._buffer)
            self._buffer.clear()
            more = next(self._chunks, b"")
            if not more:
                return count == 0
            self._buffer += more
        del self._buffer[:count]
        return True


def read_tar(
    chunks: Iterator[bytes], *, wanted: Callable[[str], int | None], refusal: Callable[[str], str | None],
    limits: Limits,
) -> Iterator[Member]:  # fmt: skip
    """Give the members of a tar as pairs of name and bytes; an `InputError` in place of bytes that can't be had.

    Args:
        chunks: the archive, compression taken off; an `InputError` it raises ends the archive.
        wanted: tells how large the member of a name may be, None where it isn't wanted.
        refusal: tells why a member isn't read, None where it may be.
    Source: POSIX.1-2017 pax, ustar and extended headers; GNU tar's long names.
    """
    stream = _Stream(chunks)
    members = total = 0
    lost = False  # whether a damaged header was reported and the next whole one is looked for
    stated: dict[str, str] = {}  # by an extended header, for the member that follows
    name = ""
    try:
        while len(block := stream.take(BLOCK)) == BLOCK:
            if not block.strip(b"\0"):
                continue
            header = _header(block)
            if header is None:
                if not lost:
                    yield "", InputError("a damaged header; reading goes on at the next whole one")
                lost = True
                continue
            lost = False
            kind, size, name = header
            if kind in _EXTENSIONS:
                stated |= _extension(stream, kind, size)
                continue
            kind = b"S" if any(key.startswith("GNU.sparse") for key in stated) else kind
            name, size = _stated(stated, name, size)
            stated = {}
            members += 1
            total += size
            if members > limits.members or total > limits.archive_bytes:
                most = f"{limits.members:,} members or {limits.archive_bytes:,} bytes"
                yield "", InputError(f"more than {most}; the rest is left out, raise the limit")
                return
            yield from _member(stream, name, kind, size, wanted, refusal)
        if block:
            yield "", InputError("cut short in a header; copy or fetch it again")
    except InputError as error:
        yield "", InputError(f"{error}; the rest behind {name!r} is left out" if name else str(error))


def _member(
    stream: _Stream, name: str, kind: bytes, size: int,
    wanted: Callable[[str], int | None], refusal: Callable[[str], str | None],
) -> Iterator[Member]:  # fmt: skip
    padding = -size % BLOCK
    reason = f"{_KINDS[kind]}, not a file; it is refused" if kind in _KINDS else refusal(name)
    if reason is not None:
        yield name, InputError(reason)
        most = None
    else:
        most = wanted(name) if kind in _FILES else None
    if most is not None and size > most:
        yield name, InputError(f"{size:,} bytes, more than {most:,}; raise the limit if it is meant to be so large")
        most = None
    if most is None:
        if kind not in (b"1", b"2", *_FOLDERS) and not stream.skip(size + padding):
            yield name, InputError("cut short: the archive ends inside it; copy or fetch it again")
        return
    body = stream.take(size)
    if len(body) < size:
        yield name, InputError(f"cut short: {size - len(body):,} of {size:,} bytes are missing")
        return
    stream.skip(padding)
    yield name, body


def is_tar(head: bytes) -> bool:
    """Whether a file that begins with these bytes is a tar."""
    return len(head) >= BLOCK and (_header(head[:BLOCK]) is not None or head[257:262] == b"ustar")


def _header(block: bytes) -> tuple[bytes, int, str] | None:
    """Kind, size and name of a header; None where its checksum doesn't fit."""
    stated = _number(block[148:156])
    if stated is None or stated != sum(block[:148]) + 256 + sum(block[156:]):  # the sum's own place counts as blanks
        return None
    size = _number(block[124:136])
    if size is None or size < 0:
        return None
    name = _text(block[:100])
    prefix = _text(block[345:500]) if block[257:263] == b"ustar\0" else ""
    return block[156:157], size, f"{prefix}/{name}" if prefix else name


def _number(field: bytes) -> int | None:
    """A number in octal digits, or in binary where the first bit is set, as GNU tar writes large ones."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    try:
        return int(digits, 8) if digits else 0
    except ValueError:
        return None


def _text(field: bytes) -> str:
    """A name: UTF-8, and windows-1256 where it isn't."""
    raw = field.split(b"\0", 1)[0]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1256", "replace")


def _extension(stream: _Stream, kind: bytes, size: int) -> dict[str, str]:
    """What an extended header says of the member behind it: `path` and `size`."""
    if size > _EXTENSION_BYTES:
        raise InputError(f"an extended header of {size:,} bytes, more than {_EXTENSION_BYTES:,}")
    data = stream.take(size)
    stream.skip(-size % BLOCK)
    if kind not in (b"x", b"L"):
        return {}
    if kind == b"L":
        return {"path": _text(data)}
    found: dict[str, str] = {}
    at = 0
    while at < len(data):
        length = data[at : at + 10].partition(b" ")[0]
        if not length.isdigit() or int(length) < 4:
            break
        key, _, value = data[at + len(length) + 1 : at + int(length) - 1].partition(b"=")
        if key in (b"path", b"size") or key.startswith(b"GNU.sparse"):
            found[key.decode("utf-8", "replace")] = _text(value)
        at += int(length)
    return found


def _stated(stated: dict[str, str], name: str, size: int) -> tuple[str, int]:
    own = stated.get("size", "")
    return stated.get("path", name), int(own) if own.isascii() and own.isdigit() and len(own) < 16 else size
