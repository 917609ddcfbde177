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

sys.path.insert(0, str(Path(__file__).parent))

from web import WebPage, pages

from musnad.errors import InputError
from musnad.pages.encoding import decode
from musnad.pages.html import Extract, extract, parse

_WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    """Return the words of a text with their numbers."""
    return Counter(_WORD.findall(text))


def f1(found: Counter[str], expected: Counter[str]) -> float:
    """Return the F1 of two bags of words."""
    total = found.total() + expected.total()
    return 2 * (found & expected).total() / total if total else 1.0


def take(page: WebPage) -> Extract | None:
    """Extract a page; None where that fails."""
    decoded = decode(page.body, content_type=page.headers.get("content-type", ""))
    try:
        return extract(parse(decoded.text, name=page.name), url=page.url, name=page.name)
    except InputError:
        return None


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--worst", action="store_true")
    options = parser.parse_args()
    figures: list[tuple[float, bool, bool]] = []
    for page in pages():
        got = take(page)
        expected = words("\n".join(page.paragraphs))
        found = words("\n".join(got.paragraphs)) if got else Counter()
        score = f1(found, expected)
        head = got is not None and got.metadata.headline == page.headline
        outlet = got is not None and got.metadata.outlet == page.outlet
        figures.append((score, head, outlet))
        print(f"{page.name:22} {score:.3f}  headline {'ok' if head else 'WRONG'}  outlet {'ok' if outlet else 'WRONG'}")
        if options.worst and (score < 0.97 or not head or not outlet) and got:
            print("   missing:", *list((expected - found).elements())[:25])
            print("   too much:", *list((found - expected).elements())[:40])
            print("   headline:", got.metadata.headline, "| outlet:", got.metadata.outlet, "| expected:", page.outlet)
    n = len(figures)
    print(f"text F1 {sum(f[0] for f in figures) / n:.4f}, least {min(f[0] for f in figures):.3f}; headline {sum(f[1] for f in figures)}/{n}, outlet {sum(f[2] for f in figures)}/{n}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
