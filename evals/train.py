"""Make the weights of the reader's decisions from annotated texts (gold files).

usage: python evals/train.py GOLD.jsonl… [--prior WEIGHTS] [--penalty C] [--of DECISION=C…] [--keep DECISION…]
                             [--new C] [--lexicon N] [--recall R] [--out FILE]
       python evals/train.py GOLD.jsonl… --folds N [--beside GOLD.jsonl…]   how well it reads what it did not learn from

Each stage reads the texts with the decisions that were made before it: phrases, then which readings of a cue stand,
then where contents end. What is learned is a weight for each feature of decisions.py, and a feature holds no word of
a text. The same files give the same weights. Needs scikit-learn: pip install -e '.[train]'.

With `--prior`, weights are drawn to those of a file instead of to nothing: what was learned from texts that are no
longer here is kept, but where the new texts say otherwise. The smaller C, the more it takes. `--keep` leaves a
decision as it is there. A file that is given twice counts twice.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy
from annotated import load
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer
from training_rows import lexicon_examples

from musnad.evaluation.score import read_gold, report, score
from musnad.reading import cues, phrases, reader
from musnad.reading.claims import Claim, Phrase
from musnad.reading.contents import END
from musnad.reading.cue_decisions import ACCEPT, GLANCE
from musnad.reading.cues import CueReader
from musnad.reading.decisions import Context, Decision
from musnad.reading.phrases import BACKWARD, FORWARD
from musnad.reading.shapes import vocabulary
from musnad.reading.subjectless import WHO, Candidate

WEIGHTS = Path(phrases.__file__).with_name("weights.json")
LEAST = 0.04  # weights nearer to nothing are left out; the figures stay the same to a thousandth
EDGES = frozenset({"ان", "بان", "وان", "الي", "علي", "عن", "من", "في", "ب"})

Example = tuple[Context, bool]  # what was seen, whether it is so


class Gold:
    """The annotation of one text, in the reader's own token numbers."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.whole = not row["id"].startswith(("verbs_", "nouns_", "attributions/", "agents_", "rules/"))
        self.only_not: str | None = row.get(
            "not"
        )  # of a counter-example it is only known that this entry attributes nothing
        self.reading = reader.Reading(row["text"], vocabulary(), row["id"])
        self.shape = self.reading.shape
        self.statements = [self._statement(s) for s in row["statements"]]
        self.phrases: dict[int, int] = {}
        self.before: dict[int, int] = {}
        self.mentions: dict[str, list[Phrase]] = {}
        self.parents: list[int] = []
        self.no_subject: set[int] = set()  # cues without a subject before them
        for speaker in row.get("speakers", ()):
            for mention in (*speaker["mentions"], speaker["name"]):
                first, end = self.tokens(mention)
                self.mentions.setdefault(speaker["id"], []).append((first, end))
                self.phrases[first] = max(end, self.phrases.get(first, 0))
        for statement in self.statements:
            for phrase in (statement["addressee"], *statement["via"], statement["source"]):
                if phrase is not None:
                    self.phrases[phrase[0]] = phrase[1]
            source, cue = statement["source"], statement["cue"]
            if source and cue and source[1] <= cue[0]:
                self.before[source[1]] = source[0]
            elif cue and self.whole:
                self.no_subject.add(cue[0])

    def tokens(self, span: dict[str, Any]) -> Phrase:
        """Return the tokens that a span of the gold touches."""
        return bisect_right(self.shape.starts, span["start"]) - 1, bisect_right(self.shape.starts, span["end"] - 1)

    def _statement(self, row: dict[str, Any]) -> dict[str, Any]:
        def one(span: dict[str, Any] | None) -> Phrase | None:
            return self.tokens(span) if span else None

        return {
            "cue": one(row.get("cue")), "source": one(row.get("source")), "addressee": one(row.get("addressee")),
            "speaker": row.get("speaker"), "via": [self.tokens(v) for v in row.get("via") or ()],
            "content": [self.tokens(c) for c in row["content"]],
        }  # fmt: skip

    def of(self, claim: Claim) -> dict[str, Any] | None:
        """Return the gold statement with the cue of `claim`."""
        for statement in self.statements:
            cue = statement["cue"]
            if cue and cue[0] < claim.cue_end and claim.cue < cue[1]:
                return statement
        return None

    def names(self, statement: dict[str, Any], candidate: Candidate) -> bool:
        """Tell whether a candidate is the speaker of a gold statement."""
        mentions = self.mentions.get(statement["speaker"], [])
        phrases = [candidate.phrase] if candidate.phrase else candidate.person.mentions
        return any(overlap(phrase, mention) >= 0.5 for phrase in phrases for mention in mentions)

    def first_word(self, k: int) -> int:
        """Skip signs, complementisers and prepositions from token `k` on, as the scorer does at a content's edge."""
        letters = self.shape.letters
        while k < len(letters) - 1 and (not letters[k].isalpha() or self.shape.word(k) in EDGES):
            k += 1
        return k

    def worth(self, claim: Claim) -> float:
        """Return how much of a reading is right, from 0; below 2 its content does not begin where it should."""
        statement = self.of(claim)
        if statement is None:
            relays = [relay for s in self.statements for relay in s["via"]]
            passed_on = max((overlap(claim.source, relay) for relay in relays), default=0.0)
            return 2 + passed_on if claim.rule.startswith("attribution") and passed_on >= 0.5 else 0.0
        worth = 0.0
        if claim.opener in ("around", "before"):  # «كما أكد» at the head of a sentence is «أكد» with «also» before it
            cue, content = statement["cue"][0], statement["content"][0][0]
            worth += 2 * (claim.opener == "before" or claim.cue >= cue or content < cue)
        else:
            worth += 2 * (self.first_word(claim.content) == self.first_word(statement["content"][0][0]))
        if self.whole:
            worth += overlap(claim.source, statement["source"])
        worth += 0.5 * overlap(claim.addressee, statement["addressee"])
        return worth


