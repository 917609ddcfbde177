"""How fast PostgreSQL is beside SQLite, in one run: adding with one writer and with four, searching.

usage: python bench/postgres.py [--documents N] [--rounds N] [--statements N] [--postgres ADDRESS]
                                [--only adding|search] [--warm N] [--shared-buffers SIZE]

Without an address a PostgreSQL of the package pgserver is started, as it is configured there but for `shared_buffers`,
which docs/postgres.md says how to set. Adding is what `musnad add` does, reading included; writers are processes that
have read some other documents before the clock starts, as one that has been at it for a few seconds (`--warm 0`: that
have only loaded the reader), and share the documents. Searching asks what bench/search.py asks of archives that are
grown alike. Rounds alternate, so that a busy machine strikes both; the ratios are those of the medians. Bounds are
printed; nothing fails here.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from search import Times, grow, grown, make_queries, p95, report, timed

import musnad
from bench import load_texts
from musnad.archive import postgres
from musnad.archive.story_placing import fingerprint_of

WARM = 1_500
ONE_BOUND, FOUR_BOUND, SEARCH_BOUND_MS = 0.8, 1.5, 80  # of SQLite's rate; p95 at 1,000,000 statements


def main() -> int:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description="Measure archives in PostgreSQL beside those in SQLite.")
    parser.add_argument("--documents", type=int, default=2_000, help="that are added in a round (2000)")
    parser.add_argument("--rounds", type=int, default=3, help="of adding (3)")
    parser.add_argument("--statements", type=int, default=1_000_000, help="that are searched (1000000)")
    parser.add_argument("--postgres", metavar="ADDRESS", help="of a database in which schemas may be made")
    parser.add_argument("--shared-buffers", default="4GB", help="of the server that is started (4GB)")
    parser.add_argument("--only", choices=("adding", "search"), help="one of the two")
    parser.add_argument("--warm", type=int, default=WARM, metavar="N", help=f"that a writer reads before ({WARM})")
    parser.add_argument("--writer", nargs=2, metavar=("FILE", "ARCHIVE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.writer:
        file, address = options.writer
        return write(file, address, options.warm)
    folder = Path(tempfile.mkdtemp(prefix="musnad-postgres-"))
    server = options.postgres or started(folder / "server", options.shared_buffers)
    schemas: list[str] = []

    def made() -> str:
        schemas.append(f"bench_{int(time.time())}_{len(schemas)}")
        return f"{server}{'&' if '?' in server else '?'}schema={schemas[-1]}"

    try:
        if options.only != "search":
            adding(folder, made, options.documents, options.rounds, options.warm)
        if options.only != "adding":
            searching(folder, made, options.statements)
    finally:
        engine = postgres.engine(server)
        for schema in schemas:
            with engine.begin() as connection:
                connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
        engine.dispose()
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def started(folder: Path, shared_buffers: str) -> str:
    """Start a server; it stops when this process ends."""
    from pgserver.postgres_server import get_server

    folder.mkdir()
    folder.parent.chmod(0o755)  # where root starts it, another user runs it
    first = get_server(folder, cleanup_mode="stop")
    first.psql(f"ALTER SYSTEM SET shared_buffers = '{shared_buffers}'")
    first.cleanup()
    return str(get_server(folder, cleanup_mode="stop").get_uri())


# -- adding --------------------------------------------------------------------------------------


def adding(folder: Path, made: Callable[[], str], many: int, rounds: int, warm: int) -> None:
    """Print documents a second."""
    every, origin = load_texts(many + warm)
    texts, others = every[:many], every[many:]
    with (folder / "others.json").open("w", encoding="utf-8") as kept:
        json.dump(others, kept)
    files = {}
    for writers in (1, 4):
        files[writers] = [folder / f"{writers}-{k}.jsonl" for k in range(writers)]
        for k, file in enumerate(files[writers]):
            with file.open("w", encoding="utf-8") as lines:
                for n, text in enumerate(texts):
                    if n % writers == k:
                        row = {"text": text, "id": f"d{n}", "url": f"https://outlet.example/{n}"}
                        lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    rates: dict[str, list[float]] = {"SQLite, 1 writer": [], "PostgreSQL, 1 writer": [], "PostgreSQL, 4 writers": []}
    for n in range(rounds):
        rates["SQLite, 1 writer"].append(len(texts) / added(files[1], str(folder / f"{n}.db"), warm))
        rates["PostgreSQL, 1 writer"].append(len(texts) / added(files[1], made(), warm))
        rates["PostgreSQL, 4 writers"].append(len(texts) / added(files[4], made(), warm))
    print(f"{len(texts):,} documents {origin}, {rounds} rounds; documents a second, reading included; each "
          f"writer had read {len(others):,} others")
    least = statistics.median(rates["SQLite, 1 writer"])
    for (name, found), bound in zip(rates.items(), ("", ONE_BOUND, FOUR_BOUND), strict=True):
        middle = statistics.median(found)
        line = f"{name:24}{middle:8.0f}  ({min(found):.0f} to {max(found):.0f})  {middle / least:5.2f} of SQLite"
        print(line + (f"   bound {bound}" if bound else ""))


def added(files: list[Path], address: str, warm: int) -> float:
    """Return the seconds in which writers add their files; the archive is made before."""
    musnad.open(address, create=True).close()
    command = [sys.executable, __file__, "--warm", str(warm), "--writer"]
    writers = [
        subprocess.Popen([*command, file, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for file in files
    ]
    for writer in writers:
        assert writer.stdout and writer.stdout.readline() == "ready\n"
    start = time.perf_counter()
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        assert writer.wait() == 0
        for stream in (writer.stdin, writer.stdout):
            assert stream
            stream.close()
    return time.perf_counter() - start


def write(file: str, address: str, warm: int) -> int:
    """Load the reader, read other documents, wait for the start, add a file."""
    musnad.read("قال الوالي إن الجسر سيفتح قريبا.")
    for text in json.loads(Path(file).with_name("others.json").read_text(encoding="utf-8"))[:warm]:
        fingerprint_of(musnad.read(text))
    with musnad.open(address, create=True) as archive:
        print("ready", flush=True)
        sys.stdin.readline()
        deque(archive.add_all([file]), maxlen=0)
    return 0


# -- searching -----------------------------------------------------------------------------------


def searching(folder: Path, made: Callable[[], str], size: int) -> None:
    """Print how long searches take in two archives with the same statements."""
    texts, origin = load_texts(4_000)
    read = [document for document in map(musnad.read, texts) if document.statements]
    print(f"\n{len(read):,} documents {origin}, grown")
    queries = make_queries(read)
    figures: dict[str, dict[str, Times]] = {}
    for name, address in (("SQLite", str(folder / "search.db")), ("PostgreSQL", made())):
        with musnad.open(address, create=True) as archive:
            start = time.perf_counter()
            count = grow(archive, grown(read), size)
            print(f"{name}: {count:,} statements, grown in {time.perf_counter() - start:,.0f} s")
            if name == "PostgreSQL":
                settle(address)
            figures[name] = {kind: timed(archive, run, asked) for kind, (run, asked) in queries.items()}
            report(figures[name], None)
    for kind in queries:
        one, other = (p95(figures[name][kind].clock) for name in ("SQLite", "PostgreSQL"))
        print(f"{kind:26} p95 {other:8.1f} ms, {other / one:6.2f} of SQLite's {one:.1f}")
    whole = [ms for kind, times in figures["PostgreSQL"].items() if not kind.startswith("(") for ms in times.clock]
    print(f"all but those in brackets: p95 {p95(whole):.1f} ms at {size:,} statements   bound {SEARCH_BOUND_MS}")


def settle(address: str) -> None:
    """Do what autovacuum does within minutes: let the planner know how often words come, and clear the index's list."""
    engine = postgres.engine(address)
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.autocommit = True
        cursor = driver.cursor()
        for table in ("statement_words", "statement_totals", "statement_names", "statements", "speakers"):
            cursor.execute(f"VACUUM ANALYZE {table}")
        driver.autocommit = False
    engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
