"""Who is who in an archive: found by any name, imported, merged, split, renamed, undone; kept by a new reading."""

import json

import pytest

import musnad
from musnad.archive.rereading import RereadOptions
from musnad.errors import ArchiveError, InputError

ONE = "قال هيثم سامي الزعفراني إن الميناء سيفتح غدا."
TWO = "أكد هيثم سامي الزعفراني أن الجسر جاهز."
OTHER = "أعلن هيثم سامي زعفراني أن السفن وصلت."
THIRD = "قال قيس فادي المرواني إن الطريق مغلق."
NAME, SPELT, ANOTHER = "هيثم سامي الزعفراني", "هيثم سامي زعفراني", "قيس فادي المرواني"
WHY = {"by": "هالة", "why": "راجعته"}


@pytest.fixture
def archive(tmp_path):
    with musnad.open(tmp_path / "a.db", create=True) as archive:
        for number, text in enumerate((ONE, TWO, THIRD), 1):
            archive.add(musnad.read(text, id=f"d{number}"))
        yield archive
        assert not list(archive.check())


def ids(found):
    return [one.id for one in found]


def who(archive, query):
    return sorted(result.document for result in archive.search(query))


def lines(tmp_path, *rows, name="e.jsonl"):
    file = tmp_path / name
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return file


def person(id, *names, country=None, **more):
    properties = {"name": list(names)} | ({"country": [country]} if country else {})
    return {"id": id, "schema": "Person", "properties": properties} | more


def test_one_name_is_one_entity_over_documents(archive):
    one = archive.entities.get(NAME)
    assert (one.kind, one.statements, one.source) == ("person", 2, "text")
    assert [result.entity for result in archive.search("", limit=9)].count(one.id) == 2


def test_listed_by_statements(archive):
    assert [one.name for one in archive.entities] == [NAME, ANOTHER]
    assert [one.name for one in archive.entities.search("الزعفراني")] == [NAME]
    assert archive.entities.search("", kind="state") == []


@pytest.mark.parametrize("query", ["Abdullah", "عبدالله", "عبد الله", "عبد", "Abdullah Nahri"])
def test_compounds_are_found_as_one_word_and_as_two(archive, query):
    archive.add(musnad.read("قال عبد الله عوني النهري إن السد قديم.", id="d7"))
    assert [one.name for one in archive.entities.search(query)] == ["عبد الله عوني النهري"]


def test_found_by_sound_in_latin_letters(archive):
    assert ids(archive.entities.search("Zafarani")) == [archive.entities.get(NAME).id]
    assert archive.entities.search("Zafarani", latin=False) == []


def test_merged_shown_found_and_counted_as_one(archive):
    first, second = archive.entities.get(ANOTHER), archive.entities.get(NAME)
    archive.entities.merge(ANOTHER, NAME, **WHY)
    assert [(one.name, one.statements) for one in archive.entities] == [(NAME, 3)]
    assert archive.entities.get(first.id).id == second.id
    assert who(archive, "who:المرواني") == who(archive, "who:الزعفراني") == ["d1", "d2", "d3"]
    assert [(f.value, f.count) for f in archive.search().facets(["who"])["who"]] == [(NAME, 3)]


def test_undone_and_done_again(archive):
    made = archive.entities.merge(ANOTHER, NAME, **WHY)
    undo = archive.entities.undo(made.id, **WHY)
    assert len(list(archive.entities)) == 2
    assert who(archive, "who:المرواني") == ["d3"]
    with pytest.raises(ArchiveError, match=f"undo {undo.id} to have it back"):
        archive.entities.undo(made.id, **WHY)
    archive.entities.undo(undo.id, **WHY)
    assert len(list(archive.entities)) == 1
    assert [one.live for one in archive.entities.history()] == [True, False, True]


def test_contradicting_merges_are_refused(archive):
    archive.entities.merge(ANOTHER, NAME, **WHY)
    for one, into in ((NAME, ANOTHER), (ANOTHER, NAME), (NAME, NAME)):
        with pytest.raises(ArchiveError, match="are one already"):
            archive.entities.merge(one, into, **WHY)
    assert len(archive.entities.history()) == 1


def test_a_person_is_no_outlet(archive):
    archive.add(musnad.read("ذكرت وكالة سانا أن الطريق فتح."))
    with pytest.raises(ArchiveError, match="they can't be one"):
        archive.entities.merge(NAME, "outlet/sana", **WHY)


def test_a_reason_is_needed(archive):
    with pytest.raises(ArchiveError, match="reason"):
        archive.entities.merge(ANOTHER, NAME, by="هالة", why=" ")
    assert archive.entities.history() == []


