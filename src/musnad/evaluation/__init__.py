"""Scores of the reader against a gold file, and floors that only rise."""
