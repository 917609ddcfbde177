"""Expression and base → `Instant`: the calendar's part of dates, with a reason for all that can't be placed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from musnad.arabic.calendars import (
    HIJRI_RANGE,
    HIJRI_YEARS,
    from_hijri,
    gregorian,
    hijri_month_length,
    to_hijri,
)
from musnad.arabic.instants import Instant, instant, later_than, offset_text, read_iso, refuse

if TYPE_CHECKING:
    from musnad.arabic.dates import DateExpression

NO_BASE = "told from a day that isn't known"
COMING = "the coming one is nearer"  # news speaks of 16 August on the 1st: the rule takes last year's, and says so
HALF_UNSAID = "which half of the day isn't said"
MOST_UNITS = 5_000  # of what is counted from the base; past it (قبل 9000 عام) nothing is a date of news
YEARS_BACK = 9  # for 29 February, and the 30th of a Hijri month that mostly has 29 days


class _Refused(Exception):
    """Carries the reason why an expression can't be placed; never leaves this file."""


def place(expression: DateExpression, base: object, now: object) -> Instant:
    """Place `expression`; `dates.resolve` says how."""
    notes = list(expression.notes)
    try:
        placed = _Placing(expression, _base(base), notes).place()
    except _Refused as refused:
        return refuse(str(refused), tuple(notes))
    except OverflowError:
        return refuse("outside the years that a calendar has", tuple(notes))
    limit = _base(now)
    if limit is not None and placed.at is not None and later_than(placed.at, _moment(limit) + timedelta(days=1)):
        return refuse("more than a day in the future", tuple(notes))
    return placed


def _base(base: object) -> Instant | None:
    """Return a base as an instant; None where there is none or it isn't a date."""
    if isinstance(base, datetime):
        return instant(base, "second")
    if isinstance(base, date):
        return instant(base, "day")
    found = read_iso(base) if isinstance(base, str) else None
    return found if found is not None and found.at is not None else None


def _moment(base: Instant) -> datetime:
    """Return a base as a moment in UTC, of a day its end."""
    assert base.at is not None
    if base.precision in ("second", "minute"):
        moment = datetime.fromisoformat(base.at)
        return moment if moment.tzinfo is None else moment.astimezone(UTC).replace(tzinfo=None)
    return datetime.fromisoformat((base.at + "-12-28")[:10]) + timedelta(days=1)


