"""Words as search compares them: one function for what is written and for what is asked.

Spelling is folded (`letters.fold`); a name's key leaves out what the press writes now with, now without a blank.
"""

from __future__ import annotations

import re

from musnad.arabic.letters import fold

_WORD = re.compile(r"\w+")


def key(name: str) -> str:
    """Return the key of a name: folded, marks left out, عبدالله written as عبد الله."""
    words = _WORD.findall(fold(name))
    return " ".join(f"عبد {w[3:]}" if w.startswith("عبدال") and len(w) > 5 else w for w in words)
