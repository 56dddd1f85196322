"""Lists asked for anew: feeds, sitemaps and their parts, OPML files and those they name."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from verbale.errors import LimitExceeded, Resting, SourceError
from verbale.model import Limits
from verbale.sources.courtesy import Courtesy
from verbale.sources.lists import read_listing
from verbale.sources.web import Response, is_address
from verbale.watching.fetching import ByHost
from verbale.watching.state import KnownList, State, Validators, rest_after
from verbale.watching.summary import Summary

_DEEPEST = 4
_MOST = 20_000
_GONE_SECONDS = 7 * 86_400.0


class Lists:
    """Asks for lists and puts what they name into the state."""

    def __init__(
        self,
        state: State,
        courtesy: Courtesy,
        limits: Limits,
        summary: Summary,
        failed: Callable[[SourceError], None],
        progress: Callable[[Summary], None],
    ) -> None:
        self._progress = progress
        self._state = state
        self._courtesy = courtesy
        self._limits = limits
        self._summary = summary
        self._failed = failed
        self._named: set[str] = set()
        self._since = ""

    def refresh(self, what: Sequence[str], since: str, threads: int) -> None:
        """Ask for the lists that the user named, then for those that they name, and so on."""
        self._named, self._since = set(what), since
        asked: set[str] = set()
        level = list(dict.fromkeys(what))
        for _ in range(_DEEPEST):
            asked.update(level)
            following: list[str] = []
            known = [self._state.known_list(address) for address in level]
            ready = [one for one in known if self._is_due(one, following)]
            stream = ByHost(ready, lambda one: one.address, self._ask, threads)
            try:
                while not stream.done:
                    taken = stream.take(wait=True)
                    if taken is not None:
                        following += self._note(*taken)
                        self._progress(self._summary)
            finally:
                stream.stop()
            level = [one for one in dict.fromkeys(following) if one not in asked]
            level = level[: _MOST - len(asked)]
            if not level:
                return

    def _is_due(self, known: KnownList, following: list[str]) -> bool:
        """Whether a list is asked for now; of one that has not changed only its parts may be."""
        if known.due > time.time():
            following += self._state.children(known.address)
            self._summary.lists_resting += 1
            return False
        if known.changed and known.changed == known.told and self._covered(known):
            following += self._state.children(known.address)
            self._summary.lists_unchanged += 1
            return False
        return True

    def _covered(self, known: KnownList) -> bool:
        """Whether all that is wanted now was taken in when the list was had last."""
        return known.since <= self._since

    def _ask(self, known: KnownList) -> Response:
        if not is_address(known.address):
            return _file(known.address, self._limits)
        headers = Validators(known.etag, known.modified).headers if self._covered(known) else {}
        named = known.address in self._named
        return self._courtesy.ask(known.address, headers, named=named)

    def _note(self, known: KnownList, answer: Response | SourceError) -> list[str]:
        """Put an answer into the state; the lists that it names."""
        self._summary.lists_asked += 1
        try:
            if isinstance(answer, SourceError):
                raise answer
            return self._take_in(known, answer)
        except SourceError as error:
            gone = isinstance(answer, Response) and answer.status == 410
            rest = time.time() + _GONE_SECONDS if gone else rest_after(known.faults)
            until = max(rest, error.until) if isinstance(error, Resting) else rest
            is_file = not is_address(known.address)
            self._state.list_failed(known.address, error.cause, 0.0 if is_file else until)
            self._summary.lists_failed += 1
            self._failed(error)
            return self._state.children(known.address)

    def _take_in(self, known: KnownList, answer: Response) -> list[str]:
        digest = hashlib.sha256(answer.data).hexdigest()
        same = answer.status == 304 or (answer.status < 300 and digest == known.digest)
        if same and self._covered(known):
            self._state.list_unchanged(known.address)
            self._summary.lists_unchanged += 1
            return self._state.children(known.address)
        if answer.status not in (200, 203, 226):
            said = f"the server answered {answer.status} {answer.reason}".rstrip()
            raise SourceError(known.address, said)
        listing = read_listing(
            answer.data,
            answer.url,
            answer.headers.get("content-type", ""),
            known.address,
            self._limits,
        )
        headers = answer.headers
        validators = Validators(headers.get("etag", ""), headers.get("last-modified", ""), digest)
        added = self._state.take_in(known, listing, validators, self._since)
        self._summary.new += added.new
        self._summary.changed += added.changed
        self._summary.passed_over += added.passed_over
        return added.more


def _file(path: str, limits: Limits) -> Response:
    try:
        with open(path, "rb") as stream:
            data = stream.read(limits.file_bytes + 1)
    except OSError as error:
        raise SourceError(path, error.strerror or str(error)) from error
    if len(data) > limits.file_bytes:
        raise LimitExceeded(path, f"larger than the limit of {limits.file_bytes:,} bytes")
    return Response(path, 200, "", Path(path).resolve().as_uri(), {}, data)
