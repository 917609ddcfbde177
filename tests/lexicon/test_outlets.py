"""The outlets that come with musnad: how many, from where, and that no everyday word slipped in."""

import pytest

from musnad.arabic.letters import fold
from musnad.lexicon.loading import parse, raw_files
from musnad.lexicon.outlets import Outlet, bare_keys, catalogue, name_key, take_apart

CONTENT = parse("outlets", raw_files()["outlets"])
ENTRIES = CONTENT["entries"]
LEAST_OUTLETS = 220
LEAST_A_COUNTRY = 3
ARAB_LEAGUE = [
    "AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY",
    "MA", "MR", "OM", "PS", "QA", "SA", "SD", "SO", "SY", "TN", "YE",
]  # fmt: skip


def test_there_are_outlets_enough():
    assert len(ENTRIES) >= LEAST_OUTLETS


@pytest.mark.parametrize("country", ARAB_LEAGUE)
def test_every_arab_country_is_there(country):
    there = [entry for entry in ENTRIES if entry.get("country") == country]
    assert len(there) >= LEAST_A_COUNTRY
    assert {"agency", "broadcaster"} & {entry["kind"] for entry in there}


def test_what_is_turned_down_is_no_form():
    """Single words with an everyday life are never media in running text; `short` is their place."""
    turned_down = {fold(row["form"]) for row in CONTENT["rejected"]}
    assert [f for entry in ENTRIES for f in entry["forms"] if fold(f) in turned_down] == []


def test_an_outlet_speaks_and_a_party_is_named():
    assert [e["id"] for e in ENTRIES if not e["languages"] and e["kind"] != "blog-platform"] == []
    assert [e["id"] for e in ENTRIES if e.get("owner") == "party" and " of " not in f" {e.get('note', '')} "] == []


def test_a_name_shared_is_shared_by_one_kind_of_source():
    """The reader asks of a name whether it is an agency's: those who share it must give one answer."""
    kinds = {}
    for entry in ENTRIES:
        for form in entry["forms"]:
            kinds.setdefault(fold(form), set()).add(entry["kind"] == "agency")
    assert [form for form, found in kinds.items() if len(found) > 1] == []


def test_the_catalogue_has_every_entry():
    known = catalogue()
    assert known.outlets.keys() == {entry["id"] for entry in ENTRIES}
    assert known.outlets["sana"] == Outlet(
        id="sana", name="Syrian Arab News Agency", kind="agency", country="SY", languages=("ar", "en", "fr"),
        owner="state", forms=tuple(next(e["forms"] for e in ENTRIES if e["id"] == "sana")), short=("SANA",),
        domains=("sana.sy", "sana.org"),
    )  # fmt: skip


KEYS = [
    ("أ.ف.ب", "ا ف ب"),  # points as blanks
    ("«القبس»  الكويتيّة", "القبس الكويتيه"),  # marks, vowels, blanks
    ("Süddeutsche Zeitung", "suddeutsche zeitung"),  # accents and capitals
    ("Al-Rai", "al rai"),
    ("", ""),
]


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_the_key_of_a_name(name, key):
    assert name_key(name) == key


PARTS = [
    ("صحيفة النهر الكويتية", ("newspaper", "النهر", "KW")),
    ("موقع صحيفة النهر", ("site", "النهر", "")),  # two heads: the first says what it is
    ("وكالة أنباء النهر", ("agency", "النهر", "")),
    ("وكالة النهر الإخبارية السورية", ("agency", "النهر", "SY")),
    ("وكالة الأنباء السورية", ("agency", "", "SY")),  # its bare name would be anybody's
    ("النهر", ("", "النهر", "")),
    ("صحيفة", ("", "صحيفه", "")),  # one word always stays
    ("اللبنانية", ("", "اللبنانيه", "")),
]


@pytest.mark.parametrize(("name", "parts"), PARTS)
def test_a_name_is_taken_apart(name, parts):
    known = catalogue()
    found = take_apart(name_key(name), (known.heads, known.tails))
    assert (found.head, found.bare, found.country) == parts


def test_a_remark_in_brackets_is_no_part_of_a_bare_name():
    assert bare_keys("Al-Nahr (Wadi)", ({}, {})) == ["al nahr"]
