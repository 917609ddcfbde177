"""A document's entities ↔ rows: who they are, by which words they are found. The same for every back-end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from musnad.arabic.search_words import words
from musnad.arabic.spellings import latin_keys, name_words, spelling_key
from musnad.document import Document
from musnad.lexicon.entities import entity_catalogue
from musnad.lexicon.outlets import catalogue as outlet_catalogue
from musnad.model import Speaker
from musnad.reading.namings import written_name

KINDS = {
    "person": "person", "name": "person", "bearer": "person", "organisation": "organisation", "body": "organisation",
    "institution": "organisation", "state": "state", "outlet": "outlet",
}  # fmt: skip
"""The kind of an entity by the beginning of its id, before the stroke."""
_ALIKE = str.maketrans("gqcxzvp", "kkkksfb")  # consonants that Latin spellings of one name exchange
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def entity_rows(document: Document) -> dict[str, dict[str, Any]]:
    """Return the rows of the entities that a document names, by id."""
    rows: dict[str, dict[str, Any]] = {}
    for speaker in document.speakers:
        if speaker.entity and speaker.entity not in rows:
            rows[speaker.entity] = entity_row(speaker.entity, speaker.name.text)
    for label in document.labels:
        if label.entity and label.entity not in rows:
            rows[label.entity] = entity_row(label.entity, label.text)
    return rows


def entity_row(id: str, written: str) -> dict[str, Any]:
    """Return the row of an entity that documents name.

    Args:
        written: as it is named there: what one in no catalogue is shown as, people by their personal name.
    """
    kind, _, key = id.partition("/")
    known = entity_catalogue().entities.get(id)
    if known is not None:
        names = [*known.names, *known.latin]
        return _row(id, KINDS[kind], known.name, known.country or None, "lexicon", names)
    outlet = outlet_catalogue().outlets.get(key) if kind == "outlet" else None
    if outlet is not None:
        names = [*outlet.forms, *outlet.short, outlet.name]
        return _row(id, "outlet", names[0], outlet.country, "lexicon", names)
    country = key.partition("/")[0] if kind == "institution" else None
    shown = written_name(written) if kind in ("name", "bearer") else written
    return _row(id, KINDS.get(kind, "person"), shown, country, "text", [shown])


def _row(id: str, kind: str, name: str, country: str | None, source: str, names: Iterable[str]) -> dict[str, Any]:
    return {"id": id, "kind": kind, "name": name, "country": country, "source": source,
            "names": list(dict.fromkeys(names))}  # fmt: skip


def named_key(name: str, kind: str) -> str:
    """Return the key by which a split tells namings apart: the words of the personal name, or all of them."""
    return " ".join(words(written_name(name) if kind == "person" else name))


def terms_of(names: Sequence[str]) -> set[str]:
    """Return the terms by which names are looked up: those of their words, and of whole Arabic names."""
    return {term for name in names for word in words_of(name) for term in terms_of_word(word)} | whole_terms(names)


def whole_terms(names: Iterable[str]) -> set[str]:
    """Return the terms that the spellings of a full Arabic name share: its first and its last word, in any order."""
    found = set()
    for name in names:
        parts = () if is_latin(name) else name_words(name)
        if len(parts) > 1:
            found.add("|".join(sorted((spelling_key(parts[0]), spelling_key(parts[-1])))))
    return found


def is_latin(word: str) -> bool:
    """Tell whether a word is in Latin letters."""
    return _LATIN.search(word) is not None


def words_of(name: str) -> list[str]:
    """Return the words of a name, Arabic or Latin, as they are compared: عبد الله as two and as one."""
    return [*dict.fromkeys((*words(name), *name_words(name)))]


def terms_of_word(word: str) -> tuple[str, ...]:
    """Return the terms under which a word of a name is kept: by its spelling, of an Arabic one by its sound too."""
    if is_latin(word):
        return (_consonants(word),)
    return (spelling_key(word), *(f"^{key}" for key in latin_keys(word)))


def terms_asked(word: str) -> tuple[str, ...]:
    """Return the terms that a word which is asked for looks up; a second look tells whether it is the word."""
    if is_latin(word):
        return (_consonants(word), *(f"^{key}" for key in latin_keys(word)))
    return (spelling_key(word),)


def _consonants(word: str) -> str:
    """Return what the spellings of a Latin word mostly have in common: Shoigu and Shoygu, Qaddafi and Gadafi."""
    letters = unicodedata.normalize("NFKD", word.casefold()).translate(_ALIKE)
    kept = [c for c in letters if c.isalpha() and c not in "aeiouywh"]
    return "~" + "".join(c for n, c in enumerate(kept) if kept[n - 1 : n] != [c])


def apply_splits(document: Document, splits: Sequence[Mapping[str, Any]], *, old: str = "") -> Document:
    """Return a document with what people decided on who it names.

    Args:
        old: the id that the document had before it was read again.
        splits: values of living decisions, each with `entity`, `to`, and `documents` or `name` (a key of a name).
    """
    if not splits:
        return document
    for split in splits:
        whole = not {document.id, old}.isdisjoint(split.get("documents", ()))
        document = msgspec.structs.replace(
            document,
            speakers=tuple(
                msgspec.structs.replace(speaker, entity=split["to"], evidence="decision", certainty=1.0)
                if speaker.entity == split["entity"] and (whole or _has_name(speaker, split)) else speaker
                for speaker in document.speakers
            ),
            labels=tuple(
                msgspec.structs.replace(label, entity=split["to"])
                if whole and label.entity == split["entity"] else label
                for label in document.labels
            ),
        )  # fmt: skip
    return document


def _has_name(speaker: Speaker, split: Mapping[str, Any]) -> bool:
    return "name" in split and named_key(speaker.name.text, speaker.kind) == split["name"]
