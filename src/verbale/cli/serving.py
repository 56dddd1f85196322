"""The commands that answer others: serve (HTTP), mcp (an assistant)."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from verbale.cli.common import DESK, DeskFile, command, fail, say

_TOKEN = "VERBALE_TOKEN"  # noqa: S105 - the name of a variable


@command
def mcp(desk: DeskFile = DESK) -> None:
    """Answer an assistant's questions on the desk (Model Context Protocol, standard streams)."""
    from verbale.serving.mcp import server

    server(desk).run("stdio")


@command
def serve(
    desk: DeskFile = DESK,
    host: Annotated[
        str, typer.Option(help="Another than this machine needs a token")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free")] = 8400,
    name: Annotated[
        list[str] | None, typer.Option(help="A host name under which it is also reached")
    ] = None,
) -> None:
    """Serve the desk over HTTP, read-only; a token in VERBALE_TOKEN guards it."""
    try:
        import uvicorn

        from verbale.serving.app import LOOPBACK, create_app
    except ImportError:
        fail("serving needs FastAPI: pip install 'verbale[serve]'")
    token = os.environ.get(_TOKEN) or None
    if host not in LOOPBACK and token is None:
        fail(f"--host {host}: others can reach it, so {_TOKEN} must hold a token")
    hosts = tuple(dict.fromkeys((*LOOPBACK, host, *(name or ()))))
    say(f"http://{f'[{host}]' if ':' in host else host}:{port}/ (stop with Ctrl+C)")
    app = create_app(desk, token=token, hosts=hosts)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
