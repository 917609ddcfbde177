"""Exports read back as those read them who get them, to one form: id → what its spans say."""

import csv
import json

FORMATS = ("jsonl", "csv", "parquet", "annotations", "ftm")


def lines(path):
    return [json.loads(line) for line in path.read_bytes().decode("utf-8").split("\n")[:-1]]


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def spans_in(value):
    """All spans in a plain value, wherever."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys() and value["start"] is not None:
            yield value
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)
