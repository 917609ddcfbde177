"""Every kind of damage is found, named with its place, and nothing else is."""

import sqlite3

import pytest

import musnad
from musnad.archive.packing import pack, pack_document, unpack_document
from musnad.document import Document
from musnad.errors import ArchiveError
from musnad.pages.page import Page

WORDS = "قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام أمام المارة والسيارات في المدينة كلها. "
HTML = f"<html><body><article><h1>الجسر</h1><p>{WORDS * 3}</p></article></body></html>"
CREDITED = "الجسر يفتح قريبا\n\nالعاصمة (أ ف ب) - قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام.\n"


@pytest.fixture
def path(tmp_path):
    """An archive with a page, two versions of an address, and a relay."""
    page = Page(body=HTML.encode(), name="a.html", url="https://nahr.example/p", headers={"content-type": "text/html"})
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        list(archive.add_all([page]))
        for words in ("بعد أيام", "بعد أسبوع"):
            archive.add(musnad.read(CREDITED.replace("بعد أيام", words), url="https://nahr.example/a"))
        assert archive.counts()["relays"] and archive.counts()["statements"] >= 3
    return tmp_path / "a.db"


def problems(path):
    """What `check` says, a line a problem."""
    with musnad.open(path, readonly=True) as archive:
        return [str(problem) for problem in archive.check()]


def spoil(path, *statements):
    """Write to an archive behind its back."""
    with sqlite3.connect(path) as connection:
        for statement in statements:
            assert connection.execute(*statement if isinstance(statement, tuple) else (statement,)).rowcount


def test_a_whole_archive_has_no_problems(path):
    assert problems(path) == []


