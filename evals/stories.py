"""How right stories, copies and the same statement are: scores a judged day, the invented happenings, read samples.

usage: python evals/stories.py                       all figures
       python evals/stories.py --orders 20           the day in so many shuffled orders, too
       python evals/stories.py --sweep               the day with other thresholds
       python evals/stories.py --write FILE          the day's grouping, as score.py beside the day reads it
       python evals/stories.py --sample stories      thirty stories of the days before, to be read (ids and titles)
       python evals/stories.py --sample statements   a hundred joined pairs of the day, to be read

The texts belong to newspapers and lie beside the project, not in it; where they are not there, their part is left out.
`judged/` has what a reader found of the samples: ids alone.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import musnad
from musnad import Document
from musnad.stories import grouping
from musnad.stories.article import article_of
from musnad.stories.finding import Finder
from musnad.stories.fingerprint import Fingerprint, fingerprint
from musnad.stories.grouping import MemoryStories, central
from musnad.stories.statements import Report, same_statements
from musnad.stories.wording import in_order, wording_of, words_of

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DAY = SHARED / "stories" / "2015-08-04.jsonl"
GOLD = SHARED / "stories" / "2015-08-04.stories.json"
CORPUS = SHARED / "corpus" / "news-2015-08-01..03.jsonl.gz"
JUDGED = ROOT / "evals" / "judged"
SEED = 20150804  # of the samples; any number does, the same makes them comparable
STORIES_READ, PAIRS_READ = 30, 100


class Grouped(NamedTuple):
    """Articles as they were grouped: the story of each, by ids, and the pairs of copies."""

    story: dict[str, str]
    copies: list[tuple[str, str]]
    titles: dict[str, str]


def main() -> int:
    """Run what was asked for; return 1 where the day isn't there."""
    parser = argparse.ArgumentParser(description="Score stories, copies and the same statement.")
    parser.add_argument("--orders", type=int, default=0, help="shuffled orders of the day")
    parser.add_argument("--sweep", action="store_true", help="other thresholds")
    parser.add_argument("--write", metavar="FILE", help="the day's grouping as JSON lines")
    parser.add_argument("--sample", choices=["stories", "statements"], help="print what is to be judged")
    options = parser.parse_args()
    if not DAY.exists():
        print(f"evals: {DAY} is not there: the day is left out", file=sys.stderr)
        return 1
    if options.sample:
        for line in sample_stories() if options.sample == "stories" else sample_statements():
            print(line)
        return 0
    day = fingerprints(rows_of(DAY))
    grouped = group(day)
    if options.write:
        write(grouped, Path(options.write))
    score(grouped, "the day in order of time")
    if options.orders:
        shuffle(day, options.orders)
    if options.sweep:
        sweep(day)
    judge_stories()
    judge_statements()
    return 0


# -- grouping ------------------------------------------------------------------------------------


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Read articles, a JSON object a line."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def document_of(row: dict[str, Any]) -> Document:
    """Return an article that was not read: nothing but what stories need."""
    published = {"at": row["date"].replace(" ", "T"), "precision": "second", "evidence": "given with the text"}
    return Document(id=row["id"], text=row["text"], title=row["title"], outlet=row["outlet"], published=published)


def fingerprints(rows: Iterable[dict[str, Any]]) -> list[Fingerprint]:
    """Return the fingerprints of articles, in order of time."""
    found = [fingerprint(article_of(document_of(row))) for row in rows]
    return sorted(found, key=lambda one: (one.at or 0, one.id))


def group(articles: Sequence[Fingerprint]) -> Grouped:
    """Group articles, one after the other."""
    finder = Finder()
    copies = [
        (one.id, articles[copy.number].id)
        for number, one in enumerate(articles)
        for copy in finder.add(number, one).copies
        if copy.whole
    ]
    store = finder.stories.store
    assert isinstance(store, MemoryStories)
    story, titles = {}, {}
    for name, numbers in store.members().items():
        middle = central([(number, articles[number].terms) for number in numbers])
        titles[articles[name].id] = articles[middle].title
        story.update({articles[number].id: articles[name].id for number in numbers})
    return Grouped(story, copies, titles)


