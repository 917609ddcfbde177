"""What stands before every answer: the host's name, the size of what comes, the headers of what goes.

Pages are hostile input, and so is whatever another site makes a browser send here. The policy lets no script and no
style run but the files of this package, lets nothing be fetched from elsewhere, and nobody frame these pages.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.web.options import ServeOptions

LARGEST_BODY = 17 << 20  # bytes; a page of 16 MiB, the most that fetching takes too, and its form around it
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "x-content-type-options": "nosniff",
    # An address here says what somebody works on. With `no-referrer` our own forms would have no origin either.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-dns-prefetch-control": "off",
}


class Guard:
    """An ASGI application around another one."""

    def __init__(self, app: ASGIApp, options: ServeOptions) -> None:
        self.app, self.options = app, options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(MutableHeaders(scope=message))
            await send(message)

        refused = self._refused(Headers(scope=scope), scope["method"])
        if refused is not None:
            await refused(scope, receive, sending)
            return
        await self.app(scope, _limited(receive), sending)

    def _refused(self, headers: Headers, method: str) -> PlainTextResponse | None:
        host = host_name(headers.get("host", ""))
        if host not in self.options.hosts:
            return PlainTextResponse(f"no such host: {host[:80]!r}; see musnad serve --public-url\n", 400)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return PlainTextResponse(f"more than {LARGEST_BODY >> 20} MiB\n", 413)
        origin = headers.get("origin")
        if method not in ("GET", "HEAD") and origin is not None and host_name(urlsplit(origin).netloc) != host:
            return PlainTextResponse("this came from another site's page\n", 403)
        return None

    def _add_headers(self, headers: MutableHeaders) -> None:
        headers.setdefault("content-security-policy", POLICY)
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if self.options.secure:
            headers.setdefault("strict-transport-security", "max-age=31536000")
        headers.setdefault("cache-control", "no-store")


def _limited(receive: Receive) -> Receive:
    """Return a `receive` that ends a body longer than it may be, whatever its header said."""
    left = LARGEST_BODY

    async def receiving() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        return {"type": "http.disconnect"} if left < 0 else message

    return receiving


def host_name(host: str) -> str:
    """Return the name in a `Host` header, without its port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].casefold()
    return host.partition(":")[0].casefold()
