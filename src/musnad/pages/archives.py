"""Archives of pages → the pages, member after member: ZIP, and tar plain or under gzip, bzip2 or xz.

Nothing is written to disk and nothing is held but the member at hand. What can't be read, or shouldn't be, stands
as an `InputError` with the member's name where the member would.
"""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from musnad.errors import InputError
from musnad.pages.limits import DEFAULT, Limits
from musnad.pages.page import Page
from musnad.pages.tar_members import is_tar, read_tar
from musnad.pages.unpacking import CHUNK_BYTES, unpack

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".txt")
LIST_SUFFIXES = (".jsonl", ".xml")  # lines of JSON, feeds, sitemaps: `Limits.list_bytes`
NESTED_SUFFIXES = (".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".7z", ".rar", ".zst", ".warc")

_ZIP_END = b"PK\x05\x06"
_DIRECTORY_ENTRY_BYTES = 100  # what a member takes in a ZIP's directory: 46 and its name
_COMMENT_BYTES = 65_535  # the most that may stand behind the end of the directory
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1  # bits of a ZIP member's flags
_UNICODE_PATH = 0x7075  # extra field of Info-ZIP with the name in UTF-8
_COMPRESSIONS = {b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
_LETTERS = re.compile("[\u0621-\u064a\u064b-\u0652\u0660-\u0669\u060c\u061b\u061f]*")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")


def read_archive(
    path: str | os.PathLike[str], *, limits: Limits = DEFAULT, skipped: Counter[str] | None = None
) -> Iterator[Page | InputError]:
    """Give the pages of an archive, in its order; the name of each is `archive!member`.

    Args:
        skipped: counts the members that are no pages, by suffix (`.jpg`), folders and hidden files left out.
    """
    name = os.fspath(path)
    counts: Counter[str] = Counter() if skipped is None else skipped
    try:
        with open(name, "rb") as stream:
            head = stream.read(512)
            stream.seek(0)
            if head.startswith((b"PK\x03\x04", _ZIP_END)):
                yield from _zip_pages(stream, name, limits, counts)
            else:
                yield from _tar_pages(stream, head, name, limits, counts)
    except OSError as error:
        yield InputError(f"{name}: {error.strerror or error}")


def refusal(member: str) -> str | None:
    """Why a member of this name isn't read; None where nothing speaks against it."""
    parts = member.replace("\\", "/").split("/")
    if member.startswith(("/", "\\")) or _DRIVE.match(member) or ".." in parts or "\0" in member:
        return "its path leads out of the archive; it is refused"
    if member.lower().endswith(NESTED_SUFFIXES):
        return "an archive inside an archive isn't opened; unpack it and give it by itself"
    return None


def most_bytes(member: str, limits: Limits) -> int | None:
    """How large a member may be by its suffix; None where it is no page."""
    if member.lower().endswith(PAGE_SUFFIXES):
        return limits.page_bytes
    return limits.list_bytes if member.lower().endswith(LIST_SUFFIXES) else None


def _shown(member: str) -> str:
    """A name that fits into a line."""
    return _CONTROL.sub("\ufffd", member)[:1000]


def _is_hidden(member: str) -> bool:
    parts = member.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part.strip(".") for part in parts)


def _no_page(member: str, skipped: Counter[str]) -> None:
    suffix = os.path.splitext(member)[1].lower()
    skipped[suffix if 1 < len(suffix) <= 8 and len(skipped) < 100 else "other"] += 1


# -- ZIP ---------------------------------------------------------------------------------------


def _zip_pages(stream: BinaryIO, name: str, limits: Limits, skipped: Counter[str]) -> Iterator[Page | InputError]:
    try:
        _check_directory(stream, limits)
        archive = zipfile.ZipFile(stream)
    except InputError as error:
        yield InputError(f"{name}: {error}")
        return
    except Exception as error:  # zipfile raises a dozen kinds on what isn't a ZIP
        yield InputError(f"{name}: not a ZIP that can be read ({error}); copy or fetch it again")
        return
    size, total = stream.seek(0, os.SEEK_END), 0
    for number, entry in enumerate(archive.infolist(), 1):
        member = member_name(entry)
        if member.endswith("/") or _is_hidden(member):
            continue
        if number > limits.members:
            yield InputError(f"{name}: more than {limits.members:,} members; the rest is left out, raise the limit")
            return
        reason, most = refusal(member), most_bytes(member, limits)
        if reason is None and most is None:
            _no_page(member, skipped)
            continue
        try:
            if reason:
                raise InputError(reason)
            body = _zip_member(archive, entry, most or 0, limits)
        except InputError as error:
            yield InputError(f"{name}!{_shown(member)}: {error}")
            continue
        total += len(body)
        if total > limits.archive_bytes or limits.is_bomb(size, total):
            bound = f"{limits.archive_bytes:,} bytes in all, or {limits.ratio} times the archive's own size"
            yield InputError(f"{name}: more than {bound}; the rest is left out")
            return
        yield Page(body=body, name=f"{name}!{_shown(member)}", size_bytes=entry.compress_size)


def _check_directory(stream: BinaryIO, limits: Limits) -> None:
    """Raise an `InputError` where the directory names more members than may be: zipfile reads all into memory."""
    size = stream.seek(0, os.SEEK_END)
    start = max(size - _COMMENT_BYTES - 22, 0)
    stream.seek(start)
    tail = stream.read()
    end = tail.rfind(_ZIP_END)
    if end < 0:
        raise InputError("a ZIP without its directory, so cut short; copy or fetch it again")
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    if directory == 0xFFFFFFFF:  # ZIP64: then it is the space before its end that counts
        directory = start + end
        offset = int.from_bytes(tail[end - 12 : end - 4], "little") if end >= 20 else 0
        stream.seek(min(offset, size))
        record = stream.read(56)
        if record.startswith(b"PK\x06\x06"):
            directory = int.from_bytes(record[40:48], "little")
    stream.seek(0)
    if directory > limits.members * _DIRECTORY_ENTRY_BYTES:
        raise InputError(f"a directory for more than {limits.members:,} members; raise the limit or split the archive")


def _zip_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, limits: Limits) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise InputError("encrypted; unpack it with its password and give the files")
    mode = entry.external_attr >> 16
    if mode & 0o170000 not in (0, 0o100000):
        raise InputError("a link or a device, not a file; it is refused")
    if entry.file_size > most:
        raise InputError(
            f"{entry.file_size:,} bytes, more than {most:,}; raise the limit if it is meant to be so large"
        )
    if limits.is_bomb(entry.compress_size, entry.file_size):
        raise InputError(f"more than {limits.ratio} times as large as its compressed form; it may be a bomb")
    parts: list[bytes] = []
    given = 0
    try:
        with archive.open(entry) as source:
            while part := source.read(CHUNK_BYTES):
                parts.append(part)
                given += len(part)
                if given > most:  # zipfile believes the directory, but an entry may lie
                    raise InputError(f"more than {most:,} bytes, its directory says {entry.file_size:,}; it is refused")
    except InputError:
        raise
    except NotImplementedError as error:
        raise InputError(f"packed in a way that can't be read ({error}); pack it again with deflate") from None
    except Exception as error:  # damage comes as BadZipFile, zlib.error, EOFError, struct.error and more
        raise InputError(f"damaged ({error or type(error).__name__}); copy or fetch the archive again") from None
    return b"".join(parts)


