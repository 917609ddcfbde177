"""Make a WARC file of any size out of invented Arabic pages, to measure reading on.

usage: python bench/make_warc.py FILE [--size-mb N] [--plain]

The same options make the same file. A page has a head, a menu, 10 to 60 paragraphs and a foot, 20 to 60 kB; a request
goes with each, and now and then an image, an answer 404 or a page that was there before.
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections.abc import Iterator
from pathlib import Path

SEED = 20310501  # any number does; the same makes runs comparable
SENTENCES = (
    "قال الوالي إن الجسر الجديد آمن وأضاف المهندس أن النهر عاد إلى مجراه بعد أسبوع من الأمطار في ضاحية "
    "السنابل وذكرت صحيفة النخلة نقلا عن وكالة السفينة للأنباء أن المدرسة تفتح أبوابها يوم الأحد وأعلن "
    "المتحدث باسم البلدية خطة لزراعة ألف شجرة زيتون على طول الطريق بين القرية والميناء ونفى صاحب المطحنة "
    "ما قيل عن زيادة أسعار الخبز مؤكدا بقاءها حتى الصيف "
)
WORDS = SENTENCES.split()


def main() -> int:
    """Write the file; return the exit status."""
    parser = argparse.ArgumentParser(description="Make a WARC file of invented Arabic pages.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--size-mb", type=float, default=100, help="of the file, roughly (100)")
    parser.add_argument("--plain", action="store_true", help="not compressed")
    options = parser.parse_args()
    written = records = 0
    with options.file.open("wb") as stream:
        for record in make_records():
            data = record if options.plain else gzip.compress(record, 6, mtime=0)
            written += stream.write(data)
            records += 1
            if written >= options.size_mb * 1e6:
                break
    print(f"{options.file}: {records:,} records, {written / 1e6:,.1f} MB", file=sys.stderr)
    return 0


def make_records() -> Iterator[bytes]:
    """Give records without end."""
    chance = random.Random(SEED)
    sentences = [" ".join(chance.choices(WORDS, k=chance.randint(8, 30))) for _ in range(20_000)]
    number = 0
    page = b""
    while True:
        number += 1
        url = f"http://nakhla.example/news/{number}"
        yield make_record("request", url, b"GET / HTTP/1.1\r\nHost: nakhla.example\r\n\r\n")
        kind = chance.random()
        if kind < 0.05:
            yield make_record("response", url, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>")
        elif kind < 0.10:
            image = chance.randbytes(30_000)
            yield make_record("response", url, b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + image)
        elif kind < 0.12 and page:
            yield make_record("response", f"http://nakhla.example/news/{number - 1}", page)
        else:
            page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + make_page(chance, sentences)
            yield make_record("response", url, page)


def make_page(chance: random.Random, sentences: list[str]) -> bytes:
    """Return the HTML of a page."""
    menu = "".join(f'<li class="menu-item"><a href="/s/{n}">{chance.choice(WORDS)}</a></li>' for n in range(60))
    paragraphs = "".join(
        f"<p>{'. '.join(chance.choices(sentences, k=4))}.</p>\n" for _ in range(chance.randint(10, 60))
    )
    title = " ".join(chance.choices(WORDS, k=8))
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><ul>{menu}</ul><article><h1>{title}</h1>{paragraphs}</article>"
        "<footer>صحيفة النخلة</footer></body></html>"
    ).encode()


def make_record(kind: str, url: str, block: bytes) -> bytes:
    """Return a record of WARC 1.1."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-01T06:07:08Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


if __name__ == "__main__":
    sys.exit(main())
