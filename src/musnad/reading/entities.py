"""Step 8: entities. Who the speakers of a document are across documents, each link with its evidence.

A link rests on the naming, the catalogue (`lexicon.entities`) and the document's day alone, so it is the same in
whatever order documents come. Where anything speaks against it (another state, another time, two who bear the name),
there is none. Whoever is in no catalogue has an entity by the full name: `name/…` for people, `body/…` for
organisations; of those whose name many bear it is the name and the office (`bearer/…`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from musnad.arabic.full_names import may_join
from musnad.arabic.letters import fold
from musnad.arabic.spellings import name_words, same_name, same_word, spelling_key
from musnad.lexicon.entities import ARAB, Entity, EntityCatalogue, Office, entity_catalogue
from musnad.lexicon.outlets import catalogue as outlet_catalogue
from musnad.lexicon.outlets import name_key
from musnad.model import Span, Speaker
from musnad.reading.namings import Naming, Title, parse_naming
from musnad.reading.unlisted import is_common, is_cut, is_headed, own_body, own_name

# How surely each kind of evidence names the right one. The order is that of evals/entities (a sample judged by
# reading); the values are set by hand, so that a list sorted by them begins with the doubtful ones.
CERTAINTY = {
    "name and office": 0.99, "name": 0.97, "outlet": 0.97, "institution and state": 0.96, "short name and office": 0.95,
    "named in the document": 0.93, "full name": 0.93, "full name and office": 0.92, "office and date": 0.9,
    "short name": 0.88,
}  # fmt: skip
LONGEST_NAME = 8  # words between the first and the last of a person's name, both counted
SURE_LENGTH = 6  # letters from which a foreign surname alone is mostly one man's: لافروف, but not كولن
SHORTEST_WORD = 4  # letters of an organisation's name that is mostly no other word: حماس, but not فتح
LAST_KNOWN = "2025-01"  # until then people.yaml knows who was in office where it gives no end
_GOES_ON = frozenset(("بن", "ابن", "بنت", "ال", "الاول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس"))
# Heads of offices of which every body has its own: another one of the kind is another office.
_MANY = frozenset((
    "متحدث", "ناطق", "مدير", "رييس", "رئيس", "عضو", "نائب", "امين", "مساعد", "وكيل", "مستشار", "قايد", "قائد", "مسؤول",
))  # fmt: skip
_FOR = "باسم"
_SECOND = re.compile(r"[^,<>(]T[DSK]*Y")  # a title and a name behind a name, with no comma between
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
        self.by_word: dict[str, tuple[str, str] | None] = {}  # with the word as it is written
        self.by_name: dict[tuple[str, ...], str | None] = {}

    def add(self, naming: Naming, entity: str) -> None:
        """Remember whom a naming means; an office or a surname that two have means nobody."""
        for title in naming.titles:
            if title.where:
                self._put(self.by_office, (title.key, title.where), entity)
        if naming.name_text:
            keys, last = _keys(naming), name_words(" ".join(naming.name_text))[-1]
            self.by_word[keys[-1]] = (entity, last) if self._is_his(keys[-1], entity) else None
            self._put(self.by_name, keys, entity)

    def _is_his(self, key: str, entity: str) -> bool:
        before = self.by_word.get(key, (entity, ""))
        return before is not None and before[0] == entity

    @staticmethod
    def _put(table: dict[Any, str | None], key: Any, entity: str) -> None:
        table[key] = entity if table.get(key, entity) == entity else None


def link_speakers(text: str, speakers: Sequence[Speaker], published: dict[str, Any] | None) -> tuple[Speaker, ...]:
    """Return the speakers of a document with the entities that they are.

    Args:
        text: of the document.
        published: of the document; its `at` tells who held an office.
    """
    day = str((published or {}).get("at") or "")[:10]
    linked = link_namings([(speaker.kind, speaker.name.text) for speaker in speakers], day)
    for n, (speaker, link) in enumerate(zip(speakers, linked, strict=True)):
        if link is not None and not _is_borne_out(text, speaker.name, link):
            linked[n] = None
    return tuple(
        speaker if link is None else msgspec.structs.replace(
            speaker, entity=link.entity, evidence=link.evidence, certainty=CERTAINTY[link.evidence]
        )
        for speaker, link in zip(speakers, linked, strict=True)
    )  # fmt: skip


def _is_borne_out(text: str, name: Span, link: Link) -> bool:
    """Tell whether the text around a naming allows a link: the name is whole, a short one stands in full elsewhere."""
    if link.entity.startswith(("name/", "bearer/", "body/")):
        return not is_cut(text, name.start, name.end)
    if link.evidence == "short name" and len(name.text) < SURE_LENGTH:
        first_names = {name.split()[0] for name in entity_catalogue().entities[link.entity].names}
        return any(first in text for first in first_names)
    if link.evidence == "name" and " " not in name.text and link.entity.startswith("organisation/"):
        known = entity_catalogue().entities[link.entity]
        is_short = len(fold(name.text)) < SHORTEST_WORD
        return not is_short or any(form in text for form in known.names if " " in form)
    if link.evidence == "outlet" and " " not in name.text and name.text.startswith("ال"):
        outlet = outlet_catalogue().outlets[link.entity.partition("/")[2]]
        quoted = text[max(name.start - 1, 0) : name.start] in tuple("«\"“'(")
        return quoted or any(form in text for form in outlet.forms if " " in form)
    return True


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
        if link is not None and link.entity.startswith(("person/", "name/", "bearer/")):
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
    named = _named(naming, catalogue)
    found = _not_against(naming, named, day)
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
    if any(_serves(naming, entity) for entity in named):
        return None  # somebody without a name: مستشار الرئيس …
    return _by_own_name(naming)


def _named(naming: Naming, catalogue: EntityCatalogue) -> dict[Entity, tuple[int, int]]:
    """Return those people of the catalogue whose full name stands in a naming, each with its words [first, end)."""
    words = naming.words
    firsts = [_first_key(words, k) for k in range(len(words))]
    lasts = [_last_key(words, k) for k in range(len(words))]
    found: dict[str, tuple[int, int]] = {}
    for first, key in enumerate(firsts):
        for last in range(first + 1, min(first + LONGEST_NAME, len(lasts))):
            for id, number in catalogue.people.get(f"{key} {lasts[last]}", ()):
                if same_name(" ".join(naming.words[first : last + 1]), catalogue.entities[id].names[number]):
                    before = found.get(id, (last, last))
                    found[id] = (first, last + 1) if last + 1 - first > before[1] - before[0] else before
    return {catalogue.entities[id]: place for id, place in found.items() if _may_be_named(naming, place)}


def _first_key(words: Sequence[str], k: int) -> str:
    """Return the key of the name word that begins with word `k`, a compound (عبد الله) as one."""
    joined = k + 1 < len(words) and may_join(words[k], words[k + 1])
    parts = name_words(" ".join(words[k : k + 2])) if joined else ()
    return spelling_key(parts[0] if parts else words[k])


def _last_key(words: Sequence[str], k: int) -> str:
    """Return the key of the name word that ends with word `k`."""
    joined = k > 0 and words[k - 1] not in _GOES_ON and may_join(words[k - 1], words[k])
    parts = name_words(" ".join(words[k - 1 : k + 1])) if joined else ()
    return spelling_key(parts[-1] if parts else words[k])


def _not_against(naming: Naming, named: dict[Entity, tuple[int, int]], day: str) -> list[Entity]:
    """Return those against whom nothing speaks; where one has the name word by word, him alone."""
    fit = {e: place for e, place in named.items() if not _is_against(e, naming, _words(naming, place), day)}
    whole = [e for e, place in fit.items() if any(name_words(name) == _words(naming, place) for name in e.names)]
    return whole or [*fit]


def _words(naming: Naming, place: tuple[int, int]) -> tuple[str, ...]:
    return name_words(" ".join(naming.words[slice(*place)]))


def _may_be_named(naming: Naming, place: tuple[int, int]) -> bool:
    """Tell whether a name stands where a naming names, and no longer name goes on behind it."""
    first, end = place
    start, stop = naming.name
    if not is_headed(naming, first):
        return False
    if _SECOND.search(naming.letters, end):
        return False  # somebody else is named behind: جامع الملك … الشيخ …
    if start == stop:
        return True
    if first != start and not first < start < end:
        return False  # another name, or the rest of one
    return end >= stop or naming.words[end] in _GOES_ON


def _is_against(entity: Entity, naming: Naming, name: Sequence[str], day: str) -> bool:
    """Tell whether what stands beside a name speaks against an entity: another state, another office.

    Args:
        name: its words (`name_words`); of two that many bear, an office of another kind is enough, and where the
            surname is a common one, whatever stands beside it but ranks, or that the person held no office on that day.
    """
    countries = {entity.country, *(office.where for office in entity.offices if len(office.where) == 2)} - {""}
    named = {title.where for title in naming.titles if len(title.where) == 2}
    if countries and named and not countries & named:
        return True
    if _serves(naming, entity):
        return True
    if len(name) > 2 or entity.country not in ARAB or (countries & named):
        return False
    heads = {office.title.partition(" ")[0] for office in entity.offices} - _MANY
    if _holds(entity, naming.titles) or heads & {title.key.partition(" ")[0] for title in naming.titles}:
        return False
    is_patronymic = not {"بن", "ابن"}.isdisjoint(naming.words)  # so is its spelling in the catalogue
    if naming.titles or len(name) < 2 or is_patronymic or not is_common(name[-1]):
        return bool(naming.titles)
    first, end = naming.name
    if _plain_name(naming) not in {fold(form).replace("عبد ال", "عبدال") for form in entity.names}:
        return True
    return bool(set(naming.letters[:first] + naming.letters[end:]) - {"T", "."}) or not _is_in_time(entity, day)


def _plain_name(naming: Naming) -> str:
    return " ".join(naming.name_text).replace("عبد ال", "عبدال")


def _serves(naming: Naming, entity: Entity) -> bool:
    """«مستشار الرئيس …»: tell whether a title says that somebody who serves or is related to the entity is meant."""
    held = {office.title for office in entity.offices}
    heads = {title.partition(" ")[0] for title in held}
    if naming.serves or (_speaks_for(naming) and naming.titles[0].key.partition(" ")[0] not in heads):
        return True
    dependents = set(entity_catalogue().dependents)
    for title in naming.titles:
        head, _, tail = title.key.partition(" ")
        own = title.where or naming.forms[title.place[0]].definite  # المستشار الألماني holds an office
        if own and title.key in entity_catalogue().titles.values():
            continue
        if head in dependents and title.key not in held:
            return not tail or tail in held or any(other.key in held for other in naming.titles if other != title)
    return False


def _speaks_for(naming: Naming) -> bool:
    """«المتحدثة باسم المفوضة العليا …»: tell whether a name may be that of somebody whose spokesman is meant."""
    before = naming.words[: naming.name[0]]
    if _FOR not in before:
        return False
    behind = before.index(_FOR) + 1
    return bool(naming.titles) and (behind == len(before) or naming.letters[behind] == "T")


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
    return (not first or first[: len(day)] <= day[: len(first)]) and (not last or day[: len(last)] <= last[: len(day)])


def _surely_holds(first: str, last: str, day: str) -> bool:
    end = last or LAST_KNOWN
    return bool(first) and first[: len(day)] < day[: len(first)] and day[: len(end)] < end[: len(day)]


def _by_surname(naming: Naming, word: str, day: str, catalogue: EntityCatalogue) -> Link | None:
    """One name alone: a surname by which one public figure alone is called, with an office, or where few bear it."""
    ids = catalogue.single.get(spelling_key(word), ())
    entities = [entity for entity in map(catalogue.entities.__getitem__, ids) if _is_called(entity, word)]
    entities = [entity for entity in entities if not _is_against(entity, naming, (word,), day)]
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


def _by_own_name(naming: Naming) -> Link | None:
    """Somebody in no catalogue, by the full name; by name and office where many bear the name."""
    found = own_name(naming)
    if found is None:
        return None
    return Link(found, "full name" if found.startswith("name/") else "full name and office")


def _by_document(naming: Naming, known: Known) -> Link | None:
    if naming.joint:
        return None
    found: str | None = None
    keys = _keys(naming)
    if len(keys) == 1:
        who, word = known.by_word.get(keys[0]) or (None, "")
        found = who if same_word(word, name_words(" ".join(naming.name_text))[0]) else None
    elif keys and not naming.serves:
        found = known.by_name.get(keys)
    elif not keys and len(naming.titles) == 1 and naming.titles[0].place == (0, len(naming.words)):
        found = known.by_office.get((naming.titles[0].key, naming.titles[0].where))
    return Link(found, "named in the document") if found else None


def _keys(naming: Naming) -> tuple[str, ...]:
    """Return the spelling keys of the words of the personal name."""
    return tuple(map(spelling_key, name_words(" ".join(naming.name_text))))


# -- organisations -----------------------------------------------------------------------------------


def _body(naming: Naming, text: str) -> Link | None:
    if naming.body:
        return Link(naming.body, "name")
    if naming.institution:
        return Link(f"institution/{naming.country}/{naming.institution}", "institution and state")
    own = own_body(naming, text)
    return Link(own, "full name") if own else None


def _outlet(text: str) -> Link | None:
    ids = outlet_catalogue().names.get(name_key(text), ())
    return Link(f"outlet/{ids[0]}", "outlet") if len(ids) == 1 else None
