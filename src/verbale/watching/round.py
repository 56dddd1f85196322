"""One round of watching: lists are asked for anew, new articles fetched and given on to be read."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from verbale.errors import EmptySource, Forbidden, LimitExceeded, Resting, SourceError
from verbale.model import Limits, Raw
from verbale.sources.courtesy import Courtesy, Manners
from verbale.sources.kept_pages import keep_page
from verbale.sources.lists import whole_page
from verbale.sources.lists.entry import address_of
from verbale.sources.web import Response, answer_of, now
from verbale.watching.fetching import ByHost
from verbale.watching.lists import Lists
from verbale.watching.state import Article, State, Validators, rest_after
from verbale.watching.summary import Summary

Take = Callable[[Raw], int]
"""Reads a page and keeps it; says how many records it has. Raises `SourceError`."""

_MEDIA = ("html", "text", "pdf")
_AT_ONCE = 1000
_PER_HOST = 100
"""Articles of one host that are fetched before others get their turn."""
_TRIES = 5
_FIRST_REST = 300.0


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a round is done.

    ``since`` is the first day whose articles are wanted (``2024-07-28``; empty: all),
    ``most`` how many are fetched in one round, ``seconds`` after which no more are begun (the
    rest is for the next round), ``threads`` how many hosts are asked at the
    same time, ``keep_pages`` the folder in which pages are kept.
    """

    since: str = ""
    most: int | None = None
    seconds: float | None = None
    threads: int = 8
    keep_pages: Path | None = None
    manners: Manners = field(default_factory=Manners)
    limits: Limits = field(default_factory=Limits)


