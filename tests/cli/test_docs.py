"""What the pages tell people to type is there, and what they show is what comes out.

The output shown in the pages is made by the code. After a change that reads or shows something else:

    python tests/cli/test_docs.py
"""

import argparse
import ast
import contextlib
import doctest
import io
import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from musnad.cli import build_parser, main
from musnad.lexicon.checking import ACTS, ADDRESSEES, FAMILIES, FORCES, NEEDS, OPENERS
from musnad.lexicon.loading import parse, raw_files

ROOT = Path(__file__).parents[2]
NAMES = (
    "CONTRIBUTING.md", "README.ar.md", "README.md", "docs/archive.md", "docs/cli.md", "docs/correcting.md",
    "docs/entities.md", "docs/export.md", "docs/fetching.md", "docs/labels.md", "docs/pages.md", "docs/postgres.md",
    "docs/reading.md", "docs/scale.md", "docs/search.md", "docs/stories.md", "docs/web.md", "evals/README.md",
    "examples/README.md",
)  # fmt: skip
PAGES = {name: (ROOT / name).read_text(encoding="utf-8") for name in NAMES}
PAGE = PAGES["docs/cli.md"]
EXAMPLES = re.findall(r"^\$ musnad (.*)$", PAGE, re.M)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
BLOCK = re.compile(r"(?<=^```)(console|python)\n(.*?)(?=^```$)", re.M | re.S)
COMMAND = re.compile(r"^ *\$ (.*)$|^ {4}((?:make|musnad|pip|\.venv/bin/).*)$", re.M)
MORE = "…"  # a last line of output that stands for all that follows


# -- commands ------------------------------------------------------------------------------------


def commands_of(page):
    """The shell commands of a page: lines with a $, and indented lines that begin with a tool."""
    return [re.split(r" > | +# ", shown or indented)[0] for shown, indented in COMMAND.findall(page)]


def options_of(script):
    """The long options that a script defines, by its source."""
    tree = ast.parse((ROOT / script).read_text(encoding="utf-8"))
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return {word for word in strings if re.fullmatch("--[a-z-]+", word)}


def check_python(arguments):
    """`python -m pip …`, `python -m pytest …`, `python script …`."""
    if arguments[:2] == ["-m", "pip"]:
        check_pip(arguments[2:])
        return
    if arguments[:2] == ["-m", "pytest"]:
        assert all((ROOT / path).exists() for path in arguments[2:])
        return
    assert (ROOT / arguments[0]).is_file(), arguments[0]
    assert {word for word in arguments if word.startswith("--")} <= options_of(arguments[0])


def check_pip(arguments):
    target = arguments[-1]
    assert arguments[0] == "install" and set(arguments[1:-1]) <= {"--editable"}
    extra = re.fullmatch(r"\.(?:\[(\w+)\])?", target)
    assert extra and (extra[1] is None or extra[1] in PACKAGES), target


def check_command(command):
    """Fail where a command has a target, file, extra or option that there is not."""
    tool, *arguments = shlex.split(command)
    match tool.removeprefix(".venv/bin/"):
        case "make":
            targets = [word for word in arguments if "=" not in word]
            assert all(re.search(rf"^{target}:.*##", MAKEFILE, re.M) for target in targets), command
        case "musnad":
            build_parser().parse_args(arguments)
        case "python":
            check_python(arguments)
        case "pip":
            check_pip(arguments)
        case "ruff":
            assert arguments[0] in ("check", "format")
        case _:
            pytest.fail(f"no test knows the command {tool!r}")


@pytest.mark.parametrize("command", [c for page in PAGES.values() for c in commands_of(page)])
def test_commands_are_there(command):
    check_command(command)


@pytest.mark.parametrize("command", [
    "make tea", "musnad sing", "pip install .[tea]", "pip install tea", ".venv/bin/python evals/tea.py",
    ".venv/bin/python evals/gate.py --tea", ".venv/bin/python -m pytest tests/tea", "brew tea",
])  # fmt: skip
def test_what_is_not_there_is_found(command):
    with pytest.raises((AssertionError, SystemExit, pytest.fail.Exception)):
        check_command(command)


