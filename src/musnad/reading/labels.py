"""Step 9: labels. Where a text calls somebody or something by a name or an epithet of labels.yaml, and in whose voice.

`label_spans.py` says how far such a mention reaches. Labels never overlap: of two the longer one, which begins first,
is kept («زعيم تنظيم القاعدة» is one of a ruler, not two). The voice is that of the innermost statement in whose content
the mention stands, else the outlet's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from musnad.lexicon.compiling import LabelEntry, LabelForm
from musnad.lexicon.entities import entity_catalogue
from musnad.model import Label, Speaker, Statement
from musnad.reading.entities import Known, Link, link_naming, link_namings
from musnad.reading.label_spans import LabelSpans
from musnad.reading.namings import parse_naming
from musnad.reading.phrases import NAME_QUOTE, Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import LabelStart, Shape

SCARE = "«…»"  # the epithet of what stands in scare quotes
SO_CALLED, ALLEGED = "labels/ma_yusamma", "labels/al_mazum"
NAMED_BEHIND = 3  # tokens from «ما يسمى» to the name: a preposition, a mark, the name
NEAR = 3  # characters between a content and the sentence that goes on with it: a stop, a mark, a blank
# Confidence below which a statement for which the text names nobody is no voice: set on evals/labels.tsv.
DOUBTFUL, DOUBTFUL_NOUN = 0.8, 0.7
LONGEST_INDIRECT = 600  # characters of what is reported without marks: farther on it is mostly the writer's again
LEAST_ASKED = 2  # questions, and answers, that make an interview
MOST_ADJECTIVES = 2  # that «…» in a form stands for
_LINKED = {  # what a label of a family may mean, by the beginning of an entity's id
    "ruler": ("person/", "name/", "bearer/"), "the_dead": ("person/", "name/", "bearer/"),
    "state": ("state/", "institution/", "organisation/"), "army": ("institution/", "organisation/"),
    "armed_group": ("organisation/",), "territory": ("state/",),
}  # fmt: skip
_CALLED_BY_GIVEN_NAME = frozenset(("الملك", "الامير", "الشيخ", "السلطان", "الاميره", "الملكه"))
_OPENS = frozenset("<\"'(")
_PLURAL = ("ون", "ين")
_MEN = frozenset(  # plurals that no ending shows; an adjective may stand behind them
    "الرجال رجال الاشخاص اشخاص العناصر عناصر الشبان شبان الشباب الجنود جنود الافراد افراد الاطفال الطلاب الطلبه السكان"
    " الابناء الاخوه الاخوان يهود اليهود العمال عمال النساء اللاعبين".split()
)


class Mention(NamedTuple):
    """A label as tokens: [first, end), how many letters glued to its first word are no part of it, its entry.

    `tail` is where what is said behind the epithet begins; `distance` the key of what holds it at arm's length.
    """

    first: int
    end: int
    cut: int
    entry: LabelEntry
    tail: int
    distance: str = ""
    marked: bool = False


class LabelReader:
    """Finds the labels of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases) -> None:
        self.shape, self.letters, self.forms, self.quotes = shape, shape.letters, shape.forms, quotes
        self.spans = LabelSpans(shape, quotes, phrases, self)
        self.entries = shape.lexicon.labels
        self.heads: dict[tuple[str, str], Mention] = {}  # family and stem of the first word → the last one so far
        self.alleged = shape.sets["label_alleged"]
        self.size = len(shape.letters)

    def find(self, callers: Iterable[int]) -> list[Mention]:
        """Return the mentions that call somebody something, in reading order.

        Args:
            callers: the tokens that a label may begin with, in reading order.
        """
        found: list[Mention] = []
        past = 0
        forms, last, closes = self.forms, self.size - 1, self.quotes.closes
        for i in callers:
            if i < past:
                continue
            longer = forms[i].longer
            # Most words that begin a label begin longer ones alone: «دول» is none without what it governs
            if longer is not None and (i == last or (forms[i + 1].word not in longer and i + 1 not in closes)):
                continue
            mention = self.at(i)
            if mention is not None:
                found.append(mention)
                past = mention.end
                head = self.forms[mention.first]
                self.heads[(mention.entry.family, _stem(head.word[mention.cut :]))] = mention
        return found

    def at(self, i: int, *, known: bool = False) -> Mention | None:
        """Return the label that begins at token `i`.

        Args:
            known: what stands before it says that it is one («ما يسمى»), so that it needs no company.
        """
        for row, cut in self._starts(i):
            tail = self._match(i, row)
            if not tail:
                continue
            entry = self.entries[row.key]
            if row.key == SO_CALLED:
                return self._so_called(i - (row.words[0] == "ما"), tail, entry)
            if row.key == ALLEGED:
                continue  # it stands behind the name: `_held_off`
            has_company = known or row.enough or self._has_company(i, tail, cut, entry)
            if has_company and not self._is_against(i, tail, cut, entry):
                end = self.spans.end(i, tail, entry)
                marked = self._is_marked(i, tail) or self._is_marked(i, end)
                return self._held_off(Mention(i, end, cut, entry, tail, marked=marked and not entry.proper))
        return None

    def sentence_start(self, i: int) -> int:
        """Return the first token of the sentence of token `i`."""
        start = max(self.letters.rfind(".", 0, i), self.letters.rfind("/", 0, i)) + 1
        while start < i and not self.letters[start].isalpha():
            start += 1
        return start

    def sentence_end(self, i: int) -> int:
        """Return the token that ends the sentence of token `i`, or the end of the text."""
        ends = [end for end in (self.letters.find(".", i), self.letters.find("/", i)) if end >= 0]
        return min(ends, default=self.size)

    # -- one form ------------------------------------------------------------------------------

    def _starts(self, i: int) -> tuple[LabelStart, ...]:
        """Return the forms whose first two words may stand at token `i`, longer ones first."""
        calls = self.forms[i].calls
        if calls is None:
            return ()
        alone, longer, gapped = calls
        if not (longer or gapped):
            return alone
        k = i + 1
        k += k in self.quotes.closes
        if k >= self.size:
            return alone
        starts = longer.get(self.forms[k].word, ())
        if gapped and self.letters[k] in "SDEO":
            starts += gapped
        return starts + alone if starts else alone

    def _match(self, i: int, row: LabelForm) -> int:
        """Return the token behind the words of a form whose first one is token `i`; 0 where they aren't there."""
        words, k, opened = row.words, i + 1, -1
        if len(words) == 1:
            return k
        if words[0] == "ما":
            if i == 0 or not self.forms[i - 1].word.endswith("ما") or len(self.forms[i - 1].word) > 4:
                return 0
            words = words[1:]
        gap = False
        for word in words[1:]:
            if word == "…":
                gap = True
                continue
            if k < self.size and k in self.quotes.closes and opened < 0:
                opened, k = k, k + 1
            steps = MOST_ADJECTIVES if gap else 0
            while steps and k < self.size and self.forms[k].word != word and self.spans.is_adjective(k):
                k, steps = k + 1, steps - 1
            if k >= self.size or self.forms[k].word != word:
                return 0
            k, gap = k + 1, False
        return k + (opened >= 0 and self.quotes.closes[opened] == k)

    def _is_marked(self, i: int, end: int) -> bool:
        """Tell whether marks of quotation stand round tokens [i, end) and nothing else."""
        return i > 0 and self.quotes.closes.get(i - 1) == end and end in self.quotes.opens

    def _is_against(self, i: int, tail: int, cut: int, entry: LabelEntry) -> bool:
        """Tell whether what stands beside a form says that it is another word, or a part of another name."""
        before = i - 1 if i and self.letters[i - 1] not in _OPENS else i - 2
        last = self.forms[before].word if before >= 0 else ""
        if entry.not_after and (last in entry.not_after or last[1:] in entry.not_after):
            return True
        alone = entry.describes and not cut and tail == i + 1 and before == i - 1 and before >= 0
        if alone and self._describes(before, i) and not self.spans.names(tail):
            return True
        if tail >= self.size or not (entry.not_before or entry.not_before_two):
            return False
        word, glued = self.forms[tail].word, self.forms[tail].glued
        if word in entry.not_before or (glued and glued in entry.not_before):
            return True
        return bool(entry.not_before_two) and (word, self.shape.word(min(tail + 1, self.size - 1))) in entry.not_before_two

    def _describes(self, before: int, i: int) -> bool:
        """Tell whether token `i` is an adjective of the noun before it: it agrees in all that words show."""
        noun, form = self.forms[before], self.forms[i]
        if noun.letter not in "KDOUTEJSYRMI" or noun.glued == "" and noun.letter in "Y":
            return False
        definite = form.word.startswith("ال")
        if definite != (noun.definite or noun.word.startswith(("ال", "لل"))):
            return False
        if form.word.endswith(_PLURAL):
            return noun.word.endswith(_PLURAL) or noun.word in _MEN
        if form.word.endswith("ه"):
            return True  # a broken plural may stand before it
        return not noun.word.endswith(("ه", "ات", *_PLURAL)) and noun.letter != "#"

    def _has_company(self, i: int, tail: int, cut: int, entry: LabelEntry) -> bool:
        """Tell whether what a form needs to be a label stands by it (`needs` of the entry)."""
        needs = entry.needs
        if "nisba" in needs and self.spans.is_nisba(tail):
            return True
        if "name" in needs and self.spans.names(tail):
            return True
        if "state" in needs and self.spans.is_state(tail):
            return True
        if "label" in needs and tail < self.size and self.at(tail) is not None:
            return True
        if "again" in needs and (entry.family, _stem(self.forms[i].word[cut:])) in self.heads:
            return self.forms[i].word[cut:].startswith("ال") or self.forms[i].word.startswith("لل")
        return "marks" in needs and self._is_marked(i, tail)

    # -- held at arm's length ------------------------------------------------------------------

    def _so_called(self, first: int, tail: int, entry: LabelEntry) -> Mention | None:
        """«ما يسمى الجيش الحر»: what stands behind is a label, whatever it needs elsewhere."""
        for k in range(tail, min(tail + NAMED_BEHIND, self.size)):
            inner = self.at(k, known=True) if self.forms[k].calls else None
            if inner is not None:
                end = inner.end
                if end in self.quotes.opens and first < self.quotes.opens[end]:
                    end += 1
                cut = int(self.forms[first].word not in ("ما",) and self.forms[first].with_and)
                return inner._replace(first=first, end=end, cut=cut, distance=entry.epithet, marked=False)
            if self.letters[k] not in _OPENS and self.forms[k].word not in ("ب", "به", "بها", "عليه", "باسم", "اسم", "<"):
                return None
        return None

    def _held_off(self, mention: Mention) -> Mention:
        """«الخليفة المزعوم»: the adjective behind a label is what holds it off."""
        for n, form in enumerate(self.forms[mention.tail - 1 : mention.end + 1]):
            if form.word in self.alleged:
                end = max(mention.end, mention.tail + n)
                return mention._replace(end=end, distance=self.entries[ALLEGED].epithet)
        return mention


