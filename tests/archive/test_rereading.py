"""A newer reader replaces what the machine read, and nothing that a person decided."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text as sql
from stub_readings import SAID, WHO, digest, reading, text_of

import musnad
from musnad.archive import rereading, sqlite_search
from musnad.archive.decisions import in_force
from musnad.archive.putting import corrections_of, in_force_of, kept_of, rows_in_force
from musnad.archive.rereading import RereadOptions
from musnad.archive.rows import kept_columns, statement_rows
from musnad.archive.tables import corrections, documents, statements
from musnad.document import Document
from musnad.errors import ArchiveError, InputError
from musnad.pages.page import Page

URL = "https://nahr.example/1"
FULL = (0, 0, True, "state")


# -- proofs --------------------------------------------------------------------------------------


def rows(connection, table):
    return [dict(row) for row in connection.execute(table.select()).mappings()]


def prove(archive):
    """The tables hold what is in force, the index holds the tables, every span is its text."""
    with archive.engine.begin() as connection:
        present = rows(connection, statements)
        wanted = []
        for row in rows(connection, documents):
            found = in_force_of(connection, row["id"])
            wanted += kept_columns(rows_in_force(found))
            for s in found.document.statements:
                for span in (s.cue, s.source, *s.content, s.addressee, *s.via):
                    assert span is None or found.document.text[span.start : span.end] == span.text
                assert s.speaker is None or found.document.speaker_of(s)
        assert sorted(wanted, key=lambda r: r["id"]) == sorted(
            ({k: v for k, v in r.items() if k != "row"} for r in present), key=lambda r: r["id"]
        )
        assert list(sqlite_search.check_index(connection)) == []
        assert connection.execute(sql("PRAGMA foreign_key_check")).all() == []


def prove_decisions(archive):
    """The last living decision that names a field has it, whatever was read since."""
    living = [c for c in archive.corrections() if c.live and c.kind != "undo"]
    for id in {c.applies_to for c in living}:
        record = archive.statement(id)
        mine = [c for c in living if c.applies_to == id]
        last = {}
        for c in mine:
            last |= {"act": c, "content": c, "speaker": c} if c.kind == "accept" else {}
            last |= {c.value.get("field", c.kind): c}
        assert record.state != "machine"
        assert (record.state == "rejected") == (mine[-1].kind == "reject")
        if "act" in last:
            assert record.statement.act == last["act"].value["act"]
        if "content" in last:
            value = last["content"].value
            quotes = (value if last["content"].kind == "span" else value["content"])["quotes"]
            assert [c.text for c in record.statement.content] == [quote[0] for quote in quotes]
        if "speaker" in last:
            named = last["speaker"].value["speaker"]
            if named is None:
                assert record.speaker is None
            else:
                assert record.speaker.name.text == named["quotes"][0][0]
        assert record.note is None or record.machine is None


def frozen(archive):
    """The rows of corrections without what a rereading may move."""
    with archive.engine.connect() as connection:
        moving = "undone_by", "applies_to", "in_document"
        return [{k: v for k, v in r.items() if k not in moving} for r in rows(connection, corrections)]


# -- random lives of an archive --------------------------------------------------------------------

part = st.tuples(st.integers(0, len(WHO) - 1), st.integers(0, len(SAID) - 1))
parts = st.lists(part, min_size=2, max_size=5)
longer = st.builds(lambda p: lambda text: text_of([p]) + "\n" + text, part)  # the page gives one paragraph more
shorter = st.just(lambda text: text.partition("\n\n")[2] or text)
another = st.builds(lambda some: lambda _: text_of(some), parts)
choice = st.none() | st.tuples(
    st.integers(0, 2), st.integers(0, 1), st.booleans(), st.sampled_from(["state", "deny", "warn"])
)
choices = st.lists(choice, min_size=3, max_size=9)
number = st.integers(0, 10**6)
step = st.one_of(
    st.tuples(st.just("correct"), number, st.sampled_from(["accept", "reject", "act", "content", "speaker"]), number),
    st.tuples(st.just("undo"), number),
    st.tuples(st.just("reread"), choices, st.none() | longer | shorter | another),
)


class Life:
    """An archive with a text and a page, and a reader whose version grows with every rereading."""

    def __init__(self, archive, first, read):
        self.archive, self.version = archive, 1
        self.texts = {"page": text_of(first)}
        page = Page(body=b"x", name="p", url=URL)
        archive.add(self.read(read)(None, page), page)
        archive.add(reading(text_of(first[::-1]), read, id="dtext"))

    def read(self, choices):
        def again(document, page):
            version = str(self.version)
            if page is None:
                return reading(document.text, choices, id=document.id, version=version, url=document.url)
            text = self.texts["page"]
            return reading(text, choices, id=digest("d", URL + text), version=version, url=URL)

        return again

    def correct(self, which, kind, how):
        with self.archive.engine.connect() as connection:
            all_rows = rows(connection, statements)
        if not all_rows:
            return
        row = all_rows[which % len(all_rows)]
        text = self.archive.document(row["document"]).text
        words = [(w.start(), w.end()) for w in re.finditer(r"\w+", text)]
        start, end = words[how % len(words)][0], words[min(how % len(words) + how % 4, len(words) - 1)][1]
        value = {
            "act": {"act": ["call", "threaten", "express"][how % 3]},
            "content": {"field": "content", "spans": [[start, end]]},
            "speaker": {"speaker": None if how % 5 == 0 else list(words[how % len(words)])},
        }.get(kind)
        self.archive.correct(row["id"], "span" if kind == "content" else kind, value, by="هالة", why="لأن")

    def undo(self, which):
        live = [c for c in self.archive.corrections() if c.live]
        if live:
            self.archive.undo(live[which % len(live)].id, by="هالة", why="لا")

    def reread(self, choices, extraction):
        self.version += 1
        if extraction is not None:
            self.texts["page"] = extraction(self.texts["page"])
        before = [c.id for c in self.archive.corrections() if c.live and c.kind != "undo"]
        done = self.archive.reread(RereadOptions(read=self.read(choices), version=f"{self.version}/x"))
        assert done.counts.documents == 2 and done.counts.failed == 0
        assert done.counts.carried + done.counts.orphaned == len(before)
        again = self.archive.reread(RereadOptions(read=self.read(choices), version=f"{self.version}/x"))
        assert (again.counts.documents, again.counts.skipped) == (0, 2)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(parts, choices, st.lists(step, min_size=1, max_size=9))
def test_nothing_that_a_person_decided_is_lost(first, read, steps):
    with tempfile.TemporaryDirectory() as folder, musnad.open(Path(folder) / "a.db", create=True) as archive:
        life = Life(archive, first, read)
        written, ids = [], set()
        for name, *arguments in steps:
            getattr(life, name)(*arguments)
            assert frozen(archive)[: len(written)] == written
            written = frozen(archive)
            prove(archive)
            prove_decisions(archive)
            with archive.engine.connect() as connection:
                ids |= {r["id"] for r in rows(connection, statements)} | {r["id"] for r in rows(connection, documents)}
            assert all(archive.find(id) for id in ids)  # links live on
        while alive := [c for c in archive.corrections() if c.live and c.kind != "undo"]:
            archive.undo(alive[0].id, by="هالة", why="لا")
        prove(archive)
        with archive.engine.connect() as connection:
            found, all_documents = rows(connection, statements), rows(connection, documents)
        machine = [r for d in all_documents for r in statement_rows(archive.document(d["id"]))]
        assert sorted(r["id"] for r in found) == sorted(r["id"] for r in machine)
        assert {r["state"] for r in found} <= {"machine"}


# -- single cases ------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        yield archive


def reread(archive, choices, version, **options):
    def read(document, page):
        return reading(document.text, choices, id=document.id, version=version, url=document.url)

    return archive.reread(RereadOptions(read=read, version=f"{version}/x", **options))


def test_a_statement_that_the_reader_loses_stays_by_decision_and_is_found_again(archive):
    text = text_of([(0, 0), (1, 1)])
    archive.add(reading(text, [FULL], id="d1"))
    first, second = archive.document("d1").statements
    archive.correct(first.id, "act", {"act": "pledge"}, by="هالة", why="وعد")
    rejected = archive.correct(second.id, "reject", by="هالة", why="ليس قولا")
    counts = reread(archive, [None], "2").counts
    assert (counts.went, counts.carried, counts.orphaned) == (2, 0, 2)
    record = archive.statement(first.id)
    assert (record.state, record.statement.act, record.machine) == ("corrected", "pledge", None)
    assert record.note == "the reader 2/x finds no such statement"
    assert archive.statement(second.id).state == "rejected"
    prove(archive)
    undone = archive.undo(rejected.id, by="هالة", why="خطأ")
    with pytest.raises(ArchiveError, match="has no such statement and its corrections are undone"):
        archive.statement(second.id)
    archive.undo(undone.id, by="هالة", why="بل ليس قولا")
    assert archive.statement(second.id).state == "rejected"
    counts = reread(archive, [FULL], "3").counts
    assert (counts.came, counts.carried, counts.orphaned) == (2, 2, 0)
    record = archive.statement(first.id)
    assert (record.statement.act, record.machine.act, record.note) == ("pledge", "state", None)
    prove(archive)


def test_a_correction_follows_by_the_place_of_the_cue(archive):
    archive.add(reading(text_of([(0, 0), (1, 1)]), [FULL], id="d1"))
    old = archive.document("d1").statements[0].id
    archive.correct(old, "act", {"act": "pledge"}, by="هالة", why="وعد")
    reread(archive, [(2, 0, True, "warn")], "2")
    new = archive.document("d1").statements[0].id
    assert new != old and archive.find(old).id == new
    assert archive.statement(old).statement.act == "pledge"
    with archive.engine.connect() as connection:
        (row,) = [r for r in rows(connection, statements) if r["id"] == new]
    assert row["row"] == 1, "what a saved search has shown is not new again"


def test_an_accepted_statement_stays_as_it_stood(archive):
    archive.add(reading(text_of([(0, 0)]), [FULL], id="d1"))
    (old,) = archive.document("d1").statements
    archive.correct(old.id, "accept", by="هالة", why="")
    reread(archive, [(0, 1, False, "warn")], "2")
    record = archive.statement(old.id)
    assert (record.state, record.statement.content, record.statement.act) == ("accepted", old.content, "state")
    assert record.speaker.name.text == WHO[0] and record.machine.act == "warn"


def page_reader(text, version, choices=(FULL,)):
    def read(document, page):
        if page is None:
            return reading(document.text, choices, id=document.id, version=version, url=URL)
        return reading(text, choices, id=digest("d", text), version=version, url=URL)

    return RereadOptions(read=read, version=f"{version}/x")


def with_page(archive, text):
    page = Page(body=b"<p>x</p>", name="p", url=URL)
    archive.add(reading(text, [FULL], id=digest("d", text), url=URL), page)
    return digest("d", text)


def test_a_page_that_gives_another_text_keeps_its_version_its_corrections_and_its_links(archive):
    old = with_page(archive, text_of([(0, 0), (1, 1)]))
    first, second = archive.document(old).statements
    span = second.content[0]
    archive.correct(second.id, "span", {"field": "content", "spans": [[span.start, span.end - 4]]}, by="ه", why="أقصر")
    new_text = text_of([(2, 2), (0, 0), (1, 1)])
    counts = archive.reread(page_reader(new_text, "2")).counts
    assert (counts.texts_changed, counts.same, counts.came, counts.carried) == (1, 2, 1, 1)
    new = archive.find(old).id
    assert new == digest("d", new_text) and archive.document(old).id == new
    assert archive.page_of(old).body == b"<p>x</p>"
    record = archive.statement(second.id)
    assert record.statement.content[0].text == span.text[:-4]
    assert (record.page.version, record.page.versions) == (1, 1)
    assert archive.find(first.id).id == archive.document(new).statements[1].id
    prove(archive)


def test_an_old_id_that_is_added_again_is_itself(archive):
    text = text_of([(0, 0)])
    old = with_page(archive, text)
    archive.reread(page_reader(text_of([(2, 2), (0, 0)]), "2"))
    assert archive.document(old).id != old
    with_page(archive, text)
    assert archive.document(old).text == text and archive.find(old).id == old


def test_the_old_text_stays_where_a_decision_finds_no_place_in_the_new_one(archive):
    old = with_page(archive, text_of([(0, 0), (1, 1)]))
    second = archive.document(old).statements[1]
    archive.correct(second.id, "accept", by="ه", why="")
    counts = archive.reread(page_reader(text_of([(0, 0)]), "2")).counts
    assert (counts.texts_changed, counts.texts_kept, counts.carried) == (0, 1, 1)
    assert archive.document(old).text == text_of([(0, 0), (1, 1)])
    assert archive.statement(second.id).state == "accepted"


def test_the_old_text_stays_where_another_document_has_the_new_one(archive):
    other = with_page(archive, text_of([(0, 0)]))
    page = Page(body=b"<p>y</p>", name="p", url=URL)
    archive.add(reading(text_of([(1, 1)]), [FULL], id="d2", url=URL), page)
    counts = archive.reread(page_reader(text_of([(0, 0)]), "2")).counts
    assert (counts.documents, counts.texts_kept) == (2, 1)
    assert archive.document("d2").text == text_of([(1, 1)]) and archive.document(other).text == text_of([(0, 0)])


def test_a_page_without_an_article_any_more_is_read_from_its_text(archive):
    old = with_page(archive, text_of([(0, 0)]))

    def read(document, page):
        if page is not None:
            raise InputError("p: no article", code="no-article")
        return reading(document.text, [FULL], id=document.id, version="2", url=URL)

    said = []
    done = archive.reread(RereadOptions(read=read, version="2/x"), on_error=said.append)
    assert (done.counts.texts_kept, done.counts.failed, said) == (1, 0, ["p: no article"])
    assert archive.document(old).reader.version == "2"


def test_a_document_that_can_not_be_read_stays_as_it_is(archive):
    archive.add(reading(text_of([(0, 0)]), [FULL], id="d1"))
    before = archive.document("d1")

    def read(document, page):
        raise InputError("d1: the reader failed")

    done = archive.reread(RereadOptions(read=read, version="2/x"))
    assert (done.counts.failed, done.counts.documents) == (1, 0)
    assert archive.document("d1") == before


def test_a_run_that_was_stopped_goes_on(archive, monkeypatch):
    monkeypatch.setattr(rereading, "BATCH", 2)
    for n in range(7):
        archive.add(reading(text_of([(0, n % 6)]), [FULL], id=f"d{n}"))
    done = []

    def step():
        done.append(1)
        if len(done) == 3:
            raise KeyboardInterrupt

    read = page_reader("", "2")
    with pytest.raises(KeyboardInterrupt):
        archive.reread(read, on_document=step)
    counts = archive.reread(read).counts
    assert (counts.documents, counts.skipped) == (3, 4)
    prove(archive)


def test_a_dry_run_changes_nothing_and_says_the_same(archive):
    archive.add(reading(text_of([(0, 0), (1, 1)]), [FULL], id="d1"))
    before = archive.document("d1")
    dry = reread(archive, [(0, 0, True, "warn")], "2", dry_run=True)
    assert archive.document("d1") == before
    assert dry == reread(archive, [(0, 0, True, "warn")], "2")
    assert dry.counts.changed == 2 and dry.readers == {"1/x": 1}


def test_only_the_documents_that_are_named(archive):
    for n in range(3):
        archive.add(reading(text_of([(0, n)]), [FULL], id=f"d{n}"))
    assert reread(archive, [FULL], "2", documents=("d1",)).counts.documents == 1
    assert reread(archive, [FULL], "2").counts.documents == 2
    assert reread(archive, [FULL], "2", everything=True).counts.documents == 3
    with pytest.raises(ArchiveError, match="that of its document"):
        reread(archive, [FULL], "2", documents=(archive.document("d0").statements[0].id,))


TEXTS = ["قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام.\n", "وأكدت المهندسة ليلى الدقاق أن الماء يكفي الجميع.\n"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_present_reader_reads_the_same_again(archive, jobs):
    body = f"<html><body><article><h1>عنوان الخبر هنا</h1><p>{TEXTS[0]}</p></article></body></html>".encode()
    page = Page(body=body, name="p.html", url=URL, headers={"content-type": "text/html; charset=utf-8"})
    archive.add(musnad.read_page(body, url=URL, headers=page.headers), page)
    for text in TEXTS:
        archive.add(musnad.read(text, outlet="النهر", published={"at": "2031-05-04"}))
    with archive.engine.connect() as connection:
        before = rows(connection, statements), rows(connection, documents)
    assert archive.reread().counts.skipped == 3
    counts = archive.reread(RereadOptions(everything=True, jobs=jobs)).counts
    assert (counts.documents, counts.texts_changed, counts.changed + counts.came + counts.went) == (3, 0, 0)
    assert counts.same >= 3
    with archive.engine.connect() as connection:
        assert (rows(connection, statements), rows(connection, documents)) == before


def test_what_is_in_force_is_worked_out_without_a_database(archive):
    archive.add(reading(text_of([(0, 0)]), [FULL], id="d1"))
    (one,) = archive.document("d1").statements
    archive.correct(one.id, "act", "warn", by="ه", why="تحذير")
    with archive.engine.connect() as connection:
        decided, kept = corrections_of(connection, "d1"), kept_of(connection, "d1")
    copy = Document.from_json(archive.document("d1").to_json())
    assert in_force(copy, decided, kept).document.statements[0].act == "warn"
    assert in_force(copy, [], kept).states == {}
