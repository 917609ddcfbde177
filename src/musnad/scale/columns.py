"""The columns of a document as Arrow holds it: everything that its JSON has, nested, each with what it means.

The same words stand in docs/scale.md and in the metadata of the fields. Names are those of `model.py`; a test holds
the two together.
"""

from __future__ import annotations

from typing import Any

from musnad.archive.arrow import arrow

# column → meaning; the types are those of `schema`
MEANINGS = {
    "name": "where it stands: a path, `path:line`, `file@offset`; what the input calls it",
    "error": "why there is no document; null where there is one",
    "error_code": "the kind of failure, a word or two",
    "id": "of the document, a hash of its content",
    "url": "canonical address",
    "outlet": "whose page it is",
    "outlet_id": "its id in the catalogue of outlets",
    "title": "headline",
    "published": "time of publication, its precision, the evidence; `json` has the whole record",
    "language": "ISO 639-1",
    "byline": "who signs",
    "text": "what every offset refers to, in code points",
    "speakers": "those who speak, with all their mentions",
    "statements": "who said what, in reading order",
    "labels": "what somebody is called, and in whose voice",
    "relays": "who passed the whole document on",
    "cut": "parts of the text that are not read, and the reason",
    "page": "what it was taken from: hash of the bytes, size, encoding, address, time of fetching",
    "notes": "what was odd about the page",
    "reader": "version of the reader and hash of the lexicon",
}


def nested() -> dict[str, Any]:
    """Return the Arrow types of the nested records, by the name of the record in `model.py`."""
    pa = arrow()
    text, offset, real = pa.string(), pa.int32(), pa.float64()
    place = [("start", offset), ("end", offset), ("text", text)]
    span = pa.struct(place)
    spans = pa.list_(span)
    moment = pa.struct([*place, *((name, text) for name in ("at", "precision", "until", "reason"))])
    return {
        "Span": span,
        "Moment": moment,
        "Speaker": pa.struct([
            ("id", text), ("kind", text), ("name", span), ("mentions", spans), ("entity", text), ("evidence", text),
            ("certainty", real),
        ]),
        "Statement": pa.struct([
            ("id", text), ("cue", span), ("source", span), ("content", spans), ("speaker", text), ("addressee", span),
            ("via", spans), ("inside", text), ("type", text), ("act", text), ("force", text), ("rule", text),
            ("confidence", real), ("lexicon", pa.list_(text)), ("why", text), ("said_at", moment),
        ]),
        "Label": pa.struct([
            *place, ("epithet", text), ("family", text), ("entity", text), ("voice", text), ("statement", text),
            ("within", text),
        ]),
        "Relay": pa.struct([("role", text), ("span", span), ("naming", text)]),
        "Cut": pa.struct([*place, ("reason", text)]),
        "PageRecord": pa.struct([
            ("sha256", text), ("size_bytes", pa.int64()), ("encoding", text), ("url", text), ("fetched_at", text),
        ]),
        "ReaderVersion": pa.struct([("version", text), ("lexicon", text)]),
    }  # fmt: skip


def schema() -> Any:
    """Return the schema of what `read_batch` gives, as a `pyarrow.Schema`."""
    pa, types = arrow(), nested()
    text = pa.string()
    special = {
        "published": pa.struct([("at", text), ("precision", text), ("evidence", text), ("json", text)]),
        "speakers": pa.list_(types["Speaker"]), "statements": pa.list_(types["Statement"]),
        "labels": pa.list_(types["Label"]), "relays": pa.list_(types["Relay"]), "cut": pa.list_(types["Cut"]),
        "page": types["PageRecord"], "notes": pa.list_(text), "reader": types["ReaderVersion"],
    }  # fmt: skip
    return pa.schema(
        pa.field(name, special.get(name, text), metadata={"meaning": meaning}) for name, meaning in MEANINGS.items()
    )