def overlap(a: Phrase | None, b: Phrase | None) -> float:
    """Return the F1 of two phrases in tokens; none and none is the same."""
    if a is None or b is None:
        return float(a is b)
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return 2 * common / (a[1] - a[0] + b[1] - b[0])


def phrase_examples(golds: list[Gold]) -> tuple[list[Example], list[Example]]:
    """Return where the phrases of the gold go on and where not, forward and backward."""
    forward: list[Example] = []
    backward: list[Example] = []
    for gold in golds:

        def ahead(context: Context, site: Any, gold: Gold = gold) -> float | None:
            end = gold.phrases.get(site[0])
            if end is None:
                return None
            forward.append((context, site[1] < end))
            return 1.0 if site[1] < end else -1.0

        def back(context: Context, site: Any, gold: Gold = gold) -> float | None:
            first = gold.before.get(site[0])
            if first is None and site[1] == site[0] - 1 and site[0] in gold.no_subject:
                backward.append((context, False))
                return -1.0
            if first is None:
                return None
            backward.append((context, site[1] >= first))
            return 1.0 if site[1] >= first else -1.0

        FORWARD.oracle, BACKWARD.oracle = ahead, back
        sentences = gold.reading.cues.sentences
        for first in gold.phrases:
            gold.reading.phrases.noun_phrase(first, sentences.sentence_end(first), "", anyhow=True)
        for end in gold.before:
            gold.reading.phrases.phrase_before(end, sentences.sentence_start(end - 1))
        GLANCE.oracle = lambda context, site: 1.0
        for i, form in enumerate(gold.shape.forms):
            if form.attributes:
                for _ in gold.reading.candidates(i, sentences.sentence_end(i)):
                    pass
    FORWARD.oracle = BACKWARD.oracle = GLANCE.oracle = None
    return forward, backward


def glance_examples(golds: list[Gold]) -> list[Example]:
    """Return which words of the texts that may attribute do so."""
    examples: list[Example] = []
    for gold in golds:

        def oracle(context: Context, site: Any, gold: Gold = gold) -> float:
            found = any(s["cue"] and s["cue"][0] <= site < s["cue"][1] for s in gold.statements)
            if found or gold.whole:
                examples.append((context, found))
            return 1.0

        GLANCE.oracle = oracle
        for i, form in enumerate(gold.shape.forms):
            if form.cues or form.nominal:
                gold.reading.cues.contexts.glance(i)
    GLANCE.oracle = None
    return examples


