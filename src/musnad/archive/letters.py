"""Arabic text in a byte a letter: half of what UTF-8 takes, before it is packed.

ASCII stands as itself, the 128 bytes above it are the letters, marks, digits and signs of Arabic text and what news has
beside them. Everything else (and `_MARK` itself) is written out in hexadecimal between two marks, so that any text
comes back as it was. The table is part of the format of archives: a change needs a migration.
"""

from __future__ import annotations

import codecs
import re

_MARK = "\x10"
_SIGNS = "،؛؟٪٫٬٭«»‹›“”„‘’″–—…•·°©®×€ﷺ\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\ufeff"
_LATIN = "éèêàâçïôöüñ"
_UPPER = "".join((
    *map(chr, range(0x621, 0x63B)),  # letters
    *map(chr, range(0x640, 0x653)),  # tatweel, letters, vowel marks
    *map(chr, range(0x660, 0x66A)),  # digits
    *map(chr, range(0x6F0, 0x6FA)),  # digits of Persian and Urdu
    "ٰٱپچڤڨگکیھہژڭ", _SIGNS, _LATIN,
))  # fmt: skip
TABLE = ("".join(map(chr, range(128))) + _UPPER).ljust(256, "\ufffe")  # U+FFFE: no letter has this byte
_ENCODING = codecs.charmap_build(TABLE)
_OTHER = re.compile(f"[^{re.escape(TABLE[:128].replace(_MARK, '') + _UPPER)}]+")
_ESCAPED = re.compile(f"{_MARK}([0-9a-f]+){_MARK}")


def encode(text: str) -> bytes:
    """Return a text in a byte a letter."""
    return codecs.charmap_encode(_OTHER.sub(_written_out, text), "strict", _ENCODING)[0]


def decode(data: bytes) -> str:
    """Return the text that `encode` encoded.

    Raises:
        UnicodeError: it is none.
    """
    text = codecs.charmap_decode(data, "strict", TABLE)[0]
    return _ESCAPED.sub(_read_in, text) if _MARK in text else text


def _written_out(found: re.Match[str]) -> str:
    return f"{_MARK}{found[0].encode('utf-16-be', 'surrogatepass').hex()}{_MARK}"


def _read_in(found: re.Match[str]) -> str:
    return bytes.fromhex(found[1]).decode("utf-16-be", "surrogatepass")
