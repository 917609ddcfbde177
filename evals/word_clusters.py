"""Put the common words of news into clusters by the company they keep; write src/musnad/reading/word_clusters.txt.

usage: python evals/word_clusters.py TEXTS.jsonl[.gz]… [--clusters N] [--least N] [--out FILE]

A word is taken without what is glued to it and without the article, its company are the words up to two before and
behind it and what is glued to it. Counts become positive pointwise mutual information, the vectors of 80 dimensions of
their singular value decomposition are put into clusters by k-means. Nothing but the words of each cluster is kept, in
alphabetical order. The same texts give the same clusters. Needs scikit-learn: pip install -e '.[train]'.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy
from scipy.sparse import coo_matrix
from sklearn.cluster import KMeans
from sklearn.utils.extmath import randomized_svd

from musnad.reading import clusters
from musnad.reading.shapes import Form, Shape, vocabulary

OUT = Path(clusters.__file__).with_name("word_clusters.txt")
HEAD = "# Words of news that keep the same company, by cluster (evals/word_clusters.py)"
COMPANY = 2500  # words that count as company, the most common ones
PLACES = (-1, 1, -2, 2)  # of the company, from a word
DIMENSIONS = 80
SMOOTHED = 0.75  # the power that tempers how much rare company tells


def main() -> int:
    """Count, cluster and write."""
    parser = argparse.ArgumentParser(description="Put the common words of news into clusters.")
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXTS.jsonl")
    parser.add_argument("--clusters", type=int, default=128, metavar="N")
    parser.add_argument("--least", type=int, default=8, metavar="N", help="times that a word must occur (8)")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE")
    options = parser.parse_args()
    texts = [[*map(_word, shape.forms)] for shape in _shapes(options.texts)]
    stems = Counter(stem for text in texts for stem, _, _ in text)
    words = sorted(word for word, count in stems.items() if count >= options.least and word.isalpha())
    vectors = _vectors(texts, words)
    found = KMeans(options.clusters, n_init=2, random_state=0).fit(vectors).labels_
    members: dict[int, list[str]] = {}
    for word, cluster in zip(words, found, strict=True):
        members.setdefault(int(cluster), []).append(word)
    lines = [f"{number}: {' '.join(members[cluster])}" for number, cluster in enumerate(sorted(members))]
    options.out.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
    print(f"{len(texts):,} texts, {len(words):,} words in {len(lines)} clusters", file=sys.stderr)
    return 0


def _shapes(paths: list[Path]) -> Iterator[Shape]:
    for path in paths:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield Shape(json.loads(line)["text"], vocabulary())


def _word(form: Form) -> tuple[str, str, str]:
    """Return a word as it is clustered, as it is company, and what is glued to it."""
    glued = form.word.removesuffix(form.stem) if form.word.endswith(form.stem) else "~"
    return form.stem, form.word or form.letter, glued


def _vectors(texts: list[list[tuple[str, str, str]]], words: list[str]) -> Any:
    """Return a vector of length 1 for each of `words`."""
    row_of = {word: row for row, word in enumerate(words)}
    counts = Counter(word for text in texts for _, word, _ in text)
    company = {word: n for n, (word, _) in enumerate(sorted(counts.items(), key=lambda i: (-i[1], i[0]))[:COMPANY])}
    glued_at = {glued: n for n, glued in enumerate(sorted({glued for text in texts for _, _, glued in text}))}
    rows: list[int] = []
    columns: list[int] = []
    for text in texts:
        for i, (stem, _, glued) in enumerate(text):
            row = row_of.get(stem)
            if row is None:
                continue
            for n, place in enumerate(PLACES):
                column = company.get(text[i + place][1]) if 0 <= i + place < len(text) else None
                if column is not None:
                    rows.append(row)
                    columns.append(n * COMPANY + column)
            rows.append(row)
            columns.append(len(PLACES) * COMPANY + glued_at[glued])
    shape = (len(words), len(PLACES) * COMPANY + len(glued_at))
    table = coo_matrix((numpy.ones(len(rows)), (rows, columns)), shape=shape).tocsr()
    total, by_row, by_column = table.sum(), numpy.asarray(table.sum(1)).ravel(), numpy.asarray(table.sum(0)).ravel()
    tempered = by_column**SMOOTHED * (total / (by_column**SMOOTHED).sum())
    cells = table.tocoo()
    told = numpy.log(cells.data * total / (by_row[cells.row] * tempered[cells.col]))
    kept = told > 0
    positive = coo_matrix((told[kept], (cells.row[kept], cells.col[kept])), shape=shape).tocsr()
    left, values, _ = randomized_svd(positive, DIMENSIONS, random_state=0)
    vectors = left * numpy.sqrt(values)
    return vectors / (numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


if __name__ == "__main__":
    sys.exit(main())
