"""Step 9, in whose voice: the innermost statement in whose content a label stands, else the outlet itself.

Some statements go on where their content has ended, some are doubtful, answers of an interview have no cue; what is in
marks too long for a name is somebody's, whoever that is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from musnad.model import Statement
from musnad.reading.phrases import NAME_QUOTE
from musnad.reading.quotations import Quotations
from musnad.reading.shapes import Shape

NEAR = 3  # characters between a content and the sentence that goes on with it: a stop, a mark, a blank
# Confidence below which a statement for which the text names nobody is no voice, and the characters of what is reported
# without marks behind which it is mostly the writer who speaks: set on the first draw of evals/labels.tsv.
DOUBTFUL, DOUBTFUL_NOUN, LONGEST_INDIRECT = 0.8, 0.7, 600
LEAST_ASKED = 2  # questions, and answers, that make an interview


class Voices:
    """Whose words the parts of one text are."""

    def __init__(self, shape: Shape, quotes: Quotations, statements: Sequence[Statement]) -> None:
        self.shape, self.letters, self.quotes, self.statements = shape, shape.letters, quotes, statements
        self.parts = sorted(
            ((span.start, span.end, n) for n, statement in enumerate(statements) for span in statement.content),
            key=lambda part: (part[1] - part[0], -part[2]),
        )
        self.turns = self._turns()

    def of(self, i: int, place: int) -> tuple[bool, Statement | None]:
        """Tell whether token `i`, which stands at `place`, is in the outlet's own voice; else the statement, if any."""
        statement = self._around(place) or self._going_on(i)
        if statement is not None:
            return False, statement
        return not (self._in_speech(i) or self._in_answer(i)), None

    def _around(self, place: int) -> Statement | None:
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

    def _going_on(self, i: int) -> Statement | None:
        """Return the statement before token `i` that its sentence goes on with.

        «وأنه حارب …» opens no sentence of one's own, and what stands between two quotations in one sentence («…»، ما
        جعل قتالهم «صعبا») is the speaker's, as the outlet words it.
        """
        letters, start, starts = self.letters, self._sentence_start(i), self.shape.starts
        is_that = letters[start : start + 1] in ("w", "W")
        close = max(letters.rfind(">", start, i), letters.rfind('"', start, i))
        behind = self.quotes.order[bisect_right(self.quotes.order, i) :][:1]
        is_long = close in self.quotes.opens and close - self.quotes.opens[close] > NAME_QUOTE
        is_between = is_long and bool(behind) and behind[0] < self._sentence_end(i)
        if not (is_that or is_between):
            return None
        first, place = starts[start], starts[start] if is_that else starts[close]
        before = [one for one in self.statements if one.content[-1].end <= place + 1]
        if not before:
            return None
        end = before[-1].content[-1].end
        if is_that:
            return before[-1] if place - end <= NEAR and "\n" not in self.shape.text[end:place] else None
        return before[-1] if end >= max(first, place - 1) else None

    def is_speech(self, statement: Statement | None, start: int, end: int) -> bool:
        """Tell whether marks round [start, end) quote the speaker: in a direct one they are marks within marks."""
        if statement is None:
            return False
        return statement.type != "direct" or any(c.start == start and c.end == end for c in statement.content)

    def _in_speech(self, i: int) -> bool:
        """Tell whether token `i` stands in a quotation too long for a name: somebody's words, whoever that is."""
        o = self.quotes.around(i)
        while o >= 0:
            close = self.quotes.closes[o]
            if close - o - 1 > NAME_QUOTE and close in self.quotes.opens and not self.shape.forms[o].space:
                return True
            o = self.quotes.outer[o]
        return False

    def _sentence_start(self, i: int) -> int:
        """Return the first token of the sentence of token `i`."""
        start = max(self.letters.rfind(".", 0, i), self.letters.rfind("/", 0, i)) + 1
        while start < i and not self.letters[start].isalpha():
            start += 1
        return start

    def _sentence_end(self, i: int) -> int:
        """Return the token that ends the sentence of token `i`, or the end of the text."""
        ends = [end for end in (self.letters.find(".", i), self.letters.find("/", i)) if end >= 0]
        return min(ends, default=len(self.letters))

    def _turns(self) -> list[tuple[int, str]]:
        """Return the paragraphs of an interview, by the signs they begin with: an asterisk asks, a dash answers."""
        letters = self.letters
        if letters.count("/*") < LEAST_ASKED - 1 or letters.count("/-") < LEAST_ASKED - 1:
            return []
        heads = [(0, letters[:1]), *((k + 1, letters[k + 1 : k + 2]) for k, c in enumerate(letters) if c == "/")]
        signs = "".join(sign for _, sign in heads)
        is_interview = signs.count("*") >= LEAST_ASKED and signs.count("-") >= LEAST_ASKED
        return [head for head in heads if head[1] in "*-" and head[1]] if is_interview else []

    def _in_answer(self, i: int) -> bool:
        n = bisect_right(self.turns, (i, "~"))
        return n > 0 and self.turns[n - 1][1] == "-"
