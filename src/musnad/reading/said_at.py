"""Last step: when a statement was made, by the time expression in its own attribution clause.

«قال الوزير أمس إن», «أعلن المتحدث، الأربعاء، أن», «في بيان صدر يوم الخميس». What stands inside the content is what is
talked about, and what stands in a clause of its own (تعليقا على هجوم أمس، الذي وصل أمس) is when something else was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from musnad.arabic.letters import fold
from musnad.model import Moment, Span, Statement

REACH = 80  # characters behind cue and source, where no content ends the clause
LONGEST = 400  # characters from cue to content that are looked at
LEAD = 40  # characters before the cue: «ومساء أمس الأربعاء، قال»
_STOPS = (".", "\n", "؟", "!", "؛")
_LETTERS = frozenset("WALGglMmTRDzHpcSBEy")  # of the words of dates (arabic/date_words.py) that one can't do without


def add_said_at(text: str, statements: Sequence[Statement], published: dict[str, Any] | None) -> tuple[Statement, ...]:
    """Return the statements, each with the time in its attribution clause where it has one.

    Args:
        published: the document's; its `at` is the day that «أمس» is told from. Without one the expression is kept and
            not placed.
    """
    ends = sorted(span.end for s in statements for span in s.content)
    starts = sorted(s.cue.start for s in statements if s.cue is not None)
    base = (published or {}).get("at")
    return tuple([_with_time(text, s, ends, starts, base) for s in statements])


def _with_time(text: str, statement: Statement, ends: list[int], starts: list[int], base: object) -> Statement:
    cue = statement.cue
    if cue is None or cue.end <= cue.start:
        return statement
    for first, last in _clause(text, statement, cue, starts):
        if _may_hold(text[first:last]):
            moment = _behind(text, statement, first, last, base)
            if moment is not None:
                return msgspec.structs.replace(statement, said_at=moment)
    moment = _before(text, statement, cue, ends, base)
    return statement if moment is None else msgspec.structs.replace(statement, said_at=moment)


def _clause(text: str, statement: Statement, cue: Span, starts: list[int]) -> list[tuple[int, int]]:
    """Return the stretches of the clause from the cue on, up to the content or the next cue."""
    source, content = statement.source, statement.content
    anchor = max(cue.end, source.end) if source is not None else cue.end
    last = next((span.start for span in content if span.start >= cue.end), -1)
    if last < 0:
        stops = [text.find(sign, cue.end, anchor + REACH) for sign in _STOPS]
        last = min([anchor + REACH, *(stop for stop in stops if stop >= 0)])
        n = bisect_right(starts, cue.start)
        last = min(last, starts[n]) if n < len(starts) else last
    stretches = [(cue.end, min(last, cue.end + LONGEST))]
    if source is not None and source.end <= cue.start:
        stretches.append((source.end, cue.start))
    return stretches


@cache
def _words() -> frozenset[str]:
    """Return the folded words that a clause with a time has one of, with what may be glued before them."""
    from musnad.arabic.date_words import words

    bare = [word for word, known in words().items() if known.letter in _LETTERS]
    return frozenset(prefix + word for word in bare for prefix in ("", "و", "ب", "ل", "ف"))


# Folding and signs in one go: to translate twice would be half of this step's time.
_FLAT = {i: fold(chr(i)) for i in range(0x610, 0x700)} | dict.fromkeys(map(ord, "،,()«»\"؛:-"), " ")


def _may_hold(stretch: str) -> bool:
    """Tell by its words whether there may be a date in a stretch: a cheap test, since most have none."""
    if len(stretch) < 3:
        return False
    return not _words().isdisjoint(stretch.translate(_FLAT).split()) or "/" in stretch


# Behind these a time is that of something else (تعليقا على هجوم أمس، بعد مباراة أمس، الوزير الذي وصل أمس), but for
# what is said to have been issued or held then (في بيان صدر أمس).
_OTHER = frozenset({
    "علي", "عن", "بشان", "حول", "بعد", "قبل", "اثر", "عقب", "منذ", "حيال", "ازاء", "بخصوص", "منها", "وقع", "وقعت",
    "حتي", "بسبب", "ضد", "وهو", "وهي",
})  # fmt: skip
_OCCASIONS = frozenset({
    "صدر", "صدرت", "صادر", "الصادر", "الصادره", "نشر", "نشرت", "نشره", "نشرته", "المنشور", "عقد", "عقده", "عقدته",
    "عقدت", "المنعقد", "بث", "بثه", "بثته", "اجرته", "اجراه", "القاه", "القاها", "وزع", "وزعته", "اصدره", "اصدرته",
    "جري", "اذيع", "بيان", "البيان", "بيانه", "بيانها", "مؤتمر", "صحافي", "صحفي", "تصريح", "تصريحات", "مقابله",
    "حديث", "كلمه", "خطاب", "مقال", "تقرير",
})  # fmt: skip
_RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذان", "اللذين"})
_BREAK = re.compile("[،,()«»\"؛:-]")


def _behind(text: str, statement: Statement, first: int, last: int, base: object) -> Moment | None:
    """Return the first time in a stretch behind the cue that is the clause's own."""
    from musnad.arabic.dates import find_dates

    stretch = text[first:last]
    parts = [span for span in (statement.source, statement.addressee, *statement.via) if span is not None]
    for expression in find_dates(stretch):
        start, end = first + expression.start, first + expression.end
        if any(span.start <= start and end < span.end for span in parts) or _is_other(expression):
            continue
        if any(span.start < end and start < span.end for span in statement.content):
            continue
        behind = max([first, *(span.end for span in parts if span.end <= start)])
        if _is_own(fold(text[behind:start])) and not _in_relative_clause(fold(text[first:start])):
            return _moment(text, start, end, expression, base)
    return None


