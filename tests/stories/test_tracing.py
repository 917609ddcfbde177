"""The earliest copy and who credits whom: what the texts say, and no more."""

from wire_texts import CUT, WIRE

from musnad.stories.article import Article
from musnad.stories.tracing import Credit, trace


def article(id, published=None, outlet=None, outlet_id=None, credits=()):
    return Article(id=id, text=WIRE, published=published, outlet=outlet, outlet_id=outlet_id, credits=credits)


def test_earliest_and_credits():
    found = trace([
        article("b", "2020-05-01T10:00", "الضفاف", credits=("وكالة الساحل", "الضفاف")),
        article("a", "2020-05-01T09:00", "وكالة الساحل"),
        article("c", None, "حبر حر", credits=("وكالة الساحل",)),
    ])  # fmt: skip
    assert (found.earliest, found.undated) == ("a", ("c",))
    assert found.credits == (
        Credit("b", "وكالة الساحل", None, ("a",)),  # its own name is no credit
        Credit("c", "وكالة الساحل", None, ("a",)),
    )
    assert len(found.common) == 1


def test_equal_times_go_by_id():
    assert trace([article("b", "2020-05-01"), article("a", "2020-05-01")]).earliest == "a"


def test_no_times_no_earliest():
    found = trace([article("b"), article("a")])
    assert (found.earliest, found.undated, found.credits, found.common) == (None, ("a", "b"), (), ())


def test_a_known_agency_goes_by_its_id():
    found = trace([
        article("a", "2020-05-01", outlet_id="reuters"),
        article("b", "2020-05-02", credits=("رويترز",)),
        article("c", "2020-05-03", credits=("وكالة رويترز",)),
    ])  # fmt: skip
    assert [(c.outlet_id, c.sources) for c in found.credits] == [("reuters", ("a",)), ("reuters", ("a",))]
    assert found.common == ("reuters",)


def test_the_cut_text_may_be_the_earlier():
    early = Article(id="z", text=CUT, published="2020-05-01T08:00")
    assert trace([article("a", "2020-05-01T09:00"), early]).earliest == "z"
