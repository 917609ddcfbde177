"""Every format says who a speaker is across documents, as the archive shows it at the time."""

import json

import pytest
from export_archives import synthetic
from reading_back import FORMATS, lines, rows
from sqlalchemy import delete

import musnad
from musnad.archive.tables import entities
from musnad.document import Document
from musnad.errors import ArchiveError
from musnad.export import export, verify
from musnad.export.ftm import LONGEST_NAME, SCHEMATA, SCHEMATA_OF_ENTITIES, validator
from musnad.export.ftm_people import People
from musnad.model import Label, Span, Speaker, Statement
from musnad.reading.entities import CERTAINTY

ONE = "قال الوزير هيثم سامي الزعفراني إن الميناء سيفتح غدا."
TWO = "أكد هيثم سامي زعفراني أن الجسر جاهز."
THIRD = "قال قيس فادي المرواني إن الطريق مغلق."
NOBODY = "قال مصدر مطلع إن السوق مغلقة."
NAME, SPELT, ANOTHER = "هيثم سامي الزعفراني", "هيثم سامي زعفراني", "قيس فادي المرواني"
WHY = {"by": "هالة", "why": "راجعته"}


@pytest.fixture
def people(tmp_path):
    """Two documents name one man, a third another, the last nobody."""
    with musnad.open(tmp_path / "people.db", create=True) as opened:
        for number, text in enumerate((ONE, TWO, THIRD, NOBODY), 1):
            opened.add(musnad.read(text, id=f"d{number}"))
        yield opened


def written(archive, tmp_path, format):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / f"out-{format}"
    export(archive, format=format, output=out, force=True)
    return out


def told(archive, tmp_path, format):
    """Document → id and name of who speaks there, as a format says it."""
    out = written(archive, tmp_path, format)
    if format == "csv":
        return {r["document"]: (r["entity"] or None, r["entity_name"] or None) for r in rows(out / "statements.csv")}
    if format == "parquet":
        import pyarrow.parquet as pq

        found = pq.read_table(out / "statements.parquet").to_pylist()
        return {row["document"]: (row["entity"], row["entity_name"]) for row in found}
    found = {}
    for record in lines(out / "statements.jsonl"):
        speaker = record["speaker"] or {"entity": None, "entity_name": None}
        found[record["document"]["id"]] = (speaker["entity"], speaker["entity_name"])
    return found


@pytest.mark.parametrize("format", ["jsonl", "csv", "parquet"])
def test_who_speaks_is_who_is_shown(people, tmp_path, format):
    one, another = people.entities.get(NAME), people.entities.get(ANOTHER)
    before = told(people, tmp_path, format)
    assert before == {
        "d1": (one.id, one.name), "d2": (one.id, one.name), "d3": (another.id, ANOTHER), "d4": (None, None),
    }  # fmt: skip
    assert before == {r.document: (r.entity, before[r.document][1]) for r in people.search()}
    merged = people.entities.merge(ANOTHER, NAME, **WHY)
    people.entities.rename(NAME, "هيثم الزعفراني الوزير", **WHY)
    assert told(people, tmp_path, format)["d3"] == (one.id, "هيثم الزعفراني الوزير")
    people.entities.undo(merged.id, **WHY)
    assert told(people, tmp_path, format)["d3"] == (another.id, ANOTHER)
    people.entities.split(one.id, documents=["d2"], **WHY)
    after = told(people, tmp_path, format)
    assert after["d1"][0] != after["d2"][0] and {after["d1"][0], after["d2"][0]} - {one.id}


@pytest.mark.parametrize("format", FORMATS)
def test_decisions_make_other_bytes_and_an_undo_the_same_again(people, tmp_path, format):
    out = written(people, tmp_path, format)
    assert verify(out, archive=people) == []
    merged = people.entities.merge(ANOTHER, NAME, **WHY)
    assert verify(out) == []
    assert any("gives other bytes" in problem for problem in verify(out, archive=people))
    people.entities.undo(merged.id, **WHY)
    assert verify(out, archive=people) == []


