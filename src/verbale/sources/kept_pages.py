"""Pages kept as they were retrieved, each a WARC file of one record, with its digest.

Such files can be read again (``verbale read``) and joined to one archive with ``cat``.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

from verbale.errors import SourceError
from verbale.sources.warc import records
from verbale.sources.web import Response

_NAME = re.compile(r"([0-9a-f]{64})-[0-9a-f]{16}\.warc\.gz")
_DROPPED = {"content-encoding", "transfer-encoding", "content-length", "connection", "set-cookie"}


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page that was kept: where from and when, the digest it was kept under and the present."""

    url: str
    retrieved: str
    digest: str
    found: str

    @property
    def intact(self) -> bool:
        """Whether the page is still what was retrieved."""
        return self.digest == self.found


def keep_page(folder: Path, response: Response, retrieved: str) -> Path:
    """Keep a page below ``folder``, all or nothing, and say where.

    The name is the SHA-256 of the page's bytes and of its address: the same page again
    changes nothing, and what is kept is never written over.
    """
    digest = hashlib.sha256(response.data).hexdigest()
    address = hashlib.sha256(response.address.encode("utf-8", "replace")).hexdigest()[:16]
    path = folder / digest[:2] / f"{digest}-{address}.warc.gz"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    record = _record(response, retrieved, digest)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as made:
        made.write(gzip.compress(record, mtime=0))
        made.flush()
        os.fsync(made.fileno())
    os.chmod(made.name, 0o644)
    os.replace(made.name, path)
    return path


def _record(response: Response, retrieved: str, digest: str) -> bytes:
    kept = {k: v for k, v in response.headers.items() if k not in _DROPPED}
    kept["content-length"] = str(len(response.data))
    lines = [f"HTTP/1.1 {response.status} {response.reason}".rstrip()]
    lines += [f"{name}: {' '.join(value.split())}" for name, value in kept.items()]
    answer = "\r\n".join((*lines, "", "")).encode("utf-8", "replace") + response.data
    moment = re.sub(r"\+00:00$", "Z", retrieved)
    asked = response.address.encode("utf-8", "replace").hex()
    head = (
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{digest} {asked}')}>",
        f"WARC-Date: {moment}",
        f"WARC-Target-URI: {response.url}",
        f"WARC-Payload-Digest: sha256:{digest}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
        "",
        "",
    )
    return "\r\n".join(head).encode("utf-8", "replace") + answer + b"\r\n\r\n"


def is_kept_page(path: str | None) -> bool:
    """Whether a path has the name of a kept page."""
    return path is not None and _NAME.fullmatch(Path(path).name) is not None


def check_page(path: str) -> KeptPage:
    """What a kept page says of itself. Raises `SourceError` where it cannot be read."""
    named = _NAME.fullmatch(Path(path).name)
    if named is None:
        raise SourceError(path, "not the name of a kept page")
    try:
        with open(path, "rb") as stream:
            for record in records(stream):
                found = hashlib.sha256(record.reader.read()).hexdigest()
                url, moment = (record.headers.get(f"WARC-{x}") for x in ("Target-URI", "Date"))
                return KeptPage(str(url or ""), str(moment or ""), named[1], found)
    except OSError as error:
        raise SourceError(path, error.strerror or str(error)) from error
    raise SourceError(path, "no record in it")
