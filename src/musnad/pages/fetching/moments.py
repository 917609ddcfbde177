"""Dates as feeds, sitemaps and people write them, as far as fetching needs them: is this before or after that?"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_SPAN = re.compile(r"(\d{1,6})([smhdw])")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def parse_moment(text: str | None) -> datetime | None:
    """Read an RFC 822 or ISO 8601 date; None where it is neither. One without a zone is taken for UTC.

    A date without a time is taken for its end: a page of that day is not older than any hour of it.
    """
    text = (text or "").strip()
    try:
        if match := _DAY.fullmatch(text):
            day = datetime.fromisoformat(text if match[1] else f"{text}-01").replace(tzinfo=UTC)
            return day + timedelta(days=1 if match[1] else 31, seconds=-1)
        found = datetime.fromisoformat(text)
    except ValueError:
        try:
            found = parsedate_to_datetime(text)
        except (TypeError, ValueError, OverflowError):
            return None
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError:
        return None


def parse_span(text: str) -> float:
    """Read a length of time such as `90s`, `10m`, `2h`, `3d`, `1w`; return seconds.

    Raises: ValueError: it is none.
    """
    match = _SPAN.fullmatch(text.strip())
    if not match:
        raise ValueError(f"{text!r} is no length of time; write 30s, 10m, 2h, 3d or 1w")
    return float(int(match[1]) * _UNITS[match[2]])


def parse_since(text: str, now: datetime) -> datetime:
    """Read a date, or a length of time before now.

    Raises: ValueError: it is neither.
    """
    try:
        return now - timedelta(seconds=parse_span(text))
    except ValueError:
        pass
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no date; write 2026-04-05, 2026-04-05T06:00 or, for the last days, 3d") from None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
