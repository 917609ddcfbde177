"""The API: what the pages show as JSON, one shape of errors, cursors, tokens, and a document that tells the truth."""

import re

import jsonschema
import msgspec
import pytest
from web_sites import browser, first_statement

import musnad
from musnad.web.api.openapi import openapi
from musnad.web.api.operations import OPERATIONS


def addresses(client):
    """An address of each operation that reads, with what it answers."""
    id = first_statement(client, "الكلفة")
    archive = client.app.state.site.archive
    document = archive.statement(id).page.document
    speaker = next(r.entity for r in archive.search('who:"المرزوق"'))
    archive.saved.add("s", "السد")
    story = next(iter(archive.stories)).id
    values = {"/stories/{id}": story, "/stories/{id}/decisions": story, "/documents/{id}": document, "/statements/{id}": id, "/speakers/{id}": speaker, "/outlets/{name}": "المرفأ",
              "/saved/{name}": "s", "/documents/{id}/versions": document, "/speakers/{id}/decisions": speaker, "/labels/{asked}": "army",
              "/labels/{asked}/places": "army"}  # fmt: skip
    for one in OPERATIONS:
        if one.method == "GET":
            yield one, "/api" + re.sub(r"\{\w+\}", values.get(one.path, ""), one.path)


def valid(value, operation, status):
    document = openapi()
    told = document["paths"][f"/api{operation.path}"][operation.method.lower()]["responses"][str(status)]
    schema = told["content"]["application/json"]["schema"] | {"components": document["components"]}
    jsonschema.Draft202012Validator(schema).validate(value)


def test_answers_are_of_the_shape_that_the_document_tells(client):
    seen = 0
    for operation, address in addresses(client):
        answer = client.get(address)
        assert answer.status_code == 200, address
        if operation.answer != "application/x-ndjson":
            valid(answer.json(), operation, 200)
            seen += 1
    assert seen == sum(one.method == "GET" for one in OPERATIONS) - 1


def test_the_document_is_one_of_openapi(client):
    from openapi_spec_validator import validate

    answer = client.get("/api/openapi.json").json()
    validate(answer)
    assert answer["openapi"].startswith("3.1") and len(answer["paths"]) == len({one.path for one in OPERATIONS})
    assert "/api/search" in client.get("/api").text


