"""Full disks, locks, kills, hostile input: one clear line, and nothing that was kept is lost."""

import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest

import musnad
from musnad.archive import sqlite
from musnad.archive.adding import Added
from musnad.archive.opening import connect
from musnad.document import Document
from musnad.errors import ArchiveError

HOSTILE = "'); DROP TABLE statements; --\" ? :x %s \x00"
SECONDS = 3.0  # of one writer and eight readers; `bench/archive.py --together` takes a minute


def document(n, *, more=""):
    """A document that is like no other."""
    return musnad.read(f"قال الوالي سعد المرزوق إن الجسر رقم {n} سيفتح بعد أيام{more}.", url=f"https://nahr.example/{n}")


def run(*arguments, **options):
    """Run musnad in a process of its own."""
    command = [sys.executable, "-m", "musnad.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)


def ids(path):
    """The ids of all documents and statements."""
    with sqlite3.connect(path) as connection:
        queries = [f"SELECT id FROM {table} ORDER BY rowid" for table in ("documents", "statements")]
        return [connection.execute(query).fetchall() for query in queries]


# -- disks and files -----------------------------------------------------------------------------


def test_a_full_disk_costs_the_last_step_alone(tmp_path, monkeypatch):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        archive.add(document(0))
        with archive.engine.connect() as connection:
            most = connection.exec_driver_sql("PRAGMA page_count").scalar() + 40
        for raw in [archive.engine.raw_connection() for _ in range(2)]:
            raw.driver_connection.execute(f"PRAGMA max_page_count={most}")
            raw.close()
        kept = []
        with pytest.raises(ArchiveError, match=r"a\.db: the disk is full; nothing of the last step was kept"):
            kept += (added.document for added in archive.add_all(document(n) for n in range(1, 2_000)))
        count = archive.counts()["documents"]
        assert 1 < count < 2_000 and not list(archive.check())
    with musnad.open(tmp_path / "a.db") as archive:  # with room again it goes on
        assert [a.kind for a in archive.add_all(document(n) for n in range(count + 2))].count("known") == count


def test_files_that_may_not_grow_give_one_line(tmp_path):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (800_000, 800_000))

    lines = [json.dumps({"text": document(n).text, "id": f"d{n}"}) for n in range(3_000)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("add", "many.jsonl", "--archive", "a.db", cwd=tmp_path, preexec_fn=limit)
    assert done.returncode == 1 and len(done.stderr.splitlines()) == 2, done.stderr
    assert "full" in done.stderr.splitlines()[1]
    assert "whole" in run("check", "--archive", "a.db", cwd=tmp_path).stdout
    assert "3,000 documents" in run("add", "many.jsonl", "--archive", "a.db", cwd=tmp_path).stderr


def test_a_file_that_may_not_be_written_gives_one_line(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        archive.add(document(0))
    with musnad.open(tmp_path / "a.db", readonly=True) as archive:
        with pytest.raises(ArchiveError, match="can't be written to; look at the permissions"):
            archive.add(document(1))
        assert archive.document(document(0).id)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_archive_in_a_folder_that_may_not_be_written_can_be_read(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    with musnad.open(folder / "a.db", create=True) as archive:
        archive.add(document(0))
    (folder / "a.db").chmod(0o400)
    folder.chmod(0o500)
    with musnad.open(folder / "a.db", readonly=True) as archive:
        assert archive.document(document(0).id)
    with pytest.raises(ArchiveError, match="permissions"), musnad.open(folder / "a.db") as archive:
        archive.add(document(1))
    folder.chmod(0o700)


def test_what_is_no_archive(tmp_path):
    (tmp_path / "empty.db").write_bytes(b"")
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE t(x)")
    sqlite3.connect(tmp_path / "settings.db").execute("CREATE TABLE settings(name, value)")
    for name, said in (("empty.db", "no archive there"), ("other.db", "no archive of musnad"),
                       ("settings.db", "no archive of musnad"), (".", "a folder")):  # fmt: skip
        with pytest.raises(ArchiveError, match=said):
            musnad.open(tmp_path / name)
    for name in ("other.db", "settings.db"):
        with pytest.raises(ArchiveError, match="no archive of musnad"):
            musnad.open(tmp_path / name, create=True)
    musnad.open(tmp_path / "empty.db", create=True).close()  # as it is where its making was cut short


# -- hostile input -------------------------------------------------------------------------------


def test_sql_in_every_field_is_text(tmp_path):
    made = document(1)
    values = {name: HOSTILE for name in ("id", "url", "outlet", "title", "byline", "outlet_id", "language")}
    hostile = Document(**values, text=made.text + HOSTILE, published={"at": HOSTILE}, notes=(HOSTILE,),
                       speakers=made.speakers, statements=made.statements, relays=made.relays)  # fmt: skip
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        assert archive.add(hostile).kind == "new"
        assert archive.document(HOSTILE) == hostile
        assert [version.document for version in archive.versions(HOSTILE)] == [HOSTILE]
        assert archive.add(hostile).kind == "known"
        assert not list(archive.check())


def test_a_document_of_50_megabytes(tmp_path):
    words = document(1).text
    made = Document(id="large", text=words + " والماء" * 3_900_000, statements=document(1).statements)
    assert len(made.text.encode()) > 50_000_000
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        assert archive.add(made) == Added("large", "new", "", 1)
        assert archive.document("large") == made


# -- several programs at one archive -------------------------------------------------------------


def test_a_second_writer_waits_and_then_gets_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlite, "BUSY_S", 1.0)
    with musnad.open(tmp_path / "a.db", create=True) as first, musnad.open(tmp_path / "a.db") as second:
        with first.writing():
            with pytest.raises(ArchiveError, match="in use by another program"):
                second.add(document(1))
            assert second.counts()["documents"] == 0  # it reads meanwhile
        held = first.writing()
        held.__enter__()
        threading.Timer(0.3, held.__exit__, (None, None, None)).start()
        assert second.add(document(2)).kind == "new"


def test_readers_never_wait_nor_see_half_of_it(tmp_path):
    path = tmp_path / "a.db"
    musnad.open(path, create=True).close()
    errors, counts, stop = [], [], time.monotonic() + SECONDS

    def read():
        try:
            with musnad.open(path, readonly=True) as archive:
                while time.monotonic() < stop:
                    with archive.reading() as connection:
                        counted = "SELECT (SELECT count(*) FROM documents), count(DISTINCT document) FROM statements"
                        whole, parts = connection.exec_driver_sql(counted).one()
                        counts.append(whole)
                        assert whole == parts
        except Exception as error:
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(8)]
    for reader in readers:
        reader.start()
    written = 0
    with musnad.open(path) as archive:
        while time.monotonic() < stop:
            written += len(list(archive.add_all(document(n) for n in range(written, written + 20))))
    for reader in readers:
        reader.join()
    assert errors == [] and written and len(counts) > 8 and max(counts) <= written


def test_several_programs_make_one_archive(tmp_path):
    """Who comes first makes the file, the others wait for it: SQLite by itself refuses one in twenty here."""
    together, errors = threading.Barrier(4), []

    def make():
        for n in range(100):
            together.wait()
            try:
                connect(tmp_path / f"{n}.db", create=True).dispose()
            except ArchiveError as error:
                errors.append(error)

    makers = [threading.Thread(target=make) for _ in range(4)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert errors == []


def test_two_writers_take_turns(tmp_path):
    lines = [[json.dumps({"text": document(n).text, "id": f"d{n}"}) for n in range(k, 400, 2)] for k in (0, 1)]
    commands = []
    for k in (0, 1):
        (tmp_path / f"{k}.jsonl").write_text("\n".join(lines[k]), encoding="utf-8")
        command = [sys.executable, "-m", "musnad.cli", "add", f"{k}.jsonl", "--archive", "a.db"]
        commands.append(subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True))
    said = [command.communicate(timeout=100)[1] for command in commands]
    assert [command.returncode for command in commands] == [0, 0], said
    with musnad.open(tmp_path / "a.db", readonly=True) as archive:
        assert archive.counts()["documents"] == 400 and not list(archive.check())


# -- ends ----------------------------------------------------------------------------------------


def start(folder, archive, jobs):
    """Start to add; a group of its own, so that all its processes can be killed."""
    command = [sys.executable, "-m", "musnad.cli", "add", "many.jsonl", "--archive", archive, "--jobs", str(jobs)]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True, start_new_session=True)


