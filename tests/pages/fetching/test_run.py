"""`fetch_pages` from feeds to a WARC file, whole runs against hosts on this machine."""

import gzip
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from hosts import QUICK, SMALL, feed, index, redirect, reply, sitemap

from musnad.cli import main
from musnad.errors import MusnadError
from musnad.pages.fetching import Plan, Report, fetch_pages
from musnad.pages.fetching.moments import parse_moment
from musnad.pages.warc import read_warc


def records(path):
    """The addresses of the pages in a WARC file, in their order, and their bodies; every record is whole."""
    found = []
    data = gzip.decompress(path.read_bytes())
    while data:
        head, _, rest = data.partition(b"\r\n\r\n")
        assert head.startswith(b"WARC/1.")
        length = int(re.search(rb"(?i)^content-length: *(\d+)", head, re.M)[1])
        block, data = rest[:length], rest[length:]
        assert data.startswith(b"\r\n\r\n") and len(block) == length
        data = data[4:]
        if re.search(rb"(?i)^warc-type: *response", head, re.M):
            url = re.search(rb"(?i)^warc-target-uri: *<?([^>\r\n]+)", head, re.M)[1].decode()
            found.append((url, block.partition(b"\r\n\r\n")[2].decode()))
    return found


class Told(Report):
    def __init__(self):
        self.errors = []
        self.steps = []

    def failed(self, error):
        self.errors.append(error)

    def settled(self, done, known):
        self.steps.append((done, known))


@pytest.fixture
def out(tmp_path):
    return tmp_path / "pages.warc.gz"


@pytest.fixture
def fetch(new_client, out):
    """Run `fetch_pages` with a client of its own, as every run has."""

    def run(*targets, report=None, limits=SMALL, **plan):
        client = new_client(limits=limits)
        return fetch_pages([str(t) for t in targets], str(out), client=client, plan=Plan(**plan), report=report)

    return run


def bodies(out):
    return Counter(body for _, body in records(out))


# -- what there is to fetch ----------------------------------------------------------------------


def test_feed_sitemap_index_and_page(host, fetch, out):
    host.pages |= {f"/{n}": reply(f"page {n}") for n in range(6)} | {
        "/feed": feed(f"{host.url}/1", "/2", f"{host.url}/1#again"),
        "/index": index(f"{host.url}/map"),
        "/map": sitemap(f"{host.url}/2", f"{host.url}/3"),
    }
    done = fetch(f"{host.url}/feed", f"{host.url}/index", f"{host.url}/5")
    assert (done.pages, done.unchanged, dict(done.failures)) == (4, 0, {})
    assert bodies(out) == Counter(["page 1", "page 2", "page 3", "page 5"])
    assert Counter(host.paths) == Counter(["/feed", "/1", "/2", "/index", "/map", "/3", "/5"])
    assert str(done) == "4 pages, 0 unchanged"


def test_files_with_addresses(host, fetch, out, tmp_path):
    host.pages |= {f"/{n}": reply(f"page {n}") for n in range(4)} | {"/feed": feed(f"{host.url}/3")}
    lines = tmp_path / "list.txt"
    text = f"# sources\n{host.url}/1 # first\n\n{host.url}/2#part\nno address\n{host.url}/1\n"
    lines.write_text(text, encoding="utf-8-sig")
    opml = tmp_path / "feeds.opml"
    opml.write_text(f"<opml version='2.0'><body><outline type='rss' xmlUrl='{host.url}/feed'/></body></opml>")
    empty = tmp_path / "empty.txt"
    empty.write_text("# nothing\n")
    told = Told()
    done = fetch(lines, opml, empty, tmp_path / "gone.txt", report=told)
    assert bodies(out) == Counter(["page 1", "page 2", "page 3"])
    assert done.failures == {"list": 3}
    assert [str(e).split(": ", 1)[1][:12] for e in told.errors] == ["'no address'", "no address i", "No such file"]
    assert f"{lines}:5: " in str(told.errors[0])


