"""One input file → one Parquet file of its documents: what a worker of an engine does, and can do again.

The file depends on the input alone: the same bytes on every machine with the same versions. Its name tells input,
reader and options, so what is there needs not be read again: a job goes on where it was stopped.
"""

from __future__ import annotations

import atexit
import hashlib
import io
import json
import os
import pickle
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import msgspec

from musnad.archive.adding import own_id
from musnad.archive.arrow import arrow
from musnad.archive.rereading import present_reader
from musnad.archive.rows import address_of, day_of
from musnad.document import Document
from musnad.errors import InputError
from musnad.inputs import read, read_item
from musnad.pages.languages import OTHER_LANGUAGE
from musnad.pages.outlets import Outlets
from musnad.pages.page import Page
from musnad.pages.sources import Item
from musnad.scale.batch import Result, to_batch
from musnad.scale.columns import schema
from musnad.scale.guard import MEMORY_BYTES, TIMEOUT_S, Guard, Tick
from musnad.scale.items import items_of
from musnad.scale.places import Source, key_of, names_in, opened, written
from musnad.stories.article import article_of
from musnad.stories.copies import keys_of as runs_of
from musnad.stories.fingerprint import Fingerprint, fingerprint
from musnad.stories.grouping import keys_of as terms_in
from musnad.stories.grouping import period_of
from musnad.stories.terms import Terms, vectors

