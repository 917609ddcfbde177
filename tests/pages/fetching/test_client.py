"""Every rule for one page against a host that breaks it, over real sockets."""

import gzip
import itertools
import zlib

import pytest
from hosts import QUICK, redirect, reply

from musnad._version import __version__
from musnad.pages.fetching import FetchError, ResponseLimits, Validators, fetch_page


def failure(client, url):
    with pytest.raises(FetchError) as caught:
        client.fetch(url)
    return caught.value


# -- what goes well ------------------------------------------------------------------------------


def test_a_page(host, client):
    host.pages["/a"] = reply("<p>قال الوالي</p>", ETag='"1"')
    page = client.fetch(f"{host.url}/a#part")
    assert page.body.decode() == "<p>قال الوالي</p>"
    assert (page.url, page.name) == (f"{host.url}/a", f"{host.url}/a#part")
    assert page.fetched_at == "2026-04-05T06:07:10Z"  # two seconds behind robots.txt
    assert page.headers == {"content-type": "text/html; charset=utf-8", "etag": '"1"'}
    assert page.content_type == "text/html"


def test_one_page_or_its_error(host, client):
    host.pages["/a"] = reply("a")
    assert fetch_page(f"{host.url}/a", client=client).body == b"a"
    assert fetch_page(f"{host.url}/b", client=client).code == "http-404"
    assert fetch_page(f"{host.url}/a").code == "port"  # a client of its own lets nothing private through


def test_the_request_says_who_asks_and_nothing_more(host, new_client):
    host.pages["/a"] = reply("a")
    new_client(contact="desk@example.org").fetch(f"{host.url}/a")
    sent = host.requests[-1].headers
    assert sent.pop("user-agent").startswith(f"musnad/{__version__} (")
    assert host.requests[0].headers["user-agent"].endswith("desk@example.org)")
    assert sent.keys() == {"host", "accept", "accept-encoding", "accept-language", "connection"}
    assert sent["host"] == f"127.0.0.1:{host.port}"


@pytest.mark.parametrize("contact", ["a\r\nX: y", "مكتب", "", " "])
def test_a_contact_that_no_header_can_hold(new_client, contact):
    with pytest.raises(ValueError, match="contact"):
        new_client(contact=contact)


