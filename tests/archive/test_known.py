"""`entity:` and `country:` find the statements of whom people and the lexicon know, as it is decided now."""

import pytest

import musnad
from musnad.archive.entity_search import with_entities
from musnad.archive.query import parse
from musnad.archive.tables import statements
from musnad.archive.verifying import is_found
from musnad.archive.worded import read, worded
from musnad.errors import QueryError

SAID = (
    "قال وزير الخارجية السوري وليد المعلم إن اللقاء بدأ. وقال الوالي سعد المرزوق إن الطريق آمنة. "
    "وذكر مصدر أن الوفد غادر.",
    "قال الوالي سعد المرزوقي إن الجسر سيفتح غدا. وأكد وليد المعلم أن الوفد عاد.",
)


@pytest.fixture
def archive(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for text in SAID:
            archive.add(musnad.read(text, outlet="النهر"))
        yield archive


def speakers(archive, query):
    search = archive.search(query)
    found = sorted(result.who or "" for result in search)
    assert search.count() == len(found)
    return found


def entity(archive, name):
    return next(result.entity for result in archive.search(f"who:{name}"))


def test_an_entity_is_found_by_its_id_alone(archive):
    muallem = entity(archive, "المعلم")
    assert all("المعلم" in who for who in speakers(archive, f"entity:{muallem}"))
    assert len(speakers(archive, f"entity:{muallem}")) == 2
    assert len(speakers(archive, f"NOT entity:{muallem}")) == 3
    assert speakers(archive, "entity:nobody") == []
    assert len(speakers(archive, "entity:nobody OR الجسر")) == 1


def test_those_who_are_one_are_found_together(archive):
    one, other = entity(archive, "المرزوق"), entity(archive, "المرزوقي")
    assert one != other and len(speakers(archive, f"entity:{one}")) == 1
    decision = archive.entities.merge(other, one, by="هالة", why="تجربة")
    assert len(speakers(archive, f"entity:{one}")) == len(speakers(archive, f"entity:{other}")) == 2
    archive.entities.undo(decision.id, by="هالة", why="تجربة")
    assert len(speakers(archive, f"entity:{one}")) == 1


def test_a_state_finds_who_speaks_for_it(archive):
    assert len(speakers(archive, "country:SY")) == len(speakers(archive, "country:sy")) == 2
    assert len(speakers(archive, "country:none")) == 3 and len(speakers(archive, "NOT country:none")) == 2
    assert speakers(archive, "country:YE") == []
    with pytest.raises(QueryError, match="two letters"):
        archive.search("country:Syria")


@pytest.mark.parametrize("query", [
    "entity:E OR السد", "NOT (entity:E OR country:none)", "country:SY NOT entity:E",
    "(country:SY OR entity:nobody) الوفد", "NOT country:SY since:2031", "country:none OR since:2031",
    '"الطريق آمنة" OR entity:E',
    "entity:nobody NOT country:none",
])  # fmt: skip
def test_the_index_and_a_look_at_each_statement_agree(archive, query):
    query = query.replace("entity:E", f"entity:{entity(archive, 'المعلم')}")
    with archive.engine.connect() as connection:
        node = with_entities(connection, parse(query))
        rows = list(read(connection, worded(statements.columns.keys())))
    wanted = {row["id"] for row in rows if is_found(node, row)}
    assert {result.id for result in archive.search(query)} == wanted
    assert archive.search(query).count() == len(wanted)
