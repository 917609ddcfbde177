"""How fast Spark's workers read, beside a plain process; whether their memory stays flat.

usage: python bench/scale.py [--files N] [--size-mb N] [--rounds N]    speed: a plain process, one worker, two workers
       python bench/scale.py --memory [--files N] [--size-mb N] [--times N]    memory of one worker

The inputs are WARC files of invented pages (bench/make_warc.py). Master and workers are processes of this machine. The
three read the same files in turns, so that a busy machine slows down all of them; the ratios are what counts. What is
timed is reading, from the first file that is begun to the last document, no start of anything; the tables behind it are
timed beside it, unless --reading stops the jobs there. Reading 10 GB takes hours on one core; with --times the tables
are written once more of what was read, taken so many times under other ids (`multiply_staged.py`).
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import NamedTuple

from make_warc import make_records
from multiply_staged import multiply

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "scale"))
from clusters import SETTINGS, Cluster, missing  # type: ignore[import-not-found]  # noqa: E402

PAGE = os.sysconf("SC_PAGE_SIZE")
HEAP = "700m"  # of an executor's JVM
PLAIN = """
import sys, time
from musnad.inputs import read_item
from musnad.pages.sources import find_files, find_items
import musnad
musnad.read("قال الوالي إن الجسر آمن.")
began, used, count = time.perf_counter(), time.process_time(), 0
for item in find_items(find_files(sys.argv[1:])):
    count += len(read_item(item).to_json()) > 0
print(count, time.perf_counter() - began, time.process_time() - used)
"""


class Timed(NamedTuple):
    """Documents, the seconds for reading and for the tables, and the processor's seconds that reading took."""

    documents: int
    reading_s: float
    cpu_s: float
    tables_s: float = 0.0


def main() -> int:
    """Run what was asked for; return the exit status."""
    parser = argparse.ArgumentParser(description="Time Spark's workers beside a plain process, or watch their memory.")
    parser.add_argument("--files", type=int, default=8, help="WARC files (8)")
    parser.add_argument("--size-mb", type=float, default=25, help="of pages in each, unpacked (25)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (3)")
    parser.add_argument("--reading", action="store_true", help="stop jobs when all is read")
    parser.add_argument("--memory", action="store_true", help="watch the memory of a worker")
    parser.add_argument("--times", type=int, default=0, help="with --memory: tables of so many times what was read")
    options = parser.parse_args()
    if missing():
        print(f"scale: notice: {missing()}; nothing is measured", file=sys.stderr)
        return 0
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, load at the start {load}")
    with tempfile.TemporaryDirectory() as folder:
        files = write_files(Path(folder), options.files, options.size_mb)
        if options.memory:
            watch_memory(Path(folder), files, options.times)
        else:
            compare_speed(Path(folder), files, options.rounds, reading_only=options.reading)
    return 0


def write_files(folder: Path, count: int, size_mb: float) -> list[Path]:
    """Write the inputs; none has a page of another."""
    records = make_records()
    files = []
    for number in range(count):
        path = folder / f"{number:04}.warc"
        written = 0
        with path.open("wb") as stream:
            while written < size_mb * 1e6:
                written += stream.write(next(records))
        files.append(path)
    print(f"{count} files of {size_mb:g} MB, {count * size_mb / 1000:g} GB of WARC, unpacked", flush=True)
    return files


def environment() -> dict[str, str]:
    """Return the environment of everything that runs."""
    return os.environ | {"SPARK_LOCAL_IP": "127.0.0.1", "PYTHONPATH": str(ROOT / "src")}


