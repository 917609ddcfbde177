"""How fast `musnad serve` answers on this machine, to clients that all ask at once.

usage: python bench/serving.py --archive FILE [--clients N] [--requests N] [--processes N]

A server is started on the archive, for reading alone, and asked over the loopback by as many clients, each with a
connection of its own, by wrk where that is installed (it costs the machine next to nothing), else by threads of this
program: searches for words of the archive's own statements, documents that were found and their stories, the counts
beside the results. Bounds are printed beside the figures; nothing fails here.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from itertools import islice
from urllib.parse import quote, urlencode

import musnad
from musnad.archive.story_rows import shared_story, story_of_document

SEED = 20150801  # any number does; the same makes runs comparable
BOUNDS_MS = {"search": 150, "reading": 80, "story": 200}  # p95 with 20 clients on two cores
SECONDS = 15  # for which wrk asks for pages of a kind
WRK = """
local paths, number = {%s}, 0
request = function()
  number = number + 1
  return wrk.format("GET", paths[number %% #paths + 1], {["accept-encoding"] = "gzip"})
end
done = function(summary, latency)
  local wrong = summary.errors
  print(string.format("told %%f %%f %%f %%d %%d", latency:percentile(50) / 1000, latency:percentile(95) / 1000,
    latency.max / 1000, summary.requests, wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end
"""
SAMPLE = 2_000  # statements whose words are asked for


def main() -> int:
    """Start, warm up, measure."""
    parser = argparse.ArgumentParser(description="Time the pages of musnad serve.")
    parser.add_argument("--archive", required=True, help="an archive; it is read and not changed")
    parser.add_argument("--clients", type=int, default=20, help="that ask at once (20)")
    parser.add_argument("--processes", type=int, default=2, help="that answer (2)")
    parser.add_argument("--requests", type=int, default=400, help="of each kind, all clients together (400)")
    options = parser.parse_args()
    kinds = addresses(options.archive, options.requests)
    command = [sys.executable, "-m", "musnad.cli", "serve", "--archive", options.archive, "--port", "0", "--readonly",
               "--processes", str(options.processes)]  # fmt: skip
    began = time.perf_counter()
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        port = int(re.findall(r":(\d+)/", server.stderr.readline())[0])
        ask(port, ["/"])
        print(f"first page after {time.perf_counter() - began:.2f} s, {os.cpu_count()} cores")
        for kind, wanted in kinds.items():
            together(port, wanted, options.clients)  # what a process remembers is there then in all of them
            asked = by_wrk(port, wanted, options.clients) or told(together(port, wanted, options.clients))
            print(f"{kind:8} {asked}  bound {BOUNDS_MS.get(kind, '–')}", flush=True)
    finally:
        server.terminate()
        server.wait()
    return 0


def addresses(path: str, many: int) -> dict[str, list[str]]:
    """Return what is asked for, by kind."""
    chosen = random.Random(SEED)
    with musnad.open(path, readonly=True) as archive:
        results = list(islice(archive.search(""), SAMPLE))
    words = [word for result in results for word in result.content.split() if len(word) > 3 and word.isalpha()]
    names = [result.who for result in results if result.who]
    searches = [{"what": chosen.choice(words)} for _ in range(many)]
    for query in searches[::4]:
        query["who"] = chosen.choice(names)
        documents = [chosen.choice(results).document for _ in range(many)]
        with archive.reading() as connection:
            found = [story_of_document(connection, document) for document in documents[: many // 4]]
            stories = [shared_story(connection, number) for number in found if number is not None]
    return {
        "search": [f"/?{urlencode(query)}" for query in searches],
        "counts": [f"/facets?{urlencode(query)}" for query in searches],
        "reading": [f"/documents/{quote(document)}" for document in documents],
        "story": [f"/stories/{quote(story)}" for story in stories if story],
    }


def by_wrk(port: int, wanted: list[str], clients: int) -> str:
    """Ask by wrk for some seconds; return what it tells, empty where it isn't installed."""
    if not shutil.which("wrk"):
        return ""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(WRK % ", ".join(f'"{address}"' for address in wanted))
        script.flush()
        command = ["wrk", "-t1", f"-c{clients}", f"-d{SECONDS}s", "--timeout", "30s", "-s", script.name]
        done = subprocess.run([*command, f"http://127.0.0.1:{port}"], capture_output=True, text=True, check=True)
    median, p95, longest, count, wrong = re.findall(r"told (\S+) (\S+) (\S+) (\d+) (\d+)", done.stdout)[0]
    if int(wrong):
        raise SystemExit(f"serving: {wrong} of {count} answers are errors")
    times = f"median {float(median):6.1f}  p95 {float(p95):6.1f}  longest {float(longest):6.1f} ms"
    return f"{times}  {int(count) / SECONDS:5.0f} a second"


def together(port: int, wanted: list[str], clients: int) -> list[float]:
    """Ask from several threads at once; return the time of each answer, in milliseconds."""
    times: list[float] = []
    parts = [wanted[n::clients] for n in range(clients)]
    threads = [threading.Thread(target=lambda part=part: times.extend(ask(port, part))) for part in parts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def ask(port: int, wanted: list[str]) -> list[float]:
    """Ask one after the other over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for address in wanted:
        began = time.perf_counter()
        connection.request("GET", address, headers={"accept-encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1_000)
        if answer.status != 200:
            raise SystemExit(f"serving: {address}: status {answer.status}")
    connection.close()
    return times


def told(times: list[float]) -> str:
    """Return median, 95th percentile and the longest."""
    pick: Callable[[float], float] = lambda share: sorted(times)[min(int(len(times) * share), len(times) - 1)]  # noqa: E731
    return f"median {statistics.median(times):6.1f}  p95 {pick(0.95):6.1f}  longest {max(times):6.1f} ms"


if __name__ == "__main__":
    sys.exit(main())
