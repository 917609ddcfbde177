"""When an article is of, and what is taken of a document."""

import pytest

from musnad.document import Document
from musnad.model import Cut, Relay, Span, Speaker
from musnad.stories.article import article_of, minutes

DAY = 1440
TIMES = [  # published, added, days since 1970
    ("1970-01-03T06:00:00", None, 2.25),
    ("1970-01-03 06:00", None, 2.25),
    ("1970-01-03T06:00:00+03:00", None, 2.125),
    ("1970-01-03", None, 2.5),  # a day is its noon
    ("1970-01", None, None),  # a month says too little
    ("1970", None, None),
    ("", None, None),
    (None, None, None),
    ("gestern", None, None),
    ("1970-02-31", None, None),
    (None, "1970-01-05T00:00:00Z", 4),
    ("1970-01", "1970-01-05T00:00:00Z", 4),
    ("2099-01-01", "1970-01-05T00:00:00Z", 4),  # it can't have been printed there yet
    ("1970-01-05T12:00:00", "1970-01-05T00:00:00Z", 4.5),  # zones and clocks differ by less than a day
    ("2099-01-01", None, 47117.5),  # nobody knows better
]


@pytest.mark.parametrize(("published", "added", "days"), TIMES)
def test_times(published, added, days):
    assert minutes(published, added) == (None if days is None else days * DAY)


def test_what_is_taken_of_a_document():
    text = "عنوان\n\nالصدف (وسا) – قال الوزير فاضل إن المطر غزير، وقال مصدر إنه خفيف.\n\nاقرأ أيضا"
    minister, source, agency = ("الوزير فاضل", "مصدر", "وسا")

    def span(words):
        return Span(text.index(words), text.index(words) + len(words), words)

    document = Document(
        id="d", text=text, title="عنوان", outlet="النهر", outlet_id="nahr",
        published={"at": "2020-05-01", "precision": "day", "evidence": "given"},
        speakers=(
            Speaker("S1", "person", span(minister), (span(minister),)),
            Speaker("S2", "unnamed", span(source), (span(source),)),
        ),
        relays=(Relay("agency", span(agency)), Relay("agency", span("وسا"), "unnamed")),
        cut=(Cut(*[text.index("اقرأ"), len(text)], "اقرأ أيضا", "link"),),
    )  # fmt: skip
    article = article_of(document, added="2020-05-02")
    assert (article.id, article.title, article.outlet, article.outlet_id) == ("d", "عنوان", "النهر", "nahr")
    assert (article.published, article.added) == ("2020-05-01", "2020-05-02")
    assert (article.speakers, article.credits) == ((minister,), (agency,))
    assert text[slice(*article.cut[0])] == "اقرأ أيضا"
