"""Texts and pages come in here and are read: from a string, bytes, files, folders, archives, addresses.

It stands between what a user points at and the reader: `pages` says what there is, `reading` reads it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from musnad.document import Document
from musnad.errors import InputError, MusnadError
from musnad.pages.boilerplate import find_cuts
from musnad.pages.languages import OTHER_LANGUAGE, language_of, may_be_arabic
from musnad.pages.page import Page
from musnad.pages.sources import Item, Path, find_files, find_items
from musnad.pages.texts import TextInput

if TYPE_CHECKING:
    from musnad.pages.outlets import Outlets


def read(
    text: str, *, title: str | None = None, outlet: str | None = None, url: str | None = None,
    published: dict[str, Any] | None = None, id: str | None = None,
) -> Document:  # fmt: skip
    """Read who said what in a text.

    Args:
        text: kept as it is; every offset in the document refers to it. Notes on comments, links to read on and
            other matter of a site's head and foot is marked in `cut` and not read.
        title, outlet, url, published: what is known of the document; kept with it.
        id: the document's id; without one, a hash of the text.
    Raises:
        InputError: the text is not a string, or holds a lone surrogate, which no UTF-8 output can hold;
            `published` is no dictionary that JSON can hold.
    """
    return _read(
        TextInput(text=text, name="text", title=title, outlet=outlet, url=url, published=published, id=id)
    )  # fmt: skip


def read_page(
    body: bytes | str, *, url: str | None = None, headers: dict[str, str] | None = None, fetched_at: str | None = None
) -> Document:
    """Read who said what in a page of HTML.

    Args:
        body: the page as it came; bytes are decoded by what they declare and what their letters say.
        url: the address it came from; with it outlet and canonical address are found more often.
        headers: of the HTTP response, for charset and date.
        fetched_at: ISO 8601 in UTC; a date of publication after it is not believed.
    Raises:
        InputError: there is no article in the page.
    """
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    lower = {name.lower(): value for name, value in (headers or {}).items()}
    if isinstance(body, str):
        lower["content-type"] = "text/html; charset=utf-8"
    return read_item(Page(body=data, name=url or "page", url=url, headers=lower, fetched_at=fetched_at))


def read_paths(
    paths: Path | Iterable[Path], *, on_error: Callable[[InputError], None] | None = None
) -> Iterator[Document]:
    """Read texts and pages: files, folders, archives, WARC files, in the order of the input.

    Args:
        paths: one path or several.
        on_error: gets every input that can't be read, and the run goes on; without it the first one is raised.
    """
    listed = [paths] if isinstance(paths, str | os.PathLike) else paths
    for item in find_items(find_files(listed)):
        try:
            if isinstance(item, InputError):
                raise item
            yield read_item(item)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)


def read_item(item: Item, *, outlets: Outlets | None = None, only_arabic: bool = False) -> Document:
    """Read a text or a page that was found; any failure becomes an `InputError` with the input's name.

    Args:
        outlets: those that are known by address and name; the ones that come with musnad by default.
        only_arabic: what is in another language is not read: an `InputError` with the code `OTHER_LANGUAGE`.
    """
    try:
        if isinstance(item, Page):
            from musnad.pages.documents import text_of

            if only_arabic and not may_be_arabic(item):
                raise InputError("in another language", code=OTHER_LANGUAGE)
            item = text_of(item, outlets=outlets)
        if only_arabic and language_of(item.text) is None:
            raise InputError("in another language", code=OTHER_LANGUAGE)
        return _read(item)
    except InputError as error:
        message = str(error)
        message = message if message.startswith(item.name) else f"{item.name}: {message}"
        raise InputError(message, code=error.code) from error
    except MusnadError:
        raise
    except Exception as error:  # one text must not end a run of a million
        reason = f"{type(error).__name__}: {error}"
        raise InputError(f"{item.name}: the reader failed with {reason}; please report it", code="fault") from error


def _read(item: TextInput) -> Document:
    from musnad.reading.reader import read as read_document

    check_text(item.text)
    for value in (item.title, item.outlet, item.url, item.id):
        if value is not None:
            check_text(value)
    published = None if item.published is None else _plain(item.published)
    cut = () if item.page is not None else tuple(find_cuts(item.text, site=item.outlet))
    document = read_document(
        item.text, title=item.title, outlet=item.outlet, url=item.url, published=published, id=item.id, cut=cut
    )
    if item.page is None:
        return document
    return msgspec.structs.replace(
        document, byline=item.byline, outlet_id=item.outlet_id, language=item.language, page=item.page,
        notes=item.notes,
    )  # fmt: skip


def check_text(text: str) -> None:
    """Raise an `InputError` where `text` is no string that UTF-8 can write."""
    if not isinstance(text, str):
        raise InputError(f"a text must be a str, not {type(text).__name__}; decode it first")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        found = f"lone surrogate U+{ord(text[error.start]):04X} at offset {error.start}"
        raise InputError(f"{found}; repair the text where it was decoded", code="lone-surrogate") from None


def _plain(published: dict[str, Any]) -> dict[str, Any]:
    """Return `published` as JSON gives it back, so that a document equals its own copy from JSON."""
    try:
        return msgspec.json.decode(msgspec.json.encode(published), type=dict[str, Any])
    except (msgspec.MsgspecError, TypeError, ValueError, RecursionError) as error:
        raise InputError(f"published can't be written as JSON: {error}; give a dictionary of strings") from error