def test_what_the_link_rests_on(people, tmp_path):
    out = written(people, tmp_path, "jsonl")
    speaker = next(r["speaker"] for r in lines(out / "statements.jsonl") if r["document"]["id"] == "d1")
    machine = people.document("d1").speakers[0]
    assert (speaker["evidence"], speaker["certainty"]) == (machine.evidence, machine.certainty)
    assert machine.evidence and 0 < machine.certainty <= 1


def test_speakers_of_parquet(people, tmp_path):
    out = written(people, tmp_path, "parquet")
    import pyarrow.parquet as pq

    one = people.entities.get(NAME)
    found = {row["document"]: row for row in pq.read_table(out / "speakers.parquet").to_pylist()}
    assert {d: row["entity_name"] for d, row in found.items()} == {
        "d1": one.name, "d2": one.name, "d3": ANOTHER, "d4": None,
    }  # fmt: skip
    for document, row in found.items():
        (speaker,) = people.document(document).speakers
        assert (row["evidence"], row["certainty"]) == (speaker.evidence, speaker.certainty)
    assert found["d1"]["entity"] == found["d2"]["entity"] == one.id and found["d4"]["entity"] is None


def test_an_annotation_has_the_entity_as_a_tag(people, tmp_path):
    found = lines(written(people, tmp_path, "annotations") / "annotations.jsonl")
    tags = {}
    for annotation in found:
        data, *rest = annotation["body"]
        meant = [body for body in rest if body["type"] == "SpecificResource"]
        assert all(body["purpose"] == "tagging" for body in meant)
        tags[annotation["id"]] = [body["source"] for body in meant], json.loads(data["value"])["speaker"]["entity"]
    assert len([1 for sources, _ in tags.values() if sources]) == 3
    for sources, entity in tags.values():
        assert sources == ([f"urn:musnad:entity:{entity.replace('/', '%2F')}"] if entity else [])


def test_an_entity_that_is_lost(people, tmp_path):
    with people.engine.begin() as connection:
        connection.execute(delete(entities).where(entities.c.id == people.entities.get(ANOTHER).id))
    with pytest.raises(ArchiveError, match="it is not there; run `musnad check`"):
        export(people, output=tmp_path / "out")
    assert not (tmp_path / "out").exists()


# -- labels --------------------------------------------------------------------------------------


def labelled(id, text, entity, words, kind="person", evidence="full name"):
    """A document with a statement and a label on some words."""
    start = text.index(words)
    label = Label(
        start=start, end=start + len(words), text=words, epithet="labels/regime", family="government",
        entity=entity, voice="quoted", statement=f"{id}-s",
    )  # fmt: skip
    name = Span(4, 9, text[4:9])
    statement = Statement(id=f"{id}-s", cue=Span(0, 3, text[:3]), source=name, content=(), speaker="S1")
    speaker = Speaker("S1", kind, name, (name,), entity, evidence, 0.9)
    return Document(id=id, text=text, speakers=(speaker,), statements=(statement,), labels=(label,))


def test_labels(people, tmp_path):
    one = people.entities.get(ANOTHER).id
    people.add(labelled("d5", "قال شاهين إن رئيس النظام سافر.", one, "رئيس النظام"))
    people.add(labelled("d6", "قال مروان إن رئيس النظام عاد.", None, "رئيس النظام"))
    people.entities.merge(ANOTHER, NAME, **WHY)
    out = written(people, tmp_path, "parquet")
    import pyarrow.parquet as pq

    shown = people.entities.get(NAME).id
    assert pq.read_table(out / "labels.parquet").to_pylist() == [
        {"document": id, "position": 1, "start": start, "end": start + 11, "text": "رئيس النظام",
         "epithet": "labels/regime", "family": "government", "entity": entity, "voice": "quoted",
         "statement": f"{id}-s"}
        for id, start, entity in (("d5", 13, shown), ("d6", 13, None))
    ]  # fmt: skip
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert manifest["counts"]["labels"] == 2 and "labels.parquet" in manifest["files"]


