"""Correcting: decisions about a statement, their undo, the queue of the least certain, the history, the precision."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from musnad.archive.decisions import SPANS
from musnad.archive.putting import documents_of
from musnad.archive.reviewing import least_certain, precision_by_rule
from musnad.archive.searching import Result
from musnad.errors import ArchiveError
from musnad.model import Statement
from musnad.web.views.searching import hit_of
from musnad.web.visits import Refused, Visit

SIZE = 20
HISTORY = 100  # decisions of the page; a statement's panel has all of its own
_PART = re.compile(r"content:(\d{1,3}|more)")


def queue_page(visit: Visit) -> Response:
    """Show what to look at first, and how right the reader was so far."""
    rule = visit.query("rule") or None
    with visit.archive.reading() as connection:
        rows, following = least_certain(connection, size=SIZE, cursor=visit.query("cursor") or None, rule=rule)
        documents = documents_of(connection, (row.document for row in rows))
        precision = precision_by_rule(connection)
    hits = []
    for row in rows:
        document = documents[row.document].document
        statement = next((s for s in document.statements if s.id == row.id), None)
        if statement is not None:
            hits.append((hit_of(_as_result(visit, row.id, row.document, statement, document), document), row))
    return visit.page(
        "review.html", hits=hits, following=following, precision=precision, rule=rule, json_url="/api/review",
    )  # fmt: skip


def _as_result(visit: Visit, id: str, document_id: str, statement: Statement, document: Any) -> Result:
    speaker = document.speaker_of(statement)
    day = (document.published or {}).get("at")
    return Result(
        id=id, document=document_id, position=document.statements.index(statement) + 1, day=day[:10] if day else None,
        outlet=document.outlet, who=speaker.name.text if speaker else None, kind=speaker.kind if speaker else None,
        source=None, addressee=None, via=None, act=statement.act, force=statement.force, type=statement.type,
        content=" … ".join(span.text for span in statement.content), state="machine", confidence=statement.confidence,
    )  # fmt: skip


def decide(visit: Visit) -> Response:
    """Write a decision down and show the statement as it is now."""
    id = visit.archive.find(visit.request.path_params["id"]).id
    kind = visit.field("kind")
    value = _value(visit, id, kind)
    if kind == "reject" and not visit.field("why").strip():
        raise Refused("say why it is rejected", 422)
    why = visit.field("why").strip() or ("" if kind == "accept" else "—")
    visit.archive.correct(id, kind, value, by=visit.user, why=why)
    return visit.moved(visit.field("next") or f"/statements/{quote(id)}")


def undo(visit: Visit) -> Response:
    """Undo a decision, or an undo."""
    number = visit.request.path_params["number"]
    made = visit.archive.undo(number, by=visit.user, why=visit.field("why").strip() or "—")
    return visit.moved(visit.field("next") or f"/statements/{quote(made.applies_to)}")


def history_page(visit: Visit) -> Response:
    """Show what was decided last."""
    found = visit.archive.corrections()
    return visit.page("history.html", found=found[::-1][:HISTORY], more=len(found) > HISTORY,
                      json_url="/api/corrections")  # fmt: skip


# -- values of forms ---------------------------------------------------------------------------


def _value(visit: Visit, id: str, kind: str) -> Any:
    if kind == "act":
        return {"act": visit.field("act")}
    if kind == "speaker":
        return _speaker(visit)
    if kind == "span":
        return _span(visit, id)
    return None


def _speaker(visit: Visit) -> dict[str, Any]:
    chosen, name = visit.field("speaker"), visit.field("name").strip()
    start, end = visit.field("start"), visit.field("end")
    if chosen == "none":
        return {"speaker": None}
    if chosen == "new" and start and end:
        return {"speaker": list(_offsets(visit)), "kind": visit.field("speaker_kind") or "person"}
    if chosen == "new" and name:
        return {"speaker": name, "kind": visit.field("speaker_kind") or "person"}
    if chosen in ("", "new"):
        raise Refused("say who speaks: choose somebody, or select the name in the text", 422)
    return {"speaker": chosen}


def _span(visit: Visit, id: str) -> dict[str, Any]:
    """Return the bounds of a form: of a field, or of a part of the content with the others as they are."""
    field = visit.field("field")
    if visit.field("clear"):
        return {"field": field, "spans": []}
    start, end = _offsets(visit)
    part = _PART.fullmatch(field)
    if part is None:
        if field not in SPANS:
            raise Refused(f"{field[:30]!r} is no field with bounds", 422)
        return {"field": field, "spans": [[start, end]]}
    spans = [[span.start, span.end] for span in visit.archive.statement(id).statement.content]
    if part[1] == "more":
        spans.append([start, end])
    elif int(part[1]) < len(spans):
        spans[int(part[1])] = [start, end]
    else:
        raise ArchiveError(f"no part {int(part[1]) + 1} of the content; it has {len(spans)}")
    return {"field": "content", "spans": spans}


def _offsets(visit: Visit) -> tuple[int, int]:
    pair = []
    for name in ("start", "end"):
        given = visit.field(name)
        if not (given.isascii() and given.isdigit() and len(given) < 12):
            raise Refused("select the words in the text, or write where they begin and end", 422)
        pair.append(int(given))
    return pair[0], pair[1]
