"""Progress is for those who wait: not on the terminal that the output fills, not in a short run."""

import io

import pytest

from musnad.cli import progress
from musnad.cli.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test turns."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def run(monkeypatch, clock, stdout, stderr, seconds):
    monkeypatch.setattr(progress.sys, "stdout", stdout)
    monkeypatch.setattr(progress.sys, "stderr", stderr)
    with Progress(total_bytes=1000) as shown:
        for _ in range(seconds):
            clock[0] += 1
            shown.step(10)
    return stderr.getvalue()


def test_a_terminal_gets_one_line_that_is_taken_away(monkeypatch, clock):
    out = run(monkeypatch, clock, io.StringIO(), Terminal(), 3)
    assert "\r3 documents, 1 a second, 1:37 left\x1b[K" in out
    assert out.endswith("\r\x1b[K") and "\n" not in out


def test_elsewhere_plain_lines(monkeypatch, clock):
    assert run(monkeypatch, clock, io.StringIO(), io.StringIO(), 61) == (
        "30 documents, 1 a second, 1:10 left\n60 documents, 1 a second, 0:40 left\n"
    )


def test_silent_where_the_output_fills_the_terminal_or_the_run_is_short(monkeypatch, clock):
    assert run(monkeypatch, clock, Terminal(), Terminal(), 100) == ""
    assert run(monkeypatch, clock, io.StringIO(), Terminal(), 1) == ""


def test_without_a_total_no_time_left():
    shown = Progress(None)
    shown.documents = 5
    assert shown.state(2.0) == "5 documents, 2 a second"
    assert shown.state(0.0) == "5 documents"


def test_a_number_known_in_advance_gives_the_time_left():
    shown = Progress(None, noun="pages")
    shown.documents, shown.total = 5, 20
    assert shown.state(2.0) == "5 of 20 pages, 2 a second, 0:06 left"
    assert shown.state(100.0) == "5 of 20 pages, 3 a minute, 5:00 left"


def test_the_first_of_very_many_tell_nothing_of_the_time_left():
    shown = Progress(None, noun="rows")
    shown.documents, shown.total = 1, 1_692_159
    assert shown.state(150.0) == "1 of 1692159 rows"
    shown.documents = 2_000
    assert shown.state(150.0) == "2000 of 1692159 rows, 13 a second, 2112:42 left"


def test_a_terminal_that_no_output_goes_to_is_no_reason_to_be_silent(monkeypatch, clock):
    monkeypatch.setattr(progress.sys, "stdout", Terminal())
    monkeypatch.setattr(progress.sys, "stderr", errors := Terminal())
    with Progress(None, has_output=False) as shown:
        clock[0] += 3
        shown.step(0)
    assert "1 documents" in errors.getvalue()
