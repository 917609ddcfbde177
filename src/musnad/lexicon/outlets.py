"""The outlets of outlets.yaml as records, and the tables that names and addresses are looked up in.

Compiled once and kept by content hash, as `compiling.py` does for the reader's tables; `pages.outlets` looks up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import msgspec

from musnad.arabic.letters import fold
from musnad.lexicon.caching import kept
from musnad.lexicon.checking import read_checked
from musnad.lexicon.loading import content_hash, raw_files

FORMAT = 1  # raise it when the shape of `Catalogue` or of a key changes
SOURCES = ("media", "outlets", "places", "words")  # the lexicon files that a catalogue is made from

Affixes = tuple[dict[str, str], dict[str, str]]
"""Heads (folded noun → entry in media.yaml) and tails (folded word → country, or empty)."""

CREDITED = frozenset(("agency", "daily", "weekly"))  # «وكالات – العالم» is a section rather than a channel
_SIGNS = re.compile(r"[^\w+&/]+|_")
_NEWS = ("انباء", "الانباء")  # وكالة أنباء X is X; وكالة الأنباء alone is nobody
_REMARK = re.compile(r"\s*\([^()]*\)")


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet or agency, as its entry in outlets.yaml has it.

    Args:
        name: in Latin letters.
        kind: agency, daily, weekly, magazine, broadcaster, site, blog-platform; blog for one on a platform.
        country: of the seat, ISO 3166; None where it isn't certain.
        forms, short: names as the Arabic press writes them; `short` are those with an everyday life.
        owner: state, public or party where statutes or public knowledge say so; `note` of whom.
        platform: the id of the blog platform that a blog is on.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    languages: tuple[str, ...] = ()
    owner: str | None = None
    forms: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    note: str | None = None
    platform: str | None = None


class Catalogue(msgspec.Struct, frozen=True):
    """Outlets by id, and the ids by what is looked up; keys of names are those of `name_key`."""

    format: int
    hash: str
    outlets: dict[str, Outlet]
    names: dict[str, list[str]]  # whole names
    bare: dict[str, list[str]]  # without head, country and tail: النهار of صحيفة النهار اللبنانية
    domains: dict[str, str]
    heads: dict[str, str]  # folded head noun → its entry in media.yaml
    tails: dict[str, str]  # folded word behind a name → country, empty for الإخبارية and its kin


class NameParts(msgspec.Struct, frozen=True):
    """A name taken apart: its head noun's entry, the bare name's key, the country of the adjective behind it."""

    head: str
    bare: str
    country: str


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    """Return the outlets that come with musnad, from the cache where they are there for this very content."""
    files = {name: data for name, data in raw_files().items() if name in SOURCES}
    return kept("outlets", Catalogue, (FORMAT, content_hash(files)), lambda: compile_catalogue(files))


def compile_catalogue(files: dict[str, bytes]) -> Catalogue:
    """Compile the lexicon files in `SOURCES` (name → bytes).

    Raises:
        LexiconError: a file breaks the schema.
    """
    data = read_checked(files)
    heads, tails = affixes(data)
    outlets = {entry["id"]: msgspec.convert(entry, Outlet) for entry in data["outlets"]["entries"]}
    return index_outlets(outlets, content_hash(files), (heads, tails))


def affixes(data: dict[str, dict[str, Any]]) -> Affixes:
    """Return what may stand before a name (head nouns of media.yaml) and behind it (adjectives of states, tails)."""
    media, words, places = (data.get(name, {}).get("entries", ()) for name in ("media", "words", "places"))
    heads = {name_key(form): entry["id"] for entry in media for form in entry["forms"]}
    tails = {name_key(form): "" for entry in words if entry["class"] == "outlet_tail" for form in entry["forms"]}
    for place in places:
        if "iso" in place:
            nisba = place.get("nisba") or {}
            tails |= {name_key("ال" + form): place["iso"] for key in ("m", "f") for form in nisba.get(key) or ()}
    return heads, tails


def index_outlets(
    outlets: dict[str, Outlet], digest: str, around: Affixes, own: frozenset[str] = frozenset()
) -> Catalogue:
    """Make the tables of a catalogue; what an outlet in `own` (ids) lays claim to is nobody else's."""
    heads, tails = around
    result = Catalogue(FORMAT, digest, outlets, {}, {}, {}, heads, tails)
    for outlet in outlets.values():
        for domain in outlet.domains:
            if outlet.id in own or result.domains.get(domain) not in own:
                result.domains[domain] = outlet.id
        written = (*outlet.forms, *outlet.short, outlet.name)
        _claim(result.names, {name_key(name): None for name in written}, outlet.id)
        _claim(result.bare, {key: None for name in written for key in bare_keys(name, around)}, outlet.id)
    for table in (result.names, result.bare) if own else ():
        for key, ids in table.items():
            table[key] = [i for i in ids if i in own] or ids
    return result


def credit_names(data: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return the kinds of outlets by names that count only where an outlet is expected: short ones, papers' bare ones.

    «agency» stands only where all who bear the name are agencies. Latin abbreviations are left out: they are too short.
    """
    around, kinds = affixes(data), dict[str, set[str]]()
    for entry in data["outlets"]["entries"]:
        bare = [key for form in entry["forms"] for key in bare_keys(form, around)] if entry["kind"] in CREDITED else []
        for key in (*bare, *(name_key(form) for form in entry.get("short") or ())):
            if not key.isascii() and key.removeprefix("ال") not in around[0]:  # الوكالة alone is any
                kinds.setdefault(key, set()).add(entry["kind"])
    return {key: sorted(found - {"agency"} or found)[0] for key, found in sorted(kinds.items())}


def _claim(table: dict[str, list[str]], keys: Iterable[str], outlet: str) -> None:
    for key in keys:
        table.setdefault(key, []).append(outlet)


def name_key(name: str) -> str:
    """Return a name as the catalogue has it: folded, small Latin letters without accents, signs as blanks."""
    decomposed = unicodedata.normalize("NFKD", fold(name).casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_SIGNS.sub(" ", plain).split())


def bare_keys(name: str, around: Affixes) -> list[str]:
    """Return the keys under which a name is found without what stands around it."""
    parts = take_apart(name_key(_REMARK.sub("", name)), around)
    return [parts.bare] if parts.bare else []


def take_apart(key: str, around: Affixes) -> NameParts:
    """Take a name's key apart: «صحيفه النهار اللبنانيه» → newspaper, «النهار», LB; one word always stays."""
    heads, tails = around
    words, head, country = key.split(), "", ""
    while len(words) > 1 and words[0] in heads:  # also two: موقع صحيفة النهار
        head = head or heads[words[0]]
        words = words[1:]
    if len(words) > 1 and head == "agency" and words[0] == _NEWS[0]:
        words.pop(0)
    while len(words) > 1 and words[-1] in tails:
        country = country or tails[words[-1]]
        words.pop()
    nobody = head == "agency" and words[0] in _NEWS and len(words) == 1
    return NameParts(head, "" if nobody else " ".join(words), country)
