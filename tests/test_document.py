"""A document: chains from the speaker to the outlet, JSON that is refused with a reason, HTML that obeys nobody."""

import re

import pytest

import musnad
from musnad.document import Document
from musnad.errors import InputError
from musnad.model import Relay, Span, Speaker, Statement

TEXT = "نقلت «الضفة» عن مصدر قوله إن الوزير أبلغه أن المدير قال له: الماء قليل. (وكالة النهر) المصدر: جريدة الوادي"


def span(words):
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


SOURCE = Speaker("S1", "unnamed", span("مصدر"), (span("مصدر"),))
MINISTER = Speaker("S2", "person", span("الوزير"), (span("الوزير"),))
MANAGER = Speaker("S3", "person", span("المدير"), (span("المدير"),))


def statement(id, cue, speaker, content, **more):
    """A statement whose source is the naming of its speaker."""
    source = speaker.name if speaker else None
    fields = {"source": source, "speaker": speaker and speaker.id, "content": (span(content),), **more}
    return Statement(id=id, cue=span(cue), **fields)


OUTER = statement("s1", "قوله", SOURCE, "الوزير أبلغه أن المدير قال له: الماء قليل", via=(span("الضفة"),))
MIDDLE = statement("s2", "أبلغه", MINISTER, "المدير قال له: الماء قليل", inside="s1")
INNER = statement("s3", "قال", MANAGER, "الماء قليل", inside="s2")
AGENCY, ORIGIN = Relay("agency", span("وكالة النهر")), Relay("origin", span("جريدة الوادي"))
OUTLET = "outlet صدى الضفة named"


def document(*statements, **more):
    fields = {"id": "d", "text": TEXT, "outlet": "صدى الضفة", "speakers": (SOURCE, MINISTER, MANAGER), **more}
    return Document(statements=statements, **fields)


def chain(document, statement):
    """A chain as lines of role, name, naming; each span must be in the text."""
    links = document.chain_of(statement)
    assert all(TEXT[link.span.start : link.span.end] == link.span.text for link in links if link.span)
    return [f"{link.role} {link.name} {link.naming}" for link in links]


TWO_RELAYS = statement("s4", "قال", MANAGER, "الماء قليل", via=(span("الضفة"), span("مصدر")))
NO_SOURCE = statement("s5", "قال", MANAGER, "الماء قليل", source=None)
NOBODY = statement("s6", "قال", None, "الماء قليل", why="nobody agrees")
IN_NOBODY = statement("s7", "أبلغه", MINISTER, "الماء قليل", inside="s6")
CHAINS = [
    # a speaker with a name, and the outlet
    (document(NO_SOURCE), NO_SOURCE, ["speaker المدير named", OUTLET]),
    # an unnamed one, through a relay
    (document(OUTER), OUTER, ["speaker مصدر unnamed", "relay الضفة named", OUTLET]),
    # via is nearest to the text first, a chain begins at the speaker
    (document(TWO_RELAYS), TWO_RELAYS, ["speaker المدير named", "relay مصدر named", "relay الضفة named", OUTLET]),
    # a statement in a statement in a statement: each speaker passes on, and so does the outer one's own relay
    (document(OUTER, MIDDLE, INNER), INNER,
     ["speaker المدير named", "relay الوزير named", "relay مصدر unnamed", "relay الضفة named", OUTLET]),
    # nobody could be made out
    (document(NOBODY), NOBODY, ["speaker  implied", OUTLET]),
    # nobody could be made out for the statement around it
    (document(NOBODY, IN_NOBODY), IN_NOBODY, ["speaker الوزير named", "relay  implied", OUTLET]),
    # an agency and the paper it was taken from, after all relays, before the outlet
    (document(OUTER, relays=(ORIGIN, AGENCY)), OUTER,
     ["speaker مصدر unnamed", "relay الضفة named", "agency وكالة النهر named", "origin جريدة الوادي named", OUTLET]),
    # agencies without a name
    (document(OUTER, relays=(Relay("agency", span("وكالة النهر"), "unnamed"),)), OUTER,
     ["speaker مصدر unnamed", "relay الضفة named", "agency وكالة النهر unnamed", OUTLET]),
    # the outlet's own byline is no further link
    (document(NO_SOURCE, relays=(ORIGIN,), outlet="جريدة الوادي"), NO_SOURCE,
     ["speaker المدير named", "outlet جريدة الوادي named"]),
    # no outlet given: it is there all the same, without a name
    (document(NO_SOURCE, outlet=None), NO_SOURCE, ["speaker المدير named", "outlet  implied"]),
    # `inside` leads nowhere
    (document(INNER), INNER, ["speaker المدير named", OUTLET]),
]  # fmt: skip


