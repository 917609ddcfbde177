"""Lexicon files → Python data, with a hash of their content.

A lexicon file is YAML: a header (`name, description, source, licence`) and `entries`. The hash
names the compiled tables in the cache and goes into every document's `reader`.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from typing import Any

import yaml

from musnad.errors import LexiconError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def raw_files() -> dict[str, bytes]:
    """Return the lexicon files that come with musnad: name without ending → bytes, sorted."""
    folder = resources.files("musnad.lexicon") / "data"
    files = (f for f in folder.iterdir() if f.name.endswith(".yaml"))
    return {f.name[:-5]: f.read_bytes() for f in sorted(files, key=lambda f: f.name)}


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
    try:
        content = yaml.load(data, Loader=_LOADER)
    except (yaml.YAMLError, UnicodeError) as error:
        raise LexiconError(f"lexicon file {name}.yaml can't be read: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("entries"), list):
        raise LexiconError(f"lexicon file {name}.yaml has no list of entries; see CONTRIBUTING.md")
    return content
