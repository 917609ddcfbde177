"""Bytes of XML as servers send it → text that a parser takes: the right encoding, no DOCTYPE, no control characters.

Stands before the readers of feeds, sitemaps and OPML. Old Arabic sites declare one encoding and send another, so
the bytes decide and the declaration comes second.
"""

from __future__ import annotations

import codecs
import html
import re

HEAD_BYTES = 65_536  # looked at to tell encoding and root; a prologue takes a few hundred

_BOMS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
_WITHOUT_BOM = [(b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"), (b"{\0", "utf-16-le"), (b"\0{", "utf-16-be")]
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
# Declared out of habit by servers and templates that know nothing of the text.
_HABITS = {"ascii", "iso8859-1", "cp1252"}
_ARABIC = re.compile("[\u0600-\u06ff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_FOREIGN_BYTES = re.compile(rb"[\x80-\xff]+")

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # by XML 1.0, section 2.2
_BLANKS = re.compile(r"\s*")
_ROOT = re.compile(r"<([A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});?")


def encoding_of(data: bytes, content_type: str = "") -> str:
    """Tell the encoding of XML, JSON or lines of text.

    A byte-order mark decides; then valid UTF-8 that isn't plain ASCII, as no other text comes out like that by
    chance; then what HTTP and the XML declaration say; bytes that no declaration explains are windows-1256, which
    is what Arabic sites sent before UTF-8.

    Args:
        data: the first `HEAD_BYTES` are looked at.
        content_type: of the HTTP response.
    """
    head = data[:HEAD_BYTES]
    for mark, name in _BOMS:
        if head.startswith(mark):
            return name
    start = head.lstrip(b" \t\r\n")
    for mark, name in _WITHOUT_BOM:
        if start.startswith(mark):
            return name
    foreign = b" ".join(_FOREIGN_BYTES.findall(head))
    if not foreign or _is_utf8(head):
        return "utf-8"
    for declared in (_charset(content_type), _declared(head)):
        if declared and declared not in _HABITS and declared != "utf-8" and _decodes(head, declared):
            return declared
    broken = foreign.decode("utf-8", "replace")
    if broken.count("\ufffd") * 10 < len(_ARABIC.findall(broken)):  # UTF-8 with a cut or a foreign byte here and there
        return "utf-8"
    letters = foreign.decode("cp1256").replace(" ", "")
    if len(_ARABIC.findall(letters)) * 2 > len(letters):
        return "cp1256"
    return "utf-8" if _charset(content_type) == "utf-8" or _declared(head) == "utf-8" else "cp1252"


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # a character cut at the end is none that is wrong
    except UnicodeDecodeError:
        return False
    return True


def _charset(content_type: str) -> str | None:
    found = _CHARSET.search(content_type)
    return _known(found[1]) if found else None


def _declared(head: bytes) -> str | None:
    found = _DECLARED.search(head[:1024])
    return _known(found[1].decode("ascii")) if found else None


def _known(name: str) -> str | None:
    """The name that Python gives a text encoding, in lower case."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return codec.name if getattr(codec, "_is_text_encoding", True) else None


def _decodes(head: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except (UnicodeError, LookupError, TypeError):
        return False
    return True


def decode_text(data: bytes, content_type: str = "") -> str:
    """Decode the bytes of a list; a byte-order mark and what XML forbids are left out, undecodable bytes replaced."""
    try:
        text = data.decode(encoding_of(data, content_type), "replace")
    except (UnicodeError, LookupError):  # codecs such as idna or punycode that keep no promise on "replace"
        text = data.decode("utf-8", "replace")
    return printable(text.removeprefix("\ufeff"))


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
