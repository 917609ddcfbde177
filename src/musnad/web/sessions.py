"""Sessions: a cookie that the server signed, and the token without which no form changes anything.

Nothing is kept on the server. A cookie says who came and when, signed with a secret; signing in makes a new one, so
that a cookie planted before is worth nothing. A form's token is bound to its session.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

import msgspec

COOKIE = "musnad_session"
LASTS_S = 12 * 3_600  # a working day; whoever leaves a browser open has to sign in the next morning


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A visitor between two requests. `user` is None before signing in; `since` is seconds since 1970."""

    id: str
    user: str | None
    since: int
    stamp: str = ""  # changes with the user's password, so that older sessions end


class Sessions:
    """Makes and reads session cookies."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def new(self, user: str | None, now: float, stamp: str = "") -> Session:
        """Return a session that nobody had before."""
        return Session(id=secrets.token_urlsafe(18), user=user, since=int(now), stamp=stamp)

    def cookie(self, session: Session) -> str:
        """Return a session as its cookie."""
        body = base64.urlsafe_b64encode(msgspec.json.encode(session)).decode("ascii").rstrip("=")
        return f"{body}.{self._signed('session', body)}"

    def read(self, cookie: str | None, now: float) -> Session | None:
        """Return the session of a cookie; None where it is missing, forged or too old."""
        body, dot, signature = (cookie or "").partition(".")
        if not dot or not _same(signature, self._signed("session", body)):
            return None
        try:
            session = msgspec.json.decode(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)), type=Session)
        except (ValueError, msgspec.MsgspecError):
            return None
        return session if 0 <= now - session.since <= LASTS_S else None

    def token(self, session: Session) -> str:
        """Return what the forms of a session have to bring; another one each time, since pages go out compressed."""
        salt = secrets.token_hex(8)  # BREACH guesses what stands in many answers alike
        return f"{salt}.{self._signed('form', salt + session.id)}"

    def is_token(self, session: Session, given: str) -> bool:
        """Tell whether a form brought the token of its session."""
        salt, _, signature = given.partition(".")
        return _same(signature, self._signed("form", salt + session.id))

    def _signed(self, what: str, text: str) -> str:
        return hmac.new(self._secret, f"{what}:{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def _same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), right.encode())
