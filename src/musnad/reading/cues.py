"""Step 3: cues. A word that may attribute, what opens its content, who says it: the readings of one cue.

The lexicon says what a verb governs; every way to read it is a candidate `Claim`, and one decision weighs them. None
above zero: the word attributes nothing here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from musnad.lexicon.compiling import CueForm, Entry
from musnad.reading.adjuncts import Adjuncts
from musnad.reading.claims import CLAUSE, DESCRIBES, OF_SOMETHING, ON_TOPIC, STANDS, TOLD, Claim
from musnad.reading.courtesies import Courtesies
from musnad.reading.cue_contexts import PURPORT, CueContexts
from musnad.reading.cue_decisions import ACCEPT
from musnad.reading.objects import COUNT_AS, antecedent, described_in, is_counted, is_ones_stand, object_in
from musnad.reading.openers import OF_IT, Opener, Openers
from musnad.reading.patterns import begins_speech
from musnad.reading.phrases import Phrases
from musnad.reading.quotations import Quotations
from musnad.reading.sentences import Sentences
from musnad.reading.shapes import PROMISED, Form, Shape
from musnad.reading.subjects import Subjects
from musnad.reading.told import LONGEST_REST, Told
from musnad.reading.unsaid import Unsaid

REPORTS = frozenset(("state", "express"))  # acts of the verbs by which one passes on what others say
SPEECH_QUOTE = 4  # words in marks from which a quotation before a verb is speech
LEAST = -0.45  # accepted from this score on: where who said what is best in cross-validation
MOST_MASDARS = 2  # places in a subject where the object may begin instead
SURE = 3.0  # no further reading is tried: the first of this score is right in 49 of 50


class CueReader:
    """Reads the cues of one text."""

    def __init__(self, shape: Shape, quotes: Quotations, phrases: Phrases) -> None:
        self.shape, self.quotes, self.phrases = shape, quotes, phrases
        self.letters, self.tags, self.forms = shape.letters, shape.tags, shape.forms
        self.entries = shape.lexicon.entries
        self.sentences = Sentences(shape)
        self.openers = Openers(shape, quotes, phrases, self.sentences)
        self.adjuncts = Adjuncts(shape, quotes, phrases)
        self.subjects = Subjects(shape, phrases, self.sentences, self.adjuncts)
        self.contexts = CueContexts(shape, quotes, phrases, self.sentences)
        self.unsaid = Unsaid(shape, quotes, phrases, self.sentences)
        self.told = Told(shape, self.phrases, self.sentences)
        self.courtesies = Courtesies(shape, self.phrases, self.sentences)
        self.describing: set[int] = set()  # tokens that say of something else what it is described as

    def best(self, claims: Iterable[Claim], earlier: str) -> Claim | None:
        """Return the most likely of some claims with the same cue, None where none is more likely than nothing."""
        best, highest = None, LEAST
        for claim in claims:
            score = ACCEPT.weigh(self.contexts.of(claim, earlier)) + claim.lift
            if score > highest:
                best, highest = claim, score
                if score > SURE:
                    break
        if best is not None:
            best.confidence = 1 / (1 + math.exp(-highest))
        return best

    def candidates(self, i: int, limit: int) -> Iterator[Claim]:
        """Yield the ways to read the cue at token `i`."""
        form = self.forms[i]
        if form.mute or self.unsaid.tells(i):
            return
        for cue in form.cues:
            yield from self._readings(i, cue, self.entries[cue.key], limit)
        if form.nominal and not form.cues:
            yield from self._nominals(i, form, limit)

    def _readings(self, i: int, cue: CueForm, entry: Entry, limit: int) -> Iterator[Claim]:
        openers = self.openers.find(i + 1, entry, limit)
        if entry.said:  # «نقل تحياته», not «نقل أن»
            openers = [opener for opener in openers if opener[0] in ("prep", "by")]
        if self.forms[i].word == "بين" and not self.forms[i].shadda:
            openers = [opener for opener in openers if opener[0] != "quote"]  # «اشتباكات بين «مسلحين»»
        both = len(self.forms[i].cues) > 1 and cue.key in _PROMISED_OR_COUNTED and cue.tense == "past"
        if both:  # «وعد بأن» promises, «وعد أن» is «وعدّ أن»
            openers = [o for o in openers if (self.letters[o[1]] in "bB" or o[0] == "by") == (cue.key == PROMISED)]
        if entry.addressee == ("ب",) and len(openers) > 1 and openers[0][0] == "by":  # «أهاب بالمواطنين أن»
            yield from self._called(i, cue, entry, openers)
        for opener in openers:
            of_something = opener[0] in OF_SOMETHING.get(cue.key, ()) and not cue.pronoun
            if of_something and opener[1] > i + 1:
                yield from self._described(i, cue, entry, opener)
            else:
                yield from map(self.courtesies.paid, self._opened(i, cue, entry, opener))
        if cue.tense in ("past", "present"):
            if i + 2 < limit and self.forms[i + 1].word in _THIS and not cue.pronoun:
                yield from self._this(i, cue, entry, limit)
            if "noun" in entry.content and not (both and cue.key == PROMISED):
                yield from self._objects(i, cue, entry, limit)
            if self.quotes.opens:
                yield from self._after_quote(i, cue, entry, limit)
            own = self.tags[i - 1].startswith("like") and any(opener[0] in ("clause", "by") for opener in openers)
            own = own or (self.tags[i - 1][:4] in ("like", "also") and entry.act not in REPORTS)  # «كما انتقد الحكومة»
            if self.tags[i - 1] in _AS_SAID and not own:
                yield from self._as_said(i, cue, entry, limit)
            if entry.content == ("أن",) and not openers:
                yield from self._bare(i, cue, entry, limit)
        elif cue.tense == "participle" and "noun" in entry.content:
            claim = self._claim(i, cue, entry, ("noun", i + 1, i + 1))
            yield from self._object_at(claim, i + 1, limit, objects="object" in entry.addressee)

    def _claim(self, i: int, cue: CueForm, entry: Entry, opener: Opener) -> Claim:
        claim = Claim(i, cue, entry, _RULES.get(cue.tense) or _VERB_RULES[opener[0]])
        claim.opener, claim.at, claim.content = opener
        if opener[0] == "bare" and opener[1] < len(self.forms) and begins_speech(self.forms[opener[1]]):
            claim.lift = TOLD
        if self.tags[i - 1] in _WHAT and self.tags[i - 2] in _WHAT[self.tags[i - 1]]:
            claim.begins, claim.takes_up = i - 2 - (self.tags[i - 3] == "pronoun+"), True
        return claim

    def _called(self, i: int, cue: CueForm, entry: Entry, openers: list[Opener]) -> Iterator[Claim]:
        """«أهابت الوزارة بكافة المواطنين بضرورة الالتزام»: whom one calls on comes with ب."""
        told, opener = openers[0][1], openers[1]
        claim = self._claim(i, cue, entry, opener)
        k = self.adjuncts.skip(claim, i + 1, told) if told > i + 1 else told
        end = self.phrases.noun_phrase(k, told, "by") if k < told else k
        if end > k:
            claim.source, claim.where = (k, end), "after"
        claim.addressee = (told, self.phrases.noun_phrase(told, opener[1], opener[0], anyhow=True))
        claim.rest = claim.addressee[1]
        claim.lift = TOLD if claim.rest == opener[1] else 0.0
        yield claim

    def _described(self, i: int, cue: CueForm, entry: Entry, opener: Opener) -> Iterator[Claim]:
        """«وصف الوزير القرار بأنه»: what is described is a part of what is said; its subject may be unexpressed."""
        at = opener[1]
        self.describing.add(at)
        start = self.adjuncts.skip(self._claim(i, cue, entry, opener), i + 1, at)
        end = self.phrases.noun_phrase(start, at, opener[0])
        if end <= start:
            yield from self._opened(i, cue, entry, opener)
            return
        described = end if end < at else described_in(self.shape, start, end)
        while described < at and self.letters[described] in ",tiq":
            described += 1
        if described >= at:
            return
        if described > start:
            claim = self._claim(i, cue, entry, ("noun", described, described))
            claim.source, claim.where, claim.rest = (start, end if end < at else described), "after", described
        else:
            claim = self._claim(i, cue, entry, opener)
            self.subjects.subject_before(claim)
            claim.content, claim.rest = described, at
        yield claim

    def _opened(self, i: int, cue: CueForm, entry: Entry, opener: Opener) -> Iterator[Claim]:
        """Yield the readings of what stands between the cue and an opener: subject, object, both, neither."""
        (kind, at, _), subjects = opener, self.subjects
        claim = self._claim(i, cue, entry, opener)
        k = self.adjuncts.skip(claim, i + 1, at) if at > i + 1 else at
        apart = self.letters[k : k + 1] == "-" or (k == i + 1 and self.letters[k : k + 1] == ",")
        if apart and k + 1 < at and self.phrases.opens_phrase(k + 1):
            k += 1  # «وقال – سعد المرزوق من الرابية – إن»، «كشف، الوزير سعد المرزوق، أن»
        if cue.tense in ("participle", "noun"):
            if self.forms[k].word in self.phrases.honours and k < at:
                claim.source, claim.where, k = (k, k + 1), "after", k + 1  # «مؤكدا سموه أن»
            if "object" in entry.addressee and k < at:
                end = self.phrases.noun_phrase(k, at, kind)
                if end > k:
                    claim.addressee, k = (k, end), end
            claim.rest = k
            if k < at:
                self.adjuncts.find_addressee(claim, k, at)
            yield claim
            return
        objects = "object" in entry.addressee and not cue.pronoun
        if objects and kind == "by":
            kind = "prep"  # «دعت المنظمة الدول لدعم»: subject and object, as before «إلى»
        topic = "a" if cue.key in ON_TOPIC else "m" if "من" in entry.addressee else ""
        near = self.letters.find(topic, k, at) if topic else -1  # «طلب سالم من المدير أن»، «علق على القرار بأن»
        end = self.phrases.joined(k, near if near > k else at, kind) if k < at else k
        quoted = cue.key == DESCRIBES and end == at and kind in ("colon", "quote")
        if quoted and set("TUYOJ").isdisjoint(self.letters[k:at]):
            end = k  # «وتصف المشهد: «…»»: what she describes
        named = end == at == k + 1 and ("noun" not in entry.content or self.told.may_name(k))
        nothing = end <= k or (not named and self.told.says_nothing(k, entry.act))
        if not nothing and not (objects and self.told.has_subject(claim, k)):
            behind = self._claim(i, cue, entry, opener)
            behind.source, behind.where, behind.addressee = (k, end), "after", claim.addressee
            self._understand(behind, end, objects=objects)
            if objects and behind.addressee is None and (told := object_in(self.shape, k, end)):
                parted = self._claim(i, cue, entry, opener)
                parted.source, parted.where = (k, told), "after"
                self._understand(parted, told, objects=True)
                if kind == "prep" and parted.rest == at:
                    parted.lift = TOLD  # «دعا الأمين العام كافة الأطراف لوقف القتال»
                yield parted
            elif objects and kind == "prep" and cue.key not in _PROMISED_OR_COUNTED:
                behind.lift = self.told.lift_of(behind)  # «طالب الأمين العام الدولة بالتوعية»
            elif behind.rest == at and kind == "by" and self.forms[at].cluster and not entry.homograph:
                behind.lift = STANDS if self.phrases.can_speak(k, end) else 0.0  # «وتنبأ البنك أيضا بنمو»
            yield behind
            left = not objects and behind.rest < at - 1 and behind.addressee is None
            if left and self.told.names_on(behind, at):
                whole = self._claim(i, cue, entry, opener)  # القائد المسؤول عن الحدود مع … العميد فلان أن
                whole.source, whole.where, whole.rest = (k, at - (self.letters[at - 1] == ",")), "after", at
                yield whole
        elif entry.text_in and self.letters[k : k + 2] == "fR":  # «وجاء في البيان أن»: the text is who speaks
            end = self.phrases.noun_phrase(k + 1, at, kind)
            if end > k + 1:
                text = self._claim(i, cue, entry, opener)
                text.source, text.where, text.addressee = (k + 1, end), "in", claim.addressee
                self._understand(text, end, objects=False)
                yield text
            end = k
        if end == k < at and not objects and (late := subjects.behind_adjunct(k, at, kind)):
            claim.source, claim.where, claim.rest = (late, at), "after", at
            yield claim
        elif end == k or (objects and not self.told.is_nominative(k)):
            subjects.subject_before(claim)
            self._understand(claim, k, objects=objects)
            if claim.source is None and kind == "clause" and subjects.only_adjuncts(i, at):
                claim.rest, claim.lift = at, CLAUSE
            if claim.addressee is not None and claim.rest == at and self.told.is_told(claim.addressee[0], claim):
                claim.lift = TOLD  # «ودعا الحكومة إلى»
            elif claim.addressee is not None and claim.rest == at and self.letters[i - 1] == "N":
                claim.lift = TOLD  # «إنها تدعو الحكومة إلى»
            elif cue.pronoun and k >= at and "object" in entry.addressee and entry.act in ("call", "demand"):
                claim.lift = TOLD  # «وطالبه بفتح الطريق»
            yield claim

    def _understand(self, claim: Claim, k: int, *, objects: bool) -> None:
        """Read on from token `k` to the opener: the one spoken to, adjuncts; `rest` is where nothing is understood."""
        at = claim.at
        k = self.subjects.behind_idiom(claim, k, objects=objects)
        between = self.letters[k:at] if at - k <= LONGEST_REST else ""
        closed = between[-1:] == "," or claim.opener == "quote"
        if between[:1] == "r" and closed and not {"V", "P", "A"} & {*between}:
            k = at  # «أوصى الملتقى الذي عقد أمس، بإقراض»
        if k < at:
            k = self.adjuncts.skip(claim, k, at, prepositions=True)
        if objects and k < at and claim.addressee is None and self.forms[k].word not in self.phrases.ends.no_names:
            end = self.phrases.joined(k, at, claim.opener)
            if end > k:
                if "r" in self.letters[k : end + 1] and at - end <= LONGEST_REST and "," not in self.letters[end:at]:
                    end = at  # «طالبت الدول التي اجتمعت أمس بـ»
                claim.addressee = (k, end)
                k = self.adjuncts.skip(claim, end, at, prepositions=True)
            if end < k < at and claim.addressee and self.forms[k].with_and and self.letters[k] in "TUO":
                claim.addressee = (claim.addressee[0], self.phrases.noun_phrase(k, at, claim.opener, anyhow=True))
                k = self.adjuncts.skip(claim, claim.addressee[1], at, prepositions=True)  # «بشكل خاص، واللجنة»
        claim.rest = k
        if claim.opener == "quote" and k == at and self.quotes.is_clause(at, self.shape):
            claim.lift = CLAUSE  # «وقال الوزير «لن نقبل».»
        elif claim.form.tense == "past" and self.forms[at - 1].word in self.shape.sets["also_saying"]:
            near = claim.source is not None or (at - 1 == claim.cue + 1 and claim.opener == "quote")
            claim.lift = TOLD if near else 0.0  # «وعلق الصافي على القرار قائلا إن»، «واستطرد قائلا إن»
        if claim.addressee is None and claim.cue + 1 < at:
            self.adjuncts.find_addressee(claim, claim.cue + 1, at)

    def _objects(self, i: int, cue: CueForm, entry: Entry, limit: int) -> Iterator[Claim]:
        """Yield the readings in which a noun phrase is what is said: behind the subject, or right behind the verb."""
        if cue.pronoun:
            return
        first, limit = self._claim(i, cue, entry, ("noun", i + 1, i + 1)), min(limit, i + 40)
        k = self.adjuncts.skip(first, i + 1, limit)
        near = self.letters.find("m", k, limit) if "من" in entry.addressee else -1
        end = self.phrases.noun_phrase(k, near if near > k else limit, "noun")
        objects = "object" in entry.addressee
        asked = objects or self.letters[k : k + 1] == "D"  # «الحكومة تنفي العمل بقواعد جديدة»
        if k + 1 == end < limit and self.told.counts_it(first, end):
            first.lift = TOLD  # «واعتبر القرار خطأ»
        elif end > k and not self.told.says_nothing(k, entry.act) and not (asked and self.told.has_subject(first, k)):
            behind = self._claim(i, cue, entry, ("noun", end, end))
            behind.source, behind.where, behind.addressee = (k, end), "after", first.addressee
            yield from self._object_at(behind, end, limit, objects=objects)
            if told := object_in(self.shape, k, end):  # «ناشد الأهالي الحكومة فتح الطريق»
                parted = self._claim(i, cue, entry, ("noun", told, told))
                parted.source, parted.where = (k, told), "after"
                yield from self._object_at(parted, told, limit, objects=objects)
            yield from self._at_masdars(behind, k, end)
        self.subjects.subject_before(first)
        alone = k == i + 1 < limit and first.source is None
        if alone and is_ones_stand(self.forms[k], named=self.letters[i - 1] == "N"):
            first.lift = STANDS  # «وأكد جاهزيته للتعاون»، «لكنه رفض التعليق»
        elif alone and self.told.is_thing(k, entry.act):
            first.lift = CLAUSE  # «… شديد، وأدان الحرائق»
        yield from self._object_at(first, k, limit, objects=objects)

    def _this(self, i: int, cue: CueForm, entry: Entry, limit: int) -> Iterator[Claim]:
        """«أوضح ذلك مدير السد»: what was said before is all that is said here."""
        claim = self._claim(i, cue, entry, ("noun", i + 1, i + 1))
        k = self.adjuncts.skip(claim, i + 2, limit)
        end = self.phrases.noun_phrase(k, limit, "noun")
        if end > k and self.phrases.can_speak(k, end):
            claim.source, claim.where, claim.rest = (k, end), "after", i + 1
            claim.quoted, claim.last = [(i + 1, i + 2)], i + 2
            yield claim

    def _at_masdars(self, claim: Claim, k: int, end: int) -> Iterator[Claim]:
        """Yield `claim` with its subject ending before a verbal noun that the phrase holds (أكدت مصادر مصرع)."""
        found = 0
        for place in range(k + 1, end):
            form = self.forms[place]
            if place == k + 1 and form.definite and not self.forms[k].definite:
                continue  # «مدير التعليم»: governed
            if form.masdar and not form.with_and and not form.glued and form.letter != "O":
                other = self._at(claim, place)
                other.source = (k, place)
                yield other
                found += 1
                if found == MOST_MASDARS:
                    return

    def _object_at(self, claim: Claim, k: int, limit: int, *, objects: bool) -> Iterator[Claim]:
        """Yield `claim` with its object at token `k`, behind the adjuncts there, and behind the one spoken to."""
        far = self.adjuncts.skip(claim, k, limit, prepositions=True)
        near = self.adjuncts.behind_occasion(self.adjuncts.skip(claim, k, limit), limit)
        for place in dict.fromkeys((k, near, far)):
            said = self.told.may_be_said(place, limit) and self.courtesies.can_say(claim.entry, place)
            if said and not is_counted(self.shape, claim, place):
                yield self.courtesies.paid(self._at(claim, place))
        if "من" in claim.entry.addressee and self.letters[far : far + 1] == "m":  # «طلب من الوزارة إعداد»
            end = self.phrases.noun_phrase(far + 1, limit, "noun")
            if end > far + 1 and self.told.may_be_said(end, limit):
                told = self._at(claim, end)
                told.addressee = (far + 1, end)
                if (claim.source is None or claim.entry.act in ("call", "demand")) and self.forms[end].masdar:
                    told.lift = TOLD
                yield told
        if objects and self.told.may_be_said(far, limit) and self.forms[far].word not in self.phrases.ends.no_names:
            end = self.phrases.noun_phrase(far, limit, "noun")
            then = self.adjuncts.skip(claim, end, limit, prepositions=True)
            if end > far and self.told.may_be_said(then, limit):
                told = self._at(claim, then)
                told.addressee = (far, end)
                asks = claim.source is None or claim.entry.act in ("call", "demand")
                if asks and self.told.is_told(far, claim):
                    told.lift = TOLD  # «وناشدت المجتمع الدولي إغاثة القرى»
                yield told

    def _at(self, claim: Claim, k: int) -> Claim:
        """Return a copy of `claim` whose content begins at token `k`."""
        other = self._claim(claim.cue, claim.form, claim.entry, ("noun", k, k))
        other.source, other.where, other.addressee, other.rest = claim.source, claim.where, claim.addressee, k
        other.lift = claim.lift
        return other

    def _after_quote(self, i: int, cue: CueForm, entry: Entry, limit: int) -> Iterator[Claim]:
        """«…»، قال فلان: the quotation stands before its cue."""
        k = i - 1
        while k >= 0 and (self.letters[k] in ",-." or self.forms[k].word == "هكذا"):
            k -= 1
        o = self.quotes.opens.get(k, -1)
        so = self.forms[i - 1].word == "هكذا"  # «"بيتنا سجن كبير"، هكذا قالت فلانة»
        if o < 0 or k - o - 1 < (2 if so else SPEECH_QUOTE) or entry.needs == "clause":
            return
        stop = self.phrases.noun_phrase(i + 1, limit, "quote")
        if stop > i + 1:
            claim = self._claim(i, cue, entry, ("before", k, o + 1))
            claim.rule, claim.last = "quote+verb", k
            claim.source, claim.where, claim.rest = (i + 1, stop), "after", stop
            yield claim

    def _as_said(self, i: int, cue: CueForm, entry: Entry, limit: int) -> Iterator[Claim]:
        """«…، كما ذكر دبلوماسي»، «وهو ما أكده»: what is said stands before; reader.py finds where it begins."""
        before, k = self.tags[i - 1], i + 1
        start = self.sentences.sentence_start(i)
        claim = self._claim(i, cue, entry, ("around", i, i))
        claim.rule = "attribution"
        if before in _WHAT:
            of_it = k < limit and self.tags[k] in OF_IT
            if not of_it and not (cue.pronoun and claim.takes_up):
                return  # «وهو ما يؤكد أهمية الجسر» says what that shows
            k += of_it
            if not claim.takes_up:  # «اللقاء الذي دعا إليه الوزير»
                noun = antecedent(self.shape, i - 1, start) if before == "relative" else i - 1
                if noun >= i - 1 or self.letters[noun] in "RM":
                    return
                claim = self._claim(i, cue, entry, ("before", i - 1, noun))
                claim.last = i - 1
        else:
            claim.begins = i - 1
        if claim.takes_up and cue.key in COUNT_AS:  # «وهو ما اعتبره الرسام إهانة»
            stop = self.phrases.noun_phrase(k, limit, "noun")
            if stop > k and self.told.may_be_said(stop, limit):
                claim = self._claim(i, cue, entry, ("noun", stop, stop))
                claim.source, claim.where, claim.rest = (k, stop), "after", stop
                claim.begins, claim.takes_up = i, False
                yield claim
            return
        if claim.begins <= start and claim.opener == "around":
            return
        k = self.adjuncts.skip(claim, k, limit)
        stop = self.phrases.noun_phrase(k, limit, "noun")
        if stop > k:
            claim.source, claim.where, claim.rest = (k, stop), "after", stop
            self.adjuncts.find_addressee(claim, i + 1, min(limit, stop + 3))
            yield claim

    def _bare(self, i: int, cue: CueForm, entry: Entry, limit: int) -> Iterator[Claim]:
        """«وقال مرزوق نحن نرحب»: nothing opens what is said."""
        claim = self._claim(i, cue, entry, ("bare", i + 1, i + 1))
        end = self.subjects.own_words(claim, limit)
        if end < limit and begins_speech(self.forms[end]):
            claim.lift = TOLD  # «وأضاف الخطيب هناك قرى»، «سنبني الجسر»
        if end < limit and self.letters[end] not in ".,/;)":
            claim.at = claim.content = claim.rest = end
            yield claim

    def _nominals(self, i: int, form: Form, limit: int) -> Iterator[Claim]:
        """A noun of saying with its source behind it (مزاعم الحركة بأن، تهديد القراصنة بنشر)."""
        cue, entry = form.cue or CueForm(form.nominal, "nominal"), self.entries[form.nominal]
        for opener in self.openers.find(i + 1, entry, min(limit, i + 16))[:2]:
            if opener[1] in self.describing:
                continue  # «وصف تصريحات الوزير بأنها»
            claim = self._claim(i, cue, entry, opener)
            if claim.at > i + 1 and self.forms[claim.at - 1].word in PURPORT:
                claim.rest = claim.at  # «رسالة خطيرة مفادها أن»، «إشارة من المجلس مفادها أن»
                k = self.letters.find("m", i + 1, claim.at) + 1
                end = self.phrases.noun_phrase(k, claim.at - 1, "clause", anyhow=True) if k else 0
                claim.source, claim.where = ((k, end), "after") if end > k > 0 else (None, "")
            elif claim.at > i + 1:
                end = self.phrases.noun_phrase(i + 1, claim.at, claim.opener)
                if end > i + 1:
                    claim.source, claim.where, claim.rest = (i + 1, end), "after", end
            yield claim


_WHAT = {"what": frozenset({"pronoun+", "demonstrative+"}), "relative": frozenset({"matter"})}  # وهو ما، الأمر الذي
_AS_SAID = frozenset({"also", "also+", "like", "like+", "what+", *_WHAT})
_THIS = frozenset(("ذلك", "هذا", "بذلك", "بهذا"))
_PROMISED_OR_COUNTED = (PROMISED, "verbs_think/adda")
_RULES = {"participle": "participle", "noun": "noun", "nominal": "noun"}
_VERB_RULES = {
    "clause": "verb+clause", "prep": "verb+prep", "by": "verb+prep", "colon": "verb+colon", "bare": "verb+colon",
    "quote": "verb+quote", "noun": "verb+noun", "before": "verb+before", "around": "verb+around",
}  # fmt: skip
