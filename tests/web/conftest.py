"""What the tests of the web share: a filled archive, and a client alone on its machine."""

import shutil

import pytest
from web_sites import browser, fill


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    path = tmp_path_factory.mktemp("web") / "filled.db"
    fill(path)
    return path


@pytest.fixture
def archive_path(filled, tmp_path):
    path = tmp_path / "news.db"
    shutil.copy(filled, path)
    return path


@pytest.fixture
def client(archive_path):
    with browser(archive_path) as made:
        yield made
