"""The query language: text → a tree of what is asked, the same in the shell, in Python and on the web.

    سد OR "مياه الشرب"  who:"وزير الري"  NOT act:deny  since:2031-05

Bare words and "phrases" search contents, `field:value` the rest; AND is implied, OR and NOT are written in capitals,
brackets group. A query that can't be read raises a `QueryError` that says where and what would be right.
`docs/search.md` has the whole of it. Nothing here knows of tables.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Literal, NamedTuple, NoReturn, get_args

import msgspec

from musnad.arabic.letters import fold
from musnad.arabic.search_words import words
from musnad.archive.periods import period_of
from musnad.errors import QueryError
from musnad.model import Act, Force, Kind, Type

LONGEST = 4_000  # characters of a query; people write tens, programs hundreds
MOST_PARTS = 100  # words and fields; SQLite's parser of expressions takes more, nobody reads more
DEEPEST = 20  # brackets in brackets; SQLite's own parser gives up not far beyond 30

TextField = Literal["content", "who", "to", "via", "outlet"]
State = Literal["machine", "accepted", "corrected", "rejected"]
NOBODY = "none"  # as a kind: the reader abstained

_TEXT_FIELDS: dict[str, TextField] = {
    "content": "content", "who": "who", "to": "to", "via": "via", "outlet": "outlet",
    "من": "who", "الي": "to", "عبر": "via", "صحيفه": "outlet",
}  # fmt: skip
VALUES: dict[str, tuple[str, ...]] = {
    "act": get_args(Act), "force": get_args(Force), "type": get_args(Type), "kind": (*get_args(Kind), NOBODY),
    "named": ("yes", "no"), "state": get_args(State),
}  # fmt: skip
_PERIODS = ("since", "until")
_FOLD = "fold"
FIELDS = ("who", "to", "via", "outlet", *VALUES, *_PERIODS, "story", "copies")


class Term(msgspec.Struct, frozen=True):
    """A word that is asked for: folded; `literal` where its spelling alone counts."""

    word: str
    literal: bool = False


class Everything(msgspec.Struct, frozen=True, tag=True):
    """Every statement."""


class Words(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Words in a field: in `content` in this sequence, in the names all of them, in any.

    `start` and `end` are where they stand in the query, in code points; so for the other nodes. `entities` are those of
    the archive that have the words in a name, filled by `entity_search.with_entities`.
    """

    field: TextField
    terms: tuple[Term, ...]
    start: int
    end: int
    entities: tuple[str, ...] = ()


