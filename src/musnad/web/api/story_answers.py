"""The operations of the API on stories; the pages of stories show the same."""

from __future__ import annotations

from starlette.responses import Response

from musnad.web.api import shapes
from musnad.web.api.answers import body_of
from musnad.web.views.stories import LISTED, listed, said_in, story_of
from musnad.web.views.story_deciding import merged, split_off, undone
from musnad.web.visits import Json, Visit

MOST = 200  # stories of an answer


def stories(visit: Visit) -> Response:
    """Stories with a statement that a query finds."""
    return Json(shapes.Stories(listed(visit, visit.whole("limit", LISTED, most=MOST))))


def story(visit: Visit) -> Response:
    """A story, with what was said in it as each outlet has it."""
    found = story_of(visit)
    return Json(shapes.StoryTold(found, said_in(visit, found, alone=visit.query("alone") == "1")))


def story_decisions(visit: Visit) -> Response:
    """What was decided about a story."""
    return Json(shapes.StoryDecisions(visit.archive.stories.history(visit.request.path_params["id"])))


def decide_story(visit: Visit) -> Response:
    """Merge a story with another, or split documents off."""
    given = body_of(visit, shapes.DecideStory)
    if given.kind == "merge":
        return Json(merged(visit, given.into, why=given.why), 201)
    return Json(split_off(visit, given.documents, why=given.why), 201)


def undo_story(visit: Visit) -> Response:
    """Undo a decision about a story."""
    given = body_of(visit, shapes.Undo)
    return Json(undone(visit, visit.request.path_params["number"], why=given.why), 201)
