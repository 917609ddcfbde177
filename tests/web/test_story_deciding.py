"""Which documents tell one happening: stories are merged, split, and it is undone, by forms and by the API, by editors."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from lxml import html
from web_sites import browser, post

import musnad
from musnad.web import users

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTLETS = {"sahil": "وكالة الساحل", "rayah": "راية الجمهورية", "hibr": "حبر حر", "difaf": "الضفاف"}


@pytest.fixture(scope="module")
def filled_with_stories(tmp_path_factory):
    path = tmp_path_factory.mktemp("deciding") / "a.db"
    with musnad.open(path, create=True) as archive:
        for n, file in enumerate(sorted(EXAMPLES.glob("[12]-*-[rs]*.txt"))):
            text = file.read_text(encoding="utf-8")
            published = {"at": f"2021-03-1{file.stem[0]}T{8 + n:02}:00:00Z", "precision": "minute", "evidence": "given"}
            outlet = OUTLETS[file.stem.rpartition("-")[2]]
            archive.add(musnad.read(text, title=text.partition("\n")[0], outlet=outlet, published=published))
    return path


@pytest.fixture
def path(filled_with_stories, tmp_path):
    return Path(shutil.copy(filled_with_stories, tmp_path / "a.db"))


@pytest.fixture
def site(path):
    with browser(path) as client:
        yield client


@pytest.fixture
def stories(site):
    return site.app.state.site.archive.stories


@pytest.fixture
def port(stories):
    return stories("who:السروجي")[0]


@pytest.fixture
def dam(stories, port):
    return next(one for one in stories if one.id != port.id)


def decide(client, story, query="", **fields):
    return post(client, f"/stories/{story.id}{query}", {"why": "تجربة"} | fields)


def merge(client, one, into, **fields):
    return decide(client, one, kind="merge", into=into.id, **fields)


def split(client, story, *documents, **fields):
    return decide(client, story, kind="split", document=[one.id for one in documents], **fields)


def undo(client, story, **fields):
    """Undo the last decision that the page of a story has a form for."""
    number = re.search(r'name="number" value="(\d+)"', client.get(f"/stories/{story.id}").text)[1]
    return decide(client, story, kind="undo", number=number, **fields)


def followed(client, answer):
    """The page that a decision leads to: its story's id, and the page."""
    assert answer.status_code == 303, answer.text
    address = answer.headers["location"]
    return re.fullmatch(r"/stories/(.+)\?done=\d+#main", address)[1], html.fromstring(client.get(address).text)


def told(page):
    (message,) = page.xpath("//p[@role='status']")
    return " ".join(message.text_content().split())


def documents(story):
    return [one.id for one in story.documents]


def problem(answer):
    """What a page says can't be done, in the part of the page that it stands in."""
    (place,) = html.fromstring(answer.text).find_class("problem")
    return place.getparent().get("id"), " ".join(place.text_content().split())


# -- what is done ------------------------------------------------------------------------------


def test_there_are_two_stories_of_two_documents(port, dam):
    assert len(port.documents) == len(dam.documents) == 2


def test_merged_and_undone(site, stories, port, dam):
    id, page = followed(site, merge(site, dam, port, why="يوم واحد"))
    assert id == port.id and told(page) == "The two stories are one now."
    assert sorted(documents(stories.get(port.id))) == sorted(documents(port) + documents(dam))
    (entry,) = page.xpath("//details[@id='decisions'][@open]/ol/li")
    assert f"{dam.id} became part of this story" in entry.text_content() and "يوم واحد" in entry.text_content()
    id, page = followed(site, undo(site, port, why="يومان"))
    assert id == port.id and told(page) == "The decision is undone."
    assert documents(stories.get(port.id)) == documents(port) and documents(stories.get(dam.id)) == documents(dam)
    last, first = page.xpath("//details[@id='decisions']/ol/li")
    assert "number 1" in last.text_content() and "يومان" in last.text_content()
    assert "undone" in first.text_content() and not first.xpath(".//form")
    followed(site, undo(site, port))
    assert len(stories.get(port.id).documents) == 4 == len(stories.get(dam.id).documents)


