"""Two readings of one document: which statement of the new one is which of the old one.

By id; where an id is gone, by the place of the cue; else by the most similar content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from musnad.arabic.search_words import key
from musnad.archive.decisions import start_of
from musnad.archive.quotes import marked, placed
from musnad.archive.rows import GAP
from musnad.document import Document
from musnad.model import Span, Statement

# Of the words of two contents (Dice): one of which a little more than half is left (0.54) just reaches it, two that
# share a half each do not. Set by hand, not measured: there is no gold of two readings.
ALIKE = 0.7
NEAREST = 50  # statements that are compared with one that has lost its id: those nearest in the text


def match(old: Document, new: Document, quotes: Mapping[str, Iterable[str]] | None = None) -> dict[str, str]:
    """Return for the statements of `old` the ids of the same statements in `new`; those without are left out.

    Args:
        quotes: other contents that a statement had when people decided on it, by its id.
    """
    new_ids = {s.id for s in new.statements}
    pairs = {s.id: s.id for s in old.statements if s.id in new_ids}
    left = [s for s in old.statements if s.id not in pairs]
    free = [s for s in new.statements if s.id not in pairs]
    if left and free:
        _by_cue(old, new, left, free, pairs)
        taken = set(pairs.values())
        left, free = [s for s in left if s.id not in pairs], [s for s in free if s.id not in taken]
        _by_content(left, free, quotes or {}, pairs)
    return pairs


def _by_cue(
    old: Document, new: Document, left: Sequence[Statement], free: Sequence[Statement], pairs: dict[str, str]
) -> None:
    cues: dict[tuple[int, int], list[str]] = {}
    for statement in free:
        if statement.cue:
            cues.setdefault((statement.cue.start, statement.cue.end), []).append(statement.id)
    for statement in left:
        cue = statement.cue and _moved(old, new, statement.cue)
        there = cues.get((cue.start, cue.end)) if cue else None
        if there:
            pairs[statement.id] = there.pop(0)


def _moved(old: Document, new: Document, span: Span) -> Span | None:
    if old.text == new.text:
        return span
    found = placed(new.text, marked(old.text, (span,)))
    return found[0] if found else None


def _by_content(
    left: Sequence[Statement], free: Sequence[Statement], quotes: Mapping[str, Iterable[str]], pairs: dict[str, str]
) -> None:
    words = {s.id: _words(_content(s)) for s in free}
    scores: list[tuple[float, int, str, str]] = []
    for statement in left:
        forms = [_words(text) for text in (_content(statement), *quotes.get(statement.id, ()))]
        near = sorted(free, key=lambda other: abs(start_of(other) - start_of(statement)))[:NEAREST]
        for other in near:
            score = max(_alike(form, words[other.id]) for form in forms)
            if score >= ALIKE:
                scores.append((-score, abs(start_of(other) - start_of(statement)), statement.id, other.id))
    taken: set[str] = set()
    for _, _, one, other_id in sorted(scores):
        if one not in pairs and other_id not in taken:
            pairs[one] = other_id
            taken.add(other_id)


def _content(statement: Statement) -> str:
    return GAP.join(c.text for c in statement.content)


def _words(text: str) -> frozenset[str]:
    return frozenset(key(text).split())


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def same_reading(old: Document, new: Document, one: Statement, other: Statement) -> bool:
    """Tell whether two statements say the same of the same words, wherever these stand in their texts."""
    return _surface(old, one) == _surface(new, other)


def _surface(document: Document, statement: Statement) -> tuple[object, ...]:
    speaker = document.speaker_of(statement)
    spans = (statement.cue, statement.source, statement.addressee, *statement.content, None, *statement.via)
    texts = tuple([span.text if span else None for span in spans])
    who = (speaker.name.text, speaker.kind) if speaker else None
    return texts, who, statement.type, statement.act, statement.force
