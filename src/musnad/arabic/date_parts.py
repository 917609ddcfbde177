"""The parts of a date expression: a named or written date, a weekday, a day told from today, a period, a time of day.

A part is where a pattern of `date_grammar.py` matches the shape; a function for each kind takes its values, or turns it
down (مارس without a number is «practised»). `dates.py` puts neighbouring parts together.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from musnad.arabic.date_grammar import grammar
from musnad.arabic.date_values import (
    CENTURY,
    Found,
    Part,
    calendar_of,
    digits_of,
    in_century,
    is_weekday,
    month_of,
    ordinal_of,
    value_of,
)
from musnad.arabic.date_words import DateShape


def find_parts(shape: DateShape) -> list[Part]:
    """Return the parts of a text in reading order; they don't overlap."""
    first, kinds = grammar()
    names = list(kinds)
    parts: list[Part] = []
    position, letters = 0, shape.letters
    while found := first.search(letters, position):
        position = found.start()
        part = None
        for kind in names[names.index(found.lastgroup or "") :]:
            match = kinds[kind].match(letters, position)
            part = _TAKERS[kind](shape, match) if match else None
            if part is not None:
                break
        if part is not None:
            parts.append(part)
        position = part.last if part is not None else position + 1
    return parts


# -- taking values -----------------------------------------------------------------------------


def _month_facts(shape: DateShape, match: Found) -> tuple[dict[str, Any], int] | None:
    """Return what month, second name, adjective and year say, and where they end; None where they don't fit."""
    groups, last, notes = match.groupdict(), match.end(), list[str]()
    number, calendar = month_of(shape, match, "m")
    if groups.get("m2") and month_of(shape, match, "m2") != (number, calendar):
        groups |= {"m2": None, "adj": None, "y": None}
        last = match.start("m2")
    facts: dict[str, Any] = {"month": number, "calendar": calendar or "gregorian", "notes": notes}
    if groups.get("adj"):
        facts["mark"] = _MARKS[groups["adj"][-1]]
    if groups.get("y"):
        value = value_of(shape, match, "y")
        kind, possible = calendar_of(shape, value, groups["cal"], notes)
        if not possible or (kind == "hijri" and not calendar):
            before = next(group for group in ("adj", "m2", "m") if groups.get(group))
            groups["y"], last = None, match.end(before)
        else:
            facts["year"] = value
            facts["year_calendar"] = kind
            if calendar:
                notes.clear()
    facts["named_twice"] = bool(groups.get("m2"))
    if not groups.get("y") and shape.letters[last : last + 1] == "x" and _of_that_year(shape, last + 1):
        facts["vague"] = True
    return facts, last


def _of_that_year(shape: DateShape, i: int) -> bool:
    """«في شباط من ذلك العام», «من العام نفسه»: the year is one that the text has spoken of."""
    return shape.folded(i) in _THAT or (shape.folded(i) in ("العام", "السنه") and shape.folded(i + 1) in _THAT)


_THAT = frozenset({
    "ذلك", "تلك", "نفس", "ذات", "نفسه", "نفسها", "ذاته", "ذاتها", "التالي", "التاليه", "السابق", "السابقه",
})  # fmt: skip


_MARKS = {"p": "past", "f": "future", "c": "current", "Bp": "past before", "bf": "future after"}
_SCORE = "z"


def _take_named(shape: DateShape, match: Found) -> Part | None:
    day = value_of(shape, match, "d", "one") if match["d"] or match["one"] else ordinal_of(shape, match, "ord")
    taken = _month_facts(shape, match)
    if day is None or taken is None or _is_name(shape, match, taken[0]):
        return None
    facts, last = taken
    if shape.letters[match.start("m")] == _SCORE and "year" not in facts and not {"s", "x"} & {*match[0]}:
        return None
    facts["day"] = day
    if match["d2"]:
        facts["last_day"] = value_of(shape, match, "d2")
    return Part("date", match.start(), last, facts)


def _is_name(shape: DateShape, match: Found, facts: dict[str, Any]) -> bool:
    """Tell a street, a war, a town that is named after a date (شارع 17 نيسان) from the date."""
    before = match.start() - 1
    if before > 0 and shape.letters[before] == "N":  # the month, where the day was turned down
        before -= 1
    return "year" not in facts and before >= 0 and shape.letters[before] in '9"' and (
        shape.letters[before] == "9" or shape.letters[match.end() : match.end() + 1] == '"'
    )  # fmt: skip