def test_search_goes_page_by_page(client):
    found, cursor = [], ""
    while cursor is not None:
        page = client.get("/api/search", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        found += [one["id"] for one in page["results"]]
        cursor = page["next"]
    assert found == [r.id for r in client.app.state.site.archive.search("")]


def test_boxes_and_query_find_the_same(client):
    a = client.get("/api/search", params={"who": "المرزوق", "what": "متين"}).json()["results"]
    b = client.get("/api/search", params={"q": 'متين who:"المرزوق"'}).json()["results"]
    assert a == b and len(a) == 2


WRONG = [
    ("/api/search?q=act:denny", 400, "bad-request"), ("/api/search?limit=0", 400, "bad-request"),
    ("/api/search?limit=abc", 400, "bad-request"), ("/api/search?cursor=x", 400, "bad-request"),
    ("/api/search?order=best", 400, "bad-request"), ("/api/search?entity=nobody", 404, "not-found"),
    ("/api/count?facets=tea", 400, "bad-request"), ("/api/documents/x", 404, "not-found"),
    ("/api/statements/x", 404, "not-found"), ("/api/nothing", 404, "not-found"), ("/api/speakers?kind=king", 400, "bad-request"),
    ("/api/outlets/x", 404, "not-found"), ("/api/saved/x", 404, "not-found"), ("/api/corrections?statement=x", 404, "not-found"),
]  # fmt: skip


@pytest.mark.parametrize(("address", "status", "kind"), WRONG)
def test_errors_have_one_shape(client, address, status, kind):
    answer = client.get(address)
    assert answer.status_code == status and answer.headers["content-type"] == "application/json"
    error = answer.json()["error"]
    assert {"kind", "message", "status"} <= error.keys() and (error["status"], error["kind"]) == (status, kind)
    assert "\n" not in error["message"]


def test_a_wrong_query_has_its_place(client):
    assert client.get("/api/search?q=مياه act:denny").json()["error"]["place"] == 9


def send(client, path, value, **headers):
    return client.post(path, content=msgspec.json.encode(value), headers={"content-type": "application/json"} | headers)


def test_decisions_are_made_and_undone(client):
    id = first_statement(client, "الكلفة")
    answer = send(client, f"/api/statements/{id}/corrections", {"kind": "act", "value": {"act": "warn"}, "why": "x"})
    assert answer.status_code == 201 and answer.json()["live"]
    assert client.get(f"/api/statements/{id}").json()["statement"]["act"] == "warn"
    number = answer.json()["id"]
    assert send(client, f"/api/corrections/{number}/undo", {"why": "y"}).status_code == 201
    assert client.get(f"/api/statements/{id}").json()["statement"]["act"] == "state"
    assert [c["live"] for c in client.get("/api/corrections").json()["corrections"]] == [False, True]


BODIES = [b"", b"[]", b"{}", b"{", b'{"kind": "dance"}', b'{"kind": "accept", "tea": 1}', b"\xff", b"[" * 100_000, b"null"]


@pytest.mark.parametrize("body", BODIES)
def test_bodies_that_are_none_are_told(client, body):
    id = first_statement(client, "الكلفة")
    answer = client.post(f"/api/statements/{id}/corrections", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422 and answer.json()["error"]["kind"] == "unreadable"


def test_what_a_form_of_another_site_can_send_is_refused(client):
    id = first_statement(client, "الكلفة")
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        answer = client.post(f"/api/statements/{id}/corrections", content=b'{"kind":"accept"}', headers={"content-type": kind})
        assert answer.status_code == 415
    told = send(client, f"/api/statements/{id}/corrections", {"kind": "accept"}, origin="https://evil.example")
    assert told.status_code == 403
    assert "access-control-allow-origin" not in client.options("/api/search", headers={"origin": "https://evil.example"}).headers


def test_a_text_is_read_and_kept(client):
    answer = send(client, "/api/documents", {"text": "قالت الطبيبة ليلى الشامي إن المستشفى مفتوح.", "day": "2031-07-01"})
    assert answer.status_code == 201
    assert answer.json()["document"]["statements"][0]["content"][0]["text"] == "المستشفى مفتوح"
    assert client.get(answer.headers["location"]).json() == answer.json()
    assert send(client, "/api/documents", {"text": ""}).status_code == 422


def test_saved_searches(client):
    assert send(client, "/api/saved", {"name": "n", "query": "الجسر"}).status_code == 201
    client.app.state.site.archive.add(musnad.read("قال الوالي سعد المرزوق إن الجسر سيفتح غدا."))
    assert len(client.get("/api/saved/n").json()["results"]) == 1
    assert send(client, "/api/saved/n/seen", {}).status_code == 200
    assert client.get("/api/saved/n").json()["results"] == []
    assert client.delete("/api/saved/n").status_code == 200 and client.get("/api/saved").json() == {"searches": []}


def test_tokens_open_the_api_alone(archive_path, tmp_path):
    from musnad.web import users

    path = str(tmp_path / "users.json")
    found = users.load(path, missing_ok=True)
    users.add(found, "amal", "editor", "a long password")
    users.add(found, "nader", "reader", "a long password")
    tokens = {name: users.add_token(found, name, "test") for name in ("amal", "nader")}
    users.save(path, found)
    assert not any(token in (tmp_path / "users.json").read_text() for token in tokens.values())
    with browser(archive_path, users=path) as client:
        refused = client.get("/api/search")
        assert refused.status_code == 401 and refused.headers["www-authenticate"] == "Bearer"
        assert refused.json()["error"]["kind"] == "not-signed-in"
        assert client.get("/api/search", headers={"authorization": "Bearer nothing"}).status_code == 401
        amal, nader = ({"authorization": f"Bearer {tokens[name]}"} for name in ("amal", "nader"))
        id = client.get("/api/search", headers=nader).json()["results"][0]["id"]
        decision = {"kind": "accept"}
        assert send(client, f"/api/statements/{id}/corrections", decision, **nader).status_code == 403
        made = send(client, f"/api/statements/{id}/corrections", decision, **amal)
        assert made.status_code == 201 and made.json()["who"] == "amal"
        assert "set-cookie" not in made.headers


def test_every_page_has_its_json(client):
    id = first_statement(client, "الكلفة")
    for path in ("/", f"/statements/{id}", "/speakers", "/outlets", "/outlets/المرفأ", "/network", "/review", "/history", "/saved"):
        page = client.get(path).text
        address = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)">', page)
        assert address, path
        assert client.get(address[1].replace("&amp;", "&")).status_code == 200, address[1]