def _is_other(expression: Any) -> bool:
    """What is to come hasn't been said, and nobody speaks for years (المقيم في المدينة منذ 50 عاما)."""
    since = expression.unit == "year" and expression.text.startswith("منذ")
    return since or (expression.shift or 0) > 0 or (expression.mark or "").startswith("future")


def _in_relative_clause(before: str) -> bool:
    """Tell whether the time stands behind الذي in its part of the clause, wherever the source was taken to end."""
    words = _BREAK.split(before)[-1].split()
    return not _RELATIVE.isdisjoint(words) and words[-1] not in _OCCASIONS


def _is_own(between: str) -> bool:
    """Tell by the folded words between cue or source and a time whether the time is that of the saying."""
    between = _BREAK.split(between)[-1]
    words = between.split()
    if words and words[-1] in _OCCASIONS:
        return True
    return not any(word in _OTHER or word.removeprefix("و") in _OTHER for word in words)


def _before(text: str, statement: Statement, cue: Span, ends: list[int], base: object) -> Moment | None:
    """«ومساء أمس، قال الوزير»: a time that opens the sentence, next to the cue or to the source before it."""
    last = cue.start
    if statement.source is not None and statement.source.end <= cue.start:
        last = statement.source.start
    floor = max(0, last - LEAD)
    first = max(floor, *[text.rfind(sign, floor, last) + 1 for sign in _STOPS])
    if (first == floor and floor > 0) or not _may_hold(text[first:last]):
        return None
    n = bisect_right(ends, last)
    if n and ends[n - 1] > first:
        return None  # what stands there was said by somebody
    from musnad.arabic.dates import find_dates

    found = find_dates(text[first:last])
    if not found or _is_other(found[-1]):
        return None
    expression = found[-1]
    lead, gap = text[first : first + expression.start].split(), text[first + expression.end : last].split()
    if len(lead) > 2 or len([word for word in gap if len(word) > 1]) > 1:
        return None
    return _moment(text, first + expression.start, first + expression.end, expression, base)


def _moment(text: str, start: int, end: int, expression: Any, base: object) -> Moment:
    from musnad.arabic.dates import resolve

    placed = resolve(expression, base)
    return Moment(
        start, end, text[start:end], at=placed.at, precision=placed.precision, until=placed.until, reason=placed.reason
    )
