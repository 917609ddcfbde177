"""What holds for every text whatever: each span is a part of it, each reference leads somewhere, JSON gives it back.

The texts are news in pieces: every cue of the lexicon, every attribution, every mark, in sentences that a reader
can read and in heaps that nobody can.
"""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from musnad.document import Document
from musnad.lexicon.compiling import tables
from musnad.lexicon.loading import parse, raw_files
from musnad.model import Relay, Span, Speaker, Statement
from musnad.reading.reader import read

# -- texts -------------------------------------------------------------------------------------

LEXICON = tables()
ATTRIBUTIONS = sorted(entry["form"] for entry in parse("attributions", raw_files()["attributions"])["entries"])
OPENERS = ["أن", "إن", "أنه", "بأن", "إلى أن", "على أن", "إلى", "عن", "من", "ب", "ل", ":", "قائلا", "", "", "،"]
PLAIN = [
    "النهر", "السد", "القرية", "مصنع", "طريق", "كبير", "جديدة", "المزارعين", "للناس", "والمدرسة", "بلدة", "أمس",
    "25", "NATO", "أ.", "12:30",
]  # fmt: skip
MARKS = [*"«»“”\"‹›'‘’„‟〞″＂"]
PAIRS = ["«»", "“”", '""', "‹›", "''", "»«", "””", "““", "‘’", "„“", "« ", " »", '" ']
SIGNS = [*".،,؛;:!?؟…()[]-–—*/|", "\n", "\n\n", "\r\n", "\t", "\u200f", "\u202b", "\ufeff", "\xa0", "..."]

by_tense = {row.tense: [] for rows in LEXICON.cues.values() for row in rows}
for form, rows in sorted(LEXICON.cues.items()):
    by_tense[rows[0].tense].append(form)  # all cue forms; each tense is as frequent, though not as rich, as another
cue = st.tuples(st.sampled_from(["", "", "و", "ف"]), st.one_of(*map(st.sampled_from, by_tense.values()))).map("".join)
name = st.sampled_from(sorted(LEXICON.nouns) + sorted(LEXICON.names)) | st.sampled_from(["للصحفيين", "لوكالة الضفة"])
plain = st.sampled_from(PLAIN)
closed = st.sampled_from(sorted(LEXICON.letters))  # particles, prepositions, times
sign = st.sampled_from(SIGNS + MARKS)
noise = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3)


def line(*parts):
    return st.tuples(*(st.just(part) if isinstance(part, str) else part for part in parts)).map(" ".join)


phrase = st.lists(name | plain, min_size=1, max_size=4).map(" ".join)
words = st.lists(plain | closed | name, max_size=6).map(" ".join)


def sentences(said):
    """Sentences of every construction, with `said` in them: a content, maybe another sentence."""
    quoted = st.tuples(st.sampled_from(PAIRS), said).map(lambda row: row[0][0] + row[1] + row[0][1])
    said, opener, who = said | quoted, st.sampled_from(OPENERS), phrase | st.just("")
    return st.one_of(
        line(cue, who, opener, said),
        line(phrase, cue, opener, said),
        line(said, "،", cue, opener, said),
        line(cue, "للصحفيين", who, opener, said),
        line(said, "،", st.sampled_from(ATTRIBUTIONS), phrase),
        line(st.sampled_from(ATTRIBUTIONS), phrase, "،", said),
        line(st.sampled_from(["نقلت", "ونقل", "أوردت"]), phrase, "عن", phrase, cue, opener, said),
        line(phrase, ":", said),
    )


sentence = st.recursive(words, sentences, max_leaves=5)
heap = st.lists(cue | name | closed | sign | noise, max_size=12).map(" ".join)
pieces = st.lists(st.tuples(sentence | heap, sign).map("".join), max_size=5).map("".join)
texts = st.tuples(pieces, st.sampled_from(["", " .", " ،\n", " »."])).map("".join)  # some break off

RICH = """الوالي: الماء حق للجميع
وقال وزير الري سامر الحلواني إن المدير أكد أن «النهر جف».
وقال لصحيفة الوادي إن السد قديم، مشيرا إلى أن العمل بدأ.
ونقلت وكالة الضفة عن مصدر أمني قوله إن الطريق مغلق.
المصدر: جريدة الوادي"""


@settings(max_examples=300, deadline=None)
@given(texts, st.none() | st.text(max_size=5))
@example(RICH, "عنوان")
def test_a_reading_holds_together(faults, text, title):
    document = read(text, title=title, outlet=title, url=title)
    assert faults(document) == []
    assert document.text == text and (document.title, document.outlet, document.url) == (title, title, title)
    assert Document.from_json(document.to_json()) == document
    assert read(text, title=title, outlet=title, url=title) == document


SALAD = [
    "قال", "أن", "إن", "عن", "نقلا", "بحسب", "وأضاف", "وذكرت", "مؤكدا", "قيل", "حسبما", "أفاد", "لـ«النهر»", "الوالي",
    "صحيفة", "وكالة", "ضاحية", "السنابل", "الجسر", "آمن", "،", ".", ":", "«", "»",
]  # fmt: skip


@given(st.lists(st.sampled_from(SALAD), min_size=4, max_size=50).map(" ".join))
@example("عن وأضاف أن نقلا ضاحية وأضاف أن السنابل")  # an attribution takes all of the content that it stands in
@settings(max_examples=300, deadline=None)
def test_so_does_one_of_cues_in_a_heap(faults, text):
    assert faults(read(text)) == []


