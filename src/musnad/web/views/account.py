"""Signing in and out, and how a visitor wants to see the pages."""

from __future__ import annotations

import threading

from starlette.responses import Response

from musnad.web import preferences, sessions
from musnad.web.tries import TRIES, TRIES_FROM
from musnad.web.users import check_password
from musnad.web.visits import Visit, local

_HASHING = threading.Semaphore(2)  # passwords that are hashed at one time: argon2 takes 64 MiB for each
LONGEST = 1_000  # characters of a password: argon2 is slow on purpose, and slower on long ones


def login_page(visit: Visit) -> Response:
    """Show the form, or sign in who filled it in."""
    to = local(visit.query("next") or visit.field("next") or "/")
    tries = visit.site.tries
    if tries is None or visit.user is not None:
        return visit.moved(to)
    if visit.request.method == "GET":
        return visit.page("login.html", next=to, failed=False, name="")
    name, password = visit.field("name").strip()[:100], visit.field("password")[:LONGEST]
    address = visit.request.client.host if visit.request.client else "?"
    keys = f"name:{name.casefold()}", f"address:{address}"
    with _HASHING:
        begun = tries.begin(dict(zip(keys, (TRIES, TRIES_FROM), strict=True)))
        user = check_password(visit.site.users(), name, password)
    if user is None:
        return visit.page("login.html", status=401, next=to, failed=True, name=name)
    tries.succeeded(begun, keys[0])
    visit.keep(visit.site.sessions.new(name, visit.site.clock(), user.stamp))
    return visit.moved(to)


def logout(visit: Visit) -> Response:
    """Sign out."""
    visit.keep(visit.site.sessions.new(None, visit.site.clock()))
    response = visit.moved("/login")
    response.delete_cookie(sessions.COOKIE, path="/")
    visit.fresh = None
    return response


def change_view(visit: Visit) -> Response:
    """Keep language, theme and digits in their cookie."""
    chosen = preferences.made(visit.field("language"), visit.field("theme"), visit.field("digits"))
    response = visit.moved(visit.field("next") or "/")
    response.set_cookie(
        preferences.COOKIE, chosen.cookie(), max_age=preferences.KEPT_S, httponly=True, samesite="lax",
        secure=visit.site.options.secure, path="/",
    )  # fmt: skip
    return response
