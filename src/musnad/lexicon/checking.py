"""The schema of the lexicon files: which keys an entry may have, which values they take."""

from __future__ import annotations

from typing import Any

HEADER = {"name", "description", "source", "licence", "entries", "rejected"}
ACTS = {
    "state",
    "deny",
    "call",
    "demand",
    "pledge",
    "warn",
    "threaten",
    "accuse",
    "criticise",
    "welcome",
    "reject",
    "express",
}
FORCES = {"neutral", "endorsing", "distancing"}
OPENERS = {"أن", "ب", "إلى", "على", "عن", "من", "في", "ل", "مع", "noun"}
ADDRESSEES = {"ل", "object", "من", "إلى", "على", "مع", "ب", "عن", "في"}
NEEDS = {"content", "clause", "speech"}

_TALE = {"examples", "counter_examples", "note"}
_VERB = {
    "id",
    "past",
    "present",
    "participle",
    "masdar",
    "act",
    "force",
    "content",
    "addressee",
    "needs",
    "homograph",
    "past_plural",
    "feminine",
    "text_in",
} | _TALE
_NOUN = {
    "id",
    "forms",
    "feminine",
    "dual",
    "plural",
    "gender",
    "role",
    "type",
    "only_indefinite",
    "capital",
    "nisba",
} | _TALE
KEYS = {
    "grammar": {"id", "letter", "conjoined", "forms"} | _TALE,
    "verbs": _VERB,
    "verbs_deed": {"id", "past", "present"} | _TALE,
    "nouns_of_saying": {"id", "form", "act", "force", "content", "suffix"} | _TALE,
    "attributions": {"id", "form", "kind", "with_clause", "force"} | _TALE,
    "agents_passive": {"id", "form", "speaker", "reason"} | _TALE,
    "names": {"id", "gender", "forms", "homograph"} | _TALE,
    "words": {"id", "class", "forms"} | _TALE,
    "clitics": {"id", "glued", "forms"} | _TALE,
    "nouns": _NOUN,
}


def check(data: dict[str, dict[str, Any]]) -> list[str]:
    """Return what is wrong in parsed lexicon files (name → content), a line each; empty if nothing."""
    problems: list[str] = []
    for name, content in data.items():
        unknown = set(content) - HEADER
        if unknown:
            problems.append(f"{name}.yaml: unknown header key {min(unknown)!r}")
        family = "verbs" if name.startswith("verbs_") and name != "verbs_deed" else name if name in KEYS else "nouns"
        seen: set[str] = set()
        for entry in content["entries"]:
            problems += [f"{name}.yaml: {p}" for p in _check_entry(family, entry, seen)]
    return problems


def _check_entry(family: str, entry: Any, seen: set[str]) -> list[str]:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        return [f"entry without an id: {str(entry)[:60]}"]
    where = entry["id"]
    problems = [f"{where}: unknown key {k!r}" for k in sorted(set(entry) - KEYS[family])]
    if where in seen:
        problems.append(f"{where}: id given twice")
    seen.add(where)
    if family == "verbs":
        problems += [
            f"{where}: {k} is missing" for k in sorted(_VERB - _TALE - {"past_plural", "feminine", "text_in"} - set(entry))
        ]
        problems += _check_values(where, entry, "content", OPENERS) + _check_values(
            where, entry, "addressee", ADDRESSEES
        )
        if entry.get("needs") not in NEEDS:
            problems.append(f"{where}: needs is {entry.get('needs')!r}, not one of {sorted(NEEDS)}")
    if family in ("verbs", "nouns_of_saying"):
        if entry.get("act") not in ACTS:
            problems.append(f"{where}: act is {entry.get('act')!r}, not one of {sorted(ACTS)}")
        if entry.get("force") not in FORCES:
            problems.append(f"{where}: force is {entry.get('force')!r}, not one of {sorted(FORCES)}")
    return problems


def _check_values(where: str, entry: dict[str, Any], key: str, allowed: set[str]) -> list[str]:
    return [f"{where}: {key} has {v!r}, not one of {sorted(allowed)}" for v in entry.get(key) or () if v not in allowed]
