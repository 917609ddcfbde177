"""Copies on different pages of results: folded, each is shown once over all pages, and counts agree."""

from collections import Counter

import pytest
from servers import opened

import musnad
from musnad.archive.paging import PagedSearch

WIRE = """قال الوالي سعد المرزوق إن السد الجديد متين ولن يتصدع أبدا، وإن المياه خلفه بلغت نصف ما بني لأجله هذا العام.

ونفى المرزوق أن تكون فيه تشققات رغم ما كتبته صحف المدينة في الأيام الأخيرة عن الجدار الشمالي وعن أعمال الصيانة فيه.

ودعا المزارعين في السهل إلى سقي الأرض ليلا حتى نهاية الصيف، لأن المطر قد يتأخر كما تأخر في العام الماضي وقبله.
"""
OTHERS = ("النقل هالة السروجي", "التعليم كريم الزعتري", "الصحة منى الكيال", "الزراعة نادر الحلو")


def text(n):
    """What stands on day `n`: every fourth day the wire text, on others what nobody copies."""
    if n % 4 == 1:
        return f"{WIRE}\nصحيفة {n}"
    name = OTHERS[n % 4]
    said = f"إن السد رقم {n} سيكلف {n * 37} مليونا. وأضاف أن السهل رقم {n * 3} ينتظر المياه منذ {n + 2} سنة."
    return f"قال وزير {name} {said}"


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def archive(request, tmp_path_factory):
    with opened(request.param, tmp_path_factory.mktemp(request.param)) as archive:
        for n in range(1, 25):
            day = {"at": f"2031-05-{n:02}", "precision": "day", "evidence": "given"}
            archive.add(musnad.read(text(n), outlet=f"صحيفة {n}", url=f"https://s{n}.example/1", published=day))
        yield archive


def pages(search, **options):
    cursor = None
    while True:
        page = search.page(cursor, **options)
        yield page
        cursor = page.following
        if cursor is None:
            return


ORDERS = ("newest", "oldest", "relevance")
FOLDED = ("copies:fold", "السد copies:fold", "who:المرزوق copies:fold", "(السد OR المزارعين) copies:fold")


@pytest.mark.parametrize("size", [1, 3, 7])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("query", FOLDED)
def test_folded_copies_are_shown_once_over_all_pages(archive, query, order, size):
    search = PagedSearch(archive.engine, query, order=order)
    found = [result for page in pages(search, size=size) for result in page.results]
    assert [result.id for result in found] == [result.id for result in archive.search(query, order=order)]
    said = Counter((result.who, result.content) for result in found)
    assert max(said.values()) == 1 and len(found) == search.count()
    folded = [result for result in found if result.copies > 1]
    assert {result.copies for result in folded} == {6} and len({result.document for result in folded}) == 1
    assert len(found) + 5 * len(folded) == archive.search(query.replace("copies:fold", "")).count()
