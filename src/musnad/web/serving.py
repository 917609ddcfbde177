"""Serving: the application in a server, in one process or several, until it is stopped."""

from __future__ import annotations

import gc
import os
import secrets
import signal
import socket
import tempfile
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from musnad.errors import MusnadError
from musnad.web.options import ServeOptions

_NEEDS = "musnad serve needs its own packages: pip install 'musnad[web]'"


def serve(
    options: ServeOptions, *, on_start: Callable[[str], None] | None = None, browser: bool = False, processes: int = 1
) -> None:  # fmt: skip
    """Serve until interrupted.

    Args:
        on_start: gets the address when it can be opened.
        browser: open it in the browser of this machine.
        processes: that answer; more than one where there are more cores and visitors.
    Raises:
        MusnadError: the port is taken, packages are missing, or nobody said who may come.
    """
    try:
        import uvicorn  # noqa: F401

        from musnad.web.application import application
    except ImportError as error:
        raise MusnadError(f"{_NEEDS} ({error})") from error
    if processes > 1 and not hasattr(os, "fork"):
        raise MusnadError("several processes need a system that forks; leave --processes out")
    with _shared(options) as options:
        application(options).state.site.archive.close()  # what can't be served is told before anything starts
        listening = _listen(options)
        if on_start is not None:
            on_start(options.public_url or f"http://{_shown(options.host)}:{listening.getsockname()[1]}/")
        children = _forked(options, listening, processes - 1)
        if browser:
            webbrowser.open(f"http://{_shown(options.host)}:{listening.getsockname()[1]}/")  # waits until it is taken
        try:
            _run(options, listening)
        finally:
            for child in children:
                os.kill(child, signal.SIGTERM)
            for child in children:
                os.waitpid(child, 0)


@contextmanager
def _shared(options: ServeOptions) -> Iterator[ServeOptions]:
    """Give the options with what all processes of a server share: their secret, and where wrong passwords are counted.

    That is beside the file of the users, so that a restart forgets nothing; where nothing can be written there, in a
    folder that ends with the server.
    """
    options = msgspec.structs.replace(options, secret=secrets.token_hex(32))
    if options.users is None or os.access(os.path.dirname(os.path.abspath(options.users)), os.W_OK):
        yield options
        return
    with tempfile.TemporaryDirectory(prefix="musnad-") as folder:
        yield msgspec.structs.replace(options, tries=os.path.join(folder, "tries"))


def _forked(options: ServeOptions, listening: socket.socket, many: int) -> list[int]:
    """Start processes that answer at the same socket; each opens the archive for itself."""
    children = []
    for _ in range(many):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                _run(options, listening)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    return children


def _run(options: ServeOptions, listening: socket.socket) -> None:
    import uvicorn

    from musnad.web.application import application

    config = uvicorn.Config(
        application(options), log_level="warning", access_log=False, server_header=False, proxy_headers=False,
        h11_max_incomplete_event_size=64 << 10, timeout_keep_alive=15, limit_concurrency=200,
    )  # fmt: skip
    # What was loaded by now stays for good: the collector needn't look through it at every request.
    gc.collect()
    gc.freeze()
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