@settings(max_examples=100, deadline=None)
@given(st.lists(sign | noise | cue, max_size=30).map("".join))
def test_so_does_one_of_noise(faults, text):
    document = read(text)
    assert faults(document) == []
    assert Document.from_json(document.to_json()) == document


# -- the tests of the tests --------------------------------------------------------------------


def test_every_kind_of_span_is_looked_at(places):
    assert {part for part, _ in places(read(RICH))} == {
        "name", "mention", "cue", "source", "addressee", "content", "via", "chain", "relay",
    }  # fmt: skip
    assert any(statement.inside for statement in read(RICH).statements)


SHIFTED, EMPTY, LONG = Span(0, 4, "لوال"), Span(3, 3, ""), Span(0, 9_999, "الوالي")
GOOD = Span(0, 6, "الوالي")
FAULTS = [
    ({"cue": SHIFTED}, "cue is not what stands there"),
    ({"cue": EMPTY}, "cue runs from 3 to 3"),
    ({"source": LONG}, "source runs from 0 to 9999"),
    ({"addressee": SHIFTED}, "addressee is not"),
    ({"content": (SHIFTED,)}, "content is not"),
    ({"content": ()}, "says nothing"),
    ({"content": (GOOD, GOOD)}, "overlap"),
    ({"content": (Span(8, 13, "الماء"), GOOD)}, "not sorted"),
    ({"via": (EMPTY,)}, "via runs"),
    ({"via": (SHIFTED,)}, "chain is not"),
    ({"speaker": "S99"}, "the speaker is not there"),
    ({"speaker": None}, "no word why"),
    ({"inside": "s99"}, "stands inside nothing"),
    ({"inside": "own"}, "in a ring"),
    ({"id": "other"}, "an id is given twice"),
]


@pytest.mark.parametrize(("change", "said"), FAULTS)
def test_a_fault_in_a_statement_is_found(faults, change, said):
    document = read(RICH)
    first, second, *rest = document.statements
    change = {key: {"own": first.id, "other": second.id}.get(value, value) if isinstance(value, str) else value
              for key, value in change.items()}  # fmt: skip
    broken = msgspec.structs.replace(first, **change)
    assert said in str(faults(msgspec.structs.replace(document, statements=(broken, second, *rest))))


@pytest.mark.parametrize(("change", "said"), [
    ({"speakers": (Speaker("S1", "person", SHIFTED, ()),)}, "name is not"),
    ({"speakers": (Speaker("S1", "person", GOOD, (EMPTY,)),)}, "mention runs"),
    ({"speakers": (Speaker("S1", "person", GOOD, ()),) * 2}, "an id is given twice"),
    ({"relays": (Relay("agency", SHIFTED),)}, "relay is not"),
    ({"statements": tuple(
        Statement(id=a, cue=None, source=None, content=(GOOD,), speaker=None, why="?", inside=b)
        for a, b in ("ab", "ba")
    )}, "in a ring"),
])  # fmt: skip
def test_a_fault_in_a_document_is_found(faults, change, said):
    assert said in str(faults(msgspec.structs.replace(read(RICH), **change)))


# -- what ought to hold ------------------------------------------------------------------------


def parts(statement):
    single = [(part, getattr(statement, part)) for part in ("cue", "source", "addressee")]
    return [(part, span) for part, span in single if span] + [
        *(("content", span) for span in statement.content), *(("via", span) for span in statement.via),
    ]  # fmt: skip


@pytest.mark.parametrize("text", [
    RICH,
    "وأكد الوزير أن الماء، بحسب وكالة الضفة، قليل.",
    "قال الوزير إن الماء قليل، نقلا عن مدير البلدية.",
    "وقال الوزير إن وفقا لوزارة المياه، الماء قليل.",
])  # fmt: skip
def test_the_parts_of_a_statement_do_not_overlap(text):
    document = read(text)
    assert document.statements
    for statement in document.statements:
        rows = sorted(parts(statement), key=lambda row: (row[1].start, row[1].end))
        for (one, before), (other, behind) in pairwise(rows):
            assert before.end <= behind.start, f"{one} {before.text!r} runs into {other} {behind.text!r}"


@pytest.mark.parametrize("text", [
    RICH,
    "دعا رئيس الاتحاد سالم منصور إلى الوادي أمس قال فيها إن الماء قليل.",
])  # fmt: skip
def test_the_mentions_of_a_speaker_do_not_overlap(text):
    assert read(text).speakers
    for speaker in read(text).speakers:
        assert speaker.name in speaker.mentions
        for before, behind in pairwise(speaker.mentions):
            assert before.end <= behind.start


@pytest.mark.parametrize("text", [
    RICH,
    "قال الوزير إن المدير أبلغه: «الماء قليل جدا هنا. ثم غادر المدينة».",
    "قال الوزير إن المدير أبلغه: «الماء قليل جدا هنا. ثم غادر المدينة.",
])  # fmt: skip
def test_what_stands_inside_ends_inside(text):
    document = read(text)
    inner = [statement for statement in document.statements if statement.inside]
    assert inner
    outer = {statement.id: statement for statement in document.statements}
    for statement in inner:
        around = outer[statement.inside].content
        assert around[0].start <= statement.content[0].start and statement.content[-1].end <= around[-1].end
