"""Links from speakers to entities, drawn at random from a corpus and judged by reading.

usage: python evals/entities.py CORPUS.jsonl.gz …            the precision of the links in entities.tsv, by evidence
       python evals/entities.py CORPUS.jsonl.gz … --draw N   N links to be judged, as a sheet; --text shows their texts

The sheet has no text of the newspapers: document, place of the name, entity, and the verdict: right, wrong, or unclear
(the text does not tell; it counts as wrong). A link that the reader makes no more is left out of the figure and counted
apart.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import musnad
from musnad.archive.shares import share_of
from musnad.document import Document

SHEET = Path(__file__).parent / "entities.tsv"
SEED = 20261205
AROUND = 160  # characters of the text that are shown on either side


class Link(NamedTuple):
    """A speaker's name in a document, and who that is."""

    document: str
    start: int
    end: int
    entity: str
    evidence: str


def main() -> int:
    """Draw links, or score the sheet."""
    parser = argparse.ArgumentParser(description="Links from speakers to entities, judged by reading.")
    parser.add_argument("corpus", nargs="+", type=Path, help="documents, one a line as JSON, packed or not")
    parser.add_argument("--draw", type=int, metavar="N", help="draw N links")
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the drawing (default {SEED})")
    parser.add_argument("--text", action="store_true", help="show every link in its text")
    options = parser.parse_args()
    if options.draw:
        draw(options.corpus, options.draw, options.seed, with_text=options.text)
        return 0
    return score(options.corpus)


def read(paths: Sequence[Path], only: set[str] | None = None) -> Iterator[Document]:
    """Read the documents of a corpus."""
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as file:
            for line in file:
                row: dict[str, Any] = json.loads(line)
                if only is None or row["id"] in only:
                    yield musnad.read(
                        row["text"], title=row.get("title"), outlet=row.get("outlet"), id=row["id"],
                        published={"at": row["date"][:10]} if row.get("date") else None,
                    )  # fmt: skip


def links_of(document: Document) -> list[Link]:
    """Return the links of a document's speakers."""
    return [
        Link(document.id, speaker.name.start, speaker.name.end, speaker.entity, speaker.evidence or "")
        for speaker in document.speakers if speaker.entity
    ]  # fmt: skip


def draw(paths: Sequence[Path], number: int, seed: int, *, with_text: bool) -> None:
    """Print links drawn at random, in the order of documents."""
    texts: dict[str, Document] = {}
    links: list[Link] = []
    for document in read(paths):
        found = links_of(document)
        links += found
        if found:
            texts[document.id] = document
    chosen = sorted(random.Random(seed).sample(sorted(links), min(number, len(links))))
    print("document\tstart\tend\tentity\tverdict")
    for link in chosen:
        print("\t".join([link.document, str(link.start), str(link.end), link.entity, "" if with_text else "?"]))
        if with_text:
            document = texts[link.document]
            before = document.text[max(link.start - AROUND, 0) : link.start]
            named, after = document.text[link.start : link.end], document.text[link.end : link.end + AROUND]
            day = (document.published or {}).get("at")
            print(f"    {day} {document.outlet} [{link.evidence}]\n    {before}⟦{named}⟧{after}".replace("\n\n", "\n"))


def score(paths: Sequence[Path]) -> int:
    """Print the precision of the sheet's links."""
    rows = [line.split("\t") for line in SHEET.read_text(encoding="utf-8").splitlines()[1:]]
    verdicts = {(row[0], int(row[1]), int(row[2]), row[3]): row[4] for row in rows}
    documents = read(paths, {row[0] for row in rows})
    there = {link[:4]: link.evidence for document in documents for link in links_of(document)}
    gone = [key for key in verdicts if key not in there]
    counts: dict[str, Counter[str]] = {}
    for key, verdict in verdicts.items():
        if key in there:
            for name in ("all", there[key]):
                counts.setdefault(name, Counter())[verdict] += 1
    if not counts:
        print("entities: no document of the sheet is in this corpus", file=sys.stderr)
        return 1
    print(f"{'evidence':<24}{'links':>6}{'right':>7}{'wrong':>7}{'unclear':>9}  precision (95 %)")
    for name, found in sorted(counts.items(), key=lambda item: -item[1].total()):
        share = share_of(name, [(int(v == "right"), 1) for v in found.elements()])
        told = "" if share.share is None else f"{share.share:.3f} ({share.low:.3f} to {share.high:.3f})"
        print(f"{name:<24}{found.total():>6}{found['right']:>7}{found['wrong']:>7}{found['unclear']:>9}  {told}")
    print(f"{len(gone)} of {len(verdicts)} links of the sheet are made no more")
    return 0


if __name__ == "__main__":
    sys.exit(main())
