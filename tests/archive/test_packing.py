"""What is packed comes back as it was, whatever it was; the text alone, too."""

import zlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import musnad
from musnad.archive import letters, packing
from musnad.document import Document
from musnad.errors import InputError
from musnad.model import Span, Speaker, Statement

TEXT = "قال الوالي سعد المرزوق، أمس ١٢ أيار، إن «الجسر» سيفتح بعد أيام… وأضافت \"الإدارة\" أن 5٪ من الأعمال بقيت."
ODD = [
    "", "\x10", "\x00\x01{\x011,2", "a\x10b\x10", "ﻟﻠﻪ 漢字 🙂", "\ud800", "قال\nهو\t\\\"", "\ufffe\uffff\U0010ffff",
    "é\u0080", '"start":1,"end":2,"text":"x"',
]  # fmt: skip


@pytest.mark.parametrize("text", [TEXT, *ODD])
def test_letters_of_odd_texts(text):
    assert letters.decode(letters.encode(text)) == text


@given(st.text())
def test_letters_of_any_text(text):
    assert letters.decode(letters.encode(text)) == text


def test_arabic_takes_a_byte_a_letter():
    assert len(letters.encode(TEXT)) == len(TEXT)
    assert len(set(letters.TABLE)) == 256 and letters.TABLE[65] == "A"


def test_bytes_that_are_no_letters():
    assert letters.decode(b"\x10zz\x10") == "\x10zz\x10"  # nothing is written out so
    with pytest.raises(UnicodeError):
        letters.decode(b"\x10d8\x10")


def document(text, *, title=None, words=None):
    """A document with a span that is its text, and one that claims other words."""
    here = Span(0, min(5, len(text)), text[:5])
    said = Statement(
        id="s1", cue=None, source=here, content=(here, Span(0, 1, words or text[:1])), speaker="S1", addressee=None,
        via=(), type="direct", act="state", force="neutral",
    )  # fmt: skip
    return Document(
        id="d1", text=text, title=title, published={"at": "2031-05-04", "@": [1, 2], "start": 3},
        speakers=(Speaker("S1", "person", here, (here,)),), statements=(said,),
        notes=('{"start":1,"end":2,"text":"x"}',),
    )  # fmt: skip


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_any_document_comes_back(text, title):
    for made in (document(text, title=title), document(text, words=f"{title}x")):
        packed = packing.pack_document(made)
        assert packing.unpack_document(packed) == made
        assert packing.unpack_text(packed) == text


def test_a_document_that_was_read_comes_back():
    read = musnad.read(TEXT, title="الجسر", outlet="النهر", url="https://nahr.example/a")
    packed = packing.pack_document(read)
    assert packing.unpack_document(packed) == read and packing.unpack_text(packed) == TEXT
    assert len(packed) < 0.6 * len(zlib.compress(read.to_json().encode("utf-8")))


@pytest.mark.parametrize("spoil", [
    lambda packed: b"", lambda packed: b"no zlib", lambda packed: packed[:40], lambda packed: packed[9:],
])  # fmt: skip
def test_what_is_damaged_is_told(spoil):
    packed = spoil(packing.pack_document(msgspec.structs.replace(document(TEXT * 9), id="d2")))
    for unpack in (packing.unpack_document, packing.unpack_text):
        with pytest.raises(InputError):
            unpack(packed)
