"""The parsers of the commands that work on an archive, a file a family; only argparse is imported."""