class Round:
    """One round. ``failed`` is told what could not be had, ``progress`` how far it is."""

    def __init__(
        self,
        state: State,
        wishes: Wishes,
        failed: Callable[[SourceError], None] = lambda _: None,
        progress: Callable[[Summary], None] = lambda _: None,
    ) -> None:
        self._state = state
        self._wishes = wishes
        self._failed = failed
        self._progress = progress
        self._courtesy = Courtesy(wishes.limits, wishes.manners, state.hosts())
        self._began = time.monotonic()
        self.summary = Summary()

    def run(self, what: Sequence[str], take: Take) -> Summary:
        """Do the round: nothing that fails ends it but a desk or state that cannot be written."""
        wishes = self._wishes
        told = (self.summary, self._failed, self._progress)
        lists = Lists(self._state, self._courtesy, wishes.limits, *told)
        try:
            self._read_waiting(take)
            lists.refresh(what, wishes.since, wishes.threads)
            self._fetch_all(take)
        finally:
            self._courtesy.stop()
            self._state.keep_hosts(self._courtesy.hosts())
        return self.summary

    def _read_waiting(self, take: Take) -> None:
        """What was fetched when the last run was broken off."""
        while self._read_one(take):
            pass

    def _fetch_all(self, take: Take) -> None:
        left, started = self._wishes.most, time.time()
        while (left is None or left > 0) and not self._is_late():
            most = min(_AT_ONCE, left or _AT_ONCE)
            articles = self._state.due(most, _PER_HOST, started)
            if not articles:
                return
            left = None if left is None else left - len(articles)
            self._fetch(articles, take)

    def _is_late(self) -> bool:
        seconds = self._wishes.seconds
        return seconds is not None and time.monotonic() - self._began > seconds

    def _fetch(self, articles: list[Article], take: Take) -> None:
        """Fetch articles; what has come is put into the state before the next page is read."""
        stream = ByHost(articles, lambda one: one.entry.url, self._ask, self._wishes.threads)
        waiting = True
        try:
            while waiting or not stream.done:
                taken = stream.take(wait=not waiting)
                if taken is not None:
                    self._note(*taken)
                    waiting = True
                else:
                    waiting = self._read_one(take)
                if self._is_late():
                    stream.stop()
                self._progress(self.summary)
        finally:
            stream.stop()

    def _ask(self, article: Article) -> Response:
        headers = Validators(article.etag, article.modified).headers
        return self._courtesy.ask(article.entry.url, headers)

    def _note(self, article: Article, answer: Response | SourceError) -> None:
        """Put the answer for an article into the state."""
        try:
            if isinstance(answer, SourceError):
                raise answer
            self._keep(article, answer)
        except Resting as error:
            self._postpone(article, error, max(error.until, time.time() + _FIRST_REST), 0)
        except SourceError as error:
            if _passes(error, answer) and article.tries + 1 < _TRIES:
                due = rest_after(2 * article.tries, _FIRST_REST)
                self._postpone(article, error, due, article.tries + 1)
            else:
                self._fall_back(article, error)

    def _postpone(self, article: Article, error: SourceError, due: float, tries: int) -> None:
        self._state.postpone(article, error.cause, due, tries or article.tries)
        self.summary.postponed += 1
        self._failed(error)

    def _keep(self, article: Article, answer: Response) -> None:
        """Keep a page to be read; one that has not changed is done with."""
        digest = hashlib.sha256(answer.data).hexdigest()
        if answer.status == 304 or (answer.status == 200 and digest == article.digest):
            self._state.finished(article)
            self.summary.unchanged += 1
            return
        raw = self._raw(article, answer)
        headers = answer.headers
        validators = Validators(headers.get("etag", ""), headers.get("last-modified", ""), digest)
        self._state.keep_page(article, raw, validators)
        self.summary.fetched += 1

    def _raw(self, article: Article, answer: Response) -> Raw:
        """The page of an answer, kept in its folder where that is asked for."""
        page = answer_of(answer, self._wishes.limits)
        if page.kind not in _MEDIA or page.packed:
            raise SourceError(answer.address, f"no article: {page.kind}, expected a web page")
        largest = self._wishes.limits.page_bytes
        if page.kind == "html" and len(page.data) > largest:
            raise LimitExceeded(answer.address, f"larger than the limit of {largest:,} bytes")
        url = address_of(answer.url, "") or article.entry.url
        retrieved, folder = page.origin.retrieved or now(), self._wishes.keep_pages
        path = folder and keep_page(folder, replace(answer, url=url), retrieved)
        kept_at = str(path) if path else None
        return Raw(
            answer.address, page.kind, page.data, kept_at, url, retrieved, page.origin.fields
        )

    def _fall_back(self, article: Article, error: SourceError) -> None:
        """What the list itself gives of an article whose page cannot be had, or nothing."""
        page = whole_page(article.entry)
        if page is None:
            self._give_up(article, error)
            return
        self._state.keep_page(article, self._given(article, page), Validators())
        self.summary.fetched += 1

    def _given(self, article: Article, page: str) -> Raw:
        url, data = article.entry.url, page.encode("utf-8", "replace")
        return Raw(url, "html", data, None, url, now(), {"charset": "utf-8", "given_by": "list"})

    def _give_up(self, article: Article, error: SourceError) -> None:
        self._state.finished(article, error.cause)
        self.summary.given_up += 1
        self._failed(error)

    def _read_one(self, take: Take) -> bool:
        """Read one page that waits, if there is one.

        The desk is written before the state, and writing a document twice changes nothing.
        """
        found = self._state.next_page()
        if found is None:
            return False
        article, raw = found
        try:
            self.summary.records += take(raw)
        except SourceError as error:
            self._unreadable(article, raw, error)
        else:
            self._state.finished(article)
            self.summary.read += 1
        return True

    def _unreadable(self, article: Article, raw: Raw, error: SourceError) -> None:
        if raw.fields.get("given_by") == "list":
            self._give_up(article, error)
        else:
            self._fall_back(article, error)


def _passes(error: SourceError, answer: Response | SourceError) -> bool:
    """Whether it may be otherwise later: no connection, too slow, a fault of the server."""
    if isinstance(answer, SourceError):
        refused = isinstance(error, Forbidden) or "larger" in error.cause
        return not refused and "no reader" not in error.cause
    return answer.status >= 500 or isinstance(error, EmptySource)
