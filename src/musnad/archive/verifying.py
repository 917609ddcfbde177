"""A query against one statement: is it found, and by which of its words. For every back-end.

An index may find more than was asked for (phrases by their skeletons); this decides. It is also what search is tested
against: whatever the index says, this says the same, one statement at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from musnad.arabic.search_words import Written, asked, meets, words, written
from musnad.archive.query import And, Days, InStory, Mark, Node, Not, Or, Term, Words

_TEXTS = {"who": ("who", "source"), "to": ("addressee",), "via": ("via",), "outlet": ("outlet",)}


class Match(msgspec.Struct, frozen=True):
    """Words that a query found.

    `start` and `end` are code points in the document's text; `shown` is where they stand in the result's own text of
    the field (`content`, `who`, `source`, `addressee`, `via`), whose parts are joined by an ellipsis.
    """

    field: str
    start: int
    end: int
    text: str
    shown: tuple[int, int]


def is_found(node: Node, row: Mapping[str, Any]) -> bool:
    """Tell whether a query finds a statement, given its columns."""
    match node:
        case And(parts=parts):
            return all(is_found(part, row) for part in parts)
        case Or(parts=parts):
            return any(is_found(part, row) for part in parts)
        case Not(part=part):
            return not is_found(part, row)
        case Mark(field=field, value=value):
            return _value(field, row) == value
        case Days(first=first, last=last):
            day = row["day"]
            return bool(day) and (first or day) <= day <= (last or day)
        case InStory(rows=rows):
            return row["row"] in rows
        case Words(field="content", terms=terms):
            return _stands_in(words(row["content"]), terms)
        case Words(field=field, terms=terms):
            if node.entities and row["entity"] in node.entities:
                return True
            found = [word for text in _TEXTS[field] for word in words(row[text] or "")]
            return all(any(is_meant(word, term) for word in found) for term in terms)
    return True


def matches(node: Node, row: Mapping[str, Any]) -> tuple[Match, ...]:
    """Return the words of a statement that a query found, in the order of their fields and places.

    Args:
        row: the columns of the statement, and `name_start`, where its speaker's name stands.
    """
    cache: dict[str, list[Written]] = {}
    found: set[tuple[int, str, int, int]] = set()
    for leaf in _asked_for(node):
        fields = ("content",) if leaf.field == "content" else _TEXTS[leaf.field]
        for number, field in enumerate(fields):
            if not row[field] or field == "outlet":
                continue
            if field not in cache:
                cache[field] = written(row[field])
            spans = _sequences if field == "content" else _singles
            found |= {(number, field, start, end) for start, end in spans(cache[field], leaf.terms)}
        by_words = any(field in ("who", "source") for _, field, *_ in found)
        if row["who"] and row["entity"] in leaf.entities and not by_words:
            found.add((0, "who", 0, len(row["who"])))  # found by another name: the whole of this one says who
    placed = [_placed(row, field, start, end) for _number, field, start, end in sorted(found)]
    return tuple(match for match in placed if match)


def _asked_for(node: Node) -> Iterator[Words]:
    if isinstance(node, And | Or):
        for part in node.parts:
            yield from _asked_for(part)
    elif isinstance(node, Words):
        yield node


def _value(field: str, row: Mapping[str, Any]) -> str:
    kind = row["kind"] or "none"
    if field == "named":
        return "no" if kind in ("none", "unnamed") else "yes"
    return str(kind if field == "kind" else row[field])


def is_meant(word: str, term: Term) -> bool:
    """Tell whether a written word is found by one that is asked for."""
    return word == term.word if term.literal else meets(word, asked(term.word))


def _stands_in(found: Sequence[str], terms: Sequence[Term]) -> bool:
    last = len(found) - len(terms) + 1
    return any(all(is_meant(found[i + n], term) for n, term in enumerate(terms)) for i in range(last))


def _sequences(found: Sequence[Written], terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    size = len(terms)
    for i in range(len(found) - size + 1):
        if all(is_meant(found[i + n].word, term) for n, term in enumerate(terms)):
            yield found[i].start, found[i + size - 1].end


def _singles(found: Sequence[Written], terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    for word in found:
        if any(is_meant(word.word, term) for term in terms):
            yield word.start, word.end


def _placed(row: Mapping[str, Any], field: str, start: int, end: int) -> Match | None:
    """Return a match with its place in the document; None where its name has no place there."""
    text = row[field]
    spans = row[f"{field}_spans"] if field in ("content", "via") else [[_start_of(row, field), None]]
    at = 0  # where a part begins in the text of the field
    for part_start, part_end in spans:
        if part_start is None:
            return None
        length = len(text) if part_end is None else part_end - part_start
        if at <= start and end <= at + length:
            place = part_start - at
            return Match(field, place + start, place + end, text[start:end], (start, end))
        if start < at + length:  # a phrase that goes on in the next part: its first part's words stand for it
            return Match(
                field, part_start - at + start, part_start + length, text[start : at + length], (start, at + length)
            )
        at += length + 3  # the ellipsis between two parts, `rows.GAP`
    return None


def _start_of(row: Mapping[str, Any], field: str) -> int | None:
    found = row["name_start"] if field == "who" else row[f"{field}_start"]
    return None if found is None else int(found)
