"""Lexicon data → the tables that readings look words up in; compiled once, cached by content hash.

Keys of the tables are folded forms without conjunctions. `caching.py` keeps them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from musnad.arabic.letters import fold
from musnad.arabic.verbs import VerbForm, dependent_forms, participle_forms, past_forms, present_forms
from musnad.lexicon.caching import kept
from musnad.lexicon.checking import family, read_checked
from musnad.lexicon.loading import content_hash, raw_files
from musnad.lexicon.outlets import credit_names, name_key

FORMAT = 25  # raise it when the shape of `Tables` or the forms of a verb change
CATALOGUE_ONLY = ("offices", "people")  # of `entities.py`: who they are is asked when the reading is done
PRONOUNS = ("ه", "ها", "هم", "هما", "نا", "ني", "هن", "ك", "كم")
_OF_MANY = ("هم", "هما", "ني")


class Entry(msgspec.Struct, frozen=True):
    """What the grammar asks of a cue's lexicon entry."""

    act: str
    force: str
    content: tuple[str, ...]
    addressee: tuple[str, ...] = ()
    needs: str = "content"
    homograph: bool = False
    text_in: bool = False  # its subject is a text behind في (جاء في البيان أن)
    said: str = ""  # of a light verb: the class of words that the nouns begin with which it says to somebody (قدم شكره)


class CueForm(msgspec.Struct, frozen=True):
    """A form that may attribute: its entry, tense (past, present, participle, noun), agreement."""

    key: str
    tense: str
    gender: str = "c"
    number: str = "c"
    pronoun: bool = False


class NounForm(msgspec.Struct, frozen=True):
    """A noun that may head or fill a naming: kind (title, organisation, …), agreement, role."""

    kind: str
    gender: str
    number: str
    role: str = ""


class Attribution(msgspec.Struct, frozen=True):
    """An attribution without a verb of its own: its folded words, whether a verb follows (حسبما أفاد), who is named."""

    key: str
    words: tuple[str, ...]
    with_clause: bool
    kind: str


class LabelForm(msgspec.Struct, frozen=True):
    """A form of a label: its entry, its folded words («…» for one or two adjectives), whether it needs no company."""

    key: str
    words: tuple[str, ...]
    enough: bool


class LabelEntry(msgspec.Struct, frozen=True):
    """What the reader asks of an entry of labels.yaml; the keys are those of the file."""

    epithet: str
    family: str
    needs: tuple[str, ...] = ()
    describes: bool = False
    proper: bool = False
    entity: str = ""
    reads_as: str = ""
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_before_two: tuple[tuple[str, str], ...] = ()


