"""The schema of the lexicon files: which keys a header and an entry have, which values they take.

It stands between loading and compiling: a lexicon with a problem is not compiled.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from musnad.arabic.letters import fold
from musnad.errors import LexiconError
from musnad.lexicon.examples import parse_example
from musnad.lexicon.loading import base_of, file_of, parse

IS_OWN = "own"  # a key that `read_checked` gives to entries of one's own
HEADER = ("name", "description", "source", "licence")
ACTS = frozenset(
    ("state", "deny", "call", "demand", "pledge", "warn", "threaten", "accuse", "criticise", "welcome", "reject",
     "express"),
)  # fmt: skip
FORCES = frozenset(("neutral", "endorsing", "distancing"))
OPENERS = frozenset(("أن", "ب", "إلى", "على", "عن", "من", "في", "ل", "مع", "noun"))
ADDRESSEES = frozenset(("ل", "object", "من", "إلى", "على", "مع", "ب", "عن", "في"))
NEEDS = frozenset(("content", "clause", "speech"))
KINDS = frozenset(("source", "relay", "either"))
QUOTED = frozenset(("none", "after_عن"))
GLUED = frozenset("بلك")
OUTLET_KINDS = frozenset(("agency", "daily", "weekly", "magazine", "broadcaster", "site", "blog-platform"))
OWNERS = frozenset(("state", "public", "party"))
LABEL_FAMILIES = (
    "ruler", "state", "army", "armed_group", "the_dead", "territory", "war_and_operation", "people_on_the_move",
)  # fmt: skip
LABEL_NEEDS = frozenset(("nisba", "name", "state", "label", "again", "marks"))
CATEGORIES = frozenset(
    ("international", "regional", "un_body", "world_court", "government", "ministry", "parliament", "court", "army",
     "security", "intelligence", "armed_group", "party", "central_bank", "bank", "company", "sport", "religious",
     "human_rights", "relief", "ngo", "union", "university", "research", "media"),
)  # fmt: skip
_COUNTRY = re.compile(r"[A-Z]{2}")
_YEAR = re.compile(r"[12]\d{3}")
_MONTH = re.compile(r"[12]\d{3}-(?:0[1-9]|1[0-2])")
_NOT_LATIN = re.compile(r"[^ -~\u00c0-\u024f]")  # ASCII and the letters with accents of Europe's languages
_LANGUAGE = re.compile(r"[a-z]{2}")
_ENTITY = re.compile(r"(?:organisation|person|state|outlet)/[a-z0-9_]+|institution/[A-Z]{2}/[a-z_]+")
_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9](?:/[a-z0-9._~-]+)*")

Check = Callable[[Any], str]
"""Tells what is wrong with a value, e.g. «is no text»; empty where nothing is."""


def _text(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() == value != "" else f"is {value!r}, not a text"


def _texts(value: Any) -> str:
    if not isinstance(value, list):
        return f"is {value!r}, not a list of texts"
    bad = [v for v in value if _text(v)]
    double = [v for n, v in enumerate(value) if v in value[:n]]
    return f"has {bad[0]!r}, not a text" if bad else f"has {double[0]!r} twice" if double else ""


def _some_texts(value: Any) -> str:
    return "is empty" if value == [] else _texts(value)


def _latin(value: Any) -> str:
    problem = _some_texts(value)
    bad = [] if problem else [v for v in value if not (v[0].isalnum() and _NOT_LATIN.search(v) is None)]
    return f"has {bad[0]!r}, not a name in Latin letters" if bad else problem


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else f"is {value!r}, not true or false"


def _letter(value: Any) -> str:
    return "" if isinstance(value, str) and len(value) == 1 else f"is {value!r}, not one letter"


def _one_of(allowed: frozenset[str]) -> Check:
    return lambda v: "" if isinstance(v, str) and v in allowed else f"is {v!r}, not one of {sorted(allowed)}"


def _some_of(allowed: frozenset[str]) -> Check:
    def check(value: Any) -> str:
        problem = _texts(value)
        bad = [] if problem else [v for v in value if v not in allowed]
        return f"has {bad[0]!r}, not one of {sorted(allowed)}" if bad else problem

    return check


def _nisba(value: Any) -> str:
    if not isinstance(value, dict) or set(value) - {"m", "f", "plural"}:
        return f"is {value!r}, not lists of forms under m, f and plural"
    return next(filter(None, map(_texts, value.values())), "")


def _examples(value: Any) -> str:
    problem = _texts(value)
    try:
        for example in () if problem else value:
            parse_example(example)
    except LexiconError as error:
        return f"has {error}"
    return problem


def _counter_examples(value: Any) -> str:
    return _texts(value) or next((f"has marks in {v!r}" for v in value if set(v) & set("[]{}")), "")


def _label_examples(value: Any) -> str:
    """Of a label an example marks nothing but the label."""
    problem = _texts(value)
    bad = [] if problem else [v for v in value if not re.fullmatch(r"[^][{}]*\[[^][{}]+\][^][{}]*", v)]
    return f"has {bad[0]!r}, not a sentence with one [label]" if bad else problem


def _entity(value: Any) -> str:
    good = isinstance(value, str) and _ENTITY.fullmatch(value)
    return "" if good else f"is {value!r}, not the id of an entity, e.g. organisation/red_cross"


def _country(value: Any) -> str:
    good = isinstance(value, str) and _COUNTRY.fullmatch(value)
    return "" if good else f'is {value!r}, not a country of ISO 3166 in quotes, e.g. "JO"'


def _languages(value: Any) -> str:
    problem = _texts(value)
    bad = [] if problem else [v for v in value if not _LANGUAGE.fullmatch(v)]
    return f'has {bad[0]!r}, not a language of ISO 639-1 in quotes, e.g. "ar"' if bad else problem


def _domains(value: Any) -> str:
    problem = _texts(value)
    bad = [] if problem else [v for v in value if not _DOMAIN.fullmatch(v) or v.startswith("www.")]
    return f"has {bad[0]!r}, not a host in lower case without scheme and www., e.g. sana.sy" if bad else problem


def _offices(value: Any) -> str:
    if not isinstance(value, list):
        return f"is {value!r}, not a list of offices"
    return next((f"has {office!r}: it {problem}" for office in value if (problem := _office(office))), "")


def _office(value: Any) -> str:
    """Tell what is wrong with an office: a title, the state or the organisation that it is of, a span of time."""
    if not isinstance(value, dict) or set(value) - {"title", "country", "of", "from", "until"}:
        return "has not just a title, a country or of, from and until"
    if problem := _text(value.get("title")):
        return f"has a title that {problem}"
    if {"country", "of"} <= set(value):
        return "is of a country and of an organisation; one of both"
    for key, right in (("country", _country), ("of", _text), ("from", _date), ("until", _date)):
        if key in value and (problem := right(value[key])):
            return f"has a key {key} that {problem}"
    return "ends before it begins" if _span(value) else ""


def _date(value: Any) -> str:
    """A year as a number, or a month in quotes."""
    good = _MONTH.fullmatch(value) if isinstance(value, str) else type(value) is int and _YEAR.fullmatch(str(value))
    return "" if good else f'is {value!r}, not a year or a month in quotes, e.g. 2012 or "2012-11"'


def _span(office: dict[str, Any]) -> bool:
    """Whether an office ends before it begins; a year and a month are compared by their years."""
    start, end = str(office.get("from", "")), str(office.get("until", ""))
    length = min(len(start), len(end))
    return start[:length] > end[:length]


VALUES: dict[str, Check] = {
    "id": _text, "note": _text, "reason": _text, "form": _text, "past": _text, "present": _text, "class": _text,
    "role": _text, "type": _text, "letter": _letter,
    "forms": _texts, "feminine": _texts, "dual": _texts, "plural": _texts, "capital": _texts, "participle": _texts,
    "masdar": _texts, "nisba": _nisba, "examples": _examples, "counter_examples": _counter_examples,
    "homograph": _flag, "text_in": _flag, "conjoined": _flag, "suffix": _flag, "with_clause": _flag,
    "only_indefinite": _flag,
    "gender": _one_of(frozenset("mf")), "act": _one_of(ACTS), "force": _one_of(FORCES), "needs": _one_of(NEEDS),
    "kind": _one_of(KINDS), "speaker": _one_of(QUOTED), "glued": _one_of(GLUED),
    "content": _some_of(OPENERS), "addressee": _some_of(ADDRESSEES),
    "name": _text, "short": _texts, "owner": _one_of(OWNERS), "country": _country, "iso": _country,
    "languages": _languages, "domains": _domains, "latin": _latin, "offices": _offices,
    "also": _texts, "official": _texts, "category": _one_of(CATEGORIES), "also_capital": _texts, "also_nisba": _nisba,
    "epithet": _text, "family": _one_of(frozenset(LABEL_FAMILIES)), "about": _text, "used_by": _text,
    "alternatives": _texts, "describes": _flag, "proper": _flag, "entity": _entity, "reads_as": _text,
    "not_after": _texts, "not_before": _texts, "said": _text,
}  # fmt: skip
OWN_VALUES: dict[str, dict[str, Check]] = {  # where a family differs
    "outlets": {"kind": _one_of(OUTLET_KINDS)}, "people": {"forms": _some_texts},
    "labels": {"needs": _some_of(LABEL_NEEDS), "examples": _label_examples},
}  # fmt: skip

# What organisations and states have as entities; the reader's tables know nothing of it.
CATALOGUE = "latin country category official short also also_capital also_nisba"

# Family of files → the keys that an entry must have, and those that it may have.
FAMILIES: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    name: (frozenset(must.split()) | {"id"}, frozenset(may.split()) | {"examples", "counter_examples", "note"})
    for name, must, may in (
        ("grammar", "letter conjoined forms", ""),
        ("verbs", "past present participle masdar act force content addressee needs homograph", "text_in said"),
        ("verbs_deed", "past present", ""),
        ("nouns_of_saying", "form act force content", "suffix"),
        ("attributions", "form kind with_clause", "force"),
        ("agents_passive", "form speaker reason", ""),
        ("names", "gender forms", "homograph"),
        ("names_public", "gender forms", ""),
        ("words", "class forms", ""),
        ("clitics", "glued forms", ""),
        ("outlets", "name kind languages forms", "country owner short domains"),
        ("offices", "type forms", "country"),
        ("people", "gender forms latin", "country short offices"),
        ("labels", "epithet family about used_by forms alternatives",
         "needs describes proper entity reads_as not_after not_before"),
        ("nouns", "forms", "feminine dual plural gender role type only_indefinite capital nisba iso " + CATALOGUE),
    )
}


def family(name: str) -> str:
    """Return the family of a lexicon file, which says what its entries hold: verbs for `verbs_say`."""
    if name in FAMILIES:
        return name
    return "verbs" if name.startswith("verbs_") else "nouns"


def read_checked(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Parse lexicon files (name → bytes) and hold them against the schema; those of one's own are put into the others,
    where they have the last word of an id.

    Raises:
        LexiconError: a file can't be read or breaks the schema.
    """
    data = {name: parse(name, raw) for name, raw in files.items()}
    problems = check(data)
    if problems:
        raise LexiconError("; ".join(problems[:5]))
    for name in [name for name in data if base_of(name) != name]:
        whole = data.setdefault(base_of(name), {"entries": []})
        own = [entry | {IS_OWN: True} for entry in data.pop(name)["entries"]]
        entries = {entry["id"]: entry for entry in (*whole["entries"], *own)}
        whole["entries"] = [entries[id] for id in sorted(entries)]
    return data