@pytest.fixture
def many(tmp_path):
    """A file of 400 documents, and the ids that they have in an archive where nothing went wrong."""
    rows = [{"text": document(n % 390).text, "url": f"https://nahr.example/{n % 300}"} for n in range(400)]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    process = start(tmp_path, "whole.db", 1)
    assert (process.communicate(timeout=60), process.returncode)[1] == 0
    return tmp_path, ids(tmp_path / "whole.db")


@pytest.mark.parametrize("jobs", [1, 2])
def test_kills_cost_nothing(jobs, many):
    folder, expected = many
    chance = random.Random(20310504 + jobs)
    for _ in range(3):
        process = start(folder, "a.db", jobs)
        time.sleep(0.3 + chance.random())
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        with musnad.open(folder / "a.db", create=True) as archive:
            assert not list(archive.check())
    process = start(folder, "a.db", jobs)
    assert (process.communicate(timeout=60), process.returncode)[1] == 0
    assert ids(folder / "a.db") == expected
    with musnad.open(folder / "a.db", readonly=True) as archive:
        assert not list(archive.check())


def holds_documents(path):
    """Whether a document is in an archive that another process is making."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is not None
    except sqlite3.OperationalError:  # not there yet, or without tables
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_was_done_by_the_time_of_an_interrupt_is_kept(number, many):
    folder, expected = many
    process = start(folder, "a.db", 2)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not holds_documents(folder / "a.db"):
        time.sleep(0.02)
    os.killpg(process.pid, number)
    _, said = process.communicate(timeout=30)
    assert process.returncode in (0, 130) and len(said.splitlines()) == 1, said
    kept = ids(folder / "a.db")
    assert kept[0] and all(k == e[: len(k)] for k, e in zip(kept, expected, strict=True))
    assert f": {len(kept[0])} document" in said


def test_an_interrupt_while_waiting_for_input_ends_at_once(tmp_path):
    command = [sys.executable, "-m", "musnad.cli", "add", "-", "--stdin", "jsonl", "--archive", str(tmp_path / "a.db")]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdin.write((json.dumps({"text": document(1).text}) + "\n").encode())
    process.stdin.flush()
    deadline = time.monotonic() + 30
    while not (tmp_path / "a.db").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130 and said.count(b"\n") == 1
    assert b"1 new" in said
