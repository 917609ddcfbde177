"""The interface speaks each of its languages whole: every message has its words, and none is left over."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment

from musnad.errors import MusnadError
from musnad.web import names, telling
from musnad.web.catalogues import catalogue, parse_po
from musnad.web.preferences import LANGUAGES

WEB = Path(names.__file__).parent
PLACES = re.compile(r"%\((\w+)\)s")


def messages():
    """All messages of the interface: (context, message, plural or None)."""
    environment = Environment(extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    found = {(family, text, None) for family, words in names.WORDS.items() for text in words.values()}
    found |= {(telling.CONTEXT, message, None) for message in telling.MESSAGES}
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "gettext"
            if called and isinstance(node.args[0], ast.Constant):
                found.add((None, node.args[0].value, None))
    for path in sorted((WEB / "templates").glob("*.html")):
        for _line, function, text in environment.extract_translations(path.read_text(encoding="utf-8")):
            if function == "ngettext":
                found.add((None, text[0], text[1]))
            else:
                found.add((None, text if isinstance(text, str) else text[0], None))
    return found


def key(context, message):
    return message if context is None else f"{context}\x04{message}"


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_message_has_its_words_and_no_words_are_left_over(language):
    wanted = {key(context, message) for context, message, _plural in messages()}
    assert len(wanted) > 150  # the templates were found
    there = set(catalogue(language).messages)
    assert sorted(wanted - there) == [], f"{language}.po lacks them"
    assert sorted(there - wanted) == [], f"{language}.po has them, and nobody says them"


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_words_keep_the_places_of_what_is_put_in(language):
    words = catalogue(language)
    for context, message, plural in messages():
        for form in words.messages[key(context, message)]:
            wanted = set(PLACES.findall(message)) | set(PLACES.findall(plural or ""))
            missing = wanted - set(PLACES.findall(form))
            # one and two are said without their number in Arabic
            assert not set(PLACES.findall(form)) - wanted and (not missing or plural), (message, form)


ARABIC = [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5), (101, 5), (103, 3), (1_000, 5)]


@pytest.mark.parametrize(("number", "form"), ARABIC)
def test_arabic_counts_in_six_forms(number, form):
    words = catalogue("ar")
    for _context, message, plural in messages():
        if plural:
            assert len(words.messages[message]) == 6
            assert words.ngettext(message, plural, number) == words.messages[message][form]


def test_a_missing_message_is_shown_in_english():
    assert catalogue("ar").gettext("no such message") == "no such message"
    assert catalogue("en").ngettext("one thing", "things", 2) == "things"
    assert catalogue("en").pgettext("act", "states") == "states"


WRONG = [
    ('msgid "a"\nmsgstr b\n', "line 2"),
    ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "twice"),
]


@pytest.mark.parametrize(("text", "says"), WRONG)
def test_a_broken_catalogue_is_refused(text, says):
    with pytest.raises(MusnadError, match=says):
        parse_po(text, name="xx.po")


def test_lines_go_on_and_contexts_tell_messages_apart():
    text = 'msgctxt "act"\nmsgid "deny"\nmsgstr "ينفي"\n\n# said of a person\nmsgid ""\n"de"\n"ny"\nmsgstr "نفي"\n'
    found, _header = parse_po(text, name="xx.po")
    assert found == {"act\x04deny": ("ينفي",), "deny": ("نفي",)}
