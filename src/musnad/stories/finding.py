"""One door for an archive: a fingerprint comes in, its copies and its story come out.

`Finder` holds the two indexes. It keeps nothing itself: sketches, articles, stories and postings live in memory, or
wherever the archive keeps them (`copies.Sketches`, `grouping.StoryStore`, `postings.Postings`).
"""

from __future__ import annotations

import msgspec

from musnad.stories.article import MINUTES_A_DAY
from musnad.stories.copies import Copy, CopyIndex, MemorySketches
from musnad.stories.fingerprint import Fingerprint
from musnad.stories.grouping import Placement, StoryIndex


class Found(msgspec.Struct, frozen=True):
    """What was found of an article: its copies among earlier articles, and its story."""

    copies: tuple[Copy, ...]
    placement: Placement


class Finder:
    """Finds copies and stories, an article at a time.

    Args:
        copies, stories: the two indexes; in memory unless others are given.
    """

    def __init__(self, copies: CopyIndex | None = None, stories: StoryIndex | None = None) -> None:
        self._kept: MemorySketches | None = None
        if copies is None:
            self._kept = MemorySketches()
            copies = CopyIndex(self._kept)
        self._copies = copies
        self.stories = StoryIndex() if stories is None else stories

    def add(self, number: int, fingerprint: Fingerprint) -> Found:
        """Find an article's copies and its story, and let later articles find it.

        An article that says no more and no less than one of the day around it isn't posted: that one is found for it,
        so five thousand of them cost no more than five thousand others.

        Args:
            number: the article's, above all earlier ones.
        """
        copies = self._copies.find(fingerprint.sketch)
        again = any(copy.same and self._is_near(copy.number, fingerprint.at) for copy in copies)
        if self._kept is not None:
            self._kept[number] = fingerprint.sketch
        if not again:
            self._copies.add(number, fingerprint.sketch)
        placement = self.stories.add(number, fingerprint.at, fingerprint.terms, post=not again)
        return Found(tuple(copies), placement)

    def _is_near(self, number: int, at: int | None) -> bool:
        article = self.stories.store.article(number)
        if article is None:
            return False
        then = article[0]
        return then == at or (then is not None and at is not None and abs(then - at) <= MINUTES_A_DAY)
