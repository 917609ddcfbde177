"""How fast `musnad serve` answers on this machine, to clients that all ask at once.

usage: python bench/serving.py --archive FILE [--clients N] [--requests N] [--processes N]

A server is started on the archive, for reading alone, and asked over the loopback by as many threads as there are
clients, each with a connection of its own: searches for words of the archive's own statements, documents that were
found, the counts beside the results. Bounds are printed beside the figures; nothing fails here.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from itertools import islice
from urllib.parse import quote, urlencode

import musnad

SEED = 20150801  # any number does; the same makes runs comparable
BOUNDS_MS = {"search": 150, "reading": 80}  # p95 with 20 clients on two cores, from the issue that asked for the pages
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
            ask(port, wanted[:40])
            times = together(port, wanted, options.clients)
            print(f"{kind:8} {told(times)}  bound {BOUNDS_MS.get(kind, '–')}")
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
    documents = [f"/documents/{quote(chosen.choice(results).document)}" for _ in range(many)]
    return {
        "search": [f"/?{urlencode(query)}" for query in searches],
        "counts": [f"/facets?{urlencode(query)}" for query in searches],
        "reading": documents,
    }


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
