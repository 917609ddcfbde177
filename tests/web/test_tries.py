"""Tries at passwords: a few only, whichever process they come to, and after a restart."""

import os
import re
import stat
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter

import pytest
from web_sites import browser, post, served

from musnad.cli import main
from musnad.errors import MusnadError
from musnad.web import serving, users
from musnad.web.options import ServeOptions
from musnad.web.throttle import TooMuch
from musnad.web.tries import TRIES, TRIES_FROM, WITHIN_S, Tries

PASSWORD = "تسعة-جسور-خضراء"
LIMITS = {"name:amal": TRIES, "address:192.0.2.1": TRIES_FROM}


@pytest.fixture
def path(tmp_path):
    return str(tmp_path / "users.json.tries")


@pytest.fixture
def users_file(tmp_path):
    found = users.load(str(tmp_path / "users.json"), missing_ok=True)
    users.add(found, "amal", "editor", PASSWORD)
    users.save(str(tmp_path / "users.json"), found)
    return str(tmp_path / "users.json")


def test_tries_are_forgotten_in_time(path):
    now = [1_000.0]
    tries = Tries(path, b"secret", clock=lambda: now[0])
    for _ in range(TRIES):
        tries.begin(LIMITS)
    with pytest.raises(TooMuch) as refused:
        tries.begin(LIMITS)
    assert refused.value.wait_s == WITHIN_S + 1
    other = {"name:nader": TRIES_FROM, "address:192.0.2.1": TRIES_FROM}
    for _ in range(TRIES_FROM - TRIES):  # others from there may go on
        tries.begin(other)
    with pytest.raises(TooMuch):
        tries.begin(other)
    now[0] += WITHIN_S
    tries.begin(LIMITS)


def test_a_clock_that_is_set_back_lets_nobody_wait_for_hours(path):
    now = [90_000.0]
    tries = Tries(path, b"secret", clock=lambda: now[0])
    for _ in range(TRIES):
        tries.begin(LIMITS)
    now[0] -= 600
    with pytest.raises(TooMuch) as refused:
        tries.begin(LIMITS)
    assert refused.value.wait_s <= 600 + WITHIN_S + 1
    now[0] -= 3_600
    tries.begin(LIMITS)


def test_who_knows_the_password_leaves_no_failure_behind(path):
    tries = Tries(path, b"secret")
    for _ in range(TRIES - 1):
        tries.begin(LIMITS)
    for _ in range(2 * TRIES_FROM):
        tries.succeeded(tries.begin({"name:nader": TRIES, "address:192.0.2.1": TRIES_FROM}), "name:nader")
    tries.succeeded(tries.begin(LIMITS), "name:amal")
    for _ in range(TRIES):
        tries.begin(LIMITS)
    with pytest.raises(TooMuch):
        tries.begin(LIMITS)


def test_many_at_one_time_are_no_more_than_one_by_one(path):
    counters = [Tries(path, b"secret") for _ in range(2)]  # as two processes have them
    told, ready = [], threading.Barrier(16)

    def knock(n):
        ready.wait()
        try:
            counters[n % 2].begin(LIMITS)
            told.append("in")
        except TooMuch:
            told.append("out")

    threads = [threading.Thread(target=knock, args=(n,)) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(told) == {"in": TRIES, "out": 16 - TRIES}


def test_the_file_tells_no_name_and_stays_small(path, tmp_path, monkeypatch):
    monkeypatch.setattr("musnad.web.tries.MOST_REMEMBERED", 20)
    tries = Tries(path, b"secret")
    for n in range(100):
        tries.begin({f"name:amal{n}": TRIES})
    held = (tmp_path / "users.json.tries").read_bytes()
    assert b"amal" not in held and len(held) < 40_000
    assert stat.S_IMODE((tmp_path / "users.json.tries").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["users.json.tries"]


def test_a_file_that_is_taken_away_is_made_anew(path, tmp_path):
    tries = Tries(path, b"secret")
    (tmp_path / "users.json.tries").unlink()
    for _ in range(TRIES):
        tries.begin(LIMITS)
    with pytest.raises(TooMuch):
        tries.begin(LIMITS)
    assert stat.S_IMODE((tmp_path / "users.json.tries").stat().st_mode) == 0o600


def test_what_cant_be_counted_is_told(path, tmp_path, users_file, archive_path, capsys):
    with browser(archive_path, users=users_file) as client:
        (tmp_path / "users.json.tries").write_bytes(b"no database" * 100)
        answer = post(client, "/login", {"name": "amal", "password": PASSWORD}, form="/login")
        assert answer.status_code == 503 and "sign in now" in answer.text  # nobody guesses uncounted
        client.headers["accept-language"] = "ar"
        assert "متعذّر الآن" in post(client, "/login", {"name": "amal", "password": PASSWORD}, form="/login").text
    assert main(["serve", "--archive", str(archive_path), "--users", users_file, "--port", "0"]) == 1
    said = capsys.readouterr().err
    assert "delete it" in said and said.count("\n") == 1
    with pytest.raises(MusnadError, match="No such file"):
        Tries(str(tmp_path / "nowhere" / "tries"), b"secret")


def test_where_nothing_can_be_written_it_is_counted_elsewhere(users_file, monkeypatch, tmp_path):
    options = ServeOptions(users=users_file)
    with serving._shared(options) as told:
        assert told.tries is None
    monkeypatch.setattr("os.access", lambda path, mode: path != str(tmp_path))
    with serving._shared(options) as told:
        Tries(told.tries, b"secret").begin(LIMITS)
        folder = told.tries.rpartition("/")[0]
        assert stat.S_IMODE(os.stat(folder).st_mode) == 0o700
    with pytest.raises(FileNotFoundError):
        os.stat(folder)


def sign_in(address, password):
    """Sign in as a browser does that has no cookies yet; return the status."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    form = opener.open(f"{address}login", timeout=30).read().decode()
    token = re.search(r'name="csrf" value="([^"]+)"', form)[1]
    given = urllib.parse.urlencode({"csrf": token, "name": "amal", "password": password, "next": "/speakers"})
    try:
        return opener.open(f"{address}login", data=given.encode(), timeout=30).status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_the_limit_holds_over_processes_and_a_restart(archive_path, users_file):
    options = "--users", users_file, "--processes", "2"
    with served(archive_path, *options) as address:
        assert sign_in(address, PASSWORD) == 200
        told = []
        threads = [threading.Thread(target=lambda: told.append(sign_in(address, "wrong wrong"))) for _ in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert Counter(told) == {401: TRIES, 429: 12 - TRIES}
        assert {sign_in(address, PASSWORD) for _ in range(4)} == {429}  # whichever process takes it
    with served(archive_path, *options) as address:
        assert sign_in(address, PASSWORD) == 429


def test_many_at_one_time_are_counted_whoever_makes_the_file(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    counter = Tries(str(tmp_path / "tries"), b"secret")
    with ThreadPoolExecutor(16) as pool:
        for _ in range(3):
            (tmp_path / "tries").unlink()
            numbers = list(pool.map(lambda _: counter.begin({"amal": 100}), range(32)))
            assert len({number for [number] in numbers}) == 32
