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
from collections.abc import Collection, Iterable, Iterator

from musnad.document import Document
from musnad.model import Link, Span, Statement

# What would move the cursor, turn the direction of a line, or can't be written as UTF-8.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_INDENT = "    "
_GAP = " … "  # between the spans of a content
_STYLES = {"bold": "1", "dim": "2", "endorsing": "32", "distancing": "33", "match": "1;4"}
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
    out = [styled(plain(name or document.id), "bold", colour)]
    if document.title:
        out += wrapped(document.title, width)
    out.append(styled(title, "dim", colour))
    for number, statement in enumerate(document.statements, 1):
        out += ["", *_block(document, statement, number, width, colour)]
    return "\n".join(out) + "\n"


def _block(document: Document, statement: Statement, number: int, width: int, colour: bool) -> Iterator[str]:
    head = styled(f"{number}.", "bold", colour)
    force = styled(statement.force, statement.force, colour)
    yield f"{head} {force}, {statement.act}, {statement.type}"
    speaker = document.speaker_of(statement)
    if speaker is None:
        yield styled(f"  speaker unknown: {plain(statement.why or 'the reader abstained')}", "dim", colour)
    else:
        yield styled(f"  speaker, {speaker.kind}", "dim", colour)
        yield from wrapped(speaker.name.text, width)
    if statement.addressee:
        yield styled("  to", "dim", colour)
        yield from wrapped(statement.addressee.text, width)
    yield styled("  content", "dim", colour)
    yield from wrapped(content_of(statement), width)
    if len(chain(document, statement)) > 1:
        yield styled("  chain: " + chain_roles(document, statement), "dim", colour)
        yield from wrapped(chain_names(document, statement), width)


def chain(document: Document, statement: Statement) -> list[Link]:
    """Return the chain of `statement` as it is shown.

    Left out is an outlet that is not known, and a speaker who reports a statement of their own.
    Returns: a list of one link or none where nothing stands between the speaker and the reader.
    """
    links = document.chain_of(statement)
    shown = [link for n, link in enumerate(links) if n == 0 or not link.name or link.name != links[n - 1].name]
    return [link for link in shown if link.role != "outlet" or link.name]


def chain_roles(document: Document, statement: Statement) -> str:
    """Return the roles of a chain, from the speaker to the outlet, as `speaker named, relay named, outlet named`."""
    return ", ".join(f"{link.role} {link.naming}" for link in chain(document, statement))


def chain_names(document: Document, statement: Statement) -> str:
    """Return the names of a chain in the order of `chain_roles`, a dash for one that is implied.

    The mark between them has no direction: an arrow would point the wrong way in half of the terminals.
    """
    return " · ".join(plain(link.name) or "—" for link in chain(document, statement))


def wrapped(
    text: str, width: int, indent: str = _INDENT, *, marked: Collection[tuple[int, int]] = ()
) -> list[str]:
    """Break `text` into indented lines of at most `width` cells; a word longer than a line is cut.

    Args:
        marked: places in `text`; the words there are set off, for a terminal.
    """
    room = max(width - len(indent), 8)
    lines: list[str] = []
    line, used = "", 0
    for match in re.finditer(r"\S+", _UNSAFE.sub("\ufffd", text)):
        style = "match" if any(start < match.end() and match.start() < end for start, end in marked) else ""
        for piece in _pieces(match[0], room):
            cells = width_of(piece)
            piece = styled(piece, style, bool(style))
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


def styled(text: str, style: str, colour: bool) -> str:
    """Return `text` in a style of `_STYLES`, or as it is where there are no colours."""
    code = _STYLES.get(style) if colour else None
    return f"\x1b[{code}m{text}\x1b[0m" if code else text


# -- Markdown ----------------------------------------------------------------------------------


