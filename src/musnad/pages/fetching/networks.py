"""Which IP addresses may be connected to: public ones, and none that leads back into a network of one's own.

The list is our own: what `ipaddress.is_global` answers differs between Python 3.11.0 and 3.13.
Source: IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890 and its updates).
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from collections.abc import Callable

from musnad.pages.fetching.addresses import Address
from musnad.pages.fetching.failures import FetchError

_IPV4 = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared by a provider's customers (CGNAT)",  # with 100.100.100.200, a cloud's metadata
    "127.0.0.0/8": "loopback",
    "168.63.129.16/32": "a cloud's platform service",  # Azure; public by its number only
    "169.254.0.0/16": "link-local",  # with 169.254.169.254, the metadata of most clouds
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved for protocols",
    "192.0.2.0/24": "documentation",
    "192.31.196.0/24": "AS112",
    "192.52.193.0/24": "multicast relay",
    "192.88.99.0/24": "6to4 relay",
    "192.168.0.0/16": "private",
    "192.175.48.0/24": "AS112",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
_IPV6_PUBLIC = ipaddress.IPv6Network("2000::/3")  # all that IANA has given out as global unicast
_IPV6 = {  # within 2000::/3, or worth a word of its own
    "::/128": "unspecified",
    "::1/128": "loopback",
    "::ffff:0:0/96": "an IPv4 address in IPv6",
    "64:ff9b::/96": "an IPv4 address in IPv6 (NAT64)",
    "64:ff9b:1::/48": "an IPv4 address in IPv6 (local NAT64)",
    "2001::/23": "reserved for protocols (Teredo and others)",
    "2001:db8::/32": "documentation",
    "2002::/16": "an IPv4 address in IPv6 (6to4)",
    "3fff::/20": "documentation",
    "fc00::/7": "private",
    "fe80::/10": "link-local",
    "ff00::/8": "multicast",
}
_NO_IP = "no IP address"
_NETWORKS = [(ipaddress.ip_network(network), kind) for network, kind in {**_IPV4, **_IPV6}.items()]


def why_refused(ip: str) -> str | None:
    """Return what an IP address is, if it is anything but public; None if it may be connected to."""
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return _NO_IP
    if address.version == 6 and address.scope_id is not None:
        return "link-local"
    for network, kind in _NETWORKS:
        if address.version == network.version and address in network:
            return kind
    if address.version == 6 and address not in _IPV6_PUBLIC:
        return "reserved"
    return None


def find_ips(
    address: Address, resolve: Callable[[str, int], list[str]], *, allow_private: bool, timeout_s: float
) -> list[str]:
    """Resolve a host once, and return the IP addresses that may be connected to: exactly these, nothing is asked again.

    Raises:
        FetchError: `dns` where the name has no address, `private-address` where it has no public one,
            `timeout` where the resolver gives no answer in time.
    """
    found = _resolved(address, resolve, timeout_s)
    if allow_private:
        return found
    public = [ip for ip in found if why_refused(ip) is None]
    if not public:
        seen = f"{found[0]} is {why_refused(found[0])}"
        raise FetchError("private-address", f"{seen}; only public addresses are fetched", url=address.url)
    return public


def _resolved(address: Address, resolve: Callable[[str, int], list[str]], timeout_s: float) -> list[str]:
    """Ask the resolver in a thread of its own: `getaddrinfo` knows no timeout."""
    if why_refused(address.host) != _NO_IP:
        return [address.host]
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(address.host, address.port))
        except Exception as error:
            answers.put(error)

    threading.Thread(target=ask, daemon=True, name=f"resolve {address.host}").start()
    try:
        answer = answers.get(timeout=timeout_s)
    except queue.Empty:
        reason = f"no answer for the name {address.host} in {timeout_s:g} s"
        raise FetchError("timeout", reason, url=address.url, again=True) from None
    if isinstance(answer, socket.gaierror | UnicodeError) or answer == []:
        raise FetchError("dns", f"the name {address.host} has no address ({answer or 'none'})", url=address.url)
    if isinstance(answer, Exception):
        raise FetchError("dns", f"{answer}", url=address.url) from answer
    return answer
