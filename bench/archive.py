"""An archive as it grows: how fast documents come in, how large it is, whether kills and crowds do it harm.

usage: python bench/archive.py [--statements N] [--rounds N] [--keep FILE]    rate, size, and what care.py measures
       python bench/archive.py --kills [N]        SIGKILL at N random moments (50) amid adding 2,000 documents
       python bench/archive.py --together [S]     one writer and eight readers for S seconds (60)

Archives grow from documents that are read once and then repeated, every copy with a tenth of its words exchanged
for others of the same length, so that each is a text of its own and every span stays where it is. Documents that
are timed are read as any others. Bounds are printed beside the figures; times depend on the machine.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent))

from care import print_care

import musnad
from bench import load_texts
from musnad import Document
from musnad.archive.archive import Archive
from musnad.model import Span
from musnad.pages.texts import TextInput

RATE_BOUND, RATIO_BOUND, SIZE_BOUND = 150, 0.8, 3.0  # documents a second; large by small; archive by text
SMALL = 10_000  # statements in the archive that a large one is compared with
READ = 4_000  # documents that are read to be repeated; the corpus has 3,804
TIMED = 2_000  # documents of a round
KILLED = 2_000  # documents that are added between kills
JOBS = 2
_WORD = re.compile(r"\w{3,}")


def main() -> int:
    """Run what was asked for; return 1 where kills or crowds did harm."""
    parser = argparse.ArgumentParser(description="Measure archives.")
    parser.add_argument("--statements", type=int, default=1_000_000, help="in the large archive (1000000)")
    parser.add_argument("--rounds", type=int, default=5, help="in which the two are timed (5)")
    parser.add_argument("--keep", metavar="FILE", help="keep the large archive here; grow it from what it has")
    parser.add_argument("--kills", type=int, nargs="?", const=50, metavar="N", help="kill N times (50)")
    parser.add_argument("--together", type=float, nargs="?", const=60.0, metavar="S", help="for S seconds (60)")
    parser.add_argument("--reader", nargs=2, metavar=("FILE", "S"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.reader:
        return read_along(options.reader[0], float(options.reader[1]))
    with tempfile.TemporaryDirectory() as folder:
        if options.kills:
            return kill(Path(folder), options.kills)
        if options.together:
            return crowd(Path(folder), options.together)
        large = Path(options.keep) if options.keep else Path(folder) / "large.db"
        return measure(Path(folder), large, options.statements, options.rounds)


# -- documents -----------------------------------------------------------------------------------


class Source:
    """Texts, and as many more of their kind as are wanted."""

    def __init__(self, most: int = READ) -> None:
        texts, self.origin = load_texts(most)
        self.texts = texts
        words: dict[int, set[str]] = {}
        for text in texts:
            for word in _WORD.findall(text):
                words.setdefault(len(word), set()).add(word)
        self._words = {size: sorted(found) for size, found in words.items()}

    def text(self, n: int, copy: int, share: float = 0.1) -> str:
        """Return the text of number `n` with a share of its words exchanged; copy 0 is the text itself."""
        if not copy:
            return self.texts[n]
        chance = random.Random(f"{n}:{copy}")

        def other(match: re.Match[str]) -> str:
            word = match.group()
            return chance.choice(self._words[len(word)]) if chance.random() < share else word

        return _WORD.sub(other, self.texts[n])

    def inputs(self, copy: int, count: int) -> Iterator[TextInput]:
        """Yield texts that nobody has read yet."""
        for n in range(count):
            number = n % len(self.texts)
            address = f"https://outlet.example/{copy + n // len(self.texts)}/{number}"
            text = self.text(number, copy + n // len(self.texts))
            yield TextInput(text=text, name=address, url=address, outlet="النهر", id=f"d{_digest(address)}",
                            published={"at": f"2031-0{1 + n % 9}-{10 + n % 19}"})  # fmt: skip

    def documents(self) -> Iterator[Document]:
        """Yield documents without end; each text is read once."""
        read = [musnad.read(text, outlet="النهر") for text in self.texts]
        copy = 0
        while True:
            for n, document in enumerate(read):
                yield moved(document, self.text(n, copy), f"{n}:{copy}")
            copy += 1


def moved(document: Document, text: str, key: str) -> Document:
    """Return a document with another text in which everything stands at the same places, and with ids of its own."""

    def there(span: Span) -> Span:
        return Span(span.start, span.end, text[span.start : span.end])

    ids = {s.id: f"s{_digest(f'{s.id}:{key}')}" for s in document.statements}
    replace = msgspec.structs.replace

    def who(entity: str | None, name: Span) -> str | None:
        """Say who that is; one who is known by the name alone is another with another name."""
        kind = (entity or "").partition("/")[0]
        return f"{kind}/{_digest(there(name).text)}" if kind in ("name", "bearer", "body") else entity

    entities = {s.entity: who(s.entity, s.name) for s in document.speakers}
    return replace(
        document, id=f"d{_digest(key)}", text=text, url=f"https://outlet.example/{key}",
        published={"at": f"20{10 + len(key) % 20}-0{1 + hash_of(key) % 9}-{10 + hash_of(key) % 19}"},
        speakers=tuple(
            replace(s, name=there(s.name), mentions=tuple(map(there, s.mentions)), entity=entities[s.entity])
            for s in document.speakers
        ),
        labels=tuple(
            replace(label, text=text[label.start : label.end], entity=entities.get(label.entity, label.entity),
                    statement=ids.get(label.statement or ""))
            for label in document.labels
        ),
        relays=tuple(replace(r, span=there(r.span)) for r in document.relays),
        cut=tuple(replace(c, text=text[c.start : c.end]) for c in document.cut),
        statements=tuple(
            replace(
                s, id=ids[s.id], inside=ids.get(s.inside or ""), content=tuple(map(there, s.content)),
                via=tuple(map(there, s.via)), cue=there(s.cue) if s.cue else None,
                source=there(s.source) if s.source else None, addressee=there(s.addressee) if s.addressee else None,
                said_at=replace(s.said_at, text=text[s.said_at.start : s.said_at.end]) if s.said_at else None,
            )
            for s in document.statements
        ),
    )  # fmt: skip


def _digest(value: str) -> str:
    return hashlib.blake2b(value.encode(), digest_size=8).hexdigest()


def hash_of(value: str) -> int:
    """Return a number that is the same everywhere."""
    return int(_digest(value)[:6], 16)


# -- rate and size -------------------------------------------------------------------------------


def measure(folder: Path, large: Path, wanted: int, rounds: int) -> int:
    """Print documents a second into a small and a large archive, in turns, and the size of the large one."""
    source = Source()
    print(f"{len(source.texts):,} texts, {source.origin}; {os.cpu_count()} cores, {JOBS} processes read", flush=True)
    small = folder / "small.db"
    began = time.perf_counter()
    grow(small, source, min(SMALL, wanted))
    grow(large, source, wanted)
    print(f"grown in {time.perf_counter() - began:,.0f} s", flush=True)
    print_size(large)
    rates: dict[str, dict[str, list[float]]] = {way: {"small": [], "large": []} for way in ("read", "written")}
    spent: list[float] = []
    fresh = folder / "fresh.db"
    for number in range(rounds):
        shutil.copy(small, fresh)
        paths = {"small": fresh, "large": large}
        for name in sorted(paths, reverse=bool(number % 2)):
            with musnad.open(paths[name]) as archive:
                inputs = list(source.inputs(int(time.time()), TIMED))
                before = cpu_seconds()
                rates["read"][name].append(timed(archive, inputs))
                spent.append(cpu_seconds() - before)
                documents = [moved(d, d.text, f"{d.id}:again") for d in map(read_input, inputs[: TIMED // 4])]
                rates["written"][name].append(timed(archive, documents))
        fresh.unlink()
    print(f"documents a second, medians of {rounds} rounds (lowest to highest)")
    each = statistics.median(spent) / TIMED
    load = os.getloadavg()[0]
    print(f"  {1000 * each:.1f} ms of processor time a document, in all processes; load of the machine {load:.1f}")
    for way, what in (("read", f"read in {JOBS} processes and added"), ("written", "added alone, read before")):
        for name, count in (("small", min(SMALL, wanted)), ("large", wanted)):
            found = rates[way][name]
            middle, spread = statistics.median(found), f"({min(found):,.0f} to {max(found):,.0f})"
            bound = f"   at least {RATE_BOUND}: {verdict(middle >= RATE_BOUND)}" if way == "read" else ""
            print(f"  {what:36} {count:9,} statements {middle:7,.0f}  {spread}{bound}")
        ratio = statistics.median(a / b for a, b in zip(rates[way]["large"], rates[way]["small"], strict=True))
        bound = f"   at least {RATIO_BOUND}: {verdict(ratio >= RATIO_BOUND)}" if way == "read" else ""
        print(f"  {'large by small':36} {ratio:28.2f}{bound}")
    return print_care(large)


def cpu_seconds() -> float:
    """Return the processor time of this process and of those it started that have ended."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def read_input(item: TextInput) -> Document:
    """Read a text as the archive does."""
    from musnad.inputs import read_item

    return read_item(item)