def markdown(document: Document, *, name: str | None = None) -> str:
    """Return the statements as Markdown: a heading a document, a quotation a statement."""
    out = [f"## {marked_up(document.title or name or document.id)}", ""]
    if not document.statements:
        out += ["No statements.", ""]
    for number, statement in enumerate(document.statements, 1):
        speaker = document.speaker_of(statement)
        out += [f"### {number}. {statement.force}, {statement.act}, {statement.type}", ""]
        out += [f"> {marked_up(content_of(statement))}", ""]
        if speaker is None:
            out.append(f"- speaker unknown: {marked_up(statement.why or 'the reader abstained')}")
        else:
            out.append(f"- speaker ({speaker.kind}): {marked_up(speaker.name.text)}")
        if statement.addressee:
            out.append(f"- to: {marked_up(statement.addressee.text)}")
        if len(chain(document, statement)) > 1:
            out.append(f"- chain ({chain_roles(document, statement)}): {marked_up(chain_names(document, statement))}")
        out.append("")
    return "\n".join(out)


def marked_up(text: str) -> str:
    """Return `text` on one line for Markdown, with nothing in it that Markdown would obey."""
    return re.sub(r"^(\d+)([.)])|^([-+=])", _escape_start, _MARKDOWN.sub(r"\\\1", plain(text)))


def _escape_start(match: re.Match[str]) -> str:
    return f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}"


# -- HTML --------------------------------------------------------------------------------------

_LIGHT = "--paper:#fff;--ink:#1a1a1a;--faint:#6b7280;--deep:36%;--wash:45%;--chip:#fff"
_DARK = "--paper:#16181c;--ink:#e8e8e8;--faint:#9ca3af;--deep:72%;--wash:62%;--chip:#16181c"
_CSS = (
    f".musnad{{{_LIGHT};background:var(--paper);color:var(--ink);padding:1em;line-height:2;"
    "text-align:start;white-space:pre-wrap;overflow-wrap:anywhere}"
    f"@media(prefers-color-scheme:dark){{.musnad{{{_DARK}}}}}"
    f'[data-jp-theme-light="true"] .musnad{{{_LIGHT}}}[data-jp-theme-light="false"] .musnad{{{_DARK}}}'
    ".musnad .content{background:hsl(var(--bg) var(--wash)/var(--shade,.13));padding:.15em 0}"
    ".musnad .d2{--shade:.26}.musnad .d3{--shade:.39}.musnad .cut{color:var(--faint)}"
    ".musnad .cue,.musnad .source,.musnad .voice{color:hsl(var(--fg) var(--deep))}.musnad .cue{font-weight:bold}"
    ".musnad .source{text-decoration:underline 2px;text-underline-offset:.35em}"
    ".musnad .addressee,.musnad .via{text-decoration:underline dotted 2px;text-underline-offset:.35em}"
    # What isn't of the text is generated, so that it is neither selected nor copied with it.
    ".musnad [data-n]::after{content:attr(data-n);font-size:.6em;font-weight:normal;vertical-align:super;"
    "margin-inline-start:.15em}"
    ".musnad [data-who]::before{content:attr(data-who);font-size:.7em;line-height:1.5;color:var(--chip);"
    "background:hsl(var(--bg) var(--deep));border-radius:.5em;padding:0 .5em;margin-inline:.2em .4em;"
    "display:inline-block;max-width:16em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;"
    "vertical-align:-.35em}"
    ".musnad .voices{margin-top:1em;padding-top:.6em;border-top:1px solid var(--faint);line-height:1.8;font-size:.85em;"
    "columns:22em}.musnad .voice{display:block;font-weight:bold}.musnad .voice::before{content:attr(data-name)}"
    ".musnad .voice::after{content:attr(data-says);color:var(--faint);font-weight:normal;margin:0 .8em;"
    "unicode-bidi:isolate;direction:ltr}"
)
_DEEPEST = 3  # shades of nesting; what stands deeper looks like the third
# Degrees on the colour wheel, neighbours far apart; a ninth speaker gets the first one's colour again.
_HUES = (212, 22, 150, 285, 340, 45, 185, 250)
_GREY = "0 0%"  # where the reader abstained


