"""What a user points at → the texts and pages in it: files, folders, archives, WARC files, standard input.

The one door for everything that is read. What can't be read becomes an `InputError` that takes its place in the
order of the input, and the rest is read.
"""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

import msgspec

from musnad.errors import InputError
from musnad.pages.limits import DEFAULT
from musnad.pages.page import Listed, Page
from musnad.pages.texts import TextInput, read_lines, read_whole

Path = str | os.PathLike[str]
Item = TextInput | Page
Fetch = Callable[[str], Page | InputError]

LINES = (".jsonl", ".ndjson")
TEXTS = (".txt",)
HTML = (".html", ".htm", ".xhtml", ".shtml", ".mhtml")
LISTS = (".xml", ".rss", ".atom", ".rdf")
WARCS = (".warc", ".warc.gz")
ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz")
PACKED = tuple(f"{suffix}.gz" for suffix in (*LINES, *TEXTS, *HTML))
SUFFIXES = (*LINES, *TEXTS, *HTML, *LISTS, *WARCS, *ARCHIVES, *PACKED)
KNOWN = ".txt, .jsonl, .html, .xml (a feed), .warc, .zip, .tar (most of them also .gz)"


def is_address(name: str) -> bool:
    """Tell an address from a path."""
    return name.startswith(("http://", "https://"))


def find_files(paths: Iterable[Path]) -> Iterator[str | InputError]:
    """List the files behind `paths`; a folder gives those that can be read, sorted, hidden ones left out."""
    for path in paths:
        name = os.fspath(path)
        if os.path.isdir(name):
            yield from _in_folder(name)
        elif name == "-" or is_address(name) or name.lower().endswith(SUFFIXES) or not os.path.exists(name):
            yield name
        else:
            found = f"neither {KNOWN} nor a folder"
            yield InputError(f"{name}: {found}; rename it or give it on standard input as -", code="file")


def _in_folder(folder: str) -> Iterator[str | InputError]:
    found: list[tuple[tuple[str, ...], str]] = []
    errors: list[InputError] = []

    def note(error: OSError) -> None:
        errors.append(InputError(f"{error.filename}: {error.strerror}"))

    for root, folders, names in os.walk(folder, onerror=note):
        folders[:] = [f for f in folders if not f.startswith(".")]
        paths = [os.path.join(root, n) for n in names if n.lower().endswith(SUFFIXES) and not n.startswith(".")]
        found += [(tuple(os.path.relpath(p, folder).split(os.sep)), p) for p in paths]
    yield from errors
    yield from (path for _, path in sorted(found))
    if not found and not errors:
        yield InputError(f"{folder}: no file to read in this folder; musnad reads {KNOWN}")


def find_items(
    files: Iterable[str | InputError], *, stdin: BinaryIO | None = None, stdin_holds: str = "text",
    fetch: Fetch | None = None,
) -> Iterator[Item | InputError]:  # fmt: skip
    """Take the texts and pages out of files, one after the other; an error stands where its text would.

    Args:
        files: from `find_files`; errors in it are passed on.
        stdin: what the file named `-` is read from; without it `-` is a file like any other.
        stdin_holds: `text`, `jsonl` (one document a line) or `html`.
        fetch: gets the page at an address; `fetching.fetch_page` by default.
    """
    for file in files:
        if isinstance(file, InputError):
            yield file
            continue
        try:
            if file == "-" and stdin is not None:
                yield from _stream(stdin, "-", {"jsonl": ".jsonl", "html": ".html"}.get(stdin_holds, ".txt"))
            else:
                yield from _address(file, fetch) if is_address(file) else _file(file)
        except (OSError, EOFError, zlib.error) as error:
            yield InputError(f"{file}: {getattr(error, 'strerror', None) or error}", code="file")


def _address(url: str, fetch: Fetch | None) -> Iterator[Item | InputError]:
    from musnad.pages.fetching import fetch_page

    page = (fetch or fetch_page)(url)
    is_feed = isinstance(page, Page) and page.content_type.endswith("xml") and "html" not in page.content_type
    yield from _feed_items(page) if isinstance(page, Page) and is_feed else (page,)


def _file(file: str) -> Iterator[Item | InputError]:
    name = file.lower()
    if name.endswith(WARCS):
        from musnad.pages.warc import read_warc

        yield from read_warc(file)
    elif name.endswith(ARCHIVES):
        from musnad.pages.archives import read_archive

        for item in read_archive(file):
            yield from (item,) if isinstance(item, InputError) else _member(item)
    else:
        with open(file, "rb") as stream:
            if name.endswith(".gz"):
                with gzip.open(stream) as unpacked:
                    yield from _stream(unpacked, file, name.removesuffix(".gz"))  # type: ignore[arg-type]
            else:
                yield from _stream(stream, file, name)


def _stream(stream: BinaryIO, file: str, name: str) -> Iterator[Item | InputError]:
    if name.endswith(LINES):
        yield from read_lines(stream, file)
    elif name.endswith((*HTML, *LISTS)):
        most = DEFAULT.list_bytes if name.endswith(LISTS) else DEFAULT.page_bytes
        body = stream.read(most + 1)
        if len(body) > most:
            size = f"more than {most // 1_000_000} MB"
            yield InputError(f"{file}: {size}; it is no article, split it or unpack it", code="too-large")
            return
        page = Page(body=body, name=file, size_bytes=len(body))
        yield from _feed_items(page) if name.endswith(LISTS) else (page,)
    else:
        yield read_whole(stream, file)


def _member(page: Page) -> Iterator[Item | InputError]:
    """A member of an archive is read by its name, as a file is."""
    name = page.name.lower()
    if name.endswith(HTML):
        yield page
        return
    for item in _stream(io.BytesIO(page.body), page.name, name):
        yield item if isinstance(item, InputError) else msgspec.structs.replace(item, size_bytes=page.size_bytes)


def _feed_items(page: Page) -> Iterator[Item | InputError]:
    """The articles that a feed carries whole; a feed of addresses alone has to be fetched."""
    from musnad.pages.feeds import read_feed

    feed = read_feed(page, contents=True)
    if isinstance(feed, InputError):
        yield feed
        return
    whole = 0
    for item in feed.items:
        if isinstance(item, InputError):
            yield item
        elif item.content_html:
            whole += 1
            listed = Listed(
                url=item.url, title=item.title, published=item.published, outlet=item.outlet or feed.title,
                source=feed.source,
            )  # fmt: skip
            yield Page(
                body=item.content_html.encode("utf-8", "replace"), name=f"{page.name}!{item.url}", url=item.url,
                headers={"content-type": "text/html; charset=utf-8"}, listed=listed,
                size_bytes=page.size_bytes // max(len(feed.items), 1),
            )  # fmt: skip
    if not whole:
        found = f"{len(feed.items)} addresses and no texts"
        yield InputError(f"{page.name}: a feed of {found}; `musnad fetch` gets the pages", code="no-texts")