def test_split_and_undone(site, stories, port):
    first, second = port.documents
    id, page = followed(site, split(site, port, second))
    assert told(page) == "These documents are a story of their own now. The story they were in"
    assert page.xpath("//p[@role='status']/a/@href") == [f"/stories/{port.id}"]
    assert documents(stories.get(id)) == [second.id] and documents(stories.get(port.id)) == [first.id]
    assert "decided by hand" in page.text_content() and f"this story was split off from {port.id}" in page.text_content()
    again, page = followed(site, undo(site, stories.get(id)))
    assert again == port.id and documents(stories.get(port.id)) == documents(port) == documents(stories.get(id))
    assert f"{id} was split off from this story" in page.text_content()


def test_what_was_done_is_told_while_it_is_in_force(site, port, dam):
    address = merge(site, dam, port).headers["location"]
    assert 'role="status"' in site.get(address).text
    undo(site, port)
    for query in ("?done=1", "?done=99", "?done=x"):
        assert 'role="status"' not in site.get(f"/stories/{port.id}{query}").text


def test_an_undo_that_leaves_a_story_without_documents_leads_to_where_they_are(site, stories, port, dam):
    merge(site, dam, port)
    followed(site, split(site, port, *port.documents))
    id, page = followed(site, decide(site, port, kind="undo", number="1"))
    assert id == dam.id and documents(stories.get(dam.id)) == documents(dam)
    page = site.get(f"/stories/{port.id}")
    assert page.status_code == 200 and "No document is left in this story" in page.text
    assert 'value="merge"' not in page.text and 'value="undo"' in page.text
    id, _page = followed(site, undo(site, port))
    assert id == port.id and documents(stories.get(port.id)) == documents(dam)


# -- the other story ---------------------------------------------------------------------------


def test_the_other_story_is_looked_for(site, port, dam):
    page = html.fromstring(site.get(f"/stories/{port.id}").text)
    (day,) = page.xpath("//details[@id='merging'][not(@open)]//input[@name='day']/@value")
    assert day == "2021-03-12" and not page.xpath("//input[@type='radio'][@name='into']")
    for query, found in (("q=&day=2021", [dam.id]), ("q=&day=2021-03-12", []), ("q=السد&day=", [dam.id]), ("q=zzz", [])):
        page = html.fromstring(site.get(f"/stories/{port.id}?{query}").text)
        offered = page.xpath("//details[@id='merging'][@open]//input[@type='radio'][@name='into']/@value")
        assert offered == ([*found, ""] if found else []), query
        assert ("No other story is found." in page.text_content()) == (not found)
    action = page.xpath("//details[@id='merging']//form[@method='post']/@action")
    assert action == [f"/stories/{port.id}?q=zzz&day=#merging"]


def test_more_stories_than_a_page_offers_are_told(site, port):
    for n in range(21):
        published = {"at": f"{2000 + n}-01-01", "precision": "day", "evidence": "given"}
        site.app.state.site.archive.add(musnad.read(f"قال البائع رقم {n} إن المتجر مغلق.", published=published))
    page = site.get(f"/stories/{port.id}?q=&day=").text
    assert page.count('name="into"') == 21 and "There are more" in page


@pytest.mark.parametrize("given", ["{id}", " {id} ", "{short}", "http://localhost/stories/{id}?alone=1#merging", "/stories/{id}"])
def test_the_other_story_is_named_by_its_id_or_address(site, port, dam, given):
    given = given.format(id=dam.id, short=dam.id[:12])
    assert followed(site, decide(site, port, kind="merge", into="", id=given))[0] == dam.id


# -- what can't be done ------------------------------------------------------------------------

