"""Reading something new: pasted, uploaded, fetched."""

from html import unescape

import pytest
from web_sites import HTML, browser, post

from musnad.pages.fetching import FetchError
from musnad.web.views import entering

TEXT = "قالت الطبيبة ليلى الشامي إن المستشفى مفتوح."


def test_a_pasted_text_is_read_and_kept(client):
    given = {"text": TEXT, "outlet": "المرفأ", "day": "2031-07-01", "title": "المستشفى", "url": "https://marfa.example/9"}
    answer = post(client, "/read", given, form="/read")
    assert answer.status_code == 303
    page = client.get(answer.headers["location"]).text
    assert "ليلى الشامي" in page and "1 July 2031" in page and "المرفأ" in page


def test_line_feeds_of_forms_are_those_of_the_text(client):
    answer = post(client, "/read", {"text": f"{TEXT}\r\n\r\n{TEXT}"}, form="/read")
    id = answer.headers["location"].rpartition("/")[2]
    assert client.app.state.site.archive.document(id).text == f"{TEXT}\n\n{TEXT}"


def test_an_uploaded_page_is_read_and_kept(tmp_path):
    with browser(tmp_path / "new.db") as client:
        answer = post(client, "/read", form="/read", files={"file": ("a.html", HTML.encode("cp1256"), "text/html")})
        assert answer.status_code == 303
        id = answer.headers["location"].rpartition("/")[2]
        assert client.app.state.site.archive.page_of(id).body == HTML.encode("cp1256")
        assert "السروجي" in client.get("/").text


WRONG = [
    ({"text": "  "}, "no text"),
    ({"text": TEXT, "url": "javascript:alert(1)"}, "no address"),
    ({"text": TEXT, "url": "https://a.example/\nx"}, "no address"),
    ({"text": TEXT, "day": "4/5/2031"}, "no day"),
    ({"text": "ا" * 500_001}, "500,000 at most"),
]


@pytest.mark.parametrize(("given", "says"), WRONG)
def test_what_cant_be_read_is_told_and_what_was_typed_stays(client, given, says):
    answer = post(client, "/read", given, form="/read")
    assert answer.status_code == 422 and says in unescape(answer.text)
    if len(given["text"]) < 1_000:
        assert given["text"] in answer.text


INSIDE = [
    "http://127.0.0.1:8000/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/", "http://192.168.1.1/admin", "http://0x7f000001/", "http://2130706433/", "file:///etc/passwd",
    "gopher://127.0.0.1/", "http://user:pass@127.0.0.1/", "http://[::ffff:127.0.0.1]/", "ftp://a.example/", "a.html",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_within_are_not_fetched(client, address):
    answer = post(client, "/read", {"address": address}, form="/read")
    assert answer.status_code == 422 and 'role="alert"' in answer.text


def test_a_name_that_leads_within_is_not_fetched(client, monkeypatch):
    import socket

    def lies(host, port, *_rest, **_more):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port or 80))]

    monkeypatch.setattr(socket, "getaddrinfo", lies)
    answer = post(client, "/read", {"address": "http://outlet.example/a"}, form="/read")
    assert answer.status_code == 422 and "127.0.0.1" in answer.text


def test_a_fetched_page_is_read(client, monkeypatch):
    class Client:
        def fetch(self, url):
            if "missing" in url:
                raise FetchError("http-404", "no page", url=url)
            return entering.Page(body=HTML.replace("هالة", "منى").encode(), name=url, url=url)

    monkeypatch.setattr("musnad.pages.fetching.Client", Client)
    answer = post(client, "/read", {"address": "https://talim.example/9"}, form="/read")
    assert answer.status_code == 303 and "منى السروجي" in client.get(answer.headers["location"]).text
    missing = post(client, "/read", {"address": "https://talim.example/missing"}, form="/read")
    assert missing.status_code == 422 and "no page" in missing.text
