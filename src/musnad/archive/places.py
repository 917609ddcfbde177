"""A statement as the index of any back-end has it: its place, its marks, its words, the numbers that facets count.

A statement stands in an index under its *place*: day and row in one number, `day << 28 | row`. So places in descending
order are the newest statements first, and a range of days is a range of places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from musnad.arabic.search_words import readings, skeleton, words

_SIGNS = re.compile("[^A-Za-z0-9]")
COLUMNS = ("words", "skeleton", "readings", "who", "addressee", "via", "outlet", "marks")
NAMES = {"who": ("who", "source"), "addressee": ("addressee",), "via": ("via",), "outlet": ("outlet",)}
ROW_BITS = 28  # most places lie less than five bytes apart, as FTS5 writes numbers
ROW_MASK = (1 << ROW_BITS) - 1
# Their order is kept in archives, as numbers: add behind, change nothing.
CODES = {
    "act": ("state", "deny", "call", "demand", "pledge", "warn", "threaten", "accuse", "criticise", "welcome", "reject",
            "express"),
    "force": ("neutral", "endorsing", "distancing"),
    "type": ("direct", "indirect", "mixed"),
    "kind": ("none", "person", "organisation", "media", "document", "unnamed"),
    "state": ("machine", "accepted", "corrected", "rejected"),
}  # fmt: skip
CODE_BITS = 5  # of each of them in `statement_places.codes`, the first one lowest; the outlet's name stands above
OUTLET_SHIFT = CODE_BITS * len(CODES)
NEEDED = (
    "row", "day", "content", "who", "source", "addressee", "via", "outlet", "act", "force", "type", "kind", "state",
    "entity",
)  # fmt: skip
"""What a row needs here: columns of `statements` and its words (`worded.py`)."""


def ordinal(day: str | None) -> int:
    """Return a day YYYY-MM-DD as a number that grows with it; 0 where it isn't known."""
    try:
        return date.fromisoformat(day).toordinal() if day else 0
    except ValueError:
        return 0


def place_of(row: Mapping[str, Any]) -> int:
    """Return the place of a statement."""
    return ordinal(row["day"]) << ROW_BITS | int(row["row"])


def marks_of(row: Mapping[str, Any]) -> list[str]:
    """Return what a statement has of the fields with few values, as `field=value`."""
    kind = row["kind"] or "none"
    named = "no" if kind in ("none", "unnamed") else "yes"
    marks = [f"{field}={row[field]}" for field in ("act", "force", "type", "state")]
    marks += [f"kind={kind}", f"named={named}"]
    return [*marks, entity_mark(row["entity"])] if row["entity"] else marks


def entity_mark(entity: str) -> str:
    """Return the mark of an entity; the tokenizer cuts words at signs, so they become _."""
    return "entity=" + _SIGNS.sub("_", entity).lower()


def columns_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what stands in the columns of the index for a statement."""
    found = words(row["content"])
    read = set().union(*map(readings, found))
    return (
        " ".join(found), " ".join(map(skeleton, found)), " ".join(sorted(read)),
        *(name_words(row[field] for field in fields) for fields in NAMES.values()), " ".join(["all", *marks_of(row)]),
    )  # fmt: skip


def name_words(texts: Iterable[str | None]) -> str:
    """Return words and readings of names."""
    found = {word for text in texts if text for word in words(text)}
    if not found:
        return ""
    read = set().union(*map(readings, found))
    return " ".join(sorted(found | read))


def names_of(row: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what facets count a statement under: field (entity or else who; outlet), key, name."""
    found = []
    if row["entity"]:
        found.append(("entity", str(row["entity"]), str(row["who"])))
    elif row["who"]:
        found.append(("who", " ".join(words(row["who"])), str(row["who"])))
    if row["outlet"]:
        found.append(("outlet", " ".join(words(row["outlet"])), str(row["outlet"])))
    return found


def codes_of(row: Mapping[str, Any], names: Mapping[tuple[str, str], int]) -> tuple[int, int]:
    """Return the number of a statement's speaker, and the rest of what facets count in one number."""
    numbers = {field: names.get((field, key), -1) for field, key, _name in names_of(row)}
    codes = numbers.get("outlet", 0) << OUTLET_SHIFT
    for place, (field, values) in enumerate(CODES.items()):
        codes |= values.index(row[field] or "none") << CODE_BITS * place
    return numbers.get("entity", numbers.get("who", 0)), codes
