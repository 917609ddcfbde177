"""Statements of several documents → groups that report one utterance.

Statements are joined where their speakers are one (`speakers.are_one`) and their contents are: word for word, cut, or
in other words, and no figure of one stands against one of the other. What stands in twenty copies is compared once.
Pairs are joined best first, and groups only where half of their pairs are alike and none have little in common: so no
chain of likenesses leads from one utterance to another, and two sentences stay two though an outlet gives them as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from musnad.document import Document
from musnad.model import Statement
from musnad.stories.speakers import Naming, are_one, naming_of
from musnad.stories.wording import Likeness, Word, Wording, in_order, likeness, wording_of, words_of

VERBATIM = 0.9  # of the words of the shorter, in order
SHORTENED, SHORTENED_SHARED = 0.65, 0.75  # of its words in order, of its weight: what a headline makes of a sentence
SHARED, MUTUAL = 0.55, 0.4  # of the weight of the smaller, of both: other words (docs/stories.md)
LEAST_WEIGHT = 11.0  # of a content that is cut: «من الاتفاق النووي مع إيران» has 9
LEAST_RETOLD = 20.0  # of one in other words: three rare words, and one more
LEAST_AT_START = 7.0  # of one with which the other begins: «الإضراب غير قانوني» has 10, «الوضع تحت السيطرة» 8
LEAST_WORDS = 2  # of any: «بذلك» says nothing
APART = 0.3  # of the weight of the smaller: two sentences of one speech that a third outlet gives together share less
LONG_VERBATIM = 8  # words that are the same though one of the speakers is unknown
MOST_COMPARED = 40  # contents that one is compared with
ROOTS_ASKED = 8  # heaviest roots by which others are found


class Said(NamedTuple):
    """A statement, where it stands, who speaks, and what its content is compared by."""

    document: Document
    statement: Statement
    naming: Naming | None
    words: list[Word]
    wording: Wording


def said_in(documents: Iterable[Document]) -> list[Said]:
    """Return the statements of documents that say something."""
    found = []
    for document in documents:
        namings = {speaker.id: naming_of(document, speaker) for speaker in document.speakers}
        for statement in document.statements:
            words = words_of(statement.content)
            if words:
                naming = namings.get(statement.speaker or "")
                found.append(Said(document, statement, naming, words, wording_of(words)))
    return found


def join(said: Sequence[Said]) -> list[list[int]]:
    """Return groups of places in `said` that report one utterance, in reading order; a statement alone is a group."""
    same: dict[tuple[object, ...], list[int]] = {}
    for place, one in enumerate(said):
        same.setdefault((one.naming and one.naming.key, one.wording.skeletons), []).append(place)
    contents = list(same.values())
    scores = _alike([said[places[0]] for places in contents])
    groups = _group([[said[place] for place in places] for places in contents], scores)
    return sorted(sorted(place for content in group for place in contents[content]) for group in groups)


def _alike(contents: Sequence[Said]) -> dict[tuple[int, int], float]:
    """Return the pairs of contents that report one utterance, with how alike they are."""
    voices = _Voices(contents)
    with_root: dict[str, list[int]] = defaultdict(list)
    scores = {}
    for place, one in enumerate(contents):
        for other in _candidates(place, contents, with_root, voices):
            if score := _joined(contents[other], one, known=voices.are_one(other, place)):
                scores[other, place] = score
        for root in one.wording.roots:
            with_root[root].append(place)
    return scores


class _Voices:
    """Whether the speakers of contents are one: worked out once for two names, of which a story has few."""

    def __init__(self, contents: Sequence[Said]) -> None:
        numbers: dict[Hashable, int] = {}
        namings: list[Naming | None] = []
        self.of: list[int] = []  # the number of the speaker of each content
        for one in contents:
            naming = one.naming
            key = naming and naming[:3]
            if key not in numbers:
                numbers[key] = len(numbers)
                namings.append(naming)
            self.of.append(numbers[key])
        self._known: list[set[int]] = [set() for _ in namings]
        self._may: list[set[int]] = [set() for _ in namings]
        for one_number, ours in enumerate(namings):
            for other_number, theirs in enumerate(namings[: one_number + 1]):
                known = ours is not None and theirs is not None and are_one(ours, theirs)
                if known:
                    self._known[one_number].add(other_number)
                    self._known[other_number].add(one_number)
                if known or ours is None or theirs is None or "unnamed" in (ours.kind, theirs.kind):
                    self._may[one_number].add(other_number)
                    self._may[other_number].add(one_number)

    def are_one(self, first: int, second: int) -> bool:
        """Tell whether the speakers of two contents are known to be one."""
        return self.of[second] in self._known[self.of[first]]

    def companions(self, place: int) -> set[int]:
        """Return the numbers of the speakers that are the one of a content, or may be since one of them isn't known."""
        return self._may[self.of[place]]


