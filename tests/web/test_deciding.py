"""Who is who: speakers are merged, split, renamed, and it is undone, by forms and by the API, by editors alone."""

import re
from html import unescape

import pytest
from web_sites import browser, post

import musnad
from musnad.web import users

TEXTS = (
    "قال الوالي سعد المرزوق إن الطريق آمنة.", "قال الوالي سعد المرزوقي إن الجسر سيفتح غدا.",
    "قال الوالي سعد المرزوق إن السد متين.",
)  # fmt: skip


@pytest.fixture
def path(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for text in TEXTS:
            archive.add(musnad.read(text, outlet="النهر"))
    return tmp_path / "a.db"


@pytest.fixture
def sites(path):
    with browser(path) as client:
        yield client


def speaker(client, words):
    return next(r.entity for r in client.app.state.site.archive.search(words))


def decide(client, id, **fields):
    return post(client, f"/speakers/{id}/decisions", {"why": "تجربة"} | fields)


def undo(client, id):
    number = re.search(r'action="/decisions/(\d+)/undo"', client.get(f"/speakers/{id}").text)[1]
    return post(client, f"/decisions/{number}/undo", {"why": "خطأ", "of": id})


def statements(client, id):
    return int(re.search(r">(\d+) statements?<", client.get(f"/speakers/{id}").text)[1])


def test_merged_and_taken_out_again(sites):
    one, other = speaker(sites, "آمنة"), speaker(sites, "الجسر")
    assert decide(sites, other, kind="merge", into=one).headers["location"] == f"/speakers/{one}"
    page = sites.get(f"/speakers/{one}").text
    assert statements(sites, one) == 3 and "Who is taken for the same" in page and other in page
    assert decide(sites, one, kind="split", member=other).status_code == 303
    assert statements(sites, one) == 2 and statements(sites, other) == 1
    assert undo(sites, one).headers["location"] == f"/speakers/{one}"
    assert statements(sites, one) == 3


def test_renamed_and_undone(sites):
    id = speaker(sites, "آمنة")
    decide(sites, id, kind="rename", name="سعد بن المرزوق")
    assert "<h1><bdi>سعد بن المرزوق</bdi></h1>" in sites.get(f"/speakers/{id}").text
    undo(sites, id)
    page = sites.get(f"/speakers/{id}").text
    assert "<h1><bdi>سعد المرزوق</bdi></h1>" in page and "undone" in page and "خطأ" in page


@pytest.mark.parametrize("by", ["name", "document"])
def test_namings_are_split_off(sites, by):
    id = speaker(sites, "آمنة")
    document = next(iter(sites.app.state.site.archive.search("السد"))).document
    name = re.findall(r'<option value="([^"]+)"', sites.get(f"/speakers/{id}").text)[0]
    fields = {"name": unescape(name)} | ({"document": document} if by == "document" else {})
    assert decide(sites, id, kind="split", **fields).status_code == 303
    other = speaker(sites, "السد")
    assert other.startswith("split/") and statements(sites, other) == (1 if by == "document" else 2)


WRONG = [
    ({"kind": "dance"}, 422), ({"kind": "merge", "into": "zzz"}, 404), ({"kind": "rename", "name": "…"}, 400),
    ({"kind": "split"}, 422), ({"kind": "split", "member": "zzz"}, 422), ({"kind": "split", "document": "zzz"}, 404),
    ({"kind": "merge", "into": "السد", "why": " "}, 422),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "status"), WRONG)
def test_what_is_no_decision_is_refused(sites, fields, status):
    id = speaker(sites, "آمنة")
    assert decide(sites, id, **fields).status_code == status
    assert not sites.app.state.site.archive.entities.history()


def test_forms_need_their_token_and_a_reason(sites):
    id = speaker(sites, "آمنة")
    assert sites.post(f"/speakers/{id}/decisions", data={"kind": "rename", "name": "س", "why": "x"}).status_code == 403
    decide(sites, id, kind="rename", name="سعد بن المرزوق")
    (made,) = sites.app.state.site.archive.entities.history()
    assert sites.post(f"/decisions/{made.id}/undo", data={"why": "x"}).status_code == 403
    assert post(sites, f"/decisions/{made.id}/undo", {"why": ""}).status_code == 422
    assert post(sites, "/decisions/99/undo", {"why": "x"}).status_code == 400


def test_readers_see_and_editors_decide(path, tmp_path):
    found = users.load(tmp_path / "users.json", missing_ok=True)
    users.add(found, "nader", "reader", "a long password")
    token = users.add_token(found, "nader", "test")
    users.save(tmp_path / "users.json", found)
    with browser(path, users=tmp_path / "users.json") as client:
        client.headers["authorization"] = f"Bearer {token}"
        id = speaker(client, "آمنة")
        assert "Who is who" not in client.get(f"/speakers/{id}").text
        assert client.post(f"/speakers/{id}/decisions", data={"kind": "rename"}).status_code == 403
        body = {"kind": "rename", "name": "س", "why": "x"}
        for address in (f"/api/speakers/{id}/decisions", "/api/decisions/1/undo"):
            assert client.post(address, json=body).status_code == 403


def test_programs_decide_too(sites):
    id, other = speaker(sites, "آمنة"), speaker(sites, "الجسر")
    made = sites.post(f"/api/speakers/{other}/decisions", json={"kind": "merge", "into": id, "why": "x"})
    assert made.status_code == 201 and made.json()["value"] == {"into": id}
    told = sites.get(f"/api/speakers/{id}/decisions").json()
    assert len(told["decisions"]) == 1 and {one["member"] for one in told["namings"]} == {id, other}
    undone = sites.post(f"/api/decisions/{made.json()['id']}/undo", json={"why": "x"})
    assert undone.status_code == 201 and not sites.get(f"/api/speakers/{id}/decisions").json()["decisions"][0]["live"]
    assert sites.post(f"/api/speakers/{id}/decisions", json={"kind": "merge"}).status_code == 422


def test_the_page_speaks_arabic(sites):
    sites.headers["accept-language"] = "ar"
    page = sites.get(f"/speakers/{speaker(sites, 'آمنة')}").text
    assert "من هو من" in page and "Who is who" not in page and "تغيير الاسم" in page
    assert "اذكر السبب" in decide(sites, speaker(sites, "آمنة"), kind="rename", name="س", why="").text
