"""Floors: kept, broken, raised, never lowered."""

import json

import pytest

from musnad.errors import FloorError
from musnad.evaluation.floors import check_floors, floors_for, load_floors, raise_floors
from musnad.evaluation.score import Figure, Scores

SCORES = Scores(
    documents=1, gold=4, read=4, missing=(), slices={}, misreadings=(),
    figures={"detected": Figure(0.75, 0.75), "via": Figure(0.0, 0.0)}, accuracies={"act_accuracy": 2 / 3},
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    """A project's folder with a floors file."""
    (tmp_path / "evals").mkdir()
    file = tmp_path / "evals" / "floors.json"
    rows = {"detected": 0.8, "act_accuracy": 0.5, "via": 0.0}
    floors = {name: {"floor": value, "reason": f"why {name}"} for name, value in rows.items()}
    file.write_text(json.dumps({"own": {"gold": "evals/gold.jsonl", "floors": floors}}), encoding="utf-8")
    return file


FLOORS = [
    ({}, []),
    ({"detected": 0.75, "act_accuracy": 0.666, "via": 0.0}, []),
    ({"detected": 0.76}, ["detected is 0.7500, below its floor 0.760"]),
    ({"act_accuracy": 0.667, "via": 0.001, "detected": 0.1}, [
        "act_accuracy is 0.6667, below its floor 0.667", "via is 0.0000, below its floor 0.001",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("floors", "lines"), FLOORS)
def test_check(floors, lines):
    assert check_floors(SCORES, floors) == lines


def test_a_floor_for_no_figure():
    with pytest.raises(FloorError, match=r"'detcted'.*detected, via, act_accuracy"):
        check_floors(SCORES, {"detcted": 0.5})


def test_floors_rise_rounded_down_and_never_drop(path):
    assert raise_floors(path, {"own": SCORES}) == 1
    own = load_floors(path)["own"]
    assert own.numbers() == {"detected": 0.8, "act_accuracy": 0.666, "via": 0.0}
    assert own.floors["act_accuracy"].reason == "why act_accuracy"
    assert raise_floors(path, {"own": SCORES}) == 0


def test_floors_are_found_by_gold_file(path, monkeypatch):
    monkeypatch.chdir(path.parent)
    assert floors_for("floors.json", "gold.jsonl")["detected"] == 0.8
    with pytest.raises(FloorError, match=r"no floors for other\.jsonl; it has them for evals/gold\.jsonl"):
        floors_for("floors.json", "other.jsonl")


BROKEN = [
    "{",
    '{"own": {"gold": "g.jsonl"}}',
    '{"own": {"gold": "g.jsonl", "floors": {"detected": 0.5}}}',
    '{"own": {"gold": "g.jsonl", "floors": {"detected": {"floor": 0.5, "reason": ""}}}}',
    '{"own": {"gold": "g.jsonl", "floors": {"detected": {"floor": 1.5, "reason": "r"}}}}',
    '{"own": {"gold": "g.jsonl", "floors": {}, "flors": {}}}',
]


@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_file_is_named(tmp_path, text):
    path = tmp_path / "floors.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FloorError, match=r"floors\.json"):
        load_floors(path)


def test_no_file(tmp_path):
    with pytest.raises(FloorError, match="No such file"):
        load_floors(tmp_path / "none.json")
