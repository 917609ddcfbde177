"""What a naming says: the personal name in it, the office, the state or organisation that the office is of.

«وزير الدفاع الروسي سيرغي شويغو» → سيرغي شويغو; وزير دفاع; RU. It works on the words of the naming alone, so that one
that comes again (news repeats its namings) is taken apart once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from musnad.arabic.letters import fold
from musnad.arabic.search_words import readings
from musnad.lexicon.entities import EntityCatalogue, entity_catalogue, plain
from musnad.reading.shapes import Form, Shape, vocabulary

LONGEST = 24  # words of a naming that are looked at
LONGEST_BODY = 6  # words of the name of an organisation or a state
LONGEST_TITLE = 5  # words of the name of an office
_SILENT = frozenset('_<>"')  # blanks, and marks round a part of a naming: حركة «حماس»
_BREAKS = frozenset(",;:/()-")
_NAME = frozenset("YK")
_BETWEEN = frozenset("DSvZMA")  # what a name has behind its first word: الأسد، العربي, also verbs
_RANKS = frozenset(("honorific", "rank", "profession", "relation"))
_SONS = frozenset(("بن", "ابن", "بنت", "ال", "ابو", "ابي", "ام", "عبد", "بو", "ولد"))
_OPENS_NAME = frozenset(("د", "م", "ا", "أ"))  # abbreviated titles: د. نبيل


# Common nouns before the name of a body, and the categories (organisations.yaml) that they may stand before.
_HEADS = {
    "حركه": ("armed_group", "party"), "تنظيم": ("armed_group", "party"), "جماعه": ("armed_group", "party", "religious"),
    "منظمه": ("armed_group", "ngo", "human_rights", "relief", "international", "regional", "un_body"),
    "حزب": ("party",), "شركه": ("company",), "مجموعه": ("company",), "بنك": ("bank",), "مصرف": ("bank",),
    "نادي": ("sport",), "فريق": ("sport",), "مليشيا": ("armed_group",), "ميليشيا": ("armed_group",),
    "ميليشيات": ("armed_group",), "مليشيات": ("armed_group",), "كتائب": ("armed_group",),
    "قوات": ("armed_group", "army"),
    "مؤسسه": ("company", "ngo", "research"), "معهد": ("research",), "مركز": ("research",), "جامعه": ("university",),
}  # fmt: skip


class Title(NamedTuple):
    """An office in a naming: its key, and whose it is (ISO 3166, an organisation's id, or empty)."""

    key: str
    where: str
    place: tuple[int, int]  # words [first, end)


class Naming(NamedTuple):
    """A naming taken apart.

    Args:
        words: its words, folded, without what is glued before the first.
        name: words [first, end) of the personal name; empty where there is none.
        titles: offices, in their order; `holds` the first of them, what the person is.
        body: id of the organisation or state that the whole naming is, or empty.
        institution: key of a state's institution.
        country: ISO 3166 of the state whose institution it is.
        joint: it names several.
        ranks: words that tell no office (الدكتور، العقيد) stand in it.
        serves: who speaks serves the one named behind, or is related (الطبيبة الخاصة للوزيرة …، والد …).
        letters, forms: of its words, as `shapes` has them.
    """

    words: tuple[str, ...]
    name: tuple[int, int]
    titles: tuple[Title, ...]
    body: str
    institution: str
    country: str
    joint: bool
    ranks: bool
    serves: bool
    letters: str
    forms: tuple[Form, ...]

    @property
    def name_text(self) -> tuple[str, ...]:
        """The words of the personal name."""
        return self.words[slice(*self.name)]


@lru_cache(1 << 15)  # namings; 3,804 articles have about 9,000
def parse_naming(text: str) -> Naming:
    """Take a naming apart."""
    return _Parser(text, entity_catalogue()).parse()


class _Parser:
    """One naming: its tokens in segments between commas and brackets."""

    def __init__(self, text: str, catalogue: EntityCatalogue) -> None:
        shape = Shape(text, vocabulary())
        pairs = zip(shape.forms, shape.letters, strict=True)
        tokens = [(form, letter) for form, letter in pairs if letter not in _SILENT]
        self.catalogue = catalogue
        self.forms = [form for form, _ in tokens][:LONGEST]
        self.letters = "".join(letter for _, letter in tokens)[:LONGEST]
        self.words = [form.word for form in self.forms]
        if self.forms and self.forms[0].letter not in "V":
            self.words[0] = unglued(self.forms[0])

    def parse(self) -> Naming:
        name, titles, joint = (0, 0), list[Title](), False
        segments = [*self._segments()]
        for first, end in segments:
            joint = joint or self._is_joint(first, end)
            found = self._titles(first, end)
            titles += found
            here = self._name(first, end, found)
            if name == (0, 0) and here != (0, 0):
                name = here
        head = segments[0] if segments else (0, 0)
        institution, country = self._institution(*head)
        body = "" if institution or titles else self._body(*head)
        ranks = any(form.noun is not None and form.noun.role in _RANKS for form in self.forms)
        serves = any(
            letter == "T" and (self._is_relation(k) or (k and self.forms[k].glued == "ل" and not self._is_rank(k)))
            for k, letter in enumerate(self.letters[: name[0]])
        ) or self._is_of_office(name[0], titles) or self._is_agent()  # fmt: skip
        return Naming(
            tuple(self.words), name, tuple(titles), body, institution, country, joint, ranks, serves, self.letters,
            tuple(self.forms),
        )  # fmt: skip

    def _segments(self) -> Iterator[tuple[int, int]]:
        start = 0
        for k, letter in enumerate(self.letters):
            is_point = letter == "." and not (k and self.words[k - 1] in _OPENS_NAME)
            if letter in _BREAKS or is_point:
                if k > start:
                    yield start, k
                start = k + 1
        if len(self.letters) > start:
            yield start, len(self.letters)

    def _is_joint(self, first: int, end: int) -> bool:
        """«فلان وفلان»: a glued و before a name or a title; not inside the name of an office (التربية والتعليم)."""
        return any(
            self.forms[k].with_and
            and (self.letters[k] in "YTU" or (self.letters[k] == "O" and self.letters[first] == "O"))
            for k in range(max(first, 1), end)
        )  # fmt: skip

    def _titles(self, first: int, end: int) -> list[Title]:
        found: list[Title] = []
        k = first
        while k < end:
            if self.letters[k] != "T" or self._is_rank(k) or self._in_body(k, first):
                k += 1
                continue
            key, behind = self._office(k, end)
            if not key:
                k += 1
                continue
            where, behind = self._where(behind, end)
            where = where or self.catalogue.implied.get(self._written(k, behind), "")
            found.append(Title(key, where, (k, behind)))
            k = behind
        return found

    def _in_body(self, k: int, first: int) -> bool:
        """Tell whether word `k` stands in the name of an institution: «مركز الملك سلمان»."""
        if k <= first or self.letters[k - 1] != "O" or self.forms[k - 1].definite:
            return False
        return self.forms[k].definite or plain(self.words[k]) == "خادم"

    def _is_rank(self, k: int) -> bool:
        noun = self.forms[k].noun
        return noun is not None and noun.role in _RANKS and self.forms[k].stem not in ("مستشار", "متحدث", "ناطق")

    def _is_of_office(self, name: int, titles: list[Title]) -> bool:
        """«بمكتب الرئيس …»: tell whether the title before the name belongs to what stands before that title."""
        k = name - 1
        while k > 0 and self.letters[k] in "DSE":
            k -= 1
        own = any(title.place[0] < k < title.place[1] for title in titles)  # رئيس مجلس النواب …
        return k > 0 and not own and self.letters[k] == "T" and self._in_body(k, 0)

    def _is_agent(self) -> bool:
        """«وكيل مغنية …»: a title in construct with somebody's profession."""
        if self.letters[:2] != "TT" or self.forms[0].definite or self.forms[1].definite or self._is_rank(0):
            return False
        noun = self.forms[1].noun
        return noun is not None and noun.role == "profession"

    def _is_relation(self, k: int) -> bool:
        noun = self.forms[k].noun
        return noun is not None and noun.role == "relation"

    def _office(self, k: int, end: int) -> tuple[str, int]:
        """Return the office whose name begins at word `k`, and where it ends; one without a known name is itself."""
        words = [plain(self._bare(k)), *(plain(word) for word in self.words[k + 1 : min(end, k + LONGEST_TITLE)])]
        for size in range(len(words), 0, -1):
            office = self.catalogue.titles.get(" ".join(words[:size]))
            if office is not None and not self._goes_on(k, k + size, end):
                return office, k + size
        size = 1
        while k + size < end and self.letters[k + size] in "ODTK" and size < 3 and not self._is_place(k + size):
            size += 1
        return " ".join(words[:size]), k + size

    def _goes_on(self, first: int, k: int, end: int) -> bool:
        """«مستشار الأمن القومي»: tell whether what follows an office without article says which office it is."""
        if k >= end or self.forms[k - 1].definite or (k - 1 > first and self.letters[k - 1] == "D"):
            return False
        return self.letters[k] in "OD" and self.forms[k].definite and not self.forms[k].glued and not self._is_place(k)

    def _written(self, k: int, end: int) -> str:
        return " ".join([plain(self._bare(k)), *(plain(word) for word in self.words[k + 1 : end])])

    def _bare(self, k: int) -> str:
        form = self.forms[k]
        return form.base if form.glued or form.with_and else self.words[k]

    def _is_place(self, k: int) -> bool:
        return plain(self._bare(k)) in self.catalogue.countries

    def _where(self, k: int, end: int) -> tuple[str, int]:
        """Return whose office it is that ends before word `k`, and where that ends."""
        for size in range(min(LONGEST_BODY, end - k), 0, -1):
            body = self._body_at(k, k + size)
            if body:
                entity = self.catalogue.entities[body]
                return entity.country if entity.kind == "state" else body, k + size
        if k < end:
            country = self.catalogue.countries.get(plain(self._bare(k)))
            if country:
                return country, k + 1
        return "", k

    def _body_at(self, first: int, end: int) -> str:
        """Return the organisation or state that words [first, end) are the name of."""
        rest = [plain(word) for word in self.words[first + 1 : end]]
        word = self.words[first]
        for head in dict.fromkeys((plain(word), *sorted(readings(word)))):
            ids = self.catalogue.bodies.get(" ".join((head, *rest)))
            if ids and len(ids) == 1 and (rest or self._has_article_of(first, ids[0])):
                return ids[0]
        return ""

    def _has_article_of(self, k: int, body: str) -> bool:
        """Tell whether word `k` is a name of one word with the article that the name has: الفتح is not فتح."""
        word = self.words[k]
        own = {fold(name) for name in self.catalogue.entities[body].names}
        return word in own or not own.isdisjoint(readings(word)) or unglued(self.forms[k]) in own

    def _body(self, first: int, end: int) -> str:
        """Return the organisation or state that a segment is, also behind a common noun (منظمة، حركة)."""
        if end - first > LONGEST_BODY + 1 or first == end:
            return ""
        found = self._body_at(first, end) if end - first <= LONGEST_BODY else ""
        if not found and end - first > 1 and self.letters[first] == "O":
            found = self._body_at(first + 1, end)
            while not found and end - first > 2 and self.letters[end - 1] in "SD" and self.forms[end - 1].definite:
                end -= 1  # adjectives of whoever calls it so: حركة … المتمردة
                found = self._body_at(first + 1, end)
            found = found if self._may_head(first, found) else ""
        return found

    def _may_head(self, k: int, body: str) -> bool:
        """Tell whether common noun `k` may stand before the name of a body: حركة فتح, but not نادي الفتح."""
        categories = _HEADS.get(plain(self._bare(k)), ())
        return body.startswith("organisation/") and self.catalogue.entities[body].category in categories

    def _institution(self, first: int, end: int) -> tuple[str, str]:
        """Return the institution and the state of «وزارة الدفاع الروسية», «الخارجية السورية»."""
        if end - first < 2 or plain(self._bare(first)) not in self.catalogue.institution_heads:
            return "", ""
        for size in range(min(LONGEST_TITLE, end - first - 1), 0, -1):
            key = " ".join([plain(self._bare(first)), *(plain(w) for w in self.words[first + 1 : first + size])])
            institution = self.catalogue.institutions.get(key)
            if institution is None:
                continue
            where, behind = self._where(first + size, end)
            if len(where) == 2 and behind == end:
                return institution, where
        return "", ""

    def _name(self, first: int, end: int, titles: list[Title]) -> tuple[int, int]:
        """Return the words of the personal name in a segment: it opens it, or ends what its title says."""
        letters, forms = self.letters, self.forms
        start = first
        if letters[first] == "T":
            start = self._behind_titles(first, end, titles)
        behind = start
        while behind < end and (letters[behind] in _NAME or (behind > start and letters[behind] in _BETWEEN)):
            if behind > start and ((forms[behind].glued and letters[behind] not in "YK") or self._is_and(behind)):
                break
            behind += 1
        return (start, behind) if behind > start and self._is_name(start, behind) else (0, 0)

    def _is_and(self, k: int) -> bool:
        return self.forms[k].with_and

    def _is_name(self, start: int, end: int) -> bool:
        return any(self.letters[k] == "Y" and self.words[k] not in _SONS for k in range(start, end)) or (
            end - start > 1 and self.letters[start] in "K"
        )

    def _behind_titles(self, first: int, end: int, titles: list[Title]) -> int:
        """Return where the name may begin: behind the last title, its state, and what tells of it, else at `end`."""
        letters = self.letters
        start = max([first, *(title.place[1] for title in titles)])
        while (start < end and letters[start] in "T.") or (start < end and self.words[start] in _OPENS_NAME):
            start += 1
        if start < end and letters[start] in _NAME:
            return start
        given, is_body = None, False
        for k in range(start, end):
            is_body = letters[k] in "TYK" and (is_body or (letters[k] == "T" and self._in_body(k, first)))
            if letters[k] == "Y" and not self.forms[k].glued and not is_body:
                given = k
                break
        if given is None:
            run = end
            while run > start and letters[run - 1] in "KD" and not self.forms[run - 1].glued:
                run -= 1
            while run < end and letters[run] == "D":
                run += 1
            return run
        return given


def written_name(text: str) -> str:
    """Return the personal name in a naming as it is written there; the whole naming where there is none."""
    first, end = parse_naming(text).name
    if first == end:
        return text
    shape = Shape(text, vocabulary())
    places = [k for k, letter in enumerate(shape.letters) if letter not in _SILENT]
    return text[shape.starts[places[first]] : shape.end(places[end - 1])]


def unglued(form: Form) -> str:
    """Return a word of a naming without the conjunction and the preposition before it; its article stays."""
    if not (form.glued or form.with_and):
        return form.word
    return ("ال" if form.definite else "") + form.base
