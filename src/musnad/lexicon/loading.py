"""Lexicon files → Python data, with a hash of their content.

A lexicon file is YAML: a header (`name, description, source, licence`) and `entries`. The hash
names the compiled tables in the cache and goes into every document's `reader`. Files of people and organisations of a
user's own come on top: they count as parts of the lexicon, under the name of the file that they add to and their path.
"""

from __future__ import annotations

import hashlib
import os
from importlib import resources
from typing import Any

import yaml

from musnad.errors import LexiconError

ENVIRONMENT = "MUSNAD_ENTITIES"  # names files of a user's own, with the separator of PATH between them
OWN = ("organisations", "people")  # what these may hold
_LARGEST = 50_000_000  # bytes of such a file
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def raw_files() -> dict[str, bytes]:
    """Return the lexicon files that come with musnad, name without ending → bytes, sorted; then those of one's own.

    Raises:
        LexiconError: a file of one's own can't be read.
    """
    folder = resources.files("musnad.lexicon") / "data"
    files = (f for f in folder.iterdir() if f.name.endswith(".yaml"))
    found = {f.name[:-5]: f.read_bytes() for f in sorted(files, key=lambda f: f.name)}
    return found | dict(_own_file(path) for path in os.environ.get(ENVIRONMENT, "").split(os.pathsep) if path)


def base_of(name: str) -> str:
    """Return the name of the lexicon file that one's own file adds to; of another file its own."""
    return name.partition("+")[0]


def _own_file(path: str) -> tuple[str, bytes]:
    try:
        with open(path, "rb") as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise LexiconError(f"{path}: {error.strerror or error}; {ENVIRONMENT} names it") from error
    if len(data) > _LARGEST:
        raise LexiconError(f"{path}: over {_LARGEST:,} bytes")
    name = parse(f"{OWN[0]}+{path}", data).get("name")
    if name not in OWN:
        raise LexiconError(f"{path}: it begins with `name: people` or `name: organisations`, then `entries`")
    return f"{name}+{path}", data


def content_hash(files: dict[str, bytes]) -> str:
    """Return 12 hexadecimal digits that change with any byte of the lexicon."""
    digest = hashlib.sha256()
    for name, data in files.items():
        digest.update(name.encode() + b"\0" + data + b"\0")
    return digest.hexdigest()[:12]


def parse(name: str, data: bytes) -> dict[str, Any]:
    """Parse one lexicon file.

    Raises:
        LexiconError: not UTF-8 YAML, or not a mapping with `entries`.
    """
    shown = file_of(name)
    try:
        content = yaml.load(data, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        raise LexiconError(f"lexicon file {shown} can't be read: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("entries"), list):
        raise LexiconError(f"lexicon file {shown} has no list of entries; see CONTRIBUTING.md")
    return content


def file_of(name: str) -> str:
    """Return the file of a name, as messages show it."""
    return name.partition("+")[2] or f"{name}.yaml"
