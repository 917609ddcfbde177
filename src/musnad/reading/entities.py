"""Step 8: entities. Who the speakers of a document are across documents, each link with its evidence.

A link rests on the naming, the catalogue (`lexicon.entities`) and the document's day alone, so it is the same in
whatever order documents come. Where anything speaks against it (another state, another time, two who bear the name),
there is none. Whoever is in no catalogue has an entity by the full name: `name/…` for people, `body/…` for
organisations; of those whose name many bear it is the name and the office (`bearer/…`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from musnad.arabic.spellings import name_words, same_name, same_word, spelling_key
from musnad.lexicon.entities import Entity, EntityCatalogue, Office, body_key, entity_catalogue
from musnad.lexicon.outlets import catalogue as outlet_catalogue
from musnad.lexicon.outlets import name_key
from musnad.model import Speaker
from musnad.reading.namings import Naming, Title, parse_naming
from musnad.reading.shapes import vocabulary

# How surely each kind of evidence names the right one. The order is that of evals/entities (a sample judged by
# reading); the values are set by hand, so that a list sorted by them begins with the doubtful ones.
CERTAINTY = {
    "name and office": 0.99, "name": 0.97, "outlet": 0.97, "institution and state": 0.96, "short name and office": 0.95,
    "named in the document": 0.93, "full name": 0.93, "full name and office": 0.92, "office and date": 0.9,
    "short name": 0.88,
}  # fmt: skip
LONGEST_NAME = 8  # words between the first and the last of a person's name, both counted
LONGEST_BODY = 9  # words of an organisation's name that makes an entity by itself
LAST_KNOWN = "2025-01"  # until then people.yaml knows who was in office where it gives no end
# Where a surname alone is no name: many bear it.
ARAB = frozenset((
    "AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA", "SD",
    "SO", "SY", "TN", "YE",
))  # fmt: skip
_GOES_ON = frozenset(("بن", "ابن", "بنت", "ال", "الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس"))
Asked = tuple[str, str]
"""The office and whose it is: «وزير الدفاع الروسي»."""


class Link(NamedTuple):
    """An entity, and what speaks for it."""

    entity: str
    evidence: str


class Known:
    """Who is named in a document with more than a surname or an office: what shorter namings in it mean."""

    def __init__(self) -> None:
        self.by_office: dict[Asked, str | None] = {}
        self.by_word: dict[str, str | None] = {}

    def add(self, naming: Naming, entity: str) -> None:
        """Remember whom a naming means; an office or a surname that two have means nobody."""
        for title in naming.titles:
            if title.where:
                self._put(self.by_office, (title.key, title.where), entity)
        if naming.name_text:
            self._put(self.by_word, spelling_key(name_words(" ".join(naming.name_text))[-1]), entity)

    @staticmethod
    def _put(table: dict[Any, str | None], key: Any, entity: str) -> None:
        table[key] = entity if table.get(key, entity) == entity else None


def link_speakers(speakers: Sequence[Speaker], published: dict[str, Any] | None) -> tuple[Speaker, ...]:
    """Return the speakers of a document with the entities that they are.

    Args:
        published: of the document; its `at` tells who held an office.
    """
    day = str((published or {}).get("at") or "")[:10]
    linked = link_namings([(speaker.kind, speaker.name.text) for speaker in speakers], day)
    return tuple(
        speaker if link is None else msgspec.structs.replace(
            speaker, entity=link.entity, evidence=link.evidence, certainty=CERTAINTY[link.evidence]
        )
        for speaker, link in zip(speakers, linked, strict=True)
    )  # fmt: skip


def link_namings(namings: Sequence[tuple[str, str]], day: str = "", known: Known | None = None) -> list[Link | None]:
    """Return the entity of each naming of one document, None where it can't be told.

    Args:
        namings: kind (`model.Kind`) and text.
        day: of publication, YYYY-MM-DD or a part of it.
        known: who is named in the document besides; those that are found here are added.
    """
    catalogue, known = entity_catalogue(), known or Known()
    links: list[Link | None] = [link_naming(kind, text, day, catalogue) for kind, text in namings]
    for (_, text), link in zip(namings, links, strict=True):
        if link is not None and link.entity.startswith(("person/", "name/")):
            known.add(parse_naming(text), link.entity)
    for number, ((kind, text), link) in enumerate(zip(namings, links, strict=True)):
        if link is None and kind == "person":
            links[number] = _by_document(parse_naming(text), known)
    return links


def link_naming(kind: str, text: str, day: str, catalogue: EntityCatalogue) -> Link | None:
    """Return the entity of a naming by itself."""
    if kind in ("unnamed", "document"):
        return None
    if kind == "media":
        return _outlet(text)
    naming = parse_naming(text)
    if naming.joint:
        return None
    if kind == "organisation" and not naming.name_text:
        return _body(naming, text)
    return _person(naming, day, catalogue)


# -- people ------------------------------------------------------------------------------------------


def _person(naming: Naming, day: str, catalogue: EntityCatalogue) -> Link | None:
    found = _by_name(naming, catalogue)
    if found:
        fit = [entity for entity in found if _holds(entity, naming.titles)]
        if len(found) == 1:
            return Link(found[0].id, "name and office" if fit else "name")
        return Link(fit[0].id, "name and office") if len(fit) == 1 else None
    if not naming.name_text:
        return _by_office(naming, day, catalogue)
    parts = name_words(" ".join(naming.name_text))
    if len(parts) == 1:
        return _by_surname(naming, parts[0], day, catalogue)
    return _by_own_name(naming, parts)


def _by_name(naming: Naming, catalogue: EntityCatalogue) -> list[Entity]:
    """Return those people of the catalogue whose full name stands in a naming, where nothing speaks against them."""
    keys = [spelling_key(word) for word in naming.words]
    found: dict[str, tuple[int, int]] = {}
    for first, key in enumerate(keys):
        for last in range(first + 1, min(first + LONGEST_NAME, len(keys))):
            for id, number in catalogue.people.get(f"{key} {keys[last]}", ()):
                if same_name(" ".join(naming.words[first : last + 1]), catalogue.entities[id].names[number]):
                    found[id] = (first, last + 1)
    fit = {catalogue.entities[id]: place for id, place in found.items() if _may_be_named(naming, place)}
    return [e for e, (first, end) in fit.items() if not _is_against(e, naming, _size(naming.words[first:end]))]


def _size(name: Sequence[str]) -> int:
    return len(name_words(" ".join(name)))


def _may_be_named(naming: Naming, place: tuple[int, int]) -> bool:
    """Tell whether a name stands where a naming names, and no longer name goes on behind it."""
    first, end = place
    start, stop = naming.name
    if start == stop:
        return True
    if first != start and not first < start < end:
        return False  # another name, or the rest of one
    return end >= stop or naming.words[end] in _GOES_ON


def _is_against(entity: Entity, naming: Naming, size: int) -> bool:
    """Tell whether what stands beside a name speaks against an entity: another state, another office.

    Args:
        size: words of the name; of two that many bear, an office of another kind is enough.
    """
    countries = {entity.country, *(office.where for office in entity.offices if len(office.where) == 2)} - {""}
    named = {title.where for title in naming.titles if len(title.where) == 2}
    if countries and named and not countries & named:
        return True
    if _serves(naming, entity):
        return True
    if size > 2 or not naming.titles or entity.country not in ARAB or (countries & named):
        return False
    heads = {office.title.partition(" ")[0] for office in entity.offices}
    return not heads & {title.key.partition(" ")[0] for title in naming.titles}


def _serves(naming: Naming, entity: Entity) -> bool:
    """«مستشار الرئيس …»: tell whether a title says that somebody who serves or is related to the entity is meant."""
    dependents = set(entity_catalogue().dependents)
    held = {office.title for office in entity.offices}
    for title in naming.titles:
        head, _, tail = title.key.partition(" ")
        if head in dependents and title.key not in held and title.key not in entity_catalogue().titles.values():
            return not tail or tail in held or any(other.key in held for other in naming.titles if other != title)
    return False


def _holds(entity: Entity, titles: Iterable[Title]) -> bool:
    return any(_is_held(office, title) for title in titles for office in entity.offices)


def _is_held(office: Office, title: Title) -> bool:
    same = office.title == title.key or (office.title.startswith(title.key + " ") and len(title.key) > 3)
    return same and (not title.where or not office.where or title.where == office.where)


def _by_office(naming: Naming, day: str, catalogue: EntityCatalogue) -> Link | None:
    """«وزير الدفاع الروسي» on a day when one man alone was that."""
    if not naming.titles or len(day) < 4:
        return None
    title = naming.titles[0]
    if not title.where or title.place != (0, len(naming.words)):
        return None
    holders = [
        id for first, last, id in catalogue.holders.get(f"{title.key}|{title.where}", ())
        if _may_hold(first, last, day)
    ]  # fmt: skip
    sure = {
        id for first, last, id in catalogue.holders.get(f"{title.key}|{title.where}", ())
        if id in holders and _surely_holds(first, last, day)
    }  # fmt: skip
    return Link(holders[0], "office and date") if len(set(holders)) == 1 and sure else None


def _may_hold(first: str, last: str, day: str) -> bool:
    """Tell whether somebody may have held an office on a day: also in the year in which it began or ended."""
    return (not first or first <= day[: len(first)]) and (not last or day[: len(last)] <= last)


def _surely_holds(first: str, last: str, day: str) -> bool:
    end = last or LAST_KNOWN
    return bool(first) and first < day[: len(first)] and day[: len(end)] < end


def _by_surname(naming: Naming, word: str, day: str, catalogue: EntityCatalogue) -> Link | None:
    """One name alone: a surname by which one public figure alone is called, with an office, or where few bear it."""
    ids = catalogue.single.get(spelling_key(word), ())
    entities = [entity for entity in map(catalogue.entities.__getitem__, ids) if _is_called(entity, word)]
    entities = [entity for entity in entities if not _is_against(entity, naming, 1)]
    fit = [entity for entity in entities if _holds(entity, naming.titles)]
    if len(fit) == 1:
        return Link(fit[0].id, "short name and office")
    if len(entities) != 1 or fit:
        return None
    entity = entities[0]
    if naming.titles and entity.country in {title.where for title in naming.titles}:
        return Link(entity.id, "short name and office")
    is_known = not naming.titles and entity.country not in ARAB and entity.country and len(naming.words) == 1
    return Link(entity.id, "short name") if is_known and _is_in_time(entity, day) else None


def _is_called(entity: Entity, word: str) -> bool:
    return any(same_word(word, " ".join(name_words(name))) for name in (*entity.names, *entity.short))


def _is_in_time(entity: Entity, day: str) -> bool:
    """Tell whether somebody was in an office on a day, or nothing is known of that."""
    dated = [office for office in entity.offices if office.first or office.last]
    return not dated or not day or any(_may_hold(office.first, office.last, day) for office in dated)


def _by_own_name(naming: Naming, parts: tuple[str, ...]) -> Link | None:
    """Somebody in no catalogue, by the full name; by name and office where many bear the name."""
    names = vocabulary().lexicon.names
    is_common = len(parts) == 2 and all(part in names or part.startswith("ال") for part in parts)
    if not is_common:
        return Link(name_id(parts), "full name")
    if not naming.titles:
        return None
    title = naming.titles[0]
    rest = naming.words[title.place[1] : naming.name[0]] if naming.name[0] > title.place[1] else ()
    return Link("bearer/" + _digest(*parts, "|", title.key, title.where, *rest), "full name and office")


def _by_document(naming: Naming, known: Known) -> Link | None:
    if naming.joint:
        return None
    found: str | None = None
    parts = name_words(" ".join(naming.name_text)) if naming.name_text else ()
    if len(parts) == 1:
        found = known.by_word.get(spelling_key(parts[0]))
    elif not parts and len(naming.titles) == 1 and naming.titles[0].place == (0, len(naming.words)):
        found = known.by_office.get((naming.titles[0].key, naming.titles[0].where))
    return Link(found, "named in the document") if found else None


# -- organisations -----------------------------------------------------------------------------------


def _body(naming: Naming, text: str) -> Link | None:
    if naming.body:
        return Link(naming.body, "name")
    if naming.institution:
        return Link(f"institution/{naming.country}/{naming.institution}", "institution and state")
    key = body_key(text).split()
    letters = "".join(form.letter for form in _forms(text))
    if not 2 <= len(key) <= LONGEST_BODY or set(letters) - set("OEDSKYJTLe") or letters[:1] not in "OJ":
        return None
    is_own = bool(set(letters) & set("ESYL"))
    return Link(body_id(key), "full name") if is_own and len(key) > 2 else None


def _forms(text: str) -> list[Any]:
    from musnad.reading.shapes import Shape

    return Shape(text, vocabulary()).forms


def _outlet(text: str) -> Link | None:
    ids = outlet_catalogue().names.get(name_key(text), ())
    return Link(f"outlet/{ids[0]}", "outlet") if len(ids) == 1 else None


def name_id(parts: Sequence[str]) -> str:
    """Return the id of a person in no catalogue, by the words of the full name (`name_words`)."""
    return "name/" + _digest(*parts)


def body_id(key: Sequence[str]) -> str:
    """Return the id of an organisation in no catalogue, by the words of its name (`body_key`)."""
    return "body/" + _digest(*key)


def _digest(*parts: str) -> str:
    return hashlib.blake2b(" ".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
