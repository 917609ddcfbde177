"""`verify`: an export against its manifest, and against the archive that it came from."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad.archive.archive import Archive
from musnad.errors import ExportError, QueryError
from musnad.export.exporting import export, module_of
from musnad.export.manifest import digest, read_manifest
from musnad.export.placing import MANIFEST

_BLOCK_BYTES = 1 << 20


def verify(folder: str | os.PathLike[str], *, archive: Archive | None = None) -> list[str]:
    """Prove an export: hash, size and count of each file, nothing missing, nothing added.

    Args:
        folder: what `export` wrote.
        archive: where it is given, that it gives the same bytes again.
    Returns: the problems, a line each; none where all is well.
    Raises:
        ExportError: there is no export, or the query of its manifest can't be asked again.
    """
    path = Path(folder)
    manifest = read_manifest(path)
    problems = list(_problems(path, manifest))
    if archive is not None:
        problems += _differences(manifest, archive)
    return problems


def _problems(path: Path, manifest: dict[str, Any]) -> Iterator[str]:
    if manifest.get("digest") != digest(manifest):
        yield f"{MANIFEST}: changed since it was written"
    files: dict[str, Any] = manifest["files"]
    whole = True
    for name, said in sorted(files.items()):
        problem = _file_problem(path, name, said)
        if problem:
            whole = False
            yield f"{name}: {problem}"
    for entry in sorted(os.listdir(path)):
        if entry != MANIFEST and entry not in files:
            yield f"{entry}: not in the manifest"
    if whole:
        yield from _count_problems(path, manifest)


def _file_problem(path: Path, name: str, said: object) -> str | None:
    if name != os.path.basename(name) or name in ("", ".", "..", MANIFEST) or "\0" in name:
        return "not the name of a file of an export"
    if not isinstance(said, dict):
        return "the manifest says nothing of it"
    try:
        found = os.lstat(path / name)
        if not stat.S_ISREG(found.st_mode):
            return "not a file"
        if found.st_size != said.get("size_bytes"):
            return f"{found.st_size} bytes; the manifest says {said.get('size_bytes')}"
        if (sha256 := _sha256(path / name)) != said.get("sha256"):
            return f"SHA-256 {sha256}; the manifest says {said.get('sha256')}"
    except FileNotFoundError:
        return "missing"
    except ValueError:
        return "not the name of a file of an export"
    except OSError as error:
        return f"can't be read: {error.strerror or error}"
    return None


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(_BLOCK_BYTES):
            found.update(block)
    return found.hexdigest()


def _count_problems(path: Path, manifest: dict[str, Any]) -> Iterator[str]:
    try:
        found: dict[str, int] = module_of(str(manifest.get("format"))).count(path)
    except (ExportError, ValueError, OSError) as error:
        yield f"{MANIFEST}: its files can't be counted: {error}"
        return
    counts = manifest["counts"]
    for name, number in found.items():
        if counts.get(name) != number:
            yield f"{MANIFEST}: {counts.get(name)} {name}; the files have {number}"
    states = counts.get("by_state")
    numbers = [n for n in states.values() if type(n) is int] if isinstance(states, dict) else []
    if sum(numbers) != counts.get("statements"):
        yield f"{MANIFEST}: the states don't add up to the statements"


def _differences(manifest: dict[str, Any], archive: Archive) -> Iterator[str]:
    """Export again and yield what is different."""
    query = manifest["query"].get("given")
    if not isinstance(query, str):
        raise ExportError(f"{MANIFEST}: no query")
    with tempfile.TemporaryDirectory(prefix="musnad-verify-") as scratch:
        again = Path(scratch, "again")
        try:
            export(archive, query, format=str(manifest.get("format")), output=again)
        except QueryError as error:
            raise ExportError(f"{MANIFEST}: its query can't be asked: {error}") from error
        now = read_manifest(again)
    # of what made a difference, the first says it all: other statements make other files
    if now["archive"] != manifest["archive"]:
        counts = f"{now['counts']['statements']} statements, the export {manifest['counts'].get('statements')}"
        yield f"{archive.name}: gives other statements, or others are accepted or corrected: {counts}"
    for name in sorted({*now["files"], *manifest["files"]}):
        if now["files"].get(name) != manifest["files"].get(name):
            yield f"{name}: {archive.name} gives other bytes{_versions(now, manifest)}"
    for name in ("counts", "readers", "coverage", "format_version"):
        if now.get(name) != manifest.get(name):
            yield f"{MANIFEST}: {archive.name} gives other {name}"


def _versions(now: dict[str, Any], then: dict[str, Any]) -> str:
    """Return which programs are of another version than those that wrote an export."""
    old, new = then["written_by"], now["written_by"]
    other = [
        f"{name} {old.get(name)}, now {new.get(name)}"
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    ]
    return f" (written by {'; '.join(other)})" if other else ""
