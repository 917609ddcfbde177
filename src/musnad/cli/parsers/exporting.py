"""The parsers of export, verify."""

from __future__ import annotations

from typing import Any


def add_parsers(commands: Any) -> None:
    """Add the parsers to those of `musnad`."""
