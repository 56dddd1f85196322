"""The application behind `verbale serve`: who may ask, what every answer carries."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import JSONResponse
from starlette.staticfiles import StaticFiles

from verbale.desk import Desk
from verbale.errors import QuestionError, UnknownId, VerbaleError
from verbale.serving import pages
from verbale.serving.api import router

LOOPBACK = ("127.0.0.1", "::1", "localhost")
"""Addresses that only this machine reaches."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_LONGEST_TAGGED = 8 * 1024 * 1024
"""Bytes of an answer up to which it gets an ETag."""

Next = Callable[[Request], Awaitable[Response]]


def create_app(
    place: str, *, token: str | None = None, hosts: tuple[str, ...] = LOOPBACK
) -> FastAPI:
    """The application for the desk at a place.

    With a ``token`` each request must carry it (``Authorization: Bearer …``). Requests to
    other ``hosts`` are refused, so that no page elsewhere can ask in a reader's name.
    """
    app = FastAPI(
        title="verbale",
        version=version("verbale"),
        description="A sourced record of international affairs, read-only.",
        docs_url=None,
        redoc_url=None,
        lifespan=_open_desk,
    )
    app.state.place = place
    app.state.desk = Desk(place)
    app.state.token = token
    app.include_router(router)
    app.include_router(pages.router)
    static = StaticFiles(packages=[("verbale.serving", "static")])
    app.mount("/static", static, name="static")
    app.middleware("http")(_guarded)
    allowed = [f"[{host}]" if ":" in host else host for host in hosts]
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=allowed, www_redirect=False)
    _tell_faults(app)
    return app


@asynccontextmanager
async def _open_desk(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.desk.close()


def fault(request: Request, text: str, status: int) -> Response:
    """The one shape of every fault: JSON, or a page where a page was asked for."""
    if request.url.path.startswith(("/api/", "/openapi")):
        return JSONResponse({"error": text, "status": status}, status)
    answer = pages.page(request, "fault.html", title=_HEADINGS.get(status, "Fault"), told=text)
    answer.status_code = status
    return answer


_HEADINGS = {401: "Who asks?", 404: "Not here", 503: "The desk cannot be used now"}


async def _guarded(request: Request, call_next: Next) -> Response:
    """Asks for the token, adds the headers of safety and an ETag."""
    token: str | None = request.app.state.token
    if token is not None and not _has_token(request, token):
        answer = fault(request, "a token is needed: Authorization: Bearer …", 401)
        answer.headers["WWW-Authenticate"] = 'Bearer, Basic realm="verbale"'
    else:
        answer = await _tagged(request, await call_next(request))
    for name, value in _HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer


def _has_token(request: Request, token: str) -> bool:
    """The token as Bearer, or as the password of Basic, which browsers ask for."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        with suppress(ValueError):
            given = base64.b64decode(given, validate=True).decode().partition(":")[2]
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.encode(), token.encode())


async def _tagged(request: Request, answer: Response) -> Response:
    """The answer with an ETag; 304 without a body where the asker has it already.

    Answers that come in a stream are passed on as they are.
    """
    length = int(answer.headers.get("content-length") or _LONGEST_TAGGED + 1)
    if answer.status_code != 200 or request.method != "GET" or length > _LONGEST_TAGGED:
        return answer
    stream: Any = answer
    body = b"".join([part async for part in stream.body_iterator])
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = request.headers.get("if-none-match", "")
    if tag in (part.strip().removeprefix("W/") for part in known.split(",")):
        return Response(status_code=304, headers={"ETag": tag})
    headers = {k: v for k, v in answer.headers.items() if k != "content-length"}
    return Response(body, answer.status_code, headers | {"ETag": tag})


def _tell_faults(app: FastAPI) -> None:
    @app.exception_handler(VerbaleError)
    def ours(request: Request, error: VerbaleError) -> Response:
        if isinstance(error, UnknownId):
            return fault(request, str(error), 404)
        return fault(request, str(error), 400 if isinstance(error, QuestionError) else 503)

    @app.exception_handler(RequestValidationError)
    def wrong(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(
            f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()
        )
        return fault(request, told, 422)

    @app.exception_handler(HTTPException)
    def other(request: Request, error: HTTPException) -> Response:
        answer = fault(request, str(error.detail), error.status_code)
        answer.headers.update(error.headers or {})
        return answer
