"""The operations of the API in one list: routes and the OpenAPI document are both made of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, get_args

from starlette.responses import Response

from musnad.archive.decisions import Correction
from musnad.archive.entity_links import EntityDecision
from musnad.archive.entity_search import ENTITY_KINDS
from musnad.archive.label_counts import By, LabelTable, Voice
from musnad.archive.searching import FACETS
from musnad.archive.showing import DocumentRecord
from musnad.archive.story_decisions import StoryDecision
from musnad.archive.versions import Version
from musnad.web.api import answers, label_answers, shapes, story_answers, who_answers
from musnad.web.users import Role
from musnad.web.views import labelling, saving
from musnad.web.views.stories import LISTED as LISTED_STORIES
from musnad.web.visits import Visit


class Parameter(NamedTuple):
    """A parameter of an address; `schema` is JSON Schema."""

    name: str
    description: str
    schema: dict[str, Any]
    place: str = "query"


class Operation(NamedTuple):
    """What can be asked for."""

    method: str
    path: str
    view: Callable[[Visit], Response]
    answer: Any  # a type, or a media type for what is no JSON
    parameters: tuple[Parameter, ...] = ()
    body: Any = None
    role: Role = "reader"
    status: int = 200

    @property
    def summary(self) -> str:
        """The first line of what the view says of itself."""
        return (self.view.__doc__ or "").strip().splitlines()[0]


_TEXT: dict[str, Any] = {"type": "string"}


def _number(most: int, default: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": most, "default": default}


Q = Parameter("q", "a query, in the language of docs/search.md; everything without one", _TEXT | {"maxLength": 4_000})
WHO = Parameter("who", "a name, as in the first box of the search page", _TEXT)
WHAT = Parameter("what", "words, as in the second box", _TEXT)
ENTITY = Parameter("entity", "only statements of this speaker, an id of /api/speakers", _TEXT)
ORDER = Parameter("order", "how results are sorted", {"enum": ["newest", "oldest", "relevance"], "default": "newest"})
CURSOR = Parameter("cursor", "`next` of the page before", _TEXT)
LIMIT = Parameter("limit", "results at most", _number(answers.MOST, answers.SIZE))
FACET = Parameter("facets", f"fields, with commas: {', '.join((*FACETS, 'state'))}", _TEXT)
TOPS = Parameter("top", "values of a field at most", _number(answers.MOST_TOP, answers.TOP))
ID = Parameter("id", "an id, or an unambiguous beginning of one", _TEXT, "path")
NAME = Parameter("name", "the name", _TEXT, "path")
NUMBER = Parameter("number", "of the decision", {"type": "integer", "minimum": 0}, "path")
ASKED = Parameter("asked", "a family of labels, an entity's id, or a name that it alone has", _TEXT, "path")
BY = Parameter("by", "what labels are grouped by", {"enum": list(get_args(By))})
VOICE = Parameter("voice", "whose labels", {"enum": list(get_args(Voice)), "default": "all"})
FORMAT = Parameter("format", "of the file", {"enum": ["jsonl", "csv"], "default": "jsonl"})
_ASKED = (Q, WHO, WHAT, ENTITY)
_COUNTED = (FACET, TOPS)

OPERATIONS = (
    Operation("GET", "/search", answers.search, shapes.Found, (*_ASKED, ORDER, CURSOR, LIMIT)),
    Operation("GET", "/count", answers.count, shapes.Counted, (*_ASKED, *_COUNTED)),
    Operation("GET", "/export", saving.export, "application/x-ndjson", (*_ASKED, FORMAT)),
    Operation("GET", "/documents/{id}", answers.document, DocumentRecord, (ID,)),
    Operation("GET", "/documents/{id}/versions", answers.versions, dict[str, list[Version]], (ID,)),
    Operation("POST", "/documents", answers.enter, DocumentRecord, (), shapes.Text, "editor", 201),
    Operation("GET", "/statements/{id}", answers.statement, shapes.Shown, (ID,)),
    Operation("POST", "/statements/{id}/corrections", answers.decide, Correction, (ID,), shapes.Decide, "editor", 201),
    Operation("GET", "/corrections", answers.corrections, shapes.Decisions,
              (Parameter("statement", "only those on this one", _TEXT),)),
    Operation("POST", "/corrections/{number}/undo", answers.undo, Correction, (NUMBER,), shapes.Undo, "editor", 201),
    Operation("GET", "/speakers", answers.speakers, shapes.Speakers,
              (Parameter("name", "words of a name, in Arabic or Latin letters", _TEXT),
               Parameter("kind", "of speaker", {"enum": list(ENTITY_KINDS)}),
               Parameter("limit", "speakers at most", _number(answers.MOST_TOP, answers.LISTED)))),
    Operation("GET", "/speakers/{id}", answers.speaker, shapes.Profile, (ID, *_COUNTED)),
    Operation("GET", "/speakers/{id}/decisions", who_answers.who_decisions, shapes.WhoDecisions, (ID,)),
    Operation("POST", "/speakers/{id}/decisions", who_answers.decide_who, EntityDecision, (ID,), shapes.DecideWho,
              "editor", 201),
    Operation("POST", "/decisions/{number}/undo", who_answers.undo_who, EntityDecision, (NUMBER,), shapes.Undo,
              "editor", 201),
    Operation("GET", "/outlets", answers.outlets, shapes.Outlets, (TOPS,)),
    Operation("GET", "/outlets/{name}", answers.outlet, shapes.Profile, (NAME, *_COUNTED)),
    Operation("GET", "/stories", story_answers.stories, shapes.Stories,
              (Q, Parameter("day", "only those told in this day, month or year", _TEXT),
               Parameter("limit", "stories at most", _number(story_answers.MOST, LISTED_STORIES)))),
    Operation("GET", "/stories/{id}", story_answers.story, shapes.StoryTold,
              (ID, Parameter("alone", "1 for what one document alone has too", {"enum": ["1"]}))),
    Operation("GET", "/stories/{id}/decisions", story_answers.story_decisions, shapes.StoryDecisions, (ID,)),
    Operation("POST", "/stories/{id}/decisions", story_answers.decide_story, StoryDecision, (ID,), shapes.DecideStory,
              "editor", 201),
    Operation("POST", "/story-decisions/{number}/undo", story_answers.undo_story, StoryDecision, (NUMBER,), shapes.Undo,
              "editor", 201),
    Operation("GET", "/labels", label_answers.labels, shapes.Labels,
              (Parameter("limit", "entities at most", _number(label_answers.MOST, label_answers.LISTED)),)),
    Operation("GET", "/labels/{asked}", label_answers.label, LabelTable,
              (ASKED, BY, VOICE, Parameter("limit", "epithets of a group at most",
                                           _number(label_answers.MOST, label_answers.LISTED)))),
    Operation("GET", "/labels/{asked}/places", label_answers.places, shapes.LabelPlaces,
              (ASKED, BY, VOICE, Parameter("group", "only those of this outlet, speaker or month; needs `by`", _TEXT),
               Parameter("epithet", "only those with this epithet", _TEXT),
               Parameter("within", "the epithet inside of what holds it at arm's length; empty for none", _TEXT),
               Parameter("outlet", "only those in this outlet", _TEXT),
               Parameter("but_outlet", "only those in other outlets than this", _TEXT),
               Parameter("page", "which part, from 1", _number(labelling.MOST_PAGES, 1)),
               Parameter("limit", "places at most", _number(label_answers.MOST_PLACES, label_answers.SIZE)))),
    Operation("GET", "/network", answers.networks, shapes.Network,
              (*_ASKED, Parameter("least", "statements of an edge at least", _number(1_000_000, 1)),
               Parameter("limit", "edges at most", _number(10_000, answers.EDGES)))),
    Operation("GET", "/review", answers.review, shapes.Queue,
              (CURSOR, LIMIT, Parameter("rule", "only statements that this rule found", _TEXT))),
    Operation("GET", "/saved", answers.saved, shapes.Searches),
    Operation("POST", "/saved", answers.save, shapes.Done, (), shapes.Save, "editor", 201),
    Operation("GET", "/saved/{name}", answers.news, shapes.News, (NAME, LIMIT)),
    Operation("POST", "/saved/{name}/seen", answers.seen, shapes.Done, (NAME,), None, "editor"),
    Operation("DELETE", "/saved/{name}", answers.forget, shapes.Done, (NAME,), None, "editor"),
)  # fmt: skip