def follow(golds: list[Gold], examples: list[Example]) -> None:
    """Read the texts along the gold, keeping the contexts of all readings of its cues."""

    def best(self: CueReader, claims: Iterable[Claim], earlier: str) -> Claim | None:
        rows = [(gold.worth(claim), claim, self.contexts.of(claim, earlier)) for claim in claims]
        top = max(rows, key=lambda row: row[0], default=None)
        if top is None:
            return None
        right = top[0] >= 2
        if not gold.whole and not right:
            if gold.only_not is not None:
                examples.extend((context, False) for _, claim, context in rows if claim.key == gold.only_not)
            return None
        for worth, _, context in rows:
            if worth == top[0] or worth < top[0] - 0.2:
                examples.append((context, right and worth == top[0]))
        return top[1] if right else None

    kept = cues.CueReader.best
    cues.CueReader.best = best  # type: ignore[method-assign]
    for gold in golds:
        gold.reading.claims = gold.reading._find_claims()
    cues.CueReader.best = kept  # type: ignore[method-assign]


def end_examples(golds: list[Gold]) -> list[Example]:
    """Return where the contents of the gold end and where not."""
    examples: list[Example] = []
    for gold in golds:

        def oracle(context: Context, site: Any, gold: Gold = gold) -> float | None:
            claim, k = site
            statement = gold.of(claim)
            if statement is None or gold.worth(claim) < 2:
                return None
            past = k >= statement["content"][-1][1]
            examples.append((context, past))
            return 1.0 if past else -1.0

        END.oracle = oracle
        gold.parents = gold.reading.end_contents()
    END.oracle = None
    return examples


def speaker_examples(golds: list[Gold]) -> list[Example]:
    """Return who of those that may go on speaking does."""
    examples: list[Example] = []
    for gold in golds:

        def oracle(context: Context, site: Any, gold: Gold = gold) -> float | None:
            claim, candidate = site
            statement = gold.of(claim)
            if statement is None or not gold.whole or gold.worth(claim) < 2:
                return None
            right = gold.names(statement, candidate)
            examples.append((context, right))
            return 1.0 if right else -1.0

        WHO.oracle = oracle
        gold.reading.find_speakers(gold.parents)
    WHO.oracle = None
    return examples


class Fitting(NamedTuple):
    """How weights are fitted: the penalty of all decisions, of single ones, of templates that the prior has nothing
    of, the weights that they are drawn to, which decisions stay as they are there, and the share of cues that a glance
    lets by."""

    penalty: float
    of: dict[str, float]
    new: float
    prior: dict[str, dict[str, float]]
    keep: frozenset[str]
    recall: float

    def solve(self, name: str, rows: Any, labels: Any, features: Sequence[str]) -> tuple[Any, float]:
        """Return the weights of `features` and the bias of a logistic regression, drawn to those of the prior."""
        signs, size, c = numpy.where(labels, 1.0, -1.0), rows.shape[1], self.of.get(name, self.penalty)
        old = self.prior.get(name, {})
        toward, bias = numpy.array([old.get(feature, 0.0) for feature in features]), old.get("", 0.0)
        known = {feature.partition("=")[0] for feature in old}
        strength = numpy.array([1.0 if not old or f.partition("=")[0] in known else c / self.new for f in features])

        def loss(values: Any) -> tuple[float, Any]:
            weights, offset = values[:size], values[size]
            margins = signs * (rows @ weights + offset)
            slope = -signs / (1 + numpy.exp(numpy.clip(margins, -50, 50)))
            away = weights - toward
            gradient = numpy.append(c * (rows.T @ slope) + strength * away, c * slope.sum())
            return c * numpy.logaddexp(0, -margins).sum() + 0.5 * (strength * away) @ away, gradient

        found = minimize(
            loss, numpy.append(toward, bias), jac=True, method="L-BFGS-B", options={"maxiter": 500, "maxfun": 600}
        )
        return found.x[:size], float(found.x[size])


def fit(decision: Decision, examples: list[Example], how: Fitting, *, recall: float = 0.0) -> dict[str, float]:
    """Fit the weights of a decision and put them to work; print how well they fit in cross-validation by position.

    With `recall`, the bias is moved so that this share of what is yes in cross-validation scores above zero.
    """
    if decision.name in how.keep:
        return how.prior[decision.name]
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([dict.fromkeys(decision.features(context), 1.0) for context, _ in examples]).tocsr()
    names = [str(name) for name in vectorizer.get_feature_names_out()]
    labels = numpy.array([label for _, label in examples])
    scores = numpy.zeros(len(labels))
    folds = numpy.arange(len(labels)) * 5 // max(1, len(labels))
    for fold in range(5):
        values, offset = how.solve(decision.name, rows[folds != fold], labels[folds != fold], names)
        scores[folds == fold] = rows[folds == fold] @ values + offset
    right = int(((scores > 0) == labels).sum())
    values, offset = how.solve(decision.name, rows, labels, names)
    moved = float(numpy.quantile(scores[labels], 1 - recall)) if recall else 0.0
    old = how.prior.get(decision.name, {})
    weights = {name: weight for name, weight in old.items() if name not in vectorizer.vocabulary_}
    weights[""] = round(offset - moved, 3)
    weights |= {name: round(float(v), 3) for name, v in zip(names, values, strict=True) if abs(v) >= LEAST}
    print(
        f"{decision.name}: {len(labels)} examples, {labels.mean():.3f} yes, {right / len(labels):.3f} right, "
        f"{len(weights)} weights"
    )
    decision.learn(weights)
    return weights


