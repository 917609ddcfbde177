"""show, correct and reread from the outside."""

import io
import json
import sys

import pytest

import musnad
from musnad.cli import main
from musnad.pages.page import Page

TEXT = "قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام. وأضاف أن الأعمال انتهت.\n\nوتمضي السنة كغيرها.\n"
BODY = (
    '<html><head><meta property="article:published_time" content="2031-05-04T10:00:00Z"></head><body><article>'
    f"<h1>الجسر الجديد يفتح أبوابه</h1><p>{TEXT.splitlines()[0]}</p><p>{TEXT.splitlines()[2]}</p></article></body>"
).encode()
URL = "https://nahr.example/1"


@pytest.fixture
def news(tmp_path, monkeypatch):
    """An archive with a page and a text, in the working directory; returns the page's document."""
    monkeypatch.chdir(tmp_path)
    headers = {"content-type": "text/html; charset=utf-8"}
    page = Page(body=BODY, name="p.html", url=URL, headers=headers, fetched_at="2031-05-05T00:00:00Z")
    document = musnad.read_page(BODY, url=URL, headers=headers, fetched_at=page.fetched_at)
    with musnad.open(create=True) as archive:
        archive.add(document, page)
        archive.add(musnad.read(TEXT, outlet="صدى الضفة"))
    return document


def said(capsys):
    return capsys.readouterr().out


def test_show_a_statement(news, capsys):
    second = news.statements[1]
    assert main(["show", second.id[:10]]) == 0
    out = said(capsys)
    for line in (
        f"statement {second.id}", "  neutral, state, indirect; machine", "    وتمضي السنة كغيرها.",
        f"  page sha256 {Page(body=BODY, name='').sha256}", "  version 1 of 1",
        "  date 2031-05-04T10:00:00+00:00, minute, by meta", "  mentions, 1",
    ):  # fmt: skip
        assert line in out.splitlines()
    assert "⟦الأعمال انتهت⟧" in out and "sentence before" not in out
    assert main(["show", second.id, "--format", "json"]) == 0
    shown = json.loads(said(capsys))
    assert shown["before"]["text"].endswith("بعد أيام.") and shown["after"]["text"] == "وتمضي السنة كغيرها."
    assert shown["page"]["published"]["candidates"][0]["evidence"] == "meta"
    assert shown["statement"] == shown["machine"] and shown["state"] == "machine"


def test_show_a_document(news, capsys):
    assert main(["show", news.id]) == 0
    out = said(capsys)
    assert out.startswith(f"document {news.id}\n") and all(s.id in out for s in news.statements)
    assert main(["show", news.id, "--format", "json"]) == 0
    assert json.loads(said(capsys))["document"]["id"] == news.id


def test_show_the_page_as_it_was_kept(news, tmp_path, capsys, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["show", news.id, "--page"]) == 0
    assert out.buffer.getvalue() == BODY
    assert main(["show", news.statements[0].id, "--page", "-o", "out.html"]) == 0
    assert (tmp_path / "out.html").read_bytes() == BODY


def test_correct_undo_history(news, capsys):
    id = news.statements[0].id
    assert main(["correct", id, "--act", "deny", "--speaker", "none", "--why", "لا يقول", "--by", "هالة"]) == 0
    assert said(capsys) == f"correction 1: speaker\ncorrection 2: act\nstatement {id}: corrected\n"
    assert main(["correct", "--undo", "2", "--why", "خطأ", "--by", "سلمى"]) == 0
    assert main(["correct", id, "--content", "30:40", "--accept", "--why", "أقصر"]) == 0
    said(capsys)
    assert main(["correct", "--history", id[:9]]) == 0
    out = said(capsys)
    assert "  2. act deny, " in out and "undone by 3" in out and "لا يقول" in out and "  5. accept, " in out
    assert main(["show", id]) == 0
    out = said(capsys)
    assert "  neutral, state, indirect; corrected" in out and "speaker unknown: left open by a correction" in out


def test_a_new_speaker_by_words_and_by_place(news, capsys):
    id, text = news.statements[0].id, news.text
    at = text.index("السنة")
    for given in ("السنة", f"{at}:{at + 5}"):
        assert main(["correct", id, "--speaker", given, "--kind", "media", "--why", "تجربة"]) == 0
        assert main(["show", id, "--format", "json"]) == 0
        speaker = json.loads(said(capsys).splitlines()[-1])["speaker"]
        assert (speaker["kind"], speaker["name"]["text"], speaker["name"]["start"]) == ("media", "السنة", at)


WRONG = [  # arguments, status, what is said
    (["correct", "--accept"], 2, "the ID of a statement is missing"),
    (["correct", "ID"], 2, "say what is decided"),
    (["correct", "ID", "--undo", "1", "--why", "x"], 2, "and no ID"),
    (["correct", "ID", "--reject", "--act", "deny", "--why", "x"], 2, "--reject goes alone"),
    (["correct", "ID", "--history", "--act", "deny"], 2, "--history goes alone"),
    (["correct", "ID", "--accept", "--reject"], 2, "not allowed with"),
    (["correct", "ID", "--kind", "media", "--why", "x"], 2, "--kind goes with --speaker"),
    (["correct", "ID", "--content", "3-9", "--why", "x"], 2, "is not START:END"),
    (["correct", "ID", "--content", "9:3", "--why", "x"], 1, "no span of the text"),
    (["correct", "ID", "--reject"], 1, "a decision needs its reason"),
    (["correct", "nothing", "--accept"], 1, "no statement has the id"),
    (["correct", "--undo", "7", "--why", "x"], 1, "no correction 7"),
    (["show", "ID", "-o", "x"], 2, "--output goes with --page"),
    (["show", "nothing"], 1, "no statement or document has the id"),
    (["show", "TEXT", "--page"], 1, "came as text"),
    (["show", "ID", "--archive", "none.db"], 1, "no archive there"),
    (["reread", "--document", "nothing"], 1, "no statement or document"),
    (["reread", "--jobs", "0"], 2, "not a number from 1 up"),
]


@pytest.mark.parametrize(("arguments", "status", "message"), WRONG)
def test_what_goes_wrong_takes_one_line(arguments, status, message, news, capsys):
    names = {"ID": news.statements[0].id, "TEXT": musnad.read(TEXT).id}
    try:
        found = main([names.get(a, a) for a in arguments])
    except SystemExit as error:
        found = error.code
    err = capsys.readouterr().err
    assert (found, err.count("\n")) == (status, 1) and message in err


def test_reread(news, capsys):
    assert main(["reread"]) == 0
    assert said(capsys).startswith("documents: 0 reread, 2 needed no reading\n")
    assert main(["correct", news.statements[0].id, "--accept"]) == 0
    said(capsys)
    for arguments in (["--dry-run"], []):
        assert main(["reread", "--all", *arguments]) == 0
        out = said(capsys)
        assert out.startswith("documents: 2 reread\n") and " same, 0 changed, 0 came, 0 went\n" in out
        assert "corrections: 1 carried, 0 kept without a statement of the reader\n" in out
        assert ("nothing was written" in out) == bool(arguments)
    assert main(["show", news.statements[0].id]) == 0
    assert "indirect; accepted" in said(capsys)