def timed(archive: Archive, items: list[TextInput] | list[Document]) -> float:
    """Return how many documents a second are added."""
    began = time.perf_counter()
    kinds = [added.kind for added in archive.add_all(items, jobs=JOBS if isinstance(items[0], TextInput) else 1)]
    assert set(kinds) == {"new"}, set(kinds)
    return len(kinds) / (time.perf_counter() - began)


def grow(path: Path, source: Source, wanted: int) -> None:
    """Add documents until there are so many statements."""
    with musnad.open(path, create=True) as archive:
        count = archive.counts()["statements"]
        shown = began = time.monotonic()
        if count < wanted:
            for added in archive.add_all(source.documents()):
                count += 0 if added.kind == "known" else added.statements
                if count >= wanted:
                    break
                if time.monotonic() - shown > 30:
                    shown = time.monotonic()
                    print(f"  {count:,} statements after {shown - began:,.0f} s", flush=True)


def print_size(path: Path) -> None:
    """Print the size beside that of the texts, and which table has how much of it."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        text, documents = connection.execute("SELECT sum(size_bytes), count(*) FROM documents").fetchone()
        count = connection.execute("SELECT count(*) FROM statements").fetchone()[0]
        size = path.stat().st_size
        print(f"size: {documents:,} documents, {count:,} statements, {text / 1e6:,.1f} MB of text in UTF-8")
        print(f"  archive {size / 1e6:,.1f} MB, {size / text:.2f} times the text", end="")
        print(f"   at most {SIZE_BOUND}: {verdict(size / text <= SIZE_BOUND)}")
        try:
            shares = "SELECT name, sum(pgsize) AS n FROM dbstat GROUP BY name ORDER BY n DESC LIMIT 12"
            for name, part in connection.execute(shares):
                print(f"    {name:36} {part / 1e6:10,.1f} MB  {part / text:5.2f}")
        except sqlite3.OperationalError:
            print("    (this SQLite has no dbstat to tell the tables' shares)")


def verdict(is_fine: bool) -> str:
    """Return a word for it."""
    return "fine" if is_fine else "MISSED"


# -- kills and crowds ----------------------------------------------------------------------------


def kill(folder: Path, times: int) -> int:
    """Kill as often, each time with a new archive; return 1 where one was harmed."""
    source = Source(KILLED)
    rows = [json.dumps({"text": i.text, "url": f"https://outlet.example/{n % (KILLED - 100)}"}) + "\n"
            for n, i in enumerate(source.inputs(0, KILLED))]  # fmt: skip
    (folder / "texts.jsonl").write_text("".join(rows), encoding="utf-8")
    began = time.monotonic()
    assert start(folder, "whole.db").wait() == 0
    lasts = time.monotonic() - began
    expected, whole = ids(folder / "whole.db"), count_documents(folder / "whole.db")
    print(f"{KILLED:,} documents, {len(expected):,} ids, added in {lasts:.1f} s; {times} kills", flush=True)
    chance, harmed, moments = random.Random(times), 0, []
    for number in range(times):
        path = folder / f"{number}.db"
        kill_amid(folder, path, whole, chance)
        with musnad.open(path) as archive:
            moments.append(archive.counts()["documents"])
            wrong = [str(problem) for problem in archive.check()]
        if start(folder, path.name).wait() != 0:
            wrong.append("running it again failed")
        if ids(path) != expected:
            wrong.append("other ids than in an undisturbed run")
        with musnad.open(path, readonly=True) as archive:
            wrong += [str(problem) for problem in archive.check()]
        harmed += bool(wrong)
        print(f"  kill {number + 1}: {moments[-1]:,} documents by then: {'; '.join(wrong[:2]) or 'fine'}", flush=True)
        for file in folder.glob(f"{path.name}*"):
            file.unlink()
    parts = f"all in the middle of adding, with {min(moments):,} to {max(moments):,} documents there"
    print(f"{times} kills, {parts}; {harmed} harmed: {verdict(not harmed)}")
    return 1 if harmed else 0


def kill_amid(folder: Path, path: Path, whole: int, chance: random.Random) -> None:
    """Add to a new archive and kill it with a part of the `whole` there; where it was done before, do it again.

    The moment is drawn as a number of documents, and as a part of the time until the next ones are written: else all
    kills would fall right behind the end of a transaction.
    """
    while True:
        process = start(folder, path.name)
        goal, delay = chance.randrange(1, whole), chance.random()
        before, step = time.monotonic(), 0.0
        there = 0
        while there < goal and process.poll() is None:
            now = count_documents(path)
            if now != there:
                there, before, step = now, time.monotonic(), time.monotonic() - before
            time.sleep(0.001)
        time.sleep(delay * step)
        with contextlib.suppress(ProcessLookupError):  # where it is done already
            os.killpg(process.pid, signal.SIGKILL)
        if process.wait() == -signal.SIGKILL and 0 < count_documents(path) < whole:
            return
        for file in folder.glob(f"{path.name}*"):
            file.unlink()


def count_documents(path: Path) -> int:
    """Return how many documents an archive has at this moment, 0 where there is none yet."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def start(folder: Path, archive: str) -> subprocess.Popen[bytes]:
    """Start to add; a group of its own, so that all its processes can be killed."""
    command = [sys.executable, "-m", "musnad.cli", "add", "texts.jsonl", "--archive", archive, "--jobs", str(JOBS)]
    return subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, start_new_session=True)


