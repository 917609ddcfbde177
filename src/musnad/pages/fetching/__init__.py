"""Fetching: pages, feeds and sitemaps from the web, politely and safely.

`fetch_page` gets one page, a `Client` many; `fetch_pages` fills a WARC file from lists of addresses, feeds and sitemaps
and can be stopped at any time; `Watch` polls sources and hands on what is new. docs/fetching.md has rules and limits.
"""

from importlib.util import find_spec

from musnad.errors import MusnadError

for _name in ("urllib3", "protego", "idna"):
    if find_spec(_name) is None:
        raise MusnadError(f"fetching needs {_name}, which is not installed; pip install 'musnad[fetch]'")

from musnad.pages.fetching.client import Client, Validators, fetch_page  # noqa: E402
from musnad.pages.fetching.failures import FetchError  # noqa: E402
from musnad.pages.fetching.journal import Journal  # noqa: E402
from musnad.pages.fetching.listings import read_targets  # noqa: E402
from musnad.pages.fetching.options import FetchOptions, Outside, ResponseLimits  # noqa: E402
from musnad.pages.fetching.run import Plan, Report, Summary, fetch_pages  # noqa: E402
from musnad.pages.fetching.sinks import JsonLines  # noqa: E402
from musnad.pages.fetching.watching import Round, Watch  # noqa: E402

__all__ = [
    "Client", "FetchError", "FetchOptions", "Journal", "JsonLines", "Outside", "Plan", "Report", "ResponseLimits",
    "Round", "Summary", "Validators", "Watch", "fetch_page", "fetch_pages", "read_targets",
]  # fmt: skip
