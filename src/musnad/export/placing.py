"""The folder that an export is written to: filled beside its place, moved there when it is whole.

So a run that is killed, or a full disk, leaves nothing half done in the place that was asked for.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from musnad.errors import ExportError

MANIFEST = "manifest.json"
_BUFFER_BYTES = 1 << 20


class HashedFile:
    """A file that is written from its beginning to its end, and its SHA-256 and size."""

    def __init__(self, path: Path) -> None:
        self._file = open(path, "wb", buffering=_BUFFER_BYTES)  # noqa: SIM115 (closed by `close`)
        self._digest = hashlib.sha256()
        self.size_bytes = 0
        self._given_up = False

    def write(self, data: bytes | memoryview) -> int:
        """Write bytes; return how many."""
        if self._given_up:  # a writer of a library that tries to end its file well
            return memoryview(data).nbytes
        size_bytes = memoryview(data).nbytes
        self._file.write(data)
        self._digest.update(data)
        self.size_bytes += size_bytes
        return size_bytes

    def text(self, line: str) -> None:
        """Write text as UTF-8."""
        self.write(line.encode("utf-8"))

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self.size_bytes

    def flush(self) -> None:
        """Hand over what is buffered."""
        if not self._given_up:
            self._file.flush()

    @property
    def closed(self) -> bool:
        """Whether the file is closed."""
        return self._file.closed and not self._given_up

    def close(self) -> None:
        """Close the file with all its bytes on the disk; a second time does nothing."""
        if not self._file.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def give_up(self) -> None:
        """Close the file as it is; what is still written to it goes nowhere."""
        self._given_up = True
        with suppress(OSError):
            self._file.close()

    @property
    def sha256(self) -> str:
        """Return the hash of what was written, in hexadecimal digits."""
        return self._digest.hexdigest()


class Folder:
    """A folder that is being filled, and the files opened in it, by name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files: dict[str, HashedFile] = {}

    def open(self, name: str) -> HashedFile:
        """Open a new file in it."""
        file = self.files[name] = HashedFile(self.path / name)
        return file

    def close(self) -> None:
        """Close all files."""
        for file in self.files.values():
            file.close()

    def give_up(self) -> None:
        """Close all files as they are; what is still written to them goes nowhere."""
        for file in self.files.values():
            file.give_up()

    def discard(self) -> None:
        """Remove the folder, whatever state it is in."""
        self.give_up()
        shutil.rmtree(self.path, ignore_errors=True)


@contextmanager
def place(output: str | os.PathLike[str], *, force: bool = False) -> Iterator[Folder]:
    """Give a folder to fill; when the block ends well it takes the place of `output`, else it is removed.

    Args:
        output: where the export shall be: nothing, an empty folder, or with `force` an earlier export.
        force: replace an earlier export.
    Raises:
        ExportError: there is something else, or it can't be written to.
    """
    target = Path(os.path.realpath(output))
    if problem := _occupied(target, force=force):
        raise ExportError(f"{output}: {problem}")
    part = target.with_name(f"{_prefix(target)}{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.mkdir()
    except OSError as error:
        raise ExportError(f"{output}: {explain(error)}") from error
    folder = Folder(part)
    try:
        yield folder
        folder.close()
        _move(part, target)
        _sweep(target)
    except OSError as error:
        folder.discard()
        raise ExportError(f"{output}: {explain(error)}") from error
    except BaseException:
        folder.discard()
        raise


def explain(error: OSError) -> str:
    """Return what went wrong with a file, in a line that says what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full; nothing was written there, free some space and run it again"
    return f"can't be written: {error.strerror or error}"


def is_export(path: Path) -> bool:
    """Tell whether a folder holds an export and nothing else."""
    try:
        if not (path / MANIFEST).is_file():
            return False
        manifest = json.loads((path / MANIFEST).read_bytes())
        names = {MANIFEST, *manifest["files"]} if manifest["format_version"] else set()
        return {entry.name for entry in path.iterdir()} <= names
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False


def _occupied(target: Path, *, force: bool) -> str | None:
    if not target.exists():
        return None
    if not target.is_dir():
        return "is a file; name a folder"
    try:
        if next(target.iterdir(), None) is None:
            return None
    except OSError as error:
        return explain(error)
    if not force:
        return "is not empty; name another folder, or replace an earlier export with --force"
    return None if is_export(target) else "holds files that are no part of an export; name another folder"


def _prefix(target: Path) -> str:
    return f".{target.name}.part-{platform.node()}-"


def _sweep(target: Path) -> None:
    """Remove what killed runs of this machine left beside a target, now that a whole one stands in it."""
    prefix = _prefix(target)
    for path in target.parent.iterdir():
        process = path.name.removeprefix(prefix).removesuffix(".old")
        if not path.name.startswith(prefix) or not process.isdecimal():
            continue
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            shutil.rmtree(path, ignore_errors=True)
        except (OSError, OverflowError):
            continue  # it runs, under another name


def _move(part: Path, target: Path) -> None:
    old = part.with_name(f"{part.name}.old")
    if target.exists():
        target.rename(old)
    try:
        part.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
