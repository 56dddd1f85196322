"""Several hosts are asked at the same time, each host one thing after the other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from verbale.errors import SourceError
from verbale.sources.courtesy import host_of

Job = TypeVar("Job")
Made = TypeVar("Made")


class ByHost(Generic[Job, Made]):
    """The outcomes of jobs, as they come. Jobs of one host are done in order, by one thread."""

    def __init__(
        self,
        jobs: Iterable[Job],
        address: Callable[[Job], str],
        work: Callable[[Job], Made],
        threads: int,
    ) -> None:
        groups: dict[str, list[Job]] = {}
        for job in jobs:
            groups.setdefault(host_of(address(job)), []).append(job)
        self._groups: queue.SimpleQueue[list[Job]] = queue.SimpleQueue()
        for group in groups.values():
            self._groups.put(group)
        self._work = work
        self._left = sum(map(len, groups.values()))
        self._made: queue.Queue[tuple[Job, Made | SourceError | Exception]]
        self._made = queue.Queue(2 * threads)
        self._stopped = threading.Event()
        for _ in range(min(threads, len(groups))):
            threading.Thread(target=self._run, daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether all outcomes were taken."""
        return self._left == 0

    def take(self, wait: bool) -> tuple[Job, Made | SourceError] | None:
        """The next outcome; None where all are taken, or none is there yet and ``wait`` is no."""
        if self.done:
            return None
        try:
            job, made = self._made.get(block=wait)
        except queue.Empty:
            return None
        self._left -= 1
        if isinstance(made, Exception) and not isinstance(made, SourceError):
            raise made
        return job, made

    def stop(self) -> None:
        """Start no further job."""
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                group = self._groups.get_nowait()
            except queue.Empty:
                return
            for job in group:
                self._made.put((job, self._attempt(job)))
                if self._stopped.is_set():
                    return

    def _attempt(self, job: Job) -> Made | SourceError | Exception:
        try:
            return self._work(job)
        except Exception as error:  # noqa: BLE001 - raised again where it is taken
            return error
