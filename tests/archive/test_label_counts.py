"""What is called what in an archive: counts, shares, voices, places, groups."""

import msgspec
import pytest

import musnad
from musnad.archive.shares import LEAST
from musnad.errors import ArchiveError

OWN = "دخل {what} البلدة رقم {n} صباحا."
QUOTED = "قال الوزير سعد المرزوق إن {what} دخلوا القرية رقم {n} مساء."


@pytest.fixture
def archive(tmp_path):
    """Of one outlet ten own «المسلحون»; of another twelve quoted «الإرهابيين», in the next month."""
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for n in range(10):
            text = OWN.format(what="المسلحون", n=n)
            archive.add(musnad.read(text, outlet="النهر", published={"at": f"2031-05-{n + 1:02}"}))
        for n in range(12):
            text = QUOTED.format(what="الإرهابيين", n=n)
            archive.add(musnad.read(text, outlet="الساحل", url=f"https://sahil.example/{n}",
                                    published={"at": f"2031-06-{n + 1:02}"}))  # fmt: skip
        archive.add(musnad.read("تقدم الجيش اللبناني نحو التلة.", outlet="النهر"))
        yield archive


def told(table):
    return [(row.group, row.epithet, row.share.count, row.share.of, row.own, row.quoted) for row in table.rows]


def test_family(archive):
    table = archive.labels("armed_group")
    assert (table.name, table.labels, table.documents) == ("armed_group", 22, 22)
    assert told(table) == [("", "الإرهابيون", 12, 22, 0, 12), ("", "المسلحون", 10, 22, 10, 0)]


def test_shares_have_intervals_from_the_least_on(archive):
    assert LEAST == 20
    (first, _) = archive.labels("armed_group").rows
    assert first.share.share == pytest.approx(12 / 22)
    assert first.share.low < 12 / 22 < first.share.high
    assert archive.labels("armed_group", voice="own").rows[0].share.share is None


def test_voices(archive):
    assert told(archive.labels("armed_group", voice="own")) == [("", "المسلحون", 10, 10, 10, 0)]
    assert told(archive.labels("armed_group", voice="quoted")) == [("", "الإرهابيون", 12, 12, 0, 12)]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("outlet", [("الساحل", 12), ("النهر", 10)]),
        ("month", [("2031-05", 10), ("2031-06", 12)]),
        ("speaker", [("سعد المرزوق", 12), ("", 10)]),
    ],
)
def test_groups(archive, by, groups):
    table = archive.labels("armed_group", by=by)
    assert [(row.group.removeprefix("الوزير "), row.share.of) for row in table.rows] == groups


def test_entity_by_id_and_by_name(archive):
    for asked in ("institution/LB/army", "الجيش اللبناني"):
        assert told(archive.labels(asked)) == [("", "الجيش", 1, 1, 1, 0)]


def test_places_are_what_show_takes(archive):
    table = archive.labels("armed_group")
    quoted, own = (row.places[0] for row in table.rows)
    assert archive.find(quoted.id).kind == "statement" and archive.find(own.id).kind == "document"
    assert (quoted.text, quoted.voice, quoted.url) == ("الإرهابيين", "quoted", "https://sahil.example/0")
    for place in (quoted, own):
        assert archive.document(place.document).text[place.start : place.end] == place.text


def test_rejected_statement_is_no_voice(archive):
    place = archive.labels("armed_group").rows[0].places[0]
    archive.correct(place.id, "reject", by="هالة", why="تجربة")
    rows = told(archive.labels("armed_group"))
    assert rows[0] == ("", "الإرهابيون", 12, 22, 1, 11)


def test_limits(archive):
    table = archive.labels("armed_group", limit=1, places=2)
    assert (len(table.rows), table.left_out, len(table.rows[0].places)) == (1, 1, 2)
    whole = archive.labels("armed_group", limit=None, places=None)
    assert (len(whole.rows), whole.left_out, len(whole.rows[0].places)) == (2, 0, 12)


def test_arrow(archive):
    table = archive.labels("armed_group", by="outlet").to_arrow()
    assert table.column("group").to_pylist() == ["الساحل", "النهر"]
    assert table.column("count").to_pylist() == [12, 10]
    assert table.column("places").to_pylist()[0][0]["text"] == "الإرهابيين"
    assert archive.labels("ruler").to_arrow().num_rows == 0


def test_json_is_whole(archive):
    built = msgspec.json.decode(msgspec.json.encode(archive.labels("armed_group", by="month")))
    assert built["rows"][0]["share"]["count"] == 10 and built["by"] == "month"


def test_the_same_every_time(archive):
    assert archive.labels("armed_group", by="speaker") == archive.labels("armed_group", by="speaker")


@pytest.mark.parametrize(
    ("asked", "options", "problem"),
    [
        ("nobody", {}, "the families of labels are ruler"),
        ("army", {"by": "colour"}, "labels are grouped by outlet, speaker, month"),
        ("army", {"voice": "loud"}, "it is one of own, quoted, all"),
    ],
)
def test_errors(archive, asked, options, problem):
    with pytest.raises(ArchiveError, match=problem):
        archive.labels(asked, **options)
