"""`musnad users`: who may come to `musnad serve --users FILE`, with which role, and tokens for its API."""

from __future__ import annotations

import argparse
import getpass
import sys

from musnad.cli import UsageError
from musnad.web import users


def run(options: argparse.Namespace) -> int:
    """Change or list the users of a file."""
    found = users.load(options.users, missing_ok=options.action == "add")
    if options.action == "list":
        for name, user in sorted(found.users.items()):
            tokens = ", ".join(token.name for token in user.tokens)
            print(f"{name}\t{user.role}\t{f'tokens: {tokens}' if tokens else 'no tokens'}")
        return 0
    if options.action == "add":
        users.add(found, options.name, options.role, _password(stdin=options.password_stdin))
    elif options.name not in found.users:
        raise UsageError(f"{options.users} has no user {options.name!r}")
    elif options.action == "remove":
        del found.users[options.name]
    else:
        print(users.add_token(found, options.name, options.purpose))
    users.save(options.users, found)
    return 0


def _password(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("password: ")
    if getpass.getpass("again: ") != first:
        raise UsageError("the two passwords differ")
    return first
