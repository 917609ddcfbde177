"""Stories: what happened as several outlets tell it, outlet beside outlet, statement by statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import quote, urlencode

from markupsafe import Markup, escape
from starlette.responses import Response

from musnad.archive.comparing import documents_told
from musnad.archive.putting import Sources, sources_of
from musnad.archive.story_rows import Story, StoryDocument
from musnad.errors import MusnadError, QueryError
from musnad.export.report_wording import chain_of, pieces
from musnad.model import Link
from musnad.stories.statements import Report, Utterance, same_statements
from musnad.web import failures, formats
from musnad.web.catalogues import catalogue
from musnad.web.charts import standalone
from musnad.web.marking import cleaned
from musnad.web.rendering import render
from musnad.web.timeline_chart import Told, timeline
from musnad.web.visits import Refused, Visit

LISTED = 40  # stories of a page; the rest is found by words or a day
OFFERED = 20  # stories to merge with, of those that are found
ROWS = 40  # statements of a page, those in most documents; the rest is one link away
REPORTS = 4  # of one statement by one outlet, the first ones: the rest is behind the same link
MOST = 400  # documents of a story that are compared, as `archive.comparing` does
_TAGS = {"same": ("", ""), "came": ("<ins>", "</ins>"), "gone": (" <del>", "</del> ")}
_SPACE = re.compile(r"\s")


class Cell(NamedTuple):
    """A report in its column: what was said, with what became of the fullest report's words."""

    report: Report
    wording: Markup
    labels: list[str]
    links: list[Link]
    first: bool


class Row(NamedTuple):
    """An utterance: a cell, or several, for each outlet, in the order of the columns; of how many no more are shown."""

    utterance: Utterance
    cells: list[list[Cell]]
    more: list[int]
    left_out: list[str]
    first: Report | None
    differs: list[str]  # where reports differ: act, force, label


class Column(NamedTuple):
    """An outlet with its documents, in order of time."""

    outlet: str
    documents: list[StoryDocument]


def stories_page(visit: Visit) -> Response:
    """List stories, those with most documents first."""
    query, day = visit.query("q").strip(), visit.query("day").strip()
    found = listed(visit, LISTED + 1)
    return visit.page(
        "stories.html", found=found[:LISTED], more=len(found) > LISTED, query=query, day=day,
        json_url=f"/api/stories?{urlencode({'q': query, 'day': day})}",
    )  # fmt: skip


def listed(visit: Visit, limit: int) -> list[Story]:
    """Return the stories that an address asks for."""
    query, day = visit.query("q").strip(), visit.query("day").strip()
    return visit.archive.stories(query, day=day or None, limit=limit)


def story_page(visit: Visit, *, error: MusnadError | None = None) -> Response:
    """Show a story: when who told it, what each outlet has of what was said, what was decided about it.

    Args:
        error: why what came in a form of the page can't be done.
    """
    story, alone = story_of(visit), visit.query("alone") == "1"
    try:
        offered = _offered(visit, story)
    except QueryError as failure:
        offered, error = None, error or failure
    decisions = visit.archive.stories.history(story.id)[::-1]
    columns = columns_of(story.documents)
    link = f"/stories/{quote(story.id)}"
    return visit.page(
        "story.html", status=failures.told(error)[0] if error else 200, error=error, decisions=decisions,
        done=next((one for one in decisions if one.live and str(one.id) == visit.query("done")), None),
        offered=offered[:OFFERED] if offered is not None else None, more_offered=len(offered or ()) > OFFERED,
        story=story, columns=columns, beside=_beside(visit, story, columns, alone=alone), alone=alone, link=link,
        chart=_chart(visit, story), copies={d.id: len(d.copies) for d in story.documents}, left_out=max(
            0, len(story.documents) - MOST
        ), all_link="/?" + urlencode({"q": f"story:{story.id}"}), json_url=f"/api{link}{'?alone=1' if alone else ''}",
    )  # fmt: skip


def _offered(visit: Visit, story: Story) -> list[Story] | None:
    """Return the other stories that somebody looks for, to merge this one with; None where nobody does."""
    if not visit.may_edit or not {"q", "day"} & visit.request.query_params.keys():
        return None
    return [one for one in listed(visit, OFFERED + 2) if one.id != story.id]


def story_file(visit: Visit) -> Response:
    """Give the timeline of a story as a file."""
    chart = _chart(visit, story_of(visit))
    if chart is None:
        raise Refused("no document of this story has a date", 404)
    headers = {"content-disposition": 'attachment; filename="timeline.svg"'}
    return Response(standalone(chart), media_type="image/svg+xml", headers=headers)


