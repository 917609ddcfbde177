"""Documents as archives up to schema 2 have them packed, for their migration: JSON under zlib with words set ahead."""

from __future__ import annotations

import zlib

from musnad.archive.packing import WORDS_AHEAD
from musnad.document import Document

_SPAN = '{"start":100,"end":200,"text":"'
_DICTIONARY = (
    f'{WORDS_AHEAD}"relays":[{{"role":"agency","span":{_SPAN}"}},"naming":"named"}}],"cut":[],"reader":{{"version":"0.1.0",'
    '"lexicon":"'
    '"},"byline":null,"outlet_id":null,"language":"ar","page":{"sha256":"","size_bytes":,"encoding":"utf-8","url":'
    '"fetched_at":"},"notes":[]}{"id":"d","text":"","url":null,"outlet":null,"title":null,"published":{"at":"201","precision":'
    '"minute","zone":"+03:00","evidence":"json-ld","candidates":[{"at":"","precision":"day","zone":null,"evidence":"text",'
    '"text":"","agrees":true}]},"speakers":[{"id":"S1","kind":"organisation","name":'
    f'{_SPAN}"}},"mentions":[{_SPAN}"}},{_SPAN}"}}]}},{{"id":"S2","kind":"unnamed","name":{_SPAN}"}},"mentions":[{_SPAN}"}}]}},'
    f'{{"id":"S3","kind":"person","name":{_SPAN}"}},"mentions":[{_SPAN}"}}]}}],"statements":[{{"id":"s","cue":{_SPAN}"}},'
    f'"source":{_SPAN}"}},"content":[{_SPAN}"}}],"speaker":"S1","addressee":{_SPAN}"}},"via":[],"inside":null,"type":"indirect",'
    '"act":"state","force":"neutral","rule":"verb+clause","confidence":0.998,"lexicon":["verbs_say/qala"],"why":null,'
    f'"said_at":null}},{{"id":"s","cue":{_SPAN}"}},"source":null,"content":[{_SPAN}"}}],"speaker":"S1","addressee":null,'
    '"via":[],"inside":null,"type":"mixed","act":"state","force":"endorsing","rule":"participle","confidence":0.99,'
    '"lexicon":["verbs_think/akkada"],"why":null,"said_at":null}],"labels":[],"relays":[],"cut":[],"reader":{"version":"0.1.0",'
).encode()


def unpack_document(data: bytes) -> Document:
    """Unpack a document of an archive of schema 1 or 2."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS, _DICTIONARY)
    return Document.from_json(unpacker.decompress(data) + unpacker.flush())
