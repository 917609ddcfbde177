"""`musnad outlet`: the profile of an outlet."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator

import msgspec

from musnad.archive.outlet_profile import NO_SIDE, OutletProfile
from musnad.archive.shares import Share
from musnad.display import plain, wrapped
from musnad.opened import open_archive

_WIDTH = 80


def run(options: argparse.Namespace) -> int:
    """Print the profile."""
    with open_archive(options.archive, readonly=True) as archive:
        profile = archive.outlet(" ".join(options.name))
    if options.format == "json":
        print(msgspec.json.encode(profile).decode("utf-8"))
    else:
        print("\n".join(_lines(profile)))
    return 0


def _lines(profile: OutletProfile) -> Iterator[str]:
    """Return the lines of a profile; Latin and Arabic stand on lines of their own."""
    yield from wrapped(profile.outlet, _WIDTH, "")
    days = f", {profile.first} to {profile.last}" if profile.first else ""
    counts = (f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in (
        (profile.documents, "document"), (profile.statements, "statement"),
    ))  # fmt: skip
    yield f"{', '.join(counts)}{days}"
    for name in profile.names:
        if name != profile.outlet:
            yield "also"
            yield from wrapped(name, _WIDTH)
    yield "\nsources, of the statements"
    yield from _shares(profile.sources)
    yield "\nagencies and outlets credited, of the documents"
    yield from _shares(profile.agencies) if profile.agencies else ("  none",)
    for side in profile.sides:
        of = "whose state is unknown" if side.country == NO_SIDE else f"of {plain(side.country)}"
        yield f"\nforces of its cues, speakers {of}, {side.statements:,} statements"
        yield from _shares(side.forces)
    for naming in profile.namings:
        yield "\nlabels in its own voice for"
        yield from wrapped(naming.name, _WIDTH)
        for own, other in zip(naming.epithets, naming.others, strict=True):
            yield from wrapped(own.name, _WIDTH, "  ")
            yield f"    here {_figures(own)}, others {_figures(other)}"
    yield f"\nin brackets: 95 % confidence interval; no share below {profile.least}"


def _shares(shares: Iterable[Share]) -> Iterator[str]:
    for share in shares:
        if share.name.isascii():
            yield f"  {share.name}: {_figures(share)}"
        else:
            yield from wrapped(share.name, _WIDTH, "  ")
            yield f"    {_figures(share)}"


def _figures(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return f"{share.count:,} of {share.of:,}"
    return f"{share.count:,} of {share.of:,}, {share.share:.1%} ({share.low:.1%} to {share.high:.1%})"
