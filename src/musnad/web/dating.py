"""The evidence for a document's date as rows; of a text that came as JSON nothing is taken for granted."""

from __future__ import annotations

from typing import Any, NamedTuple


class Evidence(NamedTuple):
    """A piece of evidence: its kind, how it stands there, what it was read as, whether it agrees with the result."""

    evidence: str
    text: str
    at: str
    agrees: bool
    reason: str = ""


class Dating(NamedTuple):
    """A date and its evidence, what was refused last."""

    at: str
    rows: list[Evidence]


def dating_of(published: dict[str, Any] | None) -> Dating | None:
    """Return the evidence of `Document.published`; None where there is none."""
    if not published:
        return None
    at = _text(published.get("at"))
    rows = [
        Evidence(_text(one.get("evidence")), _text(one.get("text")), _text(one.get("at")), bool(one.get("agrees")))
        for one in _dicts(published.get("candidates"))
    ]
    if not rows:
        rows = [Evidence(_text(published.get("evidence")), "", at, True)]
    refused = _dicts(published.get("refused"))
    rows += [Evidence(_text(one.get("evidence")), _text(one.get("text")), "", False, _text(one.get("reason")))
             for one in refused]  # fmt: skip
    return Dating(at, rows)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
