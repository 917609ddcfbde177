"""Search a page at a time: results behind a cursor, and the documents that they stand in.

A cursor says where the last page ended: in the orders by day the place of its last result, so that what is added
meanwhile shifts nothing; by relevance a number of results, since a rank moves with every document that is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, select

from musnad.archive.backends import connected
from musnad.archive.decisions import InForce
from musnad.archive.places import NEEDED, ROW_MASK, place_of
from musnad.archive.plans import Select
from musnad.archive.putting import documents_of
from musnad.archive.query import And, Known, Or
from musnad.archive.searching import Order, Result, Search
from musnad.archive.story_search import UNFOLDED
from musnad.archive.tables import statements
from musnad.archive.verifying import is_found
from musnad.archive.worded import read, worded
from musnad.errors import QueryError

DEEPEST = 10_000  # results by relevance; each page looks through those before it
_AT_ONCE = 500
_HIGHEST = 1 << 62


class ResultPage(NamedTuple):
    """Some results, the documents that they stand in, and the cursor of what follows; None at the end."""

    results: list[Result]
    documents: dict[str, InForce]
    following: str | None


class PagedSearch(Search):
    """A search whose results come a page at a time.

    Args:
        entities: only statements of these speakers, ids of entities; of everybody where there are none.
    """

    def __init__(
        self, engine: Engine, query: str = "", *, order: Order = "newest", entities: Sequence[str] = ()
    ) -> None:
        super().__init__(engine, query, order=order)
        if entities:
            own = self._asked.parts if isinstance(self._asked, And) else (self._asked,)
            known = tuple(Known(field="entity", value=entity, start=0, end=0) for entity in entities)
            self._asked = And((*own, Or(known) if len(known) > 1 else known[0]))

    def page(self, cursor: str | None = None, *, size: int = 20, documents: bool = True) -> ResultPage:
        """Return a page of results.

        Args:
            cursor: of the page before; None for the first.
            size: results at most.
            documents: give the documents too.
        Raises:
            QueryError: the cursor is none of this order.
        """
        with connected(self.engine) as connection:
            asked = self._known(connection)
            folding = self._folding(connection, asked, 0)[1] if self._folds else UNFOLDED
            plan = self.backend.plan_of(connection, asked)
            order: Order = self.order if plan.ranked or self.order != "relevance" else "newest"
            ranked = order == "relevance"
            start = self._start(cursor, order)
            found = plan.found if ranked or cursor is None else _behind(plan.found, start, order)
            made = (
                result
                for part in self.backend.places(connection, found, order, many=size + 1 + (start if ranked else 0))
                for result in self._made(
                    connection, asked, [of for of in part if of[0] & ROW_MASK not in folding.hidden],
                    exact=plan.doubtful is None, copies=folding.copies,
                )
            )
            first = start if ranked else 0
            results = list(islice(made, first, first + size + 1))
            more, results = len(results) > size, results[:size]
            following = None
            if more and ranked and start + size < DEEPEST:
                following = f"r{start + size}"
            elif more and not ranked:
                following = f"{order[0]}{_place(connection, results[-1])}"
            kept = documents_of(connection, (r.document for r in results)) if documents else {}
        return ResultPage(results, kept, following)

    def rows(self, connection: Connection, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield some columns of `statements`, or of its `WORDS`, for what is found, newest first."""
        asked = self._known(connection)
        folding = self._folding(connection, asked, 0)[1] if self._folds else UNFOLDED
        plan = self.backend.plan_of(connection, asked)
        for part in self.backend.places(connection, plan.found, "newest", many=_AT_ONCE):
            numbers = [place & ROW_MASK for place, _rank in part if place & ROW_MASK not in folding.hidden]
            query = worded([*columns, *NEEDED]).where(statements.c.row.in_(numbers))
            found = {row["row"]: row for row in read(connection, query)}
            yield from (found[n] for n in numbers if plan.doubtful is None or is_found(asked, found[n]))

    def _start(self, cursor: str | None, order: str) -> int:
        if cursor is None:
            return 0
        digits = cursor[1:]
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else -1
        most = DEEPEST if order == "relevance" else _HIGHEST
        if cursor[:1] != order[0] or not 0 <= number <= most:
            raise QueryError(f"cursor: {cursor[:30]!r} is none of this search; take the one that the last page gave")
        return number


def _behind(found: Select, place: int, order: str) -> Select:
    name = "rowid" if found.sql.startswith("SELECT rowid") else "place"
    sign = ">" if order == "oldest" else "<"
    return Select(f"{found.sql} AND {name} {sign} :cursor", found.parameters | {"cursor": place})


def _place(connection: Connection, result: Result) -> int:
    row = select(statements.c.row, statements.c.day).where(statements.c.id == result.id)
    return place_of(dict(connection.execute(row).mappings().one()))
