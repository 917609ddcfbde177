"""A page that kills, hangs or fills the process that reads it costs itself alone."""

import os
import sys
import time

import guarded_work
import pytest

pytest.importorskip("pyarrow")

from musnad.errors import InputError
from musnad.pages.texts import TextInput
from musnad.scale.guard import Guard


def items(*texts):
    """Texts named by their place."""
    return [TextInput(text=text, name=f"t:{n}") for n, text in enumerate(texts, 1)]


def lines(pieces):
    return [line.partition(" in ")[0] for piece in pieces for line in piece.decode().split("\n")]


@pytest.mark.parametrize(("poison", "told"), [
    ("abort", "died: t:2: the process that read it ended with signal 6; is it very large or deeply nested?"),
    ("exit", "died: t:2: the process that read it ended with status 3; is it very large or deeply nested?"),
    ("behind", "died: t:2: the process that read it ended with status 4; is it very large or deeply nested?"),
    ("hang", "died: t:2: the process that read it took more than 0.5 s; is it very large or deeply nested?"),
])  # fmt: skip
def test_what_ends_the_child_costs_itself_alone(poison, told):
    with Guard(guarded_work.work, timeout_s=0.5 if poison == "hang" else 30) as guard:
        assert lines(guard.do(items("a", poison, "c"))) == ["t:1", told, "t:3"]
        assert lines(guard.do(items("d"))) == ["t:1"]  # and it goes on


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
def test_memory_has_a_limit():
    with Guard(guarded_work.work, memory_bytes=1_000_000_000) as guard:
        assert lines(guard.do(items("memory", "b"))) == ["no memory", "t:2"]


def test_the_time_is_for_an_item_and_not_for_all():
    with Guard(guarded_work.work, timeout_s=2) as guard:
        began = time.monotonic()
        assert len(lines(guard.do(items(*["slow"] * 6)))) == 6
        assert time.monotonic() - began > 2


def test_one_child_does_all_and_ends_with_its_guard():
    with Guard(guarded_work.work) as guard:
        pids = {int(piece.decode().split(" in ")[1]) for _ in range(3) for piece in guard.do(items("print"))}
        assert len(pids) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(pids.pop(), 0)


def test_an_idle_child_ends_and_another_goes_on():
    with Guard(guarded_work.work, idle_s=0.2) as guard:
        first = guard.do(items("a"))[0].decode().split(" in ")[1]
        assert os.waitid(os.P_PID, int(first), os.WEXITED | os.WNOWAIT).si_status == 75
        assert guard.do(items("b"))[0].decode().split(" in ")[1] != first
        time.sleep(0.2)  # it may end just now
        assert lines(guard.do(items("c", "d"))) == ["t:1", "t:2"]


def test_errors_pass_through_with_their_code():
    with Guard(guarded_work.work) as guard:
        assert guard.do([InputError("w@12: cut short", code="record")]) == [b"record: w@12: cut short"]


def test_a_child_that_dies_at_everything_is_no_page_s_fault():
    with Guard(guarded_work.no_work) as guard, pytest.raises(RuntimeError, match="installation of musnad whole"):
        guard.do(items("a"))
    with Guard(sys.exit) as guard, pytest.raises(RuntimeError, match="ended before it began"):
        guard.do(items("a"))
