"""How much a page, a list or an archive may hold: one class for all that reads what strangers made.

Files, archives, feeds and the network are opened under these limits. What is past one of them becomes an
`InputError` that names the limit; it never fills the memory first.
"""

from __future__ import annotations

import msgspec


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The limits; a caller who knows better gives its own.

    Args:
        page_bytes: of one page, compression taken off. The HTML of news pages is mostly under 500 kB, with all its
            scripts inlined under 5 MB; 20 MB leaves room and fits into memory many times.
        list_bytes: of a feed, a sitemap or a file of lines, compression taken off. 50 MiB is what the protocol of
            sitemaps.org allows one of them.
        entries: addresses taken from one feed, sitemap or OPML list: 50,000, from the same protocol.
        ratio: bytes out for one byte in. HTML and XML come to 5 to 50; deflate ends at 1,032, bombs stand there.
        ratio_free_bytes: up to this size the ratio isn't looked at: a short text of one letter is no attack.
        members: in one archive. Python's zipfile holds 600 bytes for each (measured at 100,000): 300 MB at most.
        archive_bytes: of all members of an archive, compression taken off: 50 GB, 500,000 pages of 100 kB.
        header_bytes: of the headers of a WARC record, or of an HTTP response in it. Servers accept 8 to 64 KiB.
        remembered: records of a WARC of which it is remembered what they held, to tell repeats: 130 MB at most.
    """

    page_bytes: int = 20_000_000
    list_bytes: int = 52_428_800
    entries: int = 50_000
    ratio: int = 200
    ratio_free_bytes: int = 1_000_000
    members: int = 500_000
    archive_bytes: int = 50_000_000_000
    header_bytes: int = 65_536
    remembered: int = 1_000_000

    def is_bomb(self, read_bytes: int, given_bytes: int) -> bool:
        """Whether `given_bytes` out of `read_bytes` compressed ones are more than any text gives."""
        return given_bytes > self.ratio_free_bytes and given_bytes > self.ratio * max(read_bytes, 1)


DEFAULT = Limits()