class Tables(msgspec.Struct, frozen=True):
    """All that a reading looks up, keyed by folded form."""

    format: int
    hash: str
    letters: dict[str, str]
    classes: dict[str, str]
    conjoined: dict[str, str]
    cues: dict[str, list[CueForm]]
    nouns: dict[str, NounForm]
    names: dict[str, str]
    people: dict[str, str]  # further names, of public people, that no other table has
    outlets: dict[str, str]  # media by their whole name, also one of several words: agency, daily, …
    credits: dict[str, str]  # names of media that count only where one is expected, by `outlets.name_key`
    deeds: dict[str, str]
    words: dict[str, list[str]]
    nominal: dict[str, str]
    entries: dict[str, Entry]
    attributions: dict[str, list[Attribution]]  # by their first word, longest first
    passives: list[str]  # first words of sayings without an agent, as far as no subject stands by
    agentless: list[str]  # those of them that never have one
    labels: dict[str, LabelEntry] = {}
    label_forms: dict[str, list[LabelForm]] = {}  # by their first word (the second of «ما يسمى»), longest first


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Return the compiled lexicon, from the cache where it is there for this very content."""
    files = raw_files()
    digest = content_hash(files)
    return kept("lexicon", Tables, (FORMAT, digest), lambda: compile_files(files))


def compile_files(files: dict[str, bytes]) -> Tables:
    """Compile lexicon files (name → bytes) into tables.

    Raises:
        LexiconError: a file breaks the schema.
    """
    data = read_checked(files)
    result = Tables(FORMAT, content_hash(files), {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, [], [])
    for name, content in sorted(data.items(), key=_rank):
        if name in CATALOGUE_ONLY:
            continue
        for entry in content["entries"]:
            _ADD[family(name)](result, f"{name}/{entry['id']}", entry)
    if "outlets" in data:
        places = {name_key(form) for form, noun in result.nouns.items() if noun.kind == "places"}
        result.credits.update((k, kind) for k, kind in credit_names(data).items() if k not in places)  # خاص – الرياض
    result.words["also_names"] = [
        fold(row["form"]) for row in data.get("names", {}).get("rejected") or () if not row["form"].startswith("ال")
    ]
    for name, table in (("grammar", result.cues), ("verbs_deed", result.deeds)):
        for row in data.get(name, {}).get("rejected") or ():
            table.pop(fold(row["form"]), None)
    return result


def _rank(item: tuple[str, Any]) -> tuple[bool, str]:
    """Of two files with a word the first has it: a title names more than a kind, an outlet is a medium."""
    name = item[0]
    return name != "titles", "media+" if name == "outlets" else name


def _add_verb(result: Tables, key: str, entry: dict[str, Any]) -> None:
    result.entries[key] = Entry(
        entry["act"], entry["force"], tuple(entry["content"]), tuple(entry["addressee"]), entry["needs"],
        entry["homograph"], entry.get("text_in", False),
        entry.get("said", ""),
    )  # fmt: skip
    objects = "object" in entry["addressee"] or "noun" in entry["content"]
    rows = past_forms(entry["past"]) + present_forms(entry["present"], entry["past"])
    dependent = dependent_forms(entry["present"], entry["past"])
    for verb in rows + dependent:
        if verb.tense == "past" and verb.number == "d" and (entry["homograph"] or len(verb.form) < 4):
            continue
        if entry["homograph"] and verb.gender + verb.number == "fp" and len(verb.form) < 4:
            continue  # لام: «لمن» is «for whom»
        _cue(result, verb.form, CueForm(key, verb.tense, verb.gender, verb.number))
        if verb.form.endswith("ى"):
            result.words.setdefault("maqsura", []).append(fold(verb.form))
        if verb.tense == "present" and verb not in dependent:
            _cue(result, "س" + verb.form, CueForm(key, "present", verb.gender, verb.number))
        if objects:
            for form in _with_pronouns(verb, homograph=entry["homograph"]):
                _cue(result, form, CueForm(key, verb.tense, verb.gender, verb.number, True), weak=True)
    for participle in entry["participle"]:
        for verb in participle_forms(participle):
            _cue(result, verb.form, CueForm(key, "participle", verb.gender, verb.number))
    for masdar in entry["masdar"]:
        _add_masdar(result, key, masdar)


def _with_pronouns(verb: VerbForm, *, homograph: bool) -> list[str]:
    """Return a verb's form with each pronoun as its object; «طالبه» of a homograph is the noun, «طالبهم» the verb."""
    form, past = verb.form, verb.tense == "past"
    if (verb.gender + verb.number == "fp") or (form[-1] == "ي" and past) or (verb.number == "d" and not past):
        return []  # خشية is a noun
    if verb.number == "d":
        return [form + pronoun for pronoun in PRONOUNS[:3]] if len(form) > 4 else []  # «اعتبراه»
    if verb.number == "p" and past:
        form = form.removesuffix("ا")  # «أخبروه»
    stem = form.removesuffix("ى") + "ا" if form.endswith("ى") else form
    short = homograph and past and verb.number == "s" and verb.gender == "m"
    return [stem + pronoun for pronoun in (_OF_MANY if short else PRONOUNS[:6])]


def _add_masdar(result: Tables, key: str, form: str) -> None:
    stem = form[:-1] + "ت" if form.endswith("ة") else form
    for pronoun in PRONOUNS:
        _cue(result, stem + pronoun, CueForm(key, "noun", "c", "c", True), weak=True)
        _cue(result, "ب" + stem + pronoun, CueForm(key, "noun", "c", "c", True), weak=True)
    _cue(result, "بال" + form, CueForm(key, "noun", "c", "c"), weak=True)


def _add_noun_of_saying(result: Tables, key: str, entry: dict[str, Any]) -> None:
    result.entries[key] = Entry(entry["act"], entry["force"], tuple(entry["content"]))
    result.nominal.setdefault(fold(entry["form"]), key)
    if entry.get("suffix", True):
        _add_masdar(result, key, entry["form"])


def _add_attribution(result: Tables, key: str, entry: dict[str, Any]) -> None:
    result.entries[key] = Entry("state", entry.get("force", "neutral"), ())
    words = tuple(fold(word) for word in entry["form"].split())
    rows = result.attributions.setdefault(words[0], [])
    rows.append(Attribution(key, words, entry["with_clause"], entry["kind"]))
    rows.sort(key=lambda row: -len(row.words))


def _add_passive(result: Tables, key: str, entry: dict[str, Any]) -> None:
    word = entry["form"].split()[0]
    result.passives.append(fold(word))
    if fold(word) == word and len(entry["form"].split()) == 1:
        result.agentless.append(word)


def _cue(result: Tables, form: str, cue: CueForm, *, weak: bool = False) -> None:
    rows = result.cues.setdefault(fold(form), [])
    if weak and rows:
        return
    if all(r.key != cue.key or r.tense != cue.tense for r in rows):
        rows.append(cue)


def _add_grammar(result: Tables, key: str, entry: dict[str, Any]) -> None:
    for form in entry["forms"]:
        result.letters[fold(form)] = entry["letter"]
        result.classes[fold(form)] = entry["id"]
        if entry["conjoined"]:
            result.conjoined[fold(form)] = entry["letter"]


