"""Pages of labels: what somebody or a family of things is called, by whom, in whose voice, and where it stands."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple, get_args
from urllib.parse import quote, urlencode

from markupsafe import Markup
from starlette.responses import Response

from musnad.archive.entity_search import entity_of
from musnad.archive.label_counts import By, LabelPlace, LabelRow, LabelTable, Voice, count_labels
from musnad.archive.label_places import Chosen, Labelled, find_labels, labelled_entities, labelled_families
from musnad.archive.outlet_profile import names_of
from musnad.archive.putting import documents_of
from musnad.lexicon.checking import LABEL_FAMILIES
from musnad.web import formats
from musnad.web.catalogues import catalogue
from musnad.web.charts import WIDE, standalone
from musnad.web.label_chart import Group, Part, Stack, stacked_columns, stacked_rows
from musnad.web.names import word
from musnad.web.spreadsheets import csv_of
from musnad.web.views.profiles import MONTHS
from musnad.web.visits import Refused, Visit

LISTED = 100  # entities of the list; the rest is found by name
SIZE = 50  # places of a page
MOST_PAGES = 100_000
ROWS, ROWS_OF_GROUP = 30, 8  # epithets that are shown; the file has all
GROUPS = 25  # outlets or speakers that are shown
CHARTED, CHARTED_ROWS = 12, 5  # groups of a chart, and epithets of each
AROUND = 160  # characters of the paragraph around a label, to the next blank
_ASKED = ("by", "group", "epithet", "within", "voice", "outlet", "but_outlet")
_COLUMNS = ("group", "epithet", "within", "family", "own", "quoted", "count", "of", "share", "low", "high")


class Row(NamedTuple):
    """A row of the table: an epithet with its figures, each with a link to the places behind it."""

    row: LabelRow
    name: str
    all_link: str
    own_link: str
    quoted_link: str


class Section(NamedTuple):
    """Rows of one outlet, speaker or month; its figures are of all its labels."""

    name: str
    own: int
    quoted: int
    links: dict[str, str]
    rows: list[Row]
    more: int


class Place(NamedTuple):
    """A label in its sentence."""

    place: LabelPlace
    before: str
    after: str
    link: str
    title: str | None


def labels_page(visit: Visit) -> Response:
    """List families and entities that have labels."""
    name = visit.query("name").strip()
    if name:
        with visit.archive.reading() as connection:
            asked = name if name in LABEL_FAMILIES else entity_of(connection, name).id
        return visit.moved(f"/labels/{quote(asked)}")
    families, entities = listed(visit, LISTED)
    return visit.page("labels.html", families=families, entities=entities, json_url="/api/labels")


def listed(visit: Visit, limit: int) -> tuple[list[Labelled], list[Labelled]]:
    """Return the families and the entities that have labels."""
    with visit.archive.reading() as connection:
        return labelled_families(connection), labelled_entities(connection, limit=limit)


def label_page(visit: Visit) -> Response:
    """Show what an entity or a family is called."""
    asked, by, voice = visit.request.path_params["asked"], by_of(visit), voice_of(visit)
    table = table_of(visit)
    chart = _chart(visit, table)
    kept = {"by": by or "", "voice": voice if voice != "all" else ""}
    kept = {name: value for name, value in kept.items() if value}
    return visit.page(
        "label.html", asked=asked, name=_name(visit, table), table=table, by=by, voice=voice, kept=kept,
        base=_path(asked), sections=_sections(visit, table)[: None if by == "month" else GROUPS],
        groups=len({row.group for row in table.rows}), chart=chart, bys=get_args(By),
        wide=chart is not None and f'viewBox="0 0 {WIDE} ' in chart,
        is_entity="/" in asked, json_url=f"/api{_path(asked)}?{urlencode(kept)}",
    )  # fmt: skip


def label_file(visit: Visit) -> Response:
    """Give the chart, or all figures, as a file."""
    ending = visit.request.path_params["ending"]
    table = table_of(visit)
    headers = {"content-disposition": f'attachment; filename="labels.{ending}"'}
    if ending == "svg":
        chart = _chart(visit, table)
        if chart is None:
            raise Refused("there is no label for this chart", 404)
        return Response(standalone(chart), media_type="image/svg+xml", headers=headers)
    if ending != "csv":
        raise Refused("no such file; there are labels.svg and labels.csv", 404)
    rows = [
        (row.group, row.epithet, row.within or "", row.family, row.own, row.quoted, row.share.count, row.share.of,
         *("" if x is None else round(x, 6) for x in (row.share.share, row.share.low, row.share.high)))
        for row in table.rows
    ]  # fmt: skip
    return Response(csv_of([_COLUMNS, *rows]), media_type="text/csv; charset=utf-8", headers=headers)


def sentences_page(visit: Visit) -> Response:
    """Show the sentences behind a figure of labels."""
    asked, page = visit.request.path_params["asked"], visit.whole("page", 1, most=MOST_PAGES)
    many, places = places_of(visit, page=page, size=SIZE)
    with visit.archive.reading() as connection:
        documents = documents_of(connection, (place.document for place in places))
        table = count_labels(connection, asked, limit=0)
    shown = [_place(place, documents[place.document].document) for place in places]
    kept = {name: visit.query(name) for name in _ASKED if name in visit.request.query_params}
    return visit.page(
        "label_sentences.html", asked=asked, base=_path(asked), name=_name(visit, table), many=many, found=shown,
        kept=kept, outlet=visit.query("outlet"), but_outlet=visit.query("but_outlet"),
        group=_group(visit, by_of(visit), visit.query("group")) if by_of(visit) else None,
        epithet=visit.query("epithet"), within=visit.query("within"), voice=voice_of(visit),
        following=page + 1 if page * SIZE < many else None,
        json_url=f"/api{_path(asked)}/places?{urlencode(kept | {'page': str(page)})}",
    )  # fmt: skip


# -- what is asked for -------------------------------------------------------------------------


def by_of(visit: Visit) -> By | None:
    """Return what labels are grouped by, as the address says."""
    given = visit.query("by")
    if given and given not in get_args(By):
        raise Refused(f"by: {given[:20]!r}; labels are grouped by {', '.join(get_args(By))}", 400)
    return given or None  # type: ignore[return-value]


def voice_of(visit: Visit) -> Voice:
    """Return whose labels are asked for, as the address says."""
    given = visit.query("voice") or "all"
    if given not in get_args(Voice):
        raise Refused(f"voice: {given[:20]!r}; it is one of {', '.join(get_args(Voice))}", 400)
    return given  # type: ignore[return-value]


def table_of(visit: Visit) -> LabelTable:
    """Return all labels that an address asks for, counted."""
    with visit.archive.reading() as connection:
        asked = visit.request.path_params["asked"]
        return count_labels(connection, asked, by=by_of(visit), voice=voice_of(visit), limit=None, places=0)


def places_of(visit: Visit, *, page: int, size: int) -> tuple[int, list[LabelPlace]]:
    """Return how many places an address asks for, and those of a page."""
    outlet = visit.query("outlet") or visit.query("but_outlet")
    with visit.archive.reading() as connection:
        chosen = Chosen(
            voice=voice_of(visit), by=by_of(visit), group=visit.query("group"), epithet=visit.query("epithet") or None,
            within=visit.query("within") if "within" in visit.request.query_params else None,
            outlets=tuple(names_of(connection, outlet)) if outlet else (), others=not visit.query("outlet"),
        )  # fmt: skip
        asked = visit.request.path_params["asked"]
        return find_labels(connection, asked, chosen, skip=(page - 1) * size, limit=size)


# -- what is shown -----------------------------------------------------------------------------


def _path(asked: str) -> str:
    return f"/labels/{quote(asked)}"


def _name(visit: Visit, table: LabelTable) -> str:
    is_family = table.asked in LABEL_FAMILIES
    return word("family", table.name, catalogue(visit.preferences.language)) if is_family else table.name


def _group(visit: Visit, by: By | None, name: str) -> str:
    if by == "month" and name:
        return formats.day(name, visit.preferences)
    words = catalogue(visit.preferences.language)
    unknown = {
        "outlet": words.gettext("an unknown outlet"), "month": words.gettext("no day known"),
        "speaker": words.gettext("the outlet itself, or nobody known"),
    }  # fmt: skip
    return name or (unknown[by] if by else "")


def _link(table: LabelTable, voice: str, row: LabelRow | None, group: str) -> str:
    asked = {"voice": voice if voice != "all" else table.voice, "by": table.by or "", "group": group}
    if row is not None:
        asked |= {"epithet": row.epithet, "within": row.within or ""}
    kept = {name: value for name, value in asked.items() if (value and value != "all") or name == "within"}
    return f"{_path(table.asked)}/sentences?{urlencode(kept)}"


def _sections(visit: Visit, table: LabelTable) -> list[Section]:
    made, most = [], ROWS if table.by is None else ROWS_OF_GROUP
    for group, grouped in groupby(table.rows, key=lambda row: row.group):
        rows = list(grouped)
        shown = [
            Row(row, row.epithet, *(_link(table, voice, row, group) for voice in ("all", "own", "quoted")))
            for row in rows[:most]
        ]
        links = {voice: _link(table, voice, None, group) for voice in ("all", "own", "quoted")}
        name = _group(visit, table.by, group)
        own, quoted = sum(row.own for row in rows), sum(row.quoted for row in rows)
        made.append(Section(name, own, quoted, links, shown, len(rows) - len(shown)))
    return made[::-1] if table.by == "month" else made  # the latest month first, as in other tables


def _chart(visit: Visit, table: LabelTable) -> Markup | None:
    words, rtl = catalogue(visit.preferences.language), visit.preferences.direction == "rtl"
    voices = (words.gettext("in the outlet's own voice"), words.gettext("quoted"))
    told: dict[str, Any] = {"title": _name(visit, table), "voices": voices, "rtl": rtl}
    sections = _sections(visit, table)
    if not sections:
        return None
    if table.by == "month":
        dated = [one for one in sections[::-1] if one.links["all"].find("group=") > 0]
        return stacked_columns([_total(visit, one) for one in dated[-MONTHS:]], **told) if dated else None
    most = CHARTED_ROWS if table.by else ROWS
    groups = [
        Group(one.name, [_stack(visit, row) for row in one.rows[:most]]) for one in sections[: CHARTED]
    ]  # fmt: skip
    return stacked_rows(groups, **told)


def _stack(visit: Visit, row: Row) -> Stack:
    shown = formats.number(row.row.own + row.row.quoted, visit.preferences)
    if row.row.share.share is not None:
        shown += f" ({formats.percent(row.row.share.share, visit.preferences)})"
    return Stack(
        f"{row.row.epithet} {row.row.within or ''}".strip(), shown, _part(visit, row.row.own, row.own_link),
        _part(visit, row.row.quoted, row.quoted_link),
    )  # fmt: skip


def _total(visit: Visit, one: Section) -> Stack:
    shown = formats.number(one.own + one.quoted, visit.preferences)
    own, quoted = (_part(visit, n, one.links[voice]) for n, voice in ((one.own, "own"), (one.quoted, "quoted")))
    return Stack(one.name, shown, own, quoted)


def _part(visit: Visit, value: int, link: str) -> Part:
    return Part(value, formats.number(value, visit.preferences), link)


def _place(place: LabelPlace, document: Any) -> Place:
    text = document.text
    first, last = text.rfind("\n", 0, place.start) + 1, text.find("\n", place.end)
    last = len(text) if last < 0 else last
    before = text[max(first, place.start - AROUND) : place.start]
    after = text[place.end : min(last, place.end + AROUND)]
    if place.start - AROUND > first:
        before = "… " + before.partition(" ")[2]
    if place.end + AROUND < last:
        after = after.rpartition(" ")[0] + " …"
    kind = "documents" if place.id == place.document else "statements"
    return Place(place, before, after, f"/{kind}/{quote(place.id)}#c{place.start}", document.title)
