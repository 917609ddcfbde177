"""One door: copies and stories of whatever comes in, identical, tiny, huge, undated, from the future."""

import time

import msgspec
import pytest
from wire_texts import CUT, OTHER, RESPELLED, RETOLD, WIRE

from musnad.stories.article import MINUTES_A_DAY, Article
from musnad.stories.finding import Finder
from musnad.stories.fingerprint import Fingerprint, fingerprint


def made(text, **known):
    return fingerprint(Article(id="x", text=text, **({"published": "2024-03-04T10:00:00"} | known)))


def test_copies_and_stories_are_found():
    finder = Finder()
    found = [finder.add(number, made(text)) for number, text in enumerate((WIRE, OTHER, CUT, RETOLD, RESPELLED))]
    assert [[copy.number for copy in one.copies if copy.whole] for one in found] == [[], [], [0], [], [0, 2]]
    assert [one.placement.story for one in found] == [0, 1, 0, 0, 0]


def test_five_thousand_identical_documents_cost_no_more_than_others():
    finder, same = Finder(), made(WIRE)
    began = time.process_time()
    for number in range(5000):
        found = finder.add(number, same)
        assert found.placement.story == 0
    assert [copy.number for copy in found.copies] == [0] and found.copies[0].same
    assert finder.stories.store.members() == {0: list(range(5000))}
    assert time.process_time() - began < 60  # 12 ms each, on a machine however busy
    assert len(finder.stories._postings) <= 20 and len(finder._copies._postings) <= 48


def test_the_same_text_days_later_is_found_by_what_follows():
    finder = Finder()
    for number, day in enumerate(("04", "08", "12")):
        found = finder.add(number, made(WIRE, published=f"2024-03-{day}"))
        assert found.placement.story == 0 and len(found.copies) == number


@pytest.mark.parametrize("text", ["", "خبر", "!", "في", "😀", "a", "1", "\u200c"])
def test_documents_of_one_word(text):
    finder = Finder()
    for number in range(200):
        found = finder.add(number, made(text))
    assert found.placement.story in (0, 199)
    assert finder.add(200, made(WIRE)).placement.new


def test_a_document_of_five_megabytes():
    huge = (WIRE + "\n\n") * 5_000
    huge += "x" * (5_000_000 - len(huge)) if len(huge) < 5_000_000 else ""
    began = time.process_time()
    big = made(huge)
    finder = Finder()
    finder.add(0, made(WIRE))
    assert finder.add(1, big).placement.story == 0
    assert time.process_time() - began < 30
    assert len(msgspec.msgpack.encode(big)) < 4_000


def test_one_word_of_five_megabytes():
    assert made("خ" * 5_000_000).sketch.size == 1


def test_without_a_date_the_time_of_adding_serves():
    added = made(WIRE, published=None, added="2024-03-04T10:00:00")
    assert added.at == made(WIRE).at
    finder = Finder()
    finder.add(0, made(WIRE))
    assert finder.add(1, made(CUT, published=None, added="2024-03-05")).placement.story == 0
    assert finder.add(2, made(CUT, published=None)).placement.story == 2
    assert finder.add(3, made(CUT, published=None)).placement.story == 2


def test_a_date_in_the_future_is_not_believed():
    late = made(WIRE, published="2099-01-01", added="2024-03-04T10:00:00")
    assert late.at == made(WIRE).at
    finder = Finder()
    finder.add(0, made(WIRE))
    assert finder.add(1, late).placement.story == 0


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31T23:59:59", "2024", "2024-13-45", "nonsense", ""])
def test_odd_dates_break_nothing(published):
    finder = Finder()
    for number in range(2):
        found = finder.add(number, made(WIRE, published=published))
    assert found.placement.story == 0


def test_a_fingerprint_is_small_and_comes_back():
    one = made(WIRE)
    packed = msgspec.msgpack.encode(one)
    assert len(packed) < 4_000
    assert msgspec.msgpack.decode(packed, type=Fingerprint) == one
    assert one.at is not None and one.at % MINUTES_A_DAY == 600
