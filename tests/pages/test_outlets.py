"""Whose address, whose name: hosts by their longest known suffix, names with what stands around them; abstaining."""

import pytest

from musnad.errors import LexiconError
from musnad.pages.outlets import load_outlets, outlet_of_name, outlet_of_url

ADDRESSES = [
    ("http://www.okaz.com.sa/article/1", "okaz"),
    ("https://okaz.com.sa", "okaz"),
    ("okaz.com.sa/article/1", "okaz"),  # without scheme
    ("//okaz.com.sa:443/article", "okaz"),
    ("HTTPS://OKAZ.COM.SA./", "okaz"),  # capitals, the root's point
    ("https://someone@okaz.com.sa/", "okaz"),
    ("https://arabic.rt.com/x", "rt_arabic"),  # the longer host
    ("https://www.rt.com/x", "rt"),
    ("https://www.bbc.com/arabic/articles/x", "bbc_arabic"),  # an edition in the path
    ("https://www.bbc.com/Arabic", "bbc_arabic"),
    ("https://www.bbc.com/arabica", "bbc"),  # a path is compared step by step
    ("https://www.bbc.com/news/arabic", "bbc"),
    ("https://okaz.com.sa.example.org/", None),  # a host is known by its end
    ("https://notokaz.com.sa/", None),
    ("https://com.sa/", None),
    ("https://nahr.example/", None),
    ("http://[::1/", None),
    ("http://okaz.com.sa:x/", "okaz"),  # a broken port takes nothing from the host
    ("مثال/صفحة", None),
    ("mailto:editor@okaz.com.sa", None),
    ("javascript:void(0)", None),
    ("", None),
]


@pytest.mark.parametrize(("url", "expected"), ADDRESSES)
def test_whose_address(url, expected):
    found = outlet_of_url(url)
    assert (found.id if found else None) == expected


BLOGS = [
    ("https://nahr.blogspot.com/2015/08/a.html", "nahr.blogspot.com", "blogspot"),
    ("http://www.nahr.blogspot.com/", "nahr.blogspot.com", "blogspot"),
    ("http://nahr.blogspot.com.eg/2015/08/a.html", "nahr.blogspot.com", "blogspot"),  # the same in all countries
    ("https://nahr.wordpress.com/about", "nahr.wordpress.com", "wordpress"),
    ("https://medium.com/@Nahr/x", "medium.com/@nahr", "medium"),  # the author in the path
    ("https://nahr.over-blog.net/", "nahr.over-blog.com", "over_blog"),
]


@pytest.mark.parametrize(("url", "name", "platform"), BLOGS)
def test_a_blog_is_an_outlet_of_its_own(url, name, platform):
    found = outlet_of_url(url)
    assert (found.kind, found.name, found.platform) == ("blog", name, platform)
    assert found.id == f"blog:{name}" and found.domains == (name,)


@pytest.mark.parametrize("url", ["https://www.blogspot.com/", "https://blogspot.com", "https://www.blogger.com/about"])
def test_a_platform_itself_is_no_blog(url):
    assert outlet_of_url(url).kind == "blog-platform"


