"""Step 5: where the content of each claim ends.

Claims come in reading order, each after the one it stands in. A content in marks ends with them; any other with its
sentence or before the place where the speaker stops and the reporter, or another claim, goes on: a decision at every
comma, cue and connective on the way.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from musnad.reading.claims import DESCRIBES, Claim, Phrase
from musnad.reading.decisions import STEPPED, Decision, step
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import Shape

END = Decision(
    "content_ends",
    "before this next next2 sign claim opener tense source inside size commas later left agrees key before_cluster"
    " this_cluster next_cluster",
    (
        "agrees", "before", "claim", "commas", "inside", "left", "next", "opener", "sign", "size", "source", "tense",
        "this", "agrees this", "claim opener", "claim tense", "sign claim", "source claim", "agrees claim sign",
        "inside sign this", "sign claim opener", "~before", "~next", "~next2", "~this", "~agrees this", "~left this",
        "~opener this", "~commas sign this", "~sign this later", "key", "before_cluster", "this_cluster",
        "next_cluster", "sign this_cluster", "before_cluster this_cluster",
    ),
    tags="before this next next2",
    groups="agrees opener this left|sign this inside commas later|claim opener sign|claim tense source agrees sign"
    "|before|next|next2|size|key|before_cluster this_cluster|sign this_cluster|next_cluster",
)  # fmt: skip
ASIDES = frozenset(("اشاره", "تلميح"))  # behind في: the reporter's own (في إشارة إلى)
_OPEN = frozenset((  # no words end with these
    "من", "في", "الي", "علي", "عن", "بين", "لدي", "عند", "بسبب", "رغم", "ضد", "حول", "نتيجه",
))  # fmt: skip
_WHILE = frozenset(
    ("فيما", "بينما", "عندما", "حين", "حينما", "لما", "بعدما", "وقتما", "منذ", "بعد", "قبل", "وقت", "اذ")
)  # fmt: skip
_DESCRIBING = (DESCRIBES, "nouns_of_saying/wasf")
_EXCEPT = frozenset(("الا", "غير", "بيد"))  # before أن
_STOPS = re.compile("[,;)\\-VvPAMGgZysthcrkqzdxi]")
_SIZES, _COMMAS, _LEFT = STEPPED, *([step(n, b) for n in range(64)] for b in ((0, 1, 2, 4), (0, 2, 4, 8, 16)))
ITEMS = 40  # of a list that somebody says
_ITEM = re.compile("(?:[-*]|#[-.)])_*")
CLAIMS_HELD = 24  # claims that one content may hold; a longer run of them is no sentence, and each repeats the rest
_PREPOSITIONS = frozenset("eaom")
_QUIET = "hstckqrzdxi"  # may end a content without a comma before them


class ContentReader:
    """Ends the contents of one text's claims."""

    def __init__(self, shape: Shape, quotes: Quotations, sentences: Sentences, claims: list[Claim]) -> None:
        self.shape, self.quotes, self.sentences = shape, quotes, sentences
        self.letters, self.tags, self.forms = shape.letters, shape.tags, shape.forms
        self.claims = claims
        self.and_that = [match.start() for match in _AND_THAT.finditer(self.letters)]
        taken_up = [(claim.begins, "") for claim in claims if claim.takes_up]
        self.kept_back = sorted([*self._kept_back(), *taken_up])
        self.heads = {self._head(claim): claim for claim in claims}

    def _head(self, claim: Claim) -> int:
        """Return the token that a claim's clause begins with: its subject or cue, with كما، وقد، فيما before it."""
        head = claim.cue
        if claim.source is not None and claim.where in ("before", "relative"):
            head = claim.source[0]
        while head > 0 and self.letters[head - 1] in "qkcs":
            head -= 1
        return head

    def read(self, index: int, limit: int, *, inside: bool) -> None:
        """Set `quoted` (token spans of the content) and `last` of claim `index`; `limit` bounds it."""
        claim = self.claims[index]
        if claim.quoted:
            return
        if claim.opener in ("before", "around"):
            claim.quoted = [(claim.content, claim.last)]
            return
        letters, start = self.letters, claim.content
        if claim.opener in ("colon", "quote", "clause") and start < limit:
            if claim.opener == "colon" and (item := self._item(start)) > start:
                self._read_list(claim, start, item, limit)
                return
            if letters[start] == "n" and claim.opener == "colon":
                start += 1
            while start < limit and letters[start] in "_:*":
                start += 1
            close = self.quotes.closes.get(start)
            if close is not None:
                unclosed = close not in self.quotes.opens
                if unclosed or close - start > 3 or letters[close + 1 : close + 2] in (",", ".", "/", "", ";"):
                    if not unclosed:
                        self._read_quoted(claim, start, close, limit, inside=inside)
                        return
                    start += 1
        close = self.quotes.closes.get(start + 1, limit)
        glued = claim.key in _DESCRIBING and self.forms[start].word == "ب"
        if glued and close < limit and close in self.quotes.opens:
            claim.quoted, claim.last = [(start + 2, close)], close
            return  # «وصفها بـ«صديقة البلاد» من أجل»
        end = self._end(claim, start, limit, inside=inside)
        to = claim.addressee
        if claim.entry.said and to is not None and start < to[0] < end:  # «شكره للجنة على دعمها»
            claim.quoted, claim.last = self._trim(start, to[0] - (letters[to[0] - 1] == "e"))
            if to[1] < end and (letters[to[1]] in "ah" or self.forms[to[1]].glued in ("ل", "ب")):
                why, claim.last = self._trim(to[1], end)
                claim.quoted += why
            return
        claim.quoted, claim.last = self._trim(start, end)

    def _item(self, k: int) -> int:
        """Return the first word of the item of a list at the head of a line («- …»، «• …»، «1- …»), else `k`."""
        match = _ITEM.match(self.letters, k) if k and self.letters[k - 1] in "/_" else None
        return match.end() if match else k

    def _read_list(self, claim: Claim, start: int, item: int, limit: int) -> None:
        """«وأكد الوزير:\n- …\n- …»: what is said are the items of a list, one a line."""
        claim.quoted, k = [], start
        while item > k and len(claim.quoted) < ITEMS:
            end = self.letters.find("/", item, limit)
            quoted, claim.last = self._trim(item, limit if end < 0 else end)
            claim.quoted += quoted
            k = item = end if end >= 0 else limit
            while k < limit and self.letters[k] in "/_":
                k += 1
            item = self._item(k) if k < limit else k

    def _read_quoted(self, claim: Claim, start: int, close: int, limit: int, *, inside: bool) -> None:
        """The content is in marks; it goes on behind them where no sign or claim follows."""
        letters = self.letters
        claim.quoted, claim.last = [(start + 1, close)], close
        after = close + 1
        if letters[after : after + 1] == "," and letters[after + 1 : after + 2] in tuple("cZ"):
            return  # «السد آمن»، ثم غادر القاعة
        what = [form.word for form in self.forms[after : after + 2]]
        if what[:1] == ["فيما"] or what == ["في", "ما"]:
            return  # «قتل بحاران» في ما وصفته بـ«الهجوم»
        if what[:1] and what[0] in _EXCEPT and letters[after + 1 : after + 2] == "n":
            return  # «السد آمن» غير أن الهيئة أغلقته
        if letters[after : after + 1] == "r":
            return  # «… للنقيب الراحل» الذي توفي
        if after >= min(limit, len(letters)) or letters[after] in ".;:/'\"" or self._sentence(start, limit) <= after:
            return
        if claim.opener in ("quote", "colon"):  # «قال «لن نرحل» أمس»؛ «قال: «لن نرحل» و«لن نصمت»»
            self._read_on(claim, after, limit)
            return
        end = self._end(claim, close, limit, inside=inside)
        if end > after:
            claim.quoted, claim.last = self._trim(start + 1, end)

    def _read_on(self, claim: Claim, after: int, limit: int) -> None:
        """Take in the quotations that «و» joins to one that ends before token `after`."""
        closes = self.quotes.closes
        while after + 1 < limit and self.forms[after].word == "و" and after + 1 in closes:
            close = closes[after + 1]
            if close not in self.quotes.opens or close >= limit:
                return
            claim.quoted, claim.last = [*claim.quoted, (after + 2, close)], close
            after = close + 1

    def _end(self, claim: Claim, start: int, limit: int, *, inside: bool) -> int:
        """Return the token before which the speaker's words end, from `start` and not past `limit`."""
        letters, forms, heads, quotes = self.letters, self.forms, self.heads, self.quotes
        end = self._before_kept_back(claim, start, self._aside_end(claim, start, self._sentence(start, limit)))
        commas, judged, held = 0, -1, 0
        skip = start  # up to here the content is in marks of its own
        around = self._around(claim, inside)
        least = start + 2 if self.letters[start : start + 1] in _PREPOSITIONS else start + 1  # «أعرب عن» has its object
        leads = claim.opener in ("noun", "by", "prep", "clause") and self._leads(claim)
        n = bisect_left(quotes.order, start)
        marks = n < len(quotes.order) and quotes.order[n] < end  # whether quotations open within the content
        for match in _STOPS.finditer(letters, least, end):
            k = match.start()
            if k < skip or k == judged or letters[k - 1] in "zr" or forms[k - 1].word in _OPEN:
                continue  # «ما»، «الذي»، «من»: something follows
            if forms[k].word == "وبين" and forms[k - 1].word.startswith("بين"):
                continue  # «خلاف بينه وبين رئيس البلدية»
            if marks:
                o = quotes.around(k)
                if o >= start and quotes.closes[o] in quotes.opens:
                    skip = quotes.closes[o]
                    continue
            c = letters[k]
            sign = c if c in ",;)-" else ""
            headed = k in heads
            if not (sign or c in _QUIET or headed or forms[k].with_and):
                continue
            held += headed
            if held > CLAIMS_HELD:
                return k
            if claim.where == "relative" and c in "ZV" and claim.opener in ("prep", "by") and k > start + 1:
                return k  # «النائب الذي دعا إلى الإضراب تراجع»
            if sign == "," and claim.opener in ("noun", "by", "prep") and self._turns(k + 1):
                return k  # «مقتل خمسة، بينما أمر الأمير»
            if sign == "," and not inside and self._passes(k + 1):
                return k  # «إن السد آمن، من جهته أكد المحافظ أن»
            if leads and c in "wW" and forms[k].word[0] == "ف":
                return k  # «وإذ تنفي الشركة الأنباء فإنها تؤكد»
            if sign == "," and leads and self._happened(k + 1):
                return k  # «وفيما أكد الوزير أن الطريق آمن، شهد الجسر حادثين»
            context = self._context(claim, start, k, end, sign, commas, around)
            if (END.weigh(context) if END.oracle is None else END.score(context, (claim, k))) > 0:
                return k
            if sign:
                commas, judged = commas + 1, k + 1
        return end

    def _happened(self, k: int) -> bool:
        """Tell a verb of the past that nothing joins to what is before it."""
        return self.letters[k : k + 1] in tuple("ZVv") and self.forms[k].word[0] not in "ويت"

    def _leads(self, claim: Claim) -> bool:
        """Tell whether a claim is the deed of a clause that begins its sentence, before what happened then."""
        k = self.sentences.sentence_start(claim.cue)
        words = [form.word for form in self.forms[k : k + 3]]
        words[:1] = [word.removeprefix("و") for word in words[:1]]
        if words[:2] == ["في", "حين"] or words == ["في", "الوقت", "الذي"]:
            k += len(words) - (words[1] == "حين")
        elif words[:1] and words[0] in _WHILE:
            k += 2 if words[1:2] == ["ان"] else 1
        else:
            return False
        return k <= claim.cue < k + 3 and "," not in self.letters[k : claim.cue]

    def _turns(self, k: int) -> bool:
        """Tell «بينما أمر»: the reporter turns to somebody else's deed."""
        return k + 1 < len(self.forms) and self.forms[k].word in ("بينما", "فيما") and self.letters[k + 1] in "ZVvPK"

    def _passes(self, k: int) -> bool:
        """Tell «من جهته أكد»، «وبدورها قالت»، «في الوقت الذي أكد فيه»: somebody else speaks."""
        letters, by_turns = self.letters, k
        if [form.word for form in self.forms[k : k + 3]] == ["في", "الوقت", "الذي"]:
            return k + 3 in self.heads
        by_turns += letters[k : k + 1] == "m"
        return letters[by_turns : by_turns + 1] == "i" and letters[by_turns + 1 : by_turns + 2] in ("V", "P")

    def _kept_back(self) -> Iterator[tuple[int, str]]:
        """Yield the places where the reporter says what a speaker kept back, with the gender of the verb there."""
        shape, words = self.shape, self.shape.sets["kept_back"]
        last = len(self.forms)
        for found in _WITHOUT.finditer(shape.text):
            k = first = shape.token_at(found.start())
            word = self.forms[k].word
            if word in ("دون", "بدون"):
                first -= k > 0 and self.forms[k - 1].word == "من"
                k += 1 + (k + 1 < last and self.forms[k + 1].word in ("ان", "اي"))
            elif word == "في":
                aside = k + 2 < last and self.forms[k + 1].word in ASIDES
                if aside and (self.letters[k + 2] == "e" or self.forms[k + 2].glued == "ل"):
                    yield first - (k > 0 and self.letters[k - 1] == ","), ""
                continue
            elif word in ("لم", "ولم") and (word == "ولم" or self.forms[k - 1].word in _BUT):
                first -= word == "لم"
                k += 1
            elif word == "لم" and k > 1 and self.forms[k - 1].letter == "N" and self.forms[k - 2].word in _EXCEPT:
                first -= 2  # «إلا أنه لم يوضح»
                k += 1
            else:
                continue
            if k < last and self.forms[k].word in words:
                is_verb = self.forms[k - 1].word in ("ان", "لم", "ولم")
                yield first, _GENDERS.get(self.forms[k].word[0], "") if is_verb else ""

    def _before_kept_back(self, claim: Claim, start: int, end: int) -> int:
        """Return where «دون أن يذكر عددهم» begins in a content that ends at `end`, else `end`."""
        n = bisect_right(self.kept_back, (start, "~"))
        while n < len(self.kept_back) and self.kept_back[n][0] < end:
            place, gender = self.kept_back[n]
            o = self.quotes.around(place)
            outside = o < start or self.quotes.closes[o] not in self.quotes.opens
            if outside and (not gender or claim.form.gender in (gender, "c")):
                return place
            n += 1
        return end

    def _aside_end(self, claim: Claim, start: int, end: int) -> int:
        """Return the dash that ends «- التي قال الوزير إنها آمنة -» around the claim, else `end`."""
        opens = claim.begins - 2
        if self.letters[max(0, opens) : claim.begins] != "-r":
            return end
        close = self.letters.find("-", start, end)
        return close if close > 0 else end

    def _around(self, claim: Claim, inside: bool) -> tuple[str, str, str, str]:
        """Return what the contexts of all ends of a claim's content have in common: opener, tense, source, nesting."""
        opener = claim.opener
        if opener == "clause":
            opener = "that~" if self.letters.startswith(("N", "B"), claim.content) else "that"
        source = self.letters[claim.source[0]] if claim.source else ""
        return opener, claim.form.tense, source, "in" if inside else ""

    def _context(
        self, claim: Claim, start: int, k: int, end: int, sign: str, commas: int, around: tuple[str, str, str, str]
    ) -> tuple[str, ...]:
        tags, heads, clusters = self.tags, self.heads, self.shape.clusters
        this = k + 1 if sign else k
        if self.letters[this + 1 : this + 2] in ("n", "N") and self.forms[this].word in _EXCEPT:
            other = heads.get(this + 2) or heads.get(this + 3)  # «إلا أنه أشار»
        else:
            other = heads.get(this) or heads.get(this + 1)
        said = ""
        if other is not None and other is not claim:
            said = other.rule.partition("+")[0] + ("s" if other.source else "") + other.form.tense[:2]
            said += "=" if heads.get(this) is other else ">"
        return (
            tags[k - 1], tags[this], tags[this + 1], tags[this + 2], sign, said, *around, _SIZES[min(k - start, 63)],
            _COMMAS[min(commas, 63)], self._and_that(this, end), _LEFT[min(end - k, 63)], self._agrees(claim, this),
            claim.key, clusters[k - 1], clusters[this], clusters[this + 1],
        )  # fmt: skip

    def _agrees(self, claim: Claim, k: int) -> str:
        """Compare the verb at token `k` with the speaker's verb: could he be its subject?"""
        if k >= len(self.forms):
            return ""
        form = self.forms[k]
        if form.cues and form.letter in "VvP":
            gender, number = form.cues[0].gender, form.cues[0].number
        elif form.letter == "Z":
            deeds = self.shape.lexicon.deeds
            marks = deeds.get(form.word) or deeds.get(form.word[1:]) or "cc"
            gender, number = marks[0], marks[1]
        else:
            return ""
        own = claim.form
        if own.tense in ("noun", "nominal", "none", "by", "verb"):
            return "?"
        return ("g" if gender == own.gender else "!") + ("n" if number == own.number else "!")

    def _and_that(self, start: int, end: int) -> str:
        """Tell whether «وأن» goes on with the content further on in the sentence."""
        if not self.and_that:
            return ""
        n = bisect_left(self.and_that, start)
        if n == len(self.and_that) or self.and_that[n] >= end:
            return ""
        return "0" if self.and_that[n] == start else "1"

    def _sentence(self, start: int, limit: int) -> int:
        """Return the end of the sentence; a stop inside a quotation that is part of the content is none."""
        end = min(self.sentences.sentence_end(start), limit)
        while end < limit and self.letters[end] != "/":
            o = self.quotes.around(end)
            if o < start or self.quotes.closes[o] not in self.quotes.opens or self.quotes.closes[o] >= limit:
                break
            end = min(self.sentences.sentence_end(self.quotes.closes[o]), limit)
        return end

    def _trim(self, start: int, end: int) -> tuple[list[Phrase], int]:
        letters = self.letters
        while end > start and letters[end - 1] in ",;.-_:*/":
            end -= 1
        if end > start and end - 1 in self.quotes.opens:
            o = self.quotes.opens[end - 1]
            if o < start or end - 1 - o > 5:  # the mark closes what began before the content, or is speech
                end -= 1
        return [(start, end)], end


_AND_THAT = re.compile("[wW]")
_WITHOUT = re.compile(r"\bب?دون\b|\bو?لم\b|\bفي (?=[إا]شارة |تلميح )")
_GENDERS = {"ي": "m", "ت": "f"}  # of verbs in the present, by their first letter
_BUT = frozenset(("لكنه", "لكنها", "ولكنه", "ولكنها", "فيما", "لكن"))
