"""docs/fetching.md is true: its limits are those of the code, and every code of a failure stands in it."""

import re
import subprocess
import sys
from pathlib import Path

import musnad.pages.fetching
from musnad.pages.fetching.failures import PASSING
from musnad.pages.fetching.options import LIST_LIMITS, PAGE_LIMITS, ROBOTS_LIMITS, FetchOptions
from musnad.pages.fetching.turns import DOWN_S, MOST_FAILURES

PAGE = (Path(__file__).parents[3] / "docs/fetching.md").read_text(encoding="utf-8")
SOURCE = "\n".join(p.read_text(encoding="utf-8") for p in Path(musnad.pages.fetching.__file__).parent.glob("*.py"))


def table(heading):
    rows = re.search(rf"^## {heading}\n.*?^\|---.*?\n(.*?)(?:\n\n|\Z)", PAGE, re.M | re.S)[1]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows.splitlines()]


def test_limits():
    shown = [[float(cell) for cell in row[1:]] for row in table("Limits")]
    limits = (PAGE_LIMITS, LIST_LIMITS, ROBOTS_LIMITS)
    assert shown == [
        [limit.connect_s for limit in limits],
        [limit.read_s for limit in limits],
        [limit.total_s for limit in limits],
        [limit.header_bytes / 1024 for limit in limits],
        [limit.wire_bytes / 1024 for limit in limits],
        [limit.body_bytes / 1024 for limit in limits],
        [limit.redirects for limit in limits],
    ]


def test_manners():
    options = FetchOptions()
    assert (options.delay_s, options.attempts, options.backoff_s) == (2, 3, 2)
    assert (options.longest_crawl_delay_s, options.longest_retry_after_s) == (60, 120)
    assert (MOST_FAILURES, DOWN_S) == (5, 600)


def test_every_code_is_documented():
    shown = {code for row in table("Codes") for code in re.findall(r"`([a-z0-9-]+)`", row[0])}
    raised = set(re.findall(r'FetchError\(\s*"([a-z-]+)"', SOURCE))
    assert len(raised) > 15 and raised <= shown
    passing = [row[0] for row in table("Codes") if row[2].startswith(("later", "at once"))]
    assert set(re.findall("`(.+?)`", " ".join(passing))) == PASSING


def test_the_missing_extra_is_named():
    code = "import sys; sys.modules['protego'] = None; from musnad.cli import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, "fetch", "https://example.org/", "-o", "/nowhere/x.warc.gz"]
    done = subprocess.run(command, capture_output=True, text=True)
    expected = "musnad: fetching needs protego, which is not installed; pip install 'musnad[fetch]'\n"
    assert (done.returncode, done.stderr) == (1, expected)
