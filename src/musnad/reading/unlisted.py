"""People and organisations in no catalogue: whether a naming is whole and clean enough to be an entity by itself.

The reader finds who speaks, not always where the name ends; two documents with one speaker must not become one with
somebody else for a word too many. So a naming counts where all its words are such as names have, and no others.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from musnad.arabic.full_names import taken_apart
from musnad.arabic.letters import fold
from musnad.arabic.spelling_keys import spelling
from musnad.lexicon.entities import ARAB, body_key, entity_catalogue, plain
from musnad.reading.namings import Naming
from musnad.reading.shapes import Form, vocabulary

LONGEST_LINK = 5  # letters of a word in `_LINKS`
LONGEST_BODY = 9  # words of an organisation's name that makes an entity by itself
_LINKS = frozenset((  # a name goes on behind
    "بن", "ابن", "بنت", "ال", "ابو", "ابي", "ابا", "ام", "بو", "ولد", "عبد", "دي", "دو", "دا", "دل", "ديل", "فان",
    "فون", "ماك", "سان",
))  # fmt: skip
# Who is named with the office of another, and mostly with a name: النائب الأول لرئيس اللجنة ….
_DEPUTIES = frozenset(("نائب", "نائبه", "مساعد", "مساعده", "معاون", "مستشار", "مستشاره"))
_NAMES_TOO = frozenset(("عماد", "رائد"))  # ranks that men are called by
_SONS = frozenset(("بن", "ابن", "بنت"))
# Heads of states, cities and regions, which are no organisations.
_PLACES = frozenset((
    "دوله", "مملكه", "جمهوريه", "سلطنه", "مدينه", "محافظه", "منطقه", "بلده", "قريه", "حي", "جزيره", "ولايه", "اقليم",
))  # fmt: skip
_OPEN = frozenset(("ابو", "ام", "بو", "عبد"))  # of these, those that a name may begin with
_GOES_ON = re.compile(r"[ \u00a0]*[-\u2010-\u2012][ \u00a0]*\w")  # a double name: لوبيز - خيمينيث; a dash is longer
_INITIAL = re.compile(r"\b\w{1,2}$")
_BESIDE = re.compile(r"(\w+)[ \u00a0]+$"), re.compile(r"[ \u00a0]+(\w+)")  # the words before and behind a naming
# The letters of shapes.py: titles, their nouns and adjectives, nisbas, organisations, places, prepositions in and of.
_BEFORE = re.compile("[TODSEKtf,.:]*")
_NO_SURNAME = re.compile("(?:ين|ون|ات|ه)$")  # how what stands behind a surname may end, if it is no name
_BEHIND = re.compile("[,(T]|$")
# A common noun of organisations, then what tells which: adjectives, places, organisations, a title where it is part of
# the name (مركز الملك …).
_BODY = re.compile(r"O(?:O*[DSEK]|(?<=O)TY+)[ODSEK]*")


def own_name(naming: Naming) -> str | None:
    """Return the id of somebody in no catalogue; None where what stands there is no certain name.

    `name/…` for one that few bear, `bearer/…` for one that many bear with the office that stands beside it.
    """
    first, end = naming.name
    words = taken_apart(" ".join(naming.name_text)).words
    titled = "T" in (naming.letters[:1], naming.letters[end : end + 1])
    if len(words) < 2 or not _is_clean(naming) or _is_known_alone(naming):
        return None
    if not _is_name(naming.forms[first:end], naming.letters[first:end], titled=titled):
        return None
    if len(words) > 2 or not is_common(words[-1]):
        return "name/" + digest(*words)
    if not naming.titles or naming.titles[0].place[0] >= end:
        title = next((title for title in naming.titles if title.place[0] == end), None)
    else:
        title = naming.titles[0]
    if title is None:
        return None
    rest = naming.words[title.place[1] : first] if title.place[1] < first else ()
    return "bearer/" + digest(*words, "|", title.key, title.where, *rest)


def is_common(surname: str) -> bool:
    """Tell whether many bear a surname: it is in the lexicon, with or without article, and of an Arab shape."""
    known, names = spelling(surname), vocabulary().lexicon.names
    is_listed = surname in names or surname.removeprefix("ال") in names
    return is_listed and (known.article or known.native or known.parts is not None)


def _is_known_alone(naming: Naming) -> bool:
    """«نتنياهو الهجوم»: tell whether the first word is a surname known by itself, so that the second is no name."""
    first, end = naming.name
    catalogue = entity_catalogue()
    ids = catalogue.single.get(spelling(naming.words[first]).key, ()) if end - first == 2 else ()
    return any(catalogue.entities[id].country not in ARAB for id in ids)


def is_cut(text: str, start: int, end: int) -> bool:
    """Tell whether the name at [start, end) goes on beyond it: «… ماركو بولو» of ماركو بولو دل نيرو."""
    if _GOES_ON.match(text, end) or (text[end : end + 1] == "." and _INITIAL.search(text, start, end)):
        return True
    before = _BESIDE[0].search(text, max(start - 2 * LONGEST_LINK, 0), start)
    behind = _BESIDE[1].match(text, end, end + 2 * LONGEST_LINK)
    return any(found is not None and fold(found[1]) in _LINKS | {"الله"} for found in (before, behind))


def _is_clean(naming: Naming) -> bool:
    """Tell whether nothing stands before the name but titles and what belongs to them, and nothing else behind."""
    first, end = naming.name
    letters = naming.letters
    serves = naming.serves and plain(naming.words[0]) not in _DEPUTIES
    if naming.joint or serves or not _BEHIND.match(letters, end) or not is_headed(naming, first):
        return False
    if first and (letters[first - 1] == "K" or _is_given(naming, first - 1)):
        return False  # the name begins before what is known of it
    if first and plain(naming.words[first - 1]) in _PLACES and naming.words[first] in _LINKS:
        return False  # a place whose name is like a person's: محافظة أبو …
    is_title = letters[end : end + 1] == "T" and naming.forms[end].definite
    return not (is_title and (letters[end:] == "T" or naming.words[end - 2] in _SONS))  # a surname: … بن حازم المخرج


def _is_given(naming: Naming, k: int) -> bool:
    """Tell whether word `k` may be a given name that is a rank too: الفريق رائد …، المتحدث باسم البلدية عماد …."""
    form = naming.forms[k]
    if k < 1 or form.definite or form.noun is None or form.noun.role != "rank":
        return False
    before = naming.forms[k - 1].noun
    return form.word in _NAMES_TOO or (before is not None and before.role == "rank")


def is_headed(naming: Naming, first: int) -> bool:
    """Tell whether nothing stands before word `first`, or titles and what belongs to them, of one person."""
    letters = naming.letters
    if first == 0:
        return True
    head = naming.forms[0].noun
    number = head.number if head is not None else ""
    is_many = number in ("p", "d") or (not number and naming.words[0].endswith(("ون", "ين")))
    is_one = letters[0] == "T" and not is_many
    return is_one and _BEFORE.fullmatch(letters, 0, first) is not None


def _is_name(forms: Sequence[Form], letters: str, *, titled: bool) -> bool:
    """Tell whether words are those of a personal name: a given name, then names, nisbas, and after بن whatever comes.

    Args:
        titled: a title stands beside it, so that a foreign name may have a given name that is not known.
    """
    written = [form.word for form in forms]
    own = [word for word in written if word not in _LINKS]
    if written[0] in _LINKS - _OPEN or written[-1] in _LINKS or len(set(own)) < len(own):
        return False
    if min(map(len, written)) < 2:
        return False
    if letters[0] != "Y":
        is_foreign = letters == "K" * len(letters) and taken_apart(" ".join(written)).foreign
        return titled and is_foreign and not _NO_SURNAME.search(written[-1])
    if written[0].startswith("ال"):
        return False
    behind_article = has_surname = False
    for k in range(1, len(written)):
        linked = written[k - 1] in _LINKS
        definite = written[k].startswith("ال") and written[k] != "ال"
        if behind_article and not definite and not linked and written[k] not in _LINKS:
            return False  # a second name begins: … العرفج أحمد …
        if definite and (behind_article or has_surname) and not linked and _NO_SURNAME.search(written[k]):
            return False  # the sentence goes on: … القرني المسلمين
        if definite and (has_surname or behind_article) and letters[k] != "Y" and not linked:
            return False  # the sentence goes on: هزازي المنتقل
        may_end = k == len(written) - 1 and not forms[k].with_and and (
            written[k].endswith("ي") or (k == 1 and not _is_nisba(written[0]))
        )
        if letters[k] not in "YDS" and not linked and not may_end:
            return False  # a word that is no name
        if letters[k] != "Y" and (forms[k].with_and or written[k].startswith("و")):
            return False
        behind_article = definite and not linked
        has_surname = not definite and (letters[k] == "K" or _is_nisba(written[k]))
    return True


def _is_nisba(word: str) -> bool:
    """Tell whether a name is one of origin, which mostly stands last: حجازي."""
    return len(word) > 4 and word.endswith("ي")


def own_body(naming: Naming, text: str) -> str | None:
    """Return the id of an organisation in no catalogue, `body/…`; None where it is no certain name of one."""
    key, letters, forms = body_key(text).split(), naming.letters, naming.forms
    if naming.joint or not 3 <= len(key) <= LONGEST_BODY or len(key) != len(letters):
        return None
    if not _BODY.fullmatch(letters) or not set(letters) & set("ESY"):
        return None
    if plain(naming.words[0]) in _PLACES:
        return None
    told = False
    head = forms[0].noun
    if (head is not None and head.number == "p") or forms[0].word.endswith("ات"):
        return None  # الأندية السعودية are many
    for k in range(1, len(forms)):
        form = forms[k]
        if form.with_and and letters[k] in "OE":
            return None  # two
        if letters[k] == "K" and form.glued != "ل":
            return None
        if letters[k] == "O" and form.definite and not form.glued and told:
            return None  # another one begins
        is_free = not form.glued and letters[k - 1] == "E"
        if is_free and letters[k] == "D":
            return None  # the sentence goes on behind a place
        told = told or letters[k] in "ES"
    return "body/" + digest(*key)


def digest(*parts: str) -> str:
    """Return the hash of words that makes an id."""
    return hashlib.blake2b(" ".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
