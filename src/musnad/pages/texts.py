"""Texts that came as text: a .txt file, lines of JSON, standard input.

A text is kept exactly as given: no newline is translated, no byte-order mark taken off, nothing normalised. What
can't be read becomes an `InputError` that takes its place in the order of the input, and the rest is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from musnad.errors import InputError
from musnad.model import PageRecord

_BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?)?)?)?")
_PRECISIONS = {4: "year", 7: "month", 10: "day", 16: "minute", 19: "second"}  # by the length of an ISO 8601 date


class TextInput(msgspec.Struct, frozen=True, kw_only=True):
    """A text that waits to be read, and what is known of it.

    `name` says where it stands (a path, `path:line`, `-`); `size_bytes` what it took up there. `page` is the page
    that it was taken from, None where it came as text.
    """

    text: str
    name: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    outlet_id: str | None = None
    published: dict[str, Any] | None = None
    byline: str | None = None
    language: str | None = None
    page: PageRecord | None = None
    notes: tuple[str, ...] = ()
    size_bytes: int = 0


class _Line(msgspec.Struct, frozen=True):
    text: str
    id: str | int | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | dict[str, Any] | None = None
    date: str | None = None


_LINE_DECODER = msgspec.json.Decoder(_Line)


def read_whole(stream: BinaryIO, name: str) -> TextInput | InputError:
    """Read a stream that is one text."""
    data = stream.read()
    try:
        return TextInput(text=data.decode("utf-8"), name=name, size_bytes=len(data))
    except UnicodeDecodeError as error:
        return _not_utf8(name, error, 0)


def read_lines(stream: BinaryIO, name: str) -> Iterator[TextInput | InputError]:
    """Read a stream of one document a line, as JSON; a line that is none gives an error in its place."""
    offset = 0
    for number, line in enumerate(stream, 1):
        body = line.removeprefix(_BOM) if number == 1 else line
        if body.strip():
            yield _line(body, f"{name}:{number}", offset + len(line) - len(body), len(line))
        offset += len(line)


def _line(line: bytes, name: str, offset: int, size_bytes: int) -> TextInput | InputError:
    try:
        line.decode("utf-8")
        row = _LINE_DECODER.decode(line)
    except UnicodeDecodeError as error:
        return _not_utf8(name, error, offset)
    except msgspec.ValidationError as error:
        return InputError(f"{name}: {error}; expected an object with the string `text`", code="not-json")
    except (msgspec.DecodeError, RecursionError) as error:
        found = _lone_surrogate(line) or f"not JSON: {error}"
        return InputError(f"{name}: {found}; expected one object a line", code="not-json")
    published = row.published if row.published is not None else row.date
    return TextInput(
        text=row.text, name=name, id=None if row.id is None else str(row.id), title=row.title, url=row.url,
        outlet=row.outlet, published=dated(published), size_bytes=size_bytes,
    )  # fmt: skip


def _lone_surrogate(line: bytes) -> str | None:
    """msgspec takes an escaped lone surrogate for the end of its input: say what it is."""
    try:
        strings = " ".join(str(value) for value in json.loads(line).values())
    except (ValueError, AttributeError, RecursionError):
        return None
    found = _SURROGATE.search(strings)
    return f"lone surrogate U+{ord(found.group()):04X} in a string" if found else None


def dated(value: str | dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a date that came with a text as a record of publication; one that is a record stays as it is."""
    if not isinstance(value, str):
        return value
    match = _DATE.match(value)
    precision = _PRECISIONS[len(match.group())] if match else "unknown"
    return {"at": value, "precision": precision, "evidence": "given with the text"}


def _not_utf8(name: str, error: UnicodeDecodeError, offset: int) -> InputError:
    byte = error.object[error.start]
    at = f"byte offset {offset + error.start} (0x{byte:02x})"
    found = f"not UTF-8 at {at}"
    return InputError(f"{name}: {found}; convert it, older Arabic pages are often windows-1256", code="not-utf-8")
