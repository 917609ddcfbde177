"""Articles → stories: one happening as several outlets report it, an article at a time.

The rule. An article is compared with those articles of the days around its own that share most of its heaviest terms
(`terms.alike`; what is days apart must be more alike, and so must what gives other figures). It joins the story of the
article that it is most like, if it is enough like that one and the story as a whole isn't another matter; else it
begins a story. Where it is enough like two stories, and these are like each other as wholes, the smaller becomes part
of the larger (of equals the younger part of the elder). Nothing else ever moves, and no later article is needed.

What an article costs has bounds (terms asked for, numbers under a term, articles compared) and doesn't grow with what
is there: terms are posted by periods of days, so an archive of ten years asks for as much as one of ten days.

`StoryIndex` keeps its state in memory, or wherever a `StoryStore` and `Postings` keep it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

import msgspec

from musnad.stories.article import MINUTES_A_DAY
from musnad.stories.figures import by_figures
from musnad.stories.postings import MemoryPostings, Postings
from musnad.stories.terms import MOST_TERMS, WHOLE, Terms, Vectors, alike, heaviest, vectors

JOINED = 0.285  # alike: from .26 to .30 each B-cubed F1 is above its bar (docs/stories.md)
MATTER = 0.10  # mean cosine with a story of three articles or more: below it they share no more than the background
MERGED = 0.2  # mean cosine of one story's articles with the other's: .18 to .24 do as well (docs/stories.md)
A_DAY_MORE = 0.2  # part that each day between two articles takes from how alike they are, half of it at most
FREE_DAYS, FARTHEST = 0.5, 5.0  # days that cost nothing; days beyond which another happening is told
PERIOD = 10  # days whose articles are posted together: twice as many as the farthest, so that two periods are asked
KEYS = 16  # terms that an article posts; 24 find no better stories, 12 worse ones
LONGEST_POSTING = 16  # numbers kept under a term of a period: 48 find no better stories among 1,300 articles a day
LEAST_SHARED = 0.08  # of the weight of these terms, by articles that are looked at: .10 does as well, .15 loses stories
MOST_CONSIDERED = 16  # articles that share most of the terms
MOST_COMPARED, OF_ONE_STORY = 8, 2  # of these; of one story no more: all of them say the same
_NO_PERIOD = (1 << 30) - 1  # of articles without a time: they are compared with each other


class Story(msgspec.Struct, frozen=True, array_like=True):
    """A story: the number of its first article, how many articles it has, and the sum of their terms.

    `held` is for what was put together or apart by hand: articles join it, no story becomes part of it, nor it of one.
    """

    number: int
    size: int
    terms: dict[int, int]
    held: bool = False


class Placement(msgspec.Struct, frozen=True):
    """Where an article went: into which story, if it is a new one, by which earlier article (and how alike the two
    are), and which stories became part of it."""

    story: int
    new: bool
    nearest: int | None = None
    alike: float = 0.0
    merged: tuple[int, ...] = ()


class StoryStore(Protocol):
    """Where articles and stories are kept, by number."""

    def article(self, number: int, /) -> tuple[int | None, Vectors] | None:
        """Return an earlier article's time and terms (`terms.vectors`), None where it is gone."""
        ...

    def stories_of(self, numbers: Sequence[int], /) -> dict[int, int]:
        """Return the story of each article; those that are gone are left out."""
        ...

    def story(self, number: int, /) -> Story:
        """Return a story."""
        ...

    def keep(self, story: Story, /) -> None:
        """Keep a story as it is now."""
        ...

    def place(self, number: int, at: int | None, terms: Terms, story: int, /) -> None:
        """Keep an article and its story."""
        ...

    def merge(self, story: int, into: int, /) -> None:
        """Make all articles of a story those of another, and forget the story."""
        ...


