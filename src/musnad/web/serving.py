"""Serving: the application in a server, until it is stopped."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable

from musnad.errors import MusnadError
from musnad.web.options import ServeOptions

_NEEDS = "musnad serve needs its own packages: pip install 'musnad[web]'"


def serve(options: ServeOptions, *, on_start: Callable[[str], None] | None = None, browser: bool = False) -> None:
    """Serve until interrupted.

    Args:
        on_start: gets the address when it can be opened.
        browser: open it in the browser of this machine.
    Raises:
        MusnadError: the port is taken, packages are missing, or nobody said who may come.
    """
    try:
        import uvicorn

        from musnad.web.application import application
    except ImportError as error:
        raise MusnadError(f"{_NEEDS} ({error})") from error
    app = application(options)
    listening = _listen(options)
    port = listening.getsockname()[1]
    address = options.public_url or f"http://{_shown(options.host)}:{port}/"
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        h11_max_incomplete_event_size=64 << 10, timeout_keep_alive=15, limit_concurrency=200,
    )  # fmt: skip
    if on_start is not None:
        on_start(address)
    if browser:
        webbrowser.open(address)  # the socket listens already: it waits there until the server takes it
    uvicorn.Server(config).run(sockets=[listening])


def _listen(options: ServeOptions) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((options.host, options.port))
    except OSError as error:
        listening.close()
        raise MusnadError(f"{options.host}:{options.port}: {error.strerror}; choose another --port") from error
    listening.listen(128)
    return listening


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return "localhost"
    return f"[{host}]" if ":" in host else host
