"""`musnad watch`: poll feeds and sitemaps, read what is new."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime

from musnad.cli import UsageError, complain, one_line
from musnad.document import Document
from musnad.errors import InputError
from musnad.pages.page import Page

_SHORTEST_S = 30.0  # between two rounds: no list is made anew more often


def run(options: argparse.Namespace) -> int:
    """Poll until Ctrl-C or SIGTERM, a line a round; return 1 where the one round of --once had failures."""
    from musnad.cli.fetching import Shown, client_of, since_of, span_of, stopped_by_signals
    from musnad.cli.progress import Progress
    from musnad.pages.fetching import Journal, JsonLines, Plan, Watch, read_targets

    every_s = span_of(options)
    if every_s < _SHORTEST_S:
        raise UsageError(f"--every: {options.every} is too often; {_SHORTEST_S:.0f}s at least")
    client = client_of(options)
    plan = Plan(since=since_of(options), threads=options.threads)
    found = list(read_targets(options.sources))
    bad = [target for target in found if isinstance(target, InputError)]
    for error in bad:
        complain(error)
    target = options.archive or options.output
    state = options.state or (f"{target}.state" if target and "://" not in target else "musnad-watch.state")
    if options.archive and options.output:
        raise UsageError("--archive and --output: one place for the documents, not two")
    failed = bool(bad)
    with ExitStack() as opened:
        opened.enter_context(stopped_by_signals(client))
        journal = opened.enter_context(Journal(state))
        if options.archive:
            from musnad.opened import open_archive

            archive = opened.enter_context(open_archive(options.archive, create=True))
            sink: Callable[[Document, Page], object] = archive.add
        else:
            sink = opened.enter_context(JsonLines(options.output))
        sources = [target for target in found if isinstance(target, str)]
        watch = Watch(sources, journal, client=client, sink=sink, plan=plan)
        watch.report = Shown(Progress(None))
        for done in watch.rounds(every_s):
            print(one_line(f"{datetime.now(UTC):%Y-%m-%d %H:%M} {done}"), file=sys.stderr, flush=True)
            if options.once:
                return 1 if failed or done.failures else 0
    return 0
