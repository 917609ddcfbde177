"""The schema holds for every file that comes with musnad, and turns down what breaks it."""

import copy
import re
import unicodedata

import pytest

from musnad.arabic.letters import fold
from musnad.errors import LexiconError
from musnad.lexicon.checking import check, family
from musnad.lexicon.examples import parse_example, sentence
from musnad.lexicon.loading import parse, raw_files

FILES = raw_files()
LEAST_VERBS = 250  # cue verbs; news of three days uses about 200 of them

VERB = {
    "id": "akkada", "past": "أكد", "present": "يؤكد", "participle": ["مؤكد"], "masdar": ["تأكيد"], "act": "state",
    "force": "endorsing", "content": ["أن", "noun"], "addressee": ["ل"], "needs": "content", "homograph": False,
    "examples": ["[أكد] الوالي أن {الجسر سليم}"], "counter_examples": ["وصل تأكيد الحجز بالبريد"],
}  # fmt: skip
ENTRIES = {
    "verbs_say": VERB,
    "verbs_deed": {"id": "wasala", "past": "وصل", "present": "يصل"},
    "grammar": {"id": "turn", "letter": "i", "conjoined": True, "forms": ["بدوره"]},
    "names": {"id": "salim", "gender": "m", "forms": ["سالم"]},
    "titles": {"id": "wazir", "role": "office", "forms": ["وزير"], "feminine": ["وزيرة"], "plural": ["وزراء"]},
    "organisations": {
        "id": "nahr_party", "type": "name", "forms": ["حزب النهر"], "latin": ["Nahr Party", "NP"], "category": "party",
        "country": "JO", "short": ["الحزب"], "also": ["النهر"],
    },
    "places": {"id": "russian", "forms": [], "nisba": {"m": ["روسي"], "f": ["روسية"]}},
    "nouns_of_saying": {"id": "qawl", "form": "قول", "act": "state", "force": "neutral", "content": ["أن"]},
    "attributions": {"id": "hasab", "form": "حسب", "kind": "either", "with_clause": False},
    "agents_passive": {"id": "yuqal", "form": "يقال", "speaker": "none", "reason": "no agent"},
    "clitics": {"id": "kaf", "glued": "ك", "forms": ["كتاب"]},
    "words": {"id": "press", "class": "press", "forms": ["صحافة"]},
    "outlets": {"id": "an_nahr", "name": "An-Nahr", "kind": "daily", "languages": ["ar"], "forms": ["صحيفة النهر"]},
    "people": {"id": "salim_al_wadi", "gender": "m", "forms": ["سالم الوادي"], "latin": ["Salim al-Wadi"]},
}
OFFICE = {"title": "وزير المالية", "country": "JO", "from": 2012, "until": "2014-05"}


def files(name="verbs_say", header=None, **change):
    """Parsed files of one entry, with a change in it; a value of `...` takes the key out."""
    entry = {k: v for k, v in (ENTRIES[name] | change).items() if v is not ...}
    head = {"name": name, "description": "d", "source": "s", "licence": "l"} | (header or {})
    return {name: {k: v for k, v in head.items() if v is not ...} | {"entries": [entry]}}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_good_entry_passes(name):
    assert check(files(name)) == []
    assert check(files(name, note="n", examples=["[أ] {ب}"], counter_examples=["ج"])) == []