def member_name(entry: zipfile.ZipInfo) -> str:
    """The name of a ZIP member as it was meant.

    Without the flag for UTF-8 a name is bytes in whatever the system wrote, which zipfile reads as cp437: UTF-8 is
    told by being valid; Arabic in windows-1256 or cp720 only where the one reads as Arabic letters and the other
    doesn't. Where it stays uncertain the name stays as zipfile gives it.
    """
    name = entry.filename
    if entry.flag_bits & _UTF8_NAME or name.isascii():
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    stated = _unicode_path(entry.extra, raw)
    if stated:
        return stated
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    read = [text for text in (_decoded(raw, "cp1256"), _decoded(raw, "cp720")) if text]
    return read[0] if len(read) == 1 else name


def _decoded(raw: bytes, encoding: str) -> str | None:
    """The name in an encoding, if all that isn't ASCII comes out as Arabic letters, digits and marks."""
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        return None
    return text if all(_LETTERS.fullmatch(c) for c in text if not c.isascii()) else None


def _unicode_path(extra: bytes, raw: bytes) -> str | None:
    """The name in Info-ZIP's extra field, if it belongs to this name."""
    at = 0
    while at + 4 <= len(extra):
        kind, size = (int.from_bytes(extra[at + n : at + n + 2], "little") for n in (0, 2))
        field = extra[at + 4 : at + 4 + size]
        if kind == _UNICODE_PATH and len(field) > 5 and int.from_bytes(field[1:5], "little") == zlib.crc32(raw):
            return field[5:].decode("utf-8", "replace")
        at += 4 + size
    return None


# -- tar ---------------------------------------------------------------------------------------


def _tar_pages(
    stream: BinaryIO, head: bytes, name: str, limits: Limits, skipped: Counter[str]
) -> Iterator[Page | InputError]:
    chunks: Iterator[bytes] = iter(lambda: stream.read(CHUNK_BYTES), b"")
    for magic, format in _COMPRESSIONS.items():
        if head.startswith(magic):
            chunks = unpack(chunks, format, limits=limits, most_bytes=limits.archive_bytes)
            break
    else:
        if not is_tar(head):
            yield InputError(f"{name}: no archive that is known; expected ZIP or tar, plain or .gz, .bz2, .xz")
            return

    def wanted(member: str) -> int | None:
        if member.endswith("/") or _is_hidden(member):
            return None
        most = most_bytes(member, limits)
        if most is None:
            _no_page(member, skipped)
        return most

    for member, found in read_tar(chunks, wanted=wanted, refusal=refusal, limits=limits):
        place = f"{name}!{_shown(member)}" if member else name
        if isinstance(found, InputError):
            yield InputError(f"{place}: {found}")
        else:
            yield Page(body=found, name=place, size_bytes=len(found))
