"""`musnad correct`: accept, reject or correct a statement, undo that, list what was decided."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from typing import Any

from musnad.archive.archive import Archive
from musnad.archive.decisions import SPANS, Correction
from musnad.cli import UsageError
from musnad.display import plain, wrapped
from musnad.opened import open_archive

_WIDTH = 80  # cells of a line where the output is no terminal


def run(options: argparse.Namespace) -> int:
    """Write a decision down, or list them."""
    decisions = _decisions(options)
    alone = "--undo" if options.undo else "--history" if options.history else "--reject" if options.reject else ""
    if alone and (len(decisions) > (alone == "--reject")):
        raise UsageError(f"{alone} goes alone")
    with open_archive(options.archive, readonly=options.history) as archive:
        if options.history:
            return _list(archive.corrections(options.id))
        if options.undo:
            if options.id:
                raise UsageError("--undo takes the number of a correction, and no ID")
            made = [archive.undo(options.undo, by=options.by, why=options.why or "")]
        else:
            if not options.id:
                raise UsageError("the ID of a statement is missing")
            if not decisions:
                raise UsageError("say what is decided: --accept, --reject, --act, --speaker, --content, …")
            made = archive.correct_all(options.id, decisions, by=options.by, why=options.why or "")
        _say(archive, made)
    return 0


def _decisions(options: argparse.Namespace) -> list[tuple[str, Any]]:
    """Return what the options decide; an acceptance comes last, since it is of the statement as corrected."""
    found: list[tuple[str, Any]] = [("reject", None)] if options.reject else []
    if options.kind and options.speaker is None:
        raise UsageError("--kind goes with --speaker")
    for field in SPANS:
        spans = getattr(options, field)
        if spans is not None:
            found.append(("span", {"field": field, "spans": spans}))
    if options.speaker is not None:
        found.append(("speaker", {"speaker": _speaker(options.speaker), "kind": options.kind}))
    if options.act is not None:
        found.append(("act", {"act": options.act}))
    return [*found, ("accept", None)] if options.accept else found


def _speaker(given: str) -> Any:
    if given == "none":
        return None
    edges = given.split(":")
    if len(edges) == 2 and all(e.isascii() and e.isdigit() and len(e) < 12 for e in edges):
        return [int(edge) for edge in edges]
    return given


def _say(archive: Archive, made: list[Correction]) -> None:
    for correction in made:
        print(f"correction {correction.id}: {correction.kind}")
    id = made[-1].applies_to
    found = archive.document_in_force(made[-1].in_document)
    there = any(s.id == id for s in found.document.statements)
    state = found.states.get(id, "machine") if there else "no longer in force: the reader does not find it"
    print(f"statement {plain(id)}: {state}")


def _list(corrections: list[Correction]) -> int:
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100) if sys.stdout.isatty() else _WIDTH
    for correction in corrections:
        print(f"statement {plain(correction.applies_to)}")
        for line in in_words(correction, width):
            print(line)
    if not corrections:
        print("no corrections")
    return 0


def in_words(correction: Correction, width: int) -> Iterator[str]:
    """Return the lines that tell a correction: what, by whom, when, why, and whether it is in force."""
    value = correction.value
    told = value.get({"act": "act", "span": "field", "undo": "correction"}.get(correction.kind, ""), "")
    undone = "" if correction.live else f", undone by {correction.undone_by}"
    yield f"  {correction.id}. {correction.kind}{f' {told}' if told else ''}, {correction.at}{undone}"
    if correction.kind in ("speaker", "span"):
        named = (value["speaker"] if correction.kind == "speaker" else value) or {"spans": [], "quotes": []}
        if not named["spans"]:
            yield "    none"
        for (start, end), (quote, _, _) in zip(named["spans"], named["quotes"], strict=True):
            yield f"    [{start}, {end})"
            yield from wrapped(quote, width, " " * 6)
    yield "    by"
    yield from wrapped(correction.who, width, " " * 6)
    if correction.why:
        yield "    why"
        yield from wrapped(correction.why, width, " " * 6)
