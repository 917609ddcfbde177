"""Queries are read as they are meant, or refused with the place and what would be right."""

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.archive.periods import period_of
from musnad.archive.places import CODES
from musnad.archive.query import (
    DEEPEST,
    LONGEST,
    MOST_PARTS,
    VALUES,
    And,
    Days,
    Everything,
    Known,
    Mark,
    Not,
    Or,
    Term,
    Words,
    asks_for_rejected,
    parse,
)  # fmt: skip
from musnad.errors import QueryError


def shown(node):
    """A tree in brackets, short enough for a table."""
    match node:
        case Everything():
            return "*"
        case And(parts=parts):
            return f"({' & '.join(map(shown, parts))})"
        case Or(parts=parts):
            return f"({' | '.join(map(shown, parts))})"
        case Not(part=part):
            return f"!{shown(part)}"
        case Mark(field=field, value=value):
            return f"{field}={value}"
        case Known(field=field, value=value):
            return f"{field}={value}"
        case Days(first=first, last=last):
            return f"{first or ''}..{last or ''}"
        case Words(field=field, terms=terms):
            words = " ".join(("=" if t.literal else "") + t.word for t in terms)
            return words if field == "content" else f"{field}[{words}]"


@pytest.mark.parametrize(("query", "tree"), [
    ("", "*"),
    (" \t\n\u200f ", "*"),  # marks of direction come with what is pasted
    ("سد", "سد"),
    ("entity:person/a", "entity=person/a"),
    ('سد entity:"name/0a"', "(سد & entity=name/0a)"),
    ("country:sy", "country=SY"),
    ("country:None", "country=none"),
    ("سد ماء", "(سد & ماء)"),  # AND is implied
    ("سد AND ماء", "(سد & ماء)"),
    ("سد OR ماء نهر", "(سد | (ماء & نهر))"),  # OR binds less
    ("(سد OR ماء) نهر", "((سد | ماء) & نهر)"),
    ("NOT سد", "!سد"),
    ("NOT NOT سد", "سد"),
    ("سد NOT (ماء OR نهر)", "(سد & !(ماء | نهر))"),
    ("and or not", "(and & or & not)"),  # operators are in capitals
    ("و سد", "(و & سد)"),  # and in English
    ('"مياه الشرب"', "مياه الشرب"),
    ("«مياه الشرب»", "مياه الشرب"),
    ("“مياه الشرب”", "مياه الشرب"),
    ("„مياه الشرب“", "مياه الشرب"),
    ("'مياه الشرب'", "مياه الشرب"),
    ("‹مياه الشرب›", "مياه الشرب"),
    ("سد،ماء", "سد ماء"),  # no blank between: words in this sequence
    ("عبدالله", "عبد الله"),
    ("=سد", "=سد"),
    ('="مياه الشرب"', "=مياه =الشرب"),
    ('"مياه =الشرب"', "مياه =الشرب"),
    ("who:الوزير", "who[الوزير]"),
    ("من:الوزير", "who[الوزير]"),
    ("من: الوزير", "who[الوزير]"),  # a blank behind the colon
    ('who:"وزير الري"', "who[وزير الري]"),
    ("who:=الوزير", "who[=الوزير]"),
    ("إلى:الأهالي", "to[الاهالي]"),
    ("الى:الأهالي", "to[الاهالي]"),
    ("عبر:سانا", "via[سانا]"),
    ("صحيفة:النهر", "outlet[النهر]"),
    ("WHO:x", "who[x]"),
    ("act:deny", "act=deny"),
    ("act:DENY", "act=deny"),
    ("kind:none", "kind=none"),
    ("named:no state:rejected", "(named=no & state=rejected)"),
    ("since:2031", "2031-01-01.."),
    ("until:2031", "..2031-12-31"),
    ("since:2031-02 until:2032-02", "(2031-02-01.. & ..2032-02-29)"),
    ("since:٢٠٣١-٠٥-٠٤", "2031-05-04.."),
    ('until:"4 أيار 2031"', "..2031-05-04"),
    ("type:direct OR (force:neutral who:x)", "(type=direct | (force=neutral & who[x]))"),
    ('"AND"', "and"),
    ("who:12:30", "who[12 30]"),  # behind a field a colon is a colon
])  # fmt: skip
def test_read(query, tree):
    assert shown(parse(query)) == tree