def test_a_gzipped_sitemap_and_a_plain_one(host, fetch, out):
    packed = gzip.compress(sitemap(f"{host.url}/1").partition(b"\r\n\r\n")[2])
    host.pages |= {"/1": reply("page 1"), "/2": reply("page 2")} | {
        "/map.xml.gz": reply(packed, type="application/x-gzip"),
        "/map.txt": reply(f"{host.url}/2\n", type="text/plain"),
    }
    assert fetch(f"{host.url}/map.xml.gz", f"{host.url}/map.txt").pages == 2


def test_since(host, fetch, out):
    host.pages |= {f"/{n}": reply(f"page {n}") for n in range(9)} | {
        "/feed": feed(
            (f"{host.url}/1", "Sat, 04 Apr 2026 23:00:00 +0000"), (f"{host.url}/2", "Sun, 05 Apr 2026 01:00:00 +0000"),
            f"{host.url}/3", (f"{host.url}/4", "yesterday"), (f"{host.url}/5", "Sun, 05 Apr 2026 01:00:00 +0300"),
        ),
        "/index": index((f"{host.url}/old", "2026-04-04"), (f"{host.url}/new", "2026-04-05T06:00:00Z")),
        "/new": sitemap((f"{host.url}/6", "2026-04-05"), (f"{host.url}/7", "2026-03")),
    }  # fmt: skip
    fetch(f"{host.url}/feed", f"{host.url}/index", since=parse_moment("2026-04-05T00:00:00Z"))
    assert bodies(out) == Counter(["page 2", "page 3", "page 4", "page 6"])
    assert "/old" not in host.paths


def test_limit(host, fetch, out, tmp_path):
    host.pages |= {f"/{n}": reply(f"page {n}", ETag="1") for n in range(9)}
    host.pages["/feed"] = feed(*(f"{host.url}/{n}" for n in range(9)))
    assert fetch(f"{host.url}/feed", limit=4).pages == 4
    done = fetch(f"{host.url}/feed", limit=4)  # those that were never had come first
    assert (done.pages, done.unchanged, done.held) == (4, 0, 4)
    lines = tmp_path / "list.txt"
    lines.write_text("".join(f"{host.url}/x{n}\n" for n in range(9)))
    host.pages |= {f"/x{n}": reply(f"x {n}") for n in range(9)}
    assert fetch(lines, limit=3).pages == 3
    assert sum(path.startswith("/x") for path in host.paths) <= 3 + 4


def test_lists_that_lead_nowhere(host, fetch, out):
    host.pages |= {
        "/loop": index(f"{host.url}/loop", f"{host.url}/a"),
        "/a": index(f"{host.url}/b"), "/b": index(f"{host.url}/c"), "/c": index(f"{host.url}/d"), "/d": sitemap(),
        "/broken": reply("<rss><channel><item><link>", type="application/rss+xml"),
    }  # fmt: skip
    told = Told()
    done = fetch(f"{host.url}/loop", f"{host.url}/broken", f"{host.url}/gone", report=told)
    assert done.pages == 0 and done.failures["http-404"] == 1 and done.failures["list"] >= 2
    assert Counter(host.paths).most_common(1)[0][1] == 1  # nothing is asked for twice


