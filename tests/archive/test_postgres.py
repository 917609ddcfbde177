"""Archives in PostgreSQL: several writers, lost connections, addresses, what goes wrong in a line."""

import random
import subprocess
import sys
import threading
from contextlib import closing

import pytest
from servers import addressed, server
from sqlalchemy import select, text
from stub_readings import SAID, WHO, digest, reading

import musnad
from musnad.archive import many, postgres
from musnad.archive.entity_decisions import merge
from musnad.archive.tables import documents, statements
from musnad.cli import main
from musnad.document import Document
from musnad.errors import ArchiveError

FULL = (0, 0, True, "state")


def document(n):
    body = f"{WHO[n % len(WHO)]} رقم {n} قال إن {SAID[n % len(SAID)]} منذ {n} يوما."
    return reading(body, [FULL], id=digest("d", str(n)), url=f"https://nahr.example/{n}")


@pytest.fixture
def address(tmp_path):
    with addressed("postgres", tmp_path) as address:
        yield address


def ids(archive):
    with archive.reading() as connection:
        return (
            sorted(connection.execute(select(documents.c.id)).scalars()),
            sorted(connection.execute(select(statements.c.id)).scalars()),
        )


# -- facets --------------------------------------------------------------------------------------


def told_by_many(archive):
    """Forty people who speak once, one who speaks twice, two who are one; one statement is rejected."""
    for n in range(40):
        name = f"سعد {chr(0x628 + n % 20)}ار{chr(0x634 + n // 20)}ود"
        archive.add(musnad.read(f"قال الوزير {name} إن السد في الوادي يفتح من يوم {n}.", url=f"https://nahr.example/{n}"))
    archive.add(musnad.read("قال الوزير سعد بارشود إن الماء في السد قليل.", url="https://nahr.example/again"))
    ids = [result.id for result in archive.search("في", order="oldest")]
    archive.correct(ids[5], "reject", by="تحرير", why="ليس قولا")
    one, into = sorted({result.entity for result in archive.search("في") if result.entity})[-2:]
    with archive.writing() as connection:
        merge(connection, one, into, by="تحرير", why="هو")


@pytest.mark.parametrize("query", ["", "في", "من", "السد", "في السد"])
def test_speakers_who_speak_as_often_come_in_the_order_of_their_names(address, tmp_path, query):
    with musnad.open(address, create=True) as one, musnad.open(tmp_path / "a.db", create=True) as other:
        for archive in (one, other):
            told_by_many(archive)
        for top in (1, 2, 3, 10, 38, 50):
            assert one.search(query).facets(["who"], top=top) == other.search(query).facets(["who"], top=top)


# -- several at once -----------------------------------------------------------------------------


def test_four_writers_with_overlapping_pages_are_one(address, tmp_path):
    """Each has three quarters of the pages, in an order of its own; nobody has made the archive before."""
    pages = [document(n) for n in range(160)]
    commands = []
    for k in range(4):
        mine = [page for n, page in enumerate(pages) if n % 4 != k]
        random.Random(k).shuffle(mine)
        file = tmp_path / f"{k}.jsonl"
        file.write_text("\n".join(f'{{"text": "{p.text}", "id": "{p.id}", "url": "{p.url}"}}' for p in mine), "utf-8")
        command = [sys.executable, "-m", "musnad.cli", "add", str(file), "--archive", address]
        commands.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
    said = [command.communicate(timeout=200)[1] for command in commands]
    assert [command.returncode for command in commands] == [0] * 4, said
    with musnad.open(tmp_path / "one.db", create=True) as one, musnad.open(address) as archive:
        list(one.add_all(musnad.read(p.text, id=p.id, url=p.url) for p in pages))
        assert ids(archive) == ids(one)
        assert len(ids(archive)[0]) == 160 and len(ids(archive)[1]) >= 160
        assert list(archive.check()) == []
        with archive.reading() as connection:
            numbers = sorted(connection.execute(select(statements.c.row)).scalars())
        assert numbers == list(range(1, len(numbers) + 1))
        assert archive.search("").facets() == one.search("").facets()


