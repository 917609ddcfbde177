"""`musnad serve`: the archive as a web application."""

from __future__ import annotations

import argparse
import sys

from musnad.web.options import ServeOptions


def run(options: argparse.Namespace) -> int:
    """Serve until interrupted."""
    from musnad.web.serving import serve

    told = ServeOptions(
        archive=options.archive, host=options.host, port=options.port, users=options.users,
        public_url=options.public_url, readonly=options.readonly,
    )  # fmt: skip
    serve(told, on_start=_say, browser=options.open, processes=options.processes)
    return 0


def _say(address: str) -> None:
    print(f"musnad: {address} (Ctrl+C ends it)", file=sys.stderr, flush=True)
