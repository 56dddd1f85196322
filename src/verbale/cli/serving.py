"""The command that answers an assistant: mcp."""

from __future__ import annotations

from verbale.cli.common import DESK, DeskFile, command


@command
def mcp(desk: DeskFile = DESK) -> None:
    """Answer an assistant's questions on the desk (Model Context Protocol, standard streams)."""
    from verbale.serving.mcp import server

    server(desk).run("stdio")
