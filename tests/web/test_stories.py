"""Stories: outlets in columns, the same statement in one row, what differs marked, who was first, who left it out."""

import re
from html import unescape
from pathlib import Path

import pytest
from lxml import etree, html
from web_sites import browser

import musnad

EXAMPLES = Path(__file__).parents[2] / "examples"
OUTLETS = {"sahil": "وكالة الساحل", "rayah": "راية الجمهورية", "hibr": "حبر حر", "difaf": "الضفاف"}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    path = tmp_path_factory.mktemp("stories") / "a.db"
    with musnad.open(path, create=True) as archive:
        for n, file in enumerate(sorted(EXAMPLES.glob("2-port-*.txt"))):
            text = file.read_text(encoding="utf-8")
            outlet = OUTLETS[file.stem.rpartition("-")[2]]
            published = {"at": f"2031-05-04T{8 + n:02}:00:00Z", "precision": "minute", "evidence": "given"}
            archive.add(musnad.read(text, title=text.partition("\n")[0], outlet=outlet, published=published))
        archive.add(musnad.read("قال الوالي سعد المرزوق إن السد <b>متين</b>.", title="السد <i>", outlet="النهر"))
    with browser(path) as client:
        yield client


ROWS = "//table[@class='beside-outlets']/tbody/tr"
REPORTS = f"{ROWS}//article"


@pytest.fixture
def archive(told):
    return told.app.state.site.archive


@pytest.fixture
def story(archive):
    return archive.stories("who:السروجي")[0]


def page_of(told, story, **query):
    return html.fromstring(told.get(f"/stories/{story.id}", params=query).text)


def words(element):
    return " ".join(element.text_content().split())


def test_stories_are_listed_and_found(told, story, archive):
    page = told.get("/stories").text
    assert page.count('<h2><a href="/stories/') == len(list(archive.stories))
    assert story.id in told.get("/stories", params={"q": "who:السروجي", "day": "2031-05"}).text
    assert "No story is found" in told.get("/stories", params={"day": "2030"}).text
    assert told.get("/stories", params={"day": "tea"}).status_code == 400
    assert told.get("/stories", params={"q": "act:denny"}).status_code == 400
    assert told.get("/stories/story-nothing").status_code == 404


def test_the_rest_of_many_statements_is_one_link_away(told, story, monkeypatch):
    from musnad.web.views import stories

    many = len(page_of(told, story).xpath(ROWS))
    monkeypatch.setattr(stories, "ROWS", 1)
    page = page_of(told, story)
    assert len(page.xpath(ROWS)) == 1 < many
    [link] = page.xpath("//a[contains(@href, '?all=1')]")
    assert f"{many - 1} more statement" in link.text_content()
    assert len(page_of(told, story, all="1").xpath(ROWS)) == many


def test_the_rest_of_many_reports_by_one_outlet_is_behind_the_same_link(told, story, monkeypatch):
    from musnad.web.views import stories

    many = len(page_of(told, story).xpath(REPORTS))
    monkeypatch.setattr(stories, "REPORTS", 0)
    page = page_of(told, story)
    assert len(page.xpath(REPORTS)) == 0 < many
    left_out = [int(link.text_content().split()[0]) for link in page.xpath("//td//a[contains(@href, '?all=1')]")]
    assert sum(left_out) == many
    assert len(page_of(told, story, all="1").xpath(REPORTS)) == many


def test_a_decision_changes_what_is_remembered(told, story, archive):
    before = page_of(told, story).xpath(ROWS)
    reported = [report.statement for utterance in story.statements() for report in utterance.reports]
    made = [archive.correct(statement, "reject", by="x", why="a test") for statement in reported]
    assert len(page_of(told, story).xpath(ROWS)) == 0 < len(before)
    for one in made:
        archive.undo(one.id, by="x", why="it was a test")
    assert len(page_of(told, story).xpath(ROWS)) == len(before)


def test_each_utterance_is_a_row_with_a_column_for_each_outlet(told, story):
    said = story.statements()
    table = page_of(told, story).find_class("beside-outlets")[0]
    heads = [words(head) for head in table.findall("thead/tr/th")][1:]
    assert heads == list(dict.fromkeys(document.outlet for document in story.documents))
    rows = table.findall("tbody/tr")
    assert len(rows) == len(said) > 2
    for row, one in zip(rows, said, strict=True):
        found = {
            head: [re.search("/statements/([^/]+)$", a)[1] for a in cell.xpath(".//a[contains(@href,'/statements/')]/@href")]
            for head, cell in zip(heads, row.findall("td"), strict=True)
        }  # fmt: skip
        wanted = {head: [r.statement for r in one.reports if r.outlet == head] for head in heads}
        assert found == wanted
        for outlet in one.left_out:
            assert words(row.findall("td")[heads.index(outlet)]) == "nothing of it"
        assert ("Left out by:" in words(row.find("th"))) == bool(one.left_out)


