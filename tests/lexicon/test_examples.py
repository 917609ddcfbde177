"""Every example in the lexicon is read as it is marked, every counter-example gives nothing of its entry.

Strict in what counts as right, as evaluation/matching.py and the guidelines have it. What the reader can't do yet is
held to a floor a file; the failing ones are printed when a floor breaks. All of them, at any time:

    python tests/lexicon/test_examples.py
"""

import re
from typing import NamedTuple

import pytest

from musnad import read
from musnad.evaluation.matching import WordMap
from musnad.lexicon.checking import family
from musnad.lexicon.examples import parse_example, sentence
from musnad.lexicon.loading import parse, raw_files

# The share of examples and of counter-examples that are right, a file: what was reached when the floor was last set,
# rounded down to a hundredth. A floor rises with the reader and never drops: an entry whose example can't be read yet
# comes together with others that can.
FLOORS = {
    "agents_passive": (0.80, 1.0),
    "attributions": (0.96, 0.98),
    "nouns_of_saying": (0.56, 1.0),
    "verbs_act": (0.94, 0.98),
    "verbs_more": (0.84, 0.91),
    "verbs_say": (0.97, 0.98),
    "verbs_think": (0.98, 0.97),
}

FILES = {name: parse(name, data)["entries"] for name, data in raw_files().items()}
FORM_FAMILIES = ("attributions", "agents_passive")  # their forms are no verbs: the reader's key may be the grammar's


class Fault(NamedTuple):
    """An example that is not read as it is marked."""

    key: str
    kind: str
    example: str
    read: str


def show(document):
    """The statements of a document, a line each."""
    return [
        f"[{s['cue']['text'] if s['cue'] else '—'}] {{{' … '.join(c['text'] for c in s['content'])}}}"
        f" source={s['source']['text'] if s['source'] else '—'} to={s['addressee']['text'] if s['addressee'] else '—'}"
        f" via={', '.join(v['text'] for v in s['via']) or '—'} rule={s['rule']} lexicon={', '.join(s['lexicon'])}"
        for s in document["statements"]
    ] or ["nothing"]


def span(bounds):
    return {"start": bounds[0], "end": bounds[1]}


def cue_words(words, place):
    return words.words(place) or words.touched(place)  # a colon is a cue too


def example_is_right(name, entry, marked):
    """Whether a statement is read whose cue lies on the marked one and whose content is the marked one.

    Of an agentless saying, none; where one is quoted behind it, the brackets need not stand round the cue. A form that
    names a relay may also give it to a statement with that content.
    """
    example = parse_example(marked)
    document = read(example.text).to_dict()
    words = WordMap(example.text)
    cue, content = cue_words(words, span(example.cue)), words.content(map(span, example.content))
    touching = [s for s in document["statements"] if cue & cue_words(words, s["cue"])]
    if name == "agents_passive":
        if entry["speaker"] == "none":
            return not touching, document
        touching = document["statements"]
    if name == "attributions" and entry["kind"] != "source":
        behind = {max(cue) + 1, max(cue) + 2}
        touching += [s for s in document["statements"] if any(behind & words.words(v) for v in s["via"])]
    return any(words.content(s["content"]) == content for s in touching), document


def counter_example_is_right(name, entry, text):
    """Whether no statement of this entry is read: none with its key, none with its form as the cue."""
    text = sentence(text)
    document = read(text).to_dict()
    key = f"{name}/{entry['id']}"
    wrong = any(key in s["lexicon"] for s in document["statements"])
    if name in FORM_FAMILIES:
        places = [m.span() for m in re.finditer(re.escape(entry["form"]), text)]
        cues = [s["cue"] for s in document["statements"] if s["cue"]]
        wrong = wrong or any(a < c["end"] and c["start"] < b for a, b in places for c in cues)
    return not wrong, document


def faults(name):
    """The faults in one file, and how many examples and counter-examples it has."""
    found, sizes = [], {"examples": 0, "counter_examples": 0}
    judges = {"examples": example_is_right, "counter_examples": counter_example_is_right}
    for entry in FILES[name]:
        for kind, judge in judges.items():
            for example in entry.get(kind) or ():
                sizes[kind] += 1
                right, document = judge(name, entry, example)
                if not right:
                    found.append(Fault(f"{name}/{entry['id']}", kind, example, "\n      ".join(show(document))))
    return found, sizes


def report(found):
    return "\n".join(f"  {f.key} ({f.kind})\n    {f.example}\n      {f.read}" for f in found)


def shares(found, sizes):
    """The share that is right of the examples and of the counter-examples; 1.0 of none."""
    return tuple(1 - sum(f.kind == kind for f in found) / size if size else 1.0 for kind, size in sizes.items())


@pytest.mark.parametrize("name", FLOORS)
def test_examples_are_read(name):
    found, sizes = faults(name)
    now, floor = shares(found, sizes), FLOORS[name]
    assert all(a >= b for a, b in zip(now, floor, strict=True)), (
        f"{name}: {now[0]:.3f} of the examples and {now[1]:.3f} of the counter-examples are right, floors {floor}\n"
        f"{report(found)}"
    )


def test_every_file_with_examples_has_a_floor():
    with_examples = {
        n for n, entries in FILES.items() if any({"examples", "counter_examples"} & e.keys() for e in entries)
    }
    assert with_examples == {*FLOORS, "labels"}  # test_labels.py reads all of those


@pytest.mark.parametrize("name", [n for n in FILES if family(n) in ("verbs", "nouns_of_saying", *FORM_FAMILIES)])
def test_every_cue_has_an_example(name):
    assert [e["id"] for e in FILES[name] if not e.get("examples")] == []


if __name__ == "__main__":
    for file in FLOORS:
        wrong, counts = faults(file)
        figures = ", ".join(
            f"{s:.3f} of {c} {k}" for s, (k, c) in zip(shares(wrong, counts), counts.items(), strict=True)
        )
        print(f"{file}: {figures} right\n{report(wrong)}\n")
