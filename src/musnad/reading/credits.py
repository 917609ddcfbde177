"""Credits: the lines and brackets by which a page says where its text was taken from («المصدر: … + وكالات»).

`relays.find_document_relays` makes relays of them. A credit names an outlet, or it says no more than «agencies»
(وكالات، متابعات): then it is unnamed, and the chain says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from musnad.arabic.letters import fold
from musnad.lexicon.outlets import name_key

HEAD, FOOT = 400, 400  # code points in which a head or a foot is looked for
LONGEST_DATELINE = 80
LONGEST_LINE = 60  # of a line that is nothing but a credit; longer ones are prose

_UNNAMED = re.compile(
    r"و?(?:ال)?وكالات(?: (?:ال)?انباء)?(?: (?:ال)?(?:عالميه|دوليه|عربيه|اجنبيه|اخباريه|محليه|مختلفه))?"
    r"|و?متابعات(?: (?:صحفيه|اعلاميه|اخباريه))?"
)
_UNNAMED_OTHERS = re.compile(
    r"و?(?:ال)?(?:مواقع|صحف|صحافه|انترنت|وسائل (?:ال)?اعلام|مواقع (?:ال)?تواصل(?: (?:ال)?اجتماعي)?)"
    r"(?: (?:ال)?(?:الكترونيه|اخباريه|عالميه|عربيه|عبريه|محليه|اجنبيه))*"
)
_HEADS = frozenset(
    ("صحيفه", "جريده", "وكاله", "قناه", "فضائيه", "تلفزيون", "اذاعه", "راديو", "موقع", "شبكه", "مجله", "بوابه")
)
_EXCLUSIVE = re.compile(r"(?:خاص|حصري)(?!\w)(?:\s+[لب]ـ*(?!\w))?")
_LABEL = re.compile(
    r"[ \t*(\[–—-]*(?P<label>Posted from|Source *:|المصدر *:|المصادر *:|نقل(?:ا|اً|ًا) عن *:?|عن *:|عن(?= \S))"
    r"[ \t]*(?P<who>\S[^\n]{1,59}?)[ \t)\].]*$"
)
_MARKS = ("وكالات", "متابعات", "خاص", "حصري")  # no byline says anything without one of them
_BETWEEN = re.compile(r"[ \t]*(?:[+/|،,;؛–—]|(?<=\s)-|-(?=\s)|\s+و(?=(?:ال)?(?:وكالات|متابعات|مواقع|صحف)\b))[ \t]*")
_BYLINE_SIGNS = re.compile(r"[–—:/|-]")
_SLASHES = re.compile(r"[^\n/]{2,45}/[ \t]*(?P<who>[^\n/]{2,30}?)[ \t]*(?:/|$)")
_DATED = re.compile(r"[^\n]{2,45}\d[ \t]*(?:م|هـ)?[ \t]+(?P<who>[^\W\d_]+)[ \t]*(?:[-–—]|$)")
_ENCLOSED = re.compile(
    r"[^\n.:«»\"()\[\]]{2,45}?[ \t]*"
    r"(?:\([ \t]*(?P<a>[^()\n]{2,20}?)[ \t]*\)|[–—-][ \t]*(?P<b>[^\n()–—-]{2,20}?)[ \t]*[–—-])"
)
_QUOTED = re.compile(r"[ \tـ]*[«\"“](?P<who>[^«»\"“”\n]{2,40})[»\"”]")
_BRACKETS = re.compile(r"\([ \t]*(?P<who>[^()\n]{3,25}?)[ \t]*\)")


class Credit(NamedTuple):
    """Who is credited, as `[start, end)` in the text: an agency or another origin, by name or not."""

    start: int
    end: int
    agency: bool
    named: bool = True


class CreditReader:
    """Reads the credits of one text.

    Args:
        outlets: kinds of media by folded name, as running text has them.
        credited: kinds by `name_key`, of names that count only where an outlet is expected.
    """

    def __init__(self, text: str, outlets: dict[str, str], credited: dict[str, str]) -> None:
        self.text, self.outlets, self.credited = text, outlets, credited

    def read(self) -> Iterator[Credit]:
        """Yield the credits of head and foot; the same one may come more than once."""
        text, size = self.text, len(self.text)
        head = min(HEAD, size)
        foot = text.find("\n", size - FOOT) + 1 or size if size > FOOT else 0
        yield from self._datelines(head)
        marked = any(mark in text[:head] for mark in _MARKS)
        for low, high in self._lines(0, head):
            if marked:
                yield from self._byline(low, high)
            if low:  # behind the title
                yield from self._alone(low, high)
            yield from self._labelled(low, high, strict=True)
        for low, high in self._lines(foot, size):
            yield from self._labelled(low, high, strict=False)
            if low >= head:
                yield from self._alone(low, high)
        for start, end in ((0, head), (max(head, foot), size)):
            if "(" in text[start:end]:
                yield from self._bracketed(start, end)

    def _lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the lines that begin in `[start, end)`, whole: one cut off might pass for a credit."""
        while start < end:
            stop = self.text.find("\n", start)
            stop = stop if stop >= 0 else len(self.text)
            if stop > start:
                yield start, stop
            start = stop + 1

    def _bracketed(self, start: int, end: int) -> Iterator[Credit]:
        for match in _BRACKETS.finditer(self.text, start, end):
            if (credit := self._unnamed(*match.span("who"))) and credit.agency:
                yield credit

    def _datelines(self, end: int) -> Iterator[Credit]:
        """«المنامة في 3 أغسطس / بنا / أكد», «رام الله 3-8-2015 وفا- قال», «بغداد (واع)»: any name of an agency."""
        for low, high in self._lines(0, end):
            for pattern in (_SLASHES, _DATED, _ENCLOSED):
                last = min(high, low + LONGEST_DATELINE)
                match = pattern.match(self.text, low, last)
                group = match.lastgroup if match and match.end() < last + (last == high) else None  # a whole word
                if match and group and self._kind(match[group]) == "agency":
                    yield Credit(*match.span(group), True)

    def _labelled(self, start: int, end: int, *, strict: bool) -> Iterator[Credit]:
        """«المصدر: صحيفة النهر + وكالات»; at the foot any name does, at the head («المصدر: لن نعود») a known one."""
        match = _LABEL.match(self.text, start, end)
        if match is None:
            return
        low, high = match.span("who")
        if self.text.count("(", low, high) > self.text.count(")", low, high) and self.text[high : high + 1] == ")":
            high += 1  # صحيفة النهر (الوادي)
        sure = not strict and match["label"] != "عن"
        pieces = list(self._pieces(low, high))
        found = [self._piece(*piece) for piece in pieces]
        if len(pieces) > 1 and sure and found[0] is None:
            found[0] = Credit(*pieces[0], False)  # the first needs no head: المصدر: النهر + وكالات
        if all(found):
            yield from filter(None, found)
        elif sure and any(c.isalpha() for c in match["who"]):
            yield Credit(low, high, False)

    def _alone(self, start: int, end: int) -> Iterator[Credit]:
        """A line of nothing but outlets, an agency among them: «رويترز – وكالات»."""
        if end - start > LONGEST_LINE:
            return
        found = [self._piece(*piece, headed=False) for piece in self._pieces(start, end)]
        if all(found) and any(credit.agency for credit in found if credit):
            yield from filter(None, found)

    def _byline(self, start: int, end: int) -> Iterator[Credit]:
        """«سالم النجار – وكالات», «وكالات – النهر», «خاص – النهر», «صنعاء – خاص بـ"النهر": …»."""
        line = self.text[start : min(end, start + LONGEST_LINE)]
        signs = [start + m.start() for m in _BYLINE_SIGNS.finditer(line)]
        ends = [*signs, end] if end - start <= LONGEST_LINE else signs
        pieces = [self._trim(low, high) for low, high in zip([start, *(s + 1 for s in signs)], ends, strict=False)]
        unnamed = [credit for low, high in pieces if (credit := self._unnamed(low, high)) and credit.agency]
        exclusive = any(_EXCLUSIVE.match(self.text[low:high].strip()) for low, high in pieces)
        yield from unnamed
        if len(pieces) > 1 and (unnamed or exclusive):
            yield from filter(None, (self._piece(low, high) for low, high in pieces))
        if exclusive:
            for low, high in pieces:
                rest = _EXCLUSIVE.match(self.text, low, high)
                if rest and (quoted := _QUOTED.match(self.text, rest.end(), end)):
                    yield Credit(*quoted.span("who"), self._kind(quoted["who"]) == "agency")

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of a credit: «النهر + وكالات», «رويترز، أ ف ب», «صحف ووكالات»."""
        low = start
        for match in _BETWEEN.finditer(self.text, start, end):
            if match.start() > low:
                yield self._trim(low, match.start())
            low = match.end()
        if low < end:
            yield self._trim(low, end)

    def _piece(self, start: int, end: int, *, headed: bool = True) -> Credit | None:
        """Return the credit that a part is by itself: unnamed, known, or (`headed`) called an outlet: صحيفة النهر."""
        if credit := self._unnamed(start, end):
            return credit
        kind = self._kind(self.text[start:end])
        words = fold(self.text[start:end]).split()
        if not kind and headed and 1 < len(words) <= 5 and words[0] in _HEADS:
            kind = "agency" if words[0] == "وكاله" else "site"
        return Credit(start, end, kind == "agency") if kind and kind != "head" else None

    def _unnamed(self, start: int, end: int) -> Credit | None:
        words = " ".join(fold(self.text[start:end]).split())
        if _UNNAMED.fullmatch(words):
            return Credit(start, end, True, False)
        return Credit(start, end, False, False) if _UNNAMED_OTHERS.fullmatch(words) else None

    def _kind(self, name: str) -> str:
        return self.outlets.get(folded_name(name)) or self.credited.get(name_key(name), "")

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in ' \t«»"“”.':
            start += 1
        while end > start and self.text[end - 1] in ' \t«»"“”.':
            end -= 1
        return start, end


def folded_name(name: str) -> str:
    """Return a name as the lexicon's outlets have it: folded, without stops and double blanks."""
    return " ".join(fold(name).replace(".", " ").split())
