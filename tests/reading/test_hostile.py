"""Texts nobody would write, and some that break off: read like any other, in a time that goes with their length."""

import gc
import time
from functools import cache

import pytest

import musnad
from musnad.errors import InputError
from musnad.lexicon.compiling import tables
from musnad.lexicon.loading import parse, raw_files
from musnad.reading.reader import read
from musnad.reading.shapes import vocabulary

NEWS = """الحلواني: السد لن يتوقف
وقال وزير المياه سامر الحلواني إن السد سيكتمل في الربيع، مشيرا إلى أن العمل بدأ قبل عامين. وأضاف أن المزارعين سيحصلون
على حصتهم كاملة، بحسب وزارة الزراعة. وفي المدينة القديمة افتتح السوق الجديد أبوابه أمام الزوار صباح أمس.
«لم يبق في المخازن شيء من القمح»، قالت المتحدثة باسم البلدية. ونقلت وكالة الضفة عن مصدر أمني قوله إن الطريق مفتوح.
"""

# -- what stands in them -----------------------------------------------------------------------

QUIET = [
    "",  # nothing
    " ",
    " \t\r\n\n \u200f\ufeff\xa0",  # blanks of all kinds
    "\x00",
    "\x00\x00 \x00\n",
    ".,،؛;:!?؟…()[]-–—*/|%",  # signs only
    "...\n...\n…",
    "«»“”\"\"‹›''‘’„‟″＂",
    "«" * 200,
    "»" * 200,
    '"' * 199,
    "( «" * 99,
    ": : :\n: :\n:",
    "The minister said that the river is low, according to the agency.",  # Latin only
    "\u064b\u0651",  # marks without a letter
    "🌍👩‍🌾 🏳️‍🌈",
    "1 2 3, 4.5: 6",
]


@pytest.mark.parametrize("text", QUIET)
def test_nobody_speaks_in_them(text, faults):
    document = read(text)
    assert (document.statements, document.speakers, document.text) == ((), (), text)
    assert faults(document) == []


LOUD = [
    "قال الوزير إن «الماء قليل",  # never closed
    "قال الوزير إن الماء» قليل.",  # never opened
    "قال «الماء “قليل» جدا” في الوادي.",  # crossed
    'قال "الماء «قليل" جدا» في الوادي.',
    "قال ‹الماء (قليل› جدا) في الوادي.",
    "قال (الوزير إن الماء قليل.",  # brackets
    "قال الوزير) إن الماء قليل.",
    "قال ”الماء قليل جدا في الوادي”، ”وقال الوزير”: ”سنعود",
    "«قال الوزير إن «قال المدير إن «قال العامل إن الماء قليل.",  # one in another, none closed
    "قال الوزير\x00 إن الماء\x00 قليل.",  # NULs
    "قال\u202b الوزير\u202c إن \u2067الماء\u2069 قليل.",  # directions
    "قال الوزير" + " " * 500 + "إن الماء قليل.",
    "قال الوزير: : : إن الماء قليل.",
    "قال قال قال إن إن إن أن أن الماء قليل.",
    "بحسب بحسب بحسب الوزير، الماء قليل.",
    "وقال و و و الوزير إن و الماء قليل و.",
    "قال NATO إن the river قليل.",
    "ق ا ل ا ل و ز ي ر إن الماء قليل.",
    "قال الوزير إن الماء قليل.\n" * 50,  # the same line again and again
    "، ".join(["بحسب وزير المياه"] + ["وزير المياه"] * 400),  # a list without end
    "قال " + "رئيس مجلس إدارة " * 300 + "إن الماء قليل.",  # a title without end
    "قال الوزير إن " * 300 + "الماء قليل.",  # a nest without bottom
    "قال «" * 300 + "الماء قليل",
    "ونقلت الوكالة عن، قوله إن الماء قليل.",  # from nobody
]


@pytest.mark.parametrize("text", [
    *LOUD,
])  # fmt: skip
def test_whoever_speaks_in_them_speaks_in_the_text(text, faults):
    document = musnad.read(text)
    assert faults(document) == []
    assert musnad.Document.from_json(document.to_json()) == document


def test_a_text_may_break_off_anywhere(faults):
    """Teasers do; so does every page that a crawler cut."""
    for size in range(len(NEWS)):
        assert faults(read(NEWS[:size])) == []
        assert faults(read(NEWS[size:])) == []


def test_it_may_break_off_behind_any_word(faults):
    for word in units():
        for text in (
            word,
            f"وأكد الوزير {word}",
            f"وأكد الوزير أن الماء قليل، {word}",
            f"نقلت الوكالة عن الوزير {word}",
        ):
            assert faults(read(text)) == []


@pytest.mark.parametrize("text", ["\ud800", "قال الوزير إن الماء\udfff قليل."])
def test_a_lone_surrogate_is_refused(text):
    with pytest.raises(InputError, match="lone surrogate"):
        musnad.read(text)


def test_line_ends_of_windows_change_nothing():
    one, other = read(NEWS), read(NEWS.replace("\n", "\r\n"))
    texts = [[span.text for span in statement.content] for statement in one.statements]
    assert texts and texts == [[span.text for span in statement.content] for statement in other.statements]
    assert [s.name.text for s in one.speakers] == [s.name.text for s in other.speakers]


# -- how long they take ------------------------------------------------------------------------


def test_one_line_of_ten_megabytes(faults):
    """Nearly all of it are words that can't attribute; what many that can do to a line is tested below."""
    plain = "النهر القديم وبيوت الطين الكبيرة والطريق الطويلة "
    size = 10_000_000 // len(plain.encode())
    text = "قال الوزير إن السد قديم. " + plain * size + ". وأكد المدير أن الماء قليل."
    assert len(text.encode()) > 9_999_000 and "\n" not in text
    document = read(text)
    assert [s.content[0].text for s in document.statements] == ["السد قديم", "الماء قليل"]
    assert document.statements[-1].content[0].end == len(text) - 1
    assert faults(document) == []


