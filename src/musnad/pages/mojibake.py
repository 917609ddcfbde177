"""Text that was decoded wrongly once before (Ø§Ù„, ط§ظ„, ÇáÓ) is mended, but only where that is certain.

Bytes of UTF-8 taken for windows-1252 or windows-1256 can be proved: what goes back to bytes and decodes as UTF-8
without an error, letter after letter, is no accident. Windows-1256 taken for windows-1252 has no such proof: there
the commonest words have to appear.
"""

from __future__ import annotations

import re

_C1 = range(0x80, 0xA0)


def _table(encoding: str) -> dict[str, bytes]:
    """Characters → bytes of a one-byte encoding; bytes that it lacks stand for the control characters of Latin-1."""
    table = {}
    for n in range(0x80, 0x100):
        table[bytes([n]).decode(encoding, "ignore") or chr(n)] = bytes([n])
    for n in _C1:  # what was decoded as true ISO-8859-1
        table.setdefault(chr(n), bytes([n]))
    return table


_TABLES = {"windows-1252": _table("cp1252"), "windows-1256": _table("cp1256")}
_RUN = re.compile(r"[^\x00-\x7f]+")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_NODE = re.compile(r"[^<>]+")

LEAST_LETTERS = 3  # of Arabic in a piece of text before it is mended by itself: two bytes each, six that fit by chance
LEAST_SHARE = 0.8  # of the characters above ASCII that come out must be Arabic; the rest are dashes and marks
_AS_1252 = "Ýí|ãä|Úáì|Åáì|Çáì|Ãä|Úä|ÇáÊí|ÇáÐí|åÐÇ|åÐå|ãÚ|ÈÚÏ|ÞÇá|ßÇä"
COMMON_1256 = re.compile(rf"(?<![À-ÿ])(?:{_AS_1252})(?![À-ÿ])")
LEAST_ALIFS = 5  # Ç is alif in windows-1256, the commonest letter of any Arabic text; a quick look before the words
LEAST_COMMON = 3  # different common words before ÇáÓ is believed to be windows-1256


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Mend the parts of a page's text that were decoded wrongly once before.

    Args:
        text: of a page, markup and all: each piece between tags is judged by itself.
    Returns: the text, and a note for each kind of damage that was mended.
    """
    notes: list[str] = []
    for encoding, table in _TABLES.items():
        if not _suspicious(text, encoding):
            continue
        count = 0

        def piece(match: re.Match[str], table: dict[str, bytes] = table) -> str:
            nonlocal count
            mended = _as_utf_8(match.group(), table)
            count += mended is not None
            return match.group() if mended is None else mended

        text = _NODE.sub(piece, text)
        if count:
            notes.append(f"{count} pieces of text mended: UTF-8 that was read as {encoding}")
    if text.count("Ç") > LEAST_ALIFS and _is_1256(text):
        text = _NODE.sub(_as_1256, text)
        notes.append("text mended: windows-1256 that was read as windows-1252")
    return text, tuple(notes)


def _is_1256(text: str) -> bool:
    return len(set(COMMON_1256.findall(text))) >= LEAST_COMMON and len(_ARABIC.findall(text)) < len(text) // 50


def _suspicious(text: str, encoding: str) -> bool:
    """A quick look: the first bytes of Arabic letters in UTF-8 are D8 to DB, in every second place."""
    signs = "ØÙÚÛ" if encoding == "windows-1252" else "طظ"
    return sum(map(text.count, signs)) * (4 if encoding == "windows-1252" else 3) > 12 and bool(
        re.search(f"[{signs}][^\\x00-\\x7f\\s]{{1}}[{signs}][^\\x00-\\x7f\\s][{signs}]", text)
    )


def _as_utf_8(piece: str, table: dict[str, bytes]) -> str | None:
    """Return a piece of text as the UTF-8 that it was, or None unless all of it is."""
    letters = 0
    high = 0

    def run(match: re.Match[str]) -> str:
        nonlocal letters, high
        mended = b"".join(table[c] for c in match.group()).decode("utf-8")
        letters += len(_ARABIC.findall(mended))
        high += len(mended)
        return mended

    try:
        mended = _RUN.sub(run, piece)
    except (KeyError, UnicodeDecodeError):
        return None
    return mended if letters >= LEAST_LETTERS and letters >= high * LEAST_SHARE else None


def _as_1256(match: re.Match[str]) -> str:
    table = _TABLES["windows-1252"]
    piece = match.group()
    if all(c < "\x80" or c in table for c in piece):
        return _RUN.sub(lambda m: b"".join(table[c] for c in m.group()).decode("cp1256"), piece)
    return piece