def _candidates(
    place: int, contents: Sequence[Said], with_root: dict[str, list[int]], voices: _Voices
) -> list[int]:
    """Return the earlier contents, of who may be one speaker, that share most of the heaviest roots with one."""
    wording = contents[place].wording
    weights: dict[int, float] = defaultdict(float)
    for root in sorted(wording.roots, key=lambda root: (-wording.roots[root], root)):
        for other in with_root.get(root, ())[-4 * MOST_COMPARED :]:
            weights[other] += wording.roots[root]
    of, companions = voices.of, voices.companions(place)
    found = {
        other: weight / min(wording.weight, contents[other].wording.weight)
        for other, weight in weights.items() if of[other] in companions
    }  # fmt: skip
    return sorted(found, key=lambda other: (-found[other], other))[:MOST_COMPARED]


def joined(one: Said, other: Said) -> float:
    """Return how alike two statements are if they report one utterance, else 0."""
    voices = _Voices((one, other))
    return _joined(one, other, known=voices.are_one(0, 1)) if voices.of[1] in voices.companions(0) else 0.0


def _joined(one: Said, other: Said, *, known: bool) -> float:
    """Return how alike two statements are; `known` tells that their speakers are one, not only may be."""
    shorter, longer = sorted((one.wording, other.wording), key=lambda wording: len(wording.skeletons))
    if len(shorter.skeletons) < (LEAST_WORDS if known else LONG_VERBATIM):
        return 0.0
    like = likeness(shorter, longer)
    if like.shared < SHARED:
        return 0.0
    ordered = in_order(shorter, longer)
    if not known and ordered < VERBATIM:
        return 0.0
    if ordered < VERBATIM and one.document is other.document:
        return 0.0  # what an outlet tells in two sentences it takes for two statements
    same = ordered >= VERBATIM and len(shorter.skeletons) >= VERBATIM * len(longer.skeletons)
    return round(like.shared + like.mutual + ordered, 6) if same or _is_retold(shorter, longer, like, ordered) else 0.0


def _is_retold(shorter: Wording, longer: Wording, like: Likeness, ordered: float) -> bool:
    least = min(shorter.weight, longer.weight)
    if least >= LEAST_AT_START and longer.skeletons[: len(shorter.skeletons)] == shorter.skeletons:
        return True
    if least < LEAST_WEIGHT or (ordered < VERBATIM and _contradict(shorter, longer)):
        return False
    is_cut = ordered >= SHORTENED and like.shared >= SHORTENED_SHARED
    return is_cut or (like.mutual >= MUTUAL and least >= LEAST_RETOLD)


def _contradict(one: Wording, other: Wording) -> bool:
    """Tell whether each has a figure that the other hasn't: ten dead and twelve are two statements."""
    return bool(one.figures - other.figures) and bool(other.figures - one.figures)


def _group(contents: Sequence[Sequence[Said]], scores: dict[tuple[int, int], float]) -> list[list[int]]:
    """Join pairs, best first; groups where half of the pairs between them are alike, and none are apart."""
    group_of = list(range(len(contents)))
    groups = {place: [place] for place in range(len(contents))}
    for one, other in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        first, second = sorted((group_of[one], group_of[other]))
        if first == second:
            continue
        pairs = [(min(a, b), max(a, b)) for a in groups[first] for b in groups[second]]
        unlike = [(contents[a], contents[b]) for a, b in pairs if (a, b) not in scores]
        if 2 * len(unlike) <= len(pairs) and not any(_are_apart(a, b) for a, b in unlike):
            groups[first] += groups.pop(second)
            for place in groups[first]:
                group_of[place] = first
    return list(groups.values())


def _are_apart(ours: Sequence[Said], theirs: Sequence[Said]) -> bool:
    """Tell whether two contents have little in common, or other figures, or one document has both."""
    shares = bool({one.document.id for one in ours} & {other.document.id for other in theirs})
    one, other = ours[0].wording, theirs[0].wording
    return shares or _contradict(one, other) or likeness(one, other).shared < APART
