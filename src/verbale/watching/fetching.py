"""Several hosts are asked at the same time, each host one thing after the other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
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
        self._running = min(threads, len(groups))
        self._made: queue.Queue[tuple[Job, Made | SourceError | Exception] | None]
        self._made = queue.Queue(2 * threads)
        self._stopped = threading.Event()
        for _ in range(self._running):
            threading.Thread(target=self._run, daemon=True).start()

    @property
    def done(self) -> bool:
        """Whether all outcomes were taken."""
        return self._running == 0

    def take(self, wait: bool) -> tuple[Job, Made | SourceError] | None:
        """The next outcome; None where all are taken, or none is there yet and ``wait`` is no."""
        while self._running:
            try:
                taken = self._made.get(block=wait)
            except queue.Empty:
                return None
            if taken is None:
                self._running -= 1
                continue
            job, made = taken
            if isinstance(made, Exception) and not isinstance(made, SourceError):
                raise made
            return job, made
        return None

    def stop(self) -> None:
        """Start no further job; what is under way comes still."""
        self._stopped.set()

    def _run(self) -> None:
        for job in self._jobs():
            if self._stopped.is_set():
                break
            self._made.put((job, self._attempt(job)))
        self._made.put(None)

    def _jobs(self) -> Iterator[Job]:
        """The jobs of one host after the other, until there is no host left."""
        while True:
            try:
                group = self._groups.get_nowait()
            except queue.Empty:
                return
            yield from group

    def _attempt(self, job: Job) -> Made | SourceError | Exception:
        try:
            return self._work(job)
        except Exception as error:  # noqa: BLE001 - raised again where it is taken
            return error
