"""Whatever is sent to the API by its own document, it answers, and never by falling over."""

import shutil

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from web_sites import browser

from musnad.web.api.openapi import openapi


@pytest.fixture(scope="module")
def served(filled, tmp_path_factory):
    path = tmp_path_factory.mktemp("schemathesis") / "news.db"
    shutil.copy(filled, path)
    with browser(path) as client:
        yield client


schema = schemathesis.openapi.from_dict(openapi())


@schema.parametrize()
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True,
          suppress_health_check=list(HealthCheck))  # fmt: skip
def test_no_request_makes_it_fall_over(case, served):
    told = case.as_transport_kwargs(base_url="http://localhost")
    told = {name: value for name, value in told.items() if name in ("method", "url", "params", "headers", "json", "data")}
    if "data" in told:
        told["content"] = told.pop("data")
    answer = served.request(**told)
    assert answer.status_code < 500, answer.text
    if answer.status_code >= 400 and answer.status_code not in (400, 413):
        assert answer.json()["error"]["status"] == answer.status_code
