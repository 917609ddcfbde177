"""Where sentences end: full stops and line feeds, but not the dot of an initial or a number."""

from __future__ import annotations

import re

from musnad.reading.shapes import Shape

_END = re.compile("[./]")


class Sentences:
    """Finds the sentence bounds of one text."""

    def __init__(self, shape: Shape) -> None:
        self.shape, self.letters = shape, shape.letters

    def sentence_end(self, i: int) -> int:
        """Return the token that ends the sentence of token `i` (full stop, line feed) or the end of the text."""
        letters = self.letters
        while True:
            match = _END.search(letters, i)
            if match is None:
                return len(letters)
            i = match.start()
            if letters[i] != "." or self.is_full_stop(i):
                return i
            i += 1

    def is_full_stop(self, i: int) -> bool:
        """Tell a full stop from the dot of an initial or a number."""
        shape, letters = self.shape, self.letters
        form = shape.form(i)
        if form.bare != ".":
            return not (form.bare == "…" and i + 1 < len(letters) and letters[i + 1] not in '/>"')
        if i and letters[i - 1] not in ')>"#' and (
            len(shape.word(i - 1)) == 1 or (len(shape.word(i - 1)) == 2 and letters[i - 1] in "KL")
        ):
            return i + 1 >= len(letters) or letters[i + 1] == "/"  # د. فلان، بي. بي. سي.
        return form.space or i + 1 >= len(letters) or letters[i + 1] not in "#L."

    def sentence_start(self, i: int) -> int:
        """Return the first token of the sentence of token `i`."""
        letters = self.letters
        while i > 0:
            if letters[i - 1] == "/" or (letters[i - 1] == "." and self.is_full_stop(i - 1)):
                break
            i -= 1
        while letters[i] in "_>)-*" and i + 1 < len(letters):
            i += 1
        return i
