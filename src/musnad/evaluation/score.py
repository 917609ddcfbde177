"""The figures: how much of a gold file was read, and how right.

It stands after `matching`, which says how single statements agree; here they are counted. The figures:

detected        a gold statement and a read one are the same act of attribution: they share a word of the cue and
                some content, or half of their content
content_exact   detected, and the content is the same; content_near: at least 0.8 of it (F1 of words)
source_exact    detected, and the source at the statement is the same (none and none too); source_near: at least 0.5
speaker         detected, and the speaker's name lies on, or is spelt like, a mention of the gold speaker
speaker_full    the same, and the name is the fullest one: at least 0.6 of the gold name
who_said_what   detected, content near, speaker right: the figure to look at first
all             who_said_what, and the source near, and the cue shared
via, addressee  relays and ones spoken to, of the detected
grouping        B-cubed of the detected statements by speaker (Bagga and Baldwin 1998): are those of one speaker
                together, those of two apart?
type_accuracy, act_accuracy  of the detected
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from musnad.evaluation.gold import Record, load_gold, read_gold
from musnad.evaluation.matching import NEAR_CONTENT, NEAR_SOURCE, Marked, Verdict, WordMap, judge, mark, pair

__all__ = ["Figure", "Misreading", "Scores", "Slice", "load_gold", "read_gold", "report", "report_errors", "score"]

_COUNTED: dict[str, Callable[[Marked, Verdict], bool]] = {
    "detected": lambda gold, v: True,
    "content_exact": lambda gold, v: v.content_same,
    "content_near": lambda gold, v: v.content >= NEAR_CONTENT,
    "source_exact": lambda gold, v: v.source_same,
    "source_near": lambda gold, v: v.source >= NEAR_SOURCE,
    "speaker": lambda gold, v: v.speaker_right,
    "speaker_full": lambda gold, v: v.speaker_full,
    "who_said_what": lambda gold, v: v.right,
    "all": lambda gold, v: v.right and v.source >= NEAR_SOURCE and (v.cue_shared or not gold.cue),
}
# What may be wrong in a statement that was found; a statement can stand under several.
_FAULTS: dict[str, Callable[[Marked, Marked, Verdict], bool]] = {
    "speaker": lambda gold, read, v: not v.speaker_right,
    "content": lambda gold, read, v: v.content < NEAR_CONTENT,
    "source": lambda gold, read, v: v.source < NEAR_SOURCE,
    "addressee": lambda gold, read, v: bool(gold.addressee or read.addressee) and not v.addressee_right,
    "via": lambda gold, read, v: not v.vias_right == len(gold.via) == len(read.via),
    "type": lambda gold, read, v: not v.type_right,
    "act": lambda gold, read, v: not v.act_right,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision and recall, in 0..1, and what they come to."""

    precision: float
    recall: float

    @classmethod
    def of(cls, hits: int, gold: int, read: int) -> Figure:
        """Return the figure for `hits` right ones of `gold` and of `read`; 0.0 where there are none."""
        return cls(hits / read if read else 0.0, hits / gold if gold else 0.0)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Slice:
    """The gold statements of one sort: how many, and the shares of them found, and found right (who said what)."""

    gold: int
    detected: float
    who_said_what: float


@dataclass(frozen=True, slots=True)
class Misreading:
    """One error: its kind (`missed`, `spurious`, or the part that is wrong), the document, the two sides in words."""

    kind: str
    document: str
    gold: str | None
    read: str | None


@dataclass(frozen=True, slots=True)
class Scores:
    """What a reading scores against a gold file; the module's head says what each figure means.

    `figures` and `accuracies` go by name, `slices` by type, by act and by whether a source stands at the statement;
    `missing` are the ids of gold documents that were not read.
    """

    documents: int
    gold: int
    read: int
    missing: tuple[str, ...]
    figures: dict[str, Figure]
    accuracies: dict[str, float]
    slices: dict[str, Slice]
    misreadings: tuple[Misreading, ...]

    def values(self) -> dict[str, float]:
        """Return one number a name: the F1 of each figure, and the accuracies."""
        return {name: figure.f1 for name, figure in self.figures.items()} | self.accuracies


@dataclass(slots=True)
class _Tally:
    """Counts, summed up over documents."""

    gold: int = 0
    read: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    parts: Counter[tuple[str, str]] = field(default_factory=Counter)
    slices: Counter[tuple[str, str]] = field(default_factory=Counter)
    voices: list[tuple[Hashable, Hashable]] = field(default_factory=list)
    misreadings: list[Misreading] = field(default_factory=list)

    def add(self, document: str, gold: Sequence[Marked], read: Sequence[Marked]) -> None:
        """Count one document."""
        self.gold += len(gold)
        self.read += len(read)
        for side, statements in (("gold", gold), ("read", read)):
            self.parts["via", side] += sum(len(s.via) for s in statements)
            self.parts["addressee", side] += sum(bool(s.addressee) for s in statements)
        partners = pair(gold, read)
        for statement in gold:
            partner = partners.get(statement.number)
            verdict = judge(statement, partner) if partner else None
            for name in _sorts(statement):
                self.slices[name, "gold"] += 1
                self.slices[name, "detected"] += verdict is not None
                self.slices[name, "right"] += verdict is not None and verdict.right
            if partner and verdict:
                self._add_pair(document, statement, partner, verdict)
            else:
                self.misreadings.append(Misreading("missed", document, statement.surface, None))
        answering = {partner.number for partner in partners.values()}
        spurious = (s for s in read if s.number not in answering)
        self.misreadings += (Misreading("spurious", document, None, s.surface) for s in spurious)

    def _add_pair(self, document: str, gold: Marked, read: Marked, verdict: Verdict) -> None:
        self.hits.update(name for name, holds in _COUNTED.items() if holds(gold, verdict))
        self.right.update(type=verdict.type_right, act=verdict.act_right)
        self.parts["via", "hits"] += verdict.vias_right
        self.parts["addressee", "hits"] += verdict.addressee_right
        # A reader who abstains groups nothing: each such statement stands alone.
        heard: Hashable = read.voice.id if read.voice else (read.number,)
        self.voices.append(((document, gold.voice.id if gold.voice else None), (document, heard)))
        faults = (kind for kind, holds in _FAULTS.items() if holds(gold, read, verdict))
        self.misreadings += (Misreading(kind, document, gold.show(kind), read.show(kind)) for kind in faults)