def test_split_by_document_keeps_the_rest(archive):
    made = archive.entities.split(NAME, documents=["d2"], **WHY)
    new = made.value["to"]
    assert [archive.entities.get(id).statements for id in (made.entity, new)] == [1, 1]
    assert who(archive, f'who:"{NAME}"') == ["d1", "d2"]  # its words still stand there
    assert {r.document: r.entity for r in archive.search("")}["d2"] == new
    archive.entities.undo(made.id, **WHY)
    assert archive.entities.get(NAME).statements == 2
    with pytest.raises(ArchiveError, match="no entity"):
        archive.entities.get(new)


def test_split_takes_a_spelling_out(archive):
    archive.add(musnad.read(OTHER, id="d4"))
    assert archive.entities.get(NAME).statements == 3  # ال and a long vowel are spelling
    archive.entities.split(archive.entities.get(NAME).id, name=SPELT, **WHY)
    assert sorted(one.statements for one in archive.entities.search("الزعفراني")) == [1, 2]


def test_what_comes_later_follows_a_decision(archive):
    new = archive.entities.split(NAME, name=NAME, **WHY).value["to"]
    archive.add(musnad.read(ONE.replace("غدا", "بعد غد"), id="d5"))
    assert archive.entities.get(new).statements == 3


@pytest.mark.parametrize(("entity", "more", "message"), [
    ("نذير", {}, "no entity has this id or name"),
    (NAME, {}, "say what to take out"),
    (NAME, {"name": "نذير"}, "no document names it"),
    (NAME, {"documents": ["d3"]}, "doesn't speak in this document"),
    (NAME, {"documents": ["d9"]}, "d9"),
])  # fmt: skip
def test_splits_that_are_refused(archive, entity, more, message):
    with pytest.raises(ArchiveError, match=message):
        archive.entities.split(entity, **more, **WHY)
    assert archive.entities.history() == []


def test_renamed_and_found_by_both_names(archive):
    made = archive.entities.rename(NAME, "الكابتن هيثم", **WHY)
    assert archive.entities.get(made.entity).name == "الكابتن هيثم"
    assert ids(archive.entities.search("الزعفراني")) == [made.entity]
    assert archive.search().facets(["who"])["who"][0].value == "الكابتن هيثم"
    archive.entities.undo(made.id, **WHY)
    assert archive.entities.get(made.entity).name == NAME
    for wrong in ("", "؟!", "س" * 301, NAME):
        with pytest.raises(ArchiveError):
            archive.entities.rename(NAME, wrong, **WHY)


def test_a_new_reading_keeps_decisions(archive):
    archive.entities.merge(ANOTHER, NAME, **WHY)
    new = archive.entities.split(NAME, documents=["d2"], **WHY).value["to"]
    before = {r.document: r.entity for r in archive.search("")}
    archive.reread(RereadOptions(everything=True))
    assert {r.document: r.entity for r in archive.search("")} == before
    assert before["d2"] == new


def test_a_corrected_speaker_has_an_entity(archive):
    text = "زار هيثم سامي الزعفراني المرفأ. وقال قيس فادي المرواني إن العمل بدأ."
    archive.add(musnad.read(text, id="d6"))
    statement = archive.document("d6").statements[0].id
    at = text.index(NAME)
    archive.correct(statement, "speaker", {"speaker": [at, at + len(NAME)]}, **WHY)
    assert archive.entities.get(NAME).statements == 3


# -- imports ---------------------------------------------------------------------------------------


def test_imported_names_are_those_of_documents(archive, tmp_path):
    file = lines(tmp_path, person("Q1", "Haytham Zafarani", NAME, "أبو سامي", country="sy"))
    done = archive.entities.import_file(file)
    assert (done.new, done.changed, done.same, done.linked) == (1, 0, 0, 1)
    one = archive.entities.get("import/Q1")
    assert (one.name, one.country, one.statements) == ("Haytham Zafarani", "SY", 2)
    assert who(archive, "who:\"أبو سامي\"") == ["d1", "d2"]
    again = archive.entities.import_file(file)
    assert (again.new, again.same, again.linked) == (0, 1, 1)


def test_documents_that_come_later_are_linked(archive, tmp_path):
    archive.entities.import_file(lines(tmp_path, person("Q1", "هيثم سامي زعفراني"), person("Q2", ANOTHER)))
    archive.add(musnad.read(OTHER, id="d4"))
    assert archive.entities.get("import/Q1").statements == 3
    assert archive.entities.get("import/Q2").statements == 1


