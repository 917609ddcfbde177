"""The states and territories as entities: none is missing, each with code, names, capital and nisba."""

import pytest
from babel import Locale

from musnad.arabic.letters import fold
from musnad.lexicon.loading import parse, raw_files

STATES = [e for e in parse("places", raw_files()["places"])["entries"] if e["type"] == "state"]
BY_CODE = {entry["iso"]: entry for entry in STATES if "iso" in entry}
ENGLISH, ARABIC = (Locale(language).territories for language in ("en", "ar"))

# Of the United Nations, 193 in 2026.
MEMBERS = """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL
    CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW
    GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU
    LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK
    PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO
    TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
"""
OTHERS = ["PS", "VA", "XK", "TW"]  # observers, and two that many states or their press treat as states
SOVEREIGN = [*MEMBERS.split(), *OTHERS]
NO_TERRITORY = {"AQ", "CQ", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}  # groups, Sark in new releases, codes for tests
UNCODED = {"AC", "CP", "DG", "EA", "IC", "TA"}  # parts of states, reserved in ISO 3166 and no codes of it

# Where the commonest name is not CLDR's, which then stands behind it.
OWN_NAME = {
    "CD": "Democratic Republic of the Congo",  # CLDR tells the two by their capitals
    "CG": "Republic of the Congo",
    "HM": "Heard Island and McDonald Islands",  # older releases drop the first «Island»
    "HK": "Hong Kong",  # without «SAR China»
    "MM": "Myanmar",  # without «(Burma)»
    "MO": "Macao",
    "PS": "Palestine",  # «Palestinian Territories»: since 2012 an observer state by the name of Palestine
    "SH": "Saint Helena",  # newer releases add the islands that have entries of their own
    "TF": "French Southern Territories",  # newer releases add «and Antarctic Lands»
    "TR": "Turkey",  # newer releases have «Türkiye»
    "VC": "Saint Vincent and the Grenadines",  # CLDR drops the article
}
NO_CAPITAL = {"IL", "PS"}  # disputed: the entries say so
NO_NISBA = {"KN", "LC", "SB", "VC"}  # the press says «of» the islands: the entries say so
OTHER_ARABIC = {"CC", "CD", "CG", "HK", "MM", "MO", "PM", "TL", "VA"}  # CLDR's are made for lists: ميانمار (بورما)


def plain(name):
    """An English name as CLDR has it, spelt out: & is and, St. is Saint."""
    return name.replace("&", "and").replace("St. ", "Saint ").replace("\u2019", "'")


def names(entry):
    return [f for key in ("forms", "also", "official") for f in entry.get(key) or ()]


def test_no_code_stands_twice():
    assert len(BY_CODE) == sum("iso" in entry for entry in STATES)
    assert len(SOVEREIGN) == len(set(SOVEREIGN)) == 193 + 4


def test_every_territory_is_there_and_nothing_else():
    """Those that CLDR knows: all sovereign ones with their code, all others that have one."""
    territories = {code for code in ARABIC if len(code) == 2 and code.isalpha()} - NO_TERRITORY
    assert set(SOVEREIGN) <= territories
    assert BY_CODE.keys() == territories - UNCODED
    assert [entry["id"] for entry in STATES if not entry.get("latin")] == []
    assert len(STATES) == len(territories)


@pytest.mark.parametrize("code", SOVEREIGN)
def test_a_state_has_capital_and_nisba(code):
    entry = BY_CODE[code]
    assert bool(entry.get("capital") or entry.get("also_capital")) is (code not in NO_CAPITAL)
    nisbas = [{**(entry.get("nisba") or {})}, {**(entry.get("also_nisba") or {})}]
    for key in ("m", "f", "plural"):
        found = [form for nisba in nisbas for form in nisba.get(key) or ()]
        # one is spelt like the capital, the other would be the surname in every text
        assert bool(found) is (code not in NO_NISBA and (code, key) != ("ST", "m"))


def test_who_lacks_something_says_why():
    assert [c for c in NO_CAPITAL | NO_NISBA | {"ST"} if "note" not in BY_CODE[c]] == []


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_the_english_name_is_that_of_cldr(code):
    latin = BY_CODE[code]["latin"]
    assert plain(ENGLISH[code]) in latin
    assert latin[0] == OWN_NAME.get(code, plain(ENGLISH[code]))


@pytest.mark.parametrize("code", sorted(BY_CODE.keys() - OTHER_ARABIC))
def test_the_arabic_name_of_cldr_is_known(code):
    assert fold(ARABIC[code]) in {fold(name) for name in names(BY_CODE[code])}


def test_what_the_reader_knows_is_not_kept_from_it():
    """`also`, `also_capital` and `also_nisba` hold what the lists without «also» don't."""
    for entry in STATES:
        for key in ("forms", "capital"):
            other = "also" if key == "forms" else f"also_{key}"
            assert set(entry.get(key) or ()) & set(entry.get(other) or ()) == set(), entry["id"]
        for key, forms in (entry.get("also_nisba") or {}).items():
            assert set(forms) & set((entry.get("nisba") or {}).get(key) or ()) == set(), entry["id"]
