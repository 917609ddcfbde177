"""Decisions where the grammar wavers: linear models over symbols, whose weights are a data file.

A decision sees a context: a few symbols (tags, openers, distances in steps), never a word of a text. Its features are
the templates filled with the context, its score the sum of their weights; above zero means yes. `evals/train.py`
makes weights.json from annotated texts; docs/reading.md says from which.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec

from musnad.lexicon.compiling import tables

REMEMBERED = 50_000  # contexts that a decision remembers before starting anew: about 15 MB

Context = tuple[str, ...]
Oracle = Callable[[Context, Any], float | None]


class Decision:
    """One decision: the fields of its context, the templates of its features, their weights.

    A template names fields («before this»); with «~» in front, each tag among them is taken by its letter only, so
    that what was learned of one tag helps with its kin. `oracle`, set in training only, is asked first; it returns a
    score, or None to leave it to the weights. Without one, `known[context]` is the score, which saves what is decided
    often a call."""

    __slots__ = ("fields", "known", "name", "oracle", "summed", "tags", "templates")

    def __init__(self, name: str, fields: str, templates: Iterable[str], *, tags: str) -> None:
        self.name = name
        self.fields = tuple(fields.split())
        self.tags = frozenset(tags.split())
        self.templates = tuple(templates)
        self.known = _Known(self)
        self.oracle: Oracle | None = None
        self.learn(load_weights().get(name, {}))

    def learn(self, weights: dict[str, float]) -> None:
        """Take `weights`: feature → weight, «before this=Td|Y» → 0.31; "" is the bias."""
        self.known.clear()
        tables_of: dict[str, dict[Any, float]] = {template: {} for template in self.templates}
        for feature, weight in weights.items():
            template, _, values = feature.partition("=")
            if template in tables_of:
                parts = tuple(values.split("|"))
                tables_of[template][parts[0] if len(parts) == 1 else parts] = weight
        self.summed = self._sum(weights.get("", -1.0), tables_of)

    def _sum(self, bias: float, weights: dict[str, dict[Any, float]]) -> Callable[[Context], float]:
        """Return the sum of all features as one expression: a loop over them takes four times as long."""
        places = {field: n for n, field in enumerate(self.fields)}
        terms: list[str] = [repr(bias)]
        names: dict[str, Any] = {"coarse": coarse}
        kin: dict[int, str] = {}
        for number, template in enumerate(self.templates):
            if not weights[template]:
                continue
            parts = []
            for field in template.removeprefix("~").split():
                n = places[field]
                parts.append(f"c[{n}]" if template[0] != "~" or field not in self.tags else kin.setdefault(n, f"k{n}"))
            names[f"w{number}"] = weights[template].get
            terms.append(f"w{number}({parts[0] if len(parts) == 1 else '(' + ', '.join(parts) + ')'}, 0.0)")
        lines = [f"    {name} = coarse(c[{n}])" for n, name in kin.items()]
        source = "\n".join(["def summed(c):", *lines, f"    return {' + '.join(terms)}"])
        exec(source, names)
        summed: Callable[[Context], float] = names["summed"]
        return summed

    def score(self, context: Context, site: Any = None) -> float:
        """Return the score of `context`; `site` tells an oracle where it stands."""
        if self.oracle is not None:
            told = self.oracle(context, site)
            if told is not None:
                return told
        return self.known[context]

    def features(self, context: Context) -> list[str]:
        """Return the features of `context`, e.g. «this next=time|complementiser»."""
        values = dict(zip(self.fields, context, strict=True))
        kin = {field: coarse(value) if field in self.tags else value for field, value in values.items()}
        found = []
        for template in self.templates:
            taken = kin if template[0] == "~" else values
            found.append(f"{template}={'|'.join(taken[field] for field in template.removeprefix('~').split())}")
        return found


class _Known(dict[Context, float]):
    """Scores by context: remembered, or summed up now."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision

    def __missing__(self, context: Context) -> float:
        if len(self) > REMEMBERED:
            self.clear()
        score = self[context] = self.decision.summed(context)
        return score


@lru_cache(maxsize=4096)
def coarse(tag: str) -> str:
    """Return the letter of a tag, with «d» where it is definite and «+» where a conjunction is glued to it."""
    bare = tag.rstrip("+")
    letter = class_letters().get(bare)
    if letter is None:
        letter = bare[:1] + ("d" if bare[1:2] == "d" else "")
    return letter + tag[len(bare) :]


@lru_cache(maxsize=1)
def class_letters() -> dict[str, str]:
    """Return the shape's letter of each closed class of words."""
    lexicon = tables()
    return {name: lexicon.letters[form] for form, name in lexicon.classes.items()}


@lru_cache(maxsize=1)
def load_weights() -> dict[str, dict[str, float]]:
    """Return the weights by decision; "" is the bias."""
    path = resources.files("musnad.reading") / "weights.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, dict[str, float]])
    except FileNotFoundError:
        return {}


DISTANCES = (0, 1, 2, 4, 7, 12, 20, 40)  # where the steps of a distance in tokens begin
STEPS = "-123456789"


def step(value: int, steps: Sequence[int] = DISTANCES) -> str:
    """Return which step a distance is on, as a symbol: «3» for the fourth of `steps` or above, below the fifth."""
    return STEPS[bisect_right(steps, value)]


STEPPED = [step(value) for value in range(64)]  # the same for small distances, quicker
