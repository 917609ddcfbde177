"""Addresses: taken apart strictly, so that what is checked is what is meant, and refused where two readings differ."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import quote, urljoin, urlsplit

import idna
import msgspec

from musnad.pages.fetching.failures import FetchError

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096  # characters; the sitemap protocol allows 2,048
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")  # underscores are no host names, yet hosts have them
_AUTHORITY = re.compile(r"(\[[^\[\]]*\]|[^\[\]:]*)(:[0-9]*)?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_PATH = "/%:@!$&'()*+,;=-._~"  # kept in a path, RFC 3986; everything else is percent-encoded as UTF-8
_QUERY = _PATH + "?"


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """An address taken apart.

    `host` is in lower-case ASCII, an IPv6 address without its brackets; `target` is path and query; `url` the whole,
    normalised and without a fragment: the same page has the same `url`.
    """

    scheme: str
    host: str
    port: int
    target: str
    url: str

    @property
    def authority(self) -> str:
        """Host and, where it isn't the scheme's own, port, as the Host header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme and authority: what has a robots.txt of its own."""
        return f"{self.scheme}://{self.authority}"


def parse_address(text: str, *, base: Address | None = None, any_port: bool = False) -> Address:
    """Take an address apart.

    Args:
        text: as it stands in a list, a feed or a Location header; letters outside ASCII are encoded.
        base: what a relative address refers to.
        any_port: lets ports other than 80 and 443 through.
    Raises:
        FetchError: `bad-address`, `scheme` or `port`.
    """
    stripped = text.strip()
    shown = _CONTROL.sub("�", stripped[:200])
    if _CONTROL.search(stripped) or len(stripped) > _LONGEST:
        raise FetchError("bad-address", f"a control character, or more than {_LONGEST} characters", url=shown)
    try:
        parts = urlsplit(urljoin(base.url, stripped) if base else stripped)
        port = parts.port
    except ValueError as error:
        raise FetchError("bad-address", f"{error}", url=shown) from None
    if parts.scheme not in _PORTS:
        raise FetchError("scheme", f"{parts.scheme or 'none'!r}; only http and https are fetched", url=shown)
    if "@" in parts.netloc or "\\" in parts.netloc:
        raise FetchError("bad-address", "a user name or a backslash before the host; take it out", url=shown)
    if not _AUTHORITY.fullmatch(parts.netloc):
        raise FetchError("bad-address", f"{parts.netloc!r} is not a host and a port", url=shown)
    host = _host(parts.hostname or "", shown)
    port = _PORTS[parts.scheme] if port is None else port
    if not any_port and port not in _PORTS.values():
        raise FetchError("port", f"{port}; only 80 and 443 are asked", url=shown)
    target = _encoded(parts.path or "/", _PATH) + (f"?{_encoded(parts.query, _QUERY)}" if parts.query else "")
    found = Address(scheme=parts.scheme, host=host, port=port, target=target, url="")
    return msgspec.structs.replace(found, url=found.origin + target)


def _encoded(text: str, kept: str) -> str:
    try:
        return quote(_BAD_PERCENT.sub("%25", text), safe=kept)
    except UnicodeEncodeError:
        raise FetchError("bad-address", "a lone surrogate", url=ascii(text)) from None


def _host(name: str, shown: str) -> str:
    if ":" in name:
        return _ipv6(name, shown)
    try:
        name = idna.encode(name, uts46=True).decode("ascii") if not name.isascii() else name
    except idna.IDNAError as error:
        raise FetchError("bad-address", f"no host name: {error}", url=shown) from None
    name = name.removesuffix(".")
    labels = name.split(".")
    if _NUMBER.fullmatch(labels[-1]):  # 0x7f.1, 2130706433, 127.1: each reader takes them for another address
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise FetchError("bad-address", f"the host {name!r} is no plain IPv4 address", url=shown) from None
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchError("bad-address", f"{name!r} is no host name", url=shown)
    return name


def _ipv6(name: str, shown: str) -> str:
    try:
        address = ipaddress.IPv6Address(name)
    except ValueError:
        raise FetchError("bad-address", f"{name!r} is no IPv6 address", url=shown) from None
    if address.scope_id is not None:
        raise FetchError("bad-address", "an IPv6 zone names a network of this machine", url=shown)
    return str(address)
