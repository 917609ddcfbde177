"""Searching: a query → typed results, as they are asked for; counts, facets, tables.

What the index finds comes from the back-end; results are made and, where the index finds too much,
verified here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, get_args

import msgspec
from sqlalchemy import Connection, Engine

from musnad.archive.arrow import arrow
from musnad.archive.backends import backend_of, connected
from musnad.archive.entity_search import with_entities
from musnad.archive.places import NEEDED, ROW_MASK
from musnad.archive.plans import Plan
from musnad.archive.query import And, Mark, Node, Not, asks_for_rejected, parse
from musnad.archive.story_search import UNFOLDED, Folding, fold, with_stories, without_fold
from musnad.archive.tables import entity_now, speakers, statements
from musnad.archive.verifying import Match, is_found, matches
from musnad.archive.worded import read, worded
from musnad.errors import MusnadError, QueryError

if TYPE_CHECKING:
    import pandas
    import pyarrow

Order = Literal["newest", "oldest", "relevance"]
FacetName = Literal["who", "outlet", "act", "force", "type", "kind", "month", "state"]
ORDERS: tuple[Order, ...] = get_args(Order)
FACETS: tuple[FacetName, ...] = ("who", "outlet", "act", "force", "type", "kind", "month")
_MOST_AT_ONCE = 500  # results; SQLite takes 32,766 parameters, a screen shows 20

_COLUMNS = (
    "row", "id", "document", "position", "day", "outlet", "kind", "act", "force", "type", "state", "confidence",
    "entity",
)  # fmt: skip


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that was found.

    Args:
        id, document, position: the statement, its document, its number in it from 1.
        day: of publication, YYYY-MM-DD; None where it isn't known.
        who, kind: the speaker's name and kind; None where the reader abstained.
        entity: who that is across documents, an id that `Archive.entities` knows; None where that can't be told.
        source, addressee, via: the words in the text that say who, to whom, through whom; None without.
        content: what was said, its parts joined by an ellipsis.
        matches: the words that the query found.
        rank: how well, smaller is better; None but in the order of relevance.
        copies: how many documents it stands for, its own included, where the query has `copies:fold`.
    """

    id: str
    document: str
    position: int
    day: str | None
    outlet: str | None
    who: str | None
    kind: str | None
    source: str | None
    addressee: str | None
    via: str | None
    act: str
    force: str
    type: str
    content: str
    state: str
    confidence: float
    matches: tuple[Match, ...] = ()
    rank: float | None = None
    entity: str | None = None
    copies: int = 1


class Facet(msgspec.Struct, frozen=True):
    """A value and how many of the results have it."""

    value: str
    count: int


