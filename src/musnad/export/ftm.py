"""Statements as FollowTheMoney entities, for Aleph and whatever else reads them.

Article (a document), Person or Organization (a speaker with a name), Mention (where the document names them), Note (a
statement: "an annotation that applies to a document or entity"). A Note and no Event, since an Event would stand on a
timeline as something that happened on that day, where all that is known is that an outlet says so. Speakers who are one
over documents (`Speaker.entity`) are one Person or Organization, written behind all documents; others stay one of their
document each: whether two of the same name are one is for people, or for Aleph's cross-referencing.

The entities are written without the library, so that the bytes are the same whatever its version; where it is
installed (musnad[ftm]) each is validated with it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from musnad.archive.rows import GAP
from musnad.errors import ExportError
from musnad.export.annotations import source_of
from musnad.export.entities import KeptEntity
from musnad.export.ftm_people import People, Person
from musnad.export.jsonl import encode
from musnad.export.placing import Folder
from musnad.export.records import KeptDocument, KeptStatement
from musnad.model import Speaker

ENTITIES = "entities.ftm.jsonl"
SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "media": "Organization",
}  # others have no name of theirs
SCHEMATA_OF_ENTITIES = {
    "person": "Person",
    "organisation": "Organization",
    "state": "Organization",
    "outlet": "Organization",
}
# what such a link rests on is an office or a part of a name: others held or have that too, and it is none to match by
WEAK_EVIDENCE = ("office and date", "short name and office", "short name", "named in the document")
LANGUAGES = {"ar": "ara", "en": "eng", "fr": "fra", "fa": "fas", "he": "heb", "tr": "tur"}  # ISO 639-3
LONGEST_NAME = 384  # letters: the limit of the type `name`; the whole name stands in `description` then
LONGEST_URL = 4096  # the limit of the type `url`
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_PARTIAL = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")

Entity = dict[str, Any]


class Writer:
    """Writes entities.ftm.jsonl."""

    def __init__(self, folder: Folder, query: str) -> None:
        self._file = folder.open(ENTITIES)
        self._people = People(folder.path / "people")
        self._check = validator()
        self.note = None if self._check else "entities not validated: pip install 'musnad[ftm]'"

    def write(self, kept: KeptDocument) -> None:
        """Write the entities of a document."""
        for entity in entities(kept):
            self._write(entity, f"document {kept.document.id}")
        for speaker in kept.speakers:
            if one := _entity_of(kept, speaker):
                schema, is_weak = SCHEMATA[speaker.kind], speaker.evidence in WEAK_EVIDENCE
                self._people.add(one.id, schema, one.names)
                self._people.add(one.id, schema, [speaker.name.text], weak=is_weak)
                self._people.add(one.id, schema, (mention.text for mention in speaker.mentions), weak=True)

    def _write(self, entity: Entity, where: str) -> None:
        if self._check and (problem := self._check(entity)):
            raise ExportError(f"{where}: {entity['schema']} {entity['id']}: {problem}")
        self._file.write(encode(entity))

    def close(self) -> None:
        """Write who is named in several documents, or may be; end the files."""
        for one in self._people:
            self._write(person(one), f"entity {one.entity}")
        self._people.close()
        self._file.close()

    def abandon(self) -> None:
        """Let go of what was given up."""
        self._people.close()


def count(folder: Path) -> dict[str, int]:
    """Count again what the files hold."""
    found = {"statements": 0, "documents": 0}
    with open(folder / ENTITIES, "rb") as file:
        for line in file:
            found["statements"] += b'"schema":"Note"' in line[:200]
            found["documents"] += b'"schema":"Article"' in line[:200]
    return found


def validator() -> Callable[[Entity], str | None] | None:
    """Return what says what is wrong with an entity, None where followthemoney is not installed."""
    try:
        from followthemoney import model
        from followthemoney.exc import InvalidData
        from followthemoney.property import Property
        from followthemoney.proxy import EntityProxy
    except ImportError:
        return None

    def kept_of(prop: Property, values: list[str]) -> list[str | None]:
        # the model takes invisible marks and outer quotation marks away when it reads; nothing may fall away, and
        # addresses, times, languages, ids stay as they are
        free = prop.type.name in ("text", "string", "name")
        return list(dict.fromkeys(prop.type.clean(value) if free else value for value in values))

    def check(entity: Entity) -> str | None:
        schema, properties = model.get(entity["schema"]), entity["properties"]
        if schema is None:
            return "no such schema"
        if unknown := sorted(properties.keys() - schema.properties.keys()):
            return f"unknown: {', '.join(unknown)}"
        if missing := [name for name in schema.required if not properties.get(name)]:
            return f"missing: {', '.join(missing)}"
        try:
            schema.validate({"properties": properties})
        except InvalidData as error:
            return f"{error}: {error.errors}"
        expected = {name: kept_of(schema.properties[name], values) for name, values in properties.items()}
        cleaned = EntityProxy.from_dict(entity, cleaned=False).to_dict()["properties"]
        changed = [name for name, values in expected.items() if cleaned.get(name) != values]
        return f"changed when it is read: {', '.join(changed)}" if changed else None

    return check


def entities(kept: KeptDocument) -> Iterator[Entity]:
    """Yield the entities of a document: it, its own speakers, the mentions of all, its statements."""
    article = _id("document", kept.document.id)
    yield _entity(article, "Article", _article(kept))
    for speaker in kept.speakers:
        if speaker.kind in SCHEMATA and (name := _name(speaker.name.text)):
            id = _speaker_id(kept, speaker)
            if _entity_of(kept, speaker) is None:
                yield _entity(id, SCHEMATA[speaker.kind], {
                    "name": name, "description": _cut([speaker.name.text]), "proof": article,
                })  # fmt: skip
            names = [_name(text) for text in dict.fromkeys(m.text for m in (speaker.name, *speaker.mentions))]
            yield _entity(_id("mention", kept.document.id, speaker.id), "Mention", {
                "document": article, "resolved": id, "name": names, "detectedSchema": SCHEMATA[speaker.kind],
            })  # fmt: skip
    for statement in kept.statements:
        yield _entity(_id("statement", statement.statement.id), "Note", _note(kept, statement, article))


def person(one: Person) -> Entity:
    """Return a speaker of several documents: its own names first, then what documents call it."""
    names = [_name(name) for name in one.names]
    return _entity(_id("entity", one.entity), one.schema, {
        "name": names, "weakAlias": [name for name in map(_name, one.weak) if name not in names],
        "description": _cut([*one.names, *one.weak]), "notes": f"musnad entity {one.entity}",
    })  # fmt: skip


def _entity_of(kept: KeptDocument, speaker: Speaker) -> KeptEntity | None:
    """Return who a speaker with a name is over documents; nobody where that is of another kind than the speaker."""
    one = kept.entities.get(speaker.entity or "")
    schema = SCHEMATA.get(speaker.kind)
    same = one is not None and schema is not None and SCHEMATA_OF_ENTITIES.get(one.kind) == schema
    return one if same and _name(speaker.name.text) else None


def _cut(names: list[str]) -> list[str]:
    """Return the names that are too long for a name, whole."""
    return [whole for whole in map(_clean, names) if len(whole) > LONGEST_NAME]


def _article(kept: KeptDocument) -> dict[str, Any]:
    document, page = kept.document, kept.page
    published = document.published or {}
    notes = [f"musnad document {document.id}", *([f"page SHA-256 {page.sha256}"] if page else [])]
    return {
        "title": document.title, "author": document.byline, "publisher": document.outlet, "sourceUrl": _url(kept),
        "publishedAt": _moment(published.get("at")), "retrievedAt": _moment(page.fetched_at if page else None),
        "language": LANGUAGES.get(document.language or ""), "notes": notes,
    }  # fmt: skip


def _note(kept: KeptDocument, told: KeptStatement, article: str) -> dict[str, Any]:
    statement, speaker = told.statement, told.speaker
    named = speaker if speaker and speaker.kind in SCHEMATA and _name(speaker.name.text) else None
    content = GAP.join(span.text for span in statement.content)
    said = statement.said_at
    notes = {
        "statement": f"{statement.id}, {told.state}, rule {statement.rule}",
        "speaker": f"{speaker.name.text} ({speaker.kind})" if speaker else None,
        "cue": statement.cue and statement.cue.text, "addressee": statement.addressee and statement.addressee.text,
        "via": GAP.join(span.text for span in statement.via), "said": said and (said.at or said.text),
    }  # fmt: skip
    return {
        "description": content, "summary": told.paragraph and told.paragraph.text,
        "entity": [article, *([_speaker_id(kept, named)] if named else [])], "proof": article,
        "publisher": kept.document.outlet, "sourceUrl": _url(kept),
        "keywords": [
            f"act:{statement.act}", f"force:{statement.force}", f"type:{statement.type}", f"state:{told.state}",
        ],
        "notes": [f"{name}: {value}" for name, value in notes.items() if value],
    }  # fmt: skip


def _entity(id: str, schema: str, properties: dict[str, Any]) -> Entity:
    found: dict[str, list[str]] = {}
    for name, value in properties.items():
        values = value if isinstance(value, list) else [value]
        if cleaned := list(dict.fromkeys(text for text in map(_clean, values) if text)):
            found[name] = cleaned
    return {"id": id, "schema": schema, "properties": found}


def _clean(value: str | None) -> str:
    """Return a text without control characters and without blanks around it; nothing, where it has nothing to see."""
    text = _CONTROL.sub("", value or "").strip()
    return text if any(letter.isprintable() and not letter.isspace() for letter in text) else ""


def _name(value: str) -> str:
    name = " ".join(_clean(value).split())
    if not any(letter.isalnum() for letter in name):
        return ""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _url(kept: KeptDocument) -> str | None:
    source = source_of(kept)
    is_address = source.startswith(("http://", "https://")) and len(source) <= LONGEST_URL
    return source if is_address and "." in (urlsplit(source).hostname or "") else None


def _moment(value: object) -> str | None:
    """Return a time as the model writes it: in UTC where its zone is known, else as much of it as a day."""
    text = str(value or "")
    try:
        if _PARTIAL.fullmatch(text):
            date.fromisoformat(f"{text}-01-01"[: max(len(text), 10)] if len(text) == 4 else f"{text}-01"[:10])
            return text
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.date().isoformat()
    try:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    except OverflowError:
        return None


def _speaker_id(kept: KeptDocument, speaker: Speaker) -> str:
    one = _entity_of(kept, speaker)
    return _id("entity", one.id) if one else _id("speaker", kept.document.id, speaker.id)


def _id(*parts: str) -> str:
    return f"musnad-{hashlib.sha256(encode(parts)).hexdigest()[:40]}"
