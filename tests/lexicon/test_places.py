"""Regions and cities: whose they are, and that nobody's side is taken where that is disputed."""

from musnad.lexicon.loading import parse, raw_files

PLACES = parse("places", raw_files()["places"])["entries"]
BY_ID = {entry["id"]: entry for entry in PLACES}
CODES = {entry["iso"] for entry in PLACES if "iso" in entry}

# Places whose status states dispute; more may be added.
NAMES = """
    abkhazia abu_musa_island abyei al_aqsa_compound badme crimea donbas donetsk fashaga ghajar golan guerguerat halayeb
    jammu_and_kashmir jerusalem karabakh kashmir kherson kuril_islands laayoune luhansk malvinas northern_cyprus ossetia
    paracel_islands senkaku_islands shebaa_farms sheikh_jarrah silwan somaliland spratly_islands tiran_sanafir
    transnistria tunb_islands west_bank zaporizhzhia zaporizhzhia_plant
"""
DISPUTED = NAMES.split()


def test_every_country_is_one():
    assert sum("country" in entry for entry in PLACES) >= 900
    assert [entry["id"] for entry in PLACES if entry.get("country", "PS") not in CODES] == []


def test_a_place_with_a_country_has_a_latin_name_and_is_no_state():
    assert [e["id"] for e in PLACES if "country" in e and ("iso" in e or not e.get("latin"))] == []


def test_a_disputed_place_is_nobodys_and_a_note_says_why():
    assert [i for i in DISPUTED if "country" in BY_ID[i]] == []
    assert [i for i in DISPUTED if not BY_ID[i].get("note")] == []
    assert [i for i in DISPUTED if not BY_ID[i].get("latin")] == []


def test_who_calls_a_gulf_what_is_told():
    """Both names are read, neither is said to be the right one."""
    assert {"الخليج العربي", "الخليج الفارسي"} <= set(BY_ID["gulf"]["forms"])
    assert "Arab" in BY_ID["gulf"]["note"] and "Iran" in BY_ID["gulf"]["note"]
