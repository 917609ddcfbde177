"""The same statement in several outlets: groups of the invented happenings, kinds, differences, who had it first."""

import json
import time
from pathlib import Path

import msgspec
import pytest

import musnad
from musnad.stories.statements import same_statements

ROOT = Path(__file__).parents[2]
GROUPS = json.loads((ROOT / "evals" / "told" / "groups.json").read_text(encoding="utf-8"))


def documents_of(story):
    """Read the pages of an invented happening; each outlet is an hour behind the one before it."""
    paths = [*ROOT.glob(f"examples/{story}-*.txt"), *ROOT.glob(f"evals/told/{story}-*.txt")]
    hours = {"sahil": 8, "rayah": 9, "difaf": 10, "hibr": 11}
    documents = []
    for path in sorted(paths):
        text = path.read_text(encoding="utf-8")
        outlet = path.stem.rpartition("-")[2]
        published = {"at": f"2024-03-04T{hours[outlet]:02}:00:00", "precision": "minute", "evidence": "written here"}
        documents.append(
            musnad.read(text, title=text.partition("\n")[0], outlet=outlet, published=published, id=path.stem)
        )
    return documents


def start_of(report):
    """A report as the gold has it: outlet, and the first words of what is said."""
    return report.outlet, report.content[0].text


@pytest.mark.parametrize("story", sorted(GROUPS))
def test_all_groups_are_right(story):
    found = [
        sorted([start_of(report)[0], start_of(report)[1], report.kind] for report in utterance.reports)
        for utterance in same_statements(documents_of(story))
    ]
    expected = [sorted(group) for group in GROUPS[story]]
    for group in found:
        for report in group:
            begins = [g[1] for e in expected for g in e if g[0] == report[0] and report[1].startswith(g[1])]
            report[1] = max(begins, key=len, default=report[1])
    assert sorted(map(sorted, found)) == sorted(expected)


def test_every_kind_occurs():
    kinds = {report[2] for groups in GROUPS.values() for group in groups for report in group}
    assert kinds == {"fullest", "verbatim", "edited", "shortened", "paraphrased", "translated"}


@pytest.fixture(scope="module")
def visit():
    return same_statements(documents_of("4-visit"))


def said(utterances, words):
    """The one utterance in which some report has these words."""
    (found,) = (u for u in utterances if any(words in span.text for r in u.reports for span in r.content))
    return found


def test_who_had_it_first_and_who_left_it_out(visit):
    trucks = said(visit, "شاحنة إغاثة")
    assert [report.outlet for report in trucks.reports] == ["sahil", "rayah", "hibr"]
    assert trucks.reports[trucks.first].outlet == "sahil"
    assert trucks.left_out == ("difaf",)


def test_cue_force_and_act_are_each_outlets_own(visit):
    assert [(r.cue.text, r.force) for r in said(visit, "شاحنة إغاثة").reports] == [
        ("أكد", "endorsing"), ("أكد", "endorsing"), ("زعم", "distancing"),
    ]  # fmt: skip


def test_differences_are_word_by_word_and_exact(visit):
    documents = {document.id: document.text for document in documents_of("4-visit")}
    hospital = said(visit, "مستشفى")
    fullest = hospital.reports[hospital.fullest]
    for report in hospital.reports:
        for change in report.differences:
            for span, document in ((change.first, fullest.document), (change.second, report.document)):
                assert span is None or documents[document][span.start : span.end] == span.text
            assert (change.first is None) == (change.change == "added")
            assert (change.second is None) == (change.change == "left out")
    by_outlet = {report.outlet: report for report in hospital.reports}
    assert [(c.change, c.first.text, c.second and c.second.text) for c in by_outlet["rayah"].differences] == [
        ("kept", "بلادها مستعدة لتمويل مستشفى في بلدة الصنوبر", "بلادها مستعدة لتمويل مستشفى في بلدة الصنوبر"),
        ("left out", "بخمسة ملايين دينار إذا صمدت الهدنة شهرين", None),
    ]
    replaced = [(c.first.text, c.second.text) for c in by_outlet["difaf"].differences if c.change == "replaced"]
    assert replaced == [("مستعدة لتمويل", "ستمول"), ("إذا صمدت", "بشرط أن تصمد")]


def test_the_chain_of_each_is_given(visit):
    for report in said(visit, "شاحنة إغاثة").reports:
        assert [link.role for link in report.chain] == ["speaker", "outlet"]
        assert [link.name for link in report.chain] == ["وزير الخارجية نديم الحلاق", report.outlet]


def test_labels_in_source_and_content_are_given():
    (document, *others) = documents_of("4-visit")
    hibr = next(d for d in [document, *others] if d.outlet == "hibr")
    at = hibr.text.index("نديم الحلاق")
    label = {"start": at, "end": at + 11, "text": hibr.text[at : at + 11], "epithet": "x", "family": "y"}
    labelled = msgspec.structs.replace(hibr, labels=(label, {**label, "start": 0, "end": 4}))
    documents = [d for d in documents_of("4-visit") if d.outlet != "hibr"]
    reports = said(same_statements([*documents, labelled]), "شاحنة إغاثة").reports
    assert [r.labels for r in reports if r.outlet == "hibr"] == [(label,)]
    assert all(r.labels == () for r in reports if r.outlet != "hibr")


def test_alone_gives_what_one_outlet_has(visit):
    everything = same_statements(documents_of("4-visit"), alone=True)
    assert len(everything) > len(visit)
    monitors = said(everything, "خمسين مراقبا")
    assert monitors.left_out == ("hibr", "rayah", "sahil") and monitors.reports[0].kind == "fullest"


def test_without_times_nobody_was_first():
    undated = [msgspec.structs.replace(document, published=None) for document in documents_of("4-visit")]
    assert {utterance.first for utterance in same_statements(undated)} == {None}


def test_order_and_repetition_play_no_part(visit):
    documents = documents_of("4-visit")
    assert same_statements([*reversed(documents), *documents]) == visit


def test_nothing_to_join():
    assert same_statements([]) == []
    assert same_statements([musnad.read("خبر"), musnad.read("", id="x")], alone=True) == []


def test_many_identical_documents_are_compared_once():
    documents = documents_of("4-visit")
    many = [msgspec.structs.replace(documents[0], id=f"d{n}") for n in range(3000)]
    started = time.perf_counter()
    found = same_statements([*documents, *many])
    assert max(len(utterance.reports) for utterance in found) > 3000
    assert time.perf_counter() - started < 60
