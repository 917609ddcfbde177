"""`musnad fetch`: fetch pages into a WARC file."""

from __future__ import annotations

import argparse
import sys

from musnad.cli import one_line
from musnad.cli.progress import Progress

_INTERRUPTED = 130  # 128 + SIGINT


def run(options: argparse.Namespace) -> int:
    """Fetch, and say at the end what was done; return 1 where something failed."""
    from musnad.cli.fetching import Shown, client_of, since_of, stopped_by_signals
    from musnad.pages.fetching import Plan, Summary, fetch_pages

    client = client_of(options)
    plan = Plan(since=since_of(options), limit=options.limit, threads=options.threads)
    with stopped_by_signals(client), Progress(None, noun="addresses", has_output=False) as progress:
        done: Summary = fetch_pages(options.targets, options.output, client=client, plan=plan, report=Shown(progress))
    print(one_line(f"{options.output}: {done}"), file=sys.stderr)
    if done.stopped:
        return _INTERRUPTED
    return 1 if done.failures else 0
