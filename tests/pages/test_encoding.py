"""Bytes become text by what they are, whatever they say of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.pages.encoding import declarations, decode
from musnad.pages.mojibake import mend

ARABIC = "قال وزير النقل في المدينة إن الجسر الذي أغلق على المارة سيفتح بعد أيام، وهذا «وعد» من الحكومة"
FRENCH = "Le ministre a déclaré à l'agence que l'été sera très chaud, où que l'on aille"


def html(text, meta=""):
    return f"<html><head>{meta}<title>x</title></head><body><p>{text}</p></body></html>"


META = '<meta http-equiv="Content-Type" content="text/html; charset={}">'

ROWS = [
    # (bytes, content type, expected encoding, part of a note)
    (html(ARABIC).encode(), "", "utf-8", ""),  # nothing declared
    (b"\xef\xbb\xbf" + html(ARABIC).encode(), "text/html; charset=windows-1256", "utf-8", ""),  # the mark is believed
    (html(ARABIC, META.format("windows-1256")).encode(), "", "utf-8", ""),  # what decodes as UTF-8 is UTF-8
    (html(ARABIC, META.format("windows-1256")).encode("cp1256"), "", "cp1256", ""),
    (html(ARABIC).encode("cp1256"), "", "cp1256", ""),  # by its words alone
    (html(ARABIC, META.format("iso-8859-1")).encode("cp1256"), "", "cp1256", "its words are cp1256"),
    (html(ARABIC, META.format("utf-8")).encode("cp1256"), "text/html; charset=utf-8", "cp1256", ""),
    (html(ARABIC.replace("«", '"').replace("»", '"')).encode("iso8859-6"), "", "iso8859-6", ""),
    (html(ARABIC.replace("«", '"').replace("»", '"')).encode("iso8859-6"), "text/html; charset=windows-1256", "iso8859-6", "its words"),
    (b"\xff\xfe" + html(ARABIC).encode("utf-16-le"), "", "utf-16-le", ""),
    (b"\xfe\xff" + html(ARABIC).encode("utf-16-be"), "", "utf-16-be", ""),
    (html(ARABIC).encode("utf-16-le"), "", "utf-16-le", "no byte-order mark"),
    (html(ARABIC).encode()[:-60] + b"\xd8", "", "utf-8", "not UTF-8"),  # cut in the middle of a letter
    (html(FRENCH, META.format("iso-8859-1")).encode("cp1252"), "", "cp1252", ""),  # not Arabic: as declared
    (html(FRENCH, META.format("x-no-such")).encode("cp1252"), "", "cp1256", "no encoding declared"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "content_type", "encoding", "note"), ROWS)
def test_decoding(body, content_type, encoding, note):
    decoded = decode(body, content_type=content_type)
    assert decoded.encoding == encoding
    assert note in "; ".join(decoded.notes)
    if encoding != "cp1252" and "déclar" not in body.decode("cp1252", "replace"):
        assert "وزير النقل" in decoded.text
    assert not decoded.text.startswith("\ufeff")


@pytest.mark.parametrize(("content_type", "start", "names"), [
    ("text/html; charset=UTF-8", b"", ["utf-8"]),
    ('text/html; charset="windows-1256"', b'<meta charset=utf-8>', ["cp1256", "utf-8"]),
    ("", b'<?xml version="1.0" encoding="ISO-8859-6"?>', ["iso8859-6"]),
    ("text/html; charset=rot13", b"", []),  # no character set
    ("text/html; charset=hex", b"<meta charset='zip'>", []),
    ("", b"x" * 5000 + b"<meta charset=utf-8>", []),  # too far down
])  # fmt: skip
def test_declarations(content_type, start, names):
    assert declarations(start, content_type) == names


def spoil(text, was, taken_for):
    return "".join(bytes([n]).decode(taken_for, "ignore") or chr(n) for n in text.encode(was))


@pytest.mark.parametrize(("was", "taken_for"), [("utf-8", "cp1252"), ("utf-8", "cp1256"), ("cp1256", "cp1252")])
def test_text_decoded_wrongly_before_is_mended_and_said(was, taken_for):
    text, notes = mend(html(spoil(ARABIC, was, taken_for)))
    assert ARABIC in text
    assert len(notes) == 1 and "mended" in notes[0]


@pytest.mark.parametrize("text", [
    ARABIC,  # right as it is
    FRENCH,
    "Øystein Ødegård møtte Åse Ørbeck på Ås",  # Ø and Ù are letters
    "طظ طظ طظ طظ",  # ط and ظ in a row, no UTF-8
    spoil("في", "utf-8", "cp1252"),  # too short to be sure
    spoil(ARABIC, "utf-8", "cp1252").replace("‚", "?"),  # bytes were lost: nothing can be proved
])  # fmt: skip
def test_text_that_is_not_certainly_spoilt_stays(text):
    assert mend(html(text)) == (html(text), ())


def test_only_the_spoilt_parts_are_mended():
    page = f"<h1>{ARABIC}</h1><p>{spoil(ARABIC, 'utf-8', 'cp1252')}</p>"
    assert mend(page)[0] == f"<h1>{ARABIC}</h1><p>{ARABIC}</p>"


@given(st.binary(max_size=400), st.text(max_size=40))
def test_any_bytes_decode(body, content_type):
    assert isinstance(decode(body, content_type=content_type).text, str)


@given(st.text(max_size=200))
def test_text_in_utf_8_comes_back(text):
    body = text.encode("utf-8", "ignore")
    if b"\0" not in body and not body.startswith((b"\xef\xbb\xbf",)):
        assert decode(body, markup=False).text == body.decode()
