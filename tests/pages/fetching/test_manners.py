"""robots.txt and turns: what a host forbids is not asked for, and nobody is hurried."""

import threading

import pytest
from hosts import redirect, reply

from musnad.pages.fetching import FetchError
from musnad.pages.fetching.options import ROBOTS_LIMITS, Clock, Stopped
from musnad.pages.fetching.turns import Turns


def code_of(client, url):
    try:
        client.fetch(url)
    except FetchError as error:
        return error.code
    return "fine"


def rules(*lines):
    return reply("\n".join(lines), type="text/plain")


FORBIDDEN = [  # robots.txt, an address, whether it may be fetched
    (["User-agent: *", "Disallow: /"], "/a", False),
    (["User-agent: *", "Disallow: /private"], "/private/a", False),
    (["User-agent: *", "Disallow: /private"], "/a", True),
    (["User-agent: *", "Disallow: /", "User-agent: musnad", "Disallow:"], "/a", True),
    (["User-agent: Musnad", "Disallow: /", "User-agent: *", "Allow: /"], "/a", False),
    (["User-agent: googlebot", "User-agent: musnad", "Disallow: /a"], "/a", False),
    (["User-agent: googlebot", "Disallow: /"], "/a", True),
    (["User-agent: GPTBot", "Disallow: /", "", "User-agent: *", "Disallow: /b"], "/b", False),
    (["\ufeffUser-agent: *", "Disallow: /a"], "/a", False),
    (["User-agent: * # all", "Disallow: /a*z$"], "/abcz", False),
    (["User-agent: *", "Disallow: /a*z$"], "/abczd", True),
    (["User-agent: *", "Disallow: /أخبار"], "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1", False),
    (["User-agent: *", "Disallow: /?s="], "/?s=x", False),
    (["User-agent: *", "Disallow: /", "Allow: /news"], "/news/1", True),
    (["<html>no rules here</html>"], "/a", True),
    ([""], "/a", True),
]


@pytest.mark.parametrize(("lines", "path", "allowed"), FORBIDDEN)
def test_robots_txt_is_obeyed(host, client, lines, path, allowed):
    host.pages |= {"/robots.txt": rules(*lines), path: reply("a")}
    assert code_of(client, host.url + path) == ("fine" if allowed else "robots")
    assert host.paths == ([path] if allowed else [])


@pytest.mark.parametrize(("answer", "code"), [
    (reply(status="404 Not Found"), "fine"),
    (reply(status="403 Forbidden"), "fine"),  # RFC 9309: 4xx is no rules
    (reply(status="410 Gone"), "fine"),
    (reply(status="500 Oh"), "robots-unreachable"),
    (reply(status="503 Busy"), "robots-unreachable"),
    (reply(status="429 No"), "robots-unreachable"),
    (reply(status="503 Busy", Retry_After="9999"), "robots-unreachable"),
    (reply("x", length=False, Content_Length=9), "robots-unreachable"),
    (redirect("/robots.txt"), "robots-unreachable"),
    (lambda request: None, "reset"),  # the page would fare the same
])  # fmt: skip
def test_robots_txt_in_doubt_is_a_no(host, client, answer, code):
    host.pages |= {"/robots.txt": answer, "/a": reply("a")}
    assert code_of(client, f"{host.url}/a") == code
    assert host.paths == (["/a"] if code == "fine" else [])


def test_robots_txt_is_asked_for_once_a_day(host, client, clock):
    host.pages |= {"/robots.txt": rules("User-agent: *", "Disallow: /no"), "/a": reply("a")}
    for _ in range(3):
        assert code_of(client, f"{host.url}/a") == "fine"
        assert code_of(client, f"{host.url}/no") == "robots"
    assert sum(r.path == "/robots.txt" for r in host.requests) == 1
    clock.sleep(24 * 3600)
    host.pages["/robots.txt"] = rules("User-agent: *", "Disallow: /")
    assert code_of(client, f"{host.url}/a") == "robots"
    assert sum(r.path == "/robots.txt" for r in host.requests) == 2


def test_robots_txt_that_failed_is_asked_for_again_soon(host, client, clock):
    host.pages |= {"/robots.txt": reply(status="500 Oh"), "/a": reply("a")}
    assert [code_of(client, f"{host.url}/a") for _ in range(3)] == ["robots-unreachable"] * 3
    assert len(host.requests) == 1
    host.pages["/robots.txt"] = rules("")
    clock.sleep(600)
    assert code_of(client, f"{host.url}/a") == "fine"


