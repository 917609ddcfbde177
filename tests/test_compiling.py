"""What `make wheel` compiles: modules that are there, and that mypyc leaves as they are."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HATCH = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]
HOOK = HATCH["build"]["targets"]["wheel"]["hooks"]["mypyc"]


def compiled():
    """The files that are compiled."""
    for name in HOOK["include"]:
        path = ROOT / name.strip("/")
        yield from sorted(path.glob("*.py")) if path.is_dir() else [path]


@pytest.mark.parametrize("path", list(compiled()), ids=lambda path: path.name)
def test_what_is_compiled_holds_no_structs(path):
    """mypyc drops what a class says of its metaclass: `frozen=True`, and with it the hash."""
    assert "msgspec.Struct" not in path.read_text("utf-8")


def test_a_wheel_is_in_python_unless_it_is_asked_for():
    assert HOOK["enable-by-default"] is False
    assert len(list(compiled())) > 30
