"""Whose page is this, whose name is this: addresses and names → outlets, with a user's own entries on top.

It serves `documents.py` (the outlet of a page) and whoever reads credits; the entries are lexicon/data/outlets.yaml.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from musnad.errors import LexiconError
from musnad.lexicon.checking import check_entries
from musnad.lexicon.loading import parse
from musnad.lexicon.outlets import Catalogue, Outlet, catalogue, index_outlets, name_key, take_apart

__all__ = ["ENVIRONMENT", "Outlet", "Outlets", "load_outlets", "outlet_of_name", "outlet_of_url"]

ENVIRONMENT = "MUSNAD_OUTLETS"  # names a file for `load_outlets`; the command line reads it, this module doesn't

# Head noun (entry in media.yaml) → the kinds of outlets that it is said of; a site may be anybody's.
_PAPER = frozenset(("daily", "weekly", "magazine", "site"))
_BROADCASTER = frozenset(("broadcaster", "site"))
_SAID_OF = {
    "agency": frozenset(("agency", "site")), "newspaper": _PAPER, "newspaper_jarida": _PAPER,
    "magazine": frozenset(("magazine", "weekly", "site")), "channel": _BROADCASTER, "satellite_channel": _BROADCASTER,
    "broadcast": _BROADCASTER, "radio": _BROADCASTER, "television": _BROADCASTER, "station": _BROADCASTER,
}  # fmt: skip
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*://|//")
_NO_HOST = re.compile(r"[a-z]+:(?!//|\d)", re.IGNORECASE)  # mailto:, javascript:
_BRACKETS = re.compile(r"[()\[\]]")
_FRONT = frozenset(("www", "m", "mobile", "amp"))  # of the platform itself, never a blog's name


class Outlets:
    """The outlets that are known, and who they are by address and by name."""

    def __init__(self, known: Catalogue) -> None:
        self._known = known

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._known.outlets.values())

    def get(self, id: str) -> Outlet | None:
        """Return the outlet of this id."""
        return self._known.outlets.get(id)

    def of_url(self, url: str) -> Outlet | None:
        """Return whose address it is: of the longest host that is known, and there of the longest path."""
        host, path = _split(url)
        labels = host.split(".")
        for i in range(len(labels) - 1):
            domain = ".".join(labels[i:])
            for place in _places(domain, path):
                outlet = self.get(self._known.domains.get(place, ""))
                if outlet is not None:
                    blog = outlet.kind == "blog-platform" and _blog(outlet, domain, labels[:i], path)
                    return blog or outlet
        return None

    def of_name(self, name: str, *, country: str | None = None) -> Outlet | None:
        """Return who is called `name`, or None where nobody is or several are.

        Args:
            name: with or without a head noun before it and an adjective behind: صحيفة النهار اللبنانية.
            country: where the name was read (ISO 3166); of several outlets that bear it, the one there is meant.
        """
        found = self._named(name, country)
        if found is None and _BRACKETS.search(name):  # وكالة الأنباء السعودية (واس)
            parts = (self._named(part, country) for part in _BRACKETS.split(name) if part.strip())
            found = next((outlet for outlet in parts if outlet is not None), None)
        return found

    def _named(self, name: str, country: str | None) -> Outlet | None:
        key = name_key(name)
        if not key:
            return None
        whole = self._known.names.get(key, [])
        parts = take_apart(key, (self._known.heads, self._known.tails))
        bare = [self._known.outlets[i] for i in self._known.bare.get(parts.bare, ())]
        fitting = [o for o in bare if o.kind in _SAID_OF.get(parts.head, {o.kind})]
        if parts.bare.removeprefix("ال") in self._known.heads and not (parts.country or country):
            fitting = []  # التلفزيون alone is any
        if parts.country:
            fitting = [o for o in fitting if o.country == parts.country]
        if country is not None and not parts.country:
            there = {o.id: o for o in (*map(self._known.outlets.__getitem__, whole), *fitting) if o.country == country}
            if len(there) == 1:
                return next(iter(there.values()))
        if whole:
            return self._known.outlets[whole[0]] if len(whole) == 1 else None
        return fitting[0] if len(fitting) == 1 else None


def outlet_of_url(url: str, *, outlets: Outlets | None = None) -> Outlet | None:
    """Return the outlet whose page stands at `url`, with or without scheme; None where it isn't known.

    A blog on a platform (name.blogspot.com) is an outlet of its own, of the kind blog.

    Args:
        outlets: those of `load_outlets`; the ones that come with musnad by default.
    """
    return (outlets or load_outlets()).of_url(url)


def outlet_of_name(name: str, *, country: str | None = None, outlets: Outlets | None = None) -> Outlet | None:
    """Return the outlet that is called `name`; None where nobody or more than one is (`Outlets.of_name`).

    Args:
        country: where the name was read (ISO 3166): «صحيفة الوطن» in a Kuwaiti page is the Kuwaiti one.
        outlets: those of `load_outlets`; the ones that come with musnad by default.
    """
    return (outlets or load_outlets()).of_name(name, country=country)


def load_outlets(path: str | Path | None = None) -> Outlets:
    """Return the outlets that come with musnad, those of a file on top.

    Args:
        path: a YAML file with `entries` as outlets.yaml has them (a header and the order are left to its author).
            An entry with the id of a known outlet stands in for it; domains and names that it claims are its own.
    Raises:
        LexiconError: the file can't be read or breaks the schema.
    """
    return _built_in() if path is None else Outlets(_with_file(Path(path)))


@lru_cache(maxsize=1)
def _built_in() -> Outlets:
    return Outlets(catalogue())


def _with_file(path: Path) -> Catalogue:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LexiconError(f"outlets {path}: can't be read: {error.strerror}") from error
    try:
        content = parse(path.name.removesuffix(".yaml"), data)
    except LexiconError as error:
        raise LexiconError(f"outlets {path}: {error}") from error
    entries = content["entries"]
    problems = check_entries("outlets", entries)
    ids = [] if problems else [entry["id"] for entry in entries]
    problems += [f"{twice}: id given twice" for n, twice in enumerate(ids) if twice in ids[:n]]
    if problems:
        raise LexiconError(f"outlets {path}: {'; '.join(problems[:5])}; CONTRIBUTING.md shows an entry")
    base, own = catalogue(), {entry["id"]: msgspec.convert(entry, Outlet) for entry in entries}
    digest = hashlib.sha256(base.hash.encode() + data).hexdigest()[:12]
    return index_outlets(base.outlets | own, digest, (base.heads, base.tails), frozenset(own))


def _split(url: str) -> tuple[str, str]:
    """Return host (in lower case, in ASCII) and path of an address; both empty where it is none."""
    url = url.strip()
    if _NO_HOST.match(url):
        return "", ""
    try:
        parts = urlsplit(url if _SCHEME.match(url) else "//" + url)
        host = (parts.hostname or "").rstrip(".")
        return (host if host.isascii() else host.encode("idna").decode()), parts.path
    except ValueError:  # a broken port or bracket, a label too long
        return "", ""


def _places(domain: str, path: str) -> Iterator[str]:
    """Yield a domain with its paths, the longest first: bbc.com/arabic/news, bbc.com/arabic, bbc.com."""
    steps = [step.lower() for step in path.split("/") if step][:3]  # no edition lies deeper
    for end in range(len(steps), -1, -1):
        yield "/".join([domain, *steps[:end]])


def _blog(platform: Outlet, domain: str, labels: list[str], path: str) -> Outlet | None:
    """Return the blog on a platform that an address names: before the host or as @author in the path."""
    names = [label for label in labels if label not in _FRONT]
    author = re.match(r"/(@[\w.-]+)", path)
    if not names and author is None:
        return None
    home = platform.domains[0] if domain in platform.domains else domain  # a blog is the same in all countries
    address = f"{names[-1]}.{home}" if names else f"{home}/{author[1].lower()}" if author else home
    return Outlet(id=f"blog:{address}", name=address, kind="blog", domains=(address,), platform=platform.id)
