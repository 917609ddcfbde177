"""Addresses and networks: what is meant is what is checked, and nothing but a public address is connected to."""

import ipaddress
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.pages.fetching.addresses import parse_address
from musnad.pages.fetching.failures import FetchError
from musnad.pages.fetching.networks import why_refused

SAME = [  # as it stands somewhere, as it is asked for
    ("http://Example.ORG", "http://example.org/"),
    ("  https://example.org/a \n", "https://example.org/a"),
    ("https://example.org:443/a#b", "https://example.org/a"),
    ("http://example.org:443/", "http://example.org:443/"),
    ("http://example.org./a", "http://example.org/a"),
    ("http://example.org/a b?c=d e&f=%41%zz", "http://example.org/a%20b?c=d%20e&f=%41%25zz"),
    ("http://example.org?a=b", "http://example.org/?a=b"),
    ("http://مثال.إختبار/خبر", "http://xn--mgbh0fb.xn--kgbechtv/%D8%AE%D8%A8%D8%B1"),
    ("http://ＥＸＡＭＰＬＥ.org/", "http://example.org/"),  # wide letters
    ("http://a_b.example.org/", "http://a_b.example.org/"),
    ("http://127.0.0.1/", "http://127.0.0.1/"),
    ("http://[2001:DB8:0::1]/", "http://[2001:db8::1]/"),
    ("http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
    (r"http://example.org/a\b", "http://example.org/a%5Cb"),
]


@pytest.mark.parametrize(("text", "url"), SAME)
def test_addresses_are_normalised(text, url):
    assert parse_address(text).url == url
    assert parse_address(url).url == url


REFUSED = [
    ("", "scheme"),
    ("example.org/a", "scheme"),
    ("ftp://example.org/", "scheme"),
    ("file:///etc/passwd", "scheme"),
    ("javascript:alert(1)", "scheme"),
    ("http:///a", "bad-address"),
    ("http://", "bad-address"),
    ("http://user@example.org/", "bad-address"),
    ("http://user:pass@example.org/", "bad-address"),
    ("http://example.org\\@127.0.0.1/", "bad-address"),
    ("http://0x7f.1/", "bad-address"),
    ("http://0x7f000001/", "bad-address"),
    ("http://2130706433/", "bad-address"),
    ("http://127.1/", "bad-address"),
    ("http://0177.0.0.1/", "bad-address"),
    ("http://127.0.0.256/", "bad-address"),
    ("http://127.0.0.0x1/", "bad-address"),
    ("http://١٢٧.٠.٠.١/", "bad-address"),
    ("http://１２７.1/", "bad-address"),  # wide digits
    ("http://١٢٧.٠.٠.1.1/", "bad-address"),
    ("http://exa mple.org/", "bad-address"),
    ("http://exam%70le.org/", "bad-address"),
    ("http://-a.org/", "bad-address"),
    ("http://a..org/", "bad-address"),
    (f"http://{'a' * 64}.org/", "bad-address"),
    (f"http://{'a.' * 130}org/", "bad-address"),
    ("http://[::1", "bad-address"),
    ("http://[fe80::1%25eth0]/", "bad-address"),
    ("http://[example.org]/", "bad-address"),
    ("http://[2606:4700::1111]127.0.0.1/", "bad-address"),
    ("http://127.0.0.1[2606:4700::1111]/", "bad-address"),
    ("http://example.org:80:22/", "bad-address"),
    ("http://example.org:８０/", "bad-address"),
    ("http://example.org:x/", "bad-address"),
    ("http://example.org:99999/", "bad-address"),
    ("http://example.org/a\nb", "bad-address"),
    ("http://example.org/\x00", "bad-address"),
    ("http://exam\u00adple\u2028.org/", "bad-address"),
    ("http://example.org/\ud800", "bad-address"),
    ("http://example.org/" + "a" * 5000, "bad-address"),
    ("http://example.org:22/", "port"),
    ("http://example.org:8080/", "port"),
    ("http://example.org:0/", "port"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_addresses_are_refused(text, code):
    with pytest.raises(FetchError) as caught:
        parse_address(text)
    assert caught.value.code == code
    str(caught.value).encode()  # can be printed


def test_ports_of_an_intranet():
    address = parse_address("http://example.org:8080/a", any_port=True)
    assert (address.authority, address.origin) == ("example.org:8080", "http://example.org:8080")


@given(st.text())
def test_any_text_is_an_address_or_refused(text):
    for given_text in (text, "http://" + text, "http://example.org/" + text):
        try:
            address = parse_address(given_text)
        except FetchError:
            continue
        assert parse_address(address.url) == address
        assert address.url.isascii() and address.url.isprintable()


NOT_PUBLIC = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "100.127.255.255",
    "127.0.0.1", "127.255.255.254", "168.63.129.16", "169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.0.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1",
    "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:808:808", "64:ff9b::7f00:1", "64:ff9b::808:808",
    "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:20::1", "2001:db8::1",
    "2002:7f00:1::", "2002:808:808::1", "3fff::1", "5f00::1", "4000::1", "fc00::1", "fd00:ec2::254", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff02::1", "ffff::1", "example.org", "127.1", "0x7f.1",
]  # fmt: skip


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_not_public(ip):
    assert why_refused(ip)


@pytest.mark.parametrize("ip", [
    "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1", "192.0.1.1",
    "192.167.255.255", "198.17.255.255", "198.20.0.1", "223.255.255.255", "2001:200::1", "2001:4860:4860::8888",
    "2606:4700::1111", "2a00::1",
])  # fmt: skip
def test_public(ip):
    assert why_refused(ip) is None


def test_nothing_passes_that_python_calls_private():
    dice = random.Random(1)
    for _ in range(5_000):
        v4, v6 = ipaddress.IPv4Address(dice.getrandbits(32)), ipaddress.IPv6Address(dice.getrandbits(128))
        low = ipaddress.IPv6Address((0x2001 << 112) | dice.getrandbits(112))
        for ip in (v4, v6, low):
            assert why_refused(str(ip)) or (ip.is_global and not ip.is_multicast), ip
