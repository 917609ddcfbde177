"""The reading page: a document as the outlet wrote it, what was read in it, why, and the page that proves it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from musnad.archive.decisions import ACTS
from musnad.archive.showing import DocumentRecord, StatementRecord
from musnad.archive.story_rows import shared_story, story_of_document
from musnad.display import chain
from musnad.errors import ArchiveError, LexiconError
from musnad.lexicon import entry
from musnad.reading.rules import RULES
from musnad.web.changes import changed_paragraphs
from musnad.web.dating import dating_of
from musnad.web.keeping import harmless
from musnad.web.marking import colours_of, paragraphs_of, parts_of, voices_of
from musnad.web.visits import Refused, Visit

_FORMS = ("past", "present", "participle", "masdar", "form", "forms")
_ENTRY = (*_FORMS, "content", "examples", "counter_examples")  # what is shown of an entry, in this order
_NO_WORD = "grammar/"


def document_page(visit: Visit) -> Response:
    """Show a document with its statements."""
    record = visit.archive.document_in_force(document_id(visit))
    return _reading(visit, record, None)


def statement_page(visit: Visit) -> Response:
    """Show a statement: its document with the statement's panel open, or the panel alone."""
    found = visit.archive.find(visit.request.path_params["id"])
    if found.kind == "document":  # a rereading that no longer finds a statement leads to its document
        return visit.moved(f"/documents/{quote(found.id)}")
    record = visit.archive.statement(found.id)
    if visit.request.headers.get("x-part") == "panel":
        return visit.page("panel.html", **panel_values(visit, record))
    document = visit.archive.document_in_force(record.page.document)
    return _reading(visit, document, record)


def _reading(visit: Visit, record: DocumentRecord, chosen: StatementRecord | None) -> Response:
    document = record.document
    values: dict[str, Any] = {
        "record": record, "document": document, "paragraphs": paragraphs_of(document, dict(record.states)),
        "voices": voices_of(document), "dating": dating_of(document.published), "chosen": chosen.id if chosen else "",
        "json_url": f"/api/documents/{quote(record.id)}", "panel": None,
        "label_starts": {label.start for label in document.labels},
    }  # fmt: skip
    values["story"] = _story(visit, record.id)
    values["beside"] = visit.query("beside") == "page" and record.page.sha256 is not None
    values["plain_link"] = f"/statements/{quote(chosen.id)}" if chosen else f"/documents/{quote(record.id)}"
    if chosen is not None:
        values |= {"panel": True} | panel_values(visit, chosen)
    return visit.page("document.html", **values)


def _story(visit: Visit, document: str) -> str | None:
    """Return the id of a document's story, where others tell it too."""
    with visit.archive.reading() as connection:
        number = story_of_document(connection, document)
        return shared_story(connection, number) if number is not None else None


def panel_values(visit: Visit, record: StatementRecord) -> dict[str, Any]:
    """Return what the panel of a statement shows: what was read, why, by whom decided."""
    statement = record.statement
    rule = RULES.get(statement.rule)
    return {
        "record_of": record, "statement": statement, "speaker": record.speaker, "spans": list(parts_of(statement)),
        "links": chain(record.document, statement), "rule": rule, "acts": ACTS,
        "entries": [_entry(key) for key in statement.lexicon if not key.startswith(_NO_WORD)],
        "speakers": record.document.speakers, "colour": colours_of(record.document).get(statement.speaker, "vx"),
        "message": "",
    }  # fmt: skip


def _entry(key: str) -> dict[str, Any]:
    """Return the fields of a lexicon entry that say why it attributes."""
    try:
        fields = entry(key)
    except LexiconError:
        return {"key": key, "missing": True, "rows": []}
    rows = []
    for name in _ENTRY:
        value = fields.get(name)
        if value:
            rows.append((name, value if isinstance(value, list) else [value]))
    return {"key": key, "missing": False, "rows": rows, "act": fields.get("act"), "force": fields.get("force")}


def document_id(visit: Visit) -> str:
    """Return the document that an address means; its old ids, and beginnings of it, lead there too."""
    found = visit.archive.find(visit.request.path_params["id"])
    if found.kind != "document":
        raise ArchiveError(f"no document {found.id}: it is a statement")
    return found.id


# -- the kept page -----------------------------------------------------------------------------


def page_page(visit: Visit) -> Response:
    """Show the kept page beside what is known of it."""
    record = visit.archive.document_in_force(document_id(visit))
    return visit.page("kept.html", record=record, document=record.document)


def kept_page(visit: Visit) -> Response:
    """Give the kept page for a frame: it runs no script, fetches nothing, sends nothing."""
    page = visit.archive.page_of(document_id(visit))
    if page is None:
        raise Refused("this document came as text: there is no page", 404)
    policy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'"
    headers = {"content-security-policy": f"{policy}; base-uri 'none'; frame-ancestors 'self'"}
    return Response(harmless(page), headers=headers, media_type="text/html; charset=utf-8")


def kept_bytes(visit: Visit) -> Response:
    """Give the bytes of the kept page as they came, to be kept, not shown."""
    id = document_id(visit)
    page = visit.archive.page_of(id)
    if page is None:
        raise Refused("this document came as text: there is no page", 404)
    headers = {"content-disposition": f'attachment; filename="{_file_name(id)}.html"'}
    return Response(page.body, headers=headers, media_type="application/octet-stream")


def _file_name(id: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in id)[:80]


# -- versions ----------------------------------------------------------------------------------


def versions_page(visit: Visit) -> Response:
    """Show the versions of a document's address: what became of its statements, and of its words."""
    record = visit.archive.document_in_force(document_id(visit))
    address = record.page.address
    found = visit.archive.versions(address) if address else []
    newer = next((v for v in found if v.number == record.page.version), None)
    older = next((v for v in found if v.number == record.page.version - 1), None)
    texts = None
    if newer is not None and older is not None:
        texts = changed_paragraphs(visit.archive.document(older.document).text, record.document.text)
    json_url = f"/api/documents/{quote(record.id)}/versions"
    return visit.page(
        "versions.html", record=record, document=record.document, versions=found, texts=texts, json_url=json_url,
        now=newer, before=older,
    )  # fmt: skip
