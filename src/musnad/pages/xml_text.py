"""Bytes of XML as servers send it → text that a parser takes: the right encoding, no DOCTYPE, no control characters.

Stands before the readers of feeds, sitemaps and OPML.
"""

from __future__ import annotations

import html
import re

from musnad.pages.encoding import decode

HEAD_BYTES = 65_536  # looked at to tell encoding and root; a prologue takes a few hundred

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML 1.0, section 2.2
_BLANKS = re.compile(r"\s*")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});?")


def encoding_of(data: bytes, content_type: str = "") -> str:
    """Tell the encoding of XML, JSON or lines of text by their first bytes (`encoding.decode`)."""
    return decode(data[:HEAD_BYTES], content_type=content_type).encoding


def decode_text(data: bytes, content_type: str = "") -> str:
    """Decode the bytes of a list; a byte-order mark and what XML forbids are left out, undecodable bytes replaced."""
    return printable(decode(data, content_type=content_type).text)


def printable(text: str) -> str:
    """Leave out the characters that neither XML nor UTF-8 output can hold."""
    return _FORBIDDEN.sub("", text)


def without_prologue(text: str) -> tuple[str, str]:
    """Cut off XML declaration, comments and DOCTYPE, entities with it, and name the root.

    No list needs a DOCTYPE, and what it can do (entities that grow, files and addresses to open) nobody wants done.

    Returns: the text from the root on, and the root's local name in lower case (empty where there is none).
    """
    at = 0
    while True:
        start = _BLANKS.match(text, at)
        at = start.end() if start else at
        if text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text.startswith("<!", at):
            end = _end_of_doctype(text, at)
        elif text.startswith("<?", at):
            end = text.find(">", at)
        else:
            break
        if end < 0:
            return "", ""
        at = text.index(">", end) + 1
    root = _ROOT.match(text, at)
    return text[at:], root[2].lower() if root else ""


def _end_of_doctype(text: str, at: int) -> int:
    """Where the `>` of the declaration at `at` stands, behind its subset in brackets; -1 where there is none."""
    closing = text.find(">", at)
    if text.find("[", at, max(closing, at)) < 0:
        return closing
    subset = text.find("]", at)
    return text.find(">", subset) if subset >= 0 else -1


def without_comments(markup: str) -> str:
    """Leave comments out; one that is never closed takes the rest with it."""
    parts = markup.split("<!--")
    return parts[0] + "".join(part.partition("-->")[2] for part in parts[1:])


def plain(markup: str | None) -> str | None:
    """Make a title of what stands where a title should: tags out, entities read, blanks folded; None if empty."""
    if not markup:
        return None
    text = markup
    for _ in range(2):  # titles are often escaped twice
        if not _ENTITY.search(text) and "<" not in text:
            break
        text = html.unescape(_TAG.sub(" ", text))
    return " ".join(printable(text).split()) or None
