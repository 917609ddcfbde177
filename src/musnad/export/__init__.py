"""Export: what a query finds, written to files that others read, with a manifest that proves them.

It stands below the archive: `export(archive, query, …)` is a function here and no method there.
"""

from musnad.export.exporting import Exported, export
from musnad.export.verifying import verify

__all__ = ["Exported", "export", "verify"]
