"""Deciding about stories: merging two, splitting documents off one, and undoing that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import Response

from musnad.archive.story_decisions import StoryDecision
from musnad.errors import ArchiveError
from musnad.web.views.stories import story_page
from musnad.web.visits import Refused, Visit

_ADDRESS = re.compile(r"(?:.*/)?stories/([^/?#]+).*", re.DOTALL)


def decide(visit: Visit) -> Response:
    """Write a decision about a story down and show the story that is the result, or say in its place why not."""
    kind, why = visit.field("kind"), visit.field("why")
    if kind not in ("merge", "split", "undo"):
        raise Refused(f"{kind[:20]!r} is no decision about stories; it is merge, split or undo", 422)
    try:
        if kind == "merge":
            named = [one for one in (visit.field("into"), visit.field("id")) if one.strip()]
            made = merged(visit, named[0] if len(named) == 1 else "", why=why)
        elif kind == "split":
            made = split_off(visit, visit.fields("document"), why=why)
        else:
            made = undone(visit, _number(visit.field("number")), why=why)
    except (ArchiveError, Refused) as error:
        return story_page(visit, error=error)
    # A form's address names its place on the page; without a place of its own the result would be shown from there.
    return visit.moved(f"/stories/{quote(_result(visit, made))}?done={made.id}#main")


def merged(visit: Visit, into: str, *, why: str) -> StoryDecision:
    """Let the documents of the story of an address be those of another.

    Args:
        into: the id of the other, a beginning of it, or the address of its page.
    Raises:
        ArchiveError: there is no such story, or they are one already.
        Refused: there is no reason, or no other story.
    """
    address = _ADDRESS.fullmatch(into.strip())
    into = address[1] if address else into.strip()
    if not into:
        raise Refused("say which story tells the same: choose one or write its id, not both", 422)
    return visit.archive.stories.merge(visit.request.path_params["id"], into, by=visit.user, why=_reason(why))


def split_off(visit: Visit, documents: Sequence[str], *, why: str) -> StoryDecision:
    """Make documents of the story of an address a story of their own.

    Raises:
        ArchiveError: there is no such story, a document isn't in it, or none would stay.
        Refused: there is no reason, or no document.
    """
    if not documents:
        raise Refused("say which documents are split off", 422)
    return visit.archive.stories.split(visit.request.path_params["id"], documents, by=visit.user, why=_reason(why))


def undone(visit: Visit, number: int, *, why: str) -> StoryDecision:
    """Undo a decision about stories, or an undo.

    Raises:
        ArchiveError: there is no such decision, or it is undone already.
        Refused: there is no reason.
    """
    return visit.archive.stories.undo(number, by=visit.user, why=_reason(why))


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused("say why", 422)
    return why


def _number(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise Refused(f"{given[:20]!r} is no number of a decision", 422)
    return int(given)


def _result(visit: Visit, made: StoryDecision) -> str:
    """Return the story that a decision leads to; of an undo one that has documents, if there is one."""
    if made.kind != "undo":
        return str(made.value["into" if made.kind == "merge" else "to"])
    found = [visit.archive.stories.get(id) for id in (visit.request.path_params["id"], made.story)]
    return next((one.id for one in found if one.documents), found[0].id)