def _take_month_first(shape: DateShape, match: Found) -> Part | None:
    taken = _month_facts(shape, match)
    if taken is None or "year" not in taken[0]:
        return None
    return Part("date", match.start(), taken[1], taken[0] | {"day": value_of(shape, match, "d")})


def _take_year_first(shape: DateShape, match: Found) -> Part | None:
    year = value_of(shape, match, "y")
    number, calendar = month_of(shape, match, "m")
    kind, possible = calendar_of(shape, year, None, [])
    if not possible or (kind == "hijri") != bool(calendar):
        return None
    facts: dict[str, Any] = {"year": year, "month": number, "calendar": kind, "notes": []}
    facts["day"] = value_of(shape, match, "d")
    return Part("date", match.start(), match.end(), facts)


def _take_latin(shape: DateShape, match: Found) -> Part | None:
    """«April 20, 2012»: a whole date only, since May and Mars are names too."""
    year = value_of(shape, match, "y")
    calendar, possible = calendar_of(shape, year, None, [])
    if not possible or calendar != "gregorian":
        return None
    facts: dict[str, Any] = {"year": year, "calendar": calendar, "notes": []}
    facts |= {"month": value_of(shape, match, "m", "m1"), "day": value_of(shape, match, "d", "d1")}
    return Part("date", match.start(), match.end(), facts)


def _take_year_weekday(shape: DateShape, match: Found) -> Part | None:
    """«2006 الجمعة 3 نوفمبر»: the number is the year of the day behind it where the weekday fits."""
    year, day, weekday = value_of(shape, match, "y1"), value_of(shape, match, "d"), value_of(shape, match, "w")
    taken = _month_facts(shape, match)
    if taken is None or taken[0]["calendar"] != "gregorian" or not is_weekday(weekday, year, taken[0]["month"], day):
        return None
    facts, last = taken
    return Part("date", match.start(), last, facts | {"year": year, "day": day, "weekday": weekday})


def _take_month(shape: DateShape, match: Found) -> Part | None:
    taken = _month_facts(shape, match)
    if taken is None or _is_name(shape, match, taken[0]):
        return None
    facts, last = taken
    sure = shape.letters[match.start("m")] not in "mz" or match["s"] or facts["named_twice"]
    said = "year" in facts or "mark" in facts or match["k"]
    if not sure and (not said or (shape.letters[match.start("m")] == _SCORE and "year" not in facts)):
        return None
    first = match.start()
    if not match["k"] and shape.letters[first] == "x":
        first += 1
    if match["k"]:
        facts["notes"].append("only the month: which part of it is said, not the day")
    return Part("date", first, last, facts)


OTHER_ORDER = "day before month; the other way round it is a date too"


def _take_numeric(shape: DateShape, match: Found) -> Part | None:
    year, notes = value_of(shape, match, "y1", "y2"), list[str]()
    calendar, possible = calendar_of(shape, year, match["cal"], notes)
    if not possible:
        return None
    day, month = value_of(shape, match, "d1", "a"), value_of(shape, match, "m1", "b")
    assert day is not None and month is not None
    if match["s1"] == ":" and not (1 <= month <= 12 and 1 <= day <= 31):
        return None  # 2016:01:17 is a date that an agency writes, no other numbers between colons are
    if match["a"] and month > 12 >= day:
        day, month = month, day  # 05/28/2020, as some systems write it
    elif match["a"] and day != month and day <= 12:
        notes.append(OTHER_ORDER)
    elif match["y1"] and month > 12 >= day:
        day, month = month, day
    facts = {"year": year, "month": month, "day": day, "calendar": calendar, "notes": notes}
    return Part("date", match.start(), match.end(), facts)