WRONG = [
    ("verbs_say", {"colour": "red"}, "verbs_say.yaml: akkada: unknown key 'colour'"),
    ("verbs_say", {"glued": "ب"}, "unknown key 'glued'"),  # another family's key
    ("verbs_say", {"present": ...}, "akkada: present is missing"),
    ("verbs_say", {"homograph": ...}, "akkada: homograph is missing"),
    ("verbs_say", {"id": ...}, "entry without an id"),
    ("verbs_say", {"id": 7}, "entry without an id"),
    ("verbs_say", {"act": "shout"}, "akkada: act is 'shout', not one of ['accuse',"),
    ("verbs_say", {"act": ["state"]}, "act is ['state'], not one of"),
    ("verbs_say", {"content": [["أن"]]}, "content has ['أن'], not a text"),
    ("verbs_say", {"force": None}, "force is None, not one of"),
    ("verbs_say", {"needs": "nothing"}, "needs is 'nothing', not one of ['clause', 'content', 'speech']"),
    ("verbs_say", {"content": ["أن", "إن"]}, "content has 'إن', not one of"),
    ("verbs_say", {"content": "أن"}, "content is 'أن', not a list"),
    ("verbs_say", {"addressee": ["subject"]}, "addressee has 'subject'"),
    ("verbs_say", {"homograph": "false"}, "homograph is 'false', not true or false"),
    ("verbs_say", {"past": ""}, "past is '', not a text"),
    ("verbs_say", {"past": " أكد"}, "past is ' أكد', not a text"),
    ("verbs_say", {"past": None}, "past is None, not a text"),
    ("verbs_say", {"participle": "مؤكد"}, "participle is 'مؤكد', not a list of texts"),
    ("verbs_say", {"masdar": ["تأكيد", "تأكيد"]}, "masdar has 'تأكيد' twice"),
    ("verbs_say", {"examples": ["أكد الوالي أن الجسر سليم"]}, "it needs one [cue] and a {content}"),
    ("verbs_say", {"counter_examples": ["وصل [تأكيد] الحجز"]}, "counter_examples has marks in"),
    ("verbs_say", {"examples": [{"أكد": 1}]}, "not a text"),
    ("names", {"gender": "c"}, "salim: gender is 'c', not one of ['f', 'm']"),
    ("names", {"forms": ...}, "forms is missing"),
    ("names", {"act": "state"}, "unknown key 'act'"),
    ("grammar", {"letter": "ii"}, "letter is 'ii', not one letter"),
    ("clitics", {"glued": "و"}, "glued is 'و', not one of"),
    ("places", {"nisba": ["روسي"]}, "not lists of forms under m, f and plural"),
    ("places", {"nisba": {"m": "روسي"}}, "nisba is 'روسي', not a list of texts"),
    ("places", {"also_nisba": {"m": "روسي"}}, "also_nisba is 'روسي', not a list of texts"),
    ("places", {"also_capital": "موسكو"}, "also_capital is 'موسكو', not a list"),
    ("places", {"official": "روسيا الاتحادية"}, "official is 'روسيا الاتحادية', not a list"),
    ("places", {"iso": "RUS"}, "iso is 'RUS', not a country of ISO 3166"),
    ("organisations", {"latin": "Nahr Party"}, "latin is 'Nahr Party', not a list"),
    ("organisations", {"latin": ["حزب النهر"]}, "latin has 'حزب النهر', not a name in Latin letters"),
    ("organisations", {"latin": ["Партия"]}, "latin has 'Партия', not a name in Latin letters"),
    ("organisations", {"latin": ["(NP)"]}, "latin has '(NP)', not a name"),
    ("organisations", {"category": "militia"}, "category is 'militia', not one of ['armed_group', 'army',"),
    ("organisations", {"country": "Jordan"}, "country is 'Jordan', not a country of ISO 3166"),
    ("organisations", {"also": ["النهر", "النهر"]}, "also has 'النهر' twice"),
    ("organisations", {"short": "الحزب"}, "short is 'الحزب', not a list"),
    ("names", {"latin": ["Salim"]}, "unknown key 'latin'"),
    ("attributions", {"kind": "witness"}, "kind is 'witness'"),
    ("agents_passive", {"speaker": "someone"}, "speaker is 'someone'"),
    ("outlets", {"kind": "paper"}, "an_nahr: kind is 'paper', not one of ['agency', 'blog-platform', 'broadcaster',"),
    ("outlets", {"kind": "either"}, "kind is 'either', not one of ['agency',"),  # a kind of attributions
    ("attributions", {"kind": "daily"}, "kind is 'daily', not one of ['either',"),  # a kind of outlets
    ("outlets", {"type": "daily"}, "unknown key 'type'"),
    ("outlets", {"languages": ...}, "languages is missing"),
    ("outlets", {"languages": ["arabic"]}, "languages has 'arabic', not a language of ISO 639-1"),
    ("outlets", {"languages": [False]}, "languages has False, not a text"),  # no, without quotes
    ("outlets", {"country": False}, "country is False, not a country of ISO 3166 in quotes"),  # NO, without quotes
    ("outlets", {"country": "jo"}, "country is 'jo', not a country"),
    ("outlets", {"country": "JOR"}, "country is 'JOR', not a country"),
    ("outlets", {"owner": "private"}, "owner is 'private', not one of ['party', 'public', 'state']"),
    ("outlets", {"domains": "nahr.example"}, "domains is 'nahr.example', not a list"),
    ("outlets", {"domains": ["https://nahr.example"]}, "has 'https://nahr.example', not a host in lower case"),
    ("outlets", {"domains": ["Nahr.example"]}, "has 'Nahr.example', not a host"),
    ("outlets", {"domains": ["www.nahr.example"]}, "has 'www.nahr.example', not a host"),
    ("outlets", {"domains": ["nahr"]}, "has 'nahr', not a host"),
    ("outlets", {"domains": ["nahr.example/"]}, "has 'nahr.example/', not a host"),
    ("outlets", {"domains": ["nahr.example:80"]}, "has 'nahr.example:80', not a host"),
    ("outlets", {"domains": ["nahr.example", "nahr.example"]}, "has 'nahr.example' twice"),
    ("outlets", {"short": "نهر"}, "short is 'نهر', not a list"),
    ("people", {"gender": ...}, "gender is missing"),
    ("people", {"latin": ...}, "latin is missing"),
    ("people", {"kind": "daily"}, "unknown key 'kind'"),  # a key of outlets
    ("people", {"wikidata": "x"}, "unknown key 'wikidata'"),
    ("people", {"country": "Jordan"}, "country is 'Jordan', not a country"),
    ("people", {"country": False}, "country is False, not a country of ISO 3166 in quotes"),
    ("people", {"short": "الوادي"}, "short is 'الوادي', not a list"),
    ("people", {"latin": []}, "latin is empty"),
    ("people", {"forms": []}, "forms is empty"),
    ("people", {"offices": OFFICE}, "offices is {'title': 'وزير المالية',"),
    ("people", {"offices": ["وزير المالية"]}, "offices has 'وزير المالية': it has not just a title"),
    ("people", {"offices": [OFFICE | {"party": "x"}]}, "it has not just a title, a country or of, from and until"),
    ("people", {"offices": [{"country": "JO"}]}, "it has a title that is None, not a text"),
    ("people", {"offices": [OFFICE | {"of": "united_nations"}]}, "it is of a country and of an organisation; one of"),
    ("people", {"offices": [OFFICE | {"country": "JOR"}]}, "it has a key country that is 'JOR', not a country"),
    ("people", {"offices": [{"title": "الأمين العام", "of": ["a"]}]}, "it has a key of that is ['a'], not a text"),
    ("people", {"offices": [OFFICE | {"from": "2012"}]}, "it has a key from that is '2012', not a year or a month in"),
    ("people", {"offices": [OFFICE | {"from": 12}]}, "it has a key from that is 12, not a year"),
    ("people", {"offices": [OFFICE | {"from": True}]}, "it has a key from that is True, not a year"),
    ("people", {"offices": [OFFICE | {"until": "2014-13"}]}, "it has a key until that is '2014-13', not a year"),
    ("people", {"offices": [OFFICE | {"until": "2014-05-01"}]}, "it has a key until that is '2014-05-01', not a"),
    ("people", {"offices": [OFFICE | {"from": 2015}]}, "it ends before it begins"),
    ("people", {"offices": [OFFICE | {"from": "2014-06"}]}, "it ends before it begins"),
    ("verbs_deed", {"past": "وصل\u0651\u064e"}, "is not in Unicode NFC"),  # shadda before fatha
]


