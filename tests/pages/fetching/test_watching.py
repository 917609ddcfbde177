"""`Watch`: what is new is read once, what fails is left to rest, and no kill loses or doubles a document."""

import json
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from hosts import feed, index, reply, sitemap

from musnad.cli import main
from musnad.document import Document
from musnad.errors import InputError, MusnadError
from musnad.pages.fetching import Journal, JsonLines, Plan, Report, Watch
from musnad.pages.fetching.moments import parse_moment, parse_since, parse_span


def read(page):
    """The reader's place: `no` can't be read, `boom` is a fault in it."""
    text = page.body.decode()
    if text == "no":
        raise InputError(f"{page.name}: no text in it")
    if text == "boom":
        raise ZeroDivisionError("boom")
    outlet = page.listed.outlet if page.listed else None
    return Document(id=text, text=text, url=page.url, outlet=outlet)


@pytest.fixture
def kept():
    """What the sink was given."""
    return []


@pytest.fixture
def new_watch(new_client, kept, tmp_path):
    """Make a watch on the same state as the one before, which is closed."""
    states = []

    def make(*sources, sink=lambda document, page: kept.append(document), **plan):
        for state in states:
            state.close()
        states.append(Journal(str(tmp_path / "state")))
        return Watch(sources, states[-1], client=new_client(), sink=sink, read=read, plan=Plan(**plan))

    yield make
    for state in states:
        state.close()


def texts(kept):
    return [document.text for document in kept]


def test_what_is_new_is_read_once(host, new_watch, kept):
    host.pages |= {f"/{n}": reply(f"page {n}") for n in range(5)}
    host.pages["/feed"] = feed(f"{host.url}/1", f"{host.url}/0")
    watch = new_watch(f"{host.url}/feed")
    done = watch.round()
    assert (done.sources, done.new, done.documents, done.failures) == (1, 2, 2, {})
    assert texts(kept) == ["page 1", "page 0"]  # in the feed's order
    assert kept[0].outlet == "صدى"
    host.pages["/feed"] = feed(f"{host.url}/3", f"{host.url}/2", f"{host.url}/1")
    assert str(watch.round()) == "1 lists asked, 2 new pages, 2 documents"
    assert texts(kept)[2:] == ["page 3", "page 2"]
    assert new_watch(f"{host.url}/feed").round().new == 0  # another process remembers
    assert len(kept) == 4


