"""The operations of the API on who is who."""

from __future__ import annotations

from starlette.responses import Response

from musnad.archive.entity_decisions import entity_history, undo_decision
from musnad.archive.entity_search import entity_of, namings_of
from musnad.web.api import shapes
from musnad.web.api.answers import body_of
from musnad.web.views.deciding import made_of
from musnad.web.visits import Json, Visit


def who_decisions(visit: Visit) -> Response:
    """What was decided about a speaker, and how documents name it."""
    with visit.archive.reading() as connection:
        found = entity_of(connection, visit.request.path_params["id"])
        namings = namings_of(connection, found.members)
        return Json(shapes.WhoDecisions(entity_history(connection, found.id), namings))


def decide_who(visit: Visit) -> Response:
    """Merge, split or rename a speaker."""
    given = body_of(visit, shapes.DecideWho)
    id = visit.request.path_params["id"]
    with visit.archive.writing() as connection:
        return Json(made_of(connection, id, lambda name: str(getattr(given, name)), by=visit.user), 201)


def undo_who(visit: Visit) -> Response:
    """Undo a decision about a speaker."""
    given = body_of(visit, shapes.Undo)
    with visit.archive.writing() as connection:
        made = undo_decision(connection, visit.request.path_params["number"], by=visit.user, why=given.why)
    return Json(made, 201)
