"""Postings are bounded, newest last, and their rows make them again."""

from hypothesis import given
from hypothesis import strategies as st

from musnad.stories.postings import MemoryPostings


def test_the_oldest_are_dropped():
    postings = MemoryPostings(longest=3)
    for number in range(5):
        postings.put([7, number], number)
    assert [list(numbers) for numbers in postings.find([7, 4, 9])] == [[2, 3, 4], [4], []]


def test_a_number_put_again_becomes_the_newest():
    postings = MemoryPostings(longest=3)
    for number in (1, 2, 3, 1, 1):
        postings.put([7], number)
    assert list(postings.find([7])[0]) == [2, 3, 1]


def test_dropped_numbers_are_gone():
    postings = MemoryPostings(longest=3)
    postings.put([7, 8], 1)
    postings.put([7], 2)
    postings.drop([7, 8, 9], 1)
    assert [list(numbers) for numbers in postings.find([7, 8])] == [[2], []]
    assert len(postings) == 1


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9))))
def test_rows_make_the_same_postings(added):
    first, second = MemoryPostings(longest=4), MemoryPostings(longest=4)
    for key, number in added:
        first.put([key], number)
    for key, number in first.rows():
        second.put([key], number)
    assert second.find(range(6)) == first.find(range(6))
