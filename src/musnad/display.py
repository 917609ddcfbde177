"""A document for people's eyes: in a terminal, in Markdown, in a notebook.

It stands at the end of the way: it takes a `Document` and returns a string. A terminal may or may not lay out
right-to-left text, so no line mixes the two directions: Latin labels and Arabic stand on lines of their own,
and nothing depends on columns.
"""

from __future__ import annotations

import html
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator

from musnad.document import Document
from musnad.model import Span, Statement

# What would move the cursor, turn the direction of a line, or can't be written as UTF-8.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_INDENT = "    "
_GAP = " … "  # between the spans of a content
_STYLES = {"bold": "1", "dim": "2", "endorsing": "32", "distancing": "33"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def plain(text: str) -> str:
    """Return `text` on one line, with what a terminal would obey or choke on replaced by U+FFFD."""
    return " ".join(_UNSAFE.sub("\ufffd", text).split())


def name_of(document: Document, statement: Statement) -> str:
    """Return the name of who speaks, or an empty string where the reader abstained."""
    speaker = document.speaker_of(statement)
    return speaker.name.text if speaker else ""


def content_of(statement: Statement) -> str:
    """Return the content on one line, its spans joined by an ellipsis."""
    return _GAP.join(plain(span.text) for span in statement.content)


# -- terminal ----------------------------------------------------------------------------------


def table(document: Document, width: int = 80, colour: bool = False, *, name: str | None = None) -> str:
    """Return the statements for a terminal, a block each.

    Args:
        width: of a line, in cells.
        colour: use ANSI colours.
        name: of the input; stands above the document, which has only its id without it.
    """
    count = len(document.statements)
    title = f"{count or 'no'} statement{'' if count == 1 else 's'}"
    out = [_styled(plain(name or document.id), "bold", colour)]
    if document.title:
        out += wrapped(document.title, width)
    out.append(_styled(title, "dim", colour))
    for number, statement in enumerate(document.statements, 1):
        out += ["", *_block(document, statement, number, width, colour)]
    return "\n".join(out) + "\n"


def _block(document: Document, statement: Statement, number: int, width: int, colour: bool) -> Iterator[str]:
    head = _styled(f"{number}.", "bold", colour)
    force = _styled(statement.force, statement.force, colour)
    yield f"{head} {force}, {statement.act}, {statement.type}"
    speaker = document.speaker_of(statement)
    if speaker is None:
        yield _styled(f"  speaker unknown: {plain(statement.why or 'the reader abstained')}", "dim", colour)
    else:
        yield _styled(f"  speaker, {speaker.kind}", "dim", colour)
        yield from wrapped(speaker.name.text, width)
    if statement.addressee:
        yield _styled("  to", "dim", colour)
        yield from wrapped(statement.addressee.text, width)
    yield _styled("  content", "dim", colour)
    yield from wrapped(content_of(statement), width)
    yield _styled("  chain: " + chain_roles(document, statement), "dim", colour)
    yield from wrapped(chain_names(document, statement), width)


def chain_roles(document: Document, statement: Statement) -> str:
    """Return the roles of a chain, from the speaker to the outlet, as `speaker named, outlet implied`."""
    return ", ".join(f"{link.role} {link.naming}" for link in document.chain_of(statement))


def chain_names(document: Document, statement: Statement) -> str:
    """Return the names of a chain in the order of `chain_roles`, a dash for one that is implied.

    The mark between them has no direction: an arrow would point the wrong way in half of the terminals.
    """
    return " · ".join(plain(link.name) or "—" for link in document.chain_of(statement))


def wrapped(text: str, width: int, indent: str = _INDENT) -> list[str]:
    """Break `text` into indented lines of at most `width` cells; a word longer than a line is cut."""
    room = max(width - len(indent), 8)
    lines: list[str] = []
    line, used = "", 0
    for word in plain(text).split():
        for piece in _pieces(word, room):
            cells = width_of(piece)
            if line and used + 1 + cells > room:
                lines.append(indent + line)
                line, used = "", 0
            line, used = (f"{line} {piece}", used + 1 + cells) if line else (piece, cells)
    return [*lines, indent + line] if line else lines


def _pieces(word: str, room: int) -> Iterable[str]:
    if width_of(word) <= room:
        return (word,)
    pieces, used = [""], 0
    for char in word:
        cells = width_of(char)
        if used + cells > room:
            pieces.append("")
            used = 0
        pieces[-1] += char
        used += cells
    return pieces


def width_of(text: str) -> int:
    """Return the cells that `text` takes up: none for a vowel mark, two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _styled(text: str, style: str, colour: bool) -> str:
    code = _STYLES.get(style) if colour else None
    return f"\x1b[{code}m{text}\x1b[0m" if code else text


# -- Markdown ----------------------------------------------------------------------------------


def markdown(document: Document, *, name: str | None = None) -> str:
    """Return the statements as Markdown: a heading a document, a quotation a statement."""
    out = [f"## {_marked_up(document.title or name or document.id)}", ""]
    if not document.statements:
        out += ["No statements.", ""]
    for number, statement in enumerate(document.statements, 1):
        speaker = document.speaker_of(statement)
        out += [f"### {number}. {statement.force}, {statement.act}, {statement.type}", ""]
        out += [f"> {_marked_up(content_of(statement))}", ""]
        if speaker is None:
            out.append(f"- speaker unknown: {_marked_up(statement.why or 'the reader abstained')}")
        else:
            out.append(f"- speaker ({speaker.kind}): {_marked_up(speaker.name.text)}")
        if statement.addressee:
            out.append(f"- to: {_marked_up(statement.addressee.text)}")
        out.append(f"- chain ({chain_roles(document, statement)}): {_marked_up(chain_names(document, statement))}")
        out.append("")
    return "\n".join(out)


def _marked_up(text: str) -> str:
    return re.sub(r"^(\d+)([.)])|^([-+=])", _escape_start, _MARKDOWN.sub(r"\\\1", plain(text)))


def _escape_start(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"


# -- HTML --------------------------------------------------------------------------------------

_LIGHT = "--paper:#fff;--ink:#1a1a1a;--hue:28,110,180;--cue:#9a3412;--faint:#6b7280"
_DARK = "--paper:#16181c;--ink:#e8e8e8;--hue:90,170,240;--cue:#fdba74;--faint:#9ca3af"
_CSS = (
    f".musnad{{{_LIGHT};background:var(--paper);color:var(--ink);padding:1em;line-height:1.9;"
    "text-align:start;white-space:pre-wrap;overflow-wrap:anywhere}"
    f"@media(prefers-color-scheme:dark){{.musnad{{{_DARK}}}}}"
    f'[data-jp-theme-light="true"] .musnad{{{_LIGHT}}}[data-jp-theme-light="false"] .musnad{{{_DARK}}}'
    ".musnad .d1{background:rgba(var(--hue),.16)}.musnad .d2{background:rgba(var(--hue),.3)}"
    ".musnad .d3{background:rgba(var(--hue),.44)}.musnad .cue{color:var(--cue);font-weight:bold}"
    ".musnad .source{text-decoration:underline}.musnad .cut{color:var(--faint)}"
)
_DEEPEST = 3  # shades of nesting; what stands deeper looks like the third


def document_html(document: Document) -> str:
    """Return the text as HTML, right to left, its statements highlighted.

    Spans may nest or cross, which elements may not: the text is cut at every edge, and each piece says in its
    classes, its `title` and `data-statements` which statements it belongs to.
    """
    titles = [_title(document, n, s) for n, s in enumerate(document.statements, 1)]
    text, place = document.text, 0
    out = [f'<style>{_CSS}</style><div class="musnad" dir="rtl" lang="ar">']
    for start, end, layers in _segments(_layers(document)):
        out.append(_html(text[place:start]))
        out.append(_piece(text[start:end], layers, titles))
        place = end
    out += [_html(text[place:]), "</div>"]
    return "".join(out)


def _title(document: Document, number: int, statement: Statement) -> str:
    who = name_of(document, statement) or "speaker unknown"
    said = f"{number}. {who}: {statement.force}, {statement.act}, {statement.type}"
    return said + "".join(f", via {span.text}" for span in statement.via)


_Layer = tuple[int, int, str, int]  # start, end, class, number of the statement or -1


def _layers(document: Document) -> list[_Layer]:
    layers: list[_Layer] = [(c.start, c.end, "cut", -1) for c in document.cut]
    for n, statement in enumerate(document.statements):
        parts: list[tuple[str, Span | None]] = [("content", span) for span in statement.content]
        parts += [("cue", statement.cue), ("source", statement.source), ("addressee", statement.addressee)]
        parts += [("via", span) for span in statement.via]
        layers += [(span.start, span.end, part, n) for part, span in parts if span and span.end > span.start]
    return sorted(layers)


def _segments(layers: list[_Layer]) -> Iterator[tuple[int, int, list[_Layer]]]:
    """Cut at every edge of a layer; yield the pieces that any layer covers, left to right."""
    edges = sorted({edge for layer in layers for edge in layer[:2]})
    active: list[_Layer] = []
    following = 0
    for start, end in itertools.pairwise(edges):
        active = [layer for layer in active if layer[1] > start]
        while following < len(layers) and layers[following][0] <= start:
            active.append(layers[following])
            following += 1
        if active:
            yield start, end, active


def _piece(text: str, layers: list[_Layer], titles: list[str]) -> str:
    classes = sorted({layer[2] for layer in layers})
    numbers = sorted({layer[3] for layer in layers if layer[3] >= 0})
    depth = len({layer[3] for layer in layers if layer[2] == "content"})
    if depth:
        classes.append(f"d{min(depth, _DEEPEST)}")
    told = ""
    if numbers:
        shown = " ".join(str(n + 1) for n in numbers)
        told = f' data-statements="{shown}" title="{_html(chr(10).join(titles[n] for n in numbers))}"'
    return f'<span class="{" ".join(classes)}"{told}>{_html(text)}</span>'


def _html(text: str) -> str:
    return html.escape(_UNSAFE.sub("\ufffd", text))
