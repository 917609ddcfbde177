"""What was read of some files, taken many times under other ids: as if as many files more had been read.

Reading ten gigabytes takes hours; what the tables of so much take can be watched without.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from musnad.scale.places import Source, find_sources
from musnad.scale.staging import Options, staged_name, staged_schema

_NAMES = ("id", "own_id", "address", "url")
_POSTINGS = ("runs", "words")
_APART = 40  # bits of a key below what tells one time from another


def multiply(folder: Path, staged: Iterable[Path], times: int) -> list[Path]:
    """Write staged files again and again, each time with other ids, addresses and keys, so that none is a copy.

    Args:
        folder: gets an input of a few bytes for each, and `out/_read` what is said to be read of it.
        staged: files of `out/_read` of a job.
        times: how often each is taken.
    Returns: the inputs.
    """
    target = folder / "out" / "_read"
    target.mkdir(parents=True, exist_ok=True)
    files = list(staged)
    inputs = []
    for number in range(times * len(files)):
        path = folder / f"{number:06}.warc"
        path.write_bytes(bytes(number + 1))  # of a size of its own, so that each has another state
        inputs.append(path)
    sources = {source.name: source for source in find_sources(map(str, inputs))}
    for number, path in enumerate(inputs):
        time, which = divmod(number, len(files))
        _write(files[which], target, sources[str(path)], time)
    return inputs


def _write(staged: Path, target: Path, source: Source, time: int) -> None:
    read, columns = pq.ParquetFile(staged), staged_schema()
    name = staged_name(source, Options())
    with pq.ParquetWriter(target / name, columns, compression="zstd") as writer:
        for group in range(read.num_row_groups):
            table = read.read_row_group(group)
            arrays = [
                pa.array(_other(field.name, table.column(field.name).to_pylist(), source.name, time), field.type)
                if field.name in (*_NAMES, *_POSTINGS, "digest", "input") else table.column(field.name)
                for field in columns
            ]  # fmt: skip
            writer.write_table(pa.Table.from_arrays(arrays, schema=columns))
        about = {name: value for name, value in (read.metadata.metadata or {}).items() if name.startswith(b"musnad.")}
        writer.add_key_value_metadata(about)


def _other(column: str, values: list[Any], source: str, time: int) -> list[Any]:
    if column == "input":
        return [source] * len(values)
    if column in _NAMES:
        return [None if value is None else f"{value}x{time}" for value in values]
    if column == "digest":
        return [value and hashlib.blake2b(value + bytes([time % 256]), digest_size=16).digest() for value in values]
    return [
        value and [{"key": (one["key"] + (time << _APART)) % (1 << 62), "weight": one["weight"]} for one in value]
        for value in values
    ]
