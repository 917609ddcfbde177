"""Texts come in here: from a string, a file, a folder, lines of JSON or standard input.

It stands between what a user points at and the reader. A text is kept exactly as given: no newline is
translated, no byte-order mark taken off, nothing normalised. What can't be read becomes an `InputError`
that takes its place in the order of the input, and the rest is read.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO

import msgspec

from musnad.document import Document
from musnad.errors import InputError, MusnadError

Path = str | os.PathLike[str]

_SUFFIXES = (".txt", ".jsonl")
_BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?)?)?)?")
_PRECISIONS = {4: "year", 7: "month", 10: "day", 16: "minute", 19: "second"}  # by the length of an ISO 8601 date


class TextInput(msgspec.Struct, frozen=True, kw_only=True):
    """A text that waits to be read, and what is known of it.

    `name` says where it stands (a path, `path:line`, `-`); `size_bytes` what it took up there.
    """

    text: str
    name: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: dict[str, Any] | None = None
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


def read(
    text: str, *, title: str | None = None, outlet: str | None = None, url: str | None = None,
    published: dict[str, Any] | None = None, id: str | None = None,
) -> Document:  # fmt: skip
    """Read who said what in a text.

    Args:
        text: kept as it is; every offset in the document refers to it.
        title, outlet, url, published: what is known of the document; kept with it.
        id: the document's id; without one, a hash of the text.
    Raises:
        InputError: the text is not a string, or holds a lone surrogate, which no UTF-8 output can hold;
            `published` is no dictionary that JSON can hold.
    """
    from musnad.reading.reader import read as read_document

    check_text(text)
    for value in (title, outlet, url, id):
        if value is not None:
            check_text(value)
    dated = None if published is None else _plain(published)
    return read_document(text, title=title, outlet=outlet, url=url, published=dated, id=id)


def read_paths(
    paths: Path | Iterable[Path], *, on_error: Callable[[InputError], None] | None = None
) -> Iterator[Document]:
    """Read .txt and .jsonl files, and folders of them, in the order of the input.

    Args:
        paths: one path or several.
        on_error: gets every input that can't be read, and the run goes on; without it the first one is raised.
    """
    listed = [paths] if isinstance(paths, str | os.PathLike) else paths
    for item in find_texts(find_files(listed)):
        try:
            if isinstance(item, InputError):
                raise item
            yield read_input(item)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)


def read_input(item: TextInput) -> Document:
    """Read a text that was found; any failure of the reader becomes an `InputError` with the input's name."""
    try:
        return read(
            item.text, title=item.title, outlet=item.outlet, url=item.url, published=item.published, id=item.id
        )  # fmt: skip
    except InputError as error:
        raise InputError(f"{item.name}: {error}") from error
    except MusnadError:
        raise
    except Exception as error:  # one text must not end a run of a million
        reason = f"{type(error).__name__}: {error}"
        raise InputError(f"{item.name}: the reader failed with {reason}; please report it") from error


def check_text(text: str) -> None:
    """Raise an `InputError` where `text` is no string that UTF-8 can write."""
    if not isinstance(text, str):
        raise InputError(f"a text must be a str, not {type(text).__name__}; decode it first")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        found = f"lone surrogate U+{ord(text[error.start]):04X} at offset {error.start}"
        raise InputError(f"{found}; repair the text where it was decoded") from None


def _plain(published: dict[str, Any]) -> dict[str, Any]:
    """Return `published` as JSON gives it back, so that a document equals its own copy from JSON."""
    try:
        return msgspec.json.decode(msgspec.json.encode(published), type=dict[str, Any])
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError) as error:
        raise InputError(f"published can't be written as JSON: {error}; give a dictionary of strings") from error


# -- files -------------------------------------------------------------------------------------


