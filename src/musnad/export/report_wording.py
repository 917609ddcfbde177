"""What a report says, cut where it differs from the fullest one: for Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from musnad.model import Link, Span
from musnad.stories.article import minutes
from musnad.stories.statements import Report, Utterance

GAP = " … "  # between the spans of a content


class Piece(NamedTuple):
    """Words of a report, or words of the fullest one that it left out or replaced (`gone`)."""

    kind: Literal["same", "came", "gone"]
    text: str


def pieces(report: Report) -> Iterator[Piece]:
    """Yield the content of a report in its order, its punctuation with it, and what is gone where it would stand."""
    place = report.content[0].start if report.content else 0
    for change in report.differences:
        if change.change != "kept" and change.first is not None:
            if change.second is not None:
                yield from _same(report.content, place, change.second.start)
                place = change.second.start
            yield Piece("gone", change.first.text)
        if change.second is not None:
            yield from _same(report.content, place, change.second.start)
            text = _between(report.content, change.second.start, change.second.end)
            yield Piece("same" if change.change == "kept" else "came", text)
            place = change.second.end
            closed = _closing(report.content, place)
            yield from _same(report.content, place, closed)
            place = closed
    if report.content:
        yield from _same(report.content, place, report.content[-1].end)


def chain_of(report: Report) -> list[Link]:
    """Return the chain of a report as it is shown: links without a name and those of one name left out."""
    named = [link for link in report.chain if link.name]
    return [link for n, link in enumerate(named) if n == 0 or link.name != named[n - 1].name]


def first_outlets(utterance: Utterance) -> list[str]:
    """Return the outlets that had an utterance first: several where their times are the same as far as they are known.

    A report without an outlet is named by its document.
    """
    if utterance.first is None:
        return []
    at = minutes(utterance.reports[utterance.first].at)
    same = [report for report in utterance.reports if minutes(report.at) == at]
    return list(dict.fromkeys(report.outlet or report.document for report in same))


def _closing(content: Sequence[Span], place: int) -> int:
    """Return where the signs end that belong to the word that ends at a place: a closing quotation mark, a comma."""
    for span in content:
        if span.start < place < span.end:
            text, at = span.text, place - span.start
            while at < len(text) and not text[at].isspace() and not text[at].isalnum():
                at += 1
            return span.start + at
    return place


def _same(content: Sequence[Span], start: int, end: int) -> Iterator[Piece]:
    text = _between(content, start, end)
    if text:
        yield Piece("same", text)


def _between(content: Sequence[Span], start: int, end: int) -> str:
    """Return the text of a content from one place to another, an ellipsis for what isn't of it."""
    found, last = "", None
    for span in content:
        low, high = max(start, span.start), min(end, span.end)
        if low < high:
            begins_here = low == span.start and span is not content[0] and (last is not None or start < span.start)
            found += (GAP if begins_here else "") + span.text[low - span.start : high - span.start]
            last = span
    return found
