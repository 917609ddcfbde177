"""Where sentences end: full stops and line feeds, but not the dot of an initial or a number."""

from __future__ import annotations

import re
from bisect import bisect_left

from musnad.reading.shapes import Shape

_END = re.compile("[./]")


class Sentences:
    """Knows the sentence bounds of one text."""

    __slots__ = ("ends", "letters", "shape")

    def __init__(self, shape: Shape) -> None:
        self.shape, self.letters = shape, shape.letters
        letters, full_stop = shape.letters, self.is_full_stop
        places = [match.start() for match in _END.finditer(letters)]
        self.ends = [i for i in places if letters[i] == "/" or full_stop(i)]

    def sentence_end(self, i: int) -> int:
        """Return the token that ends the sentence of token `i` (full stop, line feed) or the end of the text."""
        n = bisect_left(self.ends, i)
        return self.ends[n] if n < len(self.ends) else len(self.letters)

    def is_full_stop(self, i: int) -> bool:
        """Tell a full stop from the dot of an initial or a number."""
        forms, letters = self.shape.forms, self.letters
        form = forms[i]
        if form.bare != ".":
            return not (form.bare == "…" and i + 1 < len(letters) and letters[i + 1] not in '/>"')
        if i and i + 1 < len(letters) and not form.space and forms[i - 1].bare[-1:].isdigit():
            return not forms[i + 1].bare[:1].isdigit()  # 2,023.33مليار
        if letters[i + 2 : i + 3] == ")" and len(forms[i + 1].word) == 1:
            return False  # «المتهم (ن. ط)»
        if i and letters[i - 1] not in ')>"#':
            before = len(forms[i - 1].word)
            if before == 1 or (before == 2 and (letters[i - 1] in "KL" or self.is_initial(i - 2))):
                return i + 1 >= len(letters) or letters[i + 1] == "/"  # د. فلان، بي. بي. سي.
        return form.space or i + 1 >= len(letters) or letters[i + 1] not in "#L."

    def is_initial(self, i: int) -> bool:
        """Tell the dot of an initial at token `i`: the first of «سي. إن. إن.»."""
        return 0 < i < len(self.letters) and self.shape.forms[i].bare == "." and not self.is_full_stop(i)

    def sentence_start(self, i: int) -> int:
        """Return the first token of the sentence of token `i`."""
        letters = self.letters
        n = bisect_left(self.ends, i)
        i = self.ends[n - 1] + 1 if n else 0
        while i + 1 < len(letters) and letters[i] in "_>)-*":
            i += 1
        return i
