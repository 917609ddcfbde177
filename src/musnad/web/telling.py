"""What went wrong, in the visitor's language: the library says it in English; the common lines are known here.

What isn't known is shown as it came, marked as English. A test makes the errors and sees that they are known.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from musnad.web.catalogues import Catalogue
from musnad.web.marking import cleaned

CONTEXT = "error"
_ROWS = (  # a message, and the same with names for its parts, which is what catalogues have
    (r"query, character (?P<n>\d+): (?P<what>.*)", "At character %(n)s of the query: %(what)s"),
    (r"the quotation that begins with (?P<a>.+) has no end; .*", "the quotation that begins with %(a)s has no end"),
    (r"a bracket closes that was never opened; .*", "a bracket closes that was never opened"),
    (r"too many brackets in brackets; .*", "too many brackets in brackets"),
    (r"nothing between these brackets; .*", "nothing stands between these brackets"),
    (r"a bracket that is never closed; .*", "a bracket is never closed"),
    (r"too many words and fields; (?P<n>\d+) at most", "too many words and fields, %(n)s at most"),
    (r"a word is missing .*", "a word is missing here"),
    (r"no word in (?P<a>.+); .*", "no word in %(a)s; write letters or digits"),
    (r"[-!] has no meaning here; for what is to be left out write (?P<a>NOT .*)",
     "for what is to be left out write %(a)s"),
    (r"[+] has no meaning here; .*", "+ has no meaning here: all words are asked for anyway"),
    (r"[*] and [?] stand for nothing here; .*", "* and ? stand for nothing here: write the whole word"),
    (r"no field (?P<a>.+):; did you mean (?P<b>.+):[?] .*", "there is no field %(a)s; did you mean %(b)s?"),
    (r"no field (?P<a>.+):; fields are (?P<b>.+)[.] To .*", "there is no field %(a)s; there are: %(b)s"),
    (r"(?P<a>\S+): has no value behind it; .*", "the field %(a)s has no value behind it"),
    (r"'(?P<a>.+)' is no date; .*", "%(a)s is no date; write 2031, 2031-05 or 2031-05-04"),
    (r"(?P<a>\w+): can't be '(?P<b>.*)'; (?:did you mean (?P<c>\w+)[?] )?It is one of (?P<d>.*)",
     "%(a)s can't be %(b)s; it is one of: %(d)s"),
    (r"'(?P<a>.+)' is no country; .*", "%(a)s is no country; write its two letters, as in SY"),
    (r"cursor: .*", "This page of the list is there no longer; begin anew"),
    (r"there is no text; .*", "There is no text; paste one, or choose a file"),
    (r"the text has (?P<n>[\d,]+) characters; (?P<most>[\d,]+) at most",
     "The text has %(n)s characters; %(most)s at most"),
    (r"'(?P<a>.*)' is no address; .*", "%(a)s is no address; it begins with https:// or http://"),
    (r"'(?P<a>.*)' is no day; .*", "%(a)s is no day; write it as 2031-05-04"),
    (r"(?P<a>.+): the file is empty", "The file %(a)s is empty"),
    (r"(?P<a>.+): private-address: .*", "%(a)s lies in a private network; only public addresses are read"),
    (r"(?P<a>.+): http-(?P<n>\d+): .*", "%(a)s gives no page (HTTP %(n)s)"),
    (r"(?P<a>.+): (?:dns|connect\w*|timeout|tls): .*", "%(a)s can't be reached"),
    (r"(?P<a>.+): (?:no article.*|there is no article.*)", "No article is found in %(a)s"),
    (r"too many tries; wait (?P<n>\d+) minutes", "Too many tries; wait %(n)s minutes"),
    (r"nobody can sign in now; .*", "Nobody can sign in now; the server's own messages say why"),
    (r"this question takes too long; .*", "This question takes too long; ask for less: more words, fewer days"),
    (r"(?:.+: )?in use by another program .*", "Another program is writing to the archive; try again in a minute"),
    (r"(?:.+: )?(?:the connection was lost|no server answers there|the server (?:is stopping|has no connection)).*",
     "The archive can't be reached now; try again in a minute"),
    (r"say why it is rejected", "Say why it is rejected"),
    (r"say why", "Say why"),
    (r"say what is split off: .*", "Say what is split off: a name, or documents"),
    (r"say who speaks: .*", "Say who speaks: choose somebody, or write the name as the text has it"),
    (r"select the words in the text, .*", "Select the words in the text, or write where they begin and end"),
    (r"this form is too old .*", "This form is too old; open the page again"),
    (r"only editors may change something", "Only editors may change something"),
    (r"sign in first", "Sign in first"),
    (r"no (?:statement or document|statement|document) has the id '(?P<a>.*)' .*",
     "There is no statement or document %(a)s"),
    (r"'(?P<a>.*)': no entity has this id or name; .*", "There is no speaker %(a)s"),
    (r"no story has the id '(?P<a>.*)' .*", "There is no story %(a)s"),
    (r"several ids of stories begin with '(?P<a>.*)': .*",
     "The ids of several stories begin with %(a)s; write more of it"),
    (r"say which story tells the same: .*", "Say which story tells the same: choose one or write its id, not both"),
    (r"say which documents are split off", "Choose the documents that are split off"),
    (r"\S+: these are all of its documents; .*", "These are all documents of the story; leave at least one in it"),
    (r"(?P<a>.+): this document isn't in \S+", "The document %(a)s isn't in this story"),
    (r"no decision (?P<n>\d+) about \w+; .*", "There is no decision with the number %(n)s"),
    (r"decision (?P<n>\d+) is undone already; .*", "Decision %(n)s is undone already"),
    (r"day: '(?P<a>.*)' is no date; .*", "%(a)s is no date; write 2031, 2031-05 or 2031-05-04"),
    (r"'(?P<a>.*)': several entities have this name: (?P<b>.*); give an id", "Several have the name %(a)s: %(b)s"),
    (r"no outlet '(?P<a>.*)' in this archive", "There is no outlet %(a)s in this archive"),
    (r"saved: there is a search '(?P<a>.*)'; .*", "There is a search named %(a)s already"),
    (r"saved: no search '(?P<a>.*)'; .*", "There is no search named %(a)s"),
    (r"'(?P<a>.*)' is neither a speaker of .*", "%(a)s is no part of the text; a speaker is named by its words"),
    (r"\S+ and \S+ are one already: story-.*", "These two stories are one already"),
    (r"(?P<a>\S+) and (?P<b>\S+) are one already: .*", "These two are one already"),
    (r"\S+ is a (?P<a>\w+), \S+ a (?P<b>\w+); they can't be one", "A %(a)s and a %(b)s can't be one"),
    (r"Not Found", "There is no such page"),
)  # fmt: skip
_KNOWN = [(re.compile(pattern, re.DOTALL), message) for pattern, message in _ROWS]
MESSAGES = tuple(message for _pattern, message in _ROWS)


def told(message: str, words: Catalogue) -> str | None:
    """Return a message in a language; None where it is not known."""
    for pattern, known in _KNOWN:
        match = pattern.fullmatch(message)
        if match is None:
            continue
        parts = {name: value or "" for name, value in match.groupdict().items()}
        if "what" in parts:
            parts["what"] = told(parts["what"], words) or parts["what"]
        return words.pgettext(CONTEXT, known) % parts
    return None


def paragraph(error: object, words: Catalogue) -> Markup:
    """Return what went wrong as a paragraph in the visitor's language, or marked as English."""
    message = " ".join(str(error).split())
    known = told(message, words) if words.language != "en" else None
    if known is None:
        return Markup('<p lang="en" dir="ltr">{}</p>').format(escape(cleaned(message)))
    return Markup("<p>{}</p>").format(escape(cleaned(known)))