class Read(Protocol):
    """What is asked of a reading that has come to its statements."""

    @property
    def text(self) -> str: ...
    @property
    def shape(self) -> Shape: ...
    @property
    def quotes(self) -> Quotations: ...
    @property
    def callers(self) -> list[int]: ...
    @property
    def phrases(self) -> Phrases: ...
    @property
    def statements(self) -> tuple[Statement, ...]: ...


def read_labels(reading: Read, speakers: Iterable[Speaker], day: str) -> tuple[Label, ...]:
    """Return the labels of a document with their voices and entities.

    Args:
        speakers: those of the document, with their entities.
        day: of publication, YYYY-MM-DD or a part of it, or empty.
    """
    reader = LabelReader(reading.shape, reading.quotes, reading.phrases)
    mentions = reader.find(reading.callers)
    if not mentions:
        return ()
    text, statements = reading.text, reading.statements
    voices, answers = _Voices(statements), _Answers(reader)
    entities = _link(reader, text, mentions, speakers, day)
    labels = []
    for mention, entity in zip(mentions, entities, strict=True):
        start, end = _place(reader, text, mention)
        statement = voices.of(start) or voices.going_on(reader, mention.first)
        is_own = statement is None and not _in_speech(reader, mention.first) and not answers.hold(mention.first)
        marked = mention.marked and not voices.is_speech(statement, start, end)
        if marked:
            start, end = reader.shape.starts[mention.first - 1], reader.shape.end(mention.end)
        held = mention.distance or (SCARE if marked else "")
        labels.append(Label(
            start=start, end=end, text=text[start:end], epithet=held or mention.entry.epithet,
            family=mention.entry.family, entity=entity, voice="own" if is_own else "quoted",
            statement=None if statement is None else statement.id, within=mention.entry.epithet if held else None,
        ))  # fmt: skip
    return tuple(labels)


