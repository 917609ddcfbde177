"""What went wrong, as a page or as JSON of one shape: `{"error": {"kind", "message", "status", …}}`."""

from __future__ import annotations

import logging
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from musnad.errors import ArchiveError, InputError, MusnadError, QueryError
from musnad.web.preferences import COOKIE, preferences_of
from musnad.web.rendering import render
from musnad.web.throttle import TooMuch
from musnad.web.visits import Json, Refused

_log = logging.getLogger("musnad.web")
_KINDS = {
    400: "bad-request", 401: "not-signed-in", 403: "not-allowed", 404: "not-found", 405: "no-such-method",
    409: "conflict", 413: "too-large", 415: "wrong-type", 422: "unreadable", 429: "too-often", 503: "too-much",
}  # fmt: skip
# What the archive says of itself, not of what was asked for: later it may do.
_AWAY = (
    "in use by another program", "the connection was lost", "no server answers there", "the server is stopping",
    "the server has no connection left",
)  # fmt: skip
_MISSING = ("no statement", "no document", "no correction", "no entity", "no search", "no story", "is no id", "neither")


async def on_failure(request: Request, error: Exception) -> Response:
    """Answer a request that failed."""
    status, message = told(error)
    if status == 500:
        _log.error("%s %s", request.method, request.url.path, exc_info=error)
    found: dict[str, Any] = {"kind": _KINDS.get(status, "fault"), "message": message, "status": status}
    if isinstance(error, QueryError) and error.place is not None:
        found["place"] = error.place
    headers = {}
    if isinstance(error, TooMuch) and error.wait_s:
        headers["Retry-After"] = str(error.wait_s)
    if request.url.path == "/api" or request.url.path.startswith("/api/"):
        if status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return Json({"error": found}, status, headers=headers)
    preferences = preferences_of(request.cookies.get(COOKIE), request.headers.get("accept-language", ""))
    page = await run_in_threadpool(
        render, "failure.html", preferences, failure=found, visit=None, csrf="", path="/", here="/", json_url=None,
        pointer=error.pointer if isinstance(error, QueryError) else "",
    )  # fmt: skip
    return Response(page, status, headers=headers, media_type="text/html")


def told(error: Exception) -> tuple[int, str]:
    """Return the status and one line for a failure; of our own faults no more than that there is one."""
    message = " ".join(str(error).split())
    match error:
        case HTTPException():
            return error.status_code, str(error.detail)
        case Refused():
            return error.status, message
        case TooMuch():
            return (429 if error.wait_s else 503), message
        case QueryError():
            return 400, message
        case InputError():
            return 422, message
        case ArchiveError():
            if any(part in message for part in _MISSING):
                return 404, message
            return (503 if any(part in message for part in _AWAY) else 400), message
        case MusnadError():
            return 400, message
    return 500, "a fault of musnad; please report it with what the server wrote"
