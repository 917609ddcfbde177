"""Text → tokens, one pass. A token keeps the blanks behind it, so offsets are sums of lengths.

`chunks` cover every character of the text: `"".join(chunks) == text`. `starts[i]` is where
chunk i begins, in code points; `ends(i)` leaves its trailing blanks out.
"""

from __future__ import annotations

import re
from itertools import accumulate

# A word (letters, digits, vowel marks), a line feed, or one other sign, with the blanks behind it.
# Bidi controls and byte-order marks are blanks here: they carry no word.
_BLANK = "[^\\S\\n]|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
_WORD = "[\\w\u064b-\u065f\u0670\u06d6-\u06dc]+"
TOKEN = re.compile(
    f"(?:{_WORD}|\\n|[^\\w\\s\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff])(?:{_BLANK})*|(?:{_BLANK})+"
)
BLANKS = " \t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u00ad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2066\u2067\u2068\u2069\u3000\ufeff"


def split(text: str) -> tuple[list[str], list[int]]:
    """Split `text` into chunks (a token and the blanks behind it).

    Returns: the chunks, and the offset of each in code points, with one more for the end.
    """
    chunks = TOKEN.findall(text)
    return chunks, list(accumulate(map(len, chunks), initial=0))