def _place(reader: LabelReader, text: str, mention: Mention) -> tuple[int, int]:
    """Return the offsets of a mention without what is glued before its first word."""
    start = reader.shape.starts[mention.first]
    if not mention.cut:
        return start, reader.shape.end(mention.end - 1)
    for _ in range(mention.cut):
        start += 1
        while start < len(text) and "\u064b" <= text[start] <= "\u0652" or text[start] == "\u0640":
            start += 1
    return start, reader.shape.end(mention.end - 1)


def _in_speech(reader: LabelReader, i: int) -> bool:
    """Tell whether token `i` stands in a quotation too long for a name: somebody's words, whoever that is."""
    o = reader.quotes.around(i)
    while o >= 0:
        close = reader.quotes.closes[o]
        if close - o - 1 > NAME_QUOTE and close in reader.quotes.opens and not reader.forms[o].space:
            return True
        o = reader.quotes.outer[o]
    return False


class _Answers:
    """The answers of an interview: paragraphs with a dash between questions with an asterisk."""

    def __init__(self, reader: LabelReader) -> None:
        letters = reader.letters
        heads = [(0, letters[:1]), *((k + 1, letters[k + 1 : k + 2]) for k, c in enumerate(letters) if c == "/")]
        signs = "".join(sign for _, sign in heads)
        self.heads = heads if signs.count("*") >= LEAST_ASKED and signs.count("-") >= LEAST_ASKED else []

    def hold(self, i: int) -> bool:
        """Tell whether token `i` stands in an answer."""
        speaking = ""
        for first, sign in self.heads:
            if first > i:
                break
            speaking = sign if sign in ("*", "-") else speaking
        return speaking == "-"


