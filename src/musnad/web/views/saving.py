"""Saved searches with what is new, and files of what a search finds."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Iterator

import msgspec
from starlette.responses import Response, StreamingResponse

from musnad.archive.paging import PagedSearch
from musnad.archive.searching import Result
from musnad.export.spreadsheet import guarded
from musnad.web.throttle import TooMuch
from musnad.web.views.searching import asked, folded, hit_of, speaker_of
from musnad.web.visits import Refused, Visit

SHOWN = 50  # new results of a saved search; the rest is a search away
_STREAMS = threading.Semaphore(4)  # files that are written at one time: each holds a thread and a connection
_COLUMNS = ("id", "document", "position", "day", "outlet", "who", "kind", "act", "force", "type", "content", "source",
            "addressee", "via", "state", "confidence")  # fmt: skip
_LINES = 200  # of a file that go out together


def saved_page(visit: Visit) -> Response:
    """List the saved searches with how much is new."""
    searches = [(one, len(visit.archive.saved.new(one.name, keep=True).results)) for one in visit.archive.saved]
    return visit.page("saved.html", searches=searches, look=None, hits=[], json_url="/api/saved")


def new_page(visit: Visit) -> Response:
    """Show what is new in a saved search; it stays new until somebody says that it was seen."""
    name = visit.request.path_params["name"]
    look = visit.archive.saved.new(name, keep=True)
    shown = look.results[:SHOWN]
    hits = folded([hit_of(result, visit.archive.document_in_force(result.document).document) for result in shown])
    return visit.page("saved.html", searches=[], look=look, hits=hits, json_url=None, following=None, kept={},
                      query=look.query)  # fmt: skip


def save(visit: Visit) -> Response:
    """Save a search."""
    visit.archive.saved.add(visit.field("name").strip()[:100], visit.field("query"))
    return visit.moved("/saved")


def change_saved(visit: Visit) -> Response:
    """Say that what is new was seen, or forget a search."""
    name = visit.request.path_params["name"]
    if visit.field("do") == "remove":
        visit.archive.saved.remove(name)
    elif visit.field("do") == "seen":
        visit.archive.saved.new(name)
    else:
        raise Refused("do: seen, or remove", 400)
    return visit.moved("/saved")


def export(visit: Visit) -> Response:
    """Give everything that a search finds as CSV or JSON lines, while it is found."""
    query, error = asked(visit)
    if error is not None:
        raise error
    kind = visit.query("format", "jsonl")
    if kind not in ("csv", "jsonl"):
        raise Refused(f"format: {kind[:20]!r}; there are csv and jsonl", 400)
    who = speaker_of(visit)
    search = PagedSearch(visit.archive.engine, query, entities=who.members if who else ())
    if not _STREAMS.acquire(blocking=False):
        raise TooMuch("other files are being written; try again", wait_s=10)
    lines = _csv(search) if kind == "csv" else _jsonl(search)
    headers = {"content-disposition": f'attachment; filename="statements.{kind}"'}
    media = "text/csv; charset=utf-8" if kind == "csv" else "application/x-ndjson"
    return StreamingResponse(_released(lines), media_type=media, headers=headers)


def _released(lines: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from lines
    finally:
        _STREAMS.release()


def _jsonl(results: PagedSearch) -> Iterator[bytes]:
    encoder = msgspec.json.Encoder()
    for part in _parts(results):
        yield encoder.encode_lines(part)


def _csv(results: PagedSearch) -> Iterator[bytes]:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(_COLUMNS)
    yield "\ufeff".encode()
    for part in _parts(results):
        for result in part:
            values = (getattr(result, name) for name in _COLUMNS)
            writer.writerow([guarded("" if value is None else str(value)) for value in values])
        yield out.getvalue().encode("utf-8", "replace")
        out.seek(0)
        out.truncate()
    yield out.getvalue().encode()


def _parts(results: PagedSearch) -> Iterator[list[Result]]:
    part: list[Result] = []
    for result in results:
        part.append(result)
        if len(part) == _LINES:
            yield part
            part = []
    if part:
        yield part
