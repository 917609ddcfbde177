"""The gate, run as `make check` runs it, on a project of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

GATE = Path(__file__).parents[2] / "evals" / "gate.py"
TEXT = "قال الوالي إن الجسر آمن."
GOLD = {
    "id": "a", "text": TEXT,
    "speakers": [{"id": "S1", "name": {"start": 4, "end": 10}, "mentions": [{"start": 4, "end": 10}]}],
    "statements": [
        {"cue": {"start": 0, "end": 3}, "source": {"start": 4, "end": 10}, "content": [{"start": 14, "end": 23}],
         "speaker": "S1", "type": "indirect", "act": "state"},
    ],
}  # fmt: skip


def gate(folder, *options):
    done = subprocess.run(
        [sys.executable, str(GATE), "--floors", str(folder / "evals" / "floors.json"), *options],
        capture_output=True, encoding="utf-8", timeout=60, check=False,
        env={"PYTHONPATH": str(GATE.parents[1] / "src"), "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(folder)},
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def project(folder, floor, *, gold=True):
    (folder / "evals").mkdir()
    if gold:
        (folder / "evals" / "gold.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    sets = {
        "own": {"gold": "evals/gold.jsonl", "floors": {"detected": {"floor": floor, "reason": "r"}}},
        "far": {"gold": "../far.jsonl", "floors": {}},
    }
    (folder / "evals" / "floors.json").write_text(json.dumps(sets), encoding="utf-8")
    return folder


def test_scores_above_the_floor_pass_and_a_missing_file_is_named(tmp_path):
    status, out, err = gate(project(tmp_path, 0.9))
    assert (status, err) == (0, "")
    assert "detected           1.000   0.900  +0.100" in out
    assert "gate: notice: far is not scored, ../far.jsonl is not here" in out


def test_raising(tmp_path):
    status, out, _ = gate(project(tmp_path, 0.9), "--raise")
    assert status == 0
    assert "1 floors raised" in out
    assert json.loads((tmp_path / "evals" / "floors.json").read_text())["own"]["floors"]["detected"]["floor"] == 1.0


def test_a_drop_fails(tmp_path):
    gold = project(tmp_path, 0.9) / "evals" / "gold.jsonl"
    missed = GOLD["statements"][0] | {"cue": {"start": 23, "end": 24}, "content": [{"start": 4, "end": 10}]}
    gold.write_text(json.dumps(GOLD | {"statements": [missed]}), encoding="utf-8")
    status, out, err = gate(tmp_path, "--errors", "1")
    assert status == 1
    assert "gate: own: detected is 0.0000, below its floor 0.900" in err
    assert "missed: 1" in out


@pytest.mark.parametrize("text", [None, "{"])
def test_nothing_to_score_or_a_broken_file_fails(tmp_path, text):
    project(tmp_path, 0.0, gold=text is not None)
    if text:
        (tmp_path / "evals" / "gold.jsonl").write_text(text, encoding="utf-8")
    status, _, err = gate(tmp_path)
    assert status == 1
    assert ("gold.jsonl:1: " if text else "nothing was checked") in err
    assert len(err.splitlines()) == 1
