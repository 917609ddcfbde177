"""A text in, a `Document` out: the steps of a reading in their order.

tokens and shape → quotation marks → claims (cues with what they govern) → contents and nesting →
speakers → relays → spans → entities → labels.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from itertools import compress
from typing import Any

from musnad._version import __version__
from musnad.document import Document
from musnad.model import Cut, ReaderVersion, Relay, Span, Speaker, Statement
from musnad.reading.attributed import Attributor, passes_on
from musnad.reading.attributions import AttributionReader
from musnad.reading.claims import Claim, Phrase
from musnad.reading.contents import ContentReader
from musnad.reading.cues import REPORTS, CueReader
from musnad.reading.entities import link_speakers
from musnad.reading.headlines import HeadlineReader
from musnad.reading.labels import read_labels
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import find_quotations
from musnad.reading.relays import RelayReader, find_document_relays
from musnad.reading.said_at import add_said_at
from musnad.reading.shapes import CALLS, FIRST_WORD, Shape, Vocabulary, vocabulary
from musnad.reading.speakers import Person, SpeakerReader
from musnad.reading.subjectless import Subjectless

LINK_NOTE = "link note"  # the reason of a cut behind which a page repeats its headline
_HOW_MUCH = frozenset(("عدم", "بالغ", "خالص", "عظيم", "عميق", "وافر", "جزيل", "صادق", "كامل", "شديد"))

_DIRECTS, _CHARGES = "verbs_act/wajjaha", frozenset(("تهمه", "تهم", "اصابع"))  # «أصابع الاتهام»
_OF_DEEDS = frozenset(("accuse", "call", "demand"))  # acts
_REPEATS = "verbs_say/karrara"
_ASKS = frozenset(("verbs_say/saala", "verbs_say/saala_an"))


def read(
    text: str, *, title: str | None = None, outlet: str | None = None, url: str | None = None,
    published: dict[str, Any] | None = None, id: str | None = None, cut: tuple[Cut, ...] = (),
) -> Document:  # fmt: skip
    """Read the statements in `text`.

    Args:
        text: kept as it is; all offsets are code points into it. Its first paragraph may be a headline.
        title, outlet, url: what is known of the document; kept, not read.
        published: kept too; its `at` is the day that أمس is told from (`said_at`).
        id: the document's id; without one, a hash of the text.
        cut: parts of the text that are not read, in reading order.
    Returns: the document with its speakers and statements in reading order.
    """
    words = vocabulary()
    reading = Reading(text, words, id or "d" + _digest(text), cut)
    reading.run()
    speakers = link_speakers(text, reading.speakers, published)
    return Document(
        id=reading.id, text=text, url=url, outlet=outlet, title=title, published=published, speakers=speakers,
        statements=add_said_at(text, reading.statements, published), relays=reading.relays, cut=cut,
        labels=read_labels(reading, speakers, str((published or {}).get("at") or "")[:10]),
        reader=ReaderVersion(__version__, words.lexicon.hash),
    )  # fmt: skip


def _digest(value: str) -> str:
    return hashlib.blake2b(value.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _without(text: str, cut: tuple[Cut, ...]) -> str:
    """Return the text with blanks where it is cut: nothing is read there, and every offset stays as it is."""
    for part in cut:
        text = text[: part.start] + " " * (part.end - part.start) + text[part.end :]
    return text


class Reading:
    """One reading of one text: the state that the steps share."""

    def __init__(self, text: str, words: Vocabulary, doc_id: str, cut: tuple[Cut, ...] = ()) -> None:
        self.id = doc_id
        self.text = text
        self.repeated = next((part.end for part in cut if part.reason == LINK_NOTE), None)
        self.shape = Shape(_without(text, cut), words)
        self.quotes = find_quotations(self.shape)
        self.phrases = Phrases(self.shape, self.quotes)
        self.cues = CueReader(self.shape, self.quotes, self.phrases)
        self.attributions = AttributionReader(self.cues)
        self.relay_reader = RelayReader(self.cues)
        self.people = SpeakerReader(self.shape, self.phrases)
        self.subjectless = Subjectless(self.shape, self.phrases, self.cues.sentences, self.people)
        self.claims: list[Claim] = []
        self.callers: list[int] = []  # tokens that a label may begin with
        self.speakers: tuple[Speaker, ...] = ()
        self.statements: tuple[Statement, ...] = ()
        self.relays: tuple[Relay, ...] = ()

    def run(self) -> None:
        """Go through the steps."""
        self.claims = self._find_claims()
        parents = self.end_contents()
        speakers = self.find_speakers(parents)
        self._emit(parents, speakers)
        lexicon = self.shape.lexicon
        self.relays = tuple(find_document_relays(self.text, lexicon.outlets, lexicon.credits))

    def _find_claims(self) -> list[Claim]:
        found = HeadlineReader(self.shape, self.quotes, self.phrases, self.repeated).read()
        headlines = list({headline.cue: headline for headline in found}.values())  # a line may be one by two signs
        claims = list(headlines)
        last: Claim | None = None
        headed = max((h.cue for h in headlines), default=-1)  # the last token of a headline's head
        past = 0  # the first token behind the last cue
        start, end = 0, -1  # of the sentence
        forms, cues, calls = self.shape.forms, self.cues, self.callers.append
        for i in compress(range(len(forms)), [form.marks for form in forms]):
            form = forms[i]
            if form.marks >= CALLS:
                calls(i)
                if not form.attributes:
                    continue
            named = form.attribution != "" and self.attributions.begins(i)
            if i < past or (form.attributes == FIRST_WORD and not named):
                continue
            if i <= headed and any(h.source and h.source[0] <= i <= h.cue for h in headlines):
                continue
            if last is not None and i < last.content:  # between a cue and its content (قال … قائلا)
                self._between(i, named, last)
                continue
            glanced = False
            if not named:
                if last is not None and self._names_what_is_said(i, last):
                    continue  # «أعرب عن امتنانه»، «أكد تمسكه بالحل»: no cue of its own
                if form.cue is None:
                    continue
                if not (form.passes or form.learns):  # these are read without a glance
                    glanced = cues.contexts.glance(i)
                    if not glanced:
                        continue
            if i > end:
                start, end = cues.sentences.sentence_start(i), cues.sentences.sentence_end(i)
            readings = self.candidates(i, self._reach(i, end), glanced=glanced)
            claim = cues.best(readings, self._earlier(i, last, start))
            if claim is not None:
                claims.append(claim)
                if form.letter in "VvP":
                    cues.adjuncts.told_before(claim, start)
                cues.told.latest = claim
                last, past = claim, max(i + 1, claim.cue + 1, claim.cue_end)
        claims.sort(key=lambda c: c.cue)
        return claims

    def _names_what_is_said(self, i: int, claim: Claim) -> bool:
        """Tell whether the word at `i` names what `claim` says: «أعرب عن امتنانه»، «عن عدم رضاه»."""
        if claim.entry.act in _OF_DEEDS and i == claim.content and self.shape.letters[i] == "M":
            return True  # «اتهم النقابة بالتحريض على»، «طالب الوزارة بالكشف عن»: a deed
        behind = claim.content + 1
        much = claim.entry.act == "express" and behind < len(self.shape.forms) and self.shape.word(behind) in _HOW_MUCH
        if claim.opener not in ("prep", "noun") or i > claim.content + 1 + much:
            return False
        cues = self.shape.forms[i].cues
        if not cues or self._is_expressed(i, claim):
            return True
        reports = claim.entry.act in REPORTS and claim.key != _REPEATS  # «كرر أوامره بالخروج» has them for its cue
        return claim.opener == "noun" and i == claim.content and reports and any(cue.tense == "noun" for cue in cues)

    def _is_expressed(self, i: int, claim: Claim) -> bool:
        """«أعرب عن إدانته»: tell whether the word at `i` is a saying that the speaker of `claim` expresses."""
        form = self.shape.forms[i]
        if claim.entry.act != "express" or form.letter != "M" or not form.cues[0].pronoun:
            return False
        if i == claim.content:  # «أبدى تفاؤله»
            return claim.opener == "noun"
        return self.shape.letters[i - 1] == "o" or self.shape.word(i - 1) in _HOW_MUCH

    def _act(self, claim: Claim) -> str:
        """Name what a claim does, which the noun says in «أعرب عن إدانته»، «وجه تهمة»."""
        if claim.key == _DIRECTS and claim.opener == "noun":
            said = self.shape.forms[claim.content]
            if said.stem in _CHARGES:
                return "accuse"
            if said.nominal:
                return self.shape.lexicon.entries[said.nominal].act
        noun = claim.content + 1
        if claim.opener and noun < len(self.shape.forms) and self._is_expressed(noun, claim):
            act = self.shape.lexicon.entries[self.shape.forms[noun].cues[0].key].act
            return claim.entry.act if act == "state" else act  # support (تأييده) is expressed
        return claim.entry.act

    def candidates(self, i: int, limit: int, *, glanced: bool = False) -> Iterator[Claim]:
        """Yield the ways to read the word at token `i` as a cue: attribution, relay, verb, participle, noun.

        Args:
            glanced: it is known to be worth reading.
        """
        form = self.shape.forms[i]
        if form.attribution and self.attributions.begins(i):
            yield from self.attributions.candidates(i, limit)
        if form.passes:
            relays = list(self.relay_reader.candidates(i, limit))
            yield from relays
            if relays:
                return  # «نقلت «سانا» عن البرلماني أن»: no words of the agency
        elif form.learns:
            yield from self.relay_reader.learned(i, limit)
        if form.cue is not None and (glanced or self.cues.contexts.glance(i)):
            yield from self.cues.candidates(i, limit)

    def _earlier(self, i: int, last: Claim | None, start: int) -> str:
        """Say what stands before the cue at `i` in its sentence: the last claim, and whether `i` opens its content."""
        if last is None or last.cue < start:
            return ""
        return (
            last.form.tense
            + ("@" if last.content in (i, i - 1) else "")
            + (last.opener if last.content in (i, i - 1) else "")
        )

    def _between(self, i: int, named: bool, claim: Claim) -> None:
        """«وأكد، بحسب وكالة X، أن»; «البيان الذي أوردته وكالة X»: a relay between cue and content."""
        if named:
            for relay in self.attributions.candidates(i, claim.at):
                if relay.source is not None and passes_on(self.phrases, relay.source):
                    claim.via.append(relay.source)
        else:
            via = self.relay_reader.between(i, claim.at)
            if via is not None:
                claim.via.append(via)

    def _reach(self, i: int, end: int) -> int:
        """A cue inside a quotation reaches no further than its closing mark."""
        o = self.quotes.around(i) if self.quotes.order else -1
        return min(end, self.quotes.closes[o]) if o >= 0 else end

    # -- nesting -------------------------------------------------------------------------------

    def end_contents(self) -> list[int]:
        """End every content; return for each claim the number of the one it stands in, or -1."""
        contents = ContentReader(self.shape, self.quotes, self.cues.sentences, self.claims)
        attributor = Attributor(self.shape, self.cues.sentences, self.phrases, self.claims)
        parents = [-1] * len(self.claims)
        stack: list[int] = []
        size = len(self.shape.letters)
        for n, claim in enumerate(self.claims):
            while stack and not self._holds(self.claims[stack[-1]], claim):
                stack.pop()
            parent = stack[-1] if stack else -1
            if claim.rule.startswith("attribution"):
                attributor.read(n, claim)
            limit = self.claims[parent].last if parent >= 0 else size
            o = self.quotes.around(claim.cue)
            if o >= 0 and self.quotes.closes[o] in self.quotes.opens:
                limit = min(limit, self.quotes.closes[o])
            if claim.opener:
                contents.read(n, limit, inside=parent >= 0)
            parents[n] = parent
            if claim.quoted and claim.opener not in ("before", "around"):
                stack.append(n)
        return parents

    def _holds(self, outer: Claim, inner: Claim) -> bool:
        return any(first <= inner.cue < end for first, end in outer.quoted)

    # -- speakers ------------------------------------------------------------------------------

    def find_speakers(self, parents: list[int]) -> list[Person | None]:
        """Return who speaks in each claim, None where the reader abstains or the claim is only a relay."""
        result: list[Person | None] = []
        last: Claim | None = None
        for n, claim in enumerate(self.claims):
            if claim.relay or not claim.quoted:
                result.append(None)
                continue
            parent = self.claims[parents[n]] if parents[n] >= 0 else None
            if claim.source is not None:
                person: Person | None = self.people.resolve(claim.source, claim)
            elif (asked := self._asked(claim, last)) is not None:
                person = self.people.resolve(asked, claim)
            else:
                person = self.subjectless.who(claim, parent)
            result.append(person)
            if person is not None and claim.via:  # «أكدت الوكالة أن …، بحسب الوكالة»
                claim.via = [via for via in claim.via if self.people.find(via) is not person]
            if person is None:
                # «يمكن القول إن»: nobody says it
                claim.relay = claim.rule == "noun" and not self.subjectless.is_anybodys(claim)
                continue
            goes_on = claim.rule in ("participle", "noun") and claim.source is None and last is not None
            if goes_on and last is not None and last.via and not claim.via and result[n - 1] is person:
                claim.via = list(last.via)  # a relayed speaker goes on by the same relay
            self.subjectless.said(claim, person, inside=parent is not None)
            last = claim
        return result

    def _asked(self, claim: Claim, last: Claim | None) -> Phrase | None:
        """Return who answers in «سأل المحامي الشاهد عن عمله، فأجاب»: whoever was asked."""
        form = self.shape.forms[claim.cue]
        if last is None or last.key not in _ASKS or last.addressee is None or form.letter not in "VP":
            return None
        near = last.cue >= self.cues.sentences.sentence_start(claim.cue)
        return last.addressee if near and form.with_and and form.word[0] == "ف" else None

    # -- output --------------------------------------------------------------------------------

    def _emit(self, parents: list[int], people: list[Person | None]) -> None:
        statements: list[Statement] = []
        ids: dict[int, str] = {}
        for n, claim in enumerate(self.claims):
            if claim.relay or not claim.quoted or all(b <= a for a, b in claim.quoted):
                continue
            statement_id = "s" + _digest(f"{self.id}:{claim.cue}:{claim.quoted[0][0]}")
            parent = parents[n]
            while parent >= 0 and parent not in ids:
                parent = parents[parent]
            ids[n] = statement_id
            person = people[n]
            statements.append(self._statement(claim, statement_id, person, ids.get(parent)))
        self.statements = tuple(statements)
        used = {s.speaker for s in statements}
        self.speakers = tuple(self._speaker(p) for p in self.people.people if p.id in used)

    def _statement(self, claim: Claim, statement_id: str, person: Person | None, inside: str | None) -> Statement:
        span = self._span
        return Statement(
            id=statement_id, cue=span(claim.cue, claim.cue_end) if claim.cue_end > claim.cue else None,
            source=span(*claim.source) if claim.source else None,
            content=tuple([span(a, b) for a, b in claim.quoted if b > a]),
            speaker=person.id if person else None,
            addressee=span(*claim.addressee) if claim.addressee else None,
            via=tuple([span(*v) for v in claim.via]), inside=inside, type=self._type(claim),  # type: ignore[arg-type]
            act=self._act(claim), force=claim.entry.force, rule=claim.rule,  # type: ignore[arg-type]
            confidence=round(claim.confidence, 3),
            lexicon=(claim.key,), why=None if person else "no speaker before it agrees with the verb",
        )  # fmt: skip

    def _type(self, claim: Claim) -> str:
        _letters, quotes = self.shape.letters, self.quotes
        first, last = claim.quoted[0][0], claim.quoted[-1][1]
        if first - 1 in quotes.closes and quotes.closes[first - 1] <= last:
            return "direct" if quotes.closes[first - 1] == last else "mixed"
        if first - 1 in quotes.closes and quotes.closes[first - 1] == last:
            return "direct"
        if claim.opener == "colon":
            return "direct"
        order = quotes.order
        for n in range(bisect_left(order, first), bisect_left(order, last)):
            if quotes.closes[order[n]] - order[n] - 1 >= 3:
                return "mixed"
        return "indirect"

    def _span(self, a: int, b: int) -> Span:
        shape, last = self.shape, b - 1
        while last > a and shape.letters[last] == "_":
            last -= 1
        start, end = shape.starts[a], shape.starts[last] + shape.forms[last].length
        return Span(start, end, self.text[start:end])

    def _speaker(self, person: Person) -> Speaker:
        mentions = tuple([self._span(*m) for m in apart([person.name, *person.mentions])])
        return Speaker(person.id, person.kind, self._span(*person.name), mentions)  # type: ignore[arg-type]


def apart(phrases: list[Phrase]) -> list[Phrase]:
    """Return the phrases in reading order, without those that overlap one that comes before them in the list."""
    kept: list[Phrase] = []
    for phrase in phrases:
        first, end = phrase
        if not [other for other in kept if first < other[1] and other[0] < end]:
            kept.append(phrase)
    return sorted(kept)
