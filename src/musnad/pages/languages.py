"""Which language a text is in, and which pages needn't be taken apart to tell that it isn't Arabic."""

from __future__ import annotations

import re

from musnad.pages.encoding import decode
from musnad.pages.page import Page

ARABIC_SHARE = 0.5  # of the letters; below it the text is in another language
PERSIAN_SHARE = 0.02  # of Arabic letters; loanwords in Arabic press stay far below, Persian has 8 to 12 %
SAMPLE = 4000  # letters of a text that tell its language
FEWEST = 100  # Arabic letters of a page with an article; the shortest news has two hundred
OTHER_LANGUAGE = "other-language"  # the code of an `InputError`
_ARABIC = re.compile("[\u0621-\u064a]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")  # پ چ ژ ک گ ی: Persian, Urdu, Kurdish
_LETTER = re.compile(r"[^\W\d_]")
_REFERENCE = re.compile(rb"&#(?:1[56]\d\d|[xX]06[0-9a-fA-F]{2});")  # an Arabic letter, as old pages wrote it
_ASCII = bytes(range(128))


def language_of(text: str) -> str | None:
    """Return `ar` for a text in Arabic, None for one in another script or in Persian, Urdu, Kurdish."""
    sample = text[:SAMPLE]
    letters, arabic = len(_LETTER.findall(sample)), len(_ARABIC.findall(sample))
    if not letters or arabic < ARABIC_SHARE * letters or len(_PERSIAN.findall(sample)) > PERSIAN_SHARE * arabic:
        return None
    return "ar"


def may_be_arabic(page: Page) -> bool:
    """Tell whether a page has as many Arabic letters as an article needs: a look at its bytes, for most pages.

    Menus and links to an Arabic edition pass; `language_of` the article tells those.
    """
    if b"\0" in page.body[:2000]:  # UTF-16, whose bytes tell little
        return True
    if len(page.body.translate(None, _ASCII)) >= FEWEST:
        text = decode(page.body, content_type=page.headers.get("content-type", "")).text
        if sum(1 for _ in zip(range(FEWEST), _ARABIC.finditer(text), strict=False)) == FEWEST:
            return True
    return len(_REFERENCE.findall(page.body)) >= FEWEST
