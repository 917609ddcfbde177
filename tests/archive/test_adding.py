"""Adding many: the same archive whatever the number of processes, nothing twice, nothing lost without a word."""

import sqlite3

import pytest

import musnad
from musnad.archive import many, processes
from musnad.document import Document
from musnad.errors import InputError
from musnad.model import Span, Statement
from musnad.pages.page import Page
from musnad.pages.texts import TextInput

KILLER = """
import sys, os, signal; sys.path[:] = sys.argv[1:]
from musnad.archive import worker
def deadly(item, outlets, read=worker.read_packed):
    if "الموت" in getattr(item, "text", ""):
        os.kill(os.getpid(), signal.SIGKILL)
    return read(item, outlets)
worker.read_packed = deadly
worker.serve()
"""


def text(n, *, more=""):
    """A text that is like no other."""
    return f"قال الوالي سعد المرزوق إن الجسر رقم {n} سيفتح بعد أيام. وأضاف أن الأعمال انتهت{more}.\n"


def inputs(count):
    """Texts of two outlets; every seventh address comes again with other words, every eleventh text a second time."""
    for n in range(count):
        address = f"https://nahr.example/{n // 7 if n % 7 == 0 else n}"
        yield TextInput(text=text(n - 1 if n % 11 == 10 else n), name=f"t:{n}", url=address, outlet="النهر")


def page(body="سيفتح بعد أيام", at="2031-05-04T10:00:00Z", url="https://nahr.example/a"):
    """A page whose article says `body`."""
    words = f"قال الوالي سعد المرزوق إن الجسر {body} أمام المارة والسيارات في المدينة كلها. "
    html = f"<html><head><title>x</title></head><body><article><h1>الجسر يفتح قريبا</h1><p>{words * 3}</p></article>"
    headers = {"content-type": "text/html; charset=utf-8"}
    return Page(body=html.encode(), name=url, url=url, fetched_at=at, headers=headers)


def rows(path):
    """All that is kept, but for the time at which it was added."""
    with sqlite3.connect(path) as connection:
        columns = "id, address, version, packed, page"
        documents = connection.execute(f"SELECT {columns} FROM documents ORDER BY rowid").fetchall()
        statements = connection.execute("SELECT * FROM statements ORDER BY row").fetchall()
    return documents, statements


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_makes_the_same_archive(jobs, tmp_path):
    kinds = []
    for name, number in (("one.db", 1), ("more.db", jobs)):
        with musnad.open(tmp_path / name, create=True) as archive:
            kinds.append([tuple(added) for added in archive.add_all(inputs(60), jobs=number)])
    assert kinds[0] == kinds[1]
    assert {kind for _, kind, *_ in kinds[0]} == {"new", "version"}
    assert rows(tmp_path / "one.db") == rows(tmp_path / "more.db")


def test_adding_again_changes_nothing(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        assert {a.kind for a in archive.add_all(inputs(20))} == {"new", "version"}
    before = rows(tmp_path / "a.db")
    with musnad.open(tmp_path / "a.db") as archive:
        assert {a.kind for a in archive.add_all(inputs(20), jobs=2)} == {"known"}
        assert not list(archive.check())
    assert rows(tmp_path / "a.db") == before


def test_a_page_fetched_again_is_known_and_a_changed_one_is_a_version(tmp_path):
    later = page(at="2031-05-06T10:00:00Z")
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        kinds = [a.kind for a in archive.add_all([page(), later, page("لن يفتح"), page()])]
        assert kinds == ["new", "known", "version", "known"]
        first, second = archive.versions("https://nahr.example/a")
        assert archive.page_of(first.document) == page()
        assert archive.page_of(second.document).body == page("لن يفتح").body
        assert archive.counts()["pages"] == 2
        assert not list(archive.check())


def test_an_id_that_is_taken_loses_no_text(tmp_path):
    items = [
        TextInput(text=text(1), name="1", id="x", url="https://a.example/1"),
        TextInput(text=text(2), name="2", id="x", url="https://a.example/1"),
        TextInput(text=text(1), name="3", id="x", url="https://b.example/1"),  # the same wire text in another paper
        TextInput(text=text(1), name="4", outlet="النهر"),
        TextInput(text=text(1), name="5", outlet="الوادي"),
    ]
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        assert [a.kind for a in archive.add_all(items)] == ["new", "version", "new", "new", "new"]
        assert [a.kind for a in archive.add_all(items)] == ["known"] * 5
        assert archive.counts()["documents"] == 5
        assert not list(archive.check())


def test_what_cannot_be_read_is_named_in_its_place(tmp_path):
    broken = InputError("broken.html: no article", code="no-article")
    items = [*inputs(3), broken, TextInput(text="\ud800", name="bad"), *inputs(8)]
    for jobs in (1, 2):
        errors = []
        with musnad.open(tmp_path / f"{jobs}.db", create=True) as archive:
            assert len(list(archive.add_all(items, jobs=jobs, on_error=errors.append))) == 11
            assert [error.code for error in errors] == ["no-article", "lone-surrogate"]
            with pytest.raises(InputError, match="no article"):
                list(archive.add_all([TextInput(text=text(99), name="last"), broken], jobs=jobs))
            assert archive.document(musnad.read(text(99)).id)  # what came before it is kept


def test_paths_and_documents_are_taken_too(tmp_path):
    (tmp_path / "a.txt").write_text(text(1), encoding="utf-8")
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        added = list(archive.add_all([tmp_path / "a.txt", musnad.read(text(2))], jobs=2))
    assert [(a.name.rpartition("/")[2], a.kind, a.statements) for a in added] == [("a.txt", "new", 2), ("", "new", 2)]


def test_a_document_that_cannot_be_kept_costs_itself_alone(tmp_path):
    statement = Statement(id="s1", cue=None, source=None, content=(Span(0, 3, "قال"),), speaker=None)
    bad = Document(id="bad", text="قال الوالي", statements=(statement, statement))
    errors = []
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        added = list(archive.add_all([musnad.read(text(1)), bad, musnad.read(text(2))], on_error=errors.append))
        assert [a.kind for a in added] == ["new", "new"]
        assert "document bad: can't be kept" in str(errors[0]) and errors[0].code == "not-kept"
        assert not list(archive.check())


def test_a_process_that_dies_costs_its_item(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "START", KILLER)
    items = list(inputs(40))
    for n in (5, 6, 30):
        items[n] = TextInput(text="الموت " + text(n), name=f"deadly:{n}")
    errors = []
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        added = list(archive.add_all(items, jobs=2, on_error=errors.append))
        assert [a.name for a in added] == [item.name for n, item in enumerate(items) if n not in (5, 6, 30)]
    assert [str(error).partition(":")[2].partition(":")[0] for error in errors] == ["5", "6", "30"]
    assert all("signal 9" in str(error) and error.code == "died" for error in errors)


def test_processes_that_cannot_begin_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "START", "raise SystemExit(3)")
    with (
        musnad.open(tmp_path / "a.db", create=True) as archive,
        pytest.raises(musnad.errors.MusnadError, match="status 3 before it began"),
    ):
        list(archive.add_all(inputs(3), jobs=2))


def test_what_an_iteration_gave_is_kept_when_the_next_never_comes(tmp_path, monkeypatch):
    monkeypatch.setattr(many, "BATCH", 2)
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        adding = archive.add_all(inputs(50), jobs=2)
        given = [next(adding) for _ in range(5)]
        adding.close()
        assert archive.counts()["documents"] >= len(given)
        assert not list(archive.check())
