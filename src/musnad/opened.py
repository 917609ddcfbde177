"""An archive as `musnad.open` gives it: what is kept and found, and what the rooms behind it make of that.

The rooms know nothing of those behind them; here they meet.
"""

from __future__ import annotations

import os

from musnad.archive.archive import Archive
from musnad.archive.opening import DEFAULT
from musnad.export import Exported
from musnad.export import export as export_from


class OpenArchive(Archive):
    """An archive with all that can be done with it; a context manager."""

    def export(
        self, query: str = "", *, format: str = "jsonl", output: str | os.PathLike[str], force: bool = False
    ) -> Exported:
        """Write everything that a query finds to a folder, with a manifest beside it.

        Args:
            query: as in `musnad search`; the empty one finds all that is not rejected.
            format: jsonl, csv, parquet (needs musnad[arrow]), annotations, ftm.
            output: the folder; it is made, or is empty.
            force: replace an earlier export in its place.
        Raises:
            ExportError: the folder holds something else, can't be written, or the format isn't there.
            QueryError: the query can't be read.
            ArchiveError: the archive can't be read.
        """
        return export_from(self, query, format=format, output=output, force=force)


def open_archive(
    path: str | os.PathLike[str] = DEFAULT, *, create: bool = False, readonly: bool = False
) -> OpenArchive:  # fmt: skip
    """Open an archive; `musnad.open` is this function.

    Args:
        path: of the file, or postgresql://USER@HOST/DATABASE.
        create: make it where there is none.
        readonly: open it for reading alone.
    Raises:
        ArchiveError: there is none, it is no archive, or it is of a newer version of musnad.
    """
    return OpenArchive(path, create=create, readonly=readonly)
