"""Reading something new: a pasted text, an uploaded page, an address; the first screen of an empty archive."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import msgspec
from starlette.responses import Response

from musnad.document import Document
from musnad.errors import InputError, MusnadError
from musnad.inputs import read
from musnad.pages.documents import read_page
from musnad.pages.page import Page
from musnad.web.throttle import TooMuch
from musnad.web.views.searching import is_empty
from musnad.web.visits import Refused, Visit

FIELDS = ("title", "outlet", "url", "day", "address")
LONGEST_TEXT = 500_000  # characters; a long investigation has a tenth of it
_FETCHING = threading.Semaphore(2)  # addresses that are fetched at one time, for all visitors together


class Entered(msgspec.Struct, frozen=True):
    """What somebody gave to be read."""

    document: Document
    page: Page | None = None


def entry_page(visit: Visit) -> Response:
    """Show the forms, or read what came in one."""
    empty = is_empty(visit)
    if visit.request.method == "GET":
        return visit.page("read.html", error=None, empty=empty, text="", fields=dict.fromkeys(FIELDS, ""))
    given = {name: visit.field(name).strip() for name in FIELDS}
    try:
        entered = _entered(visit, given)
        visit.archive.add(entered.document, entered.page)
    except (InputError, Refused) as error:
        return visit.page(
            "read.html", status=422, error=error, empty=empty, text=visit.field("text"), fields=given
        )  # fmt: skip
    return visit.moved(f"/documents/{entered.document.id}")


def _entered(visit: Visit, given: dict[str, str]) -> Entered:
    upload = visit.upload("file")
    if upload is not None:
        return read_bytes(upload.file.read(), url=given["url"] or None, name=(upload.filename or "page")[:200])
    if given["address"]:
        return fetched(given["address"])
    return read_text(visit.field("text"), given)


def read_text(text: str, given: dict[str, Any]) -> Entered:
    """Read a text that somebody pasted."""
    text = text.replace("\r\n", "\n")  # forms send line feeds so, whatever was typed
    if not text.strip():
        raise InputError("there is no text; paste one, or choose a file")
    if len(text) > LONGEST_TEXT:
        raise InputError(f"the text has {len(text):,} characters; {LONGEST_TEXT:,} at most")
    return Entered(read(
        text, title=given.get("title") or None, outlet=given.get("outlet") or None,
        url=checked_url(given.get("url") or None), published=_published(given.get("day") or ""),
    ))  # fmt: skip


def read_bytes(body: bytes, *, url: str | None, name: str) -> Entered:
    """Read a page that somebody uploaded."""
    if not body.strip():
        raise InputError(f"{name}: the file is empty")
    page = Page(body=body, name=name, url=checked_url(url), headers=_kind(name))
    return Entered(read_page(page), page)


def fetched(address: str) -> Entered:
    """Fetch a page and read it; addresses within networks of our own are refused, whatever a name leads to."""
    try:
        from musnad.pages.fetching import Client
    except MusnadError as error:
        raise InputError(str(error)) from error
    if not _FETCHING.acquire(timeout=5):
        raise TooMuch("other addresses are being read; try again", wait_s=10)
    try:
        page = Client().fetch(address)
        return Entered(read_page(page), page)
    except InputError:
        raise
    except MusnadError as error:
        raise InputError(str(error)) from error
    finally:
        _FETCHING.release()


def checked_url(url: str | None) -> str | None:
    """Return an address that somebody says a text stood at; only those of the web become links."""
    if url is None:
        return None
    if not url.startswith(("http://", "https://")) or len(url) > 2_000 or not url.isprintable() or " " in url:
        raise InputError(f"{url[:80]!r} is no address; it begins with https:// or http://")
    return url


def _published(day: str) -> dict[str, Any] | None:
    if not day:
        return None
    try:
        datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise InputError(f"{day[:20]!r} is no day; write it as 2031-05-04") from None
    return {"at": day, "precision": "day", "evidence": "given"}


def _kind(name: str) -> dict[str, str]:
    return {"content-type": "text/plain"} if name.lower().endswith(".txt") else {}
