"""A copy holds the same on either back-end, or isn't there at all."""

import os
from pathlib import Path

import pytest
from servers import addressed, opened

import musnad
from musnad.archive import copying
from musnad.archive.tables import metadata
from musnad.cli import main
from musnad.document import Document
from musnad.errors import ArchiveError

EXAMPLES = Path(__file__).parents[2] / "examples"


def fill(archive):
    list(archive.add_all(sorted(EXAMPLES.glob("*.txt"))[:6]))
    ids = [result.id for result in archive.search("", order="oldest")]
    first = archive.correct(ids[0], "reject", by="سلمى", why="ليس قولا")
    archive.undo(first.id, by="سلمى", why="بل قول")  # its row points to one that comes later
    archive.correct(ids[2], "reject", by="سلمى", why="ليس قولا")
    archive.saved.add("كل", "")


def seen(archive):
    with archive.reading() as connection:
        rows = {t.name: sorted(map(repr, connection.execute(t.select()).all())) for t in metadata.sorted_tables}
    found = {order: [r.id for r in archive.search("في", order=order)] for order in ("newest", "oldest", "relevance")}
    return rows, found, archive.search("").facets(), list(archive.check())


@pytest.mark.parametrize("target", ["sqlite", "postgres"])
@pytest.mark.parametrize("source", ["sqlite", "postgres"])
def test_a_copy_is_equal_and_lives_on(source, target, tmp_path):
    (tmp_path / "to").mkdir()
    with opened(source, tmp_path) as archive, addressed(target, tmp_path / "to") as address:
        fill(archive)
        told = []
        copied = archive.copy(address, progress=lambda done, whole: told.append((done, whole)))
        assert copied.counts == archive.counts() and copied.counts["corrections"] == 3
        assert told[-1][0] == told[-1][1] and [done for done, _ in told] == sorted(done for done, _ in told)
        with musnad.open(address) as other:
            assert seen(other) == seen(archive)
            for one in (archive, other):
                assert list(one.add(musnad.read("قال وزير الموارد كامل الشافي إن السد آمن.")))
                id = next(iter(one.search("آمن"))).id
                assert one.correct(id, "reject", by="سلمى", why="لا").id == 4
            assert other.counts() == archive.counts()


@pytest.mark.parametrize("target", ["sqlite", "postgres"])
def test_a_copy_that_fails_leaves_nothing(target, tmp_path, monkeypatch):
    (tmp_path / "to").mkdir()
    with opened("sqlite", tmp_path) as archive, addressed(target, tmp_path / "to") as address:
        fill(archive)
        with monkeypatch.context() as patch:
            patch.setattr(copying, "_index", lambda *given: given[1].execute(metadata.tables["saved"].delete()))
            with pytest.raises(ArchiveError, match=r"saved differs .*\(0 rows, 1 there\); nothing was kept"):
                archive.copy(address)
        assert os.listdir(tmp_path / "to") == []
        with pytest.raises(ArchiveError, match="no archive there"):
            musnad.open(address)
        archive.copy(address)
        with pytest.raises(ArchiveError, match=r"there already|holds tables already"):
            archive.copy(address)
        with musnad.open(address) as other:
            assert other.counts() == archive.counts()


def test_what_postgresql_cannot_keep_is_said(tmp_path):
    with opened("sqlite", tmp_path) as archive, addressed("postgres", tmp_path) as address:
        archive.add(Document(id="d1", text="قال", title="أ\x00ب"))
        with pytest.raises(ArchiveError, match=r"can't keep \(U\+0000\)"):
            archive.copy(address)


def test_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with musnad.open("a.db", create=True) as archive:
        fill(archive)
    with addressed("postgres", tmp_path) as address:
        assert main(["copy", "a.db", address]) == 0
        assert "6 documents" in capsys.readouterr().out
        assert main(["copy", address, "b.db"]) == 0
        assert capsys.readouterr().out.startswith("b.db: 6 documents")
        assert main(["copy", address, "b.db"]) == 1
        assert capsys.readouterr().err == "musnad: b.db: there already; name a new file\n"
        assert main(["backup", "c.dump", "--archive", address]) == 1
        said = capsys.readouterr().err
        assert "pg_dump -Fc -f c.dump" in said and said.count("\n") == 1
    with musnad.open("a.db") as one, musnad.open("b.db") as other:
        assert seen(one) == seen(other)
