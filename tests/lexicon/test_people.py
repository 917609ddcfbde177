"""The people that come with musnad: how many, that a name is one person's, that offices hold together."""

import msgspec

from musnad.arabic.letters import fold
from musnad.lexicon.compiling import compile_files
from musnad.lexicon.loading import content_hash, parse, raw_files

FILES = raw_files()
ENTRIES = parse("people", FILES["people"])["entries"]
BY_ID = {entry["id"]: entry for entry in ENTRIES}
OFFICES = [(entry["id"], office) for entry in ENTRIES for office in entry.get("offices") or ()]
LEAST_PEOPLE = 2000
VERBS = ("verbs_say", "verbs_act", "verbs_think", "verbs_more", "verbs_deed")
MONTHS = (
    ("شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "جانفي", "ماي", "جوان", "أوت"),
    ("محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال"),
)
GIVEN = (
    "محمد", "أحمد", "محمود", "الأحمد", "السيد", "سلمان", "فهد", "خالد", "سعد", "حمد", "يوسف", "إبراهيم", "موسى",
    "ياسين", "رجب", "جمعة", "خميس", "فرج", "جابر", "سليم", "حسن", "حسين", "علي", "عمر", "عثمان", "منصور", "ناصر",
    "الناصر", "الصالح", "المصطفى",
)  # fmt: skip


def name(form):
    """A form as names are compared: folded, عبدالله like عبد الله."""
    return fold(form).replace("عبد ال", "عبدال")


def test_there_are_people_enough():
    assert len(ENTRIES) >= LEAST_PEOPLE


def test_a_full_name_has_two_words_or_a_note_says_why():
    short = [(e, form) for e in ENTRIES for form in e["forms"] if " " not in form]
    assert [(e["id"], form) for e, form in short if "one word" not in e.get("note", "")] == []


def test_a_name_that_stands_alone_is_no_full_name():
    assert [(e["id"], form) for e in ENTRIES for form in e.get("short") or () if form in e["forms"]] == []


def test_no_name_that_stands_alone_is_a_word_of_the_lexicon():
    """Not a title (القضاة), a month (شباط), a place, an organisation nor a verb (راسل)."""
    words = {fold(month) for months in MONTHS for month in months}
    for file in ("titles", "anonymous", "places", "organisations", "documents", "words", *VERBS):
        for entry in parse(file, FILES[file])["entries"]:
            told = [entry.get(key, ()) for key in ("forms", "plural", "past", "participle", "masdar")]
            words |= {fold(form) for forms in told for form in ([forms] if isinstance(forms, str) else forms)}
    assert [(e["id"], x) for e in ENTRIES for x in e.get("short", ()) if fold(x) in words] == []


def test_no_name_that_stands_alone_is_anybodys():
    """The commonest given names are no surname either, whoever is called so."""
    common = {fold(name) for name in GIVEN}
    assert [(e["id"], x) for e in ENTRIES for x in e.get("short", ()) if fold(x) in common] == []


def test_no_spelling_stands_twice():
    """What folding does is not written out."""
    for entry in ENTRIES:
        for key in ("forms", "short"):
            names = [name(form) for form in entry.get(key) or ()]
            assert sorted(names) == sorted(set(names)), entry["id"]


def test_a_name_is_one_persons_unless_both_say_so():
    bearers = {}
    for entry in ENTRIES:
        for form in entry["forms"]:
            bearers.setdefault(name(form), []).append(entry["id"])
    shared = {form: ids for form, ids in bearers.items() if len(ids) > 1}
    silent = {
        form: ids for form, ids in shared.items()
        if any(other not in BY_ID[one].get("note", "") for one in ids for other in ids if other != one)
    }  # fmt: skip
    assert silent == {}


def test_latin_names_are_latin_and_arabic_ones_arabic():
    arabic = [x for e in ENTRIES for x in e["latin"] if any("\u0600" <= c <= "\u06ff" for c in x)]
    latin = [x for e in ENTRIES for x in (*e["forms"], *e.get("short", ())) if any(c.isascii() and c != " " for c in x)]
    assert (arabic, latin) == ([], [])


def test_organisations_of_offices_are_known():
    known = {entry["id"] for entry in parse("organisations", FILES["organisations"])["entries"]}
    assert [(i, office["of"]) for i, office in OFFICES if office.get("of", "who") not in known | {"who"}] == []


def test_offices_begin_before_they_end():
    backwards = [
        (i, office["title"]) for i, office in OFFICES
        if "from" in office and "until" in office and int(str(office["from"])[:4]) > int(str(office["until"])[:4])
    ]  # fmt: skip
    assert backwards == []


def test_no_office_stands_twice():
    for entry in ENTRIES:
        offices = [sorted(map(str, office.items())) for office in entry.get("offices") or ()]
        assert all(office not in offices[:n] for n, office in enumerate(offices)), entry["id"]


def test_the_reader_does_not_know_people():
    """Its tables are the same without them; the hash in every document is not: who a speaker is depends on them."""
    without = {name: data for name, data in FILES.items() if name != "people"}
    one, other = compile_files(FILES), compile_files(without)
    assert (one.hash, other.hash) == (content_hash(FILES), content_hash(without))
    assert msgspec.structs.replace(one, hash="") == msgspec.structs.replace(other, hash="")
