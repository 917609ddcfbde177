"""Archives of every schema from the first one on open, with all that is in them.

`schema_1.sql` is an archive of schema 1 with one document. As long as no release has it, it follows the code:

    python tests/archive/test_migrations.py
"""

import sqlite3
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import text

import musnad
from musnad.archive import migrations, opening
from musnad.archive.tables import SCHEMA_VERSION
from musnad.errors import ArchiveError

FIRST = Path(__file__).with_name("schema_1.sql")
WORDS = "قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام."


def dump(path):
    """An archive as SQL. The tables in which an index keeps its data are made with it, and filled anew behind it."""
    lines, separator = [], " || ',' || "
    with sqlite3.connect(path) as connection:
        query = "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        found = connection.execute(query).fetchall()
        indexes = [f"{name}_" for name, _, sql in found if sql.strip().upper().startswith("CREATE VIRTUAL")]
        for name, kind, sql in found:
            inner = name.startswith(tuple(indexes))
            lines.append(f"DELETE FROM {name};" if inner else f"{sql.strip()};")
            if kind == "table" and f"{name}_" not in indexes:
                columns = [f'quote("{row[1]}")' for row in connection.execute(f"PRAGMA table_info({name})")]
                for row in connection.execute(f"SELECT {separator.join(columns)} FROM {name}"):
                    lines.append(f"INSERT INTO {name} VALUES ({row[0]});")
    return "BEGIN;\n" + "\n".join(lines) + "\nCOMMIT;\n"


def schema(path):
    """What tables and indexes an archive has, by their names."""
    with sqlite3.connect(path) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@pytest.fixture
def first(tmp_path):
    """The archive of schema 1."""
    with sqlite3.connect(tmp_path / "first.db") as connection:
        connection.executescript(FIRST.read_text(encoding="utf-8"))
    return tmp_path / "first.db"


def test_the_first_schema_opens_and_is_whole(first):
    with musnad.open(first) as archive:
        assert archive.counts()["documents"] == 1
        assert archive.add(musnad.read(f"{WORDS} وأضاف أن الأعمال انتهت.")).kind == "new"
        assert not list(archive.check())


def test_an_archive_made_anew_has_the_same_tables_as_one_that_migrated(first, tmp_path):
    musnad.open(first).close()
    musnad.open(tmp_path / "new.db", create=True).close()
    assert schema(first) == schema(tmp_path / "new.db"), "write a migration, or make schema_1.sql anew (see above)"


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


if __name__ == "__main__":
    if SCHEMA_VERSION != 1:
        sys.exit("schema 1 is history: it stays as it is")
    with tempfile.TemporaryDirectory() as folder:
        with musnad.open(Path(folder) / "a.db", create=True) as made:
            made.add(musnad.read(WORDS, url="https://nahr.example/a", outlet="النهر"))
        FIRST.write_text(dump(Path(folder) / "a.db"), encoding="utf-8")
