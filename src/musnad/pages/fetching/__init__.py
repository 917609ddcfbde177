"""Fetching: pages, feeds and sitemaps from the web, politely and safely.

`Client` gets one page; `fetch_pages` fills a WARC file from lists of addresses, feeds and sitemaps and can be stopped
at any time; `Watch` polls sources and hands on what is new. docs/fetching.md has the rules and limits.
"""

from importlib.util import find_spec

from musnad.errors import MusnadError

for _name in ("urllib3", "protego", "idna"):
    if find_spec(_name) is None:
        raise MusnadError(f"fetching needs {_name}, which is not installed; pip install 'musnad[fetch]'")

from musnad.pages.fetching.client import Client, Validators  # noqa: E402
from musnad.pages.fetching.failures import FetchError  # noqa: E402
from musnad.pages.fetching.options import FetchOptions, ResponseLimits  # noqa: E402

__all__ = ["Client", "FetchError", "FetchOptions", "ResponseLimits", "Validators"]
