"""Step 3c: attribution without a verb of its own (بحسب X، على حد قوله، حسبما أفاد X), word by word from the lexicon."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.lexicon.compiling import Attribution, CueForm
from musnad.reading.claims import Claim, Phrase
from musnad.reading.cues import REPORTS, CueReader
from musnad.reading.unsaid import ANSWERS

PRONOUNS = ("ه", "ها", "هم", "هما", "ي", "نا")
_STANDS = frozenset(("جاء", "جاءت", "ورد", "وردت", "نشر", "نشرت"))
_OWN_WORDS = frozenset(  # «وفق تقديره»
    word + own for word in ("تقدير", "راي", "كلام", "حديث", "وصف", "اعتقاد", "زعم") for own in ("ه", "ها", "هم")
) | {"روايته", "روايتها", "روايتهم"}
_ANSWERED = frozenset(("رد", "ردت", "علق", "علقت", "عقب", "عقبت"))  # with or without و
_LIKE = frozenset(("كما", "مثلما", "بناء"))  # these compare as well, or tell a reason
_SPEAK = frozenset("TUORJEY")
SURER = 1.5  # behind «حسبما ذكرته» somebody who can speak is the source
_OF_IT = frozenset(("به", "بها", "عنه", "عنها"))


class AttributionReader:
    """Yields the attributions of one text; reader.py finds what is attributed, or that it is a relay."""

    def __init__(self, cues: CueReader) -> None:
        self.shape, self.phrases, self.adjuncts = cues.shape, cues.phrases, cues.adjuncts
        self.letters, self.forms = cues.letters, cues.forms
        self.issued_by = cues.shape.sets["issued_by"]
        self.openers = cues.openers
        self.entries, self.start = cues.entries, cues.sentences.sentence_start
        self.rows = cues.shape.lexicon.attributions

    def begins(self, i: int) -> bool:
        """Tell by its first two words whether an attribution may begin at token `i`."""
        form, forms = self.forms[i], self.forms
        if not form.seconds:
            return form.attribution != ""
        return i + 1 < len(forms) and forms[i + 1].word.startswith(form.seconds)

    def candidates(self, i: int, limit: int) -> Iterator[Claim]:
        """Yield the ways to read the attribution that begins at token `i`."""
        if self.forms[i].word == "علي" and self._answers(i):
            return
        for row in self.rows[self.forms[i].attribution]:
            end = self._match(row, i, limit)
            if end:
                yield from self._read(row, i, abs(end), limit, pronoun=end < 0)
                return

    def _passed_from(self, k: int, limit: int) -> Phrase | None:
        """Return who speaks where «نقلت الوكالة» ends at token `k` and «عن» follows, behind a day or at once."""
        while k < limit and self.letters[k] == "t":
            k += 1
        if self.letters[k : k + 1] != "o" or self.forms[k].word != "عن" or k + 1 >= limit:
            return None
        end = self.phrases.noun_phrase(k + 1, limit, "by", anyhow=True)
        return (k + 1, end) if end > k + 1 else None

    def _says_more(self, verb: int, end: int, limit: int) -> bool:
        """Tell «كما دعا الوزير إلى إصلاح السد» from «كما أشار الوزير إلى ذلك»: what he says stands behind him."""
        cues = self.forms[verb].cues
        if not cues or self.letters[end : end + 1] == "d" or self.letters[end + 1 : end + 2] == "d":
            return False
        entry = self.entries[cues[0].key]
        if entry.act not in REPORTS:
            return True  # «كما انتقد النائب الحكومة»
        if end >= limit:
            return False
        if self.forms[end].masdar and not self.forms[end].glued:
            return True  # «كما أعلنت الوزارة بدء العمل»
        found = self.openers.find(verb + 1, entry, limit)
        return any(at == end and kind in ("prep", "by", "clause") for kind, at, _ in found)

    def _answers(self, i: int) -> bool:
        """Tell «ردا على ما قاله الوزير»: what somebody answers to is nothing that the text says on his word."""
        before, first = (self.forms[k].word.removeprefix("و") for k in (i - 1, self.start(i)))
        return i > 0 and (before in ANSWERS or first in _ANSWERED)

    def _match(self, row: Attribution, i: int, limit: int) -> int:
        """Return the end of the words of `row` at `i`, negative where the last has a pronoun, 0 where they fail."""
        end = i + len(row.words)
        if end > limit:
            return 0
        for k, word in enumerate(row.words[1:], i + 1):
            form = self.forms[k]
            if form.word != word:
                last = k == end - 1
                if last and any(
                    form.word == word.removesuffix("ه") + ("ت" if word.endswith("ه") else "") + p for p in PRONOUNS
                ):
                    return -end
                return 0
        return end

    def _read(self, row: Attribution, i: int, k: int, limit: int, *, pronoun: bool) -> Iterator[Claim]:
        letters, forms = self.letters, self.forms
        claim = Claim(i, CueForm(row.key, "verb" if row.with_clause else "by"), self.entries[row.key], "attribution")
        claim.opener, claim.cue_end, claim.at = "around", k, i
        if pronoun or row.words[-1].endswith(("قوله", "تعبيره")):
            claim.form = CueForm(row.key, "by", "c", "c", True)
            yield claim
            return
        if row.with_clause:
            while k < limit and letters[k] in "qk":
                k += 1
            if k >= limit or letters[k] not in "VvPZyK" or (row.words[0] == "علي" and letters[k] not in "VvP"):
                return  # «على ما ذكر الوزير», but not «اعتادوا على ما لقيه الضيف»
            claim.cue_end = k + 1
            if k + 1 < limit and forms[k + 1].word in _OF_IT:  # حسبما أفاد به …
                claim.cue_end = k + 2
            if forms[k].cues:
                claim.form = CueForm(row.key, "verb", forms[k].cues[0].gender, forms[k].cues[0].number)
            start = self.adjuncts.skip(claim, claim.cue_end, limit)
            if letters[start : start + 1] == "f" and forms[k].word in _STANDS and start + 1 < limit:
                start, claim.cue_end = start + 1, start + 1  # «وفق ما جاء في البيان»
            end = self.phrases.noun_phrase(start, limit, "by")
            if end <= start and letters[start : start + 1] == "f" and start + 1 < limit and forms[start + 1].occasion:
                claim.form = CueForm(row.key, "by", "c", "c", True)  # «حسبما ذكر في مقابلة»: the same one
                yield claim
                return
            if end > start and forms[k].passes and (passed := self._passed_from(end, limit)):
                claim.via, start, end = [(start, end)], *passed  # «بحسب ما نقلت الوكالة عن المدير»
            elif row.words[0] in _LIKE and self._says_more(k, end, limit):
                return
            if row.words[0] not in _LIKE and letters[start : start + 1] in _SPEAK:
                claim.lift = SURER
        else:
            start = k + (letters[k : k + 1] == "o" and row.words[-1] == "نقلا")
            if letters[start : start + 1] == "l" and row.words[-1] in ("وفقا", "طبقا", "تبعا"):
                claim.form, claim.cue_end = CueForm(row.key, "by", "c", "c", True), start + 1  # «ووفقا لها، فإن»
                yield claim
                return
            if start < limit and forms[start].word in ("ل", "لـ"):
                start += 1
            elif (
                start < limit
                and row.words[-1] in ("وفقا", "طبقا", "تبعا", "وفاقا")
                and forms[start].glued != "ل"
                and not forms[start].word.startswith("ل")
            ):
                return
            if start < limit and forms[start].word in _OWN_WORDS:
                claim.form, claim.cue_end = CueForm(row.key, "by", "c", "c", True), start + 1  # «وفق تقديره»
                yield claim
                return
            end = self.phrases.noun_phrase(start, limit, "by", anyhow=True) if start < limit else start
            end -= start < end - 1 and forms[end - 1].word in self.issued_by
            if start < end < limit - 1 and letters[start] in "KR" and forms[end].word in self.issued_by:
                behind = end + 1 + (letters[end + 1] == "t")  # «وفق حصيلة أعلنها الوزير»، «أصدرته أمس الإدارة»
                end = max(end, self.phrases.noun_phrase(behind, limit, "by"))
        if end > start:
            claim.source, claim.where, claim.rest = (start, end), "after", end
            self.adjuncts.find_addressee(claim, end, min(limit, end + 3))
            yield claim
