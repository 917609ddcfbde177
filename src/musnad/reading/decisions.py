"""Decisions where the grammar wavers: linear models over symbols, whose weights are a data file.

A decision sees a context: a few symbols (tags, openers, distances in steps), never a word of a text. Its features are
the templates filled with the context, its score the sum of their weights; above zero means yes. `evals/train.py`
makes weights.json from annotated texts; docs/reading.md says from which.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec

from musnad.lexicon.compiling import tables

REMEMBERED = 50_000  # contexts that a decision remembers before starting anew: about 15 MB
SUMS_REMEMBERED = 20_000  # of each group of its templates: at most 3 MB, mostly some hundreds

Context = tuple[str, ...]
Score = Callable[[Any], float]  # of a context, or of the values of some of its fields
Weights = Mapping[str, Mapping[Any, float]]  # by template, by the value of its field or the tuple of their values
Oracle = Callable[[Context, Any], float | None]


class Decision:
    """One decision: the fields of its context, the templates of its features, their weights.

    A template names fields («before this»); with «~» in front, each tag among them is taken by its letter only, so
    that what was learned of one tag helps with its kin. `groups` names fields too, a group between two bars: what the
    templates within a group come to is remembered by these fields, so that a context takes a few sums instead of one
    for each template. `oracle`, set in training only, is asked first; it returns a score, or None to leave it to the
    weights. Without one, `weigh(context)` is a score, which saves what is decided often a call."""

    __slots__ = ("fields", "groups", "name", "oracle", "summed", "tags", "templates", "weigh")

    def __init__(self, name: str, fields: str, templates: Iterable[str], *, tags: str, groups: str = "") -> None:
        self.name = name
        self.fields = tuple(fields.split())
        self.tags = frozenset(tags.split())
        self.templates = tuple(templates)
        self.groups = tuple(groups.split("|")) if groups else ()
        self.oracle: Oracle | None = None
        self.learn(load_weights().get(name, {}))

    def learn(self, weights: dict[str, float]) -> None:
        """Take `weights`: feature → weight, «before this=Td|Y» → 0.31; "" is the bias."""
        tables_of: dict[str, dict[Any, float]] = {template: {} for template in self.templates}
        for feature, weight in weights.items():
            template, _, values = feature.partition("=")
            if template in tables_of:
                parts = tuple(values.split("|"))
                tables_of[template][parts[0] if len(parts) == 1 else parts] = weight
        tables_of = {template: table for template, table in tables_of.items() if table}
        bias = weights.get("", -1.0)
        self.summed = self._sum(self.fields, tables_of, bias)
        self.weigh = _Memory(self._by_groups(bias, tables_of) if self.groups else self.summed, REMEMBERED).__getitem__

    def _sum(self, fields: Sequence[str], weights: Weights, bias: float) -> Score:
        """Return the sum of the weights for values of `fields` as one expression: a loop takes four times as long."""
        names: dict[str, Any] = {"kin": KIN}
        lines, terms = [f"{', '.join(fields)} = context"], [repr(bias)]
        coarse_too = {field for template in weights if template[0] == "~" for field in _named(template)} & self.tags
        lines += [f"kin_{field} = kin[{field}]" for field in fields if field in coarse_too]
        for number, (template, table) in enumerate(weights.items()):
            values = ["kin_" + f if template[0] == "~" and f in self.tags else f for f in _named(template)]
            names[f"w{number}"] = table.get
            terms.append(f"w{number}({values[0] if len(values) == 1 else '(' + ', '.join(values) + ')'}, 0)")
        return _function([*lines, f"return {' + '.join(terms)}"], names)

    def _by_groups(self, bias: float, weights: Weights) -> Score:
        """Return the sum by groups, in whole thousandths; it is below, at or above nought where that of `summed` is.

        Weights have three digits, so that their sum in thousandths is exact. What rounding leaves in a sum of floats
        only tells where the weights cancel out.
        """
        left = {t: {key: round(weight * 1000) for key, weight in table.items()} for t, table in weights.items()}
        names: dict[str, Any] = {"kin": KIN, "summed": self.summed}
        terms = [str(round(bias * 1000))]
        for number, group in enumerate(self.groups):
            fields = _named(group)
            within = [t for t in left if {*_named(t)} <= {*fields} and (group[0] != "~" or t[0] == "~")]
            taken = {t: left.pop(t) for t in within}
            if not taken:
                continue
            values = [f"kin[{f}]" if group[0] == "~" and f in self.tags else f for f in fields]
            names[f"g{number}"] = _Memory(self._sum(fields, taken, 0), SUMS_REMEMBERED)
            terms.append(f"g{number}[{', '.join(values)}]")
        assert not left, f"{self.name}: no group holds {', '.join(left)}"
        unpack, total = f"{', '.join(self.fields)} = context", f"total = {' + '.join(terms)}"
        return _function([unpack, total, "return total or summed(context)"], names)

    def score(self, context: Context, site: Any = None) -> float:
        """Return the score of `context`; `site` tells an oracle where it stands."""
        if self.oracle is not None:
            told = self.oracle(context, site)
            if told is not None:
                return told
        return self.weigh(context)

    def features(self, context: Context) -> list[str]:
        """Return the features of `context`, e.g. «this next=time|complementiser»."""
        values = dict(zip(self.fields, context, strict=True))
        kin = {field: coarse(value) if field in self.tags else value for field, value in values.items()}
        found = []
        for template in self.templates:
            taken = kin if template[0] == "~" else values
            found.append(f"{template}={'|'.join(taken[field] for field in template.removeprefix('~').split())}")
        return found


class _Memory(dict[Any, float]):
    """Sums by the values of some fields: remembered, or summed up now."""

    def __init__(self, summed: Score, most: int) -> None:
        self.summed, self.most = summed, most

    def __missing__(self, values: Any) -> float:
        if len(self) > self.most:
            self.clear()
        score = self[values] = self.summed(values)
        return score


class _Kin(dict[str, str]):
    """The coarse tag of each tag; there are some hundreds."""

    def __missing__(self, tag: str) -> str:
        found = self[tag] = coarse(tag)
        return found


KIN = _Kin()


def _named(template: str) -> list[str]:
    return template.removeprefix("~").split()


def _function(lines: list[str], names: dict[str, Any]) -> Score:
    """Make the function of a context that has these lines."""
    exec("\n".join(["def score(context):", *(f"    {line}" for line in lines)]), names)
    made: Score = names["score"]
    return made


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
