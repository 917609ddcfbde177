"""The reading page: the text character by character, the panel, the kept page, versions."""

import re
from html import unescape

import pytest
from export_archives import HOSTILE, hostile_document
from lxml import html
from web_sites import HTML, browser, first_statement

import musnad
from musnad.pages.page import Page
from musnad.web.changes import changed_paragraphs
from musnad.web.dating import dating_of
from musnad.web.keeping import harmless
from musnad.web.marking import cleaned, paragraphs_of, parts_of

TEXTS = [
    "قال الوالي سعد المرزوق إن الجسر سيفتح غدا.",
    "قال الوالي سعد المرزوق 😀 إن الجسر سيُفتَحُ غدًا 👩‍👩‍👧.\r\n\r\nونفى المرزوق أن تكون فيه تشققات.\n\n\n",
    "\n\nأكد نادر الحلو أن سعد المرزوق قال إن المدير نفى أن الطريق مغلقة\u202e\x00 <b>&amp;</b>",
    "",
    "\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_pieces_are_the_text_character_by_character(text):
    document = musnad.read(text)
    pieces = [piece for paragraph in paragraphs_of(document, {}) for piece in paragraph.pieces]
    assert unescape("".join(piece.text for piece in pieces).replace("&#13;", "\r")) == cleaned(text)
    at = 0
    for piece in pieces:
        assert piece.start == at
        at += len(unescape(piece.text.replace("&#13;", "\r")))


def test_every_span_is_covered_by_pieces_of_its_kind():
    document = musnad.read(TEXTS[2])
    assert any(statement.inside for statement in document.statements)
    pieces = [piece for paragraph in paragraphs_of(document, {}) for piece in paragraph.pieces]
    ends = [piece.start for piece in pieces[1:]] + [len(document.text)]
    for statement in document.statements:
        for part, span in parts_of(statement):
            inside = [p for p, end in zip(pieces, ends, strict=True) if p.start < span.end and end > span.start]
            assert inside and all(part in p.classes.split() for p in inside)


def test_notes_stand_beside_the_paragraph_in_which_a_statement_begins():
    document = musnad.read(TEXTS[1])
    noted = [len(paragraph.notes) for paragraph in paragraphs_of(document, {})]
    assert sum(noted) == len(document.statements) == 2 and noted[0] == 1


def test_a_document_shows_statements_chain_and_evidence(client):
    id = first_statement(client, "الكلفة")
    page = client.get(f"/statements/{id}").text
    assert "Why it was read so" in page and "verbs_say/" not in page.split('id="panel"')[0]
    assert re.search(r"nouns_of_saying/\w+", page) and "A relay and the one it quotes" in page
    assert "وكالة الأفق" in page and "Evidence for the date" in page
    panel = client.get(f"/statements/{id}", headers={"x-part": "panel"}).text
    assert "<html" not in panel and "Why it was read so" in panel


def test_a_beginning_of_an_id_is_enough_and_none_is_told(client):
    id = first_statement(client, "الكلفة")
    assert client.get(f"/statements/{id[:9]}").status_code == 200
    missing = client.get("/statements/s000")
    assert missing.status_code == 404 and "no statement or document" in unescape(missing.text)


@pytest.fixture
def page_id(client):
    found = re.findall(r'href="/documents/([^"]+)"', client.get("/", params={"q": "المدرسة"}).text)
    return found[0]


def test_the_kept_page_runs_nothing_and_fetches_nothing(client, page_id):
    beside = client.get(f"/documents/{page_id}/page").text
    assert re.search(r'<iframe[^>]* sandbox src="/documents/[^"]+/kept"', beside)
    answer = client.get(f"/documents/{page_id}/kept")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox;") and "default-src 'none'" in policy and "allow" not in policy
    assert "السروجي" in answer.text
    for word in ("<script", "onload", "pictures.example", "alert"):
        assert word not in answer.text
    raw = client.get(f"/documents/{page_id}/kept.bin")
    assert raw.content == HTML.encode() or raw.content == HTML.replace("منذ أسبوع", "منذ شهر").encode()
    assert raw.headers["content-type"] == "application/octet-stream" and "attachment" in raw.headers["content-disposition"]


HARMFUL = [
    "<script>x()</script>", "<p onclick=x()>", "<a href='javascript:x()'>", "<link rel=preconnect href=//bad.example>",
    "<meta http-equiv=refresh content='0;url=//bad.example'>", "<base href=//bad.example>", "<iframe src=//bad.example>",
    "<style>@import '//bad.example'; p{background:url(//bad.example)}</style>", "<img srcset='//bad.example 2x'>",
    "<p style='background:url(//bad.example/a)'>", "<object data=//bad.example>", "<form action=//bad.example>",
    "<svg><use xlink:href='//bad.example#a'/><a xlink:href='//bad.example'>", "<video poster=//bad.example>",
    "<body background=//bad.example>", "<template><script>x()</script></template>",
    "<noscript><img src=//bad.example></noscript>", "<math href=//bad.example>", "<img src='data:text/html,x()'>",
]  # fmt: skip


@pytest.mark.parametrize("markup", HARMFUL)
def test_harmless_pages_hold_nothing_that_acts(markup):
    made = harmless(Page(body=f"<html><body><p>قبل</p>{markup}<p>بعد</p></body></html>".encode(), name="x"))
    assert "bad.example" not in made and "x()" not in made
    assert "قبل" in made and "بعد" in made


def test_a_picture_within_a_page_stays_and_a_huge_attribute_goes():
    body = b"<html><body><img src='data:image/png;base64,AAAA'><p title='" + b"x" * 10_000_000 + b"'>text</p></body></html>"
    made = harmless(Page(body=body, name="x"))
    assert "data:image/png" in made and "text" in made and len(made) < 1_000


def test_versions_show_what_changed(client, page_id):
    page = client.get(f"/documents/{page_id}/versions")
    documents = re.findall(r'<a href="/documents/([^"]+)/versions">', page.text)
    assert len(documents) == 2
    page = client.get(f"/documents/{documents[1]}/versions").text
    assert "<del>أسبوع</del>" in page and "<ins>شهر</ins>" in page


def test_changed_paragraphs():
    found = changed_paragraphs("أ ب ت ث\nذهب\nبقي", "أ ب ج ث\nبقي\nجاء")
    assert [(p.kind, [w.kind for w in p.words]) for p in found] == [
        ("changed", ["same", "went", "came", "same"]), ("went", ["went"]), ("same", ["same"]), ("came", ["came"]),
    ]  # fmt: skip


@pytest.mark.parametrize("published", [None, {}, {"at": 5, "candidates": 3}, {"candidates": [1, {}], "refused": "x"}])
def test_any_evidence_can_be_shown(published):
    dating = dating_of(published)
    assert dating is None or all(isinstance(value, str | bool) for row in dating.rows for value in row)


def test_an_archive_that_means_harm_shows_as_text(tmp_path):
    path = tmp_path / "hostile.db"
    with musnad.open(path, create=True) as archive:
        for n, bad in enumerate(HOSTILE):
            archive.add(hostile_document(n, bad))
        ids = [(r.id, r.document) for r in archive.search("")]
    from urllib.parse import quote

    with browser(path) as client:
        pages = ["/", "/facets", "/review", "/network", "/speakers", "/outlets", "/export?format=csv"]
        pages += [f"/statements/{quote(id, safe='')}" for id, _ in ids[::3]]
        pages += [f"/documents/{quote(id, safe='')}{more}" for _, id in ids[::9] for more in ("", "/versions", "/page")]
        for address in pages:
            answer = client.get(address)
            assert answer.status_code in (200, 404), address
            if answer.headers["content-type"].startswith("text/html"):
                assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", answer.text), address
                tree = html.document_fromstring(answer.text)
                assert {script.get("src", "").split("/")[-1] for script in tree.iter("script")} <= {"musnad.js", "reading.js"}
                assert not [a for a in tree.iter("a") if not re.match("/|https?:|#", a.get("href", "/"))]


def test_labels_are_marked_by_whose_voice_they_are_in(client):
    from msgspec.structs import replace

    from musnad.model import Label

    document = musnad.read("قال الوالي سعد المرزوق إن العصابات رحلت. ودخل الثوار المدينة.", url="https://marfa.example/labels")
    labels = []
    for word, voice in (("العصابات", "quoted"), ("الثوار", "own")):
        start = document.text.index(word)
        labels.append(Label(start=start, end=start + len(word), text=word, epithet=word, family="x", voice=voice))
    client.app.state.site.archive.add(replace(document, labels=tuple(labels)))
    page = client.get(f"/documents/{document.id}").text
    assert re.search(r'class="content label quoted v0"[^>]*>العصابات<', page)
    assert re.search(r'class="label own">الثوار<', page) and "in the outlet's own voice" in page
    assert "layer-label" not in client.get(f"/statements/{first_statement(client, 'الكلفة')}").text


def test_the_kept_page_is_put_beside_the_text_in_a_frame_that_may_do_nothing(client):
    archive = client.app.state.site.archive
    kept = next(iter(archive.search("المدرسة"))).document
    page = client.get(f"/documents/{kept}", params={"beside": "page"}).text
    frame = re.search(r"<iframe[^>]*>", page)[0]
    assert " sandbox " in frame and f'src="/documents/{kept}/kept"' in frame and "?beside=page" in page
    assert "<iframe" not in client.get(f"/documents/{kept}").text
    without = next(iter(archive.search("الكلفة"))).document
    assert "<iframe" not in client.get(f"/documents/{without}", params={"beside": "page"}).text
