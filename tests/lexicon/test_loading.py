"""Lexicon files: found, hashed, parsed; an entry by its key."""

import pytest

from musnad.errors import LexiconError
from musnad.lexicon import entry
from musnad.lexicon.loading import content_hash, parse, raw_files

HEAD = b"name: x\nentries:\n"


def test_files_come_sorted_and_as_bytes():
    files = raw_files()
    assert list(files) == sorted(files)
    assert {"grammar", "names", "titles", "verbs_act", "verbs_deed", "verbs_say", "verbs_think"} <= files.keys()
    assert all(isinstance(data, bytes) for data in files.values())


HASHES = [
    ({"a": b"1"}, {"a": b"1"}, True),
    ({"a": b"1"}, {"a": b"2"}, False),  # a byte of a file
    ({"a": b"1"}, {"b": b"1"}, False),  # the name of a file
    ({"a": b"1"}, {"a": b"1", "b": b""}, False),  # one file more
    ({"a": b"1", "b": b"2"}, {"a": b"1b\x002"}, False),  # what stands in one file can't pass for two
]


@pytest.mark.parametrize(("one", "other", "same"), HASHES)
def test_the_hash_is_that_of_names_and_content(one, other, same):
    assert (content_hash(one) == content_hash(other)) is same
    assert len(content_hash(one)) == 12


def test_parse():
    assert parse("x", HEAD + '- id: qala\n  past: "قال"\n'.encode())["entries"] == [{"id": "qala", "past": "قال"}]


BROKEN = [
    (b"\xff\xfe\x00", "x.yaml can't be read"),  # no UTF-8
    (b"entries: [", "x.yaml can't be read"),  # no YAML
    (b"", "x.yaml has no list of entries"),
    (b"- id: a", "x.yaml has no list of entries"),  # a list without a header
    (b"name: x\nentries: {a: 1}", "x.yaml has no list of entries"),
    (b"name: !!python/object:os.system {}\nentries: []", "x.yaml can't be read"),  # YAML must not run code
]


@pytest.mark.parametrize(("data", "message"), BROKEN)
def test_a_broken_file_is_one_line(data, message):
    with pytest.raises(LexiconError, match=message):
        parse("x", data)


def test_an_entry_by_its_key():
    found = entry("verbs_say/qala")
    assert found["past"] == "قال"
    found["past"] = "changed"
    assert entry("verbs_say/qala")["past"] == "قال"


@pytest.mark.parametrize("key", ["verbs_say/no_such", "no_such/qala", "qala", "", "/", "verbs_say/"])
def test_no_such_entry(key):
    with pytest.raises(LexiconError, match="no lexicon entry"):
        entry(key)
