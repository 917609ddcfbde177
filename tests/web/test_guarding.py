"""What stands before every page: hosts, headers, forms of other sites, sizes, signing in, limits."""

import re
import stat

import pytest
from web_sites import browser, first_statement, post, token

from musnad.cli import main
from musnad.errors import MusnadError
from musnad.web import users
from musnad.web.options import ServeOptions
from musnad.web.sessions import LASTS_S, Sessions
from musnad.web.tries import TRIES
from musnad.web.visits import local

PASSWORD = "تسعة-جسور-خضراء"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.evil.example", "[::2]:80"])
def test_other_hosts_are_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "LOCALHOST:1", "[::1]:8000"])
def test_this_machine_is_answered(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


def test_every_answer_has_the_headers(client):
    for path in ("/", "/nothing", "/static/x/musnad.css", "/static/x/../../users.py", "/read"):
        headers = client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"] and "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"
        assert "strict-transport-security" not in headers


def test_no_page_has_a_script_or_a_style_of_its_own(client):
    id = first_statement(client, "الكلفة")
    for path in ("/", "/facets", f"/statements/{id}", "/network", "/review", "/speakers", "/saved", "/read", "/history"):
        page = client.get(path).text
        assert "<style" not in page and not re.search(r"\sstyle\s*=|\son\w+\s*=", page), path
        assert all("src=" in script for script in re.findall("<script[^>]*>", page))


@pytest.mark.parametrize(
    "path", ["users.py", "../users.py", "%2e%2e/users.py", "..%2fusers.py", "fonts/../../users.py", "/etc/passwd", "fonts"]
)  # fmt: skip
def test_no_file_but_those_of_the_package_is_given(client, path):
    assert client.get(f"/static/x/{path}").status_code in (404, 307)


def test_forms_of_other_sites_change_nothing(client):
    id = first_statement(client, "الكلفة")
    change = {"kind": "reject", "why": "no"}
    path = f"/statements/{id}/decisions"
    assert client.post(path, data=change).status_code == 403  # no token
    assert client.post(path, data=change | {"csrf": "0.abc"}).status_code == 403
    right = change | {"csrf": token(client)}
    assert client.post(path, data=right, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post(path, data=right, headers={"origin": "null"}).status_code == 403
    client.cookies.clear()
    assert client.post(path, data=right).status_code == 403  # somebody else's token
    assert not client.app.state.site.archive.corrections()
    assert post(client, path, change).status_code == 303
    assert len(client.app.state.site.archive.corrections()) == 1


def test_large_bodies_are_refused(client):
    assert client.post("/read", content=b"x" * (18 << 20)).status_code == 413
    assert client.post("/read", headers={"content-length": "abc"}).status_code == 413


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x()", "", "x",
                                "/\n/evil.example", "\\\\evil.example"])  # fmt: skip
def test_nobody_is_sent_elsewhere(client, to):
    assert local(to) == "/"
    assert post(client, "/view", {"next": to}).headers["location"] == "/"


def test_ways_of_ours_are_kept():
    assert local("/?q=سد&order=oldest") == "/?q=سد&order=oldest"


def test_language_theme_and_digits_are_kept(client):
    answer = post(client, "/view", {"language": "ar", "theme": "dark", "digits": "arabic", "next": "/speakers"})
    assert answer.headers["location"] == "/speakers" and "httponly" in answer.headers["set-cookie"].lower()
    page = client.get("/").text
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in page and "٢٠٣١" in page
    post(client, "/view", {"language": "<b>", "theme": "x", "digits": "y"})
    assert '<html lang="ar" dir="rtl" data-theme="auto">' in client.get("/").text


# -- who may come ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "options", [{"host": "0.0.0.0"}, {"host": "192.168.1.5"}, {"public_url": "https://news.example"}, {"host": "::"}]
)  # fmt: skip
def test_what_others_can_reach_wants_users(options):
    with pytest.raises(MusnadError, match="--users"):
        ServeOptions(**options).check()
    ServeOptions(users="x", **options).check()


def test_a_public_address_has_a_scheme():
    with pytest.raises(MusnadError, match="https://HOST"):
        ServeOptions(users="x", public_url="news.example").check()


@pytest.fixture
def users_file(tmp_path, monkeypatch):
    import io

    path = tmp_path / "users.json"
    for name, role in (("amal", "editor"), ("nader", "reader")):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
        assert main(["users", "add", name, "--role", role, "--password-stdin", "--users", str(path)]) == 0
    return path


@pytest.fixture
def guarded(archive_path, users_file):
    with browser(archive_path, users=str(users_file), public_url="https://news.example") as client:
        client.base_url = "https://news.example"
        yield client


def sign_in(client, name, password=PASSWORD, **more):
    return post(client, "/login", {"name": name, "password": password} | more, form="/login")


def test_the_file_tells_no_password(users_file):
    text = users_file.read_text(encoding="utf-8")
    assert PASSWORD not in text and text.count("$argon2id$") == 2
    assert stat.S_IMODE(users_file.stat().st_mode) == 0o600