def test_labels_are_those_of_the_selected_documents(people, tmp_path):
    pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    people.add(labelled("d5", "قال شاهين إن رئيس النظام سافر.", None, "رئيس النظام"))
    export(people, "who:المرواني", format="parquet", output=tmp_path / "out")
    assert pq.read_table(tmp_path / "out/labels.parquet").num_rows == 0
    assert json.loads((tmp_path / "out/manifest.json").read_bytes())["counts"]["labels"] == 0


# -- FollowTheMoney ------------------------------------------------------------------------------


def of_schema(found, *schemata):
    return [entity for entity in found if entity["schema"] in schemata]


def test_one_ftm_entity_over_documents(people, tmp_path):
    found = lines(written(people, tmp_path, "ftm") / "entities.ftm.jsonl")
    persons = of_schema(found, "Person", "Organization")
    shown = people.entities.get(NAME)
    (one,) = [entity for entity in persons if NAME in entity["properties"]["name"]]
    assert len(persons) == 2 and one["properties"]["name"][0] == shown.name
    assert {*one["properties"]["name"]} == {*shown.names, "الوزير هيثم سامي الزعفراني", SPELT}
    assert one["properties"]["notes"] == [f"musnad entity {shown.id}"]
    mentions = [m for m in of_schema(found, "Mention") if m["properties"]["resolved"] == [one["id"]]]
    notes = [n for n in of_schema(found, "Note") if one["id"] in n["properties"]["entity"]]
    articles = {a["id"] for a in of_schema(found, "Article")}
    assert len(mentions) == len(notes) == 2
    assert len({*mentions[0]["properties"]["document"], *mentions[1]["properties"]["document"]} & articles) == 2
    assert {*mentions[0]["properties"]["name"], *mentions[1]["properties"]["name"]} <= {
        *one["properties"]["name"], *one["properties"].get("weakAlias", ()),
    }  # fmt: skip


def test_a_merge_makes_one_of_two(people, tmp_path):
    def ids():
        return {e["id"] for e in of_schema(lines(written(people, tmp_path, "ftm") / "entities.ftm.jsonl"), "Person")}

    before = ids()
    people.entities.merge(ANOTHER, NAME, **WHY)
    after = lines(written(people, tmp_path, "ftm") / "entities.ftm.jsonl")
    (one,) = of_schema(after, "Person")
    assert len(before) == 2 and one["id"] in before
    assert {NAME, SPELT, ANOTHER} <= {*one["properties"]["name"]}
    assert {id for m in of_schema(after, "Mention") for id in m["properties"]["resolved"]} == {one["id"]}


def test_short_mentions_are_weak(people, tmp_path):
    people.add(musnad.read("قال الوزير هيثم جابر العوسجي إن السد جاهز. وأضاف العوسجي أن الماء كثير.", id="d7"))
    found = lines(written(people, tmp_path, "ftm") / "entities.ftm.jsonl")
    (one,) = [e for e in of_schema(found, "Person") if "هيثم جابر العوسجي" in e["properties"]["name"]]
    assert "العوسجي" in one["properties"]["weakAlias"] and "العوسجي" not in one["properties"]["name"]


@pytest.mark.parametrize("evidence", sorted(CERTAINTY))
def test_an_office_is_no_name_to_match_by(people, tmp_path, evidence):
    shown = people.entities.get(ANOTHER).id
    people.add(labelled("d5", "قال شاهين إن رئيس النظام سافر.", shown, "رئيس النظام", evidence=evidence))
    found = lines(written(people, tmp_path, "ftm") / "entities.ftm.jsonl")
    (one,) = [e for e in of_schema(found, "Person") if ANOTHER in e["properties"]["name"]]
    is_weak = evidence.startswith(("office", "short")) or evidence == "named in the document"
    assert ("شاهين" in one["properties"]["name"]) is not is_weak
    assert ("شاهين" in one["properties"].get("weakAlias", ())) is is_weak