class _Placing:
    """One expression on its way to the calendar."""

    def __init__(self, expression: DateExpression, base: Instant | None, notes: list[str]) -> None:
        self.said, self.base, self.notes = expression, base, notes

    def place(self) -> Instant:
        said = self.said
        if said.vague:
            raise _Refused("how many isn't said" if said.month is None else "of a year that the text has spoken of")
        if said.unit in ("hour", "minute") and said.shift is not None:
            return self._hours(said.shift)
        if said.shift is not None and not said.full:
            placed = self._shifted(said.shift)
        elif said.year is not None or said.month is not None:
            placed = self._dated()
        elif said.weekday is not None:
            placed = self._day(self._weekday(said.weekday))
        else:
            self.notes.append("the day from the base")
            placed = self._day(self._today())
        if said.clock is not None and placed.precision == "day" and placed.until is None and placed.at is not None:
            return self._with_clock(date.fromisoformat(placed.at))
        return self._noted(placed)

    def _noted(self, placed: Instant) -> Instant:
        return Instant(
            at=placed.at, precision=placed.precision, zone=placed.zone, until=placed.until, notes=tuple(self.notes)
        )

    def _day(self, day: date) -> Instant:
        return instant(day, "day")

    def _span(self, first: date, last: date) -> Instant:
        return Instant(at=first.isoformat(), precision="day", until=last.isoformat())

    # -- from the base -------------------------------------------------------------------------

    def _today(self) -> date:
        if self.base is None or self.base.at is None or self.base.precision in ("month", "year"):
            raise _Refused(NO_BASE)
        return date.fromisoformat(self.base.at[:10])

    def _month_of_base(self) -> tuple[int, int]:
        if self.base is None or self.base.at is None or self.base.precision == "year":
            raise _Refused(NO_BASE)
        return int(self.base.at[:4]), int(self.base.at[5:7])

    def _hours(self, shift: int) -> Instant:
        """«منذ 3 ساعات»: counted, so no more is known than the day; minutes are counted to the minute."""
        if self.base is None or self.base.at is None or self.base.precision not in ("second", "minute"):
            raise _Refused("counted from a time of day that isn't known")
        if abs(shift) > MOST_UNITS:
            raise _Refused("too far from the base")
        unit = timedelta(hours=1) if self.said.unit == "hour" else timedelta(minutes=1)
        moment = datetime.fromisoformat(self.base.at) + unit * shift
        return instant(moment, "day" if self.said.unit == "hour" else "minute", tuple(self.notes))

    def _shifted(self, shift: int) -> Instant:
        said = self.said
        if abs(shift) > MOST_UNITS:
            raise _Refused("too far from the base")
        if said.unit == "day":
            day = self._today() + timedelta(days=shift)
            if said.month is not None:  # اليوم 4 أبريل
                return self._dated()
            return self._day(self._by_weekday(day))
        if said.unit == "week":
            if "about" in said.notes or abs(shift) != 1 or not said.text.endswith(_PERIODS):
                return self._weeks(shift)
            day = self._today()
            near, far = (day + timedelta(days=shift * n) for n in (1, 7))
            return self._span(min(near, far), max(near, far))
        if said.unit == "year":
            if self.base is None or self.base.at is None:
                raise _Refused(NO_BASE)
            return self._year(int(self.base.at[:4]) + shift)
        year, month = self._month_of_base()
        count = year * 12 + month - 1 + shift
        return self._month(count // 12, count % 12 + 1)

    def _weeks(self, shift: int) -> Instant:
        day = self._today()
        if shift == 0:  # هذا الأسبوع: the days around the base that may be meant
            return self._span(day - timedelta(days=6), day + timedelta(days=6))
        middle = day + timedelta(weeks=shift)
        return self._span(middle - timedelta(days=3), middle + timedelta(days=3))

    def _by_weekday(self, day: date) -> date:
        """«أمس الأربعاء» where yesterday was none: the day nearest, since print and page differ by a day."""
        weekday = self.said.weekday
        if weekday is None or day.weekday() == weekday:
            return day
        for days in (-1, 1):
            if (day + timedelta(days=days)).weekday() == weekday:
                self.notes.append("by the weekday, a day from what the base says")
                return day + timedelta(days=days)
        raise _Refused("the weekday is another than the base says")

    def _weekday(self, weekday: int) -> date:
        day = self._today()
        mark = self.said.mark
        if mark in ("future", "future after"):
            return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + (8 if mark == "future after" else 1))
        if mark in ("past", "past before"):
            return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + (8 if mark == "past before" else 1))
        if mark is None:
            self.notes.append("the last such day not after the base")
        return day - timedelta(days=(day.weekday() - weekday) % 7)

    # -- written dates -------------------------------------------------------------------------

    def _dated(self) -> Instant:
        said = self.said
        if said.month is None:
            return self._year(said.year or 0)
        if said.calendar == "hijri" and said.year_calendar == "gregorian":
            raise _Refused("a Hijri month in a Gregorian year")
        if said.day is None:
            return self._month(said.year if said.year is not None else self._year_of_month(), said.month)
        day = self._without_year(said.day) if said.year is None else self._real(said.year, said.day)
        if said.weekday not in (None, day.weekday()) and said.last_day is None:
            day = self._by_sighting(day)
        if said.hijri is not None:
            self._compare_hijri(day, said.hijri)
        if said.last_day is not None:
            year = to_year(day, said.calendar)
            last = self._real(year, said.last_day) if year is not None else day
            if last <= day:
                raise _Refused("the range ends before it begins")
            return self._span(day, last)
        return self._day(day)

    def _by_sighting(self, day: date) -> date:
        """«الخميس 5 صفر» where Umm al-Qura has it a day off: a country's own calendar, and the weekday tells."""
        for days in (-1, 1) if self.said.calendar == "hijri" else ():
            if (day + timedelta(days=days)).weekday() == self.said.weekday:
                self.notes.append("by the weekday, a day from the calendar of Umm al-Qura")
                return day + timedelta(days=days)
        self.notes.append("the weekday is another")
        return day

    def _real(self, year: int, number: int) -> date:
        convert = from_hijri if self.said.calendar == "hijri" else gregorian
        day, reason = convert(year, self.said.month or 0, number)
        if day is None:
            raise _Refused(reason)
        return day

    def _compare_hijri(self, day: date, hijri: tuple[int | None, int, int]) -> None:
        """Note where the Hijri date beside it is more than a sighting of the moon away."""
        own = to_hijri(day)
        if own is None:
            return
        other, _reason = from_hijri(hijri[0] if hijri[0] is not None else own[0], hijri[1], hijri[2])
        if other is None or abs((other - day).days) > 2:
            self.notes.append("the Hijri date beside it is another day")

    def _without_year(self, number: int) -> date:
        """Return the day nearest the base on the side that is said, the past where nothing is."""
        said, today = self.said, self._today()
        start = to_year(today, said.calendar)
        if start is None:
            raise _Refused(f"the base is {HIJRI_RANGE}")
        if said.mark == "current":
            return self._real(start, number)
        days: list[date] = []
        reason = ""
        for year in range(start - YEARS_BACK, start + YEARS_BACK + 1):
            try:
                days.append(self._real(year, number))
            except _Refused as refused:
                reason = str(refused)
        if not days:
            raise _Refused(reason)
        self.notes.append("the year from the base")
        later, earlier = [d for d in days if d > today], [d for d in days if d <= today]
        if said.mark == "future":
            chosen = later[:1]
        elif said.mark == "past":
            chosen = [d for d in earlier if d < today][-1:]
        else:
            chosen = self._fitting(earlier, later)
        if not chosen:
            raise _Refused("no such day near the base")
        return chosen[0]

    def _fitting(self, earlier: list[date], later: list[date]) -> list[date]:
        """A weekday beside it tells a day that comes (الأربعاء 4 أبريل, on the Tuesday before) from one that was."""
        weekday, shift = self.said.weekday, self.said.shift
        if shift is not None:
            today = self._today() + timedelta(days=shift)
            return sorted([*earlier, *later], key=lambda d: abs((d - today).days))[:1]
        near = [*earlier[-1:], *later[:1]]
        if weekday is None and len(near) == 2 and near[1] - self._today() < self._today() - near[0]:
            self.notes.append(COMING)
        if weekday is None or not earlier or earlier[-1].weekday() == weekday or len(near) < 2:
            return earlier[-1:]
        if near[1].weekday() == weekday:
            return near[1:]
        return earlier[-1:]

    def _year_of_month(self) -> int:
        """Return the year of a month without one: the last that isn't past the base's month."""
        said = self.said
        self.notes.append("the year from the base")
        year, month = self._month_of_base()
        if said.calendar == "hijri":
            own = to_hijri(self._today())
            if own is None:
                raise _Refused(f"the base is {HIJRI_RANGE}")
            year, month = own[0], own[1]
        wanted = said.month or 0
        if said.mark == "future":
            return year + (wanted <= month)
        if said.mark == "past":
            return year - (wanted >= month)
        if said.mark is None and 0 < wanted - month < 6:
            self.notes.append(COMING)
        return year if said.mark == "current" else year - (wanted > month)

    def _month(self, year: int, month: int) -> Instant:
        said = self.said
        if said.day is not None and said.shift is not None:  # 15 من الشهر الماضي
            day, reason = gregorian(year, month, said.day)
            if day is None:
                raise _Refused(reason)
            return self._day(day)
        if said.calendar == "hijri":
            first, reason = from_hijri(year, month, 1)
            if first is None:
                raise _Refused(reason)
            return self._span(first, first + timedelta(days=hijri_month_length(year, month) - 1))
        first, reason = gregorian(year, month, 1)
        if first is None:
            raise _Refused(reason)
        return instant(first, "month")

    def _year(self, year: int) -> Instant:
        if self.said.calendar == "hijri":
            if year not in HIJRI_YEARS:
                raise _Refused(f"{year} is {HIJRI_RANGE}")
            first = from_hijri(year, 1, 1)[0]
            last = from_hijri(year, 12, hijri_month_length(year, 12))[0]
            assert first is not None and last is not None
            return self._span(first, last)
        first, reason = gregorian(year, 1, 1)
        if first is None:
            raise _Refused(reason)
        return instant(first, "year")

    # -- times of day --------------------------------------------------------------------------

    def _with_clock(self, day: date) -> Instant:
        said = self.said
        assert said.clock is not None
        hour, minute, second = said.clock
        if hour > 24 or minute > 59 or (second or 0) > 59 or (hour == 24 and minute):
            raise _Refused(f"no time of day: {hour:02}:{minute:02}")
        half = said.half or said.part
        found = hour_of_day(hour, half) if half else (hour if hour > 12 or said.day_clock else None)
        if found is None or hour == 24:
            self.notes.append(HALF_UNSAID if hour != 24 else "24 o'clock is two days'")
            return self._noted(self._day(day))
        moment = datetime.combine(day, time(found, minute, second or 0))
        moment = self._in_zone(moment)
        placed = instant(moment, "second" if second else "minute", tuple(self.notes))
        return Instant(
            at=placed.at, precision=placed.precision, zone=offset_text(moment), until=placed.until, notes=placed.notes
        )

    def _in_zone(self, moment: datetime) -> datetime:
        zone = self.said.zone
        if zone is None or zone == "local":
            return moment
        if zone == "UTC":
            return moment.replace(tzinfo=UTC)
        if zone[0] in "+-":
            ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6]))
            return moment.replace(tzinfo=timezone(ahead if zone[0] == "+" else -ahead))
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return moment.replace(tzinfo=ZoneInfo(zone))
        except (ZoneInfoNotFoundError, OverflowError):
            self.notes.append(f"the time of {zone} isn't known on this machine")
            return moment


_PERIODS = ("الماضي", "المقبل", "القادم", "المنصرم", "الفائت", "الفارط", "الآتي", "المنقضي")


def to_year(day: date, calendar: str) -> int | None:
    """Return the year that `day` has in a calendar; None where the Hijri one can't be told."""
    if calendar != "hijri":
        return day.year
    own = to_hijri(day)
    return own[0] if own is not None else None


def hour_of_day(hour: int, half: str) -> int | None:
    """Return the hour of 24 from an hour and what stands beside it; None where the day it belongs to isn't clear."""
    if hour > 12:
        return hour
    if half in ("dawn", "morning"):
        return hour % 12
    if half in ("pm", "evening", "afternoon"):
        return hour % 12 + 12  # «12:30 مساءً» is how systems write half past noon
    if half == "noon":
        return hour + 12 if hour < 6 else hour
    if half == "night":
        return None if hour == 12 else hour + 12 if hour > 5 else hour
    return None