@pytest.mark.parametrize(("query", "place", "says"), [
    ("ac:deny", 0, "did you mean act:?"),
    ("سد whom:x", 3, "did you mean who:?"),
    ("12:30", 0, "put it in quotes"),
    ("act:denny", 4, "did you mean deny?"),
    ("entity:«»", 7, "no value"),
    ("country:Syria", 8, "two letters"),
    ("type:x", 5, "direct, indirect, mixed"),
    ("state:open", 6, "machine, accepted, corrected, rejected"),
    ("who:", 0, "no value"),
    ("who:AND", 0, "no value"),
    ("who:(a OR b)", 0, "who:… OR who:…"),
    ("سد OR", 5, "behind OR before the end"),
    ("OR سد", 0, "before OR"),
    ("سد AND OR ماء", 7, "behind AND before OR"),
    ("NOT", 3, "behind NOT"),
    ("(سد", 0, "never closed"),
    ("سد)", 2, "never opened"),
    ("سد ()", 3, "nothing between"),
    ('سد "ماء', 3, "has no end"),
    ('""', 0, "no word"),
    ("سد ،", 3, "no word"),
    ("-سد", 0, "NOT سد"),
    ("فير*", 0, "clitics"),
    ("since:2031-13", 6, "no date"),
    ("since:2031-02-30", 6, "no date"),
    ("since:أمس", 6, "no date"),
    ("since:3/4/2031", 6, "no date"),  # March or April
    ("(" * (DEEPEST + 1) + "س" + ")" * (DEEPEST + 1), DEEPEST, "deep"),
    ("س " * (MOST_PARTS + 1), 2 * MOST_PARTS, "at most"),
])  # fmt: skip
def test_refused(query, place, says):
    with pytest.raises(QueryError, match=r"query, character \d+: ") as caught:
        parse(query)
    assert says in str(caught.value)
    assert caught.value.place == place
    line, caret = caught.value.pointer.split("\n")
    assert caret.endswith("^") and len(caret) <= len(line) + 1
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("query", ["س" * 100_000, "(" * 100_000, "NOT " * 25_000, '"' * 99_999, "a OR " * 20_000])
def test_long_queries_are_refused_at_once(query):
    start = time.process_time()
    with pytest.raises(QueryError, match=f"{LONGEST:,} at most"):
        parse(query)
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize("query", ["(" * LONGEST, "NOT " * (LONGEST // 4), "س" * LONGEST, "a OR " * 700, "=" * LONGEST])
def test_queries_that_are_just_short_enough_are_read_or_refused_at_once(query):
    start = time.process_time()
    with contextlib.suppress(QueryError):
        parse(query)
    assert time.process_time() - start < 0.5


@given(st.text(st.sampled_from("ab سد\"'«»():=-*\u200f\x00، ") | st.characters(exclude_categories=["Cs"])))
def test_any_text_is_read_or_refused(query):
    try:
        parse(query)
    except QueryError as error:
        assert 0 <= error.place <= len(query)


@given(st.text(st.sampled_from("ab سد\"()"), max_size=30), st.sampled_from(["act:deny", "since:2031", '"سد ماء"']))
def test_places_are_those_in_the_query(before, leaf):
    try:
        node = parse(f"{before} {leaf}")
    except QueryError:
        return
    leaves = [node]
    while isinstance(leaves[-1], And | Or | Not):
        leaves.append(leaves[-1].part if isinstance(leaves[-1], Not) else leaves[-1].parts[-1])
    assert leaves[-1].end == len(before) + 1 + len(leaf)


def test_rejected_statements_are_asked_for_by_name():
    assert asks_for_rejected(parse("سد OR NOT (ماء state:rejected)"))
    assert not asks_for_rejected(parse("سد state:accepted"))


@pytest.mark.parametrize(("text", "period"), [
    ("2031", ("2031-01-01", "2031-12-31")),
    ("2032-02", ("2032-02-01", "2032-02-29")),
    ("2031-5-4", ("2031-05-04", "2031-05-04")),
    ("4 أيار 2031", ("2031-05-04", "2031-05-04")),
    ("٤ مايو ٢٠٣١", ("2031-05-04", "2031-05-04")),
    ("أيار 2031", ("2031-05-01", "2031-05-31")),
    ("رمضان 1452", ("2030-12-26", "2031-01-23")),
    ("4 أيار", None),  # of which year?
    ("الشهر الماضي", None),
    ("2031-00", None),
    ("2031-05-04-01", None),
    ("4 أيار 2031 وما بعد", None),
])  # fmt: skip
def test_periods(text, period):
    assert period_of(text) == period


def test_the_numbers_in_archives_cover_the_values():
    for field, values in CODES.items():
        assert set(values) == set(VALUES[field])


def test_terms_are_compared_by_value():
    assert parse("سد") == parse("سد") != parse("=سد")
    assert Term("سد") == Term("سد", False)