def check(data: dict[str, dict[str, Any]]) -> list[str]:
    """Return what is wrong in parsed lexicon files (name → content), a line each; empty if nothing."""
    problems: list[str] = []
    for name, content in data.items():
        lines = [*_check_header(name, content), *_check_rejected(content), *_check_order(content["entries"])]
        lines += check_entries(family(base_of(name)), content["entries"])
        problems += [f"{file_of(name)}: {line}" for line in lines]
    return problems or [*_check_letters(data), *_check_deeds(data)]


def check_entries(kind: str, entries: list[Any]) -> list[str]:
    """Return what is wrong in the entries of a family (`family`), a line each; empty if nothing."""
    problems = [line for entry in entries for line in _check_entry(kind, entry)]
    more = {"outlets": _check_domains, "labels": _check_labels}.get(kind)
    return problems or ([*more(entries)] if more is not None else [])


def _check_header(name: str, content: dict[str, Any]) -> Iterator[str]:
    for key in sorted(set(content) - {*HEADER, "entries", "rejected"}, key=str):
        yield f"unknown header key {key!r}"
    is_own = base_of(name) != name
    for key in HEADER:
        if is_own and key not in content:
            continue
        if key not in content:
            yield f"the header has no {key}"
        elif problem := _text(content[key]):
            yield f"{key} {problem}"
    if content.get("name", name) != base_of(name):
        yield f"the header's name is {content['name']!r}, not that of the file"
    for text in [t for t in _strings(content) if not unicodedata.is_normalized("NFC", t)][:1]:
        yield f"{text!r} is not in Unicode NFC; normalise the file"


