"""What a response carries: whether its type is text, and its bytes without their content encoding, within limits."""

from __future__ import annotations

import zlib

from musnad.pages.fetching.failures import FetchError

ENCODINGS = "gzip, deflate"  # what is asked for, and all that is taken
_TEXT = frozenset({
    "text/html", "text/plain", "text/xml", "application/xhtml+xml", "application/xml", "application/json",
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json",
    "application/ld+json", "text/json", "text/x-opml",
})  # fmt: skip
_PACKED = frozenset({"application/gzip", "application/x-gzip", "application/octet-stream"})  # sitemap.xml.gz
_STEP = 64 << 10  # bytes that a decompressor gives at a time


def check_type(media_type: str, *, packed: bool, url: str) -> None:
    """Raise `FetchError` where a media type is none of text; an absent one passes, `packed` lets gzip files through."""
    if not media_type or media_type in _TEXT or (packed and media_type in _PACKED):
        return
    if media_type.startswith("application/") and media_type.endswith(("+xml", "+json")):
        return
    raise FetchError("type", f"{media_type}; only HTML, XML, JSON and text are fetched", url=url)


class Decoder:
    """Takes a content encoding off, piece by piece, and gives no more than it is asked for.

    Raises: FetchError: `encoding` for one that isn't known or is broken.
    """

    def __init__(self, encoding: str, *, url: str) -> None:
        self._name = encoding.strip().lower() or "identity"
        self._url = url
        if self._name not in ("identity", "gzip", "x-gzip", "deflate"):
            raise FetchError("encoding", f"{self._name!r}; {ENCODINGS} was asked for", url=url)
        self._inflate = None if self._name == "identity" else zlib.decompressobj(47)  # gzip or zlib, by the header
        self._begun = False

    def feed(self, data: bytes, longest: int) -> bytes:
        """Decode a piece; what comes out beyond `longest` bytes is only known to be more than `longest`."""
        if self._inflate is None:
            return data
        out = bytearray()
        while data and len(out) <= longest:
            out += self._inflated(data)
            if self._inflate.eof:  # gzip files may be several in a row; anything else behind the end is passed over
                data = self._inflate.unused_data
                if not data.startswith(b"\x1f\x8b"):
                    break
                self._inflate = zlib.decompressobj(47)
            else:
                data = self._inflate.unconsumed_tail
        return bytes(out)

    def end(self) -> None:
        """Raise `FetchError` where the encoded body ended too early."""
        if self._inflate is not None and self._begun and not self._inflate.eof:
            raise FetchError("encoding", f"the {self._name} body ends too early", url=self._url, again=True)

    def _inflated(self, data: bytes) -> bytes:
        assert self._inflate is not None
        try:
            out = self._inflate.decompress(data, _STEP)
        except zlib.error as error:
            if self._begun or self._name != "deflate":
                raise FetchError("encoding", f"broken {self._name}: {error}", url=self._url) from None
            self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)  # some send deflate without its zlib header
            self._begun = True
            return self._inflated(data)
        self._begun = True
        return out
