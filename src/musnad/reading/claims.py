"""What a cue gives: a `Claim`, in token numbers; spans come at the end of a reading."""

from __future__ import annotations

from musnad.lexicon.compiling import CueForm, Entry


class Claim:
    """One attribution as found: token numbers only; spans come later."""

    __slots__ = (
        "addressee",
        "content",
        "cue",
        "cue_end",
        "depth",
        "entry",
        "form",
        "key",
        "last",
        "opener",
        "quoted",
        "relay",
        "rule",
        "source",
        "via",
        "where",
    )

    def __init__(self, cue: int, form: CueForm, entry: Entry, rule: str) -> None:
        self.cue, self.cue_end = cue, cue + 1
        self.form, self.entry, self.key, self.rule = form, entry, form.key, rule
        self.opener = ""  # clause, prep, colon, quote, noun, before
        self.content: int = -1  # first token of the content
        self.last = -1  # one past the last token of the content
        self.source: tuple[int, int] | None = None
        self.where = ""  # after, before, relative, earlier
        self.addressee: tuple[int, int] | None = None
        self.via: list[tuple[int, int]] = []
        self.quoted: list[tuple[int, int]] = []
        self.relay = False
        self.depth = 0
