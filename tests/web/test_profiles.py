"""Speakers, outlets and the network: charts say what the tables say, and every figure leads to its statements."""

import csv
import io
import re
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree
from sqlalchemy import insert
from web_sites import browser, post

import musnad
from musnad.archive.networks import Edge, Node, network
from musnad.archive.paging import PagedSearch
from musnad.archive.tables import entities
from musnad.web.charts import Bar, columns, rows, standalone
from musnad.web.network_chart import chosen, drawn


@pytest.fixture
def speaker(client):
    return re.search(r'href="(/speakers/[^"]+)"><bdi>[^<]*المرزوق', client.get("/speakers").text)[1]


def counted(client, link):
    """How many statements stand behind a link to the search page."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(unescape(link)).query).items()}
    return int(re.search(r"<strong>(\d+)</strong>", client.get("/facets", params=query).text)[1])


def figures(page):
    return re.findall(r'<td class="n"><a href="([^"]+)">(\d+)</a>', page)


def test_every_figure_of_a_speaker_leads_to_its_statements(client, speaker):
    found = figures(client.get(speaker).text)
    assert len(found) >= 4
    for link, count in found:
        assert counted(client, link) == int(count), unescape(link)


def test_every_figure_of_an_outlet_leads_to_its_statements(client):
    found = figures(client.get("/outlets/المرفأ").text)
    assert len(found) >= 6
    for link, count in found:
        assert counted(client, link) == int(count), unescape(link)
    assert client.get("/outlets/لا أحد").status_code == 404


def test_speakers_are_found_by_name(client):
    assert "المرزوق" in client.get("/speakers", params={"name": "مرزوق"}).text
    assert "Nobody is found" in client.get("/speakers", params={"name": "zzz"}).text
    assert client.get("/speakers", params={"kind": "king"}).status_code == 400
    assert client.get("/speakers/zzz").status_code == 404


def test_files_hold_what_the_page_shows(client, speaker):
    table = client.get(f"{speaker}/files/months.csv")
    rows_of = list(csv.reader(io.StringIO(table.text.lstrip("\ufeff"))))
    assert [row[1] for row in rows_of[1:]] == ["1", "2"]  # June, May: the latest first
    picture = client.get(f"{speaker}/files/months.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    tree = etree.fromstring(picture.content)
    assert len(tree.findall(".//{*}rect")) == 2 and not tree.findall(".//{*}a")
    assert client.get(f"{speaker}/files/months.exe").status_code == 404
    assert client.get(f"{speaker}/files/secrets.csv").status_code == 404


def test_to_whom_and_through_whom_are_files_too(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for n, to in enumerate(("للصحفيين", "للصحفيين", "لوكالة السفينة")):
            archive.add(musnad.read(f"قال الوالي سعد المرزوق {to} إن الجسر رقم {n} سيفتح بعد أيام.", outlet="النهر"))
    with browser(tmp_path / "a.db") as client:
        page = client.get("/outlets/النهر").text
        files = {unescape(link) for link in re.findall(r'href="(/outlets/[^"]+/files/[^"]+)"', page)}
        assert {link.rpartition("/")[2] for link in files} >= {"addressees.csv", "addressees.svg", "acts.csv"}
        assert all(client.get(link).status_code == 200 for link in files)
        table = client.get("/outlets/النهر/files/addressees.csv").text.lstrip("\ufeff")
        assert [row[1] for row in csv.reader(io.StringIO(table))][1:] == ["2", "1"]
        assert client.get("/outlets/النهر/files/relays.csv").status_code == 404


def test_speakers_are_merged(client, speaker):
    page = client.get("/speakers").text
    other = unescape(re.search(r'href="/speakers/([^"]+)"><bdi>[^<]*السروجي', page)[1])
    assert post(client, f"/speakers/{other}/decisions", {"kind": "merge", "into": speaker.removeprefix("/speakers/"), "why": "x"}).status_code == 303
    assert "السروجي" in client.get(speaker).text
    assert post(client, f"/speakers/{other}/decisions", {"kind": "merge", "into": "zzz", "why": "x"}).status_code == 404


BARS = [Bar("مايو", 3, "3", "/?a=1&b=2"), Bar("<b>", 0, "0", "/"), Bar("يوليو", 6, "6", "/")]


@pytest.mark.parametrize("draw", [columns, rows])
@pytest.mark.parametrize("rtl", [True, False])
def test_charts_are_xml_and_stay_within(draw, rtl):
    for bars in (BARS, BARS * 40, []):
        tree = etree.fromstring(standalone(draw(bars, title='"<', rtl=rtl)))
        wide, high = (float(x) for x in tree.get("viewBox").split()[2:])
        for rect in tree.findall(".//{*}rect"):
            x, y, w, h = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
            assert x >= 0 and y >= 0 and x + w <= wide and y + h <= high


def test_bars_are_as_long_as_their_figures():
    tree = etree.fromstring(standalone(columns(BARS, title="x", rtl=False)))
    tall = [float(rect.get("height")) for rect in tree.findall(".//{*}rect")]
    assert tall[2] == pytest.approx(2 * tall[0], rel=0.01) and tall[1] == 0
    places = [float(rect.get("x")) for rect in tree.findall(".//{*}rect")]
    mirrored = etree.fromstring(standalone(columns(BARS, title="x", rtl=True)))
    assert places == sorted(places)
    assert [float(r.get("x")) for r in mirrored.findall(".//{*}rect")] == sorted(places, reverse=True)


def test_the_network_counts_who_passes_on_whom(filled):
    with musnad.open(filled, readonly=True) as archive, archive.reading() as connection:
        found = network(connection, PagedSearch(archive.engine))
        part = network(connection, PagedSearch(archive.engine), most=2)
    edges = {(e.source.name, e.target.name): e.times for e in found.edges}
    assert edges["مصدر في البلدية", "وكالة الأفق"] == 1 and edges["وكالة الأفق", "المرفأ"] == 1
    assert next(times for (a, b), times in edges.items() if "المرزوق" in a and b == "المرفأ") == 2
    assert found.whole and not part.whole and part.statements == 2


def test_one_name_of_somebody_known_and_of_nobody_known(archive_path):
    class Found:
        def rows(self, _connection, _columns):
            for entity in ("e", None):
                yield {"document": "d", "outlet": "المرفأ", "via": None, "who": "سعد", "entity": entity}

    row = {"id": "e", "kind": "person", "name": "سعد", "country": None, "source": "text", "names": ["سعد"]}
    with musnad.open(archive_path) as archive, archive.writing() as connection:
        connection.execute(insert(entities), row)
        found = network(connection, Found())
    assert [(e.source.entity, e.times) for e in found.edges] == [(None, 1), ("e", 1)]


def test_the_network_page_has_chart_table_and_files(client):
    page = client.get("/network").text
    assert "وكالة الأفق" in page and page.count('class="edge"') > 4
    for link, count in figures(page):
        assert counted(client, link) == int(count), unescape(link)
    table = client.get("/network.csv").text
    assert "وكالة الأفق" in table
    assert etree.fromstring(client.get("/network.svg").content) is not None
    assert "Nothing is found" in client.get("/network", params={"q": "zzz"}).text
    for wrong in ("0", "201", "x", "-1"):
        assert client.get("/network", params={"nodes": wrong}).status_code == 400


def many_edges():
    made = []
    for n in range(300):
        who, outlet = Node("speaker", f"قائل {n % 150}"), Node("outlet", f"صحيفة {n % 17}")
        made.append(Edge(who, outlet, 300 - n))
        if n % 5 == 0:
            made.append(Edge(who, Node("relay", f"وكالة {n % 30}"), 2))
    return made


def test_two_hundred_names_stand_clear_of_each_other():
    edges = chosen(many_edges(), 200)
    nodes = {node for edge in edges for node in (edge.source, edge.target)}
    assert 150 < len(nodes) <= 200
    told = {"node_link": lambda _n: "/", "edge_link": lambda _e: "/", "told": lambda _e: "x"}
    svg = drawn(edges, title="x", rtl=True, **told)
    assert svg == drawn(edges, title="x", rtl=True, **told)
    tree = etree.fromstring(standalone(svg))
    places = {}
    for circle in tree.findall(".//{*}circle"):
        places.setdefault(circle.get("cx"), []).append(float(circle.get("cy")))
    assert len(places) == 3
    for column in places.values():
        column.sort()
        assert all(b - a >= 20 for a, b in pairwise(column))
