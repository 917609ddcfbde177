"""The few kinds of error that musnad raises; each message says what, where, the value, what to do."""


class MusnadError(Exception):
    """Base of every error that musnad raises on purpose."""


class InputError(MusnadError):
    """A text, a page or a line of input that can't be read.

    `code` is the kind of failure, a word or two for summaries: `no-article`, `not-json`, `unreadable`, …
    """

    code = "unreadable"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class ArchiveError(MusnadError):
    """An archive that can't be opened, read or written."""


class QueryError(MusnadError):
    """A query that can't be read; the message says where and what would be right.

    `place` is where, in code points from 0, None where no one place is wrong; `pointer` shows it.
    """

    def __init__(self, message: str, *, query: str = "", place: int | None = None) -> None:
        super().__init__(message)
        self.query, self.place = query, place

    @property
    def pointer(self) -> str:
        """The part of the query around the place, and a caret below it; empty where no one place is wrong."""
        if self.place is None:
            return ""
        first = max(self.place - 40, 0)
        shown = "".join(c if c.isprintable() else " " for c in self.query[first : self.place + 30])
        return f"{shown}\n{' ' * (self.place - first)}^"


class LexiconError(MusnadError):
    """A lexicon file that breaks its schema, or an entry that contradicts another."""


class GoldError(MusnadError):
    """A gold file that can't be scored."""


class FloorError(MusnadError):
    """A score that fell below its floor."""


class ExportError(MusnadError):
    """An export that can't be written, read or proved."""
