"""What was asked: every request that came, and counts over them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from citekit.testing.limits import ROUNDING


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that came.

    `status` is that of the answer, or the fault's name where there was none. `at_once` is how many requests were under
    way at its service when it came, itself included, and `in_all` how many at all services. `broke` says which limit
    of its pool it broke: "rate", "concurrency", or nothing.
    """

    time: float
    service: str
    route: str
    dois: tuple[str, ...]
    pool: str
    mailto: str
    user_agent: str
    status: int | str
    at_once: int
    url: str
    method: str = "GET"
    in_all: int = 1
    broke: str = ""


class Tally:
    """The requests that came, in the order of their answers, and what can be said of them."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []

    def _of(self, service: str | None, route: str | None = None, pool: str | None = None) -> Iterator[Seen]:
        return (
            seen
            for seen in tuple(self.seen)
            if service in (None, seen.service) and route in (None, seen.route) and pool in (None, seen.pool)
        )

    def count(self, service: str | None = None, route: str | None = None) -> int:
        """How many requests came, to a service or to one of its routes."""
        return sum(1 for _ in self._of(service, route))

    def counts(self) -> Counter[tuple[str, str]]:
        """How many requests came, by service and route."""
        return Counter((seen.service, seen.route) for seen in tuple(self.seen))

    def most_at_once(self, service: str | None = None) -> int:
        """How many requests were under way at once, at a service or in all."""
        return max((seen.at_once if service else seen.in_all for seen in self._of(service)), default=0)

    def most_within(self, seconds: float = 1.0, pool: str | None = None) -> int:
        """The most requests that came within so many seconds, to a pool or in all."""
        times = sorted(seen.time for seen in self._of(None, pool=pool))
        most = first = 0
        for last, time in enumerate(times):
            while first < last and times[first] <= time - seconds + ROUNDING:
                first += 1
            most = max(most, last - first + 1)
        return most

    def over_limit(self, pool: str | None = None) -> int:
        """How many requests broke the rate or the concurrency of their pool, whether or not that was enforced."""
        return sum(1 for seen in self._of(None, pool=pool) if seen.broke)

    def summary(self) -> str:
        """The counts in lines, for people.

        Examples:
            >>> from citekit.sources.transport import Request
            >>> from citekit.testing import Registry
            >>> registry = Registry([])
            >>> answer = registry.handle(Request("https://api.crossref.org/works/10.5555/1"))
            >>> print(registry.summary())
            crossref single: 1
            1 request, at most 1 at once and 1 within a second; 0 over a limit
        """
        lines = [f"{service} {route}: {number}" for (service, route), number in sorted(self.counts().items())]
        number = len(self.seen)
        lines.append(
            f"{number} request{'' if number == 1 else 's'}, at most {self.most_at_once()} at once"
            f" and {self.most_within()} within a second; {self.over_limit()} over a limit"
        )
        return "\n".join(lines)
