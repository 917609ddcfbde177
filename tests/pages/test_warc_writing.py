"""What is written is read again, by us and by others, and a crash costs the last record at most."""

import gzip
import io

import pytest

from musnad.errors import InputError
from musnad.pages.page import Page
from musnad.pages.warc import read_warc
from musnad.pages.warc_writing import WarcWriter


def page(n=1, **more):
    kept = {
        "body": f"<p>قال الوالي إن الجسر {n} آمن.</p>".encode(), "name": "n", "url": f"http://nakhla.example/{n}",
        "fetched_at": "2031-05-01T06:07:08Z", "headers": {"content-type": "text/html", "etag": '"1"'},
    }  # fmt: skip
    return Page(**kept | more)


def write(path, *pages):
    with WarcWriter(path) as writer:
        for each in pages:
            writer.write(each, request={"user-agent": "musnad"})


def bodies(path):
    return [item.body if isinstance(item, Page) else str(item) for item in read_warc(path)]


def test_round_trip(tmp_path):
    path = tmp_path / "a.warc.gz"
    write(path, page(1), page(2, body=b""))
    write(path, page(3))  # appended
    first, second, third = read_warc(path)
    assert (first.body, first.url, first.fetched_at) == (page(1).body, page(1).url, page(1).fetched_at)
    assert first.headers == page(1).headers | {"content-length": str(len(first.body))}
    assert (second.body, third.body) == (b"", page(3).body)
    text = gzip.decompress(path.read_bytes())
    assert text.count(b"WARC/1.1\r\n") == 7 and text.count(b"WARC-Type: warcinfo") == 1
    ids = [line for line in text.split(b"\r\n") if line.startswith(b"WARC-Record-ID")]
    assert len({*ids}) == 7
    again = tmp_path / "again" / "a.warc.gz"
    again.parent.mkdir()
    write(again, page(1), page(2, body=b""))
    write(again, page(3))
    assert again.read_bytes() == path.read_bytes()


def test_how_it_was_packed_is_kept_aside(tmp_path):
    headers = {"content-type": "text/html", "content-encoding": "gzip", "transfer-encoding": "chunked"}
    write(tmp_path / "a.warc.gz", page(headers=headers))
    (back,) = read_warc(tmp_path / "a.warc.gz")
    assert back.body == page().body and back.headers["x-archive-orig-content-encoding"] == "gzip"


def test_other_records(tmp_path):
    path = tmp_path / "a.warc.gz"
    with WarcWriter(path) as writer:
        writer.write(page(), status=404)
        writer.write_unchanged(page(headers={"etag": '"1"'}))
        writer.write_note(page(), {"reason": "robots.txt\r\nforbids"})
    text = gzip.decompress(path.read_bytes()).decode()
    assert "HTTP/1.1 404 Not Found" in text and "HTTP/1.1 304 Not Modified\r\netag:" in text
    assert "revisit/server-not-modified" in text and "reason: robots.txt  forbids\r\n" in text
    assert bodies(path) == []


def test_a_header_stays_a_header(tmp_path):
    path = tmp_path / "a.warc.gz"
    evil = "x\r\nContent-Length: 0\r\n\r\nWARC/1.1"
    write(path, page(url="http://n.example/" + evil, headers={"content-type": "text/html", "x": evil}), page(2))
    assert bodies(path) == [page(1).body, page(2).body]


def test_every_crash_is_survived(tmp_path):
    whole, path = tmp_path / "whole.warc.gz", tmp_path / "a.warc.gz"
    write(whole, page(1))
    before = whole.stat().st_size
    write(whole, page(2))
    data = whole.read_bytes()
    for end in range(before, len(data) + 1, 3):
        path.write_bytes(data[:end])
        write(path, page(3))
        found = bodies(path)
        assert found[0] == page(1).body and found[-1] == page(3).body
        assert not [item for item in found if isinstance(item, str)]
    for end in range(0, before, 5):  # in the very first records
        path.write_bytes(data[:end])
        write(path, page(3))
        assert bodies(path)[-1] == page(3).body


def test_damage_in_the_middle_is_not_cut_off(tmp_path):
    path = tmp_path / "a.warc.gz"
    write(path, *(page(n) for n in range(9)))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data[:-20])
    write(path, page(20))
    found = bodies(path)
    assert len([item for item in found if isinstance(item, bytes)]) >= 7 and found[-1] == page(20).body


def test_a_page_that_holds_a_record(tmp_path):
    inner = tmp_path / "inner.warc.gz"
    write(inner, page(66))
    path = tmp_path / "a.warc.gz"
    write(path, page(1), page(2, body=inner.read_bytes()))
    before = path.read_bytes()
    write(path)  # opened and closed
    assert path.read_bytes() == before
    assert bodies(path) == [page(1).body, inner.read_bytes()]


@pytest.mark.parametrize("content", [b"my notes " * 20, gzip.compress(b"my notes " * 9_000 + bytes(range(256)) * 9)])
def test_no_other_file_is_touched(content, tmp_path):
    path = tmp_path / "notes"
    path.write_bytes(content)
    with pytest.raises(InputError, match="there already, and no"):
        WarcWriter(path)
    assert path.read_bytes() == content


def test_errors(tmp_path):
    with pytest.raises(InputError, match="No such file"):
        WarcWriter(tmp_path / "none" / "a.warc.gz")
    with WarcWriter(tmp_path / "a.warc.gz") as writer, pytest.raises(InputError, match="give url and fetched_at"):
        writer.write(page(url=None))


def test_others_read_it_too(tmp_path):
    fastwarc = pytest.importorskip("fastwarc.warc", reason="fastwarc isn't installed")
    path = tmp_path / "a.warc.gz"
    write(path, page(1), page(2))
    kinds = []
    data = io.BytesIO(path.read_bytes())
    for record in fastwarc.ArchiveIterator(data, record_types=fastwarc.any_type, parse_http=False):
        assert record.verify_block_digest()
        kinds.append(record.headers["WARC-Type"])
    assert kinds == ["warcinfo", "response", "request", "response", "request"]
