"""Archives to export: one as news is, one whose every field is meant to do harm, one with many statements."""

from sqlalchemy import select, update

import musnad
from musnad.archive import sqlite_search
from musnad.archive.tables import statements
from musnad.archive.worded import read, worded
from musnad.document import Document
from musnad.model import Label, Moment, ReaderVersion, Relay, Span, Speaker, Statement

TEXT = """الوالي: الجسر سيفتح قريبا أمام المارة

قال الوالي سعد المرزوق لصحيفة المرفأ أمس إن الجسر سيفتح بعد أيام. ونقلت وكالة الأفق عن مصدر في البلدية قوله إن الكلفة
زادت.

وزعمت هيئة الطرق أن الوالي أكد أن الميزانية كافية.
"""
HTML = """<!doctype html><html lang="ar"><head><title>الوزيرة: المدرسة تفتح غدا</title>
<meta property="article:published_time" content="2031-05-06T08:00:00+03:00"></head><body><article>
<h1>الوزيرة: المدرسة تفتح غدا</h1><p>قالت وزيرة التعليم هالة السروجي إن المدرسة الجديدة تفتح أبوابها غدا أمام
التلاميذ كلهم، وأضافت أن الحافلات جاهزة منذ أسبوع وأن الكتب وصلت إلى المخازن كلها.</p><p>ونفى نقيب المعلمين
كريم الزعتري أن يكون هناك نقص في عدد المعلمين، مؤكدا أن النقابة راضية عن التحضيرات هذا العام.</p></article></body>
</html>
"""
# Formulas, quotes, line breaks, controls, marks of direction, SQL, markup, an astral letter, paths
HOSTILE = (
    "=HYPERLINK(\"http://x.example\";\"اضغط\")", "+1+2", "-2+3", "@SUM(A1)", "\tجدول", "\rسطر",
    "'; DROP TABLE statements;--",
    "\"مقتبس\", \"آخر\"", "سطر\r\nثان\nثالث", "\x00\x01\x1b[31m\x7f\x85",
    "\u202eمقلوب\u202c\u2066\u2069\u200f", "</script><b>&amp;",
    "😀 𐤀", "../../etc/passwd", "＝1+1", "[[1,2]]",
    "\ufeffعلامة", "", " ", "ا" * 500, "{\"a\":1}", "\u2028\u2029", "%00%zz",
)  # fmt: skip


def hostile_document(n, bad):
    """A document whose every field is `bad`."""
    text = f"{bad}|{bad}|{bad}\n{bad}|قال|{bad}\n"
    span = Span(0, len(bad), bad)
    second = Span(len(bad) + 1, 2 * len(bad) + 1, bad)
    return Document(
        id=f"{bad}-{n}", text=text, url=bad, outlet=bad, title=bad, byline=bad, language=bad, outlet_id=bad,
        published={"at": bad, "precision": bad, "evidence": bad},
        speakers=tuple(
            Speaker(f"{k}{bad}", k, span, (span, second), entity and f"{entity}/{bad}", bad, 0.5)
            for k, entity in (("person", "name"), ("media", "body"), ("unnamed", None))
        ),
        labels=(Label(start=0, end=len(bad), text=bad, epithet=bad, family=bad, entity=f"name/{bad}", statement=bad),),
        statements=tuple(
            Statement(
                id=f"{bad}-{n}-{k}", cue=second, source=span, content=(span, second), speaker=f"{k}{bad}",
                addressee=span, via=(span,), inside=f"{bad}-{n}-media", rule=bad, why=bad,
                said_at=Moment(0, len(bad), bad, at=bad),
            ) for k in ("person", "media", "unnamed")
        ),
        relays=(Relay("agency", span),), reader=ReaderVersion(bad, bad),
    )  # fmt: skip


def many(path, statements):
    """An archive of invented documents with twenty statements each."""
    with musnad.open(path, create=True) as opened:
        for n in range(statements // 20):
            opened.add(synthetic(n))


def synthetic(n):
    line = f"قال الناطق رقم {n} إن الطريق رقم {n} مفتوحة أمام الشاحنات والحافلات.\n"
    text = line * 20
    name = line.index("الناطق"), line.index(" إن")
    told = line.index("إن"), line.index(".")

    def at(start, k):
        return start + k * len(line)

    def span(pair, k):
        return Span(at(pair[0], k), at(pair[1], k), line[pair[0] : pair[1]])

    return Document(
        id=f"d{n:06}", text=text, url=f"https://marfa.example/{n}", outlet=f"صحيفة {n % 3}", title=f"الطريق {n}",
        published={"at": f"2031-05-{n % 28 + 1:02}", "precision": "day", "evidence": "meta"},
        speakers=(Speaker("S1", "person", span(name, 0), (span(name, 0),)),),
        statements=tuple(
            Statement(
                id=f"s{n:06}-{k}", cue=span((0, 3), k), source=span(name, k), content=(span(told, k),), speaker="S1",
            )
            for k in range(20)
        ),
        reader=ReaderVersion("0.1.0", "abc"),
    )  # fmt: skip


def decide(archive, id, **values):
    """Put into force what people decided of a statement: here by hand, so that export is tested alone."""
    with archive.engine.begin() as connection:
        row = worded(statements.columns.keys()).where(statements.c.id == id)
        sqlite_search.remove(connection, list(read(connection, row)))
        connection.execute(update(statements).where(statements.c.id == id).values(**values))
        sqlite_search.index(connection, list(read(connection, row)))


def first_id(archive):
    """The id of the document that was added first."""
    with archive.engine.connect() as connection:
        return connection.execute(select(statements.c.document).order_by(statements.c.row).limit(1)).scalar()
