"""A date as a page, a feed or a server writes it → `Instant`: ISO 8601, RFC 822, English and French months, Arabic."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache

import msgspec

from musnad.arabic.calendars import LATIN_MONTHS
from musnad.arabic.date_resolving import HALF_UNSAID
from musnad.arabic.dates import DateExpression, Instant, find_dates, read_iso, resolve
from musnad.arabic.instants import DIGITS, LONGEST_STAMP, UNSEEN, impossible, instant, refuse

_MONTHS = {name: number for name, number in LATIN_MONTHS.items() if len(name) <= 4}  # told by how a word begins
EPOCHS = ("1970-01-01", "1969-12-31", "1900-01-01", "1899-12-30", "0001-01-01")  # what unset fields are printed as


def read_stamp(text: str) -> Instant:
    """Read one date in whatever form a system writes it.

    Args:
        text: one date and no more: an attribute, a field of a feed, a header.
    Returns: the instant, refused with a reason where it is none, impossible or an unset field's (1970-01-01).
    """
    text = text.translate(DIGITS).translate(UNSEEN).strip()
    if not text:
        return refuse("empty")
    if len(text) > LONGEST_STAMP:
        return refuse(f"{len(text)} characters are no date")
    found = _number(text) or read_iso(text) or _rfc822(text) or _latin(text) or _arabic(text)
    if found is None:
        return refuse("no date that can be read")
    if found.at is not None and found.at.startswith(EPOCHS):
        return refuse("an unset field, not a date")
    return found


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    weekday, month, year = r"(?:[A-Za-z]{3,9}\.?,?\s+)?", r"(?P<month>[A-Za-zéû]{3,9})\.?", r"(?P<year>\d{4})"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    clock = (
        r"(?:[,\s]*(?:at|à|-)?\s*(?P<hour>\d{1,2})[:h](?P<minute>\d\d)(?::(?P<second>\d\d))?"
        r"\s*(?P<half>[AaPp])?\.?[Mm]?\.?)?\s*(?P<rest>.*)"
    )
    day_first = weekday + day + r"[\s-]+" + month + r",?[\s-]+" + year
    month_first = weekday + month + r"\s+" + day + r",?\s+" + year
    return re.compile(day_first + clock), re.compile(month_first + clock)


def _number(text: str) -> Instant | None:
    """Seconds or milliseconds since 1970, as scripts have them; only of the years that the web has had."""
    if not re.fullmatch(r"\d{10}|\d{13}", text):
        return None
    seconds = int(text[:10])
    moment = datetime.fromtimestamp(seconds, UTC)
    return instant(moment, "second") if moment.year >= 1990 else None


def _rfc822(text: str) -> Instant | None:
    if not re.match(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{2,4}\s+\d", text):
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.utcoffset() is not None and abs(moment.utcoffset() or moment.resolution).total_seconds() > 14 * 3600:
        return refuse("no time zone")
    return read_iso(moment.isoformat())


def _latin(text: str) -> Instant | None:
    """«April 5, 2018 2:30 pm», «5 avril 2018 à 14h30», «Thu Apr 05 2018 14:30:00 GMT+0300 (AST)»."""
    for pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is None:
            continue
        name = found["month"].lower()
        month = _MONTHS.get(name[:4]) or _MONTHS.get(name[:3])
        if month is None:
            continue
        day, year = int(found["day"]), int(found["year"])
        reason = impossible(year, month, day)
        if reason:
            return refuse(reason)
        iso = f"{year:04}-{month:02}-{day:02}"
        if found["hour"]:
            iso += f" {found['hour']}:{found['minute']}"
            iso += f":{found['second']}" if found["second"] else ""
            iso += f" {found['half']}M" if found["half"] else ""
            zone = re.match(r"(?:Z|GMT|UTC)?\s*(?:[+-]\d\d:?\d\d)?", found["rest"])
            iso += f" {zone[0]}" if zone and zone[0] else ""
        elif re.search(r"\d", found["rest"]):  # 20 April 2012 الساعة 2:30 م
            return _arabic(text) or read_iso(iso)
        return read_iso(iso)
    return None


def _arabic(text: str) -> Instant | None:
    """«الخميس 5 أبريل 2018 - 14:30»: a date that needs no base, the only one in the text."""
    found = find_dates(text)
    if len(found) != 1 or not found[0].full:
        return None
    return resolve(_of_24_hours(found[0]))


def _of_24_hours(said: DateExpression) -> DateExpression:
    """Take «الساعة 4:30» as it stands, and note it: prose may mean the afternoon, systems count to 24."""
    if said.clock is None or said.half or said.part or said.day_clock or not re.search(r"\d:\d\d", said.text):
        return said
    notes = (*said.notes, HALF_UNSAID) if 1 <= said.clock[0] <= 12 else said.notes
    return msgspec.structs.replace(said, day_clock=True, notes=notes)