def test_robots_txt_is_followed_to_another_place(host, client):
    host.pages |= {"/robots.txt": redirect("/r"), "/r": rules("User-agent: *", "Disallow: /a")}
    assert code_of(client, f"{host.url}/a") == "robots"


def test_each_hop_of_a_redirect_obeys(host, new_host, client):
    other = new_host()
    other.pages |= {"/robots.txt": rules("User-agent: *", "Disallow: /b"), "/b": reply("b")}
    host.pages["/a"] = redirect(f"{other.url}/b")
    assert code_of(client, f"{host.url}/a") == "robots"
    assert other.paths == []


def test_a_robots_txt_too_long_is_read_as_far_as_the_limit(host, new_client):
    begin = ["User-agent: *", "Disallow: /a"]
    host.pages |= {"/robots.txt": rules(*begin, "#" * 600_000), "/a": reply("a"), "/b": reply("b")}
    client = new_client(robots_limits=ROBOTS_LIMITS)
    assert code_of(client, f"{host.url}/a") == "robots"
    assert code_of(client, f"{host.url}/b") == "fine"


def test_a_robots_txt_made_to_hang(host, new_client):
    names = [f"User-agent: bot{n}" for n in range(10_000)]
    paths = [f"Disallow: /{'a*' * 50}{n}" for n in range(2000)]
    host.pages |= {"/robots.txt": rules(*names, *paths), "/" + "a" * 2000: reply("a")}
    assert code_of(new_client(robots_limits=ROBOTS_LIMITS), f"{host.url}/{'a' * 2000}") == "fine"
    host.pages["/robots.txt"] = rules("User-agent: *", *paths)
    assert code_of(new_client(robots_limits=ROBOTS_LIMITS), f"{host.url}/{'a' * 2000}") == "fine"


# -- turns ---------------------------------------------------------------------------------------


def test_a_pause_behind_every_request(host, new_client, clock):
    client = new_client(delay_s=3.0)
    host.pages |= {"/a": redirect("/b"), "/b": reply("b")}
    client.fetch(f"{host.url}/a")
    client.fetch(f"{host.url}/b")
    assert clock.slept == [3.0, 3.0, 3.0]


@pytest.mark.parametrize(("wish", "pause_s"), [("10", 10.0), ("0.5", 2.0), ("9999", 60.0), ("soon", 2.0), ("-1", 2.0)])
def test_crawl_delay_is_honoured_up_to_a_cap(host, client, clock, wish, pause_s):
    host.pages |= {"/robots.txt": rules("User-agent: *", f"Crawl-delay: {wish}"), "/a": reply("a")}
    for _ in range(3):
        client.fetch(f"{host.url}/a")
    assert clock.slept == [2.0, pause_s, pause_s]


def test_never_two_at_one_host(host, new_client):
    client = new_client(delay_s=0.0)
    host.pages |= {f"/{n}": (lambda request: host._ended.wait(0.02) or reply("a")) for n in range(6)}
    threads = [threading.Thread(target=client.fetch, args=(f"{host.url}/{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(host.paths) == 6 and host.most_at_once == 1
    assert sum(r.path == "/robots.txt" for r in host.requests) == 1


def test_a_host_that_gives_no_answer_any_more_is_left_alone(host, new_client, clock):
    client = new_client(attempts=1)
    host.pages |= {f"/{n}": (lambda request: None) for n in range(20)} | {"/good": reply("good")}
    assert [code_of(client, f"{host.url}/{n}") for n in range(4)] == ["reset"] * 4
    assert code_of(client, f"{host.url}/good") == "fine"  # it is the pages, not the host
    assert [code_of(client, f"{host.url}/{n}") for n in range(8)] == ["reset"] * 5 + ["resting"] * 3
    assert len(host.paths) == 10
    clock.sleep(600)
    assert code_of(client, f"{host.url}/good") == "fine"


def test_a_stopped_clock_wakes_those_who_wait():
    clock = Clock()
    turns = Turns(clock, delay_s=60.0)
    with turns.at("news.test", url="http://news.test/"):
        pass
    stopped = []

    def wait():
        try:
            with turns.at("news.test", url="http://news.test/"):
                pass
        except Stopped:
            stopped.append(True)

    thread = threading.Thread(target=wait)
    thread.start()
    clock.stop()
    thread.join(5)
    assert stopped == [True]
