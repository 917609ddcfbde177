"""The archives that are exported."""

import pytest
from export_archives import HOSTILE, HTML, TEXT, hostile_document

import musnad
from musnad.pages.page import Page


@pytest.fixture
def archive(tmp_path):
    """News: a text with an address, a page without, a text with nothing known."""
    with musnad.open(tmp_path / "news.db", create=True) as opened:
        url = "https://marfa.example/2031/جسر"
        opened.add(
            musnad.read(
                TEXT, outlet="المرفأ", url=url, title="الجسر", published={"at": "2031-05-04", "precision": "day"}
            )
        )
        page = Page(body=HTML.encode(), name="a.html", fetched_at="2031-05-07T01:02:03Z")
        (document,) = [musnad.read_page(HTML.encode())]
        opened.add(document, page)
        opened.add(musnad.read("قال الناطق رامي الحلو إن السوق مغلقة اليوم."))
        yield opened


@pytest.fixture
def hostile(tmp_path):
    with musnad.open(tmp_path / "hostile.db", create=True) as opened:
        for n, bad in enumerate(HOSTILE):
            opened.add(hostile_document(n, bad))
        yield opened
