"""Mutations of the project's web pages through the whole reading: no exception but MusnadError, no hang.

    python bench/fuzz.py [--count 20000] [--seed 1]

Each mutation cuts, splices, flips bytes, crosses tags or repeats a part, sometimes several of these. A hang is a page
that takes more than `LIMIT_S`; what fails is written to a file beside this script's output and named.
"""

from __future__ import annotations

import argparse
import random
import re
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).parents[1] / "evals"))

from web import pages

from musnad.errors import MusnadError
from musnad.inputs import read_item
from musnad.pages.page import Page

LIMIT_S = 20  # an honest page takes hundredths of a second, a hostile one of this size under two
_TAG = re.compile(rb"<[^<>]{1,200}>")


class Hang(BaseException):
    """A page took longer than the limit."""


def mutate(body: bytes, others: list[bytes], rng: random.Random) -> bytes:
    """Return a mutation of a page."""
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        body = rng.choice((_cut, _splice, _flip, _cross, _repeat, _drop_tags, _drop))(body, others, rng)
        body = body[:2_000_000]
    return body


def _cut(body: bytes, _: list[bytes], rng: random.Random) -> bytes:
    a, b = sorted(rng.randrange(len(body) + 1) for _ in range(2))
    return body[a:b] if rng.random() < 0.3 else body[:b]


def _splice(body: bytes, others: list[bytes], rng: random.Random) -> bytes:
    other = rng.choice(others)
    a, b = rng.randrange(len(body) + 1), rng.randrange(len(other) + 1)
    return body[:a] + other[b : b + rng.randrange(1, 20_000)] + body[a:]


def _flip(body: bytes, _: list[bytes], rng: random.Random) -> bytes:
    data = bytearray(body)
    for _n in range(rng.choice((1, 5, 50, 500)) if data else 0):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def _cross(body: bytes, _: list[bytes], rng: random.Random) -> bytes:
    tags = [m.span() for m in _TAG.finditer(body)]
    for _n in range(rng.choice((1, 10, 100))):
        if len(tags) < 2:
            break
        (a, b), (c, d) = sorted(rng.sample(tags, 2))
        if d - c == b - a:
            body = body[:a] + body[c:d] + body[b:c] + body[a:b] + body[d:]
        else:
            body = body[:a] + body[c:d] + body[a:c] + body[d:]
            break
    return body


def _repeat(body: bytes, _: list[bytes], rng: random.Random) -> bytes:
    a = rng.randrange(len(body) + 1)
    part = body[a : a + rng.randrange(1, 300)]
    return body[:a] + part * rng.choice((2, 20, 2000)) + body[a:]


def _drop_tags(body: bytes, _: list[bytes], rng: random.Random) -> bytes:
    share = rng.random()
    return _TAG.sub(lambda m: b"" if rng.random() < share else m.group(), body)


def _drop(body: bytes, _: list[bytes], rng: random.Random) -> bytes:
    a = rng.randrange(len(body) + 1)
    return body[:a] + body[a + rng.randrange(1, 500) :]


def main() -> int:
    """Run the mutations; return 1 where one failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="FOLDER", help="write the pages that fail here")
    options = parser.parse_args()
    bodies = [page.body for page in pages()]
    outcomes: Counter[str] = Counter()
    failed = 0
    slowest = 0.0

    def alarm(_number: int, _frame: FrameType | None) -> None:
        raise Hang

    signal.signal(signal.SIGALRM, alarm)
    for n in range(options.count):
        rng = random.Random(f"{options.seed}:{n}")
        body = mutate(rng.choice(bodies), bodies, rng)
        started = time.perf_counter()
        signal.alarm(LIMIT_S)
        try:
            document = read_item(Page(body=body, name=f"mutation {n}", url="https://nahr.example/a/1"))
            outcomes["read" if document.statements else "read, no statement"] += 1
        except MusnadError as error:
            reported = "please report it" in str(error)
            outcomes["reader failed" if reported else "refused"] += 1
            failed += reported
            if reported:
                _keep(options.keep, n, body, str(error))
        except Hang:
            failed += 1
            outcomes["hang"] += 1
            _keep(options.keep, n, body, f"more than {LIMIT_S} s")
        except Exception as error:  # what this is for
            failed += 1
            outcomes[type(error).__name__] += 1
            _keep(options.keep, n, body, repr(error))
        finally:
            signal.alarm(0)
        slowest = max(slowest, time.perf_counter() - started)
    print(f"{options.count} mutations: " + ", ".join(f"{k} {v}" for k, v in outcomes.most_common()))
    print(f"slowest {slowest:.2f} s; {failed} failed")
    return 1 if failed else 0


def _keep(folder: str | None, n: int, body: bytes, why: str) -> None:
    print(f"mutation {n}: {why[:200]}")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / f"{n}.html").write_bytes(body)


if __name__ == "__main__":
    sys.exit(main())