def plain(folder: Path, files: list[Path]) -> Timed:
    """Read the files in one process."""
    command = [sys.executable, "-c", PLAIN, *map(str, files)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    count, seconds, cpu = done.stdout.split()
    return Timed(int(count), float(seconds), float(cpu))


def job(folder: Path, files: list[Path], master: str, *, keep: bool = False) -> subprocess.Popen[str]:
    """Start a job of Spark on the files, which begins anew unless it is to keep what there is."""
    output = folder / "out"
    if not keep:
        shutil.rmtree(output, ignore_errors=True)
    listed = folder / "inputs.paths"
    listed.write_text("".join(f"{path}\n" for path in files), encoding="utf-8")
    given = SETTINGS | {"spark.executor.memory": HEAP}
    settings = [word for name, value in given.items() for word in ("--set", f"{name}={value}")]
    command = [sys.executable, "-m", "musnad.cli", "spark", "read", f"@{listed}", "-o", str(output)]
    return subprocess.Popen(
        [*command, "--master", master, *settings], env=environment(), text=True, stderr=subprocess.PIPE
    )


def timed(
    folder: Path, process: subprocess.Popen[str], workers: list[int], *,
    reading_only: bool = False, none_due: bool = False,
) -> Timed:  # fmt: skip
    """Follow a job to its end by what it tells and does; `workers` are the processes that do it.

    With `none_due` all is read already.
    """
    marks: dict[str, float] = {}
    cpu: list[float] = []
    documents = 0

    def watch() -> None:
        while not none_due and process.poll() is None and not any((folder / "out" / "_read").glob(".*.partial")):
            time.sleep(0.02)
        marks["inputs"] = time.perf_counter()
        cpu.append(sum(map(cpu_of, workers)))

    threading.Thread(target=watch, daemon=True).start()
    assert process.stderr is not None
    told = ""
    for line in process.stderr:
        told = line.strip() or told
        if found := re.match(r"([\d,]+) documents read", line):
            marks["documents read"] = time.perf_counter()
            cpu.append(sum(map(cpu_of, workers)))
            documents = int(found[1].replace(",", ""))
            if reading_only:
                process.kill()
    if process.wait() and not reading_only:
        raise SystemExit(f"scale: the job ended with status {process.returncode}: {told}")
    end = time.perf_counter()
    tables_s = 0.0 if reading_only else end - marks["documents read"]
    return Timed(documents, marks["documents read"] - marks["inputs"], cpu[1] - cpu[0], tables_s)


def compare_speed(folder: Path, files: list[Path], rounds: int, *, reading_only: bool) -> None:
    """Print documents a second of each, and the ratios."""
    times: dict[str, list[Timed]] = {"plain process": [], "one worker": [], "two workers": []}
    for _ in range(rounds):
        times["plain process"].append(plain(folder, files))
        for number, name in ((1, "one worker"), (2, "two workers")):
            with Cluster(folder, workers=number, environment=environment) as cluster:
                workers = [worker.pid for worker in cluster.workers]
                found = timed(folder, job(folder, files, cluster.master), workers, reading_only=reading_only)
                times[name].append(found)
    for name, all_rounds in times.items():
        rates = [one.documents / one.reading_s for one in all_rounds]
        tables = statistics.median(one.tables_s for one in all_rounds)
        beside = f", tables {tables:.0f} s" if tables else ""
        spread = f"({min(rates):.1f} to {max(rates):.1f})"
        cpu = statistics.median(one.cpu_s / one.documents for one in all_rounds)
        rate = statistics.median(rates)
        print(f"  {name:14} {rate:8.1f} documents/s {spread}, {1000 * cpu:.1f} ms of a core each{beside}")

    def ratio(one: str, other: str) -> str:
        ratios = [b.reading_s / a.reading_s for a, b in zip(times[one], times[other], strict=True)]
        return f"{statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f})"

    print(f"  two workers by one {ratio('two workers', 'one worker')}, at least 1.8")
    print(f"  one worker by the plain process {ratio('one worker', 'plain process')}, at least 0.8")


def watch_memory(folder: Path, files: list[Path], times: int) -> None:
    """Print the memory of a worker (executor, its Python, the child that reads) while it reads and writes tables."""
    highest = [watch_job(folder, files)]
    if times:
        many = folder / "many"
        inputs = multiply(many, sorted((folder / "out" / "_read").glob("*.parquet")), times)
        print(f"  what was read, {times} times", flush=True)
        highest.append(watch_job(many, inputs, keep=True))
    print(f"  highest of all together {max(highest):,.0f} MB, at most 1,500")


def watch_job(folder: Path, files: list[Path], *, keep: bool = False) -> float:
    """Print the memory of a worker that does a job, a line each tenth of the files and one for the tables.

    Args:
        keep: keep what is in the output, so that what was read isn't read again.
    Returns: the highest of all together, in MB.
    """
    seen: list[tuple[int, float, float]] = []
    tables = 10  # behind the tenths
    with Cluster(folder, workers=1, environment=environment) as cluster:
        process = job(folder, files, cluster.master, keep=keep)
        done = threading.Event()
        worker = cluster.workers[0].pid

        def watch() -> None:
            while not done.wait(1.0):
                java, python = resident(worker)
                read = len(list((folder / "out" / "_read").glob("*.parquet")))
                seen.append((tables if read == len(files) else read * 10 // len(files), java / 1e6, python / 1e6))

        threading.Thread(target=watch, daemon=True).start()
        found = timed(folder, process, [worker], none_due=keep)
        done.set()
    reading = "" if keep else f"{found.reading_s:,.0f} s of reading, "
    print(f"  {found.documents:,} documents, {reading}{found.tables_s:,.0f} s of tables")
    print(f"  {'tenth':>10} {'executor MB':>12} {'Python MB':>10}   the highest in it")
    for tenth, rows in itertools.groupby(seen, key=lambda row: row[0]):
        group = list(rows)
        java, python = (max(row[column] for row in group) for column in (1, 2))
        print(f"  {'tables' if tenth == tables else tenth + 1:>10} {java:12,.0f} {python:10,.0f}")
    return max(row[1] + row[2] for row in seen)


def resident(worker: int) -> tuple[float, float]:
    """Return the memory of the executors below a worker and of the Pythons below these, in bytes."""
    sums = {"java": 0.0, "python": 0.0}
    for name, fields in below(worker):
        sums["java" if name == "java" else "python"] += int(fields[21]) * PAGE
    return sums["java"], sums["python"]


def cpu_of(worker: int) -> float:
    """Return the seconds of a processor that all below a worker have taken, those that ended included."""
    return sum(sum(map(int, fields[11:15])) for _, fields in below(worker)) / os.sysconf("SC_CLK_TCK")


def below(worker: int) -> list[tuple[str, list[str]]]:
    """Return the names and the fields of /proc/…/stat, from the state on, of all processes below one."""
    about: dict[int, tuple[str, list[str]]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            stat = (entry / "stat").read_text()
            name = stat[stat.index("(") + 1 : stat.rindex(")")]
            about[int(entry.name)] = name, stat.rsplit(")", 1)[1].split()
    found, following = [], [worker]
    while following:
        parent = str(following.pop())
        children = [pid for pid, (_, fields) in about.items() if fields[1] == parent]
        found += [about[pid] for pid in children]
        following += children
    return found


if __name__ == "__main__":
    sys.exit(main())
