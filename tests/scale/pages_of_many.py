"""Inputs of a job, written for the tests: WARC, JSON lines, Parquet, with all that may be wrong in them."""

import gzip
import json

WHO = ["الوالي سعد المرزوق", "مديرة السد هالة الريس", "الناطق باسم البلدية رامي الصافي", "وزيرة النقل ليلى العبدون"]
WHAT = ["الجسر", "السد", "الطريق", "السوق", "الميناء", "المطحنة", "المدرسة", "الحافلات", "القمح", "الماء"]
WIRE = (
    "أعلنت وكالة السفينة للأنباء أن لجنة الأنهار أنهت فحص السدود الثلاثة في وادي السنابل بعد عمل دام تسعة أسابيع، "
    "وقال رئيس اللجنة المهندس وائل الدرب إن الشقوق التي ظهرت في الشتاء الماضي لا تهدد القرى الواقعة تحت السد الكبير، "
    "وأضاف أن البلديات ستتسلم التقرير كاملا قبل نهاية الشهر ليكون في يد كل من يسأل عنه."
)  # fmt: skip


def text_of(n):
    """A text that is like no other: two statements."""
    who, what = WHO[n % 4], WHAT[n % 10]
    return f"قال {who} إن {what} رقم {n} سيفتح بعد {n + 2} أياما.\n\nوأضاف: «لن نغلق {what} مرة أخرى، والعدد {n}»."


def page_of(n, *, more=""):
    """A page of HTML with the text of a number."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text_of(n).split("\n\n"))
    return (
        f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>خبر {n}</title>'
        f'<meta property="article:published_time" content="2031-05-{n % 3 + 1:02}T06:07:08Z"></head>'
        f"<body><article><h1>خبر {n}</h1>{paragraphs}{more}<p>وقال سكان الحي إنهم ينتظرون ذلك منذ زمن طويل، وإن "
        "الأشغال تأخرت أكثر من مرة بسبب المطر.</p></article></body></html>"
    )  # fmt: skip


def record(url, page):
    """A record of WARC, a gzip member."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-04T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def warc(path, numbers, *, wrong=False):
    """A WARC file; where it is `wrong`, with a damaged record, a page that kills and one that hangs."""
    records = [record(f"https://nahr{n % 2}.example/{n}", page_of(n)) for n in numbers]
    if wrong:
        damaged = bytearray(record("https://nahr0.example/damaged", page_of(900)))
        damaged[len(damaged) // 2] ^= 0xFF
        records[3:3] = [bytes(damaged)]
        for place, kind in ((6, "abort"), (9, "hang")):
            records[place:place] = [
                record(f"https://nahr0.example/{kind}", page_of(901, more=f"<p>poison: {kind}</p>"))
            ]
    path.write_bytes(b"".join(records))


def lines(path, rows, *, wrong=False):
    """JSON lines; where they are `wrong`, with one that is no JSON."""
    written = [json.dumps(row, ensure_ascii=False) for row in rows]
    if wrong:
        written[2:2] = ["{broken"]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")


def write_inputs(folder, *, wrong):
    """Write a WARC file, JSON lines and a Parquet file into a folder."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir()
    warc(folder / "a.warc.gz", range(30), wrong=wrong)
    warc(folder / "b.warc.gz", range(25, 55))  # five pages that are in the first
    lines(folder / "c.jsonl", [
        {"id": n, "text": text_of(100 + n), "outlet": "النخلة", "published": f"2031-05-{n % 3 + 1:02}"}
        for n in range(30)
    ], wrong=wrong)  # fmt: skip
    # The same ids for other texts, the same text of another outlet, and one that is there already.
    rows = [{"id": n, "text": text_of(200 + n), "outlet": "السفينة"} for n in range(20)]
    rows += [{"id": 3, "text": text_of(103), "outlet": "السفينة"}, {"id": 3, "text": text_of(103), "outlet": "النخلة"}]
    rows += [{"id": f"w{n}", "text": f"{WIRE} {text_of(300)}", "url": f"https://w{n}.example/x"} for n in range(8)]
    lines(folder / "d.jsonl", rows)
    table = [{"text": text_of(400 + n), "url": f"https://other.example/{n}", "outlet": "x" * 300} for n in range(30)]
    pq.write_table(pa.Table.from_pylist([*table, *([{"text": None}] if wrong else [])]), folder / "e.parquet")
