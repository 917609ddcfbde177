"""Names of months, days and zones, spelling by spelling, and the Hijri calendar (Umm al-Qura, by hijridate).

All words are folded (`letters.fold`). Months have four sets of names: those of the Levant and Iraq, of Egypt and the
Gulf, of Tunisia and Algeria, of Morocco; a paper may give two of them for one month (أبريل/نيسان).
"""

from __future__ import annotations

from datetime import date

from musnad.arabic.instants import impossible

# Gregorian months that are no other word.
MONTHS = {
    "يناير": 1, "ينايير": 1, "جانفي": 1, "شباط": 2, "فبراير": 2, "فبرائر": 2, "فيفري": 2, "اذار": 3, "نيسان": 4,
    "ابريل": 4, "افريل": 4, "مايو": 5, "حزيران": 6, "يونيو": 6, "يونيه": 6, "تموز": 7, "يوليو": 7, "يوليه": 7,
    "يوليوز": 7, "جويليه": 7, "اغسطس": 8, "اغسطوس": 8, "غشت": 8, "ايلول": 9, "سبتمبر": 9, "شتنبر": 9, "اكتوبر": 10,
    "نوفمبر": 11, "نونبر": 11, "ديسمبر": 12, "دجنبر": 12,
}  # fmt: skip
# Months that are also a word or a name: ايار beside a misspelt عيار, مارس «practised», ماي a surname, اب «father».
AMBIGUOUS_MONTHS = {"مارس": 3, "ايار": 5, "ماي": 5, "جوان": 6, "اب": 8, "اوت": 8}
# English and French, whole and cut short, as the systems of Arabic sites print them; in lower case.
LATIN_MONTHS = {
    "january": 1, "jan": 1, "janvier": 1, "janv": 1, "february": 2, "feb": 2, "février": 2, "fevrier": 2, "févr": 2,
    "fév": 2, "fev": 2, "march": 3, "mar": 3, "mars": 3, "april": 4, "apr": 4, "avril": 4, "avr": 4, "may": 5, "mai": 5,
    "june": 6, "jun": 6, "juin": 6, "july": 7, "jul": 7, "juillet": 7, "juil": 7, "august": 8, "aug": 8, "août": 8,
    "aout": 8, "aoû": 8, "aou": 8, "september": 9, "sep": 9, "sept": 9, "septembre": 9, "october": 10, "oct": 10,
    "octobre": 10, "november": 11, "nov": 11, "novembre": 11, "december": 12, "dec": 12, "décembre": 12,
    "decembre": 12, "déc": 12,
}  # fmt: skip
TWIN_MONTHS = {"تشرين": 10, "كانون": 12}  # with الأول; الثاني is the next month
HIJRI_MONTHS = {
    "محرم": 1, "المحرم": 1, "رجب": 7, "شعبان": 8, "رمضان": 9, "شوال": 10, "ذوالقعده": 11, "ذيالقعده": 11,
    "ذوالحجه": 12, "ذيالحجه": 12,
}  # fmt: skip
SAFAR = "صفر"  # the second Hijri month, and «nil» in a score: it needs more than a number beside it
HIJRI_PAIRS = {"ربيع": 3, "جمادي": 5, "جماد": 5}  # with الأول; الثاني, الآخر is the next month
HIJRI_DHU = {"القعده": 11, "قعده": 11, "الحجه": 12, "حجه": 12}  # behind ذو, ذي, ذى
FIRST = {"الاول": 1, "اول": 1, "الاولي": 1}
SECOND = {"الثاني": 2, "ثاني": 2, "ثان": 2, "الاخر": 2, "اخر": 2, "الاخره": 2, "الثانيه": 2}

