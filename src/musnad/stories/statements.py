"""The same statement in several documents of a story: who reports it, in which words, who had it first, who has not.

`joining.py` finds what belongs together; here it becomes what one reads: each report beside the fullest one, word by
word, with the cue, the force, the names and the chain that its outlet chose.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

import msgspec

from musnad.document import Document
from musnad.model import Act, Force, Link, Span, Statement, Type
from musnad.stories.article import minutes
from musnad.stories.joining import Said, join, said_in
from musnad.stories.wording import Difference, differences, in_order

IN_ORDER = 0.7  # of the words of the shorter: less is no cut and no edit
SAME_LENGTH = 0.85  # of the fullest wording's words: a word less is no cut

Kind = Literal["fullest", "verbatim", "edited", "shortened", "paraphrased", "translated"]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document's report of an utterance.

    `kind` says what it is of the fullest report: the same words (`verbatim`), but for a few of them (`edited`), fewer
    of them (`shortened`), others (`paraphrased`); `translated` are others where both claim, by quotation marks, to be
    the words themselves. `differences` lead from the fullest report to this one. `labels` are those in the source and
    in what is said. `at` is ISO 8601, None where nobody knows.
    """

    document: str
    statement: str
    outlet: str | None
    at: str | None
    speaker: str | None
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: Kind
    act: Act
    force: Force
    type: Type
    chain: tuple[Link, ...]
    labels: tuple[dict[str, Any], ...] = ()
    differences: tuple[Difference, ...] = ()


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said, as the documents of a story report it, in order of time.

    `fullest` and `first` are places in `reports`; `first` is None where no time is known. `left_out` are the outlets of
    the story that have nothing of it.
    """

    speaker: str | None
    entity: str | None
    reports: tuple[Report, ...]
    fullest: int
    first: int | None
    left_out: tuple[str, ...]


def same_statements(documents: Sequence[Document], *, alone: bool = False) -> list[Utterance]:
    """Join the statements of a story's documents that report one utterance.

    Args:
        documents: of one story.
        alone: give those that one document alone reports, too.
    Returns: utterances, those in most documents first, then by time.
    """
    once = list({document.id: document for document in documents}.values())
    said = said_in(once)
    found = []
    for places in join(said):
        group = [said[place] for place in places]
        if alone or len({one.document.id for one in group}) > 1:
            found.append(_utterance(group, once))
    return sorted(found, key=_rank)


def _rank(utterance: Utterance) -> tuple[int, str, str, str]:
    first = utterance.reports[0]
    count = len({report.document for report in utterance.reports})
    return -count, first.at or "~", first.document, first.statement


def _time(document: Document) -> str | None:
    at = (document.published or {}).get("at")
    return at if isinstance(at, str) else None


def _utterance(group: list[Said], documents: Sequence[Document]) -> Utterance:
    times = {one.document.id: minutes(_time(one.document)) for one in group}

    def order(one: Said) -> tuple[bool, int, str, int]:
        at = times[one.document.id]
        start = one.statement.content[0].start
        return at is None, at or 0, one.document.id, start

    group = sorted(group, key=order)
    fullest = min(range(len(group)), key=lambda place: (-len(group[place].words), place))
    reporting = {one.document.outlet for one in group}
    outlets = sorted({d.outlet for d in documents if d.outlet} - reporting)
    named = [one.naming for one in group if one.naming is not None]
    names = Counter(naming.name for naming in named)
    name = min(names, key=lambda name: (-names[name], -len(name), name), default=None)
    return Utterance(
        speaker=name,
        entity=next((n.entity for n in named if n.entity is not None), None),
        reports=tuple(_report(one, group[fullest]) for one in group),
        fullest=fullest,
        first=0 if times[group[0].document.id] is not None else None,
        left_out=tuple(outlets),
    )


def _report(one: Said, fullest: Said) -> Report:
    document, statement = one.document, one.statement
    changes = () if one is fullest else _differences(fullest, one)
    return Report(
        document=document.id, statement=statement.id, outlet=document.outlet, at=_time(document),
        speaker=one.naming.name if one.naming else None, source=statement.source, cue=statement.cue,
        content=statement.content, kind="fullest" if one is fullest else _kind(one, fullest, changes),
        act=statement.act, force=statement.force, type=statement.type, chain=tuple(document.chain_of(statement)),
        labels=_labels(document, statement), differences=changes,
    )  # fmt: skip


def _differences(first: Said, second: Said) -> tuple[Difference, ...]:
    return differences(first.words, second.words, first_text=first.document.text, second_text=second.document.text)


def _kind(one: Said, fullest: Said, changes: Sequence[Difference]) -> Kind:
    if all(change.change == "kept" for change in changes):
        return "verbatim"
    if in_order(one.wording, fullest.wording) >= IN_ORDER:
        return "edited" if len(one.words) >= SAME_LENGTH * len(fullest.words) else "shortened"
    both_quote = one.statement.type != "indirect" and fullest.statement.type != "indirect"
    return "translated" if both_quote else "paraphrased"


def _labels(document: Document, statement: Statement) -> tuple[dict[str, Any], ...]:
    """Return the labels that stand in a statement's source or content."""
    spans = [*statement.content, *([statement.source] if statement.source else [])]
    found = []
    for label in document.labels:
        plain: dict[str, Any] = msgspec.to_builtins(label)
        if any(span.start <= plain["start"] and plain["end"] <= span.end for span in spans):
            found.append(plain)
    return tuple(found)
