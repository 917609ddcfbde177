"""Counts that an index keeps: how often speakers, days and codes come, in all and in statements with a common word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from musnad.archive.places import ROW_BITS

# Words that more than one statement in twenty has, as they are asked for: too many to be counted while somebody waits.
# In the order of their shares in the news corpus, 50 to 5 % of 19,464 statements; words that its subjects alone make so
# common are left out. Their order is kept in archives: add behind, with a migration, and change nothing.
COMMON = (
    "في", "من", "علي", "الي", "التي", "ان", "انه", "عن", "مع", "هذا", "الذي", "هذه", "ذلك", "ما", "خلال", "عام", "لا",
    "بعد", "بين", "او",
)  # fmt: skip
TOTALS = ("times", *(f"word_{number}" for number in range(1, len(COMMON) + 1)))
COLUMN_OF = {word: number for number, word in enumerate(COMMON, 1)}  # the place of its count in `TOTALS`


def common_in(columns: Sequence[str]) -> list[int]:
    """Return the places in `TOTALS` of the common words that a statement has, given its columns in the index."""
    forms = {*columns[0].split(), *columns[2].split()}
    return [COLUMN_OF[word] for word in COLUMN_OF.keys() & forms]


def total_of(word: str) -> str | None:
    """Return the column of `statement_totals` that counts statements with a word that is asked for; None without."""
    return TOTALS[COLUMN_OF[word]] if word in COLUMN_OF else None


def statements_by_entity(connection: Connection) -> dict[str, int]:
    """Return how many statements each entity has, rejected ones too."""
    query = (
        "SELECT key, times FROM statement_names JOIN statement_totals ON statement_totals.field = 'who' "
        "AND statement_totals.value = statement_names.id WHERE statement_names.field = 'entity' AND times > 0"
    )
    return {str(key): int(times) for key, times in connection.exec_driver_sql(query)}


class Totals(dict[tuple[str, int], list[int]]):
    """How often each number comes, by field and number, in the order of `TOTALS`."""

    def __missing__(self, number: tuple[str, int]) -> list[int]:
        counts = self[number] = [0] * len(TOTALS)
        return counts

    def add(self, row: Sequence[int], columns: Iterable[int], *, by: int = 1) -> None:
        """Count a statement in some columns, given its place, speaker and codes."""
        place, who, codes = row
        for counts in (self["day", place >> ROW_BITS], self["who", who], self["codes", codes]):
            for column in columns:
                counts[column] += by
