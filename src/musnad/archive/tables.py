"""The tables of an archive, the same for every back-end (SQLAlchemy Core).

A page is kept as it came. A document is kept whole (`documents.packed`), which is the truth; the other tables hold the
same again for search, and `musnad check` proves that they agree. Every span is a pair of columns, `NAME_start` and
`NAME_end`: code points into the document's text, half-open; both null where there is none. Spans that come several
together (content, via) are lists `[[start, end], …]` in JSON. What stands there is cut from the text (`worded.py`).

What people decide stands in `corrections` alone; `statements` holds what is in force: what the machine read with the
corrections on top. So a newer reading replaces rows and never a decision.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 3  # raise it with a migration in migrations.py

metadata = MetaData()

settings = Table(
    "settings", metadata,
    Column("name", String, primary_key=True),  # schema, created_by, fold: see `archive.py`
    Column("value", Text, nullable=False),
)  # fmt: skip

bodies = Table(  # the bytes of pages, once each
    "bodies", metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size_bytes", Integer, nullable=False),  # unpacked
    Column("packed", LargeBinary, nullable=False),  # zlib
)  # fmt: skip

pages = Table(  # a body at an address at a time
    "pages", metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", ForeignKey("bodies.sha256"), nullable=False),
    Column("url", Text),  # where it was fetched
    Column("name", Text, nullable=False),  # where it was read: a path, an archive's member, an address
    Column("fetched_at", String(20)),
    Column("headers", JSON, nullable=False),
    Column("listed", JSON),  # what the feed or sitemap said of it (`Listed`)
    UniqueConstraint("sha256", "url", "name", name="pages_once"),
)  # fmt: skip

documents = Table(
    "documents", metadata,
    Column("id", String, primary_key=True),  # the document's own id, a hash of its content
    Column("page", ForeignKey("pages.id")),  # null where it came as text
    Column("address", Text),  # canonical, else where it was fetched: what versions are versions of
    Column("version", Integer, nullable=False),  # of the address, from 1 in the order of adding
    Column("title", Text),
    Column("outlet", Text),
    Column("outlet_id", String),
    Column("byline", Text),
    Column("language", String),
    Column("published_at", String),  # ISO 8601 as `published["at"]`; null where it isn't known
    Column("day", String(10)),  # its day, YYYY-MM-DD, the first of a month or year that is all that is known
    Column("size_bytes", Integer, nullable=False),  # of the text in UTF-8
    Column("packed", LargeBinary, nullable=False),  # as read by the machine: `packing.pack_document`
    Column("reader", String, nullable=False),  # "version/lexicon hash"
    Column("added_at", String(20), nullable=False),  # ISO 8601 in UTC
    Index("documents_address", "address", "version"),
    Index("documents_day", "day"),
    Index("documents_added", "added_at"),
)  # fmt: skip

speakers = Table(
    "speakers", metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("id", String, primary_key=True),  # within its document
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_start", Integer, nullable=False),
    Column("name_end", Integer, nullable=False),
    Column("mentions", JSON, nullable=False),
    Column("entity", String),  # who that is across documents, an id in `entities`; null where that can't be told
    Column("evidence", String),  # what the link rests on
    Column("certainty", Float),
    Index("speakers_entity", "entity"),
)  # fmt: skip

statements = Table(
    "statements", metadata,
    Column("row", Integer, primary_key=True),  # in the order of adding; full-text search finds by it
    Column("id", String, nullable=False, unique=True),  # a hash of document and place
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),  # in its document, from 1
    Column("cue_start", Integer), Column("cue_end", Integer),
    Column("source_start", Integer), Column("source_end", Integer),
    Column("content_spans", JSON, nullable=False),
    Column("speaker", String),  # an id in `speakers` of the same document
    Column("addressee_start", Integer), Column("addressee_end", Integer),
    Column("via_spans", JSON, nullable=False),
    Column("inside", String),
    Column("type", String, nullable=False),
    Column("act", String, nullable=False),
    Column("force", String, nullable=False),
    Column("rule", String, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("said_at", JSON),
    Column("state", String, nullable=False, server_default="machine"),  # machine, accepted, corrected, rejected
    # For facets and order, repeated from `documents` and `speakers` so that no search has to join:
    Column("day", String(10)),
    Column("outlet", Text),
    Column("kind", String),  # of the speaker
    Column("entity", String),
    Index("statements_document", "document", "position"),
    Index("statements_review", "state", "confidence"),  # what to review first, without sorting: 24 bytes a statement
)  # fmt: skip

relays = Table(  # of whole documents: agencies, the paper it was taken from
    "relays", metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String, nullable=False),
    Column("naming", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)  # fmt: skip

labels = Table(  # names and epithets that somebody is called by
    "labels", metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("epithet", String, nullable=False),
    Column("family", String, nullable=False),
    Column("entity", String),  # an id in `entities`
    Column("voice", String, nullable=False),  # own, quoted
    Column("statement", String),  # in whose content it stands
    Column("within", String),  # the epithet inside of scare quotes, ما يسمى, المزعوم
    Index("labels_family", "family", "epithet"),
    Index("labels_entity", "entity"),
)  # fmt: skip

entities = Table(  # whom documents name, and who was imported
    "entities", metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),  # person, organisation, state, outlet
    Column("name", Text, nullable=False),  # as it is shown
    Column("country", String(2)),
    Column("source", String, nullable=False),  # lexicon, text, import, decision
    Column("names", JSON, nullable=False),  # all names, Latin ones too; of one from a text only what stands there
)  # fmt: skip

entity_terms = Table(  # the words of their names by `names.term_of`
    "entity_terms", metadata,
    Column("term", String, primary_key=True),
    Column("entity", ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True),
    Index("entity_terms_entity", "entity"),
    sqlite_with_rowid=False,  # the two columns stand in the key alone: a third of their room
)  # fmt: skip

entity_now = Table(  # entities that are one with another, by what is in force
    "entity_now", metadata,
    Column("entity", String, primary_key=True),  # an imported name stands here before a document has it
    Column("now", String, nullable=False),  # the one that it is shown as, which is shown as itself
    Column("own", String),  # the one that it is by spelling or import, whatever people decided
    Column("because", String, nullable=False),  # spelling, import, decision
    Index("entity_now_now", "now"),
)  # fmt: skip

entity_decisions = Table(  # what people decided about entities; rows are added and never changed, but for `undone_by`
    "entity_decisions", metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # merge, split, rename, undo
    Column("entity", String, nullable=False),
    Column("value", JSON, nullable=False),  # see `entity_decisions.py`
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", String(20), nullable=False),
    Column("undone_by", ForeignKey("entity_decisions.id")),
    Index("entity_decisions_entity", "entity"),
)  # fmt: skip

corrections = Table(  # what people decided; rows are added and never changed, but for the last three columns
    "corrections", metadata,
    Column("id", Integer, primary_key=True),
    Column("statement", String, nullable=False),  # an id; it stays where a newer reading has no such statement
    Column("document", String, nullable=False),
    Column("kind", String, nullable=False),  # accept, reject, span, speaker, act, undo
    # {"field": "content", "spans": [[…]], "quotes": […]}, {"speaker": …}, {"act": …}, {"correction": id}
    Column("value", JSON, nullable=False),
    Column("quote", Text, nullable=False),  # the statement's content when it was decided: finds its place again
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", String(20), nullable=False),
    Column("undone_by", ForeignKey("corrections.id")),  # the last undo; that one may be undone itself
    Column("applies_to", String, nullable=False),  # the statement that it bears on now: a rereading may move it
    Column("in_document", String, nullable=False),  # the document of that one
    Index("corrections_statement", "statement"),
    Index("corrections_now", "in_document", "applies_to"),
)  # fmt: skip

kept = Table(  # statements that people decided on and the present reader no longer finds
    "kept", metadata,
    Column("statement", String, primary_key=True),  # an id; `corrections.applies_to`
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False),
    Column("data", JSON, nullable=False),  # as the last reader that found it had it: `decisions.snapshot`
    Column("note", Text, nullable=False),  # why it stands here
    Column("at", String(20), nullable=False),
    Index("kept_document", "document"),
)  # fmt: skip

aliases = Table(  # ids that a rereading replaced, so that links live on
    "aliases", metadata,
    Column("id", String, primary_key=True),
    Column("now", String, nullable=False),  # an id that is there, never another alias
    Column("kind", String, nullable=False),  # document, statement
    Index("aliases_now", "now"),
)  # fmt: skip

# Copies and stories. A document that was looked at has a number, in the order of finding: everything here speaks in
# numbers. Fingerprints, shares, keys and folds follow from the documents (`musnad reindex` makes them anew); which
# story a document is in follows from the order of finding and from what people decided.

stories = Table(  # happenings; rows of those that decisions left without documents stay, with the size 0
    "stories", metadata,
    Column("number", Integer, primary_key=True),  # that of its first document, or a free one: numbers are never reused
    Column("id", String, nullable=False, unique=True),  # made of its first document's id; it never changes
    Column("size", Integer, nullable=False),
    Column("held", Boolean, nullable=False),  # people decided about it: documents join it, no story does by itself
    # the sum of its documents' terms (`story_placing.pack_terms`); empty where it has only the one of its number
    Column("packed", LargeBinary, nullable=False),
    Index("stories_size", "size"),
)  # fmt: skip

story_members = Table(  # documents that were looked at
    "story_members", metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("at", Integer),  # `stories.article.minutes` of publication, else of adding
    Column("story", Integer, nullable=False),  # in force
    Column("own", Integer, nullable=False),  # the one that it came into, whatever people decided since
    Column("fold", Integer),  # documents that are copies of each other: the least number; null where there are none
    Index("story_members_story", "story", "at"),
    Index("story_members_own", "own"),
    Index("story_members_fold", "fold"),
)  # fmt: skip

fingerprints = Table(
    "fingerprints", metadata,
    Column("number", ForeignKey("story_members.number", ondelete="CASCADE"), primary_key=True),
    Column("posted", Boolean, nullable=False),  # its keys stand in the two tables below; not needed where one is alike
    Column("packed", LargeBinary, nullable=False),  # msgpack of sketch and terms
)  # fmt: skip

copies = Table(  # pairs of documents that share a passage, or all
    "copies", metadata,
    Column("number", ForeignKey("story_members.number", ondelete="CASCADE"), primary_key=True),
    Column("other", ForeignKey("story_members.number", ondelete="CASCADE"), primary_key=True),  # the lesser number
    Column("of_first", Float, nullable=False),  # the share of `number` that stands in `other`
    Column("of_second", Float, nullable=False),
    Column("runs", Integer, nullable=False),  # of five words that both have
    Index("copies_other", "other"),
    sqlite_with_rowid=False,
)  # fmt: skip

copy_keys = Table(  # runs of words → documents that may be copies
    "copy_keys", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("numbers", LargeBinary, nullable=False),  # 32 bits each, ascending, the least byte first
    sqlite_with_rowid=False,
)  # fmt: skip

story_keys = Table(  # terms in a period of days → documents that may tell the same
    "story_keys", metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("numbers", LargeBinary, nullable=False),  # 32 bits each, ascending, the least byte first
    sqlite_with_rowid=False,
)  # fmt: skip

story_aliases = Table(  # ids of stories that became part of others
    "story_aliases", metadata,
    Column("id", String, primary_key=True),
    Column("target", String, nullable=False),  # the story that it became part of, which may be an alias by now
    Column("because", String, nullable=False),  # machine, decision
    Column("at", String(20), nullable=False),
    Index("story_aliases_target", "target"),
)  # fmt: skip

story_decisions = Table(  # what people decided about stories; rows are added and never changed, but for `undone_by`
    "story_decisions", metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),  # merge, split, undo
    Column("story", String, nullable=False),  # an id
    Column("value", JSON, nullable=False),  # see `story_decisions.py`
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("at", String(20), nullable=False),
    Column("undone_by", ForeignKey("story_decisions.id")),
    Index("story_decisions_story", "story"),
)  # fmt: skip

saved = Table(  # searches that are asked again
    "saved", metadata,
    Column("name", Text, primary_key=True),
    Column("query", Text, nullable=False),
    Column("created_at", String(20), nullable=False),
    Column("seen_row", Integer, nullable=False),  # the last `statements.row` at the last look
    Column("seen_at", String(20)),
    Column("seen_added", String(20)),  # the last `documents.added_at` at the last look: `saved.py` says what for
)  # fmt: skip