def _add_deed(result: Tables, key: str, entry: dict[str, Any]) -> None:
    for verb in past_forms(entry["past"]):
        if verb.gender + verb.number in ("ms", "fs", "mp"):
            result.deeds.setdefault(fold(verb.form), verb.gender + verb.number)
    for verb in present_forms(entry["present"], entry["past"]) + dependent_forms(entry["present"], entry["past"]):
        result.deeds.setdefault(fold(verb.form), verb.gender + verb.number)


def _add_name(result: Tables, key: str, entry: dict[str, Any]) -> None:
    for form in entry["forms"]:
        result.names.setdefault(fold(form), entry["gender"] + ("h" if entry.get("homograph") else ""))


def _add_public_name(result: Tables, key: str, entry: dict[str, Any]) -> None:
    for form in entry["forms"]:
        result.people.setdefault(fold(form), entry["gender"])


def _add_clitics(result: Tables, key: str, entry: dict[str, Any]) -> None:
    result.words.setdefault("whole", []).extend(fold(f) for f in entry["forms"])


def _add_words(result: Tables, key: str, entry: dict[str, Any]) -> None:
    result.words.setdefault(entry["class"], []).extend(fold(f) for f in entry["forms"])


def _add_noun(result: Tables, key: str, entry: dict[str, Any]) -> None:
    kind = key.split("/")[0].removesuffix("_tmp")
    role = str(entry.get("role") or entry.get("type") or "")
    number = "d" if kind in ("organisations", "media") and role != "head" else "s"
    for name, gender, number in (
        ("forms", None, "s"),
        ("feminine", "f", "s"),
        ("dual", None, "d"),
        ("plural", None, "p"),
        ("capital", "f", "s"),
    ):
        for form in entry.get(name) or ():
            _noun(
                result,
                form,
                NounForm(kind, gender or _gender(form, entry), number, "capital" if name == "capital" else role),
            )
    if kind == "titles":
        for form in entry.get("dual") or ():
            if form.endswith("ين") and " " not in form:  # «ناشد وزيري الري والمال»
                _noun(result, form[:-1], NounForm(kind, _gender(form, entry), "d", role))
    nisba = entry.get("nisba") or {}
    for name, gender, number in (("m", "m", "s"), ("f", "f", "s"), ("plural", "m", "p")):
        for form in nisba.get(name) or ():
            _noun(result, form, NounForm("nisba", gender, number))


def _add_outlet(result: Tables, key: str, entry: dict[str, Any]) -> None:
    gender = "m" if entry["kind"] in ("site", "blog-platform") else "f"  # ذكر موقع، ذكرت صحيفة، وكالة، قناة
    for form in entry["forms"]:
        _noun(result, form, NounForm("media", gender, "s", entry["kind"]))


def _gender(form: str, entry: dict[str, Any]) -> str:
    return str(entry.get("gender") or ("f" if form.split()[0].endswith("ة") else "m"))


def _add_label(result: Tables, key: str, entry: dict[str, Any]) -> None:
    behind = [tuple(map(fold, text.split())) for text in entry.get("not_before", ())]
    result.labels[key] = LabelEntry(
        entry["epithet"], entry["family"], tuple(entry.get("needs", ())), entry.get("describes", False),
        entry.get("proper", False), entry.get("entity", ""), entry.get("reads_as", ""),
        tuple(map(fold, entry.get("not_after", ()))), tuple(words[0] for words in behind if len(words) == 1),
        tuple((words[0], words[1]) for words in behind if len(words) == 2),
    )  # fmt: skip
    fewest = min(len(form.split()) for form in entry["forms"])
    for form in entry["forms"]:
        words = tuple("…" if word == "…" else fold(word) for word in form.split())
        rows = result.label_forms.setdefault(words[words[0] == "ما"], [])
        rows.append(LabelForm(key, words, "needs" not in entry or len(words) > fewest))
        rows.sort(key=lambda row: -len(row.words))


def _noun(result: Tables, form: str, noun: NounForm) -> None:
    if noun.kind == "media":
        result.outlets[" ".join(fold(form).replace(".", " ").split())] = noun.role
    if " " in form:  # the parts of a naming are looked up one by one
        if noun.kind == "organisations" and noun.role == "name":
            result.words.setdefault("full_names", []).append(fold(form))
        return
    result.nouns.setdefault(fold(form), noun)


_ADD = {
    "grammar": _add_grammar, "verbs": _add_verb, "verbs_deed": _add_deed, "nouns_of_saying": _add_noun_of_saying,
    "attributions": _add_attribution, "agents_passive": _add_passive, "names": _add_name,
    "names_public": _add_public_name, "words": _add_words,
    "clitics": _add_clitics, "outlets": _add_outlet, "nouns": _add_noun, "labels": _add_label,
}  # fmt: skip