def test_two_of_one_name_are_nobody(archive, tmp_path):
    archive.entities.import_file(lines(tmp_path, person("Q1", NAME)))
    done = archive.entities.import_file(lines(tmp_path, person("Q2", NAME), name="f.jsonl"))
    assert done.linked == 0
    assert [archive.entities.get(f"import/{id}").statements for id in ("Q1", "Q2")] == [0, 0]


def test_a_name_that_went_links_no_more(archive, tmp_path):
    archive.entities.import_file(lines(tmp_path, person("Q1", NAME, "سامر وليد النهري")))
    done = archive.entities.import_file(lines(tmp_path, person("Q1", "سامر وليد النهري")))
    assert (done.changed, done.linked) == (1, 0)
    assert archive.entities.get(NAME).source == "text"


def test_decisions_stand_above_imports(archive, tmp_path):
    archive.entities.merge(NAME, ANOTHER, **WHY)
    archive.entities.import_file(lines(tmp_path, person("Q1", NAME)))
    assert archive.entities.get("import/Q1").statements == 3


def test_fragments_of_one_id_and_other_schemata(archive, tmp_path):
    ship = {"id": "V1", "schema": "Vessel", "properties": {"name": ["النورس"]}}
    file = lines(tmp_path, person("Q1", NAME), ship, person("Q1", "Haytham"))
    done = archive.entities.import_file(file)
    assert (done.new, done.left_out) == (1, 1)
    assert archive.entities.get("import/Q1").names == (NAME, "Haytham")


def test_yaml_in_the_form_of_the_lexicon(archive, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "name: people\nentries:\n- id: haytham\n  country: SY\n  latin: [Haytham Zafarani]\n"
        f"  forms: [\"{NAME}\"]\n", encoding="utf-8",
    )  # fmt: skip
    assert archive.entities.import_file(file).linked == 1
    assert archive.entities.get("Haytham Zafarani").id == "import/haytham"


def test_referents_are_the_one_that_names_them(archive, tmp_path):
    archive.entities.import_file(lines(tmp_path, person("Q1", NAME), person("Q2", "Haytham", referents=["Q1"])))
    assert archive.entities.get(NAME).id == "import/Q2"
    assert archive.entities.get("import/Q2").statements == 2


BAD = {
    "ring": ([person("Q1", NAME, referents=["Q2"]), person("Q2", "س ص", referents=["Q1"])], ":1: a ring of referents"),
    "empty name": ([person("Q1", NAME, " ")], ":1: Q1: '' is no name"),
    "no name": ([person("Q1", NAME), person("Q2")], ":2: Q2 has no name"),
    "100,000 aliases": ([person("Q1", *(f"{NAME} {n}" for n in range(100_000)))], "has 100,000 names; 1,000 at most"),
    "many lines of one": ([person("Q1", f"{NAME} {n}") for n in range(1_001)], "has 1,001 names"),
    "no id": ([person("", NAME)], "'' is no id"),
    "id with a line break": ([person("a\nb", NAME)], "is no id"),
    "number as name": ([{"id": "Q1", "schema": "Person", "properties": {"name": [7]}}], "a list of strings"),
    "no schema": ([{"id": "Q1", "properties": {}}], "no `schema`"),
    "two kinds": ([person("Q1", NAME), person("Q1", NAME) | {"schema": "Company"}], "is person in line 1"),
    "a list": ([[1]], "an object of JSON"),
}  # fmt: skip


@pytest.mark.parametrize("rows, message", BAD.values(), ids=BAD)
def test_a_file_is_taken_whole_or_not_at_all(archive, tmp_path, rows, message):
    with pytest.raises(InputError, match=message) as caught:
        archive.entities.import_file(lines(tmp_path, *rows))
    assert "\n" not in str(caught.value)
    assert [one.source for one in archive.entities] == ["text", "text"]


@pytest.mark.parametrize("text", [
    "a: &a [*a]\n", "name: people\nentries: 7\n", "{", "name: people\nentries: [{}]\n", "",
])  # fmt: skip
def test_yaml_that_is_refused(archive, tmp_path, text):
    file = tmp_path / "bad.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        archive.entities.import_file(file)
    assert "\n" not in str(caught.value)


def test_files_that_are_none(archive, tmp_path):
    file = tmp_path / "no.jsonl"
    with pytest.raises(InputError, match=r"no\.jsonl"):
        archive.entities.import_file(file)
    file.write_bytes(b"\xff\xfe{")
    with pytest.raises(InputError, match="no JSON"):
        archive.entities.import_file(file)
    packed = tmp_path / "no.jsonl.gz"
    packed.write_bytes(b"no gzip")
    with pytest.raises(InputError):
        archive.entities.import_file(packed)