class Search:
    """A search: iterate over it for results, the first ones before the last are looked for.

    An iteration sees the archive as it was when it began, whatever is added meanwhile. Asked again it searches anew.
    """

    def __init__(self, engine: Engine, query: str = "", *, order: Order = "newest", limit: int | None = None) -> None:
        if order not in ORDERS:
            raise QueryError(f"order: {order!r}; it is one of {', '.join(ORDERS)}")
        if limit is not None and limit < 0:
            raise QueryError(f"limit: {limit}; it is a number from 0 up, or None for all")
        self.backend = backend_of(engine)
        self.engine, self.text, self.order, self.limit = engine, query, order, limit
        self.node = parse(query)
        self._asked, self._folds = without_fold(self.node)
        if not asks_for_rejected(self.node):
            left_out = Not(Mark(field="state", value="rejected", start=0, end=0))
            own = self._asked.parts if isinstance(self._asked, And) else (self._asked,)
            self._asked = And((*own, left_out))

    def __iter__(self) -> Iterator[Result]:
        with connected(self.engine) as connection:
            yield from self.results(connection)

    def results(self, connection: Connection, *, after_row: int = 0) -> Iterator[Result]:
        """Yield the results within a transaction of yours.

        Args:
            after_row: leave out statements up to this `row`.
        """
        left = self.limit
        if left == 0:
            return
        asked = self._known(connection)
        folding = self._folding(connection, asked, after_row)[1] if self._folds else UNFOLDED
        plan = self.backend.plan_of(connection, asked, after_row=after_row)
        order = self.order if plan.ranked or self.order != "relevance" else "newest"
        many = _MOST_AT_ONCE if left is None else min(left, _MOST_AT_ONCE)
        for part in self.backend.places(connection, plan.found, order, many=many):
            if folding.hidden:
                part = [of for of in part if of[0] & ROW_MASK not in folding.hidden]
            for result in self._made(connection, asked, part, exact=plan.doubtful is None, copies=folding.copies):
                yield result
                if left is not None and (left := left - 1) == 0:
                    return

    def count(self) -> int:
        """Count all results, whatever the limit."""
        with connected(self.engine) as connection:
            asked = self._known(connection)
            if self._folds:
                return len(self._folding(connection, asked, 0)[0])
            plan = self.backend.plan_of(connection, asked, parts=True)
            return self.backend.count(connection, plan.sure) + sum(1 for _ in self._verified(connection, asked, plan))

    def facets(self, names: Iterable[FacetName] = FACETS, *, top: int = 10) -> dict[FacetName, list[Facet]]:
        """Count all results by their values, the commonest first; the limit has no part in it.

        Args:
            names: of `FACETS`, or `state`.
            top: values of each at most.
        Returns: a list a name. Speakers and outlets whose names are spelt alike but for hamza, ة and such are one.
        """
        wanted = list(names)
        if unknown := [name for name in wanted if name not in get_args(FacetName)]:
            raise QueryError(f"facets: {unknown[0]!r}; they are {', '.join(get_args(FacetName))}")
        with connected(self.engine) as connection:
            asked = self._known(connection)
            if self._folds:
                plan = self.backend.plan_of_places(self._folding(connection, asked, 0)[0])
            else:
                plan = self.backend.plan_of(connection, asked, parts=True)
            counted = self.backend.facets(connection, plan, list(self._verified(connection, asked, plan)), wanted, top)
        return {name: [Facet(*pair) for pair in counted[name]] for name in wanted}

    # -- tables --------------------------------------------------------------------------------

    def to_arrow(self) -> pyarrow.Table:
        """Return the results as an Arrow table, a column a field of `Result`; `matches` is a list of structs.

        Raises:
            MusnadError: pyarrow is not installed.
        """
        pa = arrow()
        text, spot = pa.string(), pa.list_(pa.int64())
        match = pa.struct(
            [("field", text), ("start", pa.int64()), ("end", pa.int64()), ("text", text), ("shown", spot)]
        )
        special = {
            "position": pa.int64(), "copies": pa.int64(), "confidence": pa.float64(), "rank": pa.float64(),
            "matches": pa.list_(match),
        }  # fmt: skip
        schema = pa.schema([(name, special.get(name, text)) for name in Result.__struct_fields__])
        parts, rows = [], []
        for result in self:
            rows.append(msgspec.to_builtins(result))
            if len(rows) == 10_000:
                parts.append(pa.RecordBatch.from_pylist(rows, schema=schema))
                rows = []
        parts.append(pa.RecordBatch.from_pylist(rows, schema=schema))
        return pa.Table.from_batches(parts, schema=schema)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the results as a pandas table, a column a field of `Result`.

        Raises:
            MusnadError: pandas or pyarrow is not installed.
        """
        try:
            import pandas  # noqa: F401
        except ImportError as error:
            raise MusnadError("data frames need pandas: pip install 'musnad[arrow]'") from error
        return self.to_arrow().to_pandas()

    # -- inside --------------------------------------------------------------------------------

    def _known(self, connection: Connection) -> Node:
        """Return what is asked for with the entities and stories that it means."""
        return with_stories(connection, with_entities(connection, self._asked))

    def _folding(self, connection: Connection, asked: Node, after_row: int) -> tuple[list[int], Folding]:
        """Return the places of all results that are shown where copies are folded, and how they are."""
        plan = self.backend.plan_of(connection, asked, after_row=after_row, parts=True)
        found = [place for part in self.backend.places(connection, plan.sure, "newest") for place, _rank in part]
        found += self._verified(connection, asked, plan)
        folding = fold(connection, sorted(place & ROW_MASK for place in found))
        return [place for place in found if place & ROW_MASK not in folding.hidden], folding

    def _made(
        self, connection: Connection, asked: Node, part: Sequence[tuple[int, float | None]], *, exact: bool,
        copies: Mapping[int, int],
    ) -> Iterator[Result]:  # fmt: skip
        query = worded(_COLUMNS, speakers.c.name_start, entity_now.c.now)
        query = query.outerjoin(entity_now, entity_now.c.entity == statements.c.entity)
        query = query.where(statements.c.row.in_([place & ROW_MASK for place, _rank in part]))
        rows = {row["row"]: row for row in read(connection, query)}
        for place, rank in part:
            row = rows[place & ROW_MASK]
            if exact or is_found(asked, row):
                fields = {name: row[name] for name in Result.__struct_fields__ if name in row}
                fields["entity"] = row["now"] or row["entity"]
                times = copies.get(row["row"], 1)
                yield Result(**fields, matches=matches(asked, row), rank=rank, copies=times)

    def _verified(self, connection: Connection, asked: Node, plan: Plan) -> Iterator[int]:
        """Yield the places of those doubtful ones that a second look confirms."""
        if plan.doubtful is None:
            return
        for part in self.backend.places(connection, plan.doubtful, "newest", many=_MOST_AT_ONCE):
            query = worded(NEEDED).where(statements.c.row.in_([place & ROW_MASK for place, _rank in part]))
            found = {row["row"] for row in read(connection, query) if is_found(asked, row)}
            yield from (place for place, _rank in part if place & ROW_MASK in found)
