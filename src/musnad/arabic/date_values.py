"""What the parts of a date are made of: the values behind the letters of a match, and the part itself."""

from __future__ import annotations

import re
from typing import Any

from musnad.arabic.calendars import gregorian
from musnad.arabic.date_words import DateShape
from musnad.arabic.instants import DIGITS

Found = re.Match[str]
CENTURY = 70  # years of two digits: 12 is 2012, 98 is 1998


class Part:
    """One part, tokens `[first, last)`, with what it says; `loose` parts mean something beside another only."""

    __slots__ = ("facts", "first", "kind", "last", "loose")

    def __init__(self, kind: str, first: int, last: int, facts: dict[str, Any], *, loose: bool = False) -> None:
        self.kind, self.first, self.last, self.facts, self.loose = kind, first, last, facts, loose


def value_of(shape: DateShape, match: Found, *groups: str) -> int | None:
    """Return the value of the first of `groups` that matched."""
    for group in groups:
        if match[group]:
            return shape.tokens[match.start(group)].value
    return None


def month_of(shape: DateShape, match: Found, group: str) -> tuple[int, str]:
    """Return number and calendar of a month: كانون الأول is two tokens."""
    i = match.start(group)
    while shape.letters[i] in "/<-":
        i += 1
    word = shape.tokens[i]
    if word.letter == "D":
        word = shape.tokens[i + 1]
    elif word.letter in "TR":
        number = word.value + shape.tokens[i + 1].value - 1
        return (1 if number == 13 else number), word.name
    return word.value, word.name


def ordinal_of(shape: DateShape, match: Found, group: str) -> int | None:
    """Return the day that words say (الحادي والعشرين); None where they don't (الآخر)."""
    tokens = shape.tokens[match.start(group) : match.end(group)]
    if tokens[0].letter == "O" and shape.folded(match.start(group)) not in ("الثاني", "ثاني"):
        return None
    if tokens[0].letter == "1" and shape.folded(match.start(group)) == "الاولي":
        return None
    return sum(token.value for token in tokens)


def calendar_of(shape: DateShape, year: int | None, mark: str | None, notes: list[str]) -> tuple[str, bool]:
    """Return the calendar of a year and whether it can be one: 1300 to 1500 are Hijri in the press of today."""
    if year is None:
        return "", True
    if mark == "_":
        return "hijri", year < 2000
    if mark != "~" and 1300 <= year <= 1500:
        notes.append("the year taken as Hijri")
        return "hijri", True
    return "gregorian", 1500 < year < 2200


def in_century(year: int) -> int:
    """Return the year that two digits mean."""
    return year + (2000 if year < CENTURY else 1900)


def is_weekday(weekday: int | None, year: int | None, month: int | None, day: int | None) -> bool:
    """Tell whether there is such a day and it is that weekday."""
    found, _reason = gregorian(year or 0, month or 0, day or 0)
    return found is not None and found.weekday() == weekday


def digits_of(shape: DateShape, i: int) -> str:
    """Return a number as it stands, in Latin digits: 05 is no 5."""
    return shape.chunks[i].strip().translate(DIGITS)
