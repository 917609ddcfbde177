"""The profile of an outlet: what it counts, of whom, and which outlet is meant."""

import msgspec
import pytest

import musnad
from musnad.archive.outlet_profile import NO_SIDE
from musnad.archive.shares import LEAST
from musnad.errors import ArchiveError
from musnad.model import Label

SAID = "قال وزير الخارجية السوري وليد المعلم إن اللقاء رقم {n} بدأ {where}. وذكر مصدر مطلع أن الوفد غادر."
OWN, OTHERS = "النهر اليوم", "صدى الساحل"


@pytest.fixture
def archive(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for n in range(LEAST):
            for outlet, epithet in ((OWN, "رئيس النظام"), (OTHERS, "الرئيس")):
                text = SAID.format(n=n, where="صباحا" if outlet == OWN else "مساء")
                document = musnad.read(text, outlet=outlet, published={"at": f"2012-05-{n + 1:02}"})
                label = Label(start=0, end=3, text=text[:3], epithet=epithet, family="ruler",
                              entity="person/walid_al_muallem")  # fmt: skip
                archive.add(msgspec.structs.replace(document, labels=(label,)))
        yield archive


def shares(found):
    return {share.name: (share.count, share.of) for share in found}


def test_sources_and_days(archive):
    profile = archive.outlet(OWN)
    assert (profile.documents, profile.statements) == (LEAST, 2 * LEAST)
    assert (profile.first, profile.last) == ("2012-05-01", f"2012-05-{LEAST}")
    size = 2 * LEAST
    assert shares(profile.sources) == {
        "named": (LEAST, size), "unnamed": (LEAST, size), "documentary": (0, size), "nobody": (0, size),
    }  # fmt: skip


def test_forces_by_the_state_of_the_speaker(archive):
    sides = {side.country: side for side in archive.outlet(OWN).sides}
    assert set(sides) == {"SY", NO_SIDE}
    assert shares(sides["SY"].forces)["neutral"] == (LEAST, LEAST)


def test_labels_beside_those_of_the_others(archive):
    (naming,) = archive.outlet(OWN).namings
    assert naming.entity == "person/walid_al_muallem"
    assert shares(naming.epithets) == {"رئيس النظام": (LEAST, LEAST), "الرئيس": (0, LEAST)}
    assert shares(naming.others) == {"رئيس النظام": (0, LEAST), "الرئيس": (LEAST, LEAST)}


def test_rejected_statements_are_left_out(archive):
    first = next(iter(archive.search(f'outlet:"{OWN}"')))
    archive.correct(first.id, "reject", by="هالة", why="تجربة")
    assert archive.outlet(OWN).statements == 2 * LEAST - 1


def test_below_the_minimum_only_counts(tmp_path):
    with musnad.open(tmp_path / "b.db", create=True) as archive:
        archive.add(musnad.read(SAID.format(n=1, where="ظهرا"), outlet=OWN))
        profile = archive.outlet(OWN)
    assert profile.sides == () and profile.namings == ()
    assert all(share.share is None for share in profile.sources)


def test_which_outlet_is_meant(archive):
    assert archive.outlet("النهر").outlet == OWN
    archive.add(musnad.read(SAID.format(n=1, where="ظهرا"), outlet="النهر الكبير"))
    with pytest.raises(ArchiveError, match="several outlets"):
        archive.outlet("النهر")
    with pytest.raises(ArchiveError, match="no document is from an outlet"):
        archive.outlet("الوادي")
    with pytest.raises(ArchiveError):
        archive.outlet("")


def test_a_name_of_the_catalogue_finds_an_outlet_by_its_id(tmp_path):
    with musnad.open(tmp_path / "c.db", create=True) as archive:
        document = musnad.read("ذكرت الوكالة أن الطريق فتح.", outlet="سانا")
        archive.add(msgspec.structs.replace(document, outlet_id="sana"))
        assert archive.outlet("sana").outlet == archive.outlet("وكالة سانا").outlet == "سانا"
