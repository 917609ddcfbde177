"""The patterns of dates: regular expressions over a shape (`date_words.py` has its letters), one a kind of part.

No pattern repeats without bound, so that time goes with the length of the text. They are compiled on first use.
"""

from __future__ import annotations

import re
from functools import cache

_MONTH = "(?:M|[TR][1O]|DQ)"
_ANY = f"(?:{_MONTH}|[mz])"
_PAIR = f"(?:[/-]?{_ANY}|<{_ANY}>)"  # the other name of the same month
_ORDINAL = "(?:[1On](?:e|X)?)"
_YEAR = "(?:[-/]?(?:x?[yV])?(?P<{0}>Y)(?P<{1}>[_~])?)"
_BEHIND_DAY = "(?:[-/]|(?<=[Ww]N),|(?<=[Ww],N),)"  # a comma where a weekday stands before: الثلاثاء، 28، أغسطس
_COMMA_YEAR = '(?:,(?=Y(?:[-,;:!<>/"_~#H]|iH|N:|$)))'  # 28 أغسطس، 2012، but not: 8 أغسطس، 1700 شخص
_NOT_IN_NUMBER = "(?<![NY8][-/:;,])(?<![NY8])"

_PATTERNS = {  # in the order in which they are tried
    "numeric": f"{_NOT_IN_NUMBER}(?:(?P<y1>Y)(?P<s1>[-/;:])(?P<m1>N)(?P=s1)(?P<d1>N)"
    f"|(?P<a>N)(?P<s2>[-/;])(?P<b>N)(?P=s2)(?P<y2>Y))(?![-/][NY8](?!:))(?P<cal>[_~])?",
    "short": f"{_NOT_IN_NUMBER}(?P<a>N)(?P<s1>[-/;])(?P<b>N)(?P=s1)(?P<y2>N)(?!:|[-/;][NY8](?!:))(?P<cal>[_~])?",
    "latin": f"{_NOT_IN_NUMBER}(?:(?P<d>N)[-,/]?(?P<m>J)|(?P<m1>J);?[-,/]?(?P<d1>N));?[-,/]?(?P<y>Y)",
    "month_first": f"(?P<m>{_ANY})(?P<m2>{_PAIR})?(?P<d>N),?(?P<y>Y)(?P<cal>[_~])?",
    "year_first": f"(?P<y>Y)[-/]?(?P<m>{_ANY}|J)[-/]?(?P<d>N)",
    "year_weekday": f"(?P<y1>Y),?d?(?P<w>W),?(?P<d>N)(?P<m>{_ANY})(?P<m2>{_PAIR})?(?![,x-]?[pfcY])",
    "named": f"(?:{_NOT_IN_NUMBER}(?P<d>N)(?:-(?P<d2>N))?{_BEHIND_DAY}?x?|(?P<ord>{_ORDINAL})x|(?P<one>Z)x?)"
    f"s?(?P<m>{_ANY})(?P<m2>{_PAIR})?(?P<adj>x?[pfc])?{_COMMA_YEAR}?{_YEAR.format('y', 'cal')}?",
    "month": f"(?P<k>K)?x?(?P<s>s)?(?P<m>{_ANY})(?P<m2>{_PAIR})?"
    f"(?:(?P<adj>x?[pfc])|{_YEAR.format('y', 'cal')})?",
    "period": f"(?:(?P<d>N|{_ORDINAL})x)?K?x?(?:(?P<j>j)(?P<u1>V)|(?P<u2>V)(?P<adj>[pfc]|Bp|bf))"
    "(?P<y>Y)?(?P<cal>[_~])?",
    "of_this_month": "(?P<d>N)c",
    "year": "K?(?P<u>[yV])(?P<y>Y)(?![-/]?[YN])(?P<cal>[_~])?",
    "bare_year": "(?<=[iS])(?P<y>Y)(?=[,;!>:]|$)",
    "day": "(?P<part>b?P)?x?d?(?P<how>A1(?!x)|1x?A|BA|A|j?L|b[Gg]|bdG|[gG]|lp?)",
    "weekday": "(?P<part>b?P)?(?P<d>d)?(?P<w>W)(?P<w2>[/-]?W)?(?P<adj>[pfc]|Bp|bf)?",
    "bare_weekday": f"(?P<w>w)(?=,?(?:N[-/;]N[-/;][YN]|Y[-/;]N[-/;]N|N{_ANY}|N[-,/]?J|J;?[-,/]?N))",
    "ago": "(?P<dir>[BSb])q?(?:(?P<n>[Ce])e?(?P<u1>F|[dsyku])|(?P<n2>[N8])(?P<u2>[dsykuF])|(?P<u3>E)|(?P<u4>F)"
    "|(?P<u5>[dsyku])(?![WMmzTRDJYNAGgVd]))(?!x|I)",
    "time": "(?:(?P<h>H)[<:]?|(?P<z0>U)(?=N:))?(?:(?P<h1>N)(?P<sep>[:;,])(?P<n1>N)(?::(?P<s1>N)(?:[;,][N8Y])?)?"
    "|(?P<all>Y)(?=[<;>]?[tU5])"
    "|(?P<h2>N)(?=[aP])|(?<=H)(?P<h3>N)|(?<=H)(?P<o>[oO1]e?)(?P<half>I)?)"
    "(?P<p>[aPh@~])?(?P<z>,?(?:t[U3]2?|U2?|5;?6)|<(?:t[U3]2?|U2?|5;?6;?)>|=(?:N:N|Y|N))?(?P<off>(?<=U)[=-](?:N:N|Y|N))?",
}


_FIRST = "NYMmTRDzJZ1OnXKxsVjyWwdPALGglbBSHU"  # letters that a part may begin with


@cache
def grammar() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """Return the pattern that finds where a part begins, and that of each kind."""
    anonymous = [re.sub(r"\(\?P<s[12]>(\[[^]]*\])\)|\(\?P=s[12]\)|\(\?P<\w+>", _unnamed, p) for p in _PATTERNS.values()]
    any_kind = "|".join(f"(?P<{name}>{p})" for name, p in zip(_PATTERNS, anonymous, strict=True))
    return re.compile(f"(?=[{_FIRST}])(?:{any_kind})"), {name: re.compile(p) for name, p in _PATTERNS.items()}


def _unnamed(found: re.Match[str]) -> str:
    if found[0].startswith("(?P="):
        return "[-/;:]"
    return found[1] or "(?:"