class Mark(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """A field with one of a few values: act, force, type, kind, named, state."""

    field: str
    value: str
    start: int
    end: int


class Days(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Days of publication from `first` to `last`, YYYY-MM-DD, both included; None is open."""

    first: str | None
    last: str | None
    start: int
    end: int


class InStory(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Statements of a story; `rows` and `places` are those of its statements, filled by `story_search.with_stories`."""

    story: str
    start: int
    end: int
    rows: frozenset[int] = frozenset()
    places: tuple[int, ...] = ()


class Fold(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """Of documents that are copies of each other one is shown; a part of the outermost And, or the whole."""

    start: int
    end: int


class And(msgspec.Struct, frozen=True, tag=True):
    """All of the parts."""

    parts: tuple[Node, ...]


class Or(msgspec.Struct, frozen=True, tag=True):
    """At least one of the parts."""

    parts: tuple[Node, ...]


class Not(msgspec.Struct, frozen=True, tag=True):
    """What the part is not."""

    part: Node


Node = Everything | Words | Mark | Days | InStory | Fold | And | Or | Not


def parse(query: str) -> Node:
    """Read a query.

    Returns: a tree; `Everything` for an empty query.
    Raises:
        QueryError: it can't be read.
    """
    if len(query) > LONGEST:
        raise QueryError(f"query: {len(query):,} characters; {LONGEST:,} at most")
    parser = _Parser(query, _split(query))
    node = parser.query()
    inner = node.parts if isinstance(node, And) else (node,)
    for part in inner:
        if not isinstance(part, Fold) and (fold := _fold_in(part)) is not None:
            _fail(query, fold.start, "copies:fold is about all results", "take it out of OR, NOT and brackets")
    return node


def _fold_in(node: Node) -> Fold | None:
    match node:
        case And(parts=parts) | Or(parts=parts):
            return next((fold for fold in map(_fold_in, parts) if fold is not None), None)
        case Not(part=part):
            return _fold_in(part)
        case Fold():
            return node
    return None


def asks_for_rejected(node: Node) -> bool:
    """Tell whether a query names the state `rejected`: only then rejected statements are found."""
    match node:
        case And(parts=parts) | Or(parts=parts):
            return any(map(asks_for_rejected, parts))
        case Not(part=part):
            return asks_for_rejected(part)
        case Mark(field="state", value="rejected"):
            return True
    return False


# -- tokens ------------------------------------------------------------------------------------

_DOUBLE, _SINGLE = '"“”„‟«»″＂❝❞', "'‘’‚‛‹›"
_UNSEEN = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff"  # what turns directions stands in pasted queries
_TOKEN = re.compile(
    rf"[\s{_UNSEEN}]+|(?P<bracket>[()])"
    rf"|(?P<literal>=?)(?:(?P<open>[{_DOUBLE}])|(?P<single>[{_SINGLE}]))|(?P<bare>[^\s(){_DOUBLE}{_UNSEEN}]+)"
)
_FIELD = re.compile(r"([^:：=\s]*)[:：]")


class _Token(NamedTuple):
    """A bracket, an operator, a field's name, bare words or what stands in quotes."""

    kind: Literal["(", ")", "AND", "OR", "NOT", "field", "bare", "quoted", "end"]
    text: str
    start: int
    end: int
    literal: bool = False


def _split(query: str) -> list[_Token]:
    tokens: list[_Token] = []
    place = 0
    while place < len(query):
        match = _TOKEN.match(query, place)
        assert match  # the pattern takes any character
        place = match.end()
        if match["bracket"]:
            tokens.append(_Token("(" if match["bracket"] == "(" else ")", match[0], *match.span()))
        elif match["open"] or match["single"]:
            tokens.append(_quoted(query, match))
            place = tokens[-1].end
        elif match["bare"]:
            place = _bare(query, match, tokens)
    return [*tokens, _Token("end", "", len(query), len(query))]


def _quoted(query: str, match: re.Match[str]) -> _Token:
    marks = _DOUBLE if match["open"] else _SINGLE
    close = re.compile(f"[{marks}]").search(query, match.end())
    if close is None:
        _fail(query, match.start(), f"the quotation that begins with {match[0][-1]} has no end", "close it")
    return _Token("quoted", query[match.end() : close.start()], match.start(), close.end(), match["literal"] == "=")


def _bare(query: str, match: re.Match[str], tokens: list[_Token]) -> int:
    """Add a bare word, or the name of a field and leave what is behind its colon; return where to go on."""
    start, text = match.start(), match["bare"]
    if text in ("AND", "OR", "NOT"):
        tokens.append(_Token(text, text, *match.span()))  # type: ignore[arg-type]
        return match.end()
    field = _FIELD.match(text)
    after_field = tokens and tokens[-1].kind == "field"
    if field and not after_field:
        tokens.append(_Token("field", field[1], start, start + field.end()))
        return start + field.end()
    literal = text.startswith("=")
    tokens.append(_Token("bare", text.removeprefix("="), start, match.end(), literal))
    return match.end()


def _fail(query: str, place: int, what: str, advice: str) -> NoReturn:
    raise QueryError(f"query, character {place + 1}: {what}; {advice}", query=query, place=place)


# -- grammar -----------------------------------------------------------------------------------


class _Parser:
    """or → and (OR and)*, and → not (AND? not)*, not → NOT* (bracket | field value | words)."""

    def __init__(self, query: str, tokens: list[_Token]) -> None:
        self.text, self.tokens, self.place, self.parts = query, tokens, 0, 0

    def query(self) -> Node:
        """Read the whole of it."""
        if self.at("end"):
            return Everything()
        node = self.any_of(0)
        closed = self.take()
        if closed.kind == ")":
            self.fail(closed, "a bracket closes that was never opened", "take it out")
        return node

    @property
    def now(self) -> _Token:
        """The token that is looked at."""
        return self.tokens[self.place]

    def at(self, *kinds: str) -> bool:
        """Tell whether the token that is looked at is of one of these kinds."""
        return self.now.kind in kinds

    def take(self) -> _Token:
        """Return the token that is looked at and go on to the next."""
        self.place += 1
        return self.tokens[self.place - 1]

    def fail(self, token: _Token, what: str, advice: str) -> NoReturn:
        """Say what is wrong at a token."""
        _fail(self.text, token.start, what, advice)

    def any_of(self, depth: int) -> Node:
        """Read parts with OR between them."""
        parts = [self.all_of(depth)]
        while self.at("OR"):
            self.take()
            parts.append(self.all_of(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all_of(self, depth: int) -> Node:
        """Read parts with AND or nothing between them."""
        parts = [self.one(depth)]
        while not self.at("OR", ")", "end"):
            if self.at("AND"):
                self.take()
            parts.append(self.one(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def one(self, depth: int) -> Node:
        """Read a part, with the NOTs before it."""
        negative = False
        while self.at("NOT"):
            self.take()
            negative = not negative
        node = self.bracket(depth) if self.at("(") else self.leaf()
        return Not(node) if negative else node

    def bracket(self, depth: int) -> Node:
        """Read what stands in brackets."""
        opened = self.take()
        if depth >= DEEPEST:
            self.fail(opened, "too many brackets in brackets", f"{DEEPEST} deep at most")
        if self.at(")"):
            self.fail(opened, "nothing between these brackets", "take them out")
        node = self.any_of(depth + 1)
        if not self.at(")"):
            self.fail(opened, "a bracket that is never closed", "close it, or put it in quotes to search for words")
        self.take()
        return node

    def leaf(self) -> Node:
        """Read words, or a field with its value."""
        token = self.take()
        self.parts += 1
        if self.parts > MOST_PARTS:
            self.fail(token, "too many words and fields", f"{MOST_PARTS} at most")
        if token.kind == "field":
            return self.field(token)
        if token.kind not in ("bare", "quoted"):
            found = "the end" if token.kind == "end" else token.text
            before = f"behind {self.tokens[self.place - 2].text} " if self.place > 1 else ""
            self.fail(token, f"a word is missing {before}before {found}", 'write one, a "phrase" or a field:value')
        return self.words("content", token, token.start)

    def words(self, field: TextField, token: _Token, start: int) -> Words:
        """Return the words of a token."""
        if token.kind == "bare":
            self.refuse_signs(token)
        if token.kind == "bare" or token.literal:
            terms = tuple(Term(word, token.literal) for word in words(token.text))
        else:
            terms = tuple(Term(w, part.startswith("=")) for part in token.text.split() for w in words(part))
        if not terms:
            self.fail(token, f"no word in {self.text[token.start : token.end]}", "write letters or digits")
        self.parts += len(terms) - 1
        if self.parts > MOST_PARTS:
            self.fail(token, "too many words and fields", f"{MOST_PARTS} at most")
        return Words(field=field, terms=terms, start=start, end=token.end)

    def refuse_signs(self, token: _Token) -> None:
        """Refuse what means something elsewhere and would be passed over here."""
        if re.match(r"[-!+]\w", token.text):
            sign, advice = token.text[0], f"for what is to be left out write NOT {token.text[1:]}"
            self.fail(
                token, f"{sign} has no meaning here", advice if sign in "-!" else "words are all asked for anyway"
            )
        if re.search(r"\w[*?]|[*]\w", token.text):
            self.fail(token, "* and ? stand for nothing here", "write the word; its clitics are looked through anyway")

    # -- fields --------------------------------------------------------------------------------

    def field(self, name: _Token) -> Node:
        """Read the value of a field."""
        folded = fold(name.text).casefold()
        if folded not in _TEXT_FIELDS and folded not in FIELDS:
            close = get_close_matches(folded, [*FIELDS, *_TEXT_FIELDS], 1)
            known = f"did you mean {close[0]}:?" if close else f"fields are {', '.join(FIELDS)}."
            self.fail(
                name, f"no field {name.text or 'before'}:", f"{known} To search for it as words, put it in quotes"
            )
        if not self.at("bare", "quoted"):
            advice = (
                f"repeat it: {name.text}:… OR {name.text}:…" if self.at("(") else 'several words in "quotes"'
            )
            self.fail(name, f"{name.text}: has no value behind it", f"write {name.text}:value; {advice}")
        value = self.take()
        if folded in _TEXT_FIELDS:
            return self.words(_TEXT_FIELDS[folded], value, name.start)
        if folded in VALUES:
            return self.mark(folded, name, value)
        if folded == "story":
            return InStory(story=value.text.strip(), start=name.start, end=value.end)
        if folded == "copies":
            if value.text.strip().casefold() != _FOLD:
                self.fail(value, f"copies: can't be {value.text!r}", f"It is {_FOLD}")
            return Fold(start=name.start, end=value.end)
        period = period_of(value.text)
        if period is None:
            advice = 'write a day, month or year: 2031-05-04, 2031-05, 2031, "4 أيار 2031"'
            self.fail(value, f"{value.text!r} is no date", advice)
        first, last = (period[0], None) if folded == "since" else (None, period[1])
        return Days(first=first, last=last, start=name.start, end=value.end)

    def mark(self, field: str, name: _Token, value: _Token) -> Mark:
        """Return the value of a field that has few."""
        wanted = value.text.strip().casefold()
        if wanted not in VALUES[field]:
            close = get_close_matches(wanted, VALUES[field], 1)
            advice = f"did you mean {close[0]}? " if close else ""
            self.fail(value, f"{field}: can't be {value.text!r}", f"{advice}It is one of {', '.join(VALUES[field])}")
        return Mark(field=field, value=wanted, start=name.start, end=value.end)
