"""Compiled tables kept as JSON in the user's cache folder, named by format and content of what they were made from.

A damaged, foreign or unwritable cache is compiled again, never trusted.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec


class Compiled(Protocol):
    """What a cache may hold: it says itself which format and which content it is of."""

    @property
    def format(self) -> int: ...

    @property
    def hash(self) -> str: ...


Kept = TypeVar("Kept", bound=Compiled)


def kept(name: str, kind: type[Kept], key: tuple[int, str], compile: Callable[[], Kept]) -> Kept:
    """Return what is in the cache for this format and content, compiled and kept where nothing is.

    Args:
        name: of the file, before format and hash: `lexicon`.
        key: the format and the content hash; the cached tables must bear both.
    """
    path = _folder() / f"{name}-{key[0]}-{key[1]}.json"
    try:
        cached = msgspec.json.decode(path.read_bytes(), type=kind)
        if (cached.format, cached.hash) == key:
            return cached
    except (OSError, msgspec.MsgspecError, UnicodeError):
        pass
    compiled = compile()
    _write(path, msgspec.json.encode(compiled))
    return compiled


def _folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "musnad"


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as handle:
            handle.write(data)
        os.replace(handle.name, path)
    except OSError:
        pass  # a cache that can't be written costs about a second a start, nothing else