def test_pages_that_tell_people_what_to_type_do_so():
    assert [name for name, page in PAGES.items() if not commands_of(page)] == []


def test_the_arabic_readme_tells_the_same_commands():
    arabic, english = (sorted(commands_of(PAGES[name])) for name in ("README.ar.md", "README.md"))
    assert arabic == english


# -- output --------------------------------------------------------------------------------------


def refreshed(page):
    """The page with the output of its commands and Python lines made anew; what has no output stays as it is."""
    names = {}
    refresh = {"console": refreshed_console, "python": lambda block: refreshed_python(block, names)}
    return BLOCK.sub(lambda match: f"{match[1]}\n{refresh[match[1]](match[2])}", page)


def refreshed_console(block):
    out = []
    for part in re.split(r"^(?=\$ )", block, flags=re.M):
        command, _, shown = part.partition("\n")
        if shown:
            made = output_of(shlex.split(command.removeprefix("$ musnad ")))
            if shown.endswith(f"{MORE}\n"):
                made = "".join(made.splitlines(keepends=True)[: shown.count("\n") - 1]) + f"{MORE}\n"
            part = f"{command}\n{made}"
        out.append(part)
    return "".join(out)


def output_of(arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.chdir(ROOT):
        assert main(arguments) == 0
    return out.getvalue()


def refreshed_python(block, names):
    out = []
    for example in doctest.DocTestParser().get_examples(block):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.chdir(ROOT):
            exec(compile(example.source, "<page>", "single"), names)
        first, *rest = example.source.splitlines()
        out += [f">>> {first}\n", *(f"... {line}\n" for line in rest), printed.getvalue()]
    return "".join(out)


@pytest.mark.parametrize("name", PAGES)
def test_pages_show_what_comes_out(name):
    assert refreshed(PAGES[name]) == PAGES[name], f"run python tests/cli/{Path(__file__).name}"


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name):
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", PAGES[name])
    assert [t for t in targets if "://" not in t and not (ROOT / name).parent.joinpath(t).exists()] == []


@pytest.mark.parametrize("block", re.findall(r"^```yaml\n(.*?)^```$", PAGES["CONTRIBUTING.md"], re.M | re.S))
def test_entries_shown_are_those_of_the_lexicon(block):
    (shown,) = yaml.safe_load(block)
    real = [e for name, raw in raw_files().items() for e in parse(name, raw)["entries"] if e["id"] == shown["id"]]
    assert shown in real
    if "past" in shown:
        assert FAMILIES["verbs"][0] <= shown.keys()
        words = set(re.findall(r"\w+", block))
        assert words >= {*ACTS, *FORCES, *OPENERS, *ADDRESSEES, *NEEDS}


# -- docs/cli.md ---------------------------------------------------------------------------------


def commands():
    """The parsers of the commands by name."""
    actions = build_parser()._actions
    return next(a.choices for a in actions if isinstance(a, argparse._SubParsersAction))


def actions_of(parser):
    """What a command takes, and what the commands in it take."""
    for action in parser._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from actions_of(inner)


def section(name):
    """What the page says of a command."""
    return re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)[1]


def test_every_command_has_its_section_and_example():
    headings = set(re.findall(r"^## (\w+)$", PAGE, re.M))
    assert headings == set(commands()) == {example.split()[0] for example in EXAMPLES}


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_is_documented_and_the_other_way_round(name):
    options = {o for a in actions_of(commands()[name]) for o in a.option_strings if o.startswith("--")}
    assert set(re.findall(r"--[a-z]+(?:-[a-z]+)*", section(name))) == options - {"--help"}


def test_every_choice_is_documented():
    for name, parser in commands().items():
        for action in actions_of(parser):
            said = PAGE if action.dest == "stdin" else section(name)
            for choice in action.choices or ():
                assert f"{action.option_strings[-1] if action.option_strings else name} {choice}" in said


if __name__ == "__main__":
    for name, page in PAGES.items():
        (ROOT / name).write_text(refreshed(page), encoding="utf-8")