def write(grouped: Grouped, path: Path) -> None:
    """Write a line an article, as score.py beside the day reads it."""
    copies = defaultdict(list)
    for one, other in grouped.copies:
        copies[one].append(other)
    lines = [{"id": one, "story": story, "copies": copies[one]} for one, story in grouped.story.items()]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


# -- scores --------------------------------------------------------------------------------------


def bcubed(gold: dict[str, str], read: dict[str, str], ids: Sequence[str]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of `ids`, in groups of all that `gold` has (Bagga and Baldwin 1998)."""
    ours: dict[str, set[str]] = defaultdict(set)
    theirs: dict[str, set[str]] = defaultdict(set)
    for one in gold:
        ours[read[one]].add(one)
        theirs[gold[one]].add(one)
    both = [(len(ours[read[one]] & theirs[gold[one]]), len(ours[read[one]]), len(theirs[gold[one]])) for one in ids]
    precision = sum(shared / size for shared, size, _ in both) / len(ids)
    recall = sum(shared / size for shared, _, size in both) / len(ids)
    return precision, recall, 2 * precision * recall / (precision + recall)


def closed(pairs: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """Return pairs with those that follow from them."""
    group_of: dict[str, set[str]] = {}
    for one, other in pairs:
        whole = group_of.get(one, {one}) | group_of.get(other, {other})
        group_of.update(dict.fromkeys(whole, whole))
    return {pair for whole in group_of.values() for pair in itertools.combinations(sorted(whole), 2)}


def figures(grouped: Grouped) -> dict[str, tuple[float, float, float]]:
    """Return precision, recall and F1 over all articles, in gold stories, of the copies."""
    stories = json.loads(GOLD.read_text(encoding="utf-8"))["stories"]
    gold = {one: one for one in grouped.story}
    gold.update({one: f"story {n}" for n, story in enumerate(stories) for one in story["articles"]})
    ids = sorted(gold)
    right = closed(pair for story in stories for pair in story["copies"])
    found = closed(grouped.copies)
    precision, recall = len(right & found) / len(found), len(right & found) / len(right)
    return {
        "all articles": bcubed(gold, grouped.story, ids),
        "in gold stories": bcubed(gold, grouped.story, [one for one in ids if gold[one] != one]),
        "copies": (precision, recall, 2 * precision * recall / (precision + recall)),
    }


def score(grouped: Grouped, title: str) -> None:
    """Print the figures of the judged day."""
    print(title)
    for name, (precision, recall, f1) in figures(grouped).items():
        print(f"  {name:16} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def shuffle(day: list[Fingerprint], times: int) -> None:
    """Print how the figures move with the order in which articles come."""
    found: dict[str, list[float]] = defaultdict(list)
    for seed in range(times):
        for name, (_, _, f1) in figures(group(random.Random(seed).sample(day, len(day)))).items():
            found[name].append(f1)
    print(f"the day in {times} shuffled orders")
    for name, values in found.items():
        print(f"  {name:16} F1 {min(values):.3f} to {max(values):.3f}, mean {sum(values) / len(values):.3f}")


def sweep(day: list[Fingerprint]) -> None:
    """Print the figures with other thresholds."""
    print("thresholds")
    for name, values in (
        ("JOINED", (0.24, 0.25, 0.26, 0.27, 0.28, 0.29, 0.30, 0.31)),
        ("MERGED", (0.16, 0.18, 0.2, 0.22, 0.24, 0.26)),
        ("LEAST_SHARED", (0.0, 0.05, 0.1, 0.12)),
    ):
        kept = getattr(grouping, name)
        for value in values:
            setattr(grouping, name, value)
            found = figures(group(day))
            print(
                f"  {name} {value:.2f}: all {found['all articles'][2]:.3f}, in gold {found['in gold stories'][2]:.3f}"
            )
        setattr(grouping, name, kept)


# -- samples that are read -----------------------------------------------------------------------


def sample_stories() -> Iterator[str]:
    """Yield thirty stories of two articles or more of the days before, to be read."""
    rows = {row["id"]: row for row in rows_of(CORPUS)}
    grouped = group(fingerprints(rows.values()))
    members = defaultdict(list)
    for one, story in grouped.story.items():
        members[story].append(one)
    stories = sorted(story for story, ids in members.items() if len(ids) > 1)
    for story in random.Random(SEED).sample(stories, STORIES_READ):
        yield f"## {story} ({len(members[story])}) {grouped.titles[story]}"
        for one in members[story]:
            yield f"   {one} {rows[one]['date'][5:10]} {rows[one]['outlet']} {rows[one]['title']}"


def place_of(report: Report) -> str:
    """Return where a report stands: the article and the first letter of what is said."""
    return f"{report.document}:{report.content[0].start}"


def joined_pairs() -> list[tuple[Report, Report]]:
    """Return the pairs of reports in two documents that are joined on the day, in our own stories."""
    rows = {row["id"]: row for row in rows_of(DAY)}
    grouped = group(fingerprints(rows.values()))
    members = defaultdict(list)
    for one, story in grouped.story.items():
        members[story].append(one)
    pairs = []
    for _, ids in sorted(members.items()):
        if len(ids) > 1:
            documents = [read(rows[one]) for one in ids]
            for utterance in same_statements(documents):
                pairs += [p for p in itertools.combinations(utterance.reports, 2) if p[0].document != p[1].document]
    return pairs


def read(row: dict[str, Any]) -> Document:
    """Read an article."""
    given = document_of(row)
    return musnad.read(given.text, title=given.title, outlet=given.outlet, published=given.published, id=given.id)


def is_other_words(pair: tuple[Report, Report]) -> bool:
    """Tell whether two reports differ in more than a few words."""
    one, other = (wording_of(words_of(report.content)) for report in pair)
    return in_order(one, other) < 0.85


def sample_statements() -> Iterator[str]:
    """Yield a hundred joined pairs, to be read, and all those in other words."""
    pairs = joined_pairs()
    drawn = random.Random(SEED).sample(pairs, min(PAIRS_READ, len(pairs)))
    rest = [pair for pair in pairs if pair not in drawn and is_other_words(pair)]
    for name, some in (("drawn", drawn), ("in other words", rest)):
        for number, pair in enumerate(some):
            yield f"## {name} {number}: {' '.join(map(place_of, pair))}"
            for report in pair:
                said = " … ".join(span.text for span in report.content).replace("\n", " ")
                yield f"   {report.outlet} | {report.speaker} | {report.cue and report.cue.text} | {said[:300]}"


def judge_stories() -> None:
    """Print what a reader found of the stories of the days before, as they are grouped now."""
    path = JUDGED / "stories-2015-08-01..03.json"
    if not path.exists() or not CORPUS.exists():
        return
    right = json.loads(path.read_text(encoding="utf-8"))["happenings"]
    grouped = group(fingerprints(rows_of(CORPUS)))
    gold = {one: name for name, ids in right.items() for one in ids}
    ids = sorted(gold)
    precision, recall, f1 = bcubed(gold, grouped.story, ids)
    print(f"stories of 1 to 3 August that were read ({len(ids)} articles)")
    print(f"  {'as judged':16} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def judge_statements() -> None:
    """Print how many of the joined pairs a reader found right."""
    path = JUDGED / "statements-2015-08-04.json"
    if not path.exists():
        return
    judged = {tuple(row["pair"]): row for row in json.loads(path.read_text(encoding="utf-8"))["pairs"]}
    found: Counter[tuple[str, bool]] = Counter()
    for pair in joined_pairs():
        row = judged.get((place_of(pair[0]), place_of(pair[1])))
        if row is not None:
            found[row["sample"], row["same"]] += 1
    print("joined pairs of statements that were read")
    for name in ("drawn", "in other words"):
        yes, no = found[name, True], found[name, False]
        print(f"  {name:16} {yes} of {yes + no} right: precision {yes / max(1, yes + no):.3f}")


if __name__ == "__main__":
    sys.exit(main())