def test_the_archive_is_made_once(address):
    failures, opened = [], threading.Barrier(6)

    def make():
        opened.wait()
        try:
            musnad.open(address, create=True).close()
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with musnad.open(address) as archive:
        assert archive.counts()["settings"] == 3


def test_readers_see_one_state_and_wait_for_nobody(address):
    with musnad.open(address, create=True) as archive, archive.reading() as connection:
        archive.add(document(1))
        count = select(documents.c.id)
        before = connection.execute(count).scalars().all()
        with archive.writing() as writing:
            assert connection.execute(count).scalars().all() == before
            assert len(writing.execute(count).scalars().all()) == 1
        archive.add(document(2))
        assert connection.execute(count).scalars().all() == before
        assert archive.counts()["documents"] == 2


def test_results_that_are_dropped_late_are_nobody_elses_trouble(address):
    """Who looked at some of many results may drop the rest when another has the connection already."""
    with musnad.open(address, create=True) as archive:
        list(archive.add_all(map(document, range(5))))
        with archive.reading() as connection:
            plan = archive.backend.plan_of(connection, archive.search("").node)
            rows = archive.backend.places(connection, plan.found, "newest", many=1)
            assert len(next(rows)) == len(next(rows)) == 1
        with archive.reading() as connection:
            asked = "SELECT pg_backend_pid(), count(*) FROM statements"
            before = connection.exec_driver_sql(asked).one()
            del rows
            assert connection.exec_driver_sql(asked).one() == before


def test_a_writer_whose_turn_never_comes_is_told(address, monkeypatch):
    monkeypatch.setattr(postgres, "BUSY_S", 0.3)
    with (
        musnad.open(address, create=True) as archive, musnad.open(address) as other, archive.writing(),
        pytest.raises(ArchiveError, match="in use by another program"),
    ):  # fmt: skip
        other.add(document(1))


# -- lost connections ----------------------------------------------------------------------------


def killer(address):
    """Return a function that ends all other connections to the database of an address."""
    engine = postgres.engine(address)

    def kill():
        with engine.connect() as connection:
            query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed'"
            return len(connection.execute(text(query)).all())

    return kill, engine


def test_a_lost_connection_loses_and_doubles_nothing(address, monkeypatch):
    """The connection is ended behind every tenth document, some of them in the middle of a transaction."""
    monkeypatch.setattr(many, "RETRY_S", (0.0, 0.0, 0.0))
    monkeypatch.setattr(many, "FAR_BATCH", 8)
    kill, engine = killer(address)
    killed, whole = [], many.add_documents

    def add_and_die(connection, additions, **options):
        added = whole(connection, additions, **options)
        if len(killed) < 6 and len(killed) % 2 == 0:  # rows are written, nothing is committed
            killed.append(kill())
        return added

    monkeypatch.setattr(many, "add_documents", add_and_die)
    pages = [document(n) for n in range(120)]
    with musnad.open(f"{address}&application_name=doomed", create=True) as archive:
        with closing(archive.add_all(pages)) as adding:
            added = []
            for n, one in enumerate(adding):
                added.append(one)
                if n % 10 == 9 and len(killed) < 6:  # between two transactions
                    killed.append(kill())
        assert [one.document for one in added] == [page.id for page in pages]
        assert {one.kind for one in added} == {"new"}
        assert len(killed) == 6 and all(killed)
        assert ids(archive)[0] == sorted(page.id for page in pages)
        assert list(archive.check()) == []
    engine.dispose()


def test_a_connection_that_is_lost_for_good_is_said_in_a_line(address, monkeypatch):
    monkeypatch.setattr(many, "RETRY_S", (0.0,))
    kill, engine = killer(address)
    whole = many.add_documents
    with musnad.open(f"{address}&application_name=doomed", create=True) as archive:
        monkeypatch.setattr(many, "add_documents", lambda *given, **options: (whole(*given, **options), kill())[0])
        with pytest.raises(ArchiveError, match=r"run it again$"):
            list(archive.add_all([document(1)]))
        monkeypatch.undo()
        assert archive.counts()["documents"] == 0
        assert [one.kind for one in archive.add_all([document(1)])] == ["new"]
    engine.dispose()


