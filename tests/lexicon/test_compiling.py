"""Tables: what an entry becomes, the same in every process; a cache that is never trusted."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import yaml

from musnad.errors import LexiconError
from musnad.lexicon import compiling
from musnad.lexicon.compiling import FORMAT, CueForm, Entry, NounForm, Tables, compile_files, tables
from musnad.lexicon.loading import content_hash, raw_files

HEAD = {"description": "d", "source": "s", "licence": "l"}
AKKADA = {
    "id": "akkada", "past": "أكد", "present": "يؤكد", "participle": ["مؤكد"], "masdar": ["تأكيد"], "act": "state",
    "force": "endorsing", "content": ["أن", "noun"], "addressee": ["ل"], "needs": "content", "homograph": False,
}  # fmt: skip


def lexicon(**files):
    """Lexicon files of the given entries; a list under `rejected_<name>` is what that file turns down."""
    return {
        name: yaml.safe_dump(
            {"name": name, **HEAD, "entries": entries, "rejected": files.get(f"rejected_{name}", [])},
            allow_unicode=True,
        ).encode("utf-8")
        for name, entries in files.items()
        if not name.startswith("rejected_")
    }


# -- what an entry becomes ---------------------------------------------------------------------------------------------

CUES = [
    ("اكد", CueForm("verbs_say/akkada", "past", "m", "s")),
    ("اكدت", CueForm("verbs_say/akkada", "past", "f", "s")),
    ("اكدوا", CueForm("verbs_say/akkada", "past", "m", "p")),
    ("يؤكد", CueForm("verbs_say/akkada", "present", "m", "s")),
    ("سيؤكد", CueForm("verbs_say/akkada", "present", "m", "s")),
    ("تؤكد", CueForm("verbs_say/akkada", "present", "f", "s")),
    ("مؤكدا", CueForm("verbs_say/akkada", "participle", "m", "s")),
    ("مؤكده", CueForm("verbs_say/akkada", "participle", "f", "s")),
    ("تاكيده", CueForm("verbs_say/akkada", "noun", "c", "c", True)),
    ("بتاكيدها", CueForm("verbs_say/akkada", "noun", "c", "c", True)),
    ("اكدها", CueForm("verbs_say/akkada", "past", "m", "s", True)),
]


@pytest.mark.parametrize(("form", "cue"), CUES)
def test_the_forms_of_a_verb(form, cue):
    assert compile_files(lexicon(verbs_say=[AKKADA])).cues[form] == [cue]


def test_the_entry_of_a_verb():
    compiled = compile_files(lexicon(verbs_say=[AKKADA]))
    assert compiled.entries == {
        "verbs_say/akkada": Entry("state", "endorsing", ("أن", "noun"), ("ل",), "content", False)
    }


def test_two_verbs_share_a_form():
    other = AKKADA | {"id": "akkada_2", "act": "pledge"}
    rows = compile_files(lexicon(verbs_say=[AKKADA, other])).cues["اكد"]
    assert [row.key for row in rows] == ["verbs_say/akkada", "verbs_say/akkada_2"]


def test_a_name_and_a_homograph():
    names = [
        {"id": "musa", "gender": "m", "forms": ["موسى"]},
        {"id": "nur", "gender": "m", "forms": ["نور"], "homograph": True},
    ]
    assert compile_files(lexicon(names=names)).names == {"موسي": "m", "نور": "mh"}


def test_a_title_names_more_than_an_organisation():
    title = {"id": "amid", "role": "rank", "forms": ["عميد"]}
    files = lexicon(documents=[{"id": "x", "forms": ["عميد"]}], titles=[title])
    assert compile_files(files).nouns["عميد"] == NounForm("titles", "m", "s", "rank")


NAHR = {
    "id": "an_nahr", "name": "An-Nahr", "kind": "daily", "languages": ["ar"],
    "forms": ["نهربرس", "صحيفة الجدول", "النبع العمانية"], "short": ["بنا", "NHR"],
}  # fmt: skip


def test_an_outlet_is_a_medium_by_its_single_words_alone():
    files = lexicon(
        media=[{"id": "newspaper", "type": "head", "gender": "f", "forms": ["صحيفة"]}], outlets=[NAHR],
        places=[{"id": "oman", "iso": "OM", "forms": [], "nisba": {"m": ["عماني"], "f": ["عمانية"]}}],
        names=[{"id": "nahr", "gender": "m", "forms": ["نهربرس"]}],
    )  # fmt: skip
    compiled = compile_files(files)
    assert compiled.nouns["نهربرس"] == NounForm("media", "f", "s", "daily")
    assert not {"الجدول", "جدول", "النبع", "بنا"} & compiled.nouns.keys()
    assert compiled.outlets == {"صحيفه": "head", "نهربرس": "daily", "صحيفه الجدول": "daily", "النبع العمانيه": "daily"}
    assert compiled.credits == {"الجدول": "daily", "النبع": "daily", "بنا": "daily", "نهربرس": "daily"}


def test_a_place_is_no_name_where_an_outlet_is_expected():
    """«خاص – الوادي» names the place, whatever paper is called after it."""
    wadi = NAHR | {"forms": ["صحيفة الوادي"]}
    files = lexicon(
        media=[{"id": "newspaper", "type": "head", "gender": "f", "forms": ["صحيفة"]}], outlets=[wadi],
        places=[{"id": "wadi", "type": "city", "gender": "m", "forms": ["الوادي"]}],
    )  # fmt: skip
    assert compile_files(files).credits == {"بنا": "daily"}


def test_what_the_catalogue_alone_knows_is_not_read():
    """Names with an everyday life (مالي is also financial) and Latin ones say who is who, not what a word is."""
    place = {
        "id": "mali", "type": "state", "gender": "f", "forms": ["باماكستان"], "also": ["مالي"], "iso": "ML",
        "latin": ["Mali"], "official": ["الجمهورية"], "short": ["الدولة"], "also_capital": ["القرية"],
        "also_nisba": {"m": ["ماليي"]},
    }  # fmt: skip
    party = {"id": "nahr", "type": "name", "forms": ["نهروان"], "also": ["النهر"], "category": "party", "country": "ML"}
    assert compile_files(lexicon(places=[place], organisations=[party])).nouns == {
        "باماكستان": NounForm("places", "f", "s", "state"),
        "نهروان": NounForm("organisations", "m", "s", "name"),
    }


def test_what_is_turned_down_is_no_form():
    files = lexicon(
        verbs_say=[AKKADA], verbs_deed=[{"id": "daama", "past": "دعم", "present": "يدعم"}],
        grammar=[{"id": "turn", "letter": "i", "conjoined": True, "forms": ["بدوره"]}],
        rejected_grammar=[{"form": "أكد", "reason": "r"}], rejected_verbs_deed=[{"form": "دعم", "reason": "r"}],
    )  # fmt: skip
    compiled = compile_files(files)
    assert "اكد" not in compiled.cues and "اكدت" in compiled.cues
    assert compiled.deeds.keys() >= {"دعمت", "يدعم"} and "دعم" not in compiled.deeds


def test_a_file_that_breaks_the_schema_is_not_compiled():
    with pytest.raises(LexiconError, match=r"verbs_say\.yaml: akkada: act is 'shout'"):
        compile_files(lexicon(verbs_say=[AKKADA | {"act": "shout"}]))


# -- the same everywhere -----------------------------------------------------------------------------------------------

DIGEST = """
import hashlib, msgspec
from musnad.lexicon.compiling import compile_files
from musnad.lexicon.loading import raw_files
print(hashlib.sha256(msgspec.json.encode(compile_files(raw_files()))).hexdigest())
"""


def test_two_processes_make_the_same_tables():
    source = str(Path(compiling.__file__).parents[2])
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST], capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONPATH": source, "PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("0", "1")
    }  # fmt: skip
    here = hashlib.sha256(msgspec.json.encode(compile_files(raw_files()))).hexdigest()
    assert digests == {here}


# -- the cache ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def small(monkeypatch, tmp_path):
    """A lexicon of one verb and a cache folder of its own; gives the file that the cache is in."""
    files = lexicon(verbs_say=[AKKADA])
    monkeypatch.setattr(compiling, "raw_files", lambda: files)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    tables.cache_clear()
    yield tmp_path / "musnad" / f"lexicon-{FORMAT}-{content_hash(files)}.json"
    tables.cache_clear()


def anew():
    """The tables as a new process gets them."""
    tables.cache_clear()
    return tables()


def test_the_cache_is_written_and_read(small, monkeypatch):
    first = anew()
    assert msgspec.json.decode(small.read_bytes(), type=Tables) == first
    assert [p.name for p in small.parent.iterdir()] == [small.name]  # no temporary file is left
    monkeypatch.setattr(compiling, "compile_files", None)
    assert anew() == first


def damaged(good):
    """Contents that a cache file must not be trusted with."""
    foreign = msgspec.json.decode(good)
    return {
        "empty": b"",
        "cut off": good[: len(good) // 2],
        "not UTF-8": b"\xff\xfe\x00",
        "another shape": b'{"format": 2}',
        "not JSON": b"entries: []",
        "foreign hash": msgspec.json.encode(foreign | {"hash": "0" * 12, "cues": {}}),
        "foreign format": msgspec.json.encode(foreign | {"format": FORMAT - 1, "cues": {}}),
    }


@pytest.mark.parametrize("fault", damaged(b'{"format":2}'))
def test_a_damaged_or_foreign_cache_is_compiled_again(small, fault):
    first = anew()
    good = small.read_bytes()
    small.write_bytes(damaged(good)[fault])
    assert anew() == first
    assert small.read_bytes() == good


def test_a_changed_lexicon_has_a_cache_of_its_own(small, monkeypatch):
    first = anew()
    files = lexicon(verbs_say=[AKKADA | {"act": "pledge"}])
    monkeypatch.setattr(compiling, "raw_files", lambda: files)
    second = anew()
    assert second.hash != first.hash and second.entries["verbs_say/akkada"].act == "pledge"
    assert len(list(small.parent.iterdir())) == 2


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(small, monkeypatch, tmp_path):
    first = anew()
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))  # a file where a folder is needed
    assert anew() == first


def test_the_cache_is_in_the_home_folder_by_default(small, monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    anew()
    assert (tmp_path / "home" / ".cache" / "musnad" / small.name).exists()
