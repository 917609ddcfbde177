"""The web application on PostgreSQL: every page and every journey as on SQLite; limits, lost connections, many at once.

What a page shows on SQLite is tested elsewhere; here it has to be the same, letter by letter.
"""

import re
import threading
import time
import urllib.request
from collections import Counter
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from servers import addressed
from sqlalchemy import event
from starlette.routing import Match
from web_sites import HTML, browser, fill, first_statement, post, served, token

from musnad.archive import postgres
from musnad.errors import ArchiveError
from musnad.web.assistants import tools
from musnad.web.throttle import TooMuch

EXAMPLES = Path(__file__).parents[2] / "examples"
BACK_ENDS = ("sqlite", "postgres")
MOST_OF_A_KIND = 5  # pages of one route that are looked at
DAY = datetime(2031, 7, 1, 12)


class Still:
    """A clock that stands, so that times are the same on both."""

    @staticmethod
    def now(zone):
        return DAY.replace(tzinfo=zone)


def plain(answer):
    """An answer without what is another one each time: tokens of forms, and where the archive is."""
    text = answer.text
    if answer.headers.get("content-type", "").startswith("text/html"):
        text = re.sub(r'name="csrf" value="[^"]+"', "", text)
    return answer.status_code, answer.headers.get("location"), text


# -- the same journeys, the same pages -----------------------------------------------------------


def journeys(client):
    """Do all that can be done; yield a name and what came of it."""
    archive = client.app.state.site.archive
    for n, file in enumerate(sorted(EXAMPLES.glob("*-*.txt"))):
        text = file.read_text(encoding="utf-8")
        given = {"text": text, "outlet": ("الضفاف", "حبر حر", "النهر")[n % 3], "day": f"2031-05-{n % 4 + 4:02}"}
        yield f"entered {file.name}", plain(post(client, "/read", given, form="/read"))
    again = {"text": f"{text}\n\nانتهى.", "outlet": "نسخة", "day": "2031-05-09", "url": "https://copy.example/1"}
    yield "entered a copy", plain(post(client, "/read", again, form="/read"))
    uploaded = {"file": ("a.html", HTML.replace("هالة", "منى").encode("cp1256"), "text/html")}
    yield "uploaded", plain(post(client, "/read", form="/read", files=uploaded))
    yield "nothing entered", plain(post(client, "/read", {"text": " "}, form="/read"))
    yield from corrected(client, archive)
    yield from speakers_decided(client, archive)
    yield from saved(client)
    yield from asked_by_programs(client, first_statement(client, "نادر الحلو OR التقرير"))
    yield from asked_by_assistants(archive)
    yield "view", plain(post(client, "/view", {"language": "ar", "digits": "arabic", "next": "/review"}))
    yield "in Arabic", plain(client.get("/review"))
    yield "view again", plain(post(client, "/view", {"language": "en", "digits": "latin"}))


def corrected(client, archive):
    id, other = first_statement(client, '"الكلفة زادت"'), first_statement(client, "متين")
    text = archive.statement(id).document.text
    start = text.index("الكلفة زادت")
    speaker = next(s.id for s in archive.statement(id).document.speakers if "المرزوق" in s.name.text)
    for fields in (
        {"kind": "accept"}, {"kind": "reject"}, {"kind": "reject", "why": "لا أحد قال هذا"}, {"kind": "act", "act": "warn"},
        {"kind": "span", "field": "content:0", "start": str(start), "end": str(start + 11)}, {"kind": "act", "act": "sing"},
        {"kind": "speaker", "speaker": speaker}, {"kind": "speaker", "speaker": "none"}, {"kind": "dance"},
        {"kind": "speaker", "speaker": "new", "name": "وكالة الأفق", "speaker_kind": "media"},
    ):  # fmt: skip
        yield f"decided {fields}", plain(post(client, f"/statements/{id}/decisions", fields))
    yield "after all", plain(client.get(f"/statements/{id}"))
    yield "undone", plain(post(client, "/corrections/2/undo", {"next": "/history"}))
    yield "undone twice", plain(post(client, "/corrections/2/undo"))
    yield "rejected", plain(post(client, f"/statements/{other}/decisions", {"kind": "reject", "why": "ليس قولا"}))
    yield "history", plain(client.get("/history"))
    yield "reviewing", plain(client.get("/review"))


def decide_who(client, id, **fields):
    return post(client, f"/speakers/{id}/decisions", {"why": "تجربة"} | fields)


def speakers_decided(client, archive):
    one, other = (next(r.entity for r in archive.search(query)) for query in ("المدرسة who:السروجي", "متين OR السد"))
    yield "merged", plain(decide_who(client, other, kind="merge", into=one))
    yield "one of two", plain(client.get(f"/speakers/{one}"))
    yield "taken out", plain(decide_who(client, one, kind="split", member=other))
    yield "renamed", plain(decide_who(client, one, kind="rename", name="هالة بنت السروجي"))
    yield "undone who", plain(post(client, "/decisions/2/undo", {"why": "خطأ", "of": one}))
    yield "no decision", plain(decide_who(client, one, kind="merge", into="zzz"))
    yield "who", plain(client.get(f"/api/speakers/{one}/decisions"))


