"""Pages in other languages are told by their bytes, before they are taken apart."""

import pytest

import musnad
from musnad.errors import InputError
from musnad.inputs import read_item
from musnad.pages.languages import OTHER_LANGUAGE, language_of, may_be_arabic
from musnad.pages.page import Page

ARABIC = "قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام أمام المارة والسيارات في المدينة كلها. " * 3
ENGLISH = "The governor said that “the bridge” would open to people and cars in a few days – at last. " * 9
PERSIAN = "استاندار گفت که پل تا چند روز دیگر به روی مردم و خودروها در شهر باز می‌شود و کار پایان یافته است. " * 3
RUSSIAN = "Губернатор заявил, что мост откроется для пешеходов и машин через несколько дней. " * 5


def page(text, encoding="utf-8", menu=""):
    html = f"<html><body>{menu}<article><h1>{text[:40]}</h1><p>{text}</p></article></body></html>"
    headers = {"content-type": f"text/html; charset={encoding}"}
    return Page(body=html.encode(encoding, "xmlcharrefreplace"), name="p", url="https://nahr.example/a", headers=headers)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256", "iso8859-6", "utf-16", "ascii"])
def test_arabic_is_seen_in_any_encoding(encoding):
    assert may_be_arabic(page(ARABIC, encoding))


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
def test_other_scripts_need_not_be_taken_apart(text):
    assert not may_be_arabic(page(text, menu="<nav>العربية</nav>"))


@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN, PERSIAN])
def test_what_is_in_another_language_is_an_error_where_only_arabic_is_wanted(text):
    arabic_menu = f"<nav>{'<a href=/a>أخبار الاقتصاد والرياضة</a> ' * 9}</nav>"
    with pytest.raises(InputError) as told:
        read_item(page(text, menu=arabic_menu), only_arabic=True)
    assert told.value.code == OTHER_LANGUAGE and str(told.value) == "p: in another language"
    assert read_item(page(text)).language is None


def test_arabic_is_read_as_ever():
    assert read_item(page(ARABIC), only_arabic=True) == read_item(page(ARABIC))
    assert language_of(ARABIC) == "ar" and language_of(PERSIAN) is None and language_of("") is None


@pytest.mark.parametrize("jobs", [1, 2])
def test_adding_passes_over_the_others(jobs, tmp_path):
    items = [page(ARABIC), page(ENGLISH), page(ARABIC + "وأضاف أن العمل انتهى."), page(PERSIAN)]
    told = []
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        added = list(archive.add_all(items, jobs=jobs, only_arabic=True))
        assert [one.kind for one in added] == ["new", "version"]
        assert [one.kind for one in archive.add_all(items, on_error=told.append, only_arabic=True)] == ["known"] * 2
        assert [error.code for error in told] == [OTHER_LANGUAGE] * 2
        assert len(list(archive.add_all(items))) == 4  # without it they are kept


def test_the_command_counts_them_and_does_not_fail(tmp_path, capsys):
    from musnad.cli import main

    (tmp_path / "a.html").write_bytes(page(ARABIC).body)
    (tmp_path / "b.html").write_bytes(page(ENGLISH).body)
    archive = str(tmp_path / "a.db")
    assert main(["add", str(tmp_path / "a.html"), str(tmp_path / "b.html"), "--archive", archive, "--only-arabic"]) == 0
    assert capsys.readouterr().err.strip().endswith("1 in other languages passed over")