def test_short_passwords_and_odd_names_are_refused(users_file):
    found = users.load(str(users_file))
    for name, role, password in (("x", "reader", "short"), (" x", "reader", PASSWORD), ("x", "king", PASSWORD),
                                 ("a\nb", "reader", PASSWORD)):  # fmt: skip
        with pytest.raises(MusnadError):
            users.add(found, name, role, password)


def test_strangers_see_the_form_alone(guarded):
    for path in ("/", "/speakers", "/documents/x/kept", "/export", "/facets", "/review"):
        answer = guarded.get(path)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/login?next=")
    assert "المرزوق" not in guarded.get("/login").text
    assert guarded.get("/static/x/musnad.css").status_code == 200


def test_signing_in_gives_another_session(guarded):
    guarded.get("/login")
    before = guarded.cookies["musnad_session"]
    answer = sign_in(guarded, "nader", next="/speakers")
    assert answer.status_code == 303 and answer.headers["location"] == "/speakers"
    cookie = answer.headers["set-cookie"].lower()
    assert guarded.cookies["musnad_session"] != before
    assert "httponly" in cookie and "secure" in cookie and "samesite=lax" in cookie
    assert guarded.get("/").status_code == 200
    assert "max-age" in guarded.get("/").headers["strict-transport-security"]


def test_a_cookie_of_before_is_worth_nothing_after(guarded):
    guarded.get("/login")
    planted = guarded.cookies["musnad_session"]
    sign_in(guarded, "nader")
    guarded.cookies.clear()
    guarded.cookies.set("musnad_session", planted)
    assert guarded.get("/").status_code == 303


def test_readers_read_and_editors_edit(guarded):
    sign_in(guarded, "nader")
    id = first_statement(guarded, "الكلفة")
    assert "Reject" not in guarded.get("/review").text
    assert post(guarded, f"/statements/{id}/decisions", {"kind": "accept"}).status_code == 403
    assert guarded.get("/read").status_code == 403
    post(guarded, "/logout")
    assert guarded.get("/").status_code == 303
    sign_in(guarded, "amal")
    assert post(guarded, f"/statements/{id}/decisions", {"kind": "accept"}).status_code == 303
    (made,) = guarded.app.state.site.archive.corrections()
    assert made.who == "amal"


def test_who_is_taken_out_is_out(guarded, users_file):
    sign_in(guarded, "nader")
    assert guarded.get("/").status_code == 200
    assert main(["users", "remove", "nader", "--users", str(users_file)]) == 0
    assert guarded.get("/").status_code == 303


def test_another_password_ends_older_sessions(guarded, users_file):
    sign_in(guarded, "nader")
    found = users.load(str(users_file))
    users.add(found, "nader", "reader", PASSWORD + "2")
    users.save(str(users_file), found)
    assert guarded.get("/").status_code == 303


def test_passwords_can_be_tried_a_few_times_only(guarded):
    for _ in range(TRIES):
        assert sign_in(guarded, "amal", "wrong wrong").status_code == 401
    refused = sign_in(guarded, "amal")
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 0


def test_a_name_that_there_is_not_is_told_like_a_wrong_password(guarded):
    first, second = sign_in(guarded, "nobody", "wrong wrong"), sign_in(guarded, "amal", "wrong wrong")
    strip = [re.sub(r'name="csrf" value="[^"]+"|value="(nobody|amal)"', "", page.text) for page in (first, second)]
    assert strip[0] == strip[1]


def test_sessions_are_signed_and_end():
    mine, other = Sessions(b"1" * 32), Sessions(b"2" * 32)
    session = mine.new("amal", 1_000)
    cookie = mine.cookie(session)
    assert mine.read(cookie, 1_000 + LASTS_S) == session
    assert mine.read(cookie, 1_001 + LASTS_S) is None and mine.read(cookie, 999) is None
    assert other.read(cookie, 1_000) is None
    for bad in (None, "", ".", "a.b", cookie[:-1], "x" + cookie, cookie + "x", "é.é", cookie.replace(".", "")):
        assert mine.read(bad, 1_000) is None
    token = mine.token(session)
    assert mine.is_token(session, token) and not mine.is_token(mine.new("amal", 1_000), token)
    assert token != mine.token(session)  # another one each time, and both are right


def test_a_question_that_takes_too_long_is_ended(archive_path):
    with browser(archive_path, query_s=-1.0) as client:
        client.app.state.site.deadline.seconds = -1.0
        import musnad.archive.sqlite as sqlite

        sqlite.STEPS, kept = 1, sqlite.STEPS
        try:
            answer = client.get("/network")
        finally:
            sqlite.STEPS = kept
        assert answer.status_code == 503 and "too long" in answer.text
        client.app.state.site.deadline.seconds = 60.0
        assert client.get("/network").status_code == 200


def test_readonly_lets_nobody_change_anything(archive_path):
    with browser(archive_path, readonly=True) as client:
        assert client.get("/").status_code == 200
        assert "Read something new" not in client.get("/").text
        assert client.get("/read").status_code == 403
