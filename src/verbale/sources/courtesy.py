"""How sites are asked politely: one request at a time, with pauses, as robots.txt allows."""

from __future__ import annotations

import datetime
import email.utils
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from verbale.errors import Forbidden, LimitExceeded, Resting, SourceError
from verbale.model import Limits
from verbale.sources.robots import LARGEST, Robots, read_robots
from verbale.sources.web import USER_AGENT, Response, ask

AGENT = USER_AGENT.split("/")[0]
BUSY = (429, 503)
"""Statuses by which a server asks for patience."""
_WANTED = {
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
    "Accept-Encoding": "gzip",
}
_ROBOTS_AGE = 24 * 3600.0
_LONGEST_REST = 24 * 3600.0
_SPELLS = 3
"""How often one address is asked again while its server is busy."""
_FAULTS = 2
"""How many times in a row a host may not answer at all before it is left alone."""


@dataclass(frozen=True, slots=True)
class Manners:
    """``delay``: seconds between two requests to one host; ``patience``: the longest that one is
    waited for when it asks for time; ``contact``: an address that stands in the user agent.
    """

    delay: float = 1.0
    patience: float = 60.0
    contact: str = ""

    @property
    def user_agent(self) -> str:
        """The name under which sites are asked."""
        return f"{USER_AGENT} (+{self.contact})" if self.contact else USER_AGENT


@dataclass(frozen=True, slots=True)
class Host:
    """What is known of a host: its robots.txt (None: not known), and until when it rests."""

    robots: str | None = None
    robots_at: float = 0.0
    not_before: float = 0.0


@dataclass(slots=True)
class _Known:
    """A host in this run; ``next`` on the monotonic clock."""

    host: Host
    rules: Robots = field(default_factory=Robots)
    next: float = 0.0
    faults: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Courtesy:
    """Asks addresses, waiting for each host as its manners demand; usable from several threads."""

    def __init__(
        self,
        limits: Limits,
        manners: Manners | None = None,
        hosts: Mapping[str, Host] | None = None,
    ) -> None:
        self.limits = limits
        self.manners = manners or Manners()
        self._stop = threading.Event()
        self._known = {name: _Known(host) for name, host in (hosts or {}).items()}
        self._guard = threading.Lock()

    def stop(self) -> None:
        """Wake whoever waits; nothing is asked any more."""
        self._stop.set()

    def hosts(self) -> dict[str, Host]:
        """What is known of each host, to be kept for the next run."""
        with self._guard:
            return {name: known.host for name, known in self._known.items()}

    def ask(
        self, address: str, headers: Mapping[str, str] | None = None, *, named: bool = False
    ) -> Response:
        """What a server answers to an address, waited for politely.

        ``named`` is for addresses that the user gave: robots.txt is about what programs find.
        Raises `SourceError`; `Forbidden` and `Resting` where nothing was asked.
        """
        host = host_of(address)
        with self._guard:
            known = self._known.setdefault(host, _Known(Host()))
        with known.lock:
            self._check_rest(known, address)
            if not named:
                self._check_robots(known, address)
            return self._patiently(known, address, headers or {})

    def _check_rest(self, known: _Known, address: str) -> None:
        left = known.host.not_before - time.time()
        if left > self.manners.patience:
            raise Resting(address, "its server has asked for time", known.host.not_before)
        if left > 0:
            self._wait(time.monotonic() + left)

    def _check_robots(self, known: _Known, address: str) -> None:
        age = time.time() - known.host.robots_at
        if known.host.robots is None or age > _ROBOTS_AGE:
            self._ask_robots(known, address)
        elif not known.rules.rules and known.host.robots:
            known.rules = read_robots(known.host.robots, AGENT)
        if not known.rules.allow(address):
            raise Forbidden(address, "not allowed by the site's robots.txt")

    def _ask_robots(self, known: _Known, address: str) -> None:
        parts = urlsplit(address)
        place = f"{parts.scheme}://{parts.netloc}/robots.txt"
        limits = replace(self.limits, file_bytes=8 * LARGEST)
        response = self._once(known, place, {}, limits)
        if response.status >= 500 or response.status == 429:
            until = self._rest(known, response)
            raise Resting(address, f"{place} cannot be had: status {response.status}", until)
        text = response.data.decode("utf-8", "replace") if response.status < 300 else ""
        known.host = replace(known.host, robots=text[:LARGEST], robots_at=time.time())
        known.rules = read_robots(text, AGENT)

    def _patiently(self, known: _Known, address: str, headers: Mapping[str, str]) -> Response:
        """The answer, asked for again where the server was busy and did not ask for too long."""
        for spell in range(_SPELLS):
            response = self._once(known, address, headers, self.limits)
            if response.status not in BUSY:
                return response
            until = self._rest(known, response, spell)
            if until - time.time() > self.manners.patience:
                break
            self._wait(time.monotonic() + until - time.time())
        status = f"{response.status} {response.reason}".rstrip()
        raise Resting(address, f"its server is busy: {status}", known.host.not_before)

    def _rest(self, known: _Known, response: Response, spell: int = 0) -> float:
        """Until when a busy host rests: as it says, else longer each time."""
        told = retry_after(response.headers.get("retry-after", ""))
        seconds = 10.0 * 4**spell if told is None else told
        until = time.time() + min(seconds, _LONGEST_REST)
        known.host = replace(known.host, not_before=until)
        return until

    def _once(
        self, known: _Known, address: str, headers: Mapping[str, str], limits: Limits
    ) -> Response:
        if known.faults >= _FAULTS:
            raise Resting(address, "its host does not answer", time.time() + 600.0)
        self._wait(known.next)
        if self._stop.is_set():
            raise Resting(address, "stopped", 0.0)
        try:
            own = {"User-Agent": self.manners.user_agent, **_WANTED}
            response = ask(address, limits, {**headers, **own})
        except SourceError as error:
            slow = isinstance(error, LimitExceeded) and "larger" not in error.cause
            known.faults += slow or "no connection" in error.cause
            raise
        finally:
            known.next = time.monotonic() + max(self.manners.delay, known.rules.delay)
        known.faults = 0
        return response

    def _wait(self, until: float) -> None:
        self._stop.wait(max(0.0, until - time.monotonic()))


def host_of(address: str) -> str:
    """The host and port of an address, in small letters."""
    try:
        return urlsplit(address).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def retry_after(value: str) -> float | None:
    """Seconds that a ``Retry-After`` header asks for; None where it asks for nothing."""
    value = value.strip()
    if value.isdigit():
        return float(value[:9])
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return max(0.0, moment.timestamp() - time.time())