WRONG = [
    ({"kind": "merge", "id": "story-zzz"}, 404, "merging", "no story has the id 'story-zzz'"),
    ({"kind": "merge", "id": "story-"}, 400, "merging", "several ids of stories begin with"),
    ({"kind": "merge", "id": "PORT"}, 400, "merging", "are one already"),
    ({"kind": "merge", "id": " "}, 422, "merging", "say which story tells the same"),
    ({"kind": "merge", "id": "PORT", "into": "DAM"}, 422, "merging", "not both"),
    ({"kind": "merge", "id": "DAM", "why": " "}, 422, "merging", "say why"),
    ({"kind": "split"}, 422, "documents", "say which documents are split off"),
    ({"kind": "split", "document": "ALL"}, 400, "documents", "leave one at least"),
    ({"kind": "split", "document": "OTHER"}, 400, "documents", "this document isn't in"),
    ({"kind": "split", "document": "zzz"}, 404, "documents", "zzz"),
    ({"kind": "split", "document": "FIRST", "why": ""}, 422, "documents", "say why"),
    ({"kind": "undo", "number": "9"}, 400, "decisions", "no decision 9"),
    ({"kind": "undo", "number": "x" * 99}, 422, "decisions", "no number of a decision"),
    ({"kind": "undo", "number": "1", "why": " "}, 422, "decisions", "say why"),
]  # fmt: skip


@pytest.fixture
def real(port, dam):
    """What words in the table above stand for."""
    values = {"PORT": port.id, "DAM": dam.id, "ALL": documents(port), "OTHER": dam.documents[0].id, "FIRST": port.documents[0].id}
    return lambda fields: {name: values.get(value, value) for name, value in fields.items()}


@pytest.mark.parametrize(("fields", "status", "place", "says"), WRONG)
def test_what_cannot_be_done_is_told_in_its_place_and_changes_nothing(site, stories, port, dam, real, fields, status, place, says):
    if fields == {"kind": "undo", "number": "1", "why": " "}:
        split(site, dam, dam.documents[0])
    before = stories.history(), {one.id: documents(one) for one in stories}
    answer = decide(site, port, query="?q=&day=2021", **real(fields))
    assert answer.status_code == status
    assert problem(answer)[0] == place and says in problem(answer)[1]
    assert (stories.history(), {one.id: documents(one) for one in stories}) == before
    assert not list(site.app.state.site.archive.check())


def test_an_undone_decision_is_not_undone_again(site, port, dam):
    merge(site, dam, port)
    undo(site, port)
    answer = decide(site, port, kind="undo", number="1")
    assert answer.status_code == 400 and "undone already" in problem(answer)[1]


def test_what_was_written_stays_where_it_cannot_be_done(site, port):
    answer = html.fromstring(split(site, port, *port.documents, why="كلها").text)
    place = answer.get_element_by_id("documents")
    assert place.get("open") is not None and len(place.xpath(".//input[@checked]")) == 2
    assert place.xpath(".//input[@name='why']/@value") == ["كلها"]
    assert answer.xpath("//details[@id='merging']//input[@name='why']/@value") == [""]


def test_what_is_no_decision_and_no_story_is_refused(site, stories, port):
    assert decide(site, port, kind="dance").status_code == 422
    assert post(site, "/stories/zzz", {"kind": "merge", "id": port.id, "why": "x"}).status_code == 404
    assert site.get(f"/stories/{port.id}?q=act:denny").status_code == 400
    assert problem(site.get(f"/stories/{port.id}?day=tea"))[0] == "merging"
    assert not stories.history()


def test_large_stories_are_split_too(site, stories, port):
    many = [musnad.Document(id=f"d{n}", text=EXAMPLES.joinpath("2-port-sahil.txt").read_text(encoding="utf-8")) for n in range(60)]
    list(site.app.state.site.archive.add_all(many))
    large = max(stories, key=lambda one: len(one.documents))
    id, _page = followed(site, split(site, large, *[one for one in large.documents if one.id.startswith("d")][:58]))
    assert len(stories.get(id).documents) == 58


# -- who may -----------------------------------------------------------------------------------


