"""Step 9, who is meant: the entities that labels call, by their naming, the lexicon and what else the document names.

A label that is an epithet and a name or a state is looked up as a naming, its epithet replaced by the plain office
where the lexicon gives one («رئيس النظام السوري» as «الرئيس السوري»); a single word means whom
the last one like it meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from musnad.lexicon.entities import entity_catalogue
from musnad.model import Speaker
from musnad.reading.entities import Known, Link, link_naming, link_namings
from musnad.reading.label_mentions import LabelReader, Mention, place_of, stem_of
from musnad.reading.namings import parse_naming

_LINKED = {  # what a label of a family may mean, by the beginning of an entity's id; of others the lexicon alone tells
    "ruler": ("person/", "name/", "bearer/"), "the_dead": ("person/", "name/", "bearer/"),
    "state": ("state/", "institution/", "organisation/"), "army": ("institution/", "organisation/"),
}  # fmt: skip
_CALLED_BY_GIVEN_NAME = frozenset(("الملك", "الامير", "الشيخ", "السلطان", "الاميره", "الملكه"))


def link_labels(
    reader: LabelReader, mentions: Sequence[Mention], speakers: Iterable[Speaker], day: str
) -> list[str | None]:  # fmt: skip
    """Return the entity of each mention, None where it can't be told.

    Args:
        speakers: those of the document, with their entities.
        day: of publication, YYYY-MM-DD or a part of it, or empty.
    """
    asked = [m for m in mentions if m.end > m.first + 1 and m.entry.family in _LINKED]
    links = _link_namings([(_kind(m), _naming(reader, m)) for m in asked], day, speakers)
    found = {
        m.first: link.entity for m, link in zip(asked, links, strict=True)
        if link is not None and link.entity.startswith(_LINKED[m.entry.family]) and not _is_guess(reader, m, link)
    }  # fmt: skip
    result: list[str | None] = []
    latest: dict[tuple[str, str], str] = {}
    for m in mentions:
        entity = found.get(m.first) or (None if _names_several(reader, m) else m.entry.entity or None)
        head = (m.entry.family, stem_of(reader.forms[m.first].word[m.cut :]))
        if entity is None and m.end == m.first + 1 and "again" in m.entry.needs:
            entity = latest.get(head)
        if entity is not None:
            latest[head] = entity
        elif m.end > m.first + 1:
            latest.pop(head, None)
        result.append(entity)
    return result


def _link_namings(namings: Sequence[tuple[str, str]], day: str, speakers: Iterable[Speaker]) -> list[Link | None]:
    """As `entities.link_namings`, which is asked for those alone that nothing but the document may tell."""
    links = [_link_alone(kind, naming, day) for kind, naming in namings]
    rest = [n for n, link in enumerate(links) if link is None and namings[n][0] == "person"]
    if not rest:
        return links
    known = Known()
    for speaker in speakers:
        if speaker.entity and speaker.entity.startswith(("person/", "name/")):
            known.add(parse_naming(speaker.name.text), speaker.entity)
    for (kind, naming), link in zip(namings, links, strict=True):
        if link is not None and kind == "person":
            known.add(parse_naming(naming), link.entity)
    for n, link in zip(rest, link_namings([namings[n] for n in rest], day, known), strict=True):
        links[n] = link
    return links


@lru_cache(1 << 14)  # news repeats its namings
def _link_alone(kind: str, naming: str, day: str) -> Link | None:
    return link_naming(kind, naming, day, entity_catalogue())


def _names_several(reader: LabelReader, mention: Mention) -> bool:
    """«تنظيمي داعش وجبهة النصرة»: tell whether a mention joins another body to the one that its epithet means."""
    behind = range(mention.first + 1, mention.end)
    return any(reader.forms[k].with_and and reader.letters[k] in "OY" for k in behind)


def _is_guess(reader: LabelReader, mention: Mention, link: Link) -> bool:
    """«الملك عبدالعزيز» beside «الملك سلمان بن عبدالعزيز»: a given name is no surname of whoever is named there."""
    words = [form.word for form in reader.forms[mention.first : mention.end]]
    by_given = bool({*words[:-1]} & _CALLED_BY_GIVEN_NAME) or words[0].endswith(("الملك", "الامير", "الشيخ"))
    return link.evidence == "named in the document" and by_given and reader.letters[mention.end - 1] == "Y"


def _kind(mention: Mention) -> str:
    return "person" if mention.entry.family in ("ruler", "the_dead") else "organisation"


def _naming(reader: LabelReader, mention: Mention) -> str:
    """Return the naming to look up: the mention, in place of its epithet the plain office that the lexicon gives."""
    text = reader.shape.text
    start, end = place_of(reader.shape, mention)
    if mention.entry.reads_as:
        first = mention.first + len(mention.entry.reads_as.split())
        first = first if mention.tail - mention.first > 1 and reader.spans.is_adjective(first) else mention.tail
        rest = [text[reader.shape.starts[k] : reader.shape.end(k)] for k in range(first, mention.end)]
        return " ".join((mention.entry.reads_as, *rest))
    return text[start:end].strip("«»\"“”'()")
