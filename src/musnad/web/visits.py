"""A visit: one request with all that a view needs, and the way from a view to a route.

A view is a plain function `(Visit) -> Response`, run in a thread: the archive is read and written there, and nothing
waits for it. Roles, sessions and tokens of forms are looked at here, before a view is called.
"""

from __future__ import annotations

import getpass
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote, urlsplit

import msgspec
from anyio import CapacityLimiter, to_thread
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from musnad.errors import MusnadError
from musnad.opened import OpenArchive
from musnad.stories.statements import Utterance
from musnad.web import sessions
from musnad.web.options import ServeOptions
from musnad.web.preferences import COOKIE, Preferences, preferences_of
from musnad.web.remembering import Remembered
from musnad.web.rendering import render
from musnad.web.sessions import Session, Sessions
from musnad.web.throttle import Deadline
from musnad.web.tries import Tries
from musnad.web.users import Role, Users, load, user_of_token

# Requests that a process answers at the same time, others wait in order: those that share a core with twenty end late,
# all of them. One that takes long leaves room for others.
AT_ONCE = 3
MOST_SAID = 2_000  # documents whose stories' statements are remembered side by side: some 50 MB
MOST_BESIDE = 48 << 20  # bytes of tables of stories that are remembered: a story of fifty documents has 150,000
MOST_FIELDS = 1_000  # of a form; the largest of ours has one for each document that is split off a story


class Refused(MusnadError):
    """What a visitor may not do; `status` is that of HTTP."""

    def __init__(self, message: str, status: int = 403) -> None:
        super().__init__(message)
        self.status = status


class Site:
    """What all requests share."""

    def __init__(self, archive: OpenArchive, options: ServeOptions) -> None:
        self.archive, self.options = archive, options
        self.deadline = Deadline(archive, options.query_s)
        self._alone = options.users is None
        secret = bytes.fromhex(self.users().secret)
        self.sessions = Sessions(secret)
        self.tries = None if self._alone else Tries(options.tries or f"{options.users}.tries", secret)
        self.clock: Callable[[], float] = time.time
        self.turns = CapacityLimiter(AT_ONCE)
        self.said: Remembered[list[Utterance]] = Remembered(MOST_SAID)
        self.beside: Remembered[bytes] = Remembered(MOST_BESIDE)  # the same as tables

    def users(self) -> Users:
        """Return who may come, as the file says now; alone on this machine there is no file."""
        if self.options.users is None:
            return Users(secret=self.options.secret or secrets.token_hex(32))
        return load(self.options.users)

    @property
    def alone(self) -> bool:
        """Whether whoever is on this machine may do everything."""
        return self._alone


class Visit:
    """One request."""

    def __init__(self, request: Request, site: Site, form: FormData | None = None) -> None:
        self.request, self.site = request, site
        self.archive = site.archive
        self.form = form
        self.preferences: Preferences = preferences_of(
            request.cookies.get(COOKIE), request.headers.get("accept-language", "")
        )
        self.user, self.role, self.session, self.by_token = self._who()
        self.fresh: Session | None = None
        if self.session is None:
            self.session = self.fresh = site.sessions.new(None, site.clock())

    def _who(self) -> tuple[str | None, Role | None, Session | None, bool]:
        site, request = self.site, self.request
        session = site.sessions.read(request.cookies.get(sessions.COOKIE), site.clock())
        if site.alone:
            return login_name(), "reader" if site.options.readonly else "editor", session, False
        users = site.users()
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer":
            found = user_of_token(users, token.strip())
            if found is None:
                raise Refused("this token is none of the users'", 401)
            return found[0], self._allowed(found[1].role), session, True
        user = users.users.get(session.user) if session and session.user else None
        if session is None or user is None or user.stamp != session.stamp:
            return None, None, session if session and session.user is None else None, False
        return session.user, self._allowed(user.role), session, False

    def _allowed(self, role: Role) -> Role:
        return "reader" if self.site.options.readonly else role

    @property
    def may_edit(self) -> bool:
        """Whether the visitor may change something."""
        return self.role == "editor"

    @property
    def token(self) -> str:
        """What the forms of this page have to bring back."""
        assert self.session is not None
        return self.site.sessions.token(self.session)

    def query(self, name: str, default: str = "") -> str:
        """Return a parameter of the address."""
        return self.request.query_params.get(name, default)

    def whole(self, name: str, default: int, *, most: int) -> int:
        """Return a parameter that is a number from 1 to `most`.

        Raises:
            Refused: it is none.
        """
        given = self.query(name)
        if not given:
            return default
        if not (given.isascii() and given.isdigit() and len(given) < 10 and 1 <= int(given) <= most):
            raise Refused(f"{name}: {given[:20]!r} is no number from 1 to {most}", 400)
        return int(given)

    def field(self, name: str) -> str:
        """Return a field of the form."""
        value = self.form.get(name, "") if self.form is not None else ""
        return value if isinstance(value, str) else ""

    def fields(self, name: str) -> list[str]:
        """Return all values of a field of the form: of boxes, those that were ticked."""
        values = self.form.getlist(name) if self.form is not None else []
        return [value for value in values if isinstance(value, str)]

    def upload(self, name: str) -> UploadFile | None:
        """Return an uploaded file of the form; None where none was chosen."""
        value = self.form.get(name) if self.form is not None else None
        return value if isinstance(value, UploadFile) and value.filename else None

    # -- answers -------------------------------------------------------------------------------

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """Return a page of a template."""
        values.setdefault("json_url", None)
        shared = {"visit": self, "csrf": self.token, "path": self.request.url.path}
        shared["here"] = self.request.url.path + (f"?{self.request.url.query}" if self.request.url.query else "")
        return HTMLResponse(render(template, self.preferences, **shared, **values), status)

    def moved(self, to: str) -> Response:
        """Send the visitor to another page of ours."""
        return RedirectResponse(local(to), 303)

    def keep(self, session: Session) -> None:
        """Give the visitor another session with the answer."""
        self.session = self.fresh = session