def train(golds: list[Gold], how: Fitting) -> dict[str, dict[str, float]]:
    """Fit every decision in the order of a reading; return the weights by decision."""
    for decision in (FORWARD, BACKWARD, GLANCE, ACCEPT, END, WHO):
        decision.learn(how.prior.get(decision.name, {}))
    weights: dict[str, dict[str, float]] = {}
    for _ in range(2):  # where phrases are looked for depends on how phrases are read
        forward, backward = phrase_examples(golds)
        weights[FORWARD.name] = fit(FORWARD, forward, how)
        weights[BACKWARD.name] = fit(BACKWARD, backward, how)
    weights[GLANCE.name] = fit(GLANCE, glance_examples(golds), how, recall=how.recall)
    examples: list[Example] = []
    follow(golds, examples)
    weights[ACCEPT.name] = fit(ACCEPT, examples, how)
    weights[END.name] = fit(END, end_examples(golds), how)
    weights[WHO.name] = fit(WHO, speaker_examples(golds), how)
    return weights


def cross_validate(rows: list[dict[str, Any]], beside: list[dict[str, Any]], folds: int, how: Fitting) -> None:
    """Print how well texts are read by weights that were made without them, but with those `beside`."""
    texts: list[dict[str, Any]] = []
    read: list[dict[str, Any]] = []
    for fold in range(folds):
        train([Gold(row) for row in (*(row for n, row in enumerate(rows) if n % folds != fold), *beside)], how)
        held = rows[fold::folds]
        texts += held
        read += read_gold(held)
    print(report(score(texts, read)))


def main() -> int:
    """Train all decisions, write their weights."""
    parser = argparse.ArgumentParser(description="Make the weights of the reader's decisions from gold files.")
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD.jsonl")
    parser.add_argument("--out", type=Path, default=WEIGHTS, metavar="FILE")
    parser.add_argument("--penalty", type=float, default=0.3, metavar="C", help="the smaller, the smoother (0.3)")
    parser.add_argument("--of", nargs="*", default=[], metavar="DECISION=C", help="another penalty for a decision")
    parser.add_argument("--lexicon", type=int, default=1, metavar="N", help="times its examples count (1)")
    parser.add_argument("--new", type=float, default=0.3, metavar="C", help="of templates not in the prior (0.3)")
    parser.add_argument("--keep", nargs="*", default=[], metavar="DECISION", help="leave it as it is in the prior")
    parser.add_argument("--recall", type=float, default=0.96, metavar="R", help="of cues, that a glance lets by (0.96)")
    parser.add_argument("--prior", type=Path, metavar="WEIGHTS", help="weights that the new ones are drawn to")
    parser.add_argument("--beside", nargs="*", default=[], type=Path, metavar="GOLD", help="never left out by --folds")
    parser.add_argument(
        "--folds", type=int, metavar="N", help="write nothing: train on N - 1 parts, score on the other"
    )
    options = parser.parse_args()
    rows = [row for path in options.gold for row in load(path)]
    beside = [row for path in options.beside for row in load(path)] + list(lexicon_examples()) * options.lexicon
    of = {name: float(c) for name, _, c in (given.partition("=") for given in options.of)}
    prior = json.loads(options.prior.read_text(encoding="utf-8")) if options.prior else {}
    how = Fitting(options.penalty, of, options.new, prior, frozenset(options.keep), options.recall)
    if options.folds:
        cross_validate(rows, beside, options.folds, how)
        return 0
    golds = [Gold(row) for row in (*rows, *beside)]
    print(f"{len(golds)} texts, {sum(len(g.statements) for g in golds)} statements")
    weights = train(golds, how)
    text = json.dumps(
        {name: dict(sorted(weights[name].items())) for name in sorted(weights)}, ensure_ascii=False, indent=0
    )
    options.out.write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
