"""The address that is checked is the address that is connected to: at every hop, at every look-up, in TLS."""

import socket
import ssl

import pytest
import trustme
from hosts import QUICK, SMALL, redirect, reply

from musnad.pages.fetching import FetchError
from musnad.pages.fetching.options import dial as really_dial

PUBLIC, OTHER, PRIVATE = "93.184.216.34", "93.184.216.35", "10.0.0.5"


class Net:
    """A made-up internet: names that resolve to lists of addresses, one list a look-up, and hosts behind addresses."""

    def __init__(self, names, behind):
        self.names = {name: list(answers) for name, answers in names.items()}
        self.behind = behind  # the one host behind every public address
        self.dialled = []
        self.asked = []

    def resolve(self, name, port):
        self.asked.append(name)
        answers = self.names.get(name)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def dial(self, ip, port, timeout_s):
        self.dialled.append((ip, port))
        if ip in (PRIVATE, "127.0.0.1"):
            raise AssertionError(f"connected to {ip}")
        return really_dial("127.0.0.1", self.behind.port, timeout_s)

    @property
    def outside(self):
        return {"resolve": self.resolve, "dial": self.dial}


@pytest.fixture
def new_net(host, new_client):
    def make(behind=host, tls=None, limits=SMALL, **names):
        net = Net({name.replace("_", "."): answers for name, answers in names.items()}, behind)
        outside = net.outside | ({"tls": tls} if tls else {})
        return net, new_client(outside=outside, allow_private=False, limits=limits)

    return make


def failure(client, url):
    with pytest.raises(FetchError) as caught:
        client.fetch(url)
    return caught.value


def test_a_public_name(host, new_net):
    net, client = new_net(news_test=[[PUBLIC]])
    host.pages["/a"] = reply("a")
    assert client.fetch("http://news.test/a").body == b"a"
    assert net.dialled == [(PUBLIC, 80)] * 2  # robots.txt and the page
    assert host.requests[-1].headers["host"] == "news.test"


@pytest.mark.parametrize("ip", [PRIVATE, "127.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.5", "64:ff9b::a00:5"])
def test_a_name_that_resolves_to_a_private_address(new_net, ip):
    net, client = new_net(news_test=[[ip]])
    error = failure(client, "http://news.test/a")
    assert error.code == "private-address" and ip in error.reason
    assert error.url == "http://news.test/a"
    assert net.dialled == []


def test_a_private_address_itself(new_net):
    net, client = new_net()
    for url in ("http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://169.254.169.254/latest/"):
        assert failure(client, url).code == "private-address"
    assert net.dialled == [] and net.asked == []


def test_an_address_itself_is_not_looked_up(host, new_net):
    net, client = new_net()
    host.pages["/a"] = reply("a")
    assert client.fetch(f"http://{PUBLIC}/a").body == b"a"
    assert net.asked == []


def test_only_the_public_ones_of_several_addresses(host, new_net):
    net, client = new_net(news_test=[[PRIVATE, PUBLIC, "::1"]])
    host.pages["/a"] = reply("a")
    client.fetch("http://news.test/a")
    assert {ip for ip, _ in net.dialled} == {PUBLIC}


def test_rebinding_between_two_requests(host, new_net):
    net, client = new_net(news_test=[[PUBLIC], [PRIVATE]])
    assert failure(client, "http://news.test/a").code == "private-address"
    assert net.dialled == [(PUBLIC, 80)]  # robots.txt, and then no more
    assert net.asked == ["news.test"] * 2


def test_rebinding_between_check_and_connection(host, new_net):
    net, client = new_net(news_test=[[PUBLIC], [PUBLIC], [PRIVATE]])  # whoever looked up once more would get the third
    host.pages["/a"] = reply("a")
    assert client.fetch("http://news.test/a").body == b"a"
    assert net.asked == ["news.test"] * 2


def test_rebinding_between_two_attempts(host, new_net):
    net, client = new_net(news_test=[[PUBLIC], [PUBLIC], [PRIVATE]])
    host.pages["/a"] = reply(status="503 Busy")
    assert failure(client, "http://news.test/a").code == "private-address"
    assert len(net.dialled) == 2


