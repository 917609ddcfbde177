"""How an address changed: its versions in the order of adding, and what became of its statements between them.

Statements of neighbouring versions are matched by who speaks and by how many of their words they share; what has no
match came or went.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, or_, select

from musnad.arabic.search_words import key
from musnad.archive.packing import unpack_document
from musnad.archive.rows import GAP
from musnad.archive.tables import documents, pages
from musnad.document import Document
from musnad.model import Statement

# Share of words in common (difflib's ratio) from which two statements of one speaker are one that changed its words.
# Below a half, two sentences on one subject would pass for one; nothing was measured.
ALIKE = 0.5
ALIKE_OF_ANOTHER = 0.8  # where the speaker differs: the words have to tell it alone
MOST_PAIRS = 250_000  # compared by words in one pair of versions; where there are more, only the same words match

Field = Literal["content", "cue", "speaker"]


class Part(msgspec.Struct, frozen=True):
    """Some words of a change of content: they stayed, went or came."""

    kind: Literal["same", "went", "came"]
    words: str


class Said(msgspec.Struct, frozen=True):
    """A statement in short: its id, who speaks (None where it isn't known), the cue, the content."""

    id: str
    speaker: str | None
    cue: str | None
    content: str


class Change(msgspec.Struct, frozen=True):
    """A statement that came, went or changed; `fields` says in what, `words` how its content did."""

    kind: Literal["came", "went", "changed"]
    before: Said | None
    after: Said | None
    fields: tuple[Field, ...] = ()
    words: tuple[Part, ...] = ()


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A version of an address; `changes` are those from the version before it."""

    number: int
    document: str
    added_at: str
    fetched_at: str | None
    sha256: str | None  # of the page, None where it came as text
    published_at: str | None
    title: str | None
    statements: int
    changes: tuple[Change, ...] = ()


def find_versions(connection: Connection, url: str) -> list[Version]:
    """Return the versions of an address, oldest first; empty where it isn't known."""
    found: list[Version] = []
    before: Document | None = None
    for row in _rows(connection, url):
        document = unpack_document(row.packed)
        changes = tuple(compare(before, document)) if before is not None else ()
        found.append(Version(
            number=row.version, document=row.id, added_at=row.added_at, fetched_at=row.fetched_at, sha256=row.sha256,
            published_at=row.published_at, title=row.title, statements=len(document.statements), changes=changes,
        ))  # fmt: skip
        before = document
    return found


def _rows(connection: Connection, url: str) -> Sequence[Row[Any]]:
    joined = documents.outerjoin(pages, documents.c.page == pages.c.id)
    fetched = select(documents.c.address).select_from(joined).where(pages.c.url == url)
    query = (
        select(documents, pages.c.fetched_at, pages.c.sha256).select_from(joined)
        .where(or_(documents.c.address == url, documents.c.address.in_(fetched)))
        .order_by(documents.c.address, documents.c.version)
    )  # fmt: skip
    return connection.execute(query).all()


def compare(before: Document, after: Document) -> Iterator[Change]:
    """Yield what became of the statements of one version in the next one, in the order of the text."""
    old, new = _all(before), _all(after)
    match = _match(old, new)
    partner = {b: a for a, b in match.items()}
    went = [Change("went", s.said, None) for a, s in enumerate(old) if a not in match]
    rest: list[Change] = []
    for b, statement in enumerate(new):
        if b not in partner:
            rest.append(Change("came", None, statement.said))
            continue
        change = _change(old[partner[b]], statement)
        if change is not None:
            rest.append(change)
    yield from went
    yield from rest


class _Compared(NamedTuple):
    said: Said
    who: str | None  # key of the speaker
    words: list[str]  # as they are written
    keys: str  # as they are compared


def _all(document: Document) -> list[_Compared]:
    return [_compared(document, statement) for statement in document.statements]


def _compared(document: Document, statement: Statement) -> _Compared:
    speaker = document.speaker_of(statement)
    name = speaker.name.text if speaker else None
    content = GAP.join(span.text for span in statement.content)
    said = Said(statement.id, name, statement.cue.text if statement.cue else None, content)
    return _Compared(said, key(name) if name else None, content.split(), key(content))


def _match(old: list[_Compared], new: list[_Compared]) -> dict[int, int]:
    """Return which statement became which: the same words first, then what is most alike."""
    match: dict[int, int] = {}
    free = set(range(len(new)))
    for same_speaker in (True, False):
        places: dict[tuple[str | None, str], list[int]] = {}
        for b in sorted(free, reverse=True):
            places.setdefault((new[b].who if same_speaker else None, new[b].keys), []).append(b)
        for a, statement in enumerate(old):
            found = places.get((statement.who if same_speaker else None, statement.keys))
            if a not in match and found:
                match[a] = found.pop()
                free.discard(match[a])
    rest = [a for a in range(len(old)) if a not in match]
    if len(rest) * len(free) <= MOST_PAIRS:
        for _, a, b in sorted(_alike(old, new, rest, sorted(free))):
            if a not in match and b in free:
                match[a] = b
                free.discard(b)
    return match


def _alike(
    old: list[_Compared], new: list[_Compared], rest: list[int], free: list[int]
) -> Iterator[tuple[float, int, int]]:
    for b in free:
        compared = SequenceMatcher(None, [], new[b].keys.split(), autojunk=False)
        for a in rest:
            least = ALIKE if old[a].who == new[b].who else ALIKE_OF_ANOTHER
            compared.set_seq1(old[a].keys.split())
            if compared.real_quick_ratio() >= least and compared.quick_ratio() >= least:
                ratio = compared.ratio()
                if ratio >= least:
                    yield -ratio, a, b


def _change(before: _Compared, after: _Compared) -> Change | None:
    fields: list[Field] = []
    if before.said.content != after.said.content:
        fields.append("content")
    if before.said.cue != after.said.cue:
        fields.append("cue")
    if before.who != after.who:
        fields.append("speaker")
    if not fields:
        return None
    words = tuple(_parts(before.words, after.words)) if "content" in fields else ()
    return Change("changed", before.said, after.said, tuple(fields), words)


def _parts(before: list[str], after: list[str]) -> Iterator[Part]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part("same", " ".join(before[a:b]))
            continue
        if b > a:
            yield Part("went", " ".join(before[a:b]))
        if d > c:
            yield Part("came", " ".join(after[c:d]))
