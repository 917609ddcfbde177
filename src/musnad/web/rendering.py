"""Templates → pages: Jinja2 with everything escaped, the words of a language, numbers and dates as they are wanted."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from musnad._version import __version__
from musnad.display import plain
from musnad.web import formats, names, telling
from musnad.web.catalogues import catalogue
from musnad.web.marking import cleaned
from musnad.web.preferences import LANGUAGES, Preferences

_STATIC = ("musnad.css", "reading.css", "musnad.js", "reading.js")  # fonts keep their names and never change


@lru_cache(maxsize=1)
def static_version() -> str:
    """Return a word that changes with the files in `static`, so that browsers may keep them for good."""
    digest = hashlib.blake2b(digest_size=6)
    for name in _STATIC:
        digest.update((files("musnad.web") / "static" / name).read_bytes())
    return digest.hexdigest()


@lru_cache
def environment(preferences: Preferences) -> Environment:
    """Return the templates in a language, with its digits."""
    made = Environment(
        loader=PackageLoader("musnad.web", "templates"), autoescape=True, undefined=StrictUndefined,
        finalize=_finalized, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    words = catalogue(preferences.language)
    made.install_gettext_callables(words.gettext, words.ngettext, newstyle=True, pgettext=words.pgettext)  # type: ignore[attr-defined]
    made.globals.update(
        version=__version__, view=preferences, languages=LANGUAGES,
        static=lambda name: f"/static/{static_version()}/{name}",
    )
    made.filters.update(
        num=lambda value: formats.number(value, preferences),
        percent=lambda value: formats.percent(value, preferences),
        day=lambda value: formats.day(value, preferences),
        digits=lambda value: formats.in_digits(str(value), preferences.digits),
        word=lambda value, family: names.word(family, value, words),
        plain=plain, marked=marked, told=lambda error: telling.paragraph(error, words),
    )
    return made


def _finalized(value: Any) -> Any:
    """Clean every text of an archive that a template writes; markup was made here and is clean."""
    return cleaned(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def render(template: str, preferences: Preferences, **values: Any) -> str:
    """Return a page."""
    return environment(preferences).get_template(template).render(values)


def marked(text: str, places: list[tuple[int, int]]) -> Markup:
    """Return a text on one line with the words at some places marked."""
    out, at = Markup(""), 0
    for start, end in sorted(places):
        if start >= at:
            out += escape(cleaned(text[at:start])) + Markup("<mark>") + escape(cleaned(text[start:end]))
            out += Markup("</mark>")
            at = end
    return out + escape(cleaned(text[at:]))