def story_of(visit: Visit) -> Story:
    """Return the story that an address means."""
    return visit.archive.stories.get(visit.request.path_params["id"])


def said_in(visit: Visit, story: Story, *, alone: bool) -> list[Utterance]:
    """Return what was said in a story; what one document alone has where it is asked for, or there is but one."""
    return _said(visit, _sources(visit, story), alone=alone)


def _sources(visit: Visit, story: Story) -> Sources:
    with visit.archive.reading() as connection:
        return sources_of(connection, [document.id for document in story.documents[:MOST]])


def _said(visit: Visit, sources: Sources, *, alone: bool) -> list[Utterance]:
    alone = alone or len(sources.packed) == 1
    return visit.site.said.get(
        sources.digest() + (b"alone" if alone else b""),
        lambda: same_statements(documents_told(sources), alone=alone), weigh=lambda _: len(sources.packed),
    )  # fmt: skip


def _beside(visit: Visit, story: Story, columns: Sequence[Column], *, alone: bool) -> Markup:
    """Return what was said as a table: half of a page's work, and the same until something of it changes."""
    whole, sources = visit.query("all") == "1", _sources(visit, story)
    of = (story.id, [column.outlet for column in columns], alone, whole, ROWS, REPORTS, visit.preferences)

    def made() -> bytes:
        said = _said(visit, sources, alone=alone)
        shown = said if alone or whole else said[:ROWS]
        rows = [_row(one, columns, None if whole else REPORTS) for one in shown]
        link = f"/stories/{quote(story.id)}"
        values = {"rows": rows, "columns": columns, "alone": alone, "link": link, "hidden": len(said) - len(shown)}
        return render("story_beside.html", visit.preferences, **values).encode()

    return Markup(visit.site.beside.get(sources.digest() + repr(of).encode(), made, weigh=len).decode())


def columns_of(documents: Sequence[StoryDocument]) -> list[Column]:
    """Return the outlets of documents in the order in which they first told the story."""
    found: dict[str, list[StoryDocument]] = {}
    for document in documents:
        found.setdefault(document.outlet or "", []).append(document)
    return [Column(outlet, own) for outlet, own in found.items()]


# -- rows --------------------------------------------------------------------------------------


def _row(utterance: Utterance, columns: Sequence[Column], most: int | None) -> Row:
    first = utterance.reports[utterance.first] if utterance.first is not None else None
    by_outlet: dict[str, list[Report]] = {}
    for report in utterance.reports:
        by_outlet.setdefault(report.outlet or "", []).append(report)
    reports = utterance.reports
    differs = [
        name for name, values in (
            ("act", {report.act for report in reports}), ("force", {report.force for report in reports}),
            ("label", {tuple(sorted({label["epithet"] for label in report.labels})) for report in reports}),
        ) if len(values) > 1
    ]  # fmt: skip
    told = [by_outlet.get(column.outlet, []) for column in columns]
    cells = [[_cell(report, first) for report in own[:most]] for own in told]
    more = [len(own) - len(shown) for own, shown in zip(told, cells, strict=True)]
    return Row(utterance, cells, more, list(utterance.left_out), first, differs)


def _cell(report: Report, first: Report | None) -> Cell:
    labels = list(dict.fromkeys(str(label["text"]) for label in report.labels))
    return Cell(report, wording_of(report), labels, chain_of(report), report is first)


def wording_of(report: Report) -> Markup:
    """Return what a report says, words that it added or that are gone from the fullest one marked."""
    parts = []
    for piece in pieces(report):
        before, behind = _TAGS[piece.kind]
        parts.append(f"{before}{escape(_one_line(piece.text))}{behind}")
    return Markup("".join(parts))


def _one_line(text: str) -> str:
    return cleaned(_SPACE.sub(" ", text))


def _chart(visit: Visit, story: Story) -> Markup | None:
    words = catalogue(visit.preferences.language)
    told = list(_told(visit, story.documents, words.gettext("an unknown outlet")))
    title = words.gettext("Who told it when")
    return timeline(told, title=title, rtl=visit.preferences.direction == "rtl") if told else None


def _told(visit: Visit, documents: Iterable[StoryDocument], unknown: str) -> Iterable[Told]:
    from musnad.stories.article import minutes

    for document in documents:
        at = minutes(document.published)
        if at is not None:
            day = formats.day(document.published, visit.preferences)
            yield Told(document.outlet or unknown, at, day, document.title or "", f"/documents/{quote(document.id)}")
