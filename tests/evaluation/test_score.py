"""Hand-made readings of one small text, each with what it must score."""

import copy

import pytest

from musnad.evaluation.score import report, report_errors, score

TEXT = (
    "أكد وزير الزراعة سليم حداد أن «الموسم جيد»، موضحا أن الأسعار ستهبط. "
    "ونقلت «البيدر» عن تاجر قوله للصحفيين إن المخازن فارغة."
)


def span(words):
    """The place of some words of the text."""
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def statement(cue, *content, speaker, source=None, to=None, via=(), type="indirect", act="state"):
    """A statement, its parts given in words."""
    return {
        "cue": span(cue), "content": [span(c) for c in content], "source": span(source) if source else None,
        "speaker": speaker, "addressee": span(to) if to else None, "via": [span(v) for v in via],
        "type": type, "act": act,
    }  # fmt: skip


FULL = "وزير الزراعة سليم حداد"
MINISTER = {"id": "S1", "kind": "person", "name": span(FULL), "mentions": [span(FULL)]}
TRADER = {"id": "S2", "kind": "unnamed", "name": span("تاجر"), "mentions": [span("تاجر")]}
GOLD = {
    "id": "d1",
    "text": TEXT,
    "speakers": [MINISTER, TRADER],
    "statements": [
        statement("أكد", "الموسم جيد", speaker="S1", source=FULL, type="direct"),
        statement("موضحا", "الأسعار ستهبط", speaker="S1"),
        statement("قوله", "المخازن فارغة", speaker="S2", source="تاجر", to="للصحفيين", via=["البيدر"]),
    ],
}


def reading(**changes):
    """The gold itself as a reading, with the first statement changed."""
    document = copy.deepcopy(GOLD)
    document["statements"][0] |= changes
    return document


def f1(hits, read=3):
    """F1 of `hits` of the three gold statements."""
    return 2 * hits / (3 + read)


def without(number):
    document = copy.deepcopy(GOLD)
    del document["statements"][number]
    return document


def named(words):
    document = copy.deepcopy(GOLD)
    document["speakers"][0]["name"] = span(words)
    return document


SPURIOUS = copy.deepcopy(GOLD) | {"statements": [*GOLD["statements"], statement("فارغة", "ونقلت", speaker="S2")]}
READINGS = [
    # the gold itself
    (GOLD, dict.fromkeys(("detected", "content_exact", "source_exact", "all", "via", "addressee", "grouping"), 1.0)),
    # nothing read
    (GOLD | {"statements": []}, {"detected": 0.0, "who_said_what": 0.0, "grouping": 0.0, "type_accuracy": 0.0}),
    # a statement missed
    (without(1), {"detected": f1(2, 2), "who_said_what": f1(2, 2), "via": 1.0}),
    # one too many
    (SPURIOUS, {"detected": f1(3, 4), "who_said_what": f1(3, 4), "grouping": 1.0}),
    # marks, a complementiser and half a word at the edges of a content cost nothing
    (reading(content=[span("أن «الموسم جيد»")]), {"content_exact": 1.0}),
    (reading(content=[span("موسم جيد")]), {"content_exact": 1.0}),
    # a complementiser with a pronoun, or inside the content, is a word like any other
    (reading(content=[span("الموسم جيد»، موضحا أن")]), {"detected": 1.0, "content_near": f1(2)}),
    # half of the content is enough to be the same statement, not to be near
    (reading(content=[span("الموسم")]), {"detected": 1.0, "who_said_what": f1(2), "speaker": 1.0}),
    # another cue with half of the content is the same statement, yet not all right
    (reading(cue=span("أن")), {"detected": 1.0, "who_said_what": 1.0, "all": f1(2)}),
    # the cue alone is not enough
    (reading(content=[span("ونقلت")]), {"detected": f1(2)}),
    # a source near its place
    (reading(source=span("وزير الزراعة")), {"source_exact": f1(2), "source_near": 1.0, "all": 1.0}),
    (reading(source=None), {"source_near": f1(2), "who_said_what": 1.0, "all": f1(2)}),
    # another speaker
    (reading(speaker="S2"), {"speaker": f1(2), "who_said_what": f1(2), "detected": 1.0}),
    # an abstention is a group of its own: precision 1, recall (1/2 + 1/2 + 1) / 3
    (reading(speaker=None), {"speaker": f1(2), "grouping": 2 * (2 / 3) / (1 + 2 / 3)}),
    # the right speaker under half of the name
    (named("وزير الزراعة"), {"speaker": 1.0, "speaker_full": 1.0}),
    (named("سليم"), {"speaker": f1(1), "speaker_full": f1(1)}),
    # type and act
    (reading(type="mixed", act="deny"), {"type_accuracy": 2 / 3, "act_accuracy": 2 / 3, "who_said_what": 1.0}),
]  # fmt: skip


