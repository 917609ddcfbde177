"""The words themselves (data/*.yaml), their loading, checking and compiling."""

from __future__ import annotations

from typing import Any

from musnad.errors import LexiconError
from musnad.lexicon.loading import parse, raw_files


def entry(key: str) -> dict[str, Any]:
    """Return a lexicon entry as it stands in its file.

    Args:
        key: file and id, e.g. `verbs_say/qala`, as in `Statement.lexicon`.
    Raises:
        LexiconError: there is no such entry.
    """
    name, _, entry_id = key.partition("/")
    data = raw_files().get(name)
    for row in parse(name, data)["entries"] if data else ():
        if row["id"] == entry_id:
            return dict(row)
    raise LexiconError(f"no lexicon entry {key!r}; the files are in musnad/lexicon/data")
