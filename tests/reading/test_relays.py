"""Who passed on a document, as datelines and feet of pages say it, or a statement. One comment a row."""

import pytest

import musnad
from musnad.reading.relays import find_document_relays

OUTLETS = {"وكاله النهر": "agency", "نهر": "agency", "جريده الوادي": "daily"}


@pytest.mark.parametrize(("text", "expected"), [
    ("الوادي (وكالة النهر) - وصل الوفد اليوم.", [("agency", "وكالة النهر")]),  # in brackets
    ("وصل الوفد.\nغادر أمس. (نهر)", [("agency", "نهر")]),  # at the end
    ("وصل الوفد (وكالة النهر).\nغادر أمس. (وكالة النهر)", [("agency", "وكالة النهر")]),  # once is enough
    ("الوادي - وكالة النهر: وصل الوفد اليوم.", [("agency", "وكالة النهر")]),  # a dash
    ("كتب سالم – وكالة النهر\nوصل الوفد.", [("agency", "وكالة النهر")]),  # a line of its own
    ("وصل الوفد (إلى الوادي) أمس.", []),  # brackets with no outlet in them
    ("وصل الوفد (جريدة الوادي) أمس.", []),  # with one that is no agency
    ("وصل الوفد.\nالمصدر: جريدة الوادي", [("origin", "جريدة الوادي")]),  # the foot
    ("وصل الوفد.\nالمصدر : جريدة الوادي \n", [("origin", "جريدة الوادي")]),  # with blanks
    ("وصل الوفد.\nنقلا عن جريدة الوادي", [("origin", "جريدة الوادي")]),
    ("قال المصدر: لن نعود.", []),  # not at the head of a line
    ("وصل الوفد.\nالمصدر: '", []),  # a sign is no name
    ("", []),
])  # fmt: skip
def test_relays_of_a_document(text, expected):
    found = find_document_relays(text, OUTLETS)
    assert [(relay.role, relay.span.text) for relay in found] == expected
    assert all(text[relay.span.start : relay.span.end] == relay.span.text for relay in found)


CREDITED = {"معا": "agency", "الضفه": "daily"}  # by their everyday words only where an outlet is expected
PAPERS = OUTLETS | {"صحيفه": "head", "النهر": "daily", "و ن": "agency"}
PROSE = "وصل الوفد إلى الجسر القديم وتفقد الأعمال فيه ثم غادر. " * 12

