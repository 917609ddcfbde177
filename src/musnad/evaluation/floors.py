"""Floors: scores that may rise and never drop, kept with the reason for each number.

A floors file is JSON: a name of a gold set → `gold` (its file, seen from the project's root, which is the folder
above the floors file's) and `floors` (name of a figure → `{"floor": 0..1, "reason": "…"}`).
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from musnad.errors import FloorError
from musnad.evaluation.score import Scores

DIGITS = 3  # of a floor: a thousandth is about one statement of the development gold
_ROUNDING = 1e-9  # figures are sums of fractions: their last bits depend on the order of summing


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The least that a figure may be, in 0..1, and why it is watched."""

    floor: Annotated[float, msgspec.Meta(ge=0, le=1)]
    reason: Annotated[str, msgspec.Meta(min_length=1)]


class FloorSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The floors of one gold file; `gold` as it is written in the floors file."""

    gold: str
    floors: dict[str, Floor]

    def numbers(self) -> dict[str, float]:
        """Return the floors without their reasons, as `check_floors` takes them."""
        return {name: row.floor for name, row in self.floors.items()}


def load_floors(path: str | os.PathLike[str]) -> dict[str, FloorSet]:
    """Read a floors file: name of a gold set → its floors.

    Raises:
        FloorError: no such file, or it breaks the format.
    """
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=dict[str, FloorSet])
    except OSError as error:
        raise FloorError(f"{path}: {error.strerror or error}") from error
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise FloorError(f"{path}: {error}; evals/README.md gives the format") from error


def gold_path(path: str | os.PathLike[str], floor_set: FloorSet) -> Path:
    """Return where the gold file of a set lies; `path` is that of the floors file."""
    return Path(os.path.normpath(Path(path).absolute().parent.parent / floor_set.gold))


def floors_for(path: str | os.PathLike[str], gold: str | os.PathLike[str]) -> dict[str, float]:
    """Return the floors that a floors file has for a gold file.

    Raises:
        FloorError: the floors file can't be read, or has none for it.
    """
    sets = load_floors(path)
    for floor_set in sets.values():
        if os.path.realpath(gold_path(path, floor_set)) == os.path.realpath(gold):
            return floor_set.numbers()
    known = ", ".join(floor_set.gold for floor_set in sets.values())
    raise FloorError(f"{path}: no floors for {os.fspath(gold)}; it has them for {known or 'no file'}")


def check_floors(scores: Scores, floors: Mapping[str, float]) -> list[str]:
    """Compare scores with their floors.

    Args:
        floors: name of a figure (F1) or of an accuracy, as in `Scores.values()` → the least that it may be, in 0..1.
    Returns: a line for each that is below its floor; empty if none is.
    Raises:
        FloorError: a floor for a figure that there is not.
    """
    values = scores.values()
    for name in floors:
        if name not in values:
            raise FloorError(f"floor for {name!r}, which is no figure; the figures are {', '.join(values)}")
    low = {name: floor for name, floor in floors.items() if values[name] < floor - _ROUNDING}
    return [f"{name} is {values[name]:.4f}, below its floor {floor:.{DIGITS}f}" for name, floor in low.items()]


def raise_floors(path: str | os.PathLike[str], measured: Mapping[str, Scores]) -> int:
    """Lift the floors in a file to what was measured, rounded down; none is lowered.

    Args:
        measured: name of a gold set → its scores; sets not in it stay as they are.
    Returns: how many floors rose.
    """
    sets = load_floors(path)
    risen = 0
    for name, scores in measured.items():
        values = scores.values()
        for figure, row in sets[name].floors.items():
            reached = math.floor(values[figure] * 10**DIGITS + _ROUNDING) / 10**DIGITS
            if reached > row.floor:
                sets[name].floors[figure] = msgspec.structs.replace(row, floor=reached)
                risen += 1
    text = msgspec.json.format(msgspec.json.encode(sets), indent=2)
    Path(path).write_bytes(text + b"\n")
    return risen
