"""Pages of a speaker and of an outlet: what was said over time, by whom, where, through whom, to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.responses import Response

from musnad.archive.entity_decisions import entity_history
from musnad.archive.entity_rows import is_latin
from musnad.archive.entity_search import ENTITY_KINDS, EntityFound, entity_of, find_entities, namings_of
from musnad.archive.label_places import Chosen, find_labels
from musnad.archive.outlet_profile import OutletProfile
from musnad.archive.paging import PagedSearch
from musnad.archive.searching import Facet, FacetName
from musnad.errors import ArchiveError
from musnad.web import formats
from musnad.web.catalogues import catalogue
from musnad.web.charts import Bar, columns, is_wide, rows, standalone
from musnad.web.names import WORDS, word
from musnad.web.queries import narrowed, quoted
from musnad.web.spreadsheets import csv_of
from musnad.web.views.outlet_profiles import parts_of
from musnad.web.visits import Refused, Visit

LISTED = 100  # speakers of a list; the rest is found by name
MONTHS = 60  # of a chart, the latest: five years
TOP = 15
LOOKED = 2_000  # newest statements in which addressees and relays are counted
FILES: dict[FacetName, str] = {
    "month": "months", "outlet": "outlets", "who": "speakers", "act": "acts", "force": "forces", "kind": "kinds",
    "type": "types",
}  # fmt: skip


NEAR = {"to": "addressees", "via": "relays"}  # fields of which no table counts the values, and their files


class Figure(NamedTuple):
    """Figures of one kind: a chart, the same as a table, each with a link to the statements behind it."""

    name: str
    chart: Markup | None
    rows: list[Bar]
    wide: bool = False
    file: str = ""  # its name without ending, where it can be had as a file


class Subject(NamedTuple):
    """Whose page it is: what its statements are found by."""

    path: str
    query: str


# -- lists -------------------------------------------------------------------------------------


def speakers_page(visit: Visit) -> Response:
    """List speakers, those with most statements first."""
    name, kind = visit.query("name").strip(), visit.query("kind") or None
    with visit.archive.reading() as connection:
        found = list(islice(find_entities(connection, name, kind=kind), LISTED + 1))
    found = [one for one in found if one.statements or name]
    return visit.page(
        "speakers.html", found=found[:LISTED], more=len(found) > LISTED, name=name, kind=kind, kinds=ENTITY_KINDS,
        json_url=f"/api/speakers?{urlencode({'name': name})}",
    )  # fmt: skip


def outlets_page(visit: Visit) -> Response:
    """List outlets, those with most statements first."""
    found = visit.archive.search("").facets(["outlet"], top=1_000)["outlet"]
    return visit.page("outlets.html", found=found, json_url="/api/outlets")


# -- pages -------------------------------------------------------------------------------------


def speaker_page(visit: Visit) -> Response:
    """Show a speaker."""
    found, subject = speaker_subject(visit)
    with visit.archive.reading() as connection:
        decisions = entity_history(connection, found.id)
        namings = namings_of(connection, found.members)
        has_labels = find_labels(connection, found.id, Chosen(), limit=1)[0] > 0
    figures = figures_of(visit, subject, ["month", "outlet", "act", "force", "type"])
    return visit.page(
        "speaker.html", entity=found, subject=subject, figures=figures + near_of(visit, subject),
        decisions=decisions[::-1], namings=namings, has_labels=has_labels,
        latin=[name for name in found.names if is_latin(name)], json_url=f"/api/speakers/{quote(found.id)}",
        arabic=[name for name in found.names if not is_latin(name)], all_link=_link(subject, ""),
    )  # fmt: skip


def outlet_page(visit: Visit) -> Response:
    """Show an outlet."""
    name = visit.request.path_params["name"]
    subject = outlet_subject(name)
    figures = figures_of(visit, subject, ["month", "who", "act", "force", "kind", "type"])
    if not any(figure.rows for figure in figures):
        raise Refused(f"no outlet {name[:80]!r} in this archive", 404)
    profile = profile_of(visit, name)
    return visit.page(
        "outlet.html", name=name, subject=subject, figures=figures + near_of(visit, subject), profile=profile,
        parts=parts_of(visit, profile) if profile else [],
        json_url=f"/api/outlets/{quote(name)}", all_link=_link(subject, ""),
    )  # fmt: skip


def profile_of(visit: Visit, name: str) -> OutletProfile | None:
    """Return the profile of an outlet; None where its name alone doesn't say which one is meant."""
    try:
        return visit.archive.outlet(name)
    except ArchiveError:
        return None


def speaker_subject(visit: Visit) -> tuple[EntityFound, Subject]:
    """Return the speaker that an address means."""
    with visit.archive.reading() as connection:
        found = entity_of(connection, visit.request.path_params["id"])
    return found, Subject(f"/speakers/{quote(found.id)}", f"entity:{quoted(found.id)}")


def outlet_subject(name: str) -> Subject:
    """Return what finds the statements of an outlet."""
    return Subject(f"/outlets/{quote(name)}", f"outlet:{quoted(name)}")