class StoryIndex:
    """Finds an article's story.

    Args:
        store, postings: in memory unless others are given.
    """

    def __init__(self, store: StoryStore | None = None, postings: Postings | None = None) -> None:
        self.store: StoryStore = MemoryStories() if store is None else store
        self._postings = MemoryPostings(longest=LONGEST_POSTING) if postings is None else postings

    def add(self, number: int, at: int | None, terms: Terms, *, post: bool = True) -> Placement:
        """Put an article into its story, which may be a new one.

        Args:
            number: the article's, above all earlier ones.
            at: its time in minutes since 1970 (`article.minutes`); without one it meets those without a time.
            post: whether later articles find it; not needed where it is the same as another of its day.
        """
        own = vectors(terms)
        found = self._alike(at, terms, own)
        whole = own.whole()
        placement = self._choose(number, found, whole)
        story = self.store.story(placement.story) if not placement.new else Story(number, 0, {})
        for other in placement.merged:
            story = _joined(story, self.store.story(other))
            self.store.merge(other, story.number)
        self.store.keep(_joined(story, Story(number, 1, whole)))
        self.store.place(number, at, terms, placement.story)
        if post:
            self._postings.put(keys_of(terms, period_of(at)), number)
        return placement

    def _alike(self, at: int | None, terms: Terms, own: Vectors) -> dict[int, tuple[float, int]]:
        """Return the stories that an article is enough like: how much, and by which article."""
        best: dict[int, tuple[float, int]] = {}
        considered = self.candidates(at, terms, own)
        story_of = self.store.stories_of(considered)
        compared: Counter[int] = Counter()
        for number in considered:
            story = story_of.get(number)
            if story is None or compared[story] == OF_ONE_STORY or (article := self.store.article(number)) is None:
                continue
            then, theirs = article
            days = abs(at - then) / MINUTES_A_DAY if at is not None and then is not None else 0.0
            if days > FARTHEST:
                continue
            compared[story] += 1
            score = alike(own, theirs) * max(0.5, 1 - A_DAY_MORE * max(0.0, days - FREE_DAYS))
            if score >= JOINED:
                score *= by_figures(own.figures, theirs.figures)
            if score >= JOINED and score > best.get(story, (0.0, 0))[0]:
                best[story] = score, number
            if compared.total() == MOST_COMPARED:
                break
        return best

    def candidates(self, at: int | None, terms: Terms, own: Vectors) -> list[int]:
        """Return the articles that share most of an article's heaviest terms, the most shared first."""
        keys = keys_around(terms, at)
        weights: dict[int, int] = defaultdict(int)
        for key, numbers in zip(keys, self._postings.find(keys), strict=True):
            if numbers:
                weight = own.weights[key & 0xFFFFFFFF] ** 2
                for number in numbers:
                    weights[number] += weight
        least = LEAST_SHARED * sum([own.weights[number] ** 2 for number in heaviest(terms, KEYS)])
        heavy = sorted([(weight, number) for number, weight in weights.items() if weight >= least], reverse=True)
        return [number for _, number in heavy[:MOST_CONSIDERED]]

    def _choose(self, number: int, found: dict[int, tuple[float, int]], whole: dict[int, int]) -> Placement:
        order = sorted(found, key=lambda story: (-found[story][0], story))
        stories = [story for story in map(self.store.story, order) if _is_of(whole, story)]
        if not stories:
            return Placement(number, new=True)
        score, nearest = found[stories[0].number]
        chosen = stories[0]
        parts = [other for other in stories[1:] if _are_one(chosen, other)]
        stays = min([chosen, *parts], key=lambda story: (-story.size, story.number))
        merged = tuple(story.number for story in (chosen, *parts) if story.number != stays.number)
        return Placement(stays.number, False, nearest, score, merged)


def keys_of(terms: Terms, period: int) -> list[int]:
    """Return the keys under which an article is posted in a period of days: neighbours in a table."""
    return [period << 32 | number for number in heaviest(terms, KEYS)]


def keys_around(terms: Terms, at: int | None) -> list[int]:
    """Return the keys under which an article asks for others."""
    return [key for period in _around(at) for key in keys_of(terms, period)]


def period_of(at: int | None) -> int:
    """Return the period of days in which an article is posted."""
    return _NO_PERIOD if at is None else at // (PERIOD * MINUTES_A_DAY)