def test_everything_that_fails_is_named_and_the_run_goes_on(host, new_host, fetch, out):
    refuser = new_host()
    refuser.pages["/robots.txt"] = reply("User-agent: *\nDisallow: /", type="text/plain")
    gone = new_host()
    gone.close()
    host.pages |= {
        "/loop": redirect("/loop"), "/image": reply("x", type="image/png"),
        "/bomb": reply(gzip.compress(bytes(9_000_000)), Content_Encoding="gzip"),
        "/cut": reply("x", length=False, Content_Length=9),
        "/reset": lambda request: None, "/hang": host.drip(b"HTTP/1.1 ", 0.3), "/good": reply("good"),
        "/half": b"HTTP/1.1 200 OK\r\nCont", "/busy": reply(status="503 Busy"), "/ftp": redirect("ftp://127.0.0.1/"),
    }  # fmt: skip
    urls = [f"{host.url}{path}" for path in host.pages] + [f"{host.url}/gone", f"{refuser.url}/a", f"{gone.url}/a"]
    host.pages["/feed"] = feed(*urls, "http://user:pass@127.0.0.1/", "http://127.1/")
    told = Told()
    done = fetch(f"{host.url}/feed", report=told, limits=QUICK)
    assert done.pages == 1 and bodies(out) == Counter(["good"])
    assert done.failures == {
        "redirect-loop": 1, "type": 1, "too-large": 1, "wrong-length": 1, "reset": 1, "timeout": 1, "half-header": 1,
        "http-503": 1, "scheme": 1, "http-404": 1, "robots": 1, "connection-refused": 1, "bad-address": 2,
    }  # fmt: skip
    assert len(told.errors) == done.failures.total()
    assert all("\n" not in str(error) for error in told.errors)
    assert told.steps[-1] == (14, 14)
    assert "14 failed (2 bad-address, 1 connection-refused, " in str(done)


def test_hosts_at_the_same_time_but_no_host_twice(new_host, fetch, out):
    hosts = [new_host() for _ in range(3)]
    pages = []
    for host in hosts:
        host.pages |= {f"/{n}": (lambda request, host=host: host._ended.wait(0.02) or reply("a")) for n in range(4)}
        pages += [f"{host.url}/{n}" for n in range(4)]
    hosts[0].pages["/feed"] = feed(*pages)
    assert fetch(f"{hosts[0].url}/feed").pages == 12
    assert [host.most_at_once for host in hosts] == [1, 1, 1]


# -- the second run ------------------------------------------------------------------------------


def etag(body, tag):
    """A page that answers 304 to who has it."""

    def answer(request):
        same = request.headers.get("if-none-match") == tag
        return reply(status="304 Not Modified") if same else reply(body, ETag=tag)

    return answer


def test_a_second_run_fetches_what_is_new_or_changed(host, fetch, out):
    host.pages |= {"/1": etag("page 1", '"1"'), "/2": etag("page 2", '"2"')}
    host.pages |= {"/3": reply("page 3"), "/4": reply("page 4")}
    host.pages["/feed"] = feed(*(f"{host.url}/{n}" for n in (1, 2, 3)))
    assert fetch(f"{host.url}/feed").pages == 3
    host.pages["/2"] = etag("page 2, corrected", '"2b"')
    host.pages["/feed"] = feed(*(f"{host.url}/{n}" for n in (1, 2, 3, 4)))
    host.requests.clear()
    done = fetch(f"{host.url}/feed")
    assert (done.pages, done.unchanged, done.held) == (2, 1, 1)
    assert host.paths[:2] == ["/feed", "/4"]  # what is new comes first
    assert sorted(host.paths) == ["/1", "/2", "/4", "/feed"]  # 3 has no validators, and its list says nothing new
    assert [body for _, body in records(out)][-2:] == ["page 4", "page 2, corrected"]
    assert fetch(f"{host.url}/feed").pages == 0


def test_a_page_whose_list_says_that_it_changed(host, fetch, out):
    host.pages |= {"/1": reply("page 1"), "/2": reply("page 2")}
    host.pages["/map"] = sitemap((f"{host.url}/1", "2026-04-01"), (f"{host.url}/2", "2026-04-01"))
    assert fetch(f"{host.url}/map").pages == 2
    host.pages |= {"/1": reply("page 1, corrected"), "/2": reply("page 2, corrected")}
    host.pages["/map"] = sitemap((f"{host.url}/1", "2026-04-09T00:00:00Z"), (f"{host.url}/2", "2026-04-01"))
    assert fetch(f"{host.url}/map").pages == 1
    assert bodies(out) == Counter(["page 1", "page 2", "page 1, corrected"])


