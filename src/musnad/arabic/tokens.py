"""Text → tokens, one pass. A token keeps the blanks behind it, so offsets are sums of lengths.

`chunks` cover every character of the text: `"".join(chunks) == text`. `starts[i]` is where
chunk i begins, in code points; `ends(i)` leaves its trailing blanks out.
"""

from __future__ import annotations

import re
from itertools import accumulate

from musnad.arabic.letters import JOINERS, MARK_RANGES

# A word (letters, digits, vowel marks, joiners), a line feed, or one other sign, with the blanks behind it.
# Bidi controls, byte-order marks and what else has no width are blanks here: they carry no word.
BLANKS = (
    " \t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u00ad\u061c\u1680\u180e"
    + "".join(map(chr, [*range(0x2000, 0x200C), 0x200E, 0x200F, *range(0x2028, 0x2030), *range(0x205F, 0x2070)]))
    + "\u3000\ufeff"
)
UNSEEN = "".join(blank for blank in BLANKS if not blank.isspace())  # of these, what takes no room between two tokens
_BLANK = f"[{re.escape(BLANKS)}]"
# The Arabic letters are in \w too; named, they are found sooner. Nothing here ever gives back what it took («++»).
_WORD = f"[\\w\u0621-\u064a\u0300-\u036f{MARK_RANGES}{JOINERS}]++"
TOKEN = re.compile(f"{_WORD}{_BLANK}*+|\\n{_BLANK}*+|[^\\w\\s{re.escape(UNSEEN)}]{_BLANK}*+|{_BLANK}++")


def split(text: str) -> tuple[list[str], list[int]]:
    """Split `text` into chunks (a token and the blanks behind it).

    Returns: the chunks, and the offset of each in code points, with one more for the end.
    """
    chunks = TOKEN.findall(text)
    return chunks, list(accumulate(map(len, chunks), initial=0))