@pytest.mark.parametrize(("name", "change", "message"), WRONG)
def test_a_wrong_entry_is_told(name, change, message):
    problems = check(files(name, **change))
    assert len(problems) == 1 and message in problems[0]


SPANS = [
    {"from": 2014, "until": 2014},
    {"from": "2014-05", "until": 2014},  # a month of that year
    {"from": 2014, "until": "2014-05"},
    {"from": 2014},
    {"until": "2014-05"},
]


@pytest.mark.parametrize("span", SPANS)
def test_an_office_may_begin_and_end_in_one_year(span):
    assert check(files("people", offices=[{"title": "وزير المالية"} | span])) == []


HEADERS = [
    ({"licence": ...}, "verbs_say.yaml: the header has no licence"),
    ({"description": ""}, "description is '', not a text"),
    ({"name": "verbs_tmp"}, "the header's name is 'verbs_tmp', not that of the file"),
    ({"licnce": "Apache-2.0"}, "unknown header key 'licnce'"),
    ({"rejected": [{"form": "نص"}]}, "has not just a form and a reason"),
    ({"rejected": [{"form": "نص", "reason": ""}]}, "has not just a form and a reason"),
    ({"rejected": ["نص"]}, "has not just a form and a reason"),
    ({"rejected": "نص"}, "has not just a form and a reason"),
]


