"""The examples and counter-examples of lexicon and rules as gold rows, to be learned from beside annotated texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from musnad.lexicon.checking import family
from musnad.lexicon.examples import parse_example, sentence
from musnad.lexicon.loading import parse, raw_files
from musnad.reading.rules import RULES

EXAMPLES, COUNTERS = 3, 2  # times an example and a counter-example are learned from: one stands for many in the press


def example_row(name: str, marked: str, *, named: bool = False) -> dict[str, Any]:
    """Return an example with [cue] and {content} as a gold row.

    Who speaks is not marked: it is one lone word between the two, or, where what is `named` after the cue is known to
    be a speaker, all up to a sign.
    """
    example = parse_example(marked)
    cue, *content = ({"start": start, "end": end} for start, end in (example.cue, *example.content))
    statement: dict[str, Any] = {"cue": cue, "content": content}
    pattern = r" ([^،.:]+?)(?=[،.:]|$)" if named else r" (ال\w+) $"
    end = len(example.text) if content[0]["start"] < cue["start"] else content[0]["start"]
    found = re.match(pattern, example.text[cue["end"] : end])
    if found:
        start, end = found.span(1)
        statement["source"] = {"start": cue["end"] + start, "end": cue["end"] + end}
    return {"id": name, "text": example.text, "statements": [statement]}


def lexicon_examples() -> Iterator[dict[str, Any]]:
    """Yield the examples of lexicon and rules as gold rows."""
    for rule in RULES.values():
        yield from (example_row(f"rules/{rule.name}", rule.example),) * EXAMPLES
    for name, raw in raw_files().items():
        if family(name) == "labels":
            continue  # what somebody is called: no cue, no content
        for entry in parse(name, raw)["entries"]:
            for number, marked in enumerate(entry.get("examples") or ()):
                if family(name) != "agents_passive" or entry["speaker"] != "none":
                    named = not entry.get("with_clause", True)
                    yield from (example_row(f"{name}/{entry['id']}/{number}", marked, named=named),) * EXAMPLES
            for number, text in enumerate(entry.get("counter_examples") or ()):
                row = {"id": f"{name}/{entry['id']}/-{number}", "text": sentence(text), "statements": []}
                row |= {"not": f"{name}/{entry['id']}"}
                yield from (row,) * COUNTERS
