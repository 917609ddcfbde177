"""Step 2: pair the quotation marks, whatever the outlet typed: «» “” "" ‹› '' , reversed or unclosed.

Whether a mark opens or closes is told by the blanks beside it before its own direction: some
outlets write ” or » for both, some texts passed through a left-to-right editor.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from musnad.reading.patterns import begins_speech
from musnad.reading.shapes import Shape

_MARKS = re.compile("[<>\"']")
_CLAUSE = frozenset("VvPZyNnxGs")  # letters of verbs, particles and pronouns: no name has one
_TITLED = frozenset(("شعار", "شعارات", "عنوان", "عباره", "اسم", "لقب", "وسم", "صيحات", "هتاف", "كلمه", "مقوله"))
DEEPEST = 8  # quotations inside one another; deeper marks are noise, and every level repeats its text in the output
_PREFIXES = {"ل", "ب", "ك", "و", "ف", "كـ", "ال", "ول", "وب"}


class Quotations:
    """Pairs of marks as token numbers.

    `closes[open] = close`: the token of the closing mark, or one past the last token quoted where
    it never closes; `opens` is the way back for marks that close, `outer` the opening mark of the
    quotation in which one stands, or -1.
    """

    __slots__ = ("closes", "opens", "order", "outer")

    def __init__(self) -> None:
        self.closes: dict[int, int] = {}
        self.opens: dict[int, int] = {}
        self.order: list[int] = []
        self.outer: dict[int, int] = {}

    def around(self, i: int) -> int:
        """Return the opening mark of the innermost quotation with token `i` in it, or -1."""
        n = bisect_left(self.order, i) - 1
        o = self.order[n] if n >= 0 else -1
        while o >= 0 and self.closes[o] <= i:  # quotations nest: at most DEEPEST steps
            o = self.outer[o]
        return o

    def is_clause(self, o: int, shape: Shape) -> bool:
        """Tell whether a clause stands in the marks opened at `o`, and its sentence doesn't go on behind them."""
        letters, close = shape.letters, self.closes[o]
        named = letters[o - 1 : o] in ("R", "J") or not _TITLED.isdisjoint(form.word for form in shape.forms[o - 2 : o])
        if close not in self.opens or named:  # «كتاب «مفاهيم يجب أن تصحح»»، «شعار «الماء حق»»
            return False
        first, second = shape.forms[o + 1], shape.forms[o + 2]
        nominal = first.definite and second.letter in "KSI" and not (second.definite or second.glued)  # «القرار واضح»
        spoken = nominal or begins_speech(first) or begins_speech(second)
        if not spoken and _CLAUSE.isdisjoint(letters[o + 1 : close]):
            return False
        joined = close + 2 in self.closes and shape.forms[close + 1].word == "و"
        return joined or letters[close + 1 : close + 2] in ("", ".", ",", ";", "/")


def find_quotations(shape: Shape) -> Quotations:
    """Pair the quotation marks of a text, left to right; an unclosed one ends with its paragraph."""
    found = Quotations()
    letters = shape.letters
    if not _MARKS.search(letters):
        return found
    stack: list[int] = []
    done = -1
    for match in re.finditer("[<>\"'/]", letters):
        i = match.start()
        sign = letters[i]
        if i <= done:
            continue
        if sign == "/":
            for o in stack:
                found.closes[o] = i
            stack.clear()
            continue
        twice = letters.startswith("''", i) and not shape.forms[i].space  # two apostrophes for one mark
        done = i + twice
        if sign == "'" and not twice and not _stands_free(shape, i):
            continue
        if _opens(shape, i, sign, stack, end=done):
            i = done
            if len(stack) < DEEPEST:
                found.outer[i] = stack[-1] if stack else -1
                stack.append(i)
        elif stack:
            o = stack.pop()
            found.closes[o] = i
            found.opens[i] = o
    for o in stack:
        found.closes[o] = len(letters)
    found.order = sorted(found.closes)
    return found


def _stands_free(shape: Shape, i: int) -> bool:
    """Tell an apostrophe inside a word from a single quotation mark."""
    before = i == 0 or shape.form(i - 1).space or not shape.letters[i - 1].isalpha()
    after = shape.form(i).space or i + 1 == len(shape.letters) or not shape.letters[i + 1].isalpha()
    return before or after


def _opens(shape: Shape, i: int, sign: str, stack: list[int], *, end: int) -> bool:
    """Tell whether the mark that begins at token `i` and ends with token `end` opens a quotation."""
    letters = shape.letters
    last = end + 1 >= len(letters) or letters[end + 1] == "/"
    blank_before = i == 0 or shape.form(i - 1).space or letters[i - 1] in "/_("
    blank_after = shape.form(end).space or last or letters[end + 1] in ",.;:)>"
    if blank_before and not blank_after:
        return True
    if i and letters[i - 1] == ":" and not blank_before and not last and sign not in [letters[o] for o in stack]:
        return True  # «قال:" الطريق آمن "»
    if blank_after and not blank_before:
        return not stack and not last and letters[i - 1] in "VP" and bool(shape.forms[i - 1].cues)  # «وأضاف" نحن»
    if i and not blank_before and shape.word(i - 1) in _PREFIXES:
        return True
    if sign == "<":
        return not last
    if sign == ">":
        return not stack and not last and blank_before
    return not stack and not last
