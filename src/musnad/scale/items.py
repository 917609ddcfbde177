"""A file that an engine reads → the texts and pages in it: WARC, JSON lines, Parquet, one after the other."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from musnad.archive.arrow import arrow
from musnad.errors import InputError
from musnad.pages.sources import Item
from musnad.pages.texts import read_lines
from musnad.pages.warc import read_open_warc
from musnad.scale.batch import BODY, OTHERS, STRINGS, TEXT, item_of, rows_of
from musnad.scale.places import PARQUETS, WARCS, Source, opened

_ROWS = 64  # of Parquet at a time: pages may have 20 MB, most have 100 kB


def items_of(source: Source) -> Iterator[Item | InputError]:
    """Yield the texts and pages of a file in their order; an error stands where one can't be read.

    Raises:
        OSError: the file can't be reached: that may be another time, so it is no error of the input.
    """
    kind = source.name.lower()
    try:
        with opened(source.path) as stream:
            if kind.endswith(WARCS):
                yield from read_open_warc(stream, source.name)
            elif kind.endswith(PARQUETS):
                yield from _rows(stream, source.name)
            elif kind.endswith(".gz"):
                with gzip.open(stream) as unpacked:
                    yield from read_lines(unpacked, source.name)  # type: ignore[arg-type]
            else:
                yield from read_lines(stream, source.name)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield InputError(f"{source.name}: damaged: {error}; what is behind is left out", code="file")
    except OSError:
        raise
    except Exception as error:  # one file must not end a job of ten thousand
        reason = f"{type(error).__name__}: {error}"
        yield InputError(f"{source.name}: taking it apart failed with {reason}; please report it", code="fault")


def _rows(stream: BinaryIO, name: str) -> Iterator[Item | InputError]:
    pa = arrow()
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        wanted = [column for column in (TEXT, BODY, *STRINGS, *OTHERS) if column in file.schema_arrow.names]
        if TEXT not in wanted and BODY not in wanted:
            found = ", ".join(file.schema_arrow.names[:10])
            yield InputError(f"{name}: no column text or body; it has {found}", code="file")
            return
        number = 0
        for batch in file.iter_batches(_ROWS, columns=wanted):
            for row in rows_of(batch):
                number += 1
                here = f"{name}:{number}"
                try:
                    yield InputError(f"{here}: {row}", code=row.code) if isinstance(row, InputError) else item_of(
                        row | {"name": row.get("name") or here}
                    )
                except InputError as error:
                    message = str(error)
                    yield InputError(message if message.startswith(here) else f"{here}: {message}", code=error.code)
    except (pa.ArrowException, OSError, UnicodeError) as error:  # pyarrow tells of damage by an OSError, too
        reason = (str(error).splitlines() or [type(error).__name__])[0]
        yield InputError(f"{name}: damaged Parquet: {reason}; the rest is left out", code="file")