def _take_short(shape: DateShape, match: Found) -> Part | None:
    """«الجمعة 20/4/12»: a year of two digits, where a weekday before it or هـ, م behind it tell which number it is."""
    first, middle, last = (value_of(shape, match, group) or 0 for group in ("a", "b", "y2"))
    i, notes = match.start(), list[str]()
    facts: dict[str, Any] = {"calendar": "gregorian", "notes": notes}
    day_first, month_first, year_first = (last, middle, first), (last, first, middle), (first, middle, last)
    i -= 1 + (shape.letters[i - 1 : i] in (",", "<", "-"))
    weekday = shape.tokens[i].value if i >= 0 and shape.letters[i] in "Ww" else None
    fitting = []
    for reading, year in ((day_first, "y2"), (month_first, "y2"), (year_first, "a")):
        full = in_century(reading[0]), *reading[1:]
        if match["cal"] != "_" and len(digits_of(shape, match.start(year))) == 2 and is_weekday(weekday, *full):
            fitting.append(full)
    if fitting and len({year for year, _month, _day in fitting}) == 1:
        chosen = fitting[0]
        notes.append("a year of two digits, told by the weekday")
        if len(set(fitting)) > 1:
            notes.append(OTHER_ORDER)
    elif match["cal"] and match["s1"] == "/" and len(digits_of(shape, match.start("y2"))) == 2:
        chosen = in_century(last), middle, first
        notes.append("a year of two digits")
        if match["cal"] == "_":
            facts["calendar"], chosen = "hijri", (1300 + last if last >= CENTURY else 1400 + last, middle, first)
        elif middle <= 12 and first <= 12 and first != middle:
            notes.append(OTHER_ORDER)
    else:
        return None
    facts |= dict(zip(("year", "month", "day"), chosen, strict=True))
    return Part("date", match.start(), match.end(), facts)


def _take_period(shape: DateShape, match: Found) -> Part | None:
    unit = _unit(shape, match, "u1", "u2")
    if unit == "year" and match.start("u2") > 0 and shape.letters[match.start("u2") - 1] == "4":
        return None  # الأمين العام المقبل
    day = None
    if match["d"]:
        day = value_of(shape, match, "d") if match["d"] == "N" else ordinal_of(shape, match, "d")
    if match["d"] and (unit != "month" or day is None):
        return None
    notes: list[str] = []
    if match["y"] and unit == "year":
        year = value_of(shape, match, "y")
        calendar, possible = calendar_of(shape, year, match["cal"], notes)
        if possible:
            facts = {"year": year, "calendar": calendar, "notes": notes}
            return Part("date", match.start() + (match[0][0] == "x"), match.end(), facts)
    amount = {"p": -1, "f": 1, "c": 0, "Bp": -2, "bf": 2}[match["adj"]] if match["adj"] else 0
    last = match.end("adj") if match["adj"] else match.end("u1")
    first = match.start() + (shape.letters[match.start()] == "x")
    return Part("shift", first, last, {"shift": amount, "unit": unit, "day": day, "notes": notes})


def _take_of_this_month(shape: DateShape, match: Found) -> Part | None:
    day = value_of(shape, match, "d")
    return Part("shift", match.start(), match.end(), {"shift": 0, "unit": "month", "day": day, "notes": []})


def _unit(shape: DateShape, match: Found, *groups: str) -> str:
    return next((shape.tokens[match.start(g)].name for g in groups if match[g]), "")


def _take_year(shape: DateShape, match: Found) -> Part | None:
    notes: list[str] = []
    year, bare = value_of(shape, match, "y"), match.re.groups == 1
    if not bare and shape.tokens[match.start("u")].name != "year":
        return None
    calendar, possible = calendar_of(shape, year, None if bare else match["cal"], notes)
    if not possible or (bare and (calendar == "hijri" or not 1900 <= (year or 0) < 2100)):
        return None
    return Part("date", match.start(), match.end(), {"year": year, "calendar": calendar, "notes": notes})


_DAYS = {"A1": -2, "1A": -2, "1xA": -2, "BA": -2, "A": -1, "L": 0, "jL": 0, "bG": 2, "bg": 2, "bdG": 2, "G": 1, "g": 1,
         "l": 0, "lp": -1}  # fmt: skip
# «that day», «the same day», newspapers and channels: اليوم behind them is not today.
_NOT_TODAY = frozenset({
    "ذلك", "نفس", "ذات", "طوال", "طيله", "في", "المصري", "روسيا", "عين", "اخبار", "صحيفه", "جريده", "لصحيفه", "فلسطين",
    "مدار", "بوابه", "خلال",
})  # fmt: skip
_NOT_TODAY_AFTER = frozenset({
    "الواحد", "السابق", "اللاحق", "نفسه", "ذاته", "الاخير", "المفتوح", "المشهود", "الموعود", "الذي", "التالي",
})  # fmt: skip