def test_proxies_of_the_environment_are_not_used(host, client, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    host.pages["/a"] = reply("a")
    assert client.fetch(f"{host.url}/a").body == b"a"


def test_letters_outside_ascii(host, client):
    host.pages["/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/%D9%A1?q=%D9%85%20%25"] = reply("a")
    assert client.fetch(f"{host.url}/أخبار/%D9%A1?q=م %").body == b"a"


ENCODED = {
    "gzip": gzip.compress(b"text" * 99),
    "two gzip in a row": gzip.compress(b"text" * 90) + gzip.compress(b"text" * 9),
    "gzip and what others left": gzip.compress(b"text" * 99) + b"\0\0\0",
    "deflate": zlib.compress(b"text" * 99),
    "raw deflate": zlib.compress(b"text" * 99, wbits=-15),
}


@pytest.mark.parametrize("name", ENCODED)
def test_content_encodings_are_taken_off(host, client, name):
    encoding = "deflate" if "deflate" in name else "gzip"
    host.pages["/a"] = reply(ENCODED[name], Content_Encoding=encoding)
    page = client.fetch(f"{host.url}/a")
    assert page.body == b"text" * 99
    assert "content-encoding" not in page.headers and "content-length" not in page.headers


CHUNKS = b"5\r\nfirst\r\n6;x=y\r\nsecond\r\n0\r\nTrailer: z\r\n\r\n"


def test_chunks(host, client):
    host.pages["/a"] = reply(CHUNKS, length=False, Transfer_Encoding="chunked")
    assert client.fetch(f"{host.url}/a").body == b"firstsecond"


def test_a_body_that_ends_with_the_connection(host, client):
    host.pages["/a"] = reply("until the end", length=False)
    assert client.fetch(f"{host.url}/a").body == b"until the end"


def test_a_redirect(host, client):
    host.pages["/a"] = redirect("b?c=%D9%85#d")
    host.pages["/b?c=%D9%85"] = reply("b")
    page = client.fetch(f"{host.url}/a")
    assert (page.body, page.url, page.name) == (b"b", f"{host.url}/b?c=%D9%85", f"{host.url}/a")


def test_a_redirect_to_letters_outside_ascii(host, client):
    host.pages["/a"] = redirect("/خبر")
    host.pages["/%D8%AE%D8%A8%D8%B1"] = reply("b")
    assert client.fetch(f"{host.url}/a").body == b"b"


def test_unchanged(host, client):
    host.pages["/a"] = lambda request: (
        reply(status="304 Not Modified") if request.headers.get("if-none-match") == '"1"' else reply("a", ETag='"1"')
    )
    validators = Validators.of(client.fetch(f"{host.url}/a"))
    assert validators == Validators(url=f"{host.url}/a", etag='"1"')
    assert client.fetch_changed(f"{host.url}/a", validators) is None
    host.pages["/a"] = reply("b", Last_Modified="Sun, 05 Apr 2026 06:07:08 GMT")
    page = client.fetch_changed(f"{host.url}/a", validators)
    assert page.body == b"b"
    assert Validators.of(page) == Validators(url=f"{host.url}/a", last_modified="Sun, 05 Apr 2026 06:07:08 GMT")
    assert Validators.of(client.fetch(f"{host.url}/a")).etag is None


def test_validators_go_to_the_address_that_gave_them(host, client):
    host.pages |= {"/a": redirect("/b"), "/b": reply(status="304 Not Modified")}
    assert client.fetch_changed(f"{host.url}/a", Validators(url=f"{host.url}/b", etag='"1"')) is None
    assert ["if-none-match" in r.headers for r in host.requests] == [False, False, True]


def test_304_without_having_been_asked(host, client):
    host.pages["/a"] = reply(status="304 Not Modified")
    assert failure(client, f"{host.url}/a").code == "http-304"


# -- time ----------------------------------------------------------------------------------------


def test_a_slow_drip_is_cut_by_the_total(host, new_client):
    host.pages["/a"] = host.drip(reply("x" * 1000), 0.05)
    host.pages["/b"] = host.drip(b"x" * 1000, 0.05)  # within the status line
    for path in ("/a", "/b"):
        error = failure(new_client(limits=QUICK), host.url + path)
        assert (error.code, error.reason) == ("timeout", "not done after 0.8 s in all")
        assert not error.again
    assert host.paths == ["/a", "/b"]


def test_silence_is_cut_and_asked_again(host, new_client):
    host.pages["/a"] = host.hang
    error = failure(new_client(attempts=2, limits=QUICK), f"{host.url}/a")
    assert (error.code, error.reason) == ("timeout", "no answer for 0.4 s")
    assert host.paths == ["/a", "/a"]


def test_a_resolver_that_never_answers(new_client, host):
    def resolve(name, port):
        host.hang(None)

    limits = ResponseLimits(connect_s=0.2, total_s=0.2)
    client = new_client(outside={"resolve": resolve}, attempts=1, limits=limits, robots_limits=limits)
    error = failure(client, "http://slow.test/")
    assert error.code == "timeout" and "slow.test" in error.reason


# -- size ----------------------------------------------------------------------------------------


def endless(head, piece):
    def answer(request):
        request.send(head)
        for _ in itertools.count():
            request.send(piece)

    return answer


HEAD = reply(length=False)
CHUNKED = reply(length=False, Transfer_Encoding="chunked")
TOO_LARGE = {
    "endless body": (endless(HEAD, b"x" * 10_000), "too-large"),
    "endless chunks": (endless(CHUNKED, b"2710\r\n" + b"x" * 10_000 + b"\r\n"), "too-large"),
    "endless size of a chunk": (endless(CHUNKED, b"0" * 10_000), "headers"),
    "endless trailer": (endless(CHUNKED + b"0\r\n", b"X: y\r\n" * 1000), "too-large"),
    "announced": (reply("x", length=False, Content_Length=10**9), "too-large"),
    "gzip bomb": (reply(gzip.compress(bytes(50_000_000)), Content_Encoding="gzip"), "too-large"),
    "deflate bomb": (reply(zlib.compress(bytes(50_000_000)), Content_Encoding="deflate"), "too-large"),
    "endless headers": (endless(b"HTTP/1.1 200 OK\r\n", b"X: " + b"y" * 10_000 + b"\r\n"), "headers"),
    "one endless header": (endless(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 10_000), "headers"),
    "many headers": (endless(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 99), "headers"),
    "endless interim answers": (endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99), "headers"),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_too_much_is_cut(host, client, name):
    answer, code = TOO_LARGE[name]
    host.pages["/a"] = answer
    assert failure(client, f"{host.url}/a").code == code
    assert host.paths == ["/a"]  # nobody asks for it again


def test_a_body_of_exactly_the_limit_passes(host, new_client):
    limits = ResponseLimits(wire_bytes=1000, body_bytes=1000)
    host.pages |= {"/a": reply(b"x" * 1000), "/b": reply(b"x" * 1001)}
    assert len(new_client(limits=limits).fetch(f"{host.url}/a").body) == 1000
    assert failure(new_client(limits=limits), f"{host.url}/b").code == "too-large"


# -- what is no answer ---------------------------------------------------------------------------


def reset(request):
    import socket
    import struct

    request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def reset_later(request):
    request.send(reply("x" * 10, length=False, Content_Length=100))
    reset(request)


BROKEN = {
    "closed without a word": (lambda request: None, "reset"),
    "reset": (reset, "reset"),
    "half a header": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConte", "half-header"),
    "a header without its end": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n", "half-header"),
    "shorter than announced": (reply("x", length=False, Content_Length=9), "wrong-length"),
    "two lengths": (reply("x", Content_length=9), "wrong-length"),
    "chunks cut short": (reply(CHUNKS[:12], length=False, Transfer_Encoding="chunked"), "wrong-length"),
    "chunks that are none": (reply("<p>no chunk", length=False, Transfer_Encoding="chunked"), "wrong-length"),
    "no HTTP": (b"SSH-2.0-OpenSSH\r\n\r\n", "protocol"),
    "gzip cut short": (reply(ENCODED["gzip"][:-9], Content_Encoding="gzip"), "encoding"),
    "no gzip at all": (reply("<p>", Content_Encoding="gzip"), "encoding"),
    "broken in the middle": (reply(ENCODED["deflate"][:12] + b"?" * 9, Content_Encoding="deflate"), "encoding"),
    "unknown encoding": (reply("x", Content_Encoding="br"), "encoding"),
    "encoded twice": (reply("x", Content_Encoding="gzip, gzip"), "encoding"),
    "an image": (reply("x", type="image/jpeg"), "type"),
    "a drawing": (reply("<svg/>", type="image/svg+xml"), "type"),
    "a script": (reply("x", type="text/javascript"), "type"),
    "a gzip file as a page": (reply("x", type="application/gzip"), "type"),
    "not found": (reply("x", status="404 Not Found"), "http-404"),
    "gone": (reply("x", status="410 Gone"), "http-410"),
    "forbidden": (reply("x", status="403 Forbidden"), "http-403"),
    "host failed": (reply("x", status="500 Oh"), "http-500"),
    "no content": (reply(status="204 No Content"), "http-204"),
    "part of it": (reply("x", status="206 Partial Content"), "http-206"),
    "redirect to nowhere": (reply(status="301 Moved"), "redirects"),
    "to another scheme": (redirect("file:///etc/passwd"), "scheme"),
    "to a user name": (redirect("http://user:pass@127.0.0.1/"), "bad-address"),
    "to an odd host": (redirect("http://0x7f.1/"), "bad-address"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_named(host, client, name):
    host.pages["/a"], code = BROKEN[name]
    error = failure(client, f"{host.url}/a")
    assert error.code == code
    assert str(error) == f"{error.url}: {code}: {error.reason}" and "\n" not in str(error)


def test_a_reset_in_the_body(host, new_client):
    host.pages["/a"] = reset_later
    assert failure(new_client(attempts=1), f"{host.url}/a").code in ("reset", "wrong-length")


TYPES = [
    "text/html", "TEXT/HTML; charset=windows-1256", "application/xhtml+xml", "text/xml", "application/xml",
    "text/plain", "application/json", "application/rss+xml", "application/news+json", None,
]  # fmt: skip


@pytest.mark.parametrize("type", TYPES)
def test_text_is_taken(host, client, type):
    host.pages["/a"] = reply("a", type=type)
    assert client.fetch(f"{host.url}/a").body == b"a"


def test_a_list_may_be_a_gzip_file(host, client):
    host.pages["/a"] = reply(b"\x1f\x8b", type="application/x-gzip")
    assert client.fetch_list(f"{host.url}/a").body == b"\x1f\x8b"


def test_nobody_listens(host, client):
    host.close()
    error = failure(client, f"{host.url}/a")
    assert error.code == "connection-refused"


# -- redirects -----------------------------------------------------------------------------------


def test_a_loop(host, client):
    host.pages |= {"/a": redirect("/b"), "/b": redirect("/a#again")}
    assert failure(client, f"{host.url}/a").code == "redirect-loop"
    assert host.paths == ["/a", "/b"]


def test_too_many(host, new_client):
    host.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(9)} | {"/5": reply("five"), "/9": reply("nine")}
    assert new_client().fetch(f"{host.url}/0").body == b"five"
    host.pages["/5"] = redirect("/6")
    assert failure(new_client(), f"{host.url}/0").code == "redirects"
    assert host.paths[-1] == "/5"


# -- tried again ---------------------------------------------------------------------------------


def test_503_then_fine(host, new_client, clock):
    busy = reply(status="503 Busy", Retry_After="7")
    host.pages["/a"] = [busy, reply(status="503 Busy"), reply("at last")]
    assert new_client().fetch(f"{host.url}/a").body == b"at last"
    assert clock.slept[:2] == [2.0, 7.0]  # behind robots.txt, and as the host asked
    assert 2.0 < clock.slept[2] < 6.0  # 2 s doubled, and somewhere between half and half as much again


def test_429_with_a_date(host, client, clock):
    host.pages["/a"] = [reply(status="429 No", Retry_After="Sun, 05 Apr 2026 06:07:40 GMT"), reply("a")]
    assert client.fetch(f"{host.url}/a").body == b"a"
    assert clock.slept == [2.0, 30.0]


@pytest.mark.parametrize("value", ["soon", "-1", "99999999999999999999", "٣", "", "Sun, 99 Apr"])
def test_a_retry_after_that_is_none(host, client, clock, value):
    host.pages["/a"] = [reply(status="429 No", Retry_After=value), reply("a")]
    assert client.fetch(f"{host.url}/a").body == b"a"
    assert 1.0 <= clock.slept[1] <= 3.0


@pytest.mark.parametrize("value", ["3600", "999999999", "Sun, 05 Apr 2026 08:07:08 GMT"])
def test_a_host_that_wants_a_long_rest_is_left_alone(host, client, clock, value):
    host.pages["/a"] = reply(status="429 No", Retry_After=value)
    assert failure(client, f"{host.url}/a").code == "http-429"
    assert failure(client, f"{host.url}/b").code == "resting"
    assert host.paths == ["/a"]
    clock.sleep(10**9)
    assert failure(client, f"{host.url}/b").code == "http-404"


def test_what_stays_so_is_given_up(host, client):
    host.pages["/a"] = reply(status="503 Busy")
    assert failure(client, f"{host.url}/a").code == "http-503"
    assert host.paths == ["/a"] * 3


def test_a_reset_and_then_fine(host, client):
    host.pages["/a"] = [reset, reply("a")]
    assert client.fetch(f"{host.url}/a").body == b"a"


def test_waits_are_the_same_for_the_same_dice(host, new_client, clock):
    host.pages["/a"] = [reset, reset, reply("a")] * 2
    new_client().fetch(f"{host.url}/a")
    first = list(clock.slept)
    host.requests.clear()
    clock.slept.clear()
    new_client().fetch(f"{host.url}/a")
    assert clock.slept == first