def saved(client):
    yield "saved", plain(post(client, "/saved", {"name": "جسور", "query": "الجسر"}))
    yield "saved twice", plain(post(client, "/saved", {"name": "جسور", "query": "الجسر"}))
    post(client, "/read", {"text": "قال الوالي سعد المرزوق إن الجسر سيفتح غدا."}, form="/read")
    yield "new", (plain(client.get("/saved")), plain(client.get("/saved/جسور")))
    yield "seen", plain(post(client, "/saved/جسور", {"do": "seen"}))
    yield "nothing new", plain(client.get("/saved/جسور"))
    yield "saved, other", plain(post(client, "/saved", {"name": "سدود", "query": "السد"}))


def asked_by_programs(client, id):
    for path, value in (
        (f"/api/statements/{id}/corrections", {"kind": "act", "value": {"act": "warn"}, "why": "x"}),
        ("/api/corrections/1/undo", {"why": "y"}), ("/api/corrections/999/undo", {"why": "y"}),
        ("/api/documents", {"text": "قالت الطبيبة ليلى الشامي إن المستشفى مفتوح.", "day": "2031-07-01"}),
        ("/api/saved", {"name": "n", "query": "الجسر"}), ("/api/saved/n/seen", {}),
    ):  # fmt: skip
        yield f"sent {path.replace(id, 'ID')}", plain(client.post(path, json=value))
    yield "forgotten", plain(client.delete("/api/saved/n"))
    for query in ("", '"وزارة الموارد"', "من OR في copies:fold", "since:2031-05-05 OR السد", "act:denny"):
        for order in ("newest", "oldest", "relevance"):
            found, cursor = [], ""
            while cursor is not None:
                told = {"q": query, "order": order, "limit": 25} | ({"cursor": cursor} if cursor else {})
                answer = client.get("/api/search", params=told).json()
                found.append(answer)
                cursor = answer.get("next")
            yield f"page by page {order} {query}", found
        yield f"counted {query}", plain(client.get("/api/count", params={"q": query}))
        for format in ("csv", "jsonl"):
            yield f"all {format} {query}", plain(client.get("/export", params={"q": query, "format": format}))


def asked_by_assistants(archive):
    search, count, show_statement, show_document, versions, speakers = tools(archive)
    found = search("السد", limit=3)
    yield "assistants search", (found, search("السد", limit=3, cursor=found["next"]), count("السد"))
    result = found["results"][0]
    yield "assistants show", (show_statement(result["id"]), show_document(result["document"]))
    yield "assistants look", (versions("https://talim.example/2"), speakers("المرزوق"))


def route_of(client, path):
    scope = {"type": "http", "method": "GET", "path": unquote(urlsplit(path).path)}
    return next(one.path for one in client.app.routes if one.matches(scope)[0] is Match.FULL)


def pages(client):
    """Follow links from the first page on, in order, some of each kind; yield each address with what it gave."""
    entity = next(result.entity for result in client.app.state.site.archive.search("who:السروجي"))
    api = ["", "/openapi.json", "/count", "/export", "/saved/سدود", f"/speakers/{entity}/decisions", "/nothing"]
    waiting = ["/", "/?q=", "/?q=copies:fold", "/login", "/favicon.ico", *(f"/api{path}" for path in api)]
    seen = Counter()
    while waiting:
        path = waiting.pop(0)
        route = route_of(client, path)
        if path in seen or seen[route] == MOST_OF_A_KIND or route.startswith("/static"):
            continue
        seen.update([path, route])
        answer = client.get(path)
        yield path, plain(answer)
        if route == "/api/stories/{id}":  # no page links to them
            waiting.append(path.partition("?")[0] + "/decisions")
        if answer.headers.get("content-type", "").startswith("text/html"):
            waiting += map(unescape, re.findall(r'(?:href|src|data-load)="(/[^"#]*)', answer.text))


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """What came of the journeys, and what the pages show afterwards, by back-end."""
    given = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("musnad.archive.opening.datetime", Still)
        for back_end in BACK_ENDS:
            with addressed(back_end, tmp_path_factory.mktemp(back_end)) as address:
                fill(address)
                with browser(address) as client:
                    given[back_end] = {"journeys": dict(journeys(client)), "pages": dict(pages(client))}
                    looked_at = {route_of(client, path) for path in given[back_end]["pages"]}
                    routes = (route for route in client.app.routes if "GET" in (route.methods or ()))
                    given[back_end]["missed"] = {route.path for route in routes} - looked_at
    return given


