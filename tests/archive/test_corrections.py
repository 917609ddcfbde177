"""Decisions: what can be decided, what is refused, what undoing does; ids as people give them; quotes that move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stub_readings import SAID, WHO, reading, text_of

import musnad
from musnad.archive import corrections as deciding
from musnad.archive.quotes import marked, placed
from musnad.errors import ArchiveError
from musnad.model import Span

TEXT = text_of([(0, 0), (1, 1), (0, 2)])
FULL = (0, 0, True, "state")


@pytest.fixture
def archive(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        archive.add(reading(TEXT, [FULL], id="d1"))
        yield archive


@pytest.fixture
def one(archive):
    return archive.document("d1").statements[0]


def decide(archive, one, kind, value=None, why="لأن"):
    return archive.correct(one.id, kind, value, by="هالة", why=why)


def in_force(archive, one):
    return archive.statement(one.id).statement


def place(words):
    return [TEXT.index(words), TEXT.index(words) + len(words)]


# kind, value, what is in force then
DECISIONS = [
    ("act", {"act": "warn"}, lambda s: s.act == "warn"),
    ("act", "warn", lambda s: s.act == "warn"),
    ("span", {"field": "content", "spans": [place("الجسر"), place("قريبا")]}, lambda s: len(s.content) == 2),
    ("span", {"field": "cue", "spans": [place("سيفتح")]}, lambda s: s.cue.text == "سيفتح"),
    ("span", {"field": "source", "spans": []}, lambda s: s.source is None),
    ("span", {"field": "addressee", "spans": [place("المارة")]}, lambda s: s.addressee.text == "المارة"),
    ("span", {"field": "via", "spans": [place("الماء"), place("الجسر")]}, lambda s: len(s.via) == 2),
    ("speaker", {"speaker": None}, lambda s: s.speaker is None and s.why),
    ("speaker", None, lambda s: s.speaker is None),
    ("speaker", WHO[1], lambda s: s.speaker == "S1"),
    ("speaker", "S1", lambda s: s.speaker == "S1"),
    ("speaker", place(WHO[1]), lambda s: s.speaker == "S1"),
    ("accept", None, lambda s: s.act == "state"),
    ("reject", None, lambda s: s.act == "state"),
]


@pytest.mark.parametrize(("kind", "value", "holds"), DECISIONS)
def test_a_decision_is_in_force_until_it_is_undone(kind, value, holds, archive, one):
    made = decide(archive, one, kind, value)
    states = {"accept": "accepted", "reject": "rejected"}
    assert holds(in_force(archive, one))
    assert archive.statement(one.id).state == states.get(kind, "corrected")
    archive.undo(made.id, by="سلمى", why="خطأ")
    assert in_force(archive, one) == one and archive.statement(one.id).state == "machine"
    assert [(c.kind, c.who, c.why, c.live) for c in archive.corrections(one.id)] == [
        (kind, "هالة", "لأن", False), ("undo", "سلمى", "خطأ", True),
    ]  # fmt: skip


def test_a_speaker_can_be_named_by_words_of_the_text(archive, one):
    decide(archive, one, "speaker", {"speaker": "المدينة", "kind": "organisation"})
    speaker = archive.statement(one.id).speaker
    assert (speaker.name.text, speaker.kind) == ("المدينة", "organisation")
    assert archive.statement(one.id).chain[0].span == speaker.name
    other = archive.document("d1").statements[1]
    decide(archive, other, "speaker", "المدينة")
    assert archive.statement(other.id).speaker == speaker, "one speaker for both"


REFUSED = [
    ("act", {"act": "sing"}, "is no act"),
    ("act", None, "is no act"),
    ("span", {"field": "act", "spans": []}, "no field of spans"),
    ("span", None, "no field of spans"),
    ("span", {"field": "content", "spans": []}, "reject it"),
    ("span", {"field": "content", "spans": [[5, 5]]}, "no span of the text"),
    ("span", {"field": "content", "spans": [[0, 10**6]]}, "no span of the text"),
    ("span", {"field": "content", "spans": [[-3, 4]]}, "no span of the text"),
    ("span", {"field": "content", "spans": [[0, 9], [5, 12]]}, "overlap"),
    ("span", {"field": "content", "spans": [[6, 7]]}, "is blank"),
    ("span", {"field": "content", "spans": [[0, True]]}, r"a span is \[start, end\]"),
    ("span", {"field": "content", "spans": "0:4"}, "spans are a list"),
    ("span", {"field": "cue", "spans": [[0, 3], [7, 10]]}, "cue is one span"),
    ("speaker", "من لا يذكره النص", "neither a speaker"),
    ("speaker", "", "neither a speaker"),
    ("speaker", {"speaker": WHO[1], "kind": "ghost"}, "no kind of speaker"),
    ("undo", {"correction": 1}, "no kind of correction"),
    ("sing", None, "no kind of correction"),
]


@pytest.mark.parametrize(("kind", "value", "message"), REFUSED)
def test_what_is_refused_leaves_nothing_behind(kind, value, message, archive, one):
    with pytest.raises(ArchiveError, match=message):
        archive.correct_all(one.id, [("act", "warn"), (kind, value)], by="هالة", why="لأن")
    assert archive.corrections() == [] and archive.statement(one.id).state == "machine"


@pytest.mark.parametrize(("by", "why", "message"), [
    ("هالة", " ", "needs its reason"), (" ", "لأن", "who decides is empty"), ("هالة", "\ud800", "UTF-8"),
    ("هالة", "ل" * 10_001, "10000 at most"),
])  # fmt: skip
def test_a_decision_is_signed(by, why, message, archive, one):
    with pytest.raises(ArchiveError, match=message):
        archive.correct(one.id, "reject", by=by, why=why)


def test_the_login_name_signs(archive, one, monkeypatch):
    monkeypatch.setattr(deciding.getpass, "getuser", lambda: "huda")
    assert archive.correct(one.id, "accept", why="").who == "huda"

    def nobody():
        raise KeyError

    monkeypatch.setattr(deciding.getpass, "getuser", nobody)
    with pytest.raises(ArchiveError, match="say who decides"):
        archive.correct(one.id, "accept", why="")


def test_undo_redo_undo(archive, one):
    made = decide(archive, one, "act", "warn")
    acts = []
    last = made.id
    for _ in range(4):
        last = archive.undo(last, by="ه", why="بل").id
        acts.append(in_force(archive, one).act)
        live = {c.id: c.live for c in archive.corrections()}
        assert live[made.id] == (acts[-1] == "warn")
    assert acts == ["state", "warn", "state", "warn"]
    archive.undo(made.id, by="ه", why="بل")
    assert in_force(archive, one).act == "state"
    with pytest.raises(ArchiveError, match="is undone already"):
        archive.undo(made.id, by="ه", why="بل")
    with pytest.raises(ArchiveError, match="no correction 99"):
        archive.undo(99, by="ه", why="بل")


def test_the_last_decision_has_the_say(archive, one):
    decide(archive, one, "act", "warn")
    second = decide(archive, one, "act", "call")
    decide(archive, one, "reject")
    assert archive.statement(one.id).state == "rejected"
    decide(archive, one, "accept")
    assert (archive.statement(one.id).state, in_force(archive, one).act) == ("corrected", "call")
    archive.undo(second.id, by="ه", why="بل")
    assert in_force(archive, one).act == "call", "it was accepted as it stood"


# -- ids -------------------------------------------------------------------------------------------


def test_ids_and_their_beginnings(archive, one):
    assert archive.find("d1") == ("document", "d1") and archive.find("d") == ("document", "d1")
    assert archive.find(one.id[:12]) == ("statement", one.id)
    archive.add(reading(text_of([(0, 3)]), [FULL], id="d12"))
    assert archive.find("d1").id == "d1", "a whole id goes before a beginning"
    for beginning, message in (
        ("d", "several ids"), ("", "no id"), ("x", "no statement or document"), ("\ud800", "no id"), ("d%", "no state"),
        ("' OR 1=1 --", "no statement"),
    ):  # fmt: skip
        with pytest.raises(ArchiveError, match=message):
            archive.find(beginning)
    with pytest.raises(ArchiveError, match="no statement has"):
        archive.statement("d1")


# -- where it stands -------------------------------------------------------------------------------


def test_a_statement_stands_in_its_paragraph_between_its_neighbours(archive):
    first, second, third = (archive.statement(s.id) for s in archive.document("d1").statements)
    assert second.paragraph.text == f"{WHO[1]} قال إن {SAID[1]}."
    assert (second.before, second.after) == (first.paragraph, third.paragraph)
    assert (first.before, third.after) == (None, None)
    assert [(link.role, link.name) for link in second.chain] == [("speaker", WHO[1]), ("outlet", "")]
    assert second.page.sha256 is None and second.page.document == "d1"


def test_neighbours_in_a_very_long_text(tmp_path):
    text = text_of([(0, n % 6) for n in range(3000)])
    with musnad.open(tmp_path / "long.db", create=True) as archive:
        archive.add(reading(text, [FULL], id="long"))
        one = archive.document("long").statements[1500]
        record = archive.statement(one.id)
        for span, n in ((record.before, 1499), (record.paragraph, 1500), (record.after, 1501)):
            assert span.text == f"{WHO[0]} قال إن {SAID[n % 6]}." and text[span.start : span.end] == span.text


# -- quotes ----------------------------------------------------------------------------------------


@given(st.text("ابت ", min_size=1, max_size=60), st.data())
def test_a_quote_stands_where_it_stood_in_the_same_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end, text[start:end])
    assert placed(text, marked(text, (span,))) == (span,)


def test_a_quote_moves_with_its_words_and_not_to_others():
    cues = [Span(m, m + 3, "قال") for m in range(len(TEXT)) if TEXT.startswith("قال", m)]
    longer = "عنوان جديد\n\n" + TEXT
    moved = placed(longer, marked(TEXT, cues))
    assert [span.start - 12 for span in moved] == [span.start for span in cues]
    assert placed(text_of([(3, 5)]), marked(TEXT, cues[:1])) is None, "another «قال» is none of these"
    assert placed("", marked(TEXT, cues[:1])) is None and placed("", marked(TEXT, ())) == ()
