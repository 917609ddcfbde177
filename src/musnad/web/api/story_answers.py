"""The operations of the API on stories; the pages of stories show the same."""

from __future__ import annotations

from starlette.responses import Response

from musnad.web.api import shapes
from musnad.web.views.stories import LISTED, listed, said_in, story_of
from musnad.web.visits import Json, Visit

MOST = 200  # stories of an answer


def stories(visit: Visit) -> Response:
    """Stories with a statement that a query finds."""
    return Json(shapes.Stories(listed(visit, visit.whole("limit", LISTED, most=MOST))))


def story(visit: Visit) -> Response:
    """A story, with what was said in it as each outlet has it."""
    found = story_of(visit)
    return Json(shapes.StoryTold(found, said_in(visit, found, alone=visit.query("alone") == "1")))
