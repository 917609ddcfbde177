"""Articles find their story, in whatever order, at a bounded cost; stories become one where they are one."""

import random

import pytest
from wire_texts import CUT, FORMULA, LEAD, MINISTER, OTHER, RETOLD, WEATHER, WIRE

from musnad.stories.article import MINUTES_A_DAY
from musnad.stories.codes import coded
from musnad.stories.grouping import (
    FARTHEST,
    LONGEST_POSTING,
    MOST_COMPARED,
    OF_ONE_STORY,
    PERIOD,
    MemoryStories,
    Story,
    StoryIndex,
    central,
    keys_of,
    story_of,
)  # fmt: skip
from musnad.stories.terms import MOST_TERMS, terms_of

FAIR = OTHER.replace("وقال", "وصرح").replace("العشرين", "العشرين التي تأخرت أسبوعا")
NOON = 20_000 * MINUTES_A_DAY


def terms(text, title=""):
    return terms_of(coded(title).terms, coded(text).terms)


def stories_of(*texts, at=NOON, index=None):
    """The stories of texts that come one after the other, as lists of their places."""
    index = StoryIndex() if index is None else index
    for number, text in enumerate(texts):
        index.add(number, at[number] if isinstance(at, list) else at, terms(text))
    return sorted(index.store.members().values())


def test_one_happening_is_one_story():
    assert stories_of(WIRE, OTHER, CUT, RETOLD, FAIR) == [[0, 2, 3], [1, 4]]


def test_the_order_plays_no_part():
    texts = [WIRE, OTHER, CUT, RETOLD, FAIR]
    for seed in range(10):
        order = random.Random(seed).sample(range(5), 5)
        found = [sorted(order[place] for place in story) for story in stories_of(*(texts[n] for n in order))]
        assert sorted(found) == [[0, 2, 3], [1, 4]]


def test_a_placement_says_why():
    index = StoryIndex()
    first, second = index.add(7, NOON, terms(WIRE)), index.add(9, NOON, terms(CUT))
    assert first.new and first.story == 7 and first.nearest is None
    assert not second.new and second.story == 7 and second.nearest == 7 and 0.25 <= second.alike <= 1.0


DAYS = [(0, [[0, 1]]), (2, [[0, 1]]), (FARTHEST + 1, [[0], [1]]), (400, [[0], [1]]), (-2, [[0, 1]]), (-400, [[0], [1]])]


@pytest.mark.parametrize(("days", "expected"), DAYS)
def test_what_is_long_ago_is_another_happening(days, expected):
    assert stories_of(WIRE, CUT, at=[NOON, round(NOON + days * MINUTES_A_DAY)]) == expected


@pytest.mark.parametrize("days", [FARTHEST - 0.01, -FARTHEST + 0.01])
@pytest.mark.parametrize("start", range(0, 2 * PERIOD, 2))
def test_near_articles_are_found_wherever_a_period_ends(start, days):
    at = NOON + start * MINUTES_A_DAY
    assert stories_of(WIRE, WIRE + FORMULA, at=[at, round(at + days * MINUTES_A_DAY)]) == [[0, 1]]


def test_days_apart_must_be_more_alike():
    first_sentence = RETOLD.partition(".")[0]
    assert stories_of(WIRE, first_sentence, at=[NOON, NOON]) == [[0, 1]]
    assert stories_of(WIRE, first_sentence, at=[NOON, NOON + 5 * MINUTES_A_DAY]) == [[0], [1]]
    assert stories_of(WIRE, WIRE, at=[NOON, NOON + 5 * MINUTES_A_DAY]) == [[0, 1]]


def test_articles_without_a_time_meet_each_other():
    assert stories_of(WIRE, CUT, RETOLD, at=[None, NOON, None]) == [[0, 2], [1]]


@pytest.mark.parametrize("text", ["", "خبر", "في"])
def test_next_to_nothing_is_a_story_of_its_own_or_with_its_like(text):
    assert [0] in stories_of(WIRE, text)
    assert stories_of(text, text) == ([[0, 1]] if text == "خبر" else [[0], [1]])


def test_stories_that_are_one_become_one():
    store = MemoryStories()
    index = StoryIndex(store)
    index.add(0, NOON, terms(WIRE))
    index.add(1, NOON, terms(OTHER))
    # As if a story of the same text had begun far from this one.
    store.keep(story_of([(2, terms(CUT))]))
    store.place(2, NOON, terms(CUT), 2)
    index._postings.put(keys_of(terms(CUT), NOON // (PERIOD * MINUTES_A_DAY)), 2)
    placement = index.add(3, NOON, terms(WIRE + " " + WEATHER))
    assert placement.story == 0 and placement.merged == (2,)
    assert store.members() == {0: [0, 2, 3], 1: [1]}
    assert store.story(0).size == 3


def test_what_is_held_by_hand_takes_part_in_no_merging():
    store = MemoryStories()
    index = StoryIndex(store)
    index.add(0, NOON, terms(WIRE))
    store.keep(story_of([(2, terms(CUT))], held=True))
    store.place(2, NOON, terms(CUT), 2)
    index._postings.put(keys_of(terms(CUT), NOON // (PERIOD * MINUTES_A_DAY)), 2)
    placement = index.add(3, NOON, terms(WIRE + " " + WEATHER))
    assert placement.merged == () and store.story(2).held


def test_a_common_phrase_costs_no_more(monkeypatch):
    """A thousand articles that share their heaviest terms: as many are compared as of any."""
    index = StoryIndex()
    asked = []
    get = index.store.article
    monkeypatch.setattr(index.store, "article", lambda number: asked.append(number) or get(number))
    for number in range(1000):
        asked.clear()
        index.add(number, NOON, terms(FORMULA + f" خبر{number} نبأ{number} "))
        assert len(asked) <= OF_ONE_STORY <= MOST_COMPARED
    keys = keys_of(terms(FORMULA), NOON // (PERIOD * MINUTES_A_DAY))
    assert max(map(len, index._postings.find(keys))) <= LONGEST_POSTING


def test_the_most_central_article_gives_the_title():
    assert central([(0, terms(WEATHER)), (1, terms(LEAD)), (2, terms(LEAD + MINISTER)), (3, terms(MINISTER))]) == 2
    assert central([(4, terms("")), (5, terms(""))]) == 4


def test_a_story_keeps_the_heaviest_terms():
    story = story_of([(n, terms(" ".join(f"كلمة{n}ك{k}" for k in range(200)))) for n in range(10)])
    assert story == Story(0, 10, story.terms) and len(story.terms) == MOST_TERMS