def test_the_same_bytes_are_not_written_again(host, fetch, out):
    host.pages["/1"] = reply("page 1")
    assert fetch(f"{host.url}/1").pages == 1
    done = fetch(f"{host.url}/1")
    assert (done.pages, done.unchanged) == (0, 1)
    assert len(records(out)) == 1


def test_what_is_written_is_read_again(host, fetch, out):
    host.pages["/1"] = reply(gzip.compress("صفحة".encode()), Content_Encoding="gzip", ETag="1", Set_Cookie="a=b")
    fetch(f"{host.url}/1")
    (page,) = read_warc(out)
    assert (page.url, page.body.decode(), page.fetched_at) == (f"{host.url}/1", "صفحة", "2026-04-05T06:07:10Z")
    assert page.headers["content-type"] == "text/html; charset=utf-8" and page.headers["etag"] == "1"


def test_what_failed_is_asked_for_again_in_the_next_run(host, fetch, out):
    host.pages["/feed"] = feed(f"{host.url}/1")
    assert fetch(f"{host.url}/feed").failures == {"http-404": 1}
    host.pages["/1"] = reply("page 1")
    assert fetch(f"{host.url}/feed").pages == 1


def test_a_failure_does_not_make_what_was_had_forgotten(host, fetch, out):
    host.pages |= {"/1": etag("page 1", '"1"'), "/feed": feed(f"{host.url}/1")}
    fetch(f"{host.url}/feed")
    host.pages["/1"] = reply(status="500 Oh")
    assert fetch(f"{host.url}/feed").failures == {"http-500": 1}
    host.pages["/1"] = etag("page 1", '"1"')
    assert fetch(f"{host.url}/feed").unchanged == 1


def test_an_output_moved_away_begins_anew_with_what_is_new(host, fetch, out, tmp_path):
    host.pages |= {"/1": reply("page 1"), "/2": reply("page 2"), "/feed": feed(f"{host.url}/1")}
    fetch(f"{host.url}/feed")
    shutil.move(out, tmp_path / "april.warc.gz")
    host.pages["/feed"] = feed(f"{host.url}/1", f"{host.url}/2")
    assert fetch(f"{host.url}/feed").pages == 1
    assert bodies(out) == Counter(["page 2"])


# -- files that are not as they should be --------------------------------------------------------


def test_nothing_is_written_over(host, fetch, out):
    out.write_text("something else")
    with pytest.raises(MusnadError, match="has no journal"):
        fetch(f"{host.url}/feed")
    assert out.read_text() == "something else" and not out.with_name(out.name + ".journal").exists()


@pytest.mark.parametrize("change", ["longer", "shorter"])
def test_an_output_that_somebody_changed(host, fetch, out, change):
    host.pages["/1"] = reply("page 1")
    fetch(f"{host.url}/1")
    data = out.read_bytes()
    out.write_bytes(data + b"more" if change == "longer" else data[:-9])
    with pytest.raises(MusnadError, match="by its journal"):
        fetch(f"{host.url}/1")


def test_a_journal_that_is_none(host, fetch, out):
    out.with_name(out.name + ".journal").write_text("something else" * 999)
    with pytest.raises(MusnadError, match="no journal of musnad"):
        fetch(f"{host.url}/1")


def test_two_runs_at_one_output(host, fetch, out):
    inner = []

    def answer(request):
        try:
            fetch(f"{host.url}/2")
        except MusnadError as error:
            inner.append(str(error))
        return reply("page 1")

    host.pages["/1"] = answer
    assert fetch(f"{host.url}/1").pages == 1
    assert len(inner) == 1 and "in use by another run" in inner[0]


# -- killed and stopped --------------------------------------------------------------------------


COMMAND = [sys.executable, "-m", "musnad.cli", "fetch", "--allow-private", "--delay", "0"]


