"""`musnad mcp`: the archive for assistants, over standard input and output."""

from __future__ import annotations

import argparse


def run(options: argparse.Namespace) -> int:
    """Serve until the other side ends."""
    from musnad.web.assistants import serve

    serve(options.archive)
    return 0
