"""Points in time as text: ISO 8601 read as pages write it, written one way, compared at any precision.

What is known only to the day stays a day (`2018-04-05`), a month a month (`2018-04`). A time of day has an
offset where the zone is known and none where it isn't. Every reading and writing of dates goes through here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import Literal

import msgspec

Precision = Literal["second", "minute", "day", "month", "year"]
PRECISIONS: tuple[Precision, ...] = ("year", "month", "day", "minute", "second")  # coarse to fine
DIGITS = {0x0660 + d: str(d) for d in range(10)} | {0x06F0 + d: str(d) for d in range(10)}
UNSEEN = dict.fromkeys([0x61C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])


class Instant(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression means on the calendar, or why that can't be said.

    Args:
        at: ISO 8601 down to `precision` (`2018`, `2018-04`, `2018-04-05`, `2018-04-05T14:30:00+03:00`; minutes have
            seconds `:00`); None where it is refused.
        zone: the offset (`+03:00`), None where it isn't said.
        until: the last day meant, where several are (a week, a Hijri month): `at` is the first then.
        reason: why it is refused.
        notes: what was taken for granted on the way, such as `day before month` or `year from the base`.
    """

    at: str | None = None
    precision: Precision | None = None
    zone: str | None = None
    until: str | None = None
    reason: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """It is one point or one period of the calendar, not a span of days."""
        return self.at is not None and self.until is None


def refuse(reason: str, notes: tuple[str, ...] = ()) -> Instant:
    """Return the instant of what can't be placed in time."""
    return Instant(reason=reason, notes=notes)


def instant(moment: date | datetime, precision: Precision, notes: tuple[str, ...] = ()) -> Instant:
    """Return `moment` as an instant of `precision`."""
    if precision in ("second", "minute"):
        assert isinstance(moment, datetime)
        moment = moment.replace(microsecond=0)
        return Instant(at=moment.isoformat(), precision=precision, zone=offset_text(moment), notes=notes)
    length = {"year": 4, "month": 7, "day": 10}[precision]
    return Instant(at=moment.isoformat()[:length], precision=precision, notes=notes)


def offset_text(moment: datetime) -> str | None:
    """Return the offset of `moment` as it stands in its ISO form."""
    return None if moment.utcoffset() is None else moment.isoformat()[19:]


@cache
def _iso() -> re.Pattern[str]:
    return re.compile(
        r"(?P<year>\d{4})(?:(?P<sep>[-/.])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?"
        r"|(?P<month2>\d\d)(?P<day2>\d\d))?"
        r"(?:(?:\s*T\s*|,?\s+)(?P<hour>\d{1,2}):?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
        r"(?:\s*(?P<half>[AaPp])\.?[Mm]\.?)?"
        r"(?:\s*(?P<utc>Z|z|GMT|UTC))?(?:\s*(?P<sign>[-+\u2212])(?P<hours>\d\d?):?(?P<minutes>\d\d)?)?"
        r"(?:\[[A-Za-z/_]{1,40}\])?)?"
    )


LONGEST_STAMP = 200  # characters; no stamp is longer, and no pattern is tried on what is


def read_iso(text: str) -> Instant | None:
    """Read an ISO 8601 date or time, well-formed or nearly so (a blank for T, `+0300`, Arabic digits).

    Returns: the instant, refused where it is no real date; None where `text` isn't of that form. Midnight to the
    second is taken as the day: so systems write a date without a time.
    """
    if len(text) > LONGEST_STAMP:
        return None
    found = _iso().fullmatch(text.translate(DIGITS).translate(UNSEEN).strip())
    return None if found is None else _instant_of(found.groupdict())


