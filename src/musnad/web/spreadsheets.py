"""Figures as files for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from musnad.export.spreadsheet import guarded


def csv_of(table: Sequence[Sequence[Any]]) -> str:
    """Return rows as CSV that a spreadsheet runs nothing of."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    for row in table:
        writer.writerow([guarded(str(cell)) for cell in row])
    return "\ufeff" + out.getvalue()
