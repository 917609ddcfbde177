"""Serving: the application in a server, in one process or several, until it is stopped."""

from __future__ import annotations

import gc
import os
import secrets
import signal
import socket
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import msgspec

from musnad.errors import MusnadError
from musnad.web.options import ServeOptions

_SHARES = sys.platform == "linux"  # several sockets at one address (SO_REUSEPORT), and each gets its share
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
        options = msgspec.structs.replace(options, port=listening.getsockname()[1])
        if processes > 1 and _SHARES:  # nobody else is at the port, it is known by now
            listening.close()
            listening = _listen(options, several=True)
        if on_start is not None:
            on_start(options.public_url or f"http://{_shown(options.host)}:{options.port}/")
        children = _forked(options, listening, processes - 1)
        if browser:
            webbrowser.open(f"http://{_shown(options.host)}:{options.port}/")  # waits until it is taken
        signal.signal(signal.SIGTERM, _leave)
        try:
            _run(options, listening)
        finally:
            for child in children:
                os.kill(child, signal.SIGTERM)
            for child in children:
                os.waitpid(child, 0)


def _leave(number: int, frame: FrameType | None) -> None:
    """End in order: uvicorn, done with its requests, sends itself again the signal that ended it."""
    raise SystemExit(128 + number)


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
    """Start processes that answer at the same address; each opens the archive for itself, and a socket of its own where
    the system shares visitors out: at one for all, whoever is quickest takes all who come together.

    None outlives this one, however it ends: they read from a pipe that nobody writes to.
    """
    children = []
    ours, held = os.pipe()
    for _ in range(many):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.close(held)
                threading.Thread(target=_end_with, args=(ours,), daemon=True).start()
                _run(options, _listen(options, several=True) if _SHARES else listening)
                status = 0
            finally:
                os._exit(status)
        children.append(child)
    return children


def _end_with(pipe: int) -> None:
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)


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


def _listen(options: ServeOptions, *, several: bool = False) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    # The protocol is named for asyncio, which lets small writes out at once (TCP_NODELAY) only where it sees TCP; else
    # every answer waits 40 ms for the visitor's acknowledgement.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if several:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
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
