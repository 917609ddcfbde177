"""Step 5: where the content of each claim ends, and which claims stand inside others.

Claims come in reading order. A content ends with its sentence, with the quotation it stands in, or
where another claim takes over (a participle, «وقال», «بحسب»); what is left inside is nested.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from musnad.reading.claims import Claim
from musnad.reading.openers import ALSO_SAYING
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

REPORTER_WORDS = {"علما", "دون", "ردا", "تعليقا", "خلال", "وذلك", "جاء", "بحضور"}
TURNS = {"فيما", "بينما", "كما", "وفيما", "وكما", "حيث", "وبينما", "لكن"}


class ContentReader:
    """Ends the contents of one text's claims."""

    def __init__(self, shape: Shape, quotes: Quotations, sentences: Sentences, claims: list[Claim]) -> None:
        self.shape, self.quotes, self.sentences = shape, quotes, sentences
        self.letters = shape.letters
        self.claims = claims
        self.at = [c.cue for c in claims]

    def read(self, index: int, limit: int) -> None:
        """Set `quoted` (token spans of the content) and `last` of claim `index`; `limit` bounds it."""
        claim = self.claims[index]
        if claim.opener in ("before", "around"):
            claim.quoted = claim.quoted or [(claim.content, claim.last)]
            return
        start = claim.content
        if claim.opener in ("colon", "quote", "clause") and start < limit:
            if self.letters[start] == "n" and claim.opener == "colon":
                start += 1
            while start < limit and self.letters[start] in "_:*":
                start += 1
            close = self.quotes.closes.get(start)
            if close is not None and close not in self.quotes.opens and self.letters[close : close + 1] == "/":
                end = self._end(index, start + 1, limit)
                claim.quoted, claim.last = self._trim(start + 1, end)
                return
            if close is not None and (
                close - start > 3 or self.letters[close + 1 : close + 2] in (",", ".", "/", "", ";")
            ):
                self._read_quoted(claim, index, start, close, limit)
                return
        end = self._end(index, start, limit)
        claim.quoted, claim.last = self._trim(start, end)

    def _read_quoted(self, claim: Claim, index: int, start: int, close: int, limit: int) -> None:
        """The content is in marks; it goes on behind them where no sign or claim follows."""
        letters = self.letters
        claim.quoted = [(start + 1, close)]
        claim.last = close
        after = close + 1
        while after < len(letters) and letters[after] in ",":
            if after + 1 < len(letters) and letters[after + 1] == "w" and not self._claim_at(after + 1):
                break
            if (
                claim.opener == "clause"
                and after + 1 < len(letters)
                and letters[after + 1] in "yZP"
                and not self.shape.form(after + 1).with_and
                and not self._claim_at(after + 1)
            ):
                after += 1
                break
            after = len(letters)
        if after >= min(limit, len(letters)) or letters[after] in ",.;:/-A)GgrZ'\"" or self._claim_at(after):
            return
        if letters[after] in "hstcqkf" and not (letters[after] == "f" and False):
            return
        end = self._end(index, after, limit)
        if end > after:
            claim.quoted = [(start + 1, end)]
            claim.last = end
            claim.quoted, claim.last = self._trim(start + 1, end)

    def _claim_at(self, k: int) -> bool:
        n = bisect_right(self.at, k) - 1
        return n >= 0 and self.at[n] == k

    def _end(self, index: int, start: int, limit: int) -> int:
        """Return the token before which the speaker's words end, from `start` and not past `limit`."""
        letters, shape, _quotes = self.letters, self.shape, self.quotes
        sentence = self._sentence(start, limit)
        for claim in self.claims[index + 1 :]:
            if claim.cue >= sentence:
                break
            if claim.cue <= start or self._in_quote(claim.cue, start):
                continue
            stop = self._takes_over(claim, start, self.claims[index])
            if stop >= 0:
                sentence = min(sentence, stop)
                break
        if (
            self.claims[index].opener in ("noun", "prep")
            and self.letters[start - 1] != "n"
            and self.letters[start] != "N"
        ):
            sentence = self._phrase_end(start, sentence)
        k = letters.find(",", start, sentence)
        while k >= 0:
            word = shape.word(k + 1) if k + 1 < sentence else ""
            if word in REPORTER_WORDS and k - start > 3 and not self._in_quote(k, start):
                if word != "وذلك" or letters[k + 2 : k + 3] in ("h", "f", "s"):
                    return k
            k = letters.find(",", k + 1, sentence)
        return sentence

    def _phrase_end(self, start: int, end: int) -> int:
        """A noun phrase as content ends where a new clause is joined with «و» + verb."""
        letters, shape = self.letters, self.shape
        for match in _JOINED.finditer(letters, start + 1, end):
            k = match.end() - 1
            if shape.form(k).with_and and shape.form(k).word[0] == "و" and not self._in_quote(k, start):
                if letters[k - 1] == "," or (
                    letters[k] in "ZP" and "r" not in letters[start:k] and "n" not in letters[start:k]
                ):
                    return k
        return end

    def _sentence(self, start: int, limit: int) -> int:
        """The end of the sentence; a stop inside a quotation that is part of the content is none."""
        end = min(self.sentences.sentence_end(start), limit)
        while end < limit and self.letters[end] != "/":
            o = self.quotes.around(end)
            if o < start or self.quotes.closes[o] not in self.quotes.opens or self.quotes.closes[o] >= limit:
                break
            end = min(self.sentences.sentence_end(self.quotes.closes[o]), limit)
        return end

    def _in_quote(self, k: int, start: int) -> bool:
        o = self.quotes.around(k)
        return o >= start and self.quotes.closes[o] in self.quotes.opens

    def _takes_over(self, claim: Claim, start: int, outer: Claim) -> int:
        """Return the token before which `claim` ends the content of `outer` that began at `start`, or -1."""
        letters, shape, k = self.letters, self.shape, claim.cue
        if claim.rule == "participle":
            return k
        if claim.rule.startswith("attribution"):
            return k
        form = shape.form(k)
        if claim.rule == "noun":
            return k if (form.with_and and claim.form.pronoun) or form.word in ALSO_SAYING else -1
        if letters[k - 1] == "r" and claim.source is None:
            return k - 1
        if outer.where == "relative" and letters[k - 1] == ",":
            return k - 1
        if form.with_and and form.word[0] == "و" and (claim.form.tense == "past" or letters[k - 1] == ","):
            return k
        head = claim.source[0] if claim.source and claim.where == "before" else k
        while head > start and letters[head - 1] in "qk":
            head -= 1
            if shape.form(head).with_and:
                return head
        if (
            head > start
            and shape.word(head - 1) in TURNS
            and (letters[head - 2] == "," or shape.word(head - 1) in ("فيما", "بينما", "كما"))
        ):
            return head - 1
        while head > start and letters[head - 1] in "im":
            head -= 1
            if letters[head - 1] in ",.":
                return head - 1
        return -1

    def _trim(self, start: int, end: int) -> tuple[list[tuple[int, int]], int]:
        letters = self.letters
        while end > start and (
            letters[end - 1] in ",;.-_:*/"
            or (letters[end - 1] in ">\"'" and self.quotes.opens.get(end - 1, -1) >= start and False)
        ):
            end -= 1
        if end > start and end - 1 in self.quotes.opens and self._is_outer(end - 1, start):
            end -= 1
        return [(start, end)], end

    def _is_outer(self, close: int, start: int) -> bool:
        """A closing mark at the end belongs outside where its quotation began before the content or is long."""
        o = self.quotes.opens[close]
        return o < start or close - o > 5


_JOINED = re.compile("[ZyVPvx]")
