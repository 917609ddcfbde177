"""What can go wrong when a page is asked for: one short code a kind, the same in messages, journal and summary."""

from __future__ import annotations

from musnad.errors import InputError

# Codes of failures that may be otherwise the next time; all others last until the page or its host changes.
PASSING = frozenset({
    "dns", "unreachable", "connection-refused", "timeout", "reset", "half-header", "wrong-length", "protocol", "tls",
    "robots-unreachable", "resting", "http-429", "http-500", "http-502", "http-503", "http-504",
})  # fmt: skip

# Failures to get anything from a host at all.
OF_THE_HOST = frozenset({
    "dns", "private-address", "connection-refused", "unreachable", "tls", "timeout", "reset", "resting",
})  # fmt: skip


class FetchError(InputError):
    """A page that could not be fetched.

    `code` is the kind (docs/fetching.md lists them), `url` the address that was asked for when it happened, `reason`
    what happened in words; `again` says that the same request is worth a second try in a moment.
    """

    def __init__(self, code: str, reason: str, *, url: str, again: bool = False) -> None:
        reason = " ".join(reason.split())[:300]  # some of it is what a host sent
        super().__init__(f"{url}: {code}: {reason}")
        self.code = code
        self.reason = reason
        self.url = url
        self.again = again

    @property
    def passing(self) -> bool:
        """Whether a later run may fare better."""
        return is_passing(self.code)


def is_passing(code: str) -> bool:
    """Whether a failure with this code may be otherwise at another time."""
    return code in PASSING
