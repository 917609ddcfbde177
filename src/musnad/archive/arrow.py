"""pyarrow, where it is installed: imported on use, for it takes a while."""

from __future__ import annotations

from typing import Any

from musnad.errors import ExportError


def arrow() -> Any:
    """Return the module pyarrow.

    Raises:
        ExportError: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise ExportError("tables need pyarrow: pip install 'musnad[arrow]'") from error
    return pyarrow
