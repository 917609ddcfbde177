"""The same text gives the same bytes: on every hash seed, with and without a cache, whatever was read before."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from musnad.reading import shapes
from musnad.reading.reader import read

SOURCE = Path(__file__).parents[2] / "src"
# Several speakers, short and full namings, relays, a headline: what sets and dictionaries could put in another order.
TEXT = """الحلواني: السد لن يتوقف
وقال وزير المياه سامر الحلواني للصحفيين إن المدير أبلغه أن «النهر جف»، مشيرا إلى أن السد قديم، بحسب وكالة الضفة.
وأضاف الحلواني أن رئيسة البلدية ليلى منصور ورئيس الاتحاد كريم منصور طالبا بوقف العمل. ونفت منصور ذلك.
ونقلت وكالة الضفة عن مصدر أمني قوله إن الطريق مغلق، وأكد المصدر أن الجسر سليم. واعتبر منصور أن «الأمر خطير».
المصدر: جريدة الوادي
"""
SCRIPT = f"from musnad.reading.reader import read; print(ascii(read({TEXT!r}).to_json()))"


def printed(seed, cache):
    environment = os.environ | {
        "PYTHONPATH": str(SOURCE), "PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(cache), "PYTHONIOENCODING": "utf-8",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_every_process_gives_the_same(tmp_path):
    expected = ascii(read(TEXT).to_json()) + "\n"
    assert len(read(TEXT).speakers) > 3
    assert printed("0", tmp_path) == expected  # cold: compiled here
    (cache,) = tmp_path.rglob("lexicon-*.json")
    assert printed("4242", tmp_path) == expected  # warm: from the cache
    whole = cache.read_bytes()
    cache.write_bytes(whole[: len(whole) // 2])
    assert printed("1", tmp_path) == expected  # damaged: compiled again
    assert cache.read_bytes() == whole  # and byte for byte what the other process wrote


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert printed("7", tmp_path / "file") == ascii(read(TEXT).to_json()) + "\n"


@pytest.mark.parametrize("kept", [0, 10])
def test_what_was_read_before_leaves_no_trace(kept, monkeypatch):
    """Word forms are remembered from text to text, and forgotten when there are too many."""
    first = read(TEXT)
    monkeypatch.setattr(shapes, "FORMS_KEPT", kept)
    read("كلمات أخرى: «لا صلة لها بما قيل»، قال بائع. وأضاف أنها كلمات.")
    assert read(TEXT) == first


def test_an_id_is_of_the_text_and_nothing_else():
    assert read(TEXT).id == read(TEXT, title="عنوان", outlet="صدى الضفة", url="u").id != read(TEXT + " ").id
    assert read(TEXT, id="mine").id == "mine"
    ids = [statement.id for statement in read(TEXT).statements]
    assert len({*ids}) == len(ids)


def test_two_texts_do_not_share_the_ids_of_statements():
    """An archive holds many documents: an id from one must not be taken for an id from another."""
    one, two = (read(f"قال الوزير إن الماء {word}.") for word in ("قليل", "كثير"))
    assert one.statements and two.statements
    assert one.statements[0].id != two.statements[0].id