def _take_day(shape: DateShape, match: Found) -> Part | None:
    how, last = match["how"], match.end()
    following = shape.letters[last : last + 2]
    if "L" in how and not _is_today(shape, match, following):
        return None
    if how == "G" and not match["part"] and "d" not in match[0] and following[:1] != "W" and following != "<W":
        return None
    if how == "A" and shape.folded(last) in ("الحاجه", "الحاجة"):
        return None  # بأمسّ الحاجة
    facts: dict[str, Any] = {"shift": _DAYS[how], "unit": "day", "notes": []}
    if match["part"]:
        facts["part"] = "afternoon" if match["part"][0] == "b" else shape.tokens[match.start("part")].name
    elif how[0] == "l":
        facts["part"] = "night"
    first = match.start()
    if shape.letters[first] == "x":
        first += 1
    return Part("shift", first, last, facts)


def _is_today(shape: DateShape, match: Found, following: str) -> bool:
    """Tell اليوم «today» from «the day» (اليوم التالي، اليوم الوطني) and from a newspaper's name («اليوم»)."""
    i, last = match.start("how"), match.end()
    if following[:1] in ("1", "O", "n"):
        return False  # اليوم الأول
    if following[:1] == '"' and i > 0 and shape.letters[i - 1] == '"':
        return False
    after = shape.folded(last)
    if after in _NOT_TODAY_AFTER:
        return False
    if following[:1] == "0" and after.startswith("ال") and len(after) > 4 and after.endswith(("ي", "يه")):
        return False  # اليوم الوطني
    if match["part"] or following[:1] == "W":
        return True
    before = shape.folded(match.start() - 1) if match.start() else ""
    if match.start() and shape.letters[match.start() - 1] == "K":
        return False  # في نهاية اليوم
    return not {before, before[1:]} & _NOT_TODAY or match["how"][0] == "j"


def _take_weekday(shape: DateShape, match: Found) -> Part | None:
    facts: dict[str, Any] = {"weekday": value_of(shape, match, "w"), "notes": []}
    last = match.end()
    groups = match.groupdict()
    every = (shape.folded(match.start() - 1), shape.folded(last + 1) if shape.letters[last : last + 1] == "x" else "")
    if "كل" in every:
        return None  # من كل أسبوع
    if groups.get("part"):
        facts["part"] = "afternoon" if match["part"][0] == "b" else shape.tokens[match.start("part")].name
    if groups.get("w2"):
        second = shape.tokens[match.end("w2") - 1]
        if second.skip or second.value != (facts["weekday"] + 1) % 7:
            return Part("weekday", match.start(), match.end("w"), facts)
    if groups.get("adj"):
        facts["mark"] = _MARKS[match["adj"]]
    return Part("weekday", match.start(), last, facts, loose=shape.letters[match.start("w")] == "w")


_GOES_ON = frozenset({"علي", "الصباح", "الفجر", "الليل", "المساء", "النهار"})


def _take_ago(shape: DateShape, match: Found) -> Part | None:
    sign = 1 if match["dir"] == "b" else -1
    unit = _unit(shape, match, "u1", "u2", "u3", "u4", "u5")
    amount: int | None = value_of(shape, match, "n", "n2")
    if match["n"] and "e" in match[0] and match["n"] == "C":
        amount = (amount or 0) + 10
    if match["u3"]:
        amount = 2
    elif match["u5"]:
        amount = 1
    after = match.end() + (sign > 0 or match["u5"] is not None)
    if shape.letters[after : after + 1] == "x" or shape.folded(match.end()) in _GOES_ON:
        return None  # بعد يوم واحد من، بعد يومين على الحريق، منذ ساعات الصباح
    facts: dict[str, Any] = {"unit": unit, "notes": []}
    facts |= {"vague": True} if amount is None else {"shift": sign * amount}
    if "q" in match[0]:
        facts["notes"].append("about")
    return Part("shift", match.start(), match.end(), facts)


