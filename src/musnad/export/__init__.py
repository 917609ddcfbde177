"""Export: what a query finds, written to files that others read, with a manifest that proves them.

The archive knows nothing of it; `musnad.open` gives an archive on which it is a method.
"""

from musnad.export.exporting import Exported, export
from musnad.export.verifying import verify

__all__ = ["Exported", "export", "verify"]
