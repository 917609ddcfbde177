"""Documents beside each other: what was said in them, statement by statement, as each outlet gives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from musnad.archive.ids import find_id
from musnad.archive.putting import Sources, sources_of
from musnad.archive.story_rows import Story, StoryDocument, copies_of, record, story_number, title_of
from musnad.archive.tables import documents, story_members
from musnad.document import Document
from musnad.errors import ArchiveError
from musnad.stories.article import minutes
from musnad.stories.statements import Utterance, same_statements

MOST_COMPARED = 400  # documents of one comparison: thrice the largest story of three days of news


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Documents beside each other.

    Args:
        stories: the ids of the stories that were asked for.
        title: of the story, or of the most central document.
        documents: in order of time.
        utterances: statements that several of them report, and where it was asked for those of one alone.
        left_out: documents that were not compared, where there were more than 400.
    """

    stories: tuple[str, ...]
    title: str | None
    documents: tuple[StoryDocument, ...]
    utterances: tuple[Utterance, ...]
    left_out: int = 0


def compare(connection: Connection, given: Sequence[str], *, alone: bool = False) -> Comparison:
    """Put the documents of stories, or documents by their ids, beside each other.

    Args:
        given: ids of stories or documents, or unambiguous beginnings.
        alone: give statements that one document alone reports, too.
    Raises:
        ArchiveError: there is none, there are several, or there is but one document.
    """
    found: list[Story] = []
    ids: list[str] = []
    for one in dict.fromkeys(given):
        if one.startswith("story-"):
            found.append(record(connection, story_number(connection, one)))
            ids += [document.id for document in found[-1].documents]
        else:
            ids.append(_document(connection, one))
    ids = list(dict.fromkeys(ids))
    if len(ids) < 2:
        raise ArchiveError(f"{', '.join(given)}: one document alone; give a story of several, or more ids")
    rows = _rows(connection, ids)
    shown = rows[:MOST_COMPARED]
    title = found[0].title if len(found) == 1 else title_of(connection, [row for row in shown if row["number"]])
    copied = copies_of(connection, [row["number"] for row in shown if row["number"]])
    return Comparison(
        stories=tuple(story.id for story in found), title=title,
        documents=tuple(
            StoryDocument(
                id=row["document"], title=row["title"], outlet=row["outlet"], published=row["published_at"],
                added=row["added_at"], copies=tuple(copied.get(row["number"], ())),
            )
            for row in shown
        ),
        utterances=tuple(utterances(connection, [row["document"] for row in shown], alone=alone)),
        left_out=len(rows) - len(shown),
    )  # fmt: skip


def _document(connection: Connection, given: str) -> str:
    one = find_id(connection, given)
    if one.kind != "document":
        raise ArchiveError(f"{given} is the id of a statement; give that of its document, or of a story")
    return one.id


def _rows(connection: Connection, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return the rows of documents in order of time."""
    columns = [documents.c[name] for name in ("title", "outlet", "published_at", "added_at")]
    joined = documents.outerjoin(story_members, story_members.c.document == documents.c.id)
    query = select(documents.c.id.label("document"), story_members.c.number, *columns).select_from(joined)
    found = [dict(row) for row in connection.execute(query.where(documents.c.id.in_(ids))).mappings()]

    def order(row: dict[str, Any]) -> tuple[bool, int, str]:
        at = minutes(row["published_at"], row["added_at"])
        return at is None, at or 0, str(row["document"])

    return sorted(found, key=order)


def utterances(connection: Connection, ids: Sequence[str], *, alone: bool = False) -> list[Utterance]:
    """Return what documents report in common, by the statements in force; rejected ones are left out."""
    return same_statements(documents_told(sources_of(connection, ids)), alone=alone)


def documents_told(sources: Sources) -> list[Document]:
    """Return documents with the statements in force, without the rejected ones."""
    return [
        msgspec.structs.replace(
            found.document,
            statements=tuple(s for s in found.document.statements if found.states.get(s.id) != "rejected"),
        )
        for found in sources.documents().values()
    ]