REST = "SELECT {} FROM {} LIMIT 1"
DAMAGE = {
    "a body": (("UPDATE bodies SET packed = ?", (pack(b"other"),)), "its bytes have another SHA-256"),
    "a body that is none": ("UPDATE bodies SET packed = x'00'", "can't be unpacked"),
    "a body's size": ("UPDATE bodies SET size_bytes = 7", "its row says 7"),
    "a page of another body": ("DELETE FROM bodies", "points to no row of bodies"),
    "a document": ("UPDATE documents SET packed = x'00'", "can't be unpacked"),
    "a title": ("UPDATE documents SET title = 'x'", "differs from the document in title"),
    "an address": ("UPDATE documents SET address = 'x' WHERE version = 1", "has 1 versions, the last one is number 2"),
    "a page pointed to": ("UPDATE documents SET page = 1 WHERE version = 2", "taken from another page"),
    "no document": ("DELETE FROM documents WHERE version = 2", "there is no such document"),
    "a speaker's name": ("UPDATE speakers SET name = 'x'", "rows differ from the document"),
    "a speaker": ("DELETE FROM speakers", "rows differ from the document"),
    "a relay": ("DELETE FROM relays", "rows differ from the document"),
    "a span": ("UPDATE statements SET cue_start = cue_start + 1", "differs from document"),
    "a span that is none": ("UPDATE statements SET content_spans = '[['", "can't be read"),
    "a content": ("UPDATE statements SET content_spans = '[[0, 1]]'", "differs from document"),
    "who": ("UPDATE speakers SET name = 'x'", "rows differ from the document"),
    "no statement": ("DELETE FROM statements WHERE row = 2", "has no row"),
    "a state": ("UPDATE statements SET state = 'rejected' WHERE row = 2", "is rejected, and nobody decided so"),
    "an index that lacks": (
        "INSERT INTO statement_words(statement_words) VALUES ('delete-all')", "the full-text index has other words"
    ),
    "an index that has more": (
        "INSERT INTO statement_words(rowid, words) SELECT place, 'البحر' FROM statement_places LIMIT 1",
        "the full-text index has other words",
    ),
    "an index of rows that are none": (
        "INSERT INTO statement_words(rowid, words) VALUES (70000, 'البحر')", "in the index, and no such statement"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_found(name, path):
    statement, said = DAMAGE[name]
    if "INSERT INTO statement_words" in str(statement):
        with sqlite3.connect(path) as connection:
            connection.execute(statement)
    else:
        spoil(path, statement)
    found = problems(path)
    assert any(said in line for line in found), found
    assert all("\n" not in line and line.count("; ") >= 1 for line in found)


def test_a_span_of_a_document_that_is_not_its_text_is_found(path):
    with sqlite3.connect(path) as connection:
        id, packed = connection.execute("SELECT id, packed FROM documents WHERE version = 2").fetchone()
    json = unpack_document(packed).to_json().replace('"text":"قال"', '"text":"نفى"')
    spoil(path, ("UPDATE documents SET packed = ? WHERE id = ?", (pack_document(Document.from_json(json)), id)))
    assert any("statements 1.cue: other words stand at" in line for line in problems(path))


def test_what_people_corrected_may_differ_from_the_document(path):
    with sqlite3.connect(path) as connection:
        query = "SELECT id, document, content_spans FROM statements WHERE row = 2"
        id, document, spans = connection.execute(query).fetchone()
        start = int(spans[2:].split(",")[0])
        columns = [row[1] for row in connection.execute("PRAGMA table_info(corrections)")]
        values = {"statement": id, "document": document, "kind": "span", "value": "{}", "quote": "", "who": "a",
                  "why": "b", "at": "2031-05-04T10:00:00Z", "applies_to": id, "in_document": document}  # fmt: skip
        values = {name: value for name, value in values.items() if name in columns}
        marks = ", ".join("?" * len(values))
        connection.execute(f"INSERT INTO corrections({', '.join(values)}) VALUES ({marks})", [*values.values()])
        connection.execute(
            "UPDATE statements SET state = 'corrected', content_spans = ? WHERE row = 2",
            (f"[[{start}, {start + 5}]]",),
        )
    found = problems(path)
    assert all("index" in line or "facets" in line for line in found), found  # it was not indexed anew here
    spoil(path, "UPDATE statements SET content_spans = '[[9, 99999]]' WHERE row = 2")
    assert any("its spans lie outside of the text" in line for line in problems(path))
    spoil(path, "UPDATE statements SET rule = 'x' WHERE row = 2")
    assert any("in rule" in line for line in problems(path))


def test_a_damaged_file_is_found(path):
    with musnad.open(path) as archive:
        list(archive.add_all([musnad.read(f"قال الوالي سعد المرزوق إن الجسر {n} يفتح.") for n in range(300)]))
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 20_000] = b"\xff" * 20_000
    path.write_bytes(data)
    try:
        found = problems(path)
    except ArchiveError as error:
        found = [str(error)]
    assert found and all("\n" not in line for line in found)


def test_it_is_proved_while_it_is_written_to(path):
    with musnad.open(path) as writer, musnad.open(path, readonly=True) as archive:
        checking = archive.check(progress=lambda *_: writer.add(musnad.read("قالت الوزيرة إن الماء يكفي.")))
        assert list(checking) == []


def test_a_backup_is_the_archive_as_it_stood(path, tmp_path):
    copy = tmp_path / "copy.db"
    with musnad.open(path) as writer, musnad.open(path, readonly=True) as archive:
        before = archive.counts()
        more = iter(range(1_000))

        def write(*_):
            writer.add(musnad.read(f"قالت الوزيرة إن الماء رقم {next(more)} يكفي."))

        assert archive.backup(copy, progress=write) == copy.stat().st_size
        assert archive.counts()["documents"] > before["documents"]
        with pytest.raises(ArchiveError, match="there already"):
            archive.backup(copy)
        with pytest.raises(ArchiveError, match="the archive itself"):
            archive.backup(path, force=True)
        with pytest.raises(ArchiveError, match="no/copy"):
            archive.backup(tmp_path / "no" / "copy.db")
    with musnad.open(copy, readonly=True) as copied:
        assert copied.counts() == before and not list(copied.check())
    with musnad.open(path, readonly=True) as archive:
        archive.backup(copy, force=True)
    assert not list(tmp_path.glob("*.part*"))
    with musnad.open(copy, readonly=True) as copied, musnad.open(path, readonly=True) as archive:
        assert copied.counts() == archive.counts()
