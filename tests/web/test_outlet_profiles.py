"""The profile on the page of an outlet: each figure leads to as many statements, sentences or documents as it says."""

import csv
import io
import re
from html import unescape

import pytest
from test_profiles import counted
from web_sites import browser

import musnad

RULERS = {"النهر اليوم": "رئيس النظام السوري بشار الأسد", "صدى الساحل": "الرئيس السوري بشار الأسد"}
SAID = (
    "دمشق (أ ف ب): قال وزير الخارجية السوري وليد المعلم إن اللقاء رقم {n} بدأ {where}. وذكر مصدر مطلع أن الوفد غادر.\n\n"
    "واستقبل {ruler} الوفد. وجاء في البيان أن الاجتماع رقم {n} ناجح."
)


@pytest.fixture(scope="module")
def outlets(tmp_path_factory):
    path = tmp_path_factory.mktemp("outlets") / "a.db"
    with musnad.open(path, create=True) as archive:
        for n in range(20):
            for outlet, ruler in RULERS.items():
                text = SAID.format(n=n, where=outlet, ruler=ruler)
                archive.add(musnad.read(text, outlet=outlet, published={"at": f"2012-05-{n + 1:02}"}))
    with browser(path) as made:
        yield made


@pytest.mark.parametrize("outlet", RULERS)
def test_every_figure_leads_to_what_it_counts(outlets, outlet):
    page = outlets.get(f"/outlets/{outlet}").text.split('id="profile"')[1]
    kinds = set()
    for link, shown in re.findall(r'<td class="n both"><a href="([^"]+)">([\d,]+)</a>', page):
        link = unescape(link)
        kinds.add(re.match("/[a-z]*", link)[0])
        if link.startswith("/?"):
            assert counted(outlets, link) == int(shown), link
        else:
            what = "sentence" if link.startswith("/labels") else "document"
            told = re.sub("</?strong>", "", outlets.get(link).text)
            assert re.search(rf"\b{shown} {what}", told), link
    assert kinds == {"/", "/labels", "/outlets"}


def test_the_tables_are_there_and_shares_have_their_intervals(outlets):
    page = outlets.get("/outlets/النهر اليوم").text.split('id="profile"')[1]
    for words in ("Sources", "Agencies and papers", "by the state of the speaker", "What it calls", "in other outlets", "SY"):
        assert words in page, words
    assert re.search(r"100%</bdi> <span class=\"hint\" dir=\"ltr\">\(\d+%–100%\)", page)


def test_the_file_has_all_of_it(outlets):
    text = outlets.get("/outlets/النهر اليوم/profile.csv").text
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert {row["table"] for row in rows} == {"sources", "agencies", "forces", "labels", "labels of others"}
    assert all(int(row["count"]) <= int(row["of"]) for row in rows)


def test_json_has_it_too(outlets):
    told = outlets.get("/api/outlets/النهر اليوم").json()["profile"]
    assert told["outlet"] == "النهر اليوم" and told["documents"] == 20 and told["namings"]


def test_a_rejected_statement_makes_its_labels_the_outlets_own(outlets):
    archive = outlets.app.state.site.archive
    archive.add(musnad.read("قال الوالي سعد المرزوق إن رئيس النظام السوري بشار الأسد صامت.", outlet="النهر اليوم"))

    def own():
        (naming,) = archive.outlet("النهر اليوم").namings
        return sum(share.count for share in naming.epithets)

    before = own()
    found = next(iter(archive.search("صامت")))
    archive.correct(found.id, "reject", by="هالة", why="تجربة")
    assert own() == before + 1