def score(gold_docs: list[Record], read_docs: list[Record]) -> Scores:
    """Score what was read against gold.

    Args:
        gold_docs: from `load_gold`; their `text` is what the spans of both sides refer to.
        read_docs: what was read of them, as `Document.to_dict` gives it; matched by `id`, in any order.
    """
    by_id = {document["id"]: document for document in read_docs}
    tally = _Tally()
    for document in gold_docs:
        text, answer = WordMap(document["text"]), by_id.get(document["id"])
        tally.add(document["id"], mark(document, text), mark(answer, text) if answer else [])
    figures = {name: Figure.of(tally.hits[name], tally.gold, tally.read) for name in _COUNTED}
    for part in ("via", "addressee"):
        figures[part] = Figure.of(*(tally.parts[part, side] for side in ("hits", "gold", "read")))
    figures["grouping"] = _b_cubed(tally.voices)
    detected = tally.hits["detected"]
    return Scores(
        documents=len(gold_docs),
        gold=tally.gold,
        read=tally.read,
        missing=tuple(d["id"] for d in gold_docs if d["id"] not in by_id),
        figures=figures,
        accuracies={f"{part}_accuracy": tally.right[part] / detected if detected else 0.0 for part in ("type", "act")},
        slices=_slices(tally.slices),
        misreadings=tuple(tally.misreadings),
    )


def report(scores: Scores) -> str:
    """Return the figures as a table for people."""
    lines = [f"{scores.documents} documents, {scores.gold} gold statements, {scores.read} read"]
    if scores.missing:
        lines.append(f"not read: {', '.join(scores.missing)}")
    lines.append(f"{'':16} {'precision':>9} {'recall':>9} {'F1':>9}")
    for name, figure in scores.figures.items():
        lines.append(f"{_plain(name):16} {figure.precision:9.3f} {figure.recall:9.3f} {figure.f1:9.3f}")
    accuracies = ", ".join(f"{_plain(name)} {value:.3f}" for name, value in scores.accuracies.items())
    lines += [
        f"{accuracies}, of the detected",
        "",
        f"{'recall by kind':16} {'gold':>9} {'detected':>9} {'who said what':>14}",
    ]
    for name, part in scores.slices.items():
        lines.append(f"{name:16} {part.gold:9} {part.detected:9.3f} {part.who_said_what:14.3f}")
    return "\n".join(lines) + "\n"


def report_errors(scores: Scores, *, longest: int = 10) -> str:
    """Return the errors by kind, the most frequent kind first, and at most `longest` of each."""
    by_kind: dict[str, list[Misreading]] = {}
    for error in scores.misreadings:
        by_kind.setdefault(error.kind, []).append(error)
    lines: list[str] = []
    for kind, errors in sorted(by_kind.items(), key=lambda item: (-len(item[1]), item[0])):
        lines.append(f"{kind}: {len(errors)}")
        for error in errors[:longest]:
            lines.append(f"  {error.document}")
            lines += (f"    {side}: {text}" for side, text in (("gold", error.gold), ("read", error.read)) if text)
    return "".join(line + "\n" for line in lines)


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _sorts(statement: Marked) -> tuple[str, str, str]:
    return str(statement.type), "local source" if statement.source else "no local source", f"act {statement.act}"


def _slices(counts: Counter[tuple[str, str]]) -> dict[str, Slice]:
    names = sorted({name for name, _ in counts})
    shares = {name: counts[name, "gold"] for name in names}
    return {n: Slice(g, counts[n, "detected"] / g, counts[n, "right"] / g) for n, g in shares.items()}


def _b_cubed(voices: Iterable[tuple[Hashable, Hashable]]) -> Figure:
    """Return B-cubed of a grouping: `voices` gives the gold speaker and the read one of each detected statement."""
    together = Counter(voices)
    total = together.total()
    if not total:
        return Figure(0.0, 0.0)
    by_gold: Counter[Hashable] = Counter()
    by_read: Counter[Hashable] = Counter()
    for (gold, read), count in together.items():
        by_gold[gold] += count
        by_read[read] += count
    # Each of `count` statements shares its read group with `count` of its own gold speaker.
    precision = sum(count * count / by_read[read] for (_, read), count in together.items()) / total
    recall = sum(count * count / by_gold[gold] for (gold, _), count in together.items()) / total
    return Figure(precision, recall)
