"""docs/cli.md and the parser name the same commands and options."""

import argparse
import re
import shlex
from pathlib import Path

import pytest

from musnad.cli import build_parser

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ musnad (.*)$", PAGE, re.M)


def commands():
    """The parsers of the commands by name."""
    actions = build_parser()._actions
    return next(a.choices for a in actions if isinstance(a, argparse._SubParsersAction))


def section(name):
    """What the page says of a command."""
    return re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", PAGE, re.M | re.S)[1]


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_understood(example):
    build_parser().parse_args(shlex.split(example.partition(" > ")[0]))


def test_every_command_has_its_section_and_example():
    headings = set(re.findall(r"^## (\w+)$", PAGE, re.M))
    assert headings == set(commands()) == {example.split()[0] for example in EXAMPLES}


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_option_is_documented_and_the_other_way_round(name):
    options = {o for a in commands()[name]._actions for o in a.option_strings if o.startswith("--")}
    assert set(re.findall(r"--[a-z]+", section(name))) == options - {"--help"}


def test_every_choice_is_documented():
    for name, parser in commands().items():
        for action in parser._actions:
            said = PAGE if action.dest == "stdin" else section(name)
            for choice in action.choices or ():
                assert f"{action.option_strings[-1]} {choice}" in said