def _check_rejected(content: dict[str, Any]) -> Iterator[str]:
    rows = content.get("rejected")
    for row in rows if isinstance(rows, list) else () if rows is None else (rows,):
        if not isinstance(row, dict) or set(row) != {"form", "reason"} or any(map(_text, row.values())):
            yield f"rejected: {str(row)[:60]} has not just a form and a reason"


def _check_order(entries: list[Any]) -> Iterator[str]:
    """Ids stand once each and sorted, so that a contributor finds the place and two changes merge."""
    ids = [e["id"] for e in entries if isinstance(e, dict) and isinstance(e.get("id"), str)]
    for before, after in pairwise(ids):
        if after == before:
            yield f"{after}: id given twice"
        elif after < before:
            yield f"{after}: stands behind {before}; sort the entries by id"


def _check_entry(kind: str, entry: Any) -> Iterator[str]:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        yield f"entry without an id: {str(entry)[:60]}"
        return
    must, may = FAMILIES[kind]
    for key in sorted(set(entry) - must - may, key=str):
        yield f"{entry['id']}: unknown key {key!r}"
    for key in sorted(must - set(entry)):
        yield f"{entry['id']}: {key} is missing"
    for key in sorted((must | may) & set(entry)):
        if problem := (OWN_VALUES.get(kind, {}).get(key) or VALUES[key])(entry[key]):
            yield f"{entry['id']}: {key} {problem}"


