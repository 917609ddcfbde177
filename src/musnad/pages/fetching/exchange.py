"""One request and its response: from a checked address to status, headers and body, or to a named failure."""

from __future__ import annotations

import contextlib
import http.client
import ssl
from collections.abc import Mapping

import msgspec
from urllib3.exceptions import HTTPError, InvalidHeader
from urllib3.response import BaseHTTPResponse

from musnad.pages.fetching.addresses import Address
from musnad.pages.fetching.bodies import Decoder, check_type
from musnad.pages.fetching.failures import FetchError
from musnad.pages.fetching.networks import find_ips
from musnad.pages.fetching.options import Outside, ResponseLimits
from musnad.pages.fetching.wire import Budget, open_connection

_PIECE = 64 << 10  # bytes read at a time
_WITH_BODY = (200, 203)  # statuses whose body is the page; that of any other is not even read


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """How a response may be.

    Args:
        packed: takes gzip files too, as sitemaps are.
        any_type: takes every media type (robots.txt, which is text whatever its header says).
        cut: a body that is too long is cut off, not refused.
    """

    limits: ResponseLimits
    allow_private: bool = False
    packed: bool = False
    any_type: bool = False
    cut: bool = False


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """What a host answered; `headers` have lower-case names, `body` is decompressed and empty except for a page."""

    address: Address
    status: int
    headers: dict[str, str]
    body: bytes = b""


def exchange(address: Address, headers: Mapping[str, str], asked: Asked, outside: Outside) -> Response:
    """Ask for one address once: no redirect is followed, nothing is tried again.

    Raises:
        FetchError: every failure short of a response; the status of a response is the caller's to judge.
    """
    budget = Budget(address, asked.limits)
    wait_s = min(asked.limits.connect_s, asked.limits.total_s)
    ips = find_ips(address, outside.resolve, allow_private=asked.allow_private, timeout_s=wait_s)
    connection = open_connection(address, ips, budget, outside)
    try:
        # urllib3 would send its own Host and Accept-Encoding: these two are always among the headers given
        sent = {"Host": address.authority, "Connection": "close", **headers}
        connection.request("GET", address.target, headers=sent, preload_content=False, decode_content=False)
        with contextlib.closing(connection.getresponse()) as response:
            budget.end_header()
            found = {name.lower(): _text(value) for name, value in response.headers.items()}
            body = _body(response, found, asked, address.url) if response.status in _WITH_BODY else b""
            return Response(address=address, status=response.status, headers=found, body=body)
    except (OSError, HTTPError, http.client.HTTPException) as error:
        raise _named(error, address.url, asked.limits) from error
    finally:
        connection.close()


def _text(value: str) -> str:
    """A header's value: HTTP has it as Latin-1, in truth it is often UTF-8 (an address in Arabic letters)."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _body(response: BaseHTTPResponse, headers: Mapping[str, str], asked: Asked, url: str) -> bytes:
    if not asked.any_type:
        media_type = headers.get("content-type", "").partition(";")[0].strip().lower()
        check_type(media_type, packed=asked.packed, url=url)
    limits = asked.limits
    declared = headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > limits.wire_bytes and not asked.cut:
        raise FetchError("too-large", f"{declared} bytes are announced, {limits.wire_bytes} are taken", url=url)
    decoder = Decoder(headers.get("content-encoding", ""), url=url)
    body = bytearray()
    while piece := response.read(_PIECE, decode_content=False):
        body += decoder.feed(piece, limits.body_bytes - len(body))
        if len(body) > limits.body_bytes:
            if asked.cut:
                return bytes(body[: limits.body_bytes])
            raise FetchError("too-large", f"more than {limits.body_bytes} bytes, decompressed", url=url)
    decoder.end()
    return bytes(body)


def _named(error: Exception, url: str, limits: ResponseLimits) -> FetchError:
    """Find the kind of a failure, in the error or in what it was made of."""
    seen: list[BaseException] = [error]
    while (cause := seen[-1].__cause__ or seen[-1].__context__) is not None and cause not in seen:
        seen.append(cause)
    for one in seen:
        named = _named_alone(one, url, limits)
        if named is not None:
            return named
    if isinstance(error, OSError) and not isinstance(error, HTTPError):
        return FetchError("unreachable", f"{error.strerror or error}", url=url)
    return FetchError("protocol", f"no proper HTTP: {error}", url=url)


def _named_alone(error: BaseException, url: str, limits: ResponseLimits) -> FetchError | None:
    match error:
        case FetchError():
            return error
        case TimeoutError():
            return FetchError("timeout", f"no answer for {limits.read_s:g} s", url=url, again=True)
        case ssl.SSLCertVerificationError():
            return FetchError("tls", f"the certificate is not to be trusted: {error.verify_message}", url=url)
        case ssl.SSLError() | ssl.CertificateError():
            return FetchError("tls", f"{error.reason or error}", url=url)
        case ConnectionRefusedError():
            return FetchError("connection-refused", "the host takes no connection at this port", url=url)
        case ConnectionError():
            return FetchError("reset", "the connection was cut", url=url, again=True)
        case http.client.IncompleteRead():
            return FetchError("wrong-length", "the body is shorter than announced", url=url)
        case InvalidHeader():
            return FetchError("wrong-length", f"{error}", url=url)
        case http.client.LineTooLong():
            return FetchError("headers", f"a header of more than {http.client._MAXLINE} bytes", url=url)  # type: ignore[attr-defined]
        case http.client.HTTPException() if "headers" in str(error):
            return FetchError("headers", f"{error}", url=url)
    return None
