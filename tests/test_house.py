"""The house keeps its order: imports point one way, files stay short, `import musnad` stays light."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "musnad"
LONGEST_FILE = 450  # lines; past it a file has two jobs

# A room imports from its own and from those above it. A file or folder that is new in src/musnad gets its place here.
ROOMS = [
    ("_version", "errors", "model", "document", "display", "charts"),
    ("arabic",),
    ("lexicon",),
    ("reading",),
    ("inputs", "pages"),
    ("stories",),
    ("archive",),
    ("export",),
    ("opened",),
    ("scale",),
    ("evaluation",),
    ("web",),
    ("cli",),
]
RANK = {name: rank for rank, names in enumerate(ROOMS) for name in names}

# The package hands names on from where they are at home: to import one of them is to import that room.
PUBLIC = {
    "__version__": "_version", "Document": "document", "open": "opened", "read": "inputs", "read_page": "inputs",
    "read_paths": "inputs",
}  # fmt: skip

FILES = sorted(SOURCE.rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def room(path):
    """The room of a file in src/musnad."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(code, package):
    """The rooms that a module imports, wherever in it; `package` is that of the module, dotted."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            targets = [(alias.name, None) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            targets = [(module, alias.name) for alias in node.names]
        else:
            continue
        for module, name in targets:
            top, _, rest = module.partition(".")
            if top == "musnad":
                inner = rest.partition(".")[0] or name or "musnad"
                found.append((node.lineno, PUBLIC.get(inner, inner)))
    return found


IMPORTS = [
    ("import json", "musnad.reading", []),
    ("from musnad.arabic.letters import fold", "musnad.reading", ["arabic"]),
    ("import musnad.cli.read", "musnad.reading", ["cli"]),
    ("from musnad import lexicon", "musnad.reading", ["lexicon"]),
    ("from musnad import read, __version__", "musnad.cli", ["inputs", "_version"]),
    ("import musnad", "musnad.cli", ["musnad"]),
    ("from . import cues", "musnad.reading", ["reading"]),
    ("from ..lexicon import entry", "musnad.reading", ["lexicon"]),
    ("from .. import lexicon", "musnad.reading", ["lexicon"]),
    ("def f():\n    from musnad.web import app", "musnad.reading", ["web"]),
    ("from musnadic import x", "musnad.reading", []),
]


@pytest.mark.parametrize(("code", "package", "rooms"), IMPORTS)
def test_imports_are_found(code, package, rooms):
    assert [name for _, name in imported_rooms(code, package)] == rooms


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_imports_point_one_way(path):
    if path == SOURCE / "__init__.py":
        return  # hands on the public names; what it loads is tested below
    own = room(path)
    assert own in RANK, f"src/musnad/{own} has no place in ROOMS in {Path(__file__).name}"
    package = ".".join(["musnad", *path.relative_to(SOURCE).parts[:-1]])
    for line, other in imported_rooms(path.read_text(encoding="utf-8"), package):
        where = f"{path.relative_to(ROOT)}:{line}"
        assert other in RANK, f"{where}: import the room that is meant, not {other!r}"
        assert RANK[other] <= RANK[own], f"{where}: {own} stands above {other} and must not import from it"


@pytest.mark.parametrize(
    "path", [*FILES, *sorted(ROOT.glob("bench/*.py")), *sorted(ROOT.glob("evals/*.py"))],
    ids=lambda p: p.relative_to(ROOT).as_posix(),
)  # fmt: skip
def test_files_are_short_and_named_for_their_job(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_FILE, f"{path.relative_to(ROOT)} has {lines} lines: give a part of it a file of its own"
    assert path.stem not in VAGUE, f"{path.relative_to(ROOT)}: a name that says nothing of the job"


def test_back_ends_are_reached_through_their_seam():
    """What is SQLite's or PostgreSQL's own stands in files of that name; all others go through `backends.py`."""
    own = re.compile(r"(?:from|import) musnad\.archive(?:\.| import .*)((?:sqlite|postgres)\w*)")
    found = {
        path.name: own.findall(path.read_text(encoding="utf-8"))
        for path in FILES
        if path.parent.name != "archive" or not path.name.startswith(("sqlite", "postgres"))
    }
    found.pop("migrations.py")  # its first steps are from before there was a second back-end
    assert {name: modules for name, modules in found.items() if modules} == {}


def test_import_is_light():
    heavy = {"musnad", "msgspec", "yaml"}
    code = f"import sys, musnad; print(*sorted(m for m in sys.modules if m.partition('.')[0] in {heavy}))"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["musnad", "musnad._version"]


def test_public_names_are_where_this_test_believes():
    import musnad

    assert {*musnad.__all__} == PUBLIC.keys()
    for name, home in PUBLIC.items():
        module = getattr(getattr(musnad, name), "__module__", "musnad._version")
        assert module == f"musnad.{home}" or module.startswith(f"musnad.{home}.")
