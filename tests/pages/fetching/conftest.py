"""What every test of fetching gets: hosts, a clock, clients, and no way out of this machine."""

import random
import socket

import pytest
from hosts import SMALL, FakeClock, Host

from musnad.pages.fetching import Client, FetchOptions
from musnad.pages.fetching.options import Outside


@pytest.fixture(autouse=True)
def only_here(monkeypatch):
    """No test leaves this machine: no name is looked up, no connection goes anywhere but to 127.0.0.1."""
    real = socket.socket.connect

    def connect(self, address):
        assert address[0] == "127.0.0.1", f"a test wants to connect to {address}"
        return real(self, address)

    def look_up(*arguments, **_):
        raise AssertionError(f"a test wants to look up {arguments}")

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.fixture
def new_host():
    """Make a host; it goes with the test."""
    made = []

    def make(tls=None):
        made.append(Host(tls))
        return made[-1]

    yield make
    for host in made:
        host.close()


@pytest.fixture
def host(new_host):
    return new_host()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def new_client(clock):
    """Make a client that may ask 127.0.0.1 and takes every other name for it."""

    def make(*, outside=None, **options):
        options = {"allow_private": True, "limits": SMALL, "list_limits": SMALL, "robots_limits": SMALL, **options}
        parts = {"clock": clock, "resolve": lambda name, port: ["127.0.0.1"], "dice": random.Random(1)}
        return Client(FetchOptions(**options), outside=Outside(**parts | (outside or {})))

    return make


@pytest.fixture
def client(new_client):
    return new_client()
