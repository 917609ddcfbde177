"""How well text, headline, date and outlet are taken from the pages of `evals/web`: prints a line a structure.

    python evals/extraction.py [--worst] [--beside]

`--beside` puts other extractors on the same pages; `--worst` shows what is missing and what is too much.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from web import KINDS, WebPage, pages

from musnad.errors import InputError
from musnad.pages.documents import text_of
from musnad.pages.encoding import decode
from musnad.pages.html import extract
from musnad.pages.page import Page
from musnad.pages.texts import TextInput

FETCHED = "2026-06-01T00:00:00Z"  # after all of them
_WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    """Return the words of a text with their numbers."""
    return Counter(_WORD.findall(text))


def f1(found: Counter[str], expected: Counter[str]) -> float:
    """Return the F1 of two bags of words."""
    total = found.total() + expected.total()
    return 2 * (found & expected).total() / total if total else 1.0


class Score(NamedTuple):
    """How a page came out: text F1; headline, outlet and date right or not; what was found."""

    name: str
    text: float
    headline: bool
    outlet: bool
    date: bool
    found: TextInput | None


def score(page: WebPage) -> Score:
    """Take a page apart as a user's page is, and score what comes out."""
    try:
        found = text_of(Page(body=page.body, name=page.name, url=page.url, headers=page.headers, fetched_at=FETCHED))
    except InputError:
        return Score(page.name, 0.0, False, False, False, None)
    at = (found.published or {}).get("at")
    right = at is None if page.at is None else str(at)[: len(page.at)] == page.at
    return Score(
        page.name, f1(words(_body(found)), words("\n".join(page.paragraphs))), found.title == page.headline,
        found.outlet == page.outlet, right, found,
    )  # fmt: skip


def _body(found: TextInput) -> str:
    return found.text.removeprefix(found.title or "")


def beside(kind: str) -> None:
    """Print the text F1 of other ways on the same pages."""
    from resiliparse.extract.html2text import extract_plain_text
    from trafilatura import bare_extraction

    def bare(text: str, **options: Any) -> str:
        found = bare_extraction(text, include_comments=False, **options)
        body = getattr(found, "body", None)
        return "" if body is None else "\n".join(" ".join(e.itertext()) for e in body)

    ways: dict[str, Callable[[str], str]] = {
        "trafilatura": bare,
        "trafilatura, fast": lambda text: bare(text, fast=True),
        "trafilatura, precision": lambda text: bare(text, favor_precision=True),
        "trafilatura, recall": lambda text: bare(text, favor_recall=True),
        "resiliparse": lambda text: str(extract_plain_text(text, main_content=True, comments=False, links=False)),
    }  # fmt: skip
    ways["musnad"] = lambda text: "\n".join(extract(text, Page(body=b"", name="page")).paragraphs)
    for name, way in ways.items():
        scores = []
        for page in pages(kind=kind):
            text = decode(page.body, content_type=page.headers.get("content-type", "")).text
            try:
                found = way(text)
            except InputError:
                found = ""
            scores.append(f1(words(found), words("\n".join(page.paragraphs)) ))
        print(f"{name:24} text F1 {sum(scores) / len(scores):.4f}, least {min(scores):.3f}")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--worst", action="store_true")
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--kind", choices=(*KINDS, "all"), default="seen")
    options = parser.parse_args()
    if options.beside:
        beside(options.kind)
        return 0
    scores = [score(page) for page in pages(kind=options.kind)]
    for page, one in zip(pages(kind=options.kind), scores, strict=True):
        wrong = [field for field in ("headline", "outlet", "date") if not getattr(one, field)]
        print(f"{one.name:24} {one.text:.3f}  {'wrong: ' + ', '.join(wrong) if wrong else ''}")
        if options.worst and (wrong or one.text < 0.97) and one.found:
            found, expected = words(_body(one.found)), words("\n".join(page.paragraphs))
            print("   missing:", *list((expected - found).elements())[:25])
            print("   too much:", *list((found - expected).elements())[:40])
            print(f"   {one.found.title!r}, {one.found.outlet!r}, {one.found.published}")
            print(f"   expected {page.outlet!r}, {page.at}")
    n = len(scores)
    least = min(s.text for s in scores)
    print(f"text F1 {sum(s.text for s in scores) / n:.4f}, least {least:.3f}; of {n} pages", end="")
    print("".join(f", {f} {sum(getattr(s, f) for s in scores) / n:.3f}" for f in ("headline", "outlet", "date")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
