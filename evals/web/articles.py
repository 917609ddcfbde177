"""The articles that the pages of `sites.py` carry: the project's own gold texts, with a date and an address each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

GOLD = Path(__file__).parents[1] / "gold.jsonl"
FIRST = datetime(2021, 3, 14, 9, 5)  # any day will do: articles follow each other by 26 hours


@dataclass(frozen=True)
class Article:
    """What a page is made of, and what has to come out of it again."""

    headline: str
    paragraphs: tuple[str, ...]
    outlet: str
    author: str
    at: datetime
    number: int

    @property
    def teaser(self) -> str:
        """The first words, as lists of articles show them."""
        return " ".join(self.paragraphs[0].split()[:14]) + "…"


AUTHORS = ("هالة المرزوقي", "سليم الداود", "مها العبادي", "كرم الحسيني", "نوال بركات", "إياد الشامي", "لمى الغزاوي")


def read_articles() -> list[Article]:
    """Return the articles, in the order of the gold file."""
    found = []
    for number, line in enumerate(GOLD.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        headline, *paragraphs = [p.strip() for p in row["text"].split("\n") if p.strip()]
        at = FIRST + timedelta(hours=26 * number, minutes=7 * number)
        found.append(Article(headline, tuple(paragraphs), row["outlet"], AUTHORS[number % 7], at, 4100 + 37 * number))
    return found
