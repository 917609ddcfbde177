"""Step 4b: what an attribution without a verb is said of, or which statement it passes on («بحسب الوزارة»)."""

from __future__ import annotations

import re

from musnad.reading.adjuncts import GIVEN
from musnad.reading.claims import Claim, Phrase
from musnad.reading.contents import CLAIMS_HELD
from musnad.reading.phrase_ends import ISSUED
from musnad.reading.phrases import Phrases
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

MOST_RELAYS = 8  # of one statement; participles copy them, so that a list without end would be one for each
LONGEST_OCCASION = 20  # tokens of «خلال لقاء مع نظيره» between a content and who passed it on
_VERBS = re.compile("[VvPZykAnNbBwW]")


def passes_on(phrases: Phrases, phrase: Phrase) -> bool:
    """Tell whether a phrase behind بحسب names one who passes on, not a measure or the speaker's own text."""
    return phrases.letters[phrase[0]] != "R" and phrases.can_speak(*phrase)


class Attributor:
    """Gives the attributions of one text their contents, in reading order: those before must have theirs."""

    def __init__(self, shape: Shape, sentences: Sentences, phrases: Phrases, claims: list[Claim]) -> None:
        self.shape, self.sentences, self.phrases, self.claims = shape, sentences, phrases, claims

    def read(self, n: int, claim: Claim) -> None:
        """Give «بحسب X» its content, or make it a relay of the statement before it."""
        letters, i = self.shape.letters, claim.begins
        start = self.sentences.sentence_start(i)
        source_end = claim.source[1] if claim.source else claim.cue_end
        then = letters[source_end : source_end + 1] == "w" or (letters[i - 1] == "," and self.shape.forms[i].with_and)
        then = then and not claim.takes_up and i == claim.cue
        if i - start <= 2 or then:  # «وبحسب المصدر، فإن …»، «…، وحسب الهيئة فإن …»
            k = self._behind_issue(source_end)
            k = self._behind_aside(k)
            comma = letters.find(",", k, min(len(letters), k + 14))
            if letters[k : k + 1] != "," and comma > 0 and letters[k : k + 1] in ("h", "f", "t", "("):
                k = comma
            while k < len(letters) and letters[k] in ",:q":
                k += 1  # «وبحسب الهيئة، فقد ازداد العدد»
            claim.opener, claim.content = "clause", k + (letters[k : k + 1] in ("n", "w"))
            behind = self.claims[n + 1] if n + 1 < len(self.claims) else None
            said = behind is not None and behind.cue == k and behind.source is not None and behind.opener != "around"
            if said and behind is not None and claim.source is not None and passes_on(self.phrases, claim.source):
                behind.via.append(claim.source)  # «ووفقا لوكالة النهر، قال فلان إن»
                claim.relay = True
            return
        near = self.claims[max(0, n - CLAIMS_HELD) : n]
        earlier = [c for c in near if c.quoted and c.cue >= start and c.cue < i]
        end = i
        while end > start and (letters[end - 1] in ",-(" or self.shape.forms[end - 1].word == "وذلك"):
            end -= 1  # «…، وذلك بحسب الوزارة»
        for other in reversed(earlier):
            if self._is_within(other, earlier, i):
                continue
            near_by = other.last >= end - 1 or self._is_occasion(other.last, end)
            if other.last >= end - 1 and claim.takes_up:  # «قال زيد إن …، وهو ما نفاه عمرو»: words of both
                claim.opener, claim.quoted = "around", [other.quoted[-1]]
                claim.content, claim.last = claim.quoted[0]
                return
            told = claim.source is not None or claim.form.pronoun  # «على حد قوله»
            if near_by and told and not other.rule.startswith("attribution"):
                if claim.source is not None and passes_on(self.phrases, claim.source) and len(other.via) < MOST_RELAYS:
                    other.via.append(claim.source)
                claim.relay = True
                self._step_over(other, n, i, source_end)
                return
        first = max([start] + [c.last for c in earlier])
        while first < end and letters[first] in ',;-_>"':
            first += 1
        if end - first < 2:
            claim.relay = True
            return
        claim.opener, claim.quoted, claim.content, claim.last = "around", [(first, end)], first, end
        if not claim.takes_up:
            self._rest(claim, n, source_end)

    def _is_within(self, claim: Claim, claims: list[Claim], i: int) -> bool:
        """Tell a claim within a quotation that somebody else says and that closes before token `i`."""
        quotes = self.phrases.quotes
        opens = quotes.around(claim.cue)
        return opens >= 0 and quotes.closes[opens] < i and any(c.cue < opens <= c.content for c in claims)

    def _is_occasion(self, k: int, end: int) -> bool:
        """Tell «، خلال لقاء مع نظيره،» between tokens `k` and `end`: of when something was said, and nothing more."""
        between = self.shape.letters[k:end].lstrip(",>\"")
        return between[:1] in ("h", "f", "t") and len(between) <= LONGEST_OCCASION and not _VERBS.search(between)

    def _behind_issue(self, k: int) -> int:
        """Return the token behind «الصادر في أيار»، «المنشور أمس» at `k`, else `k`."""
        if k >= len(self.shape.forms) or self.shape.forms[k].word not in ISSUED:
            return k
        behind = range(k + 1, min(k + 10, len(self.shape.forms)))
        return next((m for m in behind if self.shape.letters[m] in ",wZVvP"), k)

    def _behind_aside(self, k: int) -> int:
        """Return the token of «فإن» behind «، نشرته أمس،»، «على موقعها» at `k`, which tell of the source, else `k`."""
        letters, forms = self.shape.letters, self.shape.forms
        first = k + (letters[k : k + 1] == ",")
        if first >= len(letters) or not (forms[first].word in GIVEN or letters[first] in "aft"):
            return k
        end = min(self.sentences.sentence_end(k), k + LONGEST_OCCASION)
        then = next((m for m in range(first + 1, end) if letters[m] in "wW" and forms[m].word[0] == "ف"), k)
        plain = not _VERBS.search(letters, first + 1, then) and all(f.tag != "if" for f in forms[first:then])
        return then if plain else k

    def _step_over(self, other: Claim, n: int, i: int, k: int) -> None:
        """Take an attribution between `i` and `k` out of the content it stands in (أن الماء، بحسب الوزارة، قليل)."""
        first, last = other.quoted[-1]
        if first < i and last <= i:
            if self.shape.letters[k : k + 1] == ",":
                self._rest(other, n, k)
        elif first <= i < last:
            while k < last and self.shape.letters[k] in ",:":
                k += 1
            head = [(first, i - (self.shape.letters[i - 1] == ","))] if i > first else []
            other.quoted[-1:] = [*head, *([(k, last)] if k < last else [])]

    def _rest(self, claim: Claim, n: int, k: int) -> None:
        """«وسيبدأ الضخ، حسب مدير السد، بعد أسبوع»: what is said goes on behind the one who says it."""
        letters, stop = self.shape.letters, self.sentences.sentence_end(claim.cue)
        following = self.claims[n + 1].cue if n + 1 < len(self.claims) else len(letters)
        apart = letters[k : k + 1] in (",", ")", "-")
        while k < stop and letters[k] in ",)-":
            k += 1
        if k >= stop:
            return
        if not apart and (letters[k] in "fmaeo" or self.shape.forms[k].press or self.shape.forms[k].word == "عبر"):
            return  # «حسبما صرح المدير لوكالة النهر»، «حسب ما أعلن الحارس في بيان»
        if stop - k < 2 or following <= k + 2 or letters[k] in "wWcsAVGhtrq" or self.shape.forms[k].with_and:
            return
        end = min(stop, following)
        claim.quoted.append((k, end - (letters[end - 1] == ",")))
        claim.last = claim.quoted[-1][1]
