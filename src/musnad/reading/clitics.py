"""Step 1a: what a word may be when glued letters are taken off: و ف, ب ل ك, the article, the alif of tanwin."""

from __future__ import annotations

GLUED = {"ب", "ل", "ك"}
_TWO = ("شن", "سن", "بث", "ضم", "كف", "سد", "مد", "صد", "فض", "فك", "ضخ", "جر", "شق", "زج", "دس")
SHORT = frozenset(clitic + noun for noun in _TWO for clitic in "بل") | {"بكل"}  # «بشن هجوم»، «لحل الأزمة»


def unglued(word: str) -> list[tuple[str, int]]:
    """Ways to take و ف ب ك ل from before a folded word, with the letters that are no part of it; «لل» stays whole."""
    out = [(word, 0)]
    for cut in (0, 1) if word[:1] in ("و", "ف") else (0,):
        rest = word[cut:]
        if cut and len(rest) > 2:
            out.append((rest, cut))
        if rest.startswith("لل") and len(rest) > 4:
            out.append(("ال" + rest[2:], cut))
            if not rest.startswith("ل" * 3):
                out.append(("الل" + rest[2:], cut))
        elif rest[:1] in GLUED and len(rest) > 3:
            out.append((rest[1:], cut + 1))
    return out


def strippings(word: str) -> list[tuple[str, bool, str, bool]]:
    """Ways to read clitics off a folded word, plainest first: (base, with و, glued letter, definite)."""
    out = []
    for conj in (False, True):
        rest = word
        if conj:
            if word[0] not in "وف" or len(word) < 4:
                break
            rest = word[1:]
        out.append((rest, conj, "", False))
        if rest.startswith("ال") and len(rest) > 4:
            out.append((rest[2:], conj, "", True))
        elif rest.startswith("لل") and len(rest) > 4:
            out.append((rest[2:], conj, "ل", True))
        elif rest[0] in GLUED and len(rest) > 3:
            if rest[1:3] == "ال" and len(rest) > 5:
                out.append((rest[3:], conj, rest[0], True))
            out.append((rest[1:], conj, rest[0], False))
        if rest[-1] == "ا" and len(rest) > 4:
            out.append((rest[:-1], conj, "", False))
    return out
