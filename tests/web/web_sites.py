"""An archive for the web, and a browser's manners: forms with their token, cookies that stay."""

import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager

from starlette.testclient import TestClient

import musnad
from musnad.pages.documents import read_page
from musnad.pages.page import Page
from musnad.web.application import built
from musnad.web.options import ServeOptions

DAM = """السد الجديد: الوالي يطمئن السكان

قال الوالي سعد المرزوق لصحيفة المرفأ أمس إن السد الجديد متين ولن يتصدع أبدا. ونفى المرزوق أن تكون فيه تشققات.

ونقلت وكالة الأفق عن مصدر في البلدية قوله إن الكلفة زادت كثيرا. وزعم الناشط نادر الحلو أن التقرير مزور.
"""
COPY = """قال الوالي سعد المرزوق إن السد الجديد متين ولن يتصدع أبدا.
"""
HTML = """<!doctype html><html lang="ar"><head><title>الوزيرة: المدرسة تفتح غدا</title>
<meta property="article:published_time" content="2031-05-06T08:00:00+03:00"><script>alert(1)</script></head><body
onload="alert(2)"><article><h1>الوزيرة: المدرسة تفتح غدا</h1><p>قالت وزيرة التعليم هالة السروجي إن المدرسة الجديدة تفتح
أبوابها غدا أمام التلاميذ كلهم، وأضافت أن الحافلات جاهزة منذ أسبوع وأن الكتب وصلت إلى المخازن كلها.</p><p>ونفى نقيب
المعلمين كريم الزعتري أن يكون هناك نقص في عدد المعلمين، مؤكدا أن النقابة راضية عن التحضيرات هذا العام.</p></article>
<img src="https://pictures.example/a.jpg"></body></html>
"""


def fill(path):
    """Make an archive: a text, a copy of a sentence of it elsewhere, a page, a second version of it."""
    with musnad.open(path, create=True) as archive:
        day = {"at": "2031-05-04", "precision": "day", "evidence": "given"}
        archive.add(musnad.read(DAM, outlet="المرفأ", url="https://marfa.example/1", title="السد", published=day))
        later = {"at": "2031-06-01", "precision": "day", "evidence": "given"}
        archive.add(musnad.read(COPY, outlet="الشاطئ", url="https://shati.example/7", title="سد", published=later))
        for html in (HTML, HTML.replace("منذ أسبوع", "منذ شهر")):
            page = Page(body=html.encode(), name="a.html", url="https://talim.example/2", fetched_at="2031-05-07T01:02:03Z")
            archive.add(read_page(page), page)


def browser(path, **options):
    """A client of the application on an archive."""
    told = ServeOptions(archive=str(path), **options)
    archive = musnad.open(path, create=not told.readonly, readonly=told.readonly)
    client = TestClient(built(archive, told), base_url="http://localhost", follow_redirects=False)
    client.headers["accept-language"] = "en"
    return client


@contextmanager
def served(archive, *options):
    """Run `musnad serve` on an archive; give the address, and see at the end that nothing of it is left."""
    command = [sys.executable, "-m", "musnad.cli", "serve", "--archive", str(archive), "--port", "0", *options]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    try:
        yield re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())[0]
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=20) in (0, 130)
        try:
            os.killpg(server.pid, 0)
        except ProcessLookupError:
            return
        raise AssertionError("a process of the server is still there")
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        server.stderr.close()


def token(client, path="/speakers"):
    """The token of the forms on a page."""
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    assert found, f"{path} has no form"
    return found[1]


def post(client, path, data=None, *, form="/speakers", **more):
    """Send a form as a browser does that has opened a page with it."""
    return client.post(path, data={"csrf": token(client, form)} | (data or {}), **more)


def first_statement(client, query):
    """The id of the first statement that a query finds."""
    found = re.search(r'href="/statements/([^"]+)"', client.get("/", params={"q": query}).text)
    assert found, f"{query} finds nothing"
    return found[1]
