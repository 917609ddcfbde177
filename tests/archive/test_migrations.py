"""Archives of every schema from the first one on open, with all that is in them.

`schema_1.sql` is an archive of schema 1 with one document, `schema_2.sql` one of schema 2 with three documents, two of
them a story, and two corrections.
"""

import sqlite3
from pathlib import Path

import pytest
from servers import addressed
from sqlalchemy import inspect, text

import musnad
from musnad.archive import migrations, opening
from musnad.archive.tables import SCHEMA_VERSION
from musnad.archive.worded import WORDS as WORDS_KEPT
from musnad.errors import ArchiveError

HERE = Path(__file__).parent
WORDS = "قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام."


def schema(path):
    """What tables and indexes an archive has, by their names."""
    with sqlite3.connect(path) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: " ".join(sql.split()) for name, sql in found}


def made(version, folder):
    """The archive of an old schema."""
    with sqlite3.connect(folder / "old.db") as connection:
        connection.executescript((HERE / f"schema_{version}.sql").read_text(encoding="utf-8"))
    return folder / "old.db"


@pytest.fixture
def first(tmp_path):
    """The archive of schema 1."""
    return made(1, tmp_path)


def test_the_first_schema_opens_and_is_whole(first):
    with musnad.open(first) as archive:
        assert archive.counts()["documents"] == 1
        assert archive.add(musnad.read(f"{WORDS} وأضاف أن الأعمال انتهت.")).kind == "new"
        assert not list(archive.check())


def prove_second(archive):
    """All that `schema_2.sql` has is there."""
    assert not list(archive.check())
    denied, accepted = sorted(archive.search("كلفة"), key=lambda found: found.who)
    assert (denied.act, denied.who, denied.source, denied.addressee, denied.state) == (
        "deny", "الوالي سعد المرزوق", "المرزوق", "للصحفيين", "corrected")  # fmt: skip
    assert denied.content == "كلفة الأعمال بلغت عشرين مليون دينار"
    assert (accepted.who, accepted.state) == ("مصدر في البلدية", "accepted")
    assert [len(story.documents) for story in archive.stories()] == [2, 1]
    (document,) = {found.document for found in archive.search("صقيع")}
    assert archive.document(document).text.startswith("حذرت وزارة الزراعة من موجة صقيع")


def test_the_second_schema_opens_with_its_words_stories_and_corrections(tmp_path):
    with musnad.open(made(2, tmp_path)) as archive:
        prove_second(archive)


def test_the_second_schema_opens_in_postgresql(tmp_path):
    old = made(2, tmp_path)
    with sqlite3.connect(old) as connection:
        packed = connection.execute("SELECT packed, id FROM documents").fetchall()
    with addressed("postgres", tmp_path) as address:
        with musnad.open(old) as archive:
            archive.copy(address)
        with musnad.open(address) as archive, archive.engine.begin() as connection:  # as it was there in schema 2
            for name in WORDS_KEPT:
                connection.exec_driver_sql(f"ALTER TABLE statements ADD COLUMN {name} text")
            for row in packed:
                connection.exec_driver_sql("UPDATE documents SET packed = %s WHERE id = %s", row)
            for change in (
                "DELETE FROM statement_words", "DELETE FROM fingerprints",
                "UPDATE settings SET value = '2' WHERE name = 'schema'",
            ):  # fmt: skip
                connection.exec_driver_sql(change)
        with musnad.open(address) as archive:
            prove_second(archive)
            with archive.reading() as connection:
                names = {column["name"] for column in inspect(connection).get_columns("statements")}
            assert names.isdisjoint(WORDS_KEPT)


@pytest.mark.parametrize("version", [1, 2])
def test_an_archive_made_anew_has_the_same_tables_as_one_that_migrated(version, tmp_path):
    old = made(version, tmp_path)
    musnad.open(old).close()
    musnad.open(tmp_path / "new.db", create=True).close()
    assert schema(old) == schema(tmp_path / "new.db"), "write a migration"


def fake(monkeypatch, step):
    """Make the present schema one step newer."""
    monkeypatch.setattr(opening, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setattr(migrations, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    monkeypatch.setitem(migrations.STEPS, SCHEMA_VERSION, step)


def test_a_step_is_taken_once(first, monkeypatch):
    fake(monkeypatch, lambda connection: connection.execute(text("ALTER TABLE documents ADD COLUMN mood TEXT")))
    with pytest.raises(ArchiveError, match="open it for writing once"):
        musnad.open(first, readonly=True)
    for _ in range(2):
        musnad.open(first).close()
    assert "mood" in schema(first)["documents"]
    monkeypatch.undo()
    said = rf"newer musnad \(schema {SCHEMA_VERSION + 1}, this one knows {SCHEMA_VERSION}"
    with pytest.raises(ArchiveError, match=said):
        musnad.open(first)


def test_a_step_that_fails_leaves_the_archive_as_it_was(first, monkeypatch):
    def step(connection):
        connection.execute(text("ALTER TABLE documents ADD COLUMN mood TEXT"))
        connection.execute(text("SELECT * FROM no_such_table"))

    before = schema(first)
    fake(monkeypatch, step)
    with pytest.raises(ArchiveError, match="no such table"):
        musnad.open(first)
    assert schema(first) == before
    monkeypatch.undo()
    musnad.open(first).close()