# Monday is 0, as in `date.weekday`.
WEEKDAYS = {
    "الاثنين": 0, "الثلاثاء": 1, "الثلثاء": 1, "الاربعاء": 2, "الخميس": 3, "الجمعه": 4, "السبت": 5, "الاحد": 6,
}  # fmt: skip
LATIN_WEEKDAYS = {
    "monday": 0, "mon": 0, "lundi": 0, "tuesday": 1, "tue": 1, "tues": 1, "mardi": 1, "wednesday": 2, "wed": 2,
    "mercredi": 2, "thursday": 3, "thu": 3, "thur": 3, "thurs": 3, "jeudi": 3, "friday": 4, "fri": 4, "vendredi": 4,
    "saturday": 5, "sat": 5, "samedi": 5, "sunday": 6, "sun": 6, "dimanche": 6,
}  # fmt: skip
# Whose time: the IANA zone by the word behind بتوقيت. عمان is left out: Amman and Oman are written alike.
ZONES = {
    "غرينتش": "UTC", "جرينتش": "UTC", "غرينيتش": "UTC", "جرينيتش": "UTC", "قرينتش": "UTC", "كرينتش": "UTC",
    "gmt": "UTC", "utc": "UTC", "مكه": "Asia/Riyadh", "السعوديه": "Asia/Riyadh", "الرياض": "Asia/Riyadh",
    "القاهره": "Africa/Cairo", "مصر": "Africa/Cairo", "بيروت": "Asia/Beirut", "لبنان": "Asia/Beirut",
    "دمشق": "Asia/Damascus", "سوريا": "Asia/Damascus", "بغداد": "Asia/Baghdad", "العراق": "Asia/Baghdad",
    "الاردن": "Asia/Amman", "القدس": "Asia/Jerusalem", "فلسطين": "Asia/Hebron", "غزه": "Asia/Gaza",
    "الامارات": "Asia/Dubai", "دبي": "Asia/Dubai", "ابوظبي": "Asia/Dubai", "مسقط": "Asia/Muscat",
    "الدوحه": "Asia/Qatar", "قطر": "Asia/Qatar", "الكويت": "Asia/Kuwait", "البحرين": "Asia/Bahrain",
    "المنامه": "Asia/Bahrain", "صنعاء": "Asia/Aden", "عدن": "Asia/Aden", "اليمن": "Asia/Aden",
    "الخرطوم": "Africa/Khartoum", "السودان": "Africa/Khartoum", "ليبيا": "Africa/Tripoli",
    "تونس": "Africa/Tunis", "الجزائر": "Africa/Algiers", "المغرب": "Africa/Casablanca",
    "الرباط": "Africa/Casablanca", "نواكشوط": "Africa/Nouakchott", "موسكو": "Europe/Moscow", "لندن": "Europe/London",
    "باريس": "Europe/Paris", "برلين": "Europe/Berlin", "انقره": "Europe/Istanbul", "اسطنبول": "Europe/Istanbul",
    "تركيا": "Europe/Istanbul", "طهران": "Asia/Tehran", "واشنطن": "America/New_York", "نيويورك": "America/New_York",
}  # fmt: skip

HIJRI_YEARS = range(1343, 1501)  # what the tables of Umm al-Qura in hijridate cover; 1925 to 2077
HIJRI_RANGE = f"outside the Hijri years {HIJRI_YEARS[0]} to {HIJRI_YEARS[-1]} that can be converted"


def from_hijri(year: int, month: int, day: int) -> tuple[date | None, str]:
    """Convert a day of the Hijri calendar (Umm al-Qura); the second value says why where the first is None."""
    if year not in HIJRI_YEARS:
        return None, f"{year} is {HIJRI_RANGE}"
    from hijridate import Hijri

    if not 1 <= month <= 12:
        return None, f"no Hijri month {month}"
    try:
        converted = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None, f"no day {day} in Hijri {year}-{month:02}"
    return date(converted.year, converted.month, converted.day), ""


def to_hijri(day: date) -> tuple[int, int, int] | None:
    """Return year, month and day of `day` in the Hijri calendar; None outside 1343 to 1500."""
    from hijridate import Gregorian

    try:
        converted = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return converted.year, converted.month, converted.day


def hijri_month_length(year: int, month: int) -> int:
    """Return the days of a Hijri month, 29 or 30, of a year in `HIJRI_YEARS`."""
    from hijridate import Hijri

    return Hijri(year, month, 1).month_length()


def gregorian(year: int, month: int, day: int) -> tuple[date | None, str]:
    """Return a day of the Gregorian calendar, or None and why there is no such day."""
    reason = impossible(year, month, day)
    return (None, reason) if reason else (date(year, month, day), "")