def _check_domains(entries: list[dict[str, Any]]) -> Iterator[str]:
    """A domain belongs to one outlet: of two, nobody could say whose page it is."""
    seen: dict[str, str] = {}
    for entry in entries:
        for domain in entry.get("domains") or ():
            other = seen.setdefault(domain, entry["id"])
            if other != entry["id"]:
                yield f"{entry['id']}: the domain {domain} stands under {other} too"


def _check_labels(entries: list[dict[str, Any]]) -> Iterator[str]:
    """What else a label is called by stands in the file, and a form means one of its entries."""
    ids = {entry["id"] for entry in entries}
    seen: dict[str, str] = {}
    for entry in entries:
        for other in entry["alternatives"]:
            if other not in ids or other == entry["id"]:
                yield f"{entry['id']}: the alternative {other} is no other entry"
        for form in entry["forms"]:
            other = seen.setdefault(" ".join(map(fold, form.split())), entry["id"])
            if other != entry["id"]:
                yield f"{entry['id']}: {form} stands under {other} too"


def _check_letters(data: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A folded form has one letter: of two, the later would silently win (كأن over كان)."""
    seen: dict[str, tuple[str, str]] = {}
    for entry in data.get("grammar", {}).get("entries", ()):
        for form in entry["forms"]:
            letter, other = seen.setdefault(fold(form), (entry["letter"], entry["id"]))
            if letter != entry["letter"]:
                yield f"grammar.yaml: {entry['id']}: {form} stands under {other} too, with another letter"


def _check_deeds(data: dict[str, dict[str, Any]]) -> Iterator[str]:
    """A verb that may attribute is no deed: the reader would never see it as one."""
    cues = {
        fold(e["past"]): f"{name}/{e['id']}" for name in data if family(name) == "verbs" for e in data[name]["entries"]
    }
    for entry in data.get("verbs_deed", {}).get("entries", ()):
        if fold(entry["past"]) in cues:
            yield f"verbs_deed.yaml: {entry['id']}: {entry['past']} is a cue, {cues[fold(entry['past'])]}"


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _strings(key)
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
