"""What a cue is decided by: whether a word may attribute at all, and whether a reading of it does."""

from __future__ import annotations

from musnad.reading.decisions import Decision

ACCEPT = Decision(
    "attributes",
    "tense act needs joined before2 before after place quoted voice opener at_before first second gap rest source where"
    " speaks agrees governed ahead earlier told key source_cluster ahead_cluster first_cluster second_cluster"
    " before_cluster after_cluster told_cluster",
    (
        "act", "agrees", "ahead", "at_before", "first", "gap", "governed", "joined", "needs", "place", "rest",
        "second", "speaks", "tense", "told", "voice", "act opener", "earlier joined", "needs opener", "quoted tense",
        "rest opener", "governed rest opener", "joined place tense", "place opener needs", "speaks where needs",
        "speaks where tense", "told where agrees", "told where earlier", "told where rest", "told where place tense",
        "~after", "~ahead", "~at_before", "~before2", "~second", "~source", "~after tense", "~opener first",
        "~ahead where tense", "~source where tense opener", "key", "key opener", "key tense", "source_cluster",
        "source_cluster where", "source_cluster where tense", "ahead_cluster", "first_cluster", "first_cluster opener",
        "second_cluster", "before_cluster", "after_cluster", "told_cluster",
    ),
    tags="before2 before after at_before first second source ahead",
)  # fmt: skip

GLANCE = Decision(
    "may_attribute",
    "tense act needs joined before2 before after place quoted voice that far key before_cluster after_cluster"
    " after2_cluster",
    (
        "act", "after", "before", "joined", "needs", "place", "quoted", "tense", "voice", "that", "joined before",
        "joined tense needs", "needs place", "tense before", "tense place", "voice after", "act needs tense",
        "that far", "needs that far", "tense that", "needs that", "after that", "act that far", "~after", "~before",
        "~before2", "~needs after", "~tense after", "~tense before", "~voice after", "~after that", "~after far",
        "~before that", "key", "key tense", "before_cluster", "after_cluster", "after_cluster tense", "after2_cluster",
    ),
    tags="before2 before after",
    groups="act needs joined tense place voice quoted|tense before place|joined before that|needs after tense"
    "|after that far|voice after|needs act tense that far|before2|key tense|before_cluster|after_cluster tense"
    "|after2_cluster",
)  # fmt: skip
