"""What came, went and changed between two versions of a page."""

import pytest

import musnad
from musnad.archive.versions import compare

FIRST = "قال الوالي سعد المرزوق إن الجسر سيفتح بعد أيام قليلة أمام المارة."
SECOND = "وأكدت الوزيرة منى الراوي أن الماء يكفي الجميع."

# before, after: what changed, as kind and fields
CHANGES = [
    (FIRST, FIRST, []),
    (FIRST, f"{FIRST} {SECOND}", [("came", ())]),
    (f"{FIRST} {SECOND}", SECOND, [("went", ())]),
    (f"{FIRST} {SECOND}", f"{SECOND} {FIRST}", []),  # order alone is no change
    (FIRST, FIRST.replace("أيام قليلة", "أسبوعين"), [("changed", ("content",))]),
    (FIRST, FIRST.replace("قال", "زعم"), [("changed", ("cue",))]),
    (FIRST, FIRST.replace("سعد المرزوق", "عمر البيطار"), [("changed", ("speaker",))]),
    (FIRST, "قال الوالي سعد المرزوق إن الكلفة بلغت مليونا.", [("went", ()), ("came", ())]),
    (SECOND, SECOND.replace("الماء", "المَاء"), [("changed", ("content",))]),  # other letters, the same words
    ("", FIRST, [("came", ())]),
]


@pytest.mark.parametrize(("before", "after", "changes"), CHANGES)
def test_changes(before, after, changes):
    found = compare(musnad.read(before), musnad.read(after))
    assert [(change.kind, change.fields) for change in found] == changes


def test_changed_words_are_shown_in_their_place():
    (change,) = compare(musnad.read(FIRST), musnad.read(FIRST.replace("أيام قليلة", "أسبوعين")))
    parts = [(part.kind, part.words) for part in change.words]
    assert parts == [("same", "الجسر سيفتح بعد"), ("went", "أيام قليلة"), ("came", "أسبوعين"), ("same", "أمام المارة")]
    assert change.before.speaker == change.after.speaker == "الوالي سعد المرزوق"


def test_versions_of_an_address(tmp_path):
    url = "https://nahr.example/a?b='x'"
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for words in (FIRST, f"{FIRST} {SECOND}"):
            archive.add(musnad.read(words, url=url))
        archive.add(musnad.read(SECOND, url="https://nahr.example/b"))
        first, second = archive.versions(url)
        assert (first.number, second.number, second.statements) == (1, 2, 2)
        assert first.changes == () and [change.kind for change in second.changes] == ["came"]
        assert archive.versions("https://nahr.example/c") == []


def test_a_thousand_statements_on_either_side_are_compared_in_time():
    words = "يفتح", "يغلق"
    many = ["\n".join(f"قال الوالي سعد المرزوق إن الجسر {n} {word} غدا." for n in range(1_000)) for word in words]
    assert len(list(compare(*map(musnad.read, many)))) >= 1_000
