"""An archive keeps what it is given, once, and gives it back as it was."""

import pytest

import musnad
from musnad.errors import ArchiveError

PAGE = b"<html><head><title>x</title></head><body><h1>%s</h1><p>%s</p></body></html>"
HEADLINE = "الوالي: الجسر سيفتح قريبا أمام المارة"
TEXT = f"{HEADLINE}\n\nقال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام. وأضاف أن الأعمال انتهت.\n"


def test_a_document_comes_back_as_it_was(tmp_path):
    document = musnad.read(TEXT, outlet="النهر", published={"at": "2031-05-04"})
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        assert archive.add(document).kind == "new"
        assert archive.add(document).kind == "known"
        assert archive.document(document.id) == document
        assert archive.page_of(document.id) is None
    with musnad.open(tmp_path / "a.db", readonly=True) as archive:
        assert archive.document(document.id) == document


def test_what_is_no_archive(tmp_path):
    with pytest.raises(ArchiveError, match="no archive there"):
        musnad.open(tmp_path / "none.db")
    (tmp_path / "b.db").write_text("قال الوالي " * 300, encoding="utf-8")
    with pytest.raises(ArchiveError, match="no SQLite file"):
        musnad.open(tmp_path / "b.db")


def test_what_musnad_opens_can_be_exported(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        archive.add(musnad.read(TEXT, outlet="النهر"))
        done = archive.export("الجسر", output=tmp_path / "out")
    assert done.statements and (tmp_path / "out" / "manifest.json").exists()
