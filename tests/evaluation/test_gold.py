"""Gold files, right and broken."""

import json

import pytest

from musnad.errors import GoldError
from musnad.evaluation.gold import load_gold, read_gold

LINE = {
    "id": "a", "text": "قال الوالي إن الجسر آمن.", "note": "kept",
    "speakers": [{"id": "S1", "name": {"start": 4, "end": 10}, "mentions": [{"start": 4, "end": 10}]}],
    "statements": [{"content": [{"start": 14, "end": 23}], "speaker": "S1", "type": "indirect", "act": "state"}],
}  # fmt: skip


def write(folder, *lines):
    path = folder / "gold.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


def test_documents_come_as_they_are_and_in_order(tmp_path):
    assert load_gold(write(tmp_path, LINE, "", LINE | {"id": "b"})) == [LINE, LINE | {"id": "b"}]


def changed(**values):
    return LINE | {"statements": [LINE["statements"][0] | values]}


BROKEN = [
    # not JSON; not an object; a key missing
    ("{", ":1: "),
    ("[]", ":1: "),
    ({"id": "a", "statements": []}, "`text`"),
    # values that no statement has
    (changed(act="shout"), "'shout'"),
    (changed(type="reported"), "'reported'"),
    # spans outside the text, empty, turned round
    (changed(content=[{"start": 14, "end": 99}]), "span 14:99"),
    (changed(cue={"start": 3, "end": 3}), "span 3:3"),
    (changed(via=[{"start": 5, "end": 4}]), "span 5:4"),
    # nobody of that name
    (changed(speaker="S9"), "'S9'"),
]


@pytest.mark.parametrize(("line", "message"), BROKEN)
def test_a_broken_line_is_named(tmp_path, line, message):
    with pytest.raises(GoldError) as caught:
        load_gold(write(tmp_path, line))
    assert "gold.jsonl:1: " in str(caught.value)
    assert message in str(caught.value)


def test_an_id_given_twice(tmp_path):
    with pytest.raises(GoldError, match=r"gold\.jsonl:2: id 'a' stands in line 1 already"):
        load_gold(write(tmp_path, LINE, LINE))


def test_no_file_and_an_empty_one(tmp_path):
    with pytest.raises(GoldError, match="No such file"):
        load_gold(tmp_path / "none.jsonl")
    with pytest.raises(GoldError, match="no document"):
        load_gold(write(tmp_path, "", " "))


def test_bytes_that_are_not_utf8(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"id": "\xc7\xe1"}')
    with pytest.raises(GoldError, match=r"gold\.jsonl:1"):
        load_gold(path)


def test_gold_is_read_with_what_is_known_of_it():
    (read,) = read_gold([LINE | {"outlet": "الجسر", "title": None}])
    assert (read["id"], read["text"], read["outlet"], read["title"]) == ("a", LINE["text"], "الجسر", None)
