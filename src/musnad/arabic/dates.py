"""Dates and times in Arabic text: found as they stand, resolved against a base date, never guessed.

`find_dates(text)` gives every expression with its span; `resolve(expression, base)` places it on the calendar, or
says why it can't. The grammar covers the month names of the Levant, Egypt and the Gulf, the Maghreb and the Hijri
calendar, whole dates in English and French, dates in digits, weekdays, days and periods told from today (أمس، الشهر
الماضي، قبل يومين) and times of day.
Time goes with the length of the text, whatever stands in it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec

from musnad.arabic.date_parts import find_parts
from musnad.arabic.date_values import Part
from musnad.arabic.date_words import DateShape
from musnad.arabic.instants import Instant, read_iso

__all__ = ["DateExpression", "Instant", "find_dates", "read_iso", "resolve"]


class DateExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A date or time as it stands in a text: `text[start:end]`, in code points, and what its words say.

    Args:
        year, month, day: as written, in `calendar`; None where they aren't.
        last_day: of a range of days (3-5 أبريل).
        hijri: year, month and day of a second reading in the Hijri calendar (19 رجب 1439 الموافق 5 نيسان).
        weekday: 0 is Monday.
        shift, unit: how many days, weeks, months, years, hours or minutes from the base; negative is the past.
        vague: counted from the base, but without a number (قبل أيام), or in a year told elsewhere (شباط من ذلك العام).
        mark: past, current or future, where an adjective says so (الماضي، الجاري، المقبل).
        part: of the day: dawn, morning, noon, afternoon, evening, night, day.
        clock: hour, minute and second (None where there are none) as written, not yet made morning or evening.
        half: what stands beside the clock: a part of the day, or pm.
        day_clock: the hour is one of 24, or else it says nothing without `half`.
        zone: an IANA name, an offset (`+03:00`) or `local`.
        notes: what was taken for granted in reading it.
    """

    start: int
    end: int
    text: str
    calendar: str = "gregorian"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    year_calendar: str = ""
    hijri: tuple[int | None, int, int] | None = None
    weekday: int | None = None
    shift: int | None = None
    unit: str = ""
    vague: bool = False
    mark: str | None = None
    part: str | None = None
    clock: tuple[int, int, int | None] | None = None
    half: str | None = None
    day_clock: bool = False
    zone: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def full(self) -> bool:
        """Day, month and year are written: no base is needed."""
        return self.day is not None and self.month is not None and self.year is not None

    @property
    def relative(self) -> bool:
        """Told from the base (أمس، قبل يومين، الشهر الماضي)."""
        return self.shift is not None or self.vague


def find_dates(text: str) -> list[DateExpression]:
    """Find the dates and times in `text`, in reading order; they don't overlap.

    Args:
        text: as it is; folding and digits are seen to here.
    Returns: the expressions; glued و، ب، ل are left out of their spans. A number, a name or a score that may be a
        date but has nothing beside it that makes it one is left out.
    """
    shape = DateShape(text)
    return [_expression(shape, group) for group in _groups(shape, find_parts(shape))]


def resolve(expression: DateExpression, base: Any = None, *, now: Any = None) -> Instant:
    """Place an expression on the calendar.

    Args:
        base: the day the text was published, for what is told from it: ISO 8601 text, `date` or `datetime`.
        now: what lies more than a day past it is refused; the same types.
    Returns: an `Instant`; refused, with a reason, where there is no such day, where it is outside the Hijri years
        that can be converted, in the future of `now`, or told from a base that isn't known well enough. A weekday
        alone is the last one not after the base, a day without year the last such day not after it.
    """
    from musnad.arabic.date_resolving import place

    return place(expression, base, now)


# -- putting parts together --------------------------------------------------------------------


class _Group:
    """Neighbouring parts that make one expression."""

    __slots__ = ("facts", "first", "kinds", "last", "loose")

    def __init__(self, part: Part) -> None:
        self.first, self.last, self.loose = part.first, part.last, part.loose
        self.facts: dict[str, Any] = part.facts
        self.kinds = [part.kind]

    def take(self, part: Part, shape: DateShape, glue: str) -> None:
        """Add `part` behind; what is in brackets ends with its bracket."""
        facts = part.facts
        if "hijri" in facts:
            facts = {"hijri": facts.pop("hijri"), **facts}
        notes = self.facts["notes"] + facts["notes"]
        self.facts = self.facts | facts | {"notes": notes}
        self.last, self.loose = part.last, False
        close = ">" if "<" in glue else '"' if '"' in glue else ""
        if close and shape.letters[self.last : self.last + 1] == close:
            self.last += 1
        self.kinds.append(part.kind)