class _Voices:
    """In whose content a place stands."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.parts = sorted(
            ((span.start, span.end, n) for n, statement in enumerate(statements) for span in statement.content),
            key=lambda part: (part[1] - part[0], -part[2]),
        )
        self.statements = statements

    def of(self, place: int) -> Statement | None:
        """Return the innermost statement whose content holds the character at `place`, or None.

        A doubtful one that nobody is named for is passed over: a word that looks like saying, mostly.
        """
        for start, end, n in self.parts:
            statement = self.statements[n]
            if start <= place < end and not self._is_doubtful(n):
                is_far = statement.type == "indirect" and place - start > LONGEST_INDIRECT
                return None if is_far else statement
        return None

    def _is_doubtful(self, n: int) -> bool:
        statement = self.statements[n]
        if statement.source is not None or statement.type != "indirect":
            return False
        if statement.rule == "noun":
            goes_on = n > 0 and self.statements[n - 1].speaker == statement.speaker  # «من وصفهم بأنهم …»
            return statement.confidence < DOUBTFUL_NOUN and not goes_on
        return statement.speaker is None and statement.confidence < DOUBTFUL

    def going_on(self, reader: LabelReader, i: int) -> Statement | None:
        """Return the statement before token `i` that its sentence goes on with.

        «وأنه حارب …» opens no sentence of one's own, and what stands between two quotations in one sentence («…»، ما جعل
        قتالهم «صعبا») is the speaker's, as the outlet words it.
        """
        letters, start, starts = reader.letters, reader.sentence_start(i), reader.shape.starts
        is_that = letters[start : start + 1] in ("w", "W")
        close = max(letters.rfind(">", start, i), letters.rfind('"', start, i))
        behind = reader.quotes.order[bisect_right(reader.quotes.order, i) :][:1]
        is_long = close in reader.quotes.opens and close - reader.quotes.opens[close] > NAME_QUOTE
        is_between = is_long and bool(behind) and behind[0] < reader.sentence_end(i)
        if not (is_that or is_between):
            return None
        first, place = starts[start], starts[start] if is_that else starts[close]
        before = [one for one in self.statements if one.content[-1].end <= place + 1]
        if not before:
            return None
        end = before[-1].content[-1].end
        if is_that:
            return before[-1] if place - end <= NEAR and "\n" not in reader.shape.text[end:place] else None
        return before[-1] if end >= max(first, place - 1) else None

    def is_speech(self, statement: Statement | None, start: int, end: int) -> bool:
        """Tell whether marks round [start, end) quote the speaker: in a direct quotation they are marks within marks."""
        if statement is None:
            return False
        return statement.type != "direct" or any(c.start == start and c.end == end for c in statement.content)


# -- who is meant ------------------------------------------------------------------------------------


def _link(
    reader: LabelReader, text: str, mentions: Sequence[Mention], speakers: Iterable[Speaker], day: str
) -> list[str | None]:  # fmt: skip
    known = Known()
    for speaker in speakers:
        if speaker.entity and speaker.entity.startswith(("person/", "name/")):
            known.add(parse_naming(speaker.name.text), speaker.entity)
    asked = [m for m in mentions if m.entry.family in _LINKED]
    links = _link_namings([(_kind(m), _naming(reader, text, m)) for m in asked], day, known)
    found = {
        m.first: link.entity for m, link in zip(asked, links, strict=True)
        if link is not None and link.entity.startswith(_LINKED[m.entry.family]) and not _is_guess(reader, m, link)
    }  # fmt: skip
    result: list[str | None] = []
    latest: dict[tuple[str, str], str] = {}
    for m in mentions:
        entity = found.get(m.first) or m.entry.entity or None
        head = (m.entry.family, _stem(reader.forms[m.first].word[m.cut :]))
        if entity is None and m.end == m.first + 1 and "again" in m.entry.needs:
            entity = latest.get(head)
        if entity is not None:
            latest[head] = entity
        elif m.end > m.first + 1:
            latest.pop(head, None)
        result.append(entity)
    return result


def _link_namings(namings: Sequence[tuple[str, str]], day: str, known: Known) -> list[Link | None]:
    """As `entities.link_namings`, which is asked for those alone that nothing but the document may tell."""
    links = [_link_alone(kind, naming, day) for kind, naming in namings]
    for (kind, naming), link in zip(namings, links, strict=True):
        if link is not None and kind == "person":
            known.add(parse_naming(naming), link.entity)
    rest = [n for n, ((kind, _), link) in enumerate(zip(namings, links, strict=True)) if link is None and kind == "person"]
    for n, link in zip(rest, link_namings([namings[n] for n in rest], day, known) if rest else (), strict=True):
        links[n] = link
    return links


@lru_cache(1 << 14)  # news repeats its namings
def _link_alone(kind: str, naming: str, day: str) -> Link | None:
    return link_naming(kind, naming, day, entity_catalogue())


def _is_guess(reader: LabelReader, mention: Mention, link: Link) -> bool:
    """«الملك عبدالعزيز» beside «الملك سلمان بن عبدالعزيز»: a given name alone is no surname of whoever is named there."""
    words = [form.word for form in reader.forms[mention.first : mention.end]]
    by_given = bool({*words[:-1]} & _CALLED_BY_GIVEN_NAME) or words[0].endswith(("الملك", "الامير", "الشيخ", "السلطان"))
    return link.evidence == "named in the document" and by_given and reader.letters[mention.end - 1] == "Y"


def _kind(mention: Mention) -> str:
    return "person" if mention.entry.family in ("ruler", "the_dead") else "organisation"


def _naming(reader: LabelReader, text: str, mention: Mention) -> str:
    """Return the naming to look up: the mention, its epithet replaced by the plain office where the lexicon gives one."""
    start, end = _place(reader, text, mention)
    if mention.entry.reads_as:
        first = mention.first + len(mention.entry.reads_as.split())
        first = first if mention.tail - mention.first > 1 and reader.spans.is_adjective(first) else mention.tail
        rest = [text[reader.shape.starts[k] : reader.shape.end(k)] for k in range(first, mention.end)]
        return " ".join((mention.entry.reads_as, *rest))
    return text[start:end].strip("«»\"“”'()")


def _stem(word: str) -> str:
    """Return a folded word without its article: what two mentions have alike."""
    return word[2:] if word.startswith(("ال", "لل")) else word
