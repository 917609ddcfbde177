"""Documents beside each other as Markdown: a heading an utterance, its reports below it."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.archive.comparing import Comparison
from musnad.display import marked_up
from musnad.export.report_wording import chain_of, first_outlets, pieces
from musnad.stories.statements import Report, Utterance


def comparison_markdown(comparison: Comparison) -> str:
    """Return a comparison as Markdown: left out words struck through, added and replacing ones in bold."""
    out = [f"# {marked_up(comparison.title or 'Comparison')}", ""]
    out += [f"- story: {marked_up(id)}" for id in comparison.stories]
    for document in comparison.documents:
        outlet, at = marked_up(document.outlet or "no outlet known"), marked_up(document.published or "no date")
        out.append(f"- {outlet}, {at}: {marked_up(document.title or document.id)}")
    if comparison.left_out:
        out.append(f"- not compared, since there are so many: {comparison.left_out:,}")
    for number, utterance in enumerate(comparison.utterances, 1):
        out += ["", *_utterance(utterance, number)]
    if not comparison.utterances:
        out += ["", "No statement that two of these documents report."]
    return "\n".join(out) + "\n"


def _utterance(utterance: Utterance, number: int) -> Iterator[str]:
    yield f"## {number}. {marked_up(utterance.speaker or 'speaker unknown')}"
    yield ""
    if utterance.first is not None:
        first = utterance.reports[utterance.first]
        outlets = "، ".join(map(marked_up, first_outlets(utterance)))
        yield f"- first: {outlets}, {marked_up(first.at or '')}"
    if utterance.left_out:
        yield f"- left out by: {'، '.join(map(marked_up, utterance.left_out))}"
    for report in utterance.reports:
        yield from _report(report)


def _report(report: Report) -> Iterator[str]:
    yield ""
    yield f"### {marked_up(report.outlet or report.document)}: {report.kind}"
    yield ""
    yield f"> {_wording(report)}"
    yield ""
    yield f"- {report.force}, {report.act}, {report.type}; {marked_up(report.at or 'no date')}"
    if report.cue:
        yield f"- cue: {marked_up(report.cue.text)}"
    if report.source:
        yield f"- source: {marked_up(report.source.text)}"
    if report.labels:
        texts = dict.fromkeys(str(label["text"]) for label in report.labels)
        yield f"- labels: {'، '.join(map(marked_up, texts))}"
    chain = [marked_up(link.name) for link in chain_of(report)]
    if len(chain) > 1:
        yield f"- chain: {' · '.join(chain)}"
    yield f"- statement {marked_up(report.statement)} of document {marked_up(report.document)}"


def _wording(report: Report) -> str:
    parts = []
    for piece in pieces(report):
        words = marked_up(piece.text)
        if not words:
            parts.append(" ")
            continue
        before, after = " " * (piece.text[:1].isspace()), " " * (piece.text[-1:].isspace())
        parts.append({"same": f"{before}{words}{after}", "came": f"**{words}**", "gone": f" ~~{words}~~ "}[piece.kind])
    return " ".join("".join(parts).split())