NAMES = [
    ("عكاظ", "okaz"),
    ("صحيفة عكاظ السعودية", "okaz"),  # head and country
    ("جريدة عكاظ", "okaz"),
    ("«القبس» الكويتية", "al_qabas"),
    ("صحيفة القبس", "al_qabas"),
    ("النهار اللبنانية", "an_nahar"),
    ("النهار الكويتية", "al_nahar_kuwait"),
    ("أ.ف.ب", "afp"),
    ("AFP", "afp"),
    ("وكالة رويترز للأنباء", "reuters"),
    ("وكالة الأنباء السعودية (واس)", "spa"),  # the name and its abbreviation
    ("الوكالة (واس)", "spa"),
    ("بنا", "bna"),  # «with us» in running text
    ("Syrian Arab News Agency", "sana"),
    ("süddeutsche zeitung", "sueddeutsche"),
    ("النهار", None),  # several papers and channels
    ("صحيفة الوطن", None),
    ("الوطن الفرنسية", None),  # none of those who are called so is there
    ("وكالة الأنباء", None),
    ("التلفزيون السوري", "syrian_tv_state"),
    ("التلفزيون", None),  # any
    ("الوكالة", None),
    ("صحيفة", None),
    ("نهر الوادي", None),
    ("«»", None),
    ("", None),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_whose_name(name, expected):
    found = outlet_of_name(name)
    assert (found.id if found else None) == expected


THERE = [
    ("صحيفة الوطن", "KW", "al_watan_kuwait"),
    ("الوطن", "SY", "al_watan_syria"),
    ("صحيفة الثورة", "SY", "al_thawra_syria"),
    ("النهار", "LB", "an_nahar"),
    ("النهار الكويتية", "LB", "al_nahar_kuwait"),  # what the name says goes first
    ("رويترز", "LB", "reuters"),  # nobody else is called so
    ("صحيفة الوطن", "FR", None),
]


@pytest.mark.parametrize(("name", "country", "expected"), THERE)
def test_of_several_the_one_there_is_meant(name, country, expected):
    found = outlet_of_name(name, country=country)
    assert (found.id if found else None) == expected


# -- a user's own outlets ----------------------------------------------------------------------------------------------

OWN = """
entries:
- id: nahr
  name: "An-Nahr"
  kind: daily
  country: "MA"
  languages: ["ar"]
  forms: ["صحيفة النهر", "صحيفة عكاظ"]
  domains: ["nahr.example", "aawsat.com/nahr", "sana.sy"]
- id: okaz
  name: "Okaz"
  kind: daily
  languages: ["ar"]
  forms: ["عكاظ الجديدة"]
  domains: ["okaz.example"]
"""


@pytest.fixture
def own(tmp_path):
    """Gives a function that writes a file of outlets and loads it."""

    def load(text):
        (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
        return load_outlets(tmp_path / "mine.yaml")

    return load


def test_own_outlets_come_on_top(own):
    outlets = own(OWN)
    assert outlet_of_url("https://www.nahr.example/a", outlets=outlets).name == "An-Nahr"  # added
    assert outlet_of_name("النهر المغربية", outlets=outlets).id == "nahr"
    assert outlets.get("okaz").domains == ("okaz.example",)  # in its stead
    assert outlet_of_url("https://okaz.com.sa", outlets=outlets) is None
    assert outlet_of_url("https://sana.sy", outlets=outlets).id == "nahr"  # what it claims is its own
    assert outlet_of_name("صحيفة عكاظ", outlets=outlets).id == "nahr"
    assert outlet_of_url("https://aawsat.com/nahr/1", outlets=outlets).id == "nahr"
    assert outlet_of_url("https://aawsat.com/home", outlets=outlets).id == "asharq_al_awsat"  # all others are there
    assert len(list(outlets)) == len(list(load_outlets())) + 1


def test_own_outlets_change_nobody_elses(own):
    own(OWN)
    assert outlet_of_url("https://nahr.example") is None and outlet_of_url("https://okaz.com.sa").id == "okaz"


WRONG = [
    ("entries: [", "mine.yaml: lexicon file mine.yaml can't be read"),
    ("entries: {}", "has no list of entries"),
    ("entries: [5]", "entry without an id: 5"),
    (OWN.replace("kind: daily", "kind: paper"), r"nahr: kind is 'paper', not one of \['agency'.*CONTRIBUTING.md"),
    (OWN.replace("nahr.example", "https://nahr.example"), "nahr: domains has 'https://nahr.example', not a host"),
    (OWN.replace("sana.sy", "okaz.example"), "okaz: the domain okaz.example stands under nahr too"),
    (OWN.replace("id: okaz", "id: nahr"), "nahr: id given twice"),
    (OWN.replace('"MA"', "NO"), "nahr: country is False, not a country of ISO 3166 in quotes"),
    (OWN.replace("kind:", "kin:"), "nahr: unknown key 'kin'"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_wrong_file_is_told(own, text, message):
    with pytest.raises(LexiconError, match=message) as caught:
        own(text)
    assert "\n" not in str(caught.value) or "can't be read" in message


def test_no_file(tmp_path):
    with pytest.raises(LexiconError, match=r"none\.yaml: can't be read: No such file"):
        load_outlets(tmp_path / "none.yaml")
