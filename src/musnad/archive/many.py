"""Adding by the thousand: read in processes, written by one, in transactions of many documents.

The order of the input is kept, so that versions and the order of statements are the same with any number of
processes.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing

from sqlalchemy import Engine
from sqlalchemy.exc import StatementError

from musnad.archive.adding import Added, Addition, add_documents
from musnad.archive.backends import backend_of
from musnad.archive.processes import Outcome, Waiting, read_items
from musnad.archive.worker import Settings
from musnad.document import Document
from musnad.errors import InputError
from musnad.pages.languages import OTHER_LANGUAGE
from musnad.pages.page import Page
from musnad.pages.sources import Item, Path, find_files, find_items

# Documents in a transaction: measured with 8 to 512, the rate is the same within what a busy machine wavers (bench
# /archive.py); a short one lets other writers have their turn and loses little where it is cut short.
BATCH = 32
# On a server each transaction has some forty questions, and writers come one behind the other: fewer and longer ones
# raise the rate by a sixth (bench/postgres.py with 32, 128).
FAR_BATCH = 128
RETRY_S = (0.1, 1.0, 5.0)  # pauses before a batch whose connection was lost is written again: a server restarts in them
BATCH_S, FAR_BATCH_S = 1.0, 3.0  # where documents come slowly, what is there is written after this time
_ALL = Settings(stories=True)

Input = Path | Item | InputError | Document | Addition
OnError = Callable[[InputError], None]


def add_all(
    engine: Engine, name: str, items: Iterable[Input], *,
    jobs: int = 1, on_error: OnError | None = None, settings: Settings = _ALL,
) -> Generator[Added, None, None]:  # fmt: skip
    """Read and add; `Archive.add_all` says how."""
    stories = settings.stories
    most, most_s = (FAR_BATCH, FAR_BATCH_S) if backend_of(engine).FAR else (BATCH, BATCH_S)
    with closing(read_items(_items(items), jobs=jobs, settings=settings)) as outcomes:
        batch: list[Outcome] = []
        begun = 0.0
        for outcome in outcomes:
            if isinstance(outcome.document, InputError):
                if on_error is None:
                    if outcome.document.code == OTHER_LANGUAGE:
                        continue
                    yield from _write(engine, name, batch, on_error, stories)
                    raise outcome.document
                on_error(outcome.document)
                continue
            if not batch:
                begun = time.monotonic()
            batch.append(outcome)
            if len(batch) >= most or time.monotonic() - begun > most_s:
                yield from _write(engine, name, batch, on_error, stories)
                batch = []
        yield from _write(engine, name, batch, on_error, stories)


def _items(items: Iterable[Input]) -> Iterator[Waiting]:
    for item in items:
        if isinstance(item, str | os.PathLike):
            yield from find_items(find_files([item]))
        else:
            yield item


def _write(
    engine: Engine, name: str, batch: list[Outcome], on_error: OnError | None, stories: bool
) -> Iterator[Added]:
    """Write a batch in one transaction; where one of it can't be kept, write each in its own and name that one."""
    if not batch:
        return
    backend = backend_of(engine)
    with backend.told(name):
        try:
            added = _write_together(engine, batch, stories)
        except (StatementError, ValueError, OverflowError, InputError) as error:
            if isinstance(error, StatementError) and not backend.refuses(error):
                raise
            if len(batch) > 1:
                for one in batch:
                    yield from _write(engine, name, [one], on_error, stories)
                return
            refused = _refused(batch[0])
            if on_error is None:
                raise refused from None
            on_error(refused)
            return
    yield from added


def _write_together(engine: Engine, batch: list[Outcome], stories: bool) -> list[Added]:
    additions = [Addition(o.document, o.page, o.packed) for o in batch if isinstance(o.document, Document)]
    for wait_s in (*RETRY_S, None):
        try:
            with engine.begin() as connection:
                added = add_documents(connection, additions, stories=stories)
            break
        except StatementError as error:  # what was written by then is taken back, or is known the next time
            if wait_s is None or not backend_of(engine).is_lost(error):
                raise
            time.sleep(wait_s)
    return [one._replace(name=getattr(o.item, "name", "")) for one, o in zip(added, batch, strict=True)]


def _refused(outcome: Outcome) -> InputError:
    import sys

    cause = sys.exc_info()[1]
    reason = str(getattr(cause, "orig", None) or cause).splitlines()[0]
    name = outcome.item.name if isinstance(outcome.item, Page) else getattr(outcome.item, "name", None)
    document = outcome.document.id if isinstance(outcome.document, Document) else ""
    return InputError(f"{name or f'document {document}'}: can't be kept: {reason}; look at its ids", code="not-kept")
