"""Pages of labels: every figure leads to as many sentences, files hold what the page shows, JSON stands beside it."""

import csv
import io
import re
from html import unescape

import pytest
from lxml import etree
from web_sites import browser

import musnad

OWN = "دخل المسلحون البلدة رقم {n} صباحا.\n\nواستقبل رئيس النظام السوري بشار الأسد الوفد."
QUOTED = "قال الوزير سعد المرزوق إن الإرهابيين و«المسلحين» دخلوا القرية رقم {n} مساء."


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    path = tmp_path_factory.mktemp("labels") / "a.db"
    with musnad.open(path, create=True) as archive:
        for n in range(12):
            archive.add(musnad.read(OWN.format(n=n), outlet="النهر", published={"at": f"2031-05-{n + 1:02}"}))
        for n in range(13):
            day = {"at": f"2031-0{6 + n % 3}-{n + 1:02}"} if n else None
            archive.add(musnad.read(QUOTED.format(n=n), outlet="الساحل" if n else None, published=day))
    return path


@pytest.fixture
def labels(labelled):
    with browser(labelled) as made:
        yield made


def figures(page):
    return re.findall(r'<td class="n"><a href="([^"]+)">([\d,]+)</a>', page)


PAGES = ["/labels", *(f"/labels/{asked}{by}" for asked in ("armed_group", "ruler", "person/bashar_al_assad")
                      for by in ("", "?by=outlet", "?by=speaker&voice=quoted", "?by=month", "?voice=own"))]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_figure_leads_to_its_sentences(labels, path):
    found = figures(labels.get(path).text)
    assert found or "speaker" in path
    for link, shown in found:
        behind = labels.get(unescape(link))
        assert f"<strong>{shown}</strong> sentence" in behind.text, unescape(link)
        if int(shown) <= 50:
            assert behind.text.count('class="label ') == int(shown)


@pytest.mark.parametrize("path", PAGES[1:])
def test_bars_lead_where_the_table_does(labels, path):
    page = labels.get(path).text
    table = {unescape(link): int(shown) for link, shown in figures(page)}
    bars = re.findall(r'<a href="([^"]+)"><title>[^<]*: (\d+)</title><rect', page)
    for link, shown in bars:
        assert table[unescape(link)] == int(shown)
    assert bars or "speaker" in path


def test_a_long_list_goes_on(labels):
    many = int(re.search(r"<strong>(\d+)</strong>", labels.get("/labels/armed_group/sentences").text)[1])
    assert many == 38
    with_more = labels.get("/labels/armed_group/sentences", params={"page": 2}).text
    assert with_more.count('class="label ') == 0 and labels.get("/labels/armed_group/sentences?page=0").status_code == 400


def test_a_sentence_leads_to_its_place(labels):
    page = labels.get("/labels/armed_group/sentences", params={"epithet": "المسلحون", "voice": "own"}).text
    link = unescape(re.search(r'class="label own" href="([^"]+)"', page)[1])
    path, _, anchor = link.partition("#")
    piece = re.search(rf'id="{anchor}" class="([^"]*)"[^>]*>([^<]*)<', labels.get(path).text)
    assert "label" in piece[1].split() and "own" in piece[1].split() and piece[2] == "المسلحون"


def test_files_hold_all_figures(labels):
    text = labels.get("/labels/armed_group/files/labels.csv", params={"by": "outlet"}).text
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert {row["group"] for row in rows} == {"النهر", "الساحل", ""}
    assert sum(int(row["own"]) + int(row["quoted"]) for row in rows) == 38
    for by in ("", "outlet", "month"):
        picture = labels.get("/labels/armed_group/files/labels.svg", params={"by": by})
        tree = etree.fromstring(picture.content)
        kinds = {rect.get("class") for rect in tree.findall(".//{*}rect")}
        assert kinds == {"voice-own", "voice-quoted"} and not tree.findall(".//{*}a")
        wide, high = (float(x) for x in tree.get("viewBox").split()[2:])
        for rect in tree.findall(".//{*}rect"):
            x, y, w, h = (float(rect.get(name)) for name in ("x", "y", "width", "height"))
            assert x >= 0 and y >= 0 and x + w <= wide and y + h <= high
    assert labels.get("/labels/armed_group/files/labels.exe").status_code == 404


def test_names_lead_to_their_labels(labels):
    found = labels.get("/labels", params={"name": "بشار الأسد"})
    assert found.status_code == 303 and found.headers["location"] == "/labels/person/bashar_al_assad"
    for wrong in ("/labels?name=zzz", "/labels/zzz", "/labels/zzz/sentences"):
        assert labels.get(wrong).status_code == 404
    for wrong in ("?by=day", "?voice=loud"):
        assert labels.get(f"/labels/ruler{wrong}").status_code == 400


def test_each_page_has_its_json(labels):
    for path in (*PAGES, "/labels/armed_group/sentences?by=month&group=2031-05&voice=own"):
        address = re.search(r'<link rel="alternate" type="application/json" href="([^"]+)">', labels.get(path).text)
        assert labels.get(unescape(address[1])).status_code == 200, path
    told = labels.get("/api/labels/armed_group", params={"by": "outlet"}).json()
    assert told["labels"] == 38 and sum(row["own"] + row["quoted"] for row in told["rows"]) == 38
    places = labels.get("/api/labels/armed_group/places", params={"page": 2, "limit": 30}).json()
    assert (places["count"], places["page"], len(places["places"])) == (38, 2, 8)
    families = labels.get("/api/labels").json()["families"]
    assert [(one["asked"], one["own"] + one["quoted"]) for one in families] == [("armed_group", 38), ("ruler", 12)]
