"""A text as a string of letters, one a token. One comment a row; the letters are listed in shapes.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.tokens import BLANKS
from musnad.reading.shapes import Shape, vocabulary

SHAPES = [
    ("", ""),
    # cues
    ("قال الوزير إن", "VTn"),  # a past verb, a title, «that»
    ("وقال الوزير", "VT"),  # «و» is on the verb
    ("فقال", "V"),
    ("قَالَ الوَزِيرُ", "VT"),  # vowel marks change nothing
    ("قـــال", "V"),  # nor does tatweel
    ("ﻗﺎﻝ", "V"),  # nor letter forms out of a PDF
    ("يؤكد ستؤكد", "PP"),  # present and future
    ("مشيرا إلى أن", "Aen"),  # a participle, its preposition
    ("مؤكدة مؤكدين", "AA"),
    ("قوله إن", "Mn"),  # a noun of saying with its pronoun
    ("بين بيّن", "vV"),  # «between» or a verb, told by its shadda
    ("نفى نفي", "VK"),  # the verb and the noun, told by ى
    # who speaks
    ("المتحدث المتحدثة المتحدثون", "TTT"),
    ("وزارة الصحة", "OO"),
    ("مصدر أمني", "UK"),
    ("للصحفيين لوكالة", "TJ"),  # a glued preposition
    ("علي على", "Ya"),  # a name and a preposition, told by ى
    ("عدن", "E"),  # a city, no verb of women
    # small words
    ("في عن من إلى على له", "fomeal"),
    ("أن أنه بأن بأنه وأن وأنه", "nNbBwW"),
    ("الذي ما هذا لم قد كان كما لكن", "rzdxqkcs"),
    ("وقد وكان ولم وفي", "qkxf"),  # with «و»
    ("أمس بدوره خلال", "tih"),
    # signs
    ("«نعم»، (لا).", "<K>,(x)."),
    ("“ ” ‹ › „ ‟", "<><><<"),
    ("\" ＂ ' ‘ ’", "\"\"'''"),
    ("! ? ؟ … . ؛ ; : ، ,", ".....;;:,,"),
    ("- – — −", "----"),
    ("[ ]", "()"),
    ("/ % 🌍 \x00", "****"),
    ("نعم\n\nنعم", "K//K"),  # each line feed
    ("نعم\r\nنعم", "K/K"),  # a carriage return is a blank
    ("\u200fنعم\u200f", "_K"),  # blanks before the first word
    # what is no Arabic word
    ("25 ٢٥ ۲۵", "###"),
    ("NATO é", "LL"),
    ("COVID-19", "L-#"),
    ("نهر2", "K"),  # Arabic with a digit
    # no entry, told by how it looks
    ("الزنبقة", "D"),  # with the article
    ("زنبقة", "K"),
    ("زنبقاً", "I"),  # in tanwin
]  # fmt: skip


@pytest.mark.parametrize(("text", "letters"), SHAPES)
def test_letters(text, letters):
    assert Shape(text, vocabulary()).letters == letters


CLITICS = [
    # word, base, with «و» or «ف», glued preposition, definite
    ("وزير", "وزير", False, "", False),  # its first letter is its own
    ("الوزير", "وزير", False, "", True),
    ("والوزير", "وزير", True, "", True),
    ("ووزير", "وزير", True, "", False),
    ("للوزير", "وزير", False, "ل", True),
    ("لوزير", "وزير", False, "ل", False),
    ("بالوزير", "وزير", False, "ب", True),
    ("وبالوزير", "وزير", True, "ب", True),
    ("وللوزير", "وزير", True, "ل", True),
    ("كوزير", "وزير", False, "ك", False),
    ("الزنبقة", "زنبقه", False, "", True),  # a word without an entry
    ("بالزنبقة", "زنبقه", False, "ب", True),
    ("بيان", "بيان", False, "", False),  # a text, not «in يان»
    ("لجنة", "لجنه", False, "", False),
    ("كتلة", "كتله", False, "", False),
]


@pytest.mark.parametrize(("word", "base", "with_and", "glued", "definite"), CLITICS, ids=[row[0] for row in CLITICS])
def test_clitics(word, base, with_and, glued, definite):
    form = Shape(word, vocabulary()).form(0)
    assert (form.base, form.with_and, form.glued, form.definite) == (base, with_and, glued, definite)


def test_a_form_is_of_the_word_whatever_stands_around():
    """A token is looked up with the blanks behind it: they must not change what it is."""
    words = vocabulary()
    for word in ("وقال", "الوزير", "بيّن", "«", ".", "25", "أنه"):
        bare, spaced = words.analyse(word), words.analyse(word + " \u200f")
        assert (bare.letter, bare.word, bare.base, bare.length) == (spaced.letter, spaced.word, spaced.base, len(word))
        assert (bare.space, spaced.space) == (False, True)


LETTERS = {*"._,;:/<>\"'()-*nNbBwWeaomflrzdxqkcshtiVvPAMGgZyTUORJESYDIK#L"}
ARABIC = st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF, exclude_categories=["Cn"]), max_size=8)


@given(
    st.lists(ARABIC | st.text(max_size=3) | st.sampled_from(["و", "ف", "ب", "ال", "لل", "س", " ", "\n"])).map("".join)
)
def test_every_token_has_a_letter_and_its_place(text):
    shape = Shape(text, vocabulary())
    assert len(shape.letters) == len(shape.chunks) and {*shape.letters} <= LETTERS
    place = 0
    for i, chunk in enumerate(shape.chunks):
        assert shape.starts[i] == place
        assert text[place : shape.end(i)] == shape.form(i).bare == chunk.rstrip(BLANKS)
        place += len(chunk)
    assert place == len(text)
