"""labels.yaml: every example is read as it is marked, no counter-example is, and no entry takes sides."""

import re

import pytest

from musnad import read
from musnad.lexicon.checking import LABEL_FAMILIES, check
from musnad.lexicon.entities import entity_catalogue
from musnad.lexicon.loading import parse, raw_files

ENTRIES = parse("labels", raw_files()["labels"])["entries"]
LEAST_ENTRIES, LEAST_OF_A_FAMILY = 150, 15
# What the file would say if it judged; «praised», «with scorn» and the like tell how a word is used.
JUDGING = re.compile(r"\b(good|bad|wrong|right|biased?|false|fair|propaganda|loaded|slur|hateful|correct)\b")
LABEL = {
    "id": "zaim", "epithet": "الزعيم", "family": "ruler", "about": "a ruler", "used_by": "all outlets",
    "forms": ["الزعيم"], "alternatives": ["rais"], "examples": ["وصل [الزعيم] أمس"],
}  # fmt: skip
RAIS = LABEL | {"id": "rais", "epithet": "الرئيس", "forms": ["الرئيس"], "alternatives": ["zaim"], "examples": []}


def files(**change):
    head = {"name": "labels", "description": "d", "source": "s", "licence": "l"}
    entry = {key: value for key, value in (LABEL | change).items() if value is not ...}
    return {"labels": head | {"entries": sorted([RAIS, entry], key=lambda e: e["id"])}}


def read_one(sentence):
    return read(re.sub(r"[\[\]]", "", sentence) + ".").labels


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_examples(entry):
    for example in entry["examples"]:
        found = {(label.text, label.within or label.epithet) for label in read_one(example)}
        found |= {(label.text, label.epithet) for label in read_one(example)}
        assert (re.search(r"\[(.+)\]", example)[1], entry["epithet"]) in found, example
    for example in entry.get("counter_examples", ()):
        assert entry["epithet"] not in {label.epithet for label in read_one(example)}, example


def test_families_are_full():
    sizes = {family: sum(e["family"] == family for e in ENTRIES) for family in LABEL_FAMILIES}
    assert len(ENTRIES) >= LEAST_ENTRIES
    assert min(sizes.values()) >= LEAST_OF_A_FAMILY, sizes


def test_every_entry_has_an_example_users_and_an_alternative():
    for entry in ENTRIES:
        assert entry["examples"] and entry["alternatives"], entry["id"]


def test_no_entry_judges():
    for entry in ENTRIES:
        told = " ".join((entry["about"], entry["used_by"], entry.get("note", "")))
        assert not JUDGING.search(told), entry["id"]


def test_entities_are_in_the_catalogue():
    known, institutions = entity_catalogue().entities, {*entity_catalogue().institutions.values()}
    for entity in {entry["entity"] for entry in ENTRIES if "entity" in entry}:
        assert entity in known or entity.split("/")[-1] in institutions, entity


def test_a_good_entry_passes():
    assert check(files()) == []
    assert check(files(needs=["nisba", "again"], describes=True, entity="institution/SY/army", not_before=["ل"])) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"family": "weather"}, "family is 'weather', not one of"),
        ({"needs": ["luck"]}, "needs has 'luck', not one of"),
        ({"alternatives": ["nobody"]}, "the alternative nobody is no other entry"),
        ({"alternatives": ["zaim"]}, "the alternative zaim is no other entry"),
        ({"forms": ["الرئيس"]}, "الرئيس stands under rais too"),
        ({"examples": ["وصل الزعيم أمس"]}, "not a sentence with one [label]"),
        ({"examples": ["[وصل] [الزعيم]"]}, "not a sentence with one [label]"),
        ({"entity": "the army"}, "not the id of an entity"),
        ({"used_by": ...}, "used_by is missing"),
        ({"score": 3}, "unknown key 'score'"),
    ],
)
def test_what_breaks_the_schema(change, problem):
    assert any(problem in line for line in check(files(**change))), check(files(**change))
