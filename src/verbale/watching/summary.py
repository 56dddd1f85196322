"""What one round of watching did, in numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Summary:
    """Counts of one round: of lists and of articles."""

    lists_asked: int = 0
    lists_unchanged: int = 0
    lists_failed: int = 0
    lists_resting: int = 0
    new: int = 0
    changed: int = 0
    passed_over: int = 0
    fetched: int = 0
    unchanged: int = 0
    read: int = 0
    records: int = 0
    given_up: int = 0
    postponed: int = 0

    @property
    def faults(self) -> int:
        """How many lists and articles could not be had or read."""
        return self.lists_failed + self.given_up + self.postponed

    def progress(self) -> str:
        """One line while it goes on."""
        return (
            f"lists: {self.lists_asked:,}, articles: {self.fetched:,} fetched, {self.read:,} read, "
            f"records: {self.records:,}"
        )

    def in_words(self) -> str:
        """One line at the end."""
        lists = _told(
            f"lists: {self.lists_asked:,} asked",
            unchanged=self.lists_unchanged,
            failed=self.lists_failed,
            resting=self.lists_resting,
        )
        articles = _told(
            f"articles: {self.new:,} new, {self.changed:,} changed, {self.fetched:,} fetched, "
            f"{self.read:,} read",
            unchanged=self.unchanged,
            passed_over=self.passed_over,
            given_up=self.given_up,
            postponed=self.postponed,
        )
        return f"{lists}; {articles}; records: {self.records:,}"


def _told(first: str, **counts: int) -> str:
    """Counts that are not nought, behind the first."""
    more = [f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items() if number]
    return ", ".join((first, *more))
