"""Shares: counts, the interval, and when none is told."""

import pytest

from musnad.archive.shares import LEAST, share_of


def test_none_below_the_minimum():
    few = share_of("x", [(1, 1)] * (LEAST - 1))
    assert (few.count, few.of, few.share, few.low, few.high) == (LEAST - 1, LEAST - 1, None, None, None)
    assert share_of("x", [(1, 1)] * LEAST).share == 1.0


def test_of_independent_things_it_is_wilsons():
    found = share_of("x", [(1, 1)] * 30 + [(0, 1)] * 70)
    # Wilson 1927 for 30 of 100 at 95 %: 0.2189 to 0.3958; n / (n - 1) makes it wider by a thousandth
    assert found.share == 0.3
    assert (found.low, found.high) == (pytest.approx(0.2189, abs=1e-3), pytest.approx(0.3958, abs=1e-3))


def test_things_of_one_document_tell_less():
    alone = share_of("x", [(1, 1)] * 50 + [(0, 1)] * 50)
    together = share_of("x", [(10, 10)] * 5 + [(0, 10)] * 5)
    assert together.high - together.low > 2 * (alone.high - alone.low)


@pytest.mark.parametrize("documents", [[(0, 5)] * 10, [(5, 5)] * 10, [(30, 60)], [(0, 0)] * 9 + [(1, 25)]])
def test_bounds_hold(documents):
    found = share_of("x", documents)
    assert 0 <= found.low <= found.share <= found.high <= 1
    assert found.low < found.high