@pytest.mark.parametrize(("read", "expected"), READINGS)
def test_figures(read, expected):
    values = score([GOLD], [read]).values()
    assert {name: values[name] for name in expected} == pytest.approx(expected)


def test_abstention_splits_a_group():
    figure = score([GOLD], [reading(speaker=None)]).figures["grouping"]
    assert (figure.precision, figure.recall) == pytest.approx((1.0, (0.5 + 0.5 + 1) / 3))


def test_one_read_statement_answers_one_gold_statement():
    twice = GOLD | {"statements": [GOLD["statements"][0]] * 2}
    scores = score([GOLD], [twice])
    assert scores.figures["detected"].precision == 0.5
    assert [e.kind for e in scores.misreadings] == ["missed", "missed", "spurious"]


def test_relays_and_addressees_count_by_themselves():
    read = copy.deepcopy(GOLD)
    read["statements"][2] |= {"via": [span("تاجر"), span("البيدر")], "addressee": span("البيدر")}
    scores = score([GOLD], [read])
    assert (scores.figures["via"].precision, scores.figures["via"].recall) == (0.5, 1.0)
    assert scores.figures["addressee"].f1 == 0.0
    assert [e.kind for e in scores.misreadings] == ["addressee", "via"]


def test_a_document_that_was_not_read_is_missed_and_named():
    scores = score([GOLD, GOLD | {"id": "d2"}], [GOLD])
    assert scores.missing == ("d2",)
    assert scores.figures["detected"].recall == 0.5
    assert "not read: d2" in report(scores)


def test_a_colon_is_a_cue():
    text = "الوالي: الجسر آمن"
    spans = {"cue": {"start": 6, "end": 7}, "content": [{"start": 8, "end": 17}], "type": "direct", "act": "state"}
    document = {"id": "d", "text": text, "speakers": [], "statements": [spans]}
    short = document | {"statements": [spans | {"content": [{"start": 8, "end": 9}]}]}
    assert score([document], [short]).values()["detected"] == 1.0


def test_scoring_changes_nothing_that_it_is_given():
    gold, read = copy.deepcopy(GOLD), copy.deepcopy(SPURIOUS)
    score([gold], [read])
    assert (gold, read) == (GOLD, SPURIOUS)


def test_nothing_to_score():
    assert set(score([], []).values().values()) == {0.0}


def test_report_holds_every_figure_and_slice():
    scores = score([GOLD], [GOLD])
    lines = report(scores).splitlines()
    assert lines[0] == "1 documents, 3 gold statements, 3 read"
    for name in (*(n.replace("_", " ") for n in scores.figures), "act state", "direct", "no local source"):
        assert any(line.startswith(name) for line in lines), name


def test_errors_come_by_kind_the_most_frequent_first():
    read = reading(speaker="S2", act="deny")
    read["statements"][1]["speaker"] = "S2"
    text = report_errors(score([GOLD], [read]), longest=1)
    heads = [line for line in text.splitlines() if not line.startswith(" ")]
    assert heads == ["speaker: 2", "act: 1"]
    assert "gold: [وزير الزراعة سليم حداد] أكد :: الموسم جيد (act: state)" in text
    assert "read: [تاجر] أكد :: الموسم جيد (act: deny)" in text
