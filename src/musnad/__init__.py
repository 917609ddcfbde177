"""musnad reads Arabic news: who said what, to whom, through whom.

The public verbs. Nothing is imported before it is used (PEP 562), so that `import musnad` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from musnad._version import __version__

if TYPE_CHECKING:
    from musnad.document import Document
    from musnad.inputs import read, read_page, read_paths
    from musnad.opened import open_archive as open

__all__ = ["Document", "__version__", "open", "read", "read_page", "read_paths"]

_INPUTS = ("read", "read_page", "read_paths")
_NAMES = {"open": "open_archive"}
_HOMES = {"open": "musnad.opened", "Document": "musnad.document", **dict.fromkeys(_INPUTS, "musnad.inputs")}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'musnad' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), _NAMES.get(name, name))
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