def _around(at: int | None) -> tuple[int, ...]:
    """Return the periods that hold what is near enough: the article's own, and the one that begins or ends nearer."""
    period = period_of(at)
    if at is None:
        return (period,)
    is_late = 2 * (at % (PERIOD * MINUTES_A_DAY)) >= PERIOD * MINUTES_A_DAY
    return period, period + 1 if is_late else period - 1


def _is_of(whole: dict[int, int], story: Story) -> bool:
    """Tell whether a story as a whole may be an article's; two articles are no whole yet."""
    return story.size < 3 or _dot(whole, story.terms) >= MATTER * story.size


def _are_one(one: Story, other: Story) -> bool:
    return not (one.held or other.held) and _dot(one.terms, other.terms) >= MERGED * one.size * other.size


def _dot(one: dict[int, int], other: dict[int, int]) -> float:
    return sum([one[number] * other[number] for number in one.keys() & other.keys()]) / WHOLE**2


def _joined(one: Story, other: Story) -> Story:
    """Return two stories as one, by the number of the first."""
    if not one.size:
        return Story(one.number, other.size, other.terms, one.held)
    terms = dict(one.terms)
    for number, weight in other.terms.items():
        terms[number] = terms.get(number, 0) + weight
    return Story(one.number, one.size + other.size, _heaviest(terms), one.held)


def _heaviest(terms: dict[int, int]) -> dict[int, int]:
    if len(terms) <= 2 * MOST_TERMS:
        return terms
    heavy = sorted([(-weight, number) for number, weight in terms.items()])[:MOST_TERMS]
    return {number: -weight for weight, number in heavy}


def story_of(articles: Sequence[tuple[int, Terms]], *, held: bool = False) -> Story:
    """Return some articles as a story, for one that is put together or apart by hand; its number is the least."""
    total = _sum(vectors(terms).whole() for _, terms in articles)
    return Story(min(number for number, _ in articles), len(articles), _heaviest(total), held)


def _sum(articles: Iterable[dict[int, int]]) -> dict[int, int]:
    total: dict[int, int] = {}
    for article in articles:
        for number, weight in article.items():
            total[number] = total.get(number, 0) + weight
    return total


def central(articles: Sequence[tuple[int, Terms]]) -> int:
    """Return the number of the most central of a story's articles, whose title is the story's: the one whose lead is
    most like all leads together, the earliest of equals."""
    leads = [(number, vectors(terms).whole()) for number, terms in articles]
    total = _sum(lead for _, lead in leads)
    return min(leads, key=lambda pair: (-_dot(pair[1], total), pair[0]))[0]


class MemoryStories:
    """Articles and stories in memory."""

    def __init__(self) -> None:
        self._articles: dict[int, tuple[int | None, Terms]] = {}
        self._story_of: dict[int, int] = {}
        self._stories: dict[int, Story] = {}
        self._members: dict[int, list[int]] = {}

    def article(self, number: int, /) -> tuple[int | None, Vectors] | None:
        """Return an earlier article's time and terms."""
        found = self._articles.get(number)
        return None if found is None else (found[0], vectors(found[1]))

    def stories_of(self, numbers: Sequence[int], /) -> dict[int, int]:
        """Return the story of each article."""
        return {number: self._story_of[number] for number in numbers if number in self._story_of}

    def story(self, number: int, /) -> Story:
        """Return a story."""
        return self._stories[number]

    def keep(self, story: Story, /) -> None:
        """Keep a story as it is now."""
        self._stories[story.number] = story
        self._members.setdefault(story.number, [])

    def place(self, number: int, at: int | None, terms: Terms, story: int, /) -> None:
        """Keep an article and its story."""
        self._articles[number] = at, terms
        self._story_of[number] = story
        self._members[story].append(number)

    def merge(self, story: int, into: int, /) -> None:
        """Make all articles of a story those of another."""
        moved = self._members.pop(story)
        self._story_of.update(dict.fromkeys(moved, into))
        self._members[into] += moved
        del self._stories[story]

    def members(self) -> dict[int, list[int]]:
        """Return the articles of each story, by number."""
        return {story: sorted(numbers) for story, numbers in sorted(self._members.items())}

    def terms(self, number: int) -> Terms:
        """Return the terms of an article."""
        return self._articles[number][1]