@cache
def _glue() -> dict[tuple[str, str], re.Pattern[str]]:
    """What may stand between two parts, by their kinds."""
    to_date = re.compile(r"[,<-]?(?:i|r:?v?i?|v)?")
    return {
        ("weekday", "date"): to_date,
        ("shift", "date"): to_date,
        ("shift", "weekday"): re.compile("[,<\"-]?"),
        ("date", "date"): re.compile("[,</-]?~?[,</-]?(?:r:?v?i?)?"),
        ("date", "weekday"): re.compile("<"),
        ("date", "time"): re.compile("[,<7#;-]?i?i?"),
        ("weekday", "time"): re.compile("[,<-]?i?i?"),
        ("shift", "time"): re.compile("[,<-]?i?i?"),
        ("time", "date"): re.compile("[,>#-]?x?i?"),
        ("time", "weekday"): re.compile("[,>-]?x?i?"),
        ("time", "shift"): re.compile("[,>-]?x?i?"),
    }


def _groups(shape: DateShape, parts: list[Part]) -> list[_Group]:
    groups: list[_Group] = []
    for part in parts:
        if groups and _joins(shape, groups[-1], part):
            continue
        groups.append(_Group(part))
    return [group for group in groups if not group.loose]


def _joins(shape: DateShape, group: _Group, part: Part) -> bool:
    """Put `part` into `group` where it goes on with it."""
    again = part.kind in group.kinds and (part.kind, group.kinds[-1]) != ("date", "date")
    if again or part.first - group.last > 4:
        return False
    glue = shape.letters[group.last : part.first]
    pattern = _glue().get((group.kinds[-1], part.kind))
    if pattern is None or not pattern.fullmatch(glue) or shape.tokens[part.first].skip:
        return False
    if glue == ";" and shape.start(part.first) - shape.end(group.last - 1) > 1:
        return False  # a new sentence; 2016:01:17.18:57 is one stamp
    facts, new = group.facts, part.facts
    if part.kind == "date" and "date" in group.kinds:
        return _join_calendars(shape, group, part, glue)
    if part.kind == "date" and (new.get("day") is None or facts.get("unit", "day") != "day"):
        return False
    if part.kind == "time" and (facts.get("unit", "day") != "day" or ("month" in facts and facts.get("day") is None)):
        return False
    if part.kind == "time" and "year" in facts and "month" not in facts:
        return False
    if group.kinds[-1] == "time" and (new.get("unit", "day") != "day" or new.get("day", 1) is None):
        return False
    if group.kinds[-1] == "time" and part.kind == "date" and "day" not in new:
        return False
    if part.kind == "weekday" and facts.get("unit", "day") != "day":
        return False
    group.take(part, shape, glue)
    return True


def _join_calendars(shape: DateShape, group: _Group, part: Part, glue: str) -> bool:
    """«19 رجب 1439 هـ الموافق 5 نيسان 2018»: one day in two calendars; the Gregorian reading leads."""
    facts, new = group.facts, part.facts
    if facts["calendar"] == new["calendar"] or facts.get("day") is None or new.get("day") is None:
        return False
    if group.kinds.count("date") > 1 or "last_day" in facts or "last_day" in new:
        return False
    old = {key: facts.get(key) for key in ("year", "month", "day")}
    if new["calendar"] == "gregorian":
        group.facts = {key: value for key, value in facts.items() if key not in old and key != "year_calendar"}
        group.take(part, shape, glue)
        group.facts["hijri"] = (old["year"], old["month"], old["day"])
        return True
    taken = Part("date", part.first, part.last, {"notes": [], "hijri": (new.get("year"), new["month"], new["day"])})
    group.take(taken, shape, glue)
    return True


def _expression(shape: DateShape, group: _Group) -> DateExpression:
    start, end = shape.start(group.first), shape.end(group.last - 1)
    facts = {key: value for key, value in group.facts.items() if key in DateExpression.__struct_fields__}
    facts["notes"] = tuple(dict.fromkeys(facts["notes"]))
    return DateExpression(start=start, end=end, text=shape.text[start:end], **facts)
