"""The organisations as entities: each with what it is called, what it is and where, none under two names."""

from collections import Counter

import pytest

from musnad.arabic.letters import fold
from musnad.arabic.search_words import asked, words
from musnad.lexicon.checking import CATEGORIES
from musnad.lexicon.compiling import tables
from musnad.lexicon.loading import parse, raw_files

FILES = raw_files()
NAMES, PLACES, OUTLETS = (
    [entry for entry in parse(file, FILES[file])["entries"] if file != "organisations" or entry["type"] == "name"]
    for file in ("organisations", "places", "outlets")
)
BY_ID = {entry["id"]: entry for entry in NAMES}
STATES = [entry for entry in PLACES if "iso" in entry]
BETWEEN_STATES = ("international", "regional", "un_body", "world_court")

# Names that two bear, by their keys: whoever looks them up needs more than the name.
SHARED = {
    "جماعه اسلاميه": ["gamaa_islamiya_egypt", "jamaa_islamiya_lebanon"],
    "حزب تجمع وطني ديمقراطي": ["balad_israel", "rnd_algeria"],
    "حزب عداله والتنميه": ["akp", "pjd_morocco"],
    "حكومه وفاق": ["accord_government", "accord_government_palestine"],
    "حكومه وفاق وطني": ["accord_government", "accord_government_palestine"],
    "تجمع وطني ديمقراطي": ["balad_israel", "rnd_algeria"],
    "عداله والتنميه": ["akp", "pjd_morocco"],
    "مجلس امه": ["council_of_the_nation_algeria", "national_assembly_kuwait"],
    "هيئه كبار علماء": ["scholars_council", "senior_scholars_azhar"],
}
# Whose name ends in the nisba of another state than their own, or of several.
OTHER_NISBA = {
    "aipac", "arab_coalition", "iran_human_rights", "iraqi_turkmen_front",
    "islamic_movement_israel", "norwegian_refugee_council", "oas", "organization_of_turkic_states", "ssnp", "unrwa",
}  # fmt: skip


def key(name):
    """A name as it is compared: folded, without articles."""
    return " ".join(map(asked, words(name)))


def names(entry):
    return [*entry["forms"], *entry.get("also", ())]


def test_there_are_enough_of_every_kind():
    assert len(NAMES) >= 1000
    assert Counter(entry["category"] for entry in NAMES).keys() == CATEGORIES


@pytest.mark.parametrize("need", ["latin", "category", "gender", "forms"])
def test_every_name_is_an_entity(need):
    assert [entry["id"] for entry in NAMES if not entry.get(need)] == []


def test_who_has_a_state_has_one_that_there_is():
    codes = {entry["iso"] for entry in STATES}
    assert [entry["id"] for entry in NAMES if entry.get("country", "PS") not in codes] == []


def test_what_stands_between_states_has_none():
    assert [entry["id"] for entry in NAMES if entry["category"] in BETWEEN_STATES and "country" in entry] == []


def test_a_name_that_two_bear_is_known_as_such():
    bearers = {}
    for entry in NAMES:
        for name in {key(name): None for name in names(entry)}:
            bearers.setdefault(name, []).append(entry["id"])
    assert {name: ids for name, ids in bearers.items() if len(ids) > 1} == SHARED


def test_who_shares_a_name_says_so():
    assert {i for ids in SHARED.values() for i in ids if "same name" not in BY_ID[i].get("note", "")} == set()


def test_no_organisation_is_a_state_or_an_outlet():
    """The Vatican, the city, is a state; the Holy See is an organisation."""
    taken = {key(f): e["id"] for e in STATES for k in ("forms", "also", "official", "capital") for f in e.get(k) or ()}
    taken |= {key(form): entry["id"] for entry in OUTLETS for form in (*entry["forms"], *entry.get("short", ()))}
    assert [(entry["id"], name) for entry in NAMES for name in names(entry) if key(name) in taken] == []


def test_spellings_that_fold_into_one_stand_once():
    assert [e["id"] for e in NAMES if max(Counter(map(fold, names(e))).values()) > 1] == []


def test_a_short_name_is_no_full_one():
    assert [e["id"] for e in NAMES if set(map(key, e.get("short", ()))) & set(map(key, names(e)))] == []


def test_the_reader_takes_no_organisation_for_a_verb_or_a_given_name():
    """It looks up single words: «آفاد» (AFAD) would be «أفاد», reported."""
    other = tables().cues.keys() | tables().deeds.keys() | tables().names.keys()
    assert [form for entry in NAMES for form in entry["forms"] if fold(form) in other] == []


def test_a_nisba_at_the_end_is_that_of_the_state():
    """«حزب العدالة والتنمية التركي»: of Turkey."""
    nisbas = {}
    for state in STATES:
        for rows in (state.get("nisba"), state.get("also_nisba")):
            for form in (form for forms in (rows or {}).values() for form in forms):
                nisbas.setdefault(key(form), set()).add(state["iso"])
    nisbas.pop("مالي")  # also financial
    ends = [(entry, key(name).split()[-1]) for entry in NAMES for name in names(entry)]
    assert {e["id"] for e, end in ends if end in nisbas and e.get("country") not in nisbas[end]} == OTHER_NISBA


def test_who_was_turned_down_is_not_there():
    """Ministries and courts of kings without a name of their own are no organisations: any state may be meant."""
    turned_down = {key(name) for name in ("الديوان الملكي", "القصر الجمهوري", "مجلس الشورى", "وزارة الخارجية")}
    assert [e["id"] for e in NAMES for name in names(e) if key(name) in turned_down] == []