SIZE = 3_000  # characters, as a page has them
# Of what is linear, runs of verbs with two lives are the slowest, since every way to read each is weighed: «ذكر»
# takes 60 times the news of its length, «زعموا» 28, nearly all else under 10 (thread time, least of 3). What was
# quadratic took 3 to 50 times at this size, and more the longer it was: GROWTH is what finds it.
SLOWEST = 120
GROWTH = 3  # twice the text, at most three times the time: 2 for what is linear, 4 for a square
CLOCK_S = 0.003  # what a thread's clock and a cold cache may add
CUE = "قال الوزير إن"


@cache
def units():
    """A word or two of every class, every word that attributes, every mark."""
    lexicon, words = tables(), vocabulary()
    classes = {}
    for form in sorted({*lexicon.cues, *lexicon.letters, *lexicon.nouns, *lexicon.names, *lexicon.deeds}):
        if " " not in form:
            classes.setdefault(words.analyse(form).letter, []).append(form)
    found = [form for forms in classes.values() for form in {forms[0], forms[len(forms) // 2]}]
    attributions = parse("attributions", raw_files()["attributions"])["entries"]
    found += {entry["form"].split()[0] for entry in attributions} | {"نقلت", "قوله", "وقال", "مشيرا", "ذكر"}
    found += [*"«»“”\"‹›'‘’„.،؛:()[]-–*…؟#7وبل", "\n", "\r", "\u200f", "لـ", "أ.", "النهر", "كلمة", "NATO"]
    return sorted({*found})


def seconds(text, times=1):
    """The least time of a thread that reading `text` took; a machine that does other things only adds to it."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(times):
            began = time.thread_time()
            read(text)
            best = min(best, time.thread_time() - began)
    finally:
        gc.enable()
    return best


def filled(piece, size):
    """`piece` again and again, `size` characters, and a plain end."""
    return (piece * (size // len(piece) + 1))[:size] + " النهر كبير."


def judge(make, plain):
    """Say how slow a text is, or None where it keeps to its bounds; `make` takes its size, `plain` is news of SIZE.

    A machine that is busy elsewhere may slow down one look: what is over a bound is looked at again, the least of
    three and of seven runs, beside the news read anew. Only what is far beyond all bounds is believed at once.
    """
    for times in (1, 3, 7):
        plain_s = seconds(plain, max(3, times))
        once_s = seconds(make(SIZE), times)
        if once_s < plain_s:
            return None
        if once_s > 10 * SLOWEST * plain_s:
            return f"{once_s / plain_s:.0f} times the news"
        twice_s = seconds(make(2 * SIZE), times)
        if once_s < SLOWEST * plain_s and twice_s < GROWTH * once_s + CLOCK_S:
            return None
    return f"{once_s / plain_s:.0f} times the news, grows by {twice_s / once_s:.1f}"


def slow(texts):
    """Which of `texts` (name → maker) keep no bounds: all where there are none, the first three else."""
    for make in (*texts.values(), lambda size: filled(NEWS, size)):
        read(make(200))  # word forms and decisions are remembered: both sides of the scales warm
    plain = filled(NEWS, SIZE)
    found = {}
    for name, make in texts.items():
        verdict = judge(make, plain)
        if verdict:
            found[name] = verdict
            if len(found) == 3:
                break
    return found


@pytest.mark.parametrize("pattern", ["{} ", "{}، ", "{} " + CUE + " "], ids=["spaces", "commas", "cues"])
def test_a_word_without_end_is_no_slower_than_its_length(pattern):
    pieces = {word: pattern.format(word) for word in units()}
    assert slow({word: lambda size, piece=piece: filled(piece, size) for word, piece in pieces.items()}) == {}


def numbered(pattern):
    """A maker of many sentences, each with a number of its own as a word."""
    digits = str.maketrans("0123456789", "بتثجحخدذرز")
    return lambda size: "".join(
        pattern.replace("@", str(n).translate(digits)) for n in range(size // len(pattern) + 1)
    )  # fmt: skip


LONG_PAGES = {
    "many speakers": numbered("قال سالم@ حداد إن الماء قليل. "),
    "many titles": numbered("وأكد مدير بلدية @ أن الماء قليل.\n"),
    "many quotations": numbered("قال سالم «الماء قليل جدا في @».\n"),
    "many names in marks": numbered("وصل وفد «@» إلى الوادي. "),
    "many relays": numbered("ونقلت وكالة @ عن مصدر قوله إن الماء قليل.\n"),
    "many attributions": numbered("الماء قليل في وادي @، بحسب المدير.\n"),
    "one sentence of attributions": numbered("الماء قليل، بحسب مدير @، "),
    "one sentence of participles": numbered("قال الوزير إن الماء قليل، مشيرا إلى أن السد @ قديم، "),
    "one sentence of deeds": numbered("وصل سالم@ وأضاف أن الماء قليل "),
    "one quotation": numbered("« قال الوزير إن الماء @ قليل. "),
    "one name": numbered("وقال سالم إن سالم@ وسالم "),
}


def test_a_long_page_is_no_slower_than_its_length(monkeypatch):
    monkeypatch.setitem(globals(), "SIZE", 8_000)
    assert slow(LONG_PAGES) == {}


@pytest.mark.parametrize("text", ["سيطر تنظيم «الدولة الإسلامية", "سيطر عليها تنظيم «النصرة"])
def test_a_label_in_marks_that_nothing_closes(text):
    assert read(text).statements == ()