def test_other_kinds_are_not_one(people, tmp_path):
    """A speaker that was read as an organisation is not the person of its name."""
    shown = people.entities.get(ANOTHER).id
    document = labelled("d5", "قال شاهين إن رئيس النظام سافر.", shown, "رئيس النظام", kind="organisation")
    people.add(document)
    name = document.speakers[0].name
    found = lines(written(people, tmp_path, "ftm") / "entities.ftm.jsonl")
    (organisation,) = of_schema(found, "Organization")
    assert organisation["properties"]["name"] == [name.text]
    (person,) = [e for e in of_schema(found, "Person") if ANOTHER in e["properties"]["name"]]
    assert name.text not in person["properties"]["name"] and organisation["id"] != person["id"]
    (mention,) = [m for m in of_schema(found, "Mention") if m["properties"]["name"] == [name.text]]
    assert mention["properties"]["resolved"] == [organisation["id"]]


def test_every_kind_of_entity_has_a_schema():
    from musnad.archive.entity_rows import KINDS

    assert {*KINDS.values()} == {*SCHEMATA_OF_ENTITIES} and {*SCHEMATA_OF_ENTITIES.values()} == {*SCHEMATA.values()}


@pytest.mark.parametrize("written_as", ["اسم " * 200, "\u200fاسم\u200e\x07 طويل", "«اسم طويل»"])
def test_names_of_any_kind_are_kept_by_the_model(tmp_path, written_as):
    check = validator()
    if check is None:
        pytest.skip("followthemoney is not installed")
    text = f"{written_as}\nقال ما قال."
    name = Span(0, len(written_as), written_as)
    speaker = Speaker("S1", "person", name, (name,), "name/0123", "full name", 0.9)
    said = Statement(id="s", cue=None, source=name, content=(), speaker="S1")
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        archive.add(Document(id="d", text=text, speakers=(speaker,), statements=(said,)))
        (one,) = of_schema(lines(written(archive, tmp_path, "ftm") / "entities.ftm.jsonl"), "Person")
    assert check(one) is None and all(len(name) <= LONGEST_NAME for name in one["properties"]["name"])
    assert ("description" in one["properties"]) == (len(written_as) > LONGEST_NAME)


def test_people_come_in_the_order_of_their_ids_with_each_name_once(tmp_path):
    people = People(tmp_path / "people")
    people.add("b", "Person", ["2", "1", "2"])
    people.add("a", "Organization", ["x"])
    people.add("b", "Person", ["1", "3"], weak=True)
    people.add("b", "Person", ["0"])
    assert [tuple(one) for one in people] == [
        ("a", "Organization", ["x"], []), ("b", "Person", ["2", "1", "0"], ["1", "3"]),
    ]  # fmt: skip
    people.close()
    people.close()
    assert not (tmp_path / "people").exists()


def test_the_scratch_file_is_no_part_of_an_export(people, tmp_path):
    assert {path.name for path in written(people, tmp_path, "ftm").iterdir()} == {"entities.ftm.jsonl", "manifest.json"}


def test_the_order_of_adding_makes_no_difference_with_entities(tmp_path):
    made = [musnad.read(text, id=f"d{n}") for n, text in enumerate((ONE, TWO, THIRD, NOBODY))] + [synthetic(1)]
    contents = []
    for name, order in (("a", made), ("b", made[::-1])):
        with musnad.open(tmp_path / f"{name}.db", create=True) as archive:
            for document in order:
                archive.add(document)
            contents.append((written(archive, tmp_path, "jsonl") / "statements.jsonl").read_bytes())
    assert contents[0] == contents[1]
