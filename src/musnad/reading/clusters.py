"""Clusters of words that keep the same company, as names, people in the plural, deeds or kinds of goods do.

`word_clusters.txt` has the common words of news by cluster, without و ف ب ل ك and the article, counted from texts by
`evals/word_clusters.py`. A decision learns of a cluster what it could learn of no single word. `common_nouns.txt` has
nouns that are no adjective and no surname, counted by `evals/common_nouns.py`.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import resources


@cache
def word_clusters() -> dict[str, str]:
    """Return the name of the cluster of each word that has one."""
    found: dict[str, str] = {}
    lines = resources.files("musnad.reading").joinpath("word_clusters.txt").read_text("utf-8").splitlines()
    for line in lines:
        name, _, words = line.partition(": ")
        if line[:1] != "#":
            found |= dict.fromkeys(words.split(), sys.intern(name))
    return found


@cache
def common_nouns() -> frozenset[str]:
    """Return nouns that go on with no phrase where they have the article (الجسر، الطريق), without it."""
    text = resources.files("musnad.reading").joinpath("common_nouns.txt").read_text("utf-8")
    return frozenset(text.partition("\n")[2].split())


def is_of_news(word: str, clusters: dict[str, str]) -> bool:
    """Tell whether a folded word of four letters or more is a common one, with a pronoun or without."""
    bare = word.removesuffix("هم").removesuffix("ها").removesuffix("ه")
    return len(word) > 3 and (word in clusters or bare in clusters)