# -- addresses and errors ------------------------------------------------------------------------


@pytest.mark.parametrize(("given", "said"), [
    ("postgresql://nobody:geheim@127.0.0.1:1/x", "no server answers there"),
    ("postgresql://a@h/x?sslmode=never", "sslmode 'never'"),
    ("postgresql://a@h/x?schema=A;B", "schema 'A;B'"),
    ("postgresql://a@h/x?colour=red", "colour: no part of a PostgreSQL address"),
    ("postgresql://a@h:port/x", "can't be read"),
])  # fmt: skip
def test_addresses_that_lead_nowhere(given, said, capsys):
    assert main(["search", "سد", "--archive", given]) == 1
    line = capsys.readouterr().err
    assert said in line and line.count("\n") == 1 and "geheim" not in line


def test_passwords_are_not_shown():
    for given, shown in [
        ("postgresql://a:b@h/x", "postgresql://a:***@h/x"), ("postgresql://a@h/x", "postgresql://a@h/x"),
        ("postgres://a:b%40c@h:5/x?schema=s", "postgres://a:***@h:5/x?schema=s"),
    ]:  # fmt: skip
        assert postgres.shown(given) == shown


def test_what_is_not_there(address):
    with pytest.raises(ArchiveError, match="no archive there; `musnad add PATH"):
        musnad.open(address)
    with pytest.raises(ArchiveError, match="no such database"):
        musnad.open(server().replace("/postgres?", "/nowhere?"), create=True)


def test_tables_of_others_are_left_alone(address):
    schema = address.rpartition("schema=")[2]
    engine = postgres.engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {schema}")
        connection.exec_driver_sql("CREATE TABLE pages (x integer)")
    engine.dispose()
    with pytest.raises(ArchiveError, match="no archive of musnad"):
        musnad.open(address, create=True)


def test_a_document_that_cannot_be_kept_does_not_stop_the_others(address):
    bad = Document(id="bad", text="قال", title="أ\x00ب")
    told = []
    with musnad.open(address, create=True) as archive:
        added = list(archive.add_all([document(1), bad, document(2)], on_error=told.append))
        assert [one.document for one in added] == [document(1).id, document(2).id]
        assert len(told) == 1 and "bad" in str(told[0]) and "\n" not in str(told[0])
        assert list(archive.check()) == []


def test_reading_alone_changes_nothing(address):
    musnad.open(address, create=True).close()
    with musnad.open(address, readonly=True) as archive, pytest.raises(ArchiveError, match="for reading alone"):
        archive.add(document(1))


def test_words_and_phrases_past_what_a_vector_holds(address):
    """Longer words than a lexeme has, more words than positions, more times than are kept."""
    long_word = "ب" * 3_000
    contents = {
        "word": f"سد {long_word} كبير", "words": f"{'جسر ' * 300}{'ماء نهر ' * 9_000}سوق قديم",
        "short": "قديم سوق", "plain": "سوق قديم",
    }  # fmt: skip
    with musnad.open(address, create=True) as archive:
        for name, content in contents.items():
            read = reading(f"الوالي قال إن {content}.", [FULL], id=name)
            archive.add(read)
        assert list(archive.check()) == []

        def found(query):
            search = archive.search(query)
            results = sorted(result.document for result in search)
            assert search.count() == len(results) == sum(f.count for f in search.facets(["act"])["act"])
            return results

        assert found(f"سد {long_word}") == found(f'"سد {long_word} كبير"') == ["word"]
        assert found('"سوق قديم"') == found('="سوق قديم"') == ["plain", "words"]
        assert found('"قديم سوق"') == ["short"]
        assert found('NOT "سوق قديم"') == ["short", "word"]
        assert found('"نهر ماء"') == ["words"]
