"""Who may come: a file of names, roles, password hashes (argon2id) and tokens for the API.

The file is written whole and swapped in, readable by its owner alone. Passwords and tokens stand in it only as hashes.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import tempfile
from functools import lru_cache
from typing import Literal, get_args

import msgspec

from musnad.errors import MusnadError

Role = Literal["reader", "editor"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST = 10  # characters of a password; with five tries a quarter of an hour even simple ones hold
LONGEST_NAME = 64
_NEEDS = "musnad serve with users needs argon2: pip install 'musnad[web]'"


class Token(msgspec.Struct, frozen=True):
    """A token of the API: what it is for, and its SHA-256."""

    name: str
    sha256: str


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may come."""

    role: Role
    password: str
    tokens: tuple[Token, ...] = ()

    @property
    def stamp(self) -> str:
        """What a session remembers of the password, so that it ends when that changes."""
        return hashlib.sha256(self.password.encode()).hexdigest()[:16]


class Users(msgspec.Struct, kw_only=True):
    """The users of a file; `secret` signs their sessions."""

    secret: str
    users: dict[str, User] = {}


def load(path: str, *, missing_ok: bool = False) -> Users:
    """Read a file of users.

    Raises:
        MusnadError: it isn't there or is no such file.
    """
    try:
        with open(path, "rb") as file:
            return msgspec.json.decode(file.read(), type=Users)
    except FileNotFoundError:
        if missing_ok:
            return Users(secret=secrets.token_hex(32))
        raise MusnadError(f"{path}: no such file; `musnad users add NAME --users {path}` makes it") from None
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise MusnadError(f"{path}: no file of users: {error}") from error


def save(path: str, users: Users) -> None:
    """Write a file of users, whole or not at all."""
    folder = os.path.dirname(os.path.abspath(path))
    handle, name = tempfile.mkstemp(dir=folder, prefix=".users-")  # made readable by its owner alone
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(msgspec.to_builtins(users), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def add(users: Users, name: str, role: str, password: str) -> None:
    """Add a user, or give one another role and password.

    Raises:
        MusnadError: the name, the role or the password is none that can be used.
    """
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise MusnadError(f"{name!r} is no name of a user; one word or several, {LONGEST_NAME} characters at most")
    if role not in ROLES:
        raise MusnadError(f"{role!r} is no role; there are {', '.join(ROLES)}")
    if len(password) < SHORTEST:
        raise MusnadError(f"the password has {len(password)} characters; {SHORTEST} at least")
    known = users.users.get(name)
    users.users[name] = User(role=role, password=hashed(password), tokens=known.tokens if known else ())


def add_token(users: Users, name: str, what: str) -> str:
    """Make a token of the API for a user and return it; it is shown this once."""
    user = users.users.get(name)
    if user is None:
        raise MusnadError(f"no user {name!r}; there are {', '.join(sorted(users.users)) or 'none'}")
    token = f"musnad_{secrets.token_urlsafe(32)}"
    made = Token(what, hashlib.sha256(token.encode()).hexdigest())
    users.users[name] = msgspec.structs.replace(user, tokens=(*user.tokens, made))
    return token


def hashed(password: str) -> str:
    """Return the argon2id hash of a password."""
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise MusnadError(_NEEDS) from error
    return PasswordHasher().hash(password)


@lru_cache(maxsize=1)
def _nobody() -> str:
    """Return a hash that is no user's, so that a name that there is not takes as long as a wrong password."""
    return hashed(secrets.token_hex(16))


def check_password(users: Users, name: str, password: str) -> User | None:
    """Return the user whose password this is; it takes as long for names that there are not."""
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    user = users.users.get(name)
    try:
        PasswordHasher().verify(user.password if user else _nobody(), password)
    except (Argon2Error, InvalidHashError):
        return None
    return user


def user_of_token(users: Users, token: str) -> tuple[str, User] | None:
    """Return whose token of the API this is."""
    digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
    for name, user in users.users.items():
        if any(secrets.compare_digest(one.sha256, digest) for one in user.tokens):
            return name, user
    return None
