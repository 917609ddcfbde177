"""`Watch`: polls feeds and sitemaps, reads what is new in them, and hands each document on.

What is new is written into the state file before it is asked for, together with the validators of its list: a watch
that is killed loses nothing, and a list that answers "as it was" has been taken in whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

import msgspec

from musnad.document import Document
from musnad.errors import InputError
from musnad.pages.fetching.client import Client, Validators
from musnad.pages.fetching.failures import FetchError
from musnad.pages.fetching.journal import Entry, Journal, SourceEntry
from musnad.pages.fetching.lanes import Crew, Job
from musnad.pages.fetching.listings import Listing, changed_at, read_listing
from musnad.pages.fetching.moments import parse_moment
from musnad.pages.fetching.options import Stopped
from musnad.pages.fetching.run import DEEPEST, Plan, Report
from musnad.pages.page import Listed, Page

_MOST_TRIES = 5  # rounds in which a page may fail in passing before it is given up
_PAGES_A_ROUND = 100  # of one host: at 2 s each they take three minutes; the rest waits for the next rounds
_LONGEST_REST_S = 6 * 3600.0  # of a source that fails again and again
_UNDATED_REST_S = 24 * 3600.0  # of a sitemap whose index doesn't say when it changed: mostly an old one


class Round(msgspec.Struct, kw_only=True):
    """What one round did.

    Args:
        sources: asked; `resting` were not, because they failed before.
        new: pages found that were not known.
        documents: handed on.
        failures: how many of each kind; `list` for lists that can't be read, `unreadable` for pages that can't.
        waiting: pages that are left for the next rounds.
    """

    sources: int = 0
    resting: int = 0
    new: int = 0
    documents: int = 0
    waiting: int = 0
    failures: Counter[str] = msgspec.field(default_factory=Counter)

    def __str__(self) -> str:
        parts = [f"{self.sources} lists asked"]
        parts += [f"{self.resting} left to rest"] if self.resting else []
        parts += [f"{self.new} new pages", f"{self.documents} documents"]
        parts += [f"{self.waiting} pages waiting"] if self.waiting else []
        if self.failures:
            parts.append("failed: " + ", ".join(f"{count} {code}" for code, count in sorted(self.failures.items())))
        return ", ".join(parts)


class Watch:
    """Polls sources, round after round.

    Args:
        sources: addresses of feeds, sitemaps and OPML.
        state: the journal that remembers what was seen; held for as long as the watch runs.
        sink: gets each document and its page; when it returns, the document counts as kept.
        read: makes a document of a page, or raises `InputError`; `musnad.pages.documents.read_page` without it.
    """

    def __init__(
        self, sources: Iterable[str], state: Journal, *, client: Client, sink: Callable[[Document, Page], object],
        read: Callable[[Page], Document] | None = None, plan: Plan | None = None,
    ) -> None:  # fmt: skip
        self.sources = list(sources)
        self.report = Report()
        self._state, self._client, self._sink = state, client, sink
        self._read = read or _reader()
        self._plan = plan or Plan()
        self._every_s = 600.0
        self._begun = client.clock.now()  # the round

    def rounds(self, every_s: float) -> Iterator[Round]:
        """Yield what each round did, for ever; a round begins `every_s` behind the beginning of the one before.

        The iteration ends when the client's clock is stopped.
        """
        self._every_s = every_s
        clock = self._client.clock
        while True:
            begun = clock.monotonic()
            try:
                yield self.round()
                clock.sleep(begun + every_s - clock.monotonic())
            except Stopped:
                return

    def round(self) -> Round:
        """Ask every source that is due, then read what is new; raise `Stopped` when the client's clock is stopped."""
        done = Round()
        self._begun = self._client.clock.now()
        with Crew(self._client, threads=self._plan.threads) as crew:
            seen: set[str] = set()
            for url in self.sources:
                self._add_source(crew, done, seen, Job(url=url))
            for job, outcome in crew.outcomes():
                for found in self._settle_source(done, job, outcome):
                    self._add_source(crew, done, seen, found)
            for job in self._jobs(done):
                crew.add(job)
            try:
                for job, outcome in crew.outcomes():
                    self._settle_page(done, job, outcome)
            except Stopped:
                for job, outcome in crew.finished():
                    self._settle_page(done, job, outcome)
                raise
        return done

    # -- sources -------------------------------------------------------------------------------

    def _add_source(self, crew: Crew, done: Round, seen: set[str], job: Job) -> None:
        try:
            url = self._client.parse(job.url).url
        except FetchError as error:
            self._fail(done, error)
            return
        if url in seen or job.depth > DEEPEST:
            return
        seen.add(url)
        known = self._state.source(url)
        not_before = parse_moment(known.not_before)
        if not_before is not None and self._begun < not_before:
            done.resting += known.failures > 0
            return
        if job.changed and job.changed == known.changed:
            return  # its index says that it is as it was
        done.sources += 1
        crew.add(msgspec.structs.replace(job, url=url, kind="source", validators=known.validators))

    def _settle_source(self, done: Round, job: Job, outcome: Page | FetchError | None) -> list[Job]:
        """Take in what a list has that is new; return the lists that it names."""
        rest_s = _UNDATED_REST_S if job.in_index and not job.changed else 0.0
        known = self._state.source(job.url)
        entry = SourceEntry(
            url=job.url, validators=known.validators, changed=job.changed, not_before=self._after(rest_s)
        )  # fmt: skip
        if isinstance(outcome, FetchError):
            self._fail(done, outcome)
            self._rest(known)
            return []
        if outcome is None:
            self._state.put_source(entry)
            return []
        listing = read_listing(outcome)
        for error in listing.errors:
            self._fail(done, error)
        if listing.kind == "page" or not (listing.pages or listing.sources):
            if listing.kind == "page":
                self._fail(done, InputError(f"{job.url}: neither a feed nor a sitemap; `musnad fetch` takes pages"))
            self._rest(known)
            return []
        # An index is asked for in full each time: what it names has validators of its own.
        validators = None if listing.sources else Validators.of(outcome)
        with self._state.together():
            self._take_in(done, listing)
            self._state.put_source(msgspec.structs.replace(entry, validators=validators))
        depth, in_index = job.depth + 1, listing.kind == "sitemap"
        return [
            Job(url=link.url, changed=link.changed, depth=depth, in_index=in_index)
            for link in listing.sources
            if not self._is_old(link.changed)
        ]

    def _take_in(self, done: Round, listing: Listing) -> None:
        for listed in reversed(listing.pages):  # lists begin with the latest, and the latest row is asked for first
            try:
                url = self._client.parse(listed.url).url
            except FetchError as error:
                self._fail(done, error)
                continue
            if self._is_old(changed_at(listed)) or self._state.page(url) is not None:
                continue
            done.new += 1
            kept = Listed(
                url=url, title=listed.title, published=listed.published, outlet=listed.outlet, source=listed.source
            )  # fmt: skip
            self._state.put_page(Entry(url=url, state="waiting", run=0, listed=kept))

    def _rest(self, known: SourceEntry) -> None:
        """Ask a source that fails less and less often."""
        rest_s = min(self._every_s * 2**known.failures, _LONGEST_REST_S)
        failed = msgspec.structs.replace(known, failures=known.failures + 1, not_before=self._after(rest_s))
        self._state.put_source(failed)

    # -- pages ---------------------------------------------------------------------------------

    def _jobs(self, done: Round) -> list[Job]:
        hosts: Counter[str] = Counter()
        jobs: list[Job] = []
        for entry in self._state.unsettled(most_tries=_MOST_TRIES):
            host = self._client.parse(entry.url).host
            hosts[host] += 1
            if hosts[host] > _PAGES_A_ROUND or (self._plan.limit is not None and len(jobs) >= self._plan.limit):
                done.waiting += 1
            else:
                jobs.append(Job(url=entry.url, listed=entry.listed))
        return jobs

    def _settle_page(self, done: Round, job: Job, outcome: Page | FetchError | None) -> None:
        assert outcome is not None  # no validators were sent
        document = None
        code = None
        if isinstance(outcome, FetchError):
            self._fail(done, outcome)
            code = outcome.code
        else:
            try:
                document = self._read(outcome)
            except InputError as error:
                self._fail(done, error, code := "unreadable")
            except Exception as error:  # one page must not end a watch
                reason = f"the reader failed with {type(error).__name__}: {error}; please report it"
                self._fail(done, InputError(f"{job.url}: {reason}"), code := "fault")
        if document is not None:
            assert isinstance(outcome, Page)  # a document was read from it
            self._sink(document, outcome)
            done.documents += 1
        before = self._state.page(job.url)
        tries = 1 + (before.tries if before else 0)
        state = Entry(url=job.url, state="done", run=0)
        if code is not None:
            state = Entry(url=job.url, state="failed", run=0, code=code, tries=tries, listed=job.listed)
        self._state.put_page(state)

    def _fail(self, done: Round, error: InputError, code: str = "list") -> None:
        done.failures[error.code if isinstance(error, FetchError) else code] += 1
        self.report.failed(error)

    def _is_old(self, date: str | None) -> bool:
        moment = parse_moment(date)
        return self._plan.since is not None and moment is not None and moment < self._plan.since

    def _after(self, seconds: float) -> str | None:
        """A time behind the round's beginning; a second less, as rounds don't begin on the dot."""
        return (self._begun + timedelta(seconds=seconds - 1)).isoformat() if seconds else None


def _reader() -> Callable[[Page], Document]:
    from importlib import import_module

    read: Callable[[Page], Document] = import_module("musnad.pages.documents").read_page
    return read
