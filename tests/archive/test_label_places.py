"""What stands behind the figures of labels: each figure has as many places as it says, and they are those."""

import itertools

import pytest

import musnad
from musnad.archive.label_places import Chosen, find_labels, labelled_entities, labelled_families
from musnad.errors import ArchiveError

OWN = "دخل المسلحون البلدة رقم {n} صباحا. واستقبل رئيس النظام السوري بشار الأسد الوفد."
QUOTED = "قال الوزير سعد المرزوق إن الإرهابيين و«المسلحين» دخلوا القرية رقم {n} مساء."


@pytest.fixture
def archive(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for n in range(4):
            archive.add(musnad.read(OWN.format(n=n), outlet="النهر", published={"at": f"2031-05-{n + 1:02}"}))
        for n in range(3):
            day = {"at": f"2031-06-{n + 1:02}"} if n else None
            archive.add(musnad.read(QUOTED.format(n=n), outlet="الساحل" if n else None, published=day))
        yield archive


@pytest.mark.parametrize("asked", ["armed_group", "ruler", "person/bashar_al_assad"])
@pytest.mark.parametrize("by", [None, "outlet", "speaker", "month"])
def test_each_figure_has_its_places(archive, asked, by):
    table = archive.labels(asked, by=by, limit=None, places=None)
    assert table.rows
    with archive.reading() as connection:
        for row, voice in itertools.product(table.rows, ("own", "quoted", "all")):
            chosen = Chosen(voice=voice, by=by, group=row.group, epithet=row.epithet, within=row.within or "")
            many, places = find_labels(connection, asked, chosen)
            wanted = [place for place in row.places if voice in ("all", place.voice)]
            assert (many, places) == (len(wanted), wanted)


def test_places_come_in_parts(archive):
    with archive.reading() as connection:
        many, all_of_them = find_labels(connection, "armed_group", Chosen())
        parts = [find_labels(connection, "armed_group", Chosen(), skip=n, limit=2)[1] for n in range(0, many, 2)]
    assert many > 8 and list(itertools.chain(*parts)) == all_of_them


def test_a_rejected_statement_leaves_its_labels_to_the_outlet(archive):
    with archive.reading() as connection:
        before = {one.asked: (one.own, one.quoted) for one in labelled_families(connection)}
    found = next(iter(archive.search("الإرهابيين")))
    archive.correct(found.id, "reject", by="هالة", why="تجربة")
    with archive.reading() as connection:
        after = {one.asked: (one.own, one.quoted) for one in labelled_families(connection)}
    own, quoted = before["armed_group"]
    assert after["armed_group"] == (own + 2, quoted - 2) and after["ruler"] == before["ruler"]
    table = archive.labels("armed_group")
    assert after["armed_group"] == (sum(r.own for r in table.rows), sum(r.quoted for r in table.rows))


def test_entities_with_labels_are_one_where_people_said_so(archive):
    with archive.reading() as connection:
        (assad,) = (one for one in labelled_entities(connection) if one.asked == "person/bashar_al_assad")
    assert (assad.own, assad.quoted) == (4, 0)
    other = next(one.id for one in archive.entities if "المرزوق" in one.name)
    archive.entities.merge("person/bashar_al_assad", other, by="هالة", why="تجربة")
    with archive.reading() as connection:
        found = {one.asked: (one.own, one.quoted) for one in labelled_entities(connection)}
        assert found[other] == (4, 0) and "person/bashar_al_assad" not in found
        assert find_labels(connection, other, Chosen())[0] == 4
        with pytest.raises(ArchiveError, match="families"):
            find_labels(connection, "لا أحد هنا", Chosen())
