"""Files of entities that people bring: FollowTheMoney and OpenSanctions as JSON lines, or YAML as the lexicon has it.

They come from outside, so every value is looked at, and the first that can't be taken ends the reading with a line.
"""

from __future__ import annotations

import gzip
import json
import os
import unicodedata
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import yaml

from musnad.archive.entity_rows import words_of
from musnad.errors import InputError

MOST_NAMES = 1_000  # of an entity; the longest list of OpenSanctions has some hundreds
LONGEST_NAME = 300  # characters
LONGEST_ID = 200  # characters
LONGEST_LINE = 10_000_000  # bytes
LARGEST_YAML = 50_000_000  # bytes: it is read whole
SCHEMATA = {
    "Person": "person", "Organization": "organisation", "PublicBody": "organisation", "Company": "organisation",
    "LegalEntity": "organisation",
}  # fmt: skip
"""What the schemata of FollowTheMoney are here; entities of others (vessels, payments, …) are left out."""
FAMILIES = {"people": "person", "organisations": "organisation"}  # `name` of a lexicon file → kind of its entries
_NAMES = ("name", "alias", "previousName")  # weakAlias is no name by which somebody could be told
_COUNTRIES = ("country", "nationality", "citizenship", "jurisdiction")


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of a file.

    Args:
        id: as the file has it.
        kind: person or organisation.
        names: all, the one that it is shown as first.
        country: ISO 3166 in capitals, where the file names exactly one.
        same: ids of others that this one is (`referents`).
        line: its number in the file, from 1; of YAML the number of the entry.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    country: str | None = None
    same: tuple[str, ...] = ()
    line: int = 0


class EntityFile(msgspec.Struct):
    """What a file of entities holds: those that can be taken by id, and how many are of other schemata."""

    entities: dict[str, Imported] = {}
    left_out: int = 0


def read_entity_file(path: str | os.PathLike[str]) -> EntityFile:
    """Read a file of entities.

    Args:
        path: `.yaml` or `.yml` in the form of the lexicon's people.yaml and organisations.yaml, else JSON lines of
            FollowTheMoney, also packed (`.gz`). Lines of one id are put together, as FollowTheMoney does.
    Raises:
        InputError: it can't be read, or an entity in it can't be taken; names the line.
    """
    name = os.fspath(path)
    found = EntityFile()
    try:
        rows = _yaml(name) if name.lower().endswith((".yaml", ".yml")) else _json_lines(name)
        for line, row in rows:
            entity = _from_lexicon(name, line, row) if "forms" in row else _from_ftm(name, line, row)
            if entity is None:
                found.left_out += 1
            else:
                before = found.entities.get(entity.id)
                found.entities[entity.id] = entity if before is None else _together(name, before, entity)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{name}: {getattr(error, 'strerror', None) or error}") from error
    _check_rings(name, found.entities)
    return found


# -- formats ---------------------------------------------------------------------------------------