def start(*arguments):
    return subprocess.Popen([*COMMAND, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(condition):
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until, "it never came to that"
        time.sleep(0.005)


@pytest.fixture
def slow_site(host):
    """Twenty pages that take 20 ms each."""
    host.pages |= {f"/{n}": (lambda request, n=n: host._ended.wait(0.02) or reply(f"page {n}")) for n in range(20)}
    host.pages["/feed"] = feed(*(f"{host.url}/{n}" for n in range(20)))
    return host


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_cut_off_goes_on_where_it_was(slow_site, out, number):
    run = start(f"{slow_site.url}/feed", "-o", out)
    wait_for(lambda: len(slow_site.paths) > 8)
    run.send_signal(number)
    _, said = run.communicate(timeout=20)
    assert run.returncode == (-9 if number == signal.SIGKILL else 130), said
    assert number == signal.SIGKILL or "stopped, run it again to go on" in said
    first = [path for path in slow_site.paths if path != "/feed"]
    assert 8 <= len(first) < 20
    if number == signal.SIGKILL:  # a record of which only the half was written
        with out.open("ab") as file:
            file.write(gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n" * 99)[:-20])
    slow_site.requests.clear()
    run = start(f"{slow_site.url}/feed", "-o", out)
    _, said = run.communicate(timeout=20)
    assert run.returncode == 0, said
    assert bodies(out) == Counter(f"page {n}" for n in range(20))  # nothing lost, nothing twice
    again = set(first) & set(slow_site.paths)
    assert len(again) <= 1  # but for the one that was on its way when it was cut off
    assert f"{20 - len(first) + len(again)} pages, 0 unchanged, {len(first) - len(again)} not asked for" in said


def test_what_failed_for_good_is_not_asked_for_again_by_a_run_that_goes_on(host, out):
    host.pages["/feed"] = feed(*(f"{host.url}/{n}" for n in range(9)))
    host.pages |= {"/1": reply("page 1"), "/2": reply("x", type="image/png"), "/4": lambda request: host.hang(request)}
    run = start(f"{host.url}/feed", "-o", out)
    wait_for(lambda: "/4" in host.paths)
    run.kill()
    run.communicate(timeout=20)
    host.requests.clear()
    host.pages["/4"] = reply("page 4")
    run = start(f"{host.url}/feed", "-o", out)
    _, said = run.communicate(timeout=20)
    assert run.returncode == 1, said
    assert host.paths == ["/feed", "/4", "/5", "/6", "/7", "/8"]
    assert bodies(out) == Counter(["page 1", "page 4"])


def test_the_command_says_what_failed_and_what_was_done(host, out):
    host.pages |= {"/1": reply("page 1"), "/feed": feed(f"{host.url}/1", f"{host.url}/2\x1b[2J")}
    run = start(f"{host.url}/feed", "-o", out, "--user-agent-contact", "desk@example.org", "--threads", "2")
    said, errors = run.communicate(timeout=20)
    assert (run.returncode, said) == (1, "")
    lines = errors.splitlines()
    assert len(lines) == 2 and lines[0].startswith("musnad: ") and "\x1b" not in errors
    assert lines[1] == f"{out}: 1 pages, 0 unchanged, 1 failed (1 http-404)"
    assert "desk@example.org" in host.requests[0].headers["user-agent"]


def test_private_addresses_are_refused_by_default(host, out, capsys):
    host.pages["/1"] = reply("page 1")
    assert main(["fetch", f"{host.url}/1", "http://127.0.0.1/1", "-o", str(out)]) == 1
    errors = capsys.readouterr().err
    assert f"musnad: {host.url}/1: port: " in errors and "musnad: http://127.0.0.1/1: private-address: " in errors
    assert host.requests == []


@pytest.mark.parametrize("arguments", [
    ["--since", "soon"], ["--user-agent-contact", "مكتب"], ["--limit", "0"], ["--delay", "-1"], ["--delay", "nan"],
])  # fmt: skip
def test_wrong_usage(out, arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["fetch", "https://example.org/", "-o", str(out), *arguments])
    assert ended.value.code == 2 and len(capsys.readouterr().err.splitlines()) == 1
    assert not out.exists()
