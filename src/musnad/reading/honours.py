"""Honours that stand for somebody named before: «سموه», «فخامته». Part of step 6a (speakers.py)."""

from __future__ import annotations

from musnad.reading.claims import Phrase
from musnad.reading.objects import object_in
from musnad.reading.phrases import Phrases
from musnad.reading.shapes import Shape

NAMED_BEFORE = 60  # tokens in which the bearer of an honour is looked for


def title_of(honour: str) -> str:
    """Return what «سموه», «فضيلته» are of: سمو, فضيل."""
    return honour.rstrip("ا").removesuffix("ه").removesuffix("ت")


def bearer(shape: Shape, phrases: Phrases, at: int) -> Phrase | None:
    """Return the naming of the person last named with the honour at a token («صاحب السمو الأمير فهد»), before it."""
    title = title_of(shape.forms[at].word)
    for k in range(at - 1, max(-1, at - NAMED_BEFORE), -1):
        if shape.letters[k] in "TK" and shape.forms[k].stem.startswith(title):
            start = k - (k > 0 and shape.forms[k - 1].word.endswith("صاحب"))
            end = phrases.noun_phrase(start, at, "noun", anyhow=True)
            end = object_in(shape, start, end) or end
            if "Y" in shape.letters[k:end]:
                return start, end
    return None
