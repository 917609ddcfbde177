"""What `musnad serve` is told: where the archive is, who may come, by which names the host goes."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

import msgspec

from musnad.errors import MusnadError

PORT = 8000
LOCAL = ("127.0.0.1", "localhost", "::1")


class ServeOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How the application is served.

    Args:
        archive: the file, or the address of a PostgreSQL database.
        host, port: where it listens.
        users: the file of those who may come (`musnad users add`); None lets in whoever is on this machine.
        tries: the file that wrong passwords are counted in, for all processes; beside that of the users by default.
        public_url: under which address people reach it, behind a proxy that ends TLS: its host is let through, and
            behind https cookies are Secure.
        readonly: nothing is added or corrected.
        query_s: seconds that one question to the archive may take.
        secret: what sessions are signed with where there is no file of users, in hexadecimal digits; the same in all
            processes of one server.
    """

    archive: str = "musnad.db"
    host: str = LOCAL[0]
    port: int = PORT
    users: str | None = None
    tries: str | None = None
    public_url: str | None = None
    readonly: bool = False
    query_s: float = 20.0
    secret: str = ""

    @property
    def secure(self) -> bool:
        """Whether people come over TLS."""
        return (self.public_url or "").startswith("https:")

    @property
    def hosts(self) -> frozenset[str]:
        """The names in `Host` that are answered; others may be another site's, pointed here."""
        names = {*LOCAL, self.host.casefold()} - {"0.0.0.0", "::"}
        named = urlsplit(self.public_url or "").hostname
        return frozenset(names | ({named} if named else set()))

    def check(self) -> None:
        """Refuse what would let strangers in.

        Raises:
            MusnadError: the host can be reached from elsewhere and nobody has to say who they are.
        """
        if self.public_url is not None:
            parts = urlsplit(self.public_url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise MusnadError(f"--public-url {self.public_url}: no address; write https://HOST")
        if self.users is None and (not is_loopback(self.host) or self.public_url is not None):
            raise MusnadError(
                f"{self.public_url or self.host}: others can reach this address; say who may come: --users FILE "
                "(`musnad users add NAME --users FILE` makes it)"
            )


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine alone."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