def document_html(document: Document) -> str:
    """Return the text as HTML, right to left, its statements highlighted, a colour a speaker.

    Each cue has the number of its statement; where no source stands beside it, its content opens with the speaker's
    name; the speakers stand below with the numbers of what they said. All that is generated by CSS: the text of the
    HTML is that of the document, character by character.

    Spans may nest or cross, which elements may not: the text is cut at every edge, and each piece says in its
    classes, its `title` and `data-statements` which statements it belongs to.
    """
    colours = {speaker.id: f"{_HUES[n % len(_HUES)]} 70%" for n, speaker in enumerate(document.speakers)}
    shown = [_Shown(document, n, s, colours) for n, s in enumerate(document.statements, 1)]
    text, place = document.text, 0
    out = [f'<style>{_CSS}</style><div class="musnad" dir="rtl" lang="ar">']
    for start, end, layers in _segments(_layers(document)):
        out.append(_html(text[place:start]))
        out.append(_piece(text, start, end, layers, shown))
        place = end
    out += [_html(text[place:]), _voices(document, colours), "</div>"]
    return "".join(out)


class _Shown:
    """What the pieces of a statement show of it."""

    __slots__ = ("colour", "first", "last", "number", "title", "who")

    def __init__(self, document: Document, number: int, statement: Statement, colours: dict[str, str]) -> None:
        self.number, self.title = number, _title(document, number, statement)
        self.colour = colours.get(statement.speaker or "", _GREY)
        spans = [span for span in statement.content if span.end > span.start]
        self.who = "" if statement.source else name_of(document, statement) or "?"
        self.first = spans[0].start if spans else -1  # where the speaker's name stands
        self.last = statement.cue.end if statement.cue else spans[-1].end if spans else -1  # where the number stands


def _voices(document: Document, colours: dict[str, str]) -> str:
    """Return the speakers, a line each, with the numbers of their statements."""
    said: dict[str | None, list[str]] = {}
    for number, statement in enumerate(document.statements, 1):
        said.setdefault(statement.speaker, []).append(str(number))
    rows = [
        f'<b class="voice" style="--fg:{colours[s.id]}" data-name="{_html(plain(s.name.text))}"'
        f' data-says="{s.kind}: {", ".join(said[s.id])}"></b>'
        for s in document.speakers
        if s.id in said
    ]
    return f'<div class="voices">{"".join(rows)}</div>' if rows else ""


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


def _piece(text: str, start: int, end: int, layers: list[_Layer], shown: list[_Shown]) -> str:
    classes = sorted({layer[2] for layer in layers})
    of = {n: shown[n] for n in sorted({layer[3] for layer in layers if layer[3] >= 0})}
    contents = [layer for layer in layers if layer[2] == "content"]
    depth = len({layer[3] for layer in contents})
    if depth:
        classes.append(f"d{min(depth, _DEEPEST)}")
    attributes = {"class": " ".join(classes)}
    if of:
        inner = max(contents, default=None)  # of contents that nest, the one that begins last
        marks = [layer for layer in layers if layer[2] in ("cue", "source")]
        colours = {"--bg": inner and of[inner[3]].colour, "--fg": marks and of[max(marks)[3]].colour}
        attributes["style"] = ";".join(f"{name}:{colour}" for name, colour in colours.items() if colour)
        attributes["data-who"] = " · ".join(s.who for s in of.values() if s.who and s.first == start)
        attributes["data-n"] = " ".join(str(s.number) for s in of.values() if s.last == end)
        attributes["data-statements"] = " ".join(str(s.number) for s in of.values())
        attributes["title"] = "\n".join(s.title for s in of.values())
    told = "".join(f' {name}="{_html(value)}"' for name, value in attributes.items() if value)
    return f"<span{told}>{_html(text[start:end])}</span>"


def _html(text: str) -> str:
    return html.escape(_UNSAFE.sub("\ufffd", text))