def ids(path: Path) -> list[tuple[str, int]]:
    """Return the ids of all documents with their versions and of all statements with their rows, in order."""
    with sqlite3.connect(path) as connection:
        documents = connection.execute("SELECT id, version FROM documents ORDER BY rowid").fetchall()
        return [*documents, *connection.execute("SELECT id, row FROM statements ORDER BY row").fetchall()]


def crowd(folder: Path, seconds: float) -> int:
    """Let eight readers read while one writes; return 1 where one of them failed."""
    documents, path = Source(1_000).documents(), folder / "a.db"
    with musnad.open(path, create=True) as archive:
        archive.add(next(documents))  # all texts are read by now: the writer has but to write
    command = [sys.executable, __file__, "--reader", str(path), str(seconds)]
    readers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(8)]
    written, stop = 0, time.monotonic() + seconds
    with musnad.open(path) as archive:
        for added in archive.add_all(documents):
            written += added.kind == "new"
            if time.monotonic() > stop:
                break
    said = [reader.communicate() for reader in readers]
    failed = [error.strip().splitlines()[-1] for _, error in said if error.strip()]
    reads = sum(int(out or 0) for out, _ in said)
    with musnad.open(path, readonly=True) as archive:
        failed += [str(problem) for problem in archive.check()]
    print(f"{seconds:.0f} s: {written:,} documents written, {reads:,} times read by 8 readers; ", end="")
    print(f"{len(failed)} failed ({failed[0]})" if failed else "none failed: fine")
    return 1 if failed else 0


def read_along(path: str, seconds: float) -> int:
    """Read until the time is over, and print how often."""
    stop, count = time.monotonic() + seconds, 0
    with musnad.open(path, readonly=True) as archive:
        while time.monotonic() < stop:
            with archive.reading() as connection:
                connection.exec_driver_sql("SELECT count(*) FROM documents").scalar()
                found = connection.exec_driver_sql("SELECT document FROM statements ORDER BY row DESC LIMIT 1").scalar()
            if found:
                archive.document(found)
            count += 1
    print(count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
