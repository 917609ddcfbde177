"""The parsers of serve, users, mcp."""

from __future__ import annotations

import argparse
from typing import Any

from musnad.cli.parsers.arguments import add_archive


def add_parsers(commands: Any) -> None:
    """Add the parsers to those of `musnad`."""
    _add_serve(commands)
    _add_users(commands)
    mcp = commands.add_parser("mcp", help="serve an archive to assistants (Model Context Protocol)", description=(
        "Serve an archive to an assistant over standard input and output: search, count, show, versions, speakers. "
        "Nothing can be changed."))  # fmt: skip
    add_archive(mcp)


def _add_serve(commands: Any) -> None:
    serve = commands.add_parser("serve", help="serve an archive as a web application", description=(
        "Serve an archive to browsers: search, read, compare, correct. Alone on this machine nobody signs in; what "
        "others can reach wants --users."))  # fmt: skip
    add_archive(serve, more=", made where there is none")
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="default 8000; 0 takes any that is free")
    serve.add_argument("--host", default="127.0.0.1", metavar="HOST", help="default 127.0.0.1, this machine alone")
    serve.add_argument("--users", metavar="FILE", help="who may come; `musnad users add` makes the file")
    serve.add_argument("--public-url", metavar="URL", help="the address under which a proxy is reached, https://HOST")
    serve.add_argument("--readonly", action="store_true", help="add and correct nothing")
    serve.add_argument("--processes", type=_processes, default=1, metavar="N", help="that answer (default 1)")
    serve.add_argument("--open", action="store_true", help="open the page in this machine's browser")


def _add_users(commands: Any) -> None:
    users = commands.add_parser("users", help="say who may come to `musnad serve`", description=(
        "Change the file that `musnad serve --users` takes: names, roles, passwords, tokens of the API."))  # fmt: skip
    actions = users.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="add a user, or give one another password")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", choices=("reader", "editor"), default="reader", help="reader (default), or editor")
    add.add_argument("--password-stdin", action="store_true", help="read the password from stdin, one line")
    remove = actions.add_parser("remove", help="take a user out")
    remove.add_argument("name", metavar="NAME")
    token = actions.add_parser("token", help="make a token of the API and print it, this once")
    token.add_argument("name", metavar="NAME")
    token.add_argument("--purpose", default="API", metavar="TEXT", help="what it is for")
    for parser in (add, remove, token, actions.add_parser("list", help="list users, roles and tokens")):
        parser.add_argument("--users", required=True, metavar="FILE", help="the file")


def _processes(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 4 else 0
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError(f"{value!r} is no number from 1 to 64")
    return number


def _port(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else -1
    if not 0 <= number <= 65_535:
        raise argparse.ArgumentTypeError(f"{value!r} is no port from 0 to 65535")
    return number
