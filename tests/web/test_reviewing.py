"""Correcting: every decision, its undo, the queue, the history, the precision."""

import re

import pytest
from sqlalchemy import event
from web_sites import first_statement, post

import musnad
from musnad.archive.reviewing import least_certain, precision_by_rule
from musnad.errors import QueryError


@pytest.fixture
def id(client):
    return first_statement(client, "الكلفة")


def record(client, id):
    return client.app.state.site.archive.statement(id)


def decide(client, id, **fields):
    return post(client, f"/statements/{id}/decisions", fields)


def test_accept_and_undo(client, id):
    assert decide(client, id, kind="accept").headers["location"] == f"/statements/{id}"
    assert record(client, id).state == "accepted" and "accepted" in client.get(f"/statements/{id}").text
    number = record(client, id).corrections[0].id
    assert post(client, f"/corrections/{number}/undo").status_code == 303
    assert record(client, id).state == "machine"
    page = client.get("/history").text
    assert "undone" in page and page.count("<tr>") == 3


def test_a_rejection_needs_its_reason(client, id):
    assert decide(client, id, kind="reject").status_code == 422
    assert decide(client, id, kind="reject", why="لا أحد قال هذا").status_code == 303
    assert record(client, id).state == "rejected" and record(client, id).corrections[0].why == "لا أحد قال هذا"
    assert client.get("/", params={"q": "الكلفة"}).text.count("<q>") == 0
    assert client.get("/", params={"q": "الكلفة state:rejected"}).text.count("<q>") == 1


def test_bounds_are_moved_to_the_code_point(client, id):
    text = record(client, id).document.text
    start = text.index("الكلفة زادت")
    decide(client, id, kind="span", field="content:0", start=str(start), end=str(start + len("الكلفة زادت")))
    assert [span.text for span in record(client, id).statement.content] == ["الكلفة زادت"]
    place = text.index("كثيرا")
    decide(client, id, kind="span", field="content:more", start=str(place), end=str(place + 5))
    assert [span.text for span in record(client, id).statement.content] == ["الكلفة زادت", "كثيرا"]
    decide(client, id, kind="span", field="via", clear="1", start="", end="")
    assert record(client, id).statement.via == ()


@pytest.mark.parametrize("fields", [
    {"field": "content:0", "start": "", "end": ""}, {"field": "content:0", "start": "5", "end": "5"},
    {"field": "content:0", "start": "-1", "end": "5"}, {"field": "content:9", "start": "0", "end": "5"},
    {"field": "speaker", "start": "0", "end": "5"}, {"field": "cue", "start": "0", "end": "99999999"},
    {"field": "content:0", "start": "١", "end": "٥"}, {"field": "", "start": "0", "end": "5"},
])  # fmt: skip
def test_bounds_that_are_none_are_refused(client, id, fields):
    assert decide(client, id, kind="span", **fields).status_code in (400, 404, 422)
    assert not record(client, id).corrections


def test_speaker_and_act(client, id):
    other = next(s for s in record(client, id).document.speakers if "المرزوق" in s.name.text)
    decide(client, id, kind="speaker", speaker=other.id)
    assert record(client, id).speaker == other
    decide(client, id, kind="speaker", speaker="new", name="وكالة الأفق", speaker_kind="media")
    assert record(client, id).speaker.name.text == "وكالة الأفق" and record(client, id).speaker.kind == "media"
    decide(client, id, kind="speaker", speaker="none")
    assert record(client, id).speaker is None
    decide(client, id, kind="act", act="warn")
    assert record(client, id).statement.act == "warn"
    assert decide(client, id, kind="act", act="sing").status_code == 400
    assert decide(client, id, kind="speaker", speaker="new", name="لا أحد هنا").status_code in (400, 404)
    assert decide(client, id, kind="dance").status_code == 400


def test_a_decision_leads_back_to_the_queue(client, id):
    answer = decide(client, id, kind="accept", next="/review?rule=relay")
    assert answer.headers["location"] == "/review?rule=relay"


def test_the_queue_shows_the_least_certain_first_and_what_is_decided_goes(client):
    archive = client.app.state.site.archive
    with archive.reading() as connection:
        rows, following = least_certain(connection, size=3)
        rest, end = least_certain(connection, size=100, cursor=following)
    found = [*rows, *rest]
    assert end is None and [r.confidence for r in found] == sorted(r.confidence for r in found)
    assert {r.id for r in found} == {r.id for r in archive.search("")}
    shown = re.findall(r'action="/statements/([^/]+)/decisions"', client.get("/review").text)
    assert shown == [r.id for r in found][: len(shown)]
    decide(client, found[0].id, kind="accept")
    assert found[0].id not in client.get("/review").text


@pytest.mark.parametrize("more", [{}, {"cursor": "0.5_3"}])
def test_the_queue_is_read_off_an_index(client, more):
    asked = []
    archive = client.app.state.site.archive
    event.listen(archive.engine, "before_cursor_execute", lambda _c, _k, sql, bound, *_: asked.append((sql, bound)))
    with archive.reading() as connection:
        least_certain(connection, **more)
        (sql, bound) = asked[-1]
        plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", bound)]
    assert "statements_review" in plan[0] and not any("TEMP B-TREE" in step for step in plan)


@pytest.mark.parametrize("cursor", ["", "x", "0.5", "0.5_x", "0.5_-1", "_1"])
def test_a_cursor_of_elsewhere_is_refused(client, cursor):
    with client.app.state.site.archive.reading() as connection, pytest.raises(QueryError):
        least_certain(connection, cursor=cursor)


def test_precision_is_counted_by_rule(client):
    archive = client.app.state.site.archive
    ids = {r.id: archive.statement(r.id).statement.rule for r in archive.search("")}
    clauses = [id for id, rule in ids.items() if rule == "verb+clause"]
    archive.correct(clauses[0], "accept", by="amal", why="")
    archive.correct(clauses[1], "reject", by="amal", why="x")
    archive.correct(clauses[2], "act", {"act": "warn"}, by="amal", why="x")
    (relay,) = [id for id, rule in ids.items() if rule == "relay"]
    made = archive.correct(relay, "accept", by="amal", why="")
    archive.undo(made.id, by="amal", why="x")
    with archive.reading() as connection:
        (row,) = precision_by_rule(connection)
    assert (row.rule, row.accepted, row.corrected, row.rejected) == ("verb+clause", 1, 1, 1)
    assert row.precision == pytest.approx(1 / 3)
    assert "33%" in client.get("/review").text


def test_what_people_decided_outlives_a_rereading(client, id):
    decide(client, id, kind="act", act="warn")
    from musnad.archive.rereading import RereadOptions

    client.app.state.site.archive.reread(RereadOptions(everything=True))
    assert record(client, id).statement.act == "warn"


def test_saved_searches_show_what_is_new(client):
    post(client, "/saved", {"name": "جسور", "query": "الجسر"})
    page = client.get("/saved").text
    assert "جسور" in page and "<strong>" not in page.split("<tbody>")[1]
    client.app.state.site.archive.add(musnad.read("قال الوالي سعد المرزوق إن الجسر سيفتح غدا."))
    assert "<strong>1</strong>" in client.get("/saved").text
    new = client.get("/saved/جسور").text
    assert "سيفتح غدا" in new and "1 new statement" in new
    assert "<strong>1</strong>" in client.get("/saved").text  # looking alone doesn't make it seen
    post(client, "/saved/جسور", {"do": "seen"})
    assert "<strong>1</strong>" not in client.get("/saved").text
    post(client, "/saved/جسور", {"do": "remove"})
    assert client.get("/saved/جسور").status_code == 404