def test_a_redirect_to_a_private_address(host, new_net):
    net, client = new_net(news_test=[[PUBLIC]], inside_test=[[PRIVATE]])
    for target in ("http://10.0.0.5/", "http://inside.test/", "http://127.0.0.1:80/", "http://[::1]/"):
        host.pages["/a"] = redirect(target)
        assert failure(client, "http://news.test/a").code == "private-address"
    assert {ip for ip, _ in net.dialled} == {PUBLIC}


def test_a_redirect_to_another_port(host, new_net):
    _, client = new_net(news_test=[[PUBLIC]])
    host.pages["/a"] = redirect("http://news.test:6379/")
    assert failure(client, "http://news.test/a").code == "port"


def test_robots_txt_that_redirects_to_a_private_address(host, new_net):
    net, client = new_net(news_test=[[PUBLIC]])
    host.pages["/robots.txt"] = redirect("http://10.0.0.5/")
    assert failure(client, "http://news.test/a").code == "robots-unreachable"
    assert {ip for ip, _ in net.dialled} == {PUBLIC}


def test_a_name_without_address(new_net):
    _, client = new_net(empty_test=[[]])
    assert failure(client, "http://gone.test/").code == "dns"
    assert failure(client, "http://empty.test/").code == "dns"


def test_the_next_address_where_one_does_not_answer(host, new_net):
    net, client = new_net(news_test=[[OTHER, PUBLIC]])
    host.pages["/a"] = reply("a")
    real = net.dial

    def dial(ip, port, timeout_s):
        if ip == OTHER:
            raise TimeoutError
        return real(ip, port, timeout_s)

    client.outside.dial = dial
    assert client.fetch("http://news.test/a").body == b"a"
    client.outside.dial = lambda ip, port, timeout_s: (_ for _ in ()).throw(TimeoutError())
    assert failure(client, "http://news.test/b").code == "timeout"
    client.outside.dial = lambda ip, port, timeout_s: (_ for _ in ()).throw(OSError(101, "Network is unreachable"))
    assert failure(client, "http://news.test/b").code == "unreachable"


# -- TLS -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def secure(authority, new_host):
    """Make a TLS host with a certificate for some names."""

    def make(*names, issuer=authority):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issuer.issue_cert(*names).configure_cert(context)
        return new_host(context)

    return make


@pytest.fixture
def trusting(authority):
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_tls_goes_by_the_name(secure, trusting, new_net):
    host = secure("news.test")
    host.pages["/a"] = reply("a")
    net, client = new_net(behind=host, tls=trusting, news_test=[[PUBLIC]])
    assert client.fetch("https://news.test/a").body == b"a"
    assert host.names == ["news.test"] * 2
    assert net.dialled == [(PUBLIC, 443)] * 2
    assert host.requests[-1].headers["host"] == "news.test"


def test_tls_of_another_name(secure, trusting, new_net):
    host = secure("other.test")
    _, client = new_net(behind=host, tls=trusting, news_test=[[PUBLIC]])
    error = failure(client, "https://news.test/a")
    assert error.code == "tls" and "news.test" in error.reason
    assert host.requests == []


def test_tls_that_nobody_vouches_for(secure, trusting, new_net):
    host = secure("news.test", issuer=trustme.CA())
    _, client = new_net(behind=host, tls=trusting, news_test=[[PUBLIC]])
    assert failure(client, "https://news.test/a").code == "tls"
    assert host.requests == []


def test_tls_where_there_is_none(host, new_net):
    _, client = new_net(news_test=[[PUBLIC]])
    host.pages["/a"] = reply("a")
    error = failure(client, "https://news.test/a")
    assert error.code in ("tls", "reset")
    assert host.requests == []


def test_a_slow_drip_within_tls(secure, trusting, new_net):
    host = secure("news.test")
    host.pages["/a"] = host.drip(reply("x" * 1000), 0.05)
    _, client = new_net(behind=host, tls=trusting, limits=QUICK, news_test=[[PUBLIC]])
    assert failure(client, "https://news.test/a").reason == "not done after 0.8 s in all"