def find_files(paths: Iterable[Path]) -> Iterator[str | InputError]:
    """List the files behind `paths`; a folder gives its .txt and .jsonl, sorted, hidden ones left out."""
    for path in paths:
        name = os.fspath(path)
        if os.path.isdir(name):
            yield from _in_folder(name)
        elif name == "-" or name.lower().endswith(_SUFFIXES) or not os.path.exists(name):
            yield name
        else:
            yield InputError(f"{name}: neither .txt, .jsonl nor a folder; rename it or give it on standard input as -")


def _in_folder(folder: str) -> Iterator[str | InputError]:
    found: list[tuple[tuple[str, ...], str]] = []
    errors: list[InputError] = []

    def note(error: OSError) -> None:
        errors.append(InputError(f"{error.filename}: {error.strerror}"))

    for root, folders, names in os.walk(folder, onerror=note):
        folders[:] = [f for f in folders if not f.startswith(".")]
        paths = [os.path.join(root, n) for n in names if n.lower().endswith(_SUFFIXES) and not n.startswith(".")]
        found += [(tuple(os.path.relpath(p, folder).split(os.sep)), p) for p in paths]
    yield from errors
    yield from (path for _, path in sorted(found))
    if not found and not errors:
        yield InputError(f"{folder}: no .txt or .jsonl file in this folder")


def find_texts(
    files: Iterable[str | InputError], *, stdin: BinaryIO | None = None, stdin_lines: bool = False
) -> Iterator[TextInput | InputError]:
    """Take the texts out of files, one after the other; an error stands where its text would.

    Args:
        files: from `find_files`; errors in it are passed on.
        stdin: what the file named `-` is read from; without it `-` is a file like any other.
        stdin_lines: standard input holds lines of JSON, not one text.
    """
    for file in files:
        if isinstance(file, InputError):
            yield file
            continue
        try:
            if file == "-" and stdin is not None:
                yield from _lines(stdin, "-") if stdin_lines else (_whole(stdin, "-"),)
                continue
            with open(file, "rb") as stream:
                yield from _lines(stream, file) if file.lower().endswith(".jsonl") else (_whole(stream, file),)
        except OSError as error:
            yield InputError(f"{file}: {error.strerror or error}")


def _whole(stream: BinaryIO, name: str) -> TextInput | InputError:
    data = stream.read()
    try:
        return TextInput(text=data.decode("utf-8"), name=name, size_bytes=len(data))
    except UnicodeDecodeError as error:
        return _not_utf8(name, error, 0)


def _lines(stream: BinaryIO, name: str) -> Iterator[TextInput | InputError]:
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
        return InputError(f"{name}: {error}; expected an object with the string `text`")
    except (msgspec.DecodeError, RecursionError) as error:
        return InputError(f"{name}: {_lone_surrogate(line) or f'not JSON: {error}'}; expected one object a line")
    published = row.published if row.published is not None else row.date
    return TextInput(
        text=row.text, name=name, id=None if row.id is None else str(row.id), title=row.title, url=row.url,
        outlet=row.outlet, published=_dated(published), size_bytes=size_bytes,
    )  # fmt: skip


def _lone_surrogate(line: bytes) -> str | None:
    """msgspec takes an escaped lone surrogate for the end of its input: say what it is."""
    try:
        strings = " ".join(str(value) for value in json.loads(line).values())
    except (ValueError, AttributeError, RecursionError):
        return None
    found = _SURROGATE.search(strings)
    return f"lone surrogate U+{ord(found.group()):04X} in a string" if found else None


def _dated(value: str | dict[str, Any] | None) -> dict[str, Any] | None:
    if not isinstance(value, str):
        return value
    match = _DATE.match(value)
    precision = _PRECISIONS[len(match.group())] if match else "unknown"
    return {"at": value, "precision": precision, "evidence": "given with the text"}


def _not_utf8(name: str, error: UnicodeDecodeError, offset: int) -> InputError:
    byte = error.object[error.start]
    at = f"byte offset {offset + error.start} (0x{byte:02x})"
    return InputError(f"{name}: not UTF-8 at {at}; convert it, older Arabic pages are often windows-1256")
