"""`musnad labels`: what an entity or a family is called, by whom, in whose voice."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from musnad.archive.label_counts import LabelRow, LabelTable
from musnad.archive.shares import Share
from musnad.charts import Bar, Group, bar_chart, to_png
from musnad.cli import UsageError
from musnad.display import plain, wrapped
from musnad.errors import MusnadError
from musnad.opened import open_archive

_WIDTH = 80
_LINKS = 3  # places of a row that the table shows; JSON has more
_MOST_GROUPS, _MOST_BARS = 12, 8  # of a chart; what a page holds
_NO_GROUP = {"outlet": "no outlet known", "speaker": "the outlet itself, or nobody known", "month": "no day known"}


def run(options: argparse.Namespace) -> int:
    """Print the table, or write the chart."""
    plot = Path(options.plot) if options.plot else None
    if plot is not None and plot.suffix not in (".svg", ".png"):
        raise UsageError(f"--plot {options.plot!r}: the name ends with .svg or .png")
    with open_archive(options.archive, readonly=True) as archive:
        table = archive.labels(" ".join(options.what), by=options.by, voice=options.voice, limit=options.limit)
    if plot is not None:
        chart = chart_of(table)
        try:
            plot.write_bytes(to_png(chart) if plot.suffix == ".png" else chart.encode("utf-8"))
        except OSError as error:
            raise MusnadError(f"{options.plot}: can't be written: {error.strerror}") from error
    if options.format == "json":
        print(msgspec.json.encode(table).decode("utf-8"))
    else:
        print("\n".join(_lines(table)))
    return 0


def _lines(table: LabelTable) -> Iterator[str]:
    """Return the lines of a table; Latin and Arabic stand on lines of their own."""
    yield from wrapped(table.name, _WIDTH, "")
    voice = {"own": ", in the outlets' own voice", "quoted": ", quoted"}.get(table.voice, "")
    yield f"{_size(table)}{voice}"
    number = 0
    for group, rows in groupby(table.rows, key=lambda row: row.group):
        if table.by is not None:
            yield ""
            if group and not group.isascii():
                yield f"{table.by}"
                yield from wrapped(group, _WIDTH, "  ")
            else:
                yield f"{table.by}: {plain(group) or _NO_GROUP[table.by]}"
        for row in rows:
            number += 1
            yield from _row(row, number)
    if table.left_out:
        yield f"\n{table.left_out:,} rarer epithets left out; --limit all shows them"
    yield f"\nin brackets: 95 % confidence interval; no share below {table.least}"


def _size(table: LabelTable) -> str:
    many = f"{table.labels:,} label{'' if table.labels == 1 else 's'}"
    return f"{many} in {table.documents:,} document{'' if table.documents == 1 else 's'}"


def _row(row: LabelRow, number: int) -> Iterator[str]:
    yield from wrapped(f"{row.epithet} {row.within}" if row.within else row.epithet, _WIDTH, f"{number}. ")
    voices = f"own {row.own:,}, quoted {row.quoted:,}"
    yield f"  {figures(row.share)}; {voices}; {row.family}"
    for id in [*dict.fromkeys(place.id for place in row.places)][:_LINKS]:
        yield f"    musnad show {plain(id)}"


def figures(share: Share) -> str:
    """Return a count with its share and interval, where there are enough for one."""
    if share.share is None or share.low is None or share.high is None:
        return f"{share.count:,} of {share.of:,}"
    return f"{share.count:,} of {share.of:,}, {share.share:.1%} ({share.low:.1%} to {share.high:.1%})"


def chart_of(table: LabelTable) -> str:
    """Return a table as a bar chart (SVG): an epithet a bar, the voices its parts."""
    groups = []
    for name, rows in groupby(table.rows, key=lambda row: row.group):
        heading = "" if table.by is None else name or _NO_GROUP[table.by]
        bars = [
            Bar(f"{row.epithet} {row.within}" if row.within else row.epithet, (row.own, row.quoted), _short(row.share))
            for row in rows
        ]
        groups.append(Group(heading, tuple(bars[:_MOST_BARS] if table.by else bars)))
    shown = groups[:_MOST_GROUPS]
    left = f"; {len(groups) - len(shown):,} more groups" if len(groups) > len(shown) else ""
    note = f"{_size(table)}{left}"
    return bar_chart(table.name, shown, parts=("own voice", "quoted"), note=note)


def _short(share: Share) -> str:
    return f"{share.count:,}" if share.share is None else f"{share.count:,} ({share.share:.0%})"
