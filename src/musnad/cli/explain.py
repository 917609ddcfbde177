"""`musnad explain`: the rule and the lexicon entries behind one statement."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from typing import Any

from musnad.cli import UsageError, complain
from musnad.display import chain, chain_names, chain_roles, plain, wrapped
from musnad.document import Document
from musnad.errors import InputError, LexiconError
from musnad.inputs import read_item
from musnad.model import Moment, Span, Statement
from musnad.pages.page import Page
from musnad.pages.sources import Item, find_files, find_items

_WIDTH = 80  # cells of a line where the output is no terminal
_NO_WORD = "grammar/"  # in the keys of cues that are no word of the lexicon, such as the colon of a headline


def run(options: argparse.Namespace) -> int:
    """Print what is known of a statement; return 1 where an input failed."""
    item, failed = _choose(options)
    if item is None:
        return 1
    document = read_item(item)
    count = len(document.statements)
    if options.statement > count:
        raise UsageError(f"no statement {options.statement}: {item.name} has {count}")
    width = min(shutil.get_terminal_size((_WIDTH, 24)).columns, 100) if sys.stdout.isatty() else _WIDTH
    print(f"{plain(item.name)}\nstatement {options.statement} of {count}")
    for line in explanation(document, document.statements[options.statement - 1], width):
        print(line)
    return 1 if failed else 0


def _choose(options: argparse.Namespace) -> tuple[Item | None, int]:
    """Find the document that is meant, and count the inputs that failed on the way to it."""
    chosen: Item | None = None
    failed = 0
    stdin = sys.stdin.buffer
    for item in find_items(find_files([options.path]), stdin=stdin, stdin_holds=options.stdin):
        if isinstance(item, InputError):
            complain(item)
            failed += 1
        elif options.document is None and chosen is not None:
            raise UsageError(f"{options.path} holds several documents: add --document {item.name} or another")
        elif options.document in (None, item.name, None if isinstance(item, Page) else item.id):
            chosen = item
            if options.document is not None:
                break
    if chosen is None and options.document is not None:
        raise UsageError(f"no document {options.document} in {options.path}")
    if chosen is None and not failed:
        raise UsageError(f"no document in {options.path}")
    return chosen, failed


def explanation(document: Document, statement: Statement, width: int) -> Iterator[str]:
    """Return the lines that say what was read, where, by which rule and from which words."""
    yield f"  {statement.force}, {statement.act}, {statement.type}; id {statement.id}"
    yield from _span("cue", statement.cue, width)
    yield from _span("source", statement.source, width)
    for span in statement.content:
        yield from _span("content", span, width)
    yield from _span("addressee", statement.addressee, width)
    for span in statement.via:
        yield from _span("via", span, width)
    yield from _said_at(statement.said_at, width)
    speaker = document.speaker_of(statement)
    if speaker is None:
        yield f"  speaker unknown: {plain(statement.why or 'the reader abstained')}"
    else:
        yield from _span(f"speaker, {speaker.kind}, mentioned {_times(len(speaker.mentions))}", speaker.name, width)
    if statement.inside:
        numbers = {s.id: n for n, s in enumerate(document.statements, 1)}
        yield f"  inside statement {numbers.get(statement.inside, statement.inside)}"
    if len(chain(document, statement)) > 1:
        yield f"  chain: {chain_roles(document, statement)}"
        yield from wrapped(chain_names(document, statement), width)
    yield f"  confidence {statement.confidence:.2f}"
    yield from _rule(statement.rule, width)
    for key in statement.lexicon:
        yield from _entry(key, width)


def _span(label: str, span: Span | None, width: int) -> Iterator[str]:
    if span is not None:
        yield f"  {label}, [{span.start}, {span.end})"
        yield from wrapped(span.text, width)


def _said_at(moment: Moment | None, width: int) -> Iterator[str]:
    if moment is not None:
        days = f"{moment.at} to {moment.until}" if moment.until else moment.at
        yield f"  said at {days}" if moment.at else f"  said at a time that can't be placed: {moment.reason}"
        yield from _span("told by", Span(moment.start, moment.end, moment.text), width)


def _rule(name: str, width: int) -> Iterator[str]:
    from musnad.reading.rules import RULES

    yield f"  rule {name or 'unnamed'}"
    rule = RULES.get(name)
    if rule is not None:
        yield from wrapped(rule.description, width)
        yield "  example"
        yield from wrapped(rule.example, width)


def _entry(key: str, width: int) -> Iterator[str]:
    from musnad.lexicon import entry

    if key.startswith(_NO_WORD):
        yield "  lexicon: no entry, the construction itself attributes"
        return
    yield f"  lexicon {plain(key)}"
    try:
        fields = entry(key)
    except LexiconError as error:
        yield from wrapped(str(error), width)
        return
    for field, value in fields.items():
        if field != "id" and value not in ("", [], None):
            yield f"    {field}"
            for row in value if isinstance(value, list) else [value]:
                yield from wrapped(_shown(row), width, " " * 6)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{k}: {_shown(v)}" for k, v in value.items())
    return str(value)
