"""Numbers and dates as a visitor reads them: digits of their choice, months by their names.

Only what the application says itself goes through here; the words of a document stay as the outlet wrote them.
"""

from __future__ import annotations

import re
from datetime import date

from musnad.web.preferences import Digits, Preferences

_ARABIC_DIGITS = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")
# Months as most of the press writes them; the Levant's own names would be another choice, not a better one.
_MONTHS = {
    "ar": ("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر",
           "ديسمبر"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d))?")


def in_digits(text: str, digits: Digits) -> str:
    """Return a text of ours with the digits that are wanted."""
    return text.translate(_ARABIC_DIGITS) if digits == "arabic" else text


def number(value: float, preferences: Preferences) -> str:
    """Return a number with its thousands set off."""
    return in_digits(f"{value:,}", preferences.digits)


def percent(share: float, preferences: Preferences) -> str:
    """Return a share in 0..1 as a percentage without decimals; `n < 1` never becomes 100."""
    return in_digits(f"{min(int(share * 100 + 0.5), 99 if share < 1 else 100)}%", preferences.digits)


def day(value: str | None, preferences: Preferences) -> str:
    """Return an ISO date or time, as exact as it is; what is none is shown as it came."""
    found = _DAY.match(value or "")
    if found is None:
        return value or ""
    year, month, day_of_month, clock = found.groups()
    if month is None or not 1 <= int(month) <= 12:
        return in_digits(year, preferences.digits)
    shown = f"{_MONTHS[preferences.language][int(month) - 1]} {year}"
    if day_of_month is not None:
        shown = f"{int(day_of_month)} {shown}"
    if clock is not None:
        shown = f"{shown}، {clock}" if preferences.language == "ar" else f"{shown}, {clock}"
    return in_digits(shown, preferences.digits)


def month_days(month: str) -> tuple[str, str]:
    """Return the first and the last day of a month YYYY-MM."""
    year, number_of = (int(part) for part in month.split("-"))
    following = date(year + number_of // 12, number_of % 12 + 1, 1)
    return f"{month}-01", date.fromordinal(following.toordinal() - 1).isoformat()
