"""The catalogue of entities: what it is compiled from, and that its cache follows its keys."""

import hashlib
from pathlib import Path

from musnad.arabic.spellings import spelling_key
from musnad.lexicon import entities
from musnad.lexicon.entities import body_key, entity_catalogue

KEYS = {8: "bdf3d1ac07fe"}
"""Digests of the keys of all names in evals/spellings.tsv, by `entities.FORMAT`."""


def test_format_is_raised_with_the_keys():
    """A cache that another spelling key made is not asked: who changes the keys raises FORMAT, and notes them here."""
    table = Path(__file__).parents[2] / "evals" / "spellings.tsv"
    words = sorted(set(table.read_text(encoding="utf-8").split()))
    digest = hashlib.sha256("\n".join(map(spelling_key, words)).encode()).hexdigest()[:12]
    assert KEYS[entities.FORMAT] == digest


def test_people_organisations_and_states_are_in_it():
    kinds = [entity.kind for entity in entity_catalogue().entities.values()]
    assert kinds.count("person") >= 500
    assert kinds.count("organisation") >= 300
    assert kinds.count("state") >= 193  # members of the United Nations


def test_ids_are_of_their_kind():
    for id, entity in entity_catalogue().entities.items():
        assert id == entity.id
        assert id.split("/")[0] == entity.kind


def test_offices_point_to_what_is_there():
    catalogue = entity_catalogue()
    for entity in catalogue.entities.values():
        for office in entity.offices:
            assert len(office.where) in (0, 2) or office.where in catalogue.entities, (entity.id, office)


def test_names_of_states_and_their_capitals_lead_to_them():
    catalogue = entity_catalogue()
    for name, iso in (("روسيا", "RU"), ("موسكو", "RU"), ("روسي", "RU"), ("دمشق", "SY"), ("الولايات المتحدة", "US")):
        assert catalogue.countries[body_key(name)] == iso
