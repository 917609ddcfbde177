"""Step 1 of a reading: tokens → a shape, one letter a token, looked up once per word form.

The letters (also in docs/reading.md):

    .  sentence end   ,  comma   ;  semicolon   :  colon   /  line feed   < >  quotation marks
    "  undirected quotation mark   (  )  brackets   -  dash   *  other sign   _  blanks only
    n N b B w W  أن and its kin (with a pronoun: capital; glued ب: b; with و: w)
    e a o m f l  prepositions إلى على عن من في له      r  relative   z  ما   d  demonstrative
    x  negation  q  قد   k  كان   c  connective   s  subordinator   h  occasion   t  time   i  بدوره
    V  past cue  v  past cue that is also another word  P  present cue   A  participle   M  noun of saying
    G g  attribution (بحسب، نقلا)   Z  other past verb   y  looks like a present verb
    T  title   U  unnamed source   O  organisation   R  text that speaks   J  medium   E  place
    S  nisba   Y  given name   D  other word with the article   I  word in tanwin   K  other word
    #  digits   L  Latin letters
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import NamedTuple

from msgspec.structs import replace

from musnad.arabic.letters import SHADDA, TATWEEL, fold
from musnad.arabic.tokens import BLANKS, UNSEEN, split
from musnad.lexicon.compiling import CueForm, LabelForm, NounForm, Tables, tables
from musnad.reading.beside import needs_a_look, read_beside
from musnad.reading.clitics import GLUED, SHORT, strippings, unglued
from musnad.reading.clusters import is_of_news, word_clusters
from musnad.reading.patterns import (
    by_spelling,
    is_masdar,
    is_noun,
    is_occasion,
    is_person,
    is_to_whose,
    is_unsaid,
    tag_of,
    takes_preposition,
)  # fmt: skip

_DOUBLED = frozenset(("حث", "حض"))  # verbs of two letters that are nothing else behind و
_SIGNS = {
    ".": ".", "!": ".", "?": ".", "؟": ".", "…": ".", "،": ",", ",": ",", "؛": ";", ";": ";", ":": ":", "\n": "/",
    "«": "<", "“": "<", "‹": "<", "„": "<", "»": ">", "”": ">", "›": ">", '"': '"', "＂": '"', "‟": "<",
    "〝": "<", "〞": ">", "″": '"',
    "(": "(", "[": "(", ")": ")", "]": ")", "-": "-", "–": "-", "—": "-", "−": "-", "'": "'", "‘": "'", "’": "'",
}  # fmt: skip
_KINDS = {
    "titles": "T",
    "anonymous": "U",
    "organisations": "O",
    "documents": "R",
    "media": "J",
    "places": "E",
    "nisba": "S",
}
_ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
CALLS = 4  # beside what a word attributes: it may begin a label
NEVER_CUE, CUE, FIRST_WORD = 0, 1, 2  # what a word attributes: nothing, something, by itself only as part of «في قوله»
DAMMA = "\u064f"
PROMISED = "verbs_act/waada"
LEARNED = "verbs_think/alima"  # علمت «النهر» من مصادر أن
ENDS_PHRASE = frozenset(";:/nNbBwWVPG")  # no noun phrase runs over these
ADJUNCTS = {  # classes of words that open what is no part of a naming
    "during", "after", "before", "in_reply", "because", "despite", "instead", "while", "where", "but", "except",
    "without", "when", "if", "so_that", "knowing", "for", "time", "day",
}  # fmt: skip
FORMS_KEPT = 400_000  # word forms remembered before starting anew; 1.6 million tokens have 126,000


class _Seen:
    """What every reading looks at in every token: in slots of their own, first and side by side in memory."""

    __slots__ = ("attributes", "letter", "marks", "tag")


LabelStart = tuple[LabelForm, int]
"""A form of a label, and how many letters glued to its first word are no part of it."""


class Calls(NamedTuple):
    """The labels that may begin with a word: of one word, longer ones by their second word, with adjectives between."""

    alone: tuple[LabelStart, ...]
    longer: dict[str, tuple[LabelStart, ...]]
    gapped: tuple[LabelStart, ...]


class Form(_Seen):
    """What is known of one word form (a chunk: the word and the blanks behind it)."""

    __slots__ = (
        "agreement", "attribution", "bare", "base", "beside", "calls", "cluster", "cue", "cues", "definite", "feminine",
        "glued", "governed", "halts", "learns", "length", "lone", "longer", "masdar", "media", "mute", "nominal",
        "noun", "number", "occasion", "passes", "passive", "press", "respelt", "seconds", "shadda", "space", "stem",
        "with_and", "word",
    )  # fmt: skip

    def __init__(self, chunk: str) -> None:
        raw = chunk.rstrip(BLANKS)
        self.bare = raw
        self.length = len(raw)
        self.space = chunk[len(raw) :].strip(UNSEEN) != ""  # a number is one, whatever unseen stands in it
        self.word = fold(raw)
        self.base = self.word  # without و ف ب ل ك and the article
        self.letter = "K"
        self.tag = ""  # finer than the letter: what a decision sees (tag_of)
        self.cluster = ""  # the words that keep the same company, where it is a common one (word_clusters.txt)
        self.cues: list[CueForm] = []
        self.noun: NounForm | None = None
        self.definite = False
        self.with_and = False
        self.glued = ""
        self.governed = False  # a common word behind what may be its ب or ل
        self.shadda = SHADDA in raw
        self.occasion = False  # where something is said (بيان، مؤتمر)
        self.masdar = False  # a verbal noun, by list or pattern
        self.attributes = NEVER_CUE  # whether it may be a cue of any kind
        self.marks = 0  # that, and whether it may begin a label (CALLS)
        self.cue: CueForm | None = None  # the first of its cues, or itself as a noun of saying
        self.passes = self.learns = False  # it may pass a statement on (نقلت), or tell from whom one has it (علمت)
        self.passive = False  # it opens sayings without an agent
        self.mute = False  # it tells nobody's words, whatever stands beside it: «أعتقد», a passive by its vowel mark
        self.feminine = False
        self.press = False  # glued ل and journalists or an outlet
        self.lone = False  # ل apart from its noun
        self.halts = False  # no noun phrase that began before it runs over it (a lone ل may)
        self.agreement = 0  # 2 where definite, and 1 where feminine
        self.number = ""  # of a noun of the lexicon
        self.stem = ""  # the base without article
        self.attribution = ""  # the first word of attributions that may begin here
        self.seconds: tuple[str, ...] = ()  # how the word behind it begins where it is never one alone
        self.nominal = ""  # the key of its entry where it is a noun of saying
        self.media: tuple[tuple[str, ...], ...] = ()  # behind ل: how names of media go on that begin so (لسكاي نيوز)
        self.beside = False  # what stands beside it may make it something else
        self.respelt = False  # a verb with ى for its ي, and as it stands a noun or nothing
        self.calls: Calls | None = None  # labels that may begin here
        self.longer: dict[str, tuple[LabelStart, ...]] | None = None  # `calls.longer` where that is all


class Vocabulary:
    """The forms seen so far; gives each chunk its `Form` and its letter."""

    def __init__(self, lexicon: Tables) -> None:
        self.lexicon = lexicon
        self.sets = {name: frozenset(forms) for name, forms in lexicon.words.items()}
        self.sets["passive"], self.sets["agentless"] = frozenset(lexicon.passives), frozenset(lexicon.agentless)
        self.sets["label_alleged"] = frozenset(
            word for word, rows in lexicon.label_forms.items() if any(row.key == "labels/al_mazum" for row in rows)
        )
        self.seconds = {  # of attributions that are never one word: what may follow the first
            first: () if len(rows[-1].words) == 1 else tuple({row.words[1].removesuffix("ه") for row in rows})
            for first, rows in lexicon.attributions.items()
        }
        self.whole, self.maqsura = (frozenset(lexicon.words.get(name, ())) for name in ("whole", "maqsura"))
        media: dict[str, list[tuple[str, ...]]] = {}
        for name in lexicon.outlets:
            first, *rest = name.split()
            if rest:
                media.setdefault(first, []).append(tuple(rest))
        self.media = {first: tuple(rests) for first, rests in media.items()}
        self.clusters = word_clusters()
        self.forms: dict[str, Form] = _Memo(self)
        self.told: dict[str, Form] = {}

    def look_up(self, chunks: list[str]) -> list[Form]:
        """Return the form of each chunk."""
        if len(self.forms) > FORMS_KEPT:
            self.forms.clear()
            self.told.clear()
        return list(map(self.forms.__getitem__, chunks))

    def as_name(self, chunk: str, letter: str) -> Form:
        """Return the form of a word that is a given name (letter Y) or a surname (D) by what stands beside it."""
        form = self.told.get(letter + chunk)
        if form is None:
            form = self.told[letter + chunk] = Form(chunk)
            form.letter, form.definite, form.masdar, form.base = letter, letter == "D", letter == "K", form.word
            if letter == "T":
                form.noun, form.number = NounForm("titles", "m", "s", "office"), "s"
            elif letter == "O":
                form.noun, form.number = NounForm("organisations", "m", "s", "head"), "s"
            form.stem = sys.intern(form.word.removeprefix("ال"))
            if letter == "Y":
                form.noun = NounForm("names", "f" if form.word.endswith(("ه", "ي", "اء")) else "m", "s", "homograph")
            form.feminine = form.noun is not None and form.noun.gender == "f"
            form.agreement = 2 * form.definite + form.feminine
            form.tag = sys.intern(tag_of(form, self.lexicon.classes))
            form.cluster = self.clusters.get(form.stem, "")
        return form

    def told_to(self, chunk: str) -> Form:
        """Return the form of a word that begins the name of a medium behind ل, as that of «لرويترز»."""
        form = self.told.get(chunk)
        if form is None:
            form = self.told[chunk] = Form(chunk)
            form.letter, form.glued, form.base = "J", "ل", form.word[1:]
            form.stem, form.noun = sys.intern(form.base), NounForm("media", "f", "s", "name")
            form.press = form.halts = True
            form.tag = sys.intern(tag_of(form, self.lexicon.classes))
        return form

    def as_cue(self, chunk: str) -> Form:
        """Return the form of a word as a cue that is mostly a noun: «داعية السكان إلى»."""
        form = self.told.get("A" + chunk)
        if form is None:
            form = self.told["A" + chunk] = self.analyse(chunk, noun=False)
        return form

    def analyse(self, chunk: str, *, noun: bool = True) -> Form:
        """Work out what a chunk is; without `noun`, as if no list of nouns had it."""
        form = Form(chunk)
        word = form.word
        if not word:
            form.letter = "-" if TATWEEL in form.bare else "_"
        elif form.bare in _SIGNS:
            form.letter = _SIGNS[form.bare]
        elif word.isdigit():
            form.letter = "#"
        elif not _ARABIC.search(word):
            form.letter = "L" if word[0].isalnum() else "*"
        else:
            self._word(form, noun=noun)
        if word in self.lexicon.attributions:
            form.attribution = word
        elif word[:1] in ("و", "ف") and word[1:] in self.lexicon.attributions:
            form.attribution, form.with_and = word[1:], True
        form.occasion = form.letter in "RKDOJM" and is_occasion(form, self.sets["occasion"])
        form.governed = form.letter == "K" and word[:1] in ("ب", "ل") and is_of_news(word[1:], self.clusters)
        form.masdar = form.letter in "KDIZvOPM" and is_masdar(form, self.sets["masdar"])
        base = form.base
        form.stem = sys.intern(base[2:] if base.startswith("ال") and len(base) > 4 else base)
        form.cluster = self.clusters.get(form.stem, "")
        form.feminine = form.noun.gender == "f" if form.noun is not None else base.endswith(("ه", "ات"))
        if form.glued == "ل" or word.startswith("ل"):
            press = self.sets["press"]
            form.press = form.letter == "J" or base in press or word.lstrip("ل") in press
        form.tag = sys.intern(tag_of(form, self.lexicon.classes))
        form.lone = word == "ل"
        form.halts = form.letter in ENDS_PHRASE or form.press or form.tag in ADJUNCTS or is_to_whose(form)
        form.agreement = 2 * form.definite + form.feminine
        if form.noun is not None:
            form.number = form.noun.number
        self._attributes(form)
        form.calls = self._calls(word)
        if form.calls is not None and not (form.calls.alone or form.calls.gapped):
            form.longer = form.calls.longer
        form.marks = form.attributes + (CALLS if form.calls is not None else 0)
        if word[:1] == "ل" and not form.press:
            form.media = self.media.get(word[1:], ())
        form.beside = needs_a_look(form, self.sets)
        return form

    def _calls(self, word: str) -> Calls | None:
        """Return the forms of labels that may begin with a word, those of the word as it stands first."""
        found = [(row, cut) for base, cut in unglued(word) for row in self.lexicon.label_forms.get(base, ())]
        if not found:
            return None
        found.sort(key=lambda start: -len(start[0].words))
        behind = [(row.words[1], (row, cut)) for row, cut in found if len(row.words) > 1 and row.words[0] != "ما"]
        longer: dict[str, list[LabelStart]] = {}
        for second, start in behind:
            longer.setdefault(second, []).append(start)
        gapped = tuple(longer.pop("…", ()))
        alone = tuple([(row, cut) for row, cut in found if len(row.words) == 1 or row.words[0] == "ما"])
        return Calls(alone, {second: tuple(starts) for second, starts in longer.items()}, gapped)

    def _attributes(self, form: Form) -> None:
        """Work out whether a word may be a cue, and what a reading asks of those that may."""
        word, bare = (form.word[1:], form.bare[1:]) if form.with_and else (form.word, form.bare)
        form.passive = word in self.sets["passive"]
        if form.cues or form.nominal:
            form.attributes = CUE
            form.cue = form.cues[0] if form.cues else CueForm(form.nominal, "nominal")
            form.mute = is_unsaid(form) or word in self.sets["agentless"] or (bare[1:2] == DAMMA and form.passive)
            form.passes = bool(form.cues) and not self.sets["passing"].isdisjoint((form.word, form.word[1:]))
            form.learns = bool(form.cues) and not form.passes and form.cues[0].key == LEARNED
        elif form.attribution:
            form.attributes = FIRST_WORD
        elif form.word in self.sets["passed_on"]:
            form.attributes = CUE
        if form.attribution:
            form.seconds = self.seconds[form.attribution]

    def _word(self, form: Form, *, noun: bool) -> None:
        lex, word = self.lexicon, form.word
        if word in lex.letters:
            form.letter, form.noun = by_spelling(form) or (lex.letters[word], None)
            return
        if word[0] in "وف" and len(word) > 2 and word[1:] in lex.conjoined:
            form.letter, form.with_and = lex.conjoined[word[1:]], True
            return
        if noun:
            self._noun(form)
        self._cue(form, noun=noun)
        if form.letter == "K" and not is_person(form, self.lexicon.people):
            self._guess(form)
        if form.letter not in "VvPA":
            nominal = lex.nominal
            form.nominal = nominal.get(form.base) or nominal.get(word) or ""

    def _cue(self, form: Form, *, noun: bool) -> None:
        lex, word = self.lexicon, form.word
        rows = lex.cues.get(word)
        short = word[1:] in _DOUBLED or (not noun and word[1:] == "رد")
        name = form.letter == "Y" and form.base == word  # فالح is no «so he insisted»
        if not rows and word[0] in "وف" and (len(word) > 3 or short) and not name:
            rows = lex.cues.get(word[1:])
            if rows:
                form.with_and = True
        if rows and rows[0].key == PROMISED and rows[0].tense == "past" and not rows[0].pronoun:
            counted = lex.cues.get(word[1:], [])  # «وعدّ الناقد أن» and «وعد بأن» look the same
            rows, form.with_and = (counted, True) if form.shadda else ([*counted, *rows], False)
        if not rows and word[0] == "ل" and len(word) > 4:  # «عاد ليؤكد أن»
            rows = [row for row in lex.cues.get(word[1:], ()) if row.tense == "present"]
            form.glued = "ل" if rows else form.glued
        if not rows and form.bare[-1:] == "أ":  # هنأ is told from هنا by its hamza
            women = lex.cues.get(word[word[0] == "و" :] + "ت", [])
            rows = [replace(row, gender="m") for row in women if row.tense == "past"]
            form.with_and = bool(rows) and word[0] == "و"
        if rows and form.bare.endswith("ي") and (word in self.maqsura or word[1:] in self.maqsura):
            rows = [r for r in rows if r.tense != "past"]  # نفي is the noun, نفى the verb
            form.respelt = True
        if rows and word.endswith("ه") and not form.bare.rstrip("\u064b\u064d").endswith("ة"):
            rows = [r for r in rows if r.tense != "participle"]  # مقره is no مقرة
        if not rows:
            return
        if form.noun and form.letter in "TUORJES":  # a naming word first, unless the cue is the rarer reading
            accusative = rows[0].tense == "participle" and word.endswith("ا")
            if (rows[0].tense in ("noun", "participle") and not accusative) or form.definite:
                return
        form.cues = rows
        tense = rows[0].tense
        if tense == "past":
            sure = any(not lex.entries[r.key].homograph for r in rows) or (
                form.shadda and lex.entries[rows[0].key].homograph
            )
            form.letter = "V" if sure else "v"
        else:
            form.letter = {"present": "P", "participle": "A", "noun": "M"}[tense]

    def _noun(self, form: Form) -> None:
        lex = self.lexicon
        for base, conj, glued, definite in strippings(form.word):
            noun = lex.nouns.get(base) or lex.nouns.get("ال" + base if definite else base)
            if noun is None and definite is False and base in lex.names:
                mark = lex.names[base]
                if (conj and len(base) < 4) or (glued and len(base) < 4):
                    continue
                form.letter, form.noun = "Y", NounForm("names", mark[0], "s", "homograph" if "h" in mark else "")
            elif noun is not None:
                form.letter = _KINDS.get(noun.kind, "K")
                form.noun = noun
            else:
                continue
            form.base, form.with_and, form.glued, form.definite = base, conj, glued, definite
            return

    def _guess(self, form: Form) -> None:
        word = form.word
        bare = word[1:] if word[0] in "وف" and len(word) > 4 else word
        deeds = self.lexicon.deeds
        short = word[1:] if word[0] in "وف" and len(word) == 4 else word  # «وقام»
        if word in deeds or bare in deeds or short in deeds:
            form.letter, form.with_and = "Z", word not in deeds
        elif bare.startswith("ال") and len(bare) > 3:
            form.letter, form.definite, form.base, form.with_and = "D", True, bare[2:], bare != word
        elif bare[:3] in ("بال", "كال") and len(bare) > 5:
            form.letter, form.definite, form.base = "D", True, bare[3:]
            form.glued, form.with_and = bare[0], bare != word
        elif bare.startswith("لل") and len(bare) > 4:
            form.letter, form.definite, form.base, form.glued, form.with_and = "D", True, bare[2:], "ل", bare != word
        elif "\u064b" in form.bare:
            form.letter, form.base, form.with_and = "I", word, False
        elif (
            bare[0] in GLUED
            and (bare in SHORT or (len(bare) > 3 and takes_preposition(bare)))
            and bare not in self.whole
            and word not in self.whole
        ):
            form.glued, form.base, form.with_and = bare[0], bare[1:], bare != word
        elif (
            (len(word) > 4 and word[0] == "ي")
            or (len(word) > 4 and word[:2] in ("وي", "في", "سي"))
            or word[:3] in ("وسي", "وست")
        ):
            form.letter, form.with_and = "y", word[0] == "و"
        elif bare != word and bare in self.clusters and is_noun(bare, form.bare[1:], self.sets["masdar"]):
            form.with_and = True  # «وحماية»، «وتطوير»
        elif len(word) > 4 and word[-1] == "ا" and word[-2] not in "يو":
            form.letter = "I"


class _Memo(dict[str, Form]):
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def __missing__(self, chunk: str) -> Form:
        form = self.vocabulary.analyse(chunk)
        self[chunk] = form
        return form


_VOCABULARY: list[Vocabulary] = []


def vocabulary() -> Vocabulary:
    """Return the vocabulary of this process, made on first use."""
    if not _VOCABULARY:
        _VOCABULARY.append(Vocabulary(tables()))
    return _VOCABULARY[0]


class Shape:
    """A text as tokens: chunks, offsets, the shape, and the form behind each token."""

    __slots__ = ("chunks", "clusters", "forms", "letters", "lexicon", "sets", "starts", "tags", "text")

    def __init__(self, text: str, words: Vocabulary) -> None:
        self.text = text
        self.chunks, self.starts = split(text)
        self.forms = words.look_up(self.chunks)
        read_beside(self.forms, words, text, self.chunks)
        self.letters = "".join([form.letter for form in self.forms])
        # «/» stands for what is beyond the text: at three places behind its end, which are those before its head too
        self.tags = [*[form.tag for form in self.forms], "/", "/", "/"]
        self.clusters = [*[form.cluster for form in self.forms], "", "", ""]
        self.lexicon = words.lexicon
        self.sets = words.sets

    def form(self, i: int) -> Form:
        """Return the form of token `i`."""
        return self.forms[i]

    def word(self, i: int) -> str:
        """Return token `i` folded."""
        return self.forms[i].word

    def token_at(self, offset: int) -> int:
        """Return the token that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def end(self, i: int) -> int:
        """Return the offset behind token `i`, its blanks left out."""
        return self.starts[i] + self.forms[i].length