@pytest.mark.parametrize(("header", "message"), HEADERS)
def test_a_wrong_header_is_told(header, message):
    problems = check(files(header=header))
    assert len(problems) == 1 and message in problems[0]


IDS = [
    (["a", "b", "c"], []),
    (["a", "a"], ["verbs_deed.yaml: a: id given twice"]),
    (["b", "a"], ["verbs_deed.yaml: a: stands behind b; sort the entries by id"]),
    (["a", "b", "a"], ["verbs_deed.yaml: a: stands behind b; sort the entries by id"]),
]


@pytest.mark.parametrize(("ids", "problems"), IDS)
def test_ids_stand_once_and_sorted(ids, problems):
    data = files("verbs_deed")
    data["verbs_deed"]["entries"] = [ENTRIES["verbs_deed"] | {"id": i} for i in ids]
    assert check(data) == problems


DOMAINS = [
    (["nahr.example"], ["wadi.example"], []),
    (["nahr.example"], ["ar.nahr.example", "nahr.example/ar"], []),  # the longest is looked up first
    (["nahr.example"], ["nahr.example"], ["outlets.yaml: b: the domain nahr.example stands under a too"]),
]


@pytest.mark.parametrize(("one", "other", "problems"), DOMAINS)
def test_a_domain_belongs_to_one_outlet(one, other, problems):
    data = files("outlets")
    rows = [ENTRIES["outlets"] | {"id": "a", "domains": one}, ENTRIES["outlets"] | {"id": "b", "domains": other}]
    data["outlets"]["entries"] = rows
    assert check(data) == problems


def test_a_folded_form_has_one_letter():
    data = files("grammar")
    data["grammar"]["entries"] = [
        {"id": "past_auxiliary", "letter": "k", "conjoined": True, "forms": ["كان"]},
        {"id": "subordinator", "letter": "s", "conjoined": True, "forms": ["كأن"]},
    ]
    assert check(data) == ["grammar.yaml: subordinator: كأن stands under past_auxiliary too, with another letter"]


def test_a_deed_is_no_cue():
    data = files("verbs_deed", past="أكّد", present="يؤكد") | files("verbs_say")
    assert check(data) == ["verbs_deed.yaml: wasala: أكّد is a cue, verbs_say/akkada"]


