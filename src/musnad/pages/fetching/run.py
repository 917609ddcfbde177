"""`fetch_pages`: from lists of addresses, feeds and sitemaps to a WARC file, in as many runs as it takes.

A journal beside the output has what is done. A run that was cut off goes on where it was; a new run asks for what is
new, then whether what it has is still the same. Everything is written by one thread: page first, then its line in the
journal, so that whatever is in the journal is in the file.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import msgspec

from musnad.errors import InputError, MusnadError
from musnad.pages.fetching.client import Client, Validators
from musnad.pages.fetching.failures import FetchError, is_passing
from musnad.pages.fetching.journal import Entry, Journal
from musnad.pages.fetching.lanes import Crew, Job
from musnad.pages.fetching.listings import changed_at, read_listing, read_targets
from musnad.pages.fetching.moments import parse_moment
from musnad.pages.fetching.options import Stopped
from musnad.pages.fetching.output import Output
from musnad.pages.page import Listed, Page

DEEPEST = 3  # sitemap indexes in one another; the protocol allows one, some sites nest two


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What to fetch.

    Args:
        since: pages that their list dates before it are left out; undated ones are not.
        limit: pages asked for at most; those that were never had come first.
        threads: pages asked for at the same time, each at another host.
    """

    since: datetime | None = None
    limit: int | None = None
    threads: int = 4


class Summary(msgspec.Struct, kw_only=True):
    """What a run did.

    Args:
        pages: written to the output.
        unchanged: asked for, and as they were.
        held: listed, had already, and not asked for again.
        failures: how many of each kind; what in a list can't be read counts as `list`.
        stopped: the run was stopped before it was done.
    """

    pages: int = 0
    unchanged: int = 0
    held: int = 0
    failures: Counter[str] = msgspec.field(default_factory=Counter)
    stopped: bool = False

    def __str__(self) -> str:
        parts = [f"{self.pages} pages", f"{self.unchanged} unchanged"]
        parts += [f"{self.held} not asked for"] if self.held else []
        if self.failures:
            kinds = ", ".join(f"{count} {code}" for code, count in sorted(self.failures.items()))
            parts.append(f"{self.failures.total()} failed ({kinds})")
        return ", ".join(parts) + ("; stopped, run it again to go on" if self.stopped else "")


class Report:
    """Is told how a run goes. This one keeps quiet."""

    def failed(self, error: InputError) -> None:
        """Take a page, a list or an argument that failed."""

    def settled(self, done: int, known: int) -> None:
        """Take how many addresses are settled, of how many that are known so far."""


def fetch_pages(
    targets: Iterable[str], output: str, *, client: Client, plan: Plan | None = None, report: Report | None = None
) -> Summary:
    """Fetch pages into a WARC file; run it again to go on, or to fetch what is new or changed.

    Args:
        targets: addresses of feeds, sitemaps and pages, and files with addresses (one a line, or OPML).
        output: the WARC file; beside it stands its journal, `output.journal`.
    Returns: what was done; no page that fails ends the run.
    Raises:
        MusnadError: the output is not this journal's, or another run is at it.
    """
    path = f"{output}.journal"
    if os.path.exists(output) and not os.path.exists(path):
        raise MusnadError(f"{output}: is there, and has no journal; give a new output, nothing is written over")
    with Journal(path) as journal, Output(output, journal) as out:
        return _Run(client, journal, out, plan or Plan(), report or Report()).go(targets)