def _json_lines(name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    with _opened(name) as file:
        number = 0
        while line := file.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise InputError(f"{name}:{number}: a line of over {LONGEST_LINE:,} bytes")
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(f"{name}:{number}: no JSON ({error}); a line holds one entity") from error
            if not isinstance(row, dict):
                raise InputError(f"{name}:{number}: a line holds one entity, an object of JSON")
            yield number, row


def _opened(name: str) -> BinaryIO:
    return gzip.open(name, "rb") if name.endswith(".gz") else open(name, "rb")  # type: ignore[return-value]


def _yaml(name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    data = Path(name).read_bytes() if os.path.getsize(name) <= LARGEST_YAML else b""
    if not data:
        raise InputError(f"{name}: empty, or over {LARGEST_YAML:,} bytes")
    try:
        for token in yaml.scan(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(token, yaml.AliasToken):  # may hold itself, or grow without end
                at = token.start_mark.line + 1
                raise InputError(f"{name}:{at}: a reference (*{token.value}); write the entry out")
        content = yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        raise InputError(f"{name}: no YAML: {' '.join(str(error).split())}") from error
    entries = content.get("entries") if isinstance(content, dict) else None
    family = content.get("name") if isinstance(content, dict) else None
    if not isinstance(entries, list) or family not in FAMILIES:
        raise InputError(f"{name}: it begins with `name: people` or `name: organisations` and has a list of `entries`")
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or "forms" not in entry:
            raise InputError(f"{name}: entry {number} has no `forms`, the names")
        yield number, {**entry, "kind": FAMILIES[family]}


def _from_ftm(name: str, line: int, row: Mapping[str, Any]) -> Imported | None:
    where = f"{name}:{line}"
    kind = SCHEMATA.get(str(row.get("schema")))
    if "schema" not in row:
        raise InputError(f"{where}: no `schema`; an entity of FollowTheMoney has id, schema, properties")
    if kind is None:
        return None
    properties = row.get("properties")
    if not isinstance(properties, dict):
        raise InputError(f"{where}: no `properties`; an entity of FollowTheMoney has id, schema, properties")
    names = [row["caption"]] if isinstance(row.get("caption"), str) and row.get("caption") != row.get("id") else []
    names += [value for key in _NAMES for value in _listed(where, key, properties.get(key))]
    places = {value.upper() for key in _COUNTRIES for value in _listed(where, key, properties.get(key))}
    return _made(where, line, row.get("id"), kind, names, places, _listed(where, "referents", row.get("referents")))


def _from_lexicon(name: str, line: int, row: Mapping[str, Any]) -> Imported:
    where = f"{name}: entry {line}"
    names = [value for key in ("forms", "also", "latin") for value in _listed(where, key, row.get(key))]
    places = {str(row["country"]).upper()} if row.get("country") else set()
    return _made(where, line, row.get("id"), row["kind"], names, places, ())


def _listed(where: str, key: str, value: Any) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise InputError(f"{where}: {key} is a list of strings, not {str(value)[:40]!r}")
    return value


# -- values ----------------------------------------------------------------------------------------


def _made(
    where: str, line: int, id: Any, kind: str, names: Sequence[str], places: set[str], same: Sequence[str]
) -> Imported:
    for one in (id, *same):
        if not isinstance(one, str) or not one or len(one) > LONGEST_ID or not one.isprintable() or " " in one:
            raise InputError(f"{where}: {str(one)[:40]!r} is no id; it is a word of {LONGEST_ID} characters at most")
    if len(names) > MOST_NAMES:
        raise InputError(f"{where}: {id} has {len(names):,} names; {MOST_NAMES:,} at most")
    clean = [" ".join(unicodedata.normalize("NFC", one).split()) for one in names]
    for one in clean:
        if not words_of(one) or len(one) > LONGEST_NAME:
            raise InputError(f"{where}: {id}: {one[:40]!r} is no name; it has words, and {LONGEST_NAME} "
                             "characters at most")  # fmt: skip
    if not clean:
        raise InputError(f"{where}: {id} has no name")
    country = places.pop() if len(places) == 1 else None
    country = country if country and len(country) == 2 and country.isascii() and country.isalpha() else None
    return Imported(id=id, kind=kind, names=tuple(dict.fromkeys(clean)), country=country,
                    same=tuple(one for one in dict.fromkeys(same) if one != id), line=line)  # fmt: skip


def _together(name: str, one: Imported, other: Imported) -> Imported:
    """Put two lines of one id together."""
    if one.kind != other.kind:
        raise InputError(f"{name}:{other.line}: {one.id} is {one.kind} in line {one.line}, here {other.kind}")
    names = tuple(dict.fromkeys((*one.names, *other.names)))
    if len(names) > MOST_NAMES:
        raise InputError(f"{name}:{other.line}: {one.id} has {len(names):,} names; {MOST_NAMES:,} at most")
    countries = {place for place in (one.country, other.country) if place}
    return msgspec.structs.replace(
        one, names=names, country=countries.pop() if len(countries) == 1 else None,
        same=tuple(dict.fromkeys((*one.same, *other.same))),
    )  # fmt: skip


def _check_rings(name: str, entities: Mapping[str, Imported]) -> None:
    """Refuse entities that are each the other, over however many steps."""
    done: set[str] = set()
    for start in entities:
        path: list[str] = []
        stack = [(start, False)]
        while stack:
            id, leaving = stack.pop()
            if leaving:
                path.remove(id)
                done.add(id)
            elif id in path:
                ring = " → ".join([*path[path.index(id) :], id][:6])
                raise InputError(f"{name}:{entities[id].line}: a ring of referents: {ring}; one of them is to be the "
                                 "one that the others are")  # fmt: skip
            elif id in entities and id not in done:
                path.append(id)
                stack.append((id, True))
                stack += [(other, False) for other in entities[id].same]
