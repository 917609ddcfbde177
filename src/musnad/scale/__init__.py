"""Past one process: one Arrow batch in, one out, which every engine can call; Spark on top.

Nothing is imported before it is used: pyarrow comes with musnad[arrow], Spark with musnad[spark].
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.scale.batch import read_batch
    from musnad.scale.columns import schema
    from musnad.scale.outputs import read_documents

__all__ = ["read_batch", "read_documents", "schema"]

_HOMES = {"read_batch": "batch", "read_documents": "outputs", "schema": "columns"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'musnad.scale' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"musnad.scale.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
