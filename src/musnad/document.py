"""The `Document`: a text with everything that was read in it, and its JSON.

It stands beside `model.py`, whose records it is made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.errors import InputError
from musnad.model import Cut, Label, Link, Naming, PageRecord, ReaderVersion, Relay, Speaker, Statement


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A text from one outlet and the statements read in it.

    `text` is kept exactly as given; every offset refers to it. `published` is
    `{"at", "precision", "evidence"}` or None. `page`, `byline`,
    `language` and `outlet_id` (an id of outlets.yaml) come from a page; `notes` say what was odd
    about it (wrongly declared, mended).
    """

    id: str
    text: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: dict[str, Any] | None = None
    speakers: tuple[Speaker, ...] = ()
    statements: tuple[Statement, ...] = ()
    labels: tuple[Label, ...] = ()
    relays: tuple[Relay, ...] = ()
    cut: tuple[Cut, ...] = ()
    reader: ReaderVersion | None = None
    byline: str | None = None
    outlet_id: str | None = None
    language: str | None = None
    page: PageRecord | None = None
    notes: tuple[str, ...] = ()

    def speaker_of(self, statement: Statement) -> Speaker | None:
        """Return who speaks in `statement`, or None where the reader abstained."""
        return next((s for s in self.speakers if s.id == statement.speaker), None)

    def chain_of(self, statement: Statement) -> list[Link]:
        """Return the chain of `statement`, from its speaker through the relays to the outlet.

        Each link says who, in which role, where it stands in the text, and whether it is
        named, unnamed (a source without a name) or implied (not in the text at all).
        The speakers of the statements in which this one stands are relays too, nearest first, and so are
        those statements' own relays, each behind its speaker.
        """
        links = [self._speaker_link(statement)]
        links += [Link("relay", v.text, v, "named") for v in reversed(statement.via)]
        for outer in self._around(statement):
            link = self._speaker_link(outer)
            links.append(Link("relay", link.name, link.span, link.naming))
            links += [Link("relay", v.text, v, "named") for v in reversed(outer.via)]
        for role in ("agency", "origin"):
            links += [Link(r.role, r.span.text, r.span, r.naming) for r in self.relays if r.role == role]
        if self.outlet and links[-1].role == "origin" and links[-1].name == self.outlet:
            links.pop()  # the outlet's own byline («النهر – وكالات») is no further link
        links.append(Link("outlet", self.outlet or "", None, "named" if self.outlet else "implied"))
        return links

    def _around(self, statement: Statement) -> Iterator[Statement]:
        """Yield the statements around this one, nearest first, each once even where JSON has them in a ring."""
        if statement.inside is None:
            return
        rest = {s.id: s for s in self.statements if s.id != statement.id}
        while (outer := rest.pop(statement.inside or "", None)) is not None:
            yield outer
            statement = outer

    def _speaker_link(self, statement: Statement) -> Link:
        speaker = self.speaker_of(statement)
        if speaker is None:
            return Link("speaker", "", None, "implied")
        naming: Naming = "unnamed" if speaker.kind == "unnamed" else "named"
        return Link("speaker", speaker.name.text, statement.source or speaker.name, naming)

    def to_dict(self) -> dict[str, Any]:
        """Return the document as plain lists and dictionaries, in the JSON contract's keys."""
        result: dict[str, Any] = msgspec.to_builtins(self)
        return result

    def to_json(self) -> str:
        """Return the document as one line of JSON; `Document.from_json` is its inverse."""
        return JSON_ENCODER.encode(self).decode("utf-8")

    @classmethod
    def from_json(cls, line: str | bytes) -> Document:
        """Read a document from its JSON.

        Raises:
            InputError: not JSON, or not a document.
        """
        try:
            return JSON_DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise InputError(
                f"not a document in JSON: {error}; expected a line of `musnad read --format jsonl`"
            ) from error

    def _repr_html_(self) -> str:
        from musnad.display import document_html

        return document_html(self)


JSON_ENCODER = msgspec.json.Encoder()
JSON_DECODER = msgspec.json.Decoder(Document)