class _Run:
    def __init__(self, client: Client, journal: Journal, output: Output, plan: Plan, report: Report) -> None:
        self.client, self.journal, self.output, self.plan, self.report = client, journal, output, plan, report
        self.summary = Summary()
        self.number = journal.number("run")
        self.crew = Crew(client, threads=plan.threads)
        self.seen: set[str] = set()
        self.rechecks: list[Job] = []  # asked for when all that is new is known
        self.sources = 0  # not settled yet
        self.asked = self.done = self.known = 0

    def go(self, targets: Iterable[str]) -> Summary:
        if not self.journal.number("unfinished"):
            self.number += 1
            with self.journal.together():
                self.journal.keep("run", self.number)
                self.journal.keep("unfinished", 1)
        with self.crew:
            try:
                for target in read_targets(targets):
                    self._fail(target) if isinstance(target, InputError) else self._add_source(target)
                self._add_rechecks()
                for job, outcome in self.crew.outcomes():
                    self._settle(job, outcome)
            except Stopped:
                self.summary.stopped = True
            except BaseException:
                self.client.clock.stop()
                raise
            if self.summary.stopped:
                self._keep_finished()
        if not self.summary.stopped:
            self.journal.keep("unfinished", 0)
        return self.summary

    # -- what to ask for -----------------------------------------------------------------------

    def _add_source(self, url: str, *, depth: int = 0) -> None:
        """Ask for what may be a list or a page; as a page it may have been had before."""
        try:
            url = self.client.parse(url).url
        except FetchError as error:
            self._fail(error)
            return
        if url in self.seen:
            return
        self.seen.add(url)
        entry = self.journal.page(url)
        if entry is not None and self._is_settled(entry):
            self.summary.held += 1
            return
        self.sources += 1
        self._add(Job(url=url, kind="source", validators=entry.validators if entry else None, depth=depth))

    def _add_page(self, listed: Listed) -> None:
        try:
            url = self.client.parse(listed.url).url
        except FetchError as error:
            self._fail(error)
            return
        if url in self.seen or self._is_old(changed_at(listed)):
            return
        self.seen.add(url)
        entry = self.journal.page(url)
        if entry is None or entry.state != "done":
            if entry is not None and self._is_settled(entry):
                self.summary.held += 1
            elif not self._is_full():
                self.asked += 1
                self._add(Job(url=url, listed=listed))
        elif not self._is_settled(entry) and (entry.validators or _is_newer(changed_at(listed), entry.fetched_at)):
            self.rechecks.append(Job(url=url, listed=listed, validators=entry.validators))
        else:
            self.summary.held += 1

    def _add_rechecks(self) -> None:
        if self.sources:
            return
        for job in self.rechecks:
            if self._is_full():
                self.summary.held += 1
            else:
                self.asked += 1
                self._add(job)
        self.rechecks.clear()

    def _add(self, job: Job) -> None:
        self.known += 1
        self.crew.add(job)

    def _is_settled(self, entry: Entry) -> bool:
        """Whether this run, before it was cut off, had an answer that will be the same now."""
        return entry.run == self.number and (entry.state == "done" or not is_passing(entry.code or ""))

    def _is_old(self, date: str | None) -> bool:
        moment = parse_moment(date)
        return self.plan.since is not None and moment is not None and moment < self.plan.since

    def _is_full(self) -> bool:
        return self.plan.limit is not None and self.asked >= self.plan.limit

    # -- what came of it -----------------------------------------------------------------------

    def _settle(self, job: Job, outcome: Page | FetchError | None) -> None:
        if isinstance(outcome, FetchError):
            self._fail(outcome)
            if job.kind == "page":
                self._note_failure(job, outcome)
        elif job.kind == "source" and outcome is not None:
            self._settle_source(job, outcome)
        else:
            self._settle_page(job, outcome)
        self.done += 1
        if job.kind == "source":
            self.sources -= 1
            self._add_rechecks()
        self.report.settled(self.done, self.known)

    def _settle_source(self, job: Job, page: Page) -> None:
        listing = read_listing(page)
        if listing.kind == "page":
            if not self._is_full():
                self.asked += 1
                self._settle_page(job, page)
            else:
                self.summary.held += 1  # asked for before the limit was reached elsewhere
            self._drop_the_rest()
            return
        for error in listing.errors:
            self._fail(error)
        for listed in listing.pages:
            self._add_page(listed)
        for link in listing.sources:
            if job.depth >= DEEPEST:
                self._fail(InputError(f"{link.url}: more than {DEEPEST} lists lead to it; give it as an argument"))
            elif not self._is_old(link.changed) and not self._is_full():
                self._add_source(link.url, depth=job.depth + 1)
        self._drop_the_rest()

    def _drop_the_rest(self) -> None:
        """Ask for no more lists, nor for pages that were given as arguments, where the limit is reached."""
        if self._is_full():
            dropped = self.crew.drop("source")
            self.sources -= dropped
            self.known -= dropped

    def _settle_page(self, job: Job, page: Page | None) -> None:
        before = self.journal.page(job.url)
        if page is None or (before is not None and before.sha256 == page.sha256):
            self.summary.unchanged += 1
            if before is not None:
                validators = (page and Validators.of(page)) or before.validators
                self.journal.put_page(msgspec.structs.replace(before, run=self.number, validators=validators))
            return
        length = self.output.write(page)
        with self.journal.together():
            self.journal.keep("output_bytes", length)
            self.journal.put_page(Entry(
                url=job.url, state="done", run=self.number, validators=Validators.of(page), sha256=page.sha256,
                fetched_at=page.fetched_at,
            ))  # fmt: skip
        self.summary.pages += 1

    def _note_failure(self, job: Job, error: FetchError) -> None:
        before = self.journal.page(job.url)
        if before is not None and before.state == "done":
            return  # what was had is kept, and asked for again in the next run
        tries = 1 + (before.tries if before else 0)
        self.journal.put_page(Entry(url=job.url, state="failed", code=error.code, run=self.number, tries=tries))

    def _fail(self, error: InputError) -> None:
        self.summary.failures[error.code if isinstance(error, FetchError) else "list"] += 1
        self.report.failed(error)

    def _keep_finished(self) -> None:
        """Write the pages that are here already; what they lead to is for the next run."""
        for job, outcome in self.crew.finished():
            if isinstance(outcome, Page) and job.kind == "page":
                self._settle_page(job, outcome)


def _is_newer(date: str | None, than: str | None) -> bool:
    left, right = parse_moment(date), parse_moment(than)
    return left is not None and right is not None and left > right
