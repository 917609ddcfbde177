"""Step 3b: headlines of the form «روسيا: الدول الغربية …»: a short noun phrase, a colon, what it says."""

from __future__ import annotations

from musnad.lexicon.compiling import CueForm, Entry
from musnad.reading.claims import Claim
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Shape

LONGEST = 9  # tokens before the colon; longer ones are topics or verbs' own colons
LINES = 3  # a site's name may stand above the headline
_HEADLINE = Entry("state", "neutral", ())
_FORM = CueForm("grammar/headline", "none")


def read_headline(shape: Shape, quotes: Quotations, phrases: Phrases) -> Claim | None:
    """Return the claim of a headline with a colon in the first lines, or None."""
    letters, start = shape.letters, 0
    for _ in range(LINES):
        end = letters.find("/", start)
        end = len(letters) if end < 0 else end
        if end > start:
            colon = letters.find(":", start, min(end, start + LONGEST + 6))
            if colon > start and end - start < 40 and letters[end : end + 1] == "/":
                return _read_line(shape, quotes, phrases, start, colon, end)
        start = end + 1
        if start >= len(letters):
            break
    return None


def _read_line(
    shape: Shape, quotes: Quotations, phrases: Phrases, start: int, colon: int, end_of_line: int
) -> Claim | None:
    letters = shape.letters
    while start < colon and letters[start] in "_-*.":
        start += 1
    if shape.word(start) in shape.sets["headline_topic"] or letters[start] in "#" or colon + 1 >= end_of_line:
        return None
    first = shape.form(start)
    end_of_name = phrases.noun_phrase(start, colon, "colon")
    if end_of_name == start and first.glued and first.noun is None and not first.definite:
        end_of_name = phrases.noun_phrase(start + 1, colon, "colon") if start + 1 < colon else colon  # بلقاسم
    addressee = end_of_name < colon and phrases.is_press(end_of_name)
    if end_of_name == start or (end_of_name != colon and not addressee):
        return None
    claim = Claim(colon, _FORM, _HEADLINE, "headline")
    claim.source, claim.where = (start, end_of_name), "before"
    if addressee:
        claim.addressee = (end_of_name, colon)
    claim.opener, claim.at, claim.content = "colon", colon, colon + 1
    return claim
