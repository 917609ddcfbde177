"""How fast an archive is searched: 100,000 statements, then 1,000,000, and the growth from the one to the other.

usage: python bench/search.py [--statements N] [--folder DIR] [--keep]

The archive is grown from read documents under new ids, through the functions that index what `musnad add` adds; days,
outlets, speakers, who they are, and rare words vary. Queries are words, phrases, who with words, and a facet of a word,
at ranks of frequency that grow by the same factor: some as common as any (في، من), some that stand in a dozen
statements. Each asks for the first twenty results, spans included. Facets of words in more than a tenth of all
statements have a line of their own besides. Bounds are printed beside the figures; nothing fails here.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import math
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import musnad
from bench import load_texts
from musnad.arabic.search_words import words
from musnad.archive.archive import Archive
from musnad.archive.entity_keeping import add_entities
from musnad.archive.entity_rows import entity_rows
from musnad.archive.rows import document_row, kept_columns, speaker_rows, statement_rows
from musnad.archive.tables import documents, speakers, statements
from musnad.document import Document

SEED = 20150801  # any number does; the same makes runs comparable
BOUND_MS = 60  # p95 at 1,000,000 statements, from the issue that asked for search
LETTERS = "بتثجحخدذرزسشصضطظعغقكلمنهي"
FIRST_DAY, DAYS = date(2012, 1, 1), 3_650
OUTLETS, FORENAMES = 80, 400
AT_ONCE = 200  # documents in a transaction
ROUNDS = 3


def main() -> int:
    """Grow, measure, grow, measure."""
    parser = argparse.ArgumentParser(description="Time searches in an archive of a million statements.")
    parser.add_argument("--statements", type=int, default=1_000_000, help="in the end (1000000)")
    parser.add_argument("--folder", default=tempfile.gettempdir(), help="where the archive is made")
    parser.add_argument("--keep", action="store_true", help="leave the archive where it is")
    options = parser.parse_args()
    texts, origin = load_texts(4_000)
    if not texts:
        print("search: no texts: neither the corpus beside the project nor pages in examples/", file=sys.stderr)
        return 1
    read = [document for document in map(musnad.read, texts) if document.statements]
    gc.freeze()  # these documents are no part of what is timed
    folder = Path(tempfile.mkdtemp(prefix="musnad-search-", dir=options.folder))
    print(f"{len(read):,} documents {origin}; {os.cpu_count()} cores")
    try:
        measure(read, folder / "bench.db", options.statements)
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    return 0


def measure(read: list[Document], path: Path, size: int) -> None:
    """Print the figures of an archive at a tenth of its size, then at its size, and the growth between."""
    queries = make_queries(read)
    with musnad.open(path, create=True) as archive:
        source = grown(read)
        before = None
        for goal in (size // 10, size):
            start = time.perf_counter()
            count = grow(archive, source, goal)
            took, kept = time.perf_counter() - start, path.stat().st_size
            print(f"\n{count:,} statements, archive {kept / 1e6:,.0f} MB, grown in {took:,.0f} s")
            figures = {name: timed(archive, run, asked) for name, (run, asked) in queries.items()}
            report(figures, before)
            before = figures


# -- growing -----------------------------------------------------------------------------------


class Rows(NamedTuple):
    """Rows of a document."""

    document: dict[str, Any]
    speakers: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    entities: list[dict[str, Any]]


def grown(read: list[Document]) -> Iterator[Rows]:
    """Yield rows of documents without end."""
    chance = random.Random(SEED)
    rows = [
        Rows(
            document_row(d, page=None, version=1, added_at=""), speaker_rows(d), statement_rows(d),
            [*entity_rows(d).values()],
        )
        for d in read
    ]  # fmt: skip
    weights = list(itertools.accumulate(1 / rank for rank in range(1, OUTLETS + 1)))
    common = list(itertools.accumulate(1 / rank for rank in range(1, FORENAMES + 1)))
    for number in itertools.count():
        document, people, said, entities = chance.choice(rows)
        new = {"document": f"d{number}"}
        day = (FIRST_DAY + timedelta(days=int(math.sqrt(chance.random()) * DAYS))).isoformat()
        outlet = f"صحيفة {invented(chance.choices(range(OUTLETS), cum_weights=weights)[0])}"
        drawn = chance.choices(range(FORENAMES), cum_weights=common)[0]
        forename = invented(1_000 + drawn) if chance.random() < 0.5 else ""
        placed = {"day": day, "outlet": outlet}
        own = {"id": f"d{number}", "address": None, "added_at": "2031-01-01T00:00:00Z"}
        said = [called(s, forename, drawn) | new | placed | {"id": f"s{number}-{s['position']}"} for s in said]
        yield Rows(
            document | placed | own,
            [called(p, forename, drawn) | new for p in people],
            [s | {"content": f"{s['content']} {rare_word(chance)}"} for s in said],  # for the index alone
            [called(e, forename, drawn) for e in entities],
        )


def called(row: dict[str, Any], forename: str, number: int) -> dict[str, Any]:
    """Return a speaker, a statement or an entity with one more name for whoever speaks: somebody else with it."""
    if not forename:
        return row
    new: dict[str, Any] = {name: f"{row[name]} {forename}" for name in ("name", "who") if row.get(name)}
    if row.get("entity"):
        new["entity"] = f"{row['entity']}-{number}"
    if "names" in row:
        names = [f"{name} {forename}" for name in row["names"]]
        new |= {"id": f"{row['id']}-{number}", "names": names, "source": "text"}
    return row | new


def rare_word(chance: random.Random) -> str:
    """Return an invented word; rare ones are as many as in any language."""
    return invented(10_000 + int(1 / (chance.random() + 1e-5)))


def invented(number: int) -> str:
    """Return an invented word, one a number."""
    digits = []
    number += len(LETTERS) ** 3
    while number:
        number, digit = divmod(number, len(LETTERS))
        digits.append(LETTERS[digit])
    return "".join(digits)


def grow(archive: Archive, source: Iterator[Rows], goal: int) -> int:
    """Add rows until there are as many statements as wanted; return how many there are."""
    with archive.engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT coalesce(max(row), 0) FROM statements").scalar() or 0
        known = set(connection.exec_driver_sql("SELECT id FROM entities").scalars())
    while row < goal:
        part = list(itertools.islice(source, AT_ONCE))
        said = [statement for rows in part for statement in rows.statements]
        said = [statement | {"row": row + n} for n, statement in enumerate(said, 1)]
        named = {entity["id"]: entity for rows in part for entity in rows.entities if entity["id"] not in known}
        known |= named.keys()
        with archive.engine.begin() as connection:
            add_entities(connection, [*named.values()])
            archive.backend.insert_rows(connection, documents, [rows.document for rows in part])
            if people := [person for rows in part for person in rows.speakers]:
                archive.backend.insert_rows(connection, speakers, people)
            archive.backend.insert_rows(connection, statements, kept_columns(said))
            archive.backend.index(connection, said)
        row += len(said)
    return row


# -- queries -----------------------------------------------------------------------------------

Queries = dict[str, tuple[Callable[[Archive, str], Any], list[str]]]


def make_queries(read: list[Document]) -> Queries:
    """Return what is run, by its name, with its queries."""
    single: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    people: Counter[str] = Counter()
    for document in read:
        for row in statement_rows(document):
            found = words(row["content"])
            single.update(set(found))
            pairs.update({f'"{" ".join(pair)}"' for pair in itertools.pairwise(found)})
            pairs.update({f'"{" ".join(found[i : i + 3])}"' for i in range(len(found) - 2)})
            people.update({f"who:{word}" for word in set(words(row["who"] or ""))})
    tenth = sum(len(document.statements) for document in read) / 10
    one, two, who = spread(single, 24), spread(pairs, 24), spread(people, 24)
    both = [f"{name} {word}" for name, word in zip(who, reversed(one), strict=True)]
    both += [f"{name} {word}" for name, word in zip(who[:12], one[:12], strict=True)]
    return {
        "word": (first, one),
        "phrase": (first, two),
        "who + words": (first, both),
        "facet count": (
            lambda archive, query: archive.search(query).facets(["who"]),
            [*one, *both[:12]],
        ),
        "… of the commonest words": (
            lambda archive, query: archive.search(query).facets(["who"]),
            [w for w in one if single[w] >= tenth],
        ),
        "(seven facets of a word)": (lambda archive, query: archive.search(query).facets(), one),
        "(count)": (lambda archive, query: archive.search(query).count(), [*one, *two, *both]),
        "(by relevance)": (lambda archive, query: list(archive.search(query, "relevance", limit=20)), one),
        "(facets of everything)": (lambda archive, query: archive.search(query).facets(), [""]),
        "(fields alone)": (first, ["", "act:deny", "named:no", "since:2014-03 until:2014-04", "NOT force:neutral"]),
    }


def first(archive: Archive, query: str) -> Any:
    """Return the first screen of results."""
    return list(archive.search(query, limit=20))


def spread(counted: Counter[str], many: int) -> list[str]:
    """Return as many at ranks of frequency that grow by the same factor, from the commonest to the rarest."""
    ranked = [item for item, _times in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    factor = len(ranked) ** (1 / (many - 1))
    return [ranked[min(int(factor**n) + n, len(ranked)) - 1] for n in range(many)]


class Times(NamedTuple):
    """Milliseconds a run: by the clock, and of the processor alone, which a busy machine lengthens less."""

    clock: list[float]
    processor: list[float]


def timed(archive: Archive, run: Callable[[Archive, str], Any], queries: Iterable[str]) -> Times:
    """Time each query several times in mixed order."""
    asked = [query for query in queries for _ in range(ROUNDS)]
    random.Random(SEED).shuffle(asked)
    found = Times([], [])
    for query in asked:
        start, used = time.perf_counter(), time.process_time()
        run(archive, query)
        found.processor.append((time.process_time() - used) * 1_000)
        found.clock.append((time.perf_counter() - start) * 1_000)
    return found


def p95(times: list[float]) -> float:
    """Return the time that 95 in 100 keep to."""
    return statistics.quantiles(times, n=20)[-1]


def report(figures: dict[str, Times], before: dict[str, Times] | None) -> None:
    """Print a line a sort of query."""
    print(f"{'ms':26}{'queries':>8}{'median':>9}{'p95':>9}{'longest':>9}{'p95 cpu':>9}{'growth':>8}")
    for name, times in figures.items():
        line = f"{name:26}{len(times.clock) // ROUNDS:8}{statistics.median(times.clock):9.1f}{p95(times.clock):9.1f}"
        line += f"{max(times.clock):9.1f}{p95(times.processor):9.1f}"
        line += f"{p95(times.processor) / p95(before[name].processor):8.1f}" if before else " " * 8
        print(line + ("" if name.startswith("(") else f"   bound {BOUND_MS}"))


if __name__ == "__main__":
    sys.exit(main())
