"""The version of musnad, read by the package and by the reader."""

__version__ = "0.1.0"
