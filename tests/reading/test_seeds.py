"""The two pages that the project began with: who is who over both."""

from pathlib import Path

import pytest

import musnad

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
FIRST, SECOND = SEEDS / "000_2f2c9e1598c61b02.txt", SEEDS / "004_f45d40f345a25812.txt"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not beside the project: newspapers own them")


def entities(path):
    return {speaker.entity for speaker in musnad.read(path.read_text(encoding="utf-8")).speakers}


def test_the_same_people_and_institutions_are_one():
    first, second = entities(FIRST), entities(SECOND)
    assert "person/sergei_shoigu" in first & second
    assert "person/vladimir_putin" in first
    assert "person/recep_tayyip_erdogan" in first
    assert "person/bashar_al_assad" in second
    assert {"institution/SY/presidency", "institution/RU/ministry_of_defence"} <= second


def test_the_chain_of_krasov():
    document = musnad.read(FIRST.read_text(encoding="utf-8"))
    (krasov,) = (s for s in document.speakers if s.name.text.endswith("كراسوف"))
    assert krasov.entity and krasov.entity.startswith("name/")
    links = [
        [document.text[span.start : span.end] for span in statement.via]
        for statement in document.statements if statement.speaker == krasov.id
    ]  # fmt: skip
    assert any(any("سانا" in name for name in via) for via in links)
    assert [relay.span.text for relay in document.relays if relay.role == "origin"] == ["صحيفة تشرين"]