def test_forms_need_their_token(site, stories, port, dam):
    for data in ({"kind": "merge", "id": dam.id}, {"kind": "split", "document": port.documents[0].id}, {"kind": "undo", "number": "1"}):
        assert site.post(f"/stories/{port.id}", data=data | {"why": "x"}).status_code == 403
        assert site.post(f"/stories/{port.id}", data=data | {"why": "x", "csrf": "0.abc"}).status_code == 403
    assert not stories.history()


def test_readers_see_what_was_decided_and_decide_nothing(path, tmp_path):
    found = users.load(tmp_path / "users.json", missing_ok=True)
    tokens = {}
    for name, role in (("amal", "editor"), ("nader", "reader")):
        users.add(found, name, role, "a long password")
        tokens[name] = {"authorization": f"Bearer {users.add_token(found, name, 'test')}"}
    users.save(tmp_path / "users.json", found)
    with browser(path, users=tmp_path / "users.json") as client:
        archive = client.app.state.site.archive
        one, other = archive.stories()
        body = {"kind": "merge", "into": other.id, "why": "سبب القرار"}
        for address in (f"/api/stories/{one.id}/decisions", "/api/story-decisions/1/undo"):
            assert client.post(address, json=body).status_code == 401
            assert client.post(address, json=body, headers=tokens["nader"]).status_code == 403
        assert client.post(f"/stories/{one.id}", data=body, headers=tokens["nader"]).status_code == 403
        assert not archive.stories.history()
        made = client.post(f"/api/stories/{one.id}/decisions", json=body, headers=tokens["amal"])
        assert made.status_code == 201 and made.json()["who"] == "amal"
        page = client.get(f"/stories/{other.id}?q=&day=", headers=tokens["nader"]).text
        assert "amal" in page and "سبب القرار" in page
        assert "checkbox" not in page and 'name="why"' not in page and 'id="merging"' not in page


# -- programs, languages -----------------------------------------------------------------------


def test_programs_decide_too(site, stories, port, dam):
    address = f"/api/stories/{port.id}/decisions"
    made = site.post(address, json={"kind": "split", "documents": [port.documents[0].id], "why": "x"})
    assert made.status_code == 201 and made.json()["value"]["documents"] == [port.documents[0].id]
    undone = site.post(f"/api/story-decisions/{made.json()['id']}/undo", json={"why": "y"})
    assert undone.status_code == 201 and undone.json()["value"] == {"decision": made.json()["id"]}
    assert site.post(address, json={"kind": "merge", "into": dam.id, "why": "z"}).status_code == 201
    told = site.get(f"/api/stories/{dam.id}/decisions").json()["decisions"]
    assert [(one["kind"], one["live"]) for one in told] == [("split", False), ("undo", True), ("merge", True)]
    for body, status in (({"kind": "merge", "into": dam.id, "why": "x"}, 400), ({"kind": "split", "why": "x"}, 422),
                         ({"kind": "merge", "into": "", "why": "x"}, 422), ({"kind": "split", "documents": ["x"], "why": ""}, 422)):  # fmt: skip
        answer = site.post(address, json=body)
        assert answer.status_code == status and answer.json()["error"]["status"] == status


def test_the_page_speaks_arabic(site, real, port, dam):
    site.headers["accept-language"] = "ar"
    page = site.get(f"/stories/{port.id}?q=&day=2021").text
    for words in ("دمج مع حدث آخر", "أي النصوص يروي حدثًا آخر؟", "أي حدث من هذه هو نفسه؟", "تنتقل نصوص هذا الحدث"):
        assert words in page
    _id, page = followed(site, merge(site, dam, port))
    assert told(page) == "صار الحدثان حدثًا واحدًا." and "جزءًا من هذا الحدث" in page.text_content()
    undo(site, port)
    for fields, _status, _place, says in WRONG:
        if "no number of" not in says:  # what only a forged form sends
            place = decide(site, port, **real(fields)).text.split('class="problem"')[1].split("</div>")[0]
            assert 'lang="en"' not in unescape(place), fields
