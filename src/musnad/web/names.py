"""What the fields' values are called on a page, in English; the catalogues have the rest."""

from __future__ import annotations

from musnad.reading.rules import RULES
from musnad.web.catalogues import Catalogue

WORDS: dict[str, dict[str, str]] = {
    "act": {
        "state": "states", "deny": "denies", "call": "calls for", "demand": "demands", "pledge": "pledges",
        "warn": "warns", "threaten": "threatens", "accuse": "accuses", "criticise": "criticises",
        "welcome": "welcomes", "reject": "rejects", "express": "voices",
    },
    "force": {"neutral": "neutral", "endorsing": "endorsing", "distancing": "distancing"},
    "type": {"direct": "direct", "indirect": "indirect", "mixed": "mixed"},
    "kind": {
        "person": "person", "organisation": "organisation", "media": "media", "document": "document",
        "unnamed": "unnamed source", "none": "unknown speaker", "state": "country", "outlet": "outlet",
    },
    "named": {"yes": "by name", "no": "without a name"},
    "state": {
        "machine": "not reviewed", "accepted": "accepted", "corrected": "corrected", "rejected": "rejected",
    },
    "role": {
        "speaker": "speaker", "relay": "passed on by", "agency": "agency", "origin": "taken from", "outlet": "outlet",
    },
    "span": {
        "cue": "cue", "source": "source", "content": "content", "addressee": "addressee", "via": "passed on by",
    },
    "facet": {
        "who": "Speakers", "outlet": "Outlets", "act": "Acts", "force": "Stand of the cue", "type": "Wording",
        "kind": "Kinds of speaker", "month": "Months", "state": "Review",
    },
    "decision": {
        "accept": "accepted", "reject": "rejected", "span": "bounds moved", "speaker": "speaker changed",
        "act": "act changed", "undo": "undone", "merge": "merged", "split": "split off", "rename": "renamed",
    },
    "change": {"came": "came", "went": "went", "changed": "changed"},
    "order": {"newest": "newest first", "oldest": "oldest first", "relevance": "most relevant first"},
    "source": {"lexicon": "known to the lexicon", "text": "named in texts", "import": "imported",
               "decision": "split off by a person"},
    "entry": {
        "past": "past", "present": "present", "participle": "participle", "masdar": "verbal noun", "form": "form",
        "forms": "forms", "content": "what is said begins with", "examples": "examples",
        "counter_examples": "no statement in",
    },
    "report": {
        "fullest": "the fullest", "verbatim": "in the same words", "edited": "a few words changed",
        "shortened": "shortened", "paraphrased": "in other words", "translated": "quoted in other words",
    },
    "differs": {"act": "act", "force": "stand of the cue", "label": "labels"},
    "sources": {
        "named": "by name", "unnamed": "without a name", "documentary": "documents", "nobody": "unknown speaker",
        "unnamed agencies": "unnamed agencies", "unknown": "state not known",
    },
    "family": {
        "ruler": "rulers", "state": "states and governments", "army": "armies and forces",
        "armed_group": "armed groups",
        "the_dead": "the dead", "territory": "territories", "war_and_operation": "wars and operations",
        "people_on_the_move": "people on the move",
    },
    "failure": {
        "bad-request": "This can't be understood", "not-signed-in": "Sign in first", "not-allowed": "Not allowed",
        "not-found": "Not found", "no-such-method": "Not possible here", "conflict": "In the way of another change",
        "too-large": "Too large", "wrong-type": "Of another type", "unreadable": "It could not be read",
        "too-often": "Too many tries", "too-much": "This takes too long", "fault": "A fault of musnad",
    },
    "rule": {rule.description: rule.description for rule in RULES.values()},
}  # fmt: skip


def word(family: str, value: str, words: Catalogue) -> str:
    """Return what a value is called; one that is not known is shown as it is."""
    shown = WORDS[family].get(value)
    return value if shown is None else words.pgettext(family, shown)