def _instant_of(parts: dict[str, str | None]) -> Instant:
    month, day = parts["month"] or parts["month2"], parts["day"] or parts["day2"]
    year = int(parts["year"] or 0)
    reason = impossible(year, int(month or 1), int(day or 1))
    if reason:
        return refuse(reason)
    if day is None or parts["hour"] is None:
        precision: Precision = "day" if day else "month" if month else "year"
        return instant(date(year, int(month or 1), int(day or 1)), precision)
    hour, minute, second = int(parts["hour"]), int(parts["minute"] or 0), int(parts["second"] or 0)
    if parts["half"] and hour <= 12:
        hour = hour % 12 + (12 if parts["half"] in "Pp" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return refuse(f"no time of day: {hour:02}:{minute:02}:{second:02}")
    zone: timezone | None = UTC if parts["utc"] else None
    if parts["sign"]:
        ahead = timedelta(hours=int(parts["hours"] or 0), minutes=int(parts["minutes"] or 0))
        if ahead > timedelta(hours=14):
            return refuse(f"no time zone: {ahead} from UTC")
        zone = timezone(ahead if parts["sign"] == "+" else -ahead)
    moment = datetime.combine(date(year, int(month or 1), int(day)), time(hour, minute, second), zone)
    if moment.time() == time(0) and parts["second"] is not None:
        return instant(moment, "day", ("midnight: taken as a day",))
    return instant(moment, "second" if second else "minute")


def impossible(year: int, month: int, day: int) -> str:
    """Say why there is no such day in the Gregorian calendar; empty where there is."""
    if not 1 <= year <= 9998:
        return f"no year {year}"
    if not 1 <= month <= 12:
        return f"no month {month}"
    if not 1 <= day <= monthrange(year, month)[1]:
        return f"no day {day} in {year}-{month:02}"
    return ""


def bounds(at: str) -> tuple[datetime, datetime]:
    """Return the first moment that `at` (of an `Instant`) may mean and the first behind it, without zone."""
    if len(at) > 10:
        moment = datetime.fromisoformat(at).replace(tzinfo=None)
        return moment, moment + timedelta(minutes=1)
    year, month, day = (int(part) for part in (at + "-01-01")[:10].split("-"))
    first = datetime(year, month, day)
    if len(at) == 10:
        return first, first + timedelta(days=1)
    if len(at) == 7:
        return first, datetime(year + month // 12, month % 12 + 1, 1)
    return first, datetime(year + 1, 1, 1)


def later_than(at: str, limit: datetime) -> bool:
    """Tell whether the first moment of `at` is past `limit` (in UTC); what has no zone may be 14 hours early."""
    first = bounds(at)[0]
    if len(at) > 10 and (zone := datetime.fromisoformat(at).utcoffset()) is not None:
        return first - zone > limit.replace(tzinfo=None)
    return first - timedelta(hours=14) > limit.replace(tzinfo=None)


LOCAL_HOURS = range(5)  # ahead of UTC: where no zone is said it is one of the Arab world's, from UTC to UTC+4


def agree(one: str, other: str) -> bool:
    """Tell whether two `at` can be the same: one the coarser reading of the other, or one instant in two zones.

    Seconds are no disagreement where one has only the minute. What has no zone, a day or a time, is compared as that of
    the other's zone and of each zone from UTC to UTC+4.
    """
    if len(one) > len(other):
        one, other = other, one
    if len(one) <= 10:
        days = [_utc(other) + timedelta(hours=h) for h in LOCAL_HOURS] if len(other) > 19 else []
        return other.startswith(one) or any(day.isoformat().startswith(one) for day in days)
    first, second = _utc(one), _utc(other)
    if 0 in (first.second, second.second):
        first, second = first.replace(second=0), second.replace(second=0)
    if (len(one) > 19) == (len(other) > 19):
        return first == second
    ahead = first - second  # of UTC: the longer one has a zone, the other none
    return ahead in [timedelta(hours=h) for h in LOCAL_HOURS] or one[:16] == other[:16]


def _utc(at: str) -> datetime:
    moment = datetime.fromisoformat(at)
    return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
