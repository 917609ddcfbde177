"""Bytes → text: byte-order mark, UTF-8, what is declared, what the letters themselves say; spoilt text mended.

The first step of a page. Declarations are evidence, not orders: half of the older Arabic pages declare what they
are not, and windows-1256 and ISO-8859-6 give letters for each other's bytes, so the commonest words decide.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from musnad.pages.mojibake import mend

# The words that no page of Arabic lacks, as written without hamza and marks as well.
COMMON = frozenset(
    ("في", "من", "على", "إلى", "الى", "أن", "ان", "عن", "التي", "الذي", "هذا", "هذه", "مع", "بعد", "كان", "كما", "قال",
     "ذلك", "بين", "خلال"),
)  # fmt: skip
_WORD = re.compile(r"[\u0621-\u0652]+")
_HIGH = re.compile(rb"[\x80-\xff]+")
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)

DECLARATION_BYTES = 4096  # HTML asks for a declaration in the first 1,024; older pages have scripts before it
SAMPLE_BYTES = 200_000  # of a page, to weigh its words; enough for any article
BROKEN_SHARE = 0.01  # of the bytes above 0x7f: a page cut in the middle of a letter or with a foreign comment in it

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Arabic encodings that are told apart by their words, the commoner first; the rare ones only where declared.
_ARABIC = ("cp1256", "iso8859-6")
_RARE = ("cp720", "cp864", "mac-arabic")
_NO_SETS = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")  # Python's own
# What browsers read these names as (WHATWG Encoding); ISO-8859-1 is windows-1252 on the web.
_ALIASES = {"iso-8859-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "utf8": "utf-8",
            "iso-8859-6-i": "iso8859-6", "iso-8859-6-e": "iso8859-6", "asmo-708": "iso8859-6", "x-cp1256": "cp1256",
            "arabic": "iso8859-6", "dos-720": "cp720", "x-mac-arabic": "mac-arabic"}  # fmt: skip


class Decoded(NamedTuple):
    """A text, the encoding it was in, and what a reader should know of it (mended, wrong declaration)."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(body: bytes, *, content_type: str = "", markup: bool = True) -> Decoded:
    """Decode the bytes of a page.

    Args:
        body: as they came, without content encoding.
        content_type: the HTTP header, whose charset is one more declaration.
        markup: look for a declaration in the text itself (HTML, XML), and mend what was decoded wrongly before.
    Returns: the text without its byte-order mark; characters that the encoding lacks are U+FFFD.
    Source: WHATWG Encoding for the names; the order of evidence is the project's own (evals/web).
    """
    text, encoding, notes = _decode(body, content_type, markup)
    text = text.removeprefix("\ufeff")
    if markup:
        text, mended = mend(text)
        notes += mended
    return Decoded(text, encoding, notes)


def _decode(body: bytes, content_type: str, markup: bool) -> Decoded:
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _strictly(body[len(mark) :], name)
    if wide := _utf_16(body):
        return _strictly(body, wide, "no byte-order mark")
    try:
        return Decoded(body.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    declared = declarations(body, content_type, markup)
    if broken := _almost_utf_8(body):
        return Decoded(body.decode("utf-8", "replace"), "utf-8", (f"{broken} bytes are not UTF-8",))
    return _by_words(body, [name for name in declared if not name.startswith("utf")])


def declarations(body: bytes, content_type: str, markup: bool = True) -> list[str]:
    """Return the encodings that are declared (header, XML, meta), under Python's names; unknown ones left out."""
    names = [m[1] for m in [_CHARSET.search(content_type)] if m]
    if markup:
        start = body[:DECLARATION_BYTES]
        names += [m[1].decode("ascii", "replace") for m in (_XML.search(start), _META.search(start)) if m]
    found = []
    for name in names:
        try:
            found.append(codecs.lookup(_ALIASES.get(name.lower(), name)).name)
        except (LookupError, ValueError):
            continue
    return list(dict.fromkeys(name for name in found if _is_text(name)))


def _is_text(name: str) -> bool:
    """Python knows encodings that are no character sets (hex, zip, idna): not those."""
    return codecs.lookup(name)._is_text_encoding and name not in _NO_SETS


def _strictly(body: bytes, name: str, *notes: str) -> Decoded:
    text = body.decode(name, "replace")
    bad = text.count("\ufffd")
    if bad:
        notes += (f"{bad} characters are not {name}",)
    return Decoded(text, name, notes)


def _utf_16(body: bytes) -> str:
    """Tell UTF-16 without a mark by the zeros of its blanks and signs, which stand on one side only."""
    start = body[:2000]
    if len(start) < 20 or b"\0" not in start:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    few = len(start) // 40
    if odd > few and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > few and odd == 0 else ""


def _almost_utf_8(body: bytes) -> int:
    """Return how many bytes break UTF-8 where nearly all of the page is UTF-8, else 0."""
    high = len(body) - len(body.translate(None, bytes(range(128, 256))))
    broken = body.decode("utf-8", "replace").count("\ufffd")
    return broken if broken <= max(2, high * BROKEN_SHARE) and broken * 4 < high else 0


def _by_words(body: bytes, declared: list[str]) -> Decoded:
    """Decode in the encoding that gives the most of Arabic's common words; without any, as declared."""
    best, most = "", 0
    sample = body[:SAMPLE_BYTES]
    for name in dict.fromkeys([*(d for d in declared if d in _ARABIC + _RARE), *_ARABIC]):
        if (score := common_words(sample.decode(name, "replace"))) > most:
            best, most = name, score
    if not best:
        best = "cp1256" if _letters_are_arabic(sample) else next(iter(declared), "cp1256")
        text = body.decode(best, "replace")
        return Decoded(text, best, () if declared else ("no encoding declared, and no Arabic word to tell it by",))
    notes: tuple[str, ...] = ()
    if declared and best not in declared:
        notes = (f"declared as {', '.join(declared)}, its words are {best}",)
    return Decoded(body.decode(best, "replace"), best, notes)


def _letters_are_arabic(sample: bytes) -> bool:
    """French and English letters have the same bytes in windows-1256 as in windows-1252, Arabic ones have not."""
    letters = b" ".join(_HIGH.findall(sample)).decode("cp1256").replace(" ", "")
    return 2 * len(_ARABIC_LETTER.findall(letters)) > len(letters)


def common_words(text: str) -> int:
    """Count the words of a text that are among Arabic's commonest."""
    return sum(word in COMMON for word in _WORD.findall(text))
