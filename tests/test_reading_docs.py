"""docs/reading.md says what the code does: its rules, letters and decisions are those of the reader.

The table of rules is made from the code. After a change in rules.py:

    python tests/test_reading_docs.py
"""

import re
from pathlib import Path

import pytest

from musnad import read
from musnad.evaluation.gold import load_gold
from musnad.lexicon.compiling import tables
from musnad.lexicon.examples import parse_example
from musnad.reading import shapes
from musnad.reading.contents import END
from musnad.reading.cue_decisions import ACCEPT, GLANCE
from musnad.reading.decisions import load_weights
from musnad.reading.phrases import BACKWARD, FORWARD
from musnad.reading.rules import RULES
from musnad.reading.shapes import Shape, vocabulary
from musnad.reading.subjectless import WHO

ROOT = Path(__file__).parents[1]
PATH = ROOT / "docs" / "reading.md"
GOLD = ROOT / "evals" / "gold.jsonl"
PAGE = PATH.read_text(encoding="utf-8")
RULES_PART = re.compile(r"(?<=<!-- rules -->\n).*?(?=<!-- end of rules -->)", re.S)
DECISIONS = (FORWARD, BACKWARD, GLANCE, ACCEPT, END, WHO)


def rules_table():
    """The table of rules; an example stands in a span of its own, else its brackets would turn round."""
    rows = [f'| `{r.name}` | {r.description} | <span dir="rtl">{r.example}</span> |\n' for r in RULES.values()]
    return "| rule | construction | example |\n|---|---|---|\n" + "".join(rows)


def rows_of(heading):
    """The rows, as lists of cells, of the table whose first column has this heading."""
    table = re.search(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.M)[1]
    return [[cell.strip() for cell in line[1:-1].split(" | ")] for line in table.replace("||", "|").splitlines()]


LETTERS = {what[0].strip("`"): what[2].split() if len(what) > 2 else [] for what in rows_of("letter")}


def letters_of_code():
    """The letters of signs, of kinds of nouns, of closed classes, and of all that the project's own texts hold."""
    lexicon = tables()
    found = {*shapes._SIGNS.values(), *shapes._KINDS.values(), *lexicon.letters.values(), *lexicon.conjoined.values()}
    for row in load_gold(GOLD):
        found.update(Shape(row["text"], vocabulary()).letters)
    return found


def test_the_rules_are_those_of_the_code():
    assert RULES_PART.search(PAGE)[0] == rules_table(), f"run python tests/{Path(__file__).name}"


@pytest.mark.parametrize("name", RULES)
def test_a_rule_reads_its_example(name):
    example = parse_example(RULES[name].example)
    made = [s for s in read(example.text + "\n").statements if s.rule == name]
    read_of = [((s.cue.start, s.cue.end), tuple((c.start, c.end) for c in s.content)) for s in made]
    assert (example.cue, example.content) in read_of


def test_every_statement_has_a_rule_of_the_page():
    documents = [read(row["text"]) for row in load_gold(GOLD)]
    assert {s.rule for d in documents for s in d.statements} <= RULES.keys()


def test_the_letters_are_those_of_the_code():
    assert letters_of_code() <= LETTERS.keys()  # that there is none too many, the examples below show


@pytest.mark.parametrize("letter", LETTERS)
def test_examples_have_their_letter(letter):
    assert {word: Shape(word, vocabulary()).letters for word in LETTERS[letter]} == dict.fromkeys(
        LETTERS[letter], letter
    )


def test_letters_without_an_example():
    assert Shape("أكد\nو", vocabulary()).letters[1] == "/" and Shape("  أكد", vocabulary()).letters[0] == "_"
    assert {letter for letter, words in LETTERS.items() if not words} == {"/", "_"}


def test_the_decisions_are_those_of_the_code():
    names = [decision.name for decision in DECISIONS]
    assert [row[0].strip("`") for row in rows_of("decision")] == names
    assert load_weights().keys() == set(names)


def test_weights_hold_no_word():
    found = {run for weights in load_weights().values() for name in weights for run in re.findall("[ء-ي]+", name)}
    assert found <= {"ب", "ل", "ك"}


def test_every_step_of_the_page_has_its_file_and_the_other_way_round():
    folder = Path(shapes.__file__).parent
    files = {path.name for path in folder.glob("*.py")} - {"__init__.py", "claims.py", "sentences.py"}
    assert files == {name.rpartition("/")[2] for name in re.findall(r"`([\w/]+\.py)`", PAGE)}


@pytest.mark.parametrize(
    "text",
    [
        "لم يؤكد الوزير أن الجسر مغلق.",
        "يُذكر أن الجسر بني قبل عشرين عاما.",
        "أعتقد أن الجسر مغلق.",
        "بحث الوزيران أزمة الجسر.",
        "ناقش المجلس ميزانية الجسر.",
    ],
)
def test_no_statement_where_the_page_says_so(text):
    assert read(text).statements == ()


def test_a_statement_without_a_speaker_says_why():
    (statement,) = read("وأضاف أن الجسر مغلق.").statements
    assert (statement.speaker, bool(statement.why)) == (None, True)


if __name__ == "__main__":
    PATH.write_text(RULES_PART.sub(lambda _: rules_table(), PAGE), encoding="utf-8")
