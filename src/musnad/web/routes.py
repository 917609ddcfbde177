"""Which address is whose view, and who may come there."""

from __future__ import annotations

from starlette.routing import Route

from musnad.web.users import Role
from musnad.web.views import (
    account,
    deciding,
    entering,
    labelling,
    networking,
    outlet_profiles,
    profiles,
    reading,
    reviewing,
    saving,
    searching,
    stories,
    story_deciding,
)
from musnad.web.visits import View, endpoint

GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")


def _page(path: str, view: View, *, role: Role | None = "reader", methods: tuple[str, ...] = GET) -> Route:
    return Route(path, endpoint(view, role=role), methods=list(methods))


PAGES = [
    _page("/", searching.search_page),
    _page("/facets", searching.facets_part),
    _page("/export", saving.export),
    _page("/documents/{id}", reading.document_page),
    _page("/documents/{id}/page", reading.page_page),
    _page("/documents/{id}/kept", reading.kept_page),
    _page("/documents/{id}/kept.bin", reading.kept_bytes),
    _page("/documents/{id}/versions", reading.versions_page),
    _page("/statements/{id}", reading.statement_page),
    _page("/statements/{id}/decisions", reviewing.decide, role="editor", methods=POST),
    _page("/corrections/{number:int}/undo", reviewing.undo, role="editor", methods=POST),
    _page("/stories", stories.stories_page),
    _page("/stories/{id}", stories.story_page),
    _page("/stories/{id}", story_deciding.decide, role="editor", methods=POST),
    _page("/stories/{id}/timeline.svg", stories.story_file),
    _page("/speakers", profiles.speakers_page),
    _page("/speakers/{id:path}/files/{file}", profiles.speaker_file),
    _page("/speakers/{id:path}/decisions", deciding.decide, role="editor", methods=POST),
    _page("/decisions/{number:int}/undo", deciding.undo, role="editor", methods=POST),
    _page("/speakers/{id:path}", profiles.speaker_page),
    _page("/outlets", profiles.outlets_page),
    _page("/outlets/{name:path}/files/{file}", profiles.outlet_file),
    _page("/outlets/{name:path}/documents", outlet_profiles.documents_page),
    _page("/outlets/{name:path}/profile.csv", outlet_profiles.profile_file),
    _page("/outlets/{name:path}", profiles.outlet_page),
    _page("/labels", labelling.labels_page),
    _page("/labels/{asked:path}/sentences", labelling.sentences_page),
    _page("/labels/{asked:path}/files/labels.{ending}", labelling.label_file),
    _page("/labels/{asked:path}", labelling.label_page),
    _page("/network", networking.network_page),
    _page("/network.{ending}", networking.network_file),
    _page("/review", reviewing.queue_page),
    _page("/history", reviewing.history_page),
    _page("/saved", saving.saved_page),
    _page("/saved", saving.save, role="editor", methods=POST),
    _page("/saved/{name:path}", saving.new_page),
    _page("/saved/{name:path}", saving.change_saved, role="editor", methods=POST),
    _page("/read", entering.entry_page, role="editor", methods=BOTH),
    _page("/login", account.login_page, role=None, methods=BOTH),
    _page("/logout", account.logout, role=None, methods=POST),
    _page("/view", account.change_view, role=None, methods=POST),
]