CREDITS = [
    # unnamed agencies: in the byline, in brackets, at the foot
    ("عنوان\n\nسالم النجار – متابعات\nوصل الوفد.", ["agency متابعات unnamed"]),
    ("الوادي - وكالات: وصل الوفد.", ["agency وكالات unnamed"]),
    ("الوادي (وكالات) وصل الوفد.", ["agency وكالات unnamed"]),
    ("عنوان\nالنهر- وكالات: " + PROSE, ["origin النهر named", "agency وكالات unnamed"]),  # a long line behind it
    ("وصل الوفد.\nوكالات", ["agency وكالات unnamed"]),
    ("وصل الوفد.\nالمصدر: وكالات الأنباء", ["agency وكالات الأنباء unnamed"]),
    ("وصل الوفد.\nالمصدر: مواقع إلكترونية", ["origin مواقع إلكترونية unnamed"]),
    ("وصل الوفد.\nالمصدر: صحف ووكالات", ["origin صحف unnamed", "agency وكالات unnamed"]),
    # several in one credit
    ("وصل الوفد.\nالمصدر: صحيفة الوادي + وكالات", ["origin صحيفة الوادي named", "agency وكالات unnamed"]),
    ("وصل الوفد.\nالمصدر: الوادي + وكالات", ["origin الوادي named", "agency وكالات unnamed"]),  # a name nobody knows
    ("وصل الوفد.\nالمصدر : و.ن، وكالة النهر", ["agency و.ن named", "agency وكالة النهر named"]),
    ("وصل الوفد.\nو ن – وكالة النهر", ["agency و ن named", "agency وكالة النهر named"]),  # a line of agencies
    ("وصل الوفد.\nالمصدر: جريدة الوادي - الجسر", ["origin جريدة الوادي - الجسر named"]),  # the rest may be anything
    # a paper beside them
    ("وكالات – النهر\nوصل الوفد.", ["agency وكالات unnamed", "origin النهر named"]),
    ("وكالات – الضفة\nوصل الوفد.", ["agency وكالات unnamed", "origin الضفة named"]),  # a bank, here a paper
    ("وكالات – الجسر\nوصل الوفد.", ["agency وكالات unnamed"]),  # a place
    ("وكالات – صحيفة الجسر\nوصل الوفد.", ["agency وكالات unnamed", "origin صحيفة الجسر named"]),
    # exclusive: to whom
    ("خاص – النهر\nوصل الوفد.", ["origin النهر named"]),
    ("الوادي – خاص – النهر: وصل الوفد.", ["origin النهر named"]),
    ("الوادي - خاص بـ«صدى الجسر»\nوصل الوفد.", ["origin صدى الجسر named"]),  # in quotation marks a name needs no proof
    ('خاص ل"صدى الجسر"\nوصل الوفد.', ["origin صدى الجسر named"]),
    ("خاص – الجسر\nوصل الوفد.", []),  # a place, or a reporter
    ("خاصة – النهر\nوصل الوفد.", []),
    # an origin with its label, at the foot and at the head
    ("وصل الوفد.\nعن: و ن", ["agency و ن named"]),
    ("وصل الوفد.\nعن صحيفة الوادي", ["origin صحيفة الوادي named"]),
    ("وصل الوفد.\n(نقلاً عن صحيفة الوادي)", ["origin صحيفة الوادي named"]),
    ("وصل الوفد.\nالمصدر: صحيفة النهر (الوادي).", ["origin صحيفة النهر (الوادي) named"]),
    ("وصل الوفد.\nعن الجسر القديم", []),  # a title as likely
    ("عنوان\nPosted from صحيفة الوادي\n" + PROSE, ["origin صحيفة الوادي named"]),
    ("عنوان\nنقلا عن النهر\n" + PROSE, ["origin النهر named"]),
    ("المصدر: لن نعود\n" + PROSE, []),  # at the head a source may speak
    ("وصل الوفد.\nالمصدر: وكالة الجسر", ["agency وكالة الجسر named"]),  # an agency, known or not
    # datelines as agencies write them
    ("الوادي في 3 أيار / معا / وصل الوفد.", ["agency معا named"]),
    ("الوادي 3-5-2031 معا- وصل الوفد.", ["agency معا named"]),
    ("الوادي – معا – وصل الوفد.", ["agency معا named"]),
    ("الوادي (معا) وصل الوفد.", ["agency معا named"]),
    ("وصلا إلى الوادي معا - أمس.", []),  # together
    ("وصل الوفدان (معا).\n" + PROSE, ["agency معا named"]),  # together, but brackets make a dateline of it
    # nothing of all that
    ("وصل الوفد.\nقال إن الوكالات نقلت الخبر.", []),
    ("نقلت وكالات – بينها النهر – الخبر.", []),
    (PROSE + "\nقالت متابعات له إنه وصل.\n" + PROSE, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CREDITS)
def test_credits(text, expected):
    found = find_document_relays(text, PAPERS, CREDITED)
    assert [f"{relay.role} {relay.span.text} {relay.naming}" for relay in found] == expected
    assert all(text[relay.span.start : relay.span.end] == relay.span.text for relay in found)


def test_a_line_cut_off_by_the_limit_is_no_credit():
    head = "عنوان\n" + "س" * 389 + "\n"
    assert find_document_relays(head + "و ن تصل إلى هنا\n" + PROSE, PAPERS | {"و": "agency"}) == []


def test_the_chain_says_that_an_agency_is_unnamed():
    document = musnad.read("قال الوزير إن الماء قليل.\nالمصدر: صحيفة صدى الجسر + وكالات", outlet="ضفة الوادي")
    (statement,) = document.statements
    chain = [f"{link.role} {link.name} {link.naming}" for link in document.chain_of(statement)]
    assert chain == [
        "speaker الوزير named", "agency وكالات unnamed", "origin صحيفة صدى الجسر named", "outlet ضفة الوادي named",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "source"), [
    ("وقالت الوزيرة سلمى نادر إن السد آمن. ونقلت وكالة النهر عنها قولها «العمل يستمر غدا كما كان».", None),
    ("ونسبت وكالة النهر إلى الوزير سالم الراوي قوله إن السد آمن.", "الوزير سالم الراوي"),
    ("دعا الوزير إلى «تعاون أكبر»، خلال مكالمة هاتفية مع نظيره، حسبما نقلت وكالة النهر.", "الوزير"),
])  # fmt: skip
def test_relays_of_a_statement(text, source):
    said = musnad.read(text).statements[-1]
    assert (said.source and said.source.text, [relay.text for relay in said.via]) == (source, ["وكالة النهر"])


def test_who_passed_on_stands_behind_the_one_named_before():
    document = musnad.read("وقال سالم الراوي إن السد آمن. ونقلت عنه وكالة أنباء الساحل قوله إن العمال غاضبون.")
    first, second = document.statements
    assert [via.text for via in second.via] == ["وكالة أنباء الساحل"]
    assert second.speaker == first.speaker


def test_who_is_passed_on_by_an_attribution_speaks():
    (said,) = musnad.read("غادر العمال المدينة، بحسب ما نقلت وكالة النهر الأحد عن مدير المصنع سالم الراوي.").statements
    assert said.source.text == "مدير المصنع سالم الراوي"
    assert [via.text for via in said.via] == ["وكالة النهر"]