def test_lists_are_asked_whether_they_changed(host, new_watch, kept):
    listed = feed(f"{host.url}/1").replace(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nETag: x\r\n")
    host.pages["/1"] = reply("page 1")
    host.pages["/feed"] = lambda r: reply(status="304 Not Modified") if "if-none-match" in r.headers else listed
    watch = new_watch(f"{host.url}/feed")
    assert [watch.round().new, watch.round().new] == [1, 0]
    assert ["if-none-match" in r.headers for r in host.requests if r.path == "/feed"] == [False, True]


def test_a_source_that_fails_is_asked_less_and_less(host, new_watch, kept, clock):
    host.pages |= {"/feed": feed(f"{host.url}/1"), "/1": reply("page 1"), "/page": reply("no list at all")}
    watch = new_watch(f"{host.url}/gone", f"{host.url}/page", f"{host.url}/feed", "ftp://127.0.0.1/")
    rounds = watch.rounds(600.0)
    done = [next(rounds) for _ in range(8)]
    assert done[0].documents == 1
    assert done[0].failures == {"http-404": 1, "list": 1, "scheme": 1}
    assert [d.resting for d in done] == [0, 0, 2, 0, 2, 2, 2, 0]  # after 10, 20, 40 minutes
    host.pages["/gone"] = feed(f"{host.url}/1", f"{host.url}/2")
    host.pages["/2"] = reply("page 2")
    clock.sleep(6 * 3600)
    assert next(rounds).documents == 1
    clock.sleep(600)
    assert next(rounds).resting <= 1
    assert host.paths.count("/feed") == len(done) + 2


def test_rest_has_an_end(host, new_watch, clock):
    watch = new_watch(f"{host.url}/gone")
    for _ in range(20):
        watch.round()
        clock.sleep(6 * 3600)
    assert host.paths.count("/gone") == 20


def test_pages_that_fail(host, new_watch, kept, clock):
    pages = ["gone", "no", "boom", "busy", "good"]
    host.pages |= {"/no": reply("no"), "/boom": reply("boom"), "/busy": reply(status="500 Oh"), "/good": reply("good")}
    host.pages["/feed"] = feed(*(f"{host.url}/{page}" for page in pages))
    told = Counter()

    class Told(Report):
        def failed(self, error):
            told[str(error).removeprefix(host.url).split(":")[0]] += 1

    watch = new_watch(f"{host.url}/feed")
    watch.report = Told()
    done = [watch.round() for _ in range(8)]
    assert done[0].failures == {"http-404": 1, "unreadable": 1, "fault": 1, "http-500": 1}
    assert done[1].failures == {"http-500": 1}
    assert [d.failures.total() for d in done] == [4, 1, 1, 1, 1, 0, 0, 0]  # five tries in all
    assert told == {"/gone": 1, "/no": 1, "/boom": 1, "/busy": 5}
    assert texts(kept) == ["good"]


def test_a_page_that_comes_back(host, new_watch, kept):
    host.pages |= {"/feed": feed(f"{host.url}/1"), "/1": reply(status="503 Busy")}
    watch = new_watch(f"{host.url}/feed")
    assert watch.round().failures == {"http-503": 1}
    host.pages |= {"/feed": feed(f"{host.url}/2"), "/1": reply("page 1"), "/2": reply("page 2")}
    assert watch.round().documents == 2  # the list doesn't have it any more, the state does
    assert {d.outlet for d in kept} == {"صدى"}


def test_an_index_is_asked_for_what_changed_in_it(host, new_watch, kept, clock):
    host.pages |= {f"/{n}": reply(f"page {n}") for n in range(9)} | {
        "/index": index((f"{host.url}/new", "2026-04-05"), (f"{host.url}/old", "2026-01-01"), f"{host.url}/undated"),
        "/new": sitemap(f"{host.url}/1"), "/old": sitemap(f"{host.url}/2"), "/undated": sitemap(f"{host.url}/3"),
    }  # fmt: skip
    watch = new_watch(f"{host.url}/index")
    watch.round()
    host.pages |= {
        "/index": index((f"{host.url}/new", "2026-04-06"), (f"{host.url}/old", "2026-01-01"), f"{host.url}/undated"),
        "/new": sitemap(f"{host.url}/4", f"{host.url}/1"),
    }
    watch.round()
    assert sorted(texts(kept)) == ["page 1", "page 2", "page 3", "page 4"]
    assert Counter(host.paths) == {
        "/index": 2, "/new": 2, "/old": 1, "/undated": 1, "/1": 1, "/2": 1, "/3": 1, "/4": 1,
    }  # fmt: skip
    clock.sleep(24 * 3600)
    watch.round()
    assert host.paths.count("/undated") == 2


def test_feeds_of_an_opml_file_on_the_web_are_asked_each_round(host, new_watch, kept):
    outline = f"<opml><body><outline type='rss' xmlUrl='{host.url}/feed'/></body></opml>"
    host.pages |= {"/opml": reply(outline, type="text/xml"), "/feed": feed(f"{host.url}/1"), "/1": reply("page 1")}
    watch = new_watch(f"{host.url}/opml")
    for _ in range(3):
        watch.round()
    assert host.paths.count("/feed") == 3


def test_a_long_list_takes_several_rounds(host, new_watch, kept):
    host.pages |= {f"/{n}": reply(f"page {n}") for n in range(130)}
    host.pages["/map"] = sitemap(*(f"{host.url}/{n}" for n in range(130)))
    watch = new_watch(f"{host.url}/map")
    done = watch.round()
    assert (done.new, done.documents, done.waiting) == (130, 100, 30)
    assert (done := watch.round()).documents == 30 and done.waiting == 0


def test_since(host, new_watch, kept):
    host.pages |= {f"/{n}": reply(f"page {n}") for n in range(9)}
    host.pages["/map"] = sitemap((f"{host.url}/1", "2026-04-01"), (f"{host.url}/2", "2026-04-05"), f"{host.url}/3")
    new_watch(f"{host.url}/map", since=parse_moment("2026-04-03T00:00:00Z")).round()
    assert sorted(texts(kept)) == ["page 2", "page 3"]


def test_a_sink_that_fails_ends_the_watch_and_the_document_comes_again(host, new_watch, kept):
    host.pages |= {"/feed": feed(f"{host.url}/1"), "/1": reply("page 1")}

    def full(document, page):
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        new_watch(f"{host.url}/feed", sink=full).round()
    assert new_watch(f"{host.url}/feed").round().documents == 1


def test_a_stopped_watch_ends(host, new_watch, kept):
    host.pages["/feed"] = feed()
    watch = new_watch(f"{host.url}/feed")
    rounds = watch.rounds(600.0)
    next(rounds)
    watch._client.clock.stop()
    assert list(rounds) == []


def test_two_watches_do_not_share_a_state(tmp_path):
    with Journal(str(tmp_path / "state")), pytest.raises(MusnadError, match="in use by another run"):
        Journal(str(tmp_path / "state"))
    Journal(str(tmp_path / "state")).close()


# -- JSON lines ----------------------------------------------------------------------------------


def document(text):
    return Document(id=text, text=text)


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_line_that_was_cut_off_is_taken_away(tmp_path, cut):
    path = tmp_path / "out.jsonl"
    with JsonLines(str(path)) as sink:
        sink(document("first"))
        sink(document("second"))
    path.write_bytes(path.read_bytes()[:-cut])
    with JsonLines(str(path)) as sink:
        sink(document("second"))
        sink(document("third"))
    assert [json.loads(line)["text"] for line in path.read_text().splitlines()] == ["first", "second", "third"]


def test_a_document_that_was_written_but_not_noted_is_not_doubled(tmp_path):
    path = tmp_path / "out.jsonl"
    for _ in range(2):
        with JsonLines(str(path)) as sink:
            sink(document("first" * 50_000))
    assert len(path.read_text().splitlines()) == 1


def test_a_file_without_a_single_whole_line(tmp_path):
    path = tmp_path / "out.jsonl"
    path.write_text('{"id": "x"' * 20_000)
    with JsonLines(str(path)) as sink:
        sink(document("first"))
    assert len(path.read_text().splitlines()) == 1


# -- the command ---------------------------------------------------------------------------------

# The reader in the command's place of it, as these tests need no real one.
COMMAND = """
import sys, types
from musnad.cli import main
from musnad.document import Document
from musnad.cli import main

def read_page(page):
    text = page.body.decode()
    return Document(id=text, text=text, url=page.url)

sys.modules["musnad.pages.documents"] = types.SimpleNamespace(read_page=read_page)
sys.exit(main(["watch", "--allow-private", "--delay", "0", *sys.argv[1:]]))
"""


def start(*arguments):
    command = [sys.executable, "-c", COMMAND, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(condition):
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.005)


def test_once(host, tmp_path):
    host.pages |= {"/feed": feed(f"{host.url}/1", f"{host.url}/2"), "/1": reply("page 1")}
    out = tmp_path / "out.jsonl"
    run = start(f"{host.url}/feed", "-o", out, "--once")
    said, errors = run.communicate(timeout=20)
    assert (run.returncode, said) == (1, "")
    assert f"musnad: {host.url}/2: http-404: not found\n" in errors
    assert errors.endswith(" 1 lists asked, 2 new pages, 1 documents, failed: 1 http-404\n")
    assert [json.loads(line)["text"] for line in out.read_text().splitlines()] == ["page 1"]
    assert out.with_name("out.jsonl.state").exists()


def test_to_standard_output(host, tmp_path):
    host.pages |= {"/feed": feed(f"{host.url}/1"), "/1": reply("صفحة")}
    run = start(f"{host.url}/feed", "--once", "--state", tmp_path / "state")
    said, _ = run.communicate(timeout=20)
    assert run.returncode == 0 and json.loads(said)["text"] == "صفحة"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_watch_that_is_cut_off_goes_on_where_it_was(host, tmp_path, number):
    host.pages |= {f"/{n}": (lambda request, n=n: host._ended.wait(0.02) or reply(f"page {n}")) for n in range(15)}
    host.pages["/feed"] = feed(*(f"{host.url}/{n}" for n in range(15)))
    out = tmp_path / "out.jsonl"
    run = start(f"{host.url}/feed", "-o", out)
    wait_for(lambda: len(host.paths) > 6)
    run.send_signal(number)
    run.communicate(timeout=20)
    assert run.returncode == (-9 if number == signal.SIGKILL else 0)
    run = start(f"{host.url}/feed", "-o", out, "--once")
    run.communicate(timeout=20)
    assert run.returncode == 0
    found = [json.loads(line)["text"] for line in out.read_text().splitlines()]
    assert Counter(found) == Counter(f"page {n}" for n in range(15))
    pages = [path for path in host.paths if path != "/feed"]
    assert len(pages) <= 16  # but for the one that was on its way, nothing is asked for twice


def test_a_watch_that_sleeps_is_stopped_at_once(host, tmp_path):
    host.pages["/feed"] = feed(f"{host.url}/1")
    run = start(f"{host.url}/feed", "-o", tmp_path / "out.jsonl", "--every", "1d")
    assert "lists asked" in "".join(run.stderr.readline() for _ in range(2))
    begun = time.monotonic()
    run.send_signal(signal.SIGTERM)
    run.communicate(timeout=20)
    assert run.returncode == 0 and time.monotonic() - begun < 5


@pytest.mark.parametrize("arguments", [["--every", "often"], ["--every", "1s"], ["--since", "soon"]])
def test_wrong_usage(tmp_path, arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["watch", "https://example.org/", "--state", str(tmp_path / "state"), *arguments])
    assert ended.value.code == 2 and len(capsys.readouterr().err.splitlines()) == 1


# -- dates ---------------------------------------------------------------------------------------

MOMENTS = [
    ("2026-04-05T06:07:08Z", "2026-04-05T06:07:08+00:00"),
    ("2026-04-05T06:07:08+03:00", "2026-04-05T03:07:08+00:00"),
    ("2026-04-05 06:07", "2026-04-05T06:07:00+00:00"),
    ("2026-04-05", "2026-04-05T23:59:59+00:00"),
    ("2026-04", "2026-05-01T23:59:59+00:00"),
    ("Sun, 05 Apr 2026 06:07:08 GMT", "2026-04-05T06:07:08+00:00"),
    ("Sun, 05 Apr 2026 06:07:08 +0300", "2026-04-05T03:07:08+00:00"),
    ("0001-01-01T00:00:00+03:00", None),
    ("2026-13-01", None),
    ("5 نيسان", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("text", "moment"), MOMENTS)
def test_moments(text, moment):
    found = parse_moment(text)
    assert (found and found.isoformat()) == moment


def test_spans_and_since(clock):
    assert [parse_span(t) for t in ("90s", "10m", "2h", "3d", "1w")] == [90, 600, 7200, 259_200, 604_800]
    assert parse_since("3d", clock.now()).isoformat() == "2026-04-02T06:07:08+00:00"
    assert parse_since("2026-04-05", clock.now()).isoformat() == "2026-04-05T00:00:00+00:00"
    for text in ("", "3", "d", "-3d", "soon"):
        with pytest.raises(ValueError, match="write"):
            parse_since(text, clock.now())
