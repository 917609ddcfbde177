"""Files wherever they are: a path, or an address that pyarrow knows (s3://, gs://, hdfs://, file://).

Inputs are found and opened here; what is written appears under its name when it is whole.
"""

from __future__ import annotations

import fnmatch
import glob
import gzip
import hashlib
import io
import os
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO

import msgspec

from musnad.archive.arrow import arrow
from musnad.errors import InputError

WARCS = (".warc", ".warc.gz")
LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
PARQUETS = (".parquet",)
SUFFIXES = (*WARCS, *LINES, *PARQUETS)
_ADDRESS = re.compile(r"[a-z][a-z0-9+]+://")
_PARTIAL = ".partial"
_WILD = re.compile(r"[*?\[]")


class Source(msgspec.Struct, frozen=True, order=True):
    """A file of texts or pages: its name as it was given, where workers find it, and its state.

    `state` is its size in bytes and the time of its last change: when either differs, it is another file.
    """

    name: str
    path: str
    state: str


def is_address(path: str) -> bool:
    """Tell an address from a path of this machine."""
    return _ADDRESS.match(path) is not None


def place(path: str) -> tuple[Any, str]:
    """Return the file system of a path or address, and the path in it.

    Raises:
        InputError: pyarrow knows no such file system, or can't reach it.
    """
    pa = arrow()
    from pyarrow import fs

    try:
        found: tuple[Any, str] = fs.FileSystem.from_uri(path if is_address(path) else os.path.abspath(path))
    except (pa.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{path}: {_first_line(error)}; known are paths, file://, s3://, gs://, hdfs://") from error
    return found


def find_sources(inputs: Iterable[str]) -> list[Source]:
    """Return the files that paths, addresses and patterns mean, each once, sorted by name.

    Args:
        inputs: paths and addresses, with * ? [] ** where they are patterns; a folder means the files in and below it;
            `@FILE` is a file (also .gz) with one of these a line.
    Raises:
        InputError: there is none, or one is of a kind that can't be read.
    """
    found: dict[str, Source] = {}
    for given in _listed(inputs):
        named = list(_matching(given))
        if not named:
            raise InputError(f"{given}: no such file; expected {', '.join(SUFFIXES)}")
        for source in named:
            if not source.name.lower().endswith(SUFFIXES):
                raise InputError(f"{source.name}: a file of unknown kind; expected {', '.join(SUFFIXES)}", code="file")
            found[source.name] = source
    if not found:
        raise InputError("no input is given; name files, patterns or folders")
    return [found[name] for name in sorted(found)]


def _listed(inputs: Iterable[str]) -> Iterator[str]:
    for given in inputs:
        if not given.startswith("@"):
            yield given
            continue
        try:
            opened = gzip.open if given.endswith(".gz") else open
            with opened(given[1:], "rt", encoding="utf-8") as lines:
                yield from (line.strip() for line in lines if line.strip() and not line.startswith("#"))
        except (OSError, EOFError, UnicodeError) as error:
            raise InputError(f"{given[1:]}: {getattr(error, 'strerror', None) or error}", code="file") from error


def _matching(given: str) -> Iterator[Source]:
    """Yield the files that one path, address or pattern means."""
    if is_address(given):
        yield from _at_address(given)
        return
    names = glob.glob(given, recursive=True) if _WILD.search(given) else [given]
    for name in names:
        if os.path.isdir(name):
            below = glob.glob(f"{glob.escape(name)}/**/*", recursive=True)
            yield from (_local(path) for path in below if path.lower().endswith(SUFFIXES) and os.path.isfile(path))
        elif os.path.isfile(name):
            yield _local(name)


def _local(name: str) -> Source:
    stat = os.stat(name)
    return Source(name, os.path.abspath(name), f"{stat.st_size}:{stat.st_mtime_ns}")


def _at_address(given: str) -> Iterator[Source]:
    from pyarrow import fs

    wild = _WILD.search(given)
    base = given[: given.rindex("/", 0, wild.start())] if wild else given
    files, path = place(base)
    infos = files.get_file_info([path])
    if wild or infos[0].type == fs.FileType.Directory:
        infos = files.get_file_info(fs.FileSelector(path, recursive=True, allow_not_found=True))
    for info in infos:
        address = base + info.path.removeprefix(path)
        wanted = fnmatch.fnmatchcase(address, given) if wild else True
        if info.type == fs.FileType.File and wanted and (wild or address.lower().endswith(SUFFIXES)):
            yield Source(address, address, f"{info.size}:{info.mtime_ns}")


def hadoop_path(path: str) -> str:
    """Return a path as Spark's file systems call it."""
    if not is_address(path):
        return f"file:{path}"
    return re.sub("^s3://", "s3a://", path)


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a file for reading; it can seek.

    Raises:
        OSError: it can't be opened.
    """
    if not is_address(path):
        with open(path, "rb") as stream:
            yield stream
        return
    files, inside = place(path)
    with files.open_input_file(inside) as stream:
        yield io.BufferedReader(stream, 1 << 20)  # type: ignore[type-var, unused-ignore]


@contextmanager
def written(path: str) -> Iterator[Any]:
    """Open a file for writing; it appears when the block ends, and not at all where the block fails."""
    files, inside = place(path)
    files.create_dir(os.path.dirname(inside), recursive=True)
    partial = f"{os.path.dirname(inside)}/.{uuid.uuid4().hex}{_PARTIAL}"  # two who write the same don't meet
    stream = files.open_output_stream(partial)
    try:
        yield stream
        stream.close()
        files.move(partial, inside)
    except BaseException:
        with suppress(Exception):
            stream.close()
        with suppress(Exception):
            files.delete_file(partial)
        raise


def names_in(folder: str) -> set[str]:
    """Return the names of the files in a folder; none where there is no folder."""
    from pyarrow import fs

    files, inside = place(folder)
    return {info.base_name for info in files.get_file_info(fs.FileSelector(inside, allow_not_found=True))}


def remove_partial(folder: str) -> None:
    """Remove what writers left that were killed; nobody may be writing there."""
    files, inside = place(folder)
    for name in sorted(names_in(folder)):
        if name.startswith(".") and name.endswith(_PARTIAL):
            with suppress(OSError):
                files.delete_file(f"{inside}/{name}")


def key_of(*parts: str) -> str:
    """Return a name for what a file of a state gives under some options."""
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
