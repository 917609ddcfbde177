"""What every back-end must do: one life of an archive, led on SQLite and on PostgreSQL, with the same of everything.

Values, order, ids and numbers are compared step by step; what a step gives on SQLite is tested elsewhere.
"""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec
import pytest
from servers import opened
from sqlalchemy import select

import musnad
from musnad.archive.rereading import RereadOptions
from musnad.archive.searching import FACETS
from musnad.archive.tables import metadata
from musnad.document import Document
from musnad.errors import MusnadError
from musnad.pages.page import Page

EXAMPLES = Path(__file__).parents[2] / "examples"
URL = "https://difaf.example/news/7"
QUERIES = [
    "", "قال", "السد", "=السد", "في", "الهدنة OR الميناء", "السد NOT وزير", "NOT في", '"وزارة الموارد"',
    '="في المدينة"',
    '"في المدينة" OR "من السد"', "who:وزير", "who:الوزيرة OR to:صحيفة", "via:وكالة", "outlet:الضفاف", "act:deny",
    "force:endorsing", "NOT force:neutral", "kind:none", "named:yes", "type:direct", "since:2031-05 until:2031-06",
    "(since:2031-05 until:2031-05) OR من", "NOT since:2031-06", "state:rejected", "state:corrected OR state:accepted",
    '(من OR في) (who:وزير OR "قبل الميلاد") NOT outlet:حبر', "who:=الوالي", "زززز", "المدير", "NOT outlet:الضفاف في",
]  # fmt: skip
VERSIONS = (
    "قال الوالي سعد المرزوق إن الجسر سيفتح قريبا أمام المارة. وأضاف أن الكلفة لم تزد.",
    "قال الوالي سعد المرزوق إن الجسر سيفتح بعد شهر. ونفت وزيرة النقل هالة السروجي أن تكون الكلفة زادت.",
)
IMPORTED = """name: people
entries:
- {id: mayor_of_the_bank, forms: ["سعد المرزوق"], latin: ["Saad al-Marzouq"], country: "LB"}
- {id: hala, forms: ["هالة السروجي"], latin: ["Hala Srouji"]}
"""
DAY = datetime(2031, 7, 1, 12)


class Still:
    """A clock that stands, so that times are the same on both."""

    @staticmethod
    def now(zone):
        return DAY.replace(tzinfo=zone)


def plain(value):
    return msgspec.to_builtins(value, str_keys=True)


def texts():
    """Two versions of an address, a page and texts of the examples, twice one of them."""
    files = sorted(EXAMPLES.glob("*-*.txt"))
    for n, text in enumerate(VERSIONS):
        read = musnad.read(text, url=URL, outlet="الضفاف", published={"at": f"2031-05-0{n + 3}", "precision": "day"})
        yield read
    yield from (file for file in files)
    yield files[0]
    for file in sorted((EXAMPLES / "web").glob("*.htm*")):
        yield Page(body=file.read_bytes(), name=file.name, url=f"https://example.example/{file.name}")


def live(archive, folder):
    """Lead the life of an archive; yield the name of each step and what it gave."""
    yield "added", [list(added) for added in archive.add_all(texts())]
    yield from seen(archive, "new")
    yield from decided(archive)
    yield from seen(archive, "corrected")
    yield from entities(archive, folder)
    yield from seen(archive, "with entities")
    yield "stories", list(stories(archive))
    yield "saved", list(saved(archive))
    told = []
    changed = archive.reread(RereadOptions(everything=True, read=other_reader), on_error=told.append)
    yield "reread", (plain(changed), told)
    yield from seen(archive, "reread")
    yield "reindexed", archive.reindex()
    yield from seen(archive, "reindexed")
    yield "looks", looks(archive)
    yield "exported", exported(archive, folder)
    yield "errors", errors(archive)


def seen(archive, when):
    yield f"{when}: counts", dict(archive.counts())
    yield f"{when}: problems", [str(problem) for problem in archive.check()]
    for order in ("newest", "oldest", "relevance"):
        yield f"{when}: {order}", {query: plain(list(archive.search(query, order=order))) for query in QUERIES}
    yield f"{when}: first two", {query: [r.id for r in archive.search(query, limit=2)] for query in QUERIES}
    yield f"{when}: numbers", {query: archive.search(query).count() for query in QUERIES}
    asked = (*FACETS, "state")
    yield f"{when}: facets", {query: plain(archive.search(query).facets(asked, top=4)) for query in QUERIES}
    with archive.reading() as connection:
        yield f"{when}: rows", {
            table.name: sorted(map(repr, connection.execute(select(table)).all())) for table in metadata.sorted_tables
        }


def decided(archive):
    found = list(archive.search("", order="oldest"))
    ids = [result.id for result in found]
    last = max(found, key=lambda result: (result.position, result.id))  # the later reader doesn't find it
    made = [
        archive.correct(last.id, "accept", by="سلمى", why=""),
        archive.correct(ids[0], "accept", by="سلمى", why=""),
        archive.correct(ids[1], "reject", by="سلمى", why="ليس قولا"),
        archive.correct(ids[2], "act", {"act": "warn"}, by="سلمى", why="تحذير"),
        archive.correct(ids[3], "speaker", {"speaker": None}, by="سلمى", why="لا يعرف"),
        archive.correct(ids[4], "reject", by="سلمى", why="ليس قولا"),
    ]
    made.append(archive.undo(made[-1].id, by="رامي", why="بل قول"))
    yield "corrections", plain(made)
    yield "history", plain(archive.corrections())
    yield "statements", [plain(archive.statement(id)) for id in ids[:5]]