VERSION = "2"  # of the staged columns; raise it when they change
UNDATED, UNKNOWN = "undated", "unknown"  # what stands for a day and an outlet that nobody knows
_ITEMS, _ITEM_BYTES = 64, 4_000_000  # that go to the child at once, …
_GROUP_BYTES = 32_000_000  # … and what is held of a row group before it is written: both keep memory flat
_LONGEST_KEY = 100  # letters of a folder's name; file systems take 255 bytes


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What a job is told about reading.

    `keep_pages` keeps the bytes of pages beside their documents. `only_arabic` passes over what is in another language,
    without a row. `outlets` are those known by address and name, None for the ones that come with musnad. `timeout_s`
    and `memory_bytes` are those of `guard.Guard`.
    """

    keep_pages: bool = False
    only_arabic: bool = False
    outlets: Outlets | None = None
    timeout_s: float = TIMEOUT_S
    memory_bytes: int | None = MEMORY_BYTES


class Staged(msgspec.Struct, frozen=True):
    """What came of an input: the file it gave, documents and errors in it, what was passed over, its size."""

    name: str
    file: str
    documents: int
    errors: int
    passed_over: int
    size_bytes: int


def staged_schema() -> Any:
    """Return the schema of a staged file: the columns of documents, and what shuffling needs."""
    pa = arrow()
    text, number = pa.string(), pa.int64()
    posting = pa.struct([("key", number), ("weight", number)])
    sketch = pa.struct([("packed", pa.binary()), ("size", pa.int32())])
    terms = pa.struct([(name, pa.binary()) for name in Terms.__struct_fields__])
    own = [
        ("input", text), ("position", number), ("date", text), ("outlet_key", text), ("address", text),
        ("digest", pa.binary()), ("own_id", text), ("at", number),
        ("runs", pa.list_(posting)), ("sketch", sketch), ("words", pa.list_(posting)), ("terms", terms),
        ("body", pa.binary()), ("headers", text),
    ]  # fmt: skip
    return pa.schema([*schema(), *(pa.field(name, kind) for name, kind in own)])


def staged_name(source: Source, options: Options) -> str:
    """Return the name of the file that an input gives."""
    outlets = "" if options.outlets is None else repr(list(options.outlets))
    chosen = "pages " * options.keep_pages + "only-arabic" * options.only_arabic
    return key_of(VERSION, present_reader(), chosen, outlets, source.name, source.state) + ".parquet"


def stage(source: Source, path: str, options: Options) -> Staged:
    """Read an input into the file `path`; where it was read already, tell what is there."""
    folder, name = path.rsplit("/", 1)
    if name not in names_in(folder):
        _write(source, path, options)
    return summary(source, path)


def summary(source: Source, path: str) -> Staged:
    """Return what an input gave, by the file that is there."""
    import pyarrow.parquet as pq

    with opened(path) as stream:
        about = pq.read_metadata(stream)
        errors = int(about.metadata[b"musnad.errors"])
        passed_over = int(about.metadata[b"musnad.passed_over"])
        size = stream.seek(0, os.SEEK_END)
        return Staged(source.name, path, about.num_rows - errors, errors, passed_over, size)


def _write(source: Source, path: str, options: Options) -> None:
    import pyarrow.parquet as pq

    pa = arrow()
    columns = staged_schema()
    waiting: list[Any] = []
    errors = passed_over = position = 0
    with written(path) as stream, closing(pq.ParquetWriter(stream, columns, compression="zstd")) as writer:

        def flush() -> None:
            if waiting:
                writer.write_table(pa.Table.from_batches(waiting, columns))
                waiting.clear()

        guard = _guard(options)
        for items in _portions(items_of(source)):
            for answer in guard.do(items):
                for batch in pa.ipc.open_stream(answer):
                    placed, past = _without_others(_placed(batch, source.name, position))
                    errors += len(placed.column("error").drop_null())
                    passed_over += past
                    waiting.append(placed)
                    position += batch.num_rows
            if sum(batch.nbytes for batch in waiting) > _GROUP_BYTES:
                flush()
        flush()
        writer.add_key_value_metadata({"musnad.errors": str(errors), "musnad.passed_over": str(passed_over)})


def _portions(items: Iterable[Item | InputError]) -> Iterator[list[Item | InputError]]:
    portion: list[Item | InputError] = []
    size = 0
    for item in items:
        portion.append(item)
        size += 0 if isinstance(item, InputError) else len(item.body) if isinstance(item, Page) else len(item.text)
        if len(portion) >= _ITEMS or size >= _ITEM_BYTES:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


_guards: dict[bytes, Guard] = {}  # one at most: that of the job that this process works for


def _guard(options: Options) -> Guard:
    """Return the child that reads, the same for all inputs of a job that this process gets: it starts in a second."""
    key = pickle.dumps(options)
    if key not in _guards:
        for other in _guards.values():
            other.close()
        _guards.clear()
        work = Reading(options.keep_pages, options.only_arabic, options.outlets)
        guard = Guard(work, timeout_s=options.timeout_s, memory_bytes=options.memory_bytes)
        _guards[key] = guard
        atexit.register(guard.close)
    return _guards[key]


def _placed(batch: Any, name: str, first: int) -> Any:
    """Put the places in the input where the child, who doesn't know them, left nothing."""
    pa = arrow()
    places = {
        "input": pa.array([name] * batch.num_rows, pa.string()),
        "position": pa.array(range(first, first + batch.num_rows), pa.int64()),
    }
    arrays = [places.get(field.name, column) for field, column in zip(batch.schema, batch.columns, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=batch.schema)


def _without_others(batch: Any) -> tuple[Any, int]:
    """Return the rows but those that are passed over, and how many these are."""
    import pyarrow.compute as pc

    others = pc.fill_null(pc.equal(batch.column("error_code"), OTHER_LANGUAGE), False)
    return batch.filter(pc.invert(others)), pc.sum(others).as_py() or 0


class Reading(msgspec.Struct, frozen=True):
    """Items → rows of a staged file, as bytes of Arrow's stream format; it runs in the guarded child."""

    keep_pages: bool
    only_arabic: bool
    outlets: Outlets | None

    def __call__(self, items: Sequence[Item | InputError], tick: Tick) -> bytes:
        pa = arrow()
        results = []
        if not items:
            read("قال الوالي إن الجسر آمن.")  # loads the lexicon
        for item in items:
            results.append(self._read(item))
            tick()
        table = to_batch(results)
        # A document that a table can't hold has become an error by now.
        is_whole = [error is None for error in table.column("error").to_pylist()]
        own = [
            self._own(result, item, whole) for result, item, whole in zip(results, items, is_whole, strict=True)
        ]
        columns = staged_schema()
        rest = pa.RecordBatch.from_pylist(own, schema=pa.schema(list(columns)[len(table.schema) :]))
        batch = pa.RecordBatch.from_arrays([*table.columns, *rest.columns], schema=columns)
        sink = io.BytesIO()
        with pa.ipc.new_stream(sink, columns) as writer:
            writer.write_batch(batch)
        return sink.getvalue()

    def _read(self, item: Item | InputError) -> Result:
        if isinstance(item, InputError):
            return Result(getattr(item, "name", ""), item)
        try:
            return Result(item.name, read_item(item, outlets=self.outlets, only_arabic=self.only_arabic))
        except InputError as error:
            return Result(item.name, error)

    def _own(self, result: Result, item: Item | InputError, is_whole: bool) -> dict[str, Any]:
        document = result.document
        if not is_whole or not isinstance(document, Document):
            return {}
        found = fingerprint(article_of(document))
        row: dict[str, Any] = {
            "date": date_key(document), "outlet_key": outlet_key(document), "address": address_of(document),
            "digest": hashlib.blake2b(document.text.encode(), digest_size=16).digest(), "own_id": own_id(document),
            "at": found.at, "runs": [{"key": key, "weight": 1} for key in runs_of(found.sketch)],
            "sketch": {"packed": found.sketch.packed, "size": found.sketch.size},
            "words": [{"key": key, "weight": weight} for key, weight in words_of(found)],
            "terms": {name: getattr(found.terms, name) for name in Terms.__struct_fields__},
        }  # fmt: skip
        if self.keep_pages and isinstance(item, Page):
            row |= {"body": item.body, "headers": json.dumps(item.headers, ensure_ascii=False, sort_keys=True)}
        return row


def words_of(found: Fingerprint) -> Iterator[tuple[int, int]]:
    """Yield the terms under which an article meets others, in its own period of days and the next one.

    `stories.grouping` posts in one period and asks in three; who posts in two meets the same articles.
    """
    period = period_of(found.at)
    weights = vectors(found.terms).weights
    for one in (period,) if found.at is None else (period, period + 1):
        yield from ((key, weights[key & 0xFFFFFFFF] ** 2) for key in terms_in(found.terms, one))


def date_key(document: Document) -> str:
    """Return the day of publication as the name of a folder."""
    try:
        return date.fromisoformat(day_of(document) or "").isoformat()
    except ValueError:
        return UNDATED


def outlet_key(document: Document) -> str:
    """Return a name for a document's outlet that every file system takes: its id in the catalogue, else its host."""
    if document.outlet_id:
        return document.outlet_id
    try:
        host = urlsplit(address_of(document) or "").hostname or ""
        host = host.encode("idna").decode("ascii").removeprefix("www.")
    except (ValueError, UnicodeError):
        host = ""
    kept = "".join(letter for letter in host.lower() if letter.isalnum() or letter in ".-")[:_LONGEST_KEY].strip(".")
    if kept or not document.outlet:
        return kept or UNKNOWN
    return "x" + hashlib.blake2b(document.outlet.encode("utf-8", "replace"), digest_size=6).hexdigest()
