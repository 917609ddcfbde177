"""The profile of an outlet for its page: sources, agencies, forces by side, what it calls whom beside the others."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

from starlette.responses import Response

from musnad.archive.outlet_profile import NO_SIDE, SOURCES, UNNAMED, OutletProfile, crediting_documents
from musnad.archive.query import NOBODY
from musnad.archive.shares import Share
from musnad.web.catalogues import catalogue
from musnad.web.names import word
from musnad.web.queries import quoted
from musnad.web.spreadsheets import csv_of
from musnad.web.visits import Visit

_COLUMNS = ("table", "group", "name", "count", "of", "share", "low", "high")


class Line(NamedTuple):
    """A row of a table: its name, its shares, and where the figure of each leads; empty where it leads nowhere."""

    name: str
    cells: list[tuple[Share, str]]


class Part(NamedTuple):
    """A table of the profile: its name, the heads of its columns, its rows."""

    name: str
    heads: list[str]
    lines: list[Line]
    link: str = ""  # of its name


def parts_of(visit: Visit, profile: OutletProfile) -> list[Part]:
    """Return the tables of a profile, without those that have nothing to show."""
    words = catalogue(visit.preferences.language)
    share = [words.gettext("Share")]
    own = _outlet_query(profile)
    path = f"/outlets/{quote(profile.outlet)}"
    sources = [
        Line(word("sources", one.name, words), [(one, _search(own, _kinds(one.name)))]) for one in profile.sources
    ]
    agencies = [
        Line(word("sources", one.name, words) if one.name == UNNAMED else one.name,
             [(one, f"{path}/documents?{urlencode({'agency': one.name})}")])
        for one in profile.agencies
    ]  # fmt: skip
    sides = [
        Line(word("sources", NO_SIDE, words) if side.country == NO_SIDE else side.country,
             [(one, _search(own, f"country:{NOBODY if side.country == NO_SIDE else side.country} force:{one.name}"))
              for one in side.forces])
        for side in profile.sides
    ]  # fmt: skip
    forces = [word("force", one.name, words) for one in profile.sides[0].forces] if profile.sides else []
    found = [
        Part(words.gettext("Sources"), share, sources),
        Part(words.gettext("Agencies and papers that its documents credit"), share, agencies),
        Part(words.gettext("Stand of the cue, by the state of the speaker"), forces, sides),
    ]
    return [part for part in found + _namings(visit, profile) if part.lines]


def documents_page(visit: Visit) -> Response:
    """List the documents of an outlet that credit an agency."""
    name, agency = visit.request.path_params["name"], visit.query("agency")
    with visit.archive.reading() as connection:
        found = crediting_documents(connection, name, agency)
    shown = word("sources", agency, catalogue(visit.preferences.language)) if agency == UNNAMED else agency
    return visit.page("outlet_documents.html", name=name, agency=shown, found=found)


def profile_file(visit: Visit) -> Response:
    """Give all figures of a profile as CSV."""
    profile = visit.archive.outlet(visit.request.path_params["name"])
    tables = [("sources", "", profile.sources), ("agencies", "", profile.agencies)]
    tables += [("forces", side.country, side.forces) for side in profile.sides]
    for naming in profile.namings:
        tables += [("labels", naming.entity, naming.epithets), ("labels of others", naming.entity, naming.others)]
    rows = [
        (table, group, one.name, one.count, one.of,
         *("" if x is None else round(x, 6) for x in (one.share, one.low, one.high)))
        for table, group, shares in tables for one in shares
    ]  # fmt: skip
    headers = {"content-disposition": 'attachment; filename="profile.csv"'}
    return Response(csv_of([_COLUMNS, *rows]), media_type="text/csv; charset=utf-8", headers=headers)


def _namings(visit: Visit, profile: OutletProfile) -> list[Part]:
    words = catalogue(visit.preferences.language)
    heads = [words.gettext("here"), words.gettext("in other outlets")]
    made = []
    for naming in profile.namings:
        path = f"/labels/{quote(naming.entity)}"
        lines = []
        for mine, theirs in zip(naming.epithets, naming.others, strict=True):
            both = [("outlet", mine), ("but_outlet", theirs)]
            lines.append(Line(mine.name, [
                (one, f"{path}/sentences?{urlencode({'voice': 'own', 'epithet': mine.name, which: profile.outlet})}")
                for which, one in both
            ]))  # fmt: skip
        name = words.gettext("What it calls %(name)s in its own voice") % {"name": naming.name}
        made.append(Part(name, heads, lines, f"{path}?by=outlet&voice=own"))
    return made


def _outlet_query(profile: OutletProfile) -> str:
    parts = [f"outlet:{quoted(name)}" for name in profile.names]
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _kinds(source: str) -> str:
    kinds = [kind for kind, of in SOURCES.items() if of == source] or [NOBODY]
    parts = [f"kind:{kind}" for kind in kinds]
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _search(*parts: str) -> str:
    return "/?" + urlencode({"q": " ".join(parts)})
