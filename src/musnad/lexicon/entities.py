"""The catalogue of entities: public figures, organisations and states, and the tables that namings are looked up in.

Made from people.yaml, organisations.yaml, places.yaml and offices.yaml; compiled once and kept by content hash, as
`compiling.py` does for the reader's tables. `reading.entities` looks up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Literal

import msgspec

from musnad.arabic.search_words import asked, readings, words
from musnad.arabic.spellings import name_words, spelling_key
from musnad.lexicon.caching import kept
from musnad.lexicon.checking import IS_OWN, read_checked
from musnad.lexicon.loading import base_of, content_hash, raw_files

FORMAT = 8  # raise it when the shape of `EntityCatalogue` or of a key changes
SOURCES = ("offices", "organisations", "people", "places")  # the lexicon files that a catalogue is made from
# States whose people's surnames tell nobody alone: many bear them.
ARAB = frozenset((
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD",
    "SO", "SY", "TN", "YE",
))  # fmt: skip
_FOREVER = "9999"
EntityKind = Literal["person", "organisation", "state", "outlet"]


class Office(msgspec.Struct, frozen=True):
    """An office that somebody held.

    Args:
        title: its key, see `office_key`.
        where: the state (ISO 3166) or the organisation (an entity's id) whose office it is.
        first, last: years or months, `2012`, `2012-05`; empty where they aren't known.
    """

    title: str
    where: str
    first: str = ""
    last: str = ""


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody or something that news names, as the catalogue has it.

    Args:
        id: `person/…`, `organisation/…`, `state/…`, then its id in its file.
        name: as the press writes it mostly; `names` are all, this one first.
        latin: in Latin letters, commonest first.
        short: names that are enough only where something else speaks for them.
        country: ISO 3166.
        category: of an organisation, as organisations.yaml has it.
        everyday: names of one word that are oftener another word (القاعدة): they find it, and tell nobody.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...]
    latin: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    country: str = ""
    category: str = ""
    everyday: frozenset[str] = frozenset()
    offices: tuple[Office, ...] = ()


class EntityCatalogue(msgspec.Struct, frozen=True):
    """Entities by id, and ids by what is looked up."""

    format: int
    hash: str
    entities: dict[str, Entity] = {}
    people: dict[str, list[tuple[str, int]]] = {}  # keys of a name's first and last word → id, number of the name
    single: dict[str, list[str]] = {}  # names of one word, surnames too, by their word's spelling key
    bodies: dict[str, list[str]] = {}  # organisations and states by `body_key`
    holders: dict[str, list[tuple[str, str, str]]] = {}  # "title|where" → first, last, id
    titles: dict[str, str] = {}  # key of a title → key of the office that it means
    implied: dict[str, str] = {}  # key of an office → the one state that has it
    dependents: list[str] = []  # keys of words for those who serve, or are related to, whoever is named behind
    institutions: dict[str, str] = {}  # key of a state's institution → its id in offices.yaml
    institution_heads: dict[str, int] = {}  # their first words → how many begin so
    countries: dict[str, str] = {}  # nisbas, states, capitals, folded and without article → ISO 3166


@lru_cache(maxsize=1)
def entity_catalogue() -> EntityCatalogue:
    """Return the catalogue that comes with musnad, from the cache where it is there for this very content."""
    files = {name: data for name, data in raw_files().items() if base_of(name) in SOURCES}
    return kept("entities", EntityCatalogue, (FORMAT, content_hash(files)), lambda: compile_entities(files))


def compile_entities(files: dict[str, bytes]) -> EntityCatalogue:
    """Compile the lexicon files in `SOURCES` (name → bytes).

    Raises:
        LexiconError: a file breaks the schema.
    """
    data = read_checked(files)
    result = EntityCatalogue(FORMAT, content_hash(files))
    _add_places(result, data["places"]["entries"])
    _add_offices(result, data["offices"]["entries"])
    for entity in (*_bodies(data["organisations"]["entries"]), *_people(result, data["people"]["entries"])):
        result.entities[entity.id] = entity
    for entity in result.entities.values():
        _index(result, entity)
    return result


@lru_cache(1 << 16)
def plain(word: str) -> str:
    """Return a folded word without its article."""
    return asked(word)


def body_key(name: str) -> str:
    """Return the key of an organisation's or a state's name: folded words without articles."""
    return " ".join(map(plain, words(name)))


def office_key(title: str) -> str:
    """Return the key of a title, before it is told which office that is: folded words without articles."""
    return body_key(title)


def _add_places(result: EntityCatalogue, entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        iso = entry.get("iso")
        if entry.get("type") != "state" or not iso:
            continue
        names = (*entry["forms"], *entry.get("official", ()), *entry.get("also", ()))
        capitals = (*entry.get("capital", ()), *entry.get("also_capital", ()))
        result.entities[f"state/{entry['id']}"] = Entity(
            id=f"state/{entry['id']}", kind="state", name=names[0], names=(*names, *capitals),
            latin=tuple(entry.get("latin", ())), short=tuple(entry.get("short", ())), country=iso,
        )  # fmt: skip
        nisbas = (entry.get("nisba") or {}, entry.get("also_nisba") or {})
        for form in (*names, *capitals, *(form for nisba in nisbas for forms in nisba.values() for form in forms)):
            result.countries.setdefault(body_key(form), iso)


def _add_offices(result: EntityCatalogue, entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        office = office_key(entry["forms"][0])
        for number, form in enumerate(map(office_key, entry["forms"])):
            if entry["type"] == "office":
                result.titles[form] = office
                if "country" in entry and number:
                    result.implied[form] = entry["country"]
            elif entry["type"] == "dependent":
                result.dependents.append(form)
            else:
                result.institutions[form] = entry["id"]
                head = form.split()[0]
                result.institution_heads[head] = result.institution_heads.get(head, 0) + 1


def _bodies(entries: list[dict[str, Any]]) -> Iterator[Entity]:
    for entry in entries:
        names = (*entry["forms"], *entry.get("also", ()))
        everyday = {name for name in entry.get("also", ()) if len(words(name)) == 1}
        if entry.get("type") == "name" and names:
            yield Entity(
                id=f"organisation/{entry['id']}", kind="organisation", name=names[0], names=names,
                latin=tuple(entry.get("latin", ())), short=tuple(entry.get("short", ())),
                country=entry.get("country", ""), category=entry.get("category", ""), everyday=frozenset(everyday),
            )  # fmt: skip


def _people(result: EntityCatalogue, entries: list[dict[str, Any]]) -> Iterator[Entity]:
    for entry in entries:
        offices = tuple(_office(result, row) for row in entry.get("offices", ()))
        if entry.get(IS_OWN):  # whose offices offices.yaml doesn't know, and who hold them until their file says so
            result.titles.update((office.title, office.title) for office in offices)
            offices = tuple(msgspec.structs.replace(office, last=office.last or _FOREVER) for office in offices)
        yield Entity(
            id=f"person/{entry['id']}", kind="person", name=entry["forms"][0], names=tuple(entry["forms"]),
            latin=tuple(entry["latin"]), short=tuple(entry.get("short", ())), country=entry.get("country", ""),
            offices=offices,
        )  # fmt: skip


def _office(result: EntityCatalogue, row: dict[str, Any]) -> Office:
    title = office_key(row["title"])
    where = row["country"] if "country" in row else f"organisation/{row['of']}" if "of" in row else ""
    first, last = (str(row.get(name) or "") for name in ("from", "until"))
    return Office(result.titles.get(title, title), where, first, last)


def _index(result: EntityCatalogue, entity: Entity) -> None:
    if entity.kind != "person":
        _claim(result.bodies, (body_key(name) for name in entity.names if name not in entity.everyday), entity.id)
        return
    for number, name in enumerate(entity.names):
        parts = name_words(name)
        if len(parts) > 1:
            key = f"{spelling_key(parts[0])} {spelling_key(parts[-1])}"
            result.people.setdefault(key, []).append((entity.id, number))
    alone = [parts[0] for parts in map(name_words, (*entity.names, *entity.short)) if len(parts) == 1]
    _claim(result.single, map(spelling_key, alone), entity.id)
    for office in entity.offices:
        if office.where:
            row = (office.first, office.last, entity.id)
            result.holders.setdefault(f"{office.title}|{office.where}", []).append(row)


def _claim(table: dict[str, list[str]], keys: Iterable[str], entity: str) -> None:
    for key in dict.fromkeys(keys):
        table.setdefault(key, []).append(entity)


def body_keys(words_: list[str]) -> list[str]:
    """Return the keys under which written words may be found: the first one with and without what is glued to it."""
    if not words_:
        return []
    rest = [plain(word) for word in words_[1:]]
    firsts = dict.fromkeys((plain(words_[0]), *sorted(readings(words_[0]))))
    return [" ".join((first, *rest)) for first in firsts]