def login_name() -> str:
    """Return the name of who runs the server, for what is decided alone on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "local"


def local(address: str) -> str:
    """Return an address if it is one of ours, else that of the first page: nobody is sent elsewhere."""
    parts = urlsplit(address.replace("\\", "/"))
    inside = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith("//")
    return address if inside and address.isprintable() and "\\" not in address else "/"


View = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(view: View, *, role: Role | None = "reader", api: bool = False) -> Endpoint:
    """Return a view as Starlette takes it.

    Args:
        role: who may come at least; None is everybody.
        api: answers, errors too, are JSON.
    """

    async def answer(request: Request) -> Response:
        request.state.api = api
        site: Site = request.app.state.site
        form = None
        if request.method == "POST" and not api:
            form = await request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=16 << 20)
        if api and request.method in ("POST", "DELETE"):
            request.state.body = await request.body()

        def run() -> Response:
            visit = Visit(request, site, form)
            refused = _refused(visit, role, api=api)
            if refused is not None:
                return refused
            with site.deadline.running():
                return _with_cookie(visit, view(visit))

        try:
            # What is sent is rare, and may wait for another server: it takes nobody's turn.
            return await to_thread.run_sync(run, limiter=site.turns if request.method == "GET" else None)
        finally:
            if form is not None:
                await form.close()

    return answer


def _refused(visit: Visit, role: Role | None, *, api: bool) -> Response | None:
    method, request = visit.request.method, visit.request
    if role is not None and visit.role is None:
        if api:
            raise Refused("say who you are: Authorization: Bearer TOKEN (`musnad users token NAME`)", 401)
        if method != "GET":
            raise Refused("sign in first", 401)
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(back, safe='')}", 303)
    if role == "editor" and not visit.may_edit:
        raise Refused("only editors may change something", 403)
    if method not in ("GET", "HEAD") and not api:
        assert visit.session is not None
        if visit.fresh is not None or not visit.site.sessions.is_token(visit.session, visit.field("csrf")):
            raise Refused("this form is too old or came from elsewhere; open the page again", 403)
    if method == "POST" and api:
        # Another site's form can't send JSON, and its script is asked first (CORS) and answered with nothing.
        kind = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
        if kind != "application/json":
            raise Refused("Content-Type has to be application/json", 415)
    return None


def _with_cookie(visit: Visit, response: Response) -> Response:
    if visit.fresh is not None and not visit.by_token and not getattr(visit.request.state, "api", False):
        response.set_cookie(
            sessions.COOKIE, visit.site.sessions.cookie(visit.fresh), httponly=True, samesite="lax",
            secure=visit.site.options.secure, path="/",
        )  # fmt: skip
    return response


class Json(JSONResponse):
    """JSON of our records, Arabic as it is."""

    def render(self, content: Any) -> bytes:
        """Return the bytes."""
        return msgspec.json.encode(content)
