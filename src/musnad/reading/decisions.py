"""Decisions where the grammar wavers: linear models over symbols, whose weights are a data file.

A decision sees a context: a few symbols (tags, openers, distances in steps), never a word of a text. Its features are
the templates filled with the context, its score the sum of their weights; above zero means yes. Contexts repeat, so scores are
remembered. `evals/train.py` makes weights.json from annotated texts; docs/reading.md says from which.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

import msgspec

from musnad.lexicon.compiling import tables

REMEMBERED = 200_000  # contexts a decision remembers before starting anew: about 60 MB

Context = tuple[str, ...]
Oracle = Callable[[Context, Any], float | None]


class Decision:
    """One decision: the fields of its context, the templates of its features, their weights.

    `oracle`, set in training only, is asked first; it returns a score, or None to leave it to the weights.
    """

    __slots__ = ("bias", "coarse", "fields", "known", "name", "oracle", "templates", "weights")

    def __init__(self, name: str, fields: str, templates: Iterable[str], *, tags: str) -> None:
        self.name = name
        self.fields = tuple(fields.split())
        place = {field: n for n, field in enumerate(self.fields)}
        rows = [(t, tuple(place[f] for f in t.split())) for t in (*self.fields, *templates)]
        tagged = {place[f] for f in tags.split()}
        self.templates = tuple(rows)
        # the same with the tags' letters for the tags, so that what was learned of one tag helps with its kin
        self.coarse = tuple((f"~{t}", tuple(-n - 1 if n in tagged else n for n in places)) for t, places in rows if tagged & {*places})
        self.known: dict[Context, float] = {}
        self.oracle: Oracle | None = None
        model = load_weights().get(name, {})
        self.bias: float = model.get("", -1.0)
        self.weights = model

    def score(self, context: Context, site: Any = None) -> float:
        """Return the score of `context`; `site` tells an oracle where it stands."""
        if self.oracle is not None:
            told = self.oracle(context, site)
            if told is not None:
                return told
        value = self.known.get(context)
        if value is None:
            if len(self.known) > REMEMBERED:
                self.known.clear()
            get = self.weights.get
            value = self.bias + sum(get(feature, 0.0) for feature in self.features(context))
            self.known[context] = value
        return value

    def features(self, context: Context) -> list[str]:
        """Return the features of `context`, e.g. «this next=time|complementiser»."""
        kin = [coarse(symbol) for symbol in context]
        found = [f"{name}={'|'.join([context[n] for n in places])}" for name, places in self.templates]
        for name, places in self.coarse:
            found.append(f"{name}={'|'.join([context[n] if n >= 0 else kin[-n - 1] for n in places])}")
        return found


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


def step(value: int, steps: Sequence[int] = (0, 1, 2, 4, 7, 12, 20, 40)) -> str:
    """Return which step a distance is on, as a symbol: «3» for the fourth of `steps` or above, below the fifth."""
    n = 0
    for bound in steps:
        if value < bound:
            break
        n += 1
    return STEPS[n]


STEPS = "-123456789"
STEPPED = [step(value) for value in range(64)]  # the same for small distances, quicker
