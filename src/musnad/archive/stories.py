"""`Archive.stories`: what happened, as several documents tell it, and what people decided about that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine

from musnad.archive.backends import backend_of, connected, name_of
from musnad.archive.comparing import Comparison, compare
from musnad.archive.searching import Search
from musnad.archive.story_decisions import (
    StoryDecision,
    merge_stories,
    split_story,
    story_history,
    undo_story_decision,
)
from musnad.archive.story_renewing import Progress, find_stories
from musnad.archive.story_rows import Story, numbers_of, record, story_number


class Stories:
    """The stories of an archive; call it for those that a query finds, or iterate over it for all.

    Every method raises `ArchiveError` where the archive can't be read or written.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def __iter__(self) -> Iterator[Story]:
        with connected(self.engine) as connection:
            for number in numbers_of(connection):
                yield self._made(connection, number)

    def __call__(self, query: str = "", *, day: str | None = None, limit: int | None = None) -> list[Story]:
        """Return the stories with a statement that a query finds, those with most documents first.

        Args:
            query: in the language of docs/search.md; the empty one finds all.
            day: only those told in this day, month or year.
            limit: so many at most.
        Raises:
            QueryError: the query can't be read, or `day` is no date.
        """
        found = {result.document for result in Search(self.engine, query)} if query.strip() else None
        with connected(self.engine) as connection:
            numbers = numbers_of(connection, found=found, day=day, limit=limit)
            return [self._made(connection, number) for number in numbers]

    def get(self, story: str) -> Story:
        """Return a story by its id, an old one too, or an unambiguous beginning of one.

        Raises:
            ArchiveError: there is none, or there are several.
        """
        with connected(self.engine) as connection:
            return self._made(connection, story_number(connection, story))

    def compare(self, *ids: str, alone: bool = False) -> Comparison:
        """Put the documents of stories, or documents by their ids, beside each other.

        Args:
            ids: of stories or documents, or unambiguous beginnings.
            alone: give statements that one document alone reports, too.
        Raises:
            ArchiveError: there is none, there are several, or there is but one document.
        """
        with connected(self.engine) as connection:
            return compare(connection, ids, alone=alone)

    def find(self, *, progress: Progress | None = None) -> int:
        """Find copies and stories of documents that were added without, in the order of their days and ids.

        Returns: how many documents there were.
        """
        with backend_of(self.engine).told(name_of(self.engine)):
            return find_stories(self.engine, progress)

    def merge(self, one: str, into: str, *, by: str | None = None, why: str) -> StoryDecision:
        """Let the documents of one story be those of another; the old id leads there.

        Args:
            one, into: ids, or unambiguous beginnings.
            by: who decides; the login name by default.
            why: the reason.
        Raises:
            ArchiveError: there is none, they are one already, or there is no reason.
        """
        with connected(self.engine, writes=True) as connection:
            return merge_stories(connection, one, into, by=by, why=why)

    def split(self, story: str, documents: Sequence[str], *, by: str | None = None, why: str) -> StoryDecision:
        """Take documents out of a story: they are a story of their own, `value["to"]` of the decision.

        Raises:
            ArchiveError: there is no such story, a document isn't in it, none would stay, or there is no reason.
        """
        with connected(self.engine, writes=True) as connection:
            return split_story(connection, story, documents, by=by, why=why)

    def undo(self, decision: int, *, by: str | None = None, why: str) -> StoryDecision:
        """Undo a decision by its number, or an undo; that is a decision of its own.

        Raises:
            ArchiveError: there is no such decision, it is undone already, or there is no reason.
        """
        with connected(self.engine, writes=True) as connection:
            return undo_story_decision(connection, decision, by=by, why=why)

    def history(self, story: str | None = None) -> list[StoryDecision]:
        """Return all decisions, or those that bear on a story, in their order; `live` tells which are in force."""
        with connected(self.engine) as connection:
            return story_history(connection, story)

    def _made(self, connection: Connection, number: int) -> Story:
        story = record(connection, number)
        story.__dict__["engine"] = self.engine
        return story
