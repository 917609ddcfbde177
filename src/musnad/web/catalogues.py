"""The words of the interface: gettext catalogues (`locale/*.po`), read when the first page is shown.

English stands in the code and the templates; every other language is a catalogue. The format is that of GNU gettext, so
that any translator's tool opens it; what is left out here, comments aside, are its obsolete entries.
"""

from __future__ import annotations

import ast
import gettext
from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files

from musnad.errors import MusnadError

_BETWEEN = "\x04"  # gettext's own mark between a context and a message
SOURCE = "en"


class Catalogue:
    """The messages of a language."""

    def __init__(self, language: str, messages: dict[str, tuple[str, ...]], plural: Callable[[int], int]) -> None:
        self.language, self.messages, self._plural = language, messages, plural

    def gettext(self, message: str) -> str:
        """Return a message, as it came where the catalogue hasn't got it."""
        return self.messages.get(message, (message,))[0]

    def pgettext(self, context: str, message: str) -> str:
        """Return a message that means something else elsewhere."""
        return self.messages.get(f"{context}{_BETWEEN}{message}", (message,))[0]

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Return the form of a message that goes with a number."""
        forms = self.messages.get(one)
        if forms is None:
            return one if number == 1 else many
        return forms[min(self._plural(number), len(forms) - 1)]


@lru_cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of a language; that of the source language is empty."""
    if language == SOURCE:
        return Catalogue(SOURCE, {}, lambda number: int(number != 1))
    text = (files("musnad.web") / "locale" / f"{language}.po").read_text(encoding="utf-8")
    messages, header = parse_po(text, name=f"{language}.po")
    rule = next((line for line in header.splitlines() if line.startswith("Plural-Forms:")), "")
    formula = rule.partition("plural=")[2].rstrip("; ")
    return Catalogue(language, messages, gettext.c2py(formula or "n != 1"))


def parse_po(text: str, *, name: str) -> tuple[dict[str, tuple[str, ...]], str]:
    """Read a catalogue.

    Returns: the messages, with their contexts, and the header.
    Raises:
        MusnadError: a line is none of the format, or a message is there twice.
    """
    messages: dict[str, tuple[str, ...]] = {}
    entry: dict[str, str] = {}
    field = ""
    lines = [*enumerate(text.splitlines(), 1), (0, "")]
    for number, line in lines:
        line = line.strip()
        if not line:
            _keep(messages, entry, name)
            entry, field = {}, ""
        elif line.startswith("#"):
            continue
        elif line.startswith('"'):
            entry[field] += _quoted(line, name, number)
        else:
            field, _, rest = line.partition(" ")
            entry[field] = _quoted(rest, name, number)
    return messages, messages.pop("", ("",))[0]


def _quoted(text: str, name: str, number: int) -> str:
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError):
        raise MusnadError(f"{name}, line {number}: {text!r} is no quoted string") from None
    return str(value)


def _keep(messages: dict[str, tuple[str, ...]], entry: dict[str, str], name: str) -> None:
    if "msgid" not in entry:
        return
    key = f"{entry['msgctxt']}{_BETWEEN}{entry['msgid']}" if "msgctxt" in entry else entry["msgid"]
    if key in messages:
        raise MusnadError(f"{name}: {entry['msgid']!r} is there twice")
    forms = tuple(value for field, value in entry.items() if field.startswith("msgstr"))
    if all(forms):
        messages[key] = forms
