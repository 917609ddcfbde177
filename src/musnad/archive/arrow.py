"""Arrow tables, where pyarrow is installed."""

from __future__ import annotations

from typing import Any

from musnad.errors import MusnadError


def arrow() -> Any:
    """Return the module pyarrow.

    Raises:
        MusnadError: it is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise MusnadError("tables need pyarrow: pip install 'musnad[arrow]'") from error
    return pyarrow
