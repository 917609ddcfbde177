"""The routes of the API: its operations, its document, a page that shows both."""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from musnad.web.api.openapi import openapi
from musnad.web.api.operations import OPERATIONS
from musnad.web.visits import Json, Refused, Visit, endpoint

_WIDE = {  # ids with a slash in them
    "/speakers/{id}": "/speakers/{id:path}", "/outlets/{name}": "/outlets/{name:path}",
    "/speakers/{id}/decisions": "/speakers/{id:path}/decisions",
    "/labels/{asked}": "/labels/{asked:path}", "/labels/{asked}/places": "/labels/{asked:path}/places",
}  # fmt: skip


def document(_visit: Visit) -> Response:
    """The OpenAPI document."""
    return Json(openapi())


def page(visit: Visit) -> Response:
    """Show what can be asked for."""
    return visit.page("api.html", operations=OPERATIONS, json_url="/api/openapi.json")


def nothing(_visit: Visit) -> Response:
    """Say in the API's own shape that there is nothing."""
    raise Refused("no such operation; /api/openapi.json has those there are", 404)


def routes() -> list[BaseRoute]:
    """Return all routes under /api."""
    made: list[BaseRoute] = [
        Route("/api", endpoint(page), methods=["GET"]),
        Route("/api/openapi.json", endpoint(document, api=True), methods=["GET"]),
    ]
    for operation in sorted(OPERATIONS, key=lambda one: -one.path.count("/")):  # the longer before one that takes all
        path = _WIDE.get(operation.path, operation.path).replace("{number}", "{number:int}")
        made.append(Route(
            f"/api{path}", endpoint(operation.view, role=operation.role, api=True), methods=[operation.method],
        ))  # fmt: skip
    made.append(Route("/api/{rest:path}", endpoint(nothing, role=None, api=True)))
    return made
