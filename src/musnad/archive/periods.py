"""Dates of a query: a day, a month or a year, in digits or in Arabic words → its first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from musnad.arabic.instants import DIGITS

_ISO = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?")


def period_of(value: str) -> tuple[str, str] | None:
    """Return first and last day, YYYY-MM-DD, of a date as a person writes it; None where it says no certain one.

    Known: 2031, 2031-05, 2031-05-04, in any digits, and whole dates in words (4 أيار 2031، رمضان 1452): nothing that is
    told from today, nothing without its year.
    """
    iso = _ISO.fullmatch(value.strip().translate(DIGITS))
    if iso:
        return _of_iso(iso[0])
    from musnad.arabic.dates import find_dates, resolve

    found = find_dates(value)
    if len(found) != 1 or found[0].text != value.strip() or found[0].relative or found[0].year is None:
        return None
    instant = resolve(found[0])
    if instant.at is None or any("day before month" in note for note in instant.notes):
        return None
    days = _of_iso(instant.at[:10])
    last = _of_iso(instant.until[:10]) if instant.until else days
    return (days[0], last[1]) if days and last else None


def _of_iso(text: str) -> tuple[str, str] | None:
    year, month, day = (int(part) for part in [*text.split("-"), "0", "0"][:3])
    if "-0" in f"{text}-" and ((text.count("-") >= 1 and not month) or (text.count("-") == 2 and not day)):
        return None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last = first.replace(month=month or 12)
    last = last.replace(day=day or monthrange(year, last.month)[1])
    return first.isoformat(), last.isoformat()