@pytest.mark.parametrize(("document", "statement", "expected"), CHAINS)
def test_chain(document, statement, expected):
    assert chain(document, statement) == expected


def test_a_link_stands_at_the_statement_before_anywhere_else():
    elsewhere = Speaker("S3", "person", span("جريدة الوادي"), ())
    here, there = document(INNER, speakers=(elsewhere,)), document(NO_SOURCE, speakers=(elsewhere,))
    assert here.chain_of(INNER)[0].span == INNER.source
    assert there.chain_of(NO_SOURCE)[0].span == elsewhere.name


def test_a_ring_of_statements_ends():
    """JSON may say that two statements stand in each other."""
    one = statement("s1", "قوله", SOURCE, "الماء قليل", inside="s2")
    two = statement("s2", "قال", MANAGER, "قليل", inside="s1")
    assert len(document(one, two).chain_of(one)) == 3
    alone = statement("s1", "قال", MANAGER, "قليل", inside="s1")
    assert len(document(alone).chain_of(alone)) == 2


def test_speaker_of():
    assert document(INNER).speaker_of(INNER) is MANAGER
    assert document(NOBODY).speaker_of(NOBODY) is None
    assert document(INNER, speakers=()).speaker_of(INNER) is None


@pytest.mark.parametrize(("line", "said"), [
    ("", "truncated"),  # nothing
    ("قال", "malformed"),  # no JSON
    ('{"id": "d", "text": "قال"', "truncated"),  # a line that was cut
    ('{"id": "d", "text": ""} {}', "trailing"),  # two on one line
    ("[]", "Expected `object`"),
    ("null", "Expected `object`"),
    ('{"id": "d"}', "missing required field `text`"),
    ('{"id": "d", "text": null}', "`$.text`"),
    ('{"id": "d", "text": "", "statements": [{"id": "s"}]}', "`$.statements[0]`"),
    ('{"id": "d", "text": "", "speakers": [{"id": "S", "kind": "king"}]}', "'king'"),
    ('{"id": "d", "text": "", "published": "2031"}', "`$.published`"),
    ('{"id": "d", "text": "\\ud800"}', "not a document"),  # a lone surrogate
    (b'{"id": "d", "text": "\xff"}', "not a document"),  # no UTF-8
    ('{"id": "d", "text": "", "published": ' + '{"a":' * 100_000, "recursion"),  # a tower
])  # fmt: skip
def test_what_is_no_document_is_refused_with_a_reason(line, said):
    with pytest.raises(InputError) as error:
        Document.from_json(line)
    message = str(error.value)
    assert said in message and "expected a line of `musnad read" in message and "\n" not in message


def test_what_was_published_when_comes_back_as_it_went():
    given = {"at": "2031-05-01", "precision": "day", "evidence": "byline", 7: ("a", None)}
    document = musnad.read("قال", published=given)
    assert Document.from_json(document.to_json()) == document
    for bad in ({"at": "\ud800"}, {"at": object()}, "2031"):
        with pytest.raises(InputError, match="published"):
            musnad.read("قال", published=bad)


def test_html_is_right_to_left_and_escaped():
    text = "قال الوزير إن <script>alert('x')</script> & \"الماء\" قليل."
    html = musnad.read(text, title="<b>", outlet="<i>")._repr_html_()
    assert '<div class="musnad" dir="rtl" lang="ar">' in html
    assert not re.search("<(/?script|[bi]>)", html)
    assert html.count("&lt;") == 2 and html.count("&gt;") == 2 and "&#x27;x&#x27;" in html and " &amp; &quot;" in html