def test_checking_changes_nothing():
    data = files()
    before = copy.deepcopy(data)
    check(data)
    assert data == before


FAMILIES = [
    ("verbs_say", "verbs"), ("verbs_deed", "verbs_deed"), ("titles", "nouns"), ("names", "names"),
    ("media", "nouns"), ("outlets", "outlets"), ("people", "people"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), FAMILIES)
def test_family(name, kind):
    assert family(name) == kind


EXAMPLES = [
    ("[أكد] الوالي أن {الجسر سليم}", "أكد الوالي أن الجسر سليم.", "أكد", ["الجسر سليم"]),
    ("{نعم}، [قال] الشاهد، {لم أره}", "نعم، قال الشاهد، لم أره.", "قال", ["نعم", "لم أره"]),
    ("[قال]: «{لن نعود}»", "قال: «لن نعود».", "قال", ["لن نعود"]),
    ("[سأل]: «{متى نعود؟}»", "سأل: «متى نعود؟»", "سأل", ["متى نعود؟"]),
]


@pytest.mark.parametrize(("marked", "text", "cue", "content"), EXAMPLES)
def test_an_example_is_parsed(marked, text, cue, content):
    found = parse_example(marked)
    assert found.text == text
    assert text[slice(*found.cue)] == cue
    assert [text[slice(*span)] for span in found.content] == content


MALFORMED = ["", "أكد", "[أكد] الوالي", "{الجسر سليم}", "[أكد {الجسر} سليم]", "[أكد] {الجسر", "أكد] {الجسر}",
             "[أكد] [أن] {الجسر}", "[] {الجسر}", "[أكد] { }", "[أكد} {الجسر]"]  # fmt: skip


@pytest.mark.parametrize("marked", MALFORMED)
def test_a_malformed_example_is_told(marked):
    with pytest.raises(LexiconError, match="example"):
        parse_example(marked)


def test_a_sentence_has_an_end():
    assert [sentence(t) for t in ("وصل", "وصل.", "وصل؟", "«وصل.»")] == ["وصل.", "وصل.", "وصل؟", "«وصل.»"]


# -- the files that come with musnad -----------------------------------------------------------------------------------


def test_the_files_pass():
    assert check({name: parse(name, data) for name, data in FILES.items()}) == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_plain_text(name):
    text = FILES[name].decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text and "\t" not in text and text.endswith("\n") and not text.endswith("\n\n")
    assert not re.search(r"[ ]+$", text, re.MULTILINE)


@pytest.mark.parametrize("name", FILES)
def test_ids_can_be_read(name):
    ids = [entry["id"] for entry in parse(name, FILES[name])["entries"]]
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", i) or re.fullmatch(r"[a-z]\d+", i)] == []


@pytest.mark.parametrize("name", FILES)
def test_the_source_is_ours_to_pass_on(name):
    header = parse(name, FILES[name])
    assert header["source"].startswith("written for musnad") and header["licence"] == "Apache-2.0"


@pytest.mark.parametrize("name", [name for name in FILES if family(name) == "verbs"])
def test_no_example_rests_on_a_form_that_is_turned_down(name):
    turned_down = {fold(row["form"]) for row in parse("grammar", FILES["grammar"])["rejected"]}
    examples = [parse_example(x) for e in parse(name, FILES[name])["entries"] for x in e.get("examples") or ()]
    assert [x.text for x in examples if fold(x.text[slice(*x.cue)]) in turned_down] == []


def test_there_are_verbs_enough():
    verbs = {e["past"] for name in FILES if family(name) == "verbs" for e in parse(name, FILES[name])["entries"]}
    assert len(verbs) >= LEAST_VERBS


def test_what_is_turned_down_is_not_there():
    for name in ("names", "titles"):
        content = parse(name, FILES[name])
        forms = {f for e in content["entries"] for key in ("forms", "feminine", "plural") for f in e.get(key) or ()}
        assert sorted(forms & {row["form"] for row in content["rejected"]}) == []