def _take_time(shape: DateShape, match: Found) -> Part | None:
    hour, minute = value_of(shape, match, "h1", "h2", "h3"), value_of(shape, match, "n1") or 0
    first, zone, half = match.start(), match["z"], match["p"]
    said = bool(match["h"])
    if match["z0"] and not shape.folded(first).isascii():
        return None  # a country beside a score; GMT before a time is its zone
    if match["all"]:  # 1350 بتوقيت غرينتش
        hour, minute = divmod(value_of(shape, match, "all") or 0, 100)
    elif match["o"]:
        start = match.start("o")
        hour = shape.tokens[start].value + (10 if "e" in match["o"] else 0)
        minute = value_of(shape, match, "half") or 0
    if match["h1"] and (shape.letters[match.start("n1")] != "N" or len(digits_of(shape, match.start("n1"))) != 2):
        return None
    if match["sep"] and match["sep"] != ":" and not (said and zone):
        return None  # 18,01 is a time only where it is called one
    word = shape.tokens[match.start("p")] if half else None
    adverb = word is not None and (word.letter in "ah@~" or (shape.folded(match.start("p")) == "مساء"))
    if match["h2"] and not said and (word is None or word.letter in "@~" or not adverb or (hour or 0) > 12):
        return None
    facts: dict[str, Any] = {"clock": (hour or 0, minute, value_of(shape, match, "s1")), "notes": []}
    at = next((match.start(g) for g in ("h1", "h2", "h3") if match[g]), -1)
    padded = at >= 0 and len(digits_of(shape, at)) == 2
    facts["day_clock"] = bool(not said or zone or match["all"] or (padded and (hour or 0) not in (10, 11, 12)))
    if word is not None:
        facts["half"] = {"@": "morning", "~": "pm"}.get(word.letter, word.name)
    if zone:
        facts |= _zone(shape, match)
    elif match["z0"]:
        facts["zone"] = shape.tokens[first].name
    end = match.end()
    if match["off"]:
        offset = _offset(shape, match, facts)
        end = end if offset else match.start("off")
        facts |= offset
    last = end + (match[0][:2] == "H<" and shape.letters[end : end + 1] == ">")
    return Part("time", first, last, facts, loose=not (said or (adverb and half) or zone or match["z0"]))


def _offset(shape: DateShape, match: Found, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the zone of GMT+3, UTC-05:00: an offset that is glued to the name of UTC; empty where it is none."""
    i, end = match.start("off"), match.end("off")
    glued = not any(shape.chunks[k][-1:].isspace() for k in range(i - 1, end - 1))
    if facts.get("zone") != "UTC" or not glued:
        return {}
    numbers = [shape.tokens[k].value for k in range(i + 1, end) if shape.letters[k] in "NY"]
    hours, minutes = (*numbers, 0)[:2] if numbers[0] < 100 else divmod(numbers[0], 100)
    sign = "-" if shape.chunks[i].strip() != "+" else "+"
    return {"zone": f"{sign}{hours:02}:{minutes:02}"} if hours <= 14 and minutes < 60 else {}


def _zone(shape: DateShape, match: Found) -> dict[str, Any]:
    """Return the zone that a time names: of the IANA, or an offset."""
    i, z = match.start("z"), match["z"]
    if z[0] == "=":
        numbers = [shape.tokens[k].value for k in range(i + 1, match.end("z")) if shape.letters[k] in "NY"]
        hours, minutes = (*numbers, 0)[:2] if numbers[0] < 100 else divmod(numbers[0], 100)
        return {"zone": f"+{hours:02}:{minutes:02}"} if hours <= 14 and minutes < 60 else {}
    if "3" in z:
        return {"zone": "local"}
    at = z.find("U")
    return {"zone": shape.tokens[i + at].name if at >= 0 else "UTC"}


_TAKERS: dict[str, Callable[[DateShape, Found], Part | None]] = {
    "numeric": _take_numeric, "month_first": _take_month_first, "year_first": _take_year_first,
    "short": _take_short, "latin": _take_latin, "year_weekday": _take_year_weekday, "named": _take_named,
    "month": _take_month, "period": _take_period, "of_this_month": _take_of_this_month, "year": _take_year,
    "bare_year": _take_year, "day": _take_day, "weekday": _take_weekday, "bare_weekday": _take_weekday,
    "ago": _take_ago, "time": _take_time,
}  # fmt: skip