def test_first_force_and_differing_words_are_marked(told, story):
    said = story.statements()
    rows = page_of(told, story).find_class("beside-outlets")[0].findall("tbody/tr")
    marked = 0
    for row, one in zip(rows, said, strict=True):
        (first,) = row.xpath(".//article[.//span[contains(@class,'first')]]")
        assert one.reports[one.first].statement in first.xpath(".//a/@href")[-1]
        for report in one.reports:
            (article,) = row.xpath(f".//article[.//a[contains(@href,'{report.statement}')]]")
            assert report.force in words(article.find_class("head")[0])
            changed = [d for d in report.differences if d.change != "kept"]
            assert bool(article.xpath(".//ins|.//del")) == bool(changed)
            marked += bool(changed)
        assert ("stand of the cue" in words(row.find("th"))) == (len({r.force for r in one.reports}) > 1)
    assert marked > 2


def test_what_one_alone_has_is_shown_on_demand(told, story):
    few, many = (len(page_of(told, story, **q).find_class("beside-outlets")[0].findall("tbody/tr")) for q in ({}, {"alone": "1"}))
    assert few == len(story.statements()) < many == len(story.statements(alone=True))


def test_a_story_of_one_document_is_shown_and_pages_are_hostile(told, archive):
    alone = next(one for one in archive.stories if len(one.documents) == 1)
    page = told.get(f"/stories/{alone.id}").text
    assert "السد &lt;i&gt;" in page and "<b>متين" not in page and "متين" in page


def test_the_timeline_has_a_point_for_each_document(told, story):
    tree = etree.fromstring(told.get(f"/stories/{story.id}/timeline.svg").content)
    points = [float(one.get("cx")) for one in tree.findall(".//{*}circle[@class='s0']")]
    assert len(points) == len(story.documents) and points == sorted(points)
    assert len(tree.findall(".//{*}circle[@class='ring']")) == 1
    told.cookies.set("musnad_view", "ar.light.latin")
    mirrored = etree.fromstring(told.get(f"/stories/{story.id}/timeline.svg").content)
    told.cookies.delete("musnad_view")
    places = [float(one.get("cx")) for one in mirrored.findall(".//{*}circle[@class='s0']")]
    assert places == sorted(places, reverse=True)


def test_a_document_leads_to_its_story_and_all_statements_are_found(told, story, archive):
    assert f'href="/stories/{story.id}"' in told.get(f"/documents/{story.documents[0].id}").text
    link = re.search(r'href="(/\?q=story[^"]+)"', told.get(f"/stories/{story.id}").text)[1]
    ids = {document.id for document in story.documents}
    found = told.get("/api" + unescape(link).replace("/?", "/search?limit=200&")).json()["results"]
    assert {one["document"] for one in found} == ids
    assert len(found) == sum(result.document in ids for result in archive.search(""))


def test_folded_copies_are_paged(told, archive):
    first = next(iter(archive.search("who:السروجي")))
    text = archive.document(first.document).text
    archive.add(musnad.read(f"{text}\n\nانتهى.", outlet="نسخة", url="https://copy.example/1"))
    wanted = [result.id for result in archive.search("copies:fold")]
    assert len(wanted) < archive.search("").count()
    found, cursor = [], ""
    while cursor is not None:
        page = told.get("/api/search", params={"q": "copies:fold", "limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        found += [one["id"] for one in page["results"]]
        cursor = page["next"]
    assert found == wanted
    assert "documents that are copies" in told.get("/", params={"q": "copies:fold"}).text


def test_each_page_has_its_json(told, story):
    for path in ("/stories?day=2031", f"/stories/{story.id}", f"/stories/{story.id}?alone=1"):
        address = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)">', told.get(path).text)[1]
        assert told.get(unescape(address)).status_code == 200
    answer = told.get(f"/api/stories/{story.id}").json()
    assert answer["story"]["id"] == story.id and len(answer["utterances"]) == len(story.statements())