def speaker_file(visit: Visit) -> Response:
    """Give a chart or the figures of a speaker as a file."""
    _found, subject = speaker_subject(visit)
    return _file(visit, subject)


def outlet_file(visit: Visit) -> Response:
    """Give a chart or the figures of an outlet as a file."""
    return _file(visit, outlet_subject(visit.request.path_params["name"]))


# -- figures -----------------------------------------------------------------------------------


def figures_of(visit: Visit, subject: Subject, wanted: Sequence[FacetName]) -> list[Figure]:
    """Return figures by the values of fields."""
    search = PagedSearch(visit.archive.engine, subject.query)
    others = [name for name in wanted if name != "month"]
    counted = search.facets(others, top=TOP) if others else {}
    made = []
    rtl, words = visit.preferences.direction == "rtl", catalogue(visit.preferences.language)
    for name in wanted:
        title = word("facet", name, words)
        if name == "month":
            months = months_of(search)
            bars = [_bar(visit, subject, name, facet) for facet in months]
            chart = columns(bars, title=title, rtl=rtl) if bars else None
            made.append(Figure(title, chart, bars[::-1], is_wide(bars), FILES[name]))
            continue
        bars = [_bar(visit, subject, name, facet) for facet in counted[name]]
        chart = rows(bars, title=title, rtl=rtl) if len(bars) > 1 else None
        made.append(Figure(title, chart, bars, file=FILES[name]))
    return [figure for figure in made if figure.rows]


def months_of(search: PagedSearch) -> list[Facet]:
    """Return the months of a search in their order, empty ones between them too."""
    counted = {facet.value: facet.count for facet in search.facets(["month"], top=10_000)["month"]}
    if not counted:
        return []
    last, months = max(counted), []
    year, number = (int(part) for part in min(counted).split("-"))
    while (month := f"{year:04}-{number:02}") <= last:
        months.append(Facet(month, counted.get(month, 0)))
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)
    return months[-MONTHS:]


def near_of(visit: Visit, subject: Subject, wanted: Sequence[str] = tuple(NEAR)) -> list[Figure]:
    """Return to whom and through whom, counted in the newest statements."""
    search = PagedSearch(visit.archive.engine, subject.query)
    counts: dict[str, Counter[str]] = {field: Counter() for field in NEAR}
    with visit.archive.reading() as connection:
        for row in islice(search.rows(connection, ["addressee", "via"]), LOOKED):
            for field, column in (("to", "addressee"), ("via", "via")):
                if row[column]:
                    counts[field][" ".join(row[column].split())] += 1
    words = catalogue(visit.preferences.language)
    titles = {"to": words.gettext("To whom"), "via": words.gettext("Through whom")}
    made = []
    for field in wanted:
        common = sorted(counts[field].items(), key=lambda item: (-item[1], item[0]))[:TOP]
        bars = [
            Bar(name, times, formats.number(times, visit.preferences), _link(subject, f"{field}:{quoted(name)}"))
            for name, times in common
        ]
        rtl = visit.preferences.direction == "rtl"
        chart = rows(bars, title=titles[field], rtl=rtl) if len(bars) > 1 else None
        made.append(Figure(titles[field], chart, bars, file=NEAR[field]))
    return [figure for figure in made if figure.rows]


def _bar(visit: Visit, subject: Subject, name: str, facet: Facet) -> Bar:
    words = catalogue(visit.preferences.language)
    shown = formats.day(facet.value, visit.preferences) if name == "month" else facet.value
    if name in WORDS:
        shown = word(name, facet.value, words)
    count = formats.number(facet.count, visit.preferences)
    return Bar(shown, facet.count, count, _link(subject, narrowed("", name, facet.value)))


def _link(subject: Subject, more: str) -> str:
    query = " ".join(part for part in (subject.query, more) if part)
    return "/?" + urlencode({"q": query})


def _file(visit: Visit, subject: Subject) -> Response:
    kind, _, ending = visit.request.path_params["file"].rpartition(".")
    names = {file: name for name, file in FILES.items()}
    near = {file: field for field, file in NEAR.items()}
    if kind not in names | near or ending not in ("svg", "csv"):
        raise Refused(f"no such file; there are {', '.join(names | near)}, each as svg and as csv", 404)
    figures = near_of(visit, subject, [near[kind]]) if kind in near else figures_of(visit, subject, [names[kind]])
    if not figures or (ending == "svg" and figures[0].chart is None):
        raise ArchiveError("no statement is found for this chart")
    return file_of(figures[0], kind, ending)


def file_of(figure: Figure, name: str, ending: str) -> Response:
    """Return a figure as a file."""
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    if ending == "svg":
        assert figure.chart is not None
        return Response(standalone(figure.chart), media_type="image/svg+xml", headers=headers)
    return Response(csv_of([(figure.name, "n"), *((bar.name, bar.value) for bar in figure.rows)]),
                    media_type="text/csv; charset=utf-8", headers=headers)  # fmt: skip
