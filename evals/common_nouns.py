"""Count the nouns that begin a phrase of their own wherever they have the article; write reading/common_nouns.txt.

usage: python evals/common_nouns.py TEXTS.jsonl[.gz]… [--out FILE]

Behind a word with the article, or behind a name, an adjective or a surname goes on (المدير العام، سالم الراوي), and a
noun does not (الوزير الجسر): so nouns are those that hardly ever stand there. Nothing but the words is kept, in
alphabetical order, without the article.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import sys
from collections import Counter
from pathlib import Path

from musnad.reading import clusters
from musnad.reading.shapes import Shape, vocabulary

OUT = Path(clusters.__file__).with_name("common_nouns.txt")
HEAD = "# Nouns that begin a phrase of their own wherever they have the article (evals/common_nouns.py)"
TIMES = """
يوم ايام يومين فتره شهر اشهر شهور سنه سنوات ساعه ساعات اسبوع اسابيع عام اعوام ليل ليله نهار صباح مساء مره مرات امس
موسم صيف شتاء خريف ربيع
"""  # when something is said, beside who says it
LEAST = 15  # times that a word must occur
BEHIND_ARTICLE, BEHIND_NAME = 0.04, 0.02  # shares of these that are mistakes of writers and of ours


def main() -> int:
    """Count and write."""
    parser = argparse.ArgumentParser(description="Count the nouns that begin a phrase of their own.")
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXTS.jsonl")
    parser.add_argument("--out", type=Path, default=OUT, metavar="FILE")
    options = parser.parse_args()
    words = vocabulary()
    names = words.sets["surname"] | words.sets["also_names"]
    total: Counter[str] = Counter()
    behind_article: Counter[str] = Counter()
    behind_name: Counter[str] = Counter()
    for path in options.texts:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                forms = Shape(json.loads(line)["text"], words).forms
                for before, form in itertools.pairwise(forms):
                    if form.letter == "D" and form.word.startswith("ال") and len(form.stem) > 2:
                        total[form.stem] += 1
                        behind_article[form.stem] += before.definite
                        behind_name[form.stem] += before.letter == "Y"
    found = sorted(
        stem
        for stem, count in total.items()
        if count >= LEAST
        and behind_article[stem] <= BEHIND_ARTICLE * count
        and behind_name[stem] <= BEHIND_NAME * count
        and not stem.endswith(("ي", "ين", "ون"))
        and stem not in TIMES.split()
        and not {stem, "ال" + stem} & names
    )
    options.out.write_text("\n".join([HEAD, " ".join(found)]) + "\n", encoding="utf-8")
    print(f"{len(found):,} nouns", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