def entities(archive, folder):
    file = folder / "people.yaml"
    file.write_text(IMPORTED, encoding="utf-8")
    yield "imported", plain(archive.entities.import_file(file))
    found = archive.entities.search("")
    yield "entities", plain(found)
    yield "entities by name", [plain(archive.entities.search(name)) for name in ("سعد", "Saad", "وزير")]
    people = [one.id for one in found if one.kind == "person"][:3]
    merged = archive.entities.merge(people[0], people[1], by="رامي", why="واحد")
    archive.entities.rename(people[2], "اسم آخر", by="رامي", why="أوضح")
    archive.entities.undo(merged.id, by="رامي", why="اثنان")
    archive.entities.merge(people[2], people[1], by="رامي", why="واحد")
    yield "decisions", plain(archive.entities.history())


def stories(archive):
    found = list(archive.stories)
    yield plain(found)
    one, other = found[0], found[1]
    yield plain(archive.stories.merge(other.id, one.id, by="سلمى", why="خبر واحد"))
    yield plain(archive.stories.split(one.id, [one.documents[0].id], by="سلمى", why="خبر آخر"))
    yield plain(archive.stories.undo(1, by="رامي", why="بل خبران"))
    yield plain(archive.stories.history())
    yield plain(list(archive.stories))
    yield [plain(archive.copies(document.id)) for document in one.documents]
    yield [plain(story.statements(alone=True)) for story in archive.stories]
    for query in (f"story:{one.id}", f"NOT story:{one.id} في", f"(story:{one.id} OR السد) copies:fold", "copies:fold"):
        yield plain(list(archive.search(query))), archive.search(query).count(), plain(archive.search(query).facets())


def saved(archive):
    archive.saved.add("السد", "السد")
    yield [list(one) for one in archive.saved]
    yield plain(list(archive.saved.new("السد")))
    read = musnad.read("قال وزير الموارد كامل الشافي إن السد آمن.", outlet="الضفاف")
    yield list(archive.add(read))
    yield plain(list(archive.saved.new("السد")))
    yield plain(list(archive.saved.new("السد")))


def other_reader(document, page):
    """Reads a document without its last statement, as a newer reader might."""
    left = document.statements[:-1] if len(document.statements) > 1 else document.statements
    return msgspec.structs.replace(document, statements=left)


def looks(archive):
    ids = [result.document for result in archive.search("", limit=5)]
    return (
        [plain(archive.document_in_force(id)) for id in ids], [plain(archive.document(id)) for id in ids],
        plain(archive.versions(URL)), plain(archive.outlet("الضفاف")), plain(archive.labels("state")),
        [page and page.sha256 for page in map(archive.page_of, ids)], list(archive.find(ids[0][:6])),
    )  # fmt: skip


def exported(archive, folder):
    hashes = {}
    for format in ("jsonl", "csv", "annotations"):
        archive.export("", format=format, output=folder / format)
        for file in sorted((folder / format).rglob("*")):
            hashes[f"{format}/{file.name}"] = hashlib.sha256(file.read_bytes()).hexdigest()
    return hashes


def errors(archive):
    said = []
    for wrong in (
        lambda: archive.find("zz"), lambda: archive.document("none"), lambda: list(archive.search("سد (")),
        lambda: archive.undo(99, why="x"), lambda: archive.outlet("لا أحد"), lambda: archive.saved.add("السد", "x"),
        lambda: archive.add(Document(id="\ud800", text="قال")),
    ):  # fmt: skip
        try:
            wrong()
        except (MusnadError, ValueError) as error:
            said.append(str(error).splitlines()[0])
    return said


@pytest.fixture(scope="module")
def lives(tmp_path_factory):
    """What each step gave, by back-end."""
    given = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("musnad.archive.opening.datetime", Still)
        for back_end in ("sqlite", "postgres"):
            folder = tmp_path_factory.mktemp(back_end)
            with opened(back_end, folder) as archive:
                given[back_end] = dict(live(archive, folder))
    return given


SEEN = ("counts", "problems", "newest", "oldest", "relevance", "first two", "numbers", "facets", "rows")
WHEN = ("new", "corrected", "with entities", "reread", "reindexed")
STEPS = [
    "added", "corrections", "history", "statements", "imported", "entities", "entities by name", "decisions", "stories",
    "saved",
    "reread", "reindexed", "looks", "exported", "errors", *(f"{when}: {what}" for when in WHEN for what in SEEN),
]  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_both_give_the_same(lives, step):
    assert lives["postgres"][step] == lives["sqlite"][step]


def test_every_step_is_compared(lives):
    assert sorted(lives["sqlite"]) == sorted(STEPS)


def test_the_life_has_something_of_everything(lives):
    led = lives["sqlite"]
    assert {kind for _, kind, *_ in led["added"]} == {"new", "version", "known"}
    assert all(led[f"{when}: problems"] == [] for when in WHEN)
    found = led["reindexed: numbers"]
    assert sum(count > 0 for count in found.values()) > 20, found
    assert len(led["errors"]) == 7
    empty = [name for name, rows in led["reindexed: rows"].items() if not rows]
    assert empty == [], empty