@pytest.mark.parametrize("what", ["journeys", "pages"])
def test_all_is_as_on_sqlite(seen, what):
    wanted, found = (seen[back_end][what] for back_end in BACK_ENDS)
    assert list(found) == list(wanted)
    for name, value in wanted.items():
        assert found[name] == value, name


def test_every_page_is_looked_at(seen):
    assert seen["sqlite"]["missed"] == {"/static/{version}/{path:path}"}
    assert {path: status for path, (status, *_) in seen["sqlite"]["pages"].items() if status >= 400} == {"/api/nothing": 404}


# -- what is PostgreSQL's own --------------------------------------------------------------------


@pytest.fixture
def address(tmp_path):
    with addressed("postgres", tmp_path) as address:
        fill(address)
        yield address


@pytest.fixture
def client(address):
    with browser(address) as client:
        yield client


def test_a_question_that_takes_too_long_is_ended_by_the_server(client):
    site = client.app.state.site
    site.deadline.seconds = 0.3
    begun = time.monotonic()
    with pytest.raises(TooMuch, match="too long"), site.deadline.running(), site.archive.reading() as connection:
        connection.exec_driver_sql("SELECT pg_sleep(20)")
    assert time.monotonic() - begun < 10
    with site.archive.reading() as connection:  # the same connection, and nothing of the limit is left on it
        assert connection.exec_driver_sql("SHOW statement_timeout").scalar() == "0"
    site.deadline.seconds = 60.0
    assert client.get("/network").status_code == 200


def test_many_short_questions_are_ended_too(client):
    site = client.app.state.site
    site.deadline.seconds = 0.3
    asked = []
    with pytest.raises(TooMuch), site.deadline.running(), site.archive.reading() as connection:
        while len(asked) < 100:
            asked.append(connection.exec_driver_sql("SELECT pg_sleep(0.05)"))
    assert 0 < len(asked) < 10
    site.deadline.seconds = -1.0
    answer = client.get("/network")
    assert answer.status_code == 503 and "too long" in answer.text


def test_a_server_that_restarts_is_told_and_found_again(address):
    with browser(f"{address}&application_name=doomed") as client:
        for path, says in (("/review", "تعذّر الوصول إلى الأرشيف الآن"), ("/api/review", '"kind":"too-much"')):
            assert client.get(path, headers={"accept-language": "ar"}).status_code == 200
            end_connections(address)
            lost = client.get(path, headers={"accept-language": "ar"})
            assert lost.status_code == 503 and says in lost.text
            assert client.get(path).status_code == 200


def end_connections(address):
    engine = postgres.engine(address)
    with engine.connect() as connection:
        asked = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'doomed'"
        assert connection.exec_driver_sql(asked).all()
    engine.dispose()


def test_many_at_once_get_what_they_asked_for(client):
    """Decisions and searches in twelve threads; each request has one connection at a time, and gives it back."""
    archive, form = client.app.state.site.archive, token(client)
    taken, most = Counter(), Counter()
    lock = threading.Lock()

    def count(by):
        with lock:
            taken[threading.get_ident()] += by
            most[threading.get_ident()] = max(most[threading.get_ident()], taken[threading.get_ident()])

    event.listen(archive.engine, "checkout", lambda *_: count(1))
    event.listen(archive.engine, "checkin", lambda *_: count(-1))
    ids = [result.id for result in archive.search("")]
    failures = []

    def visit(n):
        for path in ("/?q=copies:fold", f"/statements/{ids[n % len(ids)]}", "/stories", "/facets?q="):
            answer = client.get(path)
            if answer.status_code != 200:
                failures.append((path, answer.status_code))
        made = client.post(f"/statements/{ids[n % len(ids)]}/decisions", data={"csrf": form, "kind": "accept"})
        if made.status_code != 303:
            failures.append((n, made.status_code))

    threads = [threading.Thread(target=visit, args=(n,)) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [one.id for one in archive.corrections()] == list(range(1, 13))
    assert set(taken.values()) == {0} and max(most.values()) == 1


def test_readonly_is_kept_by_the_server_too(address):
    with browser(address, readonly=True) as client:
        assert client.get("/").status_code == 200 and client.get("/read").status_code == 403
        with pytest.raises(ArchiveError, match="open for reading alone"):
            client.app.state.site.archive.saved.add("x", "السد")


def test_no_page_shows_a_password(tmp_path):
    with addressed("postgres", tmp_path) as address:
        named = address.replace("postgres:@", "postgres:geheim@")  # the server asks for none
        with browser(named) as client:
            for path in ("/read", "/", "/api/documents/%00", "/saved/%00"):
                page = client.get(path)
                assert page.status_code < 500 and "geheim" not in page.text
            assert named != address and "postgres:***@" in client.get("/read").text


def test_a_server_of_several_processes_answers(address):
    with served(address, "--processes", "2") as found:
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        for _ in range(10):
            assert "المرزوق" in opener.open(found, timeout=20).read().decode()
