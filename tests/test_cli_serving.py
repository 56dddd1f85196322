"""`verbale serve` in a process of its own: it answers, and asks for a token where others reach it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from verbale.desk import Desk
from verbale.model import Reading


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def fetch(address: str, tries: int = 200) -> str:
    for _ in range(tries):
        try:
            with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own address
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


@pytest.mark.slow
def test_it_answers(tmp_path: Path, make_reading: Callable[..., Reading]) -> None:
    with Desk(tmp_path / "desk.db") as desk:
        desk.write(make_reading())
    port = free_port()
    command = [sys.executable, "-m", "verbale.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--desk", str(tmp_path / "desk.db")], stderr=subprocess.PIPE, text=True
    )
    try:
        assert '"ACCUSE"' in fetch(f"http://127.0.0.1:{port}/api/records?kind=event")
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=20)
    assert re.search(rf"http://127\.0\.0\.1:{port}/", told)


def test_others_need_a_token(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "VERBALE_TOKEN"}
    command = [sys.executable, "-m", "verbale.cli", "serve", "--host", "0.0.0.0"]  # noqa: S104 - what is refused here
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path)
    assert done.returncode == 2
    assert "VERBALE_TOKEN must hold a token" in done.stderr
