"""The application: routes, what stands before them, what answers failures."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.resources import files

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from musnad.errors import MusnadError
from musnad.opened import OpenArchive, open_archive
from musnad.web.failures import on_failure
from musnad.web.guarding import Guard
from musnad.web.options import ServeOptions
from musnad.web.rendering import static_version
from musnad.web.visits import Site

_TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml",
          ".txt": "text/plain; charset=utf-8"}  # fmt: skip
_FOR_GOOD = "public, max-age=31536000, immutable"


def application(options: ServeOptions) -> Starlette:
    """Open the archive and return the application, for any ASGI server.

    Raises:
        MusnadError: who may come isn't said, or the archive can't be opened.
    """
    options.check()
    archive = open_archive(options.archive, create=not options.readonly, readonly=options.readonly)
    return built(archive, options)


def built(archive: OpenArchive, options: ServeOptions) -> Starlette:
    """Return the application on an archive that is open; it is closed when the application ends."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        archive.close()

    handlers = {error: on_failure for error in (MusnadError, HTTPException, Exception)}
    app = Starlette(
        routes=list(routes()), lifespan=lifespan, exception_handlers=handlers,
        middleware=[Middleware(Guard, options), Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)],
    )  # fmt: skip
    app.state.site = Site(archive, options)
    return app


def routes() -> Sequence[BaseRoute]:
    """Return all routes."""
    from musnad.web.api.routes import routes as api_routes
    from musnad.web.routes import PAGES

    return [
        Route("/static/{version}/{path:path}", static, methods=["GET"]),
        Route("/favicon.ico", lambda _request: RedirectResponse(f"/static/{static_version()}/mark.svg", 301)),
        *api_routes(), *PAGES,
    ]


async def static(request: Request) -> Response:
    """Give a file of the package; its address changes with its content, but for fonts, so it is kept for good."""
    path = request.path_params["path"]
    folder = files("musnad.web") / "static"
    known = {name.name: name for name in folder.iterdir() if name.is_file()}
    known |= {f"fonts/{name.name}": name for name in (folder / "fonts").iterdir()}
    found = known.get(path)
    if found is None:
        raise HTTPException(404, "no such file")
    kind = _TYPES.get("." + path.rpartition(".")[2], "application/octet-stream")
    return Response(found.read_bytes(), media_type=kind, headers={"cache-control": _FOR_GOOD})
