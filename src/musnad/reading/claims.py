"""What a cue gives: a `Claim`, in token numbers; spans come at the end of a reading."""

from __future__ import annotations

from musnad.lexicon.compiling import CueForm, Entry

Phrase = tuple[int, int]
TOLD = 2.0  # added to a claim where the grammar leaves no other reading
DESCRIBES = "verbs_say/wasafa"
OF_SOMETHING = {  # what is described as something, or laid to something, is a part of what is said
    DESCRIBES: ("clause", "by"), "verbs_say/arjaa": ("prep",), "verbs_say/aza": ("prep",),
}  # fmt: skip
ON_TOPIC = frozenset(  # their على is what they are about, or whom one wishes something of
    ("verbs_say/allaqa", "verbs_say/aqqaba", "verbs_say/radda", "verbs_think/tamanna")
)  # fmt: skip
ASKED = 1.5  # the same, where subject, object and what is asked for stand beside each other
CLAUSE = 1.0  # the same, where a clause in marks stands right behind
STANDS = 0.5  # the same, where few others


class Claim:
    """One attribution as found, or one way to read it."""

    __slots__ = (
        "addressee", "at", "begins", "confidence", "content", "cue", "cue_end", "entry", "form", "key", "last", "lift",
        "opener", "quoted", "relay", "rest", "rule", "source", "takes_up", "via", "where",
    )  # fmt: skip

    def __init__(self, cue: int, form: CueForm, entry: Entry, rule: str) -> None:
        self.cue, self.cue_end = cue, cue + 1
        self.begins = cue  # the token its clause begins with, where that is known: «وهو ما أكده»
        self.form, self.entry, self.key, self.rule = form, entry, form.key, rule
        self.opener = ""  # clause, prep, by, colon, quote, noun, bare, before (a quotation), around (بحسب)
        self.at = cue + 1  # the opener's token
        self.content = -1  # first token of the content
        self.last = -1  # one past the last token of the content
        self.rest = cue + 1  # from here to the opener nothing was understood
        self.source: Phrase | None = None
        self.where = ""  # of the source: after, before, relative
        self.addressee: Phrase | None = None
        self.via: list[Phrase] = []
        self.quoted: list[Phrase] = []  # the content
        self.takes_up = False  # what was said before it: «وهو ما نفاه»
        self.lift = 0.0  # added to its score: how sure its own words make it
        self.relay = False  # it only passes on another claim, whose `via` has its source
        self.confidence = 1.0
