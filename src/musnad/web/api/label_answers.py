"""The operations of the API on labels; the pages of labels show the same."""

from __future__ import annotations

from starlette.responses import Response

from musnad.archive.label_counts import count_labels
from musnad.web.api import shapes
from musnad.web.views.labelling import MOST_PAGES, by_of, listed, places_of, voice_of
from musnad.web.visits import Json, Visit

LISTED, MOST = 100, 1_000  # entities; epithets of a group
SIZE, MOST_PLACES = 50, 200  # places of a page


def labels(visit: Visit) -> Response:
    """Families and entities that have labels."""
    families, entities = listed(visit, visit.whole("limit", LISTED, most=MOST))
    return Json(shapes.Labels(families, entities))


def label(visit: Visit) -> Response:
    """What an entity or a family is called, counted."""
    with visit.archive.reading() as connection:
        return Json(count_labels(
            connection, visit.request.path_params["asked"], by=by_of(visit), voice=voice_of(visit),
            limit=visit.whole("limit", LISTED, most=MOST),
        ))  # fmt: skip


def places(visit: Visit) -> Response:
    """Where labels of an entity or a family stand."""
    page = visit.whole("page", 1, most=MOST_PAGES)
    count, found = places_of(visit, page=page, size=visit.whole("limit", SIZE, most=MOST_PLACES))
    return Json(shapes.LabelPlaces(count=count, page=page, places=found))
