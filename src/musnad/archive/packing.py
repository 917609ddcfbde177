"""The bytes that an archive keeps: pages under zlib, documents as their text and the JSON of all else.

The text comes first, a byte a letter, so that it can be unpacked alone; the JSON has spans without the words that stand
there. Both are packed in one with the words and keys that most documents have set ahead: zlib finds them in a short
document as it would in a long one. What is set ahead is part of the format: a change needs a migration.
"""

from __future__ import annotations

import re
import zlib

import msgspec

from musnad.archive import letters
from musnad.document import Document
from musnad.errors import InputError

PACKING = 6  # zlib's level: 9 takes three times as long for two parts in a hundred

_SIZE = 4  # bytes that say how many the text has, the least first
_SPAN = "{\x01100,200"
WORDS_AHEAD = (  # schema 2 had them, too
    "من في على أن إلى عن التي الذي مع هذا هذه بعد كان قال وقال أكد وأكد أضاف وأضاف وأوضح مشيرا إلى أن "
    "خلال رئيس وزير وزارة الخارجية الداخلية المتحدث باسم مجلس الحكومة الدولة المملكة العربية المتحدة "
    "الولايات الرئيس الأمين العام مدير عام وكالة الأنباء صحيفة بيان مصدر مسؤول مصادر أمس اليوم الأحد "
    "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت المنطقة مدينة محافظة العاصمة الجيش القوات الأمن الشرطة "
    "المحكمة النيابة الدفاع المدني الصحة التعليم الاقتصاد النفط المالية البنك المركزي مليون مليار دولار "
    "في المئة بين كل غير قبل حول ضد منذ حتى عدد من"
)
_AHEAD = (
    f'{WORDS_AHEAD}"relays":[{{"role":"agency","span":{_SPAN}}},"naming":"named"}}],"cut":[],"reader":{{"version":"0.1.0","lexicon":"'
    '"},"byline":null,"outlet_id":null,"language":"ar","page":{"sha256":"","size_bytes":,"encoding":"utf-8","url":'
    '"fetched_at":"},"notes":[]}{"id":"d","text":"","url":"https://","outlet":null,"title":null,"published":{"at":"201",'
    '"precision":"minute","zone":"+03:00","evidence":"json-ld","candidates":[{"at":"","precision":"day","zone":null,'
    '"evidence":"text","text":"","agrees":true}]},"speakers":[{"id":"S1","kind":"organisation","name":'
    f'{_SPAN}}},"mentions":[{_SPAN}}},{_SPAN}}}],"entity":"body/","evidence":"name","certainty":0.9}},{{"id":"S2","kind":'
    f'"unnamed","name":{_SPAN}}},"mentions":[{_SPAN}}}]}},{{"id":"S3","kind":"person","name":{_SPAN}}},"mentions":[{_SPAN}}}],'
    f'"entity":null,"evidence":null,"certainty":null}}],"statements":[{{"id":"s","cue":{_SPAN}}},"source":{_SPAN}}},'
    f'"content":[{_SPAN}}}],"speaker":"S1","addressee":{_SPAN}}},"via":[],"inside":null,"type":"indirect","act":"state",'
    '"force":"neutral","rule":"verb+clause","confidence":0.998,"lexicon":["verbs_say/qala"],"why":null,"said_at":null},'
    f'{{"id":"s","cue":{_SPAN}}},"source":null,"content":[{_SPAN}}}],"speaker":"S1","addressee":null,"via":[],"inside":null,'
    '"type":"mixed","act":"state","force":"endorsing","rule":"participle","confidence":0.99,"lexicon":["verbs_think/akkada"],'
    f'"why":null,"said_at":null}}],"labels":[{_SPAN},"epithet":"الرئيس","family":"armed_group","entity":null,"voice":"own",'
    '"statement":null,"within":null}],"relays":[],"cut":[],"reader":{"version":"0.1.0","lexicon":"'
)
_DICTIONARY = letters.encode(_AHEAD)

# Keys of JSON only: within a string their quotation marks would stand behind backslashes, and U+0001 as an escape.
_WITH_WORDS = re.compile(r'"start":(\d+),"end":(\d+),"text":("(?:[^"\\]|\\.)*")')
_WITHOUT = re.compile("\x01(\\d+),(\\d+)")


def pack(data: bytes) -> bytes:
    """Pack the bytes of a page."""
    return zlib.compress(data, PACKING)


def unpack(data: bytes) -> bytes:
    """Unpack the bytes of a page."""
    return zlib.decompress(data)


def pack_document(document: Document) -> bytes:
    """Pack a document."""
    text = document.text

    def without_words(found: re.Match[str]) -> str:
        start, end, words = found.groups()
        is_there = words == _json(text[int(start) : int(end)])
        return f"\x01{start},{end}" if is_there else found[0]

    rest = _WITH_WORDS.sub(without_words, msgspec.structs.replace(document, text="").to_json())
    first = letters.encode(text)
    packer = zlib.compressobj(PACKING, zlib.DEFLATED, zlib.MAX_WBITS, 8, zlib.Z_DEFAULT_STRATEGY, _DICTIONARY)
    parts = len(first).to_bytes(_SIZE, "little"), first, letters.encode(rest)
    return b"".join([*map(packer.compress, parts), packer.flush()])


def unpack_document(data: bytes) -> Document:
    """Unpack a document.

    Raises:
        InputError: it is none, or damaged.
    """
    unpacker = zlib.decompressobj(zlib.MAX_WBITS, _DICTIONARY)
    try:
        whole = unpacker.decompress(data)
        if not unpacker.eof:
            raise InputError("not a packed document: its end is missing")
        size = _SIZE + int.from_bytes(whole[:_SIZE], "little")
        text, rest = letters.decode(whole[_SIZE:size]), letters.decode(whole[size:])
    except (zlib.error, UnicodeError) as error:
        raise InputError(f"not a packed document: {error}") from error

    def with_words(found: re.Match[str]) -> str:
        start, end = found.groups()
        return f'"start":{start},"end":{end},"text":{_json(text[int(start) : int(end)])}'

    return msgspec.structs.replace(Document.from_json(_WITHOUT.sub(with_words, rest)), text=text)


def unpack_text(data: bytes) -> str:
    """Unpack the text of a document, without what was read in it.

    Raises:
        InputError: it is none, or damaged.
    """
    unpacker = zlib.decompressobj(zlib.MAX_WBITS, _DICTIONARY)
    try:
        head = unpacker.decompress(data, _SIZE)
        size = int.from_bytes(head, "little")
        found = unpacker.decompress(unpacker.unconsumed_tail, size) if size else b""
        text = letters.decode(found)
    except (zlib.error, UnicodeError) as error:
        raise InputError(f"not a packed document: {error}") from error
    if len(head) < _SIZE or len(found) < size:
        raise InputError("not a packed document: its end is missing")
    return text


def _json(text: str) -> str:
    return msgspec.json.encode(text).decode("utf-8")
